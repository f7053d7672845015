//! One program of the fuzzer: its limits, a run of it, and what is kept of what it found.

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::{Effort, binaries, corpus};

/// What is fuzzed.
#[derive(Debug)]
pub(super) struct Target {
    /// Of its program, and of its files in `fuzz/corpus` and `fuzz/regressions`.
    pub(super) name: &'static str,
    /// Its words in `fuzz/dictionaries`.
    dictionary: &'static str,
    /// The longest input: long enough for everything that the grammar has, short enough for many in a second.
    bytes_max: u32,
    /// The longest input that is kept.
    kept_bytes_max: u32,
}

/// Every target.
pub(super) const TARGETS: [Target; 3] = [
    Target { name: "dmn_reader", dictionary: "dmn", bytes_max: 8_000, kept_bytes_max: 3_000 },
    Target { name: "feel_expression", dictionary: "feel", bytes_max: 1_000, kept_bytes_max: 300 },
    Target { name: "feel_unary_tests", dictionary: "feel", bytes_max: 500, kept_bytes_max: 200 },
];

/// One input may take so long on a busy machine; mostly a thousand take a second.
const SECONDS_MAX: u32 = 10;
/// What the program may have in memory; FEEL's limits at their usual height allow less.
const MEBIBYTES_MAX: u32 = 1_024;
/// The stack of a thread of ours, rather than the eight megabytes of a main thread.
const STACK_KIBIBYTES: u32 = 2_048;

/// What a run did.
#[derive(Debug)]
pub(super) struct Report {
    name: &'static str,
    pub(super) inputs: u64,
    seconds: u64,
    /// The most code that was reached, as libFuzzer counts it, and the inputs that it takes.
    coverage: String,
    peak_mebibytes: u64,
    /// What broke, in the words of the law or of libFuzzer, and the line of the input.
    pub(super) failure: Option<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, inputs, seconds, coverage, peak_mebibytes, failure } = self;
        write!(out, "{name}: {inputs} inputs in {seconds} s, {coverage}, at most {peak_mebibytes} MiB")?;
        failure.as_ref().map_or(Ok(()), |failure| write!(out, "\n{failure}"))
    }
}

impl Target {
    fn work(&self) -> PathBuf {
        binaries::folder().join("work").join(self.name)
    }

    fn file(&self, folder: &str) -> PathBuf {
        Path::new("fuzz").join(folder).join(format!("{}.txt", self.name))
    }

