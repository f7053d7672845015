//! `guiju import FILE`: a file of the company brought in, or tried.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use guiju_documents::{OpenOptions, Table, TableFormat};
use guiju_runtime::Company;
use guiju_runtime::allocation::{self, AllocationReport};
use guiju_runtime::import::{self, Books, ImportReport, Outcome as Imported, Proposal, Recipe, RunOptions};
use guiju_types::{Actor, Locale};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};
use crate::progress;

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// CSV (also gzipped), XLSX or XLS.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How its columns become records and entries. Without one the mapping is guessed from headers and values.
    #[arg(long, value_name = "R.toml")]
    recipe: Option<PathBuf>,
    /// Say what would come in and what would come back, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// The sheet of a workbook; the first that fits unless given.
    #[arg(long)]
    sheet: Option<String>,
    /// Save the guessed mapping here, to be mended and used again.
    #[arg(long, value_name = "R.toml")]
    save_recipe: Option<PathBuf>,
    /// Leave receipts that the file does not allocate as they are, instead of allocating them by the written rule.
    #[arg(long)]
    without_allocation: bool,
    /// Where the refused rows go, with the reason in the row.
    #[arg(long, value_name = "FILE.xlsx")]
    refused: Option<PathBuf>,
}

pub(crate) fn run(import: &Import, common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    let books = Books::of(&company)?;
    let recipe = import.recipe.as_deref().map(read_recipe).transpose()?;
    let file = recipe.as_ref().map(|recipe| recipe.file.clone()).unwrap_or_default();
    let options = OpenOptions { encoding: file.encoding, delimiter: file.delimiter, ..OpenOptions::default() };
    let table = Table::open(&import.file, &options)?;
    let recipe = match recipe {
        Some(recipe) => recipe,
        None => guessed(import, &books, &table)?,
    };
    let bar = progress::bar("rows");
    let mut shown = |progress: &import::Progress| bar.set_position(progress.rows_read);
    let options = RunOptions { sheet: import.sheet.clone(), progress: Some(&mut shown), ..RunOptions::default() };
    let mut imported = if import.dry_run {
        import::dry_run(&books, &table, &recipe, options)?
    } else {
        import::run(&books, &Actor::program("import"), &table, &recipe, options)?
    };
    bar.finish_and_clear();
    let allocated = allocate(import, &company, &imported.report)?;
    let refused = write_refused(import, &company, &mut imported)?;
    match common.format {
        Format::Json => {
            let mut json = serde_json::to_value(&imported.report)?;
            if let (Some(allocated), Some(json)) = (&allocated, json.as_object_mut()) {
                json.insert("allocated".to_owned(), serde_json::to_value(allocated)?);
            }
            output::print_json(&json)?;
        }
        Format::Text => {
            output::print(&text(&imported.report))?;
            if let Some(allocated) = &allocated {
                output::print(&super::allocate::text(allocated))?;
            }
        }
    }
    if let Some(path) = refused {
        output::say(&format!("the refused rows, with the reason in each, are in {}; mend them there and import that file", path.display()));
    }
    Ok(Outcome::Fine)
}

/// Receipts that came without saying which invoice they pay are allocated by the written rule.
fn allocate(import: &Import, company: &Company, report: &ImportReport) -> anyhow::Result<Option<AllocationReport>> {
    let made = |kind: &str| report.created.get(kind).copied().unwrap_or(0);
    if report.is_dry_run || import.without_allocation || ["receipt", "credit_note", "clearing"].into_iter().all(|kind| made(kind) == 0) {
        return Ok(None);
    }
    let rule = company.rulebook().allocation();
    Ok(Some(allocation::allocate(company.store(), &Actor::program("allocate"), None, rule)?))
}

fn read_recipe(path: &Path) -> anyhow::Result<Recipe> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read the recipe `{}`", path.display()))?;
    Recipe::parse(&text).with_context(|| format!("the recipe `{}` cannot be used", path.display()))
}

