//! `POST /api/v1/rulings/{id}/revocation`: ends a ruling in force, from a month on.

use guiju_runtime::operations;

use crate::dto::ruling::{EndRuling, Ruling};
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::rulings::{latest_month, read};
use crate::session::{Caller, Right};
use crate::today::today;

/// Ends a ruling in force, from a month on: the computed class and the record's terms count again. The months before keep it.
#[utoipa::path(
    post,
    path = "/rulings/{id}/revocation",
    tag = "rulings",
    params(("id" = i64, Path, description = "The ruling.")),
    request_body = EndRuling,
    responses((status = 200, body = Ruling), ApiError)
)]
pub(crate) async fn revoke_ruling(
    caller: Caller,
    Path(id): Path<i64>,
    Json(request): Json<EndRuling>,
) -> Result<axum::Json<Ruling>, ApiError> {
    caller.require(Right::DecideProposal)?;
    let actor = caller.actor();
    let ended = caller.with(move |company, scope| {
        let ruling = read(company, scope, id)?;
        // Of a ruling that begins later than the latest month: from its beginning.
        let month = match request.from_month {
            Some(month) => month.0,
            None => latest_month(company)?.unwrap_or(ruling.from_month.0).max(ruling.from_month.0),
        };
        operations::revoke_ruling(company, scope, &actor, id, (month, today(company)?), &request.reason)?;
        read(company, scope, id)
    });
    ended.await.map(axum::Json)
}
