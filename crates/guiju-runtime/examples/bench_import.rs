//! Generates a CSV file of invoices, brings it into a fresh company on SQLite and says how fast that was and how much memory it took.
//!
//! `cargo run --release -p guiju-runtime --no-default-features --example bench_import -- --rows 1000000 --format json`
//!
//! Every row is an invoice of one of 10,000 customers: it gives a charge and an invoice, the first of a customer the customer too.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use guiju_documents::{OpenOptions, Table};
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::import::{Books, Recipe, RunOptions, run};
use guiju_store::{Database, Store};
use guiju_types::{Actor, Currency};

const RECIPE: &str = r#"
name = "bench"
[[column]]
from = "客户编号"
to = "customer.code"
[[column]]
from = "客户名称"
to = "customer.name"
[[column]]
from = "发票号"
to = "invoice.number"
[[column]]
from = "开票日期"
to = "charge.date"
[[column]]
from = "到期日"
to = "charge.due"
[[column]]
from = "应收金额"
to = "charge.amount"
[[column]]
from = "币别"
to = "charge.currency"
"#;

struct Options {
    rows: u64,
    is_json: bool,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { rows: 1_000_000, is_json: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rows" => options.rows = words.next().ok_or("`--rows` needs a number")?.parse()?,
            "--format" => options.is_json = words.next().as_deref() == Some("json"),
            other => return Err(format!("unknown option `{other}`; there are `--rows N` and `--format json`").into()),
        }
    }
    Ok(options)
}

fn generate(path: &Path, rows: u64) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "客户编号,客户名称,发票号,开票日期,到期日,应收金额,币别")?;
    let mut state: u64 = 7;
    for row in 0..rows {
        // A linear congruential generator: the same file on every machine.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let random = state >> 33;
        let (customer, cents, month, day) = (random % 10_000, random % 5_000_000, random % 12 + 1, random % 28 + 1);
        let due = month % 12 + 1;
        let (units, rest) = (cents / 100, cents % 100);
        writeln!(
            file,
            "K{customer:05},客户{customer:05}国际货运代理有限公司,INV{row:09},2026/{month}/{day},2027/{due}/{day},\"{},{:03}.{rest:02}\",RMB",
            units / 1000 + 1,
            units % 1000
        )?;
    }
    file.flush()
}

/// The most memory that this process had, in MiB.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

#[expect(clippy::print_stdout, reason = "the result of the program")]
fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("invoices.csv");
    generate(&path, options.rows)?;
    let rulebook = Rulebook::load(&Source::embedded()).map_err(|findings| findings.to_string())?;
    let store = Store::open(&Database::Sqlite(folder.path().join("company.db")))?;
    let actor = Actor::program("bench");
    store.migrate_records(&actor, rulebook.record_types(), &[])?;
    let books = Books { store: &store, rulebook: &rulebook, base_currency: Currency::CNY, default_terms: "days_30".to_owned() };
    let begun = Instant::now();
    let table = Table::open(&path, &OpenOptions::default())?;
    let checked = begun.elapsed().as_secs_f64();
    let outcome = run(&books, &actor, &table, &Recipe::parse(RECIPE)?, RunOptions::default())?;
    let seconds = begun.elapsed().as_secs_f64();
    let report = outcome.report;
    let per_second = report.rows_accepted as f64 / seconds;
    if options.is_json {
        let json = serde_json::json!({
            "bench": "import", "rows": report.rows_accepted, "seconds": seconds, "rows_per_second": per_second.round(),
            "peak_mib": peak_mib(), "file_mib": std::fs::metadata(&path)?.len() >> 20, "check_seconds": checked,
            "created": report.created, "warnings": report.warnings, "rows_rejected": report.rows_rejected,
        });
        println!("{json}");
    } else {
        println!(
            "{} rows in {seconds:.1} s ({checked:.1} s of it checking the file): {per_second:.0} rows/s, {} MiB at most",
            report.rows_accepted,
            peak_mib()
        );
        println!("created: {:?}, rejected: {}, warnings: {:?}", report.created, report.rows_rejected, report.warnings);
    }
    Ok(())
}
