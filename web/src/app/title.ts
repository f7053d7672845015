import { useEffect } from "react";
import { useLanguage } from "../i18n/language.tsx";

export function useTitle(title: string): void {
  const { t } = useLanguage();
  useEffect(() => {
    document.title = title ? `${title} · ${t("product")}` : t("product");
  }, [title, t]);
}
