/**
 * A decision table to work in, of five rules or of ten thousand: cells are edited in place, everything works from the keyboard, and the
 * trace of a trial, findings and coverage are painted on it. It knows neither routes nor the API: changes go out as calls.
 *
 * Only the rows in sight exist once a table is long (`shared/dmn/window.ts`). The grid itself keeps the focus and points to its active
 * cell, so that a row that scrolls away takes no focus with it.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { useLanguage } from "../i18n/language.tsx";
import type { CellChange } from "../shared/dmn/edit.ts";
import type { Table } from "../shared/dmn/model.ts";
import { ruleNow, type Paint } from "../shared/dmn/paint.ts";
import { suggestions } from "../shared/dmn/suggest.ts";
import { drawnRows, moved, pasted, ROW_HEIGHT, WINDOWED_FROM, type Place } from "../shared/dmn/window.ts";
import { RuleHead } from "./RuleHead.tsx";
import { RuleRow, type After, type RowCalls } from "./RuleRow.tsx";

export type RuleAct = "insert_above" | "insert_below" | "duplicate" | "remove" | "up" | "down";

interface RuleTableProps {
  label: string;
  table: Table;
  paint: Paint;
  isReadOnly: boolean;
  active: Place;
  onActive: (place: Place) => void;
  onCells: (changes: CellChange[]) => void;
  onAct: (act: RuleAct) => void;
  onColumn: (column: number) => void;
  onRule: (rule: number) => void;
}

interface Writing extends Place {
  text: string;
}

/** Keys that act on the active rule, with Ctrl or Alt held. */
function actOf(event: KeyboardEvent): RuleAct | null {
  const isControl = event.ctrlKey || event.metaKey;
  if (event.altKey && event.key === "ArrowUp") return "up";
  if (event.altKey && event.key === "ArrowDown") return "down";
  if (isControl && event.key === "Enter") return event.shiftKey ? "insert_above" : "insert_below";
  if (isControl && event.key.toLowerCase() === "d") return "duplicate";
  if (isControl && (event.key === "Delete" || event.key === "Backspace")) return "remove";
  return null;
}

