import { toNumber } from "../shared/decimal.ts";
import { short } from "../shared/format.ts";

/** One step of the waterfall: what came before, what this measure gave, and what it could have given. */
export function WaterfallStep({ start, points, weight, label }: { start: number; points: number | null; weight: number; label: string }) {
  return (
    <span className="falls" role="img" aria-label={label} title={label}>
      <i className={points === null ? "unknown" : "could"} style={{ left: `${start}%`, width: `${Math.min(weight, 100 - start)}%` }} />
      {points === null ? null : <i className="got" style={{ left: `${start}%`, width: `${Math.max(points, 0.6)}%` }} />}
    </span>
  );
}

interface Limit {
  class: string;
  from?: string | null;
}

/** The classes' limits as one line from 0 to 100 with the total on it. Limits come best first. */
export function ClassScale({ limits, total, name }: { limits: Limit[]; total: string | null; name: (className: string) => string }) {
  const segments = [...limits].reverse().map((limit, index, all) => {
    const from = toNumber(limit.from);
    const next = all[index + 1];
    return { class: limit.class, from, to: next ? toNumber(next.from) : 100 };
  });
  const visible = segments.filter((segment) => segment.to > segment.from);
  const words = limits.map((limit) => `${name(limit.class)} ≥ ${toNumber(limit.from)}`).join(", ");
  return (
    <div className="scale" role="img" aria-label={words}>
      {visible.map((segment, index) => (
        <i
          key={segment.class}
          className={`class-${segment.class}`}
          title={`${name(segment.class)} ${segment.from}–${segment.to}`}
          style={{
            left: `${segment.from}%`,
            width: `${segment.to - segment.from}%`,
            borderRadius: index === 0 ? "6px 0 0 6px" : index === visible.length - 1 ? "0 6px 6px 0" : 0,
          }}
        />
      ))}
      {visible.map((segment) => (
        <span key={`t${segment.class}`} style={{ left: `${(segment.from + segment.to) / 2}%` }}>
          {name(segment.class)}
        </span>
      ))}
      {visible.slice(1).map((segment) => (
        <span key={`f${segment.class}`} style={{ left: `${segment.from}%`, top: -18, fontSize: 11 }} hidden={total !== null && Math.abs(segment.from - toNumber(total)) < 5}>
          {segment.from}
        </span>
      ))}
      {total === null ? null : <b data-t={short(total)} style={{ left: `${Math.min(100, Math.max(0, toNumber(total)))}%` }} />}
    </div>
  );
}
