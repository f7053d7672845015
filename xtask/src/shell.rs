//! Runs other programs and says which step failed.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, bail};

/// Makes the root of the repository the current directory, wherever `cargo xtask` was called.
pub(crate) fn enter_repository() -> anyhow::Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    std::env::set_current_dir(&root).with_context(|| format!("entering {}", root.display()))
}

/// Writes a line for the person at the terminal.
pub(crate) fn say(line: &str) {
    // A closed terminal is no reason to fail a check.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Runs a program to its end; an exit code other than 0 is an error that names the step.
pub(crate) fn run<I, S>(step: &str, program: &str, arguments: I) -> anyhow::Result<()>
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    run_command(step, Command::new(program).args(arguments))
}

/// [`run`], for a command with an environment or a directory of its own.
pub(crate) fn run_command(step: &str, command: &mut Command) -> anyhow::Result<()> {
    say(&format!("== {step}"));
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("{step}: starting {:?}", command.get_program()))?;
    if !status.success() {
        bail!("{step} failed ({status})");
    }
    say(&format!("   {step}: {:.1} s", start.elapsed().as_secs_f64()));
    Ok(())
}

/// What a program prints on stdout, where it exits with 0.
pub(crate) fn output(program: &str, arguments: &[&str]) -> anyhow::Result<String> {
    output_of(Command::new(program).args(arguments))
}

/// [`output`], for a command with an environment or a directory of its own.
pub(crate) fn output_of(command: &mut Command) -> anyhow::Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().with_context(|| format!("starting {program}"))?;
    if !output.status.success() {
        let arguments: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
        bail!("{program} {} failed ({})", arguments.join(" "), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{program} printed something other than UTF-8"))
}
