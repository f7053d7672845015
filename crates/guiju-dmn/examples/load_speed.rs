//! How long a model of ten thousand rules takes to load, by its parts: `cargo run --release -p guiju-dmn --example load_speed`.
//!
//! The least of several runs is printed, in seconds of a processor, so that other work on the machine shows as little as it can.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measuring program prints, and stops at what is wrong")]

use std::fmt::Write as _;
use std::time::Duration;

use guiju_dmn::{compile, read};

const RUNS: usize = 7;

fn main() {
    let rules = std::env::args().nth(1).map_or(10_000, |rules| rules.parse().unwrap());
    for (shape, cells) in [
        (
            "texts and numbers",
            (|rule| [format!("\"a{}\"", rule % 10), format!("\"b{}\"", rule / 10 % 10), range(rule / 100 * 10, 10), "-".into()]) as Cells,
        ),
        ("numbers", |rule| [range(rule * 7 % 1_000, 3), range(rule * 13 % 1_000, 90), format!(">= {}", rule % 500), format!("{rule}")]),
        ("expressions", |rule| [format!("> c1 * {rule}"), format!("not(\"x{rule}\")"), format!("? + {rule} < c0"), "-".into()]),
    ] {
        let source = model(rules, cells);
        let least = |work: &dyn Fn()| (0..RUNS).map(|_| time(work)).min().unwrap_or_default();
        let definitions = read(&source).unwrap();
        let reading = least(&|| drop(read(&source).unwrap()));
        let compiling = least(&|| drop(compile(&definitions).unwrap()));
        println!(
            "{rules} rules of {shape} ({} KB): read {:.3} s, compile {:.3} s, together {:.3} s",
            source.len() / 1_000,
            reading.as_secs_f64(),
            compiling.as_secs_f64(),
            (reading + compiling).as_secs_f64()
        );
    }
}

/// The cells of a rule.
type Cells = fn(usize) -> [String; 4];

fn range(low: usize, width: usize) -> String {
    format!("[{low}..{})", low + width)
}

/// What this thread has had of a processor.
fn processor() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0))
}

fn time(work: &dyn Fn()) -> Duration {
    let start = processor();
    work();
    processor().saturating_sub(start)
}

/// A table of four columns, laid out as an editor writes it, with ids.
fn model(rules: usize, cells: Cells) -> String {
    let mut xml = String::from("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">\n");
    let (mut requirements, mut columns) = (String::new(), String::new());
    for column in 0..4 {
        writeln!(xml, "  <inputData id=\"c{column}\" name=\"c{column}\"><variable name=\"c{column}\"/></inputData>").unwrap();
        write!(requirements, "<informationRequirement><requiredInput href=\"#c{column}\"/></informationRequirement>").unwrap();
        writeln!(
            columns,
            "      <input id=\"i{column}\"><inputExpression id=\"e{column}\"><text>c{column}</text></inputExpression></input>"
        )
        .unwrap();
    }
    writeln!(xml, "  <decision id=\"d\" name=\"d\"><variable name=\"d\"/>{requirements}\n    <decisionTable id=\"t\" hitPolicy=\"FIRST\">\n{columns}      <output id=\"o\"/>").unwrap();
    for rule in 0..rules {
        writeln!(xml, "      <rule id=\"r{rule}\">").unwrap();
        for (column, cell) in cells(rule).iter().enumerate() {
            let cell = cell.replace('<', "&lt;").replace('>', "&gt;");
            writeln!(xml, "        <inputEntry id=\"r{rule}_i{column}\">\n          <text>{cell}</text>\n        </inputEntry>").unwrap();
        }
        writeln!(xml, "        <outputEntry id=\"r{rule}_o\">\n          <text>{}</text>\n        </outputEntry>\n      </rule>", rule % 7)
            .unwrap();
    }
    xml + "    </decisionTable>\n  </decision>\n</definitions>\n"
}
