import { describe, expect, test } from "vitest";
import type { CheckedModel, TableFinding, TriedDecision } from "../../api/decisions.ts";
import { byRule, coverageOf, obstacles, paintOf, ranges, ruleNow, tally } from "./paint.ts";
import { given, isUnquoted, quoted, readTrial, trialAddress, witnessValues } from "./trial.ts";
import { drawnRows, moved, next, pasted, search } from "./window.ts";

const finding = (rule: string, severity: TableFinding["severity"], numbers: number[], decision = "d"): TableFinding => ({ rule, severity, decision, decision_name: decision, rules: numbers.map((number) => ({ id: `r${number}`, number })), columns: [1], witness: [], message: { zh: rule, en: rule }, suggestion: null });
const checked = (findings: TableFinding[]): CheckedModel => ({ problems: [], findings, examples: [], coverage: [{ decision: "d", decision_name: "d", rules: [{ id: "r1", number: 1, hits: 2 }, { id: "r2", number: 2, hits: 0 }] }] });
const tried: TriedDecision = { value: "1", reasons: [], nearest: [], inputs: [], problem: null, steps: [{ decision: "d", decision_name: "d", value: "1", took_microseconds: 1, table: { inputs: [], matched: [{ id: "r2", number: 2 }], misses: [{ rule: { id: "r1", number: 1 }, column: 1 }] } }, { decision: "other", decision_name: "o", value: "1", took_microseconds: 1, table: { inputs: [], matched: [{ id: "r1", number: 1 }], misses: [] } }] };

describe("paint", () => {
  test("a rule shows its own part of the trace, of its own table", () => {
    const paint = paintOf("d", tried, undefined, null);
    expect(ruleNow(paint, "r1")).toMatchObject({ isMatched: false, miss: 1 });
    expect(ruleNow(paint, "r2")).toMatchObject({ isMatched: true, miss: null });
    expect(paint.hits).toBeNull();
  });

  test("the worst finding of a rule marks it; the chosen one marks its cells in all of its rules", () => {
    const overlap = finding("overlap", "error", [1, 2]);
    const paint = paintOf("d", undefined, checked([finding("merge", "advice", [1]), overlap, finding("x", "warning", [2]), finding("y", "error", [3], "other")]), overlap);
    expect(["r1", "r2", "r3"].map((id) => ruleNow(paint, id).severity)).toEqual(["error", "error", null]);
    expect(["r1", "r2", "r3"].map((id) => ruleNow(paint, id).chosen)).toEqual([[1], [1], []]);
    expect(["r1", "r2", "r3"].map((id) => ruleNow(paint, id).hits)).toEqual([2, 0, null]);
  });

  test("findings stand by their first rule, the whole table first, the worst of a rule first", () => {
    const groups = byRule([finding("advice", "advice", [7]), finding("gap", "error", []), finding("mask", "warning", [2, 7]), finding("overlap", "error", [7]), finding("else", "error", [1], "other")], "d");
    expect(groups.map((one) => [one.number, one.findings.map(({ rule }) => rule)])).toEqual([[null, ["gap"]], [2, ["mask"]], [7, ["overlap", "advice"]]]);
    expect(tally(groups.flatMap((one) => one.findings))).toEqual({ error: 2, warning: 1, advice: 1 });
  });

  test("coverage names the rules that no example met", () => {
    expect(coverageOf(checked([]).coverage[0])).toEqual({ met: 1, total: 2, never: [2] });
    expect(coverageOf(undefined)).toEqual({ met: 0, total: 0, never: [] });
  });

  test("problems, errors and failing examples are in the way of publishing, warnings are not", () => {
    const example = { name: { zh: "e", en: "e" }, file: "f", differences: [] };
    expect(obstacles({ ...checked([finding("a", "warning", [1]), finding("b", "error", [1])]), examples: [{ ...example, passed: true }, { ...example, passed: false }] })).toEqual({ problems: 0, errors: 1, failing: 1 });
  });

  test.each([
    [[], ""],
    [[4], "4"],
    [[1, 2, 3, 7, 9, 10], "1–3, 7, 9–10"],
    [Array.from({ length: 40 }, (_, index) => index * 2), "0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22 …"],
  ])("%j is written %s", (numbers, text) => expect(ranges(numbers)).toBe(text));
});

