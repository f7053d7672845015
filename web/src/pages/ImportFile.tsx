/** A file on its way in: what it is taken for, what only a person can say, what it changes in money, and one click that writes it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { answerImport, dryRun, putRates, recipesQuery, rejectedWorkbook, runImport, targetsQuery, undoImport } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { ImportProposal, ImportReport, Recipe, Upload } from "../api/types.ts";
import { useWork } from "../app/job.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { count } from "../shared/format.ts";
import type { DatedRate } from "../shared/rate.ts";
import { Card, PageHead } from "../ui/Page.tsx";
import { LongWork } from "../ui/Progress.tsx";
import { Empty, Loaded, Waiting } from "../ui/States.tsx";
import { Clearings } from "./clearings/Clearings.tsx";
import { Declarations } from "./imports/Declarations.tsx";
import { Mapping } from "./imports/Mapping.tsx";
import { Questions } from "./imports/Questions.tsx";
import { Reading } from "./imports/Reading.tsx";
import { usedColumns } from "./imports/recipe.ts";
import { Remembered } from "./imports/Remembered.tsx";
import { Report } from "./imports/Report.tsx";
import { WhatList } from "./imports/WhatList.tsx";
import { dropRecipe, keepRecipe, keepUpload, keptFile, keptRecipe, keptUpload } from "./imports/upload.ts";

export default function ImportFile() {
  const { t, text } = useWords();
  const [parameters] = useSearchParams();
  const id = parameters.get("upload") ?? "";
  const upload = keptUpload(id);
  useTitle(upload?.file_name ?? t("nav.imports"));
  const crumbs = [<Link key="i" to="/imports">{t("nav.imports")}</Link>, t("import.new")];
  if (!upload) {
    return (
      <>
        <PageHead crumbs={crumbs} title={t("import.new")} />
        <div className="card gap">
          <Empty title={t("import.gone")} why={t("import.gone_why")} action={<Link to="/imports">{t("import.upload_again")}</Link>} />
        </div>
      </>
    );
  }
  if (upload.refusal || !upload.proposal) {
    return (
      <>
        <PageHead crumbs={crumbs} title={upload.file_name} marks={<span className="tag warn">{t("import.refused")}</span>} />
        <div className="card gap">
          <Empty title={t("import.refused_title")} why={text(upload.refusal)} action={<Link to="/imports">{t("import.upload_other")}</Link>} />
        </div>
      </>
    );
  }
  return <Work key={upload.upload} upload={upload} proposal={upload.proposal} crumbs={crumbs} />;
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function Work({ upload: first, proposal: firstProposal, crumbs }: { upload: Upload; proposal: ImportProposal; crumbs: React.ReactNode[] }) {
  const words = useWords();
  const { t, text, locale } = words;
  const [upload, setUpload] = useState(first);
  const proposal = upload.proposal ?? firstProposal;
  const [recipe, setRecipe] = useState<Recipe>(() => keptRecipe(upload.upload) ?? proposal.recipe);
  const [isEdited, setEdited] = useState(() => keptRecipe(upload.upload) !== null);
  const [saveAs, setSaveAs] = useState("");
  const [report, setReport] = useState<ImportReport | null>(null);
  const [isUndone, setUndone] = useState(false);
  const client = useQueryClient();
  const targets = useQuery(targetsQuery());
  const work = useWork((job) => {
    if (job.result?.kind === "import") setReport(job.result);
    if (job.result?.kind === "undo_import") {
      setReport(null);
      setUndone(true);
    }
    if (job.kind === "import" || job.kind === "undo_import") void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "job" });
  });
  const isOpen = !proposal.is_complete && !isEdited;
  const { start } = work;
  // What is settled is tried at once: the next click is already about money. Once only: what is kept is read anew whenever the
  // page is drawn, and a second trial would take the place of the report of what was written.
  const [begun] = useState(() => (firstProposal.is_complete || keptRecipe(first.upload) ? { upload: first.upload, recipe: keptRecipe(first.upload) ?? firstProposal.recipe } : null));
  useEffect(() => {
    if (begun) start(() => dryRun(begun.upload, begun.recipe));
  }, [begun, start]);
  const answer = useMutation({
    mutationFn: async ({ answers, sheet, rates = [] }: { answers: Record<string, string>; sheet: string | null; rates?: DatedRate[] }) => {
      if (rates.length) {
        await putRates({ rows: rates });
        await client.invalidateQueries({ queryKey: ["rates"] });
      }
      return answerImport(upload.upload, answers, sheet);
    },
    onSuccess: (next) => {
      setUpload(next);
      keepUpload(next, keptFile(upload.upload));
      dropRecipe(upload.upload);
      setEdited(false);
      setReport(null);
      setUndone(false);
      if (next.proposal) setRecipe(next.proposal.recipe);
      if (next.proposal?.is_complete) {
        const { recipe: settled } = next.proposal;
        start(() => dryRun(upload.upload, settled));
      }
    },
  });
  const change = (next: Recipe) => {
    setRecipe(next);
    setEdited(true);
    keepRecipe(upload.upload, next);
    setReport(null);
  };
  const restore = () => {
    dropRecipe(upload.upload);
    setEdited(false);
    setRecipe(proposal.recipe);
    setReport(null);
    if (proposal.is_complete) start(() => dryRun(upload.upload, proposal.recipe));
  };
  const isDone = report !== null && !report.is_dry_run;
  const isBusy = work.isRunning || answer.isPending;
  const step = isDone ? 3 : report ? 2 : 1;
  const blocked = isOpen ? t("import.questions", { count: proposal.questions.length }) : usedColumns(recipe) === 0 ? t("import.no_columns") : null;
  const refusal = work.error ?? (answer.error instanceof ApiError ? answer.error : null);
  const mayEdit = !isDone && !work.isRunning;
  return (
    <>
      <PageHead
        crumbs={crumbs}
        title={upload.file_name}
        sub={[size(upload.bytes), upload.sheets.length > 1 ? proposal.sheet : null, t("import.header_row", { row: proposal.header_row })].filter(Boolean).join(" · ")}
        actions={
          isDone ? null : report ? (
            <Button type="primary" disabled={isBusy || report.rows_accepted === 0} title={report.rows_accepted === 0 ? t("import.nothing_to_run") : undefined} onClick={() => start(() => runImport(upload.upload, recipe, saveAs.trim() || null))}>
              {t("import.run", { count: count(report.rows_accepted) })}
            </Button>
          ) : isOpen ? null : (
            <Button type="primary" disabled={isBusy || blocked !== null} title={blocked ?? undefined} onClick={() => start(() => dryRun(upload.upload, recipe))}>
              {t("import.dry_run")}
            </Button>
          )
        }
      />
      <ol className="steps-row" aria-label={t("import.steps")}>
        {(["import.step_map", "import.step_try", "import.step_done"] as const).map((key, index) => (
          <li key={key} aria-current={step === index + 1 ? "step" : undefined} className={step > index + 1 ? "done" : undefined}>
            {step > index + 1 ? "✓" : index + 1} {t(key)}
          </li>
        ))}
      </ol>
      <div aria-live="polite">
        {refusal ? <Alert type="warning" showIcon style={{ marginTop: 12 }} title={refusal.say(locale)} description={[refusal.advise(locale), refusal.requestId].filter(Boolean).join(" · ") || undefined} /> : null}
        {work.job?.state === "cancelled" ? <Alert type="info" showIcon style={{ marginTop: 12 }} title={t("work.cancelled")} /> : null}
        {isUndone && !report ? <div className="notice calm">{t("import.undone")}</div> : null}
        {work.isRunning ? (
          <section className="card gap">
            <LongWork label={text(work.job?.stage) || t(work.job?.kind === "import" ? "import.running" : "import.trying")} done={work.job?.done ?? 0} total={work.job?.total ?? null} startedAt={work.startedAt} onCancel={work.job?.can_cancel ? work.cancel : undefined} />
          </section>
        ) : null}
        {report && !work.isRunning ? (
          isDone ? (
            <Done report={report} onUndo={() => start(() => undoImport(report.import ?? 0, t("import.undo_reason")))} />
          ) : (
            <div className="notice calm">{report.rows_rejected ? t("import.tried_some", { accepted: count(report.rows_accepted), rejected: count(report.rows_rejected) }) : t("import.tried_all", { accepted: count(report.rows_accepted) })}</div>
          )
        ) : null}
      </div>
      {isDone && report.import ? (
        <div className="gap">
          <Clearings filter={{ import: report.import }} />
        </div>
      ) : null}
      {isOpen && mayEdit ? <Questions key={Object.keys(proposal.answers).join()} proposal={proposal} isBusy={answer.isPending} onAnswer={(answers, rates) => answer.mutate({ answers: { ...proposal.answers, ...answers }, sheet: null, rates })} /> : null}
      {isOpen || isDone ? null : <WhatList proposal={proposal} report={report} recipe={recipe} isBusy={isBusy} onReadAs={(kind) => answer.mutate({ answers: { ...proposal.answers, kind }, sheet: null })} onChange={change} />}
      <Reading proposal={proposal} report={report} isEdited={isEdited} isBusy={isBusy || isDone} onReadAs={(kind) => answer.mutate({ answers: { ...proposal.answers, kind: kind.name }, sheet: null })} onAskAgain={() => answer.mutate({ answers: {}, sheet: null })} />
      {isEdited ? null : <Remembered remembered={proposal.remembered} isBusy={isBusy} onAnswer={isDone ? undefined : (answers) => answer.mutate({ answers: { ...proposal.answers, ...answers }, sheet: null })} />}
      {upload.sheets.length > 1 ? <Sheets upload={upload} isBusy={isBusy || isDone} onLook={(sheet) => answer.mutate({ answers: {}, sheet })} /> : null}
      {report && !work.isRunning ? <Report report={report} workbook={rejectedWorkbook(upload.upload)} /> : null}
      {mayEdit ? (
        <>
          <KnownRecipe upload={upload} onUse={change} />
          <details className="gap more-parts" open={isEdited || proposal.questions.some((question) => question.code === "nothing_recognised") || undefined}>
            <summary>{t("import.columns")}</summary>
            <div className="gap">
              <Card
                title={t("mapping.title")}
                aside={
                  isEdited ? (
                    <Button size="small" onClick={restore}>
                      {t("import.columns_restore")}
                    </Button>
                  ) : proposal.gives.length ? (
                    t("mapping.gives", { what: words.list(proposal.gives.map((one) => text(one.label))) })
                  ) : undefined
                }
              >
                <Loaded query={targets} waiting={<Waiting card={false} rows={8} />}>
                  {(data) => <Mapping proposal={proposal} targets={data} recipe={recipe} onChange={change} />}
                </Loaded>
              </Card>
            </div>
            <FirstRows proposal={proposal} />
            <details className="gap more-parts">
              <summary>{t("what.more")}</summary>
              <Declarations columns={proposal.columns} gives={proposal.gives.map((one) => one.value)} recipe={recipe} onChange={change} />
            </details>
            <div className="card gap">
              <label htmlFor="save-as">{t("import.save_as")}</label>
              <p className="small muted" style={{ margin: "2px 0 8px" }}>
                {t("import.save_as_why")}
              </p>
              <Input id="save-as" value={saveAs} maxLength={60} onChange={(event) => setSaveAs(event.target.value)} style={{ maxWidth: 320 }} placeholder={t("import.save_as_example")} />
            </div>
          </details>
        </>
      ) : null}
    </>
  );
}

function Done({ report, onUndo }: { report: ImportReport; onUndo: () => void }) {
  const { t } = useWords();
  return (
    <div className="notice calm" role="status" style={{ display: "flex", gap: "6px 12px", flexWrap: "wrap", alignItems: "center" }}>
      <span>
        {t("import.done", { accepted: count(report.rows_accepted) })} {report.import ? <Link to={`/imports/${report.import}`}>{t("import.see")}</Link> : null} · <Link to="/imports">{t("import.back")}</Link> · <Link to="/customers">{t("nav.customers")}</Link> · <Link to="/ageing">{t("nav.ageing")}</Link>
      </span>
      {report.import ? (
        <Button size="small" style={{ marginLeft: "auto" }} onClick={onUndo}>
          {t("import.undo_now")}
        </Button>
      ) : null}
    </div>
  );
}

function KnownRecipe({ upload, onUse }: { upload: Upload; onUse: (recipe: Recipe) => void }) {
  const { t } = useWords();
  const recipes = useQuery({ ...recipesQuery(), enabled: Boolean(upload.known_recipe) });
  const saved = recipes.data?.rows.find((one) => one.name === upload.known_recipe);
  if (!upload.known_recipe) return null;
  return (
    <div className="notice calm">
      {t("import.known_recipe", { name: upload.known_recipe })}{" "}
      {saved ? (
        <Button size="small" onClick={() => onUse(saved.recipe)}>
          {t("import.use_recipe")}
        </Button>
      ) : null}
    </div>
  );
}

/** Which sheets come in and which do not, and why; another may be looked at alone. */
function Sheets({ upload, isBusy, onLook }: { upload: Upload; isBusy: boolean; onLook: (sheet: string) => void }) {
  const { t, text } = useWords();
  return (
    <div className="gap">
      <Card title={t("import.sheets")}>
        <ul className="sheet-list">
          {upload.sheets.map((sheet) => (
            <li key={sheet.name}>
              <span className={`tag ${sheet.is_read ? "good" : ""}`}>{t(sheet.is_read ? "import.sheet_read" : "import.sheet_not_read")}</span>
              <b>{sheet.name}</b>
              {sheet.is_hidden ? <span className="tag">{t("import.sheet_hidden")}</span> : null}
              {sheet.is_read ? null : <span className="muted">{text(sheet.why)}</span>}
              {sheet.is_chosen && sheet.is_read ? null : (
                <Button type="link" size="small" disabled={isBusy} onClick={() => onLook(sheet.name)}>
                  {t("import.sheet_look")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function FirstRows({ proposal }: { proposal: ImportProposal }) {
  const { t } = useWords();
  if (proposal.first_rows.length === 0) return null;
  return (
    <details className="card gap">
      <summary style={{ cursor: "pointer" }}>{t("import.first_rows", { count: proposal.first_rows.length })}</summary>
      <div style={{ overflowX: "auto", marginTop: 10 }}>
        <table className="grid">
          <caption className="hidden-text">{t("import.first_rows", { count: proposal.first_rows.length })}</caption>
          <thead>
            <tr>
              {proposal.columns.map((column) => (
                <th key={column.index} scope="col">
                  {column.header || column.index + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {proposal.first_rows.map((row, index) => (
              <tr key={index}>
                {proposal.columns.map((column) => (
                  <td key={column.index} className="nowrap">
                    {row[column.index] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
