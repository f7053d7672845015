/** One customer: the class and why, what is owed, how it came about, and the ledger behind all of it. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { Link, useParams } from "react-router";
import { customerQuery, explanationQuery, historyQuery } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { Customer as CustomerData } from "../api/types.ts";
import { useAddress } from "../app/address.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { isZero, subtract } from "../shared/decimal.ts";
import { amount, count, score } from "../shared/format.ts";
import { Card, Strip } from "../ui/Page.tsx";
import { Empty, Failure, Waiting, WaitingPage } from "../ui/States.tsx";
import { ClassPath, History } from "./customer/History.tsx";
import { Clearings } from "./clearings/Clearings.tsx";
import { Aliases } from "./customer/Aliases.tsx";
import { Head } from "./customer/Head.tsx";
import { OpenItems } from "./customer/OpenItems.tsx";
import { TimelineCard } from "./customer/TimelineCard.tsx";
import { Why } from "./customer/Why.tsx";

export default function Customer() {
  const id = Number(useParams()["id"]);
  const customer = useQuery(customerQuery(id));
  const { t } = useWords();
  useTitle(customer.data?.name ?? t("nav.customers"));
  if (customer.error && !customer.data) return <Failure error={customer.error} retry={() => void customer.refetch()} />;
  if (!customer.data) return <WaitingPage />;
  return <Loaded customer={customer.data} key={customer.data.id} />;
}

function Loaded({ customer }: { customer: CustomerData }) {
  const { t } = useWords();
  const [parameters, change] = useAddress();
  const history = useQuery(historyQuery(customer.id));
  // Months before the first class say nothing: the history starts where the judging did.
  const all = history.data?.months ?? [];
  const firstClass = all.findLastIndex((one) => one.class);
  const months = firstClass === -1 ? all : all.slice(0, firstClass + 1);
  const month = parameters.get("month") ?? customer.rating?.month ?? months[0]?.month ?? null;
  const explanation = useQuery(explanationQuery(customer.id, month));
  const onMonth = useCallback((next: string) => change({ month: next === customer.rating?.month ? null : next }), [change, customer.rating?.month]);
  const onCharge = useCallback(
    (charge: number) => {
      change({ charge: String(charge) });
      document.getElementById("timeline")?.scrollIntoView({ behavior: "smooth" });
    },
    [change],
  );
  const isUnrated = month === null || (explanation.error instanceof ApiError && explanation.error.status === 404);
  return (
    <>
      <Head customer={customer} explanation={explanation.data} month={month} />
      <Figures customer={customer} />
      <div className="two">
        <div className="stack">
          {explanation.data ? (
            <Why explanation={explanation.data} months={months.map((one) => one.month)} onMonth={onMonth}>
              <ClassPath months={months} month={explanation.data.month} onMonth={onMonth} />
            </Why>
          ) : isUnrated ? (
            <Card title={t("why.no_rating")}>
              <Empty
                title={t("why.not_rated_yet")}
                why={customer.is_internal ? t("why.internal") : t("why.not_rated_yet_why")}
                action={<Link to="/ratings">{t("nav.ratings")}</Link>}
              />
            </Card>
          ) : explanation.error ? (
            <div className="card">
              <Failure error={explanation.error} retry={() => void explanation.refetch()} />
            </div>
          ) : (
            <Waiting rows={12} />
          )}
          {months.length > 1 && months.some((one) => one.total) && explanation.data ? <History months={months} month={explanation.data.month} onMonth={onMonth} /> : null}
        </div>
        <div className="stack">
          <OpenItems customer={customer} onCharge={onCharge} />
          <Clearings filter={{ customer: customer.id }} isOfOne />
          <Facts customer={customer} />
          <Aliases customer={customer} />
        </div>
      </div>
      <TimelineCard customer={customer.id} />
    </>
  );
}

function Figures({ customer }: { customer: CustomerData }) {
  const words = useWords();
  const { t, money, month } = words;
  const history = useQuery(historyQuery(customer.id));
  const exposure = customer.exposure;
  const previous = history.data?.months.find((one) => customer.rating && one.month < customer.rating.month);
  const change = customer.rating?.total && previous?.total ? subtract(customer.rating.total, previous.total) : null;
  return (
    <Strip
      figures={[
        { label: t("customer.open"), value: money(exposure.open), note: t("customer.items", { count: count(exposure.items) }) },
        {
          label: t("customer.overdue"),
          value: isZero(exposure.overdue) ? "—" : money(exposure.overdue),
          isLate: !isZero(exposure.overdue),
          note: exposure.overdue_items ? t("customer.overdue_note", { count: count(exposure.overdue_items), days: exposure.days_late_max ?? 0 }) : t("customer.no_overdue"),
        },
        { label: t("column.not_due"), value: isZero(exposure.not_due) ? "—" : money(exposure.not_due) },
        { label: t("column.unallocated"), value: isZero(exposure.unallocated) ? "—" : money(exposure.unallocated), note: t("customer.never_netted") },
        {
          label: customer.rating ? t("customer.total_of", { month: month(customer.rating.month) }) : t("column.total"),
          value: score(customer.rating?.total),
          note: change && !isZero(change) ? <span className={change.startsWith("-") ? "late" : "up"}>{`${change.startsWith("-") ? "▼" : "▲"} ${score(change.replace("-", ""))}`} {t("customer.mom")}</span> : null,
        },
      ]}
    />
  );
}

function Facts({ customer }: { customer: CustomerData }) {
  const { t, text, list, instant, fullInstant, date } = useWords();
  const known = customer.fields.filter((field) => !["code", "name"].includes(field.name) && field.value !== null && field.value !== undefined && field.value !== "");
  const unknown = customer.fields.filter((field) => field.value === null || field.value === undefined || field.value === "");
  const names = customer.other_names.filter((name) => !known.some((field) => field.value?.includes(name)));
  const show = (field: (typeof known)[number]) => {
    if (field.text) return text(field.text);
    if (field.kind === "date") return <span title={field.value ?? ""}>{date(field.value)}</span>;
    if (field.kind === "amount") return amount(field.value);
    if (field.kind === "boolean") return field.value === "true" ? t("yes") : t("no");
    return field.value;
  };
  return (
    <Card title={t("customer.facts")} aside={<span title={fullInstant(customer.changed_at)}>{t("customer.changed", { by: customer.changed_by, at: instant(customer.changed_at) })}</span>}>
      <dl className="facts">
        {known.map((field) => [<dt key={`t${field.name}`}>{text(field.label)}</dt>, <dd key={`d${field.name}`}>{show(field)}</dd>])}
        {names.length ? (
          <>
            <dt>{t("customer.other_names")}</dt>
            <dd>{list(names)}</dd>
          </>
        ) : null}
      </dl>
      {unknown.length ? (
        <p className="small muted" style={{ marginTop: 8 }}>
          {t("customer.unknown_fields")} {list(unknown.map((field) => text(field.label)))}
        </p>
      ) : null}
    </Card>
  );
}
