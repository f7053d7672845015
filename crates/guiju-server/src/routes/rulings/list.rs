//! `GET /api/v1/rulings`: what people decided about ratings, and what waits for an answer.

use guiju_store::{RulingQuery, RulingState};
use guiju_types::RecordId;

use crate::dto::page::PageQuery;
use crate::dto::ruling::{RulingFilter, RulingPage};
use crate::dto::scalar::Text;
use crate::error::{ApiError, ErrorCode};
use crate::extract::Query;
use crate::names::CREDIT;
use crate::overview::names;
use crate::rulings::listed;
use crate::session::Caller;

/// What people decided about ratings, and what waits for an answer, the newest first.
#[utoipa::path(
    get,
    path = "/rulings",
    tag = "rulings",
    params(RulingFilter, PageQuery),
    responses((status = 200, body = RulingPage), ApiError)
)]
pub(crate) async fn list_rulings(
    caller: Caller,
    Query(filter): Query<RulingFilter>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<RulingPage>, ApiError> {
    let read = caller.with(move |company, scope| {
        let states = names(filter.state.as_deref()).iter().map(|state| state.parse::<RulingState>()).collect::<Result<Vec<_>, _>>()?;
        let wrong = || ApiError::new(ErrorCode::BadRequest, "`after` is not a place in this list", "翻页位置无效");
        let before = page.after.as_deref().map(|after| after.parse::<i64>().map_err(|_| wrong())).transpose()?;
        let limit = page.limit();
        let query = RulingQuery {
            subject: filter.customer.map(RecordId),
            states,
            before,
            limit: u32::try_from(limit + 1).unwrap_or(501),
            ..RulingQuery::new(CREDIT)
        };
        let mut found = company.store().rulings(scope, &query)?;
        let has_more = found.len() > limit;
        found.truncate(limit);
        let none = || Text::new("没有这样的决定", "there are no such rulings");
        Ok(RulingPage {
            next: found.last().filter(|_| has_more).map(|last| last.id.to_string()),
            empty_because: found.is_empty().then(none),
            rows: listed(company, scope, &found)?,
        })
    });
    read.await.map(axum::Json)
}
