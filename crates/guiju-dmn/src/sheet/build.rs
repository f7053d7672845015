//! A new model of sheets that no document stands behind: typed by hand, or a CSV file.

use super::error::SheetError;
use super::graph::{Graph, GraphRow};
use super::parse::{ColumnKind, ParsedTable, text_at};
use super::{Sheet, SheetPlace, blanks};
use crate::document::{Document, EditError};
use crate::model::{
    Aggregation, Boxed, BoxedKind, Decision, DecisionTable, Definitions, HitPolicy, InputClause, InputData, Located, OutputClause,
    Requirement, Rule,
};

/// The hit policy of two words of DMN.
pub(super) fn policy(policy: &str, aggregation: Option<&str>) -> Option<HitPolicy> {
    let aggregation = match aggregation {
        None | Some("") => None,
        Some("SUM") => Some(Aggregation::Sum),
        Some("COUNT") => Some(Aggregation::Count),
        Some("MIN") => Some(Aggregation::Min),
        Some("MAX") => Some(Aggregation::Max),
        Some(_) => return None,
    };
    Some(match policy {
        "UNIQUE" => HitPolicy::Unique,
        "FIRST" => HitPolicy::First,
        "PRIORITY" => HitPolicy::Priority,
        "ANY" => HitPolicy::Any,
        "RULE ORDER" => HitPolicy::RuleOrder,
        "OUTPUT ORDER" => HitPolicy::OutputOrder,
        "COLLECT" => HitPolicy::Collect(aggregation),
        _ => return None,
    })
}

/// The document.
pub(super) fn document(tables: &[ParsedTable], graph: Option<&Graph>, literals: Option<&Sheet>) -> Result<Document, SheetError> {
    let mut model = Definitions { name: "规则 rules".to_owned(), namespace: "urn:guiju:sheet".to_owned(), ..Definitions::default() };
    if let Some(graph) = graph {
        for (to, from) in [(&mut model.name, &graph.name), (&mut model.namespace, &graph.namespace)] {
            if !from.is_empty() {
                to.clone_from(from);
            }
        }
        graph.rows.iter().for_each(|row| element(&mut model, row));
    }
    for table in tables {
        table.rules.iter().try_for_each(|rule| blanks::refuse(table, rule, None))?;
        add_table(&mut model, table);
    }
    if let Some(sheet) = literals {
        for row in 1..sheet.rows.len() {
            let (id, text) = (text_at(sheet, row, 0)?, text_at(sheet, row, 2)?);
            if let Some(decision) = model.decisions.iter_mut().find(|decision| decision.id == id) {
                decision.logic = Some(boxed("", BoxedKind::Literal(Located::from(text.as_str()))));
            }
        }
    }
    let place = tables.first().map_or_else(SheetPlace::default, |table| SheetPlace::sheet(&table.sheet));
    let refused = |cause: EditError| SheetError::Edit { place: place.clone(), cause: Box::new(cause) };
    let mut document = Document::from_definitions(&model).map_err(|cause| refused(cause.into()))?;
    for row in graph.into_iter().flat_map(|graph| &graph.rows).filter(|row| row.place.iter().all(|number| number.parse::<f64>().is_ok())) {
        let edit = crate::document::Edit::SetBounds { element: row.id.clone(), bounds: row.place.clone() };
        // An element that a new model cannot have, such as an annotation, has no place in its diagram either.
        if document.scene().by_id(&row.id).is_some() {
            document.apply(&edit).map_err(refused)?;
        }
    }
    Ok(document)
}

fn element(model: &mut Definitions, row: &GraphRow) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    match row.kind {
        "inputData" => model.inputs.push(InputData { id: row.id.clone(), name: row.name.clone(), type_ref: some(&row.type_ref), at: 0..0 }),
        "decision" => {
            let variable = some(&row.variable).unwrap_or_else(|| row.name.clone());
            let requirements = row.requires.iter().filter_map(|href| href.strip_prefix('#')).map(required).collect();
            model.decisions.push(Decision {
                id: row.id.clone(),
                name: row.name.clone(),
                variable,
                type_ref: some(&row.type_ref),
                description: row.description.clone(),
                requirements,
                ..Decision::default()
            });
        }
        _ => {}
    }
}

fn required(id: &str) -> Requirement {
    Requirement { href: id.to_owned(), at: 0..0 }
}

fn boxed(id: &str, kind: BoxedKind) -> Boxed {
    Boxed { id: id.to_owned(), type_ref: None, kind, at: 0..0 }
}

/// The table becomes the logic of its decision; without a graph the decision is new and what its columns test is given to it.
fn add_table(model: &mut Definitions, table: &ParsedTable) {
    let logic = boxed(&table.table, BoxedKind::Table(Box::new(decision_table(table))));
    if let Some(decision) = model.decisions.iter_mut().find(|decision| !table.owner.is_empty() && decision.id == table.owner) {
        decision.logic = Some(logic);
        return;
    }
    let name = if table.name.is_empty() { table.sheet.clone() } else { table.name.clone() };
    let mut decision = Decision { id: table.owner.clone(), variable: name.clone(), name, logic: Some(logic), ..Decision::default() };
    if decision.id.is_empty() {
        decision.id = format!("decision_{}", model.decisions.len() + 1);
    }
    for column in table.columns.iter().filter(|column| column.kind == ColumnKind::Input && is_name(&column.expression)) {
        let known = model.inputs.iter().find(|input| input.name == column.expression).map(|input| input.id.clone());
        let id = known.unwrap_or_else(|| {
            let id = format!("input_{}", model.inputs.len() + 1);
            let type_ref = (!column.type_ref.is_empty()).then(|| column.type_ref.clone());
            model.inputs.push(InputData { id: id.clone(), name: column.expression.clone(), type_ref, at: 0..0 });
            id
        });
        if !decision.requirements.iter().any(|one| one.href == id) {
            decision.requirements.push(required(&id));
        }
    }
    model.decisions.push(decision);
}

/// Whether a column tests something that is given as it is.
fn is_name(expression: &str) -> bool {
    expression.chars().next().is_some_and(char::is_alphabetic)
        && expression.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_'))
}

fn decision_table(table: &ParsedTable) -> DecisionTable {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let located = |text: &str| (!text.is_empty()).then(|| Located::from(text));
    let of = |kind| table.columns.iter().filter(move |column| column.kind == kind);
    DecisionTable {
        hit_policy: table.policy,
        inputs: of(ColumnKind::Input)
            .map(|column| InputClause {
                label: if column.label.is_empty() { column.expression.clone() } else { column.label.clone() },
                expression: Located::from(column.expression.as_str()),
                type_ref: some(&column.type_ref),
                values: located(&column.values),
                at: 0..0,
            })
            .collect(),
        outputs: of(ColumnKind::Output)
            .map(|column| OutputClause {
                name: some(&column.expression),
                label: column.label.clone(),
                type_ref: some(&column.type_ref),
                values: located(&column.values),
                default: located(&column.default),
                at: 0..0,
            })
            .collect(),
        annotations: of(ColumnKind::Annotation).map(|column| column.expression.clone()).collect(),
        rules: table
            .rules
            .iter()
            .map(|rule| {
                let texts = |kind| table.cells(rule, kind).iter().map(|text| Located::from(text.as_str())).collect();
                Rule {
                    id: rule.id.clone(),
                    description: table.cells(rule, ColumnKind::Description).concat(),
                    tests: texts(ColumnKind::Input),
                    outputs: texts(ColumnKind::Output),
                    annotations: table.cells(rule, ColumnKind::Annotation),
                    at: 0..0,
                }
            })
            .collect(),
        at: 0..0,
    }
}
