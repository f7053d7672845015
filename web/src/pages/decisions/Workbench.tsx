/** One file of decisions being worked on: its views, the table, the margin with trial and checks, saving and publishing. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { Link, useBlocker, useNavigate, useSearchParams } from "react-router";
import { checkQuery, tryQuery, type DecisionFiles, type DecisionSource, type TableFinding } from "../../api/decisions.ts";
import { useAddress } from "../../app/address.ts";
import { useHistory } from "../../app/history.ts";
import { useIsPhone } from "../../app/phone.ts";
import { useWords } from "../../app/session.tsx";
import { useSettled } from "../../app/settled.ts";
import { ConflictDialog } from "../../forms/ConflictDialog.tsx";
import { PublishDialog } from "../../forms/PublishDialog.tsx";
import { readModel, tableOf, writeModel, type Decision, type Model } from "../../shared/dmn/model.ts";
import { paintOf } from "../../shared/dmn/paint.ts";
import { given, readTrial, trialAddress, witnessValues } from "../../shared/dmn/trial.ts";
import type { Place } from "../../shared/dmn/window.ts";
import { ApiError } from "../../shared/error.ts";
import { Card, PageHead } from "../../ui/Page.tsx";
import { Waiting } from "../../ui/States.tsx";
import { Compare } from "./Compare.tsx";
import { Examples } from "./Examples.tsx";
import { Findings } from "./Findings.tsx";
import { Problem } from "./Problem.tsx";
import { useSaving } from "./saving.ts";
import { editorPath } from "./paths.ts";
import { TableView } from "./TableView.tsx";
import { TryIt } from "./TryIt.tsx";
import { Views } from "./Views.tsx";

const Diagram = lazy(() => import("./Diagram.tsx"));
const CHECK_AFTER = 600;
const TRY_AFTER = 300;

interface WorkbenchProps {
  source: DecisionSource;
  files: DecisionFiles;
  wanted: string | undefined;
  /** Reads the file anew: after a publication, or to take over what somebody else saved. */
  onReload: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) || target.closest(".dmn-host, .ant-modal, .ant-drawer") !== null);
}

