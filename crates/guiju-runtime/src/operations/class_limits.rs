//! The least total of each class, read from the decision that gives it: for scales on screens, never for judging.

use super::decision_tables::{ReadableTable, decision_tables};
use crate::{Company, RuntimeError};

/// A class with the least total that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassLimit {
    /// The class.
    pub class: String,
    /// The least total, as a decimal text; `None` where there is none, or where the table tests more than the total.
    pub from: Option<String>,
}

/// The limits of an appraisal's classes.
///
/// # Errors
/// Where the rulebook has no such appraisal.
pub fn class_limits(company: &Company, appraisal: &str) -> Result<Vec<ClassLimit>, RuntimeError> {
    let compiled = super::rate_month::appraisal_of(company.rulebook(), appraisal)?;
    let classes: Vec<&str> = compiled.classes.iter().map(|class| class.name.as_ref()).collect();
    let chapters = company.rulebook().chapters();
    let Some(chapter) = chapters.iter().find(|chapter| chapter.appraisals.iter().any(|name| name == appraisal)) else {
        return Ok(Vec::new());
    };
    let tables = decision_tables(company, &chapter.name)?.into_iter().filter_map(|decision| decision.table);
    // The table whose results are the classes.
    let gives_classes = |table: &ReadableTable| {
        !table.rules.is_empty()
            && table.rules.iter().all(|rule| rule.outputs.first().is_some_and(|output| classes.contains(&unquoted(output))))
    };
    let mut tables = tables.filter(gives_classes);
    let Some(table) = tables.next() else { return Ok(Vec::new()) };
    let rules = table.rules.iter().filter_map(|rule| Some((unquoted(rule.outputs.first()?).to_owned(), rule)));
    Ok(rules
        .map(|(class, rule)| {
            let from = if rule.tests.len() == 1 { rule.tests.first().and_then(|test| lowest(test)) } else { None };
            ClassLimit { class, from }
        })
        .collect())
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches('"')
}

/// The least number of a test such as `>= 90`, `[80..90)` or `> 75`; none for `< 40`.
fn lowest(test: &str) -> Option<String> {
    let test = test.trim();
    let bound = match (test.strip_prefix('>'), test.strip_prefix(['[', '(', ']'])) {
        (Some(rest), _) => rest.strip_prefix('=').unwrap_or(rest),
        (None, Some(rest)) => rest.split_once("..")?.0,
        (None, None) => return None,
    };
    let bound = bound.trim();
    let is_number = !bound.is_empty() && bound.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    is_number.then(|| bound.to_owned())
}

#[cfg(test)]
mod tests {
    use super::lowest;

    #[test]
    fn the_least_number_of_a_test_is_its_limit() {
        let lowest = |test: &str| lowest(test).unwrap_or_default();
        assert_eq!(lowest(">= 90"), "90");
        assert_eq!(lowest("[67.5..80)"), "67.5");
        assert_eq!(lowest("(0..40]"), "0");
        assert_eq!(lowest("< 40"), "");
        assert_eq!(lowest("-"), "");
        assert_eq!(lowest("[limit..80)"), "");
    }
}
