/** An invented company, the same every time: what the pages are developed and tested against before a server is there. */
import type * as Api from "../src/api/types.ts";

export const CLASSES = ["VIP", "A", "B", "C", "D", "pay_before_release"];
export const TODAY = "2026-10-31";
export const MONTH = "2026-10";
export const EDITION = "7c1e09ab52f4d3e8";
export const KNOWN_AT = "2026-10-31T10:12:00Z";
export const MEASURES = [
  { measure: "timeliness", label: { zh: "付费及时性", en: "Payment timeliness" }, weight: "40", unit: "percent" },
  { measure: "gross_profit", label: { zh: "月营业毛利", en: "Monthly gross profit" }, weight: "30", unit: "money" },
  { measure: "freight", label: { zh: "月运费发生额", en: "Monthly freight" }, weight: "20", unit: "money" },
  { measure: "continuity", label: { zh: "出货连续性", en: "Continuity of shipments" }, weight: "10", unit: "months" },
] as const;
const BUCKETS: [string, string, string, number | null, number | null][] = [
  ["not_due", "未到期", "Not due", null, 0],
  ["1_30", "1–30", "1–30", 1, 30],
  ["31_60", "31–60", "31–60", 31, 60],
  ["61_90", "61–90", "61–90", 61, 90],
  ["91_180", "91–180", "91–180", 91, 180],
  ["181_365", "181–365", "181–365", 181, 365],
  ["over_365", "> 365", "> 365", 366, null],
];

