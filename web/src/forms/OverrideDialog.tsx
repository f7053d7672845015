import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, DatePicker, Form, Input, Modal, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { overrideClass } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import { useWords } from "../app/session.tsx";
import { shiftMonth } from "../shared/format.ts";
import { ClassChip } from "../ui/ClassChip.tsx";

interface OverrideDialogProps {
  isOpen: boolean;
  onClose: () => void;
  customer: number;
  name: string;
  month: string;
  classes: string[];
  computed: string | null;
  /** What the page has seen of the rating. */
  seen: string;
}
interface Values {
  class: string;
  reason: string;
  until: Dayjs;
}

/** A class set by a person, beside the computed one, until a month. A draft of the reason is kept until it is sent. */
export function OverrideDialog(props: OverrideDialogProps) {
  return props.isOpen ? <Dialog {...props} /> : null;
}

function Dialog({ isOpen, onClose, customer, name, month, classes, computed, seen }: OverrideDialogProps) {
  const words = useWords();
  const { t, locale } = words;
  const [form] = Form.useForm<Values>();
  const { message } = App.useApp();
  const client = useQueryClient();
  const draft = `guiju.draft.override.${customer}`;
  const send = useMutation({
    mutationFn: (values: Values) => overrideClass(customer, month, { class: values.class, reason: values.reason.trim(), until_month: values.until.format("YYYY-MM"), seen }),
    onSuccess: async () => {
      sessionStorage.removeItem(draft);
      await client.invalidateQueries({ predicate: (query) => !["job", "rulebook", "session", "organisation"].includes(String(query.queryKey[0])) });
      void message.success(t("override.done"));
      onClose();
    },
  });
  return (
    <Modal open={isOpen} title={t("override.dialog", { name })} okText={t("override.set")} cancelText={t("action.cancel")} confirmLoading={send.isPending} onCancel={onClose} onOk={() => form.submit()}>
      <p className="sub" style={{ marginBottom: 12 }}>
        {t("override.what", { month: words.month(month) })} {computed ? <ClassChip name={computed} small /> : t("class.none")}
      </p>
      {send.error ? <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={send.error instanceof ApiError ? send.error.say(locale) : String(send.error)} description={send.error instanceof ApiError ? send.error.advise(locale) : undefined} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ reason: sessionStorage.getItem(draft) ?? "", until: dayjs(`${shiftMonth(month, 2)}-01`) }} validateTrigger="onBlur" scrollToFirstError={{ focus: true }} onFinish={(values) => send.mutate(values)} onValuesChange={(_, values) => sessionStorage.setItem(draft, values.reason ?? "")}>
        <Form.Item name="class" label={t("column.class")} rules={[{ required: true, message: t("form.required") }]}>
          <Radio.Group options={classes.map((value) => ({ value, label: <ClassChip name={value} small /> }))} />
        </Form.Item>
        <Form.Item name="reason" label={t("form.reason")} extra={t("override.reason_why")} rules={[{ required: true, whitespace: true, min: 4, max: 500, message: t("form.reason_rule") }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <Form.Item name="until" label={t("override.until")} rules={[{ required: true, message: t("form.required") }]}>
          <DatePicker picker="month" allowClear={false} disabledDate={(day) => day.format("YYYY-MM") < month || day.format("YYYY-MM") > shiftMonth(month, 11)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
