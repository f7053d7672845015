//! Rulings: what people decide about a rating. A class is asked for and answered by somebody else; what a rule proposes is answered; what
//! holds is revoked. `in_force.rs` says which class counts, and why.
//!
//! Every decision says what its page showed ([`Seen`]); where that has changed since, it is refused with the difference.

mod answer;
mod ask;
mod in_force;
mod open_orders;
mod revoke;
mod seen;

use guiju_store::{Rating, RulingQuery};
use guiju_types::{Month, RecordId, Scope};

pub use answer::{AnswerProposals, answer_proposals, answer_rulings};
pub use ask::{AskClass, ask_class};
pub use in_force::{because, label_of_class, rulings_that_set, set_by};
pub use open_orders::{OpenOrder, open_orders};
pub use revoke::{revoke_ruling, withdraw_ruling};
pub use seen::Seen;

use crate::operations::rate_month::appraisal_of;
use crate::{Company, RuntimeError};

/// A customer's rating in a month's latest run.
///
/// # Errors
/// Where the scope does not see the customer, the month is not rated, or the customer was not known then.
pub fn latest_rating(company: &Company, scope: &Scope, appraisal: &str, customer: RecordId, month: Month) -> Result<Rating, RuntimeError> {
    let record = company.store().record(scope, "customer", customer)?;
    let record = record.ok_or_else(|| RuntimeError::UnknownCustomer { name: customer.to_string() })?;
    let run = company.store().latest_run(appraisal, month)?.ok_or(RuntimeError::NotYetRated { month })?;
    let rating = company.store().rating(scope, run.id, customer)?;
    rating.ok_or_else(|| {
        let name = record.fields.text("name").unwrap_or_default();
        RuntimeError::refused(
            format!("{month} 评级时还没有客户 `{name}`；请重新评级该月"),
            format!("`{name}` was not known when {month} was rated; rate the month again"),
        )
    })
}

/// Refuses a class for months in which another one holds that would hold longer: to take its place would end that one for good, unseen.
fn refuse_shorter(
    company: &Company,
    scope: &Scope,
    appraisal: &str,
    customer: RecordId,
    from: Month,
    until: Option<Month>,
) -> Result<(), RuntimeError> {
    let query = RulingQuery { subject: Some(customer), limit: 10_000, ..RulingQuery::new(appraisal) };
    let Some(longer) = company.store().rulings(scope, &query)?.into_iter().find(|ruling| ruling.outlasts(from, until)) else {
        return Ok(());
    };
    let said = because(appraisal_of(company.rulebook(), appraisal)?, &longer);
    Err(RuntimeError::refused(
        format!("该客户另有更长期的决定（{}），批准短期调级会使它从此失效；请先撤销它，或把截止月份改到它之后", said.zh),
        format!(
            "a decision that holds longer stands for this customer ({}); a shorter class would end it for good: revoke it first, or choose a later last month",
            said.en
        ),
    ))
}

/// What a decision rests on, to be kept with it: the rating as its page showed it.
fn basis(rating: &Rating) -> String {
    let basis = serde_json::json!({
        "run": rating.run, "month": rating.month, "class": rating.class_in_force(), "computed_class": rating.class,
        "total": rating.total.map(|total| total.to_string()), "basis_percent": rating.basis_percent, "proposal": rating.proposal,
    });
    basis.to_string()
}

/// The longest and shortest reason that is kept.
const REASON_CHARACTERS: std::ops::RangeInclusive<usize> = 4..=500;

/// A reason that says something.
pub(super) fn reason(text: &str) -> Result<&str, RuntimeError> {
    let text = text.trim();
    if !REASON_CHARACTERS.contains(&text.chars().count()) {
        return Err(RuntimeError::refused(
            "请写明理由（4 到 500 个字）；理由随决定留存",
            "a reason of 4 to 500 characters is needed; it is kept with the decision",
        ));
    }
    Ok(text)
}
