import { useQueryClient } from "@tanstack/react-query";
import { Alert, DatePicker, Form, Modal } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useNavigate } from "react-router";
import { rateMonth } from "../api/calls.ts";
import { useWork } from "../app/job.ts";
import { useWords } from "../app/session.tsx";
import { count, duration } from "../shared/format.ts";
import { LongWork } from "../ui/Progress.tsx";

/** Rates a month: chooses it, shows the work with its progress, and says what came out. */
export function RateDialog({ isOpen, onClose, month, rated }: { isOpen: boolean; onClose: () => void; month: string; rated: string[] }) {
  const words = useWords();
  const { t, text, locale } = words;
  const [chosen, setChosen] = useState(month);
  const client = useQueryClient();
  const navigate = useNavigate();
  const work = useWork(() => {
    void client.invalidateQueries({ predicate: (query) => !["job", "rulebook"].includes(String(query.queryKey[0])) });
  });
  const result = work.job?.state === "done" && work.job.result?.kind === "rate" ? work.job.result : null;
  const close = () => {
    onClose();
    if (!work.isRunning) work.clear();
  };
  return (
    <Modal
      open={isOpen}
      title={t("rate.title")}
      okText={result ? t("rate.see") : rated.includes(chosen) ? t("rate.again") : t("rate.go")}
      cancelText={t("action.close")}
      okButtonProps={{ disabled: work.isRunning }}
      onCancel={close}
      onOk={() => {
        if (result) {
          close();
          void navigate(`/ratings/${result.month}`);
        } else {
          work.start(() => rateMonth(chosen));
        }
      }}
    >
      {work.error ? <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={work.error.say(locale)} description={work.error.advise(locale)} /> : null}
      {work.job?.state === "cancelled" ? <Alert type="info" showIcon style={{ marginBottom: 12 }} title={t("work.cancelled")} /> : null}
      {work.isRunning ? (
        <LongWork label={text(work.job?.stage) || t("rate.working", { month: words.month(chosen) })} done={work.job?.done ?? 0} total={work.job?.total ?? null} startedAt={work.startedAt} onCancel={work.job?.can_cancel ? work.cancel : undefined} />
      ) : result ? (
        <div role="status">
          <p>{t("rate.done", { month: words.month(result.month), subjects: count(result.subjects), rated: count(result.rated), time: duration(result.took_ms / 1000, locale) })}</p>
          <p className="sub">{result.classes.map((one) => `${text(one.label)} ${count(one.count)}`).join(" · ")}</p>
          {result.not_rated.length ? (
            <p className="sub">
              {t("rating.without")}: {result.not_rated.map((one) => `${text(one.label)} ${count(one.count)}`).join(" · ")}
            </p>
          ) : null}
        </div>
      ) : (
        <Form layout="vertical">
          <Form.Item label={t("column.month")} htmlFor="rate-month" extra={rated.includes(chosen) ? t("rate.again_why") : t("rate.why")}>
            <DatePicker id="rate-month" picker="month" allowClear={false} value={dayjs(`${chosen}-01`)} onChange={(value) => value && setChosen(value.format("YYYY-MM"))} disabledDate={(day) => day.format("YYYY-MM") >= words.today.slice(0, 7)} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
