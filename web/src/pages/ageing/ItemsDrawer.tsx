import { useInfiniteQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { Link } from "react-router";
import { openItemsQuery, type ItemsFilter } from "../../api/calls.ts";
import type { OpenItem } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { amount, NOTHING } from "../../shared/format.ts";
import { Grid, type Column } from "../../ui/Grid.tsx";
import { More } from "../../ui/More.tsx";
import { RateNote } from "../rates/RateNote.tsx";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";

export interface Opened {
  title: string;
  filter: ItemsFilter;
}

/** The open items behind a figure of the ageing. */
export function ItemsDrawer({ opened, onClose }: { opened: Opened | null; onClose: () => void }) {
  return (
    <Drawer open={opened !== null} onClose={onClose} size={Math.min(900, window.innerWidth)} title={opened?.title} destroyOnHidden>
      {opened ? <Items filter={opened.filter} /> : null}
    </Drawer>
  );
}

function Items({ filter }: { filter: ItemsFilter }) {
  const { t, date, currency } = useWords();
  const list = useInfiniteQuery(openItemsQuery(filter));
  if (list.error && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Waiting card={false} rows={8} />;
  const rows = list.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Empty title={t("ageing.no_items")} />;
  const columns: Column<OpenItem>[] = [
    { key: "number", title: t("column.number"), cell: (row) => <span className="nowrap">{row.number ?? `#${row.charge}`}</span> },
    {
      key: "customer",
      title: t("column.customer"),
      cell: (row) =>
        row.customer ? (
          <Link to={`/customers/${row.customer.id}?charge=${row.charge}#timeline`} className="ellipsis" style={{ maxWidth: 220 }} title={row.customer.name}>
            {row.customer.name}
          </Link>
        ) : (
          NOTHING
        ),
    },
    { key: "date", title: t("column.date"), cell: (row) => <span className="nowrap">{date(row.date)}</span> },
    { key: "due", title: t("column.due"), cell: (row) => <span className="nowrap">{date(row.due)}</span> },
    { key: "late", title: t("column.late"), isNumber: true, cell: (row) => (row.days_late > 0 ? <span className="late">{t("unit.days", { days: row.days_late })}</span> : <span className="muted">{NOTHING}</span>) },
    { key: "amount", title: t("column.amount"), isNumber: true, cell: (row) => `${row.currency === currency ? "" : `${row.currency} `}${amount(row.amount)}` },
    { key: "open", title: t("column.open"), isNumber: true, cell: (row) => <b>{`${row.currency === currency ? "" : `${row.currency} `}${amount(row.open)}`}</b> },
    {
      key: "base",
      title: currency,
      isNumber: true,
      cell: (row) => (
        <span style={{ display: "inline-grid", justifyItems: "end" }}>
          {amount(row.open_base)}
          <RateNote currency={row.currency} day={row.date} amount={row.open} inBase={row.open_base} />
        </span>
      ),
    },
  ];
  return (
    <Grid
      label={t("ageing.items")}
      isFree
      columns={columns}
      rows={rows}
      rowKey={(row) => row.charge}
      foot={<More shown={rows.length} hasMore={list.hasNextPage} isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
    />
  );
}
