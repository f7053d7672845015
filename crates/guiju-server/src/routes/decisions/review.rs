//! `GET /api/v1/rulebook/draft/review`: the draft before it is published: who wrote it, what the checks doubt, who would change class.

use guiju_runtime::operations::{self, ClassChange, Impact};
use guiju_runtime::rules;

use super::words::example;
use crate::dto::decision::{ChangedCustomer, DraftDoubt, DraftImpact, DraftReview, ReviewQuery};
use crate::dto::rating::MatrixCell;
use crate::dto::scalar::{Decimal, Reference, YearMonth};
use crate::error::ApiError;
use crate::extract::Query;
use crate::names::CREDIT;
use crate::rulings::latest_month;
use crate::session::{Caller, Right};

/// The draft before it is published: who wrote it, what the checks doubt, and who would change class in the last rated month.
#[utoipa::path(
    get,
    path = "/rulebook/draft/review",
    tag = "rulebook",
    params(ReviewQuery),
    responses((status = 200, body = DraftReview), ApiError)
)]
pub(crate) async fn review_draft(caller: Caller, Query(query): Query<ReviewQuery>) -> Result<axum::Json<DraftReview>, ApiError> {
    caller.require(Right::EditRulebook)?;
    let name = caller.user().name.clone();
    let read = caller.with(move |company, _| {
        let review = rules::review_draft(company, query.version)?;
        let impact = match (latest_month(company)?, &review.company) {
            (Some(month), Some(drafted)) => Some(operations::impact(company, drafted, CREDIT, month)?),
            _ => None,
        };
        let doubt = |doubt: rules::Doubt| DraftDoubt {
            id: doubt.id,
            file: doubt.file,
            message: (&doubt.message).into(),
            help: doubt.help.as_ref().map(Into::into),
        };
        Ok(DraftReview {
            version: review.version,
            is_own: review.authors.contains(&name),
            authors: review.authors,
            problems: review.problems.iter().map(Into::into).collect(),
            failing: review.failing.into_iter().map(example).collect(),
            doubts: review.doubts.into_iter().map(doubt).collect(),
            impact: impact.as_ref().map(said),
        })
    });
    read.await.map(axum::Json)
}

fn said(impact: &Impact) -> DraftImpact {
    let named = |class: &Option<String>| class.clone().unwrap_or_else(|| "none".to_owned());
    let row = |change: &ClassChange| ChangedCustomer {
        customer: Reference::new(change.id, &change.code, &change.name),
        from: change.from.clone(),
        to: change.to.clone(),
        total_from: change.total_from.clone().map(Decimal),
        total_to: change.total_to.clone().map(Decimal),
    };
    let moved = impact.moves.iter().filter(|((from, to), _)| from != to);
    DraftImpact {
        month: YearMonth(impact.month),
        subjects: impact.subjects,
        changed: impact.changed(),
        moves: moved.map(|((from, to), count)| MatrixCell { from: named(from), to: named(to), count: *count }).collect(),
        rows: impact.changes.iter().map(row).collect(),
        newly_proposed: impact.newly_proposed,
        no_longer_proposed: impact.no_longer_proposed,
    }
}
