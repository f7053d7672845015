/** The names that people said are this customer's: who, when, of which file; each is taken back here. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { endAlias } from "../../api/calls.ts";
import type { Customer, CustomerAlias } from "../../api/types.ts";
import { useSession, useWords } from "../../app/session.tsx";
import { ReasonDialog } from "../../forms/ReasonDialog.tsx";
import { Card } from "../../ui/Page.tsx";

export function Aliases({ customer }: { customer: Customer }) {
  const { t, text, instant, fullInstant } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [taken, setTaken] = useState<CustomerAlias | null>(null);
  const mayEnd = session.user.may.import;
  if (!customer.aliases.length) return null;
  return (
    <Card title={t("alias.title")} aside={t("alias.why")}>
      <ul className="remembered">
        {customer.aliases.map((alias) => (
          <li key={alias.name}>
            <b>{alias.name}</b>
            <span className="sub" title={fullInstant(alias.at)}>
              {t("alias.said", { by: alias.by, at: instant(alias.at) })}
            </span>
            {alias.file_name ? mayEnd && alias.import ? <Link to={`/imports/${alias.import}`}>{alias.file_name}</Link> : <span className="sub">{alias.file_name}</span> : null}
            <span className="remembered-acts">
              <Button size="small" disabled={!mayEnd} title={mayEnd ? undefined : t("state.no_right", { role: text(session.user.role_label) })} aria-label={t("alias.end_label", { name: alias.name })} onClick={() => setTaken(alias)}>
                {t("alias.end")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <ReasonDialog
        isOpen={taken !== null}
        title={t("alias.end_label", { name: taken?.name ?? "" })}
        what={t("alias.end_what", { name: taken?.name ?? "", customer: customer.name })}
        action={t("alias.end")}
        onClose={() => setTaken(null)}
        onSend={async (reason) => {
          await endAlias(customer.id, taken?.name ?? "", reason);
          await client.invalidateQueries({ predicate: (query) => query.queryKey[0] === "customer" || query.queryKey[0] === "customers" });
          void message.success(t("alias.ended"));
        }}
      />
    </Card>
  );
}
