/** Which exchange rate stands behind an amount in the currency of the books. */

export interface DatedRate {
  currency: string;
  /** The first day for which it holds. */
  date: string;
  /** What a unit is worth. */
  rate: string;
}

/** Digits behind the point that amounts are compared with. */
const PLACES = 8;

function scaled(text: string): bigint | null {
  const match = /^\s*(-?)(\d+)(?:\.(\d*))?\s*$/.exec(text);
  if (!match) return null;
  const digits = BigInt(`${match[2] ?? "0"}${(match[3] ?? "").slice(0, PLACES).padEnd(PLACES, "0")}`);
  return match[1] ? -digits : digits;
}

/** The rate that holds on a day: the currency's latest that is not after it. */
export function rateOn(rates: DatedRate[], currency: string, day: string): DatedRate | null {
  return rates.reduce<DatedRate | null>((best, rate) => (rate.currency === currency && rate.date <= day && (!best || rate.date > best.date) ? rate : best), null);
}

/**
 * The listed rate that turns an amount into what is stood for it, to the cent; `null` where none does, because a file brought its
 * own or the list has changed since.
 */
export function rateBehind(rates: DatedRate[], currency: string, day: string, amount: string, inBase: string): DatedRate | null {
  const listed = rateOn(rates, currency, day);
  const [unit, of, to] = [listed ? scaled(listed.rate) : null, scaled(amount), scaled(inBase)];
  if (!listed || unit === null || of === null || to === null) return null;
  const one = 10n ** BigInt(PLACES);
  const difference = (of * unit) / one - to;
  return (difference < 0n ? -difference : difference) <= one / 100n ? listed : null;
}

/** What a unit was taken for, to four digits: the ratio of both amounts. */
export function ratio(amount: string, inBase: string): string | null {
  const [of, to] = [scaled(amount), scaled(inBase)];
  if (!of || to === null) return null;
  const quotient = (to * 100_000n) / of;
  const rounded = (quotient + 5n) / 10n;
  return `${rounded / 10_000n}.${String(rounded % 10_000n).padStart(4, "0")}`.replace(/\.?0+$/, "");
}
