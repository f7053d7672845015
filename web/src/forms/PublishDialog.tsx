import { CheckCircleFilled } from "@ant-design/icons";
import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Modal, Select, Spin } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { checkDraftQuery, correctExample, editionsQuery, publishDraft, reviewQuery, type CheckedExample, type CheckedModel, type DraftDoubt, type DraftImpact, type DraftSummary } from "../api/decisions.ts";
import { useWords } from "../app/session.tsx";
import { obstacles } from "../shared/dmn/paint.ts";
import { ApiError } from "../shared/error.ts";
import { count, score } from "../shared/format.ts";
import { ClassMove } from "../ui/ClassChip.tsx";

interface PublishDialogProps {
  draft: DraftSummary;
  onPublished: (edition: string) => void;
  onClose: () => void;
}

/** Makes the draft the edition in force. What is in the way is listed by file, and nothing is published until it is gone. */
export function PublishDialog({ draft, onPublished, onClose }: PublishDialogProps) {
  const { t, text, locale } = useWords();
  const [form] = Form.useForm<Values>();
  // An example that is corrected here makes a new version of the draft.
  const [version, setVersion] = useState(draft.version);
  const client = useQueryClient();
  // Examples are checked with the models that they are about.
  const models = draft.paths.filter((path) => path.endsWith(".dmn"));
  const checks = useQueries({ queries: models.map((path) => checkDraftQuery(path, version)) });
  const isChecking = checks.some((one) => one.isPending);
  const isClear = checks.every((one) => one.data !== undefined && isFree(one.data));
  const review = useQuery(reviewQuery(version, !isChecking && isClear));
  const doubts = review.data?.doubts ?? [];
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const isAccepted = doubts.every((doubt) => (reasons[doubt.id] ?? "").trim().length >= 4);
  const isOwn = review.data?.is_own ?? false;
  const isSound = review.data !== undefined && review.data.problems.length === 0 && review.data.failing.length === 0;
  const blocked = isChecking ? t("dmn.checking") : !isClear ? t("dmn.publish_blocked") : review.isPending ? t("review.working") : isOwn ? t("review.own") : !isSound ? t("dmn.publish_blocked") : !isAccepted ? t("review.doubts_open") : undefined;
  const send = useMutation({
    mutationFn: ({ name, note, from }: Values) => publishDraft({ version, name: name.trim(), note: note.trim(), effective_from: from === EVERY ? null : from, accepted: doubts.map((doubt) => ({ id: doubt.id, reason: (reasons[doubt.id] ?? "").trim() })) }),
    onSuccess: async ({ edition }) => {
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "decisions" || queryKey[0] === "rulebook" });
      onPublished(edition);
    },
  });
  return (
    <Modal
      open
      title={t("dmn.publish_title")}
      okText={t("dmn.publish")}
      cancelText={t("action.cancel")}
      confirmLoading={send.isPending}
      width={680}
      okButtonProps={{ disabled: blocked !== undefined, title: blocked }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="sub">{t("dmn.publish_why", { count: draft.paths.length })}</p>
      <ul className="publish-files">
        {draft.paths.filter((path) => !models.includes(path)).map((path) => (
          <li key={path}>
            <code>{path}</code> {path.includes("/examples/") ? <span className="muted">{t("dmn.examples")}</span> : null}
          </li>
        ))}
        {models.map((path, index) => (
          <li key={path}>
            <code>{path}</code> {checks[index]?.error ? <span className="bad">{String(checks[index]?.error?.message)}</span> : <State checked={checks[index]?.data} />}
          </li>
        ))}
      </ul>
      {send.error ? <Alert type="warning" showIcon style={{ margin: "12px 0" }} title={send.error instanceof ApiError ? send.error.say(locale) : String(send.error)} description={send.error instanceof ApiError ? (send.error.advise(locale) ?? send.error.help) : undefined} /> : null}
      {!isChecking && !isClear ? (
        <p className="notice" role="alert">
          {t("dmn.publish_blocked")}
        </p>
      ) : null}
      {review.error ? <Alert type="warning" showIcon style={{ margin: "12px 0" }} title={review.error instanceof ApiError ? review.error.say(locale) : String(review.error)} /> : null}
      {isClear && review.isPending ? (
        <p className="sub">
          <Spin size="small" /> {t("review.working")}
        </p>
      ) : null}
      {isOwn ? (
        <p className="notice" role="alert">
          {t("review.own")}
        </p>
      ) : null}
      {review.data?.problems.length ? <Alert type="warning" showIcon style={{ margin: "12px 0" }} title={t("dmn.publish_blocked")} description={<ul className="problems">{review.data.problems.map((one) => <li key={one.en}>{text(one)}</li>)}</ul>} /> : null}
      {review.data?.failing.length ? <Failing failing={review.data.failing} version={version} isOwn={isOwn} onCorrected={setVersion} /> : null}
      {review.data?.impact ? <Impact impact={review.data.impact} /> : null}
      {doubts.length ? <Doubts doubts={doubts} reasons={reasons} onReason={(id, reason) => setReasons((before) => ({ ...before, [id]: reason }))} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger="onBlur" initialValues={{ note: draft.note }} scrollToFirstError={{ focus: true }} onFinish={(values) => send.mutate(values)} style={{ marginTop: 12 }}>
        <Form.Item name="name" label={t("publish.name")} extra={t("publish.name_why")} rules={[{ required: true, whitespace: true, max: 40, message: t("publish.name_rule") }]}>
          <Input maxLength={40} />
        </Form.Item>
        <From />
        <Form.Item name="note" label={t("dmn.note")} extra={t("dmn.note_why")} rules={[{ required: true, whitespace: true, min: 4, max: 500, message: t("form.reason_rule") }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface Values {
  name: string;
  note: string;
  from: string;
}

const EVERY = "every";

/** From which month on the edition judges: by default the one after the last that was rated. */
function From() {
  const words = useWords();
  const { t } = words;
  const editions = useQuery(editionsQuery());
  if (!editions.data) return <Spin size="small" />;
  const next = editions.data.next_month;
  const months = next ? Array.from({ length: 12 }, (_, later) => dayjs(`${next}-01`).add(later, "month").format("YYYY-MM")) : [];
  const options = [...months.map((month) => ({ value: month, label: t("publish.from_month", { month: words.month(month) }) })), { value: EVERY, label: t("publish.every_month") }];
  return (
    <Form.Item name="from" label={t("publish.from")} extra={t("publish.from_why")} initialValue={next ?? EVERY}>
      <Select options={options} />
    </Form.Item>
  );
}

/** Examples that expect what the rules said before: each is made to expect what the draft gives by who wrote the draft, so that somebody else still publishes. */
function Failing({ failing, version, isOwn, onCorrected }: { failing: CheckedExample[]; version: number; isOwn: boolean; onCorrected: (version: number) => void }) {
  const { t, text, locale } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const correct = useMutation({
    mutationFn: (example: CheckedExample) => correctExample({ file: example.file, name: example.name.en, version }),
    onSuccess: async (draft) => {
      onCorrected(draft.version);
      await client.invalidateQueries({ queryKey: ["decisions"], exact: true });
    },
    onError: (error) => void message.warning(error instanceof ApiError ? error.say(locale) : String(error)),
  });
  return (
    <section className="notice" aria-label={t("publish.failing")}>
      <b>{t("publish.failing", { count: failing.length })}</b> {isOwn ? null : <span className="muted">{t("publish.correct_who")}</span>}
      <ul className="doubts">
        {failing.map((one) => (
          <li key={`${one.file} ${one.name.en}`}>
            {text(one.name)} <span className="muted small">{one.differences.map(text).join(" · ")}</span>{" "}
            {isOwn ? (
              <Button size="small" loading={correct.isPending && correct.variables === one} disabled={correct.isPending} onClick={() => correct.mutate(one)}>
                {t("publish.correct")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function isFree(checked: CheckedModel): boolean {
  const { problems, errors, failing } = obstacles(checked);
  return problems + errors + failing === 0;
}

function State({ checked }: { checked: CheckedModel | undefined }) {
  const { t, text } = useWords();
  if (!checked) return <Spin size="small" />;
  if (isFree(checked)) {
    return (
      <span className="good">
        <CheckCircleFilled aria-hidden /> {t("dmn.clear")}
      </span>
    );
  }
  const { problems, errors, failing } = obstacles(checked);
  const said = [problems ? t("dmn.n_problems", { count: problems }) : "", errors ? t("dmn.n_errors", { count: errors }) : "", failing ? t("dmn.n_failing", { count: failing }) : ""].filter(Boolean);
  const first = checked.problems[0]?.message ?? checked.examples.find((one) => !one.passed)?.name;
  return (
    <span className="bad">
      {said.join(" · ")}
      {first ? <span className="small"> ({text(first)})</span> : null}
    </span>
  );
}

/** Who would change class in the last rated month: the number first, the names behind it. */
function Impact({ impact }: { impact: DraftImpact }) {
  const words = useWords();
  const { t } = words;
  const month = words.month(impact.month);
  if (impact.changed === 0) return <p className="notice calm">{t("review.nobody", { month, subjects: count(impact.subjects) })}</p>;
  return (
    <section className="notice calm" aria-label={t("review.impact")}>
      <b>{t("review.changed", { month, changed: count(impact.changed), subjects: count(impact.subjects) })}</b>{" "}
      {impact.newly_proposed || impact.no_longer_proposed ? <span className="muted">{t("review.proposed", { more: count(impact.newly_proposed), fewer: count(impact.no_longer_proposed) })}</span> : null}
      <p className="moves">
        {impact.moves.map((move) => (
          <span key={`${move.from} ${move.to}`} className="nowrap">
            <ClassMove from={move.from === "none" ? null : move.from} to={move.to === "none" ? null : move.to} /> {count(move.count)}
          </span>
        ))}
      </p>
      <details className="small">
        <summary>{t("review.who")}</summary>
        <ul>
          {impact.rows.map((row) => (
            <li key={row.customer.id}>
              <Link to={`/customers/${row.customer.id}`} target="_blank">
                {row.customer.name}
              </Link>{" "}
              <ClassMove from={row.from} to={row.to} /> <span className="muted">{`${score(row.total_from)} → ${score(row.total_to)}`}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** What the checks doubt is accepted one by one, each with its reason. */
function Doubts({ doubts, reasons, onReason }: { doubts: DraftDoubt[]; reasons: Record<string, string>; onReason: (id: string, reason: string) => void }) {
  const { t, text } = useWords();
  return (
    <section className="notice" aria-label={t("review.doubts")}>
      <b>{t("review.doubts")}</b>
      <ul className="doubts">
        {doubts.map((doubt) => (
          <li key={doubt.id}>
            <label>
              <span>
                <code>{doubt.file}</code> {text(doubt.message)}
              </span>
              <Input value={reasons[doubt.id] ?? ""} maxLength={500} placeholder={t("review.reason")} onChange={(event) => onReason(doubt.id, event.target.value)} />
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
