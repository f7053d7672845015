//! `guiju imports`: what was brought in, and taking one import back.

use clap::{Args, Subcommand};
use guiju_runtime::Company;
use guiju_runtime::import;
use guiju_store::{Import, ImportState};
use guiju_types::{Actor, ImportId};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Imports {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Every import, the newest first.
    List,
    /// Take a whole import back: its entries are reversed, its records withdrawn or restored; nothing is deleted.
    Undo {
        /// Its number, as `guiju imports list` shows.
        import: i64,
        /// Why.
        #[arg(long)]
        reason: String,
    },
}

pub(crate) fn run(imports: &Imports, common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    match &imports.what {
        What::List => list(&company, common)?,
        What::Undo { import, reason } => {
            let report = import::undo(company.store(), &Actor::program("undo"), ImportId(*import), reason)?;
            match common.format {
                Format::Json => output::print_json(&serde_json::json!({
                    "import": import, "reversed": report.reversed, "also_reversed": report.also_reversed, "withdrawn": report.withdrawn,
                    "restored": report.restored, "left_alone": report.left_alone, "freed_rows": report.freed_rows,
                }))?,
                Format::Text => {
                    output::print(&format!(
                        "import {import} was taken back: {} entries reversed, {} more that stood on them, {} records withdrawn, {} restored\n",
                        report.reversed,
                        report.also_reversed.len(),
                        report.withdrawn,
                        report.restored
                    ))?;
                    for (kind, record, why) in &report.left_alone {
                        output::print(&format!("  left alone: {kind} {record}, {why}\n"))?;
                    }
                }
            }
        }
    }
    Ok(Outcome::Fine)
}

fn list(company: &Company, common: &Common) -> anyhow::Result<()> {
    let imports = company.store().imports()?;
    let state = |import: &Import| match import.state {
        ImportState::Running => "not finished",
        ImportState::Finished => "finished",
        ImportState::Undone => "taken back",
    };
    if common.format == Format::Json {
        let rows: Vec<_> = imports
            .iter()
            .map(|import| {
                serde_json::json!({
                    "import": import.id, "file": import.file_name, "recipe": import.recipe_name, "state": import.state,
                    "begun_at": import.begun_at, "finished_at": import.finished_at, "by": import.actor,
                })
            })
            .collect();
        return output::print_json(&rows);
    }
    if imports.is_empty() {
        output::say("nothing was imported yet; `guiju import FILE --dry-run` tries a file");
    }
    let rows: Vec<Vec<String>> = imports
        .iter()
        .map(|import| {
            vec![
                import.id.to_string(),
                import.file_name.clone(),
                import.recipe_name.clone(),
                state(import).to_owned(),
                import.begun_at.to_string(),
            ]
        })
        .collect();
    output::print(&output::table(&["import", "file", "recipe", "state", "begun"], &rows, &[0]))
}
