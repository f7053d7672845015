import { expect, test } from "vitest";
import { amount, date, duration, endOfMonth, gridAmount, headline, instant, month, percent, score, shiftMonth, short } from "./format.ts";

test("money has two decimals in items, none in headlines, a dash for zero in grids", () => {
  expect(amount("1284560.5")).toBe("1,284,560.50");
  expect(headline("1284560.5", "CNY")).toBe("¥ 1,284,561");
  expect(headline("-12", "USD")).toBe("−$ 12");
  expect(headline("5", "SEK")).toBe("SEK 5");
  expect(gridAmount("0.0000")).toBe("—");
  expect(amount(null)).toBe("—");
});

test("a total keeps both decimals, so that 69.96 is not taken for 70", () => {
  expect(score("69.96")).toBe("69.96");
  expect(score("64.8")).toBe("64.80");
  expect(short("40.00")).toBe("40");
  expect(short("12.50")).toBe("12.5");
  expect(short("100")).toBe("100");
  expect(percent(0.2304)).toBe("23.0 %");
});

test("dates are written as people use them, in each language", () => {
  expect(date("2026-11-23", "zh", "2026-12-01")).toBe("11-23");
  expect(date("2025-11-23", "zh", "2026-12-01")).toBe("2025-11-23");
  expect(date("2026-11-03", "en", "2026-12-01")).toBe("3 Nov");
  expect(date("2025-11-03", "en", "2026-12-01")).toBe("3 Nov 2025");
  expect(date(null, "en", "2026-12-01")).toBe("—");
  expect(month("2026-10", "zh")).toBe("2026 年 10 月");
  expect(month("2026-10", "en")).toBe("October 2026");
});

test("an instant of today says only its time", () => {
  const now = new Date(2026, 9, 31, 18, 0);
  expect(instant(new Date(2026, 9, 31, 14, 40).toISOString(), "zh", now)).toBe("今天 14:40");
  expect(instant(new Date(2026, 9, 30, 9, 5).toISOString(), "en", now)).toBe("30 Oct 09:05");
});

test("months roll over years and end on their last day", () => {
  expect(shiftMonth("2026-01", -1)).toBe("2025-12");
  expect(shiftMonth("2026-12", 2)).toBe("2027-02");
  expect(endOfMonth("2028-02")).toBe("2028-02-29");
});

test("durations are in words", () => {
  expect(duration(59.4, "zh")).toBe("59 秒");
  expect(duration(200, "zh")).toBe("3 分 20 秒");
  expect(duration(12000, "en")).toBe("3 h 20 min");
});
