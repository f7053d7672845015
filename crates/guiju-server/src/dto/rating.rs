//! Ratings: a month's structure, its customers, and why a customer has its class.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::customer::{CustomerRow, CustomerSums};
use super::page::Direction;
use super::ruling::Ruling;
use super::scalar::{Choice, Day, Decimal, Instant, LabelledCount, Reference, Text, YearMonth};

/// What kind of judgement a rating is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RatingState {
    /// A class was given.
    Rated,
    /// A measure is unknown, and the chapter says that a class may then not be given.
    NotRated,
    /// It rests on too little to be a rating; sets neither limit nor settlement term.
    Activity,
    /// A company of the same group: marked, never scored.
    Internal,
}

/// A month that was rated.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatedMonth {
    /// The month.
    pub month: YearMonth,
    /// The latest run of it.
    pub run: i64,
    /// How many customers were judged.
    pub subjects: u64,
    /// How many have a class.
    pub rated: u64,
    /// How many have none.
    pub not_rated: u64,
    /// The instant up to which facts were counted.
    pub known_at: Instant,
    /// The edition of the rulebook.
    pub edition: String,
    /// What has changed underneath since; empty: the figures stand.
    pub stale: Vec<Text>,
}

/// What a rule asks a person to approve.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proposal {
    /// What is proposed, as `pay_before_release`.
    pub name: String,
    /// The same on screens.
    pub label: Text,
    /// `pending`, `approved` or `refused`.
    pub state: ProposalState,
    /// The answer that a person gave, with who, when and why.
    pub answer: Option<Ruling>,
}

/// Whether a proposal was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// It waits for a person.
    Pending,
    /// A person approved it.
    Approved,
    /// A person refused it.
    Refused,
}

/// A measure's part of a rating, in short.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComponentSummary {
    /// The measure's name.
    pub measure: String,
    /// The measure on screens.
    pub label: Text,
    /// Its weight in percent.
    pub weight: Decimal,
    /// The 0–100 that a decision gave its value; null where it is unknown.
    pub score: Option<Decimal>,
    /// Score × weight.
    pub points: Option<Decimal>,
}

/// A customer's rating of a month, in short.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingSummary {
    /// The month.
    pub month: YearMonth,
    /// The class in force: by a person's ruling, else computed.
    pub class: Option<String>,
    /// The class that the rule gave.
    pub computed_class: Option<String>,
    /// What kind of judgement it is.
    pub state: RatingState,
    /// The sum of the points.
    pub total: Option<Decimal>,
    /// The share of the weights that rests on known measures, in percent.
    pub basis_percent: u32,
    /// What each measure gave.
    pub components: Vec<ComponentSummary>,
    /// The ruling that gives the class in force; null where the computed class counts.
    pub ruling: Option<Ruling>,
    /// A class that somebody asked for, which waits for a second person.
    pub asked: Option<Ruling>,
    /// What this page has seen: send it with a decision on it.
    pub seen: String,
    /// What the rule proposes.
    pub proposal: Option<Proposal>,
    /// The class in force of the month before.
    pub previous_class: Option<String>,
    /// The edition of the rulebook.
    pub edition: String,
}

/// The history of a customer's ratings.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingHistory {
    /// The months, newest first.
    pub months: Vec<RatingSummary>,
}

/// Why a customer has its class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingExplanation {
    /// The month.
    pub month: YearMonth,
    /// Whose.
    pub customer: Reference,
    /// The class in force: by a person's ruling, else computed.
    pub class: Option<String>,
    /// The class that the rule gave.
    pub computed_class: Option<String>,
    /// What kind of judgement it is.
    pub state: RatingState,
    /// The sum of the points.
    pub total: Option<Decimal>,
    /// The share of the weights that rests on known measures, in percent.
    pub basis_percent: u32,
    /// The edition of the rulebook.
    pub edition: String,
    /// The instant up to which facts were counted.
    pub known_at: Instant,
    /// Whether it rests on known-at times that an import asserted.
    pub rests_on_asserted: bool,
    /// Where the rule stands: the chapter's clause.
    pub clause: Text,
    /// The chapter that holds the rule.
    pub chapter: String,
    /// The answer in a sentence.
    pub sentence: Text,
    /// The parts.
    pub components: Vec<RatingComponent>,
    /// The rule that gave the class.
    pub class_rule: Option<RuleHit>,
    /// The classes with their limits, best first, for the scale.
    pub class_limits: Vec<ClassLimit>,
    /// What would reach the next class.
    pub next: Option<NextClass>,
    /// The ruling that gives the class in force; null where the computed class counts.
    pub ruling: Option<Ruling>,
    /// A class that somebody asked for, which waits for a second person.
    pub asked: Option<Ruling>,
    /// What this page has seen: send it with a decision on it.
    pub seen: String,
    /// What the rule proposes.
    pub proposal: Option<Proposal>,
    /// What has changed underneath since the month was rated; empty: the figures stand.
    pub stale: Vec<Text>,
}

