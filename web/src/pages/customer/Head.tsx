/** The head of a customer's page: who it is, the class that counts and why, and what can be decided. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { decideProposal, openOrdersQuery, organisationQuery } from "../../api/calls.ts";
import type { Customer, RatingExplanation, RatingSummary } from "../../api/types.ts";
import { useSession, useWords } from "../../app/session.tsx";
import { OverrideDialog } from "../../forms/OverrideDialog.tsx";
import { ReasonDialog } from "../../forms/ReasonDialog.tsx";
import { classRank, classTone } from "../../shared/classes.ts";
import { count } from "../../shared/format.ts";
import { ClassChip } from "../../ui/ClassChip.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { Notices } from "../rulings/Notices.tsx";
import { refreshAfterDecision } from "../rulings/refresh.ts";

function movement(rating: RatingSummary | null | undefined): "up" | "down" | null {
  if (!rating?.class || !rating.previous_class || rating.class === rating.previous_class) return null;
  return classRank(rating.class) < classRank(rating.previous_class) ? "up" : "down";
}

export function Head({ customer, explanation, month }: { customer: Customer; explanation: RatingExplanation | undefined; month: string | null }) {
  const words = useWords();
  const { t, text, money } = words;
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const organisation = useQuery(organisationQuery());
  const [dialog, setDialog] = useState<"override" | "approve" | "refuse" | null>(null);
  const orders = useQuery(openOrdersQuery(customer.id, dialog === "approve"));
  const rating = customer.rating;
  const moved = movement(rating);
  const shown = explanation ?? rating ?? undefined;
  const proposal = shown?.proposal;
  // What an earlier month proposed is past; it is answered in the latest.
  const isLatest = shown?.month === rating?.month;
  const isPending = proposal?.state === "pending" && isLatest;
  const shownMonth = explanation?.month ?? month;
  const name = (one: string | null | undefined) => (classTone(one) === "PAY" ? t("class.pay") : (one ?? t("class.none")));
  const decide = async (approve: boolean, reason: string) => {
    await decideProposal(customer.id, shownMonth ?? "", { approve, reason, seen: shown?.seen ?? "", from_day: null });
    await refreshAfterDecision(client);
    void message.success(t("proposal.done"));
  };
  const mayOverride = session.user.may.override_class;
  const mayDecide = session.user.may.decide_proposal;
  const jobs = orders.data?.rows.length ?? 0;
  return (
    <>
      <PageHead
        crumbs={[
          <Link key="list" to="/customers">
            {t("nav.customers")}
          </Link>,
          customer.branch ? (
            <Link key="branch" to={`/customers?branch=${customer.branch.id}`}>
              {customer.branch.name}
            </Link>
          ) : null,
        ].filter(Boolean)}
        title={<span title={customer.name}>{customer.name}</span>}
        marks={
          <>
            <ClassChip name={rating?.class ?? (customer.is_internal ? "INTERNAL" : null)} />
            {moved && rating ? (
              <span className={`tag ${moved === "up" ? "good" : "bad"}`}>
                {t(moved === "up" ? "customer.moved_up" : "customer.moved_down", { from: name(rating.previous_class), to: name(rating.class), month: words.month(rating.month) })}
              </span>
            ) : null}
            {shown?.asked ? <span className="tag warn">{t("ruling.waits", { class: text(shown.asked.label) })}</span> : null}
            {proposal ? <span className={`tag${isPending ? " warn" : ""}`}>{t(`proposal.${proposal.state}`, { what: text(proposal.label) })}</span> : null}
          </>
        }
        sub={[
          customer.code,
          customer.salesperson ? `${t("column.salesperson")} ${customer.salesperson.name}` : null,
          customer.terms ? `${t("column.terms")} ${text(customer.terms.label)}${customer.terms_because ? t("customer.terms_set") : ""}` : null,
        ]
          .filter(Boolean)
          .join(" · ")}
        actions={
          customer.is_internal ? null : (
            <>
              {mayOverride && !shown?.asked ? (
                <Button disabled={!shownMonth || !shown} onClick={() => setDialog("override")}>
                  {t("override.title")}
                </Button>
              ) : null}
              {isPending && mayDecide ? (
                <>
                  <Button onClick={() => setDialog("refuse")}>{t("proposal.refuse")}</Button>
                  <Button type="primary" onClick={() => setDialog("approve")}>
                    {t("proposal.approve", { what: text(proposal.label) })}
                  </Button>
                </>
              ) : null}
            </>
          )
        }
      />
      {shownMonth && shown ? (
        <>
          <Notices customer={customer} month={shownMonth} ruling={shown.ruling} asked={shown.asked} answer={proposal?.answer} computed={name(shown.computed_class)} seen={rating?.asked && rating.asked.id === shown.asked?.id ? rating.seen : shown.seen} />
          <OverrideDialog isOpen={dialog === "override"} onClose={() => setDialog(null)} customer={customer.id} name={customer.name} month={shownMonth} classes={(organisation.data?.classes ?? []).filter((one) => !["INTERNAL", "PAY"].includes(classTone(one)))} computed={shown.computed_class ?? null} seen={shown.seen} />
          <ReasonDialog
            isOpen={dialog === "approve"}
            title={t("proposal.approve", { what: text(proposal?.label) })}
            what={
              <>
                {t("proposal.approve_what", { name: customer.name })} {jobs ? t("ruling.open_orders", { count: count(jobs), open: money(orders.data?.open ?? "0") }) : null}
              </>
            }
            action={t("proposal.approve_short")}
            onClose={() => setDialog(null)}
            onSend={(reason) => decide(true, reason)}
          />
          <ReasonDialog isOpen={dialog === "refuse"} title={t("proposal.refuse")} what={t("proposal.refuse_what", { name: customer.name })} action={t("proposal.refuse")} onClose={() => setDialog(null)} onSend={(reason) => decide(false, reason)} />
        </>
      ) : null}
    </>
  );
}
