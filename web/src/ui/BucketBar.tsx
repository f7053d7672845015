import { bucketColours } from "../shared/classes.ts";
import { toNumber } from "../shared/decimal.ts";
import { gridAmount, percent } from "../shared/format.ts";

/** How a sum is spread over the ageing buckets, as one line. */
export function BucketBar({ values, names }: { values: string[]; names: string[] }) {
  const numbers = values.map((value) => Math.max(0, toNumber(value)));
  const total = numbers.reduce((sum, one) => sum + one, 0);
  const colours = bucketColours(values.length);
  const words = values.map((_, index) => `${names[index] ?? ""} ${percent(total ? (numbers[index] ?? 0) / total : 0, 0)}`).join(" · ");
  return (
    <span className="bucket-bar" role="img" aria-label={words} title={words}>
      {numbers.map((value, index) =>
        value > 0 ? <i key={index} style={{ width: `${(value / total) * 100}%`, background: colours[index] }} /> : null,
      )}
    </span>
  );
}

/** The same as labelled bars. */
export function BucketBars({ values, names, onPick }: { values: string[]; names: string[]; onPick?: (index: number) => void }) {
  const numbers = values.map(toNumber);
  const most = Math.max(...numbers.map(Math.abs), 1);
  const colours = bucketColours(values.length);
  return (
    <div className="bars">
      {values.map((value, index) => {
        const isZero = numbers[index] === 0;
        const figure = gridAmount(value, 0);
        return [
          <span key={`n${index}`} className="muted nowrap" style={{ textAlign: "right" }}>
            {names[index]}
          </span>,
          <span key={`b${index}`} className="bar" aria-hidden style={{ width: isZero ? 2 : `${Math.max(1, (Math.abs(numbers[index] ?? 0) / most) * 100)}%`, background: isZero ? "var(--line)" : colours[index] }} />,
          <span key={`v${index}`} className="nowrap" style={{ textAlign: "right" }}>
            {onPick && !isZero ? (
              <button type="button" className="link" onClick={() => onPick(index)}>
                {figure}
              </button>
            ) : (
              figure
            )}
          </span>,
        ];
      })}
    </div>
  );
}
