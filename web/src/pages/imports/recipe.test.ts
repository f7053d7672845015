import { expect, test } from "vitest";
import type { ColumnProposal, Recipe } from "../../api/types.ts";
import { columnOf, openQuestions, othersOf, withColumn } from "./recipe.ts";

const text = { zh: "", en: "" };
const column = (index: number, header: string, ask: ColumnProposal["ask"] = null): ColumnProposal => ({ index, header, sample: [], target: null, confidence: 50, reason: text, ask });
const proposals = [column(0, "客户"), column(1, "日期", { kind: "date_order", text, choices: [] }), column(2, "金额")];
const recipe: Recipe = { columns: [{ header: "日期", index: 1, target: "charge.date" }, { header: "金额", index: 2, target: "charge.amount" }, { header: "金额", index: 2, target: "receipt.amount" }], coverage: [], known_at: { kind: "now" } };

test("a column is found by its place, and may give several things", () => {
  expect(columnOf(recipe, proposals, 2)?.target).toBe("charge.amount");
  expect(othersOf(recipe, proposals, 2).map((one) => one.target)).toEqual(["receipt.amount"]);
  expect(columnOf(recipe, proposals, 0)).toBeNull();
});

test("choosing a target adds the column in its place; leaving it out removes all that it gave", () => {
  const chosen = withColumn(recipe, proposals, 0, { target: "customer.name" });
  expect(chosen.columns.map((one) => one.header)).toEqual(["客户", "日期", "金额", "金额"]);
  expect(withColumn(chosen, proposals, 2, { target: null }).columns).toHaveLength(2);
});

test("an undecided date order stays a question until it is answered or the column is left out", () => {
  expect(openQuestions(recipe, proposals).map((one) => one.header)).toEqual(["日期"]);
  expect(openQuestions(withColumn(recipe, proposals, 1, { date_order: "dmy" }), proposals)).toEqual([]);
  expect(openQuestions(withColumn(recipe, proposals, 1, { target: null }), proposals)).toEqual([]);
});
