//! The decision editor: files of the rulebook, drafts, checks, trials, comparisons.

use std::collections::BTreeMap;

use guiju_types::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::rating::MatrixCell;
use super::scalar::{Decimal, Reference, Text, YearMonth};

/// The decision files of the rulebook.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionFiles {
    /// The edition in force.
    pub edition: String,
    /// The draft, if there is one.
    pub draft: Option<DraftSummary>,
    /// Whether the caller may save and publish.
    pub may_edit: bool,
    /// The files, in the order of the chapters.
    pub files: Vec<DecisionFile>,
}

/// A DMN file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionFile {
    /// Its path in the rulebook.
    #[schema(example = "credit/class.dmn")]
    pub path: String,
    /// The chapter that it is in.
    pub chapter: String,
    /// The chapter on screens.
    pub chapter_label: Text,
    /// The name of the model.
    pub name: String,
    /// Its decisions.
    pub decisions: Vec<DecisionSummary>,
    /// Whether the draft changes it.
    pub is_changed: bool,
}

/// A decision in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionSummary {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How rules are chosen; null where its logic is no table.
    pub hit_policy: Option<String>,
    /// How many rules it has.
    pub rules: usize,
}

/// Changes to the rulebook that are not in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DraftSummary {
    /// The commit that saved it last.
    pub version: i64,
    /// The edition that it changes.
    pub based_on: String,
    /// Who saved last.
    pub changed_by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
    /// What it is about.
    pub note: String,
    /// The files that it changes.
    pub paths: Vec<String>,
}

/// What a decision file says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionSource {
    /// Its path in the rulebook.
    pub path: String,
    /// The edition in force.
    pub edition: String,
    /// The draft's text, where there is one, else that in force.
    pub xml: String,
    /// That in force; null for a file that only the draft has.
    pub published_xml: Option<String>,
    /// What it would say without the company's own text; null where there is no such text.
    pub default_xml: Option<String>,
    /// The draft's version; null where the draft does not change this file.
    pub draft_version: Option<i64>,
}

/// A text to check as a file of the rulebook.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckModel {
    /// The path that it has or would have.
    pub path: String,
    /// The text.
    pub xml: String,
}

/// An example to make expect what the draft gives.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectExample {
    /// The file that it is in.
    #[schema(example = "credit/examples/rating.toml")]
    pub file: String,
    /// What it shows, in English.
    pub name: String,
    /// The version of the draft that it was seen in.
    pub version: i64,
}

/// A decision to make examples of.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GenerateExamples {
    /// The path of the file.
    pub path: String,
    /// Its text.
    pub xml: String,
    /// The id of the decision.
    pub decision: String,
}

/// A file of examples.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExamplesFile {
    /// TOML, for a chapter's `examples/` folder.
    pub text: String,
}

/// A text to make sheets of.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteSheets {
    /// The name of the file to download, without its ending.
    pub name: String,
    /// The text.
    pub xml: String,
    /// A workbook of everything, or one table as CSV.
    pub format: SheetFormat,
    /// The decision whose table is written as CSV.
    pub decision: Option<String>,
}

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetFormat {
    /// A workbook.
    Xlsx,
    /// Comma-separated values in UTF-8.
    Csv,
}

/// The form of `POST /rulebook/decisions/sheets/read`.
#[derive(Debug, Clone, ToSchema)]
pub struct SheetsForm {
    /// The text that the sheets are read onto; all that no sheet shows stays as it is there.
    pub xml: String,
    /// The workbook or CSV file.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
}

/// What was read from sheets; nothing is saved.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReadSheets {
    /// The text with what the sheets say.
    pub xml: String,
}

/// What a check says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckedModel {
    /// Why it does not decide at all; the rest is then empty.
    pub problems: Vec<ModelProblem>,
    /// What the checks find.
    pub findings: Vec<TableFinding>,
    /// The examples of the rulebook.
    pub examples: Vec<CheckedExample>,
    /// Which rules the examples make fire.
    pub coverage: Vec<TableCoverage>,
}

/// Why a text is not a model that decides.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ModelProblem {
    /// What is wrong.
    pub message: Text,
    /// What stands at the place.
    pub label: Option<Text>,
    /// What to do.
    pub help: Option<Text>,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// Where in the model.
    pub element: Option<Text>,
    /// The id of the decision that it is in.
    pub decision: Option<String>,
    /// The number of the rule that it is in, from 1.
    pub rule: Option<usize>,
}

