/** Editing a recipe column by column; pure. A recipe names its columns by their headers. */
import type { ColumnProposal, Recipe, RecipeColumn } from "../../api/types.ts";

function columns(recipe: Recipe): RecipeColumn[] {
  return recipe.column ?? [];
}

export function columnOf(recipe: Recipe, header: string): RecipeColumn | null {
  return columns(recipe).find((one) => one.from === header) ?? null;
}

/** What else a column gives, beside its first target. */
export function othersOf(recipe: Recipe, header: string): RecipeColumn[] {
  return columns(recipe)
    .filter((one) => one.from === header)
    .slice(1);
}

/** How many columns are used. */
export function usedColumns(recipe: Recipe): number {
  return columns(recipe).filter((one) => one.to).length;
}

/** Changes what a column gives; without a target it is left out, with all that it gave. */
export function withColumn(recipe: Recipe, proposals: ColumnProposal[], header: string, change: Partial<RecipeColumn>): Recipe {
  const before = columnOf(recipe, header);
  if (change.to === null) return { ...recipe, column: columns(recipe).filter((one) => one.from !== header) };
  const after: RecipeColumn = { ...before, ...change, from: header };
  if (before) return { ...recipe, column: columns(recipe).map((one) => (one === before ? after : one)) };
  const place = (one: RecipeColumn) => proposals.findIndex((proposal) => proposal.header === one.from);
  return { ...recipe, column: [...columns(recipe), after].sort((one, other) => place(one) - place(other)) };
}

/** Columns whose question is still open: nothing is guessed where only a person knows. */
export function openQuestions(recipe: Recipe, proposals: ColumnProposal[]): ColumnProposal[] {
  return proposals.filter((proposal) => {
    const column = columnOf(recipe, proposal.header);
    if (!proposal.ask || !column?.to) return false;
    if (proposal.ask.kind === "date_order") return !column.date_order;
    if (proposal.ask.kind === "decimal") return !column.decimal;
    return false;
  });
}

/** How a fact's coverage is said in a recipe. */
export type CoverageKind = "none" | "span" | "months" | "period";

export function coverageKind(value: string | undefined): CoverageKind {
  return value === undefined ? "none" : value === "span" || value === "months" ? value : "period";
}

/** The two days of `2012-01-01..2013-12-31`. */
export function coveragePeriod(value: string | undefined): [string, string] | null {
  const match = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(value ?? "");
  return match?.[1] && match[2] ? [match[1], match[2]] : null;
}

export function withCoverage(recipe: Recipe, fact: string, value: string | null): Recipe {
  const coverage = { ...recipe.coverage };
  if (value === null) delete coverage[fact];
  else coverage[fact] = value;
  return { ...recipe, coverage };
}
