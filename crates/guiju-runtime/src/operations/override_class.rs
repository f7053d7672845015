//! A class set by a person, beside the computed one; and what a person decides about a proposal.

use guiju_store::{NewOverride, Rating};
use guiju_types::{Actor, Month, RecordId, Scope};

use super::rate_month::appraisal_of;
use crate::{Company, RuntimeError};

/// A class to set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideClass {
    /// The appraisal: `credit`.
    pub appraisal: String,
    /// Whose class.
    pub customer: RecordId,
    /// The class.
    pub class: String,
    /// Why.
    pub reason: String,
    /// The first month.
    pub from: Month,
    /// The last month.
    pub until: Month,
}

/// The longest time for which a class may be set by hand.
const MONTHS_MAX: i32 = 24;

/// Sets a class by hand.
///
/// # Errors
/// Where the scope does not see the customer, there is no such class, the reason is empty or the last month is out of bounds.
pub fn override_class(company: &Company, scope: &Scope, actor: &Actor, new: &OverrideClass) -> Result<(), RuntimeError> {
    let appraisal = appraisal_of(company.rulebook(), &new.appraisal)?;
    see_customer(company, scope, new.customer)?;
    if appraisal.class(&new.class).is_none() {
        let known: Vec<&str> = appraisal.classes.iter().map(|class| class.name.as_ref()).collect();
        return Err(RuntimeError::refused(
            format!("没有等级 `{}`；可选 {}", new.class, known.join("、")),
            format!("there is no class `{}`; choose one of {}", new.class, known.join(", ")),
        ));
    }
    let months = new.until.months_since(new.from);
    if !(0..MONTHS_MAX).contains(&months) {
        let (from, last) = (new.from, new.from.plus(MONTHS_MAX - 1));
        return Err(RuntimeError::refused(
            format!("截止月份 `{}` 超出范围；可选 {from} 至 {last}", new.until),
            format!("the last month `{}` is out of bounds; choose {from} to {last}", new.until),
        ));
    }
    let reason = reason(&new.reason)?;
    let manual = NewOverride {
        customer: new.customer,
        appraisal: appraisal.name.clone(),
        class: new.class.clone(),
        reason: reason.to_owned(),
        from: new.from,
        until: new.until,
    };
    company.store().write(actor, |write| {
        write.put_override(&manual)?;
        let detail = serde_json::json!({ "class": manual.class, "reason": manual.reason, "from": manual.from, "until": manual.until });
        write.audit("override_class", &new.customer.to_string(), &detail);
        Ok(())
    })
}

/// Ends the class set by hand that holds in a month.
///
/// # Errors
/// Where the scope does not see the customer, or none holds.
pub fn end_override(
    company: &Company,
    scope: &Scope,
    actor: &Actor,
    appraisal: &str,
    customer: RecordId,
    month: Month,
    why: &str,
) -> Result<(), RuntimeError> {
    see_customer(company, scope, customer)?;
    let all = company.store().overrides(scope, customer)?;
    let holding = all
        .iter()
        .find(|manual| manual.appraisal == appraisal && manual.ended_at.is_none() && manual.from <= month && month <= manual.until);
    let Some(holding) = holding else {
        return Err(RuntimeError::refused(
            format!("{month} 没有生效的人工等级；未作任何更改"),
            format!("no class set by hand holds in {month}; nothing was changed"),
        ));
    };
    company.store().write(actor, |write| {
        write.end_override(holding.id, why)?;
        write.audit("end_override", &customer.to_string(), &serde_json::json!({ "override": holding.id, "reason": why }));
        Ok(())
    })
}

/// Approves or refuses what a month's latest run proposes for a customer.
///
/// # Errors
/// Where the scope does not see the customer, the month is not rated, nothing is proposed, or it was decided before.
pub fn decide_proposal(
    company: &Company,
    scope: &Scope,
    actor: &Actor,
    rating: (&str, RecordId, Month),
    is_approved: bool,
    why: &str,
) -> Result<(), RuntimeError> {
    let (appraisal, customer, month) = rating;
    let rating = latest_rating(company, scope, appraisal, customer, month)?;
    let Some(proposal) = &rating.proposal else {
        return Err(RuntimeError::refused(
            format!("{month} 对这个客户没有待批的建议"),
            format!("nothing is proposed for this customer in {month}"),
        ));
    };
    let why = reason(why)?;
    company.store().write(actor, |write| {
        write.approve_proposal(rating.run, customer, is_approved, why)?;
        let detail = serde_json::json!({ "proposal": proposal, "month": month, "is_approved": is_approved, "reason": why });
        write.audit("decide_proposal", &customer.to_string(), &detail);
        Ok(())
    })
}

/// A customer's rating in a month's latest run.
///
/// # Errors
/// Where the scope does not see the customer, the month is not rated, or the customer was not known then.
pub fn latest_rating(company: &Company, scope: &Scope, appraisal: &str, customer: RecordId, month: Month) -> Result<Rating, RuntimeError> {
    see_customer(company, scope, customer)?;
    let run = company.store().latest_run(appraisal, month)?.ok_or(RuntimeError::NotYetRated { month })?;
    let rating = company.store().rating(scope, run.id, customer)?;
    rating.ok_or_else(|| {
        RuntimeError::refused(
            format!("{month} 评级时还没有这个客户；请重新评级该月"),
            format!("this customer was not known when {month} was rated; rate the month again"),
        )
    })
}

fn see_customer(company: &Company, scope: &Scope, customer: RecordId) -> Result<(), RuntimeError> {
    let record = company.store().record(scope, "customer", customer)?;
    record.map(|_| ()).ok_or_else(|| RuntimeError::UnknownCustomer { name: customer.to_string() })
}

fn reason(text: &str) -> Result<&str, RuntimeError> {
    let text = text.trim();
    if text.chars().count() < 4 {
        return Err(RuntimeError::refused(
            "请写明理由（至少四个字）；理由随等级留存",
            "a reason of four characters or more is needed; it is kept beside the class",
        ));
    }
    Ok(text)
}
