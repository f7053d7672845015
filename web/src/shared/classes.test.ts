import { expect, test } from "vitest";
import { bucketColours, classRank, classTone } from "./classes.ts";

test("every class has its tone, whatever the server calls pay before release", () => {
  expect(["VIP", "A", "d", "pay_before_release", "付款买单", "internal", "", "X"].map(classTone)).toEqual(["VIP", "A", "D", "PAY", "PAY", "INTERNAL", "NONE", "NONE"]);
  expect(classRank("VIP")).toBeLessThan(classRank("D"));
  expect(classRank("D")).toBeLessThan(classRank("pay_before_release"));
});

test("buckets run from teal to red whatever their number", () => {
  expect(bucketColours(7)).toHaveLength(7);
  expect(bucketColours(2)).toEqual(["#3b8a8c", "#e3c583"]);
  expect(bucketColours(5).at(-1)).toBe("#7d241a");
});
