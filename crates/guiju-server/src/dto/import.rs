//! Imports: upload, guess, dry run, result, undo, and what the data so far can answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scalar::{Choice, Day, Decimal, Instant, LabelledCount, Text};

/// A file that was uploaded, and what the program makes of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Upload {
    /// Its id, for dry run and run; kept for a day.
    pub upload: String,
    /// The file's name.
    pub file_name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its sheets; one for a CSV file.
    pub sheets: Vec<Sheet>,
    /// Why the file cannot be imported at all, such as an ageing table that is bucketed already.
    pub refusal: Option<Text>,
    /// What the file seems to be; null where it is refused.
    pub proposal: Option<ImportProposal>,
    /// The saved recipe that fits this file's headers, where there is one.
    pub known_recipe: Option<String>,
}

/// A sheet of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// About how many rows; null where that is only known after reading them.
    pub rows: Option<u64>,
    /// Whether the proposal is about it.
    pub is_chosen: bool,
    /// Whether the workbook hides it.
    pub is_hidden: bool,
    /// Whether its rows come in.
    pub is_read: bool,
    /// Why, or why not; null where the file is refused.
    pub why: Option<Text>,
}

/// What the program makes of a file; shown for confirmation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportProposal {
    /// The recipe as guessed; change what is wrong and send it back.
    pub recipe: Recipe,
    /// The kind of file; null where it was not recognised.
    pub kind: Option<FileKind>,
    /// The next best reading, where there is another.
    pub rival: Option<FileKind>,
    /// The earlier file that it is read like.
    pub like: Option<LikeFile>,
    /// What the file's own arithmetic says, on the rows that were looked at.
    pub proofs: Vec<Proof>,
    /// What these rows come to.
    pub money: Money,
    /// Whether these were all rows.
    pub is_whole: bool,
    /// What was answered so far, for this file or for an earlier one like it.
    pub answers: BTreeMap<String, String>,
    /// The sheet that was looked at.
    pub sheet: String,
    /// The number of the header row.
    pub header_row: u64,
    /// The columns with samples and reasons.
    pub columns: Vec<ColumnProposal>,
    /// What each row would give: `customer`, `charge`, `receipt` …
    pub gives: Vec<Choice>,
    /// What a person said at an earlier import and that is taken as said of this file.
    pub remembered: Vec<Remembered>,
    /// What only a person can say, answered by `POST /imports/{upload}/answers`.
    pub questions: Vec<Question>,
    /// Whether nothing has to be asked.
    pub is_complete: bool,
    /// The first lines below the header, 20 at most.
    pub first_rows: Vec<Vec<String>>,
}

/// What a column seems to be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ColumnProposal {
    /// Its place, from 0.
    pub index: u32,
    /// Its header, as a recipe names it.
    pub header: String,
    /// Its first values, 5 at most.
    pub sample: Vec<String>,
    /// What it seems to be; null where it is left out.
    pub target: Option<String>,
    /// How sure that is, 0 to 100.
    pub confidence: u32,
    /// Why.
    pub reason: Text,
}

/// What a person said at an earlier import and that this file uses.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Remembered {
    /// What `POST /imports/{upload}/answers` takes to say otherwise of this file; null where it holds for every file.
    pub key: Option<String>,
    /// `status`, `terms` or `same_customer`.
    pub code: String,
    /// What was said, in words.
    pub text: Text,
    /// What was answered.
    pub value: Option<String>,
    /// The answers that are possible, where they can be listed.
    pub choices: Vec<Answered>,
    /// The customer whose name it is; the name is taken back there.
    pub customer: Option<i64>,
    /// Who said it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Of which file.
    pub file_name: Option<String>,
    /// The import of that file.
    pub import: Option<i64>,
}

/// A kind of file, with what speaks for it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FileKind {
    /// Its name: `bank_statement`, `open_items` …
    pub name: String,
    /// Its name on screens.
    pub label: Text,
    /// What speaks for it.
    pub because: Vec<Text>,
}

/// A file that came in before and has the same columns.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LikeFile {
    /// The import that brought it.
    pub import: i64,
    /// Its name.
    pub file_name: String,
    /// When it came in.
    pub at: Instant,
}

