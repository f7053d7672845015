/** Why the class: the sentence, the waterfall of its parts, the total on the scale, and what would reach the next class. */
import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { NextClass, RatingComponent, RatingExplanation } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { classTone } from "../../shared/classes.ts";
import { subtract, toNumber, isZero } from "../../shared/decimal.ts";
import { amount, count, NOTHING, score, short } from "../../shared/format.ts";
import { ClassChip } from "../../ui/ClassChip.tsx";
import { Card } from "../../ui/Page.tsx";
import { ClassScale, WaterfallStep } from "../../ui/Waterfall.tsx";
import { RecordsDrawer } from "./RecordsDrawer.tsx";
import { measureValue } from "./values.ts";
import { useEditionName } from "../../ui/edition.ts";

export interface Behind {
  measure: RatingComponent;
  total: string | null;
}

export function Why({ explanation, months, onMonth, children }: { explanation: RatingExplanation; months: string[]; onMonth: (month: string) => void; children?: React.ReactNode }) {
  const words = useWords();
  const editionName = useEditionName();
  const { t, text, list, month, instant, fullInstant } = words;
  const [opened, setOpened] = useState<string[]>([]);
  const [behind, setBehind] = useState<Behind | null>(null);
  const limits = explanation.class_limits;
  const className = (name: string) => (classTone(name) === "PAY" ? t("class.pay") : name);
  // Pay before release is a class by a decision; it is not called "class …".
  const title = (name: string) => (classTone(name) === "PAY" ? t("why.title_pay", { class: t("class.pay") }) : t("why.title", { class: name }));
  const weights = explanation.components.reduce((sum, one) => sum + toNumber(one.weight), 0) || 100;
  let reached = 0;
  const steps = explanation.components.map((component) => {
    const start = reached;
    const points = component.points === null || component.points === undefined ? null : toNumber(component.points);
    reached += points ?? 0;
    return { component, start, points, weight: (toNumber(component.weight) / weights) * 100 };
  });
  const shownClass = explanation.class ?? (explanation.state === "internal" ? "INTERNAL" : null);
  return (
    <Card
      label={explanation.class ? title(explanation.class) : t("why.title", { class: t(`state.${explanation.state}`) })}
      title={explanation.class ? title(explanation.class) : t("why.title_none", { state: t(`state.${explanation.state}`) })}
      aside={
        <span>
          <Select
            size="small"
            variant="borderless"
            aria-label={t("why.month")}
            value={explanation.month}
            onChange={onMonth}
            popupMatchSelectWidth={false}
            options={months.map((value) => ({ value, label: month(value) }))}
          />{" "}
          · <Link to={`/rulebook/${explanation.chapter}`}>{text(explanation.clause)}</Link> · {t("edition", { edition: editionName(explanation.edition) })}
        </span>
      }
    >
      <p className="why">{text(explanation.sentence)}</p>
      {explanation.stale.length ? <p className="notice">{t("stale.notice", { what: list(explanation.stale.map((one) => text(one))) })}</p> : null}
      <div>
        {steps.map(({ component, start, points, weight }) => {
          const isOpen = opened.includes(component.measure);
          return (
            <div key={component.measure} className="comp">
              <button
                type="button"
                className="comp-row"
                aria-expanded={isOpen}
                onClick={() => setOpened(isOpen ? opened.filter((one) => one !== component.measure) : [...opened, component.measure])}
              >
                <span>
                  <span className="comp-name">{text(component.label)}</span>
                  <br />
                  <span className="muted small">{t("why.weight", { weight: short(component.weight) })}</span>
                </span>
                <WaterfallStep
                  start={start}
                  points={points}
                  weight={weight}
                  label={points === null ? t("why.step_unknown", { name: text(component.label) }) : t("why.step", { name: text(component.label), points: score(component.points), weight: short(component.weight) })}
                />
                <span className="comp-how">
                  {points === null
                    ? t("why.unknown", { why: text(component.missing) })
                    : t("why.how", { value: measureValue(component.value, component.unit, words), score: short(component.score) })}
                </span>
                <span className="comp-points">{points === null ? NOTHING : score(component.points)}</span>
                {isOpen ? <DownOutlined aria-hidden className="muted" style={{ fontSize: 10 }} /> : <RightOutlined aria-hidden className="muted" style={{ fontSize: 10 }} />}
              </button>
              {isOpen ? <Opened component={component} chapter={explanation.chapter} onRecords={(total) => setBehind({ measure: component, total })} /> : null}
            </div>
          );
        })}
      </div>
      <div className="total-row">
        <span>{t("column.total")}</span>
        <strong>{score(explanation.total)}</strong>
        <ClassChip name={shownClass} />
        {explanation.computed_class && explanation.computed_class !== explanation.class ? (
          <span className="tag">{t(explanation.ruling?.kind === "proposal" ? "override.by_rule" : "override.by_hand", { class: className(explanation.computed_class) })}</span>
        ) : null}
        {explanation.class_rule ? <span className="muted small">{text(explanation.class_rule.text)}</span> : null}
        {explanation.basis_percent < 100 ? <span className="tag warn">{t("why.basis", { percent: explanation.basis_percent })}</span> : null}
      </div>
      {limits.some((limit) => limit.from) && explanation.total ? <ClassScale limits={limits} total={explanation.total} name={className} /> : null}
      {explanation.next ? <Next next={explanation.next} name={className(explanation.next.class)} components={explanation.components} /> : null}
      {children}
      <p className="small muted" style={{ marginTop: 10 }}>
        {t("why.known_at")} <span title={fullInstant(explanation.known_at)}>{instant(explanation.known_at)}</span>
        {explanation.rests_on_asserted ? ` · ${t("asserted")}` : ""}
      </p>
      <RecordsDrawer customer={explanation.customer.id} month={explanation.month} behind={behind} onClose={() => setBehind(null)} />
    </Card>
  );
}

