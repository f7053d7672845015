//! `guiju age --as-of 2012-06-30`: what is owed at a date, by how late it is.

use clap::{Args, ValueEnum};
use guiju_runtime::Company;
use guiju_runtime::operations::{AgeingReport, AgeingRequest, find_customer, read_ageing};
use guiju_types::{Date, Scope, Timestamp};
use guiju_warehouse::{AgeFilter, AgeKey};

use crate::arguments::{Common, Format, instant};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Age {
    /// The date: open = issued by then and not settled by then.
    #[arg(long, value_name = "DATE")]
    as_of: Date,
    /// Only what was known at this instant, or at the end of this day; now unless given.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    known_at: Option<Timestamp>,
    /// The rows, from the outermost key.
    #[arg(long, value_delimiter = ',', value_name = "KEYS")]
    by: Vec<By>,
    /// Upper edges in days past due, from 0.
    #[arg(long, value_delimiter = ',', default_value = "0,30,60,90,180,365", value_name = "DAYS")]
    buckets: Vec<u32>,
    /// Only this customer (code or full name).
    #[arg(long)]
    customer: Option<String>,
    /// List the open items too, at most so many.
    #[arg(long, value_name = "N")]
    items: Option<usize>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Branch,
    Salesperson,
    Customer,
}

pub(crate) fn run(age: &Age, common: &Common) -> anyhow::Result<Outcome> {
    let company = Company::open(common.folder()?)?;
    let customer = age.customer.as_deref().map(|name| find_customer(&company, &Scope::Company, name)).transpose()?;
    let request = AgeingRequest {
        as_of: age.as_of,
        known_at: age.known_at,
        by: age
            .by
            .iter()
            .map(|key| match key {
                By::Branch => AgeKey::Branch,
                By::Salesperson => AgeKey::Salesperson,
                By::Customer => AgeKey::Customer,
            })
            .collect(),
        buckets: age.buckets.clone(),
        filter: AgeFilter { customer: customer.map(|customer| customer.id), ..AgeFilter::default() },
        items: age.items,
    };
    let report = read_ageing(&company, &Scope::Company, &request)?;
    match common.format {
        Format::Json => output::print_json(&report)?,
        Format::Text => output::print(&text(&report))?,
    }
    if report.items == 0 {
        output::say("nothing is open at that date: no charge was issued by then, or all were settled by then");
    }
    Ok(Outcome::Fine)
}

fn text(report: &AgeingReport) -> String {
    let asserted = if report.rests_on_asserted { "; some of it rests on instants that imports asserted" } else { "" };
    let mut text = format!("owed as of {}, known at {}, in {}{asserted}\n", report.as_of, report.known_at, report.base_currency);
    let mut header: Vec<&str> = report.by.clone();
    header.push("items");
    header.extend(report.buckets.iter().map(|bucket| bucket.label.as_str()));
    header.extend(["total", "unallocated"]);
    let first_right = report.by.len();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &report.rows {
        let mut cells: Vec<String> = row.keys.iter().map(|key| format!("{} {}", key.code, key.name).trim().to_owned()).collect();
        cells.push(row.items.to_string());
        cells.extend(row.buckets.iter().map(|amount| output::money(*amount)));
        cells.extend([output::money(row.total), output::money(row.unallocated)]);
        rows.push(cells);
    }
    let mut all: Vec<String> = vec!["all".to_owned(); usize::from(first_right > 0)];
    all.resize(first_right, String::new());
    all.push(report.items.to_string());
    all.extend(report.buckets.iter().map(|bucket| output::money(bucket.amount)));
    all.extend([output::money(report.total), output::money(report.unallocated)]);
    rows.push(all);
    let right: Vec<usize> = (first_right..header.len()).collect();
    text.push_str(&output::table(&header, &rows, &right));
    for row in &report.by_currency {
        text.push_str(&format!(
            "in {}: {} open, {} unallocated, {} items\n",
            row.currency,
            output::money(row.open),
            output::money(row.unallocated),
            row.items
        ));
    }
    if !report.open_items.is_empty() {
        let rows: Vec<Vec<String>> = report
            .open_items
            .iter()
            .map(|item| {
                vec![
                    item.number.clone().unwrap_or_default(),
                    item.customer.clone().unwrap_or_default(),
                    item.date.to_string(),
                    item.due.to_string(),
                    item.days_late.to_string(),
                    format!("{} {}", output::money(item.open), item.currency),
                ]
            })
            .collect();
        text.push('\n');
        text.push_str(&output::table(&["number", "customer", "date", "due", "days late", "open"], &rows, &[4, 5]));
    }
    text
}
