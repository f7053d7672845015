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