export function Workbench({ source, files, wanted, onReload }: WorkbenchProps) {
  const words = useWords();
  const { t, instant } = words;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [parameters] = useSearchParams();
  const [, change] = useAddress();
  const isPhone = useIsPhone();
  const editing = useHistory<Model>(() => readModel(source.xml));
  const { value: model, revision } = editing;
  const [first] = useState(revision);
  const [active, setActive] = useState<Place>({ rule: 0, column: 0 });
  const [chosen, setChosen] = useState<TableFinding | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const saving = useSaving(source, first, () => void message.success(t("dmn.saved")));

  const current = model.decisions.find((one) => one.id === wanted) ?? null;
  const table = current ? tableOf(model, current.id) : null;
  const isReadOnly = isPhone || !files.may_edit;
  const isUnsaved = revision !== saving.saved.revision;
  const version = saving.saved.version;
  const draft = files.draft && files.draft.version === version ? files.draft : null;

  // Text and revision settle as one, or a check would be kept under another text's number.
  const settled = useSettled(useMemo(() => ({ model, revision }), [model, revision]), CHECK_AFTER);
  const edited = { path: source.path, revision: settled.revision, xml: () => writeModel(settled.model) };
  const check = useQuery(checkQuery(edited));
  const values = useMemo(() => readTrial(parameters), [parameters]);
  const [now, setNow] = useState<Record<string, string> | null>(null);
  const settledValues = useSettled(values, TRY_AFTER);
  const asked = given(now === values ? values : settledValues);
  const isGiven = Object.keys(asked).length > 0;
  const canTry = current !== null && current.logic !== "none";
  // Without values the answer only says what may be given; it must not be taken for a result.
  const form = useQuery({ ...tryQuery(edited, current?.id ?? "", {}), enabled: canTry && !isGiven });
  const trial = useQuery({ ...tryQuery(edited, current?.id ?? "", asked), enabled: canTry && isGiven });
  const tried = canTry && isGiven ? trial.data : undefined;
  const inputs = tried?.inputs ?? form.data?.inputs;
  const paint = useMemo(() => paintOf(current?.id ?? "", tried, check.data, chosen), [current?.id, tried, check.data, chosen]);

  const show = useCallback((decision: string | null) => void navigate({ pathname: editorPath(source.path, decision), search: window.location.search }), [navigate, source.path]);
  const save = () => {
    if (!isReadOnly && isUnsaved && !saving.isSaving) saving.save({ xml: writeModel(model), revision });
  };
  useKeys({ save, undo: editing.undo, redo: editing.redo });
  useLeaving(isUnsaved, source.path);

  const labels = useMemo(() => Object.fromEntries(table?.columns.flatMap((one) => (one.kind === "input" && one.label ? [[one.expression, one.label]] : [])) ?? []), [table?.columns]);
  const choose = (finding: TableFinding) => {
    setChosen(finding);
    const rule = table?.rules.findIndex((one) => one.id === finding.rules[0]?.id) ?? -1;
    if (rule >= 0) setActive({ rule, column: finding.columns[0] ?? 0 });
  };
  const problems = check.data?.problems ?? [];
  const where = (id: string) => {
    const rule = table?.rules.findIndex((one) => one.source.includes(`"${id}"`)) ?? -1;
    if (rule >= 0) setActive({ rule, column: 0 });
    else if (model.decisions.some((one) => one.id === id)) show(id);
  };
  return (
    <>
      <PageHead
        crumbs={[<Link key="r" to="/rulebook">{t("nav.rulebook")}</Link>, <Link key="d" to="/rulebook/decisions">{t("dmn.title")}</Link>]}
        title={model.name || source.path}
        marks={<State isUnsaved={isUnsaved} version={version} edition={source.edition} />}
        sub={
          <>
            <code>{source.path}</code>
            {draft ? ` · ${t("dmn.draft_by", { who: draft.changed_by, at: instant(draft.changed_at) })}` : ""}
          </>
        }
        actions={
          <>
            <Button onClick={() => change({ compare: "published" })}>{t("dmn.compare")}</Button>
            {isPhone ? null : (
              <>
                <Button disabled={isReadOnly || isUnsaved || draft === null} title={!files.may_edit ? t("dmn.no_right") : isUnsaved ? t("dmn.save_first") : draft === null ? t("dmn.no_draft") : undefined} onClick={() => setPublishing(true)}>
                  {t("dmn.publish_action")}
                </Button>
                <Button type="primary" loading={saving.isSaving} disabled={isReadOnly || !isUnsaved} title={!files.may_edit ? t("dmn.no_right") : isUnsaved ? "Ctrl S" : t("dmn.nothing_to_save")} onClick={save}>
                  {t("dmn.save")}
                </Button>
              </>
            )}
          </>
        }
      />
      {isPhone ? <p className="notice calm">{t("dmn.phone")}</p> : !files.may_edit ? <p className="notice calm">{t("dmn.no_right")}</p> : null}
      {saving.error ? <Alert type="warning" showIcon className="gap" title={saving.error instanceof ApiError ? saving.error.say(words.locale) : String(saving.error)} description={saving.error instanceof ApiError ? saving.error.advise(words.locale) : undefined} /> : null}
      <Views decisions={model.decisions} current={current?.id ?? null} findings={check.data?.findings ?? []} linkTo={(id) => ({ pathname: editorPath(source.path, id), search: parameters.toString() })} />
      {problems.map((problem, index) => (
        <Problem key={index} problem={problem} xml={writeModel(settled.model)} onElement={where} />
      ))}
      {check.error ? <Alert type="warning" showIcon className="gap" title={t("dmn.check_failed")} description={check.error instanceof ApiError ? check.error.say(words.locale) : String(check.error)} /> : null}
      <div className={current ? "bench" : "gap"}>
        <div className="stack">
          {table && current ? (
            <Card tight label={current.name}>
              <TableView editing={editing} table={table} name={current.name} paint={paint} isReadOnly={isReadOnly} active={active} onActive={setActive} onRuleFindings={(rule) => setChosen(check.data?.findings.find((one) => one.decision === current.id && one.rules.some(({ id }) => id === table.rules[rule]?.id)) ?? null)} />
            </Card>
          ) : (
            <Logic key={current?.id ?? "drd"} current={current} editing={editing} isReadOnly={isReadOnly} onOpen={show} />
          )}
          {current && check.data && problems.length === 0 ? <Examples decision={current.id} checked={check.data} onRule={(number) => setActive({ rule: number - 1, column: 0 })} /> : null}
        </div>
        {current ? (
          <aside className="stack margin" aria-label={t("dmn.margin")}>
            <TryIt decision={current.id} inputs={inputs} tried={tried} error={trial.error ?? form.error} isTrying={trial.isFetching} values={values} labels={labels} onValues={(changes) => change(trialAddress(changes))} onNow={() => setNow(values)} onClear={() => change(Object.fromEntries(Object.keys(values).map((name) => [`in.${name}`, null])))} linkTo={(id) => `${editorPath(source.path, id)}?${parameters.toString()}`} onRule={(number) => setActive({ rule: number - 1, column: 0 })} />
            {table ? <Findings decision={current.id} checked={check.data} isChecking={check.isFetching} chosen={chosen} onChoose={choose} onWitness={(finding) => { choose(finding); change(trialAddress(witnessValues(finding, inputs ?? [], table.columns))); }} /> : null}
          </aside>
        ) : null}
      </div>
      <Compare path={source.path} other={parameters.get("compare")} isUnsaved={isUnsaved} onOther={(other) => change({ compare: other })} onClose={() => change({ compare: null })} />
      {saving.conflict ? (
        <ConflictDialog
          draft={saving.conflict.draft}
          isSameFile={saving.conflict.isSameFile}
          isBusy={saving.isSaving}
          onMine={() => saving.saveOver({ xml: writeModel(model), revision })}
          onTheirs={() => { saving.takeTheirs(); onReload(); }}
          onClose={saving.dismiss}
        />
      ) : null}
      {isPublishing && draft ? (
        <PublishDialog
          draft={draft}
          onClose={() => setPublishing(false)}
          onPublished={(edition) => {
            setPublishing(false);
            void message.success(t("dmn.published", { edition: edition.slice(0, 12) }));
            void client.removeQueries({ queryKey: ["decisions", source.path, "check", "draft"] });
            onReload();
          }}
        />
      ) : null}
    </>
  );
}

