//! Tables `ruling` and `ruling_step`: what a person decided about a subject, and what became of it.
//!
//! A ruling is a class asked for by hand, or the answer to what a rule proposes. It has a life of its own: it belongs to a subject and to
//! months, never to a run, so that rating a month again leaves it alone. Both tables only grow; the last step of a ruling is its state.
//!
//! Invariant: nobody approves what they asked for; of the rulings that give a subject a class, at most one holds in a month.

mod former;
mod query;
mod write;

use guiju_types::{Date, Month, RecordId, Timestamp};

use crate::StoreError;

pub(crate) use former::{BECOME_RULINGS, CREATE_APPROVAL, CREATE_OVERRIDE};
pub use query::RulingQuery;
pub(crate) use query::Standing;
pub use write::NewRuling;

pub(crate) const CREATE: &str = "
    CREATE TABLE ruling (
        id {id},
        kind {text} NOT NULL, -- class, proposal
        appraisal {text} NOT NULL,
        subject_type {text} NOT NULL,
        subject BIGINT NOT NULL,
        value {text} NOT NULL, -- the class asked for, or the name of the proposal
        class {text}, -- the class that counts while it holds; empty: it gives none
        from_month {text} NOT NULL,
        until_month {text}, -- empty: until it is revoked
        from_day BIGINT, -- of a proposal: the first day of what it sets
        basis {text} NOT NULL, -- JSON
        sequence BIGINT NOT NULL
    );
    CREATE INDEX ruling_subject ON ruling (subject, id);
    CREATE TABLE ruling_step (
        id {id},
        ruling BIGINT NOT NULL REFERENCES ruling (id),
        step {text} NOT NULL, -- asked, approved, declined, withdrawn, revoked, superseded
        month {text}, -- revoked, superseded: the first month in which it no longer holds
        day BIGINT, -- revoked, superseded: the first day without what it set
        by_ruling BIGINT, -- superseded: by this one
        reason {text} NOT NULL,
        actor {text} NOT NULL,
        person BIGINT,
        at BIGINT NOT NULL,
        sequence BIGINT NOT NULL,
        UNIQUE (ruling, step)
    );
    ALTER TABLE counter RENAME COLUMN rating_override TO ruling;";

/// What a ruling is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingKind {
    /// A class that a person asks for beside the computed one (an override).
    Class,
    /// The answer to what a rule proposes.
    Proposal,
}

impl RulingKind {
    /// The name in tables and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Proposal => "proposal",
        }
    }

    fn parse(name: &str) -> Result<Self, StoreError> {
        [Self::Class, Self::Proposal].into_iter().find(|kind| kind.name() == name).ok_or_else(|| StoreError::damaged("a kind of ruling"))
    }
}

/// What happened to a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingState {
    /// It waits for a second person.
    Asked,
    /// It holds for its months.
    Approved,
    /// A person said no.
    Declined,
    /// Who asked took it back before anybody answered.
    Withdrawn,
    /// A person ended it.
    Revoked,
    /// A later ruling took its place.
    Superseded,
}

impl RulingState {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Asked, Self::Approved, Self::Declined, Self::Withdrawn, Self::Revoked, Self::Superseded];

    /// The name in tables and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Revoked => "revoked",
            Self::Superseded => "superseded",
        }
    }
}

impl std::str::FromStr for RulingState {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|state| state.name() == text);
        found.ok_or_else(|| StoreError::refused(format!("`{}` is not a state of a ruling", text.chars().take(40).collect::<String>())))
    }
}

/// What a person decided about a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Its id; a later one has a larger one.
    pub id: i64,
    /// What it is about.
    pub kind: RulingKind,
    /// In which appraisal.
    pub appraisal: String,
    /// About whom.
    pub subject: RecordId,
    /// The class asked for, or the name of the proposal.
    pub value: String,
    /// The class that counts while it holds.
    pub class: Option<String>,
    /// The first month for which it holds; of a declined proposal: the month in which it was declined.
    pub from: Month,
    /// The last month for which it holds; `None`: until it is revoked.
    pub until: Option<Month>,
    /// Of a proposal: the first day of what it sets.
    pub from_day: Option<Date>,
    /// What it was decided on: run, class and total then, as JSON.
    pub basis_json: String,
    /// What happened to it, the first step first; never empty.
    pub steps: Vec<RulingStep>,
}

/// A step in the life of a ruling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingStep {
    /// Its place among the steps of all rulings.
    pub id: i64,
    /// What happened.
    pub state: RulingState,
    /// Of an end: the first month in which the ruling no longer holds.
    pub month: Option<Month>,
    /// Of an end: the first day without what it set.
    pub day: Option<Date>,
    /// The ruling that took its place.
    pub by_ruling: Option<i64>,
    /// Why.
    pub reason: String,
    /// Who.
    pub actor: String,
    /// That person's record.
    pub person: Option<RecordId>,
    /// When.
    pub at: Timestamp,
}

impl Ruling {
    /// What happened last.
    #[must_use]
    pub fn state(&self) -> RulingState {
        self.steps.last().map_or(RulingState::Asked, |step| step.state)
    }

    /// The step of a state.
    #[must_use]
    pub fn step(&self, state: RulingState) -> Option<&RulingStep> {
        self.steps.iter().find(|step| step.state == state)
    }

    /// How it ended, where it was in force and is no longer: revoked or superseded.
    #[must_use]
    pub fn end(&self) -> Option<&RulingStep> {
        self.steps.iter().find(|step| matches!(step.state, RulingState::Revoked | RulingState::Superseded))
    }

    /// Whether it was approved and holds in a month.
    #[must_use]
    pub fn holds_in(&self, month: Month) -> bool {
        self.step(RulingState::Approved).is_some()
            && self.from <= month
            && self.until.is_none_or(|until| month <= until)
            && self.end().and_then(|end| end.month).is_none_or(|ended| month < ended)
    }

    /// Whether it holds beyond the last month of another ruling that begins within its time: taking its place would end it for good,
    /// although nobody revoked it.
    #[must_use]
    pub fn outlasts(&self, from: Month, until: Option<Month>) -> bool {
        let ended = self.end().and_then(|end| end.month).map(|month| month.plus(-1));
        let last = [self.until, ended].into_iter().flatten().min();
        let is_met = last.is_none_or(|last| last >= from.max(self.from)) && until.is_none_or(|until| until >= self.from);
        let is_longer = until.is_some_and(|until| last.is_none_or(|last| last > until));
        self.class.is_some() && self.step(RulingState::Approved).is_some() && is_met && is_longer
    }

    /// Whether what it sets (the settlement terms) holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.step(RulingState::Approved).is_some()
            && self.from_day.is_some_and(|from| from <= day)
            && self.end().and_then(|end| end.day).is_none_or(|ended| day < ended)
    }

    /// Whether a person said no to the proposal of this month.
    #[must_use]
    pub fn declines(&self, proposal: &str, month: Month) -> bool {
        self.state() == RulingState::Declined && self.kind == RulingKind::Proposal && self.value == proposal && self.from == month
    }

    /// Whether it waits and is about this month.
    #[must_use]
    pub fn waits_in(&self, month: Month) -> bool {
        self.state() == RulingState::Asked && self.from <= month && self.until.is_none_or(|until| month <= until)
    }
}
