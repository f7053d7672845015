//! `expect.toml` of a case.
//!
//! ```toml
//! why = "a sentence"
//! [[probe]]
//! name = "what this one shows"
//! each = [["借贷标志", "贷"], ["D/C", "C"]]      # one probe for each line; {1} and {2} stand for its words everywhere below
//! files = ["invoices.csv", "日期,{1},金额 / 2026-01-05,{2},100"]   # of the folder, or inline, ` / ` ends a line; see `files.rs`
//! may = "right asked"                          # right (default), asked, refused; several may be fine
//! owes = ["2026-01-31: 甲公司 = 300 late 300 free 0; 乙公司 = 0"]    # every customer that there is, see `book.rs`
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Value;

/// A case.
pub(crate) struct Case {
    pub(crate) why: String,
    pub(crate) probes: Vec<Probe>,
}

/// One run through the product.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Probe {
    pub(crate) name: String,
    pub(crate) files: Vec<Source>,
    /// The recipe of the last file, as a file of the folder; without one its columns are guessed.
    pub(crate) recipe: Option<String>,
    #[serde(default = "right")]
    pub(crate) may: String,
    /// Where it is refused: words of which the message has one.
    #[serde(default)]
    pub(crate) because: Vec<String>,
    /// Words that no message has.
    #[serde(default)]
    pub(crate) never_says: Vec<String>,
    /// What a person answers to the questions about the last file, by key or code; `a|b` is the first that is offered. `*`: any question
    /// is fine, and the probe ends there.
    #[serde(default)]
    pub(crate) answers: BTreeMap<String, String>,
    /// Another answer, and what it leads to where it is offered.
    pub(crate) other: Option<Other>,
    /// What a choice says in money, by its value: `received 10300`.
    #[serde(default)]
    pub(crate) says: BTreeMap<String, String>,
    pub(crate) kind: Option<String>,
    /// Sheets that are not read.
    #[serde(default)]
    pub(crate) unread: Vec<String>,
    #[serde(default)]
    pub(crate) proofs: BTreeMap<String, bool>,
    /// Codes that the report tells (warnings, rows left, failed proofs); `a|b` is one of them.
    #[serde(default)]
    pub(crate) tells: Vec<String>,
    #[serde(flatten)]
    pub(crate) right: Right,
    /// Books that are right, too.
    #[serde(default)]
    pub(crate) or: Vec<Right>,
}

/// Right books.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Right {
    /// By day: what each customer owes.
    #[serde(default)]
    pub(crate) owes: Vec<String>,
    /// What is open, by number, at the end.
    #[serde(default)]
    pub(crate) items: BTreeMap<String, String>,
    /// When charges fall due, by number.
    #[serde(default)]
    pub(crate) due: BTreeMap<String, String>,
    /// What was credited, by the charge's number.
    #[serde(default)]
    pub(crate) credited: BTreeMap<String, String>,
    /// Receipts by number.
    #[serde(default)]
    pub(crate) received: BTreeMap<String, String>,
    /// Money told by the last file: `in = "2: 9050"`.
    #[serde(default)]
    pub(crate) money: BTreeMap<String, String>,
    /// How many entries of a kind there are at the end, those that were taken back aside.
    #[serde(default)]
    pub(crate) entries: BTreeMap<String, usize>,
    /// Refused rows of all files by reason; `any` for whatever reason. None where it is absent.
    #[serde(default)]
    pub(crate) back: BTreeMap<String, u64>,
    /// How many rows of the last file are no data and left out.
    pub(crate) left: Option<u64>,
}

/// Another reading of the same file.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Other {
    pub(crate) answers: BTreeMap<String, String>,
    pub(crate) owes: Vec<String>,
}

/// A file.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Source {
    /// A file of the folder, or its text.
    Plain(String),
    /// A text in another encoding, or under another name.
    Encoded { text: String, encoding: Option<String>, name: Option<String> },
}

const WORDS: &[&str] = &[
    "name",
    "each",
    "files",
    "recipe",
    "may",
    "because",
    "never_says",
    "answers",
    "other",
    "says",
    "kind",
    "unread",
    "proofs",
    "tells",
    "owes",
    "items",
    "due",
    "credited",
    "received",
    "money",
    "entries",
    "back",
    "left",
    "or",
];

fn right() -> String {
    "right".to_owned()
}

impl Case {
    pub(crate) fn read(folder: &Path) -> Self {
        let place = folder.join("expect.toml");
        let text = std::fs::read_to_string(&place).unwrap();
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", place.display()));
        let mut probes = Vec::new();
        for probe in table["probe"].as_array().unwrap() {
            let known = probe.as_table().unwrap().keys().find(|key| !WORDS.contains(&key.as_str()));
            assert!(known.is_none(), "{}: `{}` is no word of a probe", place.display(), known.unwrap());
            let lines = probe.get("each").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![Value::Array(Vec::new())]);
            for line in &lines {
                let words: Vec<&str> = line
                    .as_array()
                    .map_or_else(|| vec![line.as_str().unwrap()], |words| words.iter().map(|word| word.as_str().unwrap()).collect());
                let mut probe: Probe = filled(probe, &words).try_into().unwrap_or_else(|error| panic!("{}: {error}", place.display()));
                if !words.is_empty() {
                    probe.name = format!("{} [{}]", probe.name, words.join(" "));
                }
                probes.push(probe);
            }
        }
        Self { why: table["why"].as_str().unwrap().to_owned(), probes }
    }
}

/// The words of a line of `each` in their places.
fn filled(value: &Value, words: &[&str]) -> Value {
    let put = |text: &str| {
        words.iter().enumerate().fold(text.to_owned(), |text, (place, word)| text.replace(&format!("{{{}}}", place + 1), word))
    };
    match value {
        Value::String(text) => Value::String(put(text)),
        Value::Array(items) => Value::Array(items.iter().map(|item| filled(item, words)).collect()),
        Value::Table(table) => Value::Table(table.iter().map(|(key, value)| (put(key), filled(value, words))).collect()),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => value.clone(),
    }
}
