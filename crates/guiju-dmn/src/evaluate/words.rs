//! Rules in words, for traces and explanations.

use guiju_feel::Words;

use super::{RuleInfo, TableInfo};

impl RuleInfo {
    /// What the rule says: its description, or its tests and outputs as they are written.
    #[must_use]
    pub fn text(&self) -> Words {
        if !self.description.is_empty() {
            return Words::same(self.description.clone());
        }
        let tests: Vec<Words> =
            self.conditions.iter().filter(|(_, test)| !test.is_empty() && test != "-").map(|(column, test)| say(column, test)).collect();
        let joined = |pick: fn(&Words) -> &str, between: &str| tests.iter().map(pick).collect::<Vec<_>>().join(between);
        let (zh, en) = if tests.is_empty() {
            ("其他情形".to_owned(), "otherwise".to_owned())
        } else {
            (joined(|words| &words.zh, "，且 "), joined(|words| &words.en, " and "))
        };
        let conclusions = self.conclusions.join(", ");
        Words::new(format!("{zh} → {conclusions}"), format!("{en} → {conclusions}"))
    }

    /// The annotation in the column with a heading.
    #[must_use]
    pub fn annotation(&self, table: &TableInfo, heading: &str) -> Option<&str> {
        let place = table.annotations.iter().position(|name| name.as_ref() == heading)?;
        self.annotations.get(place).map(String::as_str).filter(|text| !text.is_empty())
    }
}

fn say(column: &str, test: &str) -> Words {
    let is_comparison = test.starts_with(['<', '>', '=']);
    if is_comparison {
        Words::same(format!("{column} {test}"))
    } else {
        Words::new(format!("{column} 属于（{test}）"), format!("{column} in ({test})"))
    }
}