/// Something that has to hold between the figures of a file, and whether it does.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proof {
    /// `running_balance`, `totals`, `stated` …
    pub code: String,
    /// In words.
    pub label: Text,
    /// Whether it held every time.
    pub holds: bool,
    /// How often it was checked.
    pub checked: u64,
    /// How often it failed.
    pub failed: u64,
    /// The first failures.
    pub differences: Vec<Difference>,
    /// What else it found out, such as the opening and the closing balance.
    pub found: BTreeMap<String, String>,
}

/// A failure of a proof.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Difference {
    /// The row of the file.
    pub row: u64,
    /// What it is about: a column's header, or what the figure counts.
    pub column: String,
    /// What the file says.
    pub stated: String,
    /// What follows from its rows.
    pub found: String,
}

/// What a reading comes to.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Money {
    /// By what rows give: `charged`, `open`, `received`, `credited`; of statements `in`, `out`, `neither`.
    pub lines: BTreeMap<String, MoneyLine>,
    /// By party, the largest first, 100 at most.
    pub by_party: Vec<PartyMoney>,
}

/// Rows of one sort.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MoneyLine {
    /// How many.
    pub rows: u64,
    /// What they add up to, by currency.
    pub sum: BTreeMap<String, Decimal>,
}

/// What a file says of one party in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PartyMoney {
    /// As the file has it.
    pub party: String,
    /// The currency.
    pub currency: String,
    /// New debts.
    pub charged: Decimal,
    /// Money received.
    pub received: Decimal,
    /// Debts taken back or given up.
    pub credited: Decimal,
    /// What the file says that is owed.
    pub owes: Decimal,
}

/// What customers owe before and after an import.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Owing {
    /// Of all customers that the file changes, by currency.
    pub totals: Vec<CurrencyOwing>,
    /// Of those whose balance it changes most.
    pub customers: Vec<CustomerOwing>,
    /// Money that came in from nobody who is known, by currency.
    pub without_customer: BTreeMap<String, Decimal>,
}

/// What all customers of a file owe in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CurrencyOwing {
    /// The currency.
    pub currency: String,
    /// How many customers.
    pub customers: u64,
    /// What they owed before; null where they are too many to be asked for.
    pub before: Option<Decimal>,
    /// New debts.
    pub charged: Decimal,
    /// Money received.
    pub received: Decimal,
    /// Debts taken back, given up, or settled in a way that nobody knows.
    pub credited: Decimal,
    /// What they owe after.
    pub after: Option<Decimal>,
}

/// What a customer owes in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerOwing {
    /// Its code; null for one that a dry run would make.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether the import makes it.
    pub is_new: bool,
    /// The currency.
    pub currency: String,
    /// What it owed before.
    pub before: Decimal,
    /// New debts.
    pub charged: Decimal,
    /// Money received.
    pub received: Decimal,
    /// Debts taken back, given up, or settled in a way that nobody knows.
    pub credited: Decimal,
    /// What it owes after.
    pub after: Decimal,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It comes in.
    ComesIn,
    /// It is read and nothing of it comes in, though nothing is wrong with it.
    LeftOut,
    /// Something is wrong with it.
    Refused,
    /// It came in before.
    AlreadyThere,
}

/// Rows of one fate for one reason.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FateRows {
    /// What becomes of them.
    pub fate: Fate,
    /// Why: the reason's code; null for rows that come in.
    pub reason: Option<String>,
    /// The same in words.
    pub text: Text,
    /// How many.
    pub count: u64,
    /// The first of them, 3 at most.
    pub rows: Vec<ShownRow>,
}

/// A row of the file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ShownRow {
    /// Its number.
    pub row: u64,
    /// Whom it names.
    pub party: Option<String>,
    /// Its day.
    pub date: Option<Day>,
    /// What it gives, or would have given.
    pub gives: Vec<ShownAmount>,
    /// What is wrong with it.
    pub why: Option<Text>,
    /// Its cells, as the file shows them.
    pub cells: Vec<String>,
}

/// An amount that a row gives.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ShownAmount {
    /// A kind of ledger entry, or `in`, `out`, `neither` for a movement that gives none.
    pub kind: String,
    /// The currency.
    pub currency: String,
    /// The amount.
    pub amount: Decimal,
}

