/** The decision editor of one file: `/rulebook/decisions/:path/:decision?`. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { checkQuery, decisionQuery, decisionsQuery, type DecisionSource } from "../api/decisions.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { readModel } from "../shared/dmn/model.ts";
import { placeOf, XmlError } from "../shared/dmn/xml.ts";
import { PageHead } from "../ui/Page.tsx";
import { Failure, WaitingPage } from "../ui/States.tsx";
import { Problem } from "./decisions/Problem.tsx";
import { Workbench } from "./decisions/Workbench.tsx";

export default function DecisionEditor() {
  const { path = "", decision } = useParams();
  const { t } = useWords();
  const client = useQueryClient();
  const [round, setRound] = useState(0);
  const files = useQuery(decisionsQuery());
  const source = useQuery(decisionQuery(path));
  const info = files.data?.files.find((one) => one.path === path);
  useTitle(info?.name ?? t("dmn.title"));
  const problem = useMemo(() => (source.data ? unreadable(source.data.xml) : null), [source.data]);
  const error = files.error ?? source.error;
  if (error && (!files.data || !source.data)) {
    return (
      <Failure
        error={error}
        retry={() => {
          void files.refetch();
          void source.refetch();
        }}
      />
    );
  }
  if (!files.data || !source.data) return <WaitingPage />;
  if (problem) return <Unreadable source={source.data} problem={problem} />;
  const reload = () =>
    void Promise.all([client.refetchQueries({ queryKey: decisionQuery(path).queryKey }), client.refetchQueries({ queryKey: decisionsQuery().queryKey })]).then(() => setRound((before) => before + 1));
  return <Workbench key={`${path} ${round}`} source={source.data} files={files.data} wanted={decision} onReload={reload} />;
}

function unreadable(xml: string): XmlError | null {
  try {
    readModel(xml);
    return null;
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
}

/** What is in the reader's language already. */
const same = (said: string) => ({ zh: said, en: said });

/** A text that is no XML can only be shown; the server says it in full, our own reader while it does not. */
function Unreadable({ source, problem }: { source: DecisionSource; problem: XmlError }) {
  const { t } = useWords();
  const check = useQuery(checkQuery({ path: source.path, revision: 0, xml: () => source.xml }));
  const said = check.data?.problems ?? [];
  const own = { message: same(t(`dmn.xml.${problem.problem.what}`, { name: problem.problem.name })), label: null, help: same(t("dmn.xml_help")), ...placeOf(source.xml, problem.problem.at), element: null };
  return (
    <>
      <PageHead crumbs={[<Link key="r" to="/rulebook">{t("nav.rulebook")}</Link>, <Link key="d" to="/rulebook/decisions">{t("dmn.title")}</Link>]} title={source.path} />
      {(said.length ? said : [own]).map((one, index) => (
        <Problem key={index} problem={one} xml={source.xml} />
      ))}
    </>
  );
}
