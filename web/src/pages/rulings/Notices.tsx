/** On a customer's page: what people decided about the class that is shown, what waits, and what can be done about it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { answerRulings, openOrdersQuery, revokeRuling, withdrawRuling } from "../../api/calls.ts";
import type { Customer, Ruling } from "../../api/types.ts";
import { useSession, useWords } from "../../app/session.tsx";
import { ReasonDialog } from "../../forms/ReasonDialog.tsx";
import { count } from "../../shared/format.ts";
import { refreshAfterDecision } from "./refresh.ts";
import { Steps } from "./Steps.tsx";

interface NoticesProps {
  customer: Customer;
  month: string;
  ruling: Ruling | null | undefined;
  asked: Ruling | null | undefined;
  answer: Ruling | null | undefined;
  computed: string;
  /** What the page has seen of the rating. */
  seen: string | undefined;
}

export function Notices({ customer, month, ruling, asked, answer, computed, seen }: NoticesProps) {
  return (
    <>
      {asked && seen ? <Asked ruling={asked} seen={seen} /> : null}
      {ruling ? <InForce ruling={ruling} customer={customer} month={month} computed={computed} /> : null}
      {answer && answer.id !== ruling?.id ? (
        <div className="notice calm">
          <Steps ruling={answer} />
        </div>
      ) : null}
    </>
  );
}

/** A class that somebody asked for: others answer, who asked may take it back. */
function Asked({ ruling, seen }: { ruling: Ruling; seen: string }) {
  const { t, text } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<"approve" | "decline" | "withdraw" | null>(null);
  const isOwn = ruling.steps[0]?.by === session.user.name;
  const done = async (said: string) => {
    await refreshAfterDecision(client);
    void message.success(said);
  };
  const answer = async (approve: boolean, reason: string) => {
    await answerRulings({ rulings: [{ ruling: ruling.id, seen }], approve, reason });
    await done(t("ruling.answered"));
  };
  return (
    <div className="notice" role="group" aria-label={t("ruling.waits", { class: text(ruling.label) })}>
      <div>
        <b>{t("ruling.waits", { class: text(ruling.label) })}</b> <span className="muted">{t("ruling.months", { from: ruling.from_month, until: ruling.until_month ?? "" })}</span>
        <Steps ruling={ruling} />
      </div>
      <span className="actions">
        {isOwn ? (
          <Button onClick={() => setDialog("withdraw")}>{t("ruling.withdraw")}</Button>
        ) : session.user.may.decide_proposal ? (
          <>
            <Button onClick={() => setDialog("decline")}>{t("proposal.refuse")}</Button>
            <Button type="primary" onClick={() => setDialog("approve")}>
              {t("proposal.approve_short")}
            </Button>
          </>
        ) : (
          <span className="muted">{t("ruling.waits_for_other")}</span>
        )}
      </span>
      <ReasonDialog isOpen={dialog === "approve"} title={t("ruling.approve_title", { class: text(ruling.label) })} what={t("ruling.approve_what")} action={t("proposal.approve_short")} onClose={() => setDialog(null)} onSend={(reason) => answer(true, reason)} />
      <ReasonDialog isOpen={dialog === "decline"} title={t("ruling.decline_title", { class: text(ruling.label) })} what={t("ruling.decline_what")} action={t("proposal.refuse")} onClose={() => setDialog(null)} onSend={(reason) => answer(false, reason)} />
      <ReasonDialog isOpen={dialog === "withdraw"} title={t("ruling.withdraw")} what={t("ruling.withdraw_what")} action={t("ruling.withdraw")} onClose={() => setDialog(null)} onSend={async (reason) => { await withdrawRuling(ruling.id, reason); await done(t("ruling.withdrawn")); }} />
    </div>
  );
}

/** The ruling that gives the class; of pay before release also the jobs that it holds back. */
function InForce({ ruling, customer, month, computed }: { ruling: Ruling; customer: Customer; month: string; computed: string }) {
  const { t, text, money, date } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [isRevoking, setRevoking] = useState(false);
  const isProposal = ruling.kind === "proposal";
  const orders = useQuery(openOrdersQuery(customer.id, isProposal));
  const jobs = orders.data?.rows ?? [];
  return (
    <div className="notice calm" role="group" aria-label={t("ruling.in_force", { class: text(ruling.label) })}>
      <div>
        <b>{t("ruling.in_force", { class: text(ruling.label) })}</b>{" "}
        <span className="muted">
          {ruling.until_month ? t("ruling.months", { from: ruling.from_month, until: ruling.until_month }) : t("ruling.from", { month: ruling.from_month })} · {t("ruling.computed", { class: computed })}
          {ruling.from_day && isProposal ? ` · ${t("ruling.terms_from", { day: date(ruling.from_day) })}` : ""}
        </span>
        <Steps ruling={ruling} />
        {jobs.length ? (
          <details className="small">
            <summary>{t("ruling.open_orders", { count: count(jobs.length), open: money(orders.data?.open ?? "0") })}</summary>
            <ul>
              {jobs.map((job) => (
                <li key={job.order ?? ""}>
                  {job.order ?? t("ruling.no_order")} · {money(job.open)} · {t("ruling.due", { day: date(job.due) })}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      <span className="actions">
        {session.user.may.decide_proposal && ruling.state === "approved" ? <Button onClick={() => setRevoking(true)}>{t("ruling.revoke")}</Button> : null}
      </span>
      <ReasonDialog
        isOpen={isRevoking}
        title={t("ruling.revoke")}
        what={t("ruling.revoke_what", { month, computed })}
        action={t("ruling.revoke")}
        onClose={() => setRevoking(false)}
        onSend={async (reason) => {
          await revokeRuling(ruling.id, { reason, from_month: month < ruling.from_month ? ruling.from_month : month });
          await refreshAfterDecision(client);
          void message.success(t("ruling.revoked"));
        }}
      />
    </div>
  );
}
