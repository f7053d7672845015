//! The decisions of a rulebook as `guiju check` sees them: the checks of `guiju-dmn`, at their places in the files.
//!
//! A finding that is right for a reason is accepted in the chapter's `checks.toml`, with the reason; errors cannot be accepted, and an
//! acceptance that fits nothing any more is itself a finding.

mod accepted;
mod places;

use std::sync::Arc;

use guiju_columns::Plan;
use guiju_dmn::{CheckOptions, DecisionId, Definitions, Model};
use guiju_feel::Budget;
use guiju_types::Text;

pub(crate) use accepted::{Accepted, read_accepted};

use crate::appraisal::CompiledAppraisal;
use crate::check::{AcceptedFinding, Report};
use crate::finding::{File, Place, checked, warning};
use crate::rulebook::Rulebook;

/// A DMN file.
#[derive(Debug, Clone)]
pub(crate) struct DecisionFile {
    /// Its path in the rulebook; the file's own may name a folder laid over it.
    pub(crate) path: String,
    pub(crate) file: Arc<File>,
    pub(crate) definitions: Definitions,
    pub(crate) model: Model,
}

/// What of the decisions of a model runs row by row, each part once although several decisions may need it.
fn fallbacks(model: &Model) -> Vec<Text> {
    let plans = model.decisions().filter_map(|decision| Plan::of_vectors(model, decision).ok());
    let mut said: Vec<Text> = Vec::new();
    for plan in plans {
        for fallback in plan.fallbacks() {
            let text = Text::new(fallback.message_zh(), fallback.to_string());
            if !said.contains(&text) {
                said.push(text);
            }
        }
    }
    said
}

impl Rulebook {
    /// Notes what the checks find in the decisions and no chapter accepts.
    pub(crate) fn check_decisions(&self, report: &mut Report) {
        let mut is_used = vec![false; self.accepted.len()];
        for file in &self.decisions {
            report.fallbacks.extend(fallbacks(&file.model));
            let options = CheckOptions { results: self.results(&file.model), ..CheckOptions::default() };
            for finding in file.model.findings(&options) {
                let accepted = self.accepted.iter().position(|accepted| accepted.is_about(&finding));
                let Some((accepted, is_used)) = accepted.and_then(|place| self.accepted.get(place).zip(is_used.get_mut(place))) else {
                    let place = Place { file: Arc::clone(&file.file), span: places::place_of(&file.definitions, &finding) };
                    report.findings.push(&place, checked(&finding));
                    continue;
                };
                *is_used = true;
                report.accepted.push(AcceptedFinding {
                    rule: finding.rule,
                    decision: finding.decision,
                    message: Text::new(finding.message.zh, finding.message.en),
                    reason: accepted.reason.clone(),
                });
            }
        }
        for (accepted, _) in self.accepted.iter().zip(is_used).filter(|(_, is_used)| !is_used) {
            let message = format!("`{}` of decision `{}` is accepted, and not found any more", accepted.rule, accepted.decision);
            report.findings.push(&accepted.place, warning("accepted", message).label("accepts nothing").help("remove it"));
        }
    }

    /// What the checks find in the decisions of one file and no chapter accepts, and the ids of what decides in it. Checks that the budget does not
    /// suffice for stop, with a finding that says so.
    #[must_use]
    pub fn decision_findings(&self, path: &str, budget: &Arc<Budget>) -> (Vec<guiju_dmn::Finding>, Vec<String>) {
        let Some(file) = self.decisions.iter().find(|file| file.path == path) else { return (Vec::new(), Vec::new()) };
        let options = CheckOptions { results: self.results(&file.model), budget: Some(Arc::clone(budget)), ..CheckOptions::default() };
        let mut findings = file.model.findings(&options);
        findings.retain(|finding| !self.accepted.iter().any(|accepted| accepted.is_about(finding)));
        let decisions = file.definitions.decisions.iter().map(|decision| decision.id.clone());
        (findings, decisions.chain(file.definitions.knowledge_models.iter().map(|model| model.id.clone())).collect())
    }

    /// The decisions of a model that the appraisals name; `None` where they name none, so that nothing is known of its use.
    fn results(&self, model: &Model) -> Option<Vec<DecisionId>> {
        let named = self.appraisals.iter().flat_map(CompiledAppraisal::decisions);
        let results: Vec<DecisionId> = named.filter_map(|name| model.decision(name)).collect();
        (!results.is_empty()).then_some(results)
    }
}
