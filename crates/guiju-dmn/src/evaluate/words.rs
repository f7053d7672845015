//! Rules in words, for traces and explanations.

use super::{RuleInfo, TableInfo};

impl RuleInfo {
    /// What the rule says: its description, or its tests and outputs as they are written.
    #[must_use]
    pub fn text(&self) -> String {
        if !self.description.is_empty() {
            return self.description.clone();
        }
        let tests: Vec<String> =
            self.conditions.iter().filter(|(_, test)| !test.is_empty() && test != "-").map(|(column, test)| say(column, test)).collect();
        let tests = if tests.is_empty() { "otherwise".to_owned() } else { tests.join(" and ") };
        format!("{tests} → {}", self.conclusions.join(", "))
    }

    /// The annotation in the column with a heading.
    #[must_use]
    pub fn annotation(&self, table: &TableInfo, heading: &str) -> Option<&str> {
        let place = table.annotations.iter().position(|name| name.as_ref() == heading)?;
        self.annotations.get(place).map(String::as_str).filter(|text| !text.is_empty())
    }
}

fn say(column: &str, test: &str) -> String {
    let is_comparison = test.starts_with(['<', '>', '=']);
    if is_comparison { format!("{column} {test}") } else { format!("{column} in ({test})") }
}
