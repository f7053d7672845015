//! A lending example in the large, as chapter 11 of the standard has one: knowledge models with boxed contexts and tables, invoked by
//! boxed invocations and from FEEL, priorities, sums, and decisions over decisions.

use crate::{check, escape, function, input, literal};

fn table(policy: &str, inputs: &[&str], output: &str, rules: &[&str]) -> String {
    let inputs: String =
        inputs.iter().map(|text| format!("<input><inputExpression><text>{text}</text></inputExpression></input>")).collect();
    let rules: String = rules
        .iter()
        .map(|rule| {
            let (tests, result) = rule.split_once(" → ").unwrap();
            let tests: String = tests.split(" | ").map(|test| format!("<inputEntry><text>{}</text></inputEntry>", escape(test))).collect();
            format!("<rule>{tests}<outputEntry><text>{}</text></outputEntry></rule>", escape(result))
        })
        .collect();
    format!("<decisionTable {policy}>{inputs}{output}{rules}</decisionTable>")
}

fn invocation(function: &str, bindings: &[(&str, &str)]) -> String {
    let bindings: String =
        bindings.iter().map(|(name, value)| format!("<binding><parameter name='{name}'/>{}</binding>", literal(value))).collect();
    format!("<invocation>{}{bindings}</invocation>", literal(function))
}

/// A decision with requirements `input NAME`, `decision NAME` and `function NAME`; ids are the names without spaces.
fn decision(name: &str, ty: &str, needs: &[&str], logic: &str) -> String {
    let requirements: String = needs
        .iter()
        .map(|need| {
            let (kind, name) = need.split_once(' ').unwrap();
            let id = name.replace(' ', "_");
            match kind {
                "input" => format!("<informationRequirement><requiredInput href='#{id}'/></informationRequirement>"),
                "decision" => format!("<informationRequirement><requiredDecision href='#{id}'/></informationRequirement>"),
                _ => format!("<knowledgeRequirement><requiredKnowledge href='#{id}'/></knowledgeRequirement>"),
            }
        })
        .collect();
    let id = name.replace(' ', "_");
    format!("<decision id='{id}' name='{name}'><variable name='{name}' typeRef='{ty}'/>{requirements}{logic}</decision>")
}

/// A function whose id is its name without spaces.
fn named(name: &str, result: &str, parameters: &[&str], logic: &str) -> String {
    let id = name.replace(' ', "_");
    function(name, result, parameters, logic).replacen(&format!("id='{name}'"), &format!("id='{id}'"), 1)
}