    /// Runs it over what is kept; a search goes on from there, and from what earlier runs on this machine found.
    pub(super) fn run(&self, built: &Path, effort: Effort) -> anyhow::Result<Report> {
        let work = self.work();
        let (kept, artifacts) = (work.join("kept"), work.join("artifacts"));
        corpus::unpack(&[&self.file("corpus"), &self.file("regressions")], &kept)?;
        corpus::empty(&artifacts)?;
        let log = work.join("log.txt");
        let mut command = self.command(built);
        command.arg(format!("-max_len={}", self.bytes_max));
        command.arg(format!("-dict=fuzz/dictionaries/{}.dict", self.dictionary)).arg(format!("-artifact_prefix={}/", artifacts.display()));
        command.args(["-print_final_stats=1", "-use_value_profile=0"]);
        match effort {
            Effort::Search(time) => {
                let found = work.join("found");
                fs::create_dir_all(&found)?;
                command.arg(format!("-max_total_time={}", time.as_secs())).arg(found);
            }
            Effort::Replay => {
                command.arg("-runs=0");
            }
        }
        command.arg(&kept);
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log)?).status();
        let status = status.with_context(|| format!("starting {}", self.name))?;
        let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        let mut report = self.report(&said);
        if !status.success() {
            self.minimise(built, &artifacts)?;
            report.failure = Some(failure(&said, &artifacts, &self.file("regressions"), &log)?);
        }
        Ok(report)
    }

    fn command(&self, built: &Path) -> Command {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -s {STACK_KIBIBYTES}; exec \"$0\" \"$@\"")).arg(built.join(self.name));
        command.arg(format!("-timeout={SECONDS_MAX}")).arg(format!("-rss_limit_mb={MEBIBYTES_MAX}"));
        command
    }

    /// Looks for a shorter input that breaks the same, beside the one that was found. An input that takes too long is left as it is.
    fn minimise(&self, built: &Path, artifacts: &Path) -> anyhow::Result<()> {
        let found = fs::read_dir(artifacts)?.flatten().map(|entry| entry.path());
        let is_crash = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("crash-"));
        let Some(crash) = found.into_iter().find(is_crash) else { return Ok(()) };
        let mut command = self.command(built);
        command.args(["-minimize_crash=1", "-runs=20000", "-max_total_time=20"]);
        command.arg(format!("-exact_artifact_path={}", artifacts.join("smallest").display())).arg(crash);
        // It ends in a failure where no shorter one is found.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        Ok(())
    }

    fn report(&self, said: &str) -> Report {
        let stat = |name: &str| {
            let line = said.lines().rev().find_map(|line| line.strip_prefix(name));
            line.and_then(|rest| rest.trim().parse().ok()).unwrap_or(0)
        };
        let last = said.lines().rev().find(|line| line.starts_with('#') && line.contains("cov: "));
        let coverage = last.and_then(|line| line.split("cov: ").nth(1)).map(|rest| {
            let words: Vec<&str> = rest.split_whitespace().collect();
            let after = |name: &str| words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1)).copied().unwrap_or("?");
            format!("{} edges by {} of them", words.first().copied().unwrap_or("?"), after("corp:"))
        });
        let done = said.lines().rev().find_map(|line| line.strip_prefix("Done ")?.split(" in ").nth(1)?.split(' ').next()?.parse().ok());
        Report {
            name: self.name,
            inputs: stat("stat::number_of_executed_units:"),
            seconds: done.unwrap_or(0),
            coverage: coverage.unwrap_or_else(|| "no coverage told".to_owned()),
            peak_mebibytes: stat("stat::peak_rss_mb:"),
            failure: None,
        }
    }

    /// Chooses of all that is known few and short inputs that reach the same code, and writes them into `fuzz/corpus`.
    pub(super) fn keep(&self, built: &Path) -> anyhow::Result<usize> {
        let work = self.work();
        let merged = work.join("merged");
        corpus::empty(&merged)?;
        let mut command = self.command(built);
        // By the code alone, not by how often it runs or what it compares, and as few as cover it: hundreds instead of thousands.
        command.args(["-set_cover_merge=1", "-use_counters=0", "-use_cmp=0"]).arg(format!("-max_len={}", self.kept_bytes_max));
        command.arg(&merged).arg(work.join("kept")).arg(work.join("found"));
        let log = work.join("merge.txt");
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log)?).status()?;
        if !status.success() {
            bail!("{}: the inputs could not be merged ({status}); see {}", self.name, log.display());
        }
        let heading = format!("What `{}` starts from: one input a line, made by `cargo xtask fuzz-readers --keep`.", self.name);
        corpus::pack(&merged, &self.file("corpus"), &heading)
    }
}

/// What broke, in words, and where the input goes.
fn failure(said: &str, artifacts: &Path, regressions: &Path, log: &Path) -> anyhow::Result<String> {
    // A panic tells its place on one line and its message on the next.
    let panic = said.lines().skip_while(|line| !line.contains("panicked at")).take(2).collect::<Vec<_>>().join(" ");
    let error = said.lines().find(|line| line.contains("ERROR: libFuzzer")).unwrap_or("it ended");
    let mut words = format!("   {}; see {}", if panic.is_empty() { error } else { &panic }, log.display());
    let mut lines: Vec<String> = Vec::new();
    for entry in fs::read_dir(artifacts)? {
        lines.push(corpus::line(&fs::read(entry?.path())?));
    }
    if let Some(line) = lines.iter().min_by_key(|line| line.len()) {
        words.push_str(&format!("\n   a line for {}:\n{line}", regressions.display()));
    }
    Ok(words)
}
