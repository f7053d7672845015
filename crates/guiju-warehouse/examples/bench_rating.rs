//! One month of a million customers rated by the default credit chapter, ratings and component rows written as Parquet, against the same rule as
//! hand-written SQL in DuckDB over the same files. Both sides' rows are compared one by one.

#![expect(clippy::indexing_slicing, reason = "a figure that the peer does not give ends the benchmark")]

mod bench;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, anyhow};
use arrow_array::builder::{Decimal128Builder, Int32Builder, Int64Builder, StringDictionaryBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use guiju_demo::DemoOptions;
use guiju_feel::{Number, Rounding};
use guiju_rulebook::{CompiledAppraisal, Coverages, JudgedRows, Rulebook};
use guiju_types::{Coverage, Month, RecordId, Scope};
use guiju_warehouse::{NoSource, TotalsQuery, TotalsTable, Warehouse};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;
use serde_json::json;

use bench::{Options, dataset, machine, peak_bytes, peer, print, processor_seconds, rounded, rows_by_fact, timed};

/// Job, invoice, receipt and cost rows per customer of the data below.
const ROWS_PER_CUSTOMER: u64 = 61;
/// As many jobs in percent of the demo's as make these rows.
const ACTIVITY_PERCENT: u32 = 20;
const MONTH: &str = "2026-10";
const BATCH_ROWS: usize = 16_384;

fn main() -> anyhow::Result<()> {
    let options = Options::from_arguments()?;
    let customers = options.rows.map_or(Ok(1_000_000), |rows| u32::try_from(rows / ROWS_PER_CUSTOMER))?.max(10);
    let demo = DemoOptions { customers, months: 36, activity_percent: ACTIVITY_PERCENT, ..DemoOptions::default() };
    let folder = dataset("rating", &demo)?;
    let rulebook = Rulebook::load(&guiju_rulebook::Source::embedded()).map_err(|findings| anyhow!("{findings:?}"))?;
    let appraisal = rulebook.appraisal("credit").context("the rulebook has no appraisal `credit`")?;
    let month: Month = MONTH.parse()?;
    let covered = ["charge", "settlement", "receipt", "cost", "order"];
    let span = |fact: &&str| Coverage { fact: (*fact).to_owned(), from: demo.first_month().first_day(), to: month.last_day() };
    let coverages = Coverages::new(&covered.iter().map(span).collect::<Vec<_>>(), month);
    let warehouse = Warehouse::open(&folder)?;
    let job = Job {
        warehouse: &warehouse,
        source: NoSource { types: rulebook.record_types().to_vec() },
        appraisal,
        coverages: &coverages,
        month,
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    let (ours, theirs) = (folder.join("out-ours"), folder.join("out-theirs"));
    let runs = options.runs.min(3);
    let (parts, seconds) = timed(runs, || job.run(&ours))?;
    let peak = peak_bytes();
    let peer = peer(
        "rating.py",
        &[
            ("warehouse", folder.display().to_string()),
            ("threads", job.threads.to_string()),
            ("runs", runs.to_string()),
            ("month", MONTH.to_owned()),
            ("ours", ours.display().to_string()),
            ("theirs", theirs.display().to_string()),
        ],
    )?;
    let middle = seconds.median();
    let rows = rows_by_fact(&folder)?;
    let counted = ["record_order", "charge", "receipt", "cost"].iter().filter_map(|fact| rows.get(*fact)?.as_u64()).sum::<u64>();
    print(
        &options,
        &json!({
            "bench": "rating",
            "month": MONTH,
            "customers": customers,
            "job_invoice_receipt_cost_rows": counted,
            "rows": rows,
            "seconds": middle,
            "runs": seconds.runs,
            "processor_seconds": seconds.processor(),
            "seconds_by_part": parts,
            "peer": peer["peer"],
            "peer_seconds": peer["seconds"],
            "peer_runs": peer["runs"],
            "peer_processor_seconds": peer["processor_seconds"],
            "ratio": rounded(middle / peer["seconds"].as_f64().unwrap_or(f64::NAN)),
            "different_ratings": peer["different_ratings"],
            "different_components": peer["different_components"],
            "classes": peer["classes"],
            "peak_bytes": peak,
            "peer_peak_bytes": peer["peak_bytes"],
            "threads": job.threads,
            "machine": machine(),
        }),
    )?;
    anyhow::ensure!(peer["different_ratings"] == 0 && peer["different_components"] == 0, "rows differ from the peer's");
    Ok(())
}

/// What one run does.
struct Job<'a> {
    warehouse: &'a Warehouse,
    source: NoSource,
    appraisal: &'a CompiledAppraisal,
    coverages: &'a Coverages,
    month: Month,
    threads: usize,
}

impl Job<'_> {
    /// Totals, judgements, rows on disk; gives the seconds of each part.
    fn run(&self, out: &Path) -> anyhow::Result<BTreeMap<&'static str, f64>> {
        let mut parts = BTreeMap::new();
        let (start, processor) = (Instant::now(), processor_seconds());
        let query = TotalsQuery { month: self.month, known_at: None, totals: self.appraisal.totals() };
        let table = self.warehouse.totals(&self.source, &query, &Scope::Company)?;
        let filters: Vec<_> = self.appraisal.marks.iter().map(|mark| &mark.filter).collect();
        let marked = self.warehouse.customers_where(&self.source, &filters, &Scope::Company)?;
        let classes: Vec<&str> = self.appraisal.marks.iter().map(|mark| mark.class.as_ref()).collect();
        let marks: BTreeMap<RecordId, &str> = marked.into_iter().map(|(customer, mark)| (customer, classes[mark])).collect();
        parts.insert("totals", rounded(start.elapsed().as_secs_f64()));
        parts.insert("totals_processor", rounded(processor_seconds() - processor));
        let (start, processor) = (Instant::now(), processor_seconds());
        drop(std::fs::remove_dir_all(out));
        std::fs::create_dir_all(out.join("rating"))?;
        std::fs::create_dir_all(out.join("component"))?;
        let share = table.customers.len().div_ceil(self.threads);
        std::thread::scope(|scope| {
            let part = |thread: usize| {
                let (table, marks) = (&table, &marks);
                scope
                    .spawn(move || self.judge(table, marks, thread * share..((thread + 1) * share).min(table.customers.len()), out, thread))
            };
            let threads: Vec<_> = (0..self.threads).map(part).collect();
            threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("a thread panicked"))?)
        })?;
        parts.insert("judge_and_write", rounded(start.elapsed().as_secs_f64()));
        parts.insert("judge_and_write_processor", rounded(processor_seconds() - processor));
        Ok(parts)
    }

    fn judge(
        &self,
        table: &TotalsTable,
        marks: &BTreeMap<RecordId, &str>,
        rows: std::ops::Range<usize>,
        out: &Path,
        thread: usize,
    ) -> anyhow::Result<()> {
        let mut ratings = Sink::create(&out.join(format!("rating/{thread}.parquet")), &RATING)?;
        let mut components = Sink::create(&out.join(format!("component/{thread}.parquet")), &COMPONENT)?;
        for first in rows.clone().step_by(BATCH_ROWS) {
            let batch = first..rows.end.min(first + BATCH_ROWS);
            let judged = self.appraisal.judge_rows(&table.columns, batch.clone(), self.coverages);
            for (row, customer) in table.customers[batch].iter().enumerate() {
                match marks.get(customer) {
                    Some(class) => ratings.row(&[Id(customer.0), Name("internal"), Name(class), Money(None), Count(0), Null])?,
                    None => write(customer.0, &judged, row, &mut ratings, &mut components)?,
                }
            }
        }
        ratings.close()?;
        components.close()
    }
}

