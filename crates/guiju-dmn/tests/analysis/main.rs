//! What can be said of a model without a case: checks with their witnesses, generated cases, nearest changes; and what can be said of
//! one case afterwards: explanations and coverage.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests stop at what is wrong")]

mod calls;
mod cases;
mod explain;
mod laws;
mod models;
mod nearest;
mod tables;

use std::fmt::Write as _;

use guiju_dmn::{CheckOptions, Finding, Model, compile, read};
use guiju_feel::{EvalContext, Names, Value};

/// A table to be: inputs are `name: type` or `name: type (allowed values)`, a rule is `test | test → output | output`.
#[derive(Debug, Clone)]
/// A rule is `test | test → output | output # sentence`, the sentence left out where there is none.
pub(crate) struct Draft {
    pub(crate) policy: String,
    pub(crate) inputs: Vec<String>,
    pub(crate) outputs: String,
    pub(crate) rules: Vec<String>,
}

pub(crate) const ONE: &str = "<output/>";

fn escape(text: &str) -> String {
    text.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl Draft {
    pub(crate) fn new(policy: &str, inputs: &[&str], rules: &[&str]) -> Self {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self { policy: policy.to_owned(), inputs: own(inputs), outputs: ONE.to_owned(), rules: own(rules) }
    }

    pub(crate) fn outputs(mut self, outputs: &str) -> Self {
        outputs.clone_into(&mut self.outputs);
        self
    }

    pub(crate) fn model(&self) -> Model {
        compile(&read(&self.xml()).unwrap()).unwrap()
    }

    pub(crate) fn xml(&self) -> String {
        let mut xml = String::from("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">");
        let (mut requirements, mut columns) = (String::new(), String::new());
        for (index, input) in self.inputs.iter().enumerate() {
            let (name, ty) = input.split_once(": ").unwrap();
            let (ty, values) = ty.split_once(" (").map_or((ty, None), |(ty, values)| (ty, values.strip_suffix(')')));
            let values = values.map(|values| format!("<inputValues><text>{}</text></inputValues>", escape(values))).unwrap_or_default();
            let ty = if ty == "any" { String::new() } else { format!("typeRef=\"{ty}\"") };
            // A name of two columns is one input.
            if !self.inputs.iter().take(index).any(|other| other.starts_with(&format!("{name}: "))) {
                write!(xml, "<inputData id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" {ty}/></inputData>").unwrap();
                write!(requirements, "<informationRequirement><requiredInput href=\"#{name}\"/></informationRequirement>").unwrap();
            }
            write!(columns, "<input label=\"{name}\"><inputExpression {ty}><text>{name}</text></inputExpression>{values}</input>").unwrap();
        }
        write!(xml, "<decision id=\"judged\" name=\"judged\"><variable name=\"judged\"/>{requirements}<decisionTable {}>", self.policy)
            .unwrap();
        xml += &columns;
        xml += &self.outputs;
        if self.rules.iter().any(|rule| rule.contains('#')) {
            xml += "<annotation name=\"en\"/>";
        }
        for (index, rule) in self.rules.iter().enumerate() {
            let (tests, results) = rule.split_once('→').unwrap();
            write!(xml, "<rule id=\"r{}\">", index + 1).unwrap();
            tests.split('|').for_each(|test| write!(xml, "<inputEntry><text>{}</text></inputEntry>", escape(test)).unwrap());
            let (results, sentence) = results.split_once('#').map_or((results, None), |(results, sentence)| (results, Some(sentence)));
            results.split('|').for_each(|result| write!(xml, "<outputEntry><text>{}</text></outputEntry>", escape(result)).unwrap());
            if let Some(sentence) = sentence {
                write!(xml, "<annotationEntry><text>{}</text></annotationEntry>", escape(sentence)).unwrap();
            }
            xml += "</rule>";
        }
        xml + "</decisionTable></decision></definitions>"
    }

    /// The findings of some checks, a line each: `rule: message [suggestion]`.
    pub(crate) fn found(&self, checks: &[&str]) -> String {
        said(&self.model().findings(&CheckOptions::default()), checks)
    }
}

pub(crate) fn said(findings: &[Finding], checks: &[&str]) -> String {
    let mut said = String::new();
    for finding in findings.iter().filter(|finding| checks.contains(&finding.rule) || checks.is_empty()) {
        write!(said, "{}: {}", finding.rule, finding.message.en).unwrap();
        if let Some(suggestion) = &finding.suggestion {
            write!(said, " [{}]", suggestion.en).unwrap();
        }
        said.push('\n');
    }
    said
}

pub(crate) fn feel(text: &str) -> Value {
    guiju_feel::compile(text, &Names::new()).unwrap().evaluate(&[], &EvalContext::default()).value
}

/// A chain: two scores of inputs, their weighted total, and a class by the total.
pub(crate) fn chain() -> Model {
    let input = |name: &str| format!("<inputData id='{name}' name='{name}'><variable name='{name}' typeRef='number'/></inputData>");
    let requires = |kind: &str, name: &str| format!("<informationRequirement><required{kind} href='#{name}'/></informationRequirement>");
    let table = |column: &str, rules: &[(&str, &str)]| {
        let mut xml = format!(
            "<decisionTable><input label='{column}'><inputExpression typeRef='number'><text>{column}</text></inputExpression></input><output/>"
        );
        for (index, (test, output)) in rules.iter().enumerate() {
            let (test, number) = (escape(test), index + 1);
            write!(
                xml,
                "<rule id='{column}_{number}'><inputEntry><text>{test}</text></inputEntry><outputEntry><text>{output}</text></outputEntry></rule>"
            )
            .unwrap();
        }
        xml + "</decisionTable>"
    };
    let decision = |name: &str, ty: &str, inside: String| {
        format!("<decision id='{name}' name='{name}'><variable name='{name}' typeRef='{ty}'/>{inside}</decision>")
    };
    let timely = table("timeliness", &[("< 60", "0"), ("[60..85)", "50"), (">= 85", "100")]);
    let profit = table("profit", &[("< 1000", "0"), (">= 1000", "100")]);
    let total = "<literalExpression><text>0.6 * timely + 0.4 * profitable</text></literalExpression>";
    let class = table("total", &[("< 50", "\"C\""), ("[50..80)", "\"B\""), (">= 80", "\"A\"")]);
    let xml = format!(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>{}{}{}{}{}{}</definitions>",
        input("timeliness"),
        input("profit"),
        decision("timely", "number", requires("Input", "timeliness") + &timely),
        decision("profitable", "number", requires("Input", "profit") + &profit),
        decision("total", "number", requires("Decision", "timely") + &requires("Decision", "profitable") + total),
        decision("class", "string", requires("Decision", "total") + &class),
    );
    compile(&read(&xml).unwrap()).unwrap()
}
