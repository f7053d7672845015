/** Exchange rates: what a unit of a currency is worth in the currency of the books, from a day on until the next one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, AutoComplete, Button, DatePicker, Form, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { Link } from "react-router";
import { putRates, ratesQuery } from "../api/calls.ts";
import type { RateRow } from "../api/types.ts";
import { useSession, useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { ApiError } from "../shared/error.ts";
import { Grid, type Column } from "../ui/Grid.tsx";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../ui/States.tsx";

const USUAL = ["USD", "EUR", "HKD", "JPY", "GBP", "SGD", "AUD", "KRW"];

export default function Rates() {
  const { t, date } = useWords();
  useTitle(t("nav.rates"));
  const session = useSession();
  const rates = useQuery(ratesQuery());
  const base = rates.data?.base_currency ?? session.company.base_currency;
  const columns: Column<RateRow>[] = [
    { key: "currency", title: t("rates.currency"), cell: (row) => <b>{row.currency}</b> },
    { key: "date", title: t("rates.from"), cell: (row) => <span title={row.date}>{date(row.date)}</span> },
    { key: "rate", title: t("rates.worth", { base }), isNumber: true, cell: (row) => row.rate },
  ];
  return (
    <>
      <PageHead crumbs={[t("nav.group.data"), t("nav.rates")]} title={t("nav.rates")} sub={t("rates.sub", { base })} />
      <div className="two">
        <Card tight label={t("nav.rates")}>
          {rates.error && !rates.data ? (
            <Failure error={rates.error} retry={() => void rates.refetch()} />
          ) : !rates.data ? (
            <Waiting card={false} rows={5} />
          ) : rates.data.rows.length === 0 ? (
            <Empty title={t("rates.none")} why={t("rates.none_why")} action={<Link to="/imports">{t("nav.imports")}</Link>} />
          ) : (
            <Grid label={t("nav.rates")} columns={columns} rows={rates.data.rows} rowKey={(row) => `${row.currency} ${row.date}`} />
          )}
        </Card>
        {session.user.may.import ? <Add base={base} /> : null}
      </div>
    </>
  );
}

interface Values {
  currency: string;
  date: Dayjs;
  rate: string;
}

function Add({ base }: { base: string }) {
  const { t, locale } = useWords();
  const session = useSession();
  const [form] = Form.useForm<Values>();
  const client = useQueryClient();
  const { message } = App.useApp();
  const send = useMutation({
    mutationFn: (values: Values) => putRates({ rows: [{ currency: values.currency, date: values.date.format("YYYY-MM-DD"), rate: values.rate.trim() }] }),
    onSuccess: async (_, values) => {
      form.resetFields(["rate"]);
      await client.invalidateQueries({ queryKey: ["rates"] });
      void message.success(t("rates.done", { currency: values.currency.toUpperCase() }));
    },
  });
  const error = send.error instanceof ApiError ? send.error : null;
  return (
    <Card title={t("rates.add")}>
      {error ? <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={error.say(locale)} description={error.advise(locale)} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger="onBlur" initialValues={{ date: dayjs(`${session.company.today.slice(0, 7)}-01`) }} onFinish={(values) => send.mutate(values)}>
        <Form.Item name="currency" label={t("rates.currency")} rules={[{ required: true, whitespace: true, message: t("form.required") }]}>
          <AutoComplete options={USUAL.filter((code) => code !== base).map((value) => ({ value }))} placeholder="USD" />
        </Form.Item>
        <Form.Item name="date" label={t("rates.from")} extra={t("rates.from_why")} rules={[{ required: true, message: t("form.required") }]}>
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item name="rate" label={t("rates.worth", { base })} rules={[{ required: true, whitespace: true, message: t("form.required") }]}>
          <Input inputMode="decimal" placeholder="7.1234" maxLength={20} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t("rates.save")}
        </Button>
      </Form>
    </Card>
  );
}
