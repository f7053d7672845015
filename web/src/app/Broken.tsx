import { Button } from "antd";
import { useRouteError } from "react-router";
import { useLanguage } from "../i18n/language.tsx";

/** A page that could not be shown: a fault of these pages, or a new version of them on the server. */
export function Broken() {
  const error = useRouteError();
  const { t } = useLanguage();
  return (
    <div className="state" role="alert">
      <strong>{t("state.broken")}</strong>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <Button onClick={() => window.location.reload()}>{t("state.reload")}</Button>
    </div>
  );
}
