/**
 * Reads XML into elements that know where they stand in the text, so that an edit can replace just those characters.
 *
 * Never here: what DMN means, and writing. A text that is not well formed gives an `XmlProblem` with its place; nothing is guessed.
 * The server judges the same text again, so this reader only has to be right about well-formed files and honest about the others.
 */

export interface XmlElement {
  /** As written, with its prefix. */
  tag: string;
  /** Without its prefix. */
  name: string;
  from: number;
  to: number;
  /** What stands between the two tags; empty and at the end of the tag where the element closes itself. */
  innerFrom: number;
  innerTo: number;
  isSelfClosed: boolean;
  children: XmlElement[];
}

export interface XmlProblem {
  what: "unclosed" | "crossed" | "broken_tag" | "no_root" | "doctype";
  name: string;
  at: number;
}

export class XmlError extends Error {
  readonly problem: XmlProblem;
  constructor(problem: XmlProblem) {
    super(`${problem.what} at ${problem.at}`);
    this.problem = problem;
  }
}

const NAME = /[^\s/>=]+/y;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Where a tag that starts at `from` ends: quotes may hold a `>`. Looks at each character once. */
function endOfTag(text: string, from: number): number {
  let quote = "";
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote) {
      if (char === quote) quote = "";
    } else if (char === ">") return at;
    else if (char === '"' || char === "'") quote = char;
    // Another tag begins before this one ended.
    else if (char === "<") break;
  }
  throw new XmlError({ what: "broken_tag", name: "", at: from });
}

/** Past a comment, a CDATA section or an instruction; -1 when none stands here. */
function pastSpecial(text: string, at: number): number {
  for (const [open, close] of [["<!--", "-->"], ["<![CDATA[", "]]>"], ["<?", "?>"]] as const) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    if (end < 0) throw new XmlError({ what: "unclosed", name: open, at });
    return end + close.length;
  }
  // An entity can grow without bound, and DMN has no use for one.
  if (text.startsWith("<!", at)) throw new XmlError({ what: "doctype", name: "", at });
  return -1;
}

/** Every element of a text, under a root that is the text itself. A fragment may leave elements open when `isFragment`. */
export function scan(text: string, isFragment = false): XmlElement {
  const root: XmlElement = { tag: "", name: "", from: 0, to: text.length, innerFrom: 0, innerTo: text.length, isSelfClosed: false, children: [] };
  const open: XmlElement[] = [root];
  let at = text.indexOf("<");
  while (at >= 0) {
    const past = pastSpecial(text, at);
    if (past >= 0) {
      at = text.indexOf("<", past);
      continue;
    }
    const isClosing = text[at + 1] === "/";
    const end = endOfTag(text, at);
    NAME.lastIndex = at + (isClosing ? 2 : 1);
    const tag = NAME.exec(text)?.[0];
    if (!tag) throw new XmlError({ what: "broken_tag", name: "", at });
    if (isClosing) close(open, tag, at, end + 1);
    else {
      const isSelfClosed = text[end - 1] === "/";
      const element: XmlElement = { tag, name: tag.slice(tag.indexOf(":") + 1), from: at, to: end + 1, innerFrom: end + 1, innerTo: end + 1, isSelfClosed, children: [] };
      open.at(-1)?.children.push(element);
      if (!isSelfClosed) open.push(element);
    }
    at = text.indexOf("<", end);
  }
  const left = open.at(-1);
  if (left && left !== root && !isFragment) throw new XmlError({ what: "unclosed", name: left.tag, at: left.from });
  for (const element of open.slice(1)) element.to = element.innerTo = text.length;
  return root;
}

function close(open: XmlElement[], tag: string, at: number, to: number): void {
  const element = open.at(-1);
  if (!element || open.length === 1 || element.tag !== tag) throw new XmlError({ what: "crossed", name: tag, at });
  element.innerTo = at;
  element.to = to;
  open.pop();
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((one) => one.name === name);
}

/** The place of an attribute's value between its quotes. */
export function attributeSpan(text: string, element: XmlElement, name: string): { from: number; to: number } | null {
  const tag = text.slice(element.from, element.isSelfClosed ? element.to : element.innerFrom);
  for (const match of tag.matchAll(/([^\s=<>/"']+)\s*=\s*("([^"]*)"|'([^']*)')/g)) {
    if (match[1] === name) {
      const to = element.from + match.index + match[0].length - 1;
      return { from: to - (match[3] ?? match[4] ?? "").length, to };
    }
  }
  return null;
}

export function attribute(text: string, element: XmlElement, name: string): string | null {
  const span = attributeSpan(text, element, name);
  return span ? unescape(text.slice(span.from, span.to)) : null;
}

/** The characters that an element means: entities resolved, CDATA as it stands, comments left out. */
export function content(text: string, element: XmlElement): string {
  const raw = text.slice(element.innerFrom, element.innerTo);
  if (!raw.includes("<")) return unescape(raw);
  return raw
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<[^>]*>)/)
    .map((part) => (part.startsWith("<![CDATA[") ? part.slice(9, -3) : part.startsWith("<") ? "" : unescape(part)))
    .join("");
}

function unescape(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

export function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, "&quot;").replace(/'/g, "&apos;").replace(/\n/g, "&#10;");
}

/** Line and column from 1, for a person who opens the file in an editor. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return { line, column: at - before.lastIndexOf("\n") };
}
