/** The ageing as a tree: branch, salesperson, customer, item. A level is asked for when it is opened. */
import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { ageingQuery, openItemsQuery, type AgeingFilter } from "../../api/calls.ts";
import type { AgeBy, Ageing, AgeingRow, BucketAmount } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { isZero } from "../../shared/decimal.ts";
import { amount, gridAmount, NOTHING, short } from "../../shared/format.ts";
import { BucketBar } from "../../ui/BucketBar.tsx";
import { Failure } from "../../ui/States.tsx";
import type { Opened } from "./ItemsDrawer.tsx";
import { Scroll } from "../../ui/Scroll.tsx";

const PAGE = 100;
type Open = (opened: Opened) => void;

/** The filter of what is below a row. */
export function below(filter: AgeingFilter, by: AgeBy, id: number): AgeingFilter {
  const { by: _by, ...rest } = filter;
  return { ...rest, [by]: id };
}

export function Tree({ ageing, filter, onOpen }: { ageing: Ageing; filter: AgeingFilter; onOpen: Open }) {
  const { t, text } = useWords();
  const { by: _by, ...itemsFilter } = filter;
  return (
    <Scroll className="grid-scroll" label={t("ageing.title")} style={{ maxHeight: "calc(100dvh - 240px)" }}>
      <table className="grid ageing">
        <caption className="hidden-text">{t("ageing.title")}</caption>
        <thead>
          <tr>
            <th scope="col" className="stick">
              {t(`ageing.by_${ageing.by}`)}
            </th>
            <th scope="col" style={{ width: 104 }}>
              {t("ageing.spread")}
            </th>
            {ageing.buckets.map((bucket) => (
              <th key={bucket.name} scope="col" className="num">
                {text(bucket.label)}
              </th>
            ))}
            <th scope="col" className="num">
              {t("ageing.total", { currency: ageing.currency })}
            </th>
            <th scope="col" className="num">
              {t("ageing.late_share")}
            </th>
            <th scope="col" className="num">
              {t("column.unallocated")}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="sum">
            <td className="stick">{t("ageing.all")}</td>
            <Figures
              buckets={ageing.buckets}
              values={ageing.buckets.map((bucket) => bucket.amount)}
              total={ageing.total}
              share={ageing.overdue_share ?? null}
              unallocated={ageing.unallocated}
              isBold
              onBucket={(bucket) => onOpen({ title: `${t("ageing.all")} · ${text(bucket.label)}`, filter: { ...itemsFilter, bucket: bucket.name } })}
            />
          </tr>
          <Rows ageing={ageing} filter={filter} depth={0} onOpen={onOpen} />
        </tbody>
      </table>
    </Scroll>
  );
}

function Rows({ ageing, filter, depth, onOpen }: { ageing: Ageing; filter: AgeingFilter; depth: number; onOpen: Open }) {
  const { t } = useWords();
  const [shown, setShown] = useState(PAGE);
  return (
    <>
      {ageing.rows.slice(0, shown).map((row) => (
        <Row key={row.key?.id ?? 0} row={row} ageing={ageing} filter={filter} depth={depth} onOpen={onOpen} />
      ))}
      {ageing.rows.length > shown ? (
        <Line depth={depth} span={ageing.buckets.length + 5}>
          <button type="button" className="link" onClick={() => setShown(shown + PAGE)}>
            {t("grid.more_of", { count: ageing.rows.length - shown })}
          </button>
        </Line>
      ) : null}
    </>
  );
}

function Line({ depth, span, children }: { depth: number; span: number; children: ReactNode }) {
  return (
    <tr>
      <td colSpan={span} style={{ paddingLeft: 14 + depth * 18 }}>
        {children}
      </td>
    </tr>
  );
}

function Row({ row, ageing, filter, depth, onOpen }: { row: AgeingRow; ageing: Ageing; filter: AgeingFilter; depth: number; onOpen: Open }) {
  const { t, text } = useWords();
  const [isOpen, setOpen] = useState(false);
  const name = row.key?.name ?? t("ageing.nobody");
  const inside = below(filter, ageing.by, row.key?.id ?? 0);
  return (
    <>
      <tr>
        <td className="stick" style={{ paddingLeft: 10 + depth * 18 }}>
          <span style={{ display: "flex", gap: 6, alignItems: "center" }}>
            <button type="button" className="plain" aria-expanded={isOpen} aria-label={t("ageing.open_row", { name })} onClick={() => setOpen(!isOpen)} style={{ padding: "2px 3px" }}>
              {isOpen ? <DownOutlined aria-hidden style={{ fontSize: 10 }} /> : <RightOutlined aria-hidden style={{ fontSize: 10 }} />}
            </button>
            {ageing.by === "customer" && row.key ? (
              <Link to={`/customers/${row.key.id}`} className="ellipsis" title={`${name} · ${row.key.code}`} style={{ maxWidth: 190 - depth * 8 }}>
                {name}
              </Link>
            ) : (
              <button type="button" className="plain ellipsis" tabIndex={-1} onClick={() => setOpen(!isOpen)} title={name} style={{ fontWeight: ageing.by === "branch" ? 600 : 400, maxWidth: 170 }}>
                {name}
              </button>
            )}
          </span>
        </td>
        <Figures buckets={ageing.buckets} values={row.buckets} total={row.total} share={row.overdue_share ?? null} unallocated={row.unallocated} onBucket={(bucket) => onOpen({ title: `${name} · ${text(bucket.label)}`, filter: { ...inside, bucket: bucket.name } })} />
      </tr>
      {isOpen ? ageing.next_by ? <Level filter={{ ...inside, by: ageing.next_by }} depth={depth + 1} onOpen={onOpen} span={ageing.buckets.length + 5} /> : <ItemRows filter={inside} depth={depth + 1} buckets={ageing.buckets} isInCurrency={Boolean(filter.currency)} /> : null}
    </>
  );
}

