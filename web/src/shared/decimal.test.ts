import { expect, test } from "vitest";
import { add, group, isNegative, isZero, round, subtract } from "./decimal.ts";

test.each([
  ["1234.5000", 2, "1234.50"],
  ["0.005", 2, "0.01"],
  ["-0.005", 2, "-0.01"],
  ["-0.004", 2, "0.00"],
  ["999.999", 2, "1000.00"],
  ["123456789012345678901234567890.12", 2, "123456789012345678901234567890.12"],
  ["7", 0, "7"],
  ["74.5", 0, "75"],
  ["not a number", 2, "not a number"],
])("%s rounded to %i places is %s", (text, places, wanted) => expect(round(text, places)).toBe(wanted));

test("thousands are separated and minus is a minus", () => {
  expect(group("1234567.50")).toBe("1,234,567.50");
  expect(group("-1000")).toBe("−1,000");
  expect(group("12")).toBe("12");
});

test("sums are exact where floats are not", () => {
  expect(add("0.1", "0.2")).toBe("0.3");
  expect(add("812345678901.25", "0.0050")).toBe("812345678901.2550");
  expect(subtract("1.00", "2.5")).toBe("-1.50");
  expect(subtract("1", "-2")).toBe("3");
});

test("zero and negative are known without floats", () => {
  expect(isZero("0.0000")).toBe(true);
  expect(isZero(null)).toBe(true);
  expect(isZero("0.0001")).toBe(false);
  expect(isNegative("-0.00")).toBe(false);
  expect(isNegative("-3")).toBe(true);
});