/// A class of the appraisal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClassLimit {
    /// The class.
    pub class: String,
    /// The least total that gives it; null for the last one, or where the rulebook does not decide by the total alone.
    pub from: Option<Decimal>,
    /// The class on screens.
    pub label: Text,
}

/// A measure's part of a rating.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingComponent {
    /// The measure's name.
    pub measure: String,
    /// The measure on screens.
    pub label: Text,
    /// What it means, as the chapter writes it.
    pub definition: Text,
    /// `percent`, `money`, `count`, `months`.
    pub unit: String,
    /// The value; null where it is unknown.
    pub value: Option<Decimal>,
    /// The 0–100 that a decision gave the value.
    pub score: Option<Decimal>,
    /// Its weight in percent.
    pub weight: Decimal,
    /// Score × weight.
    pub points: Option<Decimal>,
    /// The rule that fired.
    pub rule: Option<RuleHit>,
    /// What the value was computed from.
    pub totals: Vec<RatingTotal>,
    /// Why the value is unknown.
    pub missing: Option<Text>,
    /// What of its window is not covered although it counts as known.
    pub partly: Option<Text>,
    /// The value of the month before.
    pub compared: Option<ComparedValue>,
    /// How many entries or records stand behind it.
    pub records_count: u64,
}

/// A sum or count that a measure's value is computed from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingTotal {
    /// The total's name; ask for its records with it.
    pub name: String,
    /// The total on screens.
    pub label: Text,
    /// The fact it counts.
    pub fact: String,
    /// The first day of its window; null where it counts from the beginning.
    pub from: Option<Day>,
    /// The last day of its window.
    pub to: Day,
    /// Money as an amount, counts as a whole number; null where unknown.
    pub value: Option<Decimal>,
}

/// A rule of a decision that fired.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RuleHit {
    /// The decision.
    pub decision: String,
    /// The rule's id in the DMN file.
    pub id: String,
    /// The rule in words.
    pub text: Text,
}

/// The value of an earlier month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedValue {
    /// The month.
    pub month: YearMonth,
    /// Its value.
    pub value: Option<Decimal>,
    /// Its points.
    pub points: Option<Decimal>,
}

/// What would reach the next class; about things that can still happen.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NextClass {
    /// The class.
    pub class: String,
    /// The total it needs.
    pub total_needed: Decimal,
    /// How many points are missing.
    pub points_missing: Decimal,
    /// Changes that would do, each on its own.
    pub changes: Vec<NextChange>,
    /// Ways to reach it, each a list of changes that have to come together; empty where nothing that can still happen suffices.
    pub ways: Vec<Vec<NextChange>>,
}

/// One change on a way to the next class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NextChange {
    /// The measure.
    pub measure: String,
    /// Its value now.
    pub from: Decimal,
    /// The value it needs.
    pub to: Decimal,
    /// What it would add to the total.
    pub points: Decimal,
    /// In a sentence.
    pub text: Text,
}

/// The records behind a measure.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RatingRecordsQuery {
    /// The measure.
    pub measure: String,
    /// One of its totals; all of them unless given.
    pub total: Option<String>,
}

/// A page of the records behind a measure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingRecordPage {
    /// The records.
    pub rows: Vec<RatingRecord>,
    /// Send it as `after` for the next page; null at the end.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u64,
}

/// An entry or record behind a total.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingRecord {
    /// The total it counts in.
    pub total: String,
    /// The kind of entry, or the record type.
    pub kind: String,
    /// The kind on screens.
    pub kind_label: Text,
    /// Its id.
    pub id: i64,
    /// When it happened.
    pub date: Day,
    /// When the charge it is or refers to falls due.
    pub due: Option<Day>,
    /// How many days after the due day it happened; negative is early.
    pub days_late: Option<i64>,
    /// The number on the paper.
    pub number: Option<String>,
    /// The amount in its own currency.
    pub amount: Option<Decimal>,
    /// Its currency.
    pub currency: Option<String>,
    /// Free text.
    pub note: Option<String>,
    /// What it counts for in the total: an amount in the base currency, or 1.
    pub counted: Decimal,
    /// Why it counts.
    pub why: Text,
}

/// A class to ask for.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct OverrideRequest {
    /// The class.
    pub class: String,
    /// Why; kept beside the computed class.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
    /// The last month it holds for.
    pub until_month: YearMonth,
    /// As the rating gave it when its page was read.
    pub seen: String,
}

/// A decision on a proposal.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct ProposalDecision {
    /// Approve, or decline.
    pub approve: bool,
    /// Why.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
    /// As the rating gave it when its page was read.
    pub seen: String,
    /// The first day of what an approval sets (the settlement terms); today unless given.
    pub from_day: Option<Day>,
}

