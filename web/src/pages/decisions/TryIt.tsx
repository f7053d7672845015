/** Gives a decision some values and says what comes of it: the result, why there is none, the steps, and what would change it. */
import { Button, Input } from "antd";
import { Link } from "react-router";
import type { ModelProblem, NearestChange, TriedDecision, TriedStep, TryInput } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import { ranges } from "../../shared/dmn/paint.ts";
import { isUnquoted, quoted } from "../../shared/dmn/trial.ts";
import { Card } from "../../ui/Page.tsx";
import { Failure } from "../../ui/States.tsx";
import type { Trial } from "./trial.ts";

interface TryItProps {
  decision: string;
  trial: Trial;
  /** What the table calls an input, where it says it otherwise. */
  labels: Record<string, string>;
  linkTo: (decision: string) => string;
  /** Shows a rule of this decision's table. */
  onRule: (number: number) => void;
}

export function TryIt({ decision, trial, labels, linkTo, onRule }: TryItProps) {
  const { inputs, tried, problem, error, isTrying, values } = trial;
  const { t } = useWords();
  const isGiven = Object.values(values).some((value) => value.trim() !== "");
  return (
    <Card title={t("dmn.try")} label={t("dmn.try")} aside={isGiven ? <Button size="small" type="link" onClick={trial.clear}>{t("dmn.try_clear")}</Button> : t("dmn.try_hint")}>
      {error ? <Failure error={error} /> : null}
      <form
        className="try-form"
        onSubmit={(event) => {
          event.preventDefault();
          trial.now();
        }}
      >
        {inputs?.map((input) => (
          <Field key={input.name} input={input} label={labels[input.name]} value={values[input.name] ?? ""} onChange={(text) => trial.set({ [input.name]: text })} />
        ))}
        {inputs?.length === 0 && !problem ? <p className="sub">{t("dmn.try_no_inputs")}</p> : null}
        <button type="submit" className="hidden-text" tabIndex={-1}>
          {t("dmn.try")}
        </button>
      </form>
      {problem ? <NoTrial problem={problem} /> : null}
      {tried && !problem ? (
        <div aria-busy={isTrying} className={isTrying ? "is-stale" : undefined}>
          <Result tried={tried} />
          {tried.nearest.length ? <Nearest changes={tried.nearest} onTake={trial.set} /> : null}
          {tried.steps.length ? <Steps steps={tried.steps} decision={decision} linkTo={linkTo} onRule={onRule} /> : null}
        </div>
      ) : null}
    </Card>
  );
}

/** Why nothing was tried: what was typed is no value, or the model does not decide yet, which is told above the table. */
function NoTrial({ problem }: { problem: ModelProblem }) {
  const { t, text } = useWords();
  const isOfInput = problem.element && !problem.decision && problem.label === null;
  if (!isOfInput) return <p className="sub">{t("dmn.try_after")}</p>;
  return (
    <p className="bad small" role="status">
      {text(problem.element ?? { zh: "", en: "" })}: {text(problem.message)}
      {problem.help ? ` — ${text(problem.help)}` : ""}
    </p>
  );
}

function Field({ input, label, value, onChange }: { input: TryInput; label: string | undefined; value: string; onChange: (text: string) => void }) {
  const { t, list } = useWords();
  const id = `try-${input.name}`;
  const isWord = isUnquoted(input.type, value);
  return (
    <div className="try-field">
      <label htmlFor={id}>
        {label ?? input.name} <span className="muted small" title={t("dmn.needed_by", { names: list(input.needed_by) })}>{label && label !== input.name ? `${input.name} · ` : ""}{input.type}</span>
      </label>
      <Input id={id} allowClear autoComplete="off" spellCheck={false} className="feel" value={value} placeholder={input.example ? t("dmn.for_example", { value: input.example }) : undefined} status={isWord ? "warning" : undefined} onChange={(event) => onChange(event.target.value)} />
      {isWord ? (
        <Button size="small" type="link" onClick={() => onChange(quoted(value))}>
          {t("dmn.quote", { text: quoted(value) })}
        </Button>
      ) : null}
    </div>
  );
}

function Result({ tried }: { tried: TriedDecision }) {
  const { t, text } = useWords();
  const isNull = tried.value === "null";
  return (
    <div className="try-result" role="status" aria-live="polite">
      <span className="muted small">{t("dmn.result")}</span>
      <strong className={isNull ? "is-null" : undefined}>{isNull ? t("dmn.result_null") : tried.value}</strong>
      {tried.reasons.length ? (
        <ul>
          {tried.reasons.map((reason, index) => (
            <li key={index} title={reason.element}>
              {text(reason.message)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Nearest({ changes, onTake }: { changes: NearestChange[]; onTake: (values: Record<string, string>) => void }) {
  const { t, text } = useWords();
  return (
    <div className="next">
      <b>{t("dmn.nearest")}</b>
      <ul>
        {changes.map((change, index) => (
          <li key={index}>
            <button type="button" className="link" title={t("dmn.take")} onClick={() => onTake(Object.fromEntries(change.changes.map(({ name, to }) => [name, to])))}>
              {text(change.message)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Steps({ steps, decision, linkTo, onRule }: { steps: TriedStep[] } & Pick<TryItProps, "decision" | "linkTo" | "onRule">) {
  const { t } = useWords();
  return (
    <div className="try-steps">
      <h3>{t("dmn.steps")}</h3>
      <ol>
        {steps.map((step) => (
          <li key={step.decision}>
            {step.decision === decision ? <span>{step.decision_name}</span> : <Link to={linkTo(step.decision)}>{step.decision_name}</Link>}
            <span className="muted"> = </span>
            <code className="feel">{step.value}</code>
            <span className="muted small"> {t("dmn.took", { time: step.took_microseconds < 10 ? step.took_microseconds.toFixed(1) : Math.round(step.took_microseconds) })}</span>
            {step.table ? <Hits step={step} onRule={step.decision === decision ? onRule : null} /> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Which rules matched; of the table beside, a way to the first of them. */
function Hits({ step, onRule }: { step: TriedStep; onRule: ((number: number) => void) | null }) {
  const { t } = useWords();
  const matched = step.table?.matched ?? [];
  const first = matched[0];
  if (!first) return <span className="tag warn">{t("dmn.hit_none")}</span>;
  const said = t("dmn.hit_rules", { numbers: ranges(matched.map((one) => one.number)) });
  if (!onRule) return <span className="tag">{said}</span>;
  return (
    <button type="button" className="tag" title={t("dmn.go_rule")} onClick={() => onRule(first.number)}>
      {said}
    </button>
  );
}
