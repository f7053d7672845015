/** What later lists no longer had, and nobody has said by what it was settled: plain choices, one by one or several at once. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, DatePicker, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { answerClearings, clearingsQuery, type ClearingsFilter } from "../../api/calls.ts";
import type { ClearingChoice, ClearingPage, ClearingRow } from "../../api/types.ts";
import { useSession, useWords } from "../../app/session.tsx";
import { ApiError } from "../../shared/error.ts";
import { amount, count } from "../../shared/format.ts";
import { Card } from "../../ui/Page.tsx";
import { More } from "../../ui/More.tsx";

type By = ClearingChoice["value"];
interface Given {
  by?: By;
  date?: string;
}

/** `isOfOne`: of one customer, so that no row names it. Nothing is shown where there is none. */
export function Clearings({ filter, isOfOne = false }: { filter: ClearingsFilter; isOfOne?: boolean }) {
  const { t } = useWords();
  const [withUnknown, setWithUnknown] = useState(false);
  const list = useInfiniteQuery(clearingsQuery({ ...filter, with_unknown: withUnknown || undefined }));
  const first = list.data?.pages[0];
  if (!first || first.open + first.unknown === 0) return null;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const title = first.open ? t("clearing.title", { count: count(first.open) }) : t("clearing.none_open");
  return (
    <Card title={title} label={title}>
      <p className="sub">{t("clearing.why")}</p>
      {rows.length ? (
        <Answers rows={rows} choices={first.choices} isOfOne={isOfOne} />
      ) : null}
      {list.hasNextPage ? <More shown={rows.length} total={first.open + (withUnknown ? first.unknown : 0)} hasMore isBusy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} /> : null}
      <Unknown page={first} isShown={withUnknown} onShow={setWithUnknown} />
    </Card>
  );
}

/** Those of which a person said that nobody knows: not asked again, but there to be answered after all. */
function Unknown({ page, isShown, onShow }: { page: ClearingPage; isShown: boolean; onShow: (isShown: boolean) => void }) {
  const { t } = useWords();
  if (!page.unknown) return null;
  return (
    <p className="small" style={{ marginTop: 8 }}>
      <button type="button" className="link" onClick={() => onShow(!isShown)}>
        {t(isShown ? "clearing.hide_unknown" : "clearing.show_unknown", { count: count(page.unknown) })}
      </button>
    </p>
  );
}

function Answers({ rows, choices, isOfOne }: { rows: ClearingRow[]; choices: ClearingChoice[]; isOfOne: boolean }) {
  const { t, text, locale } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [given, setGiven] = useState<Record<number, Given>>({});
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [isTried, setTried] = useState(false);
  const needsDate = (by: By | undefined) => choices.some((choice) => choice.value === by && choice.needs_date);
  const answered = rows.filter((row) => given[row.id]?.by);
  const undated = answered.filter((row) => needsDate(given[row.id]?.by) && !given[row.id]?.date);
  const mayAnswer = session.user.may.import;
  const send = useMutation({
    mutationFn: () =>
      answerClearings(answered.flatMap((row) => {
        const { by, date } = given[row.id] ?? {};
        return by ? [{ clearing: row.id, by, date: by === "unknown" ? null : (date ?? null) }] : [];
      })),
    onSuccess: (done) => {
      setGiven({});
      setPicked(new Set());
      setTried(false);
      void message.success(t("clearing.done", { count: count(done.answered) }));
      return client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "job" });
    },
  });
  const put = (ids: Iterable<number>, change: Given) =>
    setGiven((before) => {
      const next = { ...before };
      for (const id of ids) next[id] = { ...next[id], ...change };
      return next;
    });
  const pick = (id: number, isPicked: boolean) =>
    setPicked((before) => {
      const next = new Set(before);
      if (isPicked) next.add(id);
      else next.delete(id);
      return next;
    });
  const submit = () => {
    setTried(true);
    if (!undated.length) return send.mutate();
    document.getElementById(`clearing-date-${undated[0]?.id ?? 0}`)?.focus();
  };
  const error = send.error instanceof ApiError ? send.error : null;
  return (
    // No form: Enter in a day's field is about that day.
    <div className="clearings">
      {mayAnswer ? <Several rows={rows} choices={choices} picked={picked} onPick={setPicked} onPut={(change) => put(picked, change)} /> : <p className="notice calm">{t("state.no_right", { role: text(session.user.role_label) })}</p>}
      <ul aria-label={t("clearing.list")}>
        {rows.map((row) => (
          <li key={row.id}>
            {mayAnswer && rows.length > 1 ? <Checkbox aria-label={t("clearing.pick", { what: named(row) })} checked={picked.has(row.id)} onChange={(event) => pick(row.id, event.target.checked)} /> : <span />}
            <What row={row} isOfOne={isOfOne} />
            {mayAnswer ? (
              <Answer row={row} choices={choices} given={given[row.id] ?? {}} isMissing={isTried && undated.includes(row)} onPut={(change) => put([row.id], change)} />
            ) : null}
          </li>
        ))}
      </ul>
      {error ? <Alert type="warning" showIcon title={error.say(locale)} description={error.advise(locale) ?? undefined} /> : null}
      {mayAnswer ? (
        <Button type="primary" loading={send.isPending} disabled={answered.length === 0} onClick={submit} title={answered.length ? undefined : t("clearing.nothing_said")}>
          {t("clearing.save", { count: count(answered.length) })}
        </Button>
      ) : null}
    </div>
  );
}

