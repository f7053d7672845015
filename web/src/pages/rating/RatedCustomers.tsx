/** The customers of the month: who moved and mainly why. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useCallback, useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { ratedCustomersQuery, type RatedFilter } from "../../api/calls.ts";
import type { RatedCustomer, RatingStructure } from "../../api/types.ts";
import { useAddress } from "../../app/address.ts";
import { useIsPhone } from "../../app/phone.ts";
import { useWords, type Words } from "../../app/session.tsx";
import { classTone } from "../../shared/classes.ts";
import { isZero } from "../../shared/decimal.ts";
import { count, NOTHING, score } from "../../shared/format.ts";
import { ClassChip, ClassMove } from "../../ui/ClassChip.tsx";
import { ColumnChoice, useHiddenColumns } from "../../ui/ColumnChoice.tsx";
import { Grid, type Column } from "../../ui/Grid.tsx";
import { Money } from "../../ui/Money.tsx";
import { More } from "../../ui/More.tsx";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";

const FILTERS = ["class", "from_class", "movement", "state", "missing", "proposal", "is_overridden", "is_asked"] as const;
const CLEARED = Object.fromEntries(FILTERS.map((name) => [name, null]));

/** What the address says of the list, as the API takes it. */
export function listFilters(parameters: URLSearchParams): RatedFilter {
  const names = ["class", "from_class", "movement", "state", "missing", "proposal", "from_month", "branch", "salesperson"] as const;
  const filter: RatedFilter = Object.fromEntries(names.flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name)]] : [])));
  if (parameters.get("is_overridden") === "true") filter.is_overridden = true;
  if (parameters.get("is_asked") === "true") filter.is_asked = true;
  const run = Number(parameters.get("run"));
  return run ? { ...filter, run } : filter;
}

const SORTS = ["code", "name", "class", "total", "change", "open", "overdue"] as const;

