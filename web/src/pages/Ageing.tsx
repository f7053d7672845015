/** What is owed at any day, as it is known now or was known then. */
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Input, Popover } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { ageingExport, ageingQuery, customerQuery, organisationQuery, type AgeingFilter } from "../api/calls.ts";
import type { AgeBy, Ageing as AgeingData } from "../api/types.ts";
import { useAddress } from "../app/address.ts";
import { useIsPhone } from "../app/phone.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { isZero } from "../shared/decimal.ts";
import { amount, count, endOfMonth, shiftMonth, short } from "../shared/format.ts";
import { readBuckets } from "../shared/url.ts";
import { BucketBar } from "../ui/BucketBar.tsx";
import { ChipSelect } from "../ui/ChipSelect.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../ui/States.tsx";
import { Direction } from "./ageing/Direction.tsx";
import { ItemsDrawer, type Opened } from "./ageing/ItemsDrawer.tsx";
import { RatesNote } from "./rates/RateNote.tsx";
import { Tree } from "./ageing/Tree.tsx";

const BUCKETS = "0,30,60,90,180,365";

function readFilter(parameters: URLSearchParams): AgeingFilter {
  const number = (name: string) => (/^\d+$/.test(parameters.get(name) ?? "") ? Number(parameters.get(name)) : undefined);
  const by = parameters.get("by");
  const filter: AgeingFilter = {
    as_of: parameters.get("as_of") ?? undefined,
    known_at: parameters.get("known_at") ?? undefined,
    branch: number("branch"),
    salesperson: number("salesperson"),
    customer: number("customer"),
    buckets: readBuckets(parameters.get("buckets") ?? "") ?? undefined,
    currency: parameters.get("currency") ?? undefined,
  };
  const start: AgeBy = filter.customer !== undefined ? "customer" : by === "salesperson" || by === "customer" ? by : filter.salesperson !== undefined ? "customer" : filter.branch !== undefined ? "salesperson" : "branch";
  return Object.fromEntries(Object.entries({ ...filter, by: start }).filter(([, value]) => value !== undefined));
}

