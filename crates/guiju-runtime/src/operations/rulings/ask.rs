//! A class asked for by hand. It counts once somebody else has approved it.

use guiju_store::{NewRuling, RulingKind};
use guiju_types::{Actor, Month, RecordId, Scope};

use super::{Seen, latest_rating, reason};
use crate::operations::rate_month::appraisal_of;
use crate::{Company, RuntimeError};

/// A class to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskClass {
    /// The appraisal: `credit`.
    pub appraisal: String,
    /// Whose class.
    pub customer: RecordId,
    /// The class.
    pub class: String,
    /// Why.
    pub reason: String,
    /// The first month; rated.
    pub from: Month,
    /// The last month.
    pub until: Month,
    /// What the page showed.
    pub seen: Seen,
}

/// The longest time for which a class may be set by hand: a year, after which it is looked at again (R1).
const MONTHS_MAX: i32 = 12;

/// Asks for a class by hand. Gives the ruling's id.
///
/// # Errors
/// Where the scope does not see the customer, there is no such class, the reason is too short, the last month is out of bounds, the customer is
/// a company of the group, or the rating is no longer what the page showed.
pub fn ask_class(company: &Company, scope: &Scope, actor: &Actor, new: &AskClass) -> Result<i64, RuntimeError> {
    let appraisal = appraisal_of(company.rulebook(), &new.appraisal)?;
    let rating = latest_rating(company, scope, &new.appraisal, new.customer, new.from)?;
    if appraisal.class(&new.class).is_none() {
        let known: Vec<&str> = appraisal.classes.iter().map(|class| class.name.as_ref()).collect();
        return Err(RuntimeError::refused(
            format!("没有等级 `{}`；可选 {}", new.class, known.join("、")),
            format!("there is no class `{}`; choose one of {}", new.class, known.join(", ")),
        ));
    }
    if rating.state == guiju_store::RatingState::Internal {
        return Err(RuntimeError::refused(
            "集团内单位只标注，不评级，也不能人工调级",
            "a company of the group is marked and not rated; its class cannot be set by hand",
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
    if let Some(waiting) = &rating.asked {
        let by = waiting.steps.first().map(|step| step.actor.as_str()).unwrap_or_default();
        return Err(RuntimeError::refused(
            format!("{by} 提出的调级还在等待审批；请先批复或撤回"),
            format!("a class that {by} asked for still waits; it has to be answered or withdrawn first"),
        ));
    }
    super::refuse_shorter(company, scope, &new.appraisal, new.customer, new.from, Some(new.until))?;
    new.seen.check(appraisal, &rating)?;
    let ruling = NewRuling {
        kind: RulingKind::Class,
        appraisal: appraisal.name.clone(),
        subject_type: appraisal.subject.clone(),
        subject: new.customer,
        value: new.class.clone(),
        class: Some(new.class.clone()),
        from: new.from,
        until: Some(new.until),
        from_day: None,
        basis_json: super::basis(&rating),
        reason: reason.to_owned(),
    };
    company.store().write(actor, |write| write.ask_ruling(&ruling).map_err(RuntimeError::from))
}
