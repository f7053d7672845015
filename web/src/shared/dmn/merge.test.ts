import { expect, test } from "vitest";
import { LENDING } from "../../../mock/models.ts";
import { withDiagram } from "./layout.ts";
import { mergeWritten } from "./merge.ts";
import { fromSpoken, toSpoken, yearOf } from "./namespaces.ts";
import { scan } from "./xml.ts";

const OWN = `<definitions name="x">
  <!-- about a -->
  <decision  id="a" ><text>1</text></decision>
  <decision id='b'/>
  <group id="unknown"/>
</definitions>
`;
const BEFORE = `<definitions name="x"><decision id="a"><text>1</text></decision><decision id="b" /></definitions>`;

test.each([
  ["nothing", BEFORE, OWN],
  ["one element", BEFORE.replace(">1<", ">2<"), OWN.replace(">1<", ">2<")],
  ["one removed", BEFORE.replace('<decision id="b" />', ""), OWN.replace("\n  <decision id='b'/>", "")],
  ["one added", BEFORE.replace("</definitions>", "<decision id=\"c\" /></definitions>"), OWN.replace("\n  <group", '<decision id="c" />\n  <group')],
  ["the name", BEFORE.replace('"x"', '"y"'), OWN.replace('"x"', '"y"')],
  ["an element's own name", BEFORE.replace('id="a"', 'id="a" name="n"'), OWN.replace('<decision  id="a" >', '<decision id="a" name="n">')],
])("a change of %s is taken over and the rest keeps its own text", (_, after, merged) => expect(mergeWritten(OWN, BEFORE, after)).toBe(merged));

test("renaming a decision leaves its table as it was written", () => {
  const own = '<d>\n <decision id="a" name="x"><!-- why --><table id="t">\n\n   <rule  id="r"/></table></decision>\n</d>'.replace(/d>/g, "definitions>");
  const before = '<definitions><decision id="a" name="x"><table id="t"><rule id="r" /></table></decision></definitions>';
  expect(mergeWritten(own, before, before.replace('"x"', '"y"'))).toBe(own.replace('"x"', '"y"'));
});

test("a version is spoken as 1.3 and given back as it was", () => {
  for (const year of ["20230324", "20211108", "20191111"]) {
    const text = LENDING.replaceAll("20230324", year);
    expect(yearOf(text)).toBe(year);
    expect(toSpoken(text)).toContain("/spec/DMN/20191111/MODEL/");
    expect(fromSpoken(toSpoken(text), year)).toBe(text);
  }
  expect(yearOf("<a/>")).toBeNull();
});

test("a model without a diagram gets one where what is needed stands below, without overlaps", () => {
  const text = withDiagram(LENDING);
  expect(withDiagram(text)).toBe(text);
  scan(text);
  const shapes = [...text.matchAll(/dmnElementRef="([^"]+)"><dc:Bounds height="(\d+)" width="(\d+)" x="(\d+)" y="([\d.]+)"/g)].map((one) => ({ id: one[1] ?? "", height: Number(one[2]), width: Number(one[3]), x: Number(one[4]), y: Number(one[5]) }));
  expect(shapes).toHaveLength(7);
  const of = (id: string) => shapes.find((one) => one.id === id) ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(of("credit_limit").y).toBeLessThan(of("payment_terms").y);
  expect(of("payment_terms").y).toBeLessThan(of("class_input").y);
  for (const one of shapes) for (const other of shapes) if (one !== other && one.y === other.y) expect(one.x + one.width <= other.x || other.x + other.width <= one.x).toBe(true);
  expect([...text.matchAll(/<dmndi:DMNEdge/g)]).toHaveLength(6);
});

test("requirements in a circle are drawn all the same", () => {
  const circle = `<definitions><decision id="a"><informationRequirement id="r1"><requiredDecision href="#b"/></informationRequirement></decision><decision id="b"><informationRequirement id="r2"><requiredDecision href="#a"/></informationRequirement></decision></definitions>`;
  expect(withDiagram(circle)).toContain("DMNShape");
});
