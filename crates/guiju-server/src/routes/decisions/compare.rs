//! `GET /api/v1/rulebook/decisions/{path}/compare`: a decision file beside what it says in another edition, cell by cell.

use guiju_runtime::rules::{self, Side, compare_decisions};
use guiju_types::EditionId;

use crate::dto::decision::{CompareWith, ComparedCell, ComparedElement, ComparedModel, ComparedRule, ComparedTable};
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::session::Caller;

/// A decision file beside what it says in another edition, cell by cell.
#[utoipa::path(
    get,
    path = "/rulebook/decisions/{path}/compare",
    tag = "rulebook",
    params(("path" = String, Path, description = "The file's path in the rulebook, `/` written as `%2F`."), CompareWith),
    responses((status = 200, body = ComparedModel), ApiError)
)]
pub(crate) async fn compare_decision(
    caller: Caller,
    Path(path): Path<String>,
    Query(query): Query<CompareWith>,
) -> Result<axum::Json<ComparedModel>, ApiError> {
    let compared = caller.with(move |company, _| {
        let (side, left) = match query.with.as_str() {
            "published" => (Side::Published, company.rulebook().edition().to_string()),
            edition => (Side::Edition(EditionId(edition.to_owned())), edition.to_owned()),
        };
        let drafted = rules::decision_source(company, &path)?.draft_version.is_some();
        let right = if drafted { "draft".to_owned() } else { company.rulebook().edition().to_string() };
        let model = compare_decisions(company, &path, &side, &Side::Draft)?;
        Ok(ComparedModel {
            left,
            right,
            tables: model.tables.into_iter().map(table).collect(),
            other: model
                .other
                .into_iter()
                .map(|other| ComparedElement { element: other.element, left: other.left, right: other.right })
                .collect(),
        })
    });
    compared.await.map(axum::Json)
}

fn table(table: rules::ComparedTable) -> ComparedTable {
    let rule = |rule: rules::ComparedRule| ComparedRule {
        id: rule.id,
        left_number: rule.left,
        right_number: rule.right,
        cells: rule.cells.into_iter().map(|cell| ComparedCell { column: cell.column, left: cell.left, right: cell.right }).collect(),
    };
    ComparedTable {
        decision: table.decision,
        decision_name: table.decision_name,
        columns: table.columns,
        rules: table.rules.into_iter().map(rule).collect(),
    }
}
