//! The draft as a second person looks at it before it is published: who wrote it, what the checks doubt, and what it would do.

use std::collections::BTreeSet;

use guiju_rulebook::{Finding, Rulebook};
use guiju_store::{Draft, StoreError};
use guiju_types::Text;

use super::draft::{not_publishable, of_report};
use super::layers::Layers;
use crate::{Company, RuntimeError};

/// The draft before it is published.
#[derive(Debug, Clone)]
pub struct Review {
    /// The draft's version.
    pub version: i64,
    /// Who wrote it: none of them publishes it.
    pub authors: Vec<String>,
    /// What the checks doubt that they do not doubt in the rulebook in force.
    pub doubts: Vec<Doubt>,
    /// The same company judged by the draft.
    pub company: Company,
}

/// Something that the checks doubt: a gap, an overlap, a rule that is never reached. It is accepted with a reason, or mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What it is accepted by: the same finding has the same.
    pub id: String,
    /// The file.
    pub file: String,
    /// What is doubted.
    pub message: Text,
    /// What to do.
    pub help: Option<Text>,
}

/// A doubt that a person accepts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AcceptedDoubt {
    /// The doubt.
    pub id: String,
    /// Why it is right all the same.
    pub reason: String,
}

/// Looks at the draft of a version.
///
/// # Errors
/// [`RuntimeError::NotPublishable`] where it would not load, a check finds an error or an example fails; a stale version.
pub fn review_draft(company: &Company, version: i64) -> Result<Review, RuntimeError> {
    let draft = company.store().draft()?.filter(|draft| draft.version == version).ok_or(StoreError::Stale { what: "the draft" })?;
    let (rulebook, doubts) = sound(company, &draft)?;
    Ok(Review { version, authors: company.store().draft_authors()?, doubts, company: company.judged_by(rulebook) })
}

/// The rulebook with the draft in it, and what is to be accepted of it.
pub(super) fn sound(company: &Company, draft: &Draft) -> Result<(Rulebook, Vec<Doubt>), RuntimeError> {
    let rulebook = Rulebook::load(&Layers::of(company)?.drafted(Some(draft), None)).map_err(|findings| not_publishable(&findings, &[]))?;
    let report = rulebook.check();
    if !report.is_good() {
        return Err(of_report(&report));
    }
    let known: BTreeSet<String> = company.rulebook().check().findings.0.iter().map(|finding| doubt(finding).id).collect();
    let doubted = report.findings.0.iter().filter(|finding| !finding.is_error && !finding.is_advice);
    Ok((rulebook, doubted.map(doubt).filter(|doubt| !known.contains(&doubt.id)).collect()))
}

fn doubt(finding: &Finding) -> Doubt {
    let mut hasher = blake3::Hasher::new();
    for part in [finding.code, &finding.file, &finding.message] {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    let id: String = hasher.finalize().to_hex().chars().take(16).collect();
    let both = |zh: &Option<String>, en: &str| Text::new(zh.as_deref().unwrap_or(en), en);
    Doubt {
        id,
        file: finding.file.clone(),
        message: both(&finding.message_zh, &finding.message),
        help: finding.help.as_ref().map(|help| both(&finding.help_zh, help)),
    }
}

/// Refuses what is doubted and not accepted, and a reason that says nothing.
pub(super) fn check_accepted(doubts: &[Doubt], accepted: &[AcceptedDoubt]) -> Result<(), RuntimeError> {
    let is_accepted = |doubt: &Doubt| accepted.iter().any(|one| one.id == doubt.id && one.reason.trim().chars().count() >= 4);
    let open: Vec<Text> = doubts
        .iter()
        .filter(|doubt| !is_accepted(doubt))
        .map(|doubt| {
            Text::new(
                format!("{}：{}（请修改，或写明理由后接受）", doubt.file, doubt.message.zh),
                format!("{}: {} (mend it, or accept it with a reason)", doubt.file, doubt.message.en),
            )
        })
        .collect();
    if open.is_empty() { Ok(()) } else { Err(RuntimeError::NotPublishable { reasons: open }) }
}
