//! What the compiler does not see. Every finding is printed with its place; one finding fails the check.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::shell;

/// Which workspace crates each crate may depend on: the table of `docs/decisions/0001`, as data.
const EDGES: &[(&str, &[&str])] = &[
    ("guiju-types", &[]),
    ("guiju-feel", &[]),
    ("guiju-dmn", &["guiju-feel"]),
    ("guiju-columns", &["guiju-feel", "guiju-dmn"]),
    ("guiju-rulebook", &["guiju-types", "guiju-feel", "guiju-dmn", "guiju-columns"]),
    ("guiju-store", &["guiju-types"]),
    ("guiju-documents", &["guiju-types"]),
    ("guiju-warehouse", &["guiju-types", "guiju-feel", "guiju-dmn", "guiju-rulebook", "guiju-store"]),
    ("guiju-runtime", &["guiju-types", "guiju-feel", "guiju-dmn", "guiju-rulebook", "guiju-store", "guiju-documents", "guiju-warehouse"]),
    ("guiju-demo", &["guiju-types", "guiju-store", "guiju-warehouse"]),
    (
        "guiju-server",
        &[
            "guiju-types",
            "guiju-feel",
            "guiju-dmn",
            "guiju-rulebook",
            "guiju-store",
            "guiju-documents",
            "guiju-runtime",
            "guiju-warehouse",
            "guiju-demo",
        ],
    ),
    (
        "guiju",
        &[
            "guiju-types",
            "guiju-feel",
            "guiju-dmn",
            "guiju-rulebook",
            "guiju-store",
            "guiju-documents",
            "guiju-runtime",
            "guiju-warehouse",
            "guiju-demo",
            "guiju-server",
        ],
    ),
    ("guiju-testkit", &["guiju-types", "guiju-store", "guiju-rulebook"]),
    ("xtask", &[]),
];

/// Crates that never touch a clock, a file or a runtime; the dependencies that would let them.
const PURE: &[&str] = &["guiju-types", "guiju-feel", "guiju-dmn", "guiju-columns"];
const IMPURE_DEPENDENCIES: &[&str] = &["tokio", "rusqlite", "postgres", "axum", "parquet"];

pub(crate) fn run() -> anyhow::Result<()> {
    let mut findings = Vec::new();
    let mut sources = Vec::new();
    for root in ["crates", "xtask", "fuzz/src", "fuzz/targets"] {
        collect(Path::new(root), "rs", &mut sources)?;
    }
    for path in &sources {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        check_source(path, &text, &mut findings);
    }
    check_edges(&mut findings)?;
    check_error_pages(&mut findings)?;
    for finding in &findings {
        shell::say(finding);
    }
    if !findings.is_empty() {
        bail!("tidy found {} to mend", findings.len());
    }
    shell::say(&format!("== tidy: {} source files", sources.len()));
    Ok(())
}

/// A module header in every file, and no leftovers.
fn check_source(path: &Path, text: &str, findings: &mut Vec<String>) {
    let place = path.display();
    if !text.starts_with("//!") && !text.starts_with("#![") {
        findings.push(format!("{place}: no `//!` header that says what this file does"));
    }
    let leftover = ["FIX", "ME"].concat();
    for (index, line) in text.lines().enumerate() {
        if line.contains(&leftover) {
            findings.push(format!("{place}:{}: {leftover} may not be merged", index + 1));
        }
    }
    for (line, length) in long_functions(text) {
        shell::say(&format!("warning: {place}:{line}: a function of {length} lines"));
    }
}

/// Functions of more than 70 lines, by their indentation: the line of `fn` and the count.
fn long_functions(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (index, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let trimmed = line.trim_start();
        let is_function = trimmed.starts_with("fn ") || trimmed.starts_with("pub fn ") || trimmed.starts_with("pub(crate) fn ");
        match open {
            None if is_function && !trimmed.ends_with('}') => open = Some((index, indent)),
            Some((start, depth)) if indent == depth && trimmed == "}" => {
                if index - start > 70 {
                    found.push((start + 1, index - start));
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Crates depend downwards only.
fn check_edges(findings: &mut Vec<String>) -> anyhow::Result<()> {
    let members = fs::read_dir("crates")?.map(|entry| Ok(entry?.path())).chain([Ok(PathBuf::from("xtask"))]);
    for member in members.collect::<anyhow::Result<Vec<_>>>()? {
        let path = member.join("Cargo.toml");
        let manifest: toml::Table = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?.parse()?;
        let name = member.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((_, allowed)) = EDGES.iter().find(|(crate_name, _)| *crate_name == name) else {
            findings.push(format!("{}: `{name}` is not in the list of crates in tidy.rs", path.display()));
            continue;
        };
        let dependencies: BTreeSet<&str> =
            manifest.get("dependencies").and_then(toml::Value::as_table).into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        for dependency in dependencies {
            if dependency.starts_with("guiju") && !allowed.contains(&dependency) {
                findings.push(format!("{}: `{name}` may not depend on `{dependency}`", path.display()));
            }
            if PURE.contains(&name.as_str()) && IMPURE_DEPENDENCIES.contains(&dependency) {
                findings.push(format!("{}: `{name}` never does I/O, so it may not depend on `{dependency}`", path.display()));
            }
        }
    }
    Ok(())
}

/// Every page in `docs/errors` names the code it is called by; the server's own test checks that none is missing.
fn check_error_pages(findings: &mut Vec<String>) -> anyhow::Result<()> {
    let mut pages = Vec::new();
    collect(Path::new("docs/errors"), "md", &mut pages)?;
    for page in pages {
        let code = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&page)?;
        if !text.contains(&format!("`{code}`")) {
            findings.push(format!("{}: does not name its code `{code}`", page.display()));
        }
    }
    Ok(())
}

/// The files below a folder with this ending, in a stable order.
fn collect(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, ending, files)?;
        } else if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    Ok(())
}
