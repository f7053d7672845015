//! `GET /api/v1/imports/targets`: what a column of a file can be.

use guiju_runtime::Company;

use crate::dto::import::{ImportTargets, Target, TargetGroup};
use crate::dto::scalar::Text;
use crate::error::ApiError;
use crate::names::kind_label;
use crate::routes::customers::read::field_kind;
use crate::session::Caller;

/// What a column of a file can be.
#[utoipa::path(get, path = "/imports/targets", tag = "imports", responses((status = 200, body = ImportTargets), ApiError))]
pub(crate) async fn list_import_targets(caller: Caller) -> Result<axum::Json<ImportTargets>, ApiError> {
    caller.with(|company, _| Ok(ImportTargets { groups: targets(company) })).await.map(axum::Json)
}

/// Customers first, then the ledger, then the other record types.
pub(crate) fn targets(company: &Company) -> Vec<TargetGroup> {
    let mut groups: Vec<TargetGroup> = Vec::new();
    let mut records: Vec<TargetGroup> = company
        .rulebook()
        .record_types()
        .iter()
        .map(|kind| TargetGroup {
            name: kind.name.clone(),
            label: (&kind.label).into(),
            targets: kind
                .fields
                .iter()
                .map(|field| Target {
                    name: format!("{}.{}", kind.name, field.name),
                    label: (&field.label).into(),
                    kind: field_kind(&field.kind).to_owned(),
                    is_required: field.is_required,
                })
                .collect(),
        })
        .collect();
    if let Some(customer) = records.iter().position(|group| group.name == "customer") {
        groups.push(records.remove(customer));
    }
    for column in company.rulebook().ledger_columns() {
        let Some((thing, part)) = column.name.split_once('.') else { continue };
        let target = Target {
            name: column.name.clone(),
            label: (&column.label).into(),
            kind: part_kind(part).to_owned(),
            is_required: matches!((thing, part), ("charge" | "receipt" | "cost", "amount" | "date")),
        };
        match groups.iter_mut().find(|group| group.name == thing) {
            Some(group) => group.targets.push(target),
            None => groups.push(TargetGroup { name: thing.to_owned(), label: kind_label(company, thing), targets: vec![target] }),
        }
    }
    groups.extend(records);
    let known_at =
        Target { name: "known_at".to_owned(), label: Text::new("入账时点", "known at"), kind: "date".to_owned(), is_required: false };
    groups.push(TargetGroup { name: "known_at".to_owned(), label: Text::new("入账时点", "known at"), targets: vec![known_at] });
    groups
}

/// What the part of a ledger entry holds.
fn part_kind(part: &str) -> &'static str {
    match part {
        "date" | "due" => "date",
        "amount" | "open" => "amount",
        "rate" => "decimal",
        _ => "text",
    }
}