/// Something that a check found in a decision.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TableFinding {
    /// The check; `docs/rules/<rule>.md` explains it.
    #[schema(example = "gap")]
    pub rule: String,
    /// How bad it is.
    pub severity: FindingSeverity,
    /// The id of the decision.
    pub decision: String,
    /// Its name.
    pub decision_name: String,
    /// The rules that it is about.
    pub rules: Vec<RuleRef>,
    /// The places of the columns that it is about, from 0: inputs, then outputs.
    pub columns: Vec<usize>,
    /// A value for each column that shows it.
    pub witness: Vec<WitnessValue>,
    /// The same as input data, where it can be; to be tried.
    pub inputs: Option<Vec<WitnessValue>>,
    /// What was found.
    pub message: Text,
    /// What to do.
    pub suggestion: Option<Text>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingSeverity {
    /// Some case has no outcome, or a wrong one.
    Error,
    /// It is very likely not meant.
    Warning,
    /// It could be said better.
    Advice,
}

/// A rule of a table.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RuleRef {
    /// Its id in the file.
    pub id: String,
    /// Its number, from 1.
    pub number: usize,
}

/// A value by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WitnessValue {
    /// Of what.
    pub name: String,
    /// The value, as FEEL.
    pub value: String,
}

/// An example of the rulebook.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckedExample {
    /// What it shows.
    pub name: Text,
    /// The file that it is in.
    pub file: String,
    /// Whether it came out as written.
    pub passed: bool,
    /// What was expected and what came out; empty where it passed.
    pub differences: Vec<Text>,
}

/// Which rules of a table the examples make fire.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TableCoverage {
    /// The id of the decision.
    pub decision: String,
    /// The table, as errors name it.
    pub decision_name: String,
    /// Its rules.
    pub rules: Vec<RuleHits>,
}

/// How often a rule fired.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RuleHits {
    /// Its id in the file.
    pub id: String,
    /// Its number, from 1.
    pub number: usize,
    /// How often it fired.
    pub hits: u64,
}

/// A decision to try on a case.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TryDecision {
    /// The model.
    pub xml: String,
    /// The id of the decision.
    pub decision: String,
    /// FEEL by the name of the input data; what is not given is null.
    #[serde(default)]
    pub inputs: BTreeMap<String, String>,
}

/// What a trial gives.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TriedDecision {
    /// What came out, as FEEL.
    pub value: String,
    /// Why it, or a part of it, is null.
    pub reasons: Vec<NullReason>,
    /// The decisions in their order.
    pub steps: Vec<TriedStep>,
    /// The smallest changes that lead to another outcome.
    pub nearest: Vec<NearestChange>,
    /// What may be given.
    pub inputs: Vec<TryInput>,
    /// Why there is nothing to try.
    pub problem: Option<ModelProblem>,
}

/// Why something is null.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NullReason {
    /// Where in the model.
    pub element: String,
    /// Why.
    pub message: Text,
}

/// One decision on the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TriedStep {
    /// Its id.
    pub decision: String,
    /// Its name.
    pub decision_name: String,
    /// What came out, as FEEL.
    pub value: String,
    /// How long it took, the decisions before it not included, in microseconds.
    pub took_microseconds: f64,
    /// Its table; null where its logic is none.
    pub table: Option<TriedTable>,
}

/// What happened in a table.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TriedTable {
    /// What its input columns read.
    pub inputs: Vec<WitnessValue>,
    /// The rules that matched.
    pub matched: Vec<RuleRef>,
    /// The others.
    pub misses: Vec<RuleMiss>,
}

/// A rule that did not match.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RuleMiss {
    /// Which.
    pub rule: RuleRef,
    /// The column of its first cell that failed, from 0.
    pub column: usize,
}

/// A change that leads to another outcome.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NearestChange {
    /// The inputs that change.
    pub changes: Vec<ValueChange>,
    /// What comes out then, as FEEL.
    pub value: String,
    /// In words.
    pub message: Text,
}

/// A change of one input.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ValueChange {
    /// The input.
    pub name: String,
    /// Its value now, as FEEL.
    pub from: String,
    /// The value that it would take.
    pub to: String,
}

/// Input data that a decision needs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TryInput {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The decisions that read it.
    pub needed_by: Vec<String>,
    /// A value to begin with.
    pub example: Option<String>,
}

/// Which edition to compare with.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct CompareWith {
    /// An edition that was kept, or `published`: the one in force.
    pub with: String,
}

/// What differs between two texts of a decision file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedModel {
    /// The left side: an edition.
    pub left: String,
    /// The right side: `draft`, or the edition in force.
    pub right: String,
    /// Tables with rules that differ.
    pub tables: Vec<ComparedTable>,
    /// Everything else that differs.
    pub other: Vec<ComparedElement>,
}

/// A table of which rules differ.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedTable {
    /// The id of the decision.
    pub decision: String,
    /// Its name.
    pub decision_name: String,
    /// The headings of the columns.
    pub columns: Vec<String>,
    /// The rules that differ.
    pub rules: Vec<ComparedRule>,
}

