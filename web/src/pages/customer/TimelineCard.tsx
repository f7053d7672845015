/** The ledger of a customer as a story, newest first; what was taken back is struck through and says by what. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo } from "react";
import { timelineQuery } from "../../api/calls.ts";
import type { LedgerEntry, TimelineDecision } from "../../api/types.ts";
import { useAddress } from "../../app/address.ts";
import { useWords } from "../../app/session.tsx";
import { amount } from "../../shared/format.ts";
import { ChipSelectMany } from "../../ui/ChipSelect.tsx";
import { More } from "../../ui/More.tsx";
import { Card } from "../../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";

const KINDS = ["charge", "invoice", "receipt", "allocation", "credit_note", "write_off", "clearing", "bill", "confirmation", "cost"] as const;
const DOTS: Record<string, string> = { charge: "var(--brand)", invoice: "var(--brand)", receipt: "var(--good)", allocation: "var(--good)", write_off: "var(--seal)", credit_note: "var(--warn)", clearing: "var(--warn)" };

export function TimelineCard({ customer }: { customer: number }) {
  const words = useWords();
  const { t } = words;
  const [parameters, change] = useAddress();
  const kinds = useMemo(() => (parameters.get("kinds") ?? "").split(",").filter(Boolean), [parameters]);
  const charge = parameters.get("charge");
  const list = useInfiniteQuery(timelineQuery(customer, { kinds: kinds.join(","), charge: charge ? Number(charge) : undefined }));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const decisions = list.data?.pages.flatMap((page) => page.decisions) ?? [];
  return (
    <div id="timeline" className="gap" style={{ scrollMarginTop: 60 }}>
      <Card title={t("timeline.title")} aside={t("timeline.sub")}>
        <div className="chips" style={{ marginTop: 0 }}>
          <ChipSelectMany label={t("timeline.kinds")} all={t("filter.all")} value={kinds} onChange={(next) => change({ kinds: next.join(",") || null })} options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
          {charge ? (
            <Button shape="round" onClick={() => change({ charge: null })}>
              {t("timeline.only_charge", { number: rows.find((row) => row.charge?.id === Number(charge))?.charge?.number ?? `#${charge}` })} ×
            </Button>
          ) : null}
        </div>
        {list.error && !list.data ? (
          <Failure error={list.error} retry={() => void list.refetch()} />
        ) : !list.data ? (
          <Waiting card={false} rows={6} />
        ) : rows.length + decisions.length === 0 ? (
          <Empty
            title={t("timeline.none")}
            why={kinds.length || charge ? t("timeline.none_filtered") : t("timeline.none_why")}
            action={kinds.length || charge ? <Button onClick={() => change({ kinds: null, charge: null })}>{t("filter.clear")}</Button> : null}
          />
        ) : (
          <>
            <ul className="timeline">
              {interleave(rows, decisions).map((one) =>
                "ruling" in one ? <Decision key={`${one.ruling} ${one.at}`} decision={one} /> : <Entry key={one.id} row={one} onCharge={(id) => change({ charge: String(id) })} />,
              )}
            </ul>
            <div className="grid-foot" style={{ padding: "8px 0 0" }}>
              <More shown={rows.length} hasMore={list.hasNextPage} isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
            </div>
          </>
        )}
      </Card>
    </div>
  );
}

/** Decisions among the entries, each above those of its day. */
function interleave(rows: LedgerEntry[], decisions: TimelineDecision[]): (LedgerEntry | TimelineDecision)[] {
  const all: (LedgerEntry | TimelineDecision)[] = [];
  let next = 0;
  for (const row of rows) {
    for (let one = decisions[next]; one && one.date >= row.date; one = decisions[next]) {
      all.push(one);
      next++;
    }
    all.push(row);
  }
  return [...all, ...decisions.slice(next)];
}

/** What a person decided. */
function Decision({ decision }: { decision: TimelineDecision }) {
  const { text, date, instant, fullInstant } = useWords();
  return (
    <li className="is-decision">
      <span className="muted nowrap" title={decision.date}>
        {date(decision.date)}
      </span>
      <i className="dot" style={{ background: "var(--ink)" }} aria-hidden />
      <span>
        <span className="what">{text(decision.text)}</span>{" "}
        <span className="muted small" title={fullInstant(decision.at)}>
          {decision.by} · {instant(decision.at)}
        </span>
      </span>
      <span />
      <span />
    </li>
  );
}

function Entry({ row, onCharge }: { row: LedgerEntry; onCharge: (charge: number) => void }) {
  const { t, text, date, instant, fullInstant, currency } = useWords();
  const charge = row.charge && row.kind !== "charge" ? row.charge : null;
  return (
    <li className={row.is_reversed ? "is-reversed" : undefined}>
      <span className="muted nowrap" title={row.date}>
        {date(row.date)}
      </span>
      <i className="dot" style={{ background: row.is_reversed ? "var(--line)" : (DOTS[row.kind] ?? "var(--ink3)") }} aria-hidden />
      <span>
        <span className="what">{text(row.text)}</span> {row.is_reversed ? <span className="tag">{t("timeline.reversed")}</span> : null}
        {row.reverses ? <span className="tag">{t("timeline.reversal")}</span> : null}{" "}
        <span className="muted small" title={t("timeline.known_at", { at: fullInstant(row.known_at) })}>
          {t("timeline.known", { at: instant(row.known_at) })}
          {row.is_asserted ? ` · ${t("asserted_short")}` : ""}
          {row.order && row.kind === "cost" ? ` · ${row.order}` : ""}
          {row.note ? ` · ${row.note}` : ""}
        </span>
      </span>
      <span className="nowrap" style={{ textAlign: "right" }} title={row.currency === currency ? undefined : `${currency} ${amount(row.base_amount)}`}>
        {row.currency === currency ? "" : `${row.currency} `}
        {amount(row.amount)}
      </span>
      <span className="small nowrap" style={{ textAlign: "right", overflow: "hidden", textOverflow: "ellipsis" }}>
        {charge ? (
          <button type="button" className="link" onClick={() => onCharge(charge.id)} title={t("timeline.of_charge")}>
            {charge.number ?? `#${charge.id}`}
          </button>
        ) : row.kind === "charge" ? (
          <button type="button" className="link" onClick={() => onCharge(row.id)} title={t("timeline.of_charge")}>
            {t("timeline.follow")}
          </button>
        ) : null}
      </span>
    </li>
  );
}
