/** The rules as they are in force, read-only: the text, the measures, the weights, the tables. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { Link, useLocation, useParams } from "react-router";
import { chapterQuery, rulebookQuery } from "../api/calls.ts";
import { decisionsQuery, type DecisionFile } from "../api/decisions.ts";
import type { AppraisalInfo, Chapter, DecisionInfo, MeasureInfo, RecordTypeInfo } from "../api/types.ts";
import { useWords } from "../app/session.tsx";
import { useTitle } from "../app/title.ts";
import { bilingual } from "../shared/bilingual.ts";
import { toNumber } from "../shared/decimal.ts";
import { NOTHING, short } from "../shared/format.ts";
import { ClassChip } from "../ui/ClassChip.tsx";
import { Card, PageHead } from "../ui/Page.tsx";
import { Empty, Failure, Waiting, WaitingPage } from "../ui/States.tsx";
import { editorPath } from "./decisions/paths.ts";
import { Scroll } from "../ui/Scroll.tsx";
import { useEditionName } from "../ui/edition.ts";

const RuleText = lazy(() => import("../ui/Markdown.tsx"));

export default function Rulebook() {
  const { t, text } = useWords();
  const editionName = useEditionName();
  const book = useQuery(rulebookQuery());
  const wanted = useParams()["chapter"];
  const chapters = book.data?.chapters ?? [];
  const current = wanted ?? (chapters.find((one) => one.name === "credit") ?? chapters[0])?.name;
  const summary = chapters.find((one) => one.name === current);
  useTitle(summary ? text(summary.label) : t("nav.rulebook"));
  if (book.error && !book.data) return <Failure error={book.error} retry={() => void book.refetch()} />;
  if (!book.data) return <WaitingPage />;
  return (
    <>
      <PageHead
        crumbs={[t("nav.group.rules"), t("nav.rulebook")]}
        title={t("nav.rulebook")}
        marks={
          <span className="tag brand" title={book.data.edition}>
            {t("edition", { edition: editionName(book.data.edition) })}
          </span>
        }
        sub={t("rulebook.sub")}
        actions={
          <>
            {current ? <Link to={`/rulebook/${current}/settings`} className="link-button">{t("settings.link")}</Link> : null} <Link to="/rulebook/decisions" className="link-button">{t("dmn.title")}</Link>
          </>
        }
      />
      <div className="book">
        <nav className="book-nav" aria-label={t("rulebook.chapters")}>
          {chapters.map((one) => (
            <Link key={one.name} to={`/rulebook/${one.name}`} aria-current={one.name === current ? "page" : undefined}>
              {text(one.label)}
              <br />
              <span className="small muted" style={{ fontWeight: 400 }}>
                {[one.measures ? t("rulebook.count_measures", { count: one.measures }) : "", one.decisions ? t("rulebook.count_decisions", { count: one.decisions }) : "", one.record_types ? t("rulebook.count_records", { count: one.record_types }) : ""].filter(Boolean).join(" · ")}
              </span>
            </Link>
          ))}
        </nav>
        {current ? <ChapterView name={current} /> : <Empty title={t("rulebook.none")} />}
      </div>
    </>
  );
}

function ChapterView({ name }: { name: string }) {
  const query = useQuery(chapterQuery(name));
  const { hash } = useLocation();
  const isHere = query.data !== undefined;
  useEffect(() => {
    if (isHere && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView({ block: "center" });
  }, [isHere, hash]);
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting rows={14} />;
  return <Content chapter={query.data} />;
}

function Content({ chapter }: { chapter: Chapter }) {
  const { t, text } = useWords();
  const files = useQuery(decisionsQuery());
  return (
    <div className="stack">
      {chapter.appraisals.map((appraisal) => (
        <Appraisal key={appraisal.name} appraisal={appraisal} />
      ))}
      <Card label={t("rulebook.text")}>
        <Suspense fallback={<Waiting card={false} rows={10} />}>
          <RuleText text={text(chapter.readme)} />
        </Suspense>
      </Card>
      {chapter.measures.length ? (
        <Card title={t("rulebook.measures")}>
          {chapter.measures.map((measure) => (
            <Measure key={measure.name} measure={measure} />
          ))}
        </Card>
      ) : null}
      {chapter.decisions.map((decision) => (
        <Decision key={decision.name} decision={decision} editor={editorOf(files.data?.files ?? [], chapter.name, decision.name)} />
      ))}
      {chapter.record_types.length ? (
        <Card title={t("rulebook.records")}>
          {chapter.record_types.map((type) => (
            <RecordType key={type.name} type={type} />
          ))}
        </Card>
      ) : null}
    </div>
  );
}

function Appraisal({ appraisal }: { appraisal: AppraisalInfo }) {
  const { t, text } = useWords();
  return (
    <Card title={text(appraisal.label)} aside={text(appraisal.clause)}>
      <div className="bars">
        {appraisal.weights.map((weight) => [
          <span key={`l${weight.measure}`}>{text(weight.label)}</span>,
          <span key={`b${weight.measure}`} className="bar" aria-hidden style={{ width: `${toNumber(weight.weight)}%`, background: "var(--brand)" }} />,
          <span key={`v${weight.measure}`} style={{ textAlign: "right" }}>
            {short(weight.weight)} %
          </span>,
        ])}
      </div>
      <p style={{ marginTop: 12, display: "flex", gap: 6, flexWrap: "wrap", alignItems: "center" }}>
        <span className="muted small">{t("rulebook.classes")}</span>
        {appraisal.classes.map((one) => (
          <ClassChip key={one} name={one} small />
        ))}
      </p>
    </Card>
  );
}

function Measure({ measure }: { measure: MeasureInfo }) {
  const { t, text } = useWords();
  const window = (months: number | null | undefined) => (months === null || months === undefined ? t("rulebook.window_all") : t("rulebook.window", { months }));
  return (
    <section id={measure.name} style={{ borderTop: "1px solid var(--line2)", padding: "12px 0", scrollMarginTop: 60 }} aria-label={text(measure.label)}>
      <h3 style={{ fontSize: 14, fontWeight: 600 }}>
        {text(measure.label)} <span className="tag">{measure.unit in UNITS ? t(UNITS[measure.unit as keyof typeof UNITS]) : measure.unit}</span>
      </h3>
      <p className="sub" style={{ margin: "4px 0" }}>
        {text(measure.definition)}
      </p>
      {measure.value ? (
        <p>
          <span className="muted small">{t("rulebook.value")} </span>
          <code className="feel">{measure.value}</code>
        </p>
      ) : null}
      {measure.totals.length ? (
        <Scroll className="decision-scroll" label={t("rulebook.totals_of", { name: text(measure.label) })}>
          <table className="decision totals" style={{ marginTop: 6 }}>
            <thead>
              <tr>
                <th scope="col">{t("rulebook.total")}</th>
                <th scope="col">{t("rulebook.counts_what")}</th>
                <th scope="col">{t("rulebook.window_head")}</th>
                <th scope="col">{t("rulebook.condition")}</th>
              </tr>
            </thead>
            <tbody>
              {measure.totals.map((total) => (
                <tr key={total.name}>
                  <td title={total.name}>{text(total.label)}</td>
                  <td>
                    <code className="feel">
                      {total.fact}.{total.aggregate}
                    </code>
                  </td>
                  <td className="nowrap">
                    {window(total.months)} <span className="muted small">({total.by})</span>
                  </td>
                  <td>{total.condition ? <code className="feel">{total.condition}</code> : <span className="muted">{t("rulebook.all_rows")}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : null}
    </section>
  );
}

const UNITS = { percent: "unit.percent", money: "unit.money", count: "unit.count", months: "unit.months_name" } as const;

/** Where a decision is edited; null while its file is not known. */
function editorOf(files: DecisionFile[], chapter: string, name: string): string | null {
  for (const file of files) {
    const found = file.chapter === chapter ? file.decisions.find((one) => one.id === name || one.name === name) : undefined;
    if (found) return editorPath(file.path, found.id);
  }
  return null;
}

