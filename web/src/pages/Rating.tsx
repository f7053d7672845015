/** The rating of a month: how the customers stand, who moved, why some have no class. */
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { organisationQuery, ratedMonthsQuery, ratingExport, structureQuery } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { RatedMonth, RatingStructure } from "../api/types.ts";
import { useAddress } from "../app/address.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { RateDialog } from "../forms/RateDialog.tsx";
import { count, shiftMonth } from "../shared/format.ts";
import { withParameters } from "../shared/url.ts";
import { ChipSelectMany } from "../ui/ChipSelect.tsx";
import { PageHead, Strip } from "../ui/Page.tsx";
import { Empty, Failure, Waiting, WaitingPage } from "../ui/States.tsx";
import { Classes, Reasons } from "./rating/Classes.tsx";
import { Matrix } from "./rating/Matrix.tsx";
import { listFilters, RatedCustomers } from "./rating/RatedCustomers.tsx";
import { Standing } from "./rating/Standing.tsx";
import { Trend } from "./rating/Trend.tsx";
import { useEditionName } from "../ui/edition.ts";

export default function Rating() {
  const words = useWords();
  const { t } = words;
  const session = useSession();
  const months = useQuery(ratedMonthsQuery());
  const wanted = useParams()["month"];
  const rated = months.data ?? [];
  const month = wanted ?? rated[0]?.month ?? session.company.latest_month ?? null;
  useTitle(month ? t("rating.title", { month: words.month(month) }) : t("nav.ratings"));
  if (months.error && !months.data) return <Failure error={months.error} retry={() => void months.refetch()} />;
  if (!months.data) return <WaitingPage />;
  return <Month month={month} rated={rated} />;
}

function Month({ month, rated }: { month: string | null; rated: RatedMonth[] }) {
  const words = useWords();
  const editionName = useEditionName();
  const { t, instant, fullInstant } = words;
  const session = useSession();
  const navigate = useNavigate();
  const [parameters, change] = useAddress();
  const organisation = useQuery(organisationQuery());
  const branch = parameters.get("branch") ?? undefined;
  const salesperson = parameters.get("salesperson") ?? undefined;
  const run = Number(parameters.get("run")) || undefined;
  const structure = useQuery({ ...structureQuery(month ?? "", { branch, salesperson, run }), enabled: month !== null });
  const names = rated.map((one) => one.month);
  const isRating = parameters.has("rate");
  const mayRate = session.user.may.rate;
  const isMissing = month === null || (structure.error instanceof ApiError && structure.error.status === 404);
  const go = (to: string) => void navigate({ pathname: `/ratings/${to}`, search: withParameters(parameters, { from_month: null, rate: null, run: null }).toString() });
  const earlier = month ? names.find((one) => one < month) : undefined;
  const later = month ? [...names].reverse().find((one) => one > month) : undefined;
  const info = rated.find((one) => one.month === month);
  const rate = (
    <Button type="primary" disabled={!mayRate} title={mayRate ? undefined : t("state.no_right", { role: words.text(session.user.role_label) })} onClick={() => change({ rate: "1" })}>
      {t("rate.action")}
    </Button>
  );
  const ids = (name: string) => (parameters.get(name) ?? "").split(",").filter(Boolean);
  return (
    <>
      <PageHead
        crumbs={[t("nav.group.credit"), <Link key="r" to="/ratings">{t("nav.ratings")}</Link>]}
        title={month ? t("rating.title", { month: words.month(month) }) : t("nav.ratings")}
        marks={
          info ? (
            <span className="aside">
              {t("rating.info", { subjects: count(structure.data?.subjects ?? info.subjects), edition: editionName(info.edition) })} · <span title={fullInstant(info.known_at)}>{t("known_at", { at: instant(info.known_at) })}</span>
            </span>
          ) : null
        }
        actions={
          <>
            {names.length ? (
              <>
                <Button disabled={!earlier} onClick={() => earlier && go(earlier)} aria-label={t("rating.earlier")} title={t("rating.earlier")}>
                  ‹
                </Button>
                <Select aria-label={t("column.month")} value={month ?? undefined} onChange={go} popupMatchSelectWidth={false} options={names.map((value) => ({ value, label: words.month(value) }))} />
                <Button disabled={!later} onClick={() => later && go(later)} aria-label={t("rating.later")} title={t("rating.later")}>
                  ›
                </Button>
              </>
            ) : null}
            {month && !isMissing ? (
              <Button href={ratingExport(month, listFilters(parameters))} download disabled={!session.user.may.export} title={session.user.may.export ? t("action.export_why") : t("state.no_right", { role: words.text(session.user.role_label) })}>
                {t("action.export")}
              </Button>
            ) : null}
            {rate}
          </>
        }
      />
      {isMissing ? (
        <div className="card gap">
          <Empty title={month ? t("rating.not_yet", { month: words.month(month) }) : t("rating.never")} why={t("rating.never_why")} action={<Link to="/imports">{t("rating.see_readiness")}</Link>} />
        </div>
      ) : (
        <>
          <div className="chips" role="search" aria-label={t("filter.label")}>
            <ChipSelectMany label={t("column.branch")} all={t("filter.all")} value={ids("branch")} onChange={(value) => change({ branch: value.join(",") || null })} options={(organisation.data?.branches ?? []).map((one) => ({ value: String(one.id), label: one.name }))} />
            <ChipSelectMany label={t("column.salesperson")} all={t("filter.all")} hasSearch value={ids("salesperson")} onChange={(value) => change({ salesperson: value.join(",") || null })} options={(organisation.data?.salespeople ?? []).map((one) => ({ value: String(one.id), label: one.name }))} />
          </div>
          {structure.data ? <Standing structure={structure.data} /> : null}
          {structure.data ? <Content structure={structure.data} rated={names} /> : structure.error ? <Failure error={structure.error} retry={() => void structure.refetch()} /> : <Waiting rows={12} />}
        </>
      )}
      {isRating && mayRate ? <RateDialog isOpen onClose={() => change({ rate: null })} month={toRate(parameters.get("rate"), names[0], shiftMonth(session.company.today.slice(0, 7), -1))} rated={names} /> : null}
    </>
  );
}

