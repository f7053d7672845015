//! Rulings on the wire, and what their endpoints share.

use guiju_rulebook::CompiledAppraisal;
use guiju_runtime::Company;
use guiju_runtime::operations::{Seen, because, label_of_class};
use guiju_store::{Ruling, RulingKind, RulingState};
use guiju_types::{Month, Scope, Text};

use crate::dto::ruling;
use crate::dto::scalar::{Day, Decimal, Instant, YearMonth};
use crate::error::ApiError;
use crate::names::{CREDIT, Names, credit};

/// A ruling on a page of its customer.
pub(crate) fn beside(appraisal: &CompiledAppraisal, known: &Ruling) -> ruling::Ruling {
    let basis: serde_json::Value = serde_json::from_str(&known.basis_json).unwrap_or_default();
    let text = |field: &str| basis.get(field).and_then(serde_json::Value::as_str).map(ToOwned::to_owned);
    ruling::Ruling {
        id: known.id,
        kind: match known.kind {
            RulingKind::Class => ruling::RulingKind::Class,
            RulingKind::Proposal => ruling::RulingKind::Proposal,
        },
        customer: None,
        value: known.value.clone(),
        label: (&label(appraisal, known)).into(),
        class: known.class.clone(),
        state: state(known.state()),
        from_month: YearMonth(known.from),
        until_month: known.until.map(YearMonth),
        from_day: known.from_day.map(Day),
        steps: known.steps.iter().map(step).collect(),
        basis_class: text("class"),
        basis_total: text("total").map(Decimal),
        text: (&because(appraisal, known)).into(),
        seen: None,
    }
}

/// Rulings in a list, each with its customer and, where it waits, with what the list has seen.
pub(crate) fn listed(company: &Company, scope: &Scope, rulings: &[Ruling]) -> Result<Vec<ruling::Ruling>, ApiError> {
    let appraisal = credit(company)?;
    let names = Names::of(company, scope, &appraisal.subject, rulings.iter().map(|known| known.subject))?;
    let runs = company.store().runs(CREDIT)?;
    let mut rows = Vec::with_capacity(rulings.len());
    for known in rulings {
        let mut row = beside(appraisal, known);
        row.customer = names.get(Some(known.subject));
        if known.state() == RulingState::Asked {
            let run = runs.iter().find(|run| known.waits_in(run.month));
            let rating = run.map(|run| company.store().rating(scope, run.id, known.subject)).transpose()?.flatten();
            row.seen = rating.map(|rating| Seen::of(&rating).to_string());
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The ruling after a change, as its customer's page shows it.
pub(crate) fn read(company: &Company, scope: &Scope, id: i64) -> Result<ruling::Ruling, ApiError> {
    let known = company.store().ruling(scope, id)?.ok_or_else(|| ApiError::not_found("such ruling", "决定"))?;
    listed(company, scope, &[known])?.pop().ok_or_else(|| ApiError::not_found("such ruling", "决定"))
}

/// The latest month that is rated.
pub(crate) fn latest_month(company: &Company) -> Result<Option<Month>, ApiError> {
    Ok(company.store().runs(CREDIT)?.first().map(|run| run.month))
}

/// More decisions than this at once are not looked at one by one by anybody.
const DECISIONS_MAX: usize = 1_000;

/// Refuses no decision at all, and more than a person looks at.
pub(crate) fn check_count(count: usize) -> Result<(), ApiError> {
    if (1..=DECISIONS_MAX).contains(&count) {
        return Ok(());
    }
    let (en, zh) = (format!("decide 1 to {DECISIONS_MAX} at once"), format!("一次可处理 1 至 {DECISIONS_MAX} 项"));
    Err(ApiError::new(crate::error::ErrorCode::InvalidValue, en, zh))
}

fn label(appraisal: &CompiledAppraisal, known: &Ruling) -> Text {
    match known.kind {
        RulingKind::Class => label_of_class(appraisal, &known.value),
        RulingKind::Proposal => {
            appraisal.proposal(&known.value).map_or_else(|| Text::new(&known.value, &known.value), |proposal| proposal.label.clone())
        }
    }
}

fn step(step: &guiju_store::RulingStep) -> ruling::RulingStep {
    ruling::RulingStep {
        state: state(step.state),
        by: step.actor.clone(),
        at: Instant(step.at),
        reason: step.reason.clone(),
        month: step.month.map(YearMonth),
        day: step.day.map(Day),
    }
}

pub(crate) fn state(state: RulingState) -> ruling::RulingState {
    match state {
        RulingState::Asked => ruling::RulingState::Asked,
        RulingState::Approved => ruling::RulingState::Approved,
        RulingState::Declined => ruling::RulingState::Declined,
        RulingState::Withdrawn => ruling::RulingState::Withdrawn,
        RulingState::Revoked => ruling::RulingState::Revoked,
        RulingState::Superseded => ruling::RulingState::Superseded,
    }
}
