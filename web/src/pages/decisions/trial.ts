/** A trial of the decision on the screen: its values stand in the address, its answer comes a moment after they are left alone. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { tryQuery, type Edited, type ModelProblem, type TriedDecision, type TryInput } from "../../api/decisions.ts";
import { useAddress } from "../../app/address.ts";
import { useSettled } from "../../app/settled.ts";
import type { Decision } from "../../shared/dmn/model.ts";
import { given, readTrial, trialAddress } from "../../shared/dmn/trial.ts";

const TRY_AFTER = 300;

export interface Trial {
  values: Record<string, string>;
  /** What may be given; absent until it is known. */
  inputs: TryInput[] | undefined;
  tried: TriedDecision | undefined;
  /** Why there is nothing to try. */
  problem: ModelProblem | null;
  error: unknown;
  isTrying: boolean;
  set: (changes: Record<string, string>) => void;
  /** Does not wait for the values to be left alone. */
  now: () => void;
  clear: () => void;
}

export function useTrial(edited: Edited, current: Decision | null): Trial {
  const [parameters] = useSearchParams();
  const [, change] = useAddress();
  const values = useMemo(() => readTrial(parameters), [parameters]);
  const [hurried, setHurried] = useState<Record<string, string> | null>(null);
  const settled = useSettled(values, TRY_AFTER);
  const asked = given(hurried === values ? values : settled);
  const isGiven = Object.keys(asked).length > 0;
  const canTry = current !== null && current.logic !== "none";
  // Without values the answer only says what may be given; it must not be taken for a result.
  const form = useQuery({ ...tryQuery(edited, current?.id ?? "", {}), enabled: canTry && !isGiven });
  const trial = useQuery({ ...tryQuery(edited, current?.id ?? "", asked), enabled: canTry && isGiven });
  const tried = canTry && isGiven ? trial.data : undefined;
  return {
    values,
    inputs: tried?.inputs ?? form.data?.inputs,
    tried,
    problem: (tried ?? form.data)?.problem ?? null,
    error: trial.error ?? form.error,
    isTrying: trial.isFetching,
    set: (changes) => change(trialAddress(changes)),
    now: () => setHurried(values),
    clear: () => change(trialAddress(Object.fromEntries(Object.keys(values).map((name) => [name, ""])))),
  };
}
