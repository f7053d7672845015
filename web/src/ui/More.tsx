import { Button } from "antd";
import { useLanguage } from "../i18n/language.tsx";
import { count } from "../shared/format.ts";

/** The foot of a list that grows: how many are shown of how many, and the next ones. */
export function More({ shown, total, hasMore, isBusy, onMore }: { shown: number; total?: number | null; hasMore: boolean; isBusy: boolean; onMore: () => void }) {
  const { t } = useLanguage();
  return (
    <>
      <span aria-live="polite">{total === null || total === undefined ? t("grid.shown", { shown: count(shown) }) : t("grid.shown_of", { shown: count(shown), total: count(total) })}</span>
      {hasMore ? (
        <Button size="small" loading={isBusy} onClick={onMore}>
          {t("grid.more")}
        </Button>
      ) : null}
    </>
  );
}
