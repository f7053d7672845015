import { expect, test } from "vitest";
import type { ColumnProposal, Recipe } from "../../api/types.ts";
import { columnOf, coverageKind, coverageOf, coveragePeriod, othersOf, withColumn, withCoverage } from "./recipe.ts";

const text = { zh: "", en: "" };
const column = (index: number, header: string): ColumnProposal => ({ index, header, sample: [], target: null, confidence: 50, reason: text });
const proposals = [column(0, "客户"), column(1, "日期"), column(2, "金额")];
const recipe: Recipe = { columns: [{ header: "日期", target: "charge.date" }, { header: "金额", target: "charge.amount" }, { header: "金额", target: "receipt.amount" }] };

test("a column is found by its header, and may give several things", () => {
  expect(columnOf(recipe, "金额")?.target).toBe("charge.amount");
  expect(othersOf(recipe, "金额").map((one) => one.target)).toEqual(["receipt.amount"]);
  expect(columnOf(recipe, "客户")).toBeNull();
});

test("choosing a target adds the column in its place; leaving it out removes all that it gave", () => {
  const chosen = withColumn(recipe, proposals, "客户", { target: "customer.name" });
  expect(chosen.columns.map((one) => one.header)).toEqual(["客户", "日期", "金额", "金额"]);
  expect(withColumn(chosen, proposals, "金额", { target: "" }).columns).toHaveLength(2);
});

test("coverage is said by the file's dates, in months, or as a period", () => {
  expect(coverageKind(undefined)).toBe("none");
  expect(coverageKind("months")).toBe("months");
  expect(coverageKind("2012-01-01..2013-12-31")).toBe("period");
  expect(coveragePeriod("2012-01-01..2013-12-31")).toEqual(["2012-01-01", "2013-12-31"]);
  expect(withCoverage(withCoverage(recipe, "charge", "span"), "charge", null).coverage_rules).toEqual({});
  const declared: Recipe = { ...recipe, coverage: [{ fact: "charge", from: "2026-01-01", to: "2026-10-31" }], coverage_rules: { receipt: "months" } };
  expect(coverageOf(declared, "charge")).toBe("2026-01-01..2026-10-31");
  expect(withCoverage(declared, "cost", "span")).toMatchObject({ coverage: [], coverage_rules: { charge: "2026-01-01..2026-10-31", receipt: "months", cost: "span" } });
});
