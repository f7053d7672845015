import type { Words } from "../../app/session.tsx";
import { count, NOTHING, short } from "../../shared/format.ts";

/** A measure's value with its unit. */
export function measureValue(value: string | null | undefined, unit: string, words: Words): string {
  if (value === null || value === undefined) return NOTHING;
  if (unit === "money") return words.money(value);
  if (unit === "percent") return `${short(value)} %`;
  if (unit === "months") return words.t("unit.months", { months: count(Number(value)) });
  return short(value);
}
