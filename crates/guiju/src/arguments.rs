//! What can be written on the command line.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};
use guiju_types::{Date, Timestamp};

use crate::commands;

/// Runs a company's rulebook: rates customers by the written rule, says why, and ages what is owed. 规矩：按制度评级、说明理由、账龄分析。
#[derive(Debug, Parser)]
#[command(name = "guiju", version, arg_required_else_help = true, max_term_width = 110)]
pub(crate) struct Arguments {
    /// The company's folder.
    #[arg(long, global = true, env = "GUIJU_COMPANY", value_name = "DIR")]
    company: Option<PathBuf>,
    /// How results are printed.
    #[arg(long, global = true, default_value = "text", value_name = "FORMAT")]
    format: Format,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How results are printed on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

/// What every command gets.
#[derive(Debug, Clone)]
pub(crate) struct Common {
    company: Option<PathBuf>,
    pub(crate) format: Format,
}

impl Arguments {
    pub(crate) fn common(&self) -> Common {
        Common { company: self.company.clone(), format: self.format }
    }
}

impl Common {
    /// The company's folder, or what to do where none was named.
    pub(crate) fn folder(&self) -> anyhow::Result<&Path> {
        self.company.as_deref().ok_or_else(|| {
            anyhow::anyhow!("no company was named; add `--company DIR` or set GUIJU_COMPANY (`guiju init DIR` makes a new one)")
        })
    }

    /// For commands that take the folder as their argument.
    pub(crate) fn folder_or<'a>(&'a self, named: Option<&'a Path>) -> anyhow::Result<&'a Path> {
        match named {
            Some(folder) => Ok(folder),
            None => self.folder(),
        }
    }
}

/// The subcommands, in the order of a company's first day.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make an empty company with the default rulebook.
    Init(commands::init::Init),
    /// Make a demo company: a freight-forwarding group with years of business.
    Demo(commands::demo::Demo),
    /// Say who may sign in: add users, give new passwords, keep people out.
    User(commands::user::UserOf),
    /// List the exchange rates, or set one.
    Rates(commands::rates::Rates),
    /// Bring in a file: customers, orders, invoices, receipts, open items (CSV, CSV.GZ, XLSX, XLS).
    Import(commands::import::Import),
    /// List the imports, or undo one.
    Imports(commands::imports::Imports),
    /// Allocate receipts that no file allocates, by the written rule: reference, exact amount, oldest first.
    ///
    /// The rule is `receivables/allocation.toml`. What a text names is paid first, what is due first before the rest; the longest number of a text is meant, and a year, date or amount is none. What a later list of open items no longer had (a clearing) is explained by the receipt that names it or alone fits it. A credit on a paid charge frees what was paid too much. A receipt below zero is money paid back: it is taken out of unallocated receipts, the oldest first, and never out of charges. Charges below zero are set off against open charges only where the rule has the method `set_off`.
    Allocate(commands::allocate::Allocate),
    /// What the data so far can answer, and what is missing for the rest.
    Readiness,
    /// Rate every customer for a month.
    Rate(commands::rate::Rate),
    /// Say why.
    Explain(commands::explain::Explain),
    /// Age what is owed at a date.
    Age(commands::age::Age),
    /// Check a rulebook and run its examples.
    Check(commands::check::Check),
    /// Decide one case, step by step, and say what would change the outcome.
    Decide(commands::decide::Decide),
    /// Write examples that show every rule, bound and cell of a decision.
    Examples(commands::examples::Examples),
    /// Decision tables as workbooks, and back.
    Sheets(commands::sheets::Sheets),
    /// Serve the pages and the API.
    Serve(commands::serve::Serve),
    /// Verify the audit chain, print its head, or make anew what follows from the rest.
    Audit(commands::audit::Audit),
    /// Copy the company into a folder, while others work with it.
    Backup(commands::backup::Backup),
    /// Make a company from a backup, and verify it.
    Restore(commands::backup::Restore),
}

/// An instant, or a day, which means its end in Beijing: what was known at the end of 30 June.
pub(crate) fn instant(text: &str) -> Result<Timestamp, String> {
    if let Ok(instant) = text.parse() {
        return Ok(instant);
    }
    let example = "write a day as 2026-06-30, or an instant as 2026-06-30T10:00:00Z";
    let day: Date = text.parse().map_err(|_| format!("`{text}` is neither a day nor an instant; {example}"))?;
    let next = day.tomorrow().map_err(|error| error.to_string())?;
    let start: Timestamp = format!("{next}T00:00:00+08:00").parse().map_err(|_| format!("`{text}` is out of range; {example}"))?;
    Timestamp::from_microsecond(start.as_microsecond() - 1).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_means_its_end_in_beijing() {
        assert_eq!(instant("2026-06-30").unwrap().to_string(), "2026-06-30T15:59:59.999999Z");
        assert_eq!(instant("2026-06-30T10:00:00Z").unwrap().to_string(), "2026-06-30T10:00:00Z");
        assert!(instant("30 June").unwrap_err().contains("2026-06-30"));
    }
}
