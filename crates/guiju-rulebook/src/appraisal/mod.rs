//! Appraisals: a period's judgement of every subject of a kind. `credit` rates customers every month (R1).
//!
//! Nothing here knows a class, a weight or a band: they are data of the chapter.

mod cases;
mod coverage;
mod judge;
mod next;
mod proposals;
mod read;
mod rows;

use std::sync::Arc;

use guiju_dmn::{DecisionId, Model};
use guiju_feel::{EvalContext, Expression, Number, Value as FeelValue};
use guiju_types::Text;

pub use cases::CaseTotals;
pub use coverage::{Coverages, Covered};
pub use next::{Change, NextClass};
pub(crate) use read::{AppraisalDraft, Surroundings, check_duplicates, compile_appraisal, read_appraisals};
pub use rows::JudgedRows;

use crate::measure::{CompiledMeasure, Filter, Total};

/// An appraisal, ready to judge.
#[derive(Debug, Clone)]
pub struct CompiledAppraisal {
    /// The name in files and the API.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The record type whose records are judged: `customer`.
    pub subject: String,
    /// Where in the written rule it stands.
    pub clause: Text,
    /// What is counted, in order.
    pub measures: Vec<CompiledMeasure>,
    /// The classes, the best first.
    pub classes: Vec<ClassDefinition>,
    /// What it may propose to a person.
    pub proposals: Vec<ProposalDefinition>,
    /// Which subjects are marked instead of scored.
    pub marks: Vec<Mark>,
    /// What an unknown measure does.
    pub on_unknown: OnUnknown,
    /// What a total has to rest on to be a rating.
    pub rating_needs: RatingNeeds,
    pub(crate) totals: Vec<Total>,
    pub(crate) kernel: Kernel,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassDefinition {
    /// As the class decision gives it.
    pub name: Arc<str>,
    /// The name on screens.
    pub label: Text,
}

/// Something that an appraisal may propose to a person.
#[derive(Debug, Clone)]
pub struct ProposalDefinition {
    /// The name in files and the API.
    pub name: Arc<str>,
    /// The name on screens.
    pub label: Text,
    /// Over `class` and `total`.
    pub when: Expression,
    /// The class in which a subject counts once a person approved it: a mode of settlement is a class beside those of the score (R1). It
    /// ranks behind them.
    pub class: Option<Arc<str>>,
    /// Fields of the subject and what they hold while the approval does, in order: the settlement terms.
    pub sets: Vec<(String, String)>,
}

/// Subjects that are marked instead of scored: companies of the same group.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The state that a rating of theirs has: `internal`.
    pub name: Arc<str>,
    /// The class that they are shown in.
    pub class: Arc<str>,
    /// The name on screens.
    pub label: Text,
    /// Over the fields of the subject's record type in their order as slots.
    pub when: Expression,
    /// The same condition for columns and SQL.
    pub filter: Filter,
}

/// What an unknown measure does to the rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnUnknown {
    /// There is none, and what is missing is named.
    NotRated,
    /// The other weights are taken as the whole.
    Rebase,
}

/// What a total has to rest on to be a rating; less is an activity score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingNeeds {
    /// The least share of the weights.
    pub basis_percent: u32,
    /// Measures that have to be known, by name.
    pub measures: Vec<String>,
}

/// What the judgement runs.
#[derive(Debug, Clone)]
pub(crate) struct Kernel {
    /// The names of the measures.
    pub(crate) names: Vec<Arc<str>>,
    /// For each measure its score.
    pub(crate) scores: Vec<Scoring>,
    pub(crate) class: Scoring,
    /// The sum of the weights.
    pub(crate) weights: Number,
    /// The measures that a rating needs, by place.
    pub(crate) needed: Vec<usize>,
    pub(crate) context: EvalContext,
    /// The fields of the subject's record type, in order.
    pub(crate) fields: Vec<String>,
}

/// A decision with the places of its inputs.
#[derive(Debug, Clone)]
pub(crate) struct Scoring {
    pub(crate) model: Model,
    pub(crate) decision: DecisionId,
    /// What each input that the decision needs is, by its place in the model.
    pub(crate) inputs: Vec<(usize, Input)>,
    /// How many inputs the model has.
    pub(crate) width: usize,
    /// The rules of its table in words.
    pub(crate) rules: Vec<Arc<RuleHit>>,
}

