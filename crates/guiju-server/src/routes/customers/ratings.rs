//! `GET /api/v1/customers/{id}/ratings`: the customer's ratings by month, newest first.

use guiju_runtime::Company;
use guiju_runtime::operations::RatingBrief;
use guiju_types::{RecordId, Scope};

use crate::dto::rating::{RatingHistory, RatingSummary};
use crate::error::ApiError;
use crate::extract::Path;
use crate::names::CREDIT;
use crate::overview::Wording;
use crate::session::Caller;

/// The customer's ratings by month, newest first.
#[utoipa::path(
    get,
    path = "/customers/{id}/ratings",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer.")),
    responses((status = 200, body = RatingHistory), ApiError)
)]
pub(crate) async fn customer_ratings(caller: Caller, Path(id): Path<i64>) -> Result<axum::Json<RatingHistory>, ApiError> {
    let read = caller.with(move |company, scope| {
        super::read::find(company, scope, id)?;
        Ok(RatingHistory { months: history(company, scope, RecordId(id))? })
    });
    read.await.map(axum::Json)
}

/// A customer's ratings, newest first, each with the class of the month before.
pub(super) fn history(company: &Company, scope: &Scope, customer: RecordId) -> Result<Vec<RatingSummary>, ApiError> {
    let wording = Wording::of(company, &[])?;
    let ratings = company.store().ratings_of(scope, CREDIT, customer)?;
    let editions: std::collections::BTreeMap<_, _> =
        company.store().runs(CREDIT)?.into_iter().map(|run| (run.id, run.edition.to_string())).collect();
    let mut months: Vec<RatingSummary> = Vec::with_capacity(ratings.len());
    // From the oldest, so that each finds the month before.
    let mut before: Option<(guiju_types::Month, Option<String>)> = None;
    for rating in ratings.iter().rev() {
        let brief = RatingBrief::of(rating)?;
        let previous = before.take().filter(|(month, _)| rating.month.months_since(*month) == 1).and_then(|(_, class)| class);
        let edition = editions.get(&rating.run).map(String::as_str).unwrap_or_default();
        before = Some((rating.month, brief.class.clone()));
        months.push(wording.summary(rating.month, edition, &brief, previous));
    }
    months.reverse();
    Ok(months)
}