fn lending() -> String {
    let types = "<itemDefinition name='tApplicant'><itemComponent name='Age'><typeRef>number</typeRef></itemComponent>\
        <itemComponent name='Status'><typeRef>string</typeRef><allowedValues><text>\"S\", \"M\"</text></allowedValues></itemComponent>\
        <itemComponent name='Existing Customer'><typeRef>boolean</typeRef></itemComponent>\
        <itemComponent name='Monthly'><itemComponent name='Income'><typeRef>number</typeRef></itemComponent>\
        <itemComponent name='Expenses'><typeRef>number</typeRef></itemComponent></itemComponent></itemDefinition>\
        <itemDefinition name='tProduct'><itemComponent name='Kind'><typeRef>string</typeRef></itemComponent>\
        <itemComponent name='Rate'><typeRef>number</typeRef></itemComponent><itemComponent name='Term'><typeRef>number</typeRef></itemComponent>\
        <itemComponent name='Amount'><typeRef>number</typeRef></itemComponent></itemDefinition>\
        <itemDefinition name='tBureau'><itemComponent name='Bankrupt'><typeRef>boolean</typeRef></itemComponent>\
        <itemComponent name='Credit Score'><typeRef>number</typeRef></itemComponent></itemDefinition>\
        <itemDefinition name='tRisk'><typeRef>string</typeRef><allowedValues><text>\"DECLINE\", \"HIGH\", \"LOW\"</text></allowedValues></itemDefinition>";
    let inputs = [("Applicant data", "tApplicant"), ("Requested product", "tProduct"), ("Bureau data", "tBureau")]
        .map(|(name, ty)| input(name, ty).replacen(&format!("id='{name}'"), &format!("id='{}'", name.replace(' ', "_")), 1))
        .concat();
    let installment = format!(
        "<context><contextEntry><variable name='Monthly Fee' typeRef='number'/>{}</contextEntry>\
         <contextEntry><variable name='Monthly Repayment' typeRef='number'/>{}</contextEntry><contextEntry>{}</contextEntry></context>",
        literal("if Kind = \"STANDARD\" then 20.00 else if Kind = \"SPECIAL\" then 25.00 else null"),
        literal("(Amount * Rate / 12) / (1 - (1 + Rate / 12) ** -Term)"),
        literal("Monthly Repayment + Monthly Fee")
    );
    let score = table(
        "hitPolicy='COLLECT' aggregation='SUM'",
        &["Age", "Status"],
        "<output/>",
        &["[18..35] | - → 40", "(35..120] | - → 48", "- | \"S\" → 25", "- | \"M\" → 45"],
    );
    let risk = table(
        "hitPolicy='UNIQUE'",
        &["Existing", "Score"],
        "<output/>",
        &["false | < 75 → \"HIGH\"", "false | >= 75 → \"LOW\"", "true | < 70 → \"DECLINE\"", "true | >= 70 → \"LOW\""],
    );
    let eligible = table(
        "hitPolicy='PRIORITY'",
        &["Risk", "Affordable", "Age"],
        "<output><outputValues><text>\"INELIGIBLE\", \"ELIGIBLE\"</text></outputValues></output>",
        &[
            "\"DECLINE\" | - | - → \"INELIGIBLE\"",
            "- | false | - → \"INELIGIBLE\"",
            "- | - | < 18 → \"INELIGIBLE\"",
            "- | - | - → \"ELIGIBLE\"",
        ],
    );
    let routing = table(
        "hitPolicy='PRIORITY'",
        &["Eligibility", "Bureau data.Bankrupt", "Bureau data.Credit Score"],
        "<output name='Routing'><outputValues><text>\"DECLINE\", \"REFER\", \"ACCEPT\"</text></outputValues></output>",
        &[
            "\"INELIGIBLE\" | - | - → \"DECLINE\"",
            "- | true | - → \"DECLINE\"",
            "- | - | < 580 → \"REFER\"",
            "- | null | null → \"REFER\"",
            "- | - | - → \"ACCEPT\"",
        ],
    );
    let bindings = [
        ("Kind", "Requested product.Kind"),
        ("Rate", "Requested product.Rate"),
        ("Term", "Requested product.Term"),
        ("Amount", "Requested product.Amount"),
    ];
    let affordable = "Applicant data.Monthly.Income - (Applicant data.Monthly.Expenses + Required monthly installment) > \
        Applicant data.Monthly.Income * Contingency factor(Pre-bureau risk category)";
    [
        types.to_owned(),
        inputs,
        named("Installment calculation", "number", &["Kind: string", "Rate: number", "Term: number", "Amount: number"], &installment),
        named("Risk score model", "number", &["Age: number", "Status: string"], &score),
        named("Risk category table", "tRisk", &["Existing: boolean", "Score: number"], &risk),
        named("Contingency factor", "number", &["Risk: tRisk"], &table("", &["Risk"], "<output/>", &["\"LOW\" → 0.1", "not(\"LOW\") → 0.3"])),
        named("Eligibility rules", "string", &["Risk: tRisk", "Affordable: boolean", "Age: number"], &eligible),
        decision("Required monthly installment", "number", &["input Requested product", "function Installment calculation"], &invocation("Installment calculation", &bindings)),
        decision(
            "Application risk score",
            "number",
            &["input Applicant data", "function Risk score model"],
            &invocation("Risk score model", &[("Age", "Applicant data.Age"), ("Status", "Applicant data.Status")]),
        ),
        decision(
            "Pre-bureau risk category",
            "tRisk",
            &["input Applicant data", "decision Application risk score", "function Risk category table"],
            &literal("Risk category table(Existing: Applicant data.Existing Customer, Score: Application risk score)"),
        ),
        decision(
            "Affordability",
            "boolean",
            &["input Applicant data", "decision Required monthly installment", "decision Pre-bureau risk category", "function Contingency factor"],
            &literal(affordable),
        ),
        decision(
            "Eligibility",
            "string",
            &["input Applicant data", "decision Pre-bureau risk category", "decision Affordability", "function Eligibility rules"],
            &literal("Eligibility rules(Pre-bureau risk category, Affordability, Applicant data.Age)"),
        ),
        decision("Routing", "string", &["input Bureau data", "decision Eligibility"], &routing),
        decision(
            "d",
            "Any",
            &["decision Required monthly installment", "decision Application risk score", "decision Pre-bureau risk category", "decision Affordability", "decision Eligibility", "decision Routing"],
            &literal("[decimal(Required monthly installment, 2), Application risk score, Pre-bureau risk category, Affordability, Eligibility, Routing]"),
        ),
    ]
    .concat()
}

#[track_caller]
fn lend(applicant: &str, product: &str, bureau: &str, expected: &str) {
    check(&lending(), &[("Applicant data", applicant), ("Requested product", product), ("Bureau data", bureau)], expected);
}

const APPLICANT: &str = "{Age: 51, Status: \"M\", Existing Customer: false, Monthly: {Income: 10000, Expenses: 3000}}";
const PRODUCT: &str = "{Kind: \"STANDARD\", Rate: 0.08, Term: 36, Amount: 100000}";

#[test]
fn a_loan_goes_through_all_decisions() {
    let good = "{Bankrupt: false, Credit Score: 649}";
    lend(APPLICANT, PRODUCT, good, "[3153.64, 93, \"LOW\", true, \"ELIGIBLE\", \"ACCEPT\"]");
    lend(APPLICANT, PRODUCT, "{Bankrupt: true, Credit Score: 649}", "[3153.64, 93, \"LOW\", true, \"ELIGIBLE\", \"DECLINE\"]");
    lend(APPLICANT, PRODUCT, "{Bankrupt: false, Credit Score: 500}", "[3153.64, 93, \"LOW\", true, \"ELIGIBLE\", \"REFER\"]");
    lend(APPLICANT, PRODUCT, "null", "[3153.64, 93, \"LOW\", true, \"ELIGIBLE\", \"REFER\"]");
    let young = "{Age: 20, Status: \"S\", Existing Customer: true, Monthly: {Income: 10000, Expenses: 3000}}";
    lend(young, PRODUCT, good, "[3153.64, 65, \"DECLINE\", true, \"INELIGIBLE\", \"DECLINE\"]");
    let poor = "{Age: 20, Status: \"S\", Existing Customer: false, Monthly: {Income: 8000, Expenses: 3000}}";
    lend(poor, PRODUCT, good, "[3153.64, 65, \"HIGH\", false, \"INELIGIBLE\", \"DECLINE\"]");
    let unknown = "{Kind: \"OTHER\", Rate: 0.08, Term: 36, Amount: 100000}";
    lend(APPLICANT, unknown, good, "[null, 93, \"LOW\", null, \"ELIGIBLE\", \"ACCEPT\"]");
}
