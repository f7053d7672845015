/**
 * The decision editor's answers on the shipped rulebook's own files: a small judge of one decision table that knows comparisons,
 * ranges, lists and "-", enough that what is painted on the table is true of it. Saving and publishing keep to versions as the server does.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as Api from "../src/api/decisions.ts";
import { readModel, tableOf, type Model, type Rule, type Table } from "../src/shared/dmn/model.ts";
import { placeOf, XmlError } from "../src/shared/dmn/xml.ts";
import { LENDING, large } from "./models.ts";

export interface DecisionState {
  edition: string;
  published: Map<string, string>;
  draft: { summary: Api.DraftSummary; files: Map<string, string> } | null;
  editions: Api.EditionSummary[];
}
interface Said {
  status: number;
  body: unknown;
}

const shipped = (name: string) => readFileSync(join(import.meta.dirname, "../../rulebook/credit", name), "utf8");
const FIRST = "f3a91c0b77d2e4581f0a";
const ok = (body: unknown): Said => ({ status: 200, body });
const refuse = (status: number, code: string, en: string, zh: string): Said => ({ status, body: { error: { code, message: en, message_zh: zh, help: null, request_id: "01JMOCKDEC" } } });

export function freshDecisions(): DecisionState {
  return {
    edition: FIRST,
    published: new Map([["credit/class.dmn", shipped("class.dmn")], ["credit/scores.dmn", shipped("scores.dmn")], ["credit/terms.dmn", LENDING]]),
    draft: null,
    editions: [
      { number: 3, name: "十月版", edition: FIRST, published_by: "周敏", at: "2026-10-08T02:10:00Z", note: "B 级下限由 70 改为 68", effective_from: "2026-10", judges: { from: "2026-10", until: null }, is_latest: true },
      { number: 2, name: "下半年版", edition: "77e2b1d9004c5aa1", published_by: "周敏", at: "2026-07-01T01:30:00Z", note: "2026 年下半年评级办法", effective_from: "2026-07", judges: { from: "2026-07", until: "2026-09" }, is_latest: false },
      { number: 1, name: "", edition: "0c41fe8890ab2d17", published_by: null, at: "2026-01-05T01:30:00Z", note: "", effective_from: null, judges: { from: null, until: "2026-06" }, is_latest: false },
    ],
  };
}

function textOf(state: DecisionState, path: string): string | undefined {
  const large10k = /^test\/large-(\d{1,5})\.dmn$/.exec(path);
  return state.draft?.files.get(path) ?? state.published.get(path) ?? (large10k ? large(Number(large10k[1])) : undefined);
}

function files(state: DecisionState): Api.DecisionFiles {
  return {
    edition: state.edition,
    draft: state.draft?.summary ?? null,
    may_edit: true,
    files: [...state.published.keys()].map((path) => {
      const model = readModel(textOf(state, path) ?? "");
      return {
        path,
        chapter: "credit",
        chapter_label: { zh: "客户信用评级", en: "Customer credit rating" },
        name: model.name,
        decisions: model.decisions.map(({ id, name }) => ({ id, name, hit_policy: tableOf(model, id)?.hitPolicy ?? null, rules: tableOf(model, id)?.rules.length ?? 0 })),
        is_changed: state.draft?.files.has(path) ?? false,
      };
    }),
  };
}

/* One table, judged. */
type Value = number | string | null;

function literal(text: string | undefined): Value {
  const trimmed = (text ?? "").trim();
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  return /^".*"$/.test(trimmed) ? trimmed.slice(1, -1) : null;
}

function holds(test: string, value: Value): boolean {
  const wanted = test.trim();
  if (wanted === "-" || wanted === "") return true;
  if (value === null) return false;
  const parts = wanted.match(/[[\](][^,]*?\.\.[^,]*?[\])[]|"[^"]*"|[^,]+/g) ?? [];
  return parts.some((part) => {
    const one = part.trim();
    const range = /^([[\](])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])$/.exec(one);
    if (range) {
      const [low, high] = [literal(range[2]), literal(range[3])];
      return low !== null && high !== null && (range[1] === "[" ? value >= low : value > low) && (range[4] === "]" ? value <= high : value < high);
    }
    const comparison = /^(<=|>=|<|>)\s*(.+)$/.exec(one);
    if (comparison) {
      const limit = literal(comparison[2]);
      if (limit === null) return false;
      return comparison[1] === "<=" ? value <= limit : comparison[1] === ">=" ? value >= limit : comparison[1] === "<" ? value < limit : value > limit;
    }
    return literal(one) === value;
  });
}

