/**
 * Keeps a file's own text where another program wrote the whole file anew.
 *
 * dmn-js writes every element in its own layout. [`mergeWritten`] compares what it wrote before and after an edit, element by
 * element: those that came out the same keep their original characters, comments and indentation; only the others are taken over.
 */
import { attribute, child, scan, type XmlElement } from "./xml.ts";

interface Part {
  key: string;
  /** The element with what stands before it. */
  whole: string;
  element: string;
}

interface Parts {
  head: string;
  parts: Part[];
  tail: string;
}

function split(xml: string): Parts {
  const definitions = child(scan(xml), "definitions");
  if (!definitions || definitions.isSelfClosed) return { head: xml, parts: [], tail: "" };
  let at = definitions.innerFrom;
  const counts = new Map<string, number>();
  const parts = definitions.children.map((element) => {
    const whole = xml.slice(at, element.to);
    at = element.to;
    return { key: keyOf(xml, element, counts), whole, element: xml.slice(element.from, element.to) };
  });
  return { head: xml.slice(0, definitions.innerFrom), parts, tail: xml.slice(at) };
}

function keyOf(xml: string, element: XmlElement, counts: Map<string, number>): string {
  const id = attribute(xml, element, "id");
  if (id !== null) return `#${id}`;
  const count = counts.get(element.name) ?? 0;
  counts.set(element.name, count + 1);
  return `${element.name} ${count}`;
}

/** `before` and `after`: what the other program wrote of `original` without and with the edit. */
export function mergeWritten(original: string, before: string, after: string): string {
  if (before === after) return original;
  const [own, old, now] = [split(original), split(before), split(after)];
  const ownByKey = new Map(own.parts.map((part) => [part.key, part]));
  const oldByKey = new Map(old.parts.map((part) => [part.key, part]));
  const nowKeys = new Set(now.parts.map((part) => part.key));
  const written = now.parts.map((part) => {
    const kept = ownByKey.get(part.key);
    if (kept && oldByKey.get(part.key)?.element === part.element) return kept.whole;
    // What stood before it, a comment perhaps, stays with it.
    return kept ? kept.whole.slice(0, kept.whole.length - kept.element.length) + part.element : part.whole;
  });
  // What the other program does not know, it did not write before either; it stays at the end.
  const unknown = own.parts.filter((part) => !oldByKey.has(part.key) && !nowKeys.has(part.key)).map((part) => part.whole);
  return (old.head === now.head ? own.head : now.head) + written.join("") + unknown.join("") + own.tail;
}
