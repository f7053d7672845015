//! What is proposed for a file, and what a person answers.

use std::collections::BTreeMap;

use guiju_types::{ImportId, RecordId, Text, Timestamp};
use serde::{Deserialize, Serialize};

use crate::import::money::Money;
use crate::import::proof::Proof;
use crate::import::{ImportError, Recipe};

/// How a file is to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Only this sheet.
    pub sheet: Option<&'a str>,
    /// What a person has said already.
    pub answers: &'a Answers,
}

/// What a person has said: the key of a question, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, String>);

impl Answers {
    /// Reads answers from JSON or TOML: `kind = "receipts"`.
    ///
    /// # Errors
    /// Where the text is neither, or an answer is no text.
    pub fn parse(text: &str) -> Result<Self, ImportError> {
        if text.trim_start().starts_with('{') {
            return serde_json::from_str(text).map_err(|error| ImportError::Answers(error.to_string()));
        }
        toml::from_str(text).map_err(|error| ImportError::Answers(error.to_string()))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

/// What a file seems to be.
#[derive(Debug, Clone, Serialize)]
pub struct Proposal {
    /// The kind of file.
    pub kind: Option<KindFound>,
    /// The earlier file that it is read like, where it has the same columns.
    pub like: Option<LikeFile>,
    /// The next best reading, where there is another.
    pub rival: Option<KindFound>,
    /// The sheets of the file, and which are read.
    pub sheets: Vec<SheetFound>,
    /// The sheet that was looked at.
    pub sheet: String,
    /// The number of the header row.
    pub header_row: u64,
    /// The columns in their order.
    pub columns: Vec<ProposedColumn>,
    /// The first rows below the header, as text.
    pub rows: Vec<Vec<String>>,
    /// What the file's own arithmetic says of the reading.
    pub proofs: Vec<Proof>,
    /// What the reading amounts to, on the rows that were looked at.
    pub money: Money,
    /// Whether these were all rows.
    pub is_whole: bool,
    /// The recipe, as far as it could be found.
    pub recipe: Recipe,
    /// What a person said at an earlier import and that is taken as said of this file, too.
    pub remembered: Vec<Remembered>,
    /// What only a person can say; an import without an answer is refused.
    pub questions: Vec<Question>,
    /// Whether nothing has to be asked.
    pub is_complete: bool,
}

/// A kind of file with what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindFound {
    /// Its name in recipes and answers.
    pub name: String,
    /// Its name on screens.
    pub label: Text,
    /// What speaks for it.
    pub because: Vec<Text>,
}

/// A file that came in before and has the same columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LikeFile {
    /// The import that brought it.
    pub import: ImportId,
    /// Its name.
    pub name: String,
    /// When it came in.
    pub at: Timestamp,
}

/// When, by whom and of which file something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SaidAt {
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The import that brought the file.
    pub import: Option<ImportId>,
    /// The file's name.
    pub file: Option<String>,
}

/// What a person said at an earlier import and that this file uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remembered {
    /// What an answer that says otherwise of this file names it by; `None` where it holds for every file.
    pub key: Option<String>,
    /// `status`, `terms`, `same_customer`.
    pub code: String,
    /// What was said, in words.
    pub text: Text,
    /// What was answered.
    pub value: Option<String>,
    /// The answers that are possible, where they can be listed.
    pub choices: Vec<Choice>,
    /// The customer whose name it is.
    pub customer: Option<RecordId>,
    /// When, by whom and of which file.
    pub said: SaidAt,
}

impl Remembered {
    pub(super) fn new(code: &str, text: Text, said: &SaidAt) -> Self {
        Self { key: None, code: code.to_owned(), text, value: None, choices: Vec::new(), customer: None, said: said.clone() }
    }

    pub(super) fn answerable(self, key: String, value: &str, choices: Vec<Choice>) -> Self {
        Self { key: Some(key), value: Some(value.to_owned()), choices, ..self }
    }
}

/// A sheet, and whether it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetFound {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub is_hidden: bool,
    /// Whether its rows come in.
    pub is_read: bool,
    /// Why, or why not.
    pub why: Text,
}

/// A column with what it seems to mean.
#[derive(Debug, Clone, Serialize)]
pub struct ProposedColumn {
    /// Its header.
    pub header: String,
    /// The target, where one was found.
    pub to: Option<String>,
    /// How sure, in percent: 95 by its header, 60 by its values.
    pub confidence: u32,
    /// Why.
    pub reason: Text,
    /// Some of its values.
    pub samples: Vec<String>,
}

/// What only a person can say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Question {
    /// What an answer names it by.
    pub key: String,
    /// `kind`, `date_order`, `missing_target`, `column`, `differences`, `rate`, `year`, `terms`, `sheet`, `nothing_recognised` …
    pub code: String,
    /// The column that it is about.
    pub column: Option<String>,
    /// The question.
    pub text: Text,
    /// The answers that are possible, where they can be listed.
    pub choices: Vec<Choice>,
}

/// A possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choice {
    /// What is answered.
    pub value: String,
    /// In words.
    pub label: Text,
    /// What it leads to in money.
    pub money: Option<Money>,
}
