import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { withParameters } from "../shared/url.ts";

/** The parameters of the address, and a way to change some of them; a filter is not a step of the history. */
export function useAddress(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | null>) => setParameters((before) => withParameters(before, changes), { replace: true, preventScrollReset: true }),
    [setParameters],
  );
  return [parameters, change];
}
