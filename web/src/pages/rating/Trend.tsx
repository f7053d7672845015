/** How the structure of the customers moved over the months: shares as areas, labelled at the end. */
import { Segmented } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import type { RatingStructure, TrendMonth } from "../../api/types.ts";
import { useAppearance } from "../../app/appearance.tsx";
import { useWords } from "../../app/session.tsx";
import { CLASS_COLOURS, classTone } from "../../shared/classes.ts";
import { count, percent, shortMonth } from "../../shared/format.ts";
import { PALETTE } from "../../shared/theme.ts";
import type { ChartOption } from "../../ui/Chart.tsx";
import { ClassChip } from "../../ui/ClassChip.tsx";
import { Grid, type Column } from "../../ui/Grid.tsx";
import { Card } from "../../ui/Page.tsx";
import { Waiting } from "../../ui/States.tsx";

const Chart = lazy(() => import("../../ui/Chart.tsx"));
const HEIGHT = 250;
const TOP = 10;
const BOTTOM = 26;

export function Trend({ structure }: { structure: RatingStructure }) {
  const words = useWords();
  const { t, locale, month } = words;
  const { mode } = useAppearance();
  const navigate = useNavigate();
  const [form, setForm] = useState<"chart" | "table">("chart");
  const classes = useMemo(() => structure.classes.map((one) => one.class), [structure.classes]);
  const trend = structure.trend;
  const sums = useMemo(() => trend.map((one) => one.counts.reduce((sum, value) => sum + value, 0)), [trend]);
  const name = (one: string) => (classTone(one) === "PAY" ? t("class.pay_short") : one);
  const option = useMemo<ChartOption>(() => {
    const palette = PALETTE[mode];
    const label = (one: string) => (classTone(one) === "PAY" ? t("class.pay") : one);
    return {
      animation: false,
      grid: { left: 40, right: 92, top: TOP, bottom: BOTTOM },
      tooltip: {
        trigger: "axis",
        backgroundColor: palette.paper,
        borderColor: palette.line,
        textStyle: { color: palette.ink, fontSize: 12 },
        formatter: (points) => {
          const index = (Array.isArray(points) ? points[0] : points)?.dataIndex ?? 0;
          const one = trend[index];
          if (!one) return "";
          const lines = classes.map((name, place) => `${label(name)} \u00a0${count(one.counts[place] ?? 0)} \u00a0${percent((one.counts[place] ?? 0) / (sums[index] || 1))}`);
          return [month(one.month), ...lines].join("<br/>");
        },
      },
      xAxis: { type: "category", boundaryGap: false, data: trend.map((one) => shortMonth(one.month, locale)), axisLine: { lineStyle: { color: palette.line } }, axisTick: { show: false }, axisLabel: { color: palette.ink3, fontSize: 11 } },
      yAxis: { type: "value", min: 0, max: 100, interval: 25, splitLine: { show: false }, axisLabel: { color: palette.ink3, fontSize: 11, formatter: "{value}%" } },
      series: [...classes].reverse().map((one) => ({
        type: "line" as const,
        name: one,
        stack: "share",
        symbol: "circle",
        symbolSize: 6,
        showSymbol: false,
        triggerLineEvent: true,
        lineStyle: { width: 0 },
        itemStyle: { color: CLASS_COLOURS[classTone(one)] },
        areaStyle: { color: CLASS_COLOURS[classTone(one)], opacity: 1 },
        emphasis: { disabled: true },
        data: trend.map((at, index) => ((at.counts[classes.indexOf(one)] ?? 0) / (sums[index] || 1)) * 100),
      })),
    };
  }, [classes, trend, sums, mode, locale, month, t]);
  const columns: Column<TrendMonth>[] = [
    { key: "month", title: t("column.month"), cell: (one) => <span className="nowrap">{one.month}</span> },
    ...classes.map<Column<TrendMonth>>((one, place) => ({ key: one, title: <ClassChip name={one} small />, isNumber: true, cell: (at) => count(at.counts[place] ?? 0) })),
    { key: "none", title: t("class.none"), isNumber: true, cell: (at) => count(at.without_class) },
  ];
  return (
    <Card
      title={t("rating.trend")}
      aside={
        <span style={{ display: "inline-flex", gap: 10, alignItems: "center" }}>
          {t("rating.trend_sub", { count: trend.length })}
          <Segmented<"chart" | "table"> size="small" aria-label={t("history.form")} value={form} onChange={(value) => setForm(value)} options={[{ value: "chart", label: t("form.chart") }, { value: "table", label: t("form.table") }]} />
        </span>
      }
    >
      {form === "table" ? (
        <Grid label={t("rating.trend")} isFree columns={columns} rows={[...trend].reverse()} rowKey={(one) => one.month} />
      ) : (
        <div style={{ position: "relative" }}>
          <Suspense fallback={<Waiting card={false} rows={6} />}>
            <Chart
              option={option}
              height={HEIGHT}
              label={t("rating.trend")}
              onPick={(_, index) => {
                const picked = trend[index];
                if (picked) void navigate(`/ratings/${picked.month}`);
              }}
            />
          </Suspense>
          <EndLabels counts={trend.at(-1)?.counts ?? []} classes={classes} name={name} />
        </div>
      )}
    </Card>
  );
}

/** The names at the line's end, moved apart where the areas are thin. */
function EndLabels({ counts, classes, name }: { counts: number[]; classes: string[]; name: (one: string) => string }) {
  const total = counts.reduce((sum, one) => sum + one, 0) || 1;
  const plot = HEIGHT - TOP - BOTTOM;
  let above = 0;
  let last = -20;
  const labels = classes.flatMap((one, index) => {
    const share = (counts[index] ?? 0) / total;
    const middle = TOP + plot * (above + share / 2);
    above += share;
    if (share === 0) return [];
    const y = Math.max(middle, last + 15);
    last = y;
    return [{ one, share, y }];
  });
  // Those pushed below the plot move up again, all together.
  const overflow = Math.max(0, last - (TOP + plot + 4));
  return labels.map(({ one, share, y }, index) => (
    <span key={one} className="small nowrap" aria-hidden style={{ position: "absolute", right: 0, width: 86, top: y - 9 - (overflow && index > labels.length - 4 ? overflow : 0), color: "var(--ink2)" }}>
      {name(one)} {percent(share, 0)}
    </span>
  ));
}
