/** A file on its way in: confirm what its columns are, try it, run it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Segmented } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { dryRun, recipesQuery, rejectedWorkbook, runImport, targetsQuery, uploadFile } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { ImportProposal, ImportReport, Recipe, Upload } from "../api/types.ts";
import { useWork } from "../app/job.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { count } from "../shared/format.ts";
import { Card, PageHead } from "../ui/Page.tsx";
import { LongWork } from "../ui/Progress.tsx";
import { Empty, Loaded, Waiting } from "../ui/States.tsx";
import { Declarations } from "./imports/Declarations.tsx";
import { Mapping } from "./imports/Mapping.tsx";
import { openQuestions, usedColumns } from "./imports/recipe.ts";
import { Report } from "./imports/Report.tsx";
import { keepRecipe, keepUpload, keptFile, keptRecipe, keptUpload } from "./imports/upload.ts";

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

function Work({ upload, proposal, crumbs }: { upload: Upload; proposal: ImportProposal; crumbs: React.ReactNode[] }) {
  const words = useWords();
  const { t, text, locale } = words;
  const [recipe, setRecipe] = useState<Recipe>(() => keptRecipe(upload.upload) ?? proposal.recipe);
  const [saveAs, setSaveAs] = useState("");
  const [report, setReport] = useState<ImportReport | null>(null);
  const client = useQueryClient();
  const targets = useQuery(targetsQuery());
  const work = useWork((job) => {
    if (job.result?.kind === "import") setReport(job.result);
    if (job.kind === "import") void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "job" });
  });
  const change = (next: Recipe) => {
    setRecipe(next);
    keepRecipe(upload.upload, next);
    setReport(null);
  };
  const questions = openQuestions(recipe, proposal.columns);
  const isDone = report !== null && !report.is_dry_run;
  const step = isDone ? 3 : report ? 2 : 1;
  const blocked = questions.length ? t("import.questions", { count: questions.length }) : usedColumns(recipe) === 0 ? t("import.no_columns") : null;
  return (
    <>
      <PageHead
        crumbs={crumbs}
        title={upload.file_name}
        sub={[size(upload.bytes), t("import.header_row", { row: proposal.header_row })].join(" · ")}
        actions={
          isDone ? null : (
            <>
              <Button disabled={work.isRunning || blocked !== null} title={blocked ?? undefined} type={report ? "default" : "primary"} onClick={() => work.start(() => dryRun(upload.upload, recipe))}>
                {t("import.dry_run")}
              </Button>
              {report ? (
                <Button type="primary" disabled={work.isRunning || report.rows_accepted === 0} title={report.rows_accepted === 0 ? t("import.nothing_to_run") : undefined} onClick={() => work.start(() => runImport(upload.upload, recipe, saveAs.trim() || null))}>
                  {t("import.run", { count: count(report.rows_accepted) })}
                </Button>
              ) : null}
            </>
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
        {work.error ? <Alert type="warning" showIcon style={{ marginTop: 12 }} title={work.error.say(locale)} description={[work.error.advise(locale), work.error.requestId].filter(Boolean).join(" · ") || undefined} /> : null}
        {work.job?.state === "cancelled" ? <Alert type="info" showIcon style={{ marginTop: 12 }} title={t("work.cancelled")} /> : null}
        {work.isRunning ? (
          <section className="card gap">
            <LongWork label={text(work.job?.stage) || t(work.job?.kind === "import" ? "import.running" : "import.trying")} done={work.job?.done ?? 0} total={work.job?.total ?? null} startedAt={work.startedAt} onCancel={work.job?.can_cancel ? work.cancel : undefined} />
          </section>
        ) : null}
        {report && !work.isRunning ? (
          <>
            {isDone ? <Done report={report} /> : <div className="notice calm">{report.rows_rejected ? t("import.tried_some", { accepted: count(report.rows_accepted), rejected: count(report.rows_rejected) }) : t("import.tried_all", { accepted: count(report.rows_accepted) })}</div>}
            <Report report={report} workbook={rejectedWorkbook(upload.upload)} />
          </>
        ) : null}
      </div>
      {isDone || work.isRunning ? null : (
        <>
          <KnownRecipe upload={upload} onUse={change} />
          {upload.sheets.length > 1 ? <Sheets upload={upload} /> : null}
          {proposal.warnings.map((warning, index) => (
            <div key={`w${index}`} className="notice">
              {text(warning)}
            </div>
          ))}
          {proposal.questions
            .filter((question) => !question.column)
            .map((question, index) => (
              <div key={index} className="notice">
                {text(question.text)}
              </div>
            ))}
          <div className="gap">
            <Card title={t("mapping.title")} aside={proposal.gives.length ? t("mapping.gives", { what: words.list(proposal.gives.map((one) => text(one.label))) }) : undefined}>
              <Loaded query={targets} waiting={<Waiting card={false} rows={8} />}>
                {(data) => <Mapping proposal={proposal} targets={data} recipe={recipe} onChange={change} />}
              </Loaded>
            </Card>
          </div>
          <FirstRows proposal={proposal} />
          <Declarations columns={proposal.columns} gives={proposal.gives.map((one) => one.value)} recipe={recipe} onChange={change} />
          <div className="card gap">
            <label htmlFor="save-as">{t("import.save_as")}</label>
            <p className="small muted" style={{ margin: "2px 0 8px" }}>
              {t("import.save_as_why")}
            </p>
            <Input id="save-as" value={saveAs} maxLength={60} onChange={(event) => setSaveAs(event.target.value)} style={{ maxWidth: 320 }} placeholder={t("import.save_as_example")} />
          </div>
        </>
      )}
    </>
  );
}

function Done({ report }: { report: ImportReport }) {
  const { t } = useWords();
  return (
    <div className="notice calm" role="status">
      {t("import.done", { accepted: count(report.rows_accepted) })} {report.import ? <Link to={`/imports/${report.import}`}>{t("import.see")}</Link> : null} · <Link to="/imports">{t("import.back")}</Link> · <Link to="/customers">{t("nav.customers")}</Link> · <Link to="/ageing">{t("nav.ageing")}</Link>
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

/** Another sheet of the same file is looked at anew. */
function Sheets({ upload }: { upload: Upload }) {
  const { t, locale } = useWords();
  const navigate = useNavigate();
  const file = keptFile(upload.upload);
  const chosen = upload.sheets.find((sheet) => sheet.is_chosen)?.name ?? upload.sheets[0]?.name ?? "";
  const look = useMutation({
    mutationFn: async (sheet: string) => {
      if (!file) throw new Error(t("import.gone"));
      const next = await uploadFile(file, sheet);
      keepUpload(next, file);
      return next;
    },
    onSuccess: (next) => void navigate(`/imports/new?upload=${encodeURIComponent(next.upload)}`, { replace: true }),
  });
  return (
    <div className="chips">
      <span className="chip-label">{t("import.sheet")}</span>
      <Segmented aria-label={t("import.sheet")} value={chosen} disabled={!file || look.isPending} onChange={(value) => look.mutate(value)} options={upload.sheets.map((sheet) => ({ value: sheet.name, label: sheet.rows ? `${sheet.name} (${count(sheet.rows)})` : sheet.name }))} />
      {file ? null : <span className="small muted">{t("import.sheet_gone")}</span>}
      {look.error ? <span className="small" style={{ color: "var(--warn)" }}>{look.error instanceof ApiError ? look.error.say(locale) : String(look.error)}</span> : null}
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
