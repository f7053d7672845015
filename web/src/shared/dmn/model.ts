/**
 * A DMN file as its own text, cut into pieces at the rules of its decision tables.
 *
 * [`readModel`] cuts, [`writeModel`] joins: joining an unchanged model gives the same bytes, because every character belongs to
 * exactly one piece. An edit (`edit.ts`) replaces one piece and shares the others, so undo is keeping the model from before, and
 * 10,000 rules cost no more than the one that changed. Comments, layout, vendor extensions and boxed expressions that this page
 * does not know are inside of pieces and stay as they are.
 */
import { attribute, child, childrenOf, content, scan, type XmlElement } from "./xml.ts";

export type ColumnKind = "input" | "output" | "annotation";

export interface Column {
  kind: ColumnKind;
  id: string;
  /** What the head shows: label, else name, else expression. */
  title: string;
  label: string;
  /** Inputs: the expression that is tested. */
  expression: string;
  /** Outputs and annotations. */
  name: string;
  type: string;
  /** Allowed values, as a unary test. */
  values: string;
}

export interface Rule {
  id: string;
  /** The rule's element with what stands before it. */
  source: string;
  /** One text per column, in the order of the columns. */
  cells: string[];
}

export interface Table {
  /** Of the decision or knowledge model whose logic it is. */
  decision: string;
  /** Its place among the tables of that decision; 0 unless tables are nested in a context. */
  place: number;
  hitPolicy: string;
  aggregation: string;
  /** From `<decisionTable` to the last thing before the first rule. */
  head: string;
  columns: Column[];
  rules: readonly Rule[];
}

export type LogicKind = "decisionTable" | "literalExpression" | "other" | "none";

export interface Decision {
  id: string;
  name: string;
  kind: "decision" | "businessKnowledgeModel";
  logic: LogicKind;
}

export interface Model {
  name: string;
  decisions: Decision[];
  /** Text and tables by turns. */
  pieces: readonly (string | Table)[];
}

const OWNERS = ["decision", "businessKnowledgeModel"];
const LOGIC = ["decisionTable", "literalExpression", "context", "invocation", "list", "relation", "functionDefinition", "conditional", "for", "filter", "every", "some"];

/** Throws an `XmlError` for a text that is not well formed. */
export function readModel(text: string): Model {
  const root = scan(text);
  const definitions = child(root, "definitions");
  const decisions: Decision[] = [];
  const pieces: (string | Table)[] = [];
  let done = 0;
  for (const owner of definitions?.children ?? []) {
    if (!OWNERS.includes(owner.name)) continue;
    const decision = readDecision(text, owner);
    decisions.push(decision);
    tablesIn(owner).forEach((element, place) => {
      pieces.push(text.slice(done, element.from));
      const { table, end } = readTable(text, element, decision.id, place);
      pieces.push(table);
      done = end;
    });
  }
  pieces.push(text.slice(done));
  return { name: definitions ? (attribute(text, definitions, "name") ?? "") : "", decisions, pieces };
}

export function writeModel(model: Model): string {
  return model.pieces.map((piece) => (typeof piece === "string" ? piece : piece.head + piece.rules.map((rule) => rule.source).join(""))).join("");
}

export function tableOf(model: Model, decision: string): Table | null {
  for (const piece of model.pieces) if (typeof piece !== "string" && piece.decision === decision && piece.place === 0) return piece;
  return null;
}

/** The model with one table replaced. */
export function withTable(model: Model, table: Table): Model {
  return { ...model, pieces: model.pieces.map((piece) => (typeof piece !== "string" && piece.decision === table.decision && piece.place === table.place ? table : piece)) };
}

