//! Rulings: what people decided about a rating, with what became of it.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::scalar::{Day, Decimal, Instant, Reference, Text, YearMonth};

/// What a ruling is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RulingKind {
    /// A class that a person asked for beside the computed one.
    Class,
    /// The answer to what a rule proposes.
    Proposal,
}

/// What happened to a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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

/// What a person decided about a customer's rating.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Ruling {
    /// Its id.
    pub id: i64,
    /// What it is about.
    pub kind: RulingKind,
    /// About whom; null where the page is about that customer anyway.
    pub customer: Option<Reference>,
    /// The class asked for, or the name of the proposal.
    pub value: String,
    /// The same on screens.
    pub label: Text,
    /// The class that counts while it holds; null where it gives none.
    pub class: Option<String>,
    /// What happened to it last.
    pub state: RulingState,
    /// The first month for which it holds.
    pub from_month: YearMonth,
    /// The last month for which it holds; null: until it is revoked.
    pub until_month: Option<YearMonth>,
    /// The first day of what it sets (the settlement terms).
    pub from_day: Option<Day>,
    /// What happened to it, the first step first.
    pub steps: Vec<RulingStep>,
    /// The class that counted when it was decided.
    pub basis_class: Option<String>,
    /// The total of the rating that it was decided on.
    pub basis_total: Option<Decimal>,
    /// All of it in a sentence.
    pub text: Text,
    /// Send it with an answer; null where nothing waits for one.
    pub seen: Option<String>,
}

/// A step in the life of a ruling.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RulingStep {
    /// What happened.
    pub state: RulingState,
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
    /// Of an end: the first month in which the ruling no longer holds.
    pub month: Option<YearMonth>,
    /// Of an end: the first day without what it set.
    pub day: Option<Day>,
}

/// Which rulings, the newest first.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RulingFilter {
    /// About this customer (an id).
    pub customer: Option<i64>,
    /// States separated by commas: `asked`, `approved`, `declined`, `withdrawn`, `revoked`, `superseded`.
    pub state: Option<String>,
}

/// A page of rulings, the newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RulingPage {
    /// The rulings.
    pub rows: Vec<Ruling>,
    /// Send it as `after` for the next page; null at the end.
    pub next: Option<String>,
    /// Why the list may be empty; null where it is not.
    pub empty_because: Option<Text>,
}

/// Answers to classes that were asked for, with one reason.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct RulingAnswers {
    /// Which; all are answered or none.
    #[schema(min_items = 1, max_items = 1000)]
    pub rulings: Vec<SeenRuling>,
    /// Approve, or decline.
    pub approve: bool,
    /// Why.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
}

/// A ruling as a list showed it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct SeenRuling {
    /// Its id.
    pub ruling: i64,
    /// As the list gave it.
    pub seen: String,
}

/// The end of a ruling.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct EndRuling {
    /// Why.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
    /// The first month in which it no longer holds; the latest rated one unless given. The months before keep it.
    pub from_month: Option<YearMonth>,
}

/// Why something is taken back that nobody has answered.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
pub struct WithdrawRuling {
    /// Why.
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// The jobs of a customer that are not paid.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenOrders {
    /// The day.
    pub as_of: Day,
    /// The jobs, the earliest due first.
    pub rows: Vec<OpenOrder>,
    /// What is open in all, in the base currency.
    pub open: Decimal,
}

/// A job with what is open of it, in the base currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenOrder {
    /// Its number; null: items that name no job.
    pub order: Option<String>,
    /// How many items are open.
    pub items: u64,
    /// What is open.
    pub open: Decimal,
    /// The part of it that is past due.
    pub overdue: Decimal,
    /// When the first of them falls due.
    pub due: Day,
}
