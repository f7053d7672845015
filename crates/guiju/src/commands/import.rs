//! `guiju import FILE`: a file of the company brought in, or tried.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use guiju_documents::{OpenOptions, Table, TableFormat};
use guiju_runtime::Company;
use guiju_runtime::allocation::{self, AllocationReport};
use guiju_runtime::import::{self, Books, ImportReport, Outcome as Imported, Proposal, Recipe, RunOptions};
use guiju_types::{Actor, Locale};

use super::{import_answers, import_text};
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
    /// What a person says to the questions that the file leaves open: TOML (`kind = "receipts"`, one a line) or a JSON object.
    #[arg(long, value_name = "FILE", conflicts_with = "recipe")]
    answers: Option<PathBuf>,
    /// The answer to one question, as the program asks it: `kind=receipts`. May be given several times; goes before `--answers`.
    #[arg(long, value_name = "KEY=VALUE", value_parser = import_answers::pair, conflicts_with = "recipe")]
    answer: Vec<(String, String)>,
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
    let answers = import_answers::read(import.answers.as_deref(), &import.answer)?;
    let file = recipe.as_ref().map(|recipe| recipe.file.clone()).unwrap_or_default();
    let options = OpenOptions { encoding: file.encoding, delimiter: file.delimiter, ..OpenOptions::default() };
    let table = Table::open(&import.file, &options)?;
    let (recipe, proposal) = match recipe {
        Some(recipe) => (recipe, None),
        None => {
            let proposal = import_answers::propose(&books, &table, import.sheet.as_deref(), &answers)?;
            if let Some(path) = write_recipe(import, &proposal.recipe)? {
                output::say(&format!("saved the mapping in {}", path.display()));
            }
            if !proposal.is_complete {
                return stopped(&table, &proposal, common);
            }
            (proposal.recipe.clone(), Some(proposal))
        }
    };
    if let (Some(proposal), Format::Text) = (&proposal, common.format) {
        output::print(&import_text::reading(proposal))?;
        output::say(&import_text::mapping(proposal));
    }
    let bar = progress::bar("rows");
    let mut shown = |progress: &import::Progress| bar.set_position(progress.rows_read);
    // The sheets of a proposal are those that the recipe names.
    let sheet = import.sheet.clone().filter(|_| proposal.is_none());
    let options = RunOptions { sheet, progress: Some(&mut shown), ..RunOptions::default() };
    let mut imported = if import.dry_run {
        import::dry_run(&books, &table, &recipe, options)?
    } else {
        import::run(&books, &Actor::program("import"), &table, &recipe, options)?
    };
    bar.finish_and_clear();
    if !import.dry_run && !recipe.aliases.is_empty() {
        // Whose a name is stands with the customer from now on, where it can be taken back.
        write_recipe(import, &Recipe { aliases: BTreeMap::new(), ..recipe })?;
    }
    let allocated = allocate(import, &company, &imported.report)?;
    let refused = write_refused(import, &company, &mut imported)?;
    match common.format {
        Format::Json => {
            let mut json = object(&imported.report, proposal.as_ref())?;
            if let (Some(allocated), Some(json)) = (&allocated, json.as_object_mut()) {
                json.insert("allocated".to_owned(), serde_json::to_value(allocated)?);
            }
            output::print_json(&json)?;
        }
        Format::Text => {
            output::print(&import_text::text(&imported.report))?;
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

/// The report as JSON, with what was proposed beside it.
fn object(report: &ImportReport, proposal: Option<&Proposal>) -> anyhow::Result<serde_json::Value> {
    let mut json = serde_json::to_value(report)?;
    if let (Some(proposal), Some(json)) = (proposal, json.as_object_mut()) {
        json.insert("kind_found".to_owned(), serde_json::to_value(&proposal.kind)?);
        json.insert("rival".to_owned(), serde_json::to_value(&proposal.rival)?);
        json.insert("like".to_owned(), serde_json::to_value(&proposal.like)?);
        json.insert("sheets_found".to_owned(), serde_json::to_value(&proposal.sheets)?);
        json.insert("remembered".to_owned(), serde_json::to_value(&proposal.remembered)?);
    }
    Ok(json)
}

/// An import that has to be asked about: nothing is written, and the questions are told.
fn stopped(table: &Table, proposal: &Proposal, common: &Common) -> anyhow::Result<Outcome> {
    let report = ImportReport {
        file: table.name().to_owned(),
        sheet: proposal.sheet.clone(),
        sheets: proposal.recipe.file.sheets.clone(),
        recipe: proposal.recipe.name.clone(),
        kind: proposal.kind.as_ref().map(|kind| kind.name.clone()),
        proofs: proposal.proofs.clone(),
        questions: proposal.questions.clone(),
        money: proposal.money.clone(),
        columns: proposal.columns.iter().map(|column| column.header.clone()).collect(),
        header_row: proposal.header_row,
        is_dry_run: true,
        ..ImportReport::default()
    };
    match common.format {
        Format::Json => output::print_json(&object(&report, Some(proposal))?)?,
        Format::Text => {
            let text = [
                import_text::reading(proposal),
                import_text::proofs(&proposal.proofs),
                import_text::money(&proposal.money),
                import_text::parties(&proposal.money),
            ];
            output::print(&text.concat())?;
            output::say(&import_text::mapping(proposal));
        }
    }
    Err(anyhow::anyhow!(import_answers::asked(&proposal.questions)))
}

/// Saves what was guessed, where that is wanted.
fn write_recipe<'i>(import: &'i Import, recipe: &Recipe) -> anyhow::Result<Option<&'i Path>> {
    let Some(path) = &import.save_recipe else { return Ok(None) };
    fs::write(path, recipe.to_toml()?).with_context(|| format!("cannot write the recipe `{}`", path.display()))?;
    Ok(Some(path))
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
