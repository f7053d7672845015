//! `GET /api/v1/ratings/{month}/runs`: every time the month was rated, the latest first.

use guiju_runtime::Company;
use guiju_store::Run;
use guiju_types::Month;

use crate::dto::rating::{MonthRun, Withdrawn};
use crate::dto::scalar::{Instant, YearMonth};
use crate::error::ApiError;
use crate::extract::Path;
use crate::names::CREDIT;
use crate::session::Caller;

/// Every time the month was rated, the latest first, those taken back included. Each stays readable as it was.
#[utoipa::path(
    get,
    path = "/ratings/{month}/runs",
    tag = "ratings",
    params(("month" = String, Path, description = "The month.")),
    responses((status = 200, body = Vec<MonthRun>), ApiError)
)]
pub(crate) async fn list_runs(caller: Caller, Path(month): Path<YearMonth>) -> Result<axum::Json<Vec<MonthRun>>, ApiError> {
    caller.with(move |company, _| runs(company, month.0)).await.map(axum::Json)
}

pub(super) fn runs(company: &Company, month: Month) -> Result<Vec<MonthRun>, ApiError> {
    let runs = company.store().runs_of_month(CREDIT, month)?;
    let counts = runs.iter().find(|run| run.withdrawal.is_none()).map(|run| run.id);
    let row = |run: &Run| MonthRun {
        run: run.id.0,
        counts: counts == Some(run.id),
        edition: run.edition.to_string(),
        known_at: Instant(run.known_at),
        by: run.actor.clone(),
        at: Instant(run.at),
        withdrawn: withdrawn(run),
    };
    Ok(runs.iter().map(row).collect())
}

/// Where a run was taken back.
pub(super) fn withdrawn(run: &Run) -> Option<Withdrawn> {
    let end = run.withdrawal.as_ref()?;
    Some(Withdrawn { by: end.actor.clone(), at: Instant(end.at), reason: end.reason.clone() })
}
