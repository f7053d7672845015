/** The examples of the rulebook on this text: which pass, and which rules none of them meets. */
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import type { CheckedModel } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import { coverageOf, ranges } from "../../shared/dmn/paint.ts";
import { Card } from "../../ui/Page.tsx";

const PASSED_SHOWN = 40;

export function Examples({ decision, checked, onRule }: { decision: string; checked: CheckedModel; onRule: (number: number) => void }) {
  const { t, text } = useWords();
  const failing = checked.examples.filter((one) => !one.passed);
  const passed = checked.examples.filter((one) => one.passed);
  const { met, total, never } = coverageOf(checked.coverage.find((one) => one.decision === decision));
  return (
    <Card title={t("dmn.examples")} label={t("dmn.examples")} aside={checked.examples.length ? t("dmn.examples_passed", { passed: checked.examples.length - failing.length, total: checked.examples.length }) : undefined}>
      {checked.examples.length === 0 ? <p className="sub">{t("dmn.no_examples")}</p> : null}
      {total ? (
        <div className="coverage">
          <span>{t("dmn.covered", { met, total })}</span>
          <span className="bar-track" aria-hidden>
            <i style={{ width: `${(100 * met) / total}%` }} />
          </span>
          {never.length ? (
            <button type="button" className="link" onClick={() => onRule(never[0] ?? 1)}>
              {t("dmn.never_rules", { numbers: ranges(never), count: never.length })}
            </button>
          ) : null}
        </div>
      ) : null}
      <ul className="example-list">
        {[...failing, ...passed.slice(0, PASSED_SHOWN)].map((one, index) => (
          <li key={index}>
            {one.passed ? <CheckCircleFilled aria-hidden className="good" /> : <CloseCircleFilled aria-hidden className="bad" />}
            <span>
              <b className={one.passed ? undefined : "bad"}>{one.passed ? t("dmn.passed") : t("dmn.failed")}</b> {text(one.name)}
              {one.differences.length ? <span className="bad"> · {one.differences.map(text).join("; ")}</span> : null} <span className="muted small">{one.file}</span>
            </span>
          </li>
        ))}
      </ul>
      {passed.length > PASSED_SHOWN ? <p className="sub">{t("dmn.more_pass", { count: passed.length - PASSED_SHOWN })}</p> : null}
    </Card>
  );
}
