/** Our checks in the margin: what is wrong with which rule, a case that shows it, and what to do. */
import { Button, Spin } from "antd";
import { useState } from "react";
import type { CheckedModel, TableFinding } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import { byRule, tally } from "../../shared/dmn/paint.ts";
import { Card } from "../../ui/Page.tsx";
import { SeverityIcon } from "../../ui/Severity.tsx";

interface FindingsProps {
  decision: string;
  checked: CheckedModel | undefined;
  isChecking: boolean;
  chosen: TableFinding | null;
  onChoose: (finding: TableFinding) => void;
  onWitness: (finding: TableFinding) => void;
}

/** A table of ten thousand rules may have as many findings; nobody reads them at once. */
const SHOWN = 60;

export function Findings({ decision, checked, isChecking, chosen, onChoose, onWitness }: FindingsProps) {
  const { t } = useWords();
  const groups = byRule(checked?.findings ?? [], decision);
  const counts = tally(checked?.findings ?? [], decision);
  const [shown, setShown] = useState(SHOWN);
  const total = counts.error + counts.warning + counts.advice;
  return (
    <Card
      title={t("dmn.checks")}
      label={t("dmn.checks")}
      aside={
        <span role="status" aria-live="polite">
          {isChecking ? (
            <>
              <Spin size="small" /> {t("dmn.checking")}
            </>
          ) : total ? (
            t("dmn.finding_count", { count: total })
          ) : null}
        </span>
      }
    >
      {checked && total === 0 && checked.problems.length === 0 ? <p className="sub">{t("dmn.no_findings")}</p> : null}
      <ol className="findings" id="findings">
        {groups.slice(0, shown).map((group) => (
          <li key={group.id ?? "table"}>
            <h3>{group.number === null ? t("dmn.whole_table") : t("dmn.rule_no", { number: group.number })}</h3>
            {group.findings.map((finding, index) => (
              <Finding key={`${finding.rule}${index}`} finding={finding} isChosen={isSame(finding, chosen)} onChoose={() => onChoose(finding)} onWitness={() => onWitness(finding)} />
            ))}
          </li>
        ))}
      </ol>
      {groups.length > shown ? (
        <Button size="small" onClick={() => setShown(shown + SHOWN)}>
          {t("grid.more")}
        </Button>
      ) : null}
    </Card>
  );
}

/** Findings come anew with each check; the chosen one is known again by what it says. */
export function isSame(one: TableFinding, other: TableFinding | null): boolean {
  return other !== null && one.rule === other.rule && one.decision === other.decision && one.message.en === other.message.en && one.rules[0]?.id === other.rules[0]?.id;
}

function Finding({ finding, isChosen, onChoose, onWitness }: { finding: TableFinding; isChosen: boolean; onChoose: () => void; onWitness: () => void }) {
  const { t, text, list } = useWords();
  return (
    <div className={`finding${isChosen ? " is-chosen" : ""}`}>
      <button type="button" className="plain" aria-pressed={isChosen} title={finding.rule} onClick={onChoose}>
        <SeverityIcon severity={finding.severity} isNamed /> {text(finding.message)}
      </button>
      {finding.witness.length ? (
        <Button size="small" type="link" className="witness" title={t("dmn.witness_why")} onClick={onWitness}>
          {t("dmn.witness", { values: list(finding.witness.map(({ name, value }) => `${name} = ${value}`)) })}
        </Button>
      ) : null}
      {finding.suggestion ? <p className="small muted">{text(finding.suggestion)}</p> : null}
    </div>
  );
}
