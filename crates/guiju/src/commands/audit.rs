//! `guiju audit verify`: is the audit chain whole?

use clap::{Args, Subcommand};
use guiju_runtime::Company;

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Recompute every hash of the chain and compare what it covers.
    Verify,
}

pub(crate) fn run(audit: &Audit, common: &Common) -> anyhow::Result<Outcome> {
    let What::Verify = audit.what;
    let company = Company::open(common.folder()?)?;
    let report = company.store().verify_audit()?;
    match common.format {
        Format::Json => output::print_json(&serde_json::json!({
            "entries": report.entries, "rows": report.rows, "head": report.head, "is_whole": report.first_broken.is_none(),
            "first_broken": report.first_broken.as_ref().map(|broken| serde_json::json!({
                "id": broken.id, "sequence": broken.sequence, "why": broken.why,
            })),
        }))?,
        Format::Text => match &report.first_broken {
            None => output::print(&format!(
                "the audit chain is whole: {} entries, {} rows checked against it, head {}\n",
                report.entries, report.rows, report.head
            ))?,
            Some(broken) => output::print(&format!(
                "the audit chain is broken at entry {} (commit {}): {}\nrestore the database from a backup from before that commit, and find out who wrote to it\n",
                broken.id, broken.sequence, broken.why
            ))?,
        },
    }
    Ok(if report.first_broken.is_none() { Outcome::Fine } else { Outcome::Problems })
}
