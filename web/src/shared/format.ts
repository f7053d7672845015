/** How numbers, money, dates and months are written on the screens. Pure; "today" arrives as an argument. */
import { group, isZero, round } from "./decimal.ts";

export type Locale = "zh" | "en";

const SYMBOLS: Record<string, string> = { CNY: "¥", USD: "$", EUR: "€", GBP: "£", HKD: "HK$", JPY: "JP¥" };
const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_EN_LONG = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

export const NOTHING = "—";

export function amount(text: string | null | undefined, places = 2): string {
  if (text === null || text === undefined) return NOTHING;
  return group(round(text, places));
}

/** In grids a zero is a dash: the eye should stop at figures only. */
export function gridAmount(text: string | null | undefined, places = 2): string {
  return isZero(text) ? NOTHING : amount(text, places);
}

/** A headline: the currency's sign and no decimals. */
export function headline(text: string | null | undefined, currency: string): string {
  if (text === null || text === undefined) return NOTHING;
  const symbol = SYMBOLS[currency] ?? currency;
  const body = amount(text, 0);
  return body.startsWith("−") ? `−${symbol} ${body.slice(1)}` : `${symbol} ${body}`;
}

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? NOTHING : group(String(Math.round(value)));
}

/** A share 0..1 as per cent. */
export function percent(share: number | null | undefined, places = 1): string {
  return share === null || share === undefined || !Number.isFinite(share) ? NOTHING : `${(share * 100).toFixed(places)} %`;
}

/** A total or points: always two decimals, so that a column lines up and 69.96 is not taken for 70. */
export function score(text: string | number | null | undefined): string {
  return text === null || text === undefined ? NOTHING : group(round(String(text), 2));
}

/** A weight, a share or a score in a sentence: without trailing zeros. */
export function short(text: string | number | null | undefined): string {
  if (text === null || text === undefined) return NOTHING;
  const rounded = round(String(text), 2);
  return group(rounded.includes(".") ? rounded.replace(/\.?0+$/, "") : rounded);
}

export function signedCount(value: number): string {
  return value === 0 ? NOTHING : value > 0 ? `+${group(String(value))}` : group(String(value));
}

export function month(text: string | null | undefined, locale: Locale): string {
  const match = /^(\d{4})-(\d{2})/.exec(text ?? "");
  if (!match) return NOTHING;
  return locale === "zh"
    ? `${match[1]} 年 ${Number(match[2])} 月`
    : `${MONTHS_EN_LONG[Number(match[2]) - 1] ?? match[2]} ${match[1]}`;
}

export function shortMonth(text: string, locale: Locale): string {
  const match = /^(\d{4})-(\d{2})/.exec(text);
  if (!match) return text;
  return locale === "zh" ? `${(match[1] ?? "").slice(2)}-${match[2]}` : `${MONTHS_EN[Number(match[2]) - 1] ?? ""} ${(match[1] ?? "").slice(2)}`;
}

export function shiftMonth(text: string, by: number): string {
  const [year = 0, number = 1] = text.split("-").map(Number);
  const index = year * 12 + number - 1 + by;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

export function endOfMonth(text: string): string {
  const [year = 0, number = 1] = text.split("-").map(Number);
  return `${text.slice(0, 7)}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, "0")}`;
}

/** This year's dates lose the year. `today` is `YYYY-MM-DD`. */
export function date(text: string | null | undefined, locale: Locale, today: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? "");
  if (!match) return NOTHING;
  const [, year, number, day] = match;
  const isThisYear = today.startsWith(`${year}-`);
  if (locale === "zh") return isThisYear ? `${number}-${day}` : `${year}-${number}-${day}`;
  const short = `${Number(day)} ${MONTHS_EN[Number(number) - 1] ?? number}`;
  return isThisYear ? short : `${short} ${year}`;
}

/** An instant in the reader's zone: today 14:40, 11-23 14:40, 2025-11-23 14:40. */
export function instant(text: string | null | undefined, locale: Locale, now: Date): string {
  const when = new Date(text ?? "");
  if (Number.isNaN(when.getTime())) return NOTHING;
  const time = `${String(when.getHours()).padStart(2, "0")}:${String(when.getMinutes()).padStart(2, "0")}`;
  const day = isoDate(when);
  if (day === isoDate(now)) return locale === "zh" ? `今天 ${time}` : `today ${time}`;
  return `${date(day, locale, isoDate(now))} ${time}`;
}

/** The whole instant with its zone, for titles. */
export function fullInstant(text: string | null | undefined, locale: Locale): string {
  const when = new Date(text ?? "");
  if (Number.isNaN(when.getTime())) return "";
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", { dateStyle: "full", timeStyle: "long" }).format(when);
}

export function isoDate(when: Date): string {
  return `${when.getFullYear()}-${String(when.getMonth() + 1).padStart(2, "0")}-${String(when.getDate()).padStart(2, "0")}`;
}

/** Seconds as people say them. */
export function duration(seconds: number, locale: Locale): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return locale === "zh" ? `${whole} 秒` : `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return locale === "zh" ? `${minutes} 分 ${whole % 60} 秒` : `${minutes} min ${whole % 60} s`;
  return locale === "zh" ? `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