interface Judged {
  matched: number[];
  misses: { rule: number; column: number }[];
}

function judge(table: Table, values: Value[]): Judged {
  const matched: number[] = [];
  const misses: { rule: number; column: number }[] = [];
  table.rules.forEach((rule, index) => {
    const failed = values.findIndex((value, column) => !holds(rule.cells[column] ?? "-", value));
    if (failed < 0) matched.push(index);
    else misses.push({ rule: index, column: failed });
  });
  return { matched, misses };
}

const inputsOf = (table: Table) => table.columns.filter((one) => one.kind === "input");
const reference = (rule: Rule, index: number): Api.RuleRef => ({ id: rule.id, number: index + 1 });

function outcome(table: Table, judged: Judged): string {
  const output = inputsOf(table).length;
  const first = judged.matched[0];
  if (first === undefined) return "null";
  if (table.hitPolicy === "COLLECT") return `[${judged.matched.map((one) => table.rules[one]?.cells[output]).join(", ")}]`;
  if (table.hitPolicy === "UNIQUE" && judged.matched.length > 1) return "null";
  return table.rules[first]?.cells[output] ?? "null";
}

/** Values worth trying for a column: every bound, and a step to both sides. */
function candidates(table: Table, column: number): string[] {
  const found = new Set<string>();
  for (const rule of table.rules.slice(0, 200)) {
    for (const number of (rule.cells[column] ?? "").replace(/"[^"]*"/g, "").match(/\d+(\.\d+)?/g) ?? []) for (const step of [0, 1, -1]) found.add(String(Number(number) + step));
    for (const word of (rule.cells[column] ?? "").match(/"[^"]*"/g) ?? []) found.add(word);
  }
  return [...found];
}

function problemOf(xml: string): Api.ModelProblem | Model {
  try {
    return readModel(xml);
  } catch (error) {
    const problem = error instanceof XmlError ? error.problem : { what: "broken_tag", name: "", at: 0 };
    return { message: { zh: `元素 ${problem.name || "<"} 没有正确结束`, en: `the element ${problem.name || "<"} does not end` }, label: { zh: "读到这里", en: "here" }, help: { zh: "补上结束标签", en: "add the end tag" }, ...placeOf(xml, problem.at), element: null };
  }
}

/** The input data that a decision without a table asks for itself. */
function neededInputs(xml: string, decision: string, name: string): Api.TryInput[] {
  const own = new RegExp(`<decision id="${decision}"[\\s\\S]*?</decision>`).exec(xml)?.[0] ?? "";
  return [...own.matchAll(/requiredInput href="#([^"]+)"/g)].flatMap((one) => {
    const found = new RegExp(`<inputData id="${one[1] ?? ""}" name="([^"]+)"[\\s\\S]*?(?:typeRef="([^"]+)"|</inputData>)`).exec(xml);
    return found ? [{ name: found[1] ?? "", type: found[2] ?? "Any", needed_by: [name], example: null }] : [];
  });
}