/** A small random stream; the seed makes the company. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const money = (value: number): string => value.toFixed(2);
export const months = (count: number, until = MONTH): string[] =>
  Array.from({ length: count }, (_, index) => {
    const [year = 0, month = 1] = until.split("-").map(Number);
    const place = year * 12 + month - 1 - index;
    return `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, "0")}`;
  });
const day = (from: string, by: number): string => new Date(Date.parse(`${from}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

export const BRANCHES: Api.Branch[] = ["宁波分公司", "上海分公司", "青岛分公司", "厦门分公司", "天津分公司", "深圳分公司"].map((name, index) => ({ id: 10 + index, code: ["NB", "SH", "QD", "XM", "TJ", "SZ"][index] ?? "", name, kind: "branch", parent: 1 }));
const SURNAMES = ["陈嘉言", "周立", "王珂", "何敏", "郑凯", "许南", "吴薇", "高志远", "林岳", "苏敏", "韩雪", "丁一凡"];
export const PEOPLE: Api.Salesperson[] = SURNAMES.map((name, index) => ({ id: 100 + index, code: `P${String(index + 1).padStart(3, "0")}`, name, branch: 10 + (index % 6) }));
const PLACES = ["宁波", "上海", "青岛", "厦门", "天津", "深圳"];
const WORDS = ["恒远", "通泽", "海盛", "联信", "甬华", "港鑫", "申达", "金禾", "远帆", "锦程", "瑞丰", "博雅", "众诚", "新航", "嘉业", "东泰"];
const TRADES = ["进出口有限公司", "国际贸易有限公司", "水产有限公司", "电子科技有限公司", "纺织有限公司", "机械设备有限公司", "家居用品股份有限公司"];

export interface Person {
  row: Api.CustomerRow;
  items: Api.OpenItem[];
  history: Api.RatingSummary[];
}

function classOf(total: number): string {
  return total >= 90 ? "VIP" : total >= 80 ? "A" : total >= 70 ? "B" : total >= 55 ? "C" : "D";
}

function make(index: number): Person {
  const random = stream(index * 7919 + 17);
  const place = index % 6;
  const id = 1000 + index;
  const long = "宁波甬江海铁联运国际货物运输代理及供应链管理服务（集团）股份有限公司北仑港区第一分公司临港仓储事业部";
  const name = index === 3 ? long : `${PLACES[place]}${WORDS[Math.floor(random() * WORDS.length)]}${TRADES[Math.floor(random() * TRADES.length)]}`;
  const quality = 0.25 + random() * 0.75;
  const isInternal = index % 61 === 60;
  const isNew = index % 23 === 22;
  const branch = BRANCHES[place] ?? null;
  const person = PEOPLE[place + 6 * (index % 2)] ?? null;
  const size = 20_000 * (0.3 + random() * 6);
  const items: Api.OpenItem[] = [];
  const wanted = isInternal ? 1 : Math.floor(random() * 9);
  for (let place = 0; place < wanted; place++) {
    const late = random() < quality ? -Math.floor(random() * 40) : Math.floor(random() ** 3 * 420 * (1.2 - quality)) + 1;
    const bucket = BUCKETS.find(([, , , , to]) => to === null || late <= to)?.[0] ?? "not_due";
    const isDollar = random() < 0.18;
    const open = index === 1 && place === 0 ? 812_345_678_901.25 : size * (0.2 + random());
    items.push({
      charge: id * 100 + place,
      number: `INV-26${String(Math.floor(random() * 10000)).padStart(4, "0")}`,
      customer: { id, code: `KH-${String(index + 1).padStart(5, "0")}`, name },
      date: day(TODAY, -late - 30),
      due: day(TODAY, -late),
      days_late: late,
      bucket,
      currency: isDollar ? "USD" : "CNY",
      amount: money((open * (random() < 0.3 ? 1.4 : 1)) / (isDollar ? 7.1 : 1)),
      open: money(open / (isDollar ? 7.1 : 1)),
      open_base: money(open),
    });
  }
  items.sort((one, other) => other.days_late - one.days_late);
  let score = 38 + quality * 55;
  const history: Api.RatingSummary[] = [];
  for (const month of months(isNew ? 1 : 30).reverse()) {
    score = Math.max(18, Math.min(98, score + (random() - 0.5) * 9));
    const parts = MEASURES.map((_, place) => Math.max(5, Math.min(100, score + (random() - 0.5) * (place ? 34 : 10))));
    const total = MEASURES.reduce((sum, one, place) => sum + ((parts[place] ?? 0) * Number(one.weight)) / 100, 0);
    const isRated = !isInternal && !isNew;
    const computed = isRated ? classOf(total) : null;
    const before = history.at(-1);
    history.push({
      month,
      class: computed,
      computed_class: computed,
      state: isInternal ? "internal" : isNew ? "not_rated" : "rated",
      total: isRated ? total.toFixed(2) : null,
      basis_percent: isRated ? 100 : isNew ? 30 : 0,
      components: MEASURES.map((one, place) => ({
        measure: one.measure,
        label: one.label,
        weight: one.weight,
        score: isRated || (isNew && place > 1) ? (parts[place] ?? 0).toFixed(0) : null,
        points: isRated || (isNew && place > 1) ? (((parts[place] ?? 0) * Number(one.weight)) / 100).toFixed(2) : null,
      })),
      ruling: null,
      asked: null,
      seen: `41:0:${computed ?? ""}`,
      proposal: computed === "D" ? { name: "pay_before_release", label: { zh: "付款买单", en: "pay before release" }, state: month === MONTH ? "pending" : "refused" } : null,
      previous_class: before?.class ?? null,
      edition: EDITION,
    });
  }
  const latest = history.at(-1);
  if (latest && index === 4) {
    latest.class = "A";
    latest.ruling = classRuling(11, "A", latest.computed_class ?? null, "集团框架客户，已提供银行保函", "approved");
  }
  history.reverse();
  const sum = (test: (item: Api.OpenItem) => boolean) => money(items.filter(test).reduce((total, item) => total + Number(item.open_base), 0));
  return {
    items,
    history,
    row: {
      id,
      code: `KH-${String(index + 1).padStart(5, "0")}`,
      name,
      branch,
      salesperson: person,
      terms: index % 4 === 0 ? { value: "per_ticket", label: { zh: "票结", en: "Per ticket" } } : { value: "monthly:30", label: { zh: "月结 30 天", en: "Monthly, 30 days" } },
      class: latest?.class ?? null,
      computed_class: latest?.computed_class ?? null,
      because: latest?.ruling?.text ?? null,
      is_overridden: Boolean(latest?.ruling),
      is_asked: Boolean(latest?.asked),
      seen: latest?.seen ?? null,
      proposal: latest?.proposal?.state === "pending" ? { value: "pay_before_release", label: { zh: "付款买单", en: "pay before release" } } : null,
      state: latest?.state ?? null,
      total: latest?.total ?? null,
      month: MONTH,
      open: sum(() => true),
      overdue: sum((item) => item.days_late > 0),
      not_due: sum((item) => item.days_late <= 0),
      unallocated: index % 11 === 5 ? money(size * 0.3) : "0",
      days_late_max: items[0] && items[0].days_late > 0 ? items[0].days_late : null,
    },
  };
}

/** A class asked for by the branch manager, and where wanted approved by finance. */
export function classRuling(id: number, value: string, computed: string | null, reason: string, state: "asked" | "approved"): Api.Ruling {
  const asked = { state: "asked" as const, by: "ningbo", at: "2026-10-12T06:30:00Z", reason };
  const approved = { state: "approved" as const, by: "finance", at: "2026-10-12T08:10:00Z", reason: "已见保函" };
  return {
    id,
    kind: "class",
    value,
    label: { zh: `${value} 级`, en: `class ${value}` },
    class: value,
    state,
    from_month: MONTH,
    until_month: "2027-01",
    steps: state === "asked" ? [asked] : [asked, approved],
    basis_class: computed,
    text: { zh: `人工定为 ${value} 级；ningbo 提出：${reason}`, en: `set by hand to class ${value}; asked for by ningbo: ${reason}` },
  };
}

export const COMPANY: Person[] = Array.from({ length: 186 }, (_, index) => make(index));

export function buckets(items: Api.OpenItem[]): Api.BucketAmount[] {
  return BUCKETS.map(([name, zh, en, from, to]) => ({ name, label: { zh, en }, from, to, amount: money(items.filter((item) => item.bucket === name).reduce((sum, item) => sum + Number(item.open_base), 0)) }));
}

export function byCurrency(items: Api.OpenItem[]): Api.CurrencyAmount[] {
  return ["CNY", "USD"].map((currency) => ({ currency, amount: money(items.filter((item) => item.currency === currency).reduce((sum, item) => sum + Number(item.open), 0)) })).filter((one) => Number(one.amount) !== 0);
}
