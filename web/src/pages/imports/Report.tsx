/** What an import did or would do. */
import type { ImportReport, LabelledCount } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { amount, count } from "../../shared/format.ts";
import { Card, Strip } from "../../ui/Page.tsx";
import { Fates } from "./Fates.tsx";
import { useThingNames } from "./names.ts";
import { OwingCard } from "./Owing.tsx";
import { Proofs } from "./Reading.tsx";

/** `hasProofs`: where no reading beside it shows them. */
export function Report({ report, workbook, hasProofs = false }: { report: ImportReport; workbook: string | null; hasProofs?: boolean }) {
  const { t, date } = useWords();
  const names = useThingNames();
  const counted = (counts: Record<string, number>) => Object.entries(counts).flatMap(([name, value]) => (value > 0 ? [{ name, label: names(name), count: value }] : []));
  const created = counted({ ...report.records, ...report.entries });
  const changed = counted(report.changed);
  const skipped = Object.entries(report.rows_skipped).filter(([, value]) => value > 0);
  return (
    <>
      <Strip
        figures={[
          { label: t("report.read"), value: count(report.rows_read) },
          { label: t("report.accepted"), value: count(report.rows_accepted) },
          { label: t("report.rejected"), value: report.rows_rejected ? count(report.rows_rejected) : "—", note: report.rows_rejected ? t("report.rejected_note") : t("report.rejected_none") },
          { label: t("report.known"), value: report.rows_already_known ? count(report.rows_already_known) : "—", note: t("report.known_note") },
        ]}
      />
      <div className="gap">
        <OwingCard report={report} />
      </div>
      {hasProofs ? (
        <div className="gap">
          <Proofs proofs={report.proofs} />
        </div>
      ) : null}
      <Fates report={report} workbook={workbook} />
      <div className="half">
        <Card title={report.is_dry_run ? t("report.would_give") : t("report.gave")} aside={report.is_dry_run ? t("report.nothing_written") : undefined}>
          {created.length ? <Counts rows={created} /> : <p className="muted">{t("report.gives_nothing")}</p>}
          {changed.length ? (
            <>
              <p className="small muted" style={{ margin: "10px 0 4px" }}>
                {t("report.changed")}
              </p>
              <Counts rows={changed} />
            </>
          ) : null}
          {report.allocated?.receipts ? (
            <p className="small" style={{ marginTop: 10 }}>
              {t("report.allocated", { count: count(report.allocated.receipts), amount: amount(report.allocated.amount) })}
            </p>
          ) : null}
          <p className="small muted" style={{ marginTop: 10 }}>
            {report.first_date && report.last_date ? t("report.dates", { from: date(report.first_date), to: date(report.last_date) }) : ""}
            {report.coverage.length ? ` ${t("report.coverage")} ${report.coverage.map((one) => `${names(one.fact)} ${one.from} – ${one.to}`).join("; ")}` : ""}
            {report.rests_on_asserted ? ` · ${t("asserted_short")}` : ""}
          </p>
        </Card>
        <Card title={t("report.warnings")}>
          {report.warnings.length ? <Counts rows={report.warnings} /> : <p className="muted">{t("report.no_warnings")}</p>}
          {skipped.length && !report.rows.length ? (
            <p className="small muted" style={{ marginTop: 8 }}>
              {t("report.skipped")} {skipped.map(([name, value]) => `${name in SKIPPED ? t(SKIPPED[name as keyof typeof SKIPPED]) : name} ${count(value)}`).join(" · ")}
            </p>
          ) : null}
        </Card>
      </div>
    </>
  );
}

const SKIPPED = { total: "skipped.total", subtotal: "skipped.subtotal", footer: "skipped.footer", repeated_header: "skipped.repeated_header" } as const;

function Counts({ rows }: { rows: (Omit<LabelledCount, "label"> & { label: LabelledCount["label"] | string })[] }) {
  const { text } = useWords();
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <div className="bars">
      {rows.map((row) => [
        <span key={`l${row.name}`}>{text(row.label)}</span>,
        <span key={`b${row.name}`} className="bar" aria-hidden style={{ width: `${Math.max(1, (row.count / most) * 100)}%`, background: "var(--ink3)" }} />,
        <span key={`v${row.name}`} style={{ textAlign: "right" }}>
          {count(row.count)}
        </span>,
      ])}
    </div>
  );
}
