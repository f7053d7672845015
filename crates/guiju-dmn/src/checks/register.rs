//! The list of checks. Each is one file beside this one, and `docs/rules/<id>.md` is written from what it says of itself.

use super::finding::Severity;
use super::subject::Subject;
use super::whole::Whole;

/// A check: what it looks for, and why.
#[derive(Debug)]
pub struct CheckRule {
    /// Its name, which findings carry.
    pub id: &'static str,
    /// How bad a finding is, unless the finding says otherwise.
    pub severity: Severity,
    /// Its name for people.
    pub title: Said,
    /// What it looks for, why that matters, and what to do.
    pub explanation: Said,
    /// A table or model in which it finds something, and what it says.
    pub example: &'static str,
    pub(super) run: Run,
}

/// A text in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Run {
    /// One table after the other.
    Table(fn(&mut Subject<'_>)),
    /// The model.
    Model(fn(&mut Whole<'_>)),
    /// Nothing: it is said by the others.
    Others,
}

/// Every check, in the order in which they run.
pub static RULES: [&CheckRule; 22] = [
    &super::gap::RULE,
    &super::missing_default::RULE,
    &super::overlap::RULE,
    &super::any_conflict::RULE,
    &super::duplicate::RULE,
    &super::unreachable_rule::RULE,
    &super::masked::RULE,
    &super::subsumed::RULE,
    &super::misleading::RULE,
    &super::mergeable::RULE,
    &super::out_of_domain::RULE,
    &super::output_not_allowed::RULE,
    &super::empty_output::RULE,
    &super::stale_sentence::RULE,
    &super::irrelevant_input::RULE,
    &super::null_not_handled::RULE,
    &super::hit_policy::RULE,
    &super::opaque_cell::RULE,
    &super::unused_decision::RULE,
    &super::unused_input::RULE,
    &super::unneeded_requirement::RULE,
    &super::analysis_stopped::RULE,
];

impl CheckRule {
    /// The page `docs/rules/<id>.md`.
    #[must_use]
    pub fn page(&self) -> String {
        format!(
            "<!-- Written from the register of checks in crates/guiju-dmn: `cargo run -p guiju-dmn --example rule_pages`. -->\n\n\
             # `{id}`: {title}\n\n**{severity}**\n\n{en}\n\n```text\n{example}\n```\n\n## {title_zh}（{severity_zh}）\n\n{zh}\n",
            id = self.id,
            title = self.title.en,
            severity = self.severity.name(),
            en = self.explanation.en,
            example = self.example,
            title_zh = self.title.zh,
            severity_zh = self.severity.name_zh(),
            zh = self.explanation.zh,
        )
    }
}
