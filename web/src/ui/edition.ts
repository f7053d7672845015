/** What people call an edition: its number and name; the hash is for whoever hovers. */
import { useQuery } from "@tanstack/react-query";
import { editionsQuery } from "../api/decisions.ts";
import { useWords } from "../app/session.tsx";

export function useEditionName(): (edition: string) => string {
  const { t } = useWords();
  const editions = useQuery(editionsQuery());
  return (edition) => {
    const known = editions.data?.items.find((one) => one.edition === edition);
    // One that came as files and has judged nothing yet has no number.
    if (!known) return edition.slice(0, 8);
    return known.name ? t("edition.named", { number: known.number, name: known.name }) : t("edition.numbered", { number: known.number });
  };
}
