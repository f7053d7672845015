//! The measuring: one case at a time, and in bulk.

use std::fs;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, anyhow};
use arrow_array::{ArrayRef, Decimal128Array, Int64Array, RecordBatch, StringArray};
use guiju_columns::{Output, Plan};
use guiju_dmn::{DecisionId, Model, Tracing};
use guiju_feel::{EvalContext, Names, Number, Type, Value};
use serde_json::{Value as Json, json};

use super::data::Input;

/// Cases of one measurement of the median.
const CHUNK: usize = 64;
/// Cases that are timed one by one.
const CASES: usize = 60_000;
/// Rows of a batch: its columns stay in the processor's cache.
const BATCH_ROWS: usize = 16_384;
/// The bulk runs are repeated so often; the median counts.
const RUNS: usize = 5;

/// A model with the decision to be made.
pub(crate) struct Decided {
    model: Model,
    decision: DecisionId,
}

impl Decided {
    pub(crate) fn read(xml: &str) -> anyhow::Result<Self> {
        let model = guiju_dmn::compile(&guiju_dmn::read(xml)?).map_err(|problems| anyhow!("{problems:?}"))?;
        let decision = model.decision("decide").context("the model has no decision `decide`")?;
        Ok(Self { model, decision })
    }
}

fn values(input: &Input) -> [Value; 4] {
    [Value::from(input.a.as_str()), Value::from(input.b.as_str()), Value::from(input.c), Value::Number(Number::from_scaled(input.d, 2))]
}

fn nanoseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_nanos()).unwrap_or(u64::MAX)
}

fn middle(mut times: Vec<u64>, of_thousand: usize) -> u64 {
    times.sort_unstable();
    times.get((times.len() * of_thousand / 1000).min(times.len().saturating_sub(1))).copied().unwrap_or(0)
}

/// One case at a time: the median over groups of cases, and the 99th percentile of single cases, the clock's own time included.
pub(crate) fn per_case(decided: &Decided, rules: usize, inputs: &[Input], tracing: Tracing) -> Json {
    let cases: Vec<[Value; 4]> = inputs.iter().take(CASES).map(values).collect();
    let context = EvalContext::default();
    let decide = |case: &[Value; 4]| {
        std::hint::black_box(decided.model.evaluate(decided.decision, std::hint::black_box(case), &context, tracing));
    };
    cases.iter().take(5_000).for_each(decide);
    let groups: Vec<u64> = cases
        .chunks_exact(CHUNK)
        .map(|chunk| {
            let start = Instant::now();
            chunk.iter().for_each(decide);
            nanoseconds(start) / u64::try_from(CHUNK).unwrap_or(1)
        })
        .collect();
    let single: Vec<u64> = cases
        .iter()
        .map(|case| {
            let start = Instant::now();
            decide(case);
            nanoseconds(start)
        })
        .collect();
    json!({"rules": rules, "trace": tracing != Tracing::Off, "median_ns": middle(groups, 500), "p99_ns": middle(single, 990)})
}

fn batches(inputs: &[Input]) -> anyhow::Result<Vec<RecordBatch>> {
    inputs
        .chunks(BATCH_ROWS)
        .map(|rows| {
            let text = |of: fn(&Input) -> &str| Arc::new(rows.iter().map(|row| Some(of(row))).collect::<StringArray>()) as ArrayRef;
            let c: ArrayRef = Arc::new(rows.iter().map(|row| row.c).collect::<Int64Array>());
            let d = rows.iter().map(|row| Some(i128::from(row.d))).collect::<Decimal128Array>().with_precision_and_scale(12, 2)?;
            let columns = [("a", text(|row| &row.a)), ("b", text(|row| &row.b)), ("c", c), ("d", Arc::new(d) as ArrayRef)];
            Ok(RecordBatch::try_from_iter(columns)?)
        })
        .collect()
}

