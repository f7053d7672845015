/** What a cell may be about to say: the column's allowed texts, then what its other cells say, the most frequent first. Pure. */
import type { Column, Rule } from "./model.ts";

const SHOWN = 8;

export function suggestions(column: Column, rules: readonly Rule[], place: number): string[] {
  const allowed = column.values.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  const counts = new Map<string, number>();
  for (const rule of rules) {
    const cell = rule.cells[place]?.trim() ?? "";
    if (cell && cell !== "-") counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const said = [...counts].sort(([, one], [, other]) => other - one).map(([cell]) => cell);
  return [...new Set([...allowed, ...said])];
}

/** Those that go on from what is written; none where what is written is one of them already. */
export function fitting(all: readonly string[], written: string): string[] {
  const wanted = written.trim().toLowerCase();
  if (all.some((one) => one.toLowerCase() === wanted)) return [];
  return all.filter((one) => one.toLowerCase().includes(wanted)).slice(0, SHOWN);
}
