import { describe, expect, test } from "vitest";
import type { Column, Rule } from "./model.ts";
import { fitting, suggestions } from "./suggest.ts";

const column: Column = { kind: "output", id: "o", title: "等级", label: "等级", expression: "", name: "class", type: "string", values: '"VIP", "A", "B"' };
const rules: Rule[] = ['"B"', '"C"', '"C"', "-", '"VIP"'].map((cell, index) => ({ id: `r${index}`, source: "", cells: [cell] }));

describe("suggestions of a cell", () => {
  test("the allowed values come first, then what other cells say most often", () => {
    expect(suggestions(column, rules, 0)).toEqual(['"VIP"', '"A"', '"B"', '"C"']);
    expect(suggestions({ ...column, values: "[0..100]" }, rules, 0)[0]).toBe('"C"');
  });

  test("only what goes on from the written text, and nothing once it is whole", () => {
    expect(fitting(['"VIP"', '"A"', '"B"'], '"v')).toEqual(['"VIP"']);
    expect(fitting(['"VIP"', '"A"'], '"a"')).toEqual([]);
    expect(fitting(Array.from({ length: 30 }, (_, index) => `[${index}..]`), "")).toHaveLength(8);
  });
});
