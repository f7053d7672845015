/** Editing a recipe column by column; pure. A recipe names its columns by their headers. */
import type { ColumnProposal, Recipe, RecipeColumn } from "../../api/types.ts";

function columns(recipe: Recipe): RecipeColumn[] {
  return recipe.columns;
}

export function columnOf(recipe: Recipe, header: string): RecipeColumn | null {
  return columns(recipe).find((one) => one.header === header) ?? null;
}

/** What else a column gives, beside its first target. */
export function othersOf(recipe: Recipe, header: string): RecipeColumn[] {
  return columns(recipe)
    .filter((one) => one.header === header)
    .slice(1);
}

/** How many columns are used. */
export function usedColumns(recipe: Recipe): number {
  return columns(recipe).filter((one) => one.target).length;
}

/** Changes what a column gives; without a target it is left out, with all that it gave. */
export function withColumn(recipe: Recipe, proposals: ColumnProposal[], header: string, change: Partial<RecipeColumn>): Recipe {
  const before = columnOf(recipe, header);
  if (change.target === "") return { ...recipe, columns: columns(recipe).filter((one) => one.header !== header) };
  const index = proposals.find((one) => one.header === header)?.index;
  const after: RecipeColumn = { index, ...before, ...change, header };
  if (before) return { ...recipe, columns: columns(recipe).map((one) => (one === before ? after : one)) };
  const place = (one: RecipeColumn) => proposals.findIndex((proposal) => proposal.header === one.header);
  return { ...recipe, columns: [...columns(recipe), after].sort((one, other) => place(one) - place(other)) };
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

/** What a recipe says of a fact: a declared period goes before the rule. */
export function coverageOf(recipe: Recipe, fact: string): string | undefined {
  const period = recipe.coverage?.find((one) => one.fact === fact);
  return period ? `${period.from}..${period.to}` : recipe.coverage_rules?.[fact];
}

export function withCoverage(recipe: Recipe, fact: string, value: string | null): Recipe {
  const rules: Record<string, string> = { ...recipe.coverage_rules };
  // Declared periods become rules too: the server follows the rules only where no period is declared.
  for (const one of recipe.coverage ?? []) rules[one.fact] = `${one.from}..${one.to}`;
  if (value === null) delete rules[fact];
  else rules[fact] = value;
  return { ...recipe, coverage: [], coverage_rules: rules };
}
