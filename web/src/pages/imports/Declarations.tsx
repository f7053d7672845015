/** What only a person knows of a file: the periods it covers, and when its facts became known. */
import { DatePicker, Radio, Select } from "antd";
import dayjs from "dayjs";
import type { KnownAt, Recipe } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { coverageKind, coveragePeriod, withCoverage, type CoverageKind } from "./recipe.ts";
import { useThingNames } from "./Report.tsx";

/** Which facts a kind of row brings: what an invoice file covers are the charges. */
const FACTS: Record<string, string[]> = { charge: ["charge"], invoice: ["charge"], receipt: ["receipt"], allocation: ["settlement"], credit_note: ["settlement"], write_off: ["settlement"], cost: ["cost"], order: ["order"] };

export function Declarations({ recipe, gives, onChange }: { recipe: Recipe; gives: string[]; onChange: (recipe: Recipe) => void }) {
  const { t, today } = useWords();
  const names = useThingNames();
  const coverage = recipe.coverage ?? {};
  const facts = [...new Set([...gives.flatMap((kind) => FACTS[kind] ?? []), ...Object.keys(coverage)])];
  const hasKnownColumn = (recipe.column ?? []).some((one) => one.to === "known_at");
  const known = recipe.known_at ?? "now";
  return (
    <div className="half">
      <section className="card" aria-label={t("coverage.title")}>
        <h2>{t("coverage.title")}</h2>
        <p className="sub" style={{ margin: "2px 0 10px" }}>
          {t("coverage.ask")}
        </p>
        {facts.length === 0 ? <p className="muted">{t("coverage.nothing")}</p> : null}
        <div style={{ display: "grid", gap: 8 }}>
          {facts.map((fact) => {
            const kind = coverageKind(coverage[fact]);
            const period = coveragePeriod(coverage[fact]);
            const set = (next: CoverageKind) => onChange(withCoverage(recipe, fact, next === "none" ? null : next === "period" ? `${today.slice(0, 4)}-01-01..${today}` : next));
            return (
              <div key={fact} style={{ display: "flex", gap: 8, flexWrap: "wrap", alignItems: "center" }}>
                <span style={{ minWidth: 90 }}>{names(fact)}</span>
                <Select<CoverageKind>
                  style={{ width: 210 }}
                  aria-label={t("coverage.of", { fact: names(fact) })}
                  value={kind}
                  onChange={set}
                  options={(["none", "span", "months", "period"] as const).map((value) => ({ value, label: t(`coverage.${value}`) }))}
                />
                {period ? (
                  <DatePicker.RangePicker
                    aria-label={t("coverage.period")}
                    allowClear={false}
                    value={[dayjs(period[0]), dayjs(period[1])]}
                    onChange={(range) => {
                      const [from, to] = range ?? [];
                      if (from && to) onChange(withCoverage(recipe, fact, `${from.format("YYYY-MM-DD")}..${to.format("YYYY-MM-DD")}`));
                    }}
                  />
                ) : null}
              </div>
            );
          })}
        </div>
      </section>
      <section className="card" aria-label={t("known.title")}>
        <h2>{t("known.title")}</h2>
        <p className="sub" style={{ margin: "2px 0 10px" }}>
          {t("known.ask")}
        </p>
        <Radio.Group
          style={{ display: "grid", gap: 6 }}
          value={known}
          onChange={(event) => onChange({ ...recipe, known_at: String(event.target.value) as KnownAt })}
          options={[
            { value: "now", label: t("known.now") },
            { value: "business_date", label: t("known.business_date") },
            { value: "column", label: t("known.column"), disabled: !hasKnownColumn },
          ]}
        />
        <p className="small muted" style={{ marginTop: 8 }}>
          {known === "now" ? (hasKnownColumn ? "" : t("known.column_how")) : t("known.asserted")}
        </p>
      </section>
    </div>
  );
}