function tried(xml: string, decision: string, given: Record<string, string>): Api.TriedDecision {
  const nothing: Api.TriedDecision = { value: "null", reasons: [], steps: [], nearest: [], inputs: [], problem: null };
  const model = problemOf(xml);
  if ("message" in model) return { ...nothing, problem: model };
  const table = tableOf(model, decision);
  const name = model.decisions.find((one) => one.id === decision)?.name ?? decision;
  if (!table) return { ...nothing, reasons: [{ element: decision, message: { zh: "模拟数据不计算表达式", en: "mock data computes no expressions" } }], inputs: neededInputs(xml, decision, name) };
  const columns = inputsOf(table);
  const inputs = columns.map((one, index) => ({ name: one.expression, type: one.type || "Any", needed_by: [name], example: candidates(table, index)[1] ?? null }));
  const judged = judge(table, columns.map((one) => literal(given[one.expression])));
  const value = outcome(table, judged);
  const missing = columns.filter((one) => !given[one.expression]?.trim());
  const reasons = value !== "null" ? [] : missing.length ? missing.map((one) => ({ element: one.expression, message: { zh: `没有给 ${one.title} 的值，与它比较得 null`, en: `${one.title} is not given, so comparing it gives null` } })) : [{ element: name, message: judged.matched.length > 1 ? { zh: `UNIQUE 表有 ${judged.matched.length} 条规则同时命中`, en: `${judged.matched.length} rules match in a UNIQUE table` } : { zh: "没有一条规则命中", en: "no rule matches" } }];
  const nearest = columns.flatMap((column, index) => {
    const now = given[column.expression] ?? "";
    const ranked = candidates(table, index)
      .filter((one) => one !== now)
      .map((one) => ({ one, result: outcome(table, judge(table, columns.map((other, place) => literal(place === index ? one : given[other.expression])))) }))
      .filter(({ result }) => result !== value && result !== "null")
      .sort((one, other) => Math.abs(Number(one.one) - Number(now)) - Math.abs(Number(other.one) - Number(now)));
    return ranked.slice(0, 2).map(({ one, result }) => ({ changes: [{ name: column.expression, from: now || "null", to: one }], value: result, message: { zh: `${column.title} ${now || "空"} → ${one} 得 ${result}`, en: `${column.title} ${now || "empty"} → ${one} gives ${result}` } }));
  });
  const step: Api.TriedStep = {
    decision,
    decision_name: name,
    value,
    took_microseconds: 4.2,
    table: { inputs: columns.map((one) => ({ name: one.title, value: given[one.expression] || "null" })), matched: judged.matched.flatMap((one) => (table.rules[one] ? [reference(table.rules[one], one)] : [])), misses: judged.misses.flatMap(({ rule, column }) => (table.rules[rule] ? [{ rule: reference(table.rules[rule], rule), column }] : [])) },
  };
  return { value, reasons, steps: [step], nearest: nearest.slice(0, 3), inputs, problem: null };
}

/* Findings: holes and double hits at the bounds of the first number column, and out-of-domain texts. */
function findings(model: Model): Api.TableFinding[] {
  return model.decisions.flatMap(({ id, name }) => {
    const table = tableOf(model, id);
    if (!table || table.rules.length > 500) return [];
    const columns = inputsOf(table);
    const found: Api.TableFinding[] = [];
    const base = { decision: id, decision_name: name };
    const seen = new Set<string>();
    for (const [index, column] of columns.entries()) {
      for (const value of candidates(table, index)) {
        const others = columns.map((_, place) => (place === index ? literal(value) : literal(candidates(table, place)[0])));
        const { matched } = judge(table, others);
        const witness = columns.map((one, place) => ({ name: one.expression, value: place === index ? value : (candidates(table, place)[0] ?? "null") }));
        if (matched.length === 0 && !seen.has(`gap${index}`)) {
          seen.add(`gap${index}`);
          const before = table.rules.findIndex((rule) => (rule.cells[index] ?? "").includes(value));
          const near = table.rules[Math.max(0, before)];
          found.push({ ...base, rule: "table-gap", severity: "error", rules: near ? [reference(near, Math.max(0, before))] : [], columns: [index], witness, message: { zh: "有一种情形没有规则管", en: "One case meets no rule" }, suggestion: { zh: `把 ${column.title} 的一个界限放宽到 ${value}，或加一条规则`, en: `widen a bound of ${column.title} to take in ${value}, or add a rule` } });
        }
        const key = `both${matched.join(",")}`;
        if (matched.length > 1 && table.hitPolicy === "UNIQUE" && !seen.has(key)) {
          seen.add(key);
          found.push({ ...base, rule: "table-overlap", severity: "error", rules: matched.flatMap((one) => (table.rules[one] ? [reference(table.rules[one], one)] : [])), columns: [index], witness, message: { zh: `规则 ${matched.map((one) => one + 1).join(" 与 ")} 同时命中，UNIQUE 不许`, en: `Rules ${matched.map((one) => one + 1).join(" and ")} both match, which UNIQUE forbids` }, suggestion: null });
        }
      }
    }
    table.rules.forEach((rule, index) => {
      const earlier = table.rules.slice(0, index).findIndex((other) => columns.every((_, place) => (other.cells[place] ?? "-") === "-" || other.cells[place] === rule.cells[place]));
      const first = table.rules[earlier];
      if (first && table.hitPolicy === "FIRST") found.push({ ...base, rule: "table-masked", severity: "warning", rules: [reference(first, earlier), reference(rule, index)], columns: [], witness: [], message: { zh: `规则 ${index + 1} 永远轮不到：规则 ${earlier + 1} 先命中`, en: `Rule ${index + 1} is never reached: rule ${earlier + 1} matches first` }, suggestion: { zh: "移到前面，或删去", en: "move it up, or remove it" } });
      const next = table.rules[index + 1];
      const output = columns.length;
      const differing = columns.filter((_, place) => next && next.cells[place] !== rule.cells[place]);
      if (next && table.hitPolicy !== "UNIQUE" && next.cells[output] === rule.cells[output] && differing.length === 1) found.push({ ...base, rule: "table-mergeable", severity: "advice", rules: [reference(rule, index), reference(next, index + 1)], columns: differing.map((one) => columns.indexOf(one)), witness: [], message: { zh: `规则 ${index + 1} 与 ${index + 2} 结果相同，可以合为一条`, en: `Rules ${index + 1} and ${index + 2} give the same and could be one` }, suggestion: null });
    });
    return found;
  });
}

