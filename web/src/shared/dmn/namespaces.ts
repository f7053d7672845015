/**
 * dmn-js knows the namespace of DMN 1.3 alone. A file of another version is shown to it under that name and gets its own back,
 * so that a DMN 1.5 file stays one. Pure.
 */
const YEARS = ["20180521", "20191111", "20211108", "20230324"];
const SPOKEN = "20191111";
const NAMED = /(https?:\/\/www\.omg\.org\/spec\/DMN\/)(\d{8})(\/(?:MODEL|DMNDI)\/)/g;

/** The year in the namespace of the model; null where it is none that we know. */
export function yearOf(xml: string): string | null {
  const year = /\/spec\/DMN\/(\d{8})\/MODEL\//.exec(xml)?.[1] ?? null;
  return year !== null && YEARS.includes(year) ? year : null;
}

export function toSpoken(xml: string): string {
  return xml.replace(NAMED, (_, _head: string, _year: string, tail: string) => `https://www.omg.org/spec/DMN/${SPOKEN}${tail}`);
}

export function fromSpoken(xml: string, year: string | null): string {
  if (year === null || year === SPOKEN) return xml;
  const host = year === "20180521" ? "http" : "https";
  return xml.replace(NAMED, (whole, _head: string, found: string, tail: string) => (found === SPOKEN ? `${host}://www.omg.org/spec/DMN/${year}${tail}` : whole));
}