export function RatedCustomers({ month, structure }: { month: string; structure: RatingStructure }) {
  const words = useWords();
  const { t, text } = words;
  const [parameters, change] = useAddress();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const isFiltered = FILTERS.some((name) => parameters.has(name));
  const sort = SORTS.find((one) => one === parameters.get("sort")) ?? "overdue";
  const dir: "asc" | "desc" = parameters.get("dir") === "asc" ? "asc" : "desc";
  const filters = useMemo(() => listFilters(parameters), [parameters]);
  const list = useInfiniteQuery(ratedCustomersQuery(month, { ...filters, sort, dir }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const first = list.data?.pages[0];
  const [hidden, setHidden] = useHiddenColumns("rated", [...structure.weights.map((one) => one.measure), "salesperson", "basis"]);
  const columns = useMemo(() => ratedColumns(words, month, structure), [words, month, structure]);
  const open = useCallback((row: RatedCustomer) => void navigate(`/customers/${row.id}?month=${month}`), [navigate, month]);
  const movement = parameters.get("movement");
  const tab = movement && !movement.includes(",") ? movement : (parameters.get("state") === "not_rated" && !parameters.has("missing") ? "not_rated" : isFiltered ? "some" : "all");
  const movements = structure.movements;
  const tabs = [
    { value: "all", label: `${t("rating.all")} ${count(structure.subjects)}` },
    ...(movements
      ? [
          { value: "down", label: `${t("rating.down")} ${count(movements.down)}` },
          { value: "up", label: `${t("rating.up")} ${count(movements.up)}` },
          { value: "new", label: `${t("rating.new")} ${count(movements.new)}` },
          { value: "lost", label: `${t("rating.lost")} ${count(movements.lost)}` },
        ]
      : []),
    ...(tab === "some" || tab === "not_rated" || tab === "same" ? [{ value: tab, label: describe(parameters, structure, words) }] : []),
  ];
  return (
    <section id="customers" className="card tight gap" aria-label={t("rating.customers")} style={{ scrollMarginTop: 60, ...(isPhone ? { border: 0, background: "none" } : {}) }}>
      <div className="card-head">
        <h2>{t("rating.customers")}</h2>
        <span style={{ display: "inline-flex", gap: 8, flexWrap: "wrap", alignItems: "center", maxWidth: "100%" }}>
          <span style={{ overflowX: "auto", maxWidth: "100%" }}>
            <Segmented
              size="small"
              aria-label={t("rating.show")}
              value={tab}
              options={tabs}
              onChange={(value) => change({ ...CLEARED, movement: ["up", "down", "new", "lost"].includes(value) ? value : null })}
            />
          </span>
          {isFiltered ? (
            <Button size="small" type="link" onClick={() => change(CLEARED)}>
              {t("filter.clear")}
            </Button>
          ) : null}
          {isPhone ? null : <ColumnChoice columns={columns.slice(1).map((column) => ({ key: column.key, title: typeof column.title === "string" ? column.title : column.key }))} hidden={hidden} onChange={setHidden} />}
        </span>
      </div>
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <div style={{ padding: 18 }}>
          <Waiting card={false} rows={8} />
        </div>
      ) : rows.length === 0 ? (
        <Empty title={t("customers.none_match")} why={first?.empty_because ? text(first.empty_because) : t("rating.none_why")} action={isFiltered ? <Button onClick={() => change(CLEARED)}>{t("filter.clear")}</Button> : null} />
      ) : (
        <Grid
          label={t("rating.customers")}
          columns={columns.filter((column) => !hidden.includes(column.key))}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={open}
          hasKeys
          sort={{ by: sort, dir }}
          onSort={(next) => change({ sort: next.by, dir: next.dir })}
          isPhone={isPhone}
          card={(row) => <RatedCard row={row} month={month} words={words} />}
          foot={<More shown={rows.length} total={first?.total} hasMore={list.hasNextPage} isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
        />
      )}
    </section>
  );
}

function describe(parameters: URLSearchParams, structure: RatingStructure, { t, text }: Words): string {
  const name = (one: string) => (one === "none" ? t("class.none") : classTone(one) === "PAY" ? t("class.pay") : one);
  const parts: string[] = [];
  const from = parameters.get("from_class");
  const to = parameters.get("class");
  if (from && to) parts.push(`${name(from)} → ${name(to)}`);
  else if (to) parts.push(name(to));
  const missing = parameters.get("missing");
  if (missing) parts.push(text(structure.not_rated.find((one) => one.name === missing)?.label) || missing);
  else if (parameters.get("state")) parts.push(text(structure.states.find((one) => one.name === parameters.get("state"))?.label) || (parameters.get("state") ?? ""));
  if (parameters.get("proposal")) parts.push(t("rating.proposals"));
  if (parameters.get("is_overridden")) parts.push(t("override.title"));
  if (parameters.get("is_asked")) parts.push(t("rulings.asked"));
  if (parameters.get("movement")?.includes(",")) parts.push(t("rating.fell"));
  if (parameters.get("movement") === "same") parts.push(t("rating.same"));
  return parts.join(" · ") || t("rating.some");
}

function ratedColumns({ t, text, list }: Words, month: string, structure: RatingStructure): Column<RatedCustomer>[] {
  return [
    {
      key: "name",
      title: t("column.customer"),
      sort: "name",
      cell: (row) => (
        <Link to={`/customers/${row.id}?month=${month}`} className="ellipsis" title={`${row.name} · ${row.code}`} style={{ maxWidth: 220 }}>
          {row.name}
        </Link>
      ),
    },
    { key: "branch", title: t("column.branch"), cell: (row) => <span className="nowrap">{row.branch?.name ?? NOTHING}</span> },
    { key: "salesperson", title: t("column.salesperson"), cell: (row) => <span className="nowrap">{row.salesperson?.name ?? NOTHING}</span> },
    {
      key: "class",
      title: t("column.move"),
      sort: "class",
      cell: (row) => (
        <span className="nowrap">
          {(row.previous_class ?? null) === (row.class ?? null) ? <ClassChip name={row.class ?? (row.state === "internal" ? "INTERNAL" : null)} small /> : <ClassMove from={row.previous_class} to={row.class ?? (row.state === "internal" ? "INTERNAL" : null)} />}{" "}
          {row.is_overridden ? <span className="tag" title={text(row.because)}>{t("override.mark")}</span> : null} {row.is_asked ? <span className="tag warn">{t("ruling.waits_short")}</span> : null} {row.proposal ? <span className="tag warn" title={t("proposal.pending", { what: text(row.proposal.label) })}>{t("proposal.mark", { what: text(row.proposal.label) })}</span> : null}
        </span>
      ),
    },
    {
      key: "total",
      title: t("column.total"),
      sort: "total",
      isNumber: true,
      cell: (row) => (
        <span className="nowrap">
          {row.previous_total && row.previous_total !== row.total ? <span className="muted">{score(row.previous_total)} → </span> : null}
          {score(row.total)}
        </span>
      ),
    },
    {
      key: "reason",
      title: t("column.main_reason"),
      cell: (row) => {
        const said = row.main_reason ? text(row.main_reason) : list(row.missing.map((one) => text(one.label)));
        return (
          <span className="ellipsis small" style={{ maxWidth: 250 }} title={said}>
            {said || <span className="muted">{NOTHING}</span>}
          </span>
        );
      },
    },
    ...structure.weights.map<Column<RatedCustomer>>((weight) => ({
      key: weight.measure,
      title: text(weight.label),
      isNumber: true,
      cell: (row) => score(row.components.find((one) => one.measure === weight.measure)?.points),
    })),
    { key: "basis", title: t("column.basis"), isNumber: true, cell: (row) => `${row.basis_percent} %` },
    { key: "open", title: t("column.open"), sort: "open", isNumber: true, cell: (row) => <Money value={row.open} /> },
    { key: "overdue", title: t("column.overdue"), sort: "overdue", isNumber: true, cell: (row) => <Money value={row.overdue} isLate /> },
  ];
}

function RatedCard({ row, month, words }: { row: RatedCustomer; month: string; words: Words }) {
  const { t, text, money } = words;
  return (
    <Link to={`/customers/${row.id}?month=${month}`} className="row-card">
      <strong>{row.name}</strong>
      <span className="figure">{(row.previous_class ?? null) === (row.class ?? null) ? <ClassChip name={row.class} small /> : <ClassMove from={row.previous_class} to={row.class} />}</span>
      <span className="muted small">{row.main_reason ? text(row.main_reason) : (row.branch?.name ?? "")}</span>
      <span className="figure">
        <span className="muted small">{t("column.total")} </span>
        {score(row.total)}
      </span>
      <span>
        <span className="muted small">{t("column.open")} </span>
        {isZero(row.open) ? NOTHING : money(row.open)}
      </span>
      <span className={`figure${isZero(row.overdue) ? " muted" : " late"}`}>
        <span className="small">{t("column.overdue")} </span>
        {isZero(row.overdue) ? NOTHING : money(row.overdue)}
      </span>
    </Link>
  );
}