fn name(name: Option<&str>) -> Cell<'_> {
    name.map_or(Null, Name)
}

fn write(customer: i64, judged: &JudgedRows<'_>, row: usize, ratings: &mut Sink, components: &mut Sink) -> anyhow::Result<()> {
    let judgement = &judged.outcomes()[judged.outcome_of(row)];
    ratings.row(&[
        Id(customer),
        Name(judgement.state.name()),
        name(judgement.class.as_deref()),
        Money(judgement.total),
        Count(i32::try_from(judgement.basis_percent)?),
        name(judgement.proposal.as_deref()),
    ])?;
    for (measure, component) in judgement.components.iter().enumerate() {
        components.row(&[
            Id(customer),
            Name(&component.measure),
            Money(judged.value(measure, row)),
            Money(component.score),
            Money(Some(component.weight)),
            Money(component.points),
            name(component.missing.as_ref().map(|missing| missing.en.as_str())),
        ])?;
    }
    Ok(())
}

const RATING: [(&str, Kind); 6] = [
    ("customer", Kind::Id),
    ("state", Kind::Name),
    ("class", Kind::Name),
    ("total", Kind::Money),
    ("basis_percent", Kind::Count),
    ("proposal", Kind::Name),
];
const COMPONENT: [(&str, Kind); 7] = [
    ("customer", Kind::Id),
    ("measure", Kind::Name),
    ("value", Kind::Money),
    ("score", Kind::Money),
    ("weight", Kind::Money),
    ("points", Kind::Money),
    ("missing", Kind::Name),
];

