/** What the mock server answers. Typed by the API's description, so that it cannot drift from it unseen. */
import type * as Api from "../src/api/types.ts";
import { BRANCHES, buckets, byCurrency, CLASSES, classRuling, COMPANY, EDITION, KNOWN_AT, MEASURES, money, MONTH, months, PEOPLE, TODAY, type Person } from "./company.ts";
import { answerDecisions, freshDecisions, type DecisionState } from "./decisions.ts";

export interface Answer {
  status: number;
  body: unknown;
}
export interface MockState {
  isSignedIn: boolean;
  setup: Api.Setup["state"];
  jobs: Map<number, { polls: number; job: Api.Job }>;
  imports: Api.ImportSummary[];
  decisions: DecisionState;
  /** Customers and names that were taken back. */
  endedAliases: Set<string>;
  /** What was said of clearings. */
  clearings: Map<number, string>;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const refuse = (status: number, code: string, en: string, zh: string): Answer => ({ status, body: { error: { code, message: en, message_zh: zh, help: "sign in again, or ask finance", request_id: "01JMOCK7F3A" } } });
const sum = (people: Person[], pick: (row: Api.CustomerRow) => string) => money(people.reduce((total, one) => total + Number(pick(one.row)), 0));

export function freshState(): MockState {
  return {
    isSignedIn: true,
    setup: "ready",
    jobs: new Map(),
    decisions: freshDecisions(),
    endedAliases: new Set(),
    clearings: new Map(),
    imports: [
      { id: 3, file_name: "2026年10月发票与收款.xlsx", recipe: "财务系统月度发票", state: "done", at: "2026-10-31T09:20:00Z", by: "finance", rows_read: 4210, rows_accepted: 4196, rows_rejected: 14, can_undo: true },
      { id: 2, file_name: "customers_2026.csv", recipe: null, state: "undone", at: "2026-10-03T02:10:00Z", by: "finance", rows_read: 186, rows_accepted: 186, rows_rejected: 0, can_undo: false, undone_at: "2026-10-03T02:30:00Z", undo_reason: "编码选错，重新导入" },
    ],
  };
}

const SESSION: Api.Session = {
  user: {
    name: "finance",
    label: { zh: "财务总监", en: "finance director" },
    role: "finance",
    role_label: { zh: "财务", en: "Finance" },
    scope: { kind: "company", units: [] },
    person: null,
    must_change_password: false,
    may: { export: true, rate: true, import: true, undo_import: true, override_class: true, decide_proposal: true, administer: true },
  },
  company: { name: { zh: "澜埠国际货运集团", en: "Lanbu International Freight Group" }, base_currency: "CNY", is_demo: true, edition: EDITION, latest_month: MONTH, data_until: TODAY, today: TODAY, default_terms: "monthly:30" },
};

function page<T>(rows: T[], query: URLSearchParams): { rows: T[]; next: string | null } {
  const from = Number(query.get("after") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  return { rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null };
}

function has(query: URLSearchParams, name: string, value: string | number | null | undefined): boolean {
  const wanted = query.get(name);
  return !wanted || wanted.split(",").includes(value === null || value === undefined ? "none" : String(value));
}

function filtered(query: URLSearchParams): Person[] {
  const search = (query.get("search") ?? "").toLowerCase();
  const late = query.get("has_overdue");
  return COMPANY.filter(
    ({ row }) =>
      (!search || `${row.name} ${row.code}`.toLowerCase().includes(search)) &&
      has(query, "branch", row.branch?.id) &&
      has(query, "salesperson", row.salesperson?.id) &&
      has(query, "class", row.class) &&
      has(query, "state", row.state) &&
      has(query, "terms", row.terms?.value) &&
      (late === null || (Number(row.overdue) > 0) === (late === "true")),
  );
}

function sorted<T extends Api.CustomerRow>(rows: T[], query: URLSearchParams): T[] {
  const by = query.get("sort") ?? "code";
  const sign = query.get("dir") === "desc" ? -1 : 1;
  const value = (row: T): string | number => {
    if (by === "class") return CLASSES.indexOf(row.class ?? "");
    if (by === "name" || by === "code") return row[by];
    if (by === "days_late_max") return row.days_late_max ?? 0;
    return Number(row[by as "open" | "overdue" | "total"] ?? 0);
  };
  return [...rows].sort((one, other) => (value(one) < value(other) ? -sign : value(one) > value(other) ? sign : 0));
}

function customers(query: URLSearchParams): Api.CustomerPage {
  const people = filtered(query);
  const rows = sorted(people.map((one) => one.row), query);
  return { ...page(rows, query), total: rows.length, as_of: TODAY, empty_because: null, sums: { open: sum(people, (row) => row.open), overdue: sum(people, (row) => row.overdue), not_due: sum(people, (row) => row.not_due) } };
}

/** Three of two customers, brought by the third import. */
function clearings(state: MockState, query: URLSearchParams): Api.ClearingPage {
  const customer = (index: number) => COMPANY[index]?.row;
  const row = (id: number, index: number, number: string, amount: string): Api.ClearingRow[] => {
    const of = customer(index);
    if (!of) return [];
    const isUnknown = state.clearings.get(id) === "unknown";
    return [{ id, customer: { id: of.id, code: of.code, name: of.name }, charge: id - 1000, number, charged: "2026-08-03", due: "2026-09-03", earliest: "2026-08-31", latest: "2026-09-30", currency: "CNY", amount, amount_base: amount, import: 3, unknown_by: isUnknown ? "finance" : null, unknown_at: isUnknown ? KNOWN_AT : null }];
  };
  const all = [...row(9001, 4, "INV-1", "400.00"), ...row(9002, 4, "INV-2", "12300.00"), ...row(9003, 7, "INV-9", "80.00")].filter((one) => ["unknown", undefined].includes(state.clearings.get(one.id)) && has(query, "customer", one.customer?.id) && has(query, "import", one.import));
  const open = all.filter((one) => one.unknown_by === null);
  return {
    rows: query.get("with_unknown") === "true" ? all : open,
    next: null,
    open: open.length,
    unknown: all.length - open.length,
    choices: [
      { value: "receipt", label: { zh: "收到了钱", en: "money came in" }, needs_date: true },
      { value: "credit_note", label: { zh: "冲减（贷项）", en: "a credit note" }, needs_date: false },
      { value: "write_off", label: { zh: "坏账核销", en: "written off" }, needs_date: false },
      { value: "unknown", label: { zh: "不知道", en: "nobody knows" }, needs_date: false },
    ],
  };
}

const ALIASES: Api.CustomerAlias[] = [{ name: "远帆贸易", by: "finance", at: "2026-10-31T09:20:00Z", import: 3, file_name: "2026年10月发票与收款.xlsx" }];

function customer({ row, items, history }: Person, state: MockState): Api.Customer {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    is_internal: row.state === "internal",
    branch: row.branch,
    salesperson: row.salesperson,
    terms: row.terms,
    other_names: row.id % 3 === 0 ? [row.name.slice(0, 4)] : [],
    aliases: row.id % 3 === 0 ? ALIASES.filter((alias) => !state.endedAliases.has(`${row.id} ${alias.name}`)) : [],
    fields: [
      { name: "code", label: { zh: "编号", en: "Code" }, kind: "text", value: row.code },
      { name: "registered_capital", label: { zh: "注册资本", en: "Registered capital" }, kind: "amount", value: "5000000.00", text: { zh: "¥ 5,000,000", en: "¥ 5,000,000" } },
      { name: "since", label: { zh: "开户日期", en: "Customer since" }, kind: "date", value: "2023-04-11" },
      { name: "trade", label: { zh: "行业", en: "Trade" }, kind: "enumeration", value: "textile", text: { zh: "纺织", en: "Textiles" } },
      { name: "group", label: { zh: "所属集团", en: "Group" }, kind: "reference", value: null },
    ],
    rating: history[0] ?? null,
    exposure: {
      as_of: TODAY,
      known_at: KNOWN_AT,
      open: row.open,
      not_due: row.not_due,
      overdue: row.overdue,
      unallocated: row.unallocated,
      items: items.length,
      overdue_items: items.filter((item) => item.days_late > 0).length,
      days_late_max: row.days_late_max,
      buckets: buckets(items),
      by_currency: byCurrency(items),
    },
    changed_at: "2026-09-14T03:22:00Z",
    changed_by: "finance",
  };
}

function explanation({ row, history }: Person, month: string): Answer {
  const found = history.find((one) => one.month === month);
  if (!found) return refuse(404, "not_yet_rated", `${month} has not been rated`, `${month} 还没有评级`);
  const before = history[history.indexOf(found) + 1];
  const total = Number(found.total ?? 0);
  const limits = [90, 80, 70, 55];
  const name = ["VIP", "A", "B", "C"];
  const above = [...limits].reverse().find((limit) => limit > total);
  const nextClass = above === undefined ? null : (name[limits.indexOf(above)] ?? null);
  const body: Api.RatingExplanation = {
    month,
    customer: { id: row.id, code: row.code, name: row.name },
    class: found.class,
    computed_class: found.computed_class,
    state: found.state,
    total: found.total,
    basis_percent: found.basis_percent,
    edition: EDITION,
    known_at: KNOWN_AT,
    rests_on_asserted: row.id % 2 === 0,
    clause: { zh: "客户信用评级办法 第 3 条", en: "Credit rating rule, clause 3" },
    chapter: "credit",
    sentence: found.class
      ? { zh: `总分 ${total.toFixed(1)}，达到 ${found.computed_class} 级的下限；付费及时性占 40 %，得 ${found.components[0]?.score} 分，是主要原因。`, en: `A total of ${total.toFixed(1)} reaches class ${found.computed_class}; payment timeliness, 40 % of the weight, scored ${found.components[0]?.score} and decides most of it.` }
      : { zh: "历史不足三个月，付费及时性和月营业毛利未知；按办法第 5 条不给等级。", en: "Less than three months of history: timeliness and gross profit are unknown; by clause 5 no class is given." },
    components: MEASURES.map((one, place) => {
      const component = found.components[place];
      const isKnown = component?.points !== null && component?.points !== undefined;
      const score = Number(component?.score ?? 0);
      const value = one.unit === "percent" ? score.toFixed(1) : one.unit === "money" ? money(score * (place === 1 ? 310 : 5200)) : String(Math.round(score / 8.4));
      return {
        measure: one.measure,
        label: one.label,
        definition: [
          { zh: "近三个月内到期的发票，按金额计算在到期日前结清的比例。", en: "Of the invoices due in the three months to the month's end, the share by amount that was settled by the due date." },
          { zh: "当月业务单的应收费用减去成本，不含税。", en: "The jobs' charges of the month less their costs, without VAT." },
          { zh: "当月发生的运费合计，折本位币。", en: "Freight charged in the month, in the base currency." },
          { zh: "近 12 个月中有业务发生的月数。", en: "Of the last 12 months, how many had shipments." },
        ][place] ?? { zh: "", en: "" },
        unit: one.unit,
        value: isKnown ? value : null,
        score: component?.score ?? null,
        weight: one.weight,
        points: component?.points ?? null,
        rule: isKnown ? { decision: `${one.measure}_points`, id: `rule-${(place + 2) % 5}`, text: { zh: `落在 [${Math.floor(score / 10) * 10} .. ${Math.floor(score / 10) * 10 + 10}) 档，得 ${score} 分`, en: `in the band [${Math.floor(score / 10) * 10} .. ${Math.floor(score / 10) * 10 + 10}): score ${score}` } } : null,
        totals: [
          { name: "due", label: { zh: "到期金额", en: "Amount due" }, fact: "charge", from: "2026-08-01", to: TODAY, value: isKnown ? money(score * 9100) : null },
          { name: "on_time", label: { zh: "按期结清", en: "Settled on time" }, fact: "settlement", from: "2026-08-01", to: TODAY, value: isKnown ? money(score * 9100 * 0.82) : null },
        ].slice(0, place === 0 ? 2 : 1),
        missing: isKnown ? null : { zh: place === 0 ? "近三个月没有到期的发票" : "没有成本数据", en: place === 0 ? "nothing fell due in three months" : "no costs are recorded" },
        compared: before ? { month: before.month, value: before.components[place]?.score ?? null, points: before.components[place]?.points ?? null } : null,
        records_count: isKnown ? 23 - place * 4 : 0,
      };
    }),
    class_rule: found.class ? { decision: "credit_class", id: "class-3", text: { zh: `${found.computed_class} 级：总分达到下限`, en: `class ${found.computed_class}: total reaches its limit` } } : null,
    class_limits: [...name, "D"].map((one, place) => ({ class: one, from: limits[place] === undefined ? null : String(limits[place]), label: { zh: `${one} 级`, en: `class ${one}` } })),
    next:
      found.class && nextClass && above !== undefined
        ? {
            class: nextClass,
            total_needed: String(above),
            points_missing: (above - total).toFixed(2),
            changes: [],
            ways: [
              [{ measure: "timeliness", from: found.components[0]?.score ?? "0", to: "93", points: "5.2", text: { zh: "今后两个月到期的 5 票都按期付，付费及时性升到 93 %。", en: "The 5 invoices due in the next two months are paid on time: timeliness rises to 93 %." } }],
              [
                { measure: "gross_profit", from: "21340", to: "30000", points: "3.0", text: { zh: "月营业毛利到 30,000 以上", en: "Monthly gross profit above 30,000" } },
                { measure: "continuity", from: "9", to: "11", points: "1.5", text: { zh: "12 个月中 11 个月有货", en: "shipments in 11 of 12 months" } },
              ],
            ],
          }
        : null,
    ruling: found.ruling,
    asked: found.asked,
    seen: found.seen,
    proposal: found.proposal,
    stale: [],
  };
  return ok(body);
}

function timeline({ row, items }: Person, query: URLSearchParams): Api.Timeline {
  const entries: Api.LedgerEntry[] = items.flatMap((item, index) => {
    const common = { due: item.due, currency: item.currency, known_at: `${item.date}T08:00:00Z`, is_asserted: index % 3 === 0, is_reversed: false, reverses: null, import: 3, order: `JOB-${item.charge}`, method: null, note: null, receipt: null };
    const charge = { id: item.charge, number: item.number };
    const list: Api.LedgerEntry[] = [
      { ...common, id: item.charge, kind: "charge", kind_label: { zh: "应收费用", en: "Charge" }, date: item.date, number: item.number, amount: item.amount, base_amount: item.open_base, text: { zh: `应收海运费 ${item.currency} ${item.amount}，${item.due} 到期`, en: `Ocean freight of ${item.currency} ${item.amount}, due ${item.due}` }, charge },
      { ...common, id: item.charge + 50_000_000, kind: "invoice", kind_label: { zh: "发票", en: "Invoice" }, date: item.date, number: item.number, amount: item.amount, base_amount: item.open_base, text: { zh: `开票 ${item.number ?? ""}`, en: `Invoiced as ${item.number ?? ""}` }, charge },
    ];
    if (item.amount !== item.open) {
      list.push({ ...common, id: item.charge + 90_000_000, kind: "allocation", kind_label: { zh: "核销", en: "Allocation" }, date: item.due, number: null, amount: item.open, base_amount: item.open_base, method: "exact_amount", is_reversed: index === 1, text: { zh: `收款 RC-${index} 核销 ${item.number ?? ""}，金额相同`, en: `Receipt RC-${index} settles part of ${item.number ?? ""}, exact amount` }, charge });
    }
    return list;
  });
  const rows = entries.filter((entry) => has(query, "kinds", entry.kind) && (!query.get("charge") || entry.charge?.id === Number(query.get("charge")))).sort((one, other) => other.date.localeCompare(one.date));
  const ruling = row.is_overridden ? classRuling(11, "A", "B", "集团框架客户，已提供银行保函", "approved") : null;
  const decisions = ruling ? ruling.steps.map((step) => ({ ruling: ruling.id, date: step.at.slice(0, 10), at: step.at, by: step.by, text: ruling.text })) : [];
  return { ...page(rows, query), decisions };
}

function structure(month: string, query: URLSearchParams): Answer {
  const people = COMPANY.filter(({ row }) => has(query, "branch", row.branch?.id) && has(query, "salesperson", row.salesperson?.id));
  const at = (one: Person, when: string) => one.history.find((rating) => rating.month === when);
  if (!people.some((one) => at(one, month))) return refuse(404, "not_yet_rated", `${month} has not been rated`, `${month} 还没有评级`);
  const list = months(36);
  const earlier = list[list.indexOf(month) + 1] ?? "";
  const yearAgo = list[list.indexOf(month) + 12] ?? "";
  const counted = (when: string, name: string) => people.filter((one) => at(one, when)?.class === name).length;
  const rated = people.filter((one) => at(one, month)?.class).length;
  const moves = { up: 0, down: 0, down_two_or_more: 0, same: 0, new: 0, lost: 0 };
  for (const one of people) {
    const now = at(one, month)?.class;
    const then = at(one, earlier)?.class;
    if (now && !then) moves.new++;
    else if (!now && then) moves.lost++;
    else if (now && then) {
      const step = CLASSES.indexOf(now) - CLASSES.indexOf(then);
      if (step < 0) moves.up++;
      else if (step > 0) moves.down++;
      else moves.same++;
      if (step > 1) moves.down_two_or_more++;
    }
  }
  const state = (name: string) => people.filter((one) => at(one, month)?.state === name).length;
  const body: Api.RatingStructure = {
    month,
    run: 41,
    edition: EDITION,
    known_at: KNOWN_AT,
    clause: { zh: "客户信用评级办法 第 2 条", en: "Credit rating rule, clause 2" },
    chapter: "credit",
    weights: MEASURES.map(({ measure, label, weight }) => ({ measure, label, weight })),
    subjects: people.length,
    rated,
    classes: CLASSES.map((name) => {
      const members = people.filter((one) => at(one, month)?.class === name);
      return { class: name, count: members.length, share: ((members.length / (rated || 1)) * 100).toFixed(1), previous_count: counted(earlier, name), year_ago_count: list.indexOf(month) + 12 < 30 ? counted(yearAgo, name) : null, open: sum(members, (row) => row.open), overdue: sum(members, (row) => row.overdue) };
    }),
    states: [
      { name: "not_rated", label: { zh: "未评级", en: "Not rated" }, count: state("not_rated") },
      { name: "internal", label: { zh: "内部单位", en: "Internal" }, count: state("internal") },
    ],
    not_rated: [
      { name: "timeliness", label: { zh: "付费及时性：近三个月没有到期的发票", en: "Payment timeliness: nothing fell due in three months" }, count: Math.ceil(state("not_rated") * 0.7) },
      { name: "gross_profit", label: { zh: "月营业毛利：没有成本数据", en: "Monthly gross profit: no costs recorded" }, count: Math.floor(state("not_rated") * 0.3) },
    ],
    movements: { from: earlier, ...moves },
    proposals: { pending: counted(month, "D"), approved: 2, refused: 1 },
    overrides: 1,
    asked: 1,
    by: "finance",
    at: KNOWN_AT,
    runs: 1,
    withdrawn: null,
    stale: [],
    trend: months(13, month).reverse().map((when) => ({ month: when, counts: CLASSES.map((name) => counted(when, name)), without_class: people.length - people.filter((one) => at(one, when)?.class).length })),
    as_of: TODAY,
  };
  return ok(body);
}

function matrix(month: string, query: URLSearchParams): Answer {
  const from = query.get("from") ?? months(2, month)[1] ?? "";
  const cells = new Map<string, Api.MatrixCell>();
  for (const { history } of COMPANY) {
    const now = history.find((one) => one.month === month)?.class ?? "none";
    const then = history.find((one) => one.month === from)?.class ?? "none";
    const key = `${then} ${now}`;
    const cell = cells.get(key) ?? { from: then, to: now, count: 0 };
    cell.count++;
    cells.set(key, cell);
  }
  const body: Api.MigrationMatrix = { from, to: month, is_compared: true, classes: [...CLASSES, "none"], cells: [...cells.values()] };
  return ok(body);
}

function ratedCustomers(month: string, query: URLSearchParams): Api.RatedCustomerPage {
  const from = query.get("from_month") ?? months(2, month)[1] ?? "";
  const movement = query.get("movement");
  const rows = COMPANY.flatMap<Api.RatedCustomer>(({ row, history }) => {
    const now = history.find((one) => one.month === month);
    const then = history.find((one) => one.month === from);
    if (!now) return [];
    const step = now.class && then?.class ? CLASSES.indexOf(now.class) - CLASSES.indexOf(then.class) : null;
    const kind = step === null ? (now.class ? "new" : then?.class ? "lost" : "none") : step < 0 ? "up" : step > 0 ? "down" : "same";
    if (movement && movement !== kind) return [];
    if (!has(query, "class", now.class) || !has(query, "from_class", then?.class) || !has(query, "state", now.state) || !has(query, "branch", row.branch?.id)) return [];
    if (query.get("proposal") && now.proposal?.state !== query.get("proposal")) return [];
    if (query.get("is_overridden") && !now.ruling) return [];
    const change = Number(now.components[0]?.points ?? 0) - Number(then?.components[0]?.points ?? 0);
    return [
      {
        ...row,
        class: now.class,
        computed_class: now.computed_class,
        state: now.state,
        total: now.total,
        month,
        basis_percent: now.basis_percent,
        components: now.components,
        missing: now.state === "not_rated" ? [{ value: "timeliness", label: { zh: "付费及时性未知", en: "timeliness is unknown" } }] : [],
        previous_class: then?.class ?? null,
        previous_total: then?.total ?? null,
        main_reason: then && now.class ? { zh: `付费及时性 ${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(1)}：${change < 0 ? "7 票平均迟 23 天" : "到期各票都按期付"}`, en: `Payment timeliness ${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(1)}: ${change < 0 ? "7 invoices 23 days late on average" : "everything due was paid on time"}` } : null,
      },
    ];
  });
  return { month, from_month: from, ...page(sorted(rows, query), query), total: rows.length, sums: { open: "0", overdue: "0", not_due: "0" }, empty_because: null };
}

function ageing(query: URLSearchParams): Api.Ageing {
  const by = (query.get("by") ?? "branch") as Api.AgeBy;
  const people = COMPANY.filter(({ row }) => has(query, "branch", row.branch?.id) && has(query, "salesperson", row.salesperson?.id) && has(query, "customer", row.id));
  const items = people.flatMap((one) => one.items).filter((item) => has(query, "currency", item.currency));
  const groups = new Map<number, { key: Api.Reference; people: Person[] }>();
  for (const one of people) {
    const key = by === "branch" ? one.row.branch : by === "salesperson" ? one.row.salesperson : { id: one.row.id, code: one.row.code, name: one.row.name };
    if (!key) continue;
    const group = groups.get(key.id) ?? { key, people: [] };
    group.people.push(one);
    groups.set(key.id, group);
  }
  const total = (list: Api.OpenItem[]) => list.reduce((value, item) => value + Number(item.open_base), 0);
  const share = (list: Api.OpenItem[]) => (total(list) ? ((total(list.filter((item) => item.days_late > 0)) / total(list)) * 100).toFixed(1) : null);
  const rows = [...groups.values()]
    .map<Api.AgeingRow>(({ key, people: members }) => {
      const own = members.flatMap((one) => one.items).filter((item) => has(query, "currency", item.currency));
      return { key, items: own.length, total: money(total(own)), buckets: buckets(own).map((bucket) => bucket.amount), unallocated: sum(members, (row) => row.unallocated), overdue: money(total(own.filter((item) => item.days_late > 0))), overdue_share: share(own), by_currency: byCurrency(own) };
    })
    .filter((row) => row.items > 0)
    .sort((one, other) => Number(other.total) - Number(one.total));
  return {
    as_of: query.get("as_of") ?? TODAY,
    known_at: query.get("known_at") ?? KNOWN_AT,
    rests_on_asserted: true,
    currency: query.get("currency") ?? "CNY",
    by,
    next_by: by === "branch" ? "salesperson" : by === "salesperson" ? "customer" : null,
    buckets: buckets(items),
    total: money(total(items)),
    overdue: money(total(items.filter((item) => item.days_late > 0))),
    overdue_share: share(items),
    unallocated: sum(people, (row) => row.unallocated),
    items: items.length,
    customers: people.filter((one) => one.items.length).length,
    rows,
    by_currency: byCurrency(items),
    empty_because: null,
  };
}

function openItems(query: URLSearchParams): Api.OpenItemPage {
  const items = COMPANY.filter(({ row }) => has(query, "branch", row.branch?.id) && has(query, "salesperson", row.salesperson?.id) && has(query, "customer", row.id))
    .flatMap((one) => one.items)
    .filter((item) => has(query, "bucket", item.bucket))
    .sort((one, other) => other.days_late - one.days_late);
  return { as_of: TODAY, known_at: KNOWN_AT, ...page(items, query) };
}

const RECIPE: Api.Recipe = {
  name: "应收发票明细",
  known_at: { kind: "now" },
  coverage: [],
  coverage_rules: { charge: "months" },
  columns: [
    { header: "客户名称", index: 0, target: "customer.name" },
    { header: "发票号", index: 1, target: "invoice.number", width: 8 },
    { header: "开票日期", index: 2, target: "charge.date" },
    { header: "应收金额(USD)", index: 3, target: "charge.amount", currency: "USD" },
  ],
};
const READING = (value: string, zh: string, en: string, line: "charged" | "received"): Api.Answered => ({
  value,
  label: { zh, en },
  title: { zh, en },
  means: line === "charged" ? { zh: "每行是一笔应收：对方欠我们的", en: "each row is an invoice: money that is owed to us" } : { zh: "每行是一笔收款：对方已付给我们的", en: "each row is a receipt: money that was paid to us" },
  money: {
    lines: { [line]: { rows: 2, sum: { USD: "14550.00" } } },
    by_party: [{ party: "宁波恒远", currency: "USD", charged: "0.00", received: "0.00", credited: "0.00", owes: line === "charged" ? "12400.00" : "-12400.00", [line]: "12400.00" }],
  },
});
/** The same upload with what was answered so far. */
function answered(answers: Record<string, string>): Api.Upload {
  const proposal = UPLOAD.proposal;
  if (!proposal) return UPLOAD;
  const questions = proposal.questions.filter((question) => !(question.key in answers));
  const remembered = proposal.remembered.filter((known) => !((known.key ?? "") in answers));
  return { ...UPLOAD, proposal: { ...proposal, answers, remembered, questions, is_complete: questions.length === 0 } };
}
const UPLOAD: Api.Upload = {
  upload: "u-7f3a",
  file_name: "应收发票明细 2026.xlsx",
  bytes: 482_311,
  sheets: [
    { name: "发票", is_chosen: true, is_hidden: false, is_read: true, why: { zh: "导入", en: "imported" } },
    { name: "客户", is_chosen: false, is_hidden: true, is_read: false, why: { zh: "隐藏的表：不导入", en: "it is hidden: not imported" } },
  ],
  refusal: null,
  known_recipe: null,
  proposal: {
    recipe: RECIPE,
    gives: [
      { value: "customer", label: { zh: "客户", en: "customer" } },
      { value: "charge", label: { zh: "应收费用", en: "charge" } },
    ],
    sheet: "发票",
    header_row: 3,
    is_complete: false,
    is_whole: true,
    kind: { name: "invoices", label: { zh: "应收（发票）清单", en: "list of invoices" }, because: [{ zh: "表头：发票号", en: "headers: 发票号" }] },
    rival: { name: "receipts", label: { zh: "收款清单", en: "list of receipts" }, because: [] },
    like: null,
    answers: {},
    remembered: [
      {
        key: "status:已挂起",
        code: "status",
        text: { zh: "状态为“已挂起”的行不算数", en: "rows with the status `已挂起` do not count" },
        value: "leave",
        choices: [{ value: "count", label: { zh: "算数：导入", en: "they count" } }, { value: "leave", label: { zh: "不算数：不导入", en: "they do not" } }],
        customer: null,
        by: "finance",
        at: "2026-09-30T09:20:00Z",
        file_name: "应收发票明细 九月.xlsx",
        import: 3,
      },
      { key: "terms:老规矩", code: "terms", text: { zh: "账期“老规矩”按“60天”", en: "the terms `老规矩` are `60天`" }, value: "60天", choices: [], customer: null, by: "wang", at: "2026-09-30T09:20:00Z", file_name: "应收发票明细 九月.xlsx", import: 3 },
    ],
    proofs: [{ code: "totals", label: { zh: "合计行等于各行之和", en: "totals are the sums of their rows" }, holds: true, checked: 1, failed: 0, differences: [], found: {} }],
    money: { lines: { charged: { rows: 2, sum: { USD: "14550.00" } } }, by_party: [] },
    questions: [
      {
        key: "kind",
        code: "kind",
        column: null,
        text: { zh: "这个文件可以有几种读法：哪一种对？", en: "This file can be read in several ways: which is right?" },
        choices: [READING("invoices", "应收（发票）清单", "list of invoices", "charged"), READING("receipts", "收款清单", "list of receipts", "received")],
      },
      { key: "date_order", code: "date_order", column: "开票日期", text: { zh: "03/05/2026 是哪一天？", en: "Which day is 03/05/2026?" }, choices: [{ value: "dmy", label: { zh: "5 月 3 日", en: "3 May" } }, { value: "mdy", label: { zh: "3 月 5 日", en: "March 5" } }] },
    ],
    first_rows: [
      ["宁波恒远", "00017850", "03/05/2026", "12,400.00", "加急"],
      ["上海通泽", "00017851", "04/05/2026", "(2,150.00)", ""],
    ],
    columns: [
      { index: 0, header: "客户名称", sample: ["宁波恒远", "上海通泽", "青岛海盛"], target: "customer.name", confidence: 98, reason: { zh: "标题是“客户名称”，93 % 的值与已有客户或别名相符", en: "the header says customer name; 93 % of the values match known customers or aliases" } },
      { index: 1, header: "发票号", sample: ["00017850", "00017851"], target: "invoice.number", confidence: 95, reason: { zh: "标题是“发票号”，值各不相同", en: "the header says invoice number; the values are distinct" } },
      { index: 2, header: "开票日期", sample: ["03/05/2026", "04/05/2026"], target: "charge.date", confidence: 70, reason: { zh: "都是日期，但看不出日和月谁在前", en: "all are dates, but day and month could be either way round" } },
      { index: 3, header: "应收金额(USD)", sample: ["12,400.00", "(2,150.00)"], target: "charge.amount", confidence: 91, reason: { zh: "金额，标题写明美元；括号为负数", en: "amounts, the header says USD; brackets are negative" } },
      { index: 4, header: "备注", sample: ["加急", ""], target: null, confidence: 40, reason: { zh: "多为空白，未用到", en: "mostly empty, not used" } },
    ],
  },
};

const REPORT: Api.ImportReport = {
  import: null,
  file: "应收发票明细 2026.xlsx",
  sheet: "发票",
  recipe: "应收发票明细",
  header_row: 3,
  is_dry_run: true,
  is_resumed: false,
  is_complete: true,
  rows_read: 4210,
  rows_accepted: 4196,
  rows_rejected: 14,
  rows_already_known: 0,
  rows_skipped: { total: 1 },
  rejected_by_reason: [{ name: "bad_date", label: { zh: "日期不存在", en: "impossible date" }, count: 9 }, { name: "no_amount", label: { zh: "没有金额", en: "no amount" }, count: 5 }],
  warnings: [{ name: "lost_zeros", label: { zh: "编号可能丢了前导零", en: "ids may have lost leading zeros" }, count: 31 }],
  records: { customer: 12 },
  entries: { charge: 4196, invoice: 4196 },
  changed: {},
  file_kind: { value: "invoices", label: { zh: "应收（发票）清单", en: "list of invoices" } },
  sheets: [],
  columns: ["客户名称", "发票号", "开票日期", "应收金额(USD)", "备注"],
  proofs: [{ code: "totals", label: { zh: "合计行等于各行之和", en: "totals are the sums of their rows" }, holds: true, checked: 1, failed: 0, differences: [], found: {} }],
  money: { lines: { charged: { rows: 4196, sum: { USD: "5120400.00" } } }, by_party: [] },
  owing: {
    totals: [{ currency: "USD", customers: 212, before: "1830200.00", charged: "5120400.00", received: "0.00", credited: "0.00", after: "6950600.00" }],
    customers: [{ code: "C0001", name: "宁波恒远进出口有限公司", is_new: false, currency: "USD", before: "20000.00", charged: "12400.00", received: "0.00", credited: "0.00", after: "32400.00" }],
    without_customer: {},
  },
  rows: [
    { fate: "comes_in", reason: null, text: { zh: "导入", en: "comes in" }, count: 4196, rows: [{ row: 4, party: "宁波恒远", date: "2026-05-03", gives: [{ kind: "charge", currency: "USD", amount: "12400.00" }], why: null, cells: ["宁波恒远", "00017850", "03/05/2026", "12,400.00", "加急"] }] },
    { fate: "left_out", reason: "total", text: { zh: "合计行：只用来核对", en: "totals: used as a check only" }, count: 1, rows: [{ row: 4213, party: null, date: null, gives: [], why: null, cells: ["合计", "", "", "5,120,400.00", ""] }] },
    { fate: "refused", reason: "bad_date", text: { zh: "日期不存在", en: "impossible date" }, count: 9, rows: [{ row: 88, party: null, date: null, gives: [], why: { zh: "2026-02-30 不存在；请改成真实的日期", en: "2026-02-30 does not exist; write a real date" }, cells: ["上海通泽", "00017901", "30/02/2026", "880.00", ""] }] },
  ],
  coverage: [{ fact: "charge", from: "2026-01-01", to: "2026-10-31" }],
  first_date: "2026-01-02",
  last_date: "2026-10-31",
  rests_on_asserted: false,
  rejected_sample: [{ row: 88, column: "开票日期", reason: "bad_date", text: { zh: "2026-02-30 不存在；请改成真实的日期", en: "2026-02-30 does not exist; write a real date" } }],
  has_rejected_workbook: true,
};

const TARGETS: Api.ImportTargets = {
  groups: [
    { name: "customer", label: { zh: "客户", en: "Customer" }, targets: [{ name: "customer.code", label: { zh: "编号", en: "Code" }, kind: "text", is_required: false }, { name: "customer.name", label: { zh: "名称", en: "Name" }, kind: "text", is_required: true }] },
    { name: "charge", label: { zh: "应收费用", en: "Charge" }, targets: [{ name: "charge.date", label: { zh: "日期", en: "Date" }, kind: "date", is_required: true }, { name: "charge.due", label: { zh: "到期日", en: "Due date" }, kind: "date", is_required: false }, { name: "charge.amount", label: { zh: "金额", en: "Amount" }, kind: "amount", is_required: true }] },
    { name: "invoice", label: { zh: "发票", en: "Invoice" }, targets: [{ name: "invoice.number", label: { zh: "发票号", en: "Number" }, kind: "text", is_required: true }] },
  ],
};

const READINESS: Api.Readiness = {
  rows: [
    { name: "age", question: { zh: "能做账龄吗？", en: "Can it age?" }, answer: "yes", why: { zh: "有 2024-01 以来的票据和收款。", en: "Invoices and receipts are here since 2024-01." }, missing: [] },
    { name: "rate", question: { zh: "能评级吗？", en: "Can it rate?" }, answer: "partly", why: { zh: "12 户没有成本，毛利未知。", en: "12 customers have no costs: gross profit is unknown." }, missing: [{ zh: "厦门分公司 2026-10 的成本", en: "costs of the Xiamen branch for 2026-10" }] },
    { name: "collect", question: { zh: "能看诉讼时效吗？", en: "Can it watch limitation periods?" }, answer: "no", why: { zh: "还没有对账确认和催告的记录。", en: "No confirmations or demands are recorded." }, missing: [{ zh: "对账确认", en: "confirmations" }] },
  ],
};

const CHAPTERS: Api.ChapterSummary[] = [
  { name: "customers", label: { zh: "客户", en: "Customers" }, record_types: 3, measures: 0, decisions: 0, appraisals: 0 },
  { name: "orders", label: { zh: "业务单", en: "Orders" }, record_types: 2, measures: 0, decisions: 0, appraisals: 0 },
  { name: "receivables", label: { zh: "应收", en: "Receivables" }, record_types: 0, measures: 2, decisions: 0, appraisals: 0 },
  { name: "credit", label: { zh: "客户信用评级", en: "Customer credit rating" }, record_types: 0, measures: 4, decisions: 5, appraisals: 1 },
];

function chapter(name: string): Answer {
  const found = CHAPTERS.find((one) => one.name === name);
  if (!found) return refuse(404, "not_found", "there is no chapter here", "没有这个章，或您无权查看");
  const isCredit = name === "credit";
  const body: Api.Chapter = {
    name,
    label: found.label,
    edition: EDITION,
    readme: {
      zh: `# ${found.label.zh}\n\n每个外部客户**每月**按四项指标评分，加权合计得出等级。\n\n## 第 1 条 指标与权重\n\n| 指标 | 权重 |\n|---|---|\n| 付费及时性 | 40 % |\n| 月营业毛利 | 30 % |\n\n## 第 2 条 未知\n\n- 没有数据的指标是*未知*，不是零。\n- \`付费及时性\` 未知时不给等级。\n\n<script>alert(1)</script>`,
      en: `# ${found.label.en}\n\nEvery external customer is scored **every month** on four measures; the weighted total gives the class.\n\n## Clause 1: measures and weights\n\n| measure | weight |\n|---|---|\n| payment timeliness | 40 % |\n| monthly gross profit | 30 % |\n\n## Clause 2: unknown\n\n- A measure without data is *unknown*, not zero.`,
    },
    record_types: isCredit ? [] : [{ name: "customer", label: { zh: "客户", en: "Customer" }, fields: [{ name: "code", label: { zh: "编号", en: "Code" }, kind: "text", is_required: true, choices: [], validation: 'matches(code, "KH-\\\\d{5}")' }, { name: "trade", label: { zh: "行业", en: "Trade" }, kind: "enumeration", is_required: false, choices: [{ value: "textile", label: { zh: "纺织", en: "Textiles" } }], validation: null }] }],
    measures: isCredit ? MEASURES.map((one) => ({ name: one.measure, label: one.label, unit: one.unit, definition: { zh: "近三个月内到期的发票，按金额计算在到期日前结清的比例。", en: "Of the invoices due in the three months, the share by amount settled by the due date." }, value: "100 * on_time / due", totals: [{ name: "due", label: { zh: "到期金额", en: "Amount due" }, fact: "charge", aggregate: "sum(amount)", by: "due", months: 3, condition: null }, { name: "on_time", label: { zh: "按期结清", en: "Settled on time" }, fact: "settlement", aggregate: "sum(amount)", by: "charge_due", months: 3, condition: "date <= charge_due" }] })) : [],
    decisions: isCredit
      ? [
          { name: "timeliness_points", label: { zh: "付费及时性得分", en: "Score of timeliness" }, description: "付费及时性得分", hit_policy: "UNIQUE", inputs: ["付费及时性"], outputs: ["得分"], rules: [{ id: "rule-1", inputs: [">= 95"], outputs: ["100"], description: "几乎全部按期" }, { id: "rule-2", inputs: ["[85..95)"], outputs: ["90"], description: null }, { id: "rule-3", inputs: ["< 85"], outputs: ["60"], description: null }], expression: null },
          { name: "credit_class", label: { zh: "客户等级", en: "Class" }, description: "客户等级", hit_policy: "UNIQUE", inputs: ["总分"], outputs: ["等级"], rules: [[">= 90", "VIP"], ["[80..90)", "A"], ["[70..80)", "B"], ["[55..70)", "C"], ["< 55", "D"]].map(([condition, name], index) => ({ id: `class-${index}`, inputs: [condition ?? ""], outputs: [`"${name ?? ""}"`], description: null })), expression: null },
        ]
      : [],
    appraisals: isCredit ? [{ name: "credit", label: { zh: "客户信用评级", en: "Customer credit rating" }, clause: { zh: "第 1 条", en: "Clause 1" }, classes: CLASSES, weights: MEASURES.map(({ measure, label, weight }) => ({ measure, label, weight })) }] : [],
  };
  return ok(body);
}

let jobs = 7;
function job(state: MockState, kind: Api.JobKind, result: Api.JobResult): Answer {
  jobs += 1;
  const made: Api.Job = { id: jobs, kind, state: "running", stage: { zh: "计算指标", en: "Computing measures" }, done: 0, total: 186, per_second: null, seconds_remaining: null, can_cancel: true, started_at: new Date().toISOString(), result: null, error: null };
  state.jobs.set(jobs, { polls: 0, job: { ...made, result } });
  return { status: 202, body: made };
}

function readJob(state: MockState, id: number): Answer {
  const kept = state.jobs.get(id);
  if (!kept) return refuse(404, "not_found", "there is no job here", "没有这个任务");
  kept.polls += 1;
  if (kept.job.state === "cancelled") return ok({ ...kept.job, result: null });
  if (kept.polls < 3) return ok({ ...kept.job, result: null, done: kept.polls * 60, state: "running" });
  kept.job.state = "done";
  return ok({ ...kept.job, done: 186 });
}

/** Answers a request as the server would. */
export function answer(state: MockState, method: string, path: string, query: URLSearchParams, body: unknown): Answer {
  const parts = path.split("/").filter(Boolean);
  const [resource, first, second, third, fourth] = parts;
  const given = (body ?? {}) as Record<string, unknown>;
  if (resource === "setup") {
    if (method === "POST") {
      if (given["mode"] === "own") {
        state.setup = "ready";
        return ok({ state: "ready", administrator: { name: "admin", one_time_password: "brisk-otter-4417" } } satisfies Api.SetupResult);
      }
      state.setup = "ready";
      return ok({ state: "making" } satisfies Api.SetupResult);
    }
    return ok({ state: state.setup, demo_sign_ins: [{ name: "finance", password: "finance-demo", label: { zh: "财务总监", en: "finance director" } }, { name: "ningbo", password: "ningbo-demo", label: { zh: "宁波分公司经理", en: "manager of the Ningbo branch" } }, { name: "chen", password: "chen-demo", label: { zh: "宁波业务员 陈嘉言", en: "salesperson in Ningbo" } }] } satisfies Api.Setup);
  }
  if (resource === "session") {
    if (method === "POST" && first === undefined) {
      if (given["password"] === "wrong") return refuse(401, "wrong_password", "name and password do not belong together", "用户名或密码不对");
      state.isSignedIn = true;
    }
    if (method === "DELETE") {
      state.isSignedIn = false;
      return { status: 204, body: null };
    }
    return state.isSignedIn ? ok(SESSION) : refuse(401, "not_signed_in", "nobody is signed in", "请先登录");
  }
  if (!state.isSignedIn) return refuse(401, "not_signed_in", "nobody is signed in", "请先登录");
  const person = resource === "customers" ? COMPANY.find((one) => one.row.id === Number(first)) : undefined;
  switch (resource) {
    case "organisation":
      return ok({ branches: BRANCHES, salespeople: PEOPLE, classes: CLASSES, states: [{ value: "rated", label: { zh: "已评级", en: "Rated" } }, { value: "not_rated", label: { zh: "未评级", en: "Not rated" } }, { value: "internal", label: { zh: "内部单位", en: "Internal" } }], terms: [{ value: "per_ticket", label: { zh: "票结", en: "Per ticket" } }, { value: "monthly:30", label: { zh: "月结 30 天", en: "Monthly, 30 days" } }] } satisfies Api.Organisation);
    case "search": {
      const q = (query.get("q") ?? "").toLowerCase();
      const found = COMPANY.filter(({ row }) => `${row.name} ${row.code}`.toLowerCase().includes(q)).slice(0, 8);
      const entries = COMPANY.flatMap((one) => one.items).filter((item) => item.number?.toLowerCase().includes(q)).slice(0, 5);
      return ok({ customers: found.map(({ row }) => ({ id: row.id, code: row.code, name: row.name, branch: row.branch, class: row.class, because: row.because })), entries: entries.map((item) => ({ id: item.charge, kind: "charge", kind_label: { zh: "应收费用", en: "Charge" }, number: item.number ?? "", date: item.date, amount: item.amount, currency: item.currency, customer: item.customer })), pages: [] } satisfies Api.SearchResult);
    }
    case "customers": {
      if (first === undefined) return ok(customers(query));
      if (!person) return refuse(404, "not_found", "there is no customer here", "没有这个客户，或您无权查看");
      if (second === undefined) return ok(customer(person, state));
      if (second === "aliases") {
        state.endedAliases.add(`${person.row.id} ${query.get("name") ?? ""}`);
        return ok(customer(person, state));
      }
      if (second === "timeline") return ok(timeline(person, query));
      if (second === "proposals" || fourth === "override") {
        const rating = person.history.find((one) => one.month === third);
        if (!rating) return refuse(404, "not_yet_rated", "not rated", "还没有评级");
        if (given["seen"] !== rating.seen) return refuse(409, "stale", "it has changed", "情况已有变化");
        if (second === "proposals" && rating.proposal) rating.proposal = { ...rating.proposal, state: given["approve"] ? "approved" : "refused" };
        else rating.asked = classRuling(12, String(given["class"]), rating.computed_class ?? null, String(given["reason"]), "asked");
        return ok(rating);
      }
      if (second === "open-orders") return ok({ as_of: TODAY, rows: [], open: "0" } satisfies Api.OpenOrders);
      if (second === "ratings" && third === undefined) return ok({ months: person.history } satisfies Api.RatingHistory);
      if (second === "ratings" && fourth === undefined) return explanation(person, third ?? "");
      if (second === "ratings" && fourth === "records") {
        const rows = person.items.map<Api.RatingRecord>((item) => ({ total: "due", kind: "charge", kind_label: { zh: "应收费用", en: "Charge" }, id: item.charge, date: item.date, due: item.due, days_late: item.days_late, number: item.number, amount: item.amount, currency: item.currency, counted: item.open_base, why: item.days_late > 0 ? { zh: "到期未付，计为迟付", en: "due and unpaid: counts as late" } : { zh: "按期", en: "on time" } }));
        return ok({ ...page(rows, query), total: rows.length } satisfies Api.RatingRecordPage);
      }
      return refuse(404, "not_found", "no such path", "没有这个地址");
    }
    case "clearings": {
      if (first === "answers") {
        const answers = given["answers"] as Api.ClearingAnswer[];
        if (answers.some((one) => one.by === "receipt" && !one.date)) return refuse(422, "invalid_value", "clearing 9001: say when the money came in", "未知结清 9001：请写明收到钱的日期");
        for (const one of answers) state.clearings.set(one.clearing, one.by);
        return ok({ answered: answers.length, entries: [] } satisfies Api.ClearingsAnswered);
      }
      return ok(clearings(state, query));
    }
    case "ratings":
      if (first === undefined) return ok(months(30).map((month, index) => ({ month, run: 41 - index, subjects: 186, rated: 175, not_rated: 11, known_at: KNOWN_AT, edition: EDITION, stale: [] })) satisfies Api.RatedMonth[]);
      if (second === "runs") return ok([{ run: 41, counts: true, edition: EDITION, known_at: KNOWN_AT, by: "finance", at: KNOWN_AT, withdrawn: null }] satisfies Api.MonthRun[]);
      if (second === "proposals") return ok({ count: (given["customers"] as unknown[]).length } satisfies Api.Decided);
      if (method === "POST") return job(state, "rate", { kind: "rate", month: first, run: 42, subjects: 186, rated: 175, not_rated: [{ name: "timeliness", label: { zh: "付费及时性未知", en: "timeliness unknown" }, count: 8 }], classes: CLASSES.map((name, index) => ({ name, label: { zh: name, en: name }, count: 12 + index })), edition: EDITION, known_at: KNOWN_AT, digest: "9f", took_ms: 1840 });
      if (second === "matrix") return matrix(first, query);
      if (second === "customers") return ok(ratedCustomers(first, query));
      return structure(first, query);
    case "rulings": {
      if (first === "answers") return ok({ count: (given["rulings"] as unknown[]).length } satisfies Api.Decided);
      const asked = COMPANY.slice(6, 8).map<Api.Ruling>(({ row }, index) => ({ ...classRuling(21 + index, "B", row.computed_class ?? null, "老客户，已当面核实", "asked"), customer: { id: row.id, code: row.code, name: row.name }, seen: row.seen ?? "" }));
      return ok({ rows: asked, next: null, empty_because: null } satisfies Api.RulingPage);
    }
    case "rates":
      return ok({ base_currency: "CNY", rows: [{ currency: "USD", date: "2026-10-01", rate: "7.1234" }] } satisfies Api.Rates);
    case "users": {
      if (method === "POST") return ok({ name: String(first ?? given["name"]), one_time_password: "abcdefgh23456789" } satisfies Api.OneTimePassword);
      const row: Api.UserRow = { name: "finance", role: { value: "finance", label: SESSION.user.role_label }, scope: SESSION.user.scope, person: null, is_disabled: false, must_change_password: false };
      return ok({ rows: [row], roles: [{ name: "finance", label: SESSION.user.role_label, description: { zh: "看到全公司", en: "sees the whole company" }, needs_unit: false, needs_person: false }] } satisfies Api.Users);
    }
    case "workbench":
      return ok({
        today: TODAY,
        tasks: [
          { kind: "answer_rulings", label: { zh: "人工调级待审批", en: "classes asked for by hand wait for your answer" }, count: 2, detail: null, path: "/rulings" },
          { kind: "answer_proposals", label: { zh: "建议付款买单，待审批", en: "pay before release is proposed and waits" }, count: 9, amount: "1203400.00", path: "/rulings" },
        ],
        news: [{ kind: "fell", label: { zh: "等级下降的客户", en: "customers that fell" }, count: 12, detail: null, path: `/ratings/${MONTH}?movement=down` }],
      } satisfies Api.Workbench);
    case "ageing":
      return first === "items" ? ok(openItems(query)) : ok(ageing(query));
    case "jobs": {
      const id = Number(first);
      if (second === "cancel") {
        const kept = state.jobs.get(id);
        if (kept) kept.job.state = "cancelled";
      }
      return readJob(state, id);
    }
    case "imports": {
      if (method === "POST" && first === undefined) return ok(UPLOAD);
      if (first === undefined) return ok({ rows: state.imports } satisfies Api.ImportList);
      if (first === "targets") return ok(TARGETS);
      if (second === "answers") return ok(answered((given["answers"] ?? {}) as Record<string, string>));
      if (second === "dry-run") return job(state, "dry_run", { kind: "import", ...REPORT });
      if (second === "run") return job(state, "import", { kind: "import", ...REPORT, is_dry_run: false, import: 3 });
      const found = state.imports.find((one) => one.id === Number(first));
      if (!found) return refuse(404, "not_found", "there is no import here", "没有这次导入");
      if (second === "undo") {
        found.state = "undone";
        found.can_undo = false;
        found.undo_reason = String(given["reason"]);
        found.undone_at = KNOWN_AT;
        return job(state, "undo_import", { kind: "undo_import", import: found.id, entries_reversed: 8392, records_withdrawn: 12, records_restored: 0, records_left: 0, rows_freed: 4196 });
      }
      return ok({ ...found, report: { ...REPORT, is_dry_run: false, import: found.id }, coverage: REPORT.coverage } satisfies Api.ImportDetail);
    }
    case "recipes":
      return ok({ rows: [] } satisfies Api.RecipeList);
    case "readiness":
      return ok(READINESS);
    case "rulebook": {
      const said = answerDecisions(state.decisions, method, parts.slice(1), query, body);
      if (said) return said;
      return first === "chapters" ? chapter(second ?? "") : ok({ edition: EDITION, chapters: CHAPTERS } satisfies Api.Rulebook);
    }
    default:
      return refuse(404, "not_found", "no such path", "没有这个地址");
  }
}
