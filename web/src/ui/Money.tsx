import { isZero } from "../shared/decimal.ts";
import { amount, gridAmount } from "../shared/format.ts";

/** Money in a grid: exact, right-aligned by its cell, a dash when zero, cinnabar only when it is late. */
export function Money({ value, isLate = false, places = 2 }: { value: string | null | undefined; isLate?: boolean; places?: number }) {
  if (isZero(value)) return <span className="muted">{gridAmount(value, places)}</span>;
  return <span className={isLate ? "late" : undefined}>{amount(value, places)}</span>;
}
