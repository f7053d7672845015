/** How figures of a file are written: amounts with their currency, and figures that may be no amounts. Pure. */
import type { Money } from "../../api/types.ts";
import { amount } from "../../shared/format.ts";

/** A figure that a proof compares: money as money, anything else as it is. */
export function figure(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? amount(text) : text;
}

/** `1,200.00 CNY + 30.00 USD`. */
export function sums(sum: Record<string, string>): string {
  return Object.entries(sum)
    .map(([currency, value]) => `${amount(value)} ${currency}`)
    .join(" + ");
}

/** The lines of a file in the order in which a person reads them. */
const ORDER = ["in", "out", "neither", "charged", "open", "received", "refunded", "credited", "written_off", "cleared", "cost"];

export function lines(money: Money): [name: string, line: Money["lines"][string]][] {
  return ORDER.flatMap((name) => {
    const line = money.lines[name];
    return line ? [[name, line] as [string, Money["lines"][string]]] : [];
  });
}

/** What a reading says of parties: whoever owes most, or has paid most, first; only the columns that have something. */
export function partyColumns(money: Money): ("charged" | "received" | "credited")[] {
  return (["charged", "received", "credited"] as const).filter((key) => money.by_party.some((party) => !/^-?0+(\.0+)?$/.test(party[key])));
}
