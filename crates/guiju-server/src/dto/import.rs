//! Imports: upload, guess, dry run, result, undo, and what the data so far can answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scalar::{Choice, Day, Instant, LabelledCount, Text};

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
    /// What each column seems to be; null where the file is refused.
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
}

/// What the program makes of a file; shown for confirmation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportProposal {
    /// The recipe as guessed; change what is wrong and send it back.
    pub recipe: Recipe,
    /// The columns with samples and reasons.
    pub columns: Vec<ColumnProposal>,
    /// What each row would give: `customer`, `charge`, `receipt` …
    pub gives: Vec<Choice>,
    /// What deserves a look.
    pub warnings: Vec<Text>,
    /// The lines below the header as they stand in the file, 5 at most.
    pub first_rows: Vec<Vec<String>>,
}

/// What a column seems to be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ColumnProposal {
    /// Its place, from 0.
    pub index: u32,
    /// Its header.
    pub header: String,
    /// Its first values, 5 at most.
    pub sample: Vec<String>,
    /// What it seems to be; null where it is left out.
    pub target: Option<String>,
    /// How sure that is, 0 to 100.
    pub confidence: u32,
    /// Why.
    pub reason: Text,
    /// What has to be asked, such as the order of day and month; null where nothing has.
    pub ask: Option<Question>,
}

/// A question about a column that only a person can answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Question {
    /// What it is about: `date_order`, `target`, `currency`.
    pub kind: String,
    /// The question.
    pub text: Text,
    /// The possible answers.
    pub choices: Vec<Choice>,
}

/// How the columns of a file become records and ledger entries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recipe {
    /// The recipe's name, once it is saved.
    #[serde(default)]
    pub name: Option<String>,
    /// The sheet; the first with a table unless given.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The row of the header, from 1; found unless given.
    #[serde(default)]
    pub header_row: Option<u32>,
    /// The columns that are used.
    pub columns: Vec<RecipeColumn>,
    /// The periods for which the file brings everything of a fact: absence inside is zero, outside unknown.
    #[serde(default)]
    pub coverage: Vec<RecipeCoverage>,
    /// When the facts became known.
    #[serde(default)]
    pub known_at: KnownAt,
}

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecipeColumn {
    /// Its header in the file.
    pub header: String,
    /// Its place, from 0; tells columns with the same header apart.
    #[serde(default)]
    pub index: Option<u32>,
    /// What it is: `customer.code`, `charge.amount` … as in the list of targets.
    pub target: String,
    /// The order of dates in it.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// The currency of its amounts, where the header says it.
    #[serde(default)]
    pub currency: Option<String>,
}

/// The order of a date's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 2026-03-05.
    Ymd,
    /// 5/3/2026.
    Dmy,
    /// 3/5/2026.
    Mdy,
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

/// What an import did, or would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportReport {
    /// The import; null for a dry run.
    pub import: Option<i64>,
    /// Whether nothing was written.
    pub is_dry_run: bool,
    /// Rows below the header.
    pub rows_read: u64,
    /// Rows that gave what they should.
    pub rows_accepted: u64,
    /// Rows that came back.
    pub rows_rejected: u64,
    /// Rows that an earlier import brought already; nothing was doubled.
    pub rows_already_known: u64,
    /// Rejected rows by reason.
    pub rejected_by_reason: Vec<LabelledCount>,
    /// Accepted rows that deserve a look, by reason.
    pub warnings: Vec<LabelledCount>,
    /// New and changed records by type.
    pub records: BTreeMap<String, u64>,
    /// New ledger entries by kind.
    pub entries: BTreeMap<String, u64>,
    /// The first rejected rows, 50 at most; all of them are in the workbook.
    pub rejected_sample: Vec<RejectedRow>,
    /// Whether there is a workbook of the rejected rows.
    pub has_rejected_workbook: bool,
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
}
