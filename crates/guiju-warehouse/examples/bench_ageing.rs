//! A million open items aged at a past date, whole and with one branch's scope, against SQL in DuckDB over the same Parquet files.

#![expect(clippy::indexing_slicing, reason = "a figure that the peer does not give ends the benchmark")]

mod bench;

use anyhow::Context;
use guiju_demo::{DemoOptions, warehouse_types};
use guiju_types::{Amount, RecordId, Scope};
use guiju_warehouse::{AgeFilter, AgeKey, AgeQuery, Ageing, NoSource, Warehouse};
use serde_json::{Value, json};

use bench::{Options, dataset, machine, peak_bytes, peer, print, rounded, rows_by_fact, timed};

/// Open items at the date per customer of the data below.
const ITEMS_PER_HUNDRED_CUSTOMERS: u64 = 337;
/// Four of the twelve months lie after the date, as they do when one looks back.
const AS_OF: &str = "2026-06-30";
const BUCKETS: [u32; 6] = [0, 30, 60, 90, 180, 365];
const BRANCH: i64 = 1;

fn main() -> anyhow::Result<()> {
    let options = Options::from_arguments()?;
    let customers = u32::try_from(options.rows.unwrap_or(1_000_000) * 100 / ITEMS_PER_HUNDRED_CUSTOMERS)?.max(10);
    let folder = dataset("ageing", &DemoOptions { customers, months: 12, ..DemoOptions::default() })?;
    let warehouse = Warehouse::open(&folder)?;
    let source = NoSource { types: warehouse_types() };
    let query = AgeQuery {
        as_of: AS_OF.parse()?,
        known_at: None,
        by: vec![AgeKey::Branch, AgeKey::Salesperson],
        buckets: BUCKETS.to_vec(),
        filter: AgeFilter::default(),
    };
    let branch = Scope::Units { units: vec![RecordId(BRANCH)] };
    let (whole, whole_seconds) = timed(options.runs, || Ok(warehouse.age(&source, &query, &Scope::Company)?))?;
    let (scoped, scoped_seconds) = timed(options.runs, || Ok(warehouse.age(&source, &query, &branch)?))?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let peer = peer(
        "ageing.py",
        &[
            ("warehouse", folder.display().to_string()),
            ("threads", threads.to_string()),
            ("runs", options.runs.to_string()),
            ("as-of", AS_OF.to_owned()),
            ("branch", BRANCH.to_string()),
        ],
    )?;
    let differences = differing(&whole, &peer["whole"]["rows"])? + differing(&scoped, &peer["branch"]["rows"])?;
    let (whole_median, scoped_median) = (whole_seconds.median(), scoped_seconds.median());
    let ratio = |ours: f64, theirs: &Value| rounded(ours / theirs["seconds"].as_f64().unwrap_or(f64::NAN));
    print(
        &options,
        &json!({
            "bench": "ageing",
            "as_of": AS_OF,
            "open_items": whole.total.items,
            "open": whole.total.total,
            "rows": rows_by_fact(&folder)?,
            "seconds": whole_median,
            "runs": whole_seconds.runs,
            "processor_seconds": whole_seconds.processor(),
            "peer": peer["peer"],
            "peer_seconds": peer["whole"]["seconds"],
            "peer_runs": peer["whole"]["runs"],
            "peer_processor_seconds": peer["whole"]["processor_seconds"],
            "ratio": ratio(whole_median, &peer["whole"]),
            "branch_items": scoped.total.items,
            "branch_seconds": scoped_median,
            "branch_runs": scoped_seconds.runs,
            "branch_processor_seconds": scoped_seconds.processor(),
            "branch_to_whole": rounded(scoped_median / whole_median),
            "peer_branch_seconds": peer["branch"]["seconds"],
            "branch_ratio": ratio(scoped_median, &peer["branch"]),
            "different_rows": differences,
            "peak_bytes": peak_bytes(),
            "peer_peak_bytes": peer["peak_bytes"],
            "threads": threads,
            "machine": machine(),
        }),
    )?;
    anyhow::ensure!(differences == 0, "{differences} rows differ from the peer's");
    Ok(())
}

/// How many rows are not the same: keys, number of items, total, buckets, unallocated.
fn differing(ours: &Ageing, theirs: &Value) -> anyhow::Result<usize> {
    let theirs: Vec<Vec<String>> = theirs.as_array().context("no rows")?.iter().map(cells).collect::<anyhow::Result<_>>()?;
    let ours: Vec<Vec<String>> = ours
        .rows
        .iter()
        .map(|row| {
            let keys = row.keys.iter().map(|key| key.map_or_else(String::new, |key| key.to_string()));
            let money = [&row.total].into_iter().chain(&row.buckets).chain([&row.unallocated]).map(|amount| amount.parts().to_string());
            keys.chain([row.items.to_string()]).chain(money).collect()
        })
        .collect();
    let same = ours.iter().zip(&theirs).filter(|(one, other)| one == other).count();
    Ok(ours.len().max(theirs.len()) - same)
}

/// Two keys and a count as numbers, the rest as money in ten-thousandths.
fn cells(row: &Value) -> anyhow::Result<Vec<String>> {
    let cells = row.as_array().context("a row is no list")?;
    cells
        .iter()
        .map(|cell| match cell.as_str() {
            Some(money) => Ok(money.parse::<Amount>()?.parts().to_string()),
            None => Ok(cell.to_string()),
        })
        .collect()
}
