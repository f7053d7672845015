/** Starts long work and follows it to its end. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { cancelJob, jobQuery } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { Job } from "../api/types.ts";

export interface Work {
  job: Job | null;
  startedAt: number;
  isRunning: boolean;
  error: ApiError | null;
  start: (begin: () => Promise<Job>) => void;
  cancel: () => void;
  clear: () => void;
}

export function useWork(onDone: (job: Job) => void): Work {
  const [first, setFirst] = useState<Job | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [startedAt, setStartedAt] = useState(0);
  const query = useQuery(jobQuery(first?.id ?? null));
  const job = query.data ?? first;
  const told = useRef<number | null>(null);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  }, [onDone]);
  useEffect(() => {
    if (job?.state === "done" && told.current !== job.id) {
      told.current = job.id;
      done.current(job);
    }
  }, [job]);
  const start = useCallback((begin: () => Promise<Job>) => {
    setRefusal(null);
    setFirst(null);
    setStarting(true);
    setStartedAt(Date.now());
    begin()
      .then(setFirst)
      .catch((error: unknown) => setRefusal(error instanceof ApiError ? error : new ApiError(0, { error: { message: String(error) } })))
      .finally(() => setStarting(false));
  }, []);
  const failed =
    job?.state === "failed" ? new ApiError(422, { error: job.error ?? { message: "the work failed", message_zh: "未能完成" } }) : query.error instanceof ApiError ? query.error : null;
  return {
    job,
    startedAt,
    isRunning: isStarting || job?.state === "running",
    error: refusal ?? failed,
    start,
    cancel: useCallback(() => {
      if (first) void cancelJob(first.id).catch(() => undefined);
    }, [first]),
    clear: useCallback(() => {
      setFirst(null);
      setRefusal(null);
    }, []),
  };
}
