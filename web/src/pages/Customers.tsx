/** The list of customers: filters that read as a sentence, the money that is late first. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { customersExport, customersQuery, organisationQuery } from "../api/calls.ts";
import type { CustomerRow, Organisation } from "../api/types.ts";
import { useAddress } from "../app/address.ts";
import { useIsPhone } from "../app/phone.ts";
import { useSession, useWords, type Words } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { classTone } from "../shared/classes.ts";
import { isZero } from "../shared/decimal.ts";
import { count, NOTHING, score } from "../shared/format.ts";
import { customerAddress, customerParameters, readCustomerView, type CustomerView } from "../shared/url.ts";
import { ChipSelect, ChipSelectMany } from "../ui/ChipSelect.tsx";
import { ClassChip } from "../ui/ClassChip.tsx";
import { ColumnChoice, useHiddenColumns } from "../ui/ColumnChoice.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { Grid, type Column } from "../ui/Grid.tsx";
import { Money } from "../ui/Money.tsx";
import { More } from "../ui/More.tsx";
import { PageHead } from "../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../ui/States.tsx";

export default function Customers() {
  const words = useWords();
  const { t, text, money } = words;
  useTitle(t("nav.customers"));
  const session = useSession();
  const [parameters, change] = useAddress();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const [hidden, setHidden] = useHiddenColumns("customers", ["not_due", "unallocated", "code"]);
  const view = useMemo(() => readCustomerView(parameters), [parameters]);
  const query = useMemo(() => customerParameters(view), [view]);
  const organisation = useQuery(organisationQuery());
  const list = useInfiniteQuery(customersQuery(query));
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  const first = pages?.[0];

  const apply = useCallback(
    (next: Partial<CustomerView>) => {
      const address = customerAddress({ ...view, ...next });
      const names = ["search", "branch", "salesperson", "class", "state", "terms", "has_overdue", "sort", "dir"];
      change(Object.fromEntries(names.map((name) => [name, address[name] ?? null])));
    },
    [view, change],
  );
  const open = useCallback((row: CustomerRow) => void navigate(`/customers/${row.id}`), [navigate]);
  const columns = useMemo(() => customerColumns(words), [words]);
  const shown = columns.filter((column) => !hidden.includes(column.key));
  const isFiltered = Object.keys(customerAddress({ ...view, sort: "overdue", dir: "desc" })).length > 0;

  return (
    <>
      <PageHead
        crumbs={[t("nav.group.credit"), t("nav.customers")]}
        title={t("nav.customers")}
        marks={
          first ? (
            <span className="aside">
              {t("customers.summary", { count: count(first.total), open: money(first.sums.open) })}
              {isZero(first.sums.overdue) ? null : (
                <>
                  {" · "}
                  <span className="late">{t("customers.summary_late", { overdue: money(first.sums.overdue) })}</span>
                </>
              )}
            </span>
          ) : null
        }
        actions={
          <>
            {isPhone ? null : <ColumnChoice columns={columns.slice(1).map((column) => ({ key: column.key, title: String(column.title) }))} hidden={hidden} onChange={setHidden} />}
            <Button href={customersExport(query)} download disabled={!first?.total || !session.user.may.export} title={session.user.may.export ? t("action.export_why") : t("state.no_right", { role: text(session.user.role_label) })}>
              {t("action.export")}
            </Button>
          </>
        }
      />
      <Filters view={view} organisation={organisation.data} apply={apply} isFiltered={isFiltered} />
      <p className="sentence" style={{ margin: "-4px 0 10px" }} aria-live="polite">
        {sentence(view, organisation.data, words)}
        {isPhone ? null : <span className="muted small"> · <kbd>J</kbd> <kbd>K</kbd> <kbd>Enter</kbd> {t("grid.keys")}</span>}
      </p>
      <section className="card tight" style={isPhone ? { border: 0, background: "none", padding: 0 } : { padding: 0 }}>
        {list.error && !pages ? (
          <Failure error={list.error} retry={() => void list.refetch()} />
        ) : !pages ? (
          <div style={{ padding: 18 }}>
            <Waiting rows={12} card={false} />
          </div>
        ) : rows.length === 0 ? (
          <Empty
            title={isFiltered ? t("customers.none_match") : t("customers.none")}
            why={first?.empty_because ? text(first.empty_because) : isFiltered ? t("customers.none_match_why") : t("customers.none_why")}
            action={
              isFiltered ? (
                <Button onClick={() => apply({ search: "", branch: [], salesperson: [], class: [], state: [], terms: [], overdue: null })}>{t("filter.clear")}</Button>
              ) : (
                <Link to="/imports">{t("customers.import")}</Link>
              )
            }
          />
        ) : (
          <Grid
            label={t("customers.list")}
            columns={shown}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={open}
            sort={{ by: view.sort, dir: view.dir }}
            onSort={(sort) => apply({ sort: sort.by, dir: sort.dir })}
            hasKeys
            isPhone={isPhone}
            card={(row) => <CustomerCard row={row} words={words} />}
            foot={<More shown={rows.length} total={first?.total} hasMore={list.hasNextPage} isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
          />
        )}
      </section>
    </>
  );
}

function customerColumns({ t, text }: Words): Column<CustomerRow>[] {
  return [
    {
      key: "name",
      title: t("column.customer"),
      sort: "name",
      cell: (row) => (
        <Link to={`/customers/${row.id}`} className="ellipsis" title={`${row.name} · ${row.code}`}>
          {row.name}
        </Link>
      ),
    },
    { key: "code", title: t("column.code"), sort: "code", cell: (row) => <span className="muted nowrap">{row.code}</span> },
    {
      key: "class",
      title: t("column.class"),
      sort: "class",
      cell: (row) => (
        <span className="nowrap">
          <ClassChip name={row.class ?? (row.state === "internal" ? "INTERNAL" : null)} small /> {row.is_overridden ? <span className="tag" title={text(row.because) || t("override.by_hand", { class: row.computed_class ?? NOTHING })}>{t("override.mark")}</span> : null}{" "}
          {row.proposal ? <span className="tag warn" title={t("proposal.pending", { what: text(row.proposal.label) })}>{t("proposal.mark", { what: text(row.proposal.label) })}</span> : null}
        </span>
      ),
    },
    { key: "total", title: t("column.total"), sort: "total", isNumber: true, cell: (row) => score(row.total) },
    { key: "branch", title: t("column.branch"), cell: (row) => <Name value={row.branch?.name} /> },
    { key: "salesperson", title: t("column.salesperson"), cell: (row) => <Name value={row.salesperson?.name} /> },
    { key: "terms", title: t("column.terms"), cell: (row) => <Name value={row.terms ? text(row.terms.label) : null} /> },
    { key: "open", title: t("column.open"), sort: "open", isNumber: true, cell: (row) => <Money value={row.open} /> },
    { key: "overdue", title: t("column.overdue"), sort: "overdue", isNumber: true, cell: (row) => <Money value={row.overdue} isLate /> },
    { key: "not_due", title: t("column.not_due"), isNumber: true, cell: (row) => <Money value={row.not_due} /> },
    { key: "unallocated", title: t("column.unallocated"), isNumber: true, cell: (row) => <Money value={row.unallocated} /> },
    {
      key: "late",
      title: t("column.days_late"),
      sort: "days_late_max",
      isNumber: true,
      cell: (row) => (row.days_late_max ? <span className="late">{t("unit.days", { days: row.days_late_max })}</span> : <span className="muted">{NOTHING}</span>),
    },
  ];
}

function Name({ value }: { value: string | null | undefined }) {
  return value ? (
    <span className="ellipsis" style={{ maxWidth: 130 }} title={value}>
      {value}
    </span>
  ) : (
    <span className="muted">{NOTHING}</span>
  );
}

/** On a phone: who, the class, and the two figures that matter. */
function CustomerCard({ row, words }: { row: CustomerRow; words: Words }) {
  const { t, money } = words;
  return (
    <Link to={`/customers/${row.id}`} className="row-card">
      <strong>{row.name}</strong>
      <span className="figure">
        <ClassChip name={row.class ?? (row.state === "internal" ? "INTERNAL" : null)} small />
      </span>
      <span className="muted small">{[row.branch?.name, row.salesperson?.name].filter(Boolean).join(" · ")}</span>
      <span className="figure small muted">{row.days_late_max ? t("customer.longest", { days: row.days_late_max }) : ""}</span>
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

function Filters({ view, organisation, apply, isFiltered }: { view: CustomerView; organisation: Organisation | undefined; apply: (next: Partial<CustomerView>) => void; isFiltered: boolean }) {
  const { t, text } = useWords();
  const [typed, setTyped] = useState(view.search);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => setTyped(view.search), [view.search]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const people = (organisation?.salespeople ?? []).filter((person) => view.branch.length === 0 || view.branch.includes(String(person.branch)));
  return (
    <FilterBar
      count={view.branch.length + view.salesperson.length + view.class.length + view.state.length + view.terms.length + (view.overdue === null ? 0 : 1)}
      first={
      <Input
        value={typed}
        allowClear
        style={{ width: 210 }}
        aria-label={t("filter.search")}
        placeholder={t("filter.search")}
        onChange={(event) => {
          const value = event.target.value;
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => apply({ search: value.trim() }), 250);
        }}
      />
      }
    >
      <ChipSelectMany label={t("column.branch")} all={t("filter.all")} value={view.branch} onChange={(branch) => apply({ branch })} options={(organisation?.branches ?? []).map((branch) => ({ value: String(branch.id), label: branch.name }))} />
      <ChipSelectMany label={t("column.salesperson")} all={t("filter.all")} value={view.salesperson} onChange={(salesperson) => apply({ salesperson })} hasSearch options={people.map((person) => ({ value: String(person.id), label: person.name }))} />
      <ChipSelectMany
        label={t("column.class")}
        all={t("filter.all")}
        value={view.class}
        onChange={(next) => apply({ class: next })}
        options={[...(organisation?.classes ?? []).map((name) => ({ value: name, label: <ClassChip name={name} small />, text: classTone(name) === "PAY" ? t("class.pay") : name })), { value: "none", label: t("class.none"), text: t("class.none") }]}
      />
      <ChipSelectMany label={t("column.state")} all={t("filter.all")} value={view.state} onChange={(state) => apply({ state })} options={(organisation?.states ?? []).map((state) => ({ value: state.value, label: text(state.label) }))} />
      <ChipSelectMany label={t("column.terms")} all={t("filter.all")} value={view.terms} onChange={(terms) => apply({ terms })} options={(organisation?.terms ?? []).map((terms) => ({ value: terms.value, label: text(terms.label) }))} />
      <ChipSelect
        label={t("column.overdue")}
        all={t("filter.any")}
        value={view.overdue === null ? null : String(view.overdue)}
        onChange={(value) => apply({ overdue: value === null ? null : value === "true" })}
        options={[
          { value: "true", label: t("filter.with") },
          { value: "false", label: t("filter.without") },
        ]}
      />
      {isFiltered ? (
        <Button type="link" size="small" onClick={() => apply({ search: "", branch: [], salesperson: [], class: [], state: [], terms: [], overdue: null })}>
          {t("filter.clear")}
        </Button>
      ) : null}
    </FilterBar>
  );
}

const SORT_NAMES = { code: "column.code", name: "column.name", class: "column.class", total: "column.total", open: "column.open", overdue: "column.overdue", days_late_max: "column.days_late" } as const;

/** What the filters say, as one would say it. */
function sentence(view: CustomerView, organisation: Organisation | undefined, { t, text, locale }: Words) {
  const name = (list: { id: number; name: string }[] | undefined, id: string) => list?.find((one) => String(one.id) === id)?.name ?? id;
  const or = (values: string[]) => values.join(t("sentence.or"));
  const parts: string[] = [];
  if (view.branch.length) parts.push(t("sentence.branch", { what: or(view.branch.map((id) => name(organisation?.branches, id))) }));
  if (view.salesperson.length) parts.push(t("sentence.salesperson", { what: or(view.salesperson.map((id) => name(organisation?.salespeople, id))) }));
  if (view.class.length) parts.push(t("sentence.class", { what: or(view.class.map((one) => (one === "none" ? t("class.none") : classTone(one) === "PAY" ? t("class.pay") : one))) }));
  if (view.state.length) parts.push(or(view.state.map((one) => text(organisation?.states.find((state) => state.value === one)?.label) || one)));
  if (view.terms.length) parts.push(t("sentence.terms", { what: or(view.terms.map((one) => text(organisation?.terms.find((terms) => terms.value === one)?.label) || one)) }));
  if (view.overdue !== null) parts.push(view.overdue ? t("sentence.overdue") : t("sentence.not_overdue"));
  if (view.search) parts.push(t("sentence.search", { what: view.search }));
  const sortKey = SORT_NAMES[view.sort as keyof typeof SORT_NAMES] ?? "column.overdue";
  return (
    <>
      <b>{parts.length ? parts.join(t("sentence.and")) : t("sentence.everybody")}</b>
      {t("sentence.sorted", { by: locale === "en" ? t(sortKey).toLowerCase() : t(sortKey), dir: t(view.dir === "desc" ? "sentence.desc" : "sentence.asc") })}
    </>
  );
}
