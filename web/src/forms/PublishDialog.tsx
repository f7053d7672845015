import { CheckCircleFilled } from "@ant-design/icons";
import { useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Spin } from "antd";
import { checkDraftQuery, publishDraft, type CheckedModel, type DraftSummary } from "../api/decisions.ts";
import { useWords } from "../app/session.tsx";
import { obstacles } from "../shared/dmn/paint.ts";
import { ApiError } from "../shared/error.ts";

interface PublishDialogProps {
  draft: DraftSummary;
  onPublished: (edition: string) => void;
  onClose: () => void;
}

/** Makes the draft the edition in force. What is in the way is listed by file, and nothing is published until it is gone. */
export function PublishDialog({ draft, onPublished, onClose }: PublishDialogProps) {
  const { t, locale } = useWords();
  const [form] = Form.useForm<{ note: string }>();
  const client = useQueryClient();
  // Examples are checked with the models that they are about.
  const models = draft.paths.filter((path) => path.endsWith(".dmn"));
  const checks = useQueries({ queries: models.map((path) => checkDraftQuery(path, draft.version)) });
  const isChecking = checks.some((one) => one.isPending);
  const isClear = checks.every((one) => one.data !== undefined && isFree(one.data));
  const send = useMutation({
    mutationFn: (note: string) => publishDraft({ version: draft.version, note }),
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
      okButtonProps={{ disabled: isChecking || !isClear, title: isChecking ? t("dmn.checking") : isClear ? undefined : t("dmn.publish_blocked") }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="sub">{t("dmn.publish_why", { count: draft.paths.length })}</p>
      <ul className="publish-files">
        {draft.paths.filter((path) => !models.includes(path)).map((path) => (
          <li key={path}>
            <code>{path}</code> <span className="muted">{t("dmn.examples")}</span>
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
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger="onBlur" initialValues={{ note: draft.note }} scrollToFirstError={{ focus: true }} onFinish={({ note }) => send.mutate(note.trim())} style={{ marginTop: 12 }}>
        <Form.Item name="note" label={t("dmn.note")} extra={t("dmn.note_why")} rules={[{ required: true, whitespace: true, min: 4, max: 500, message: t("form.reason_rule") }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
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
