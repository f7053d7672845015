import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Input, Modal } from "antd";
import type { ReactNode } from "react";
import { ApiError } from "../shared/error.ts";
import { useLanguage } from "../i18n/language.tsx";

interface ReasonDialogProps {
  isOpen: boolean;
  title: string;
  what: ReactNode;
  action: string;
  /** What stands in the field already. */
  reason?: string;
  onClose: () => void;
  onSend: (reason: string) => Promise<unknown>;
}

/** An act that needs its reason: it says what will happen before it does. */
export function ReasonDialog(props: ReasonDialogProps) {
  return props.isOpen ? <Dialog {...props} /> : null;
}

function Dialog({ isOpen, title, what, action, reason: given, onClose, onSend }: ReasonDialogProps) {
  const { t, locale } = useLanguage();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useMutation({ mutationFn: onSend, onSuccess: onClose });
  return (
    <Modal open={isOpen} title={title} okText={action} cancelText={t("action.cancel")} confirmLoading={send.isPending} onCancel={onClose} onOk={() => form.submit()}>
      <p className="sub" style={{ marginBottom: 12 }}>
        {what}
      </p>
      {send.error ? <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={send.error instanceof ApiError ? send.error.say(locale) : String(send.error)} description={send.error instanceof ApiError ? send.error.advise(locale) : undefined} /> : null}
      <Form form={form} layout="vertical" initialValues={{ reason: given }} requiredMark={false} validateTrigger="onBlur" scrollToFirstError={{ focus: true }} onFinish={({ reason }) => send.mutate(reason.trim())}>
        <Form.Item name="reason" label={t("form.reason")} rules={[{ required: true, whitespace: true, min: 4, max: 500, message: t("form.reason_rule") }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
