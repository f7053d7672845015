/** One import: its report, the periods it declared, and its undoing. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { importQuery, rejectedWorkbook, undoImport } from "../api/calls.ts";
import type { ImportDetail } from "../api/types.ts";
import { useWork } from "../app/job.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { ReasonDialog } from "../forms/ReasonDialog.tsx";
import { count } from "../shared/format.ts";
import { Card, PageHead } from "../ui/Page.tsx";
import { LongWork } from "../ui/Progress.tsx";
import { Empty, Failure, WaitingPage } from "../ui/States.tsx";
import { Clearings } from "./clearings/Clearings.tsx";
import { useThingNames } from "./imports/names.ts";
import { Report } from "./imports/Report.tsx";
import { StateTag } from "./Imports.tsx";

export default function Import() {
  const id = Number(useParams()["id"]);
  const query = useQuery(importQuery(id));
  const { t } = useWords();
  useTitle(query.data?.file_name ?? t("nav.imports"));
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <WaitingPage />;
  return <Detail detail={query.data} />;
}

function Detail({ detail }: { detail: ImportDetail }) {
  const words = useWords();
  const { t, text, locale, instant } = words;
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const { message } = App.useApp();
  const names = useThingNames();
  const work = useWork((job) => {
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "job" });
    const result = job.result?.kind === "undo_import" ? job.result : null;
    void message.success(result ? t("undo.done", { entries: count(result.entries_reversed), records: count(result.records_withdrawn + result.records_restored) }) + (result.records_left ? t("undo.left", { count: count(result.records_left) }) : "") : t("undo.done_short"));
  });
  return (
    <>
      <PageHead
        crumbs={[<Link key="i" to="/imports">{t("nav.imports")}</Link>, `#${detail.id}`]}
        title={detail.file_name}
        marks={<StateTag row={detail} />}
        sub={[t("imports.done_by", { by: detail.by, at: instant(detail.at) }), detail.report?.file_kind ? t("imports.read_as", { kind: text(detail.report.file_kind.label) }) : detail.recipe ? t("imports.with_recipe", { name: detail.recipe }) : null].filter(Boolean).join(" · ")}
        actions={
          detail.state === "undone" ? null : (
            <Button disabled={!detail.can_undo || work.isRunning} title={detail.can_undo ? undefined : t("undo.cannot")} onClick={() => setAsking(true)}>
              {t("undo.action")}
            </Button>
          )
        }
      />
      {work.error ? <Alert type="warning" showIcon style={{ marginTop: 12 }} title={work.error.say(locale)} description={work.error.advise(locale)} /> : null}
      {work.isRunning ? (
        <section className="card gap">
          <LongWork label={text(work.job?.stage) || t("undo.working")} done={work.job?.done ?? 0} total={work.job?.total ?? null} startedAt={work.startedAt} onCancel={work.job?.can_cancel ? work.cancel : undefined} />
        </section>
      ) : null}
      {detail.state === "undone" ? <div className="notice calm">{t("undo.was", { at: instant(detail.undone_at), reason: detail.undo_reason ?? "" })}</div> : null}
      {detail.state === "unfinished" ? <div className="notice">{t("imports.unfinished_why")}</div> : null}
      {detail.state === "done" ? (
        <div className="gap">
          <Clearings filter={{ import: detail.id }} />
        </div>
      ) : null}
      {detail.report ? <Report report={detail.report} workbook={rejectedWorkbook(detail.id)} hasProofs /> : detail.state === "unfinished" ? null : <div className="card gap"><Empty title={t("imports.no_report")} /></div>}
      {detail.coverage.length ? (
        <div className="gap">
          <Card title={t("coverage.title")} aside={t("coverage.why")}>
            <dl className="facts">
              {detail.coverage.map((one) => [<dt key={`t${one.fact}${one.from}`}>{names(one.fact)}</dt>, <dd key={`d${one.fact}${one.from}`}>{one.from} – {one.to}</dd>])}
            </dl>
          </Card>
        </div>
      ) : null}
      <ReasonDialog
        isOpen={isAsking}
        title={t("undo.title", { file: detail.file_name })}
        what={t("undo.what", { count: count(detail.rows_accepted ?? 0) })}
        action={t("undo.action")}
        reason={t("undo.reason_default")}
        onClose={() => setAsking(false)}
        onSend={(reason) => {
          work.start(() => undoImport(detail.id, reason));
          return Promise.resolve();
        }}
      />
    </>
  );
}
