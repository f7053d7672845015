//! Our side of the benchmark of decisions. `bench_decisions --write DIR` makes the tables and inputs for all engines,
//! `bench_decisions [--data DIR] [--rows N]` measures, with the same data made anew where no folder is given.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of the command line")]

mod data;
mod measure;

use std::path::PathBuf;

use anyhow::{Context, bail};
use guiju_dmn::Tracing;
use serde_json::json;

use measure::Decided;

/// Rows and rules of the bulk runs.
const BULK: [(usize, usize); 3] = [(400_000, 20), (1_000_000, 10), (1_000_000, 1_000)];
/// Expressions over a million rows: all in integers, with a quotient, and with a part that has no kernel.
const EXPRESSIONS: [&str; 3] = [
    "if a = \"a001\" or c between 100 and 5000 then c * 0.3 + d else max(c, d, 7)",
    "round half up(d / (c + 1), 2)",
    "string length(a) + c",
];

/// Rules of the table that is read, compiled and indexed.
const LARGE: usize = 10_000;
const PER_CASE: [usize; 4] = [10, 100, 1_000, 3_700];

fn main() -> anyhow::Result<()> {
    let (mut folder, mut rows) = (None, data::ROWS);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().with_context(|| format!("`{argument}` needs a value"))?;
        match argument.as_str() {
            "--write" => return data::write(&PathBuf::from(value)),
            "--data" => folder = Some(PathBuf::from(value)),
            "--rows" => rows = value.parse()?,
            // Only JSON is printed; the option is there so that every benchmark is called alike.
            "--format" => {}
            _ => bail!("unknown option `{argument}`; there are --write DIR, --data DIR, --rows N and --format json"),
        }
    }
    let inputs = match &folder {
        Some(folder) => data::read_inputs(folder)?,
        None => data::inputs(),
    };
    let inputs = inputs.get(..rows.min(inputs.len())).unwrap_or(&inputs);
    let decided = |rules: usize| match &folder {
        Some(folder) => Decided::read(&data::read_model(folder, rules)?),
        None => Decided::read(&data::model(rules)),
    };
    let mut per_case = Vec::new();
    for rules in PER_CASE {
        let decided = decided(rules)?;
        for tracing in [Tracing::Off, Tracing::Matches] {
            per_case.push(measure::per_case(&decided, rules, inputs, tracing));
            eprintln!("{}", per_case.last().unwrap_or(&json!(null)));
        }
    }
    let mut bulk = Vec::new();
    for (rows, rules) in BULK {
        let decided = decided(rules)?;
        let inputs = inputs.get(..rows.min(inputs.len())).unwrap_or(inputs);
        for threads in [1, 2] {
            bulk.push(measure::bulk(&decided, rules, inputs, threads)?);
            eprintln!("{}", bulk.last().unwrap_or(&json!(null)));
        }
    }
    let mut expressions = Vec::new();
    for text in EXPRESSIONS {
        let decided = Decided::read(&data::expression_model(text))?;
        let mut row = measure::bulk(&decided, 0, inputs, 1)?;
        if let Some(row) = row.as_object_mut() {
            row.insert("text".to_owned(), json!(text));
        }
        eprintln!("{row}");
        expressions.push(row);
    }
    let compile = measure::compile(LARGE, &data::model(LARGE))?;
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "{}",
        json!({"engine": "guiju", "load": load.trim(), "per_case": per_case, "bulk": bulk, "bulk_expressions": expressions, "compile": compile, "expression": measure::expressions()?})
    );
    Ok(())
}
