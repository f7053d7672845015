/** One sentence that says what list a file is and for what time it is whole, read from the file and changed where it is wrong. */
import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import type { FileKind, ImportProposal, ImportReport, Recipe } from "../../api/types.ts";
import type { Key } from "../../i18n/language.tsx";
import { useWords } from "../../app/session.tsx";
import { coverageOf, coveragePeriod, withCoverage } from "./recipe.ts";

/** Kinds that people name themselves; what else a file can be is asked or found. */
const KINDS = ["invoices", "open_items", "receipts"] as const;
/** What a list of a kind is whole of. Of open items it is whole on one day, so no period is said. */
const WHOLE_OF: Record<string, string[]> = { invoices: ["charge"], receipts: ["receipt", "settlement"], jobs: ["order", "cost"], costs: ["cost"] };

interface WhatListProps {
  proposal: ImportProposal;
  report: ImportReport | null;
  recipe: Recipe;
  isBusy: boolean;
  onReadAs: (kind: string) => void;
  onChange: (recipe: Recipe) => void;
}

export function WhatList({ proposal, report, recipe, isBusy, onReadAs, onChange }: WhatListProps) {
  const { t, text, date } = useWords();
  const { kind } = proposal;
  if (!kind) return null;
  const facts = (WHOLE_OF[kind.name] ?? []).filter((fact) => coverageOf(recipe, fact) !== undefined);
  const said = facts[0] ? coveragePeriod(coverageOf(recipe, facts[0])) : null;
  const from = said?.[0] ?? report?.first_date;
  const to = said?.[1] ?? report?.last_date;
  return (
    <section className="card gap" aria-label={t("what.title")}>
      <h2>{t("what.title")}</h2>
      <p className="sub" style={{ margin: "2px 0 10px" }}>
        {t("what.why")}
      </p>
      <div style={{ display: "flex", gap: 8, flexWrap: "wrap", alignItems: "center" }}>
        <Select aria-label={t("what.title")} style={{ minWidth: 220 }} disabled={isBusy} value={kind.name} onChange={onReadAs} options={choices(kind, (key) => t(key), text(kind.label))} />
        {kind.name === "open_items" && report?.as_of ? <span>{t("what.as_of", { day: date(report.as_of) })}</span> : null}
        {facts.length && from && to ? (
          <>
            <DatePicker.RangePicker
              aria-label={t("coverage.period")}
              allowClear={false}
              disabled={isBusy}
              value={[dayjs(from), dayjs(to)]}
              onChange={(range) => {
                const [first, last] = range ?? [];
                if (first && last) onChange(facts.reduce((next, fact) => withCoverage(next, fact, `${first.format("YYYY-MM-DD")}..${last.format("YYYY-MM-DD")}`), recipe));
              }}
            />
            <span>{t("what.whole")}</span>
          </>
        ) : null}
      </div>
    </section>
  );
}

function choices(kind: FileKind, say: (key: Key) => string, label: string): { value: string; label: string }[] {
  const known = KINDS.map((value) => ({ value: value as string, label: say(`what.${value}`) }));
  return known.some((one) => one.value === kind.name) ? known : [{ value: kind.name, label }, ...known];
}
