/** What a person said of an earlier file and that this one uses: who said it, when, of which file; each may be said otherwise for this file. */
import { Button, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { Remembered as Known } from "../../api/types.ts";
import { useSession, useWords } from "../../app/session.tsx";
import { Card } from "../../ui/Page.tsx";

interface RememberedProps {
  remembered: Known[];
  isBusy: boolean;
  /** Absent where nothing can be answered any more. */
  onAnswer?: (answers: Record<string, string>) => void;
}

export function Remembered({ remembered, isBusy, onAnswer }: RememberedProps) {
  const { t } = useWords();
  const count = remembered.length;
  if (!count) return null;
  return (
    <div className="gap">
      <Card title={t("remembered.title", { count })} aside={t("remembered.why")} label={t("remembered.title", { count })}>
        <ul className="remembered">
          {remembered.map((known) => (
            <li key={known.key ?? known.text.en}>
              <One known={known} isBusy={isBusy} onAnswer={onAnswer} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function One({ known, isBusy, onAnswer }: { known: Known; isBusy: boolean; onAnswer: RememberedProps["onAnswer"] }) {
  const { t, text, instant, fullInstant } = useWords();
  const { user } = useSession();
  const said = { by: known.by, at: instant(known.at), file: known.file_name ?? "" };
  const key = known.key;
  return (
    <>
      <b>{text(known.text)}</b>
      <span className="sub" title={fullInstant(known.at)}>
        {known.file_name ? t(known.by === user.name ? "remembered.you_of" : "remembered.by_of", said) : t(known.by === user.name ? "remembered.you" : "remembered.by", said)}
      </span>
      {known.customer ? <Link to={`/customers/${known.customer}`}>{t("remembered.at_customer")}</Link> : null}
      {key && onAnswer ? <Otherwise known={known} answerKey={key} isBusy={isBusy} onAnswer={onAnswer} /> : null}
    </>
  );
}

/** The other choices, or a field where they cannot be listed. */
function Otherwise({ known, answerKey, isBusy, onAnswer }: { known: Known; answerKey: string; isBusy: boolean; onAnswer: (answers: Record<string, string>) => void }) {
  const { t, text } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [given, setGiven] = useState("");
  const field = useRef<InputRef>(null);
  // Who opened the field wants to type.
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  const others = known.choices.filter((choice) => choice.value !== known.value);
  if (others.length) {
    return (
      <span className="remembered-acts">
        {others.map((choice) => (
          <Button key={choice.value} size="small" disabled={isBusy} onClick={() => onAnswer({ [answerKey]: choice.value })}>
            {t("remembered.this_time", { what: text(choice.label) })}
          </Button>
        ))}
      </span>
    );
  }
  if (!isOpen) {
    return (
      <span className="remembered-acts">
        <Button size="small" disabled={isBusy} onClick={() => setOpen(true)}>
          {t("remembered.otherwise")}
        </Button>
      </span>
    );
  }
  return (
    <form
      className="remembered-acts"
      onSubmit={(event) => {
        event.preventDefault();
        if (given.trim()) onAnswer({ [answerKey]: given.trim() });
      }}
    >
      <Input ref={field} size="small" style={{ width: 180 }} aria-label={t("remembered.otherwise_label", { what: text(known.text) })} placeholder={known.value ?? ""} value={given} onChange={(event) => setGiven(event.target.value)} />
      <Button size="small" htmlType="submit" type="primary" disabled={isBusy || !given.trim()}>
        {t("remembered.send")}
      </Button>
    </form>
  );
}
