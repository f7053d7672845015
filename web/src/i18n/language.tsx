/** The language of the screens: Chinese first, English by a switch that is remembered. */
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Text } from "../api/types.ts";
import type { Locale } from "../shared/format.ts";
import { en } from "./en.ts";
import { fill, type Values } from "./message.ts";
import { zh } from "./zh.ts";

export type Key = keyof typeof zh;
export interface Language {
  locale: Locale;
  t: (key: Key, values?: Values) => string;
  /** A text that came in both languages. */
  text: (text: Text | string | null | undefined) => string;
  /** Several names in a row, as this language separates them. */
  list: (names: readonly string[]) => string;
  change: (locale: Locale) => void;
}

const STORED = "guiju.language";
const MESSAGES: Record<Locale, Record<Key, string>> = { zh, en };
const LanguageContext = createContext<Language | null>(null);

function remembered(): Locale {
  return localStorage.getItem(STORED) === "en" ? "en" : "zh";
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(remembered);
  const change = useCallback((next: Locale) => {
    localStorage.setItem(STORED, next);
    setLocale(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
  }, [locale]);
  const value = useMemo<Language>(
    () => ({
      locale,
      change,
      list: (names) => names.join(locale === "zh" ? "、" : ", "),
      t: (key, values) => fill(MESSAGES[locale][key] ?? key, values),
      text: (text) => (typeof text === "string" ? text : text ? text[locale] || text.zh || text.en : ""),
    }),
    [locale, change],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error("useLanguage outside of LanguageProvider");
  return language;
}
