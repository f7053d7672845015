//! `GET /api/v1/rulebook/editions`: the editions of the rulebook that were issued.

use guiju_runtime::rules;

use crate::dto::decision::{EditionInfo, Editions, MonthSpan};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::rulings::latest_month;
use crate::session::Caller;

/// The editions of the rulebook that were issued, and which months each judges.
#[utoipa::path(get, path = "/rulebook/editions", tag = "rulebook", responses((status = 200, body = Editions), ApiError))]
pub(crate) async fn list_editions(caller: Caller) -> Result<axum::Json<Editions>, ApiError> {
    let editions = caller.with(|company, _| {
        let next_month = latest_month(company)?.map(|month| YearMonth(month.plus(1)));
        Ok(Editions { items: rules::editions(company)?.into_iter().map(info).collect(), next_month })
    });
    editions.await.map(axum::Json)
}

fn info(edition: rules::Edition) -> EditionInfo {
    let issued = edition.issued;
    let span = |months: rules::Months| MonthSpan { from: months.from.map(YearMonth), until: months.until.map(YearMonth) };
    EditionInfo {
        number: issued.number,
        edition: issued.edition.to_string(),
        name: issued.name,
        published_by: Some(issued.actor).filter(|actor| !actor.is_empty()),
        at: issued.at,
        note: issued.note,
        effective_from: issued.effective_from.map(YearMonth),
        judges: edition.judges.map(span),
        is_latest: edition.is_latest,
    }
}
