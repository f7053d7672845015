/** Saves the draft, and notices when somebody else did since the text was read. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { decisionQuery, decisionsQuery, readDecision, saveDraft, type DecisionSource, type DraftSummary } from "../../api/decisions.ts";
import { ApiError } from "../../shared/error.ts";

export interface Conflict {
  theirs: DecisionSource;
  draft: DraftSummary | null;
  isSameFile: boolean;
}

/** Whether the other's save touched this file: its text is not the one that was read here. */
export function conflictOf(base: string, theirs: DecisionSource, draft: DraftSummary | null): Conflict {
  return { theirs, draft, isSameFile: theirs.xml !== base };
}

interface SavedText {
  xml: string;
  revision: number;
}

export function useSaving(source: DecisionSource, first: number, onSaved: () => void) {
  const client = useQueryClient();
  const [saved, setSaved] = useState({ xml: source.xml, revision: first, version: source.draft_version ?? null });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const send = useMutation({
    mutationFn: ({ text, version }: { text: SavedText; version: number | null }) => {
      const note = client.getQueryData(decisionsQuery().queryKey)?.draft?.note ?? "";
      return saveDraft({ path: source.path, xml: text.xml, version, note }).then((summary) => ({ summary, text }));
    },
    onSuccess: async ({ summary, text }) => {
      setSaved({ ...text, version: summary.version });
      setConflict(null);
      client.setQueryData(decisionQuery(source.path).queryKey, (before) => (before ? { ...before, xml: text.xml, draft_version: summary.version } : before));
      await client.invalidateQueries({ queryKey: decisionsQuery().queryKey });
      onSaved();
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.status !== 409) return;
      const [theirs, files] = await Promise.all([readDecision(source.path), client.fetchQuery({ ...decisionsQuery(), staleTime: 0 })]);
      setConflict(conflictOf(saved.xml, theirs, files.draft ?? null));
    },
  });
  return {
    saved,
    conflict,
    isSaving: send.isPending,
    /** A conflict has its own dialog. */
    error: send.error instanceof ApiError && send.error.status === 409 ? null : send.error,
    save: (text: SavedText) => send.mutate({ text, version: saved.version }),
    saveOver: (text: SavedText) => conflict && send.mutate({ text, version: conflict.theirs.draft_version ?? null }),
    dismiss: () => setConflict(null),
    takeTheirs: () => {
      if (conflict) client.setQueryData(decisionQuery(source.path).queryKey, conflict.theirs);
      setConflict(null);
    },
  };
}
