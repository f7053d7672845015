//! `guiju demo DIR`: a freight-forwarding group with years of business.

use std::path::PathBuf;

use clap::Args;
use guiju_demo::{DemoOptions, sign_ins, write_parquet};
use guiju_server::{MakeDemo, make_demo};
use guiju_types::Month;

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};
use crate::progress;

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The new company's folder.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How many customers.
    #[arg(long, default_value_t = DemoOptions::default().customers)]
    customers: u32,
    /// How many months of business.
    #[arg(long, default_value_t = DemoOptions::default().months)]
    months: u32,
    /// Chooses one of the possible companies: the same seed gives the same one.
    #[arg(long, default_value_t = DemoOptions::default().seed)]
    seed: u64,
    /// The last month of business.
    #[arg(long, default_value_t = DemoOptions::default().until)]
    until: Month,
    /// Orders in percent of the usual number.
    #[arg(long, default_value_t = 100)]
    activity: u32,
    /// `sqlite` (a file in the folder) or `postgres://user@host/database`.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// Write the facts as Parquet only, as fast as the disk allows: a warehouse's folder without a database, for benchmarks.
    #[arg(long, conflicts_with_all = ["database", "rated_months"])]
    parquet: bool,
    /// How many of its last months to rate, for the pages to compare.
    #[arg(long, default_value_t = MakeDemo::default().rated_months, value_name = "N")]
    rated_months: u32,
}

pub(crate) fn run(demo: &Demo, common: &Common) -> anyhow::Result<Outcome> {
    let folder = common.folder_or(demo.folder.as_deref())?;
    let facts =
        DemoOptions { customers: demo.customers, months: demo.months, seed: demo.seed, until: demo.until, activity_percent: demo.activity };
    let bar = progress::bar("done");
    let show = |message: &str, done: u64, total: u64| {
        bar.set_message(message.to_owned());
        bar.set_length(total);
        bar.set_position(done);
    };
    let made = if demo.parquet {
        write_parquet(&facts, folder, &mut |step| show("facts", step.done, step.total))?
    } else {
        let make = MakeDemo { facts, database: demo.database.clone(), rated_months: demo.rated_months };
        make_demo(folder, &make, &mut |stage, done, total| show(&stage.en, done, total))?.1
    };
    bar.finish_and_clear();
    match common.format {
        Format::Json => output::print_json(&made)?,
        Format::Text => {
            output::print(&format!(
                "made the demo company in {}: {} customers, {} orders, {} ledger entries, {} to {}\n",
                folder.display(),
                made.customers,
                made.orders,
                made.entries.values().sum::<u64>(),
                made.first_month,
                made.last_month
            ))?;
            if !demo.parquet {
                output::print(&sign_in_lines())?;
            }
        }
    }
    Ok(Outcome::Fine)
}

/// Who may sign in to a demo, a line each.
pub(super) fn sign_in_lines() -> String {
    sign_ins()
        .iter()
        .map(|user| format!("  sign in as {} with {}: {} {}\n", user.name, user.password, user.label.zh, user.label.en))
        .collect()
}
