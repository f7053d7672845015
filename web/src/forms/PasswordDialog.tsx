import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal } from "antd";
import { changePassword } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import { useLanguage } from "../i18n/language.tsx";

interface Values {
  old: string;
  new: string;
  again: string;
}

interface PasswordDialogProps {
  isOpen: boolean;
  mustChange: boolean;
  onClose: () => void;
}

/** Changes the password; after a one-time password it cannot be closed before. */
export function PasswordDialog(props: PasswordDialogProps) {
  return props.isOpen ? <Dialog {...props} /> : null;
}

function Dialog({ isOpen, mustChange, onClose }: PasswordDialogProps) {
  const { t, locale } = useLanguage();
  const [form] = Form.useForm<Values>();
  const client = useQueryClient();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: (values: Values) => changePassword({ old_password: values.old, new_password: values.new }),
    onSuccess: async () => {
      // What was refused while the one-time password stood is asked again.
      await client.invalidateQueries();
      void message.success(t("password.done"));
      onClose();
    },
  });
  return (
    <Modal
      open={isOpen}
      title={mustChange ? t("password.must") : t("shell.password")}
      okText={t("password.change")}
      cancelText={t("action.cancel")}
      confirmLoading={change.isPending}
      closable={!mustChange}
      mask={{ closable: false }}
      keyboard={!mustChange}
      cancelButtonProps={mustChange ? { style: { display: "none" } } : undefined}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {change.error ? <Alert type="warning" showIcon title={change.error instanceof ApiError ? change.error.say(locale) : String(change.error)} style={{ marginBottom: 12 }} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)} scrollToFirstError={{ focus: true }} validateTrigger="onBlur">
        <Form.Item name="old" label={t("password.old")} rules={[{ required: true, message: t("form.required") }]}>
          <Input.Password autoComplete="current-password" onPressEnter={() => form.submit()} />
        </Form.Item>
        <Form.Item name="new" label={t("password.new")} extra={t("password.rule")} rules={[{ required: true, message: t("form.required") }, { min: 10, message: t("password.rule") }]}>
          <Input.Password autoComplete="new-password" onPressEnter={() => form.submit()} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t("password.again")}
          dependencies={["new"]}
          rules={[
            { required: true, message: t("form.required") },
            ({ getFieldValue }) => ({
              validator: (_, value) => (!value || getFieldValue("new") === value ? Promise.resolve() : Promise.reject(new Error(t("password.differs")))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" onPressEnter={() => form.submit()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
