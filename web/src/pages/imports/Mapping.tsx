/** What each column is: the guess with its reason, to be confirmed or changed. */
import { Select } from "antd";
import type { ColumnProposal, DateOrder, ImportProposal, ImportTargets, Recipe } from "../../api/types.ts";
import { useIsPhone } from "../../app/phone.ts";
import { useWords } from "../../app/session.tsx";
import { columnOf, othersOf, withColumn } from "./recipe.ts";

interface MappingProps {
  proposal: ImportProposal;
  targets: ImportTargets;
  recipe: Recipe;
  onChange: (recipe: Recipe) => void;
}

export function Mapping({ proposal, targets, recipe, onChange }: MappingProps) {
  const { t, text } = useWords();
  const isPhone = useIsPhone();
  const dates = new Set(targets.groups.flatMap((group) => group.targets.filter((target) => target.kind === "date").map((target) => target.name)));
  const isDate = (column: ColumnProposal) => dates.has(columnOf(recipe, column.header)?.target ?? "");
  const options = targets.groups.map((group) => ({
    label: text(group.label),
    options: group.targets.map((target) => ({ value: target.name, label: `${text(group.label)} · ${text(target.label)}${target.is_required ? " *" : ""}`, text: `${text(target.label)} ${target.name}` })),
  }));
  const choose = (column: ColumnProposal) => (
    <>
      <Select
        style={{ width: isPhone ? "100%" : 230 }}
        aria-label={t("mapping.target_of", { header: column.header })}
        value={columnOf(recipe, column.header)?.target ?? ""}
        onChange={(value: string) => onChange(withColumn(recipe, proposal.columns, column.header, { target: value }))}
        showSearch={{ optionFilterProp: "text" }}
        popupMatchSelectWidth={false}
        options={[{ value: "", label: t("mapping.leave_out"), text: t("mapping.leave_out") }, ...options]}
      />
      {othersOf(recipe, column.header).map((other) => (
        <div key={other.target} className="small muted">
          + {other.target}
        </div>
      ))}
      {columnOf(recipe, column.header)?.date_order || isDate(column) ? (
        <Select
          style={{ width: isPhone ? "100%" : 230, marginTop: 6 }}
          size="small"
          aria-label={t("mapping.order_of", { header: column.header })}
          value={columnOf(recipe, column.header)?.date_order ?? ""}
          onChange={(value: string) => onChange(withColumn(recipe, proposal.columns, column.header, { date_order: value === "" ? null : (value as DateOrder) }))}
          options={[{ value: "", label: t("mapping.order_found") }, ...(["ymd", "mdy", "dmy"] as const).map((value) => ({ value, label: t(`mapping.order_${value}`) }))]}
        />
      ) : null}
    </>
  );
  if (isPhone) {
    return (
      <ul className="cards">
        {proposal.columns.map((column) => (
          <li key={column.index} style={{ padding: 12, display: "grid", gap: 6 }}>
            <strong>{column.header || t("mapping.no_header", { index: column.index + 1 })}</strong>
            <span className="small muted">{column.sample.join(" · ")}</span>
            {choose(column)}
            <Reason column={column} isChosen={Boolean(columnOf(recipe, column.header)?.target)} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="grid">
        <caption className="hidden-text">{t("mapping.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("mapping.column")}</th>
            <th scope="col">{t("mapping.sample")}</th>
            <th scope="col">{t("mapping.target")}</th>
            <th scope="col">{t("mapping.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {proposal.columns.map((column) => (
            <tr key={column.index} style={{ verticalAlign: "top" }}>
              <td>
                <b style={{ fontWeight: 600 }}>{column.header || t("mapping.no_header", { index: column.index + 1 })}</b>
              </td>
              <td>
                <span className="small muted ellipsis" style={{ maxWidth: 220 }} title={column.sample.join(" · ")}>
                  {column.sample.slice(0, 3).join(" · ") || "—"}
                </span>
              </td>
              <td>{choose(column)}</td>
              <td>
                <Reason column={column} isChosen={Boolean(columnOf(recipe, column.header)?.target)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Reason({ column, isChosen }: { column: ColumnProposal; isChosen: boolean }) {
  const { t, text } = useWords();
  const tone = !isChosen ? "" : column.confidence >= 80 ? "good" : column.confidence >= 50 ? "warn" : "";
  return (
    <span className="small">
      <span className={`tag ${tone}`}>{isChosen || column.target ? t("mapping.confidence", { percent: column.confidence }) : t("mapping.left_out")}</span> {text(column.reason)}
    </span>
  );
}
