/** A filter as a chip: its name, its value, and a list to choose from. */
import { Select } from "antd";
import type { ReactNode } from "react";

interface Choice {
  value: string;
  label: ReactNode;
  /** What is searched and read aloud when the label is not text. */
  text?: string;
}
interface Common {
  label: string;
  options: Choice[];
  all?: string;
  hasSearch?: boolean;
}

export function ChipSelect({ label, options, value, onChange, all, hasSearch = options.length > 9 }: Common & { value: string | null; onChange: (value: string | null) => void }) {
  return (
    <Select<string>
      aria-label={label}
      prefix={<span className="chip-label">{label}</span>}
      value={value ?? undefined}
      placeholder={all}
      allowClear={value !== null && all !== undefined}
      showSearch={hasSearch ? { optionFilterProp: "text" } : false}
      popupMatchSelectWidth={false}
      options={options.map((option) => ({ ...option, text: option.text ?? String(option.label) }))}
      onChange={(next: string | undefined) => onChange(next ?? null)}
      style={{ minWidth: 96 }}
    />
  );
}

export function ChipSelectMany({ label, options, value, onChange, all, hasSearch = options.length > 9 }: Common & { value: string[]; onChange: (value: string[]) => void }) {
  const shown = value.map((one) => options.find((option) => option.value === one)?.text ?? one).join("、");
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={label}
      prefix={<span className="chip-label">{label}</span>}
      value={value}
      placeholder={all}
      allowClear={value.length > 0}
      showSearch={hasSearch ? { optionFilterProp: "text" } : false}
      maxTagCount={0}
      maxTagPlaceholder={<span>{shown}</span>}
      popupMatchSelectWidth={false}
      options={options.map((option) => ({ ...option, text: option.text ?? String(option.label) }))}
      onChange={onChange}
      style={{ minWidth: 110 }}
    />
  );
}
