/**
 * Exact decimals as the API writes them ("1234.5000"). Amounts never pass through a float on their way to the
 * screen; only chart positions do, by `toNumber`.
 */

interface Parts {
  negative: boolean;
  /** The digits without a point, scaled by `places`. */
  digits: bigint;
  places: number;
}

function parse(text: string): Parts | null {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  if (!match || (!match[2] && !match[3])) return null;
  const fraction = match[3] ?? "";
  return { negative: match[1] === "-", digits: BigInt((match[2] ?? "") + fraction || "0"), places: fraction.length };
}

function signed(parts: Parts): bigint {
  return parts.negative ? -parts.digits : parts.digits;
}

/** Rounds half away from zero, as invoices do. Anything that is not a decimal comes back unchanged. */
export function round(text: string, places: number): string {
  const parts = parse(text);
  if (!parts) return text;
  let digits = parts.digits;
  if (parts.places > places) {
    const unit = 10n ** BigInt(parts.places - places);
    digits = (digits + unit / 2n) / unit;
  } else {
    digits *= 10n ** BigInt(places - parts.places);
  }
  const padded = digits.toString().padStart(places + 1, "0");
  const whole = places === 0 ? padded : padded.slice(0, -places);
  const fraction = places === 0 ? "" : `.${padded.slice(-places)}`;
  return `${parts.negative && digits !== 0n ? "-" : ""}${whole}${fraction}`;
}

/** Thousands separators, with a true minus sign. */
export function group(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (!match) return text;
  const whole = (match[2] ?? "").replace(/\B(?=(\d{3})+$)/g, ",");
  return `${match[1] ? "−" : ""}${whole}${match[3] ?? ""}`;
}

export function isZero(text: string | null | undefined): boolean {
  if (text === null || text === undefined || text === "") return true;
  const parts = parse(text);
  return parts !== null && parts.digits === 0n;
}

export function isNegative(text: string): boolean {
  const parts = parse(text);
  return parts !== null && parts.negative && parts.digits !== 0n;
}

export function add(...texts: readonly string[]): string {
  const parts = texts.map(parse).filter((one) => one !== null);
  const places = Math.max(0, ...parts.map((one) => one.places));
  const total = parts.reduce((sum, one) => sum + signed(one) * 10n ** BigInt(places - one.places), 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return total < 0n ? `-${text}` : text;
}

export function subtract(left: string, right: string): string {
  return add(left, right.startsWith("-") ? right.slice(1) : `-${right}`);
}

/** For positions in charts and shares only. */
export function toNumber(text: string | number | null | undefined): number {
  if (text === null || text === undefined) return 0;
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
}
