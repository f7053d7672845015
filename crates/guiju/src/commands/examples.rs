//! `guiju examples DECISION`: the fewest cases that show every rule, bound and cell of a decision, as a file of examples.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::Company;

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Examples {
    /// The decision, by its id.
    decision: String,
    /// The file to write, for a chapter's `examples/` folder; printed where none is named.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(examples: &Examples, common: &Common) -> anyhow::Result<Outcome> {
    let source = match common.folder() {
        Ok(folder) => Company::rulebook_source(folder)?,
        Err(_) => Source::embedded(),
    };
    let rulebook = Rulebook::load(&source).context("the rulebook cannot be used; `guiju check` shows each place")?;
    let Some(text) = rulebook.generate_examples(&examples.decision) else {
        let known: Vec<String> = rulebook.decision_ids().map(|id| format!("`{id}`")).collect();
        bail!("the rulebook has no decision `{}`; it has {}", examples.decision, known.join(", "));
    };
    if let Some(out) = &examples.out {
        if out.exists() {
            bail!("`{}` is there already; name another file, or move it away", out.display());
        }
        std::fs::write(out, &text).with_context(|| format!("cannot write `{}`", out.display()))?;
    }
    match (common.format, &examples.out) {
        (Format::Json, out) => output::print_json(&serde_json::json!({ "decision": examples.decision, "written": out, "examples": text }))?,
        (Format::Text, Some(out)) => output::print(&format!("wrote {}\n", out.display()))?,
        (Format::Text, None) => output::print(&text)?,
    }
    Ok(Outcome::Fine)
}
