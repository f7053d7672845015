//! Runs the DMN technology compatibility kit and says how many of its cases come out.
//!
//! `cargo run -p guiju-dmn --example conformance -- [--dir FOLDER] [--csv FILE]`: the folder is the kit, or its `TestCases`; without
//! `--dir` it is `dmn-tck` in `GUIJU_CONFORMANCE`. Every result goes into the CSV file, the failures are printed, and the last line counts.
//!
//! A case passes by what comes out of it and nothing else: no case, folder or file is known here by its name.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program's output is its purpose")]

mod case;
mod values;
mod xml;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use case::Finding;

const LEVELS: [&str; 2] = ["2", "3"];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut folder =
        PathBuf::from(std::env::var("GUIJU_CONFORMANCE").unwrap_or_else(|_| "../shared/conformance".to_owned())).join("dmn-tck");
    let mut csv = PathBuf::from("target/conformance-dmn.csv");
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), arguments.next()) {
            ("--dir", Some(path)) => folder = path.into(),
            ("--csv", Some(path)) => csv = path.into(),
            (other, _) => {
                eprintln!("`{other}` is no option or lacks its value; use --dir FOLDER or --csv FILE");
                return ExitCode::from(2);
            }
        }
    }
    let Some(cases) = [folder.join("TestCases"), folder.clone()].into_iter().find(|path| LEVELS.iter().any(|l| level(path, l).is_dir()))
    else {
        println!("conformance data not found: `{}` has no folder `compliance-level-2` or `-3`", folder.display());
        return ExitCode::SUCCESS;
    };
    let mut table = String::from("level,folder,file,case,result,verdict,reason\n");
    let mut counts = Vec::new();
    for name in LEVELS {
        let findings = run_level(&level(&cases, name));
        let passed = findings.iter().filter(|finding| finding.failure.is_none()).count();
        counts.push(format!("level {name} passed {passed} of {}", findings.len()));
        for finding in &findings {
            table.push_str(&row(name, finding));
            if let Some(failure) = &finding.failure {
                println!("{}/{} {} {}: {failure}", finding.folder, finding.file, finding.case, finding.result);
            }
        }
    }
    match csv.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&csv, table)) {
        Ok(()) => println!("results: {}", csv.display()),
        Err(cause) => println!("the results could not be written to `{}`: {cause}", csv.display()),
    }
    println!("dmn: {}", counts.join("; "));
    ExitCode::SUCCESS
}

fn level(cases: &Path, level: &str) -> PathBuf {
    cases.join(format!("compliance-level-{level}"))
}

fn run_level(folder: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    for path in test_files(folder) {
        match case::run(&path) {
            Ok(found) => findings.extend(found),
            // A file that cannot be read is a failure of its own, or its cases would leave the count.
            Err(cause) => findings.push(Finding {
                folder: path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                case: "?".to_owned(),
                result: "?".to_owned(),
                failure: Some(cause),
            }),
        }
    }
    findings
}

/// The test files of a level: those of its folders that are no models.
fn test_files(level: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(level).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let mut files: Vec<PathBuf> = folders.iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "xml"));
    files.sort();
    files
}

fn row(level: &str, finding: &Finding) -> String {
    let verdict = if finding.failure.is_none() { "passed" } else { "failed" };
    let reason = finding.failure.as_deref().unwrap_or("");
    let cells = [level, &finding.folder, &finding.file, &finding.case, &finding.result, verdict, reason];
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    format!("{}\n", quoted.join(","))
}
