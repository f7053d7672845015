//! A million rows of invoices imported, by the base program and by ours in turns, into SQLite and into a PostgreSQL server of its own.
//!
//! The base is the commit named in `bench/import/base.txt`; `--prepare` builds it once and keeps the program in the target folder. Without it
//! our figures stand alone. Both programs get the same files and the same recipe, and say what they wrote; a difference is reported.
//!
//! Read [`run`] first, then `base.rs`.

mod base;
mod measured;
mod summary;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use self::measured::{Measured, Pair};
use self::summary::Summary;
use crate::commands::bench::Bench;
use crate::commands::e2e::target_directory;
use crate::shell;

const ROWS: u64 = 1_000_000;
const RECIPE: &str = "bench/import/recipe.toml";

/// The arguments that build the example: the imports alone, without `DataFusion`.
const BUILD: [&str; 10] =
    ["build", "--quiet", "--profile", "dist", "-p", "guiju-runtime", "--no-default-features", "--example", "bench_import", "--target-dir"];

pub(crate) fn run(bench: &Bench) -> anyhow::Result<()> {
    let target = target_directory()?;
    if bench.prepare {
        return base::prepare(&target);
    }
    let ours = build(&target)?;
    let base = base::program(&target);
    let rows = bench.rows.unwrap_or(ROWS);
    let folder = tempfile::tempdir().context("making a folder for the files")?;
    let mut writer = Command::new(&ours);
    shell::output_of(writer.arg("--write").arg(folder.path()).args(["--rows", &rows.to_string()]))?;
    let race = Race { ours, base: base.as_ref().ok().cloned(), folder: folder.path().to_owned(), rounds: bench.rounds.max(1) };
    let load_before = load();
    let csv = race.run("invoices.csv", "sqlite")?;
    let xlsx = race.run("invoices.xlsx", "sqlite")?;
    let postgres = race.run("invoices.csv", "postgres").map_err(|error| format!("{error:#}"));
    let guess = measured::guess(Command::new(&race.ours).arg("--guess").arg(race.folder.join("wide.csv")))?;
    let base_missing = base.err().map(|error| format!("{error:#}"));
    let summary = Summary::new(summary::Measurements { rows, csv, xlsx, postgres, guess, base_missing, load: [load_before, load()] });
    let text = if bench.format == "json" { serde_json::to_string(&summary)? } else { summary.text() };
    writeln!(std::io::stdout(), "{}", text.trim_end()).context("writing to stdout")
}

fn build(target: &Path) -> anyhow::Result<PathBuf> {
    shell::run_command("bench_import", Command::new("cargo").args(BUILD).arg(target))?;
    // A copy: the base's build would write over it.
    let program = target.join("bench-import/ours");
    keep(target, &program)?;
    Ok(program)
}

/// Copies the example that was just built to a place of its own.
fn keep(target: &Path, program: &Path) -> anyhow::Result<()> {
    if let Some(folder) = program.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    let built = target.join("dist/examples/bench_import");
    fs::copy(&built, program).with_context(|| format!("copying {} to {}", built.display(), program.display()))?;
    Ok(())
}

/// The two programs with what they import.
struct Race {
    ours: PathBuf,
    base: Option<PathBuf>,
    folder: PathBuf,
    rounds: u32,
}

impl Race {
    /// Both in turns; who begins changes with each round, so that neither always finds the warmer machine.
    fn run(&self, file: &str, database: &str) -> anyhow::Result<Pair> {
        let mut pair = Pair::default();
        let once = |name: &str, program: &Path| -> anyhow::Result<Measured> {
            shell::say(&format!("== {file} into {database}: {name}"));
            let mut command = Command::new(program);
            command.arg("--file").arg(self.folder.join(file)).args(["--recipe", RECIPE, "--database", database]);
            let measured = measured::import(&mut command)?;
            shell::say(&format!("   {name}: {:.1} s", measured.seconds));
            Ok(measured)
        };
        for round in 0..self.rounds {
            let ours_first = round % 2 == 1;
            if ours_first {
                pair.ours.push(once("ours", &self.ours)?);
            }
            if let Some(base) = &self.base {
                pair.base.push(once("base", base)?);
            }
            if !ours_first {
                pair.ours.push(once("ours", &self.ours)?);
            }
        }
        Ok(pair)
    }
}

/// The machine's load over the last minute: figures beside other work are worth less, and a reader should see it.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}
