//! `guiju audit`: is everything in the database what commits wrote?

use clap::{Args, Subcommand};
use guiju_runtime::Company;
use guiju_store::{AuditHead, AuditReport};
use guiju_types::Actor;

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Recompute every hash of the chain and compare the rows of every table with it.
    Verify {
        /// A head that was kept outside, as `guiju audit head` printed it: then also that nothing up to there was removed or written anew.
        #[arg(long, value_name = "HASH@COMMIT")]
        head: Option<String>,
    },
    /// Print the head of the chain, to be kept outside of the database (on paper, in an e-mail to the auditor).
    Head,
    /// Compute anew what follows from the rest: which versions of records are superseded, and the columns in `warehouse/`.
    Rebuild,
}

pub(crate) fn run(audit: &Audit, common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    match &audit.what {
        What::Verify { head } => {
            let kept = head.as_deref().map(str::parse::<AuditHead>).transpose()?;
            let report = company.store().verify_audit_from(kept.as_ref())?;
            tell(&report, common.format)?;
            Ok(if report.first_broken.is_none() { Outcome::Fine } else { Outcome::Problems })
        }
        What::Head => {
            let head = company.store().audit_head(None)?;
            match common.format {
                Format::Json => output::print_json(&serde_json::json!({
                    "head": head.as_ref().map(ToString::to_string),
                    "hash": head.as_ref().map(|head| &head.hash), "sequence": head.as_ref().map(|head| head.sequence),
                }))?,
                Format::Text => output::print(&head.map_or_else(String::new, |head| format!("{head}\n")))?,
            }
            Ok(Outcome::Fine)
        }
        What::Rebuild => {
            let wrong = company.store().write(&Actor::program("audit rebuild"), |write| write.rebuild_derived())?;
            let snapshot = company.warehouse().rebuild(company.store())?;
            match common.format {
                Format::Json => output::print_json(&serde_json::json!({ "superseded": wrong, "snapshot": snapshot }))?,
                Format::Text => output::print(&format!(
                    "{wrong} marks of superseded versions were wrong and are right now; the columns are made anew up to commit {snapshot}\n"
                ))?,
            }
            Ok(Outcome::Fine)
        }
    }
}

pub(super) fn tell(report: &AuditReport, format: Format) -> anyhow::Result<()> {
    match format {
        Format::Json => output::print_json(&serde_json::json!({
            "entries": report.entries, "rows": report.rows, "head": report.head, "is_whole": report.first_broken.is_none(),
            "first_broken": report.first_broken.as_ref().map(|broken| serde_json::json!({
                "id": broken.id, "sequence": broken.sequence, "why": broken.why,
            })),
        })),
        Format::Text => match &report.first_broken {
            None => output::print(&format!(
                "the audit chain is whole: {} entries, {} rows checked against it, head {}\n",
                report.entries, report.rows, report.head
            )),
            Some(broken) => output::print(&format!(
                "the audit chain is broken at entry {} (commit {}): {}\nrestore the database from a backup from before that commit, and find out who wrote to it\n",
                broken.id, broken.sequence, broken.why
            )),
        },
    }
}
