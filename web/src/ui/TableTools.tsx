/** What can be done to a decision table as a whole and to its active rule; search and the way to a rule's number. */
import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, DownOutlined, PlusOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input, InputNumber, Select } from "antd";
import { useMemo, useState } from "react";
import { useLanguage, type Key } from "../i18n/language.tsx";
import type { ColumnKind, Table } from "../shared/dmn/model.ts";
import { search } from "../shared/dmn/window.ts";
import type { RuleAct } from "./RuleTable.tsx";

/** Hit policies by the names of the standard; those of COLLECT with their aggregation. */
const POLICIES = ["UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT", "COLLECT SUM", "COLLECT MIN", "COLLECT MAX", "COLLECT COUNT"] as const;
const JUMP_FROM = 40;

interface TableToolsProps {
  label: string;
  table: Table;
  active: number;
  isReadOnly: boolean;
  onAct: (act: RuleAct) => void;
  onAddColumn: (kind: ColumnKind) => void;
  /** Opens the column of the active cell: its head is no stop of the Tab key. */
  onEditColumn: () => void;
  onPolicy: (policy: string, aggregation: string) => void;
  onGo: (rule: number) => void;
  history: { undo: () => void; redo: () => void; canUndo: boolean; canRedo: boolean };
}

export function TableTools(props: TableToolsProps) {
  const { table, isReadOnly } = props;
  return (
    <div className="tools" role="toolbar" aria-label={props.label}>
      <Policy table={table} isReadOnly={isReadOnly} onPolicy={props.onPolicy} />
      {isReadOnly ? null : <RuleButtons {...props} />}
      <span className="tools-right">
        <Find table={table} active={props.active} onGo={props.onGo} />
        {table.rules.length > JUMP_FROM ? <Jump count={table.rules.length} onGo={props.onGo} /> : null}
      </span>
    </div>
  );
}

function Policy({ table, isReadOnly, onPolicy }: Pick<TableToolsProps, "table" | "isReadOnly" | "onPolicy">) {
  const { t } = useLanguage();
  const value = [table.hitPolicy, table.aggregation].filter(Boolean).join(" ");
  const known = (name: string) => (POLICIES as readonly string[]).includes(name);
  const word = (name: string) => (known(name) ? t(`dmn.policy.${name}` as Key) : name);
  if (isReadOnly) return <span className="tag" title={word(value)}>{value}</span>;
  return (
    <Select
      size="small"
      aria-label={t("dmn.policy")}
      title={word(value)}
      value={value}
      popupMatchSelectWidth={false}
      style={{ minWidth: 112 }}
      onChange={(chosen) => {
        const isAggregate = chosen.startsWith("COLLECT ");
        onPolicy(isAggregate ? "COLLECT" : chosen, isAggregate ? chosen.slice(8) : "");
      }}
      optionRender={(option) => (
        <span>
          {option.value} <span className="muted small">{word(String(option.value))}</span>
        </span>
      )}
      options={[...new Set([...POLICIES, value])].map((name) => ({ value: name, label: name }))}
    />
  );
}

function RuleButtons({ table, active, onAct, onAddColumn, onEditColumn, history }: TableToolsProps) {
  const { t } = useLanguage();
  const isEmpty = table.rules.length === 0;
  const acts: [RuleAct, Key, string, React.ReactNode, boolean][] = [
    ["duplicate", "dmn.duplicate", "Ctrl D", <CopyOutlined key="i" />, isEmpty],
    ["up", "dmn.up", "Alt ↑", <ArrowUpOutlined key="i" />, isEmpty || active === 0],
    ["down", "dmn.down", "Alt ↓", <ArrowDownOutlined key="i" />, isEmpty || active >= table.rules.length - 1],
    ["remove", "dmn.remove", "Ctrl Del", <DeleteOutlined key="i" />, isEmpty],
  ];
  const kinds: ColumnKind[] = ["input", "output", "annotation"];
  const items = [{ key: "edit", label: t("dmn.column_active") }, { type: "divider" as const }, ...kinds.map((kind) => ({ key: kind, label: `+ ${t(`dmn.${kind}` as Key)}` }))];
  return (
    <>
      <Button size="small" icon={<PlusOutlined aria-hidden />} title="Ctrl Enter" onClick={() => onAct("insert_below")}>
        {t("dmn.add_rule")}
      </Button>
      {acts.map(([act, key, keys, icon, isOff]) => (
        <Button key={act} size="small" type="text" icon={icon} disabled={isOff} aria-label={t(key)} title={`${t(key)} (${keys})`} onClick={() => onAct(act)} />
      ))}
      <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => (key === "edit" ? onEditColumn() : onAddColumn(key as ColumnKind)) }}>
        <Button size="small" aria-haspopup="menu">
          {t("dmn.columns")} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      <Button size="small" type="text" icon={<UndoOutlined />} disabled={!history.canUndo} aria-label={t("dmn.undo")} title={`${t("dmn.undo")} (Ctrl Z)`} onClick={history.undo} />
      <Button size="small" type="text" icon={<RedoOutlined />} disabled={!history.canRedo} aria-label={t("dmn.redo")} title={`${t("dmn.redo")} (Ctrl Y)`} onClick={history.redo} />
    </>
  );
}

function Find({ table, active, onGo }: Pick<TableToolsProps, "table" | "active" | "onGo">) {
  const { t } = useLanguage();
  const [words, setWords] = useState("");
  const found = useMemo(() => search(table.rules, words), [table.rules, words]);
  const go = (by: 1 | -1) => {
    const at = by > 0 ? (found.find((one) => one > active) ?? found[0]) : (found.findLast((one) => one < active) ?? found.at(-1));
    if (at !== undefined) onGo(at);
  };
  return (
    <Input
      size="small"
      allowClear
      aria-label={t("dmn.find")}
      placeholder={t("dmn.find")}
      style={{ width: 190 }}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      onPressEnter={(event) => go(event.shiftKey ? -1 : 1)}
      suffix={words ? <span className="muted small" aria-live="polite">{t("dmn.found", { count: found.length })}</span> : null}
    />
  );
}

function Jump({ count, onGo }: { count: number; onGo: (rule: number) => void }) {
  const { t } = useLanguage();
  const [number, setNumber] = useState<number | null>(null);
  return (
    <InputNumber
      size="small"
      min={1}
      max={count}
      precision={0}
      controls={false}
      aria-label={t("dmn.jump")}
      placeholder={t("dmn.jump_hint", { count: count.toLocaleString("en") })}
      style={{ width: 120 }}
      value={number}
      onChange={setNumber}
      onPressEnter={() => number !== null && onGo(number - 1)}
    />
  );
}
