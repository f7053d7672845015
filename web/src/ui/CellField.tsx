/** The field in which a cell is written, with what it may be about to say. */
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useLanguage } from "../i18n/language.tsx";
import { fitting } from "../shared/dmn/suggest.ts";
import { next, type Place } from "../shared/dmn/window.ts";
import type { After, RowCalls } from "./RuleRow.tsx";

interface CellFieldProps {
  text: string;
  label: string;
  place: Place;
  columns: number;
  calls: RowCalls;
}

export function CellField({ text, label, place, columns, calls }: CellFieldProps) {
  const { t } = useLanguage();
  const list = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isLeft = useRef(false);
  const [all] = useState(() => calls.suggest(place));
  const [written, setWritten] = useState(text);
  const [chosen, setChosen] = useState(-1);
  const [room, setRoom] = useState({ isUp: false, height: 220 });
  const offered = fitting(all, written);
  // The table scrolls in a box of its own: the list opens to the side on which that has more room.
  useLayoutEffect(() => {
    const [cell, box] = [field.current?.parentElement?.getBoundingClientRect(), field.current?.closest(".rules-scroll")?.getBoundingClientRect()];
    if (!cell || !box) return;
    const [above, below] = [cell.top - box.top, box.bottom - cell.bottom];
    setRoom({ isUp: below < above && below < 220, height: Math.max(60, Math.min(220, Math.max(above, below)) - 8) });
  }, []);

  const leave = (value: string | null, step: After) => {
    if (isLeft.current) return;
    isLeft.current = true;
    calls.finish(value, step);
  };
  const below: After = (rules) => ({ rule: Math.min(rules - 1, place.rule + 1), column: place.column });
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const value = offered[chosen] ?? event.currentTarget.value;
    if (event.key === "Escape" && chosen >= 0) setChosen(-1);
    else if (event.key === "Escape") leave(null, "stay");
    else if (event.key === "ArrowDown" && offered.length) setChosen((chosen + 1) % offered.length);
    else if (event.key === "ArrowUp" && offered.length) setChosen((chosen <= 0 ? offered.length : chosen) - 1);
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey) leave(value, below);
    else if (event.key === "Tab") leave(value, (rules) => next(place, event.shiftKey ? -1 : 1, rules, columns));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <textarea
        className="cell-field"
        aria-label={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={offered.length ? list : undefined}
        aria-activedescendant={offered[chosen] === undefined ? undefined : `${list}-${chosen}`}
        defaultValue={text}
        rows={1}
        spellCheck={false}
        autoCapitalize="off"
        ref={(element) => {
          field.current = element;
          if (element && document.activeElement !== element) {
            element.focus({ preventScroll: true });
            element.setSelectionRange(element.value.length, element.value.length);
          }
        }}
        onChange={(event) => {
          setWritten(event.target.value);
          setChosen(-1);
        }}
        onKeyDown={onKey}
        onBlur={(event) => leave(event.currentTarget.value, "leave")}
      />
      {offered.length ? (
        <ul role="listbox" id={list} aria-label={t("dmn.suggestions")} className={`cell-offers${room.isUp ? " is-up" : ""}`} style={{ maxHeight: room.height }}>
          {offered.map((one, index) => (
            <li
              key={one}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === chosen}
              // Before the field loses the focus, which would keep what is written.
              onMouseDown={(event) => {
                event.preventDefault();
                leave(one, below);
              }}
            >
              {one}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
