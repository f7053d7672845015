/** The files of a company's first fortnight, and what is right about them, reckoned here in whole cents and not by the program. */
import type { TestFile } from "./import_files.ts";

/** A unit of US dollars in yuan, as whoever brings the files in knows it. */
export const USD = { text: "7.1", tenths: 71n } as const;
export const FIRST_DAY = "2026-11-13";
export const SECOND_DAY = "2026-11-27";

interface Item {
  customer: string;
  number: string;
  date: string;
  due: string;
  hasDue: boolean;
  currency: "CNY" | "USD";
  word: string;
  amount: bigint;
  paid: bigint;
}

export const CUSTOMERS = ["青岛沐阳进出口", "宁波恒信纺织", "上海云帆电子", "苏州立新机械", "杭州秋水家居", "厦门远岸食品", "深圳广合塑胶", "无锡丰华五金"].map((name) => `${name}有限公司`);

const DAY = 86_400_000;
const later = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
export const cents = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
const grouped = (value: bigint) => `"${cents(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",")}"`;
/** In tenths of a cent: a rate of one decimal leaves nothing to round. */
const base = (value: bigint, currency: string) => (currency === "USD" ? value * USD.tenths : value * 10n);
const toCents = (value: bigint) => (value + 5n) / 10n;

/** Forty items from August on; every fifth is part-paid, every seventh has no due date, every third is in dollars. */
function firstItems(): Item[] {
  return Array.from({ length: 40 }, (_, index) => {
    const date = later("2026-08-03", index * 2);
    const isForeign = index % 3 === 2;
    const amount = 812_345n + BigInt(index) * 73_211n;
    return {
      customer: CUSTOMERS[index % CUSTOMERS.length] ?? "",
      number: `FP2026${String(index + 1).padStart(4, "0")}`,
      date,
      due: later(date, 30),
      hasDue: index % 7 !== 6,
      currency: isForeign ? "USD" : "CNY",
      word: isForeign ? (index % 2 ? "美元" : "USD") : index % 2 ? "人民币" : "CNY",
      amount,
      paid: index % 5 === 4 ? amount / 3n : 0n,
    } as const;
  });
}

/** Of the first list: every fourth is paid and gone, of every sixth a part was paid since, and five are new. */
export function items(): { first: Item[]; second: Item[]; paid: { item: Item; amount: bigint; date: string }[] } {
  const first = firstItems();
  const paid = first.flatMap((item, index) => (index % 4 === 1 ? [{ item, amount: item.amount - item.paid, date: later("2026-11-14", index % 12) }] : index % 6 === 0 ? [{ item, amount: 100_000n, date: later("2026-11-14", index % 12) }] : []));
  const kept = first.flatMap((item) => {
    const one = paid.find((payment) => payment.item === item);
    const next = { ...item, paid: item.paid + (one?.amount ?? 0n) };
    return next.paid < next.amount ? [next] : [];
  });
  const fresh = Array.from({ length: 5 }, (_, index): Item => {
    const date = later("2026-11-16", index * 2);
    return { customer: CUSTOMERS[index] ?? "", number: `FP2026${String(index + 101).padStart(4, "0")}`, date, due: later(date, 30), hasDue: true, currency: index === 2 ? "USD" : "CNY", word: index === 2 ? "美元" : "人民币", amount: 456_789n + BigInt(index) * 10_001n, paid: 0n };
  });
  return { first, second: [...kept, ...fresh], paid };
}

function csv(name: string, lines: string[]): TestFile {
  return { name, mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${lines.join("\r\n")}\r\n`) };
}

/** Titles above, totals below, and of the first list two rows that cannot be right. */
export function openList(day: string, rows: Item[], hasBad: boolean): TestFile {
  const open = (currency: string) => rows.filter((item) => item.currency === currency).reduce((sum, item) => sum + item.amount - item.paid, 0n);
  const bad = hasBad ? [`${CUSTOMERS[0] ?? ""},FP20269001,2026-09-31,2026-10-31,CNY,"1,000.00",0.00,"1,000.00"`, `${CUSTOMERS[1] ?? ""},FP20269002,2026-09-12,2026-10-12,CNY,一千二,0.00,待查`] : [];
  return csv(`未清应收-${day}.csv`, [
    "应收账款未清明细表,,,,,,,",
    `截至日期：${day},,,,,,,`,
    "客户名称,发票号,开票日期,到期日,币种,应收金额,已收金额,未收金额",
    ...rows.map((item) => [item.customer, item.number, item.date, item.hasDue ? item.due : "", item.word, grouped(item.amount), grouped(item.paid), grouped(item.amount - item.paid)].join(",")),
    ...bad,
    `人民币合计,,,,,,,${grouped(open("CNY"))}`,
    `美元合计,,,,,,,${grouped(open("USD"))}`,
  ]);
}

export function customerList(): TestFile {
  return csv("客户资料.csv", ["客户编号,客户名称,账期(天)", ...CUSTOMERS.map((name, index) => `K${index + 1},${name},30`)]);
}

export function receiptList(): TestFile {
  return csv("收款明细-11月.csv", ["收款日期,客户名称,收款金额,币种,核销发票号", ...items().paid.map(({ item, amount, date }) => `${date},${item.customer},${grouped(amount)},${item.word},${item.number}`)]);
}

/** Jobs with costs: what is earned by them is charged already by the open items. */
export function jobList(): TestFile {
  return csv("业务成本.csv", ["业务编号,客户名称,业务日期,成本金额,成本日期,供应商", ...CUSTOMERS.flatMap((name, customer) => [9, 10, 11].map((month) => `YW${month}${customer},${name},2026-${String(month).padStart(2, "0")}-10,${cents(300_000n + BigInt(customer * 1_000))},2026-${String(month).padStart(2, "0")}-12,中远海运`))]);
}

/** What is open of a list: by currency, in yuan, and overdue in yuan. */
export function sumsOf(rows: Item[], day: string): { CNY: string; USD: string; base: string; overdue: string } {
  const sum = (of: Item[], inBase: boolean) => of.reduce((all, item) => all + (inBase ? base(item.amount - item.paid, item.currency) : item.amount - item.paid), 0n);
  return {
    CNY: cents(sum(rows.filter((item) => item.currency === "CNY"), false)),
    USD: cents(sum(rows.filter((item) => item.currency === "USD"), false)),
    base: cents(toCents(sum(rows, true))),
    overdue: cents(toCents(sum(rows.filter((item) => item.due < day), true))),
  };
}
