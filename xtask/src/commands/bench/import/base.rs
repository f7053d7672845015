//! The base program: the commit before the import was made quicker, built once and kept.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::{BUILD, keep};
use crate::shell;

const COMMIT: &str = "bench/import/base.txt";
/// What is measured of it, in the words of its own library.
const EXAMPLE: &str = "bench/import/base.rs";

fn commit() -> anyhow::Result<String> {
    Ok(fs::read_to_string(COMMIT).with_context(|| format!("reading {COMMIT}"))?.trim().to_owned())
}

fn place(target: &Path, commit: &str) -> PathBuf {
    target.join("bench-import").join(commit)
}

/// The program that was kept, or why there is none.
pub(super) fn program(target: &Path) -> anyhow::Result<PathBuf> {
    let program = place(target, &commit()?);
    if !program.is_file() {
        bail!("the base program was not built here; build it with `cargo xtask bench import --prepare`");
    }
    Ok(program)
}

/// Builds the base program where it is missing.
pub(super) fn prepare(target: &Path) -> anyhow::Result<()> {
    let commit = commit()?;
    let program = place(target, &commit);
    if program.is_file() {
        shell::say(&format!("the base program is there: {}", program.display()));
        return Ok(());
    }
    let source = target.join("bench-import/source");
    let worktree = Worktree::add(&source, &commit)?;
    let folder = worktree.0.join("crates/guiju-runtime/examples");
    fs::copy(EXAMPLE, folder.join("bench_import.rs")).with_context(|| format!("copying {EXAMPLE} to {}", folder.display()))?;
    let mut build = Command::new("cargo");
    shell::run_command("base program", build.args(BUILD).arg(target).arg("--locked").current_dir(&worktree.0))?;
    keep(target, &program)?;
    shell::say(&format!("the base program is at {}", program.display()));
    Ok(())
}

/// A worktree of git, taken away again when it is dropped: the program is all that is needed.
struct Worktree(PathBuf);

impl Worktree {
    fn add(folder: &Path, commit: &str) -> anyhow::Result<Self> {
        // One of a run that was killed.
        Self(folder.to_owned()).remove();
        let arguments = ["worktree", "add", "--quiet", "--force", "--detach"].map(OsStr::new);
        let place = [folder.as_os_str(), OsStr::new(commit)];
        shell::run("base source", "git", arguments.into_iter().chain(place))
            .with_context(|| format!("the commit {commit} has to be in this clone: `git fetch --unshallow` where it is a shallow one"))?;
        Ok(Self(folder.to_owned()))
    }

    fn remove(&self) {
        // Where it is not there, there is nothing to do; where it cannot be removed, the next run tries again.
        let _ = Command::new("git").args(["worktree", "remove", "--force"]).arg(&self.0).output();
    }
}

impl Drop for Worktree {
    fn drop(&mut self) {
        self.remove();
    }
}
