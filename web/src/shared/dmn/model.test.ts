import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LENDING, large } from "../../../mock/models.ts";
import { addColumn, duplicateRule, insertRule, moveRule, removeColumn, removeRules, setCells, setColumn, setHitPolicy } from "./edit.ts";
import { readModel, tableOf, withTable, writeModel, type Table } from "./model.ts";
import { content, placeOf, scan, XmlError } from "./xml.ts";

const SHIPPED = ["class", "scores"].map((name) => readFileSync(`../rulebook/credit/${name}.dmn`, "utf8"));
const ODD = `<?xml version="1.0"?>
<!-- <decision id="not_this"/> -->
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20230324/MODEL/" name='a &lt; b' >
  <dmn:decision id="d" name="x">
    <dmn:extensionElements><v:decisionTable xmlns:v="urn:v"><v:rule/></v:decisionTable></dmn:extensionElements>
    <dmn:decisionTable hitPolicy='FIRST'><dmn:input id="i"><dmn:inputExpression><dmn:text>a > 1</dmn:text></dmn:inputExpression></dmn:input><dmn:output id="o" name="r"/>
      <dmn:annotation name="n"/>
      <!-- the first -->
      <dmn:rule id="r1"><dmn:inputEntry><dmn:text><![CDATA[< 5 & "x"]]></dmn:text></dmn:inputEntry><dmn:outputEntry><dmn:text/></dmn:outputEntry></dmn:rule>
      <dmn:rule id="r2"><dmn:inputEntry id="e"/><dmn:outputEntry><dmn:text>&quot;A&quot; &#x4e00;</dmn:text></dmn:outputEntry></dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
</dmn:definitions>
`;

function table(text: string, decision: string): Table {
  const found = tableOf(readModel(text), decision);
  if (!found) throw new Error(`no table of ${decision}`);
  return found;
}

/** The text after an edit of one table. */
function edited(text: string, decision: string, edit: (table: Table) => Table): string {
  const model = readModel(text);
  return writeModel(withTable(model, edit(table(text, decision))));
}

/** Lines that are only in one of two texts, so that a test shows all that changed. */
function differing(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`), ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`)];
}

