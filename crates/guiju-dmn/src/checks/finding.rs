//! [`Finding`]: one thing that a check found in a model, with what shows it.

use std::fmt;

use guiju_feel::{Value, Words};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Some case has no outcome, or a wrong one.
    Error,
    /// It is very likely not meant.
    Warning,
    /// It could be said better.
    Advice,
}

/// A rule of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRef {
    /// Its number, from 1.
    pub number: usize,
    /// Its id in the file.
    pub id: String,
}

/// Values that show what is said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Witness {
    /// For each input column its heading and a value.
    pub columns: Vec<(String, Value)>,
    /// The same as input data by name, where every column reads input data and nothing else.
    pub inputs: Option<Vec<(String, Value)>>,
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The check: `gap`, `overlap` …; `docs/rules/<rule>.md` explains it.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The id of the decision, knowledge model or input data.
    pub decision: String,
    /// Its name.
    pub decision_name: String,
    /// The table, as errors of an evaluation name it; empty where it is not about a table.
    pub element: String,
    /// The rules that it is about.
    pub rules: Vec<RuleRef>,
    /// The headings of the columns that it is about.
    pub columns: Vec<String>,
    /// What shows it.
    pub witness: Option<Witness>,
    /// What was found.
    pub message: Words,
    /// What to do.
    pub suggestion: Option<Words>,
}

impl Severity {
    /// `error`, `warning`, `advice`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }

    /// The same in Chinese.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Advice => "建议",
        }
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said: Vec<String> = self.columns.iter().map(|(column, value)| format!("{column} = {value}")).collect();
        out.write_str(&said.join(", "))
    }
}

impl Finding {
    pub(super) fn say(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.message = Words::new(zh.into(), en.into());
        self
    }

    pub(super) fn suggest(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.suggestion = Some(Words::new(zh.into(), en.into()));
        self
    }

    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(super) fn column(mut self, label: &str) -> Self {
        self.columns.push(label.to_owned());
        self
    }
}

/// `2, 5 and 7` and `2、5、7`, for places counted from 0.
pub(super) fn numbered(rules: &[usize]) -> Words {
    let numbers: Vec<String> = rules.iter().map(|rule| (rule + 1).to_string()).collect();
    let en = match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => numbers.join(""),
    };
    Words::new(numbers.join("、"), en)
}

/// The known word that is nearest to one, where one is near.
pub(super) fn near<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let (steps, name) = known.map(|name| (distance(&lower, &name.to_lowercase()), name)).min()?;
    (steps <= 1 + word.chars().count() / 4).then_some(name)
}

/// Insertions, deletions and replacements between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, x) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        for (y, pair) in b.iter().zip(last.windows(2)) {
            let (diagonal, above) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
            let left = current.last().copied().unwrap_or(0);
            current.push((diagonal + usize::from(x != *y)).min(above + 1).min(left + 1));
        }
        last = current;
    }
    last.last().copied().unwrap_or(0)
}
