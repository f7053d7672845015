//! The figures that are asked for by name.

use std::fmt::Write as _;
use std::thread;

use serde::Serialize;

use super::measured::{Guess, Measured, Pair, median, peak_mb};

/// Everything that was measured.
pub(super) struct Measurements {
    pub(super) rows: u64,
    pub(super) csv: Pair,
    pub(super) xlsx: Pair,
    /// Or why it could not be measured.
    pub(super) postgres: Result<Pair, String>,
    pub(super) guess: Guess,
    pub(super) base_missing: Option<String>,
    /// Before and after.
    pub(super) load: [String; 2],
}

/// What `--format json` prints. Seconds are medians of the rounds; what cannot be said is null.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    benchmark: &'static str,
    cores: usize,
    load: [String; 2],
    rows: u64,
    /// CSV into SQLite.
    seconds: Option<f64>,
    base_seconds: Option<f64>,
    speedup: Option<f64>,
    peak_mb: Option<u64>,
    base_peak_mb: Option<u64>,
    /// A workbook into SQLite.
    xlsx_seconds: Option<f64>,
    xlsx_base_seconds: Option<f64>,
    xlsx_speedup: Option<f64>,
    xlsx_peak_mb: Option<u64>,
    /// CSV into PostgreSQL on this machine, which does not wait for its disk.
    postgres_seconds: Option<f64>,
    postgres_base_seconds: Option<f64>,
    postgres_speedup: Option<f64>,
    postgres_missing: Option<String>,
    guess_1000_columns_seconds: f64,
    base_missing: Option<String>,
    /// What base and ours did not make alike of the same rows.
    differences: Vec<String>,
    rounds: Vec<Round>,
}

/// One measured import.
#[derive(Debug, Serialize)]
struct Round {
    what: &'static str,
    program: &'static str,
    seconds: f64,
}

fn rounds(what: &'static str, pair: &Pair) -> Vec<Round> {
    let of = |program, all: &[Measured]| -> Vec<Round> {
        all.iter().map(|measured| Round { what, program, seconds: measured.seconds }).collect()
    };
    of("ours", &pair.ours).into_iter().chain(of("base", &pair.base)).collect()
}

fn ratio(pair: &Pair) -> Option<f64> {
    Some(median(&pair.base)? / median(&pair.ours)?)
}

impl Summary {
    pub(super) fn new(measured: Measurements) -> Self {
        let (postgres, postgres_missing) = match measured.postgres {
            Ok(pair) => (pair, None),
            Err(why) => (Pair::default(), Some(why)),
        };
        let all = [("csv", &measured.csv), ("xlsx", &measured.xlsx), ("postgres", &postgres)];
        Self {
            benchmark: "import",
            cores: thread::available_parallelism().map_or(1, usize::from),
            load: measured.load,
            rows: measured.rows,
            seconds: median(&measured.csv.ours),
            base_seconds: median(&measured.csv.base),
            speedup: ratio(&measured.csv),
            peak_mb: peak_mb(&measured.csv.ours),
            base_peak_mb: peak_mb(&measured.csv.base),
            xlsx_seconds: median(&measured.xlsx.ours),
            xlsx_base_seconds: median(&measured.xlsx.base),
            xlsx_speedup: ratio(&measured.xlsx),
            xlsx_peak_mb: peak_mb(&measured.xlsx.ours),
            postgres_seconds: median(&postgres.ours),
            postgres_base_seconds: median(&postgres.base),
            postgres_speedup: ratio(&postgres),
            postgres_missing,
            guess_1000_columns_seconds: measured.guess.seconds,
            base_missing: measured.base_missing,
            differences: all.iter().flat_map(|(name, pair)| pair.differences(name)).collect(),
            rounds: all.iter().flat_map(|(name, pair)| rounds(name, pair)).collect(),
        }
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let lines = [
            ("CSV into SQLite", self.seconds, self.base_seconds, self.speedup),
            ("XLSX into SQLite", self.xlsx_seconds, self.xlsx_base_seconds, self.xlsx_speedup),
            ("CSV into PostgreSQL", self.postgres_seconds, self.postgres_base_seconds, self.postgres_speedup),
        ];
        let [before, after] = &self.load;
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} rows, {} cores, load {} before and {} after", self.rows, self.cores, before, after);
        let _ = writeln!(text, "{:<22}{:>10}{:>10}{:>10}", "", "ours s", "base s", "quicker");
        for (name, ours, base, speedup) in lines {
            let cell = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
            let _ = writeln!(text, "{name:<22}{:>10}{:>10}{:>10}", cell(ours), cell(base), cell(speedup));
        }
        if let (Some(csv), Some(xlsx)) = (self.peak_mb, self.xlsx_peak_mb) {
            let _ = writeln!(text, "memory at most: {csv} MB (CSV), {xlsx} MB (XLSX)");
        }
        let _ = writeln!(text, "guessing 1,000 columns: {:.2} s", self.guess_1000_columns_seconds);
        for remark in self.base_missing.iter().chain(&self.postgres_missing).chain(&self.differences) {
            let _ = writeln!(text, "! {remark}");
        }
        text
    }
}
