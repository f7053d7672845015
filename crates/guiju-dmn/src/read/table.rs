//! Decision tables.

use super::xml::Element;
use super::{located, tests, text_of, type_ref, words};
use crate::error::{Fault, Problem, ReadError};
use crate::model::{Aggregation, DecisionTable, HitPolicy, InputClause, Located, OutputClause, Rule};

pub(super) fn decision_table(element: &Element) -> Result<DecisionTable, ReadError> {
    let mut table = DecisionTable {
        hit_policy: hit_policy(element)?,
        inputs: element.all("input").map(input).collect::<Result<_, _>>()?,
        outputs: element.all("output").map(output).collect(),
        annotations: element.all("annotation").map(|annotation| text_of(annotation, "name")).collect(),
        rules: Vec::new(),
        at: element.at.clone(),
    };
    if table.outputs.is_empty() {
        return Err(Problem::of_file(Fault::NoOutput, &element.at).into());
    }
    for (index, element) in element.all("rule").enumerate() {
        let rule = rule(element, index + 1);
        let (tests, outputs, number) = (rule.tests.len(), rule.outputs.len(), index + 1);
        if tests != table.inputs.len() {
            let fault = Fault::InputCells { rule: number, has: tests, columns: table.inputs.len() };
            return Err(Problem::of_file(fault, &element.at).into());
        }
        if outputs != table.outputs.len() {
            let fault = Fault::OutputCells { rule: number, has: outputs, columns: table.outputs.len() };
            return Err(Problem::of_file(fault, &element.at).into());
        }
        table.rules.push(rule);
    }
    Ok(table)
}

fn hit_policy(element: &Element) -> Result<HitPolicy, ReadError> {
    let aggregation = match element.attribute("aggregation") {
        None | Some("") => None,
        Some("SUM") => Some(Aggregation::Sum),
        Some("COUNT") => Some(Aggregation::Count),
        Some("MIN") => Some(Aggregation::Min),
        Some("MAX") => Some(Aggregation::Max),
        Some(other) => {
            return Err(Problem::of_file(Fault::UnknownAggregation { value: other.to_owned() }, &element.at).into());
        }
    };
    Ok(match element.attribute("hitPolicy").unwrap_or("UNIQUE") {
        "UNIQUE" => HitPolicy::Unique,
        "FIRST" => HitPolicy::First,
        "PRIORITY" => HitPolicy::Priority,
        "ANY" => HitPolicy::Any,
        "RULE ORDER" => HitPolicy::RuleOrder,
        "OUTPUT ORDER" => HitPolicy::OutputOrder,
        "COLLECT" => HitPolicy::Collect(aggregation),
        other => {
            return Err(Problem::of_file(Fault::UnknownHitPolicy { value: other.to_owned() }, &element.at).into());
        }
    })
}

fn input(element: &Element) -> Result<InputClause, ReadError> {
    let Some(expression) = element.child("inputExpression") else {
        return Err(Problem::of_file(Fault::NoInputExpression, &element.at).into());
    };
    let text = located(expression);
    let label = element.attribute("label").map_or_else(|| text.as_str().trim().to_owned(), ToOwned::to_owned);
    Ok(InputClause {
        label,
        expression: text,
        type_ref: type_ref(expression),
        values: tests(element, "inputValues"),
        at: element.at.clone(),
    })
}

fn output(element: &Element) -> OutputClause {
    let name = element.attribute("name").map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty());
    OutputClause {
        label: element.attribute("label").map_or_else(|| name.clone().unwrap_or_default(), ToOwned::to_owned),
        name,
        type_ref: type_ref(element),
        values: tests(element, "outputValues"),
        default: element.child("defaultOutputEntry").and_then(|entry| entry.child("text")).map(|text| text.text.clone()),
        at: element.at.clone(),
    }
}

fn rule(element: &Element, number: usize) -> Rule {
    let cells = |name: &str| -> Vec<Located> { element.all(name).map(located).collect() };
    Rule {
        id: element.attribute("id").map_or_else(|| number.to_string(), ToOwned::to_owned),
        description: words(element, "description"),
        tests: cells("inputEntry"),
        outputs: cells("outputEntry"),
        annotations: element.all("annotationEntry").map(|entry| words(entry, "text")).collect(),
        at: element.at.clone(),
    }
}
