//! The programs of the fuzzer, built.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::shell;

/// What `cargo fuzz --sanitizer none` passes, all of it stable: counters and comparisons for libFuzzer. There is no sanitizer, as there
/// is no unsafe code that one could find something in.
const FLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    // Without a frame pointer libFuzzer tells no callers apart.
    "-Cforce-frame-pointers=yes",
];

/// Builds the programs; the folder that they are in.
pub(super) fn build() -> anyhow::Result<PathBuf> {
    let folder = folder();
    let host = host()?;
    let mut command = Command::new("cargo");
    command.args(["build", "--quiet", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host, "--target-dir"]).arg(&folder);
    // With a target named, the flags are for it alone: build scripts run without libFuzzer.
    command.env("RUSTFLAGS", FLAGS.join(" ")).env_remove("CARGO_ENCODED_RUSTFLAGS");
    shell::run_command("fuzzer: build", &mut command)?;
    Ok(folder.join(host).join("release"))
}

/// Where the fuzzer has its builds and its inputs: a folder of its own, as its flags are others.
pub(super) fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    std::path::absolute(target.join("fuzz")).unwrap_or_else(|_| Path::new("target/fuzz").to_owned())
}

fn host() -> anyhow::Result<String> {
    let said = shell::output("rustc", &["--version", "--verbose"])?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(ToOwned::to_owned).context("rustc does not say which machine it builds for")
}
