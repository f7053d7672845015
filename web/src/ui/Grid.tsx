/**
 * The grid that lists are worked in: sticky head and first column, sorting in the head, J/K/Enter, cards on a phone.
 * It knows neither routes nor the API: rows come in, `onOpen` and `onSort` go out.
 */
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useLanguage } from "../i18n/language.tsx";
import { Scroll } from "./Scroll.tsx";

export interface Column<Row> {
  key: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** The server's name of this order; absent: not sortable. */
  sort?: string;
  width?: number;
}
export interface Sort {
  by: string;
  dir: "asc" | "desc";
}

interface GridProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  onOpen?: (row: Row) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  rowClass?: (row: Row) => string | undefined;
  card?: (row: Row) => ReactNode;
  isPhone?: boolean;
  foot?: ReactNode;
  hasKeys?: boolean;
  isFree?: boolean;
  sum?: ReactNode;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

function isCovered(): boolean {
  return document.querySelector(".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open, .ant-select-open") !== null;
}

export function Grid<Row>(props: GridProps<Row>) {
  const { label, columns, rows, rowKey, onOpen, sort, onSort, rowClass, card, isPhone, foot, hasKeys = false, isFree = false, sum } = props;
  const { t } = useLanguage();
  const [active, setActive] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);

  useEffect(() => {
    if (!hasKeys) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isCovered()) return;
      const key = event.key.toLowerCase();
      if (key === "j" || key === "k") {
        event.preventDefault();
        setActive((before) => {
          const next = Math.min(rows.length - 1, Math.max(0, before + (key === "j" ? 1 : -1)));
          body.current?.children[next]?.scrollIntoView({ block: "nearest" });
          return next;
        });
      } else if (key === "enter" && onOpen && !(event.target instanceof HTMLElement && event.target.closest("a,button,[role=combobox]"))) {
        const row = rows[active];
        if (row) onOpen(row);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [hasKeys, rows, onOpen, active]);

  if (isPhone && card) {
    return (
      <>
        <ul className="cards" aria-label={label}>
          {rows.map((row) => (
            <li key={rowKey(row)}>{card(row)}</li>
          ))}
        </ul>
        {foot ? <div className="grid-foot">{foot}</div> : null}
      </>
    );
  }
  return (
    <>
      <Scroll className={`grid-scroll${isFree ? " free" : ""}`} label={label}>
        <table className="grid">
          <caption className="hidden-text">{label}</caption>
          <thead>
            <tr>
              {columns.map((column, index) => {
                const isSorted = sort && column.sort === sort.by;
                return (
                  <th
                    key={column.key}
                    scope="col"
                    className={`${column.isNumber ? "num" : ""}${index === 0 ? " stick" : ""}`}
                    style={column.width ? { width: column.width } : undefined}
                    aria-sort={isSorted ? (sort.dir === "asc" ? "ascending" : "descending") : undefined}
                  >
                    {column.sort && onSort ? (
                      <button
                        type="button"
                        title={t("grid.sort")}
                        onClick={() => onSort({ by: column.sort ?? "", dir: isSorted ? (sort.dir === "desc" ? "asc" : "desc") : column.isNumber ? "desc" : "asc" })}
                      >
                        {column.title}
                        <span aria-hidden>{isSorted ? (sort.dir === "asc" ? " ↑" : " ↓") : ""}</span>
                      </button>
                    ) : (
                      column.title
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, index) => (
              <tr key={rowKey(row)} className={[rowClass?.(row), hasKeys && index === active ? "active" : ""].filter(Boolean).join(" ") || undefined}>
                {columns.map((column, place) => (
                  <td key={column.key} className={`${column.isNumber ? "num" : ""}${place === 0 ? " stick" : ""}`}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {sum}
        </table>
      </Scroll>
      {foot ? <div className="grid-foot">{foot}</div> : null}
    </>
  );
}