/// A question that only a person can answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Question {
    /// What an answer names it by.
    pub key: String,
    /// What it is about: `kind`, `date_order`, `missing_target`, `differences` …
    pub code: String,
    /// The column's header; null where it is about the file.
    pub column: Option<String>,
    /// The question.
    pub text: Text,
    /// The possible answers, where they can be listed; otherwise a header or a value is answered.
    pub choices: Vec<Answered>,
}

/// A possible answer, and what it leads to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Answered {
    /// What is answered.
    pub value: String,
    /// In words.
    pub label: Text,
    /// The kind of file that it takes this one for; null for other questions.
    pub title: Option<Text>,
    /// What one row says then.
    pub means: Option<Text>,
    /// What it comes to in money; null where that does not depend on it.
    pub money: Option<Money>,
}

/// What a person answers.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct AnswersRequest {
    /// Every answer so far, by the question's key.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// Look at this sheet only.
    #[serde(default)]
    pub sheet: Option<String>,
}

/// How the columns of a file become records and ledger entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recipe {
    /// Its name. A row that came in by a recipe of this name does not come in again by it.
    #[serde(default)]
    pub name: Option<String>,
    /// The sheet; the first with a table unless given.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The number of the (last) header row; found unless given.
    #[serde(default)]
    pub header_row: Option<u64>,
    /// The columns that are used. One column may stand several times with several targets.
    pub columns: Vec<RecipeColumn>,
    /// The periods for which the file brings everything of a fact: absence inside is zero, outside unknown. Where there are none, the
    /// rules below hold.
    #[serde(default)]
    pub coverage: Vec<RecipeCoverage>,
    /// When the facts became known.
    #[serde(default)]
    pub known_at: KnownAt,
    /// The same for files of the same kind, by fact: `span` (the file's first to its last date), `months` (in whole months) or
    /// `2012-01-01..2013-12-31`. The dry run's report says which periods that gives.
    #[serde(default)]
    pub coverage_rules: BTreeMap<String, String>,
    /// What each row gives: record types and kinds of ledger entries; empty: what its columns name.
    #[serde(default)]
    pub gives: Vec<String>,
    /// Settlement terms for due dates where neither the file nor the customer has any: `days_30`, `月结30天`, `票结`.
    #[serde(default)]
    pub terms: Option<String>,
    /// Values that every row has, by target: a currency, a branch.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// Values computed from the columns of a row.
    #[serde(default)]
    pub derived: Vec<RecipeDerived>,
    /// What a person rarely changes.
    #[serde(default)]
    pub rest: RecipeRest,
}

/// What a person rarely changes in a recipe.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecipeRest {
    /// What it is for.
    #[serde(default)]
    pub label: Option<Text>,
    /// What a row's key is made with, where it is not the name.
    #[serde(default)]
    pub scope: Option<String>,
    /// The currency of the books that the file is for. A company without any ledger entry takes it over; one in another refuses the file.
    #[serde(default)]
    pub base_currency: Option<String>,
    /// The encoding of a CSV file.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The delimiter of a CSV file.
    #[serde(default)]
    #[schema(max_length = 1)]
    pub delimiter: Option<String>,
    /// Keys of records that no column gives, by record type.
    #[serde(default)]
    pub keys: BTreeMap<String, Vec<String>>,
    /// What a unit of a currency is worth in the base currency, where the company's rates are not to be used.
    #[serde(default)]
    pub rates: BTreeMap<String, String>,
    /// How the file is read beyond what stands here: its kind, sheets, directions, what a person said of it. As it came; not for editing.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub reading: serde_json::Value,
    /// Columns that give nothing by themselves, but that derived values use.
    #[serde(default)]
    pub inputs: Vec<RecipeColumn>,
}

