/** What is painted on a decision table: the trace of a trial, what our checks found, how often the examples met a rule. Pure. */
import type { CheckedModel, Severity, TableCoverage, TableFinding, TriedDecision } from "../../api/decisions.ts";

export interface RulePaint {
  isMatched: boolean;
  /** The first cell that failed, counted among the inputs. */
  miss: number | null;
  severity: Severity | null;
  /** Cells that the chosen finding is about. */
  chosen: readonly number[];
  hits: number | null;
}

export interface Paint {
  matched: ReadonlySet<string>;
  misses: ReadonlyMap<string, number>;
  severities: ReadonlyMap<string, Severity>;
  hits: ReadonlyMap<string, number> | null;
  chosen: TableFinding | null;
}

export const NO_PAINT: Paint = { matched: new Set(), misses: new Map(), severities: new Map(), hits: null, chosen: null };
const RANK: Record<Severity, number> = { error: 0, warning: 1, advice: 2 };

export function worse(one: Severity | undefined, other: Severity): Severity {
  return one !== undefined && RANK[one] <= RANK[other] ? one : other;
}

export function paintOf(decision: string, tried: TriedDecision | undefined, checked: CheckedModel | undefined, chosen: TableFinding | null): Paint {
  const trace = tried?.steps.find((one) => one.decision === decision)?.table;
  const severities = new Map<string, Severity>();
  for (const finding of checked?.findings ?? []) {
    if (finding.decision === decision) for (const { id } of finding.rules) severities.set(id, worse(severities.get(id), finding.severity));
  }
  const coverage = checked?.coverage.find((one) => one.decision === decision);
  return {
    matched: new Set(trace?.matched.map(({ id }) => id)),
    misses: new Map(trace?.misses.map(({ rule, column }) => [rule.id, column])),
    severities,
    hits: coverage ? new Map(coverage.rules.map(({ id, hits }) => [id, hits])) : null,
    chosen: chosen?.decision === decision ? chosen : null,
  };
}

/** The paint of one rule; equal paints of unpainted rules are one object, so that rows need not be drawn again. */
export function ruleNow(paint: Paint, id: string): RulePaint {
  const isChosen = paint.chosen?.rules.some((one) => one.id === id) ?? false;
  return {
    isMatched: paint.matched.has(id),
    miss: paint.misses.get(id) ?? null,
    severity: paint.severities.get(id) ?? null,
    chosen: isChosen ? (paint.chosen?.columns ?? []) : [],
    hits: paint.hits?.get(id) ?? null,
  };
}

export interface RuleGroup {
  /** The first rule that the findings are about; null: the whole table. */
  number: number | null;
  id: string | null;
  findings: TableFinding[];
}

/** Findings of one decision by their first rule, in the order of the table; the worst of a rule first. */
export function byRule(findings: readonly TableFinding[], decision: string): RuleGroup[] {
  const groups = new Map<string, RuleGroup>();
  for (const finding of findings) {
    if (finding.decision !== decision) continue;
    const first = finding.rules[0] ?? null;
    const key = first?.id ?? "";
    const group = groups.get(key) ?? { number: first?.number ?? null, id: first?.id ?? null, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((one, other) => (one.number ?? 0) - (other.number ?? 0));
  for (const group of sorted) group.findings.sort((one, other) => RANK[one.severity] - RANK[other.severity]);
  return sorted;
}

export interface Tally {
  error: number;
  warning: number;
  advice: number;
}

export function tally(findings: readonly TableFinding[], decision: string | null = null): Tally {
  const counts: Tally = { error: 0, warning: 0, advice: 0 };
  for (const finding of findings) if (decision === null || finding.decision === decision) counts[finding.severity]++;
  return counts;
}

/** How many rules the examples met, and the numbers of those that none did. */
export function coverageOf(coverage: TableCoverage | undefined): { met: number; total: number; never: number[] } {
  const rules = coverage?.rules ?? [];
  return { met: rules.filter((one) => one.hits > 0).length, total: rules.length, never: rules.filter((one) => one.hits === 0).map((one) => one.number) };
}

/** `1–3, 7, 9–12`: the numbers of many rules as a person would write them; at most `most` parts. */
export function ranges(numbers: readonly number[], most = 12): string {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else parts.push([number, number]);
  }
  const shown = parts.slice(0, most).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return shown.join(", ") + (parts.length > most ? " …" : "");
}

/** Why a draft cannot be published yet; null when nothing is in the way. */
export function obstacles(checked: CheckedModel | undefined): { problems: number; errors: number; failing: number } {
  return {
    problems: checked?.problems.length ?? 0,
    errors: tally(checked?.findings ?? []).error,
    failing: checked?.examples.filter((one) => !one.passed).length ?? 0,
  };
}
