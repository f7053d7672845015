import { Link } from "react-router";
import { useTitle } from "../app/title.ts";
import { useLanguage } from "../i18n/language.tsx";
import { Empty } from "../ui/States.tsx";

export default function NotFound() {
  const { t } = useLanguage();
  useTitle(t("state.no_page"));
  return (
    <>
      <h1 className="hidden-text">{t("state.no_page")}</h1>
      <Empty title={t("state.no_page")} why={t("state.no_page_why")} action={<Link to="/customers">{t("nav.customers")}</Link>} />
    </>
  );
}
