import { useQuery } from "@tanstack/react-query";
import { readinessQuery } from "../../api/calls.ts";
import { useWords } from "../../app/session.tsx";
import { Card } from "../../ui/Page.tsx";
import { Failure, Waiting } from "../../ui/States.tsx";

const TONES = { yes: "good", partly: "warn", no: "" } as const;

/** What the data so far can answer, and what is missing for the rest. */
export function ReadinessPanel() {
  const { t, text, locale } = useWords();
  const query = useQuery(readinessQuery());
  return (
    <Card title={t("readiness.title")} aside={t("readiness.sub")}>
      {query.error && !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Waiting card={false} rows={5} />
      ) : (
        <ul className="ready-list">
          {query.data.rows.map((row) => (
            <li key={row.name}>
              <span>
                <span className={`tag ${TONES[row.answer]}`}>{t(`readiness.${row.answer}`)}</span>
              </span>
              <span>
                <b style={{ fontWeight: 600 }}>{text(row.question)}</b>
                <br />
                <span className="sub">{text(row.why)}</span>
                {row.missing.length ? (
                  <>
                    <br />
                    <span className="small muted">
                      {t("readiness.missing")} {row.missing.map((one) => text(one)).join(locale === "zh" ? "；" : "; ")}
                    </span>
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
