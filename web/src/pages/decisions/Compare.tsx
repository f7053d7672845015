/** Two texts of a file, cell by cell: only what differs. */
import { useQuery } from "@tanstack/react-query";
import { Drawer, Select } from "antd";
import { compareQuery, editionsQuery, type ComparedModel, type ComparedRule, type ComparedTable } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import { NOTHING } from "../../shared/format.ts";
import { useEditionName } from "../../ui/edition.ts";
import { Empty, Loaded } from "../../ui/States.tsx";
import { Scroll } from "../../ui/Scroll.tsx";

interface CompareProps {
  path: string;
  other: string | null;
  isUnsaved: boolean;
  onOther: (other: string) => void;
  onClose: () => void;
}

export function Compare(props: CompareProps) {
  return props.other === null ? null : <Opened {...props} other={props.other} />;
}

function Opened({ path, other, isUnsaved, onOther, onClose }: CompareProps & { other: string }) {
  const { t } = useWords();
  const editionName = useEditionName();
  const editions = useQuery(editionsQuery());
  const compared = useQuery({ ...compareQuery(path, other), staleTime: 0 });
  const options = [
    { value: "published", label: t("dmn.published_text") },
    ...(editions.data?.items ?? []).map((one) => ({ value: one.edition, label: [t("edition", { edition: editionName(one.edition) }), one.note].filter(Boolean).join(" · ") })),
  ];
  return (
    <Drawer open onClose={onClose} size="min(1080px, 96vw)" title={t("dmn.compare")}>
      <div className="chips">
        <span className="chip-label">{t("dmn.compare_with")}</span>
        <Select aria-label={t("dmn.compare_with")} value={other} options={options} onChange={onOther} popupMatchSelectWidth={false} style={{ minWidth: 220, maxWidth: "100%" }} />
      </div>
      {isUnsaved ? <p className="notice calm">{t("dmn.compare_unsaved")}</p> : null}
      <Loaded query={compared}>{(model) => <Differences model={model} />}</Loaded>
    </Drawer>
  );
}

function Differences({ model }: { model: ComparedModel }) {
  const { t } = useWords();
  if (model.tables.length === 0 && model.other.length === 0) return <Empty title={t("dmn.same")} />;
  return (
    <div className="stack" role="status">
      {model.tables.map((table) => (
        <ComparedRules key={table.decision} table={table} />
      ))}
      {model.other.length ? (
        <section>
          <h3 className="compare-title">{t("dmn.other_changes")}</h3>
          <dl className="facts">
            {model.other.map((one) => [
              <dt key={`t${one.element}`}>{one.element}</dt>,
              <dd key={`d${one.element}`}>
                <Change left={one.left ?? null} right={one.right ?? null} />
              </dd>,
            ])}
          </dl>
        </section>
      ) : null}
    </div>
  );
}

function ComparedRules({ table }: { table: ComparedTable }) {
  const { t } = useWords();
  const changed = table.columns.map((_, index) => table.rules.some((rule) => rule.cells.some((cell) => cell.column === index)));
  return (
    <section aria-label={table.decision_name}>
      <h3 className="compare-title">
        {table.decision_name} <span className="muted small">{t("dmn.rules_differ", { count: table.rules.length })}</span>
      </h3>
      <Scroll className="decision-scroll" label={table.decision_name}>
        <table className="decision">
          <thead>
            <tr>
              <th scope="col">{t("dmn.rule")}</th>
              {table.columns.map((column, index) => (changed[index] ? <th key={index} scope="col">{column}</th> : null))}
            </tr>
          </thead>
          <tbody>
            {table.rules.map((rule) => (
              <tr key={rule.id}>
                <th scope="row" className="nowrap">
                  <Number rule={rule} />
                </th>
                {table.columns.map((_, index) => {
                  const cell = rule.cells.find((one) => one.column === index);
                  return changed[index] ? <td key={index}>{cell ? <Change left={cell.left ?? null} right={cell.right ?? null} /> : <span className="muted">{NOTHING}</span>}</td> : null;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Number({ rule }: { rule: ComparedRule }) {
  const { t } = useWords();
  if (rule.left_number === null) return <><span className="tag good">{t("dmn.added")}</span> {rule.right_number}</>;
  if (rule.right_number === null) return <><span className="tag bad">{t("dmn.removed")}</span> {rule.left_number}</>;
  return rule.left_number === rule.right_number ? rule.right_number : `${rule.left_number} → ${rule.right_number}`;
}

function Change({ left, right }: { left: string | null; right: string | null }) {
  return (
    <>
      {left !== null ? (
        <del>
          <code className="feel">{left || "–"}</code>
        </del>
      ) : null}
      {left !== null && right !== null ? " → " : null}
      {right !== null ? (
        <ins>
          <code className="feel">{right || "–"}</code>
        </ins>
      ) : null}
    </>
  );
}
