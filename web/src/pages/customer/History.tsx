/** How the class came to be what it is: a strip of months, a line of the totals, and the same as a table. */
import { Segmented } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import type { RatingSummary } from "../../api/types.ts";
import { useAppearance } from "../../app/appearance.tsx";
import { useWords } from "../../app/session.tsx";
import { CLASS_COLOURS, classTone } from "../../shared/classes.ts";
import { toNumber } from "../../shared/decimal.ts";
import { NOTHING, score, shortMonth } from "../../shared/format.ts";
import { PALETTE } from "../../shared/theme.ts";
import type { ChartOption } from "../../ui/Chart.tsx";
import { ClassChip } from "../../ui/ClassChip.tsx";
import { Grid, type Column } from "../../ui/Grid.tsx";
import { Card } from "../../ui/Page.tsx";
import { Waiting } from "../../ui/States.tsx";

const Chart = lazy(() => import("../../ui/Chart.tsx"));

export function ClassPath({ months, month, onMonth }: { months: RatingSummary[]; month: string; onMonth: (month: string) => void }) {
  const { t, month: monthWords } = useWords();
  const shown = [...months].slice(0, 36).reverse();
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last || shown.length < 2 || !shown.some((one) => one.class)) return null;
  return (
    <div style={{ marginTop: 14 }}>
      <div className="small muted" style={{ display: "flex", justifyContent: "space-between" }}>
        <span>{t("history.path", { count: shown.length })}</span>
        <span>
          {first.month} → {last.month}
        </span>
      </div>
      <div className="path" role="group" aria-label={t("history.path", { count: shown.length })}>
        {shown.map((one) => {
          const tone = classTone(one.class ?? (one.state === "internal" ? "INTERNAL" : null));
          const name = tone === "PAY" ? t("class.pay") : tone === "NONE" ? t("class.none") : tone === "INTERNAL" ? t("class.internal") : tone;
          const label = `${monthWords(one.month)} ${name}${one.total ? ` ${score(one.total)}` : ""}`;
          return (
            <button key={one.month} type="button" className={`class-${tone}`} title={label} aria-label={label} aria-current={one.month === month} onClick={() => onMonth(one.month)}>
              {tone === "PAY" ? t("class.pay_letter") : tone === "NONE" || tone === "INTERNAL" ? "" : tone === "VIP" ? "V" : tone}
            </button>
          );
        })}
      </div>
    </div>
  );
}

export function History({ months, month, onMonth }: { months: RatingSummary[]; month: string; onMonth: (month: string) => void }) {
  const words = useWords();
  const { t, locale, text, month: monthWords } = words;
  const { mode } = useAppearance();
  const [form, setForm] = useState<"chart" | "table">("chart");
  const ordered = useMemo(() => [...months].slice(0, 36).reverse(), [months]);
  const option = useMemo<ChartOption>(() => {
    const palette = PALETTE[mode];
    return {
      animation: false,
      grid: { left: 34, right: 44, top: 16, bottom: 24 },
      tooltip: {
        trigger: "axis",
        backgroundColor: palette.paper,
        borderColor: palette.line,
        textStyle: { color: palette.ink, fontSize: 12 },
        formatter: (points) => {
          const point = Array.isArray(points) ? points[0] : points;
          const one = ordered[point?.dataIndex ?? 0];
          return one ? `${monthWords(one.month)}<br/>${one.class ?? t("class.none")} ${score(one.total)}` : "";
        },
      },
      xAxis: {
        type: "category",
        data: ordered.map((one) => shortMonth(one.month, locale)),
        axisLine: { lineStyle: { color: palette.line } },
        axisTick: { show: false },
        axisLabel: { color: palette.ink3, fontSize: 11 },
      },
      yAxis: { type: "value", min: 0, max: 100, interval: 25, splitLine: { lineStyle: { color: palette.line } }, axisLabel: { color: palette.ink3, fontSize: 11 } },
      series: [
        {
          type: "line",
          name: t("column.total"),
          connectNulls: false,
          lineStyle: { color: palette.ink3, width: 1.5 },
          endLabel: { show: true, color: palette.ink, formatter: (point) => score(String(Array.isArray(point.value) ? point.value[0] : (point.value ?? ""))) },
          data: ordered.map((one) => ({
            value: one.total ? Number(toNumber(one.total).toFixed(2)) : "-",
            symbol: "circle",
            symbolSize: one.month === month ? 11 : 7,
            itemStyle: { color: CLASS_COLOURS[classTone(one.class)], borderColor: one.month === month ? palette.ink : palette.paper, borderWidth: one.month === month ? 2 : 1 },
          })),
        },
      ],
    };
  }, [ordered, mode, locale, month, monthWords, t]);
  if (months.length === 0) return null;
  const measures = months[0]?.components ?? [];
  const columns: Column<RatingSummary>[] = [
    {
      key: "month",
      title: t("column.month"),
      cell: (one) => (
        <button type="button" className="link nowrap" onClick={() => onMonth(one.month)}>
          {one.month}
        </button>
      ),
    },
    { key: "class", title: t("column.class"), cell: (one) => <ClassChip name={one.class ?? (one.state === "internal" ? "INTERNAL" : null)} small /> },
    { key: "total", title: t("column.total"), isNumber: true, cell: (one) => score(one.total) },
    ...measures.map<Column<RatingSummary>>((measure) => ({
      key: measure.measure,
      title: <span title={text(measure.label)}>{text(measure.label)}</span>,
      isNumber: true,
      cell: (one) => {
        const found = one.components.find((component) => component.measure === measure.measure);
        return found?.points ? score(found.points) : <span className="muted">{NOTHING}</span>;
      },
    })),
    { key: "basis", title: t("column.basis"), isNumber: true, cell: (one) => `${one.basis_percent} %` },
    { key: "manual", title: t("override.title"), cell: (one) => (one.ruling ? <span className="small">{text(one.ruling.text)}</span> : <span className="muted">{NOTHING}</span>) },
  ];
  return (
    <Card
      title={t("history.title")}
      aside={
        <Segmented<"chart" | "table">
          size="small"
          aria-label={t("history.form")}
          value={form}
          onChange={(value) => setForm(value)}
          options={[
            { value: "chart", label: t("form.chart") },
            { value: "table", label: t("form.table") },
          ]}
        />
      }
    >
      {form === "chart" ? (
        <Suspense fallback={<Waiting card={false} rows={4} />}>
          <Chart option={option} height={190} label={t("history.title")} onPick={(_, index) => onMonth(ordered[index]?.month ?? month)} />
        </Suspense>
      ) : (
        <div style={{ maxHeight: 320, overflow: "auto" }}>
          <Grid label={t("history.title")} isFree columns={columns} rows={months} rowKey={(one) => one.month} />
        </div>
      )}
    </Card>
  );
}
