/** The chips above a list. On a phone only the first stands there; a button shows the others. */
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useIsPhone } from "../app/phone.ts";
import { useLanguage } from "../i18n/language.tsx";

export function FilterBar({ first, count, children }: { first: ReactNode; count: number; children: ReactNode }) {
  const { t } = useLanguage();
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="chips" role="search" aria-label={t("filter.label")}>
      {first}
      {isPhone ? (
        <Button shape="round" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t("filter.show", { count })}
        </Button>
      ) : null}
      {!isPhone || isOpen ? children : null}
    </div>
  );
}
