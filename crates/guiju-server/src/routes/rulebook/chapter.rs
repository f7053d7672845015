//! `GET /api/v1/rulebook/chapters/{name}`: a chapter: the rule in words, its measures, decisions and appraisals.

use guiju_rulebook::{Aggregate, CompiledAppraisal, CompiledMeasure, Total, Window};
use guiju_runtime::Company;
use guiju_runtime::operations::{ReadableDecision, decision_tables};
use guiju_types::{Field, FieldType, RecordType};

use crate::dto::rulebook::{
    AppraisalInfo, AppraisalWeight, Chapter, DecisionInfo, DecisionRule, FieldInfo, MeasureInfo, RecordTypeInfo, TotalInfo,
};
use crate::dto::scalar::{Choice, Decimal, Text};
use crate::error::ApiError;
use crate::extract::Path;
use crate::routes::customers::read::field_kind;
use crate::session::Caller;

/// A chapter: the rule in words, its measures, decisions and appraisals.
#[utoipa::path(
    get,
    path = "/rulebook/chapters/{name}",
    tag = "rulebook",
    params(("name" = String, Path, description = "The chapter.")),
    responses((status = 200, body = Chapter), ApiError)
)]
pub(crate) async fn read_chapter(caller: Caller, Path(name): Path<String>) -> Result<axum::Json<Chapter>, ApiError> {
    caller.with(move |company, _| chapter(company, &name)).await.map(axum::Json)
}

fn chapter(company: &Company, name: &str) -> Result<Chapter, ApiError> {
    let rulebook = company.rulebook();
    let chapter = rulebook.chapters().iter().find(|chapter| chapter.name == name);
    let chapter = chapter.ok_or_else(|| ApiError::not_found("such chapter", "章节"))?;
    let appraisals: Vec<&CompiledAppraisal> = chapter.appraisals.iter().filter_map(|name| rulebook.appraisal(name)).collect();
    let kinds = rulebook.record_types().iter().filter(|kind| chapter.record_types.contains(&kind.name));
    Ok(Chapter {
        name: chapter.name.clone(),
        label: (&chapter.label).into(),
        edition: rulebook.edition().to_string(),
        readme: (&chapter.readme).into(),
        record_types: kinds.map(record_type).collect(),
        measures: appraisals.iter().flat_map(|appraisal| &appraisal.measures).map(measure).collect(),
        decisions: decision_tables(company, name)?.into_iter().map(decision).collect(),
        appraisals: appraisals.iter().map(|appraisal| self::appraisal(appraisal)).collect(),
    })
}

fn record_type(kind: &RecordType) -> RecordTypeInfo {
    RecordTypeInfo { name: kind.name.clone(), label: (&kind.label).into(), fields: kind.fields.iter().map(field).collect() }
}

fn field(field: &Field) -> FieldInfo {
    let choices = match &field.kind {
        FieldType::Enumeration(values) => {
            values.iter().map(|(value, label)| Choice { value: value.clone(), label: label.into() }).collect()
        }
        FieldType::Text
        | FieldType::Integer
        | FieldType::Decimal
        | FieldType::Amount
        | FieldType::Date
        | FieldType::Instant
        | FieldType::Boolean
        | FieldType::Reference(_) => Vec::new(),
    };
    FieldInfo {
        name: field.name.clone(),
        label: (&field.label).into(),
        kind: field_kind(&field.kind).to_owned(),
        is_required: field.is_required,
        choices,
        validation: Some(field.validation.clone()).filter(|text| !text.is_empty()),
    }
}

fn measure(measure: &CompiledMeasure) -> MeasureInfo {
    MeasureInfo {
        name: measure.name.clone(),
        label: (&measure.label).into(),
        unit: measure.unit.name().to_owned(),
        definition: (&measure.definition).into(),
        totals: measure.totals.iter().map(total).collect(),
        value: Some(measure.value.source().to_owned()),
    }
}

fn total(total: &Total) -> TotalInfo {
    TotalInfo {
        name: total.name.clone(),
        label: (&total.label).into(),
        fact: total.fact.clone(),
        aggregate: match &total.aggregate {
            Aggregate::Sum(column) => format!("sum({column})"),
            Aggregate::Count => "count".to_owned(),
            Aggregate::DistinctMonths => "distinct_months".to_owned(),
        },
        by: total.by.clone(),
        months: match total.window {
            Window::Months(months) => Some(months),
            Window::All => None,
        },
        condition: total.condition.as_ref().map(|condition| condition.source().to_owned()),
    }
}

fn decision(decision: ReadableDecision) -> DecisionInfo {
    let description = Some(decision.description).filter(|text| !text.is_empty());
    let (mut hit_policy, mut inputs, mut outputs, mut rules) = (None, Vec::new(), Vec::new(), Vec::new());
    if let Some(table) = decision.table {
        hit_policy = Some(table.hit_policy.to_owned());
        (inputs, outputs) = (table.inputs, table.outputs);
        rules = table
            .rules
            .into_iter()
            .map(|rule| DecisionRule {
                id: rule.id,
                inputs: rule.tests,
                outputs: rule.outputs,
                description: Some(rule.description).filter(|text| !text.is_empty()),
            })
            .collect();
    }
    DecisionInfo {
        label: Text::new(&decision.name, &decision.name),
        name: decision.name,
        description,
        hit_policy,
        inputs,
        outputs,
        rules,
        expression: decision.expression,
    }
}

fn appraisal(appraisal: &CompiledAppraisal) -> AppraisalInfo {
    let weights = appraisal.measures.iter().map(|measure| AppraisalWeight {
        measure: measure.name.clone(),
        label: (&measure.label).into(),
        weight: Decimal(measure.weight.to_string()),
    });
    AppraisalInfo {
        name: appraisal.name.clone(),
        label: (&appraisal.label).into(),
        clause: (&appraisal.clause).into(),
        weights: weights.collect(),
        classes: appraisal.classes.iter().map(|class| class.name.to_string()).collect(),
    }
}
