/** What customers owe before and after, totals first; and what the rows come to. */
import { Button } from "antd";
import { useState } from "react";
import type { CurrencyOwing, CustomerOwing, ImportReport, Money as MoneyOf } from "../../api/types.ts";
import type { Key } from "../../i18n/language.tsx";
import { useIsPhone } from "../../app/phone.ts";
import { useWords } from "../../app/session.tsx";
import { amount, count, NOTHING } from "../../shared/format.ts";
import { Money } from "../../ui/Money.tsx";
import { RatesNote } from "../rates/RateNote.tsx";
import { Card } from "../../ui/Page.tsx";
import { lines, sums } from "./amounts.ts";

const FIRST = 10;

export function OwingCard({ report }: { report: ImportReport }) {
  const { t } = useWords();
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  const { totals, customers, without_customer: without } = report.owing;
  const shown = isOpen ? customers : customers.slice(0, FIRST);
  return (
    <Card title={t(report.is_dry_run ? "owing.title" : "owing.title_done")} aside={totals.length ? t("owing.sub") : undefined}>
      <Lines money={report.money} />
      {totals.length === 0 ? <p className="muted">{t("owing.none")}</p> : isPhone ? <PhoneOwing totals={totals} customers={shown} /> : <WideOwing totals={totals} customers={shown} />}
      <RatesNote currencies={totals.map((one) => one.currency)} />
      {customers.length > FIRST && !isOpen ? (
        <Button type="link" style={{ paddingLeft: 0 }} onClick={() => setOpen(true)}>
          {t("owing.show_all", { count: count(customers.length) })}
        </Button>
      ) : null}
      {Object.keys(without).length ? (
        <p className="small" style={{ marginTop: 10 }}>
          {t("owing.without", { amounts: sums(without) })}
        </p>
      ) : null}
    </Card>
  );
}

/** `收入 2 笔 12,500.50 CNY · 支出 …` */
export function Lines({ money }: { money: MoneyOf }) {
  const { t } = useWords();
  const all = lines(money);
  if (!all.length) return null;
  return (
    <ul className="money-lines">
      {all.map(([name, line]) => (
        <li key={name}>
          <span>{t(`line.${name}` as Key)}</span> <b>{sums(line.sum) || NOTHING}</b> <span className="muted">{t("line.rows", { count: count(line.rows) })}</span>
        </li>
      ))}
    </ul>
  );
}

function Balance({ value }: { value: string | null | undefined }) {
  const { t } = useWords();
  if (value === null || value === undefined) return <span className="muted" title={t("owing.unasked")}>{NOTHING}</span>;
  if (!value.startsWith("-")) return <Money value={value} />;
  return (
    <span title={t("owing.prepaid")}>
      <span className="tag">{t("owing.prepaid")}</span> {amount(value.slice(1))}
    </span>
  );
}

function WideOwing({ totals, customers }: { totals: CurrencyOwing[]; customers: CustomerOwing[] }) {
  const { t } = useWords();
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="grid owing">
        <caption className="hidden-text">{t("owing.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("owing.customer")}</th>
            <th scope="col">{t("owing.currency")}</th>
            {(["before", "charged", "received", "credited", "after"] as const).map((key) => (
              <th key={key} scope="col" className="num">
                {t(`owing.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.map((row) => (
            <tr key={row.currency} className="sum">
              <th scope="row">{t("owing.all", { count: count(row.customers) })}</th>
              <Figures row={row} />
            </tr>
          ))}
          {customers.map((row) => (
            <tr key={`${row.code ?? ""}${row.name}${row.currency}`}>
              <td>
                <span className="ellipsis" title={row.name} style={{ maxWidth: 340 }}>
                  {row.name} {row.is_new ? <span className="tag">{t("owing.new")}</span> : null}
                </span>
              </td>
              <Figures row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figures({ row }: { row: CurrencyOwing | CustomerOwing }) {
  return (
    <>
      <td>{row.currency}</td>
      <td className="num">
        <Balance value={row.before} />
      </td>
      <td className="num">
        <Money value={row.charged} />
      </td>
      <td className="num">
        <Money value={row.received} />
      </td>
      <td className="num">
        <Money value={row.credited} />
      </td>
      <td className="num strong">
        <Balance value={row.after} />
      </td>
    </>
  );
}

function PhoneOwing({ totals, customers }: { totals: CurrencyOwing[]; customers: CustomerOwing[] }) {
  const { t } = useWords();
  const card = (key: string, title: React.ReactNode, row: CurrencyOwing | CustomerOwing) => (
    <li key={key} className="owing-card">
      <strong>{title}</strong>
      <span className="figure">{row.currency}</span>
      <span className="muted">{t("owing.before")}</span>
      <span className="figure">
        <Balance value={row.before} />
      </span>
      {(["charged", "received", "credited"] as const).map((one) =>
        /^-?0+(\.0+)?$/.test(row[one]) ? null : [
          <span key={`t${one}`} className="muted">
            {t(`owing.${one}`)}
          </span>,
          <span key={`v${one}`} className="figure">
            <Money value={row[one]} />
          </span>,
        ],
      )}
      <span className="muted">{t("owing.after")}</span>
      <b className="figure">
        <Balance value={row.after} />
      </b>
    </li>
  );
  return (
    <ul className="cards">
      {totals.map((row) => card(`t${row.currency}`, t("owing.all", { count: count(row.customers) }), row))}
      {customers.map((row) => card(`${row.code ?? ""}${row.name}${row.currency}`, row.is_new ? `${row.name}（${t("owing.new")}）` : row.name, row))}
    </ul>
  );
}
