/** Editing a recipe column by column; pure. */
import type { ColumnProposal, Recipe, RecipeColumn } from "../../api/types.ts";

/** The place of a recipe's column among the file's. */
function place(column: RecipeColumn, proposals: ColumnProposal[]): number {
  return column.index ?? proposals.find((one) => one.header === column.header)?.index ?? -1;
}

export function columnOf(recipe: Recipe, proposals: ColumnProposal[], index: number): RecipeColumn | null {
  return recipe.columns.find((one) => place(one, proposals) === index) ?? null;
}

/** What else a column gives, beside its first target. */
export function othersOf(recipe: Recipe, proposals: ColumnProposal[], index: number): RecipeColumn[] {
  return recipe.columns.filter((one) => place(one, proposals) === index).slice(1);
}

/** Changes what a column is; without a target it is left out. */
export function withColumn(recipe: Recipe, proposals: ColumnProposal[], index: number, change: Omit<Partial<RecipeColumn>, "target"> & { target?: string | null }): Recipe {
  const proposal = proposals.find((one) => one.index === index);
  if (!proposal) return recipe;
  const before = columnOf(recipe, proposals, index);
  const target = change.target === undefined ? (before?.target ?? null) : change.target;
  if (target === null) return { ...recipe, columns: recipe.columns.filter((one) => place(one, proposals) !== index) };
  const after: RecipeColumn = { header: proposal.header, index, ...before, ...change, target };
  if (!before) return { ...recipe, columns: [...recipe.columns, after].sort((one, other) => place(one, proposals) - place(other, proposals)) };
  return { ...recipe, columns: recipe.columns.map((one) => (one === before ? after : one)) };
}

/** Columns whose question is still open: nothing is guessed where only a person knows. */
export function openQuestions(recipe: Recipe, proposals: ColumnProposal[]): ColumnProposal[] {
  return proposals.filter((proposal) => {
    if (!proposal.ask) return false;
    const column = columnOf(recipe, proposals, proposal.index);
    if (!column) return false;
    if (proposal.ask.kind === "date_order") return !column.date_order;
    if (proposal.ask.kind === "currency") return !column.currency;
    return false;
  });
}