/// What a column is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecipeColumn {
    /// Its header, as the proposal names it: columns with the same header are told apart by `#2`, `#3` …
    pub header: String,
    /// Its place in the file, from 0; for screens, the header decides.
    #[serde(default)]
    pub index: Option<u32>,
    /// What it is: `customer.code`, `charge.amount` … as in the list of targets.
    #[serde(default)]
    pub target: String,
    /// The order of dates in it.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// The currency of its amounts, where columns of several currencies stand side by side.
    #[serde(default)]
    pub currency: Option<String>,
    /// The decimal sign, where it is not a point.
    #[serde(default)]
    #[schema(max_length = 1)]
    pub decimal: Option<String>,
    /// What one is: 10000 for amounts in 万元.
    #[serde(default)]
    pub unit: Option<i64>,
    /// Whether more than four decimals are rounded rather than refused.
    #[serde(default)]
    pub round: Option<bool>,
    /// To how many digits an id is filled up with leading zeros.
    #[serde(default)]
    pub width: Option<u32>,
    /// Its name in derived values, where the header cannot be one.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether a column without a target is a text in derived values and conditions.
    #[serde(default)]
    pub text: Option<bool>,
    /// Whether a sheet without this column is read all the same.
    #[serde(default)]
    pub optional: Option<bool>,
}

/// A value computed from the columns of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecipeDerived {
    /// What it gives.
    pub to: String,
    /// FEEL over the columns: `Quantity * UnitPrice`.
    pub value: String,
}

/// The order of a date's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 2026-03-05.
    Ymd,
    /// 3/5/2026.
    Mdy,
    /// 5/3/2026.
    Dmy,
}

/// When the facts of a file became known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum KnownAt {
    /// With the import.
    #[default]
    Now,
    /// At their business date, as the import asserts.
    BusinessDate,
    /// At the day that a column tells, as the import asserts.
    Column {
        /// The column's header.
        header: String,
    },
}

/// A period for which a file brings everything of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecipeCoverage {
    /// The fact: `charge`, `receipt`, `cost`, `order` …
    pub fact: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// A dry run.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct DryRunRequest {
    /// The recipe.
    pub recipe: Recipe,
}

/// A run.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct RunRequest {
    /// The recipe.
    pub recipe: Recipe,
    /// Save the recipe under this name.
    #[serde(default)]
    pub save_as: Option<String>,
}

/// What an import did, or would do. `rows_read` is the sum of accepted, rejected and already known.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportReport {
    /// The import; null for a dry run.
    pub import: Option<i64>,
    /// The file's name.
    pub file: String,
    /// Its sheet.
    pub sheet: String,
    /// The recipe's name.
    pub recipe: String,
    /// The number of the header row.
    pub header_row: u64,
    /// Whether nothing was written.
    pub is_dry_run: bool,
    /// Whether an earlier run that was stopped was continued.
    pub is_resumed: bool,
    /// Whether the file was read to its end.
    pub is_complete: bool,
    /// Rows of data below the header.
    pub rows_read: u64,
    /// Rows that came in.
    pub rows_accepted: u64,
    /// Rows that came back.
    pub rows_rejected: u64,
    /// Rows that had come in before; nothing was doubled.
    pub rows_already_known: u64,
    /// Rows that are no data, by what they are: `total`, `subtotal`, `footer`, `repeated_header`.
    pub rows_skipped: BTreeMap<String, u64>,
    /// Rejected rows by reason.
    pub rejected_by_reason: Vec<LabelledCount>,
    /// Accepted rows that deserve a look, by reason.
    pub warnings: Vec<LabelledCount>,
    /// New and changed records by type.
    pub records: BTreeMap<String, u64>,
    /// New ledger entries by kind.
    pub entries: BTreeMap<String, u64>,
    /// Changed records by type, which stand among the records above.
    pub changed: BTreeMap<String, u64>,
    /// The kind of file.
    pub file_kind: Option<Choice>,
    /// The sheets that were read, where there are several.
    pub sheets: Vec<String>,
    /// What the file's own arithmetic says.
    pub proofs: Vec<Proof>,
    /// What its rows come to.
    pub money: Money,
    /// What customers owe before and after.
    pub owing: Owing,
    /// Some rows of each sort: what comes in, is left out, is refused, and why.
    pub rows: Vec<FateRows>,
    /// The headers of the columns.
    pub columns: Vec<String>,
    /// The day that a list of open items stands for.
    pub as_of: Option<Day>,
    /// The periods that are complete from now on.
    pub coverage: Vec<RecipeCoverage>,
    /// The first business date.
    pub first_date: Option<Day>,
    /// The last business date.
    pub last_date: Option<Day>,
    /// Whether the import says when facts were known.
    pub rests_on_asserted: bool,
    /// The first rejected rows; all of them are in the workbook.
    pub rejected_sample: Vec<RejectedRow>,
    /// What the written rule allocated of receipts that the file does not allocate; null for a dry run, or where there was nothing to do.
    pub allocated: Option<Allocated>,
    /// Whether there is a workbook of the rejected rows to download now.
    pub has_rejected_workbook: bool,
}

