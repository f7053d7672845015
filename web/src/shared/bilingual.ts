import type { Locale } from "./format.ts";

const HAN = /[\u4e00-\u9fff]/;

/** A rule's words may stand in both languages in one text, as `达到 98% · 98% or more`: the half of the reader's language. */
export function bilingual(text: string, locale: Locale): string {
  const halves = text.split(" · ");
  const [first = "", second = ""] = halves;
  if (halves.length !== 2 || HAN.test(first) === HAN.test(second)) return text;
  return HAN.test(first) === (locale === "zh") ? first : second;
}
