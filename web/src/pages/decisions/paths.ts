/** The address of a file in the editor, and of one of its decisions. */
export function editorPath(path: string, decision: string | null): string {
  const base = `/rulebook/decisions/${encodeURIComponent(path)}`;
  return decision === null ? base : `${base}/${encodeURIComponent(decision)}`;
}
