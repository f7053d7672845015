/** What a file is taken for, what speaks for it, and whether its own figures agree. */
import { Button } from "antd";
import type { FileKind, ImportProposal, ImportReport, Proof } from "../../api/types.ts";
import { useWords } from "../../app/session.tsx";
import { count } from "../../shared/format.ts";
import { Card } from "../../ui/Page.tsx";
import { figure } from "./amounts.ts";
import { Scroll } from "../../ui/Scroll.tsx";

/** What a difference is about, where it is no column of the file. */
const OF = { balance: "proof.of_balance", rows: "proof.of_rows", in_rows: "proof.of_in_rows", out_rows: "proof.of_out_rows", in_sum: "proof.of_in_sum", out_sum: "proof.of_out_sum", opening: "proof.of_opening", closing: "proof.of_closing", open: "proof.of_open", amount: "proof.of_amount" } as const;
/** Differences that are shown before the rest is only counted. */
const SHOWN = 5;

export function Reading({ proposal, report, isEdited, onReadAs, onAskAgain, isBusy }: { proposal: ImportProposal; report: ImportReport | null; isEdited: boolean; onReadAs: (kind: FileKind) => void; onAskAgain: () => void; isBusy: boolean }) {
  const { t, text, instant } = useWords();
  const { kind, rival, like } = proposal;
  const proofs = report?.proofs ?? proposal.proofs;
  const isAsked = !proposal.is_complete && !isEdited;
  const differs = proofs.some((proof) => !proof.holds);
  const isSaid = "kind" in proposal.answers && !like;
  const tag = isAsked ? "asked" : differs ? "differs" : proofs.length ? "proven" : isSaid ? "said" : "by_header";
  const isDone = report !== null && !report.is_dry_run;
  return (
    <div className="half">
      <Card title={t("reading.title")} label={t("reading.title")}>
        {kind ? (
          <>
            <p className="reading-kind">
              {isAsked && proposal.questions.some((question) => question.key === "kind") ? t("reading.perhaps", { label: text(kind.label) }) : text(kind.label)} <span className={`tag ${tag === "proven" ? "good" : tag === "asked" || tag === "differs" ? "warn" : ""}`}>{t(`reading.${tag}`)}</span>
              {isSaid && !isAsked && !isDone ? (
                <Button type="link" size="small" disabled={isBusy} onClick={onAskAgain}>
                  {t("ask.change")}
                </Button>
              ) : null}
            </p>
            {isEdited ? <p className="sub">{t("import.edited")}</p> : null}
            {like && !isAsked ? <p className="sub">{t("reading.like", { at: instant(like.at), file: like.file_name })}</p> : null}
            <Because kind={kind} proofs={proofs} />
          </>
        ) : (
          <>
            <p className="reading-kind">{t("reading.unknown")}</p>
            <p className="sub">{t("reading.unknown_why")}</p>
          </>
        )}
        {rival && !isAsked && !isEdited && !isDone ? (
          <div className="reading-rival">
            <p>
              {t("reading.rival", { label: text(rival.label) })}
              {rival.name === kind?.name ? null : (
                <Button type="link" size="small" disabled={isBusy} onClick={() => onReadAs(rival)}>
                  {t("reading.read_so", { label: text(rival.label) })}
                </Button>
              )}
            </p>
            <Because kind={rival} proofs={[]} />
          </div>
        ) : null}
      </Card>
      <Proofs proofs={proofs} isSample={!report && !proposal.is_whole} />
    </div>
  );
}

/** What speaks for a kind, but for the proofs that stand beside it. */
function Because({ kind, proofs }: { kind: FileKind; proofs: Proof[] }) {
  const { text } = useWords();
  const because = kind.because.filter((one) => !proofs.some((proof) => one.en.startsWith(proof.label.en)));
  return because.length ? (
    <ul className="because">
      {because.map((one) => (
        <li key={one.en}>{text(one)}</li>
      ))}
    </ul>
  ) : null;
}

export function Proofs({ proofs, isSample = false }: { proofs: Proof[]; isSample?: boolean }) {
  const { t } = useWords();
  return (
    <Card title={t("proof.title")}>
      {proofs.length ? (
        <ul className="proofs">
          {proofs.map((proof) => (
            <OneProof key={proof.code} proof={proof} />
          ))}
        </ul>
      ) : (
        <p className="muted">{t("proof.none")}</p>
      )}
      {isSample ? (
        <p className="small muted" style={{ marginTop: 8 }}>
          {t("proof.sample")}
        </p>
      ) : null}
    </Card>
  );
}

function OneProof({ proof }: { proof: Proof }) {
  const { t, text } = useWords();
  const shown = proof.differences.slice(0, SHOWN);
  return (
    <li className={proof.holds ? "holds" : "fails"}>
      <span className="mark-sign" aria-hidden>
        {proof.holds ? "✓" : "!"}
      </span>
      <span>
        {text(proof.label)} <b>{proof.holds ? t("proof.held", { count: count(proof.checked) }) : t("proof.failed", { failed: count(proof.failed), checked: count(proof.checked) })}</b>
      </span>
      {shown.length ? (
        <Scroll className="proof-differences" label={text(proof.label)}>
          <table className="grid">
            <caption className="hidden-text">{text(proof.label)}</caption>
            <thead>
              <tr>
                <th scope="col" className="num">
                  {t("proof.row")}
                </th>
                <th scope="col">{t("proof.column")}</th>
                <th scope="col" className="num">
                  {t("proof.stated")}
                </th>
                <th scope="col" className="num">
                  {t("proof.found")}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one, index) => (
                <tr key={index}>
                  <td className="num">{count(one.row)}</td>
                  <td>{one.column in OF ? t(OF[one.column as keyof typeof OF]) : one.column}</td>
                  <td className="num">{figure(one.stated)}</td>
                  <td className="num">{figure(one.found)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {proof.failed > shown.length ? <p className="small muted">{t("proof.more", { count: count(proof.failed - shown.length) })}</p> : null}
        </Scroll>
      ) : null}
    </li>
  );
}
