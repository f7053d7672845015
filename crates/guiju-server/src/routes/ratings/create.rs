//! `POST /api/v1/ratings/{month}`: rates the month anew; answers with the job.

use std::time::Instant as Clock;

use axum::http::StatusCode;
use guiju_runtime::Company;
use guiju_runtime::operations::{self, MonthRating, RateMonth};

use crate::dto::job::{Job, JobKind, JobResult};
use crate::dto::rating::{RateRequest, RateResult};
use crate::dto::scalar::{Instant, LabelledCount, Text, YearMonth};
use crate::error::ApiError;
use crate::extract::{Json, Path};
use crate::jobs::Progress;
use crate::names::{CREDIT, credit};
use crate::session::{Caller, Right};
use crate::today::today;

/// Rates the month anew; answers with the job.
#[utoipa::path(
    post,
    path = "/ratings/{month}",
    tag = "ratings",
    params(("month" = String, Path, description = "The month.")),
    request_body = RateRequest,
    responses((status = 202, body = Job), ApiError)
)]
pub(crate) async fn rate_month(
    caller: Caller,
    Path(month): Path<YearMonth>,
    Json(request): Json<RateRequest>,
) -> Result<(StatusCode, axum::Json<Job>), ApiError> {
    caller.require(Right::Rate)?;
    let (actor, is_unfinished) = (caller.actor(), request.unfinished);
    let known_at = request.known_at.map(|instant| instant.0);
    let request = RateMonth { appraisal: CREDIT.to_owned(), month: month.0, known_at, is_verified: false, is_kept: true };
    // Refused now rather than by the job.
    let asked = month.0;
    caller.with(move |company, _| Ok(operations::check_month(company, asked, today(company)?, is_unfinished)?)).await?;
    let job = caller.start(JobKind::Rate, move |company, _, progress| rate(company, progress, &actor, &request))?;
    Ok((StatusCode::ACCEPTED, axum::Json(job)))
}

fn rate(company: &Company, progress: &Progress, actor: &guiju_types::Actor, request: &RateMonth) -> Result<Option<JobResult>, ApiError> {
    progress.stage(Text::new("计算指标并评级", "computing measures and rating"));
    let begun = Clock::now();
    progress.check()?;
    let rated = operations::rate_month(company, actor, request, &|done, total| progress.set(done, total))?;
    Ok(Some(JobResult::Rate(result(company, rated, begun)?)))
}

fn result(company: &Company, rated: MonthRating, begun: Clock) -> Result<RateResult, ApiError> {
    let appraisal = credit(company)?;
    let label = |class: &str| appraisal.class(class).map_or_else(|| Text::new(class, class), |class| (&class.label).into());
    let classes = rated.classes.iter().map(|(class, count)| LabelledCount { name: class.clone(), label: label(class), count: *count });
    let reasons = rated.not_rated.iter().map(|(reason, count)| {
        let measure = reason.split(':').next().unwrap_or_default();
        let known = appraisal.measures.iter().find(|known| known.name == measure);
        let zh = known.map_or_else(|| reason.clone(), |known| format!("缺少{}", known.label.zh));
        LabelledCount { name: measure.to_owned(), label: Text::new(zh, reason), count: *count }
    });
    Ok(RateResult {
        month: YearMonth(rated.month),
        run: rated.run.ok_or_else(|| ApiError::internal("the month was rated and not kept"))?.0,
        subjects: rated.subjects,
        rated: rated.rated,
        not_rated: reasons.collect(),
        classes: classes.collect(),
        edition: rated.edition.to_string(),
        known_at: Instant(rated.known_at),
        digest: rated.digest,
        took_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
    })
}
