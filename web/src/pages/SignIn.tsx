import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { sessionQuery, setupQuery, signIn } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { SignIn as Credentials } from "../api/types.ts";
import { FrontBar } from "../app/FrontBar.tsx";
import { useTitle } from "../app/title.ts";
import { useLanguage } from "../i18n/language.tsx";

/** Only a path of these pages: nobody is sent elsewhere by a link to the sign-in. */
function safePath(back: string | null): string {
  return back && back.startsWith("/") && !back.startsWith("//") ? back : "/customers";
}

export default function SignIn() {
  const { t, locale, text } = useLanguage();
  useTitle(t("sign_in.title"));
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const setup = useQuery(setupQuery());
  const [form] = Form.useForm<Credentials>();
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      client.removeQueries();
      await client.fetchQuery(sessionQuery()).catch(() => undefined);
      void navigate(safePath(parameters.get("back")), { replace: true });
    },
  });
  if (setup.data && setup.data.state !== "ready") return <Navigate to="/setup" replace />;
  const signIns = setup.data?.demo_sign_ins ?? [];
  return (
    <main className="front">
      <div className="front-card">
        <FrontBar />
        <section className="card" aria-labelledby="sign-in">
          <h1 id="sign-in" style={{ fontSize: 18, marginBottom: 14 }}>
            {t("sign_in.title")}
          </h1>
          {enter.error ? <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={enter.error instanceof ApiError ? enter.error.say(locale) : String(enter.error)} /> : null}
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => enter.mutate(values)} scrollToFirstError={{ focus: true }}>
            <Form.Item name="name" label={t("sign_in.name")} rules={[{ required: true, message: t("form.required") }]}>
              <Input autoComplete="username" autoCapitalize="none" />
            </Form.Item>
            <Form.Item name="password" label={t("sign_in.password")} rules={[{ required: true, message: t("form.required") }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={enter.isPending}>
              {t("sign_in.enter")}
            </Button>
          </Form>
        </section>
        {signIns.length ? (
          <section className="card" aria-label={t("sign_in.demo")}>
            <h2 style={{ fontSize: 14 }}>{t("sign_in.demo")}</h2>
            <p className="small muted">{t("sign_in.demo_why")}</p>
            <div className="stack" style={{ gap: 6, marginTop: 10 }}>
              {signIns.map((one) => (
                <Button key={one.name} block style={{ justifyContent: "space-between", height: "auto", padding: "6px 12px", whiteSpace: "normal" }} disabled={enter.isPending} onClick={() => enter.mutate({ name: one.name, password: one.password })}>
                  <span>{text(one.label)}</span>
                  <span className="muted small">
                    {one.name} / {one.password}
                  </span>
                </Button>
              ))}
            </div>
          </section>
        ) : null}
      </div>
    </main>
  );
}
