/** What waits for an answer, to be answered one by one or together; and everything that was decided. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, DatePicker, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { answerProposals, answerRulings, ratedCustomersQuery, ratedMonthsQuery, rulingsQuery } from "../api/calls.ts";
import type { RatedCustomer, Ruling } from "../api/types.ts";
import { useAddress } from "../app/address.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { ReasonDialog } from "../forms/ReasonDialog.tsx";
import { count, score } from "../shared/format.ts";
import { ClassChip, ClassMove } from "../ui/ClassChip.tsx";
import { Money } from "../ui/Money.tsx";
import { More } from "../ui/More.tsx";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../ui/States.tsx";
import { refreshAfterDecision } from "./rulings/refresh.ts";
import { Steps } from "./rulings/Steps.tsx";

export default function Rulings() {
  const { t } = useWords();
  useTitle(t("nav.rulings"));
  const [parameters, change] = useAddress();
  const view = parameters.get("view") === "all" ? "all" : "waiting";
  return (
    <>
      <PageHead
        crumbs={[t("nav.group.credit"), t("nav.rulings")]}
        title={t("nav.rulings")}
        sub={t("rulings.sub")}
        actions={
          <Segmented
            aria-label={t("rulings.show")}
            value={view}
            options={[
              { value: "waiting", label: t("rulings.waiting") },
              { value: "all", label: t("rulings.all") },
            ]}
            onChange={(next) => change({ view: next === "all" ? "all" : null })}
          />
        }
      />
      <div className="stack gap">
        {view === "waiting" ? (
          <>
            <AskedClasses />
            <Proposals />
          </>
        ) : (
          <Decided />
        )}
      </div>
    </>
  );
}

/** Rows with boxes, and one reason for all that are picked. */
function Bulk<Row>({ rows, id, label, name, children, onAnswer, extra, mayAnswer }: { rows: Row[]; id: (row: Row) => number; label: string; name: (row: Row) => string; children: (row: Row) => React.ReactNode; onAnswer: (rows: Row[], approve: boolean, reason: string) => Promise<unknown>; extra?: React.ReactNode; mayAnswer: (row: Row) => boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [dialog, setDialog] = useState<"approve" | "decline" | null>(null);
  const open = rows.filter(mayAnswer);
  const some = open.filter((row) => picked.has(id(row)));
  const pick = (row: Row, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(id(row));
    else next.delete(id(row));
    setPicked(next);
  };
  const send = async (approve: boolean, reason: string) => {
    await onAnswer(some, approve, reason);
    setPicked(new Set());
    await refreshAfterDecision(client);
    void message.success(t("rulings.answered", { count: count(some.length) }));
  };
  return (
    <>
      {open.length ? (
        <div className="clearings-bar" role="group" aria-label={t("rulings.together")}>
          <Checkbox checked={some.length === open.length} indeterminate={some.length > 0 && some.length < open.length} onChange={(event) => setPicked(new Set(event.target.checked ? open.map(id) : []))}>
            {some.length ? t("rulings.picked", { count: count(some.length) }) : t("clearing.pick_all")}
          </Checkbox>
          {some.length ? (
            <>
              {extra}
              <Button size="small" onClick={() => setDialog("decline")}>
                {t("proposal.refuse")}
              </Button>
              <Button size="small" type="primary" onClick={() => setDialog("approve")}>
                {t("proposal.approve_short")}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      <ul className="decisions" aria-label={label}>
        {rows.map((row) => (
          <li key={id(row)}>
            {mayAnswer(row) ? <Checkbox aria-label={t("clearing.pick", { what: name(row) })} checked={picked.has(id(row))} onChange={(event) => pick(row, event.target.checked)} /> : <span />}
            {children(row)}
          </li>
        ))}
      </ul>
      <ReasonDialog isOpen={dialog !== null} title={t(dialog === "decline" ? "rulings.decline_some" : "rulings.approve_some", { count: count(some.length) })} what={some.map(name).slice(0, 12).join("、") + (some.length > 12 ? " …" : "")} action={t(dialog === "decline" ? "proposal.refuse" : "proposal.approve_short")} onClose={() => setDialog(null)} onSend={(reason) => send(dialog === "approve", reason)} />
    </>
  );
}

function AskedClasses() {
  const { t, text } = useWords();
  const session = useSession();
  const list = useInfiniteQuery(rulingsQuery({ state: "asked" }));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayAnswer = (row: Ruling) => session.user.may.decide_proposal && row.steps[0]?.by !== session.user.name && Boolean(row.seen);
  return (
    <Card title={t("rulings.asked")} aside={rows.length ? count(rows.length) : undefined}>
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Waiting card={false} rows={3} />
      ) : rows.length === 0 ? (
        <Empty title={t("rulings.none_asked")} why={t("rulings.none_asked_why")} />
      ) : (
        <>
          <Bulk rows={rows} id={(row) => row.id} name={(row) => row.customer?.name ?? `#${row.id}`} label={t("rulings.asked")} mayAnswer={mayAnswer} onAnswer={(some, approve, reason) => answerRulings({ rulings: some.map((row) => ({ ruling: row.id, seen: row.seen ?? "" })), approve, reason })}>
            {(row) => (
              <div>
                <Link to={`/customers/${row.customer?.id ?? 0}`}>{row.customer?.name}</Link> <ClassMove from={row.basis_class} to={row.class} />{" "}
                <span className="muted small">
                  {text(row.label)} · {t("ruling.months", { from: row.from_month, until: row.until_month ?? "" })} · {t("column.total")} {score(row.basis_total)}
                </span>
                <Steps ruling={row} />
              </div>
            )}
          </Bulk>
          {list.hasNextPage ? <More shown={rows.length} hasMore isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} /> : null}
        </>
      )}
    </Card>
  );
}

function Proposals() {
  const words = useWords();
  const { t, text } = words;
  const session = useSession();
  const months = useQuery(ratedMonthsQuery());
  const month = months.data?.[0]?.month;
  const list = useInfiniteQuery({ ...ratedCustomersQuery(month ?? "", { proposal: "pending", sort: "overdue", dir: "desc" }), enabled: month !== undefined });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const [day, setDay] = useState<Dayjs>(dayjs(session.company.today));
  return (
    <Card title={month ? t("rulings.proposed", { month: words.month(month) }) : t("rulings.proposed_none")} aside={total ? count(total) : undefined}>
      <p className="sub">{t("rulings.proposed_why")}</p>
      {months.data && !month ? (
        <Empty title={t("rating.never")} why={t("rating.never_why")} action={<Link to="/ratings">{t("nav.ratings")}</Link>} />
      ) : list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Waiting card={false} rows={6} />
      ) : rows.length === 0 ? (
        <Empty title={t("rulings.none_proposed")} why={t("rulings.none_proposed_why")} />
      ) : (
        <>
          <Bulk
            rows={rows}
            id={(row) => row.id}
            name={(row: RatedCustomer) => row.name}
            label={t("rulings.proposed_none")}
            mayAnswer={(row) => session.user.may.decide_proposal && Boolean(row.seen)}
            onAnswer={(some, approve, reason) => answerProposals(month ?? "", { customers: some.map((row) => ({ customer: row.id, seen: row.seen ?? "" })), approve, reason, from_day: day.format("YYYY-MM-DD") })}
            extra={
              <label className="small">
                {t("rulings.from_day")} <DatePicker size="small" allowClear={false} value={day} onChange={(value) => value && setDay(value)} />
              </label>
            }
          >
            {(row) => (
              <div className="decision-row">
                <span>
                  <Link to={`/customers/${row.id}`}>{row.name}</Link> <ClassChip name={row.class} small />{" "}
                  <span className="muted small">
                    {row.branch?.name} · {row.salesperson?.name} · {row.terms ? text(row.terms.label) : ""}
                  </span>
                </span>
                <span className="small">
                  {t("column.total")} {score(row.total)} · {t("column.open")} <Money value={row.open} /> · {t("column.overdue")} <Money value={row.overdue} isLate />
                </span>
              </div>
            )}
          </Bulk>
          <More shown={rows.length} total={total} hasMore={list.hasNextPage} isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        </>
      )}
    </Card>
  );
}

function Decided() {
  const { t, text } = useWords();
  const list = useInfiniteQuery(rulingsQuery({}));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Card title={t("rulings.all")}>
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Waiting card={false} rows={6} />
      ) : rows.length === 0 ? (
        <Empty title={t("rulings.none")} why={t("rulings.none_why")} />
      ) : (
        <>
          <ul className="decisions" aria-label={t("rulings.all")}>
            {rows.map((row) => (
              <li key={row.id}>
                <span />
                <div>
                  <Link to={`/customers/${row.customer?.id ?? 0}`}>{row.customer?.name ?? t("rulings.gone")}</Link> {row.class ? <ClassMove from={row.basis_class} to={row.class} /> : <span className="tag">{text(row.label)}</span>}{" "}
                  <span className={`tag${row.state === "asked" ? " warn" : row.state === "approved" ? " good" : ""}`}>{t(`ruling.state.${row.state}`)}</span>{" "}
                  <span className="muted small">{row.until_month ? t("ruling.months", { from: row.from_month, until: row.until_month }) : t("ruling.from", { month: row.from_month })}</span>
                  <Steps ruling={row} />
                </div>
              </li>
            ))}
          </ul>
          <More shown={rows.length} hasMore={list.hasNextPage} isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        </>
      )}
    </Card>
  );
}