/// Decisions on several proposals of a month, with one reason.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct ProposalDecisions {
    /// Whose proposals; all are decided or none.
    #[schema(min_items = 1, max_items = 1000)]
    pub customers: Vec<SeenCustomer>,
    /// Approve, or decline.
    pub approve: bool,
    /// Why.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
    /// The first day of what an approval sets (the settlement terms); today unless given.
    pub from_day: Option<Day>,
}

/// A customer as a list showed it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct SeenCustomer {
    /// Its id.
    pub customer: i64,
    /// As the row gave it.
    pub seen: String,
}

/// How many decisions were made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Decided {
    /// How many.
    pub count: u64,
}

/// A run of a month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MonthRun {
    /// Its id; send it as `run` to read the month by it.
    pub run: i64,
    /// Whether it is the one that counts.
    pub counts: bool,
    /// The edition of the rulebook.
    pub edition: String,
    /// The instant up to which facts were counted.
    pub known_at: Instant,
    /// Who rated.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Where it was taken back: who, when and why.
    pub withdrawn: Option<Withdrawn>,
}

/// That a run was taken back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Withdrawn {
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
}

/// A run to take back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct WithdrawRun {
    /// The run; it has to be the one that counts.
    pub run: i64,
    /// Why.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
}

/// Whose ratings of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StructureFilter {
    /// A run of the month that a later one may have followed; the one that counts unless given.
    pub run: Option<i64>,
    /// Only this organisation unit (ids separated by commas).
    pub branch: Option<String>,
    /// Only these people's customers (ids separated by commas).
    pub salesperson: Option<String>,
}

/// The structure of a rated month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatingStructure {
    /// The month.
    pub month: YearMonth,
    /// The run.
    pub run: i64,
    /// The edition of the rulebook.
    pub edition: String,
    /// The instant up to which facts were counted.
    pub known_at: Instant,
    /// Where the rule stands.
    pub clause: Text,
    /// The chapter that holds the rule.
    pub chapter: String,
    /// The measures with their weights.
    pub weights: Vec<Weight>,
    /// How many customers were judged.
    pub subjects: u64,
    /// How many have a class.
    pub rated: u64,
    /// The classes, best first.
    pub classes: Vec<ClassCount>,
    /// Customers without a class, by state.
    pub states: Vec<LabelledCount>,
    /// Not rated, by what is missing.
    pub not_rated: Vec<LabelledCount>,
    /// Against the month before; null for the first month.
    pub movements: Option<Movements>,
    /// Proposals of this month.
    pub proposals: ProposalCounts,
    /// Classes set by hand that hold in this month.
    pub overrides: u64,
    /// Classes that somebody asked for and that wait for an answer.
    pub asked: u64,
    /// Who rated, and when.
    pub by: String,
    /// When it was rated.
    pub at: Instant,
    /// How many runs this month has had.
    pub runs: u64,
    /// Where this run was taken back.
    pub withdrawn: Option<Withdrawn>,
    /// What has changed underneath since; empty: the figures stand.
    pub stale: Vec<Text>,
    /// The months to this one, oldest first, 13 at most.
    pub trend: Vec<TrendMonth>,
    /// The days of the open amounts.
    pub as_of: Day,
}

/// A measure with its weight.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Weight {
    /// The measure.
    pub measure: String,
    /// The measure on screens.
    pub label: Text,
    /// Its weight in percent.
    pub weight: Decimal,
}

/// A class of a month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClassCount {
    /// The class.
    pub class: String,
    /// How many customers have it.
    pub count: u64,
    /// Their share of the rated in percent, one decimal.
    pub share: Option<Decimal>,
    /// How many had it the month before; null where that month is not rated.
    pub previous_count: Option<u64>,
    /// How many had it a year ago; null where that month is not rated.
    pub year_ago_count: Option<u64>,
    /// What these customers owe at the month's end.
    pub open: Decimal,
    /// The part past due.
    pub overdue: Decimal,
}

/// Movements against the month before.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Movements {
    /// The month before.
    pub from: YearMonth,
    /// Customers whose class became better.
    pub up: u64,
    /// Customers whose class became worse.
    pub down: u64,
    /// Those of them that fell two classes or more.
    pub down_two_or_more: u64,
    /// Customers whose class stayed.
    pub same: u64,
    /// Customers that have a class now and had none.
    pub new: u64,
    /// Customers that had a class and have none.
    pub lost: u64,
}

/// How many proposals.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposalCounts {
    /// Waiting.
    pub pending: u64,
    /// Approved.
    pub approved: u64,
    /// Refused.
    pub refused: u64,
}

