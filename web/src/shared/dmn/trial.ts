/** The values of a trial as they stand in the address, so that a case can be sent to a colleague. Pure. */
import type { TableFinding, TryInput } from "../../api/decisions.ts";
import type { Column } from "./model.ts";

const PREFIX = "in.";

export function readTrial(parameters: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...parameters].flatMap(([name, value]) => (name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [])));
}

export function trialAddress(values: Record<string, string>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${PREFIX}${name}`, value === "" ? null : value]));
}

/** Only what was given: an empty field is no value rather than an empty text. */
export function given(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
}

/** Whether a text was meant but not written as FEEL has it: `A` for `"A"`. */
export function isUnquoted(type: string, value: string): boolean {
  const text = value.trim();
  return type === "string" && text !== "" && text !== "null" && !/["(]/.test(text);
}

export function quoted(value: string): string {
  return JSON.stringify(value.trim());
}

/** A finding's witness as values to try: a name may be an input's own or what the table calls it. */
export function witnessValues(finding: TableFinding, inputs: readonly TryInput[], columns: readonly Column[]): Record<string, string> {
  const known = new Set(inputs.map((one) => one.name));
  return Object.fromEntries(
    finding.witness.map(({ name, value }) => {
      const expression = columns.find((one) => one.kind === "input" && (one.label === name || one.name === name))?.expression;
      return [!known.has(name) && expression !== undefined && known.has(expression) ? expression : name, value];
    }),
  );
}