/// The guessed recipe, where nothing has to be asked.
fn guessed(import: &Import, books: &Books<'_>, table: &Table) -> anyhow::Result<Recipe> {
    let proposal = import::guess(books, table, import.sheet.as_deref())?;
    output::say(&mapping(&proposal));
    if let Some(path) = &import.save_recipe {
        fs::write(path, proposal.recipe.to_toml()?).with_context(|| format!("cannot write the recipe `{}`", path.display()))?;
        output::say(&format!("saved the mapping in {}", path.display()));
    }
    if !proposal.is_complete {
        let mut asked = String::new();
        for question in &proposal.questions {
            asked.push_str(&format!("\n  {} ({})", question.text.zh, question.text.en));
            if !question.choices.is_empty() {
                asked.push_str(&format!(" [{}]", question.choices.join(", ")));
            }
        }
        bail!(
            "only a person can say this; answer it in a recipe (`--save-recipe R.toml` writes what was guessed) or on the import page:{asked}"
        );
    }
    Ok(proposal.recipe)
}

fn mapping(proposal: &Proposal) -> String {
    let rows: Vec<Vec<String>> = proposal
        .columns
        .iter()
        .map(|column| {
            let target = column.to.clone().unwrap_or_else(|| "—".to_owned());
            vec![column.header.clone(), target, format!("{} %", column.confidence), column.reason.en.clone()]
        })
        .collect();
    format!(
        "guessed for sheet `{}`, header in row {}:\n{}",
        proposal.sheet,
        proposal.header_row,
        output::table(&["column", "is", "sure", "because"], &rows, &[2])
    )
}

/// Writes the refused rows where there are some: where asked, else into the company's folder.
fn write_refused(import: &Import, company: &Company, imported: &mut Imported) -> anyhow::Result<Option<PathBuf>> {
    if imported.refused.count() == 0 || (import.dry_run && import.refused.is_none()) {
        return Ok(None);
    }
    let path = match &import.refused {
        Some(path) => path.clone(),
        None => {
            let folder = company.folder().join("refused");
            fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
            let stem = import.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let number = imported.report.import.map(|id| id.to_string()).unwrap_or_default();
            folder.join(format!("{stem}-{number}.xlsx"))
        }
    };
    imported.refused.write(&path, TableFormat::Xlsx, Locale::Zh)?;
    Ok(Some(path))
}

fn text(report: &ImportReport) -> String {
    let what = if report.is_dry_run { "would come in (nothing was written)" } else { "came in" };
    let mut text = format!(
        "{}: {} rows read, {} {what}, {} came back, {} were there already\n",
        report.file, report.rows_read, report.rows_accepted, report.rows_rejected, report.rows_already_there
    );
    let reason = |code: &str| {
        report.reasons.get(code).map(|reason| format!("{} ({}), first in row {}", reason.text.zh, reason.text.en, reason.first_row))
    };
    for (title, counts) in [("came back", &report.rejected_by_reason), ("warning", &report.warnings)] {
        for (code, count) in counts {
            text.push_str(&format!("  {title}: {count} × {code}: {}\n", reason(code).unwrap_or_default()));
        }
    }
    for (title, counts) in [("made", &report.created), ("changed", &report.changed), ("passed over", &report.rows_skipped)] {
        for (kind, count) in counts {
            text.push_str(&format!("  {title}: {count} {kind}\n"));
        }
    }
    for total in &report.totals {
        let verdict = if total.agrees { "agrees with" } else { "DIFFERS from" };
        text.push_str(&format!(
            "  total in row {}, `{}`: {} {verdict} the sum of the rows, {}\n",
            total.row, total.column, total.stated, total.sum
        ));
    }
    for coverage in &report.coverage {
        text.push_str(&format!("  complete from {} to {}: {}\n", coverage.from, coverage.to, coverage.fact));
    }
    if report.rests_on_asserted {
        text.push_str("  when these facts were known is asserted by the import; figures as known in the past say so\n");
    }
    if !report.is_complete {
        text.push_str("  stopped before the end; run the same command again to go on\n");
    }
    text
}
