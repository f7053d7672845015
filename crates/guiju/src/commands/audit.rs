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
        Format::Json => output::print_json(&report)?,
        Format::Text => output::print(&format!("{report}\n"))?,
    }
    Ok(if report.is_whole() { Outcome::Fine } else { Outcome::Problems })
}
