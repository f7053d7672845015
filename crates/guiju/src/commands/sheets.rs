//! `guiju sheets`: the tables of a DMN file as a workbook that a person can edit, and back, without losing anything.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use guiju_dmn::{Document, from_sheets, to_sheets};
use guiju_documents::TableFormat;
use guiju_runtime::rules::{read_sheets, write_sheets};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Sheets {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Writes the decision tables of a DMN file as a workbook (or, as CSV, its first table).
    Export {
        /// The DMN file.
        model: PathBuf,
        /// The file to write: `.xlsx` or `.csv`.
        out: PathBuf,
    },
    /// Takes what was edited in a workbook back into a DMN file.
    Import {
        /// The workbook, or CSV file.
        sheets: PathBuf,
        /// The DMN file that it was made of; all that is not in the sheets stays as it is there.
        #[arg(long)]
        onto: Option<PathBuf>,
        /// The DMN file to write; an existing one is replaced only if it is the one of `--onto`.
        #[arg(long)]
        out: PathBuf,
    },
}

pub(crate) fn run(sheets: &Sheets, common: &Common) -> anyhow::Result<Outcome> {
    let written = match &sheets.what {
        What::Export { model, out } => {
            refuse_existing(out)?;
            write_sheets(&to_sheets(&read(model)?), out, format_of(out)?)?;
            out
        }
        What::Import { sheets, onto, out } => {
            if onto.as_ref() != Some(out) {
                refuse_existing(out)?;
            }
            let document = onto.as_deref().map(read).transpose()?;
            let edited = from_sheets(&read_sheets(sheets)?, document.as_ref())?;
            std::fs::write(out, edited.write()).with_context(|| format!("cannot write `{}`", out.display()))?;
            out
        }
    };
    match common.format {
        Format::Json => output::print_json(&serde_json::json!({ "written": written }))?,
        Format::Text => output::print(&format!("wrote {}\n", written.display()))?,
    }
    Ok(Outcome::Fine)
}

fn read(path: &Path) -> anyhow::Result<Document> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read the model `{}`", path.display()))?;
    Document::read_bytes(&bytes).with_context(|| format!("`{}` is no model", path.display()))
}

fn format_of(path: &Path) -> anyhow::Result<TableFormat> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx") => Ok(TableFormat::Xlsx),
        Some("csv") => Ok(TableFormat::Csv),
        _ => bail!("`{}` has to end in .xlsx or .csv", path.display()),
    }
}

fn refuse_existing(path: &Path) -> anyhow::Result<()> {
    if path.exists() {
        bail!("`{}` is there already; name another file, or move it away", path.display());
    }
    Ok(())
}
