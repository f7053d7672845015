/** Who may sign in: users are added, given a new password, kept out and let in again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { addUser, resetUserPassword, setUserState, usersQuery } from "../api/calls.ts";
import type { AddUser, OneTimePassword, RoleInfo, UserRow } from "../api/types.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { ApiError } from "../shared/error.ts";
import { Grid, type Column } from "../ui/Grid.tsx";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../ui/States.tsx";

export default function Users() {
  const { t, text, list } = useWords();
  useTitle(t("nav.users"));
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const users = useQuery({ ...usersQuery(), enabled: session.user.may.administer });
  const [isAdding, setAdding] = useState(false);
  const [password, setPassword] = useState<OneTimePassword | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ["users"] });
  const fail = (error: unknown) => void message.warning(error instanceof ApiError ? (text({ zh: error.say("zh"), en: error.say("en") }) ?? "") : String(error));
  const reset = useMutation({ mutationFn: resetUserPassword, onSuccess: setPassword, onError: fail, onSettled: refresh });
  const state = useMutation({ mutationFn: ({ name, isDisabled }: { name: string; isDisabled: boolean }) => setUserState(name, { is_disabled: isDisabled }), onError: fail, onSettled: refresh });
  if (!session.user.may.administer) return <Empty title={t("users.no_right")} why={t("state.no_right", { role: text(session.user.role_label) })} />;
  const columns: Column<UserRow>[] = [
    { key: "name", title: t("users.name"), cell: (row) => <b>{row.name}</b> },
    { key: "role", title: t("users.role"), cell: (row) => text(row.role.label) },
    { key: "scope", title: t("users.scope"), cell: (row) => (row.scope.kind === "company" ? t("scope.company") : row.scope.kind === "own" ? `${t("scope.own")}${row.person ? `（${row.person.name}）` : ""}` : list(row.scope.units.map((unit) => unit.name)) || t("scope.units")) },
    {
      key: "state",
      title: t("users.state"),
      cell: (row) => (row.is_disabled ? <span className="tag">{t("users.disabled")}</span> : row.must_change_password ? <span className="tag warn">{t("users.not_yet")}</span> : <span className="tag good">{t("users.active")}</span>),
    },
    {
      key: "acts",
      title: <span className="hidden-text">{t("users.acts")}</span>,
      cell: (row) => (
        <span className="nowrap">
          <Button size="small" type="link" loading={reset.isPending && reset.variables === row.name} onClick={() => reset.mutate(row.name)} aria-label={`${t("users.reset")} ${row.name}`}>
            {t("users.reset")}
          </Button>
          {row.name === session.user.name ? null : (
            <Button size="small" type="link" onClick={() => state.mutate({ name: row.name, isDisabled: !row.is_disabled })} aria-label={`${t(row.is_disabled ? "users.enable" : "users.disable")} ${row.name}`}>
              {t(row.is_disabled ? "users.enable" : "users.disable")}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHead
        crumbs={[t("nav.group.data"), t("nav.users")]}
        title={t("nav.users")}
        sub={t("users.sub")}
        actions={
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("users.add")}
          </Button>
        }
      />
      <div className="gap">
        <Card tight label={t("nav.users")}>
          {users.error && !users.data ? <Failure error={users.error} retry={() => void users.refetch()} /> : users.data ? <Grid label={t("nav.users")} columns={columns} rows={users.data.rows} rowKey={(row) => row.name} /> : <Waiting card={false} rows={4} />}
        </Card>
      </div>
      {isAdding && users.data ? (
        <AddDialog
          roles={users.data.roles}
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false);
            setPassword(added);
            void refresh();
          }}
        />
      ) : null}
      <Modal open={password !== null} title={t("users.password_title", { name: password?.name ?? "" })} okText={t("users.noted")} cancelButtonProps={{ style: { display: "none" } }} closable={false} maskClosable={false} onOk={() => setPassword(null)}>
        <p className="sub">{t("users.password_why")}</p>
        <p>
          <code className="one-time" data-testid="one-time-password">
            {password?.one_time_password}
          </code>
        </p>
      </Modal>
    </>
  );
}

/** A role says which of unit and person it needs. */
function AddDialog({ roles, onClose, onAdded }: { roles: RoleInfo[]; onClose: () => void; onAdded: (added: OneTimePassword) => void }) {
  const { t, text, locale } = useWords();
  const [form] = Form.useForm<AddUser>();
  const chosen = Form.useWatch("role", form) as string | undefined;
  const role = roles.find((one) => one.name === chosen);
  const send = useMutation({ mutationFn: (values: AddUser) => addUser({ name: values.name.trim(), role: values.role, unit: values.unit ?? null, person: values.person ?? null }), onSuccess: onAdded });
  const error = send.error instanceof ApiError ? send.error : null;
  return (
    <Modal open title={t("users.add")} okText={t("users.add")} cancelText={t("action.cancel")} confirmLoading={send.isPending} onCancel={onClose} onOk={() => form.submit()}>
      {error ? <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={error.say(locale)} description={error.advise(locale)} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger="onBlur" scrollToFirstError={{ focus: true }} initialValues={{ role: roles[0]?.name }} onFinish={(values) => send.mutate(values)}>
        <Form.Item name="name" label={t("users.name")} extra={t("users.name_rule")} rules={[{ required: true, whitespace: true, max: 60, message: t("form.required") }]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t("users.role")} extra={role ? text(role.description) : undefined}>
          <Select options={roles.map((one) => ({ value: one.name, label: text(one.label) }))} />
        </Form.Item>
        {role?.needs_unit ? (
          <Form.Item name="unit" label={t("users.unit")} extra={t("users.unit_rule")} rules={[{ required: true, whitespace: true, message: t("form.required") }]}>
            <Input maxLength={60} />
          </Form.Item>
        ) : null}
        {role?.needs_person ? (
          <Form.Item name="person" label={t("users.person")} extra={t("users.person_rule")} rules={[{ required: true, whitespace: true, message: t("form.required") }]}>
            <Input maxLength={60} />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
