/** The first page: what waits for me, and what has changed in the customers that I see. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { workbenchQuery } from "../api/calls.ts";
import type { WorkItem } from "../api/types.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { count } from "../shared/format.ts";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, WaitingPage } from "../ui/States.tsx";

export default function Workbench() {
  const { t, text, date } = useWords();
  const session = useSession();
  useTitle(t("nav.workbench"));
  const bench = useQuery(workbenchQuery());
  if (bench.error && !bench.data) return <Failure error={bench.error} retry={() => void bench.refetch()} />;
  if (!bench.data) return <WaitingPage />;
  return (
    <>
      <PageHead title={t("workbench.title", { name: text(session.user.label) })} sub={t("workbench.sub", { date: date(bench.data.today), role: text(session.user.role_label) })} />
      <div className="two">
        <Card title={t("workbench.tasks")} aside={bench.data.tasks.length ? count(bench.data.tasks.length) : undefined}>
          {bench.data.tasks.length ? <Items items={bench.data.tasks} label={t("workbench.tasks")} /> : <Empty title={t("workbench.nothing")} why={t("workbench.nothing_why")} action={<Link to="/customers">{t("nav.customers")}</Link>} />}
        </Card>
        <Card title={t("workbench.news")}>
          {bench.data.news.length ? <Items items={bench.data.news} label={t("workbench.news")} /> : <Empty title={t("workbench.no_news")} why={t("workbench.no_news_why")} />}
        </Card>
      </div>
    </>
  );
}

function Items({ items, label }: { items: WorkItem[]; label: string }) {
  const { t, text, money } = useWords();
  return (
    <ul className="work" aria-label={label}>
      {items.map((item) => (
        <li key={item.kind}>
          <Link to={item.path}>
            <strong>{count(item.count)}</strong>
            <span>
              {text(item.label)}
              {item.detail ? <small>{text(item.detail)}</small> : null}
              {item.amount ? <small>{t("workbench.overdue", { amount: money(item.amount) })}</small> : null}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
