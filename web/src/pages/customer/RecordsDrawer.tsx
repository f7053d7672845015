import { useInfiniteQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { ratingRecordsQuery } from "../../api/calls.ts";
import type { RatingRecord } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { isNegative } from "../../shared/decimal.ts";
import { amount, NOTHING } from "../../shared/format.ts";
import { Grid, type Column } from "../../ui/Grid.tsx";
import { RateNote } from "../rates/RateNote.tsx";
import { More } from "../../ui/More.tsx";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";
import type { Behind } from "./Why.tsx";

/** The entries and records behind a measure or one of its totals: the end of every "why". */
export function RecordsDrawer({ customer, month, behind, onClose }: { customer: number; month: string; behind: Behind | null; onClose: () => void }) {
  const { t, text } = useWords();
  const total = behind?.measure.totals.find((one) => one.name === behind.total);
  return (
    <Drawer
      open={behind !== null}
      onClose={onClose}
      size={Math.min(940, window.innerWidth)}
      title={behind ? `${text(behind.measure.label)}${total ? ` · ${text(total.label)}` : ""}` : ""}
      destroyOnHidden
    >
      {behind ? <Records customer={customer} month={month} behind={behind} empty={t("records.none")} /> : null}
    </Drawer>
  );
}

function Records({ customer, month, behind, empty }: { customer: number; month: string; behind: Behind; empty: string }) {
  const words = useWords();
  const { t, text, date, currency } = words;
  const list = useInfiniteQuery(ratingRecordsQuery(customer, month, behind.measure.measure, behind.total));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (list.error && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Waiting card={false} rows={8} />;
  if (rows.length === 0) return <Empty title={empty} why={text(behind.measure.missing)} />;
  const columns: Column<RatingRecord>[] = [
    {
      key: "number",
      title: t("column.number"),
      cell: (row) => (
        <span className="nowrap">
          <span className="tag">{text(row.kind_label)}</span> {row.number ?? NOTHING}
        </span>
      ),
    },
    { key: "date", title: t("column.date"), cell: (row) => <span className="nowrap">{date(row.date)}</span> },
    { key: "due", title: t("column.due"), cell: (row) => <span className="nowrap">{row.due ? date(row.due) : NOTHING}</span> },
    {
      key: "late",
      title: t("column.late"),
      isNumber: true,
      cell: (row) => (row.days_late && row.days_late > 0 ? <span className="late">{t("unit.days", { days: row.days_late })}</span> : <span className="muted">{NOTHING}</span>),
    },
    { key: "amount", title: t("column.amount"), isNumber: true, cell: (row) => (row.amount ? `${row.currency && row.currency !== currency ? `${row.currency} ` : ""}${amount(row.amount)}` : NOTHING) },
    {
      key: "counted",
      title: t("column.counted"),
      isNumber: true,
      cell: (row) => (
        <span style={{ display: "inline-grid", justifyItems: "end" }}>
          <b className={isNegative(row.counted) ? "muted" : undefined}>{row.counted.includes(".") ? amount(row.counted) : row.counted}</b>
          {row.amount && row.currency ? <RateNote currency={row.currency} day={row.date} amount={row.amount} inBase={row.counted} onlyListed /> : null}
        </span>
      ),
    },
    {
      key: "why",
      title: t("column.why"),
      cell: (row) => (
        <span className="small muted" title={row.note ?? undefined}>
          {text(row.why)}
          {row.note ? ` · ${row.note}` : ""}
        </span>
      ),
    },
  ];
  return (
    <Grid
      label={t("records.list")}
      isFree
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.total}-${row.kind}-${row.id}`}
      foot={<More shown={rows.length} total={list.data.pages[0]?.total} hasMore={list.hasNextPage} isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    />
  );
}
