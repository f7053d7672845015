import { expect, test } from "vitest";
import { classLimits, lowerEnd } from "./limits.ts";

test.each([
  [">= 90", "90"],
  ["[80..90)", "80"],
  ["(55 .. 68]", "55"],
  ["< 55", null],
  ["-", null],
  ['"VIP"', undefined],
])("%s begins at %s", (condition, wanted) => expect(lowerEnd(condition)).toBe(wanted));

test("limits come from the table that gave the class, and a table that is no scale gives none", () => {
  const label = { zh: "", en: "" };
  const explanation = { class_limits: ["VIP", "A", "D"].map((name) => ({ class: name, label })), class_rule: { decision: "credit_class", id: "1", text: label } };
  const rule = (id: string, condition: string, output: string) => ({ id, inputs: [condition], outputs: [`"${output}"`] });
  const decision = { name: "credit_class", inputs: ["总分"], outputs: ["等级"], rules: [rule("1", ">= 90", "VIP"), rule("2", "[80..90)", "A"), rule("3", "< 80", "D")] };
  expect(classLimits([decision], explanation)).toEqual([{ class: "VIP", from: "90" }, { class: "A", from: "80" }, { class: "D", from: null }]);
  expect(classLimits([{ ...decision, inputs: ["总分", "分公司"] }], explanation)).toEqual([]);
  expect(classLimits([], explanation)).toEqual([]);
});
