//! The readers of FEEL and DMN against inputs that libFuzzer finds by the code they reach.
//!
//! `fuzz/` is a workspace of its own: its programs are built with coverage counters, into a target directory of their own, so that
//! nothing else is built again. What they start from and what ever broke something is in `fuzz/corpus` and `fuzz/regressions`; what a
//! run finds stays on the machine unless `--keep` asks for it. `docs/decisions/0017` says why it is made this way.

mod binaries;
mod corpus;
mod target;

use std::collections::VecDeque;
use std::fmt;
use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;

use crate::shell;
use target::{Report, TARGETS, Target};

/// How long, which targets, and whether what is found stays.
#[derive(Debug, Args)]
pub(crate) struct FuzzReaders {
    /// For how long, each target.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// One target alone: `feel_expression`, `feel_unary_tests` or `dmn_reader`.
    #[arg(long)]
    target: Option<String>,
    /// Over what is kept alone, as CI does it, in place of a search.
    #[arg(long, conflicts_with_all = ["seconds", "keep"])]
    replay: bool,
    /// Puts what reached new code into `fuzz/corpus`, as few and short inputs as reach it all.
    #[arg(long)]
    keep: bool,
}

/// How far a run looks.
#[derive(Debug, Clone, Copy)]
enum Effort {
    /// From everything that is known on this machine, wherever chance leads, for so long.
    Search(Duration),
    /// Over what is in the repository and nothing else: no chance decides what fails.
    Replay,
}

impl fmt::Display for Effort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Search(time) => write!(out, "{} s each", time.as_secs()),
            Self::Replay => out.write_str("each over what is kept"),
        }
    }
}

/// The step of CI: that the programs build and hold over what is kept. Inputs a few steps away are met by the tests of `guiju-dmn`.
pub(crate) fn ci() -> anyhow::Result<()> {
    run(&FuzzReaders { seconds: 0, target: None, replay: true, keep: false })
}

/// The command.
pub(crate) fn run(fuzz: &FuzzReaders) -> anyhow::Result<()> {
    let chosen: Vec<&Target> = TARGETS.iter().filter(|target| fuzz.target.as_ref().is_none_or(|name| name == target.name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        bail!("no target has the name `{}`; there are {}", fuzz.target.as_deref().unwrap_or_default(), names.join(", "));
    }
    let built = binaries::build()?;
    let effort = if fuzz.replay { Effort::Replay } else { Effort::Search(Duration::from_secs(fuzz.seconds)) };
    shell::say(&format!("== readers against guided inputs: {} targets, {effort}", chosen.len()));
    let reports = run_all(&chosen, &built, effort)?;
    tell(&reports)?;
    if fuzz.keep {
        for target in &chosen {
            shell::say(&format!("   {}: {} inputs kept", target.name, target.keep(&built)?));
        }
    }
    Ok(())
}

/// Says what the runs did; an error where one found something.
fn tell(reports: &[Report]) -> anyhow::Result<()> {
    for report in reports {
        shell::say(&format!("   {report}"));
    }
    let inputs: u64 = reports.iter().map(|report| report.inputs).sum();
    let failures = reports.iter().filter(|report| report.failure.is_some()).count();
    shell::say(&format!("{inputs} inputs, {failures} failures"));
    if failures > 0 {
        bail!("the fuzzer found something; mend it and add its line to `fuzz/regressions`");
    }
    Ok(())
}

/// Runs the targets, as many at once as there are cores.
fn run_all(chosen: &[&Target], built: &Path, effort: Effort) -> anyhow::Result<Vec<Report>> {
    let waiting: Mutex<VecDeque<&Target>> = Mutex::new(chosen.iter().copied().collect());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.pop_front());
    let work = || {
        let mut reports = Vec::new();
        while let Some(target) = next() {
            reports.push(target.run(built, effort)?);
        }
        anyhow::Ok(reports)
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get).min(chosen.len());
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let mut reports = Vec::new();
        for worker in workers {
            reports.extend(worker.join().ok().context("a worker of the fuzzer ended")??);
        }
        Ok(reports)
    })
}
