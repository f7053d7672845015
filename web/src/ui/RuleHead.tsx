import { useLanguage } from "../i18n/language.tsx";
import type { Column, Table } from "../shared/dmn/model.ts";

/** The head of a decision table: what is tested, what comes out, of what type; each opens its column. */
export function RuleHead({ table, isLong, hasHits, onColumn }: { table: Table; isLong: boolean; hasHits: boolean; onColumn: ((column: number) => void) | null }) {
  const { t } = useLanguage();
  return (
    <>
      {isLong ? (
        <colgroup>
          <col style={{ width: 64 }} />
          <col style={{ width: 44 }} />
          {hasHits ? <col style={{ width: 56 }} /> : null}
          {table.columns.map((column, index) => (
            <col key={index} style={{ width: column.kind === "annotation" ? 220 : 150 }} />
          ))}
        </colgroup>
      ) : null}
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="no">#</th>
          <th scope="col" className="noted">
            <span className="hidden-text">{t("dmn.marks")}</span>
          </th>
          {hasHits ? (
            <th scope="col" className="hits" title={t("dmn.hits_why")}>
              {t("dmn.hits")}
            </th>
          ) : null}
          {table.columns.map((column, index) => (
            <th key={index} scope="col" className={column.kind} aria-colindex={index + 2}>
              <Title column={column} onOpen={onColumn ? () => onColumn(index) : null} />
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

function Title({ column, onOpen }: { column: Column; onOpen: (() => void) | null }) {
  const { t } = useLanguage();
  const kind = column.kind === "input" ? "" : column.kind === "output" ? "→ " : "";
  const note = [column.kind === "input" && column.expression !== column.title ? column.expression : "", column.type].filter(Boolean).join(" · ");
  const body = (
    <>
      <span className="title">
        <span aria-hidden>{kind}</span>
        {column.title || t(column.kind === "annotation" ? "dmn.annotation" : column.kind === "output" ? "dmn.output" : "dmn.input")}
      </span>
      {note ? <span className="note">{note}</span> : null}
    </>
  );
  if (!onOpen) return <div className="column-title">{body}</div>;
  return (
    <button type="button" tabIndex={-1} className="column-title" title={column.values ? t("dmn.values_are", { values: column.values }) : t("dmn.column_edit")} onClick={onOpen}>
      {body}
    </button>
  );
}
