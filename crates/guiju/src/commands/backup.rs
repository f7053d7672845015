//! `guiju backup DIR` and `guiju restore DIR --to COMPANY`.

use std::path::PathBuf;

use clap::Args;
use guiju_runtime::Company;

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Where to: a folder that is new or empty. Others may work with the company meanwhile.
    #[arg(value_name = "DIR")]
    to: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    #[arg(value_name = "DIR")]
    from: PathBuf,
    /// The company's folder, new or empty: a company that is there is never written over.
    #[arg(long, value_name = "COMPANY")]
    to: PathBuf,
}

pub(crate) fn back_up(arguments: &Backup, common: &Common) -> anyhow::Result<Outcome> {
    let backup = Company::open(common.folder()?)?.back_up(&arguments.to)?;
    match common.format {
        Format::Json => output::print_json(&backup)?,
        Format::Text => {
            output::print(&format!("backed up as of {}; the head of its audit chain is {}\n", backup.at, backup.head))?;
        }
    }
    for folder in &backup.not_copied {
        output::say(&format!("the rulebook's folder `{}` lies elsewhere and is not in the backup; keep it yourself", folder.display()));
    }
    Ok(Outcome::Fine)
}

pub(crate) fn restore(arguments: &Restore, common: &Common) -> anyhow::Result<Outcome> {
    let (_, report) = Company::restore(&arguments.from, &arguments.to)?;
    super::audit::tell(&report, common.format)?;
    Ok(if report.first_broken.is_none() { Outcome::Fine } else { Outcome::Problems })
}
