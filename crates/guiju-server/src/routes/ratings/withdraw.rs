//! `POST /api/v1/ratings/{month}/withdrawal`: takes the rating of a month back.

use guiju_runtime::operations;
use guiju_types::RunId;

use super::runs::runs;
use crate::dto::rating::{MonthRun, WithdrawRun};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::names::CREDIT;
use crate::session::{Caller, Right};

/// Takes the rating of a month back: the run before it counts again, or the month is not rated. What was judged stays readable.
#[utoipa::path(
    post,
    path = "/ratings/{month}/withdrawal",
    tag = "ratings",
    params(("month" = String, Path, description = "The month.")),
    request_body = WithdrawRun,
    responses((status = 200, body = Vec<MonthRun>), ApiError)
)]
pub(crate) async fn withdraw_run(
    caller: Caller,
    Path(month): Path<YearMonth>,
    Json(request): Json<WithdrawRun>,
) -> Result<axum::Json<Vec<MonthRun>>, ApiError> {
    caller.require(Right::Rate)?;
    let actor = caller.actor();
    let left = caller.with(move |company, _| {
        operations::withdraw_run(company, &actor, CREDIT, (month.0, RunId(request.run)), &request.reason)?;
        runs(company, month.0)
    });
    left.await.map(axum::Json)
}
