/** The designed states: loading, empty, failed, no right. */
import { Button, Skeleton } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { ApiError } from "../shared/error.ts";
import { useLanguage } from "../i18n/language.tsx";

/** Shows its children only after 200 ms: a quick answer should not flicker. */
export function Delayed({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return <div style={{ visibility: isShown ? "visible" : "hidden" }}>{children}</div>;
}

export function Waiting({ rows = 6, card = true }: { rows?: number; card?: boolean }) {
  const { t } = useLanguage();
  const lines = <Skeleton active title={false} paragraph={{ rows, width: "100%" }} />;
  return (
    <Delayed>
      <div role="status" aria-label={t("state.loading")} className={card ? "card" : undefined}>
        {lines}
      </div>
    </Delayed>
  );
}

/** The outline of a whole page: head, strip, two cards. */
export function WaitingPage() {
  return (
    <Delayed>
      <div className="stack" aria-hidden>
        <Skeleton active title={{ width: 260 }} paragraph={{ rows: 1, width: 380 }} />
        <div className="card">
          <Skeleton active title={false} paragraph={{ rows: 2, width: "100%" }} />
        </div>
        <div className="card">
          <Skeleton active title={false} paragraph={{ rows: 9, width: "100%" }} />
        </div>
      </div>
    </Delayed>
  );
}

export function Empty({ title, why, action }: { title: string; why?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state" role="status">
      <strong>{title}</strong>
      {why ? <p>{why}</p> : null}
      {action}
    </div>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, locale } = useLanguage();
  const isKnown = error instanceof ApiError;
  const isForbidden = isKnown && error.status === 403;
  const title = isForbidden
    ? t("state.forbidden")
    : isKnown && error.status === 404
      ? t("state.missing")
      : isKnown && error.status === 0
        ? t("state.offline")
        : t("state.failed");
  return (
    <div className="state" role="alert">
      <strong>{title}</strong>
      <p>{isKnown ? error.say(locale) : error instanceof Error ? error.message : String(error)}</p>
      {isKnown && (error.advise(locale) ?? error.status >= 500) ? <p className="muted">{error.advise(locale) ?? t("state.ask")}</p> : null}
      {isForbidden ? <p className="muted">{t("state.forbidden_who")}</p> : null}
      {isKnown && error.requestId ? (
        <p className="small muted">
          {t("state.request_id")} <code>{error.requestId}</code>
        </p>
      ) : null}
      {retry && !isForbidden ? <Button onClick={retry}>{t("state.retry")}</Button> : null}
    </div>
  );
}

interface Query<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** One of: skeleton, failure with retry, the thing itself. */
export function Loaded<T>({ query, waiting, children }: { query: Query<T>; waiting?: ReactNode; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return waiting ?? <Waiting />;
}
