import { expect, test } from "vitest";
import { rateBehind, rateOn, ratio } from "./rate.ts";

const RATES = [
  { currency: "USD", date: "2026-10-01", rate: "7.1234" },
  { currency: "USD", date: "2026-09-01", rate: "7.05" },
  { currency: "EUR", date: "2026-09-01", rate: "8" },
];

test("the rate of a day is the latest that is not after it", () => {
  expect(rateOn(RATES, "USD", "2026-09-30")?.rate).toBe("7.05");
  expect(rateOn(RATES, "USD", "2026-10-01")?.rate).toBe("7.1234");
  expect(rateOn(RATES, "USD", "2026-08-31")).toBeNull();
  expect(rateOn(RATES, "JPY", "2026-10-01")).toBeNull();
});

test("a rate is named only where it gives the amount", () => {
  expect(rateBehind(RATES, "USD", "2026-10-09", "1000.00", "7123.40")?.date).toBe("2026-10-01");
  expect(rateBehind(RATES, "USD", "2026-10-09", "1000.00", "7050.00")).toBeNull();
  expect(rateBehind(RATES, "USD", "2026-10-09", "-1000.00", "-7123.40")?.rate).toBe("7.1234");
  expect(rateBehind(RATES, "USD", "2026-10-09", "no amount", "1")).toBeNull();
});

test("what a unit was taken for is told where no rate is named", () => {
  expect(ratio("1000.00", "7050.00")).toBe("7.05");
  expect(ratio("3.00", "21.3702")).toBe("7.1234");
  expect(ratio("0.00", "0.00")).toBeNull();
});