/// A month of a trend.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TrendMonth {
    /// The month.
    pub month: YearMonth,
    /// How many customers by class, in the order of the structure's classes.
    pub counts: Vec<u64>,
    /// How many have no class.
    pub without_class: u64,
}

/// The month to compare with.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MatrixQuery {
    /// The earlier month; the month before unless given.
    #[param(value_type = Option<String>)]
    pub from: Option<YearMonth>,
}

/// How many customers moved from each class to each other.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MigrationMatrix {
    /// The earlier month.
    pub from: YearMonth,
    /// The later month.
    pub to: YearMonth,
    /// Whether the earlier month is rated; without it there are no cells.
    pub is_compared: bool,
    /// The classes, best first, then `none`: the order of rows and columns.
    pub classes: Vec<String>,
    /// The cells with customers.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the matrix.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MatrixCell {
    /// The earlier class, or `none`.
    pub from: String,
    /// The later class, or `none`.
    pub to: String,
    /// How many customers.
    pub count: u64,
}

/// Which customers of a rated month. Several values of one filter are separated by commas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RatingFilter {
    /// Part of the code or the name.
    pub search: Option<String>,
    /// Classes in force, or `none`.
    pub class: Option<String>,
    /// Classes of the earlier month, or `none`.
    pub from_class: Option<String>,
    /// The earlier month; the month before unless given.
    #[param(value_type = Option<String>)]
    pub from_month: Option<YearMonth>,
    /// `up`, `down`, `same`, `new`, `lost`.
    pub movement: Option<String>,
    /// States: `rated`, `not_rated`, `activity`, `internal`.
    pub state: Option<String>,
    /// What is missing, by the measure's name.
    pub missing: Option<String>,
    /// `pending`, `approved`, `refused`: only customers with such a proposal.
    pub proposal: Option<String>,
    /// Only customers with a class set by hand.
    pub is_overridden: Option<bool>,
    /// Only customers with a class that somebody asked for and that waits.
    pub is_asked: Option<bool>,
    /// A run of the month that a later one may have followed; the one that counts unless given.
    pub run: Option<i64>,
    /// Ids of organisation units.
    pub branch: Option<String>,
    /// Ids of people.
    pub salesperson: Option<String>,
}

/// What the customers of a month are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RatingSort {
    /// The customer's code.
    #[default]
    Code,
    /// The customer's name.
    Name,
    /// The class in force, best first.
    Class,
    /// The total.
    Total,
    /// The change of the total against the earlier month.
    Change,
    /// What is open at the month's end.
    Open,
    /// What is overdue at the month's end.
    Overdue,
}

/// How the customers of a month are sorted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RatingOrder {
    /// By what; the code unless given.
    #[param(inline)]
    pub sort: Option<RatingSort>,
    /// Ascending unless given.
    #[param(inline)]
    pub dir: Option<Direction>,
}

/// A page of a month's customers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatedCustomerPage {
    /// The month.
    pub month: YearMonth,
    /// The earlier month that it is compared with.
    pub from_month: Option<YearMonth>,
    /// The rows.
    pub rows: Vec<RatedCustomer>,
    /// Send it as `after` for the next page; null at the end.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u64,
    /// The sums over all rows of the filter.
    pub sums: CustomerSums,
    /// Why the list may be empty; null where it is not.
    pub empty_because: Option<Text>,
}

/// A customer of a rated month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RatedCustomer {
    /// The customer as in the list of customers, of this month; open amounts at the month's end.
    #[serde(flatten)]
    pub customer: CustomerRow,
    /// The share of the weights that rests on known measures, in percent.
    pub basis_percent: u32,
    /// What each measure gave.
    pub components: Vec<ComponentSummary>,
    /// Why there is no class.
    pub missing: Vec<Choice>,
    /// The class of the earlier month.
    pub previous_class: Option<String>,
    /// The total of the earlier month.
    pub previous_total: Option<Decimal>,
    /// The measure whose points changed most against the earlier month, in a sentence.
    pub main_reason: Option<Text>,
}

/// What rating a month gave.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RateResult {
    /// The month.
    pub month: YearMonth,
    /// The run.
    pub run: i64,
    /// How many customers were judged.
    pub subjects: u64,
    /// How many have a class.
    pub rated: u64,
    /// Not rated, by what is missing.
    pub not_rated: Vec<LabelledCount>,
    /// By class, best first.
    pub classes: Vec<LabelledCount>,
    /// The edition of the rulebook.
    pub edition: String,
    /// The instant up to which facts were counted.
    pub known_at: Instant,
    /// The digest of all ratings: the same month, edition and known-at give the same.
    pub digest: String,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// What to rate.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
pub struct RateRequest {
    /// Only what was known at this instant; now unless given.
    pub known_at: Option<Instant>,
    /// Whether a month that is not over is meant; refused otherwise.
    #[serde(default)]
    pub unfinished: bool,
}
