/** Three rows of each sort: what comes in, what is left out and why, what comes back and why. */
import { Button } from "antd";
import type { FateRows, ImportReport, ShownRow } from "../../api/types.ts";
import type { Key } from "../../i18n/language.tsx";
import { useWords } from "../../app/session.tsx";
import { amount, count } from "../../shared/format.ts";
import { Card } from "../../ui/Page.tsx";
import { useThingNames } from "./names.ts";

const TONES = { comes_in: "good", left_out: "", refused: "warn", already_there: "" } as const;

export function Fates({ report, workbook }: { report: ImportReport; workbook: string | null }) {
  const { t } = useWords();
  // Reports of earlier versions have no rows, but the reasons.
  if (!report.rows.length) return report.rows_rejected ? <Reasons report={report} workbook={workbook} /> : null;
  const groups = (["comes_in", "already_there", "left_out", "refused"] as const).flatMap((fate) => {
    // What has money in it before notes and totals.
    const rows = report.rows.filter((one) => one.fate === fate).sort((one, other) => Number(hasMoney(other)) - Number(hasMoney(one)));
    return rows.length ? [{ fate, rows }] : [];
  });
  return (
    <section className="gap">
      <Card title={t(report.is_dry_run ? "fate.title" : "fate.title_done")}>
        {groups.map(({ fate, rows }) => (
          <section key={fate} className="fate" aria-label={t(`fate.${fate}`)}>
            <h3>
              <span className={`tag ${TONES[fate]}`}>{t(`fate.${fate}`)}</span> <span className="muted">{t("fate.count", { count: count(rows.reduce((sum, one) => sum + one.count, 0)) })}</span>
              {fate === "refused" && report.has_rejected_workbook && workbook ? (
                <Button size="small" href={workbook} download>
                  {t("report.workbook")}
                </Button>
              ) : null}
            </h3>
            {rows.map((one) => (
              <FateTable key={one.reason ?? ""} rows={one} headers={report.columns} isNamed={one.reason !== null && one.reason !== undefined} />
            ))}
          </section>
        ))}
      </Card>
    </section>
  );
}

function hasMoney(rows: FateRows): boolean {
  return rows.rows.some((row) => row.gives.length > 0);
}

function Reasons({ report, workbook }: { report: ImportReport; workbook: string | null }) {
  const { t, text } = useWords();
  return (
    <section className="gap">
      <Card title={t("report.rejected_title", { count: count(report.rows_rejected) })} aside={report.has_rejected_workbook && workbook ? <Button size="small" href={workbook} download>{t("report.workbook")}</Button> : undefined}>
        <ul className="because">
          {report.rejected_by_reason.map((one) => (
            <li key={one.name}>
              {text(one.label)} <span className="muted">{t("fate.count", { count: count(one.count) })}</span>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function FateTable({ rows, headers, isNamed }: { rows: FateRows; headers: string[]; isNamed: boolean }) {
  const { t, text } = useWords();
  return (
    <div className="fate-rows">
      {isNamed && rows.fate !== "refused" ? (
        <p>
          {text(rows.text)} <span className="muted">{t("fate.count", { count: count(rows.count) })}</span>
        </p>
      ) : null}
      <ul aria-label={text(rows.text)}>
        {rows.rows.map((row) => (
          <li key={row.row}>
            <span className="muted nowrap">
              {t("fate.row")} {count(row.row)}
            </span>
            <Gives row={row} isRefused={rows.fate === "refused"} />
            <span className="small muted fate-cells" title={titled(row, headers)}>
              {row.cells.filter(Boolean).join(" │ ")}
            </span>
          </li>
        ))}
      </ul>
      {rows.fate === "refused" && rows.count > rows.rows.length ? <p className="small muted">{t("fate.same_reason", { count: count(rows.count) })}</p> : null}
    </div>
  );
}

function titled(row: ShownRow, headers: string[]): string {
  return row.cells.flatMap((cell, index) => (cell ? [headers[index] ? `${headers[index]}: ${cell}` : cell] : [])).join("\n");
}

function Gives({ row, isRefused }: { row: ShownRow; isRefused: boolean }) {
  const { t, date, text } = useWords();
  const names = useThingNames();
  if (isRefused) return <span>{text(row.why)}</span>;
  const named = (kind: string) => (kind === "in" || kind === "out" || kind === "neither" ? t(`line.${kind}` as Key) : names(kind));
  // An allocation repeats what the receipt says.
  const gives = row.gives.filter((one) => one.kind !== "allocation" && one.kind !== "invoice");
  return (
    <span>
      {row.party ? <b>{row.party}</b> : null} {row.date ? <span className="muted">{date(row.date)}</span> : null}{" "}
      {gives.length ? gives.map((one, index) => <span key={index} className="nowrap">{`${index ? " · " : ""}${named(one.kind)} ${amount(one.amount)} ${one.currency}`}</span>) : null}
    </span>
  );
}
