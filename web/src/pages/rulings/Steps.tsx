/** The life of a ruling: who asked, who answered, how it ended, each with its day and reason. */
import type { Ruling } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";

export function Steps({ ruling }: { ruling: Ruling }) {
  const { t, instant, fullInstant } = useWords();
  return (
    <ol className="steps">
      {ruling.steps.map((step) => (
        <li key={step.state}>
          <b>{t(`ruling.step.${step.state}`, { by: step.by })}</b>{" "}
          <span className="muted small" title={fullInstant(step.at)}>
            {instant(step.at)}
          </span>
          {step.month ? <span className="muted small"> · {t("ruling.from", { month: step.month })}</span> : null}
          {step.reason ? <span className="step-reason">{step.reason}</span> : null}
        </li>
      ))}
    </ol>
  );
}