function State({ isUnsaved, version, edition }: { isUnsaved: boolean; version: number | null; edition: string }) {
  const { t } = useWords();
  if (isUnsaved) return <span className="tag warn">{t("dmn.unsaved")}</span>;
  if (version !== null) return <span className="tag brand">{t("dmn.draft_version", { version })}</span>;
  return <span className="tag" title={edition}>{t("edition", { edition: edition.slice(0, 12) })}</span>;
}

/** What is not a table: the graph, or an expression, in dmn-js. */
function Logic({ current, editing, isReadOnly, onOpen }: { current: Decision | null; editing: { value: Model; edit: (model: Model) => void }; isReadOnly: boolean; onOpen: (decision: string) => void }) {
  const { t } = useWords();
  const xml = useMemo(() => writeModel(editing.value), [editing.value]);
  const { edit } = editing;
  const onChange = useCallback((written: string) => edit(readModel(written)), [edit]);
  if (current && current.logic === "none") return <Card label={current.name}><p className="sub">{t("dmn.no_logic")}</p></Card>;
  if (current && current.logic === "other" && current.kind === "decision") return <Card title={current.name}><p className="sub">{t("dmn.other_logic")}</p></Card>;
  return (
    <Card label={current?.name ?? t("dmn.drd")} tight>
      <Suspense fallback={<Waiting card={false} rows={10} />}>
        <Diagram xml={xml} element={current?.id ?? null} isReadOnly={isReadOnly} label={current?.name ?? t("dmn.drd")} onChange={onChange} onOpen={onOpen} />
      </Suspense>
    </Card>
  );
}

/** Save, undo and redo from the keyboard, unless a field or dmn-js has its own. */
function useKeys({ save, undo, redo }: { save: () => void; undo: () => void; redo: () => void }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      const key = event.key.toLowerCase();
      if (key === "s") save();
      else if (isTyping(event.target)) return;
      else if (key === "z" && !event.shiftKey) undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [save, undo, redo]);
}

/** Asks before unsaved changes are left behind; another view of the same file is not leaving. */
function useLeaving(isUnsaved: boolean, path: string): void {
  const { t } = useWords();
  const { modal } = App.useApp();
  const home = editorPath(path, null);
  const blocker = useBlocker(({ nextLocation }) => {
    const to = nextLocation.pathname;
    return isUnsaved && to !== home && !to.startsWith(`${home}/`);
  });
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    const dialog = modal.confirm({ title: t("dmn.leave"), content: t("dmn.leave_what"), okText: t("dmn.leave_do"), cancelText: t("dmn.leave_stay"), onOk: () => blocker.proceed(), onCancel: () => blocker.reset() });
    return () => dialog.destroy();
  }, [blocker, modal, t]);
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
}
