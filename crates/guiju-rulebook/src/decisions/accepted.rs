//! `checks.toml`: findings that a chapter accepts.
//!
//! ```toml
//! [[accepted]]
//! rule = "gap"
//! decision = "limit"
//! reason = { zh = "……", en = "…" }
//! ```

use guiju_dmn::{Finding, RULES, Severity};
use guiju_types::Text;

use super::DecisionFile;
use crate::finding::{Place, error, suggest};
use crate::node::{Kind, Reader, Sink, Table};

/// A finding that is right for a reason.
#[derive(Debug, Clone)]
pub(crate) struct Accepted {
    pub(crate) rule: String,
    pub(crate) decision: String,
    pub(crate) reason: Text,
    pub(crate) place: Place,
}

impl Accepted {
    /// An error leaves cases without an outcome, which no reason makes right.
    pub(super) fn is_about(&self, finding: &Finding) -> bool {
        finding.severity != Severity::Error && finding.rule == self.rule && finding.decision == self.decision
    }
}

/// Reads `checks.toml`.
pub(crate) fn read_accepted(table: &Table, files: &[DecisionFile], sink: &Sink) -> Vec<Accepted> {
    let reader = Reader::new(table, "`checks.toml`", &table.place, sink);
    let mut accepted = Vec::new();
    for item in reader.list("accepted") {
        let Kind::Table(inner) = &item.kind else {
            sink.push(&item.place, error("wrong_type", "what is accepted has to be a table").label("this item"));
            continue;
        };
        accepted.extend(read(Reader::new(inner, "what is accepted", &item.place, sink), files, sink));
    }
    reader.finish();
    accepted
}

fn read(reader: Reader<'_>, files: &[DecisionFile], sink: &Sink) -> Option<Accepted> {
    let rule = reader.required_words("rule", "the check that found it, such as `gap`");
    let decision = reader.required_words("decision", "the id of the decision");
    let reason = reader.required_both("reason");
    let place = reader.place.clone();
    reader.finish();
    let (rule, decision) = (rule?, decision?);
    match RULES.iter().find(|known| known.id == rule.text) {
        Some(known) if known.severity == Severity::Error => {
            let said = error("accepted", format!("`{}` is an error and cannot be accepted", rule.text)).label("an error");
            sink.push(&rule.place, said.help("it leaves cases without an outcome: mend the table"));
        }
        Some(_) => {}
        None => {
            let said = error("missing_reference", format!("there is no check `{}`", rule.text)).label("not known");
            sink.push(&rule.place, said.maybe_help(suggest(&rule.text, RULES.iter().map(|known| known.id))));
        }
    }
    let known: Vec<&str> = files.iter().flat_map(ids).collect();
    if !known.contains(&decision.text.as_str()) {
        let said = error("missing_reference", format!("the chapter has no decision `{}`", decision.text)).label("not known");
        sink.push(&decision.place, said.maybe_help(suggest(&decision.text, known)));
        return None;
    }
    Some(Accepted { rule: rule.text, decision: decision.text, reason, place })
}

/// What findings can be about: decisions, knowledge models and input data.
fn ids(file: &DecisionFile) -> impl Iterator<Item = &str> {
    let definitions = &file.definitions;
    let decisions = definitions.decisions.iter().map(|decision| decision.id.as_str());
    decisions
        .chain(definitions.knowledge_models.iter().map(|model| model.id.as_str()))
        .chain(definitions.inputs.iter().map(|input| input.id.as_str()))
}
