/** Weights, names, measures and the text of a chapter, changed as a form: `/rulebook/:chapter/settings`. What is changed goes into the draft. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { rulebookQuery } from "../api/calls.ts";
import { saveSettings, settingsQuery, type RuleSetting } from "../api/decisions.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { ApiError } from "../shared/error.ts";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, WaitingPage } from "../ui/States.tsx";

export default function RuleSettings() {
  const { t, text } = useWords();
  const chapter = useParams()["chapter"] ?? "";
  const book = useQuery(rulebookQuery());
  const settings = useQuery(settingsQuery(chapter));
  const label = text(book.data?.chapters.find((one) => one.name === chapter)?.label);
  useTitle(`${label} · ${t("settings.title")}`);
  if (settings.error && !settings.data) return <Failure error={settings.error} retry={() => void settings.refetch()} />;
  if (!settings.data) return <WaitingPage />;
  const { items, version, may_edit } = settings.data;
  return (
    <>
      <PageHead
        crumbs={[t("nav.group.rules"), <Link key="r" to={`/rulebook/${chapter}`}>{t("nav.rulebook")}</Link>, label]}
        title={t("settings.title")}
        sub={may_edit ? t("settings.sub") : t("dmn.no_right")}
        actions={<Link to="/rulebook/decisions" className="link-button">{version === null ? t("settings.tables") : t("settings.draft")}</Link>}
      />
      {items.length === 0 ? <Empty title={t("settings.nothing")} /> : <Editor key={`${chapter} ${version ?? 0}`} chapter={chapter} items={items} version={version ?? null} mayEdit={may_edit} />}
    </>
  );
}

function Editor({ chapter, items, version, mayEdit }: { chapter: string; items: RuleSetting[]; version: number | null; mayEdit: boolean }) {
  const { t, text, locale } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [changes, setChanges] = useState<Record<string, string>>({});
  const changed = items.filter((one) => changes[one.id] !== undefined && changes[one.id] !== one.value);
  const save = useMutation({
    mutationFn: (note: string) => saveSettings(chapter, { version, note, values: changed.map((one) => ({ id: one.id, value: changes[one.id] ?? one.value })) }),
    onSuccess: async () => {
      void message.success(t("settings.saved"));
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "decisions" });
    },
  });
  const groups = [...new Set(items.map((one) => text(one.group)))];
  const weights = items.filter((one) => one.id.endsWith(".weight"));
  const valueOf = (one: RuleSetting) => changes[one.id] ?? one.value;
  const sum = weights.reduce((total, one) => total + (Number(valueOf(one)) || 0), 0);
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ note }: { note?: string }) => save.mutate((note ?? "").trim())}>
      <div className="stack gap">
        {groups.map((group) => (
          <Card key={group} title={group}>
            <div className="settings">
              {items
                .filter((one) => text(one.group) === group)
                .map((one) => (
                  <Form.Item key={one.id} label={text(one.label)} htmlFor={one.id} className={`setting ${one.kind}${one.kind === "choice" ? " wide" : ""}`} extra={weights.includes(one) || valueOf(one) !== one.published || valueOf(one) !== one.default ? <Beside setting={one} value={valueOf(one)} share={weights.includes(one) && sum > 0 ? (100 * (Number(valueOf(one)) || 0)) / sum : null} onDefault={mayEdit ? () => setChanges((before) => ({ ...before, [one.id]: one.default })) : undefined} /> : undefined}>
                    <Field setting={one} value={valueOf(one)} isDisabled={!mayEdit} onChange={(value) => setChanges((before) => ({ ...before, [one.id]: value }))} />
                  </Form.Item>
                ))}
            </div>
          </Card>
        ))}
        {mayEdit ? (
          <Card label={t("settings.save")}>
            {save.error ? <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={save.error instanceof ApiError ? save.error.say(locale) : String(save.error)} description={save.error instanceof ApiError ? save.error.advise(locale) : undefined} /> : null}
            <Form.Item name="note" label={t("dmn.note")} extra={t("dmn.note_why")}>
              <Input maxLength={500} />
            </Form.Item>
            <Button type="primary" htmlType="submit" disabled={changed.length === 0} loading={save.isPending} title={changed.length === 0 ? t("settings.nothing") : undefined}>
              {t("settings.save")}
            </Button>{" "}
            <span className="muted" role="status">
              {changed.length ? t("settings.changed", { count: changed.length }) : t("settings.nothing")}
            </span>
          </Card>
        ) : null}
      </div>
    </Form>
  );
}

interface FieldProps {
  setting: RuleSetting;
  value: string;
  isDisabled: boolean;
  onChange: (value: string) => void;
}

function Field({ setting, value, isDisabled, onChange }: FieldProps) {
  const { text } = useWords();
  const common = { id: setting.id, value, disabled: isDisabled };
  switch (setting.kind) {
    case "choice":
      return <Select {...common} style={{ width: "100%" }} options={setting.choices.map((one) => ({ value: one.value, label: text(one.label) }))} onChange={onChange} />;
    case "number":
      return <Input {...common} inputMode="decimal" style={{ maxWidth: 140 }} onChange={(event) => onChange(event.target.value)} />;
    case "line":
      return <Input {...common} onChange={(event) => onChange(event.target.value)} />;
    case "feel":
      return <Input.TextArea {...common} className="feel" autoSize={{ minRows: 1, maxRows: 6 }} onChange={(event) => onChange(event.target.value)} />;
    default:
      return <Input.TextArea {...common} autoSize={{ minRows: 3, maxRows: setting.kind === "markdown" ? 24 : 8 }} onChange={(event) => onChange(event.target.value)} />;
  }
}

/** What is in force and what is the default, where the value is another; a whole text is not repeated. */
function Beside({ setting, value, share, onDefault }: { setting: RuleSetting; value: string; share: number | null; onDefault: (() => void) | undefined }) {
  const { t, text } = useWords();
  const isShort = setting.kind !== "markdown" && setting.kind !== "paragraph";
  const said = (one: string) => text(setting.choices.find((choice) => choice.value === one)?.label) || one;
  return (
    <>
      {share === null ? null : <span>{t("settings.weight_share", { share: share.toFixed(1) })} </span>}
      {setting.value === setting.published ? null : <span className="tag warn">{t("settings.drafted")}</span>}{" "}
      {isShort && value !== setting.published ? <span>{t("settings.published", { value: said(setting.published) })} </span> : null}
      {value === setting.default ? null : (
        <>
          {isShort && setting.default !== setting.published ? <span>{t("settings.default", { value: said(setting.default) })} </span> : null}
          {onDefault ? (
            <Button size="small" type="link" onClick={onDefault}>
              {t("settings.to_default")}
            </Button>
          ) : null}
        </>
      )}
    </>
  );
}
