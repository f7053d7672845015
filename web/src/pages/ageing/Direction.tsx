/** Where the late money is going: the overdue share at the last month ends. Asked for, since it is twelve ageings. */
import { useQueries } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { ageingQuery, type AgeingFilter } from "../../api/calls.ts";
import { useAddress } from "../../app/address.ts";
import { useAppearance } from "../../app/appearance.tsx";
import { useWords } from "../../app/session.tsx";
import { toNumber } from "../../shared/decimal.ts";
import { endOfMonth, shiftMonth, shortMonth } from "../../shared/format.ts";
import { PALETTE } from "../../shared/theme.ts";
import type { ChartOption } from "../../ui/Chart.tsx";
import { Card } from "../../ui/Page.tsx";
import { Waiting } from "../../ui/States.tsx";

const Chart = lazy(() => import("../../ui/Chart.tsx"));
const MONTHS = 12;

export function Direction({ filter, asOf }: { filter: AgeingFilter; asOf: string }) {
  const { t } = useWords();
  const [isWanted, setWanted] = useState(false);
  return (
    <Card title={t("ageing.direction")} aside={t("ageing.direction_sub")}>
      {isWanted ? (
        <Line filter={filter} asOf={asOf} />
      ) : (
        <Button onClick={() => setWanted(true)}>{t("ageing.direction_go", { count: MONTHS })}</Button>
      )}
    </Card>
  );
}

function Line({ filter, asOf }: { filter: AgeingFilter; asOf: string }) {
  const { t, locale } = useWords();
  const { mode } = useAppearance();
  const [, change] = useAddress();
  const days = useMemo(() => Array.from({ length: MONTHS }, (_, index) => endOfMonth(shiftMonth(asOf.slice(0, 7), index - MONTHS))).concat(asOf), [asOf]);
  const queries = useQueries({ queries: days.map((day) => ageingQuery({ ...filter, by: "branch", as_of: day })) });
  const isLoading = queries.some((query) => query.isPending);
  const values = queries.map((query) => (query.data?.overdue_share ? toNumber(query.data.overdue_share) : null));
  const signature = values.join(",");
  const option = useMemo<ChartOption>(() => {
    const palette = PALETTE[mode];
    const shares = signature.split(",").map((one) => (one === "" ? null : Number(one)));
    return {
      animation: false,
      grid: { left: 44, right: 52, top: 14, bottom: 24 },
      tooltip: { trigger: "axis", backgroundColor: palette.paper, borderColor: palette.line, textStyle: { color: palette.ink, fontSize: 12 }, valueFormatter: (value) => `${String(value)} %` },
      xAxis: { type: "category", boundaryGap: false, data: days.map((day) => shortMonth(day, locale)), axisTick: { show: false }, axisLine: { lineStyle: { color: palette.line } }, axisLabel: { color: palette.ink3, fontSize: 11 } },
      yAxis: { type: "value", scale: true, splitNumber: 3, splitLine: { lineStyle: { color: palette.line } }, axisLabel: { color: palette.ink3, fontSize: 11, formatter: "{value} %" } },
      series: [
        {
          type: "line",
          name: t("ageing.late_share"),
          data: shares.map((one) => one ?? "-"),
          symbolSize: 6,
          lineStyle: { color: palette.seal, width: 2 },
          itemStyle: { color: palette.seal },
          endLabel: { show: true, color: palette.seal, formatter: "{c} %" },
        },
      ],
    };
  }, [signature, days, mode, locale, t]);
  if (isLoading) return <Waiting card={false} rows={4} />;
  return (
    <Suspense fallback={<Waiting card={false} rows={4} />}>
      <Chart option={option} height={170} label={t("ageing.direction")} onPick={(_, index) => change({ as_of: days[index] ?? null })} />
    </Suspense>
  );
}
