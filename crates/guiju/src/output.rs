//! The one place that writes to the terminal.
//!
//! A closed pipe ends the program quietly: whoever reads has seen enough.

use std::io::{self, Write};
use std::process::ExitCode;

use guiju_types::Amount;
use serde::Serialize;

use crate::arguments::Format;

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit 0.
    Fine,
    /// Exit 1: the check found problems.
    Problems,
}

/// Writes data to stdout.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// Writes one JSON object to stdout.
pub(crate) fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    print(&text)
}

/// Writes a line for the person at the terminal.
pub(crate) fn say(line: &str) {
    // A closed terminal is no reason to fail.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Turns a command's result into what the shell sees: an error is printed with its causes, each once.
pub(crate) fn end(format: Format, result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(error) => {
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            if format == Format::Json {
                let body = serde_json::json!({ "error": { "message": causes.join(": ") } });
                say(&body.to_string());
            } else {
                say(&format!("error: {}", causes.join("\n  because ")));
            }
            ExitCode::from(2)
        }
    }
}

/// Money for people: two decimals, thousands apart. Data keeps all four.
pub(crate) fn money(amount: Amount) -> String {
    let cents = amount.checked_ratio(1, 100).unwrap_or(amount).parts();
    let (units, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = units.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}.{rest:02}", if cents < 0 { "-" } else { "" })
}

/// A table for people: the first column to the left, the columns in `right` to the right, Chinese counted as two cells wide.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>], right: &[usize]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if let Some(widest) = widths.get_mut(place) {
                *widest = (*widest).max(width(cell));
            }
        }
    }
    let mut text = String::new();
    let header: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
    for row in std::iter::once(&header).chain(rows) {
        let mut line = String::new();
        for (place, (cell, widest)) in row.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(widest.saturating_sub(width(cell)));
            if right.contains(&place) {
                line.push_str(&padding);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&padding);
            }
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// How many cells of a terminal a text takes: letters of Chinese, full-width signs and the like take two.
fn width(text: &str) -> usize {
    text.chars().map(|letter| if matches!(u32::from(letter), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_two_decimals_and_thousands() {
        let shown = |text: &str| money(text.parse().unwrap());
        assert_eq!(shown("1234567.8951"), "1,234,567.90");
        assert_eq!(shown("-999.5"), "-999.50");
        assert_eq!(shown("0.005"), "0.00");
        assert_eq!(shown("1000"), "1,000.00");
    }

    #[test]
    fn columns_line_up_when_a_name_is_chinese() {
        let rows = vec![vec!["宁波远洋".to_owned(), "1.00".to_owned()], vec!["C1".to_owned(), "12.00".to_owned()]];
        let lines: Vec<String> = table(&["name", "open"], &rows, &[1]).lines().map(ToOwned::to_owned).collect();
        assert_eq!(lines, ["name       open", "宁波远洋   1.00", "C1        12.00"]);
    }
}
