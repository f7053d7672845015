import { Button, Checkbox, Popover } from "antd";
import { useState } from "react";
import { useLanguage } from "../i18n/language.tsx";

interface ColumnChoiceProps {
  columns: { key: string; title: string }[];
  hidden: string[];
  onChange: (hidden: string[]) => void;
}

/** Which columns a grid shows; the first always stays. */
export function ColumnChoice({ columns, hidden, onChange }: ColumnChoiceProps) {
  const { t } = useLanguage();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          style={{ display: "grid", gap: 6 }}
          value={columns.map((column) => column.key).filter((key) => !hidden.includes(key))}
          options={columns.map((column) => ({ value: column.key, label: column.title }))}
          onChange={(shown) => onChange(columns.map((column) => column.key).filter((key) => !shown.includes(key)))}
        />
      }
    >
      <Button>{t("grid.columns")}</Button>
    </Popover>
  );
}

/** The hidden columns of a grid, remembered in this browser. */
export function useHiddenColumns(name: string, initial: string[]): [string[], (hidden: string[]) => void] {
  const key = `guiju.columns.${name}`;
  const [hidden, setHidden] = useState<string[]>(() => {
    const stored = localStorage.getItem(key);
    return stored === null ? initial : stored.split(",").filter(Boolean);
  });
  return [
    hidden,
    (next) => {
      localStorage.setItem(key, next.join(","));
      setHidden(next);
    },
  ];
}
