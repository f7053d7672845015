/** The structure of the month against the month before and the year before, with the money that each class owes. */
import { Link } from "react-router";
import type { ClassCount, RatingStructure } from "../../api/types.ts";
import { useAddress } from "../../app/address.ts";
import { useIsPhone } from "../../app/phone.ts";
import { useWords } from "../../app/session.tsx";
import { CLASS_COLOURS, classTone } from "../../shared/classes.ts";
import { toNumber } from "../../shared/decimal.ts";
import { count, NOTHING, short, signedCount } from "../../shared/format.ts";
import { withParameters } from "../../shared/url.ts";
import { ClassChip } from "../../ui/ClassChip.tsx";
import { Grid, type Column } from "../../ui/Grid.tsx";
import { Money } from "../../ui/Money.tsx";
import { Card } from "../../ui/Page.tsx";
import { useEditionName } from "../../ui/edition.ts";

const CLEARED = { movement: null, from_class: null, state: null, missing: null, proposal: null, is_overridden: null, is_asked: null };

export function Classes({ structure }: { structure: RatingStructure }) {
  const { t, currency } = useWords();
  const isPhone = useIsPhone();
  const [parameters] = useAddress();
  const difference = (now: number, then: number | null | undefined) => (then === null || then === undefined ? NOTHING : signedCount(now - then));
  const columns: Column<ClassCount>[] = [
    { key: "class", title: t("column.class"), cell: (one) => <ClassChip name={one.class} small /> },
    {
      key: "count",
      title: t("column.customers"),
      isNumber: true,
      cell: (one) => (one.count ? <Link to={{ search: withParameters(parameters, { ...CLEARED, class: one.class }).toString(), hash: "#customers" }}>{count(one.count)}</Link> : <span className="muted">{NOTHING}</span>),
    },
    {
      key: "share",
      title: t("column.share"),
      cell: (one) => (
        <span style={{ display: "grid", gridTemplateColumns: "52px minmax(40px, 110px)", gap: 8, alignItems: "center" }}>
          <span className="num">{one.share ? `${short(one.share)} %` : NOTHING}</span>
          <span aria-hidden style={{ height: 8, borderRadius: 2, width: `${Math.max(1, toNumber(one.share))}%`, background: CLASS_COLOURS[classTone(one.class)] }} />
        </span>
      ),
    },
    { key: "mom", title: <span title={t("rating.mom")}>{t("rating.mom_short")}</span>, isNumber: true, cell: (one) => difference(one.count, one.previous_count) },
    { key: "yoy", title: <span title={t("rating.yoy")}>{t("rating.yoy_short")}</span>, isNumber: true, cell: (one) => difference(one.count, one.year_ago_count) },
    { key: "open", title: `${t("column.open")} (${currency})`, isNumber: true, cell: (one) => <Money value={one.open} places={0} /> },
    { key: "overdue", title: t("column.overdue"), isNumber: true, cell: (one) => <Money value={one.overdue} places={0} isLate /> },
  ];
  return (
    <Card title={t("rating.structure")} aside={t("as_of", { date: structure.as_of })}>
      <Grid label={t("rating.structure")} isFree columns={isPhone ? columns.filter((column) => ["class", "count", "open", "overdue"].includes(column.key)) : columns} rows={structure.classes} rowKey={(one) => one.class} />
    </Card>
  );
}

/** Who has no class and why, and what the rule weighs. */
export function Reasons({ structure }: { structure: RatingStructure }) {
  const { t, text, instant, fullInstant } = useWords();
  const editionName = useEditionName();
  const [parameters] = useAddress();
  const most = Math.max(1, ...structure.not_rated.map((one) => one.count), ...structure.states.map((one) => one.count));
  const rows = [
    ...structure.not_rated.map((one) => ({ ...one, search: withParameters(parameters, { ...CLEARED, class: null, state: "not_rated", missing: one.name }).toString() })),
    ...structure.states.filter((one) => one.count > 0 && one.name !== "not_rated" && one.name !== "rated").map((one) => ({ ...one, search: withParameters(parameters, { ...CLEARED, class: null, state: one.name }).toString() })),
  ];
  return (
    <Card title={t("rating.without")} aside={t("rating.without_sub", { count: count(structure.subjects - structure.rated) })}>
      {rows.length === 0 ? (
        <p className="muted">{t("rating.without_none")}</p>
      ) : (
        <div className="bars">
          {rows.map((one) => [
            <span key={`l${one.name}`}>{text(one.label)}</span>,
            <span key={`b${one.name}`} className="bar" aria-hidden style={{ width: `${Math.max(1, (one.count / most) * 100)}%`, background: "var(--ink3)" }} />,
            <span key={`v${one.name}`} style={{ textAlign: "right" }}>
              <Link to={{ search: one.search, hash: "#customers" }} aria-label={`${text(one.label)} ${one.count}`}>
                {count(one.count)}
              </Link>
            </span>,
          ])}
        </div>
      )}
      <h3 style={{ fontSize: 13, fontWeight: 600, margin: "14px 0 4px" }}>{t("rating.rule")}</h3>
      <p className="small">
        {structure.weights.map((one) => `${text(one.label)} ${short(one.weight)} %`).join(" · ")}
        <br />
        <Link to={`/rulebook/${structure.chapter}`}>{text(structure.clause)}</Link>{" "}
        <span className="muted">
          · {t("edition", { edition: editionName(structure.edition) })} · <span title={fullInstant(structure.known_at)}>{t("known_at", { at: instant(structure.known_at) })}</span>
        </span>
      </p>
    </Card>
  );
}
