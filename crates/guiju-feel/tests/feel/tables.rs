//! What the standard and the outside conformance kit ask for, as tables: one file for each area, a row for each expression.
//!
//! A row is `expression → value`. `error` stands for null with a reason, or an expression that is refused when it is compiled: a
//! model gives null with that as the reason. `null` stands for null alone.

use std::fmt::Write;

use guiju_feel::Value;

use crate::evaluate;

/// What came, in the words of the tables.
fn came(source: &str) -> String {
    match evaluate(source) {
        Err(_) => "error".to_owned(),
        Ok(evaluation) if evaluation.value == Value::Null && !evaluation.reasons.is_empty() => "error".to_owned(),
        Ok(evaluation) => evaluation.value.to_string(),
    }
}

/// The rows of a table that come out otherwise.
#[track_caller]
fn check_table(table: &str) {
    let mut wrong = String::new();
    let rows = table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    for (index, row) in rows {
        let (source, expected) = row.rsplit_once("→ ").unwrap_or_else(|| panic!("line {} has no `→ `: {row}", index + 1));
        let came = came(source.trim());
        let is_null = expected == "null" && came == "error";
        if came != expected && !is_null {
            writeln!(wrong, "line {}: {source}→ {expected}, but it is {came}", index + 1).expect("a string takes everything");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

macro_rules! tables {
    ($($name:ident),*) => {
        $(
            #[test]
            fn $name() {
                check_table(include_str!(concat!("tables/", stringify!($name), ".txt")));
            }
        )*
    };
}

tables!(contexts, conversion, functions, iteration, lists, logic, numbers, patterns, ranges, strings, temporal, types);

/// Every example of the page is a row of the table that it names there, so that what the page says is run.
#[test]
fn the_page_shows_rows_of_the_tables() {
    const TABLES: [(&str, &str); 12] = [
        ("contexts.txt", include_str!("tables/contexts.txt")),
        ("conversion.txt", include_str!("tables/conversion.txt")),
        ("functions.txt", include_str!("tables/functions.txt")),
        ("iteration.txt", include_str!("tables/iteration.txt")),
        ("lists.txt", include_str!("tables/lists.txt")),
        ("logic.txt", include_str!("tables/logic.txt")),
        ("numbers.txt", include_str!("tables/numbers.txt")),
        ("patterns.txt", include_str!("tables/patterns.txt")),
        ("types.txt", include_str!("tables/types.txt")),
        ("ranges.txt", include_str!("tables/ranges.txt")),
        ("strings.txt", include_str!("tables/strings.txt")),
        ("temporal.txt", include_str!("tables/temporal.txt")),
    ];
    let (mut examples, mut wrong) = (0, String::new());
    for row in include_str!("../../../../docs/feel.md").lines() {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let &[_, _, shown, file] = cells.as_slice() else { continue };
        let Some((_, table)) = TABLES.iter().find(|(name, _)| *name == file) else { continue };
        let examples_before = examples;
        for example in shown.split('`').skip(1).step_by(2) {
            examples += 1;
            if !table.lines().any(|line| line == example) {
                writeln!(wrong, "{file} has no row {example}").expect("a string takes everything");
            }
        }
        assert!(examples > examples_before, "no example in {row}");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(examples > 120, "{examples}");
}
