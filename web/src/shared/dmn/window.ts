/** Which rows of a long table are drawn, and how a person moves among its cells. Pure. */

export const ROW_HEIGHT = 34;
/** Up to here every row is drawn, with as many lines as its cells need; beyond, rows are one line high and only those in sight exist. */
export const WINDOWED_FROM = 300;
const SPARE = 12;
const STEP = 6;

export interface Drawn {
  from: number;
  to: number;
}

/** Rows in sight with some to spare; in steps, so that a scroll of a few pixels draws nothing anew. */
export function drawnRows(scrollTop: number, height: number, count: number): Drawn {
  if (count <= WINDOWED_FROM) return { from: 0, to: count };
  const first = Math.floor(scrollTop / ROW_HEIGHT / STEP) * STEP;
  return { from: Math.max(0, Math.min(count, first) - SPARE), to: Math.min(count, first + Math.ceil(height / ROW_HEIGHT) + STEP + SPARE) };
}

export interface Place {
  rule: number;
  column: number;
}

const PAGE = 15;

/** Where a key leads from a cell; null: the key is not about moving. */
export function moved(at: Place, key: string, isControl: boolean, rules: number, columns: number): Place | null {
  const last = { rule: rules - 1, column: columns - 1 };
  const to = (rule: number, column: number): Place => ({ rule: Math.max(0, Math.min(last.rule, rule)), column: Math.max(0, Math.min(last.column, column)) });
  switch (key) {
    case "ArrowUp":
      return to(isControl ? 0 : at.rule - 1, at.column);
    case "ArrowDown":
      return to(isControl ? last.rule : at.rule + 1, at.column);
    case "ArrowLeft":
      return to(at.rule, isControl ? 0 : at.column - 1);
    case "ArrowRight":
      return to(at.rule, isControl ? last.column : at.column + 1);
    case "Home":
      return to(isControl ? 0 : at.rule, 0);
    case "End":
      return to(isControl ? last.rule : at.rule, last.column);
    case "PageUp":
      return to(at.rule - PAGE, at.column);
    case "PageDown":
      return to(at.rule + PAGE, at.column);
    default:
      return null;
  }
}

/** The cell after this one, row by row; the last has none. */
export function next(at: Place, by: 1 | -1, rules: number, columns: number): Place | null {
  const place = at.rule * columns + at.column + by;
  return place < 0 || place >= rules * columns ? null : { rule: Math.floor(place / columns), column: place % columns };
}

/** What was copied from a spreadsheet as rows of cells; quoted cells may hold line ends. */
export function pasted(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < body.length; at++) {
    const char = body[at] ?? "";
    // FEEL texts start with a quote too; a spreadsheet's quoting shows only where the cell holds a tab or a line end.
    if (isQuoted && char === '"' && body[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (isQuoted && char === '"') isQuoted = false;
    else if (!isQuoted && cell === "" && char === '"' && isSpreadsheetQuote(body, at)) isQuoted = true;
    else if (!isQuoted && (char === "\t" || char === "\n")) {
      rows.at(-1)?.push(cell);
      cell = "";
      if (char === "\n") rows.push([]);
    } else cell += char;
  }
  rows.at(-1)?.push(cell);
  return rows;
}

/** Whether a cell that starts with a quote was quoted by the spreadsheet: it then ends with one too and has doubled quotes or a line end inside. */
function isSpreadsheetQuote(body: string, at: number): boolean {
  const match = /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(body.slice(at));
  return match !== null && /""|\n|\t/.test(match[1] ?? "");
}

/** Rules with a cell that holds the words, as indexes. */
export function search(rules: readonly { cells: string[] }[], words: string): number[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [];
  return rules.flatMap((rule, index) => (rule.cells.some((cell) => cell.toLowerCase().includes(wanted)) ? [index] : []));
}