function readDecision(text: string, owner: XmlElement): Decision {
  const holder = owner.name === "decision" ? owner : child(owner, "encapsulatedLogic");
  const logic = holder?.children.find((one) => LOGIC.includes(one.name))?.name;
  return {
    id: attribute(text, owner, "id") ?? "",
    name: attribute(text, owner, "name") ?? attribute(text, owner, "id") ?? "",
    kind: owner.name === "decision" ? "decision" : "businessKnowledgeModel",
    logic: logic === "decisionTable" || logic === "literalExpression" ? logic : logic ? "other" : "none",
  };
}

function tablesIn(element: XmlElement): XmlElement[] {
  return element.children.flatMap((one) => (one.name === "decisionTable" ? [one] : one.name === "extensionElements" ? [] : tablesIn(one)));
}

function readTable(text: string, element: XmlElement, decision: string, place: number): { table: Table; end: number } {
  const rules = childrenOf(element, "rule");
  const lastBefore = element.children.filter((one) => one.name !== "rule").at(-1);
  // Without rules the head ends where the first one will stand.
  let from = rules[0] ? startOf(text, rules[0].from) : element.isSelfClosed ? element.to : (lastBefore?.to ?? element.innerFrom);
  const end = rules.at(-1)?.to ?? from;
  const head = text.slice(element.from, from);
  const { columns, hitPolicy, aggregation } = readHead(head);
  const read = rules.map((rule) => {
    const source = text.slice(from, rule.to);
    from = rule.to;
    return { id: attribute(text, rule, "id") ?? "", source, cells: cellsOf(text, rule, columns) };
  });
  return { table: { decision, place, hitPolicy, aggregation, head, columns, rules: read }, end };
}

/** The white space before an element goes with it, so that a rule that moves takes its line along. */
function startOf(text: string, at: number): number {
  let from = at;
  while (from > 0 && /\s/.test(text[from - 1] ?? "")) from--;
  return from;
}

export function readHead(head: string): Pick<Table, "columns" | "hitPolicy" | "aggregation"> {
  const element = child(scan(head, true), "decisionTable");
  if (!element) return { columns: [], hitPolicy: "UNIQUE", aggregation: "" };
  const of = (kind: ColumnKind) => childrenOf(element, kind).map((one) => readColumn(head, one, kind));
  return { columns: [...of("input"), ...of("output"), ...of("annotation")], hitPolicy: attribute(head, element, "hitPolicy") ?? "UNIQUE", aggregation: attribute(head, element, "aggregation") ?? "" };
}

function readColumn(text: string, element: XmlElement, kind: ColumnKind): Column {
  const textOf = (holder: XmlElement | undefined) => {
    const inner = child(holder, "text");
    return inner ? content(text, inner).trim() : "";
  };
  const tested = child(element, "inputExpression");
  const label = attribute(text, element, "label") ?? "";
  const name = attribute(text, element, "name") ?? "";
  const expression = textOf(tested);
  return {
    kind,
    id: attribute(text, element, "id") ?? "",
    title: label || name || expression,
    label,
    expression,
    name,
    type: (tested ? attribute(text, tested, "typeRef") : attribute(text, element, "typeRef")) ?? "",
    values: textOf(child(element, kind === "input" ? "inputValues" : "outputValues")),
  };
}

export const ENTRY = { input: "inputEntry", output: "outputEntry", annotation: "annotationEntry" } as const;

function cellsOf(text: string, rule: XmlElement, columns: readonly Column[]): string[] {
  const entries = { input: childrenOf(rule, ENTRY.input), output: childrenOf(rule, ENTRY.output), annotation: childrenOf(rule, ENTRY.annotation) };
  const used = { input: 0, output: 0, annotation: 0 };
  return columns.map(({ kind }) => {
    const entry = entries[kind][used[kind]++];
    const inner = child(entry, "text");
    return inner ? content(text, inner).trim() : "";
  });
}

/** A rule from its own text, after an edit. */
export function readRule(source: string, columns: readonly Column[]): Rule {
  const element = child(scan(source), "rule");
  return { id: element ? (attribute(source, element, "id") ?? "") : "", source, cells: element ? cellsOf(source, element, columns) : columns.map(() => "") };
}