/// A rule that differs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedRule {
    /// Its id in the file.
    pub id: String,
    /// Its number on the left; null where the left does not have it.
    pub left_number: Option<usize>,
    /// Its number on the right.
    pub right_number: Option<usize>,
    /// The cells that differ.
    pub cells: Vec<ComparedCell>,
}

/// A cell that differs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedCell {
    /// Its column, from 0.
    pub column: usize,
    /// What it says on the left.
    pub left: Option<String>,
    /// What it says on the right.
    pub right: Option<String>,
}

/// Something else that differs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedElement {
    /// What.
    pub element: String,
    /// What it says on the left.
    pub left: Option<String>,
    /// What it says on the right.
    pub right: Option<String>,
}

/// The editions of the rulebook that were issued.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Editions {
    /// The latest first.
    pub items: Vec<EditionInfo>,
    /// The month after the last that was rated: from which a new edition judges unless another is chosen; null where none is rated.
    pub next_month: Option<YearMonth>,
}

/// An edition of the rulebook as it was issued.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EditionInfo {
    /// Its number, from 1.
    pub number: i64,
    /// The hash over its files.
    pub edition: String,
    /// What people call it; empty for one that came as files.
    pub name: String,
    /// Who published it; null where it came as files.
    pub published_by: Option<String>,
    /// When it was published, or first judged something.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What was said then.
    pub note: String,
    /// The first month that it was issued for; null: every month.
    pub effective_from: Option<YearMonth>,
    /// The months that it judges now; null: none any more.
    pub judges: Option<MonthSpan>,
    /// Whether it is the last one: the one that drafts change.
    pub is_latest: bool,
}

/// From one month to another, both included; null is open.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MonthSpan {
    /// The first.
    pub from: Option<YearMonth>,
    /// The last.
    pub until: Option<YearMonth>,
}

/// A decision file to save in the draft.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// Its path in the rulebook.
    pub path: String,
    /// The text.
    pub xml: String,
    /// The version of the draft that was read; null where there was none.
    pub version: Option<i64>,
    /// What the draft is about.
    #[serde(default)]
    pub note: String,
}

/// A draft to publish.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishDraft {
    /// The version of the draft that was read.
    pub version: i64,
    /// What people call the edition.
    #[schema(min_length = 1, max_length = 40)]
    pub name: String,
    /// What changes and why; stays with the edition.
    pub note: String,
    /// The first month that it judges; null: every month, when it is rated again.
    #[serde(default)]
    pub effective_from: Option<YearMonth>,
    /// What the checks doubt and the publisher accepts, each with its reason.
    #[serde(default)]
    pub accepted: Vec<AcceptDoubt>,
}

/// A doubt that the publisher accepts.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct AcceptDoubt {
    /// The doubt.
    pub id: String,
    /// Why it is right all the same.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
}

/// The draft as a second person looks at it before it is published.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DraftReview {
    /// The draft's version.
    pub version: i64,
    /// Who wrote it; none of them publishes it.
    pub authors: Vec<String>,
    /// Whether the caller wrote a part of it.
    pub is_own: bool,
    /// Why it cannot be published: what does not load, errors of the checks.
    pub problems: Vec<Text>,
    /// Examples that do not come out as written.
    pub failing: Vec<CheckedExample>,
    /// What the checks doubt that they do not doubt in the rulebook in force.
    pub doubts: Vec<DraftDoubt>,
    /// Who would change class in the last rated month; null where none is rated, or the draft does not load.
    pub impact: Option<DraftImpact>,
}

/// Something that the checks doubt: mended, or accepted with a reason.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DraftDoubt {
    /// What it is accepted by.
    pub id: String,
    /// The file.
    pub file: String,
    /// What is doubted.
    pub message: Text,
    /// What to do.
    pub help: Option<Text>,
}

/// What the draft would do in a month, on the facts known now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DraftImpact {
    /// The month.
    pub month: YearMonth,
    /// How many customers there are.
    pub subjects: u64,
    /// How many would change class.
    pub changed: u64,
    /// How many would go from one class to another; `none`: without a class.
    pub moves: Vec<MatrixCell>,
    /// Who, the deepest fall first; 500 at most.
    pub rows: Vec<ChangedCustomer>,
    /// How many would be proposed for something that are not now.
    pub newly_proposed: u64,
    /// How many would be proposed for nothing that are now.
    pub no_longer_proposed: u64,
}

/// A customer that would change class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangedCustomer {
    /// Whose.
    pub customer: Reference,
    /// The class by the rulebook in force.
    pub from: Option<String>,
    /// The class by the draft.
    pub to: Option<String>,
    /// The total by the rulebook in force.
    pub total_from: Option<Decimal>,
    /// The total by the draft.
    pub total_to: Option<Decimal>,
}

/// Which draft.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReviewQuery {
    /// The version of the draft that was read.
    pub version: i64,
}

/// What was published.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Published {
    /// The hash over the files of the edition.
    pub edition: String,
}
