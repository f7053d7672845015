/** Beside an amount in the currency of the books: by which rate, of which day, it was converted. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { ratesQuery } from "../../api/calls.ts";
import { useWords } from "../../app/session.tsx";
import { rateBehind, ratio } from "../../shared/rate.ts";

interface RateNoteProps {
  currency: string;
  /** The day of the charge or receipt: its rate counts. */
  day: string;
  amount: string;
  inBase: string;
  /** Nothing is said where no listed rate gives the amount, because `inBase` may be another figure. */
  onlyListed?: boolean;
}

export function RateNote({ currency, day, amount, inBase, onlyListed = false }: RateNoteProps) {
  const { t, date, currency: base } = useWords();
  const isForeign = currency !== base;
  const rates = useQuery({ ...ratesQuery(), enabled: isForeign });
  if (!isForeign || !rates.data) return null;
  const listed = rateBehind(rates.data.rows, currency, day, amount, inBase);
  const unit = listed?.rate ?? (onlyListed ? null : ratio(amount, inBase));
  if (!unit) return null;
  return (
    <Link to="/rates" className="small nowrap" title={t("rates.see")}>
      {listed ? t("rates.of_day", { currency, rate: unit, day: date(listed.date) }) : t("rates.of_import", { currency, rate: unit })}
    </Link>
  );
}

/** Under a sum of several: each was converted at its own day's rate. */
export function RatesNote({ currencies }: { currencies: string[] }) {
  const { t, currency: base } = useWords();
  const foreign = currencies.filter((currency) => currency !== base);
  if (!foreign.length) return null;
  return (
    <p className="small muted" style={{ marginTop: 8 }}>
      {t("rates.each", { currencies: foreign.join(" · "), base })} <Link to="/rates">{t("nav.rates")}</Link>
    </p>
  );
}