export function RuleTable(props: RuleTableProps) {
  const { label, table, paint, isReadOnly, active, onActive, onCells, onAct, onColumn, onRule } = props;
  const { t } = useLanguage();
  const { rules, columns } = table;
  const scroll = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [view, setView] = useState({ top: 0, height: 640 });
  const isLong = rules.length > WINDOWED_FROM;
  const drawn = drawnRows(view.top, view.height, rules.length);

  // The view is told only when other rows come into sight.
  const look = useCallback(() => {
    const box = scroll.current;
    if (box) setView((before) => {
      const [old, now] = [drawnRows(before.top, before.height, rules.length), drawnRows(box.scrollTop, box.clientHeight, rules.length)];
      return old.from === now.from && old.to === now.to ? before : { top: box.scrollTop, height: box.clientHeight };
    });
  }, [rules.length]);
  useLayoutEffect(look, [look]);

  // The active cell stays in sight, also when it was chosen from elsewhere.
  useLayoutEffect(() => {
    const box = scroll.current;
    if (!box || !isLong) {
      grid.current?.querySelector(`#${cellId(active)}`)?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
      return;
    }
    const head = grid.current?.tHead?.offsetHeight ?? 0;
    const top = active.rule * ROW_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = Math.max(0, top - ROW_HEIGHT);
    else if (top + ROW_HEIGHT + head > box.scrollTop + box.clientHeight) box.scrollTop = top + head + 2 * ROW_HEIGHT - box.clientHeight;
    look();
    // Only when another cell becomes active: following every edit would pull the view back from where a person scrolled to.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [active.rule, active.column, isLong]);

  const begin = useCallback((place: Place, text: string) => setWriting({ ...place, text }), []);
  const finish = (text: string | null, after: After) => {
    if (writing && text !== null) onCells([{ rule: writing.rule, column: writing.column, text: text.trim() }]);
    setWriting(null);
    const then = typeof after === "string" ? null : after(rules.length);
    if (then) onActive(then);
    if (after !== "leave") grid.current?.focus({ preventScroll: true });
  };

  // Rows are drawn again only when they change, so their calls must stay the same functions.
  const latest = useRef({ onActive, onRule, finish, begin, isReadOnly, rules, columns });
  useEffect(() => {
    latest.current = { onActive, onRule, finish, begin, isReadOnly, rules, columns };
  });
  const [calls] = useState<RowCalls>(() => ({
    choose: (place) => {
      latest.current.onActive(place);
      grid.current?.focus({ preventScroll: true });
    },
    write: (place) => {
      const { isReadOnly: isFixed, rules: now, begin: start, onActive: activate } = latest.current;
      activate(place);
      if (!isFixed) start(place, now[place.rule]?.cells[place.column] ?? "");
    },
    finish: (text, after) => latest.current.finish(text, after),
    finding: (rule) => latest.current.onRule(rule),
    suggest: ({ column }) => {
      const { columns: heads, rules: now } = latest.current;
      const head = heads[column];
      return head && head.kind !== "annotation" ? suggestions(head, now, column) : [];
    },
  }));

  const onKey = (event: KeyboardEvent) => {
    if (writing || event.nativeEvent.isComposing) return;
    const isControl = event.ctrlKey || event.metaKey;
    const act = isReadOnly ? null : actOf(event);
    const to = event.altKey ? null : moved(active, event.key, isControl, rules.length, columns.length);
    if (act) onAct(act);
    else if (to) onActive(to);
    else if (isReadOnly || isControl || event.altKey) return;
    else if (event.key === "Enter" || event.key === "F2") begin(active, rules[active.rule]?.cells[active.column] ?? "");
    else if (event.key === "Delete" || event.key === "Backspace") onCells([{ ...active, text: columns[active.column]?.kind === "input" ? "-" : "" }]);
    else if (event.key.length === 1 && event.key !== " ") begin(active, event.key);
    // An input method begins: it needs a field to write into.
    else if (event.key === "Process") {
      begin(active, "");
      return;
    } else return;
    event.preventDefault();
  };
  const onCopy = (event: ClipboardEvent) => {
    if (writing) return;
    event.clipboardData.setData("text/plain", rules[active.rule]?.cells[active.column] ?? "");
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (writing || isReadOnly) return;
    event.preventDefault();
    const rows = pasted(event.clipboardData.getData("text/plain"));
    onCells(rows.flatMap((cells, down) => cells.map((text, right) => ({ rule: active.rule + down, column: active.column + right, text: text.trim() }))));
  };

  return (
    <div className={`rules-scroll${isLong ? " is-long" : ""}`} ref={scroll} onScroll={isLong ? look : undefined}>
      {/* The grid is the one stop of the Tab key; its cells are reached with the arrows. */}
      <table
        ref={grid}
        role="grid"
        aria-label={label}
        aria-rowcount={rules.length + 1}
        aria-colcount={columns.length + 1}
        aria-readonly={isReadOnly}
        aria-activedescendant={rules.length && active.rule >= drawn.from && active.rule < drawn.to ? cellId(active) : undefined}
        tabIndex={0}
        className="rules"
        onKeyDown={onKey}
        onCopy={onCopy}
        onPaste={onPaste}
      >
        <RuleHead table={table} isLong={isLong} hasHits={paint.hits !== null} onColumn={isReadOnly ? null : onColumn} />
        <tbody>
          {drawn.from > 0 ? <tr aria-hidden className="space"><td style={{ height: drawn.from * ROW_HEIGHT }} colSpan={columns.length + 3} /></tr> : null}
          {rules.slice(drawn.from, drawn.to).map((rule, place) => {
            const index = drawn.from + place;
            const isActive = index === active.rule;
            const isWriting = writing?.rule === index;
            return (
              <RuleRow
                key={rule.id || index}
                rule={rule}
                index={index}
                columns={columns}
                {...ruleNow(paint, rule.id)}
                hasHits={paint.hits !== null}
                activeColumn={isActive ? active.column : null}
                writingColumn={isWriting ? writing.column : null}
                writingText={isWriting ? writing.text : ""}
                calls={calls}
              />
            );
          })}
          {drawn.to < rules.length ? <tr aria-hidden className="space"><td style={{ height: (rules.length - drawn.to) * ROW_HEIGHT }} colSpan={columns.length + 3} /></tr> : null}
          {rules.length === 0 ? (
            <tr>
              <td colSpan={columns.length + 3} className="muted">
                {t("dmn.no_rules")}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}

export function cellId({ rule, column }: Place): string {
  return `cell-${rule}-${column}`;
}

