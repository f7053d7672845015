/** Fills a message: `{name}` is replaced, `{count?day:days}` chooses by whether `count` is one. Pure. */
export type Values = Record<string, string | number>;

export function fill(message: string, values: Values = {}): string {
  return message.replace(/\{(\w+)(?:\?([^:}]*):([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined) return String(value);
    return String(value).replace(/,/g, "") === "1" ? one : (many ?? "");
  });
}
