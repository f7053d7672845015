/** One file of decisions being worked on: its views, the table, the margin with trial and checks, saving and publishing. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { checkQuery, type DecisionFiles, type DecisionSource, type ModelProblem, type TableFinding } from "../../api/decisions.ts";
import { useAddress } from "../../app/address.ts";
import { useHistory } from "../../app/history.ts";
import { useIsPhone } from "../../app/phone.ts";
import { useWords } from "../../app/session.tsx";
import { useSettled } from "../../app/settled.ts";
import { ConflictDialog } from "../../forms/ConflictDialog.tsx";
import { PublishDialog } from "../../forms/PublishDialog.tsx";
import { readModel, tableOf, writeModel, type Model } from "../../shared/dmn/model.ts";
import { paintOf } from "../../shared/dmn/paint.ts";
import { witnessValues } from "../../shared/dmn/trial.ts";
import type { Place } from "../../shared/dmn/window.ts";
import { ApiError } from "../../shared/error.ts";
import { Card } from "../../ui/Page.tsx";
import { Compare } from "./Compare.tsx";
import { Examples } from "./Examples.tsx";
import { Findings } from "./Findings.tsx";
import { useKeys, useLeaving } from "./guards.ts";
import { Head } from "./Head.tsx";
import { Logic } from "./Logic.tsx";
import { Problem } from "./Problem.tsx";
import { useSaving } from "./saving.ts";
import { editorPath } from "./paths.ts";
import { TableView } from "./TableView.tsx";
import { FileMenu } from "./FileMenu.tsx";
import { useTrial } from "./trial.ts";
import { TryIt } from "./TryIt.tsx";
import { Views } from "./Views.tsx";

const CHECK_AFTER = 600;

interface WorkbenchProps {
  source: DecisionSource;
  files: DecisionFiles;
  wanted: string | undefined;
  /** Reads the file anew: after a publication, or to take over what somebody else saved. */
  onReload: () => void;
}

export function Workbench({ source, files, wanted, onReload }: WorkbenchProps) {
  const words = useWords();
  const { t } = words;
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
  /** Why nothing can be changed here. */
  const noEdit = isPhone ? t("dmn.phone") : files.may_edit ? null : t("dmn.no_right");
  const isReadOnly = noEdit !== null;
  const isUnsaved = revision !== saving.saved.revision;
  const version = saving.saved.version;
  const draft = files.draft && version !== null && files.draft.version >= version ? files.draft : null;

  // Text and revision settle as one, or a check would be kept under another text's number.
  const settled = useSettled(useMemo(() => ({ model, revision }), [model, revision]), CHECK_AFTER);
  const edited = { path: source.path, revision: settled.revision, xml: () => writeModel(settled.model) };
  const check = useQuery(checkQuery(edited));
  const trial = useTrial(edited, current);
  const paint = useMemo(() => paintOf(current?.id ?? "", trial.tried, check.data, chosen), [current?.id, trial.tried, check.data, chosen]);

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
  const where = ({ decision, rule }: ModelProblem) => {
    if (decision && decision !== current?.id) show(decision);
    setActive({ rule: Math.max(0, (rule ?? 1) - 1), column: 0 });
  };
  return (
    <>
      <Head name={model.name} source={source} draft={draft} version={version} mayEdit={files.may_edit} isUnsaved={isUnsaved} isSaving={saving.isSaving} onCompare={() => change({ compare: "published" })} onPublish={() => setPublishing(true)} onSave={save} menu={<FileMenu source={source} decision={current?.id ?? null} table={table && current ? current.id : null} noEdit={noEdit} xml={() => writeModel(model)} onText={(xml) => editing.edit(readModel(xml))} />} />
      {noEdit ? <p className="notice calm">{noEdit}</p> : null}
      {saving.error ? <Alert type="warning" showIcon className="gap" title={saving.error instanceof ApiError ? saving.error.say(words.locale) : String(saving.error)} description={saving.error instanceof ApiError ? saving.error.advise(words.locale) : undefined} /> : null}
      <Views decisions={model.decisions} current={current?.id ?? null} findings={check.data?.findings ?? []} linkTo={(id) => ({ pathname: editorPath(source.path, id), search: parameters.toString() })} />
      {problems.map((problem, index) => (
        <Problem key={index} problem={problem} xml={writeModel(settled.model)} onGo={where} />
      ))}
      {check.error ? <Alert type="warning" showIcon className="gap" title={t("dmn.check_failed")} description={check.error instanceof ApiError ? check.error.say(words.locale) : String(check.error)} /> : null}
      <div className={current ? "bench" : "gap"}>
        <div className="stack">
          {table && current ? (
            <Card tight label={current.name}>
              <TableView key={current.id} editing={editing} table={table} name={current.name} paint={paint} isReadOnly={isReadOnly} active={active} onActive={setActive} onRuleFindings={(rule) => setChosen(check.data?.findings.find((one) => one.decision === current.id && one.rules.some(({ id }) => id === table.rules[rule]?.id)) ?? null)} />
            </Card>
          ) : (
            <Logic key={current?.id ?? "drd"} current={current} editing={editing} isReadOnly={isReadOnly} onOpen={show} />
          )}
          {current && check.data && problems.length === 0 ? <Examples path={source.path} decision={current.id} checked={check.data} draft={files.draft ?? null} noChange={noEdit ?? (isUnsaved ? t("dmn.save_first") : null)} xml={() => writeModel(model)} onChanged={() => void client.invalidateQueries({ queryKey: ["decisions", source.path, "check"] })} onRule={(number) => setActive({ rule: number - 1, column: 0 })} /> : null}
        </div>
        {current ? (
          <aside className="stack margin" aria-label={t("dmn.margin")}>
            <TryIt decision={current.id} trial={trial} labels={labels} linkTo={(id) => `${editorPath(source.path, id)}?${parameters.toString()}`} onRule={(number) => setActive({ rule: number - 1, column: 0 })} />
            {table ? <Findings decision={current.id} checked={check.data} isChecking={check.isFetching} chosen={chosen} onChoose={choose} onWitness={(finding) => { choose(finding); trial.set(witnessValues(finding, trial.inputs ?? [], table.columns)); }} /> : null}
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
          onPublished={() => {
            setPublishing(false);
            void message.success(t("dmn.published"));
            void client.removeQueries({ queryKey: ["decisions", source.path, "check", "draft"] });
            onReload();
          }}
        />
      ) : null}
    </>
  );
}
