/** The client generated from the API's description; every refusal becomes an `ApiError`. */
import createClient from "openapi-fetch";
import { ApiError } from "../shared/error.ts";
import type { paths } from "./generated/schema.ts";

const PREFIX = "/api/v1";
/** The call goes through `window.fetch` at the time of the call, so that tests may put their own there. */
export const client = createClient<paths>({
  baseUrl: PREFIX,
  credentials: "same-origin",
  // A foreign page cannot set this header, so the server takes changes only with it.
  headers: { "x-guiju": "1" },
  fetch: (request) => globalThis.fetch(request),
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(0, { error: { code: "offline", message: "the server does not answer", message_zh: "服务器没有应答" } });
  }
  if (!answer.response.ok) throw new ApiError(answer.response.status, answer.error, answer.response.headers.get("x-request-id"));
  return answer.data as T;
}

type Queries<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } } ? NonNullable<Query> : never;
/** The parameters of a list or report, without those of its paging. */
export type Filter<Path extends keyof paths> = Omit<Queries<Path>, "after" | "limit">;

/** Without what is empty: an absent filter and an empty one are the same. */
export function clean<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "")) as T;
}

/** The address of a download. */
export function address(path: string, query: object = {}): string {
  const parameters = new URLSearchParams(Object.entries(clean(query)).map(([name, value]) => [name, String(value)]));
  const text = parameters.toString();
  return `${PREFIX}${path}${text ? `?${text}` : ""}`;
}
