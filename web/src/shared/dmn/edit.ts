/**
 * The edits of a decision table, each a new table that shares every rule it did not touch.
 *
 * Each replaces the few characters that it is about. New rules and cells are copies of a neighbour with new ids, so they look
 * like what the file's author wrote: same prefix, same indentation.
 */
import { attributeSpan, child, childrenOf, escapeAttribute, escapeText, scan, type XmlElement } from "./xml.ts";
import { ENTRY, readHead, readRule, type Column, type ColumnKind, type Rule, type Table } from "./model.ts";

export interface CellChange {
  rule: number;
  column: number;
  text: string;
}

/** What an empty cell of this kind says: any value, or nothing. */
export const EMPTY_CELL: Record<ColumnKind, string> = { input: "-", output: "", annotation: "" };

/** Ids that no other element of the table has. */
export function freshIds(prefix: string): () => string {
  const stem = `${prefix}_${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  let next = 0;
  return () => `${stem}_${++next}`;
}

function splice(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

function ruleElement(source: string): XmlElement | undefined {
  return child(scan(source), "rule");
}

/** How many columns of the same kind stand before this one. */
function placeInKind(columns: readonly Column[], column: number): number {
  const kind = columns[column]?.kind;
  return columns.slice(0, column).filter((one) => one.kind === kind).length;
}

function prefixOf(tag: string): string {
  return tag.slice(0, tag.indexOf(":") + 1);
}

function setContent(source: string, holder: XmlElement, text: string): string {
  const prefix = prefixOf(holder.tag);
  const inner = child(holder, "text");
  const body = escapeText(text);
  if (inner && !inner.isSelfClosed) return splice(source, inner.innerFrom, inner.innerTo, body);
  const whole = `<${prefix}text>${body}</${prefix}text>`;
  if (inner) return splice(source, inner.from, inner.to, whole);
  if (!holder.isSelfClosed) return splice(source, holder.innerFrom, holder.innerFrom, whole);
  return splice(source, holder.to - 2, holder.to, `>${whole}</${holder.tag}>`);
}

function setAttribute(source: string, element: XmlElement, name: string, value: string): string {
  const span = attributeSpan(source, element, name);
  if (span) {
    if (value) return splice(source, span.from, span.to, escapeAttribute(value));
    const start = source.lastIndexOf(name, span.from);
    return splice(source, source.slice(0, start).trimEnd().length, span.to + 1, "");
  }
  if (!value) return source;
  const at = element.from + 1 + element.tag.length;
  return splice(source, at, at, ` ${name}="${escapeAttribute(value)}"`);
}

/** The rule with an entry for every column: files may leave the last annotations out. */
function completed(source: string, columns: readonly Column[], newId: () => string): string {
  let text = source;
  for (const kind of ["input", "output", "annotation"] as const) {
    const wanted = columns.filter((one) => one.kind === kind).length;
    for (;;) {
      const rule = ruleElement(text);
      if (!rule || childrenOf(rule, ENTRY[kind]).length >= wanted) break;
      text = withEntry(text, rule, kind, childrenOf(rule, ENTRY[kind]).length, newId);
    }
  }
  return text;
}

/** Adds an empty entry as the `place`-th of its kind. */
function withEntry(source: string, rule: XmlElement, kind: ColumnKind, place: number, newId: () => string): string {
  const same = childrenOf(rule, ENTRY[kind]);
  const after = same[place - 1] ?? lastBefore(rule, kind);
  const at = after?.to ?? (rule.isSelfClosed ? rule.to : rule.innerFrom);
  const like = after ?? rule.children[0];
  const gap = like ? (/\s*$/.exec(source.slice(0, like.from))?.[0] ?? "") : "";
  const prefix = prefixOf(rule.tag);
  const id = kind === "annotation" ? "" : ` id="${newId()}"`;
  const entry = `${gap}<${prefix}${ENTRY[kind]}${id}>${gap && `${gap}  `}<${prefix}text>${escapeText(EMPTY_CELL[kind])}</${prefix}text>${gap}</${prefix}${ENTRY[kind]}>`;
  if (rule.isSelfClosed) return splice(source, rule.to - 2, rule.to, `>${entry}</${rule.tag}>`);
  return splice(source, at, at, entry);
}

const ORDER: ColumnKind[] = ["input", "output", "annotation"];

function lastBefore(rule: XmlElement, kind: ColumnKind): XmlElement | undefined {
  const earlier = ORDER.slice(0, ORDER.indexOf(kind)).map((one) => ENTRY[one] as string);
  return rule.children.filter((one) => earlier.includes(one.name)).at(-1);
}

function changedRule(rule: Rule, columns: readonly Column[], changes: readonly CellChange[]): Rule {
  let source = completed(rule.source, columns, freshIds("entry"));
  for (const { column, text } of changes) {
    const kind = columns[column]?.kind;
    const element = ruleElement(source);
    const entry = kind && element ? childrenOf(element, ENTRY[kind])[placeInKind(columns, column)] : undefined;
    if (entry) source = setContent(source, entry, text);
  }
  return readRule(source, columns);
}

export function setCells(table: Table, changes: readonly CellChange[]): Table {
  const byRule = new Map<number, CellChange[]>();
  for (const change of changes) {
    if (table.rules[change.rule]?.cells[change.column] === change.text || !table.columns[change.column]) continue;
    byRule.set(change.rule, [...(byRule.get(change.rule) ?? []), change]);
  }
  if (byRule.size === 0) return table;
  const rules = [...table.rules];
  for (const [index, some] of byRule) {
    const rule = rules[index];
    if (rule) rules[index] = changedRule(rule, table.columns, some);
  }
  return { ...table, rules };
}

/** A copy of a rule with new ids everywhere; `isEmpty` clears its cells. */
function copyOf(rule: Rule, columns: readonly Column[], isEmpty: boolean): Rule {
  const newId = freshIds("rule");
  const source = rule.source.replace(/(\sid\s*=\s*)("[^"]*"|'[^']*')/g, (_, head: string) => `${head}"${newId()}"`).replace(/<!--[\s\S]*?-->\s*/g, "");
  const copy = readRule(source, columns);
  if (!isEmpty) return copy;
  return changedRule(copy, columns, columns.map((column, index) => ({ rule: 0, column: index, text: EMPTY_CELL[column.kind] })));
}

function firstRule(table: Table): Rule {
  const element = child(scan(table.head, true), "decisionTable");
  const prefix = prefixOf(element?.tag ?? "");
  const last = element?.children.at(-1);
  const gap = last ? (/\s*$/.exec(table.head.slice(0, last.from))?.[0] ?? "") : "";
  const newId = freshIds("rule");
  return changedRule(readRule(completed(`${gap}<${prefix}rule id="${newId()}"></${prefix}rule>`, table.columns, newId), table.columns), table.columns, []);
}

/** An empty rule that becomes the rule number `at` (from 0). */
export function insertRule(table: Table, at: number): Table {
  if (table.columns.length === 0) return table;
  const like = table.rules[Math.min(at, table.rules.length - 1)];
  const rule = like ? copyOf(like, table.columns, true) : firstRule(table);
  return { ...table, rules: [...table.rules.slice(0, at), rule, ...table.rules.slice(at)] };
}

export function duplicateRule(table: Table, at: number): Table {
  const rule = table.rules[at];
  if (!rule) return table;
  return { ...table, rules: [...table.rules.slice(0, at + 1), copyOf(rule, table.columns, false), ...table.rules.slice(at + 1)] };
}

export function removeRules(table: Table, from: number, to: number): Table {
  return { ...table, rules: [...table.rules.slice(0, from), ...table.rules.slice(to + 1)] };
}

export function moveRule(table: Table, from: number, to: number): Table {
  const rule = table.rules[from];
  if (!rule || to < 0 || to >= table.rules.length || from === to) return table;
  const rest = [...table.rules.slice(0, from), ...table.rules.slice(from + 1)];
  return { ...table, rules: [...rest.slice(0, to), rule, ...rest.slice(to)] };
}

function withHead(table: Table, head: string): Table {
  return { ...table, head, ...readHead(head) };
}

export function setHitPolicy(table: Table, hitPolicy: string, aggregation = ""): Table {
  let head = table.head;
  for (const [name, value] of [["hitPolicy", hitPolicy], ["aggregation", aggregation]] as const) {
    const element = child(scan(head, true), "decisionTable");
    if (element) head = setAttribute(head, element, name, value);
  }
  return withHead(table, head);
}

export type ColumnFields = Pick<Column, "label" | "expression" | "name" | "type" | "values">;

export function setColumn(table: Table, column: number, fields: ColumnFields): Table {
  const kind = table.columns[column]?.kind;
  if (!kind) return table;
  const place = placeInKind(table.columns, column);
  const before = table.columns[column];
  let head = table.head;
  const at = () => {
    const element = child(scan(head, true), "decisionTable");
    return element ? childrenOf(element, kind)[place] : undefined;
  };
  const change = (isWanted: boolean, edit: (element: XmlElement) => string) => {
    const element = isWanted ? at() : undefined;
    if (element) head = edit(element);
  };
  change(kind !== "annotation" && fields.label !== before?.label, (element) => setAttribute(head, element, "label", fields.label));
  change(kind !== "input" && fields.name !== before?.name, (element) => setAttribute(head, element, "name", fields.name));
  change(kind !== "annotation" && fields.type !== before?.type, (element) => setAttribute(head, child(element, "inputExpression") ?? element, "typeRef", fields.type));
  change(kind === "input" && fields.expression !== before?.expression, (element) => {
    const holder = child(element, "inputExpression");
    return holder ? setContent(head, holder, fields.expression) : head;
  });
  change(kind !== "annotation" && fields.values !== before?.values, (element) => setValues(head, element, kind === "input" ? "inputValues" : "outputValues", fields.values));
  return withHead(table, head);
}

function setValues(head: string, element: XmlElement, name: string, values: string): string {
  const holder = child(element, name);
  if (holder && values) return setContent(head, holder, values);
  if (holder) return splice(head, head.slice(0, holder.from).trimEnd().length, holder.to, "");
  if (!values) return head;
  const prefix = prefixOf(element.tag);
  const whole = `<${prefix}${name}><${prefix}text>${escapeText(values)}</${prefix}text></${prefix}${name}>`;
  if (element.isSelfClosed) return splice(head, element.to - 2, element.to, `>${whole}</${element.tag}>`);
  const at = child(element, "inputExpression")?.to ?? element.innerFrom;
  return splice(head, at, at, whole);
}

/** A new column as the last of its kind, with an empty cell in every rule. */
export function addColumn(table: Table, kind: ColumnKind, fields: ColumnFields): Table {
  const root = child(scan(table.head, true), "decisionTable");
  if (!root) return table;
  const newId = freshIds(kind);
  const prefix = prefixOf(root.tag);
  const earlier = ORDER.slice(0, ORDER.indexOf(kind) + 1) as string[];
  const after = root.children.filter((one) => earlier.includes(one.name)).at(-1);
  const like = after ?? root.children[0];
  const gap = like ? (/\s*$/.exec(table.head.slice(0, like.from))?.[0] ?? "") : "";
  const element =
    kind === "input"
      ? `<${prefix}input id="${newId()}">${gap && `${gap}  `}<${prefix}inputExpression id="${newId()}"><${prefix}text></${prefix}text></${prefix}inputExpression>${gap}</${prefix}input>`
      : kind === "output"
        ? `<${prefix}output id="${newId()}"/>`
        : `<${prefix}annotation name=""/>`;
  const at = after?.to ?? root.innerFrom;
  const place = table.columns.filter((one) => one.kind === kind).length;
  const index = table.columns.filter((one) => earlier.includes(one.kind)).length;
  const wider = withHead(table, splice(table.head, at, at, gap + element));
  const rules = table.rules.map((rule) => {
    const found = ruleElement(rule.source);
    if (!found) return rule;
    const short = childrenOf(found, ENTRY[kind]).length < place;
    return readRule(short ? rule.source : withEntry(rule.source, found, kind, place, freshIds("entry")), wider.columns);
  });
  return setColumn({ ...wider, rules }, index, fields);
}

export function removeColumn(table: Table, column: number): Table {
  const kind = table.columns[column]?.kind;
  const root = child(scan(table.head, true), "decisionTable");
  if (!kind || !root) return table;
  const place = placeInKind(table.columns, column);
  const without = (text: string, element: XmlElement | undefined) => (element ? splice(text, text.slice(0, element.from).trimEnd().length, element.to, "") : text);
  const narrower = withHead(table, without(table.head, childrenOf(root, kind)[place]));
  const rules = table.rules.map((rule) => {
    const element = ruleElement(rule.source);
    return readRule(element ? without(rule.source, childrenOf(element, ENTRY[kind])[place]) : rule.source, narrower.columns);
  });
  return { ...narrower, rules };
}
