import { lazy, Suspense, useCallback, useMemo } from "react";
import { useWords } from "../../app/session.tsx";
import { readModel, writeModel, type Decision, type Model } from "../../shared/dmn/model.ts";
import { Card } from "../../ui/Page.tsx";
import { Waiting } from "../../ui/States.tsx";

const Diagram = lazy(() => import("./Diagram.tsx"));

/** What is not a table: the graph, or an expression, in dmn-js. */
export function Logic({ current, editing, isReadOnly, onOpen }: { current: Decision | null; editing: { value: Model; edit: (model: Model) => void }; isReadOnly: boolean; onOpen: (decision: string) => void }) {
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
