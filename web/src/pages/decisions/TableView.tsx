/** A decision's table with its tools: turns what a person does into edits of the model. */
import { useEffect, useState } from "react";
import type { Editing } from "../../app/history.ts";
import { useIsPhone } from "../../app/phone.ts";
import { useWords } from "../../app/session.tsx";
import { ColumnDialog } from "../../forms/ColumnDialog.tsx";
import { addColumn, duplicateRule, insertRule, moveRule, removeColumn, removeRules, setCells, setColumn, setHitPolicy } from "../../shared/dmn/edit.ts";
import { withTable, type ColumnKind, type Model, type Table } from "../../shared/dmn/model.ts";
import type { Paint } from "../../shared/dmn/paint.ts";
import { WINDOWED_FROM, type Place } from "../../shared/dmn/window.ts";
import { RuleCards } from "../../ui/RuleCards.tsx";
import { RuleTable, type RuleAct } from "../../ui/RuleTable.tsx";
import { TableTools } from "../../ui/TableTools.tsx";

interface TableViewProps {
  editing: Editing<Model>;
  table: Table;
  name: string;
  paint: Paint;
  isReadOnly: boolean;
  active: Place;
  onActive: (place: Place) => void;
  onRuleFindings: (rule: number) => void;
}
type Opened = { column: number } | { adds: ColumnKind } | null;

export function TableView({ editing, table, name, paint, isReadOnly, active, onActive, onRuleFindings }: TableViewProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState<Opened>(null);
  const isPhone = useIsPhone();
  const [said, setSaid] = useState("");
  const put = (next: Table) => {
    if (next !== table) editing.edit(withTable(editing.value, next));
  };
  // An undo may leave the active cell outside of the table.
  useEffect(() => {
    const rule = Math.max(0, Math.min(active.rule, table.rules.length - 1));
    const column = Math.max(0, Math.min(active.column, table.columns.length - 1));
    if (rule !== active.rule || column !== active.column) onActive({ rule, column });
  }, [active, table, onActive]);

  const act = (what: RuleAct) => {
    const at = active.rule;
    const { next, rule } = acted(table, what, at);
    put(next);
    onActive({ ...active, rule: Math.max(0, Math.min(rule, next.rules.length - 1)) });
    setSaid(t(`dmn.said.${what}`, { number: rule + 1 }));
  };
  const column = opened && "column" in opened ? table.columns[opened.column] : undefined;
  const kind = opened && "adds" in opened ? opened.adds : column?.kind;
  return (
    <>
      <TableTools
        label={t("dmn.tools", { name })}
        table={table}
        active={active.rule}
        isReadOnly={isReadOnly}
        onAct={act}
        onAddColumn={(adds) => setOpened({ adds })}
        onEditColumn={() => setOpened({ column: active.column })}
        onPolicy={(policy, aggregation) => put(setHitPolicy(table, policy, aggregation))}
        onGo={(rule) => onActive({ rule, column: active.column })}
        history={editing}
      />
      {isPhone && table.rules.length <= WINDOWED_FROM ? <RuleCards table={table} paint={paint} label={name} active={active.rule} /> : <RuleTable
        label={name}
        table={table}
        paint={paint}
        isReadOnly={isReadOnly}
        active={active}
        onActive={onActive}
        onCells={(changes) => put(setCells(table, changes))}
        onAct={act}
        onColumn={(at) => setOpened({ column: at })}
        onRule={onRuleFindings}
      />}
      <div className="grid-foot">
        <span>{t("dmn.rule_count", { count: table.rules.length.toLocaleString("en") })}</span>
        {isReadOnly ? null : <span className="only-wide">{t("dmn.keys")}</span>}
        <span className="hidden-text" role="status">
          {said}
        </span>
      </div>
      {opened && kind ? (
        <ColumnDialog
          kind={kind}
          column={column ?? null}
          canRemove={kind === "annotation" || table.columns.filter((one) => one.kind === kind).length > 1}
          onClose={() => setOpened(null)}
          onSave={(fields) => {
            put("column" in opened ? setColumn(table, opened.column, fields) : addColumn(table, kind, fields));
            setOpened(null);
          }}
          onRemove={() => {
            if ("column" in opened) put(removeColumn(table, opened.column));
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}

/** The table after an act, and the rule that is then active. */
function acted(table: Table, what: RuleAct, at: number): { next: Table; rule: number } {
  switch (what) {
    case "insert_above":
      return { next: insertRule(table, at), rule: at };
    case "insert_below": {
      const rule = table.rules.length ? at + 1 : 0;
      return { next: insertRule(table, rule), rule };
    }
    case "duplicate":
      return { next: duplicateRule(table, at), rule: at + 1 };
    case "remove":
      return { next: removeRules(table, at, at), rule: at };
    case "up":
      return { next: moveRule(table, at, at - 1), rule: at - 1 };
    case "down":
      return { next: moveRule(table, at, at + 1), rule: at + 1 };
  }
}
