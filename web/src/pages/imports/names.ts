/** What record types and kinds of entries are called. */
import { useQuery } from "@tanstack/react-query";
import { targetsQuery } from "../../api/calls.ts";
import { useWords } from "../../app/session.tsx";
import type { Key } from "../../i18n/language.tsx";
import { zh } from "../../i18n/zh.ts";

export function useThingNames(): (name: string) => string {
  const { t, text } = useWords();
  const targets = useQuery(targetsQuery());
  return (name) => {
    const group = targets.data?.groups.find((one) => one.name === name);
    if (group) return text(group.label);
    const key = `kind.${name}`;
    return key in zh ? t(key as Key) : name;
  };
}
