/**
 * Keeps a file's own text where another program wrote the whole file anew.
 *
 * dmn-js writes every element in its own layout. [`mergeWritten`] compares what it wrote before and after an edit, element by
 * element and down to the smallest: what came out the same keeps its original characters, comments and indentation. So renaming
 * a decision changes its name and leaves its table as it was written.
 */
import { attribute, child, scan, type XmlElement } from "./xml.ts";

/** An element with the text it stands in. */
interface Written {
  text: string;
  element: XmlElement;
}

interface Part extends Written {
  key: string;
  /** What stands between the element before and this one. */
  gap: string;
}

const whole = ({ text, element }: Written) => text.slice(element.from, element.to);
const startTag = ({ text, element }: Written) => text.slice(element.from, element.innerFrom);

/** The children of an element, known again by their ids, or by their place among those of the same name. */
function partsOf({ text, element }: Written): Part[] {
  const counts = new Map<string, number>();
  let at = element.innerFrom;
  return element.children.map((one) => {
    const gap = text.slice(at, one.from);
    at = one.to;
    const id = attribute(text, one, "id");
    const count = counts.get(one.name) ?? 0;
    if (id === null) counts.set(one.name, count + 1);
    return { text, element: one, gap, key: id === null ? `${one.name} ${count}` : `#${id}` };
  });
}

/** `before` and `after`: what the other program wrote of `original` without and with the edit. */
export function mergeWritten(original: string, before: string, after: string): string {
  if (before === after) return original;
  const [own, old, now] = [original, before, after].map((text) => {
    const element = child(scan(text), "definitions");
    return element ? { text, element } : null;
  });
  if (!own || !old || !now) return after;
  return original.slice(0, own.element.from) + merged(own, old, now) + original.slice(own.element.to);
}

function merged(own: Written, old: Written, now: Written): string {
  if (whole(old) === whole(now)) return whole(own);
  // Without elements inside it is words, and those are taken as they are now written.
  if (own.element.children.length === 0 || now.element.children.length === 0) return whole(now);
  const ownParts = new Map(partsOf(own).map((part) => [part.key, part]));
  const oldParts = new Map(partsOf(old).map((part) => [part.key, part]));
  const nowParts = partsOf(now);
  const nowKeys = new Set(nowParts.map((part) => part.key));
  const inside = nowParts.map((part) => {
    const [kept, was] = [ownParts.get(part.key), oldParts.get(part.key)];
    if (!kept) return part.gap + whole(part);
    return kept.gap + (was ? merged(kept, was, part) : whole(part));
  });
  // What the other program does not know, it did not write before either; it stays at the end.
  const unknown = [...ownParts.values()].filter(({ key }) => !oldParts.has(key) && !nowKeys.has(key)).map((part) => part.gap + whole(part));
  const last = own.element.children.at(-1)?.to ?? own.element.innerFrom;
  const head = startTag(old) === startTag(now) ? startTag(own) : startTag(now);
  return head + inside.join("") + unknown.join("") + own.text.slice(last, own.element.to);
}
