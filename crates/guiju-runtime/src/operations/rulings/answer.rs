//! Answers: to what a rule proposes, and to what somebody asked for. Many at once are answered all or not at all.

use guiju_store::{NewRuling, Ruling, RulingKind, RulingState};
use guiju_types::{Actor, Date, Month, RecordId, Scope};

use super::{Seen, latest_rating, reason};
use crate::operations::rate_month::appraisal_of;
use crate::{Company, RuntimeError};

/// Answers to what a rule proposes in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerProposals {
    /// The appraisal: `credit`.
    pub appraisal: String,
    /// The month; the latest that is rated.
    pub month: Month,
    /// Whose proposals, with what the page showed of each.
    pub customers: Vec<(RecordId, Seen)>,
    /// Approve, or decline.
    pub is_approved: bool,
    /// Why.
    pub reason: String,
    /// The first day of what an approval sets (the settlement terms).
    pub from_day: Date,
}

/// Approves or declines what a month's latest run proposes. Gives the rulings' ids, in order.
///
/// # Errors
/// Where the scope does not see a customer, the month is not the latest one rated, nothing is proposed, it was decided before, or a rating is no
/// longer what the page showed. Nothing is changed then.
pub fn answer_proposals(company: &Company, scope: &Scope, actor: &Actor, asked: &AnswerProposals) -> Result<Vec<i64>, RuntimeError> {
    let appraisal = appraisal_of(company.rulebook(), &asked.appraisal)?;
    let latest = company.store().runs(&asked.appraisal)?.into_iter().next();
    if let Some(latest) = latest.filter(|latest| latest.month != asked.month) {
        return Err(RuntimeError::refused(
            format!("只有最近一个已评月份（{}）的建议可以批复；{} 的建议已过时", latest.month, asked.month),
            format!("only what {}, the latest rated month, proposes can be answered; {} is past", latest.month, asked.month),
        ));
    }
    let why = reason(&asked.reason)?;
    let mut rulings = Vec::with_capacity(asked.customers.len());
    for (customer, seen) in &asked.customers {
        let rating = latest_rating(company, scope, &asked.appraisal, *customer, asked.month)?;
        seen.check(appraisal, &rating)?;
        let name = &rating.customer_name;
        let Some(proposal) = rating.proposal.as_deref() else {
            return Err(RuntimeError::refused(
                format!("{} 对 {name} 没有待批的建议", asked.month),
                format!("nothing is proposed for {name} in {}", asked.month),
            ));
        };
        if let Some(answer) = &rating.answer {
            let by = answer.steps.first().map(|step| step.actor.as_str()).unwrap_or_default();
            return Err(RuntimeError::refused(
                format!("对 {name} 的建议已由 {by} 批复；如需改变，请先撤销"),
                format!("what is proposed for {name} was answered by {by}; revoke that first to change it"),
            ));
        }
        rulings.push(NewRuling {
            kind: RulingKind::Proposal,
            appraisal: appraisal.name.clone(),
            subject_type: appraisal.subject.clone(),
            subject: *customer,
            value: proposal.to_owned(),
            class: appraisal.proposal(proposal).and_then(|known| known.class.as_deref()).map(ToOwned::to_owned),
            from: asked.month,
            until: None,
            from_day: Some(asked.from_day),
            basis_json: super::basis(&rating),
            reason: why.to_owned(),
        });
    }
    company.store().write(actor, |write| {
        rulings.iter().map(|ruling| write.answer_proposal(ruling, asked.is_approved).map_err(RuntimeError::from)).collect()
    })
}

/// Approves or declines classes that somebody else asked for, each with what the page showed of its customer's rating.
///
/// # Errors
/// Where there is no such ruling, it was answered before, it is the caller's own, or a rating is no longer what the page showed. Nothing is
/// changed then.
pub fn answer_rulings(
    company: &Company,
    scope: &Scope,
    actor: &Actor,
    rulings: &[(i64, Seen)],
    is_approved: bool,
    why: &str,
) -> Result<(), RuntimeError> {
    let why = reason(why)?;
    for (id, seen) in rulings {
        let ruling = find(company, scope, *id)?;
        let appraisal = appraisal_of(company.rulebook(), &ruling.appraisal)?;
        let asked = ruling.steps.first();
        if ruling.state() != RulingState::Asked {
            let last = ruling.steps.last().map(|step| step.actor.as_str()).unwrap_or_default();
            let said = super::because(appraisal, &ruling);
            return Err(RuntimeError::Stale(guiju_types::Text::new(
                format!("{last} 已经处理：{}", said.zh),
                format!("{last} has dealt with it: {}", said.en),
            )));
        }
        if asked.is_some_and(|step| step.actor == actor.name || (step.person.is_some() && step.person == actor.person)) {
            return Err(RuntimeError::refused(
                "自己提出的调级不能由自己批准；请另一位有审批权的人处理",
                "nobody approves what they asked for; somebody else with the right to approve has to",
            ));
        }
        if is_approved {
            super::refuse_shorter(company, scope, &ruling.appraisal, ruling.subject, ruling.from, ruling.until)?;
        }
        let rating = latest_rating(company, scope, &ruling.appraisal, ruling.subject, month_of(company, &ruling)?)?;
        seen.check(appraisal, &rating)?;
    }
    company
        .store()
        .write(actor, |write| rulings.iter().try_for_each(|(id, _)| write.answer_ruling(*id, is_approved, why).map_err(RuntimeError::from)))
}

/// The month by whose rating a ruling is looked at: the latest one rated that it is about.
pub(super) fn month_of(company: &Company, ruling: &Ruling) -> Result<Month, RuntimeError> {
    let about = |month: Month| ruling.from <= month && ruling.until.is_none_or(|until| month <= until);
    let runs = company.store().runs(&ruling.appraisal)?;
    Ok(runs.iter().map(|run| run.month).find(|month| about(*month)).unwrap_or(ruling.from))
}

/// A ruling that the scope sees.
pub(super) fn find(company: &Company, scope: &Scope, id: i64) -> Result<Ruling, RuntimeError> {
    company.store().ruling(scope, id)?.ok_or(RuntimeError::UnknownRuling { id })
}
