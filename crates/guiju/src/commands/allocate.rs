//! `guiju allocate`: receipts that no file allocates, by the written rule.

use guiju_runtime::Company;
use guiju_runtime::allocation::{AllocationReport, allocate};
use guiju_types::Actor;

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

pub(crate) fn run(common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    let report = allocate(company.store(), &Actor::program("allocate"), None, company.rulebook().allocation())?;
    match common.format {
        Format::Json => output::print_json(&report)?,
        Format::Text => output::print(&text(&report))?,
    }
    Ok(Outcome::Fine)
}

/// What was allocated, in words.
pub(super) fn text(report: &AllocationReport) -> String {
    let mut text = format!("{} receipts were unallocated; allocated {} in the base currency\n", report.receipts, report.allocated_base);
    for (method, count) in &report.by_method {
        text.push_str(&format!("  {count} by {method}\n"));
    }
    text
}
