//! What the benchmarks share: options, data made once and kept, the peer in its own process, and the row that is printed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, bail};
use guiju_demo::{DemoOptions, Stage, write_parquet};
use serde_json::{Value, json};

/// How a benchmark is run.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) is_json: bool,
    /// As many rows as were asked for, instead of the full size.
    pub(crate) rows: Option<u64>,
    /// Each side runs so often; the median counts.
    pub(crate) runs: usize,
}

impl Options {
    /// `--format text|json --rows N --runs N`.
    pub(crate) fn from_arguments() -> anyhow::Result<Self> {
        let mut options = Self { is_json: false, rows: None, runs: 5 };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let value = arguments.next().with_context(|| format!("`{name}` needs a value"))?;
            match (name.as_str(), value.as_str()) {
                ("--format", "json") => options.is_json = true,
                ("--format", "text") => options.is_json = false,
                ("--rows", rows) => options.rows = Some(rows.parse().with_context(|| format!("`{rows}` is no number of rows"))?),
                ("--runs", runs) => options.runs = runs.parse().with_context(|| format!("`{runs}` is no number of runs"))?,
                _ => bail!("`{name} {value}` is no option; there are --format text|json, --rows N and --runs N"),
            }
        }
        Ok(options)
    }
}

/// For the person at the terminal.
pub(crate) fn say(line: &str) {
    // A closed terminal is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The folder of a demo company's warehouse; made on the first call, kept for the next.
pub(crate) fn dataset(name: &str, options: &DemoOptions) -> anyhow::Result<PathBuf> {
    let root = std::env::var_os("GUIJU_BENCH_DATA").map_or_else(|| PathBuf::from("/var/tmp/guiju-bench"), PathBuf::from);
    let folder = root.join(format!("{name}-{}-{}-{}", options.customers, options.months, options.activity_percent));
    if folder.join("manifest.json").exists() {
        return Ok(folder);
    }
    say(&format!("== making {} customers × {} months in {}", options.customers, options.months, folder.display()));
    let (start, mut said) = (Instant::now(), 0);
    let summary = write_parquet(options, &folder, &mut |progress| {
        let percent = progress.done * 100 / progress.total.max(1);
        if progress.stage == Stage::Facts && percent >= said + 10 {
            said = percent;
            say(&format!("   {percent} %"));
        }
    })?;
    say(&format!("   {} rows in {:.0} s", summary.rows(), start.elapsed().as_secs_f64()));
    Ok(folder)
}

/// Rows of each fact, by the manifest.
pub(crate) fn rows_by_fact(folder: &Path) -> anyhow::Result<serde_json::Map<String, Value>> {
    let manifest: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("manifest.json"))?)?;
    let mut rows = serde_json::Map::new();
    for (fact, files) in manifest["facts"].as_object().into_iter().flatten() {
        let count: u64 = files["files"].as_array().into_iter().flatten().filter_map(|file| file["rows"].as_u64()).sum();
        rows.insert(fact.clone(), json!(count));
    }
    Ok(rows)
}

/// Runs a peer's script in its own environment, which is made when it is missing; gives the JSON object that it prints.
pub(crate) fn peer(script: &str, arguments: &[(&str, String)]) -> anyhow::Result<Value> {
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/peers");
    let python = peers.join(".venv/bin/python");
    if !python.exists() {
        say("== making bench/peers/.venv");
        let status = Command::new(peers.join("setup")).stdout(Stdio::null()).status().context("running bench/peers/setup")?;
        anyhow::ensure!(status.success(), "bench/peers/setup failed ({status})");
    }
    say(&format!("== {script}"));
    let mut command = Command::new(python);
    command.arg(peers.join(script));
    for (name, value) in arguments {
        command.arg(format!("--{name}")).arg(value);
    }
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("running {script}"))?;
    anyhow::ensure!(output.status.success(), "{script} failed ({})", output.status);
    serde_json::from_slice(&output.stdout).with_context(|| format!("what {script} printed"))
}

/// The seconds of each run, and the processor seconds, which other work on the machine disturbs less.
#[derive(Debug, Default)]
pub(crate) struct Seconds {
    pub(crate) runs: Vec<f64>,
    processor: Vec<f64>,
}

impl Seconds {
    pub(crate) fn median(&self) -> f64 {
        median(&self.runs)
    }

    pub(crate) fn processor(&self) -> f64 {
        median(&self.processor)
    }
}

/// The last answer, and how long it took.
pub(crate) fn timed<T>(runs: usize, mut work: impl FnMut() -> anyhow::Result<T>) -> anyhow::Result<(T, Seconds)> {
    let mut seconds = Seconds::default();
    let mut answer = None;
    for _ in 0..runs.max(1) {
        let (start, start_processor) = (Instant::now(), processor_seconds());
        answer = Some(work()?);
        seconds.runs.push(rounded(start.elapsed().as_secs_f64()));
        seconds.processor.push(rounded(processor_seconds() - start_processor));
    }
    Ok((answer.context("no run")?, seconds))
}

/// What all threads of this process have used so far.
pub(crate) fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name in brackets: user and system ticks of a hundredth of a second are the 12th and 13th field.
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<u32>().ok()).map(f64::from).sum::<f64>() / 100.0
}

/// The middle one.
fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

pub(crate) fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// Processor, cores and memory.
pub(crate) fn machine() -> Value {
    let read = |path: &str, name: &str| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    json!({
        "processor": read("/proc/cpuinfo", "model name"),
        "cores": std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        "memory": read("/proc/meminfo", "MemTotal"),
    })
}

/// The most memory that this process has held.
pub(crate) fn peak_bytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() * 1024
}

/// Prints the figures: one JSON object, or a line for each.
pub(crate) fn print(options: &Options, figures: &Value) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if options.is_json {
        writeln!(out, "{figures}")?;
    } else {
        for (name, value) in figures.as_object().into_iter().flatten() {
            writeln!(out, "{name:<22} {value}")?;
        }
    }
    Ok(())
}