function examples(model: Model): Pick<Api.CheckedModel, "examples" | "coverage"> {
  const all = model.decisions.flatMap(({ id, name }) => {
    const table = tableOf(model, id);
    return table ? [{ id, name, table }] : [];
  });
  return {
    coverage: all.map(({ id, name, table }) => ({ decision: id, decision_name: name, rules: table.rules.map((rule, index) => ({ id: rule.id, number: index + 1, hits: index % 4 === 3 ? 0 : 1 + ((index * 7) % 5) })) })),
    examples: all.slice(0, 6).flatMap(({ id, name, table }) => {
      const first = table.rules[0];
      const isVip = id === "credit_class";
      const expected = '"VIP"';
      const got = isVip ? outcome(table, judge(table, [92])) : expected;
      return [
        { name: { zh: `${name}：最好的一档`, en: `${name}: the best` }, file: `credit/examples/${id}.toml`, passed: first !== undefined && got === expected, differences: got === expected ? [] : [{ zh: `应得 ${expected}，得 ${got}`, en: `expected ${expected}, came out ${got}` }] },
        { name: { zh: `${name}：刚到下限`, en: `${name}: at the lower bound` }, file: `credit/examples/${id}.toml`, passed: true, differences: [] },
      ];
    }),
  };
}

function checked(xml: string): Api.CheckedModel {
  const model = problemOf(xml);
  if ("message" in model) return { problems: [model], findings: [], examples: [], coverage: [] };
  return { problems: [], findings: findings(model), ...examples(model) };
}

function compared(left: string, right: string): Pick<Api.ComparedModel, "tables" | "other"> {
  const [before, after] = [readModel(left), readModel(right)];
  const tables = after.decisions.flatMap(({ id, name }) => {
    const [old, now] = [tableOf(before, id), tableOf(after, id)];
    if (!old || !now) return [];
    const ids = [...new Set([...old.rules, ...now.rules].map((one) => one.id))];
    const rules = ids.flatMap((rule) => {
      const [was, is] = [old.rules.findIndex((one) => one.id === rule), now.rules.findIndex((one) => one.id === rule)];
      const cells = now.columns.flatMap((_, column) => {
        const [one, other] = [old.rules[was]?.cells[column] ?? null, now.rules[is]?.cells[column] ?? null];
        return one === other ? [] : [{ column, left: one, right: other }];
      });
      return cells.length ? [{ id: rule, left_number: was < 0 ? null : was + 1, right_number: is < 0 ? null : is + 1, cells }] : [];
    });
    return rules.length ? [{ decision: id, decision_name: name, columns: now.columns.map((one) => one.title), rules }] : [];
  });
  const other = before.name === after.name ? [] : [{ element: "definitions", left: before.name, right: after.name }];
  return { tables, other };
}

