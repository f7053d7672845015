/** A decision table on a phone: a card for each rule, its conditions and its result, with the same paint. Read-only. */
import { CheckCircleFilled, CloseOutlined } from "@ant-design/icons";
import { useLanguage } from "../i18n/language.tsx";
import type { Table } from "../shared/dmn/model.ts";
import { ruleNow, type Paint } from "../shared/dmn/paint.ts";
import { SeverityIcon } from "./Severity.tsx";

export function RuleCards({ table, paint, label, active }: { table: Table; paint: Paint; label: string; active: number }) {
  const { t } = useLanguage();
  const of = (kind: string) => table.columns.flatMap((column, index) => (column.kind === kind ? [{ column, index }] : []));
  return (
    <ol className="rule-cards" aria-label={label}>
      {table.rules.map((rule, number) => {
        const { isMatched, miss, severity, hits } = ruleNow(paint, rule.id);
        const conditions = of("input").filter(({ index }) => !["", "-"].includes(rule.cells[index] ?? ""));
        return (
          <li key={rule.id || number} className={isMatched ? "is-matched" : undefined} aria-current={number === active}>
            <div className="rule-card-head">
              <span className="muted">{number + 1}</span>
              {isMatched ? (
                <span className="good">
                  <CheckCircleFilled aria-hidden /> {t("dmn.matched")}
                </span>
              ) : null}
              {severity ? <SeverityIcon severity={severity} isNamed /> : null}
              {hits === 0 ? <span className="tag warn">{t("dmn.never")}</span> : null}
              <strong className="feel">{of("output").map(({ index }) => rule.cells[index]).join(" · ")}</strong>
            </div>
            <dl className="facts">
              {conditions.map(({ column, index }) => [
                <dt key={`t${index}`}>{column.title}</dt>,
                <dd key={`d${index}`} className={miss === index ? "is-miss" : undefined}>
                  {miss === index ? (
                    <>
                      <CloseOutlined aria-hidden className="cross" />
                      <span className="hidden-text">{t("dmn.miss_short")}</span>
                    </>
                  ) : null}
                  <code className="feel">{rule.cells[index]}</code>
                </dd>,
              ])}
            </dl>
            {of("annotation").map(({ index }) => (
              <p key={index} className="small muted">
                {rule.cells[index]}
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
