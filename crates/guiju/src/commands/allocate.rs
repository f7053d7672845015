//! `guiju allocate`: receipts that no file allocates, by the written rule; and what people say of clearings.

use clap::Args;
use guiju_runtime::Company;
use guiju_runtime::allocation::{AllocationReport, ClearedBy, allocate, answer_clearing, open_clearings};
use guiju_types::{Actor, Date, EntryId, Scope};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Allocate {
    /// List the clearings instead: charges, or parts of them, that a later list no longer had, so that they were settled and nobody has said by what.
    #[arg(long, conflicts_with = "clearing")]
    clearings: bool,
    /// Say what a clearing was, by its number in that list.
    #[arg(long, value_name = "ENTRY", requires = "by")]
    clearing: Option<i64>,
    /// What it was: `receipt`, `credit_note`, `write_off`, `unknown`.
    #[arg(long, value_name = "HOW", requires = "clearing", value_parser = cleared_by)]
    by: Option<ClearedBy>,
    /// The day on which it happened; without it a credit note or write-off has the latest day that is possible.
    #[arg(long, value_name = "DATE", requires = "clearing")]
    on: Option<Date>,
}

fn cleared_by(text: &str) -> Result<ClearedBy, String> {
    let found = ClearedBy::ALL.into_iter().find(|(name, _)| *name == text);
    found.map(|(_, by)| by).ok_or_else(|| format!("choose one of {}", ClearedBy::ALL.map(|(name, _)| name).join(", ")))
}

pub(crate) fn run(asked: &Allocate, common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    if asked.clearings {
        list(&company, common.format)?;
    } else if let (Some(clearing), Some(by)) = (asked.clearing, asked.by) {
        let made = answer_clearing(company.store(), &Actor::program("allocate"), EntryId(clearing), by, asked.on)?;
        match common.format {
            Format::Json => output::print_json(&serde_json::json!({ "clearing": clearing, "entries": made }))?,
            Format::Text if made.is_empty() => output::print(&format!("clearing {clearing} stays: what it was is unknown\n"))?,
            Format::Text => output::print(&format!("clearing {clearing} was taken back; {} entries stand in its place\n", made.len()))?,
        }
    } else {
        let report = allocate(company.store(), &Actor::program("allocate"), None, company.rulebook().allocation())?;
        match common.format {
            Format::Json => output::print_json(&report)?,
            Format::Text => output::print(&text(&report))?,
        }
    }
    Ok(Outcome::Fine)
}

/// What was allocated, in words.
pub(super) fn text(report: &AllocationReport) -> String {
    let mut text = format!("{} receipts were unallocated; allocated {} in the base currency\n", report.receipts, report.allocated_base);
    for (method, count) in &report.by_method {
        text.push_str(&format!("  {count} by {method}\n"));
    }
    for (count, base, said) in [
        (report.explained, report.explained_base, "clearings are explained"),
        (report.freed, report.freed_base, "allocations were freed by a credit"),
    ] {
        if count > 0 {
            text.push_str(&format!("{count} {said}: {base}\n"));
        }
    }
    if !report.left_by_reason.is_empty() {
        text.push_str(&format!("left unallocated: {}\n", report.left_base));
        for (reason, count) in &report.left_by_reason {
            text.push_str(&format!("  {count}: {}\n", reason.text().en));
        }
    }
    text
}

fn list(company: &Company, format: Format) -> anyhow::Result<()> {
    let clearings = open_clearings(company.store(), &Scope::Company, None)?;
    if format == Format::Json {
        let rows: Vec<_> = clearings
            .iter()
            .map(|open| {
                let (one, unknown) = (&open.clearing, &open.unknown);
                serde_json::json!({
                    "said_unknown_by": unknown.as_ref().map(|(by, _)| by), "said_unknown_at": unknown.as_ref().map(|(_, at)| at),
                    "clearing": one.entry, "charge": one.charge, "number": one.number, "customer": one.customer, "due": one.due,
                    "earliest": one.earliest, "latest": one.latest, "currency": one.currency, "amount": one.amount, "import": one.import,
                })
            })
            .collect();
        return output::print_json(&rows);
    }
    if clearings.is_empty() {
        output::say("there is no clearing: no later list of open items has left out what an earlier one had, or all of it is explained");
    }
    let rows: Vec<Vec<String>> = clearings
        .iter()
        .map(|open| {
            let one = &open.clearing;
            let between = format!("{} to {}", one.earliest, one.latest);
            vec![
                one.entry.to_string(),
                one.number.clone().unwrap_or_default(),
                between,
                one.currency.to_string(),
                output::money(one.amount),
                open.unknown.as_ref().map(|(by, at)| format!("unknown, as {by} said on {}", at.strftime("%Y-%m-%d"))).unwrap_or_default(),
            ]
        })
        .collect();
    output::print(&output::table(&["clearing", "charge", "settled", "currency", "amount", "by"], &rows, &[4]))
}
