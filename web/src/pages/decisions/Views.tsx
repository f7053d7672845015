import { ApartmentOutlined, FunctionOutlined, TableOutlined } from "@ant-design/icons";
import { Link, type To } from "react-router";
import type { TableFinding } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";
import type { Decision } from "../../shared/dmn/model.ts";
import { tally } from "../../shared/dmn/paint.ts";
import { SeverityIcon } from "../../ui/Severity.tsx";

/** The graph and every decision of a file, each with what our checks found in it. */
export function Views({ decisions, current, findings, linkTo }: { decisions: Decision[]; current: string | null; findings: TableFinding[]; linkTo: (decision: string | null) => To }) {
  const { t } = useWords();
  return (
    <nav className="views" aria-label={t("dmn.views")}>
      <Link to={linkTo(null)} aria-current={current === null ? "page" : undefined}>
        <ApartmentOutlined aria-hidden /> {t("dmn.drd")}
      </Link>
      {decisions.map((one) => {
        const counts = tally(findings, one.id);
        const worst = counts.error ? "error" : counts.warning ? "warning" : null;
        return (
          <Link key={one.id} to={linkTo(one.id)} aria-current={one.id === current ? "page" : undefined}>
            {one.logic === "decisionTable" ? <TableOutlined aria-hidden /> : <FunctionOutlined aria-hidden />} {one.name}
            {worst ? (
              <span className="count">
                <SeverityIcon severity={worst} /> {counts[worst]}
              </span>
            ) : null}
          </Link>
        );
      })}
    </nav>
  );
}
