/** Where am I, what is this, its state, what can I do now; and the cards below. */
import type { ReactNode } from "react";

export function PageHead({ crumbs, title, marks, sub, actions }: { crumbs?: ReactNode[]; title: ReactNode; marks?: ReactNode; sub?: ReactNode; actions?: ReactNode }) {
  return (
    <>
      {crumbs?.length ? (
        <ol className="crumbs">
          {crumbs.map((crumb, index) => (
            <li key={index}>
              {index > 0 ? <span aria-hidden>/ </span> : null}
              {crumb}
            </li>
          ))}
        </ol>
      ) : null}
      <div className="head">
        <div className="head-text">
          <h1>
            {title} {marks}
          </h1>
          {sub ? <div className="sub">{sub}</div> : null}
        </div>
        {actions ? <div className="actions">{actions}</div> : null}
      </div>
    </>
  );
}

export function Card({ title, aside, children, tight = false, label }: { title?: ReactNode; aside?: ReactNode; children: ReactNode; tight?: boolean; label?: string }) {
  return (
    <section className={`card${tight ? " tight" : ""}`} aria-label={label ?? (typeof title === "string" ? title : undefined)}>
      {title ? (
        <div className="card-head">
          <h2>{title}</h2>
          {aside ? <div className="aside">{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

export interface Figure {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  isLate?: boolean;
}

/** At most five figures, each with its note. */
export function Strip({ figures }: { figures: Figure[] }) {
  return (
    <dl className="card strip">
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>
            <strong className={figure.isLate ? "late" : undefined}>{figure.value}</strong>
            {figure.note ? <small>{figure.note}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
