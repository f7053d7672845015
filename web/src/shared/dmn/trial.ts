/** The values of a trial as they stand in the address, so that a case can be sent to a colleague. Pure. */

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
