/** The files of decisions, and the draft that gathers their changes: `/rulebook/decisions`. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { decisionsQuery, discardDraft, type DecisionFile, type DecisionFiles, type DraftSummary } from "../api/decisions.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { PublishDialog } from "../forms/PublishDialog.tsx";
import { ApiError } from "../shared/error.ts";
import { useEditionName } from "../ui/edition.ts";
import { Card, PageHead } from "../ui/Page.tsx";
import { Editions } from "./decisions/Editions.tsx";
import { Empty, Failure, WaitingPage } from "../ui/States.tsx";
import { editorPath } from "./decisions/paths.ts";

export default function Decisions() {
  const { t } = useWords();
  const editionName = useEditionName();
  const files = useQuery(decisionsQuery());
  useTitle(t("dmn.title"));
  if (files.error && !files.data) return <Failure error={files.error} retry={() => void files.refetch()} />;
  if (!files.data) return <WaitingPage />;
  const chapters = [...new Set(files.data.files.map((one) => one.chapter))];
  return (
    <>
      <PageHead
        crumbs={[t("nav.group.rules"), <Link key="r" to="/rulebook">{t("nav.rulebook")}</Link>]}
        title={t("dmn.title")}
        marks={<span className="tag brand" title={files.data.edition}>{t("edition", { edition: editionName(files.data.edition) })}</span>}
        sub={t("dmn.sub")}
      />
      <div className="stack gap">
        {files.data.draft ? <Draft files={files.data} draft={files.data.draft} /> : null}
        {chapters.map((chapter) => (
          <Chapter key={chapter} files={files.data.files.filter((one) => one.chapter === chapter)} />
        ))}
        {chapters.length === 0 ? <Empty title={t("dmn.no_files")} /> : null}
        <Editions />
      </div>
    </>
  );
}

function Draft({ files, draft }: { files: DecisionFiles; draft: DraftSummary }) {
  const { t, instant, fullInstant, list, locale } = useWords();
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const editionName = useEditionName();
  const [isPublishing, setPublishing] = useState(false);
  const discard = useMutation({
    mutationFn: discardDraft,
    onSuccess: () => client.invalidateQueries({ queryKey: ["decisions"] }),
    onError: (error) => void message.warning(error instanceof ApiError ? error.say(locale) : String(error)),
  });
  const why = files.may_edit ? undefined : t("dmn.no_right");
  const isBehind = draft.based_on !== files.edition;
  return (
    <Card title={t("dmn.draft")} label={t("dmn.draft")} aside={<span title={fullInstant(draft.changed_at)}>{t("dmn.draft_by", { who: draft.changed_by, at: instant(draft.changed_at) })}</span>}>
      <p>{t("dmn.draft_what", { count: draft.paths.length, files: list(draft.paths) })}</p>
      {draft.note ? <p className="sub">{draft.note}</p> : null}
      {isBehind ? <p className="notice">{t("dmn.draft_behind", { edition: editionName(draft.based_on) })}</p> : null}
      <div className="card-actions">
        <Button type="primary" disabled={!files.may_edit} title={why} onClick={() => setPublishing(true)}>
          {t("dmn.publish_action")}
        </Button>
        <Button
          disabled={!files.may_edit}
          title={why}
          loading={discard.isPending}
          onClick={() => void modal.confirm({ title: t("dmn.discard"), content: t("dmn.discard_what", { count: draft.paths.length }), okText: t("dmn.discard"), cancelText: t("action.cancel"), onOk: () => discard.mutateAsync() })}
        >
          {t("dmn.discard")}
        </Button>
      </div>
      {isPublishing ? (
        <PublishDialog
          draft={draft}
          onClose={() => setPublishing(false)}
          onPublished={() => {
            setPublishing(false);
            void message.success(t("dmn.published"));
          }}
        />
      ) : null}
    </Card>
  );
}

function Chapter({ files }: { files: DecisionFile[] }) {
  const { t, text } = useWords();
  return (
    <Card title={text(files[0]?.chapter_label)}>
      <ul className="decision-files">
        {files.map((file) => (
          <li key={file.path}>
            <h3>
              <Link to={editorPath(file.path, null)}>{file.name}</Link> {file.is_changed ? <span className="tag warn">{t("dmn.changed")}</span> : null} <code className="muted small">{file.path}</code>
            </h3>
            <ul>
              {file.decisions.map((one) => (
                <li key={one.id}>
                  <Link to={editorPath(file.path, one.id)}>{one.name}</Link>
                  <span className="muted small">{one.hit_policy ? `${one.hit_policy} · ${t("dmn.rule_count", { count: one.rules.toLocaleString("en") })}` : t("rulebook.expression")}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}