function Decision({ decision, editor }: { decision: DecisionInfo; editor: string | null }) {
  const { t, locale, text } = useWords();
  const title = text(decision.label);
  return (
    <div id={decision.name} style={{ scrollMarginTop: 60 }}>
      <Card
        title={title}
        aside={
          <>
            {decision.hit_policy ? t("rulebook.hit_policy", { policy: decision.hit_policy }) : t("rulebook.expression")}
            {editor ? (
              <>
                {" · "}
                <Link to={editor} aria-label={t("dmn.edit_of", { name: title })}>
                  {t("dmn.edit_try")}
                </Link>
              </>
            ) : null}
          </>
        }
      >
        {decision.description ? <p className="sub" style={{ marginBottom: 8 }}>{bilingual(decision.description, locale)}</p> : null}
        {decision.expression ? <code className="feel">{decision.expression}</code> : null}
        {decision.rules.length ? (
          <Scroll className="decision-scroll" label={title}>
            <table className="decision">
              <thead>
                <tr>
                  <th scope="col">#</th>
                  {decision.inputs.map((input) => (
                    <th key={`i${input}`} scope="col">
                      {input}
                    </th>
                  ))}
                  {decision.outputs.map((output) => (
                    <th key={`o${output}`} scope="col">
                      → {output}
                    </th>
                  ))}
                  <th scope="col">{t("rulebook.in_words")}</th>
                </tr>
              </thead>
              <tbody>
                {decision.rules.map((rule, index) => (
                  <tr key={rule.id} id={rule.id} title={rule.id}>
                    <td className="muted">{index + 1}</td>
                    {rule.inputs.map((input, place) => (
                      <td key={place}>
                        <code className="feel">{input === "-" || input === "" ? NOTHING : input}</code>
                      </td>
                    ))}
                    {rule.outputs.map((output, place) => (
                      <td key={`o${place}`} className="out">
                        <code className="feel">{output}</code>
                      </td>
                    ))}
                    <td className="small">{rule.description ? bilingual(rule.description, locale) : <span className="muted">{NOTHING}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        ) : null}
      </Card>
    </div>
  );
}

function RecordType({ type }: { type: RecordTypeInfo }) {
  const { t, text, list } = useWords();
  return (
    <details style={{ borderTop: "1px solid var(--line2)", padding: "8px 0" }}>
      <summary style={{ cursor: "pointer" }}>
        {text(type.label)} <span className="muted small">{t("rulebook.fields", { count: type.fields.length })}</span>
      </summary>
      <dl className="facts" style={{ marginTop: 8 }}>
        {type.fields.map((field) => [
          <dt key={`t${field.name}`}>{text(field.label)}</dt>,
          <dd key={`d${field.name}`}>
            <span className="muted">{field.kind}</span> {field.is_required ? <span className="tag">{t("rulebook.required")}</span> : null}{" "}
            {field.choices.length ? <span className="small">{list(field.choices.map((choice) => text(choice.label)))}</span> : null} {field.validation ? <code className="feel">{field.validation}</code> : null}
          </dd>,
        ])}
      </dl>
    </details>
  );
}
