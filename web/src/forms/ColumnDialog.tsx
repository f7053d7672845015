import { Button, Form, Input, Modal, Select } from "antd";
import { useLanguage } from "../i18n/language.tsx";
import type { ColumnFields } from "../shared/dmn/edit.ts";
import type { ColumnKind } from "../shared/dmn/model.ts";

const TYPES = ["number", "string", "boolean", "date", "time", "date and time", "days and time duration", "years and months duration", "Any"];

const EMPTY: ColumnFields = { label: "", expression: "", name: "", type: "", values: "" };

interface ColumnDialogProps {
  kind: ColumnKind;
  /** Null: a new column. */
  column: ColumnFields | null;
  canRemove: boolean;
  onSave: (fields: ColumnFields) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** What a column of a decision table tests or gives. */
export function ColumnDialog({ kind, column, canRemove, onSave, onRemove, onClose }: ColumnDialogProps) {
  const { t } = useLanguage();
  const [form] = Form.useForm<ColumnFields>();
  const required = [{ required: true, whitespace: true, message: t("form.required") }];
  return (
    <Modal
      open
      title={t(column ? "dmn.column_edit" : "dmn.add_column")}
      okText={t(column ? "dmn.apply" : "dmn.add_column")}
      cancelText={t("action.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {column ? (
            <Button style={{ float: "left" }} disabled={!canRemove} title={canRemove ? t("dmn.column_remove_why") : t("dmn.column_last")} onClick={onRemove}>
              {t("dmn.column_remove")}
            </Button>
          ) : null}
          <CancelBtn />
          <OkBtn />
        </>
      )}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={column ?? EMPTY}
        // Fields that this kind of column does not have are not in the form.
        onFinish={(fields: Partial<ColumnFields>) => onSave(Object.fromEntries(Object.entries({ ...EMPTY, ...fields }).map(([name, value]) => [name, value?.trim() ?? ""])) as ColumnFields)}
      >
        {kind === "annotation" ? null : (
          <Form.Item name="label" label={t("dmn.column_label")}>
            <Input />
          </Form.Item>
        )}
        {kind === "input" ? (
          <Form.Item name="expression" label={t("dmn.column_expression")} extra={t("dmn.column_expression_why")} rules={required}>
            <Input className="feel" spellCheck={false} />
          </Form.Item>
        ) : (
          <Form.Item name="name" label={t("dmn.column_name")} rules={kind === "annotation" ? required : []}>
            <Input />
          </Form.Item>
        )}
        {kind === "annotation" ? null : (
          <>
            <Form.Item name="type" label={t("dmn.column_type")}>
              <Select allowClear options={TYPES.map((value) => ({ value, label: value }))} />
            </Form.Item>
            <Form.Item name="values" label={t("dmn.column_values")} extra={t("dmn.column_values_why")}>
              <Input className="feel" spellCheck={false} />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
