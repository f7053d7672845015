/** The editions of the rulebook: number and name, who issued it and why, and which months it judges. */
import { useQuery } from "@tanstack/react-query";
import { editionsQuery, type EditionSummary } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import { Card } from "../../ui/Page.tsx";
import { Scroll } from "../../ui/Scroll.tsx";
import { Empty, Loaded } from "../../ui/States.tsx";

export function Editions() {
  const { t } = useWords();
  const editions = useQuery(editionsQuery());
  return (
    <Card title={t("editions.title")} label={t("editions.title")}>
      <Loaded query={editions}>{(known) => (known.items.length === 0 ? <Empty title={t("editions.none")} why={t("editions.none_why")} /> : <List items={known.items} />)}</Loaded>
    </Card>
  );
}

function List({ items }: { items: EditionSummary[] }) {
  const words = useWords();
  const { t, instant, fullInstant } = words;
  const judges = ({ judges }: EditionSummary) => {
    if (!judges) return t("editions.no_month");
    const { from, until } = judges;
    if (!from && !until) return t("editions.every_month");
    if (!from) return t("editions.until", { month: words.month(until) });
    return until ? t("editions.span", { from: words.month(from), until: words.month(until) }) : t("editions.from", { month: words.month(from) });
  };
  return (
    <Scroll className="decision-scroll" label={t("editions.title")}>
      <table className="decision totals">
        <thead>
          <tr>
            <th scope="col">{t("editions.edition")}</th>
            <th scope="col">{t("editions.judges")}</th>
            <th scope="col">{t("dmn.note")}</th>
            <th scope="col">{t("editions.issued")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.number}>
              <td title={one.edition}>
                <b className="nowrap">{t("edition.ordinal", { number: one.number })}</b> {one.name || <span className="muted">{t("editions.as_files")}</span>} {one.is_latest ? <span className="tag brand">{t("editions.latest")}</span> : null}
              </td>
              <td className={one.judges ? undefined : "muted"}>{judges(one)}</td>
              <td>{one.note}</td>
              <td className="small muted" title={fullInstant(one.at)}>
                {[one.published_by, instant(one.at)].filter(Boolean).join(" · ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
