/** The first start: a demo company to look around in, or one's own. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Select, Typography } from "antd";
import { useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { sessionQuery, setUp, setupQuery, signIn } from "../api/calls.ts";
import { ApiError } from "../shared/error.ts";
import type { Administrator, SetupRequest } from "../api/types.ts";
import { FrontBar } from "../app/FrontBar.tsx";
import { useTitle } from "../app/title.ts";
import { useLanguage } from "../i18n/language.tsx";
import { LongWork } from "../ui/Progress.tsx";
import { Failure, Waiting } from "../ui/States.tsx";

const CURRENCIES = ["CNY", "USD", "EUR", "HKD", "GBP", "JPY", "SGD"];

export default function Setup() {
  const { t, text, locale } = useLanguage();
  useTitle(t("setup.title"));
  const [isOwn, setOwn] = useState(false);
  const [startedAt, setStartedAt] = useState(() => Date.now());
  const [administrator, setAdministrator] = useState<Administrator | null>(null);
  const client = useQueryClient();
  const setup = useQuery({ ...setupQuery(), refetchInterval: (query) => (query.state.data?.state === "making" ? 700 : false) });
  const make = useMutation({
    mutationFn: setUp,
    onSuccess: async (result) => {
      if (result.administrator) setAdministrator(result.administrator);
      else setStartedAt(Date.now());
      await client.invalidateQueries({ queryKey: ["setup"] });
    },
  });
  if (administrator) return <OneTimePassword administrator={administrator} />;
  if (setup.data?.state === "ready") return <Navigate to="/sign-in" replace />;
  const failure = make.error ?? (setup.data?.state === "failed" && setup.data.error ? new ApiError(500, { error: setup.data.error }) : null);
  return (
    <main className="front">
      <div className="front-card wide">
        <FrontBar />
        <div>
          <h1 style={{ fontSize: 20 }}>{t("setup.title")}</h1>
          <p className="sub">{t("setup.sub")}</p>
        </div>
        {setup.isPending ? <Waiting rows={3} /> : null}
        {setup.error ? <Failure error={setup.error} retry={() => void setup.refetch()} /> : null}
        {failure ? <Alert type="warning" showIcon title={failure instanceof ApiError ? failure.say(locale) : String(failure)} description={failure instanceof ApiError && failure.advise(locale) ? failure.advise(locale) : undefined} /> : null}
        {setup.data?.state === "making" ? (
          <section className="card">
            <LongWork label={text(setup.data.stage) || t("setup.making")} done={setup.data.done ?? 0} total={setup.data.total ?? null} startedAt={startedAt} />
          </section>
        ) : setup.data ? (
          isOwn ? (
            <OwnCompany isBusy={make.isPending} onBack={() => setOwn(false)} onMake={(request) => make.mutate(request)} />
          ) : (
            <div className="choice">
              <section className="card" aria-label={t("setup.demo")}>
                <div>
                  <h2 style={{ fontSize: 16 }}>{t("setup.demo")}</h2>
                  <p className="sub">{t("setup.demo_why")}</p>
                </div>
                <Button loading={make.isPending} onClick={() => make.mutate({ mode: "demo" })}>
                  {t("setup.demo_go")}
                </Button>
              </section>
              <section className="card" aria-label={t("setup.own")}>
                <div>
                  <h2 style={{ fontSize: 16 }}>{t("setup.own")}</h2>
                  <p className="sub">{t("setup.own_why")}</p>
                </div>
                <Button type="primary" onClick={() => setOwn(true)}>
                  {t("setup.own_go")}
                </Button>
              </section>
            </div>
          )
        ) : null}
      </div>
    </main>
  );
}

interface OwnValues {
  name: string;
  currency: string;
  terms: string;
}

function OwnCompany({ isBusy, onBack, onMake }: { isBusy: boolean; onBack: () => void; onMake: (request: SetupRequest) => void }) {
  const { t } = useLanguage();
  return (
    <section className="card" aria-label={t("setup.own")}>
      <Form<OwnValues>
        layout="vertical"
        requiredMark={false}
        initialValues={{ currency: "CNY", terms: "days_30" }}
        scrollToFirstError={{ focus: true }}
        onFinish={(values) => onMake({ mode: "own", name: values.name.trim(), base_currency: values.currency, default_terms: values.terms })}
      >
        <Form.Item name="name" label={t("setup.name")} rules={[{ required: true, whitespace: true, message: t("form.required") }]}>
          <Input autoComplete="organization" maxLength={120} />
        </Form.Item>
        <Form.Item name="currency" label={t("setup.currency")} extra={t("setup.currency_why")}>
          <Select options={CURRENCIES.map((value) => ({ value, label: value }))} aria-label={t("setup.currency")} />
        </Form.Item>
        <Form.Item name="terms" label={t("setup.terms")} extra={t("setup.terms_why")}>
          <Select
            aria-label={t("setup.terms")}
            options={[
              { value: "per_job", label: t("terms.per_job") },
              ...[15, 30, 45, 60, 90].map((days) => ({ value: `days_${days}`, label: t("terms.days", { days }) })),
              ...[30, 60].map((days) => ({ value: `monthly_${days}`, label: t("terms.monthly", { days }) })),
            ]}
          />
        </Form.Item>
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t("setup.make")}
          </Button>
          <Button onClick={onBack}>{t("action.back")}</Button>
        </div>
      </Form>
    </section>
  );
}

function OneTimePassword({ administrator }: { administrator: Administrator }) {
  const { t, locale } = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: () => signIn({ name: administrator.name, password: administrator.one_time_password }),
    onSuccess: async () => {
      client.removeQueries();
      await client.fetchQuery(sessionQuery()).catch(() => undefined);
      void navigate("/imports");
    },
  });
  return (
    <main className="front">
      <div className="front-card">
        <FrontBar />
        <section className="card stack">
          <h1 style={{ fontSize: 18 }}>{t("setup.administrator")}</h1>
          <p className="sub">{t("setup.once")}</p>
          <dl className="facts">
            <dt>{t("sign_in.name")}</dt>
            <dd>
              <Typography.Text copyable>{administrator.name}</Typography.Text>
            </dd>
            <dt>{t("setup.one_time")}</dt>
            <dd>
              <Typography.Text copyable code>
                {administrator.one_time_password}
              </Typography.Text>
            </dd>
          </dl>
          {enter.error ? <Alert type="warning" showIcon title={enter.error instanceof ApiError ? enter.error.say(locale) : String(enter.error)} /> : null}
          <Button type="primary" loading={enter.isPending} onClick={() => enter.mutate()}>
            {t("setup.enter")}
          </Button>
        </section>
      </div>
    </main>
  );
}
