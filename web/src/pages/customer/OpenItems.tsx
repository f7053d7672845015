/** What this customer owes, by how late it is, down to the items. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { openItemsQuery } from "../../api/calls.ts";
import type { Customer, OpenItem } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { isZero } from "../../shared/decimal.ts";
import { amount, count, NOTHING } from "../../shared/format.ts";
import { BucketBars } from "../../ui/BucketBar.tsx";
import { RateNote, RatesNote } from "../rates/RateNote.tsx";
import { Grid, type Column } from "../../ui/Grid.tsx";
import { Card } from "../../ui/Page.tsx";
import { Empty, Loaded, Waiting } from "../../ui/States.tsx";

const FIRST = 6;

export function OpenItems({ customer, onCharge }: { customer: Customer; onCharge: (charge: number) => void }) {
  const { t, text, date, instant, currency } = useWords();
  const [isAll, setAll] = useState(false);
  const exposure = customer.exposure;
  const items = useInfiniteQuery(openItemsQuery({ customer: customer.id, as_of: exposure.as_of }, exposure.items > 0));
  const columns: Column<OpenItem>[] = [
    {
      key: "number",
      title: t("column.number"),
      cell: (row) => (
        <button type="button" className="link nowrap" onClick={() => onCharge(row.charge)} title={t("timeline.of_charge")}>
          {row.number ?? `#${row.charge}`}
        </button>
      ),
    },
    { key: "due", title: t("column.due"), cell: (row) => <span className="nowrap">{date(row.due)}</span> },
    { key: "late", title: t("column.late"), isNumber: true, cell: (row) => (row.days_late > 0 ? <span className="late">{t("unit.days", { days: row.days_late })}</span> : <span className="muted">{NOTHING}</span>) },
    {
      key: "open",
      title: t("column.open"),
      isNumber: true,
      cell: (row) => (
        <span style={{ display: "inline-grid", justifyItems: "end" }} title={row.currency === currency ? undefined : `${currency} ${amount(row.open_base)}`}>
          <span>
            {row.currency === currency ? "" : `${row.currency} `}
            {amount(row.open)}
          </span>
          <RateNote currency={row.currency} day={row.date} amount={row.open} inBase={row.open_base} />
        </span>
      ),
    },
  ];
  return (
    <Card
      title={t("nav.ageing")}
      aside={
        <span>
          {t("as_of", { date: exposure.as_of })} · {t("known_at", { at: instant(exposure.known_at) })} · <Link to={`/ageing?customer=${customer.id}`}>{t("ageing.open_page")}</Link>
        </span>
      }
    >
      {exposure.items === 0 && isZero(exposure.unallocated) ? (
        <Empty title={t("customer.owes_nothing")} why={t("customer.owes_nothing_why", { date: exposure.as_of })} />
      ) : (
        <>
          <BucketBars values={exposure.buckets.map((bucket) => bucket.amount)} names={exposure.buckets.map((bucket) => text(bucket.label))} />
          {exposure.by_currency.length > 1 ? (
            <p className="small muted" style={{ marginTop: 6 }}>
              {t("ageing.by_currency")} {exposure.by_currency.map((one) => `${one.currency} ${amount(one.amount)}`).join(" · ")}
            </p>
          ) : null}
          <RatesNote currencies={exposure.by_currency.map((one) => one.currency)} />
          <div style={{ marginTop: 10 }}>
            {exposure.items > 0 ? (
              <Loaded query={items} waiting={<Waiting card={false} rows={4} />}>
                {(data) => {
                  const rows = data.pages.flatMap((page) => page.rows);
                  return (
                    <>
                      <Grid label={t("ageing.items")} isFree columns={columns} rows={isAll ? rows : rows.slice(0, FIRST)} rowKey={(row) => row.charge} />
                      {exposure.items > FIRST ? (
                        <p className="small" style={{ marginTop: 6 }}>
                          {isAll && items.hasNextPage ? (
                            <button type="button" className="link" onClick={() => void items.fetchNextPage()}>
                              {t("grid.more")}
                            </button>
                          ) : (
                            <button type="button" className="link" onClick={() => setAll(!isAll)}>
                              {isAll ? t("action.less") : t("ageing.all_items", { count: count(exposure.items) })}
                            </button>
                          )}
                        </p>
                      ) : null}
                    </>
                  );
                }}
              </Loaded>
            ) : null}
          </div>
        </>
      )}
    </Card>
  );
}