impl Scoring {
    /// Decides over these inputs; also the rule that fired.
    fn decide(&self, context: &EvalContext, input: impl Fn(Input) -> Option<Number>) -> (FeelValue, Option<Arc<RuleHit>>) {
        let mut values = vec![FeelValue::Null; self.width];
        for (place, source) in &self.inputs {
            if let Some(value) = values.get_mut(*place) {
                *value = input(*source).map_or(FeelValue::Null, FeelValue::Number);
            }
        }
        let outcome = self.model.evaluate(self.decision, &values, context, guiju_dmn::Tracing::Matches);
        let hit = outcome.tables.last().and_then(|table| table.matched.first()).and_then(|rule| self.rules.get(*rule)).map(Arc::clone);
        (outcome.value, hit)
    }
}

/// What an input of a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// The value of the measure at this place.
    Measure(usize),
    Total,
    BasisPercent,
}

/// The values of a subject's totals in the order of [`CompiledAppraisal::totals`]: ten-thousandths for sums, counts otherwise; `None`
/// where no row counted.
#[derive(Debug, Clone, Copy)]
pub struct Totals<'a>(pub &'a [Option<i64>]);

/// What a judgement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A rating.
    Rated,
    /// No rating: something is unknown.
    NotRated,
    /// An activity score, which rests on too little to be a rating; sets neither limit nor settlement term.
    Activity,
}

impl State {
    /// The name in tables and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rated => "rated",
            Self::NotRated => "not_rated",
            Self::Activity => "activity",
        }
    }
}

/// A judgement of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Whether it is a rating.
    pub state: State,
    /// The class; only a rating has one.
    pub class: Option<Arc<str>>,
    /// The total, to four decimals; a rating and an activity score have one.
    pub total: Option<Number>,
    /// The share of the weights that rests on known measures, rounded down.
    pub basis_percent: u32,
    /// What is proposed to a person, by name.
    pub proposal: Option<Arc<str>>,
    /// The measures, in order.
    pub components: Vec<Component>,
    /// The rule that gave the class.
    pub class_rule: Option<Arc<RuleHit>>,
}

/// One measure of a judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The measure.
    pub measure: Arc<str>,
    /// Its value; `None` is unknown.
    pub value: Option<Number>,
    /// The 0–100 that the value gives.
    pub score: Option<Number>,
    /// Its weight.
    pub weight: Number,
    /// What it adds to the total, to four decimals.
    pub points: Option<Number>,
    /// The rule that gave the score.
    pub rule: Option<Arc<RuleHit>>,
    /// Why it is unknown.
    pub missing: Option<Text>,
    /// What of its window is not covered although the measure counts as known.
    pub partly: Option<Text>,
    /// Its totals' values, in the order of [`CompiledMeasure::totals`].
    pub totals: Vec<Option<i64>>,
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleHit {
    /// The decision's id.
    pub decision: String,
    /// The rule's id in the DMN file.
    pub rule_id: String,
    /// What it says, in words.
    pub text: Text,
}

impl CompiledAppraisal {
    /// What has to be totalled for every subject: the totals of all measures, each once.
    #[must_use]
    pub fn totals(&self) -> &[Total] {
        &self.totals
    }

    /// The same, whose decisions together take no more than a budget.
    pub(crate) fn within(&self, budget: &Arc<guiju_feel::Budget>) -> Self {
        let mut limited = self.clone();
        limited.kernel.context.budget = Some(Arc::clone(budget));
        limited
    }

    /// The ids of the decisions that it asks: those that score its measures, and the one that gives the class.
    pub(crate) fn decisions(&self) -> impl Iterator<Item = &str> {
        self.kernel.scores.iter().chain([&self.kernel.class]).map(|scoring| scoring.model.id(scoring.decision))
    }

    /// The proposal with a name.
    #[must_use]
    pub fn proposal(&self, name: &str) -> Option<&ProposalDefinition> {
        self.proposals.iter().find(|proposal| proposal.name.as_ref() == name)
    }

    /// Every class in which a subject may count: those of the score, the best first, then those that approved proposals give.
    pub fn all_classes(&self) -> impl Iterator<Item = (&Arc<str>, &Text)> {
        let scored = self.classes.iter().map(|class| (&class.name, &class.label));
        scored.chain(self.proposals.iter().filter_map(|proposal| Some((proposal.class.as_ref()?, &proposal.label))))
    }

    /// The class with a name, of those that the score gives.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<&ClassDefinition> {
        self.classes.iter().find(|class| class.name.as_ref() == name)
    }
}
