/** Long work: count, rate, what remains, and a way to stop it. */
import { Button, Progress as Bar } from "antd";
import { useEffect, useState } from "react";
import { useLanguage } from "../i18n/language.tsx";
import { count, duration } from "../shared/format.ts";

export function LongWork({ label, done, total, startedAt, onCancel }: { label: string; done: number; total: number | null; startedAt: number; onCancel?: () => void }) {
  const { t, locale } = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0.001, (now - startedAt) / 1000);
  const rate = done / seconds;
  const remaining = total && rate > 0 ? (total - done) / rate : null;
  const share = total ? Math.min(100, Math.floor((done / total) * 100)) : 0;
  return (
    <div role="status" aria-live="polite" aria-label={label}>
      <div style={{ display: "flex", justifyContent: "space-between", gap: 12 }}>
        <span>{label}</span>
        {onCancel ? (
          <Button size="small" onClick={onCancel}>
            {t("work.cancel")}
          </Button>
        ) : null}
      </div>
      <Bar percent={share} status="active" aria-label={label} />
      <div className="small muted">
        {total ? t("work.count", { done: count(done), total: count(total) }) : t("work.counting", { done: count(done) })}
        {seconds > 1 && rate >= 1 ? ` · ${t("work.rate", { rate: count(rate) })}` : ""}
        {remaining !== null && remaining > 1 ? ` · ${t("work.remaining", { time: duration(remaining, locale) })}` : ""}
      </div>
    </div>
  );
}
