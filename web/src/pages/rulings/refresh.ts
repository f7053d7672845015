/** What a decision changes is read again: everything but jobs and the rulebook. */
import type { QueryClient } from "@tanstack/react-query";

export function refreshAfterDecision(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: (query) => !["job", "rulebook", "session", "organisation"].includes(String(query.queryKey[0])) });
}