#[derive(Clone, Copy)]
enum Kind {
    Id,
    Name,
    Money,
    Count,
}

#[derive(Clone, Copy)]
enum Cell<'a> {
    Id(i64),
    Name(&'a str),
    Money(Option<Number>),
    Count(i32),
    Null,
}
use Cell::{Count, Id, Money, Name, Null};

enum Column {
    Id(Int64Builder),
    Name(StringDictionaryBuilder<Int32Type>),
    Money(Decimal128Builder),
    Count(Int32Builder),
}

/// A Parquet file that takes rows.
struct Sink {
    schema: Arc<Schema>,
    columns: Vec<Column>,
    rows: usize,
    writer: ArrowWriter<File>,
}

impl Sink {
    fn create(path: &Path, columns: &[(&str, Kind)]) -> anyhow::Result<Self> {
        let kind = |kind: Kind| match kind {
            Kind::Id => DataType::Int64,
            Kind::Name => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            Kind::Money => DataType::Decimal128(18, 4),
            Kind::Count => DataType::Int32,
        };
        let schema = Arc::new(Schema::new(columns.iter().map(|(name, of)| Field::new(*name, kind(*of), true)).collect::<Vec<_>>()));
        let builder = |(_, kind): &(&str, Kind)| match kind {
            Kind::Id => Column::Id(Int64Builder::new()),
            Kind::Name => Column::Name(StringDictionaryBuilder::new()),
            Kind::Money => Column::Money(Decimal128Builder::new()),
            Kind::Count => Column::Count(Int32Builder::new()),
        };
        let mut properties = WriterProperties::builder().set_compression(Compression::LZ4_RAW);
        for name in ["customer", "value", "total"] {
            // These hardly repeat: a dictionary would be built and thrown away.
            properties = properties.set_column_dictionary_enabled(ColumnPath::from(name), false);
        }
        let properties = properties.build();
        let writer = ArrowWriter::try_new(File::create(path)?, Arc::clone(&schema), Some(properties))?;
        Ok(Self { schema, columns: columns.iter().map(builder).collect(), rows: 0, writer })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> anyhow::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match (column, *cell) {
                (Column::Id(builder), Id(id)) => builder.append_value(id),
                (Column::Name(builder), Name(name)) => builder.append_value(name),
                (Column::Name(builder), Null) => builder.append_null(),
                (Column::Count(builder), Count(count)) => builder.append_value(count),
                (Column::Money(builder), Money(number)) => builder.append_option(number.map(parts).transpose()?),
                _ => anyhow::bail!("a cell does not fit its column"),
            }
        }
        self.rows += 1;
        if self.rows == BATCH_ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        let arrays = self.columns.iter_mut().map(|column| -> anyhow::Result<ArrayRef> {
            Ok(match column {
                Column::Id(builder) => Arc::new(builder.finish()),
                Column::Name(builder) => Arc::new(builder.finish()),
                Column::Money(builder) => Arc::new(builder.finish().with_precision_and_scale(18, 4)?),
                Column::Count(builder) => Arc::new(builder.finish()),
            })
        });
        self.writer.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays.collect::<anyhow::Result<Vec<_>>>()?)?)?;
        self.rows = 0;
        Ok(())
    }

    fn close(mut self) -> anyhow::Result<()> {
        self.flush()?;
        self.writer.close()?;
        Ok(())
    }
}

/// In ten-thousandths, to which the measures and points are rounded.
fn parts(number: Number) -> anyhow::Result<i128> {
    let scaled = match number.to_scaled(4) {
        Some(parts) => Some(parts),
        None => number.round_to(4, Rounding::HalfEven).and_then(|rounded| rounded.to_scaled(4)),
    };
    Ok(i128::from(scaled.context("a figure beyond 64 bits")?))
}
