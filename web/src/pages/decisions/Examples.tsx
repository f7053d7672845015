/** The examples of the rulebook on this text: which pass, and which rules none of them meets. */
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { correctExample, decisionsQuery, generateExamples, saveDraft, type CheckedExample, type CheckedModel, type DraftSummary } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import { coverageOf, ranges } from "../../shared/dmn/paint.ts";
import { ApiError } from "../../shared/error.ts";
import { Card } from "../../ui/Page.tsx";
import { Scroll } from "../../ui/Scroll.tsx";

const PASSED_SHOWN = 40;

interface ExamplesProps {
  path: string;
  decision: string;
  checked: CheckedModel;
  draft: DraftSummary | null;
  /** Why examples cannot be changed now. */
  noChange: string | null;
  xml: () => string;
  onRule: (number: number) => void;
  /** Examples of the draft have changed. */
  onChanged: () => void;
}

export function Examples(props: ExamplesProps) {
  const { decision, checked, draft, noChange, onRule } = props;
  const { t } = useWords();
  const { add, correct } = useChanges(props);
  const failing = checked.examples.filter((one) => !one.passed);
  const passed = checked.examples.filter((one) => one.passed);
  const { met, total, never } = coverageOf(checked.coverage.find((one) => one.decision === decision));
  const noCorrection = noChange ?? (draft ? null : t("dmn.save_first"));
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
            <>
              <button type="button" className="link" onClick={() => onRule(never[0] ?? 1)}>
                {t("dmn.never_rules", { numbers: ranges(never), count: never.length })}
              </button>
              <Button size="small" loading={add.isPending} disabled={noChange !== null} title={noChange ?? t("dmn.add_examples_why")} onClick={() => add.mutate()}>
                {t("dmn.add_examples")}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      <Scroll className="example-scroll" label={t("dmn.examples")}>
        <ul className="example-list">
          {[...failing, ...passed.slice(0, PASSED_SHOWN)].map((one, index) => (
            <Example key={index} example={one} noCorrection={noCorrection} isBusy={correct.isPending} onCorrect={() => correct.mutate(one)} />
          ))}
        </ul>
      </Scroll>
      {passed.length > PASSED_SHOWN ? <p className="sub">{t("dmn.more_pass", { count: passed.length - PASSED_SHOWN })}</p> : null}
    </Card>
  );
}

function Example({ example, noCorrection, isBusy, onCorrect }: { example: CheckedExample; noCorrection: string | null; isBusy: boolean; onCorrect: () => void }) {
  const { t, text } = useWords();
  const { passed, name, differences, file } = example;
  return (
    <li>
      {passed ? <CheckCircleFilled aria-hidden className="good" /> : <CloseCircleFilled aria-hidden className="bad" />}
      <span>
        <b className={passed ? undefined : "bad"}>{passed ? t("dmn.passed") : t("dmn.failed")}</b> {text(name)}
        {differences.length ? <span className="bad"> · {differences.map(text).join("; ")}</span> : null} <span className="muted small">{file}</span>
        {passed ? null : (
          <Popconfirm title={t("dmn.correct_title")} description={t("dmn.correct_what")} okText={t("dmn.correct_do")} cancelText={t("action.cancel")} onConfirm={onCorrect}>
            <Button size="small" type="link" loading={isBusy} disabled={noCorrection !== null} title={noCorrection ?? undefined}>
              {t("dmn.correct")}
            </Button>
          </Popconfirm>
        )}
      </span>
    </li>
  );
}

/** Both change files of the draft beside the one that is being edited. */
function useChanges({ path, decision, draft, xml, onChanged }: ExamplesProps) {
  const { t, locale } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const calls = {
    onSuccess: async (summary: DraftSummary) => {
      await client.invalidateQueries({ queryKey: decisionsQuery().queryKey });
      onChanged();
      void message.success(t("dmn.examples_saved", { count: summary.paths.length }));
    },
    onError: (error: Error) => void message.error(error instanceof ApiError ? error.say(locale) : String(error)),
  };
  const add = useMutation({
    mutationFn: async () => {
      // A name of its own, so that a file of examples that somebody wrote is never replaced.
      const file = `${path.split("/")[0] ?? ""}/examples/${decision}_generated.toml`;
      const { text } = await generateExamples({ path, xml: xml(), decision });
      return saveDraft({ path: file, xml: text, version: draft?.paths.includes(file) ? draft.version : null, note: draft?.note ?? "" });
    },
    ...calls,
  });
  const correct = useMutation({
    mutationFn: (one: CheckedExample) => correctExample({ file: one.file, name: one.name.en, version: draft?.version ?? 0 }),
    ...calls,
  });
  return { add, correct };
}
