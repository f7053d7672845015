/** One customer: the class and why, what is owed, how it came about, and the ledger behind all of it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import { customerQuery, decideProposal, endOverride, explanationQuery, historyQuery, organisationQuery } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { Customer as CustomerData, RatingExplanation, RatingSummary } from "../api/types.ts";
import { useAddress } from "../app/address.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { OverrideDialog } from "../forms/OverrideDialog.tsx";
import { ReasonDialog } from "../forms/ReasonDialog.tsx";
import { classRank, classTone } from "../shared/classes.ts";
import { isZero, subtract } from "../shared/decimal.ts";
import { amount, count, score } from "../shared/format.ts";
import { ClassChip } from "../ui/ClassChip.tsx";
import { Card, PageHead, Strip } from "../ui/Page.tsx";
import { Empty, Failure, Waiting, WaitingPage } from "../ui/States.tsx";
import { ClassPath, History } from "./customer/History.tsx";
import { Clearings } from "./clearings/Clearings.tsx";
import { Aliases } from "./customer/Aliases.tsx";
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

function movement(rating: RatingSummary | null | undefined): "up" | "down" | null {
  if (!rating?.class || !rating.previous_class || rating.class === rating.previous_class) return null;
  return classRank(rating.class) < classRank(rating.previous_class) ? "up" : "down";
}

function Head({ customer, explanation, month }: { customer: CustomerData; explanation: RatingExplanation | undefined; month: string | null }) {
  const words = useWords();
  const { t, text } = words;
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const organisation = useQuery(organisationQuery());
  const [dialog, setDialog] = useState<"override" | "end" | "approve" | "refuse" | null>(null);
  const rating = customer.rating;
  const moved = movement(rating);
  const manual = explanation?.override ?? rating?.override;
  const proposal = explanation?.proposal ?? rating?.proposal;
  const isPending = proposal?.state === "pending";
  const shownMonth = explanation?.month ?? month;
  const name = (one: string | null | undefined) => (classTone(one) === "PAY" ? t("class.pay") : (one ?? t("class.none")));
  const refresh = async (said: string) => {
    await Promise.all([client.invalidateQueries({ queryKey: ["customer", customer.id] }), client.invalidateQueries({ queryKey: ["customers"] }), client.invalidateQueries({ queryKey: ["ratings"] })]);
    void message.success(said);
  };
  const noRight = t("state.no_right", { role: text(session.user.role_label) });
  return (
    <>
      <PageHead
        crumbs={[<Link key="list" to="/customers">{t("nav.customers")}</Link>, customer.branch ? <Link key="branch" to={`/customers?branch=${customer.branch.id}`}>{customer.branch.name}</Link> : null].filter(Boolean)}
        title={<span title={customer.name}>{customer.name}</span>}
        marks={
          <>
            <ClassChip name={rating?.class ?? (customer.is_internal ? "INTERNAL" : null)} />
            {moved && rating ? (
              <span className={`tag ${moved === "up" ? "good" : "bad"}`}>
                {t(moved === "up" ? "customer.moved_up" : "customer.moved_down", { from: name(rating.previous_class), to: name(rating.class), month: words.month(rating.month) })}
              </span>
            ) : null}
            {manual ? <span className="tag" title={manual.reason}>{t("override.until_mark", { class: name(manual.class), month: manual.until_month })}</span> : null}
            {proposal ? <span className={`tag${isPending ? " warn" : ""}`}>{t(`proposal.${proposal.state}`, { what: text(proposal.label) })}</span> : null}
          </>
        }
        sub={[customer.code, customer.salesperson ? `${t("column.salesperson")} ${customer.salesperson.name}` : null, customer.terms ? `${t("column.terms")} ${text(customer.terms.label)}` : null].filter(Boolean).join(" · ")}
        actions={
          customer.is_internal ? null : (
            <>
              {manual ? (
                <Button disabled={!session.user.may.override_class} title={session.user.may.override_class ? undefined : noRight} onClick={() => setDialog("end")}>
                  {t("override.end")}
                </Button>
              ) : null}
              <Button disabled={!session.user.may.override_class || !shownMonth} title={session.user.may.override_class ? undefined : noRight} onClick={() => setDialog("override")}>
                {t("override.title")}
              </Button>
              {isPending ? (
                <>
                  <Button disabled={!session.user.may.decide_proposal} title={session.user.may.decide_proposal ? undefined : noRight} onClick={() => setDialog("refuse")}>
                    {t("proposal.refuse")}
                  </Button>
                  <Button type="primary" disabled={!session.user.may.decide_proposal} title={session.user.may.decide_proposal ? undefined : noRight} onClick={() => setDialog("approve")}>
                    {t("proposal.approve", { what: text(proposal.label) })}
                  </Button>
                </>
              ) : null}
            </>
          )
        }
      />
      {manual ? (
        <div className="notice calm">
          {t("override.notice", { class: name(manual.class), by: manual.by, at: words.instant(manual.at), until: words.month(manual.until_month), computed: name(explanation?.computed_class ?? rating?.computed_class) })} {manual.reason}
        </div>
      ) : null}
      {proposal && !isPending && proposal.by ? (
        <div className="notice calm">
          {t("proposal.decided", { by: proposal.by, at: words.instant(proposal.at), what: t(`proposal.${proposal.state}`, { what: text(proposal.label) }) })} {proposal.reason}
        </div>
      ) : null}
      {shownMonth ? (
        <>
          <OverrideDialog isOpen={dialog === "override"} onClose={() => setDialog(null)} customer={customer.id} name={customer.name} month={shownMonth} classes={(organisation.data?.classes ?? []).filter((one) => classTone(one) !== "INTERNAL")} computed={explanation?.computed_class ?? rating?.computed_class ?? null} />
          <ReasonDialog isOpen={dialog === "end"} title={t("override.end")} what={t("override.end_what", { computed: name(explanation?.computed_class ?? rating?.computed_class) })} action={t("override.end")} onClose={() => setDialog(null)} onSend={async (reason) => { await endOverride(customer.id, shownMonth, reason); await refresh(t("override.ended")); }} />
          <ReasonDialog isOpen={dialog === "approve"} title={t("proposal.approve", { what: text(proposal?.label) })} what={t("proposal.approve_what", { name: customer.name })} action={t("proposal.approve_short")} onClose={() => setDialog(null)} onSend={async (reason) => { await decideProposal(customer.id, shownMonth, { approve: true, reason }); await refresh(t("proposal.done")); }} />
          <ReasonDialog isOpen={dialog === "refuse"} title={t("proposal.refuse")} what={t("proposal.refuse_what", { name: customer.name })} action={t("proposal.refuse")} onClose={() => setDialog(null)} onSend={async (reason) => { await decideProposal(customer.id, shownMonth, { approve: false, reason }); await refresh(t("proposal.done")); }} />
        </>
      ) : null}
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
