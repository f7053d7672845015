/** Who is signed in; inside of the shell there always is somebody. */
import { createContext, use, useMemo } from "react";
import type { Session } from "../api/types.ts";
import { type Language, useLanguage } from "../i18n/language.tsx";
import * as format from "../shared/format.ts";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession outside of the shell");
  return session;
}

export interface Words extends Language {
  today: string;
  currency: string;
  date: (text: string | null | undefined) => string;
  instant: (text: string | null | undefined) => string;
  fullInstant: (text: string | null | undefined) => string;
  month: (text: string | null | undefined) => string;
  /** Money as a headline, in the base currency. */
  money: (text: string | null | undefined) => string;
}

/** The language with the company's today and currency put in. */
export function useWords(): Words {
  const language = useLanguage();
  const session = useSession();
  return useMemo(
    () => ({
      ...language,
      today: session.company.today,
      currency: session.company.base_currency,
      date: (text) => format.date(text, language.locale, session.company.today),
      instant: (text) => format.instant(text, language.locale, new Date()),
      fullInstant: (text) => format.fullInstant(text, language.locale),
      month: (text) => format.month(text, language.locale),
      money: (text) => format.headline(text, session.company.base_currency),
    }),
    [language, session],
  );
}
