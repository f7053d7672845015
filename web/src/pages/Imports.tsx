/** Where files come in: upload, templates, what the data can answer, and everything that was imported. */
import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Upload as Drop } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { importsQuery, template, undoImport, uploadFile } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { ImportSummary } from "../api/types.ts";
import { useWork } from "../app/job.ts";
import { useIsPhone } from "../app/phone.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { ReasonDialog } from "../forms/ReasonDialog.tsx";
import { count, NOTHING } from "../shared/format.ts";
import { Grid, type Column } from "../ui/Grid.tsx";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../ui/States.tsx";
import { ReadinessPanel } from "./imports/Readiness.tsx";
import { Clearings } from "./clearings/Clearings.tsx";
import { keepUpload } from "./imports/upload.ts";

const TEMPLATES = ["customers", "orders", "invoices", "receipts", "costs", "open_items"] as const;

export default function Imports() {
  const { t } = useWords();
  useTitle(t("nav.imports"));
  const session = useSession();
  return (
    <>
      <PageHead crumbs={[t("nav.group.data"), t("nav.imports")]} title={t("nav.imports")} sub={t("imports.sub")} />
      <div className="two">
        <div className="stack">
          <UploadCard />
          {session.user.may.import ? <Clearings filter={{}} /> : null}
          <History />
        </div>
        <div className="stack">
          {session.user.may.import ? <ReadinessPanel /> : null}
          <Card title={t("imports.templates")}>
            <p className="sub" style={{ marginBottom: 8 }}>
              {t("imports.templates_why")}
            </p>
            <ul style={{ listStyle: "none", display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(150px, 1fr))", gap: 6 }}>
              {TEMPLATES.map((name) => (
                <li key={name}>
                  <a href={template(name)} download>
                    {t(`template.${name}`)} <span className="muted small">XLSX</span>
                  </a>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </>
  );
}

function UploadCard() {
  const { t, locale, text } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const mayImport = session.user.may.import;
  const send = useMutation({
    mutationFn: async (file: File) => {
      const upload = await uploadFile(file);
      keepUpload(upload, file);
      return upload;
    },
    onSuccess: (upload) => void navigate(`/imports/new?upload=${encodeURIComponent(upload.upload)}`),
  });
  if (!mayImport) {
    return (
      <Card title={t("imports.upload")}>
        <Empty title={t("state.forbidden")} why={t("state.no_right", { role: text(session.user.role_label) })} />
      </Card>
    );
  }
  return (
    <Card title={t("imports.upload")} label={t("imports.upload")}>
      {send.error ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 10 }}
          title={send.error instanceof ApiError ? send.error.say(locale) : String(send.error)}
          description={send.error instanceof ApiError ? [send.error.advise(locale), send.error.requestId].filter(Boolean).join(" · ") : undefined}
        />
      ) : null}
      <div className="drop">
        <Drop.Dragger
          accept=".csv,.gz,.xlsx,.xls,.txt"
          showUploadList={false}
          disabled={send.isPending}
          beforeUpload={(file) => {
            send.mutate(file);
            return false;
          }}
        >
          <p style={{ fontSize: 26, color: "var(--brand)", lineHeight: 1.3 }}>
            <InboxOutlined aria-hidden />
          </p>
          <p style={{ fontSize: 15 }}>{send.isPending ? t("imports.reading") : t("imports.drop")}</p>
          <p className="small muted">{t("imports.drop_what")}</p>
        </Drop.Dragger>
      </div>
      <div aria-live="polite" className="hidden-text">
        {send.isPending ? t("imports.reading") : ""}
      </div>
    </Card>
  );
}

function History() {
  const words = useWords();
  const { t, instant, fullInstant } = words;
  const isPhone = useIsPhone();
  const query = useQuery(importsQuery());
  const columns: Column<ImportSummary>[] = [
    {
      key: "file",
      title: t("imports.file"),
      cell: (row) => (
        <Link to={`/imports/${row.id}`} className="ellipsis" title={row.file_name} style={{ maxWidth: 230 }}>
          {row.file_name}
        </Link>
      ),
    },
    { key: "state", title: t("column.state"), cell: (row) => <StateTag row={row} /> },
    { key: "accepted", title: t("report.accepted"), isNumber: true, cell: (row) => count(row.rows_accepted) },
    { key: "rejected", title: t("report.rejected"), isNumber: true, cell: (row) => (row.rows_rejected ? count(row.rows_rejected) : <span className="muted">{NOTHING}</span>) },
    { key: "at", title: t("imports.when"), cell: (row) => <span className="nowrap" title={fullInstant(row.at)}>{instant(row.at)}</span> },
    { key: "by", title: t("imports.who"), cell: (row) => <span className="nowrap">{row.by}</span> },
    { key: "undo", title: t("undo.short"), cell: (row) => <UndoButton row={row} /> },
  ];
  return (
    <section className="card tight" aria-label={t("imports.history")} style={isPhone ? { border: 0, background: "none" } : undefined}>
      <div className="card-head">
        <h2>{t("imports.history")}</h2>
      </div>
      {query.error && !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <div style={{ padding: 18 }}>
          <Waiting card={false} rows={4} />
        </div>
      ) : query.data.rows.length === 0 ? (
        <Empty title={t("imports.none")} why={t("imports.none_why")} />
      ) : (
        <Grid
          label={t("imports.history")}
          isFree
          columns={columns}
          rows={query.data.rows}
          rowKey={(row) => row.id}
          isPhone={isPhone}
          card={(row) => (
            <>
            <Link to={`/imports/${row.id}`} className="row-card">
              <strong>{row.file_name}</strong>
              <span className="figure">
                <StateTag row={row} />
              </span>
              <span className="muted small">
                {instant(row.at)} · {row.by}
              </span>
              <span className="figure small">{t("imports.rows", { accepted: count(row.rows_accepted), rejected: count(row.rows_rejected ?? 0) })}</span>
            </Link>
            {row.can_undo && row.state !== "undone" ? <div style={{ padding: "0 14px 12px" }}><UndoButton row={row} /></div> : null}
            </>
          )}
        />
      )}
    </section>
  );
}

/** Takes an import back; its reason is there already. */
function UndoButton({ row }: { row: ImportSummary }) {
  const { t, locale } = useWords();
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const { message } = App.useApp();
  const work = useWork(() => {
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "job" });
    void message.success(t("undo.done_short"));
  });
  useEffect(() => {
    if (work.error) void message.warning(work.error.say(locale));
  }, [work.error, message, locale]);
  if (!row.can_undo || row.state === "undone") return <span className="muted">{NOTHING}</span>;
  return (
    <>
      <Button size="small" loading={work.isRunning} aria-label={t("undo.title", { file: row.file_name })} onClick={() => setAsking(true)}>
        {t("undo.short")}
      </Button>
      <ReasonDialog
        isOpen={isAsking}
        title={t("undo.title", { file: row.file_name })}
        what={t("undo.what", { count: count(row.rows_accepted ?? 0) })}
        action={t("undo.action")}
        reason={t("undo.reason_default")}
        onClose={() => setAsking(false)}
        onSend={(reason) => {
          work.start(() => undoImport(row.id, reason));
          return Promise.resolve();
        }}
      />
    </>
  );
}

export function StateTag({ row }: { row: ImportSummary }) {
  const { t } = useWords();
  const tone = row.state === "done" ? "good" : row.state === "unfinished" ? "warn" : "";
  return (
    <span className={`tag ${tone}`} title={row.undo_reason ?? undefined}>
      {t(`imports.state_${row.state}`)}
    </span>
  );
}
