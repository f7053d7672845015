import { BulbOutlined, CloseCircleFilled, WarningFilled } from "@ant-design/icons";
import type { Severity } from "../api/decisions.ts";
import { useLanguage } from "../i18n/language.tsx";

const ICONS = { error: CloseCircleFilled, warning: WarningFilled, advice: BulbOutlined } as const;

/** How grave a finding is: colour, shape and word, so that none has to be seen alone. */
export function SeverityIcon({ severity, isNamed = false }: { severity: Severity; isNamed?: boolean }) {
  const { t } = useLanguage();
  const Icon = ICONS[severity];
  return (
    <span className={`severity ${severity}`}>
      <Icon aria-hidden /> <span className={isNamed ? undefined : "hidden-text"}>{t(`dmn.severity.${severity}`)}</span>
    </span>
  );
}
