//! Boxed expressions.

use super::xml::Element;
use super::{located, named, table, text_of, type_ref};
use crate::error::{Fault, Problem, ReadError};
use crate::model::{Binding, Boxed, BoxedKind, ContextEntry, FunctionDefinition, IterationKind};

/// The boxed expressions by their elements.
const EXPRESSIONS: [&str; 12] = [
    "literalExpression",
    "decisionTable",
    "context",
    "invocation",
    "list",
    "relation",
    "functionDefinition",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
];

/// The boxed expression among the children of an element.
pub(super) fn find(parent: &Element) -> Result<Option<Boxed>, ReadError> {
    parent.children.iter().find(|child| EXPRESSIONS.contains(&&*child.name)).map(boxed).transpose()
}

fn required(parent: &Element) -> Result<Boxed, ReadError> {
    find(parent)?.ok_or_else(|| Problem::of_file(Fault::MissingExpression { element: parent.name.to_string() }, &parent.at).into())
}

fn part(parent: &Element, name: &str) -> Result<Box<Boxed>, ReadError> {
    let element = parent.child(name).ok_or_else(|| missing_part(parent, name))?;
    required(element).map(Box::new)
}

fn missing_part(parent: &Element, name: &str) -> ReadError {
    Problem::of_file(Fault::MissingPart { element: parent.name.to_string(), part: name.to_owned() }, &parent.at).into()
}

fn boxed(element: &Element) -> Result<Boxed, ReadError> {
    let kind = match &*element.name {
        "literalExpression" => literal(element)?,
        "decisionTable" => BoxedKind::Table(Box::new(table::decision_table(element)?)),
        "context" => BoxedKind::Context(element.all("contextEntry").map(context_entry).collect::<Result<_, _>>()?),
        "invocation" => BoxedKind::Invocation {
            function: Box::new(required(element)?),
            bindings: element.all("binding").map(binding).collect::<Result<_, _>>()?,
        },
        "list" => BoxedKind::List(items(element)?),
        "relation" => BoxedKind::Relation {
            columns: element.all("column").map(named).collect::<Result<_, _>>()?,
            rows: element.all("row").map(items).collect::<Result<_, _>>()?,
        },
        "functionDefinition" => BoxedKind::Function(Box::new(function(element)?)),
        "conditional" => {
            BoxedKind::Conditional { condition: part(element, "if")?, then: part(element, "then")?, otherwise: part(element, "else")? }
        }
        "filter" => BoxedKind::Filter { items: part(element, "in")?, condition: part(element, "match")? },
        "for" => iteration(element, IterationKind::For, "return")?,
        "some" => iteration(element, IterationKind::Some, "satisfies")?,
        _ => iteration(element, IterationKind::Every, "satisfies")?,
    };
    Ok(Boxed { id: text_of(element, "id"), type_ref: type_ref(element), kind, at: element.at.clone() })
}

fn literal(element: &Element) -> Result<BoxedKind, ReadError> {
    if let Some(import) = element.child("importedValues") {
        return Err(Problem::of_file(Fault::ImportedValues, &import.at).into());
    }
    Ok(BoxedKind::Literal(located(element)))
}

fn items(element: &Element) -> Result<Vec<Boxed>, ReadError> {
    element.children.iter().filter(|child| EXPRESSIONS.contains(&&*child.name)).map(boxed).collect()
}

fn iteration(element: &Element, kind: IterationKind, body: &str) -> Result<BoxedKind, ReadError> {
    let variable = element.attribute("iteratorVariable").unwrap_or("").to_owned();
    if variable.is_empty() {
        return Err(missing_part(element, "iteratorVariable"));
    }
    Ok(BoxedKind::Iteration { kind, variable, items: part(element, "in")?, body: part(element, body)? })
}

fn context_entry(element: &Element) -> Result<ContextEntry, ReadError> {
    let variable = element.child("variable");
    Ok(ContextEntry { variable: variable.map(named).transpose()?, type_ref: variable.and_then(type_ref), value: required(element)? })
}

fn binding(element: &Element) -> Result<Binding, ReadError> {
    let parameter = element.child("parameter").ok_or_else(|| missing_part(element, "parameter"))?;
    Ok(Binding { parameter: named(parameter)?, value: find(element)? })
}

/// A `functionDefinition`, or the `encapsulatedLogic` of a business knowledge model.
pub(super) fn function(element: &Element) -> Result<FunctionDefinition, ReadError> {
    Ok(FunctionDefinition {
        is_feel: element.attribute("kind").is_none_or(|kind| kind == "FEEL"),
        parameters: element
            .all("formalParameter")
            .map(|parameter| Ok((named(parameter)?, type_ref(parameter))))
            .collect::<Result<_, ReadError>>()?,
        body: find(element)?,
        at: element.at.clone(),
    })
}
