//! `POST /api/v1/imports/{upload}/answers`: answers what only a person can say of an upload; gives the new proposal.

use guiju_runtime::import::Answers;

use super::upload::look;
use crate::dto::import::{AnswersRequest, Upload};
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::session::{Caller, Right};

/// Answers what only a person can say of an upload; gives the new proposal. Send every answer so far: nothing is kept between calls.
#[utoipa::path(
    post,
    path = "/imports/{upload}/answers",
    tag = "imports",
    params(("upload" = String, Path, description = "The upload.")),
    request_body = AnswersRequest,
    responses((status = 200, body = Upload), ApiError)
)]
pub(crate) async fn answer_import(
    caller: Caller,
    Path(upload): Path<String>,
    Json(request): Json<AnswersRequest>,
) -> Result<axum::Json<Upload>, ApiError> {
    caller.require(Right::Import)?;
    let file = caller.app().uploads().find(&upload, &caller.user().name)?;
    let answers = Answers(request.answers);
    caller.with(move |company, _| look(company, upload, &file, request.sheet.as_deref(), &answers)).await.map(axum::Json)
}