/// All rows at once, in batches, on so many threads.
pub(crate) fn bulk(decided: &Decided, rules: usize, inputs: &[Input], threads: usize) -> anyhow::Result<Json> {
    let batches = batches(inputs)?;
    let schema = batches.first().context("no inputs")?.schema();
    let plan = Plan::compile(&decided.model, decided.decision, &schema)?;
    let (mut seconds, mut processor, mut outputs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let before = processor_nanoseconds();
        let start = Instant::now();
        outputs = run(&plan, &batches, threads)?;
        seconds.push(nanoseconds(start));
        processor.push(processor_nanoseconds().saturating_sub(before));
    }
    let checksum = checksum(&outputs, &batches);
    let handed: usize = outputs.iter().map(Output::handed_count).sum();
    let in_seconds = |nanoseconds: u64| Number::from_scaled(i64::try_from(nanoseconds).unwrap_or(0), 9).as_f64();
    Ok(json!({
        "rows": inputs.len(),
        "rules": rules,
        "threads": threads,
        "seconds": in_seconds(middle(seconds, 500)),
        // Of this thread, so of the others nothing is known.
        "processor_seconds": (threads == 1).then(|| in_seconds(middle(processor, 500))),
        "handed_rows": handed,
        "checksum": checksum,
    }))
}

fn run(plan: &Plan, batches: &[RecordBatch], threads: usize) -> anyhow::Result<Vec<Output>> {
    let context = EvalContext::default();
    let decide = |share: &[RecordBatch]| share.iter().map(|batch| plan.run(batch, &context)).collect::<Result<Vec<Output>, _>>();
    if threads == 1 {
        return Ok(decide(batches)?);
    }
    let shares: Vec<&[RecordBatch]> = batches.chunks(batches.len().div_ceil(threads)).collect();
    let results = std::thread::scope(|scope| {
        let running: Vec<_> = shares.iter().map(|share| scope.spawn(|| decide(share))).collect();
        running.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a thread of the benchmark stopped"))).collect::<Vec<_>>()
    });
    let mut outputs = Vec::new();
    for result in results {
        outputs.extend(result??);
    }
    Ok(outputs)
}

/// FNV-1a over the outputs, one line each.
fn checksum(outputs: &[Output], batches: &[RecordBatch]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| bytes.iter().for_each(|byte| hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let mut is_first = true;
    for (output, batch) in outputs.iter().zip(batches) {
        for row in 0..batch.num_rows() {
            if !is_first {
                add(b"\n");
            }
            is_first = false;
            let value = output.value(row);
            add(value.as_text().map_or_else(|| value.to_string(), ToOwned::to_owned).as_bytes());
        }
    }
    format!("{hash:016x}")
}

/// A large table, read and compiled with its index.
pub(crate) fn compile(rules: usize, xml: &str) -> anyhow::Result<Json> {
    let start = Instant::now();
    let definitions = guiju_dmn::read(xml)?;
    let read = nanoseconds(start);
    let start = Instant::now();
    std::hint::black_box(guiju_dmn::compile(&definitions).map_err(|problems| anyhow!("{problems:?}"))?);
    Ok(json!({"rules": rules, "read_milliseconds": read / 1_000_000, "compile_milliseconds": nanoseconds(start) / 1_000_000}))
}

/// Small expressions, each read, typed and computed.
pub(crate) fn expressions() -> anyhow::Result<Json> {
    let mut names = Names::new();
    names.declare("amount", Type::Number);
    names.declare("kind", Type::Text);
    let slots = [Value::from(250), Value::from("gold")];
    let text = "if kind = \"gold\" and amount > 100 then amount * 0.9 else amount";
    let context = EvalContext::default();
    let mut groups = Vec::new();
    for _ in 0..400 {
        let start = Instant::now();
        for _ in 0..CHUNK {
            let expression = guiju_feel::compile(std::hint::black_box(text), &names)?;
            std::hint::black_box(expression.evaluate(&slots, &context));
        }
        groups.push(nanoseconds(start) / u64::try_from(CHUNK).unwrap_or(1));
    }
    let one = middle(groups, 500).max(1);
    Ok(json!({"text": text, "nanoseconds": one, "parse_and_evaluate_per_second": 1_000_000_000 / one}))
}

/// What this thread has had of a processor: beside other work the clock says little.
fn processor_nanoseconds() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
