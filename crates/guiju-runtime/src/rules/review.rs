//! The draft as a second person looks at it before it is published: who wrote it, what the checks doubt, and what it would do.

use std::collections::BTreeSet;

use guiju_rulebook::{Finding, Report, Rulebook};
use guiju_store::{Draft, StoreError};
use guiju_types::Text;

use super::check::CheckedExample;
use super::draft::{not_publishable, of_report, said};
use super::layers::Layers;
use crate::{Company, RuntimeError};

/// The draft before it is published.
#[derive(Debug, Clone)]
pub struct Review {
    /// The draft's version.
    pub version: i64,
    /// Who wrote it: none of them publishes it.
    pub authors: Vec<String>,
    /// Why it cannot be published: what does not load, errors of the checks.
    pub problems: Vec<Text>,
    /// Examples that do not come out as written.
    pub failing: Vec<CheckedExample>,
    /// What the checks doubt that they do not doubt in the rulebook in force.
    pub doubts: Vec<Doubt>,
    /// The same company judged by the draft; none where it does not load.
    pub company: Option<Company>,
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
/// A stale version, or where the database cannot be read.
pub fn review_draft(company: &Company, version: i64) -> Result<Review, RuntimeError> {
    let draft = company.store().draft()?.filter(|draft| draft.version == version).ok_or(StoreError::Stale { what: "the draft" })?;
    let review = Review {
        version,
        authors: company.store().draft_authors()?,
        problems: Vec::new(),
        failing: Vec::new(),
        doubts: Vec::new(),
        company: None,
    };
    let rulebook = match Rulebook::load(&Layers::of(company)?.drafted(Some(&draft), [])) {
        Ok(rulebook) => rulebook,
        Err(findings) => return Ok(Review { problems: said(&findings), ..review }),
    };
    let report = rulebook.check();
    let failed = |failed: &guiju_rulebook::ExampleFailure| CheckedExample {
        file: failed.title.file.clone(),
        name: failed.title.name.clone(),
        differences: failed.differences.clone(),
    };
    Ok(Review {
        problems: said(&report.findings),
        failing: report.examples_failed.iter().map(failed).collect(),
        doubts: new_doubts(company, &report),
        company: Some(company.judged_by(rulebook)),
        ..review
    })
}

/// The rulebook with the draft in it, and what is to be accepted of it.
pub(super) fn sound(company: &Company, draft: &Draft) -> Result<(Rulebook, Vec<Doubt>), RuntimeError> {
    let rulebook = Rulebook::load(&Layers::of(company)?.drafted(Some(draft), [])).map_err(|findings| not_publishable(&findings, &[]))?;
    let report = rulebook.check();
    if !report.is_good() {
        return Err(of_report(&report));
    }
    let doubts = new_doubts(company, &report);
    Ok((rulebook, doubts))
}

/// What is doubted that is not doubted in the rulebook in force.
fn new_doubts(company: &Company, report: &Report) -> Vec<Doubt> {
    let known: BTreeSet<String> = company.rulebook().check().findings.0.iter().map(|finding| doubt(finding).id).collect();
    let doubted = report.findings.0.iter().filter(|finding| !finding.is_error && !finding.is_advice);
    doubted.map(doubt).filter(|doubt| !known.contains(&doubt.id)).collect()
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