export default function Ageing() {
  const words = useWords();
  const { t, text, money, instant, fullInstant } = words;
  useTitle(t("nav.ageing"));
  const session = useSession();
  const [parameters] = useAddress();
  const isPhone = useIsPhone();
  const [opened, setOpened] = useState<Opened | null>(null);
  const filter = useMemo(() => readFilter(parameters), [parameters]);
  const query = useQuery(ageingQuery(filter));
  const ageing = query.data;
  const inCurrency = (value: string) => (ageing && ageing.currency !== words.currency ? `${ageing.currency} ${amount(value, 0)}` : money(value));
  return (
    <>
      <PageHead
        crumbs={[t("nav.group.receivables"), <Link key="a" to="/ageing">{t("nav.ageing")}</Link>]}
        title={t("ageing.title")}
        marks={
          ageing ? (
            <span className="aside">
              {t("ageing.summary", { total: inCurrency(ageing.total), items: count(ageing.items), customers: count(ageing.customers) })}
              {isZero(ageing.overdue) ? null : (
                <span className="late">
                  {" · "}
                  {t("ageing.summary_late", { overdue: inCurrency(ageing.overdue), share: short(ageing.overdue_share) })}
                </span>
              )}
            </span>
          ) : null
        }
        actions={
          <Button href={ageingExport(filter)} download disabled={!session.user.may.export} title={session.user.may.export ? t("action.export_why") : t("state.no_right", { role: text(session.user.role_label) })}>
            {t("action.export")}
          </Button>
        }
      />
      <Filters filter={filter} ageing={ageing} />
      {ageing ? (
        <p className="sentence" style={{ margin: "-4px 0 10px" }}>
          {t("ageing.sentence", { as_of: ageing.as_of })} <b title={fullInstant(ageing.known_at)}>{parameters.get("known_at") ? t("ageing.sentence_then", { at: instant(ageing.known_at) }) : t("ageing.sentence_now", { at: instant(ageing.known_at) })}</b>
          {ageing.rests_on_asserted ? <span className="tag warn" style={{ marginLeft: 8 }} title={t("asserted_why")}>{t("asserted")}</span> : null}
        </p>
      ) : null}
      {query.error && !ageing ? (
        <div className="card">
          <Failure error={query.error} retry={() => void query.refetch()} />
        </div>
      ) : !ageing ? (
        <Waiting rows={12} />
      ) : ageing.items === 0 && isZero(ageing.unallocated) ? (
        <div className="card">
          <Empty title={t("ageing.nothing", { date: ageing.as_of })} why={ageing.empty_because ? text(ageing.empty_because) : t("ageing.nothing_why")} action={<Link to="/ageing">{t("filter.clear")}</Link>} />
        </div>
      ) : (
        <>
          {isPhone ? (
            <PhoneRows ageing={ageing} />
          ) : (
            <section className="card tight" style={{ padding: 0 }}>
              <Tree key={JSON.stringify(filter)} ageing={ageing} filter={filter} onOpen={setOpened} />
            </section>
          )}
          <div className="two">
            <Direction key={JSON.stringify(filter)} filter={filter} asOf={ageing.as_of} />
            <Currencies ageing={ageing} />
          </div>
        </>
      )}
      <ItemsDrawer opened={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function Filters({ filter, ageing }: { filter: AgeingFilter; ageing: AgeingData | undefined }) {
  const { t, locale, today } = useWords();
  const session = useSession();
  const [parameters, change] = useAddress();
  const organisation = useQuery(organisationQuery());
  const customer = useQuery({ ...customerQuery(filter.customer ?? 0), enabled: filter.customer !== undefined });
  const asOf = filter.as_of ?? ageing?.as_of ?? today;
  const presets = [0, -1, -3, -12].map((by) => ({
    label: by === 0 ? t("ageing.today") : t("ageing.month_end", { month: shiftMonth(today.slice(0, 7), by) }),
    value: dayjs(by === 0 ? today : endOfMonth(shiftMonth(today.slice(0, 7), by))),
  }));
  const known = parameters.get("known_at");
  const currencies = [...new Set([session.company.base_currency, ...(ageing?.by_currency.map((one) => one.currency) ?? []), ...(filter.currency ? [filter.currency] : [])])];
  return (
    <FilterBar
      count={["known_at", "by", "branch", "salesperson", "currency", "buckets", "customer"].filter((name) => parameters.has(name)).length}
      first={
      <DatePicker
        aria-label={t("ageing.as_of")}
        prefix={<span className="chip-label">{t("ageing.as_of")}</span>}
        value={dayjs(asOf)}
        presets={presets}
        allowClear={false}
        onChange={(value) => change({ as_of: value && value.format("YYYY-MM-DD") !== today ? value.format("YYYY-MM-DD") : null })}
        style={{ width: locale === "zh" ? 176 : 182 }}
      />
      }
    >
      <DatePicker
        aria-label={t("ageing.known_at")}
        prefix={<span className="chip-label">{t("ageing.known_at")}</span>}
        showTime={{ format: "HH:mm" }}
        format="YYYY-MM-DD HH:mm"
        placeholder={t("ageing.now")}
        value={known ? dayjs(known) : null}
        presets={[{ label: t("ageing.that_day"), value: dayjs(`${asOf}T23:59:59`) }]}
        onChange={(value) => change({ known_at: value ? value.toISOString() : null })}
        style={{ width: known ? 250 : 180 }}
      />
      <ChipSelect
        label={t("ageing.by")}
        value={filter.by ?? "branch"}
        onChange={(value) => change({ by: value === "branch" ? null : value })}
        options={[
          { value: "branch", label: t("ageing.by_path_branch") },
          { value: "salesperson", label: t("ageing.by_path_salesperson") },
          { value: "customer", label: t("ageing.by_path_customer") },
        ]}
      />
      <ChipSelect label={t("column.branch")} all={t("filter.all")} value={filter.branch === undefined ? null : String(filter.branch)} onChange={(value) => change({ branch: value, by: null })} options={(organisation.data?.branches ?? []).map((one) => ({ value: String(one.id), label: one.name }))} />
      <ChipSelect label={t("column.salesperson")} all={t("filter.all")} hasSearch value={filter.salesperson === undefined ? null : String(filter.salesperson)} onChange={(value) => change({ salesperson: value, by: null })} options={(organisation.data?.salespeople ?? []).map((one) => ({ value: String(one.id), label: one.name }))} />
      {currencies.length > 1 ? (
        <ChipSelect
          label={t("ageing.currency")}
          value={filter.currency ?? "base"}
          onChange={(value) => change({ currency: value === "base" ? null : value })}
          options={[{ value: "base", label: t("ageing.in_base", { currency: session.company.base_currency }) }, ...currencies.map((value) => ({ value, label: t("ageing.only", { currency: value }) }))]}
        />
      ) : null}
      <BucketChip value={filter.buckets ?? BUCKETS} onChange={(value) => change({ buckets: value === BUCKETS ? null : value })} />
      {filter.customer !== undefined ? (
        <Button shape="round" onClick={() => change({ customer: null })}>
          {t("column.customer")} <b>{customer.data?.name ?? filter.customer}</b> ×
        </Button>
      ) : null}
    </FilterBar>
  );
}

function BucketChip({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  const [isOpen, setOpen] = useState(false);
  const read = readBuckets(typed);
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        setTyped(value);
      }}
      content={
        <form
          style={{ display: "grid", gap: 8, width: 260 }}
          onSubmit={(event) => {
            event.preventDefault();
            if (!read) return;
            onChange(read);
            setOpen(false);
          }}
        >
          <label htmlFor="buckets">{t("ageing.buckets_how")}</label>
          <Input id="buckets" value={typed} status={read ? undefined : "error"} onChange={(event) => setTyped(event.target.value)} aria-invalid={!read} />
          {read ? null : <span className="small" style={{ color: "var(--warn)" }}>{t("ageing.buckets_wrong")}</span>}
          <Button htmlType="submit" size="small" disabled={!read}>
            {t("action.apply")}
          </Button>
        </form>
      }
    >
      <Button shape="round">
        <span className="chip-label">{t("ageing.buckets")}</span> {value.replaceAll(",", " · ")}
      </Button>
    </Popover>
  );
}

/** On a phone a level at a time; the address keeps the way. */
function PhoneRows({ ageing }: { ageing: AgeingData }) {
  const { t, text, money } = useWords();
  const [, change] = useAddress();
  const [shown, setShown] = useState(60);
  const names = ageing.buckets.map((bucket) => text(bucket.label));
  return (
    <ul className="cards" aria-label={t("ageing.title")}>
      {ageing.rows.slice(0, shown).map((row) => {
        const inner = (
          <>
            <strong>{row.key?.name ?? t("ageing.nobody")}</strong>
            <span className="figure">{money(row.total)}</span>
            <span style={{ gridColumn: "1 / 3" }}>
              <BucketBar values={row.buckets} names={names} />
            </span>
            <span className="muted small">{t("customer.items", { count: count(row.items) })}</span>
            <span className={`figure small${isZero(row.overdue) ? " muted" : " late"}`}>{isZero(row.overdue) ? t("customer.no_overdue") : `${t("column.overdue")} ${money(row.overdue)} · ${short(row.overdue_share)} %`}</span>
          </>
        );
        return (
          <li key={row.key?.id ?? 0}>
            {ageing.by === "customer" && row.key ? (
              <Link className="row-card" to={`/customers/${row.key.id}`}>
                {inner}
              </Link>
            ) : (
              <button type="button" className="plain row-card" onClick={() => change({ [ageing.by]: String(row.key?.id ?? 0), by: null })}>
                {inner}
              </button>
            )}
          </li>
        );
      })}
      {ageing.rows.length > shown ? (
        <li>
          <Button block type="text" onClick={() => setShown(shown + 60)}>
            {t("grid.more_of", { count: ageing.rows.length - shown })}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function Currencies({ ageing }: { ageing: AgeingData }) {
  const { t } = useWords();
  return (
    <Card title={t("ageing.by_currency")} aside={t("ageing.by_currency_sub")}>
      <table className="grid">
        <caption className="hidden-text">{t("ageing.by_currency")}</caption>
        <tbody>
          {ageing.by_currency.map((one) => (
            <tr key={one.currency}>
              <th scope="row">
                {one.currency}
              </th>
              <td className="num">{amount(one.amount)}</td>
            </tr>
          ))}
          <tr className="sum">
            <td>{t("ageing.together", { currency: ageing.currency })}</td>
            <td className="num">{amount(ageing.total)}</td>
          </tr>
          {isZero(ageing.unallocated) ? null : (
            <tr>
              <td>
                {t("column.unallocated")} <span className="muted small">{t("customer.never_netted")}</span>
              </td>
              <td className="num">{amount(ageing.unallocated)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <RatesNote currencies={ageing.by_currency.map((one) => one.currency)} />
    </Card>
  );
}