describe("the window of a long table", () => {
  test.each([
    [0, 600, 20, { from: 0, to: 20 }],
    [0, 600, 10_000, { from: 0, to: 36 }],
    [170_000, 600, 10_000, { from: 4986, to: 5034 }],
    [340_000, 600, 10_000, { from: 9984, to: 10_000 }],
  ])("at %i of %i px in %i rules", (top, height, count, rows) => expect(drawnRows(top, height, count)).toEqual(rows));

  test("rows in sight are always drawn", () => {
    for (let top = 0; top < 340_000; top += 997) {
      const { from, to } = drawnRows(top, 640, 10_000);
      expect(from * 34).toBeLessThanOrEqual(top);
      expect(to * 34).toBeGreaterThanOrEqual(Math.min(top + 640, 340_000));
    }
  });

  test.each([
    ["ArrowDown", false, { rule: 3, column: 1 }],
    ["ArrowDown", true, { rule: 9, column: 1 }],
    ["Home", true, { rule: 0, column: 0 }],
    ["PageDown", false, { rule: 9, column: 1 }],
    ["ArrowRight", false, { rule: 2, column: 2 }],
    ["End", false, { rule: 2, column: 2 }],
    ["x", false, null],
  ])("%s (ctrl %s)", (key, isControl, to) => expect(moved({ rule: 2, column: 1 }, key, isControl, 10, 3)).toEqual(to));

  test("Tab goes on to the next rule and ends at the last cell", () => {
    expect(next({ rule: 0, column: 2 }, 1, 2, 3)).toEqual({ rule: 1, column: 0 });
    expect(next({ rule: 1, column: 2 }, 1, 2, 3)).toBeNull();
    expect(next({ rule: 0, column: 0 }, -1, 2, 3)).toBeNull();
  });

  test.each([
    ["a\tb\nc\td\n", [["a", "b"], ["c", "d"]]],
    ['"A"\t< 5', [['"A"', "< 5"]]],
    ['"""A"", ""B"""\t1', [['"A", "B"', "1"]]],
    ['"two\nlines"\t2\r\n3\t4', [["two\nlines", "2"], ["3", "4"]]],
    ['"A", "B"', [['"A", "B"']]],
  ])("%j is pasted", (text, rows) => expect(pasted(text)).toEqual(rows));

  test("search looks into every cell", () => {
    expect(search([{ cells: ["a", "Ningbo"] }, { cells: ["b", "宁波"] }], " ningBO ")).toEqual([0]);
    expect(search([{ cells: ["a"] }], " ")).toEqual([]);
  });
});

test("a trial stands in the address and comes back from it", () => {
  const address = new URLSearchParams(Object.entries(trialAddress({ "付费 率": "82", 等级: '"B"' })).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]])));
  address.set("compare", "published");
  expect(readTrial(new URLSearchParams(address.toString()))).toEqual({ "付费 率": "82", 等级: '"B"' });
  expect(given({ a: " ", b: "1" })).toEqual({ b: "1" });
  expect(trialAddress({ a: "" })).toEqual({ "in.a": null });
});

test.each([
  ["string", "A", true],
  ["string", '"A"', false],
  ["string", "upper case(x)", false],
  ["string", "null", false],
  ["number", "A", false],
  ["string", "", false],
])("%s %s: quotes are missing: %s", (type, value, isMissing) => {
  expect(isUnquoted(type, value)).toBe(isMissing);
  expect(quoted("A")).toBe('"A"');
});

test("a witness names an input, or the column that tests it", () => {
  const column = { kind: "input" as const, id: "c", title: "付款及时率", label: "付款及时率", expression: "timeliness", name: "", type: "number", values: "" };
  const input = (name: string) => ({ name, type: "number", needed_by: [], example: null });
  const shown = { ...finding("gap", "error", [1]), witness: [{ name: "付款及时率", value: "75" }, { name: "class", value: '"A"' }] };
  expect(witnessValues(shown, [input("timeliness"), input("class")], [column])).toEqual({ timeliness: "75", class: '"A"' });
  expect(witnessValues(shown, [input("付款及时率")], [column])).toEqual({ 付款及时率: "75", class: '"A"' });
});
