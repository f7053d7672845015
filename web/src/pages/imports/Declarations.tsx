/** What only a person knows of a file: the periods it covers, and when its facts became known. */
import { DatePicker, Radio, Select } from "antd";
import dayjs from "dayjs";
import type { ColumnProposal, Recipe } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { coverageKind, coverageOf, coveragePeriod, withCoverage, type CoverageKind } from "./recipe.ts";
import { useThingNames } from "./names.ts";

/** Which facts a kind of row brings: what an invoice file covers are the charges. */
const FACTS: Record<string, string[]> = { charge: ["charge"], invoice: ["charge"], receipt: ["receipt"], allocation: ["settlement"], credit_note: ["settlement"], write_off: ["settlement"], clearing: ["settlement"], cost: ["cost"], order: ["order"] };

export function Declarations({ recipe, columns, gives, onChange }: { recipe: Recipe; columns: ColumnProposal[]; gives: string[]; onChange: (recipe: Recipe) => void }) {
  const { t, today } = useWords();
  const names = useThingNames();
  const facts = [...new Set([...gives.flatMap((kind) => FACTS[kind] ?? []), ...(recipe.coverage ?? []).map((one) => one.fact), ...Object.keys(recipe.coverage_rules ?? {})])];
  const known = recipe.known_at ?? { kind: "now" as const };
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
            const kind = coverageKind(coverageOf(recipe, fact));
            const period = coveragePeriod(coverageOf(recipe, fact));
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
          value={known.kind}
          onChange={(event) => {
            const kind = String(event.target.value);
            onChange({ ...recipe, known_at: kind === "column" ? { kind, header: columns[0]?.header ?? "" } : kind === "business_date" ? { kind } : { kind: "now" } });
          }}
          options={[
            { value: "now", label: t("known.now") },
            { value: "business_date", label: t("known.business_date") },
            { value: "column", label: t("known.column") },
          ]}
        />
        {known.kind === "column" ? (
          <Select style={{ marginTop: 8, minWidth: 200 }} aria-label={t("known.column")} value={known.header} onChange={(header: string) => onChange({ ...recipe, known_at: { kind: "column", header } })} options={columns.map((column) => ({ value: column.header, label: column.header }))} />
        ) : null}
        {known.kind === "now" ? null : (
          <p className="small muted" style={{ marginTop: 8 }}>
            {t("known.asserted")}
          </p>
        )}
      </section>
    </div>
  );
}
