//! Decision tables.

use super::xml::Element;
use super::{tests, text_of, type_ref, words};
use crate::error::{Problem, ReadError};
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
        return Err(Problem::new("missing_element", "", "a decision table without an output decides nothing", &element.at)
            .label("no `output`")
            .into());
    }
    for (index, element) in element.all("rule").enumerate() {
        let rule = rule(element, index + 1);
        for (what, has, columns) in [("input", rule.tests.len(), table.inputs.len()), ("output", rule.outputs.len(), table.outputs.len())] {
            if has != columns {
                let message = format!("rule {} has {has} {what} entries, the table has {columns} {what} columns", index + 1);
                return Err(Problem::new("wrong_number_of_cells", "", message, &element.at).label("this rule").into());
            }
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
            let message = format!("`{other}` is no aggregation; use SUM, COUNT, MIN or MAX");
            return Err(Problem::new("unknown_value", "", message, &element.at).label("its `aggregation`").into());
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
            let message = format!("`{other}` is no hit policy; use UNIQUE, FIRST, PRIORITY, ANY, RULE ORDER, OUTPUT ORDER or COLLECT");
            return Err(Problem::new("unknown_value", "", message, &element.at).label("its `hitPolicy`").into());
        }
    })
}

fn input(element: &Element) -> Result<InputClause, ReadError> {
    let Some(expression) = element.child("inputExpression") else {
        return Err(Problem::new("missing_element", "", "this input column tests nothing", &element.at)
            .label("no `inputExpression`")
            .into());
    };
    let text = expression.child("text").map(|text| text.text.clone()).unwrap_or_default();
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
    let cells = |name: &str| -> Vec<Located> {
        element.all(name).map(|entry| entry.child("text").map(|text| text.text.clone()).unwrap_or_default()).collect()
    };
    Rule {
        id: element.attribute("id").map_or_else(|| number.to_string(), ToOwned::to_owned),
        description: words(element, "description"),
        tests: cells("inputEntry"),
        outputs: cells("outputEntry"),
        annotations: element.all("annotationEntry").map(|entry| words(entry, "text")).collect(),
        at: element.at.clone(),
    }
}