/// What the written rule allocated.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Allocated {
    /// How many receipts were not allocated before.
    pub receipts: u64,
    /// What was allocated, in the base currency.
    pub amount: Decimal,
}

/// A row that came back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RejectedRow {
    /// Its line in the file.
    pub row: u64,
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// The reason's name.
    pub reason: String,
    /// What is wrong and what to do.
    pub text: Text,
}

/// Imports, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportList {
    /// The imports.
    pub rows: Vec<ImportSummary>,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// At work, or stopped half-way: run it again to resume.
    Unfinished,
    /// Done.
    Done,
    /// Undone.
    Undone,
}

/// An import in the history.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportSummary {
    /// Its id.
    pub id: i64,
    /// The file's name.
    pub file_name: String,
    /// The recipe's name.
    pub recipe: Option<String>,
    /// How far it is.
    pub state: ImportState,
    /// When it began.
    pub at: Instant,
    /// Who did it.
    pub by: String,
    /// Rows read.
    pub rows_read: Option<u64>,
    /// Rows accepted.
    pub rows_accepted: Option<u64>,
    /// Rows rejected.
    pub rows_rejected: Option<u64>,
    /// Whether the caller may undo it now.
    pub can_undo: bool,
    /// When it was undone.
    pub undone_at: Option<Instant>,
    /// Why it was undone.
    pub undo_reason: Option<String>,
}

/// An import with its report.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportDetail {
    /// As in the history.
    #[serde(flatten)]
    pub summary: ImportSummary,
    /// What it did; null while it is unfinished.
    pub report: Option<ImportReport>,
    /// The periods it declared.
    pub coverage: Vec<RecipeCoverage>,
}

/// Why an import is undone.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct UndoRequest {
    /// Why.
    #[schema(min_length = 4, max_length = 500)]
    pub reason: String,
}

/// What a column of a file can be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportTargets {
    /// By record type and kind of ledger entry.
    pub groups: Vec<TargetGroup>,
}

/// The targets of one record type or kind of ledger entry.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetGroup {
    /// Its name.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// Its targets.
    pub targets: Vec<Target>,
}

/// What a column can be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Target {
    /// As it stands in a recipe: `customer.code`.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The kind of value.
    pub kind: String,
    /// Whether a row that gives this needs it.
    pub is_required: bool,
}

/// Saved recipes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecipeList {
    /// The recipes by name.
    pub rows: Vec<SavedRecipe>,
}

/// A saved recipe.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SavedRecipe {
    /// Its name.
    pub name: String,
    /// The recipe.
    pub recipe: Recipe,
}

/// What the data so far can answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Readiness {
    /// The questions.
    pub rows: Vec<ReadinessRow>,
}

/// Whether a question can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It can.
    Yes,
    /// It can in part.
    Partly,
    /// It cannot.
    No,
}

/// A question and whether it can be answered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReadinessRow {
    /// The question's name.
    pub name: String,
    /// The question.
    pub question: Text,
    /// Whether it can be answered.
    pub answer: Answer,
    /// Why.
    pub why: Text,
    /// What is missing.
    pub missing: Vec<Text>,
}

/// The form of an upload.
#[derive(Debug, ToSchema)]
pub struct UploadForm {
    /// The file: CSV, CSV.GZ, XLSX or XLS.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// The sheet to look at; the first with a table unless given.
    pub sheet: Option<String>,
    /// What is known to be asked: a JSON object of answers by key.
    pub answers: Option<String>,
}