/** The ways to the next class: each way is a list of changes that have to come together. */
function Next({ next, name, components }: { next: NextClass; name: string; components: RatingComponent[] }) {
  const words = useWords();
  const { t, text } = words;
  const say = (change: NextClass["ways"][number][number]) => {
    const unit = components.find((one) => one.measure === change.measure)?.unit ?? "count";
    const value = (one: string) => measureValue(one, unit, words);
    return `${text(change.text)}${t("why.next_change", { from: value(change.from), to: value(change.to), points: short(change.points) })}`;
  };
  const [first] = next.ways;
  return (
    <div className="next">
      <b>{t("why.next", { class: name, points: short(next.points_missing) })}</b>{" "}
      {next.ways.length === 0 ? t("why.next_none") : null}
      {next.ways.length === 1 && first ? first.map(say).join(` ${t("why.next_together")} `) : null}
      {next.ways.length > 1 ? (
        <>
          {t("why.next_any")}
          <ul>
            {next.ways.map((way, index) => (
              <li key={index}>· {way.map(say).join(` ${t("why.next_together")} `)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Opened({ component, chapter, onRecords }: { component: RatingComponent; chapter: string; onRecords: (total: string | null) => void }) {
  const words = useWords();
  const { t, text, month, date } = words;
  const compared = component.compared;
  const change = compared?.points && component.points ? subtract(component.points, compared.points) : null;
  return (
    <div className="opened">
      <p className="muted">{text(component.definition)}</p>
      {component.partly ? <p className="small" style={{ color: "var(--warn)" }}>{text(component.partly)}</p> : null}
      {component.totals.length ? (
        <table className="grid">
          <caption className="hidden-text">{t("why.totals", { name: text(component.label) })}</caption>
          <tbody>
            {component.totals.map((total) => (
              <tr key={total.name}>
                <td style={{ background: "none" }}>
                  {text(total.label)}{" "}
                  <span className="muted small">
                    {total.from ? `${date(total.from)} – ` : "≤ "}
                    {date(total.to)}
                  </span>
                </td>
                <td className="num">
                  <button type="button" className="link" onClick={() => onRecords(total.name)} title={t("why.records")} aria-label={`${text(total.label)} ${total.value ?? ""} ${t("why.records")}`}>
                    {total.value === null || total.value === undefined ? NOTHING : total.value.includes(".") ? amount(total.value) : count(Number(total.value))}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {component.rule ? (
        <p>
          {t("why.rule")} <Link to={`/rulebook/${chapter}#${encodeURIComponent(component.rule.id)}`}>{text(component.rule.text)}</Link>{" "}
          <span className="muted small">
            {component.rule.id}
          </span>
        </p>
      ) : null}
      <p className="small">
        {compared ? (
          <span className="muted">
            {t("why.compared", { month: month(compared.month), value: measureValue(compared.value, component.unit, words) })}
            {change && !isZero(change) ? (
              <span className={change.startsWith("-") ? "late" : "up"}>
                {" "}
                {change.startsWith("-") ? "▼" : "▲"} {score(change.replace("-", ""))}
              </span>
            ) : null}{" "}
            ·{" "}
          </span>
        ) : null}
        {component.records_count ? (
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onRecords(null)}>
            {t("why.all_records", { count: count(component.records_count) })}
          </Button>
        ) : (
          <span className="muted">{t("why.no_records")}</span>
        )}
      </p>
    </div>
  );
}
