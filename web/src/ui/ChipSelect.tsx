/** A filter as a chip: its name, its value, and a list to choose from. */
import { Select } from "antd";
import type { ReactNode } from "react";
import { useLanguage } from "../i18n/language.tsx";

/** About how wide a text is; a chip is as wide as what it says, so that nothing is cut. */
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 14.2 : 7.9), 0);
}

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
  const shown = value === null ? (all ?? "") : (options.find((option) => option.value === value)?.text ?? String(options.find((option) => option.value === value)?.label ?? value));
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
      style={{ width: Math.min(340, width(label + shown) + 62) }}
    />
  );
}

export function ChipSelectMany({ label, options, value, onChange, all, hasSearch = options.length > 9 }: Common & { value: string[]; onChange: (value: string[]) => void }) {
  const { list } = useLanguage();
  const shown = list(value.map((one) => options.find((option) => option.value === one)).map((option, place) => option?.text ?? (typeof option?.label === "string" ? option.label : (value[place] ?? ""))));
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
      style={{ width: Math.min(340, width(label + (shown || (all ?? ""))) + (shown ? 84 : 62)) }}
    />
  );
}
