//! Which class counts, and why: the computed one, or what a person's ruling gives. What a ruling sets on a day.

use std::collections::BTreeMap;

use guiju_rulebook::CompiledAppraisal;
use guiju_store::{Ruling, RulingKind, RulingQuery, RulingState};
use guiju_types::{Date, RecordId, Scope, Text};

use crate::{Company, RuntimeError};

/// Why a class counts that the rule did not compute, or what waits, in a sentence: who, when, until when, why.
///
/// The class itself is [`guiju_store::Rating::class_in_force`].
#[must_use]
pub fn because(appraisal: &CompiledAppraisal, ruling: &Ruling) -> Text {
    let what = match ruling.kind {
        RulingKind::Class => {
            let label = label_of_class(appraisal, &ruling.value);
            Text::new(format!("人工定为 {}", label.zh), format!("set by hand to {}", label.en))
        }
        RulingKind::Proposal => {
            appraisal.proposal(&ruling.value).map_or_else(|| Text::new(&ruling.value, &ruling.value), |proposal| proposal.label.clone())
        }
    };
    let months = match ruling.until {
        Some(until) => Text::new(format!("，{} 至 {until}", ruling.from), format!(", {} to {until}", ruling.from)),
        None => Text::new(format!("，自 {} 起", ruling.from), format!(", from {}", ruling.from)),
    };
    let mut said = Text::new(format!("{}{}", what.zh, months.zh), format!("{}{}", what.en, months.en));
    for step in &ruling.steps {
        let (zh, en) = match step.state {
            RulingState::Asked => ("提出", "asked for by"),
            RulingState::Approved => ("批准", "approved by"),
            RulingState::Declined => ("不同意", "declined by"),
            RulingState::Withdrawn => ("撤回", "withdrawn by"),
            RulingState::Revoked => ("撤销", "revoked by"),
            RulingState::Superseded => ("另作决定", "replaced by a decision of"),
        };
        said.zh.push_str(&format!("；{} {zh}", step.actor));
        said.en.push_str(&format!("; {en} {}", step.actor));
        if !step.reason.is_empty() {
            said.zh.push_str(&format!("：{}", step.reason));
            said.en.push_str(&format!(": {}", step.reason));
        }
    }
    said
}

/// A class on screens; one that the rulebook no longer has is shown as it is.
#[must_use]
pub fn label_of_class(appraisal: &CompiledAppraisal, class: &str) -> Text {
    let known = appraisal.all_classes().find(|(name, _)| name.as_ref() == class);
    known.map_or_else(|| Text::new(class, class), |(_, label)| label.clone())
}

/// The rulings that set something (settlement terms), by subject, the earliest first.
///
/// # Errors
/// Where the database cannot be read.
pub fn rulings_that_set(company: &Company, scope: &Scope, appraisal: &str) -> Result<BTreeMap<RecordId, Vec<Ruling>>, RuntimeError> {
    let mut found: BTreeMap<RecordId, Vec<Ruling>> = BTreeMap::new();
    let mut query = RulingQuery { only_setting: true, limit: 10_000, ..RulingQuery::new(appraisal) };
    loop {
        let page = company.store().rulings(scope, &query)?;
        query.before = page.last().map(|ruling| ruling.id);
        let is_last = page.len() < 10_000;
        for ruling in page {
            found.entry(ruling.subject).or_default().insert(0, ruling);
        }
        if is_last {
            return Ok(found);
        }
    }
}

/// What an approved proposal sets a field of the subject to on a day, with the ruling; `None`: what the record says counts.
#[must_use]
pub fn set_by<'a>(appraisal: &'a CompiledAppraisal, rulings: &'a [Ruling], field: &str, day: Date) -> Option<(&'a str, &'a Ruling)> {
    let holding = rulings.iter().rev().filter(|ruling| ruling.kind == RulingKind::Proposal && ruling.holds_on(day));
    holding
        .filter_map(|ruling| {
            let proposal = appraisal.proposal(&ruling.value)?;
            let (_, value) = proposal.sets.iter().find(|(known, _)| known == field)?;
            Some((value.as_str(), ruling))
        })
        .next()
}
