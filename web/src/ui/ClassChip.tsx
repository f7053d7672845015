import { useLanguage } from "../i18n/language.tsx";
import { classTone } from "../shared/classes.ts";

/** A class with its letter, so that it reads in grey too. */
export function ClassChip({ name, small = false }: { name: string | null | undefined; small?: boolean }) {
  const { t } = useLanguage();
  const tone = classTone(name);
  const label = tone === "PAY" ? t("class.pay") : tone === "INTERNAL" ? t("class.internal") : tone === "NONE" ? (name ? name : t("class.none")) : tone;
  return (
    <span className={`class-chip class-${tone}${small ? " small" : ""}`} title={t("class.title", { name: label })}>
      {tone === "PAY" ? t("class.pay_short") : tone === "NONE" && small && !name ? t("class.none_short") : label}
    </span>
  );
}

export function ClassMove({ from, to }: { from: string | null | undefined; to: string | null | undefined }) {
  const { t } = useLanguage();
  return (
    <span className="move">
      <ClassChip name={from} small />
      <span aria-label={t("class.became")} role="img">
        →
      </span>
      <ClassChip name={to} small />
    </span>
  );
}