/** The month that is offered: the one asked for, else the first finished one after the latest rated. The month that still runs is none. */
function toRate(wanted: string | null, latest: string | undefined, finished: string): string {
  if (wanted && wanted !== "1") return wanted;
  const next = latest ? shiftMonth(latest, 1) : finished;
  return next <= finished ? next : (latest ?? finished);
}

function Content({ structure, rated }: { structure: RatingStructure; rated: string[] }) {
  const { t } = useWords();
  const [parameters] = useAddress();
  const moves = structure.movements;
  const link = (changes: Record<string, string | null>, label: React.ReactNode, name: string) => (
    <Link to={{ search: withParameters(parameters, { class: null, from_class: null, movement: null, state: null, missing: null, proposal: null, is_overridden: null, is_asked: null, ...changes }).toString(), hash: "#customers" }} style={{ color: "inherit" }} aria-label={name}>
      {label}
    </Link>
  );
  return (
    <>
      <Strip
        figures={[
          { label: t("rating.rated"), value: count(structure.rated), note: t("rating.rated_note", { count: count(structure.subjects - structure.rated) }) },
          { label: t("rating.up"), value: moves ? link({ movement: "up" }, <span className="up">▲ {count(moves.up)}</span>, `${t("rating.up")} ${moves.up}`) : "—", note: moves ? t("rating.same_note", { count: count(moves.same) }) : t("rating.first_month") },
          { label: t("rating.down"), value: moves ? link({ movement: "down" }, <span className="late">▼ {count(moves.down)}</span>, `${t("rating.down")} ${moves.down}`) : "—", note: moves ? t("rating.down_note", { count: count(moves.down_two_or_more) }) : null },
          { label: t("rating.proposals"), value: link({ proposal: "pending" }, count(structure.proposals.pending), `${t("rating.proposals")} ${structure.proposals.pending}`), note: t("rating.proposals_note", { approved: count(structure.proposals.approved), refused: count(structure.proposals.refused) }) },
          {
            label: t("override.title"),
            value: link({ is_overridden: "true" }, count(structure.overrides), `${t("override.title")} ${structure.overrides}`),
            note: structure.asked ? link({ is_asked: "true" }, t("override.asked_note", { count: count(structure.asked) }), t("override.asked_note", { count: count(structure.asked) })) : null,
          },
        ]}
      />
      <div className="two">
        <Trend structure={structure} />
        <Matrix month={structure.month} rated={rated} />
      </div>
      <div className="two">
        <Classes structure={structure} />
        <Reasons structure={structure} />
      </div>
      <RatedCustomers month={structure.month} structure={structure} />
    </>
  );
}