function Level({ filter, depth, onOpen, span }: { filter: AgeingFilter; depth: number; onOpen: Open; span: number }) {
  const { t } = useWords();
  const query = useQuery(ageingQuery(filter));
  if (query.data) return <Rows ageing={query.data} filter={filter} depth={depth} onOpen={onOpen} />;
  return (
    <Line depth={depth} span={span}>
      {query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <span className="muted">{t("state.loading")}</span>}
    </Line>
  );
}

function ItemRows({ filter, depth, buckets, isInCurrency }: { filter: AgeingFilter; depth: number; buckets: BucketAmount[]; isInCurrency: boolean }) {
  const { t, date } = useWords();
  const query = useInfiniteQuery(openItemsQuery(filter));
  const span = buckets.length + 5;
  if (!query.data)
    return (
      <Line depth={depth} span={span}>
        {query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <span className="muted">{t("state.loading")}</span>}
      </Line>
    );
  const rows = query.data.pages.flatMap((page) => page.rows);
  return (
    <>
      {rows.map((item) => (
        <tr key={item.charge}>
          <td className="stick" style={{ paddingLeft: 14 + depth * 18 }}>
            <Link to={`/customers/${item.customer?.id ?? ""}?charge=${item.charge}#timeline`} className="nowrap">
              {item.number ?? `#${item.charge}`}
            </Link>
          </td>
          <td className="small nowrap">
            {t("ageing.due", { date: date(item.due) })}
            {item.days_late > 0 ? <span className="late"> {t("unit.days", { days: item.days_late })}</span> : null}
          </td>
          {buckets.map((bucket) => (
            <td key={bucket.name} className="num">
              {bucket.name === item.bucket ? amount(isInCurrency ? item.open : item.open_base) : <span className="muted">{NOTHING}</span>}
            </td>
          ))}
          <td className="num">{amount(isInCurrency ? item.open : item.open_base)}</td>
          <td className="num small muted" colSpan={2}>
            {item.currency} {amount(item.amount)}
          </td>
        </tr>
      ))}
      {query.hasNextPage ? (
        <Line depth={depth} span={span}>
          <button type="button" className="link" onClick={() => void query.fetchNextPage()}>
            {t("grid.more")}
          </button>
        </Line>
      ) : null}
    </>
  );
}

interface FiguresProps {
  buckets: BucketAmount[];
  values: string[];
  total: string;
  share: string | null;
  unallocated: string;
  isBold?: boolean;
  onBucket: (bucket: BucketAmount) => void;
}

function Figures({ buckets, values, total, share, unallocated, isBold, onBucket }: FiguresProps) {
  const { text } = useWords();
  return (
    <>
      <td>
        <BucketBar values={values} names={buckets.map((bucket) => text(bucket.label))} />
      </td>
      {buckets.map((bucket, index) => {
        const value = values[index] ?? "0";
        return (
          <td key={bucket.name} className="num" title={isZero(value) ? undefined : amount(value)}>
            {isZero(value) ? (
              <span className="muted">{NOTHING}</span>
            ) : (
              <button type="button" className="plain" onClick={() => onBucket(bucket)}>
                {gridAmount(value, 0)}
              </button>
            )}
          </td>
        );
      })}
      <td className="num" title={amount(total)} style={{ fontWeight: 600 }}>
        {gridAmount(total, 0)}
      </td>
      <td className="num">{share === null || isZero(share) ? <span className="muted">{NOTHING}</span> : <span className={isBold ? "late" : undefined}>{short(share)} %</span>}</td>
      <td className="num" title={amount(unallocated)}>
        {isZero(unallocated) ? <span className="muted">{NOTHING}</span> : gridAmount(unallocated, 0)}
      </td>
    </>
  );
}
