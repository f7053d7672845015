/** What only a person knows of a file: the periods it covers, and when its facts became known. */
import { Button, DatePicker, Radio, Select } from "antd";
import dayjs from "dayjs";
import type { ImportProposal, Recipe } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { useThingNames } from "./Report.tsx";

const FACTS = ["charge", "receipt", "settlement", "cost", "order"];

export function Declarations({ proposal, recipe, onChange }: { proposal: ImportProposal; recipe: Recipe; onChange: (recipe: Recipe) => void }) {
  const { t } = useWords();
  const names = useThingNames();
  const coverage = recipe.coverage ?? [];
  const facts = [...new Set([...FACTS, ...coverage.map((one) => one.fact)])];
  const known = recipe.known_at ?? { kind: "now" as const };
  const change = (index: number, next: Partial<(typeof coverage)[number]>) => onChange({ ...recipe, coverage: coverage.map((one, place) => (place === index ? { ...one, ...next } : one)) });
  return (
    <div className="half">
      <section className="card" aria-label={t("coverage.title")}>
        <h2>{t("coverage.title")}</h2>
        <p className="sub" style={{ margin: "2px 0 10px" }}>
          {t("coverage.ask")}
        </p>
        <div style={{ display: "grid", gap: 8 }}>
          {coverage.map((one, index) => (
            <div key={index} style={{ display: "flex", gap: 8, flexWrap: "wrap" }}>
              <Select style={{ width: 130 }} aria-label={t("coverage.fact")} value={one.fact} onChange={(fact: string) => change(index, { fact })} options={facts.map((value) => ({ value, label: names(value) }))} />
              <DatePicker.RangePicker
                aria-label={t("coverage.period")}
                allowClear={false}
                value={[dayjs(one.from), dayjs(one.to)]}
                onChange={(range) => {
                  const [from, to] = range ?? [];
                  if (from && to) change(index, { from: from.format("YYYY-MM-DD"), to: to.format("YYYY-MM-DD") });
                }}
              />
              <Button type="text" aria-label={t("coverage.remove")} onClick={() => onChange({ ...recipe, coverage: coverage.filter((_, place) => place !== index) })}>
                ×
              </Button>
            </div>
          ))}
          <span>
            <Button
              size="small"
              onClick={() => {
                const last = coverage.at(-1);
                const unused = facts.find((fact) => !coverage.some((one) => one.fact === fact)) ?? "charge";
                onChange({ ...recipe, coverage: [...coverage, { fact: unused, from: last?.from ?? dayjs().subtract(1, "year").format("YYYY-MM-01"), to: last?.to ?? dayjs().format("YYYY-MM-DD") }] });
              }}
            >
              {t("coverage.add")}
            </Button>
          </span>
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
            onChange({ ...recipe, known_at: kind === "column" ? { kind: "column", header: proposal.columns[0]?.header ?? "" } : kind === "business_date" ? { kind: "business_date" } : { kind: "now" } });
          }}
          options={[
            { value: "now", label: t("known.now") },
            { value: "business_date", label: t("known.business_date") },
            { value: "column", label: t("known.column") },
          ]}
        />
        {known.kind === "column" ? (
          <Select style={{ marginTop: 8, minWidth: 200 }} aria-label={t("known.column")} value={known.header} onChange={(header: string) => onChange({ ...recipe, known_at: { kind: "column", header } })} options={proposal.columns.map((column) => ({ value: column.header, label: column.header }))} />
        ) : null}
        {known.kind === "now" ? null : <p className="small muted" style={{ marginTop: 8 }}>{t("known.asserted")}</p>}
      </section>
    </div>
  );
}
