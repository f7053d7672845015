/** Invented decision models: one with a graph of several decisions, and a table as long as one likes. */

const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const rule = (id: string, inputs: string[], output: string, words: string) =>
  `      <rule id="${id}">
${inputs.map((one, index) => `        <inputEntry id="${id}_i${index}">\n          <text>${escape(one)}</text>\n        </inputEntry>`).join("\n")}
        <outputEntry id="${id}_o">
          <text>${escape(output)}</text>
        </outputEntry>
        <annotationEntry>
          <text>${escape(words)}</text>
        </annotationEntry>
      </rule>`;

const TERMS: [string, string[], string, string][] = [
  ["terms_1", ['"VIP", "A"', "< 5", "-"], "60", "好客户、迟付少，月结 60 天"],
  ["terms_2", ['"VIP", "A"', "[5..30]", "-"], "30", "好客户、偶有迟付，月结 30 天"],
  ["terms_3", ['"B"', "<= 30", "< 500000"], "30", "一般客户在额度内，月结 30 天"],
  ["terms_4", ['"B"', "<= 30", ">= 500000"], "15", "一般客户额度大，半月结"],
  ["terms_5", ['"C"', "-", "-"], "7", "周结"],
  ["terms_6", ['"C"', "-", ">= 200000"], "0", "额度大的 C 级票结"],
  ["terms_7", ['"D"', "-", "-"], "0", "付款买单"],
];

/** Three decisions over four inputs; the terms table has a masked rule and mergeable ones. */
export const LENDING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="credit_terms_model" name="账期与额度" namespace="https://guiju.example/rulebook/credit">
  <inputData id="class_input" name="等级">
    <variable id="class_variable" name="等级" typeRef="string"/>
  </inputData>
  <inputData id="late_input" name="平均迟付天数">
    <variable id="late_variable" name="平均迟付天数" typeRef="number"/>
  </inputData>
  <inputData id="limit_input" name="额度">
    <variable id="limit_variable" name="额度" typeRef="number"/>
  </inputData>
  <inputData id="turnover_input" name="月均营业额">
    <variable id="turnover_variable" name="月均营业额" typeRef="number"/>
  </inputData>
  <knowledgeSource id="policy" name="客户信用管理办法"/>
  <decision id="credit_limit" name="信用额度">
    <variable id="credit_limit_variable" name="信用额度" typeRef="number"/>
    <informationRequirement id="credit_limit_r1">
      <requiredInput href="#turnover_input"/>
    </informationRequirement>
    <informationRequirement id="credit_limit_r2">
      <requiredDecision href="#payment_terms"/>
    </informationRequirement>
    <literalExpression id="credit_limit_expression">
      <text>floor(月均营业额 * 账期天数 / 30 / 10000) * 10000</text>
    </literalExpression>
  </decision>
  <decision id="payment_terms" name="账期天数">
    <!-- 账期按等级和迟付天数定；2026 年下半年起生效 -->
    <variable id="payment_terms_variable" name="账期天数" typeRef="number"/>
    <informationRequirement id="payment_terms_r1">
      <requiredInput href="#class_input"/>
    </informationRequirement>
    <informationRequirement id="payment_terms_r2">
      <requiredInput href="#late_input"/>
    </informationRequirement>
    <informationRequirement id="payment_terms_r3">
      <requiredInput href="#limit_input"/>
    </informationRequirement>
    <authorityRequirement id="payment_terms_r4">
      <requiredAuthority href="#policy"/>
    </authorityRequirement>
    <decisionTable id="payment_terms_table" hitPolicy="FIRST">
      <input id="terms_c1" label="等级">
        <inputExpression id="terms_e1" typeRef="string">
          <text>等级</text>
        </inputExpression>
        <inputValues id="terms_v1">
          <text>"VIP", "A", "B", "C", "D"</text>
        </inputValues>
      </input>
      <input id="terms_c2" label="平均迟付天数">
        <inputExpression id="terms_e2" typeRef="number">
          <text>平均迟付天数</text>
        </inputExpression>
      </input>
      <input id="terms_c3" label="额度（元）">
        <inputExpression id="terms_e3" typeRef="number">
          <text>额度</text>
        </inputExpression>
      </input>
      <output id="terms_o1" label="账期（天）" name="days" typeRef="number"/>
      <annotation name="说明"/>
${TERMS.map((one) => rule(...one)).join("\n")}
    </decisionTable>
  </decision>
</definitions>
`;

/** A table of `count` rules: two texts and two number ranges, as a price list or a tariff has. */
export function large(count: number): string {
  const rules: string[] = [];
  for (let index = 0; index < count; index++) {
    const [a, b] = [index % 25, Math.floor(index / 25) % 20];
    const low = Math.floor(index / 500) * 100;
    rules.push(rule(`r${index + 1}`, [`"线路${a + 1}"`, `"箱型${b + 1}"`, `[${low}..${low + 100})`, index % 3 ? "-" : ">= 10"], String(1000 + ((index * 37) % 900)), `第 ${index + 1} 条`));
  }
  const names = ["route", "box", "weight", "days"];
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="tariff_model" name="运价表" namespace="https://guiju.example/test">
${names.map((name) => `  <inputData id="${name}_input" name="${name}">\n    <variable id="${name}_variable" name="${name}"/>\n  </inputData>`).join("\n")}
  <decision id="tariff" name="运价">
    <variable id="tariff_variable" name="运价" typeRef="number"/>
${names.map((name) => `    <informationRequirement id="${name}_r">\n      <requiredInput href="#${name}_input"/>\n    </informationRequirement>`).join("\n")}
    <decisionTable id="tariff_table" hitPolicy="FIRST">
${names.map((name, index) => `      <input id="${name}_c" label="${["航线", "箱型", "重量", "天数"][index]}">\n        <inputExpression id="${name}_e" typeRef="${index < 2 ? "string" : "number"}">\n          <text>${name}</text>\n        </inputExpression>\n      </input>`).join("\n")}
      <output id="tariff_o" label="运价" name="price" typeRef="number"/>
      <annotation name="说明"/>
${rules.join("\n")}
    </decisionTable>
  </decision>
</definitions>
`;
}
