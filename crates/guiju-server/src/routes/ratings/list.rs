//! `GET /api/v1/ratings`: the months that are rated, newest first.

use guiju_runtime::{Company, operations};
use guiju_store::{RatingState, Run};
use guiju_types::Scope;

use crate::dto::rating::RatedMonth;
use crate::dto::scalar::{Instant, Text, YearMonth};
use crate::error::ApiError;
use crate::names::CREDIT;
use crate::session::Caller;

/// The months that are rated, newest first.
#[utoipa::path(get, path = "/ratings", tag = "ratings", responses((status = 200, body = Vec<RatedMonth>), ApiError))]
pub(crate) async fn list_rated_months(caller: Caller) -> Result<axum::Json<Vec<RatedMonth>>, ApiError> {
    let app = caller.app().clone();
    let read = caller.with(move |company, scope| {
        let months = app.figures().get(company, scope, "rated months", || months(company, scope))?;
        Ok(months.as_ref().clone())
    });
    read.await.map(axum::Json)
}

fn months(company: &Company, scope: &Scope) -> Result<Vec<RatedMonth>, ApiError> {
    let mut runs: Vec<Run> = company.store().runs(CREDIT)?;
    runs.dedup_by_key(|run| run.month);
    runs.into_iter().map(|run| month(company, scope, &run)).collect()
}

fn month(company: &Company, scope: &Scope, run: &Run) -> Result<RatedMonth, ApiError> {
    let structure = company.store().rating_states(scope, run.id)?;
    let sum = |wanted: Option<RatingState>| -> u64 {
        structure.iter().filter(|count| wanted.is_none_or(|state| count.state == state)).map(|count| count.count).sum()
    };
    Ok(RatedMonth {
        month: YearMonth(run.month),
        run: run.id.0,
        subjects: sum(None),
        rated: sum(Some(RatingState::Rated)),
        not_rated: sum(Some(RatingState::NotRated)),
        known_at: Instant(run.known_at),
        edition: run.edition.to_string(),
        stale: operations::changes_since(company, run)?.iter().map(Text::from).collect(),
    })
}
