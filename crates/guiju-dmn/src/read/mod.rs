//! From XML to [`Definitions`]. What is not known is refused with its place, never passed over.

mod boxed;
mod language;
mod table;
mod xml;

pub use xml::ReadLimits;
pub(crate) use xml::{is_model_namespace, position, referenced};

use crate::error::{Fault, Problem, ReadError};
use crate::model::{
    Decision, DecisionService, Definitions, FunctionItem, Import, InputData, ItemDefinition, KnowledgeModel, Located, Requirement,
};
use xml::Element;

/// Reads a model.
///
/// # Errors
/// What is wrong first in the file, with its place.
pub fn read(source: &str) -> Result<Definitions, ReadError> {
    read_within(source, &ReadLimits::default())
}

/// Reads a model that may not be larger than these limits.
///
/// # Errors
/// What is wrong first in the file, with its place.
pub fn read_within(source: &str, limits: &ReadLimits) -> Result<Definitions, ReadError> {
    let root = xml::parse(source, limits)?;
    if root.name != "definitions" {
        return Err(ReadError::NotDmn { root: root.name.into_owned(), namespace: "of DMN".to_owned(), at: root.at });
    }
    language::refuse_others(&root)?;
    let mut model = Definitions { name: text_of(&root, "name"), namespace: text_of(&root, "namespace"), ..Definitions::default() };
    for element in &root.children {
        match &*element.name {
            "itemDefinition" => model.item_definitions.push(item_definition(element)?),
            "inputData" => model.inputs.push(input_data(element)?),
            "decision" => model.decisions.push(decision(element)?),
            "businessKnowledgeModel" => model.knowledge_models.push(knowledge_model(element)?),
            "decisionService" => model.services.push(service(element)?),
            "import" => model.imports.push(import(element)),
            // They say who, what for and how it looks, and change no result.
            "description"
            | "extensionElements"
            | "knowledgeSource"
            | "textAnnotation"
            | "association"
            | "group"
            | "elementCollection"
            | "performanceIndicator"
            | "organizationUnit"
            | "businessContextElement" => {}
            _ => return Err(unknown(element, "definitions")),
        }
    }
    localize(&mut model);
    Ok(model)
}

fn import(element: &Element) -> Import {
    let name = element.attribute("name").unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    Import { name, namespace: text_of(element, "namespace"), kind: text_of(element, "importType"), at: element.at.clone() }
}

/// An address of this model is `#id`, with or without the model's own namespace before it; only those of other models keep theirs.
fn localize(model: &mut Definitions) {
    let Definitions { namespace, decisions, knowledge_models, services, .. } = model;
    let requirements = (decisions.iter_mut().flat_map(|decision| decision.requirements.iter_mut().chain(&mut decision.knowledge)))
        .chain(knowledge_models.iter_mut().flat_map(|knowledge| &mut knowledge.knowledge))
        .chain(
            services
                .iter_mut()
                .flat_map(|service| service.outputs.iter_mut().chain(&mut service.inputs).chain(&mut service.input_decisions)),
        );
    for requirement in requirements {
        match requirement.href.rsplit_once('#') {
            Some((address, id)) if address.is_empty() || address == namespace.as_str() => requirement.href = id.to_owned(),
            _ => {}
        }
    }
}

fn unknown(element: &Element, parent: &str) -> ReadError {
    Problem::of_file(Fault::UnknownElement { holder: parent.to_owned(), element: element.name.to_string() }, &element.at).into()
}

fn text_of(element: &Element, attribute: &str) -> String {
    element.attribute(attribute).unwrap_or("").to_owned()
}

/// The id of an element of the graph, or its name where it has none.
fn id_of(element: &Element, name: &str) -> String {
    element.attribute("id").filter(|id| !id.trim().is_empty()).unwrap_or(name).to_owned()
}