describe("reading and writing", () => {
  test.each([...SHIPPED, LENDING, ODD, large(400), "", "no xml", "<a/>"])("an unchanged text is written as it was (%#)", (text) => {
    expect(writeModel(readModel(text))).toBe(text);
  });

  test("prefixes, CDATA, entities, comments and empty cells are read", () => {
    const odd = table(ODD, "d");
    expect(odd.hitPolicy).toBe("FIRST");
    expect(odd.columns.map((one) => [one.kind, one.title])).toEqual([["input", "a > 1"], ["output", "r"], ["annotation", "n"]]);
    expect(odd.rules.map((one) => one.cells)).toEqual([['< 5 & "x"', "", ""], ["", '"A" 一', ""]]);
    expect(readModel(ODD).name).toBe("a < b");
    expect(readModel(ODD).decisions).toHaveLength(1);
  });

  test.each([
    ["<a><b></a>", "crossed", "1:7"],
    ["<a>\n <b", "broken_tag", "2:2"],
    ["<a><b/>", "unclosed", "1:1"],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', "doctype", "1:1"],
    ["<a b='1></a>", "broken_tag", "1:1"],
    ["<a><!-- ", "unclosed", "1:4"],
    ["</a>", "crossed", "1:1"],
  ])("%s says where it breaks", (text, what, where) => {
    try {
      scan(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(XmlError);
      const { problem } = error as XmlError;
      const { line, column } = placeOf(text, problem.at);
      expect([problem.what, `${line}:${column}`]).toEqual([what, where]);
    }
  });

  test("an entity that is none stays as written", () => {
    const text = "<a>&nothing; &#0; &#x110000; &amp;lt;</a>";
    expect(content(text, scan(text).children[0] ?? scan(text))).toBe("&nothing; &#0; &#x110000; &lt;");
  });
});

describe("editing", () => {
  test("a cell changes its own characters and nothing else", () => {
    const after = edited(SHIPPED[0] ?? "", "credit_class", (one) => setCells(one, [{ rule: 2, column: 0, text: "[70..80) & x < 1" }]));
    expect(differing(SHIPPED[0] ?? "", after)).toEqual(["- <text>[68..80)</text>", "+ <text>[70..80) &amp; x &lt; 1</text>"]);
    expect(table(after, "credit_class").rules[2]?.cells[0]).toBe("[70..80) & x < 1");
  });

  test("cells that have no text of their own get one, missing annotations too", () => {
    const after = edited(ODD, "d", (one) => setCells(one, [{ rule: 0, column: 1, text: "1" }, { rule: 0, column: 2, text: "why" }, { rule: 1, column: 0, text: "2" }]));
    expect(table(after, "d").rules.map((one) => one.cells)).toEqual([['< 5 & "x"', "1", "why"], ["2", '"A" 一', ""]]);
    expect(after).toContain('<dmn:inputEntry id="e"><dmn:text>2</dmn:text></dmn:inputEntry>');
    expect(after).toContain("<!-- the first -->");
  });

  test("an edit that changes nothing gives the same table", () => {
    const one = table(ODD, "d");
    expect(setCells(one, [{ rule: 1, column: 1, text: '"A" 一' }, { rule: 9, column: 9, text: "x" }])).toBe(one);
  });

  test("rules are inserted, copied, moved and removed, each with ids of its own", () => {
    const terms = table(LENDING, "payment_terms");
    const longer = duplicateRule(insertRule(terms, 1), 0);
    expect(longer.rules).toHaveLength(9);
    expect(longer.rules[1]?.cells).toEqual(terms.rules[0]?.cells);
    expect(longer.rules[2]?.cells).toEqual(["-", "-", "-", "", ""]);
    const text = writeModel(withTable(readModel(LENDING), longer));
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map((one) => one[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const back = removeRules(longer, 1, 2);
    expect(writeModel(withTable(readModel(LENDING), back))).toBe(LENDING);
    expect(moveRule(terms, 0, 2).rules.map((one) => one.id).slice(0, 3)).toEqual(["terms_2", "terms_3", "terms_1"]);
    expect(moveRule(terms, 0, -1)).toBe(terms);
  });

  test("the last rule goes and a first one comes", () => {
    const empty = removeRules(table(ODD, "d"), 0, 1);
    expect(empty.rules).toHaveLength(0);
    const text = writeModel(withTable(readModel(ODD), insertRule(empty, 0)));
    expect(table(text, "d").rules.map((one) => one.cells)).toEqual([["-", "", ""]]);
  });

  test("a head changes in its own attributes", () => {
    const after = edited(SHIPPED[0] ?? "", "credit_class", (one) => setHitPolicy(setColumn(one, 0, { label: '总"分"', expression: "total", name: "", type: "number", values: "[0..100]" }), "COLLECT", "MAX"));
    const changed = table(after, "credit_class");
    expect([changed.hitPolicy, changed.aggregation, changed.columns[0]?.label, changed.columns[0]?.values]).toEqual(["COLLECT", "MAX", '总"分"', "[0..100]"]);
    const again = edited(after, "credit_class", (one) => setHitPolicy(setColumn(one, 0, { label: "总分", expression: "total", name: "", type: "number", values: "" }), "UNIQUE"));
    expect(again).toBe(SHIPPED[0]);
  });

  test("a column comes with a cell in every rule and goes with all of them", () => {
    const added = edited(LENDING, "payment_terms", (one) => addColumn(one, "input", { label: "行业", expression: "trade", name: "", type: "string", values: "" }));
    const wide = table(added, "payment_terms");
    expect(wide.columns.map((one) => one.title)).toEqual(["等级", "平均迟付天数", "额度（元）", "行业", "账期（天）", "说明"]);
    expect(wide.rules.map((one) => one.cells[3])).toEqual(Array(7).fill("-"));
    expect(edited(added, "payment_terms", (one) => removeColumn(one, 3))).toBe(LENDING);
    const noted = table(edited(ODD, "d", (one) => addColumn(one, "annotation", { label: "", expression: "", name: "why", type: "", values: "" })), "d");
    expect(noted.rules.map((one) => one.cells.length)).toEqual([4, 4]);
    expect(noted.columns[3]?.title).toBe("why");
  });

  test("ten thousand rules: one edit shares the other 9,999", () => {
    const big = table(large(10_000), "tariff");
    const after = setCells(big, [{ rule: 5000, column: 4, text: "1" }]);
    expect(after.rules.filter((rule, index) => rule !== big.rules[index])).toHaveLength(1);
  });
});
