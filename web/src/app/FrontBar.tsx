import { Button } from "antd";
import { useLanguage } from "../i18n/language.tsx";
import { useAppearance } from "./appearance.tsx";

/** The line above the pages that stand outside of the shell. */
export function FrontBar() {
  const { t, locale, change } = useLanguage();
  const { mode, toggle } = useAppearance();
  return (
    <div style={{ display: "flex", alignItems: "center", gap: 4 }}>
      <span className="logo" style={{ padding: 0, marginRight: "auto" }}>
        <span className="mark" aria-hidden>
          规
        </span>
        {t("product")}
      </span>
      <Button type="text" size="small" onClick={() => change(locale === "zh" ? "en" : "zh")} lang={locale === "zh" ? "en" : "zh-CN"}>
        {locale === "zh" ? "English" : "中文"}
      </Button>
      <Button type="text" size="small" onClick={toggle}>
        {mode === "dark" ? t("shell.light") : t("shell.dark")}
      </Button>
    </div>
  );
}
