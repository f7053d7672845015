/** Who moved from which class to which; every figure opens its customers. */
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { Link } from "react-router";
import { matrixQuery } from "../../api/calls.ts";
import type { MigrationMatrix } from "../../api/types.ts";
import { useAddress } from "../../app/address.ts";
import { useWords } from "../../app/session.tsx";
import { classRank, classTone } from "../../shared/classes.ts";
import { count, shiftMonth } from "../../shared/format.ts";
import { withParameters } from "../../shared/url.ts";
import { ClassChip } from "../../ui/ClassChip.tsx";
import { Card } from "../../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";
import { ApiError } from "../../shared/error.ts";

export function Matrix({ month, rated }: { month: string; rated: string[] }) {
  const { t, month: monthWords } = useWords();
  const [parameters, change] = useAddress();
  const from = parameters.get("from_month") ?? shiftMonth(month, -1);
  const yearAgo = shiftMonth(month, -12);
  const query = useQuery(matrixQuery(month, { from, branch: parameters.get("branch") ?? undefined, salesperson: parameters.get("salesperson") ?? undefined }));
  const isMissing = !rated.includes(from) || query.data?.is_compared === false || (query.error instanceof ApiError && query.error.status === 404);
  return (
    <Card
      title={t("rating.matrix", { from: monthWords(from), to: monthWords(month) })}
      aside={
        <Segmented
          size="small"
          aria-label={t("rating.compare")}
          value={from === yearAgo ? "year" : "month"}
          onChange={(value) => change({ from_month: value === "year" ? yearAgo : null })}
          options={[{ value: "month", label: t("rating.mom") }, { value: "year", label: t("rating.yoy") }]}
        />
      }
    >
      {isMissing ? (
        <Empty title={t("rating.matrix_none", { month: monthWords(from) })} why={t("rating.matrix_none_why")} />
      ) : query.data ? (
        <>
          <Cells matrix={query.data} parameters={parameters} />
          <p className="small muted" style={{ marginTop: 8 }}>
            {t("rating.matrix_how")}
          </p>
        </>
      ) : query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Waiting card={false} rows={7} />
      )}
    </Card>
  );
}

function Cells({ matrix, parameters }: { matrix: MigrationMatrix; parameters: URLSearchParams }) {
  const { t, month } = useWords();
  const classes = matrix.classes.filter((one) => matrix.cells.some((cell) => cell.from === one || cell.to === one));
  const counts = new Map(matrix.cells.map((cell) => [`${cell.from} ${cell.to}`, cell.count]));
  const most = Math.max(1, ...matrix.cells.filter((cell) => cell.from !== cell.to).map((cell) => cell.count));
  const name = (one: string) => (one === "none" ? t("class.none") : classTone(one) === "PAY" ? t("class.pay") : one);
  const chip = (one: string) => <ClassChip name={one === "none" ? null : one} small />;
  const shade = (from: string, to: string, value: number) => {
    if (from === to) return "var(--ground)";
    if (from === "none" || to === "none") return "var(--brand-soft)";
    const strength = Math.min(0.08 + (value / most) * 0.42, 0.5);
    return classRank(to) > classRank(from) ? `rgba(var(--late), ${strength})` : `rgba(var(--better), ${strength})`;
  };
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="matrix">
        <caption className="hidden-text">{t("rating.matrix", { from: month(matrix.from), to: month(matrix.to) })}</caption>
        <thead>
          <tr>
            <th scope="col" className="small muted nowrap">
              {matrix.from.slice(2)} ↓ {matrix.to.slice(2)} →
            </th>
            {classes.map((one) => (
              <th key={one} scope="col">
                {chip(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((from) => (
            <tr key={from}>
              <th scope="row">{chip(from)}</th>
              {classes.map((to) => {
                const value = counts.get(`${from} ${to}`) ?? 0;
                const search = withParameters(parameters, { from_class: from, class: to, from_month: matrix.from, movement: null, state: null, missing: null }).toString();
                return (
                  <td key={to} style={{ background: value ? shade(from, to, value) : "transparent" }}>
                    {value ? (
                      <Link to={{ search, hash: "#customers" }} title={t("rating.cell", { from: name(from), to: name(to), count: count(value) })} aria-label={t("rating.cell", { from: name(from), to: name(to), count: count(value) })}>
                        {count(value)}
                      </Link>
                    ) : (
                      <span className="muted" aria-label="0">
                        ·
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
