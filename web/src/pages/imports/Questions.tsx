/** The few questions that only a person can answer: plain choices, each with what it leads to in money. */
import { AutoComplete, Button, DatePicker, Input, Radio } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Answered, ImportProposal, Money as MoneyOf, Question } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { amount } from "../../shared/format.ts";
import type { DatedRate } from "../../shared/rate.ts";
import { Money } from "../../ui/Money.tsx";
import { Lines } from "./Owing.tsx";
import { partyColumns } from "./amounts.ts";

const PARTIES = 3;
/** Answers that are shown at once, the likeliest first; the others are one click away. */
const LIKELY = 3;
const COLUMN = { charged: "ask.owes", received: "ask.paid", credited: "ask.credited" } as const;

export function Questions({ proposal, isBusy, onAnswer }: { proposal: ImportProposal; isBusy: boolean; onAnswer: (answers: Record<string, string>, rates: DatedRate[]) => void }) {
  const { t } = useWords();
  const [given, setGiven] = useState<Record<string, string>>({});
  const [from, setFrom] = useState(() => firstDay(proposal));
  const asked = proposal.questions.filter((question) => question.code !== "nothing_recognised");
  const answered = asked.filter((question) => given[question.key]?.trim());
  if (!asked.length) return null;
  return (
    <form
      className="card gap questions"
      aria-label={t("ask.title", { count: asked.length })}
      onSubmit={(event) => {
        event.preventDefault();
        const said = answered.map((question) => ({ key: question.key, value: given[question.key]?.trim() ?? "", currency: rateCurrency(question) }));
        const rates = said.flatMap(({ currency, value }) => (currency ? [{ currency, date: from, rate: value }] : []));
        if (said.length) onAnswer(Object.fromEntries(said.flatMap(({ key, value, currency }) => (currency ? [] : [[key, value]]))), rates);
      }}
    >
      <div className="card-head">
        <h2>{t("ask.title", { count: asked.length })}</h2>
        <div className="aside">{t("ask.why")}</div>
      </div>
      {asked.map((question) => rateCurrency(question) ? (
        <RateQuestion key={question.key} question={question} value={given[question.key] ?? ""} from={from} onFrom={setFrom} onChange={(value) => setGiven({ ...given, [question.key]: value })} />
      ) : (
        <OneQuestion key={question.key} question={question} proposal={proposal} value={given[question.key]} onChange={(value) => setGiven({ ...given, [question.key]: value })} />
      ))}
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={answered.length === 0}>
        {t("ask.send")}
      </Button>
    </form>
  );
}

/** The currency whose rate is asked; `null` where something else is, or several at once. */
function rateCurrency(question: Question): string | null {
  return question.code === "rate" ? (/^rate:([A-Z]{3})$/.exec(question.key)?.[1] ?? null) : null;
}

/** A rate must hold on the earliest row's day: of the first rows only the year is safe to go by. */
function firstDay(proposal: ImportProposal): string {
  const years = proposal.first_rows.flat().flatMap((cell) => /^(20\d\d)[-/.年]/.exec(cell ?? "")?.[1] ?? []);
  return `${years.sort()[0] ?? dayjs().format("YYYY")}-01-01`;
}

/** A rate is entered where it is missed, and kept with the company's rates. */
function RateQuestion({ question, value, from, onFrom, onChange }: { question: Question; value: string; from: string; onFrom: (day: string) => void; onChange: (value: string) => void }) {
  const { t, text, currency: base } = useWords();
  const id = `ask-${question.key}`;
  return (
    <div className="question">
      <p>{text(question.text)}</p>
      <div style={{ display: "flex", gap: 12, flexWrap: "wrap", alignItems: "end" }}>
        <div style={{ display: "grid", gap: 4 }}>
          <label htmlFor={id}>{t("ask.rate", { currency: rateCurrency(question) ?? "", base })}</label>
          <Input id={id} inputMode="decimal" placeholder="7.1234" maxLength={20} style={{ width: 180 }} value={value} onChange={(event) => onChange(event.target.value)} />
        </div>
        <div style={{ display: "grid", gap: 4 }}>
          <label htmlFor={`${id}-from`}>{t("rates.from")}</label>
          <DatePicker id={`${id}-from`} allowClear={false} value={dayjs(from)} onChange={(day) => day && onFrom(day.format("YYYY-MM-DD"))} />
        </div>
      </div>
      <p className="small muted">{t("ask.rate_kept")}</p>
    </div>
  );
}

