/** On which run the figures of a month stand, whether they still do, and the way to take a run back. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useState } from "react";
import { runsQuery, withdrawRun } from "../../api/calls.ts";
import type { RatingStructure } from "../../api/types.ts";
import { useAddress } from "../../app/address.ts";
import { useSession, useWords } from "../../app/session.tsx";
import { ReasonDialog } from "../../forms/ReasonDialog.tsx";
import { refreshAfterDecision } from "../rulings/refresh.ts";
import { useEditionName } from "../../ui/edition.ts";

export function Standing({ structure }: { structure: RatingStructure }) {
  const words = useWords();
  const editionName = useEditionName();
  const { t, text, list, instant } = words;
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [parameters, change] = useAddress();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const runs = useQuery(runsQuery(structure.month));
  const counting = runs.data?.find((run) => run.counts)?.run;
  const isCounting = counting === structure.run;
  const say = (run: NonNullable<typeof runs.data>[number]) =>
    t(run.withdrawn ? "runs.one_withdrawn" : run.counts ? "runs.one_counts" : "runs.one", { by: run.by, at: instant(run.at), edition: editionName(run.edition) });
  return (
    <>
      <div className="standing small muted">
        {structure.runs > 1 && runs.data ? (
          <Select size="small" variant="borderless" aria-label={t("runs.which")} popupMatchSelectWidth={false} value={structure.run} onChange={(run) => change({ run: run === counting ? null : String(run) })} options={runs.data.map((run) => ({ value: run.run, label: say(run) }))} />
        ) : (
          <span>{t("runs.one", { by: structure.by, at: instant(structure.at), edition: editionName(structure.edition) })}</span>
        )}
        {session.user.may.rate && isCounting ? (
          <Button size="small" type="link" onClick={() => setWithdrawing(true)}>
            {t("runs.withdraw")}
          </Button>
        ) : null}
      </div>
      {structure.withdrawn ? <p className="notice">{t("runs.is_withdrawn", { by: structure.withdrawn.by, at: instant(structure.withdrawn.at), reason: structure.withdrawn.reason })}</p> : null}
      {!structure.withdrawn && counting !== undefined && !isCounting ? (
        <p className="notice">
          {t("runs.is_earlier")}{" "}
          <button type="button" className="link" onClick={() => change({ run: null })}>
            {t("runs.to_counting")}
          </button>
        </p>
      ) : null}
      {isCounting && structure.stale.length ? (
        <p className="notice">
          {t("stale.notice", { what: list(structure.stale.map((one) => text(one))) })}{" "}
          {session.user.may.rate && !parameters.has("rate") ? (
            <button type="button" className="link" onClick={() => change({ rate: structure.month })}>
              {t("rate.again")}
            </button>
          ) : null}
        </p>
      ) : null}
      <ReasonDialog
        isOpen={isWithdrawing}
        title={t("runs.withdraw_title", { month: words.month(structure.month) })}
        what={t(structure.runs > 1 ? "runs.withdraw_what" : "runs.withdraw_last")}
        action={t("runs.withdraw")}
        onClose={() => setWithdrawing(false)}
        onSend={async (reason) => {
          await withdrawRun(structure.month, { run: structure.run, reason });
          change({ run: null });
          await refreshAfterDecision(client);
          void message.success(t("runs.withdrawn"));
        }}
      />
    </>
  );
}