function save(state: DecisionState, given: Api.DraftChange): Said {
  const version = state.draft?.summary.version ?? null;
  if (version !== given.version) return refuse(409, "stale", "somebody else saved the draft since you read it", "您读取之后，别人保存过草稿");
  const kept = new Map(state.draft?.files ?? []);
  kept.set(given.path, given.xml);
  const draft = { files: kept, summary: { version: (version ?? 0) + 1, based_on: state.edition, changed_by: "finance", changed_at: new Date().toISOString(), note: given.note ?? "", paths: [...kept.keys()] } };
  state.draft = draft;
  return ok(draft.summary);
}

function publish(state: DecisionState, given: { version: number; name: string; note: string; effective_from?: string | null }): Said {
  if (state.draft?.summary.version !== given.version) return refuse(409, "stale", "somebody else saved the draft since you read it", "您读取之后，别人保存过草稿");
  for (const [path, xml] of state.draft.files) {
    const result = checked(xml);
    if (result.problems.length || result.examples.some((one) => !one.passed)) return refuse(422, "rulebook_wrong", `${path} does not pass its examples`, `${path} 没有通过样例`);
    state.published.set(path, xml);
  }
  state.edition = `${given.version}9d41c0aa77be0f12${state.editions.length}`;
  state.editions = [{ number: state.editions.length + 1, name: given.name, edition: state.edition, published_by: "finance", at: new Date().toISOString(), note: given.note, effective_from: given.effective_from ?? null, judges: { from: given.effective_from ?? null, until: null }, is_latest: true }, ...state.editions.map((one) => ({ ...one, is_latest: false }))];
  state.draft = null;
  return ok({ edition: state.edition });
}

/** What stands after `/rulebook/`, answered; null when it is not about decisions. */
export function answerDecisions(state: DecisionState, method: string, parts: string[], query: URLSearchParams, body: unknown): Said | null {
  const [resource, first, second] = parts;
  const given = (body ?? {}) as Record<string, unknown>;
  if (resource === "editions") return ok({ items: state.editions, next_month: "2026-11" } satisfies Api.Editions);
  if (resource === "draft") {
    if (first === "review") {
      const none = { month: "2026-10", subjects: 186, changed: 1, moves: [{ from: "VIP", to: "A", count: 1 }], rows: [{ customer: { id: 1006, code: "KH-00007", name: "客户七" }, from: "VIP", to: "A", total_from: "90.5", total_to: "89.9" }], newly_proposed: 0, no_longer_proposed: 0 };
      return ok({ version: state.draft?.summary.version ?? 0, authors: ["zhou"], is_own: false, problems: [], failing: [], doubts: [], impact: none } satisfies Api.DraftReview);
    }
    if (first === "publish") return publish(state, given as unknown as Parameters<typeof publish>[1]);
    if (method === "DELETE") {
      state.draft = null;
      return { status: 204, body: null };
    }
    return save(state, given as unknown as Api.DraftChange);
  }
  if (resource !== "decisions") return null;
  if (first === undefined) return ok(files(state));
  if (first === "check") return ok(checked(String(given["xml"])));
  if (first === "examples") return ok({ text: "# 模拟数据\n" } satisfies Api.ExamplesFile);
  if (first === "sheets") return refuse(422, "invalid_value", "mock data has no sheets", "模拟数据不读写表格");
  if (first === "try") return ok(tried(String(given["xml"]), String(given["decision"]), given["inputs"] as Record<string, string>));
  const path = decodeURIComponent(first);
  const xml = textOf(state, path);
  if (xml === undefined) return refuse(404, "not_found", "there is no such file in the rulebook", "制度里没有这个文件");
  if (second === "compare") {
    const wanted = query.get("with") ?? "published";
    const published = state.published.get(path) ?? xml;
    const left = wanted === "published" || wanted === state.edition ? published : published.replace("[68..80)", "[70..80)").replace("[55..68)", "[55..70)").replaceAll("68 分", "70 分");
    return ok({ left: wanted, right: state.draft?.files.has(path) ? "draft" : state.edition, ...compared(left, xml) } satisfies Api.ComparedModel);
  }
  return ok({ path, edition: state.edition, xml, published_xml: state.published.get(path) ?? null, default_xml: null, draft_version: state.draft?.summary.version ?? null } satisfies Api.DecisionSource);
}
