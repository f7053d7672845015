/** A value that is edited, with every state before it: undo is taking the one before. */
import { useCallback, useReducer } from "react";

interface Step<T> {
  value: T;
  /** Never given twice in a session, so that what was worked out for a state is found again after an undo. */
  revision: number;
}
interface Past<T> {
  steps: Step<T>[];
  at: number;
}
type Act<T> = { do: "edit"; value: T; revision: number } | { do: "undo" } | { do: "redo" };

export interface Editing<T> {
  value: T;
  revision: number;
  edit: (value: T) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

const STEPS_MAX = 300;
let revisions = 0;

function advance<T>(past: Past<T>, act: Act<T>): Past<T> {
  if (act.do === "undo") return { ...past, at: Math.max(0, past.at - 1) };
  if (act.do === "redo") return { ...past, at: Math.min(past.steps.length - 1, past.at + 1) };
  if (past.steps[past.at]?.value === act.value) return past;
  const steps = [...past.steps.slice(0, past.at + 1), { value: act.value, revision: act.revision }].slice(-STEPS_MAX);
  return { steps, at: steps.length - 1 };
}

export function useHistory<T>(first: () => T): Editing<T> {
  const [past, act] = useReducer(advance<T>, null, (): Past<T> => ({ steps: [{ value: first(), revision: ++revisions }], at: 0 }));
  const now = past.steps[past.at] as Step<T>;
  return {
    value: now.value,
    revision: now.revision,
    edit: useCallback((value: T) => act({ do: "edit", value, revision: ++revisions }), []),
    undo: useCallback(() => act({ do: "undo" }), []),
    redo: useCallback(() => act({ do: "redo" }), []),
    canUndo: past.at > 0,
    canRedo: past.at < past.steps.length - 1,
  };
}

