/** One rule of a decision table. Drawn again only when something of its own changed: a table may have ten thousand. */
import { CheckCircleFilled, CloseOutlined } from "@ant-design/icons";
import { memo } from "react";
import { useLanguage } from "../i18n/language.tsx";
import type { Column, Rule } from "../shared/dmn/model.ts";
import type { RulePaint } from "../shared/dmn/paint.ts";
import type { Place } from "../shared/dmn/window.ts";
import { CellField } from "./CellField.tsx";
import { SeverityIcon } from "./Severity.tsx";

/** Which cell comes after one was written: the next one given how many rules there are, the same, or none because the focus went elsewhere. */
export type After = "stay" | "leave" | ((rules: number) => Place | null);

export interface RowCalls {
  choose: (place: Place) => void;
  write: (place: Place) => void;
  /** `null`: as it was. */
  finish: (text: string | null, step: After) => void;
  finding: (rule: number) => void;
  /** What a cell may be about to say. */
  suggest: (place: Place) => string[];
}

interface RuleRowProps extends RulePaint {
  rule: Rule;
  index: number;
  columns: readonly Column[];
  hasHits: boolean;
  activeColumn: number | null;
  writingColumn: number | null;
  writingText: string;
  calls: RowCalls;
}

function Row({ rule, index, columns, isMatched, miss, severity, chosen, hits, hasHits, activeColumn, writingColumn, writingText, calls }: RuleRowProps) {
  const { t } = useLanguage();
  const classes = [isMatched ? "is-matched" : "", activeColumn !== null ? "is-active" : "", miss !== null ? "is-missed" : ""].filter(Boolean).join(" ");
  return (
    <tr aria-rowindex={index + 2} className={classes || undefined} data-rule={rule.id}>
      <th scope="row" className="no">
        {isMatched ? (
          <>
            <CheckCircleFilled aria-hidden /> <span className="hidden-text">{t("dmn.matched")}</span>
          </>
        ) : null}
        {index + 1}
      </th>
      <td className="noted">
        {severity ? (
          <button type="button" tabIndex={-1} className="plain" onClick={() => calls.finding(index)} title={t("dmn.see_findings")}>
            <SeverityIcon severity={severity} />
          </button>
        ) : null}
      </td>
      {hasHits ? <Hits hits={hits} /> : null}
      {columns.map((column, place) => {
        const isMiss = column.kind === "input" && place === miss;
        const isActive = place === activeColumn;
        const cell = rule.cells[place] ?? "";
        return (
          <td
            key={place}
            id={`cell-${index}-${place}`}
            aria-colindex={place + 2}
            aria-selected={isActive}
            className={[column.kind, isMiss ? "is-miss" : "", isActive ? "is-here" : "", chosen.includes(place) && column.kind === "input" ? "is-chosen" : ""].filter(Boolean).join(" ")}
            title={isMiss ? t("dmn.miss", { cell }) : undefined}
            onClick={() => (isActive && writingColumn === null ? calls.write({ rule: index, column: place }) : writingColumn === place ? undefined : calls.choose({ rule: index, column: place }))}
          >
            {writingColumn === place ? (
              <CellField text={writingText} label={t("dmn.cell_of", { number: index + 1, column: column.title })} place={{ rule: index, column: place }} columns={columns.length} calls={calls} />
            ) : (
              <>
                {isMiss ? (
                  <>
                    <CloseOutlined aria-hidden className="cross" />
                    <span className="hidden-text">{t("dmn.miss_short")}</span>
                  </>
                ) : null}
                <span className={column.kind === "annotation" ? "words" : "feel"}>{cell || (column.kind === "annotation" ? "" : "–")}</span>
              </>
            )}
          </td>
        );
      })}
    </tr>
  );
}

export const RuleRow = memo(Row, (before, after) => {
  const keys = Object.keys(after) as (keyof RuleRowProps)[];
  return keys.every((key) => before[key] === after[key] || (key === "chosen" && String(before.chosen) === String(after.chosen)));
});

function Hits({ hits }: { hits: number | null }) {
  const { t } = useLanguage();
  if (hits === null) return <td className="hits" />;
  return (
    <td className={`hits${hits === 0 ? " is-never" : ""}`} title={hits === 0 ? t("dmn.never") : t("dmn.hit_times", { count: hits })}>
      <i aria-hidden style={{ width: Math.min(20, hits * 4) }} />
      {hits}
    </td>
  );
}
