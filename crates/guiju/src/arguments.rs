//! What can be written on the command line.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Bring in a file: customers, orders, invoices, receipts, open items (CSV, CSV.GZ, XLSX, XLS).
    Import(commands::import::Import),
    /// List the imports, or undo one.
    Imports(commands::imports::Imports),
    /// Allocate receipts that no file allocates, by the written rule: reference, exact amount, oldest first.
    Allocate,
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
    /// Serve the pages and the API.
    Serve(commands::serve::Serve),
    /// Verify the audit chain.
    Audit(commands::audit::Audit),
}

/// A folder as an optional argument.
#[derive(Debug, Args)]
pub(crate) struct Folder {
    /// The company's folder.
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}
