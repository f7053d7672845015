//! What strangers met with their files, each as a folder: small inputs and the right values, fixed by accounting logic before any run.
//!
//! `<case>/expect.toml` says why and lists the probes; `book.rs` is its language. A probe brings its files into a fresh company in their
//! order (guess, answers, run, allocation), sums the ledger by itself and compares. `GUIJU_CASE=06` runs the cases whose name has that.
//!
//! Read `probe.rs` first. Only `subject.rs` calls the product.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "the small helpers of this test stand outside of its test functions"
)]

mod book;
mod expect;
mod files;
mod ledger;
mod package;
mod probe;
#[expect(dead_code, reason = "two tests share it, and each reads a part of what is told")]
mod subject;

use std::path::Path;

#[test]
fn every_case_ends_as_accounting_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let wanted = std::env::var("GUIJU_CASE").unwrap_or_default();
    let mut folders: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("expect.toml").exists() && folder.to_string_lossy().contains(&wanted));
    folders.sort();
    let (mut wrong, mut told, mut counts) = (0, String::new(), std::collections::BTreeMap::<&str, usize>::new());
    for folder in &folders {
        let case = expect::Case::read(folder);
        let mut of_case = String::new();
        for probe in &case.probes {
            let (ended, differences) = probe::run(folder, probe);
            *counts.entry(if differences.is_empty() { ended } else { "WRONG" }).or_default() += 1;
            if !differences.is_empty() {
                wrong += 1;
                of_case += &format!("  {} ({ended})\n      {}\n", probe.name, differences.join("\n      "));
            }
        }
        if !of_case.is_empty() {
            told += &format!("\n{}: {}\n{of_case}", folder.file_name().unwrap().to_string_lossy(), case.why);
        }
    }
    eprintln!("{} cases, {counts:?}", folders.len());
    assert!(wrong == 0, "{wrong} probes are wrong:\n{told}");
}

#[test]
fn every_case_has_its_reason_and_a_day() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for entry in std::fs::read_dir(root).unwrap() {
        let folder = entry.unwrap().path();
        if folder.join("expect.toml").exists() {
            let case = expect::Case::read(&folder);
            assert!(case.why.len() > 30 && !case.probes.is_empty(), "{}", folder.display());
        }
    }
}
