/** A text that does not read or compile: what is wrong, where, with the lines around it. */
import type { ModelProblem } from "../../api/decisions.ts";
import { useWords } from "../../app/session.tsx";

const AROUND = 2;

export function Problem({ problem, xml, onGo }: { problem: ModelProblem; xml: string; onGo?: ((problem: ModelProblem) => void) | undefined }) {
  const { t, text } = useWords();
  const lines = xml.split("\n");
  const first = Math.max(0, problem.line - 1 - AROUND);
  return (
    <div className="notice problem" role="alert">
      <b>
        {problem.element ? `${text(problem.element)} — ` : ""}
        {text(problem.message)}
      </b>
      <span className="muted small">
        {" "}
        {t("dmn.at_line", { line: problem.line, column: problem.column })}
        {problem.decision && onGo ? (
          <>
            {" "}
            <button type="button" className="link" onClick={() => onGo(problem)}>
              {t("dmn.go_there")}
            </button>
          </>
        ) : null}
      </span>
      {problem.line > 0 ? (
        <pre>
          {lines.slice(first, problem.line + AROUND).map((line, index) => {
            const number = first + index + 1;
            const isHere = number === problem.line;
            return (
              <code key={number} className={isHere ? "is-here" : undefined}>
                {String(number).padStart(5)} {line.slice(0, 200)}
                {"\n"}
                {isHere ? `${" ".repeat(5 + Math.min(200, problem.column))}^ ${problem.label ? text(problem.label) : ""}\n` : ""}
              </code>
            );
          })}
        </pre>
      ) : null}
      {problem.help ? <p className="small">{text(problem.help)}</p> : null}
    </div>
  );
}
