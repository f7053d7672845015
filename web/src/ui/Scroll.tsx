/** A region that scrolls. It takes the focus, or the keyboard could not scroll it. */
import type { CSSProperties, ReactNode } from "react";

export function Scroll({ className, label, style, children }: { className: string; label: string; style?: CSSProperties; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={className} tabIndex={0} role="group" aria-label={label} style={style}>
      {children}
    </div>
  );
}