function named(row: ClearingRow): string {
  return row.number ?? `#${row.charge}`;
}

/** The bar that says one thing of all that are picked. */
function Several({ rows, choices, picked, onPick, onPut }: { rows: ClearingRow[]; choices: ClearingChoice[]; picked: ReadonlySet<number>; onPick: (ids: ReadonlySet<number>) => void; onPut: (change: Given) => void }) {
  const { t, text } = useWords();
  if (rows.length < 2) return null;
  const some = rows.filter((row) => picked.has(row.id));
  const latest = some.map((row) => row.latest).sort()[0];
  return (
    <div className="clearings-bar" role="group" aria-label={t("clearing.several")}>
      <Checkbox checked={some.length === rows.length} indeterminate={some.length > 0 && some.length < rows.length} onChange={(event) => onPick(new Set(event.target.checked ? rows.map((row) => row.id) : []))}>
        {some.length ? t("clearing.picked", { count: count(some.length) }) : t("clearing.pick_all")}
      </Checkbox>
      {some.length ? (
        <>
          <span className="clearing-choices">
            {choices.map((choice) => (
              <Button key={choice.value} size="small" onClick={() => onPut({ by: choice.value })}>
                {text(choice.label)}
              </Button>
            ))}
          </span>
          <DatePicker size="small" aria-label={t("clearing.date_of_picked")} placeholder={t("clearing.date")} value={null as Dayjs | null} disabledDate={(day) => latest !== undefined && day.format("YYYY-MM-DD") > latest} onChange={(day) => (day ? onPut({ date: day.format("YYYY-MM-DD") }) : undefined)} />
        </>
      ) : null}
    </div>
  );
}

function What({ row, isOfOne }: { row: ClearingRow; isOfOne: boolean }) {
  const { t, date, instant, currency } = useWords();
  return (
    <div className="clearing-what">
      <span className="clearing-name">
        {isOfOne ? null : row.customer ? (
          <Link to={`/customers/${row.customer.id}`} title={row.customer.name}>
            {row.customer.name}
          </Link>
        ) : null}
        <span className="nowrap">{named(row)}</span>
      </span>
      <span className="clearing-amount">
        {row.currency === currency ? "" : `${row.currency} `}
        {amount(row.amount)}
      </span>
      <span className="sub">
        {row.earliest === row.latest ? t("clearing.on", { day: date(row.latest) }) : t("clearing.between", { from: date(row.earliest), to: date(row.latest) })}
        {row.due ? ` · ${t("clearing.due", { day: date(row.due) })}` : ""}
        {row.unknown_by ? ` · ${t("clearing.said_unknown", { by: row.unknown_by, at: instant(row.unknown_at) })}` : ""}
      </span>
    </div>
  );
}

function Answer({ row, choices, given, isMissing, onPut }: { row: ClearingRow; choices: ClearingChoice[]; given: Given; isMissing: boolean; onPut: (change: Given) => void }) {
  const { t, text } = useWords();
  const hasDate = given.by !== undefined && given.by !== "unknown";
  const id = `clearing-date-${row.id}`;
  return (
    <div className="clearing-answer">
      <Radio.Group size="small" optionType="button" aria-label={t("clearing.what_was", { what: named(row) })} value={given.by ?? null} onChange={(event) => onPut({ by: event.target.value as By })} options={choices.map((choice) => ({ value: choice.value, label: text(choice.label) }))} />
      {hasDate ? (
        <DatePicker
          id={id}
          size="small"
          aria-label={t("clearing.date_of", { what: named(row) })}
          aria-describedby={isMissing ? `${id}-error` : undefined}
          status={isMissing ? "error" : undefined}
          placeholder={given.by === "receipt" ? t("clearing.date") : row.latest}
          value={given.date ? dayjs(given.date) : null}
          disabledDate={(day) => day.format("YYYY-MM-DD") > row.latest || (given.by !== "receipt" && day.format("YYYY-MM-DD") < row.charged)}
          onChange={(day) => onPut({ date: day ? day.format("YYYY-MM-DD") : undefined })}
        />
      ) : null}
      {isMissing ? (
        <span id={`${id}-error`} className="field-error" role="alert">
          {t("clearing.date_missing")}
        </span>
      ) : null}
    </div>
  );
}
