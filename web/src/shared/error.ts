import type { Locale } from "./format.ts";

interface Body {
  error?: { code?: string; message?: string; message_zh?: string | null; help?: string | null; request_id?: string | null };
}

/** A refusal or failure of the server, in its own words. `status` 0: there was no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly messageZh: string | null;
  readonly help: string | null;
  readonly requestId: string | null;

  constructor(status: number, body: unknown, requestId?: string | null) {
    const error = (typeof body === "object" && body !== null ? (body as Body).error : undefined) ?? {};
    super(error.message ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.code = error.code ?? "unknown";
    this.messageZh = error.message_zh ?? null;
    this.help = error.help ?? null;
    this.requestId = error.request_id ?? requestId ?? null;
  }

  /** What to do, where it is said in the reader's language. */
  advise(locale: Locale): string | null {
    return this.help !== null && (locale === "en" || /[\u4e00-\u9fff]/.test(this.help)) ? this.help : null;
  }

  say(locale: Locale): string {
    return (locale === "zh" ? this.messageZh : null) ?? this.message;
  }
}
