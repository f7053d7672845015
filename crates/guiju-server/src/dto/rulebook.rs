//! The rulebook, read-only.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scalar::{Choice, Decimal, Text};

/// The rulebook in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Rulebook {
    /// The edition.
    pub edition: String,
    /// The chapters.
    pub chapters: Vec<ChapterSummary>,
}

/// A chapter in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChapterSummary {
    /// The name in files.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// How many record types it declares.
    pub record_types: u64,
    /// How many measures.
    pub measures: u64,
    /// How many decisions.
    pub decisions: u64,
    /// How many appraisals.
    pub appraisals: u64,
}

/// A chapter.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Chapter {
    /// The name in files.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The edition of the rulebook.
    pub edition: String,
    /// The rule in words: Markdown in both languages.
    pub readme: Text,
    /// The record types.
    pub record_types: Vec<RecordTypeInfo>,
    /// The measures.
    pub measures: Vec<MeasureInfo>,
    /// The decisions.
    pub decisions: Vec<DecisionInfo>,
    /// The appraisals.
    pub appraisals: Vec<AppraisalInfo>,
}

/// A kind of thing the company knows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecordTypeInfo {
    /// The name in files.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The fields.
    pub fields: Vec<FieldInfo>,
}

/// A field of a record type.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldInfo {
    /// The name in files.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The kind of value.
    pub kind: String,
    /// Whether a record without it is refused.
    pub is_required: bool,
    /// An enumeration's values.
    pub choices: Vec<Choice>,
    /// The FEEL expression that has to be true; null where there is none.
    pub validation: Option<String>,
}

/// A measure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeasureInfo {
    /// The name in files.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// `percent`, `money`, `count`, `months`.
    pub unit: String,
    /// What it means.
    pub definition: Text,
    /// What it counts.
    pub totals: Vec<TotalInfo>,
    /// How the value comes from the totals, in FEEL.
    pub value: Option<String>,
}

/// A sum or count over a fact.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TotalInfo {
    /// The name in files.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The fact.
    pub fact: String,
    /// `sum(amount)`, `count`, `distinct_months`.
    pub aggregate: String,
    /// The date column that the window applies to.
    pub by: String,
    /// How many months up to and including the month; null for all.
    pub months: Option<u32>,
    /// The condition in FEEL; null where all rows count.
    pub condition: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionInfo {
    /// The name in the DMN file.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// What it says, in words.
    pub description: Option<String>,
    /// How rules are chosen: `UNIQUE`, `FIRST` …; null for an expression.
    pub hit_policy: Option<String>,
    /// The inputs of the table.
    pub inputs: Vec<String>,
    /// The outputs of the table.
    pub outputs: Vec<String>,
    /// The rules of the table.
    pub rules: Vec<DecisionRule>,
    /// The expression of a decision without a table.
    pub expression: Option<String>,
}

/// A rule of a decision table.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionRule {
    /// Its id in the DMN file.
    pub id: String,
    /// The conditions, one for each input.
    pub inputs: Vec<String>,
    /// The results, one for each output.
    pub outputs: Vec<String>,
    /// What it says in words.
    pub description: Option<String>,
}

/// An appraisal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AppraisalInfo {
    /// The name in files.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// Where the rule stands.
    pub clause: Text,
    /// The measures with their weights in percent.
    pub weights: Vec<AppraisalWeight>,
    /// The classes, best first.
    pub classes: Vec<String>,
}

/// A measure's weight in an appraisal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AppraisalWeight {
    /// The measure.
    pub measure: String,
    /// The measure on screens.
    pub label: Text,
    /// In percent.
    pub weight: Decimal,
}

/// The values of a chapter that are changed without writing a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChapterSettings {
    /// In the order of the files.
    pub items: Vec<Setting>,
    /// The draft's version; null where there is none.
    pub version: Option<i64>,
    /// Whether the caller may change them.
    pub may_edit: bool,
}

/// A value of a chapter that a person may change.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Setting {
    /// Its file and keys.
    pub id: String,
    /// What it belongs to.
    pub group: Text,
    /// What it is.
    pub label: Text,
    /// `number`, `line`, `paragraph`, `feel`, `markdown` or `choice`.
    pub kind: String,
    /// The words that a choice takes.
    pub choices: Vec<Choice>,
    /// In the draft, where that changes it, else in force.
    pub value: String,
    /// In force.
    pub published: String,
    /// As it comes with the program.
    pub default: String,
}

/// Values to save in the draft.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChapterSettingsChange {
    /// The version of the draft that was read; null where there was none.
    pub version: Option<i64>,
    /// What the draft is about.
    #[serde(default)]
    pub note: String,
    /// What changes.
    pub values: Vec<NewSetting>,
}

/// A value that a person writes.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSetting {
    /// The setting.
    pub id: String,
    /// What it is to say.
    pub value: String,
}