function OneQuestion({ question, proposal, value, onChange }: { question: Question; proposal: ImportProposal; value: string | undefined; onChange: (value: string) => void }) {
  const { t, text } = useWords();
  const [isWide, setWide] = useState(false);
  // Of readings there may be a dozen; everything else is short.
  const isAll = isWide || question.code !== "kind";
  if (!question.choices.length) {
    const id = `ask-${question.key}`;
    const isColumn = question.code === "missing_target";
    return (
      <div className="question">
        <label htmlFor={id}>{text(question.text)}</label>
        {isColumn ? (
          <AutoComplete
            id={id}
            style={{ width: "100%", maxWidth: 360 }}
            placeholder={t("ask.column_or_value")}
            value={value ?? ""}
            onChange={(next: string) => onChange(next)}
            options={proposal.columns.filter((column) => column.header).map((column) => ({ value: column.header, label: column.header }))}
          />
        ) : (
          <Input id={id} style={{ maxWidth: 360 }} placeholder={t("ask.value")} value={value ?? ""} onChange={(event) => onChange(event.target.value)} />
        )}
      </div>
    );
  }
  return (
    <fieldset className="question">
      <legend>{text(question.text)}</legend>
      <Radio.Group className="answer-cards" value={value ?? null} onChange={(event) => onChange(String(event.target.value))}>
        {question.choices.slice(0, isAll ? undefined : LIKELY).map((choice) => (
          <Radio key={choice.value} value={choice.value} className="answer-card">
            <Choice choice={choice} />
          </Radio>
        ))}
      </Radio.Group>
      {question.choices.length > LIKELY && !isAll ? (
        <Button type="link" style={{ padding: 0, justifySelf: "start" }} onClick={() => setWide(true)}>
          {t("ask.others", { count: question.choices.length - LIKELY })}
        </Button>
      ) : null}
    </fieldset>
  );
}

function Choice({ choice }: { choice: Answered }) {
  const { t, text } = useWords();
  return (
    <span className="answer">
      <b>{text(choice.title ?? choice.label)}</b>
      {choice.means ? <span className="sub">{text(choice.means)}</span> : null}
      {choice.money ? Object.keys(choice.money.lines).length ? <Outcome money={choice.money} /> : <span className="small muted">{t("ask.no_money")}</span> : null}
    </span>
  );
}

/** What a reading comes to: the largest parties by name, then the sums. */
function Outcome({ money }: { money: MoneyOf }) {
  const { t } = useWords();
  const columns = partyColumns(money);
  const parties = money.by_party.filter((party) => party.party).slice(0, PARTIES);
  const more = money.by_party.filter((party) => party.party).length - parties.length;
  return (
    <span className="outcome">
      {columns.length && parties.length ? (
        <span className="outcome-rows" style={{ gridTemplateColumns: `minmax(0, 1fr) repeat(${columns.length}, auto)` }}>
          <span className="muted">{t("ask.party")}</span>
          {columns.map((key) => (
            <span key={key} className="muted figure">
              {t(COLUMN[key])}
            </span>
          ))}
          {parties.map((party) => [
            <span key={`p${party.party}${party.currency}`} className="ellipsis" title={party.party}>
              {party.party}
            </span>,
            ...columns.map((key) => (
              <span key={`${key}${party.party}${party.currency}`} className="figure">
                {/^-?0+(\.0+)?$/.test(party[key]) ? <Money value={party[key]} /> : `${amount(party[key])} ${party.currency}`}
              </span>
            )),
          ])}
        </span>
      ) : null}
      {columns.length && more > 0 ? <span className="small muted">{t("ask.more")}</span> : null}
      <Lines money={money} />
    </span>
  );
}