fn named(element: &Element) -> Result<String, ReadError> {
    match element.attribute("name") {
        Some(name) if !name.trim().is_empty() => Ok(name.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => Err(Problem::of_file(Fault::MissingName { element: element.name.to_string() }, &element.at).into()),
    }
}

fn type_ref(element: &Element) -> Option<String> {
    element.attribute("typeRef").map(str::trim).filter(|name| !name.is_empty()).map(ToOwned::to_owned)
}

/// The text of the child with a name: a description.
fn words(element: &Element, child: &str) -> String {
    element.child(child).map(|child| child.text.as_str().trim().to_owned()).unwrap_or_default()
}

/// The `text` inside of an element. One that is not there stands where the element does.
fn located(element: &Element) -> Located {
    element.child("text").map(|text| text.text.clone()).filter(|text| !text.as_str().is_empty()).unwrap_or_else(|| {
        let mut nothing = Located::default();
        nothing.push("", element.at.start);
        nothing
    })
}

/// A flag as `xs:boolean` writes it: `true` or `1`, `false` or `0`.
fn flag(element: &Element, attribute: &str) -> Result<bool, ReadError> {
    match element.attribute(attribute).map(str::trim) {
        None | Some("" | "false" | "0") => Ok(false),
        Some("true" | "1") => Ok(true),
        Some(other) => {
            let fault = Fault::NotAFlag { attribute: attribute.to_owned(), value: other.to_owned() };
            Err(Problem::of_file(fault, &element.at).into())
        }
    }
}

/// The `text` inside of a child: unary tests.
fn tests(element: &Element, child: &str) -> Option<Located> {
    let text = &element.child(child)?.child("text")?.text;
    (!text.as_str().trim().is_empty()).then(|| text.clone())
}

fn item_definition(element: &Element) -> Result<ItemDefinition, ReadError> {
    let function = element.child("functionItem").map(|item| {
        let parameters = item.all("parameters").map(|parameter| (text_of(parameter, "name"), type_ref(parameter))).collect();
        FunctionItem { parameters, result: item.attribute("outputTypeRef").map(ToOwned::to_owned) }
    });
    Ok(ItemDefinition {
        name: named(element)?,
        type_ref: element.child("typeRef").map(|child| child.text.as_str().trim().to_owned()),
        is_collection: flag(element, "isCollection")?,
        allowed_values: tests(element, "allowedValues"),
        type_constraint: tests(element, "typeConstraint"),
        components: element.all("itemComponent").map(item_definition).collect::<Result<_, _>>()?,
        function,
        at: element.at.clone(),
    })
}

fn input_data(element: &Element) -> Result<InputData, ReadError> {
    let name = named(element)?;
    Ok(InputData { id: id_of(element, &name), type_ref: element.child("variable").and_then(type_ref), name, at: element.at.clone() })
}

/// What `informationRequirement` and its like require.
fn requirements(element: &Element, kind: &str) -> Result<Vec<Requirement>, ReadError> {
    element
        .all(kind)
        .map(|requirement| {
            let required = requirement.children.iter().find(|child| child.name.starts_with("required"));
            let required = required.unwrap_or(requirement);
            href(required)
        })
        .collect()
}

fn references(element: &Element, kind: &str) -> Result<Vec<Requirement>, ReadError> {
    element.all(kind).map(href).collect()
}

fn href(element: &Element) -> Result<Requirement, ReadError> {
    let Some(address) = element.attribute("href") else {
        return Err(Problem::of_file(Fault::EmptyRequirement, &element.at).into());
    };
    Ok(Requirement { href: address.to_owned(), at: element.at.clone() })
}

fn decision(element: &Element) -> Result<Decision, ReadError> {
    let name = named(element)?;
    let variable = element.child("variable");
    Ok(Decision {
        id: id_of(element, &name),
        variable: variable.and_then(|variable| variable.attribute("name")).unwrap_or(&name).to_owned(),
        type_ref: variable.and_then(type_ref),
        description: words(element, "description"),
        requirements: requirements(element, "informationRequirement")?,
        knowledge: requirements(element, "knowledgeRequirement")?,
        logic: boxed::find(element)?,
        name,
        at: element.at.clone(),
    })
}

fn knowledge_model(element: &Element) -> Result<KnowledgeModel, ReadError> {
    let name = named(element)?;
    let variable = element.child("variable");
    Ok(KnowledgeModel {
        id: id_of(element, &name),
        variable: variable.and_then(|variable| variable.attribute("name")).unwrap_or(&name).to_owned(),
        type_ref: variable.and_then(type_ref),
        knowledge: requirements(element, "knowledgeRequirement")?,
        logic: element.child("encapsulatedLogic").map(boxed::function).transpose()?,
        name,
        at: element.at.clone(),
    })
}

fn service(element: &Element) -> Result<DecisionService, ReadError> {
    let name = named(element)?;
    let variable = element.child("variable");
    Ok(DecisionService {
        id: id_of(element, &name),
        variable: variable.and_then(|variable| variable.attribute("name")).unwrap_or(&name).to_owned(),
        type_ref: variable.and_then(type_ref),
        outputs: references(element, "outputDecision")?,
        inputs: references(element, "inputData")?,
        input_decisions: references(element, "inputDecision")?,
        name,
        at: element.at.clone(),
    })
}
