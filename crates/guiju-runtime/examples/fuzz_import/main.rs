//! Strangers' files with known truth against the import: `fuzz_import --cases N --seed S`.
//!
//! A case is a company, a file that somebody there might have exported, and the money that is true of it. The product reads the file by
//! guess alone; what it says is *right*, or it *asked* (and is right once it was answered with the truth), or it *refused*, or it is
//! **wrong**. Called by `cargo xtask fuzz-import`.
//!
//! Read `case.rs` first, then `truth.rs`, `judge.rs` and `layout/`.

#![expect(clippy::print_stdout, reason = "a program of the command line")]

mod above;
mod again;
mod case;
mod cell;
mod dice;
mod frame;
mod judge;
mod layout;
mod make;
mod run;
mod sheets;
mod style;
mod subject;
mod tally;
mod truth;
mod word_list;
mod words;
mod write;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use case::{Case, Wanted};
use guiju_rulebook::Rulebook;
use judge::judge;
use subject::Subject;
use words::Words;

/// What is asked for.
#[derive(Debug, Default)]
struct Options {
    cases: u64,
    seed: u64,
    /// One case alone, written out.
    case: Option<u64>,
    keep: Option<PathBuf>,
    kind: Option<String>,
    only_generate: bool,
    threads: usize,
    /// Only the cases that come into a store.
    only_stored: bool,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { cases: 10_000, seed: 1, ..Options::default() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--only-generate" {
            options.only_generate = true;
            continue;
        }
        if argument == "--only-stored" {
            options.only_stored = true;
            continue;
        }
        let value = arguments.next().ok_or_else(|| format!("`{argument}` needs a value"))?;
        match argument.as_str() {
            "--cases" => options.cases = value.parse()?,
            "--seed" => options.seed = value.parse()?,
            "--case" => options.case = Some(value.parse()?),
            "--keep" => options.keep = Some(value.into()),
            "--threads" => options.threads = value.parse()?,
            "--kind" => options.kind = Some(value),
            _ => {
                return Err(format!(
                    "unknown option `{argument}`; there are --cases, --seed, --case, --keep, --kind, --only-generate and --only-stored"
                )
                .into());
            }
        }
    }
    Ok(options)
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let options = options()?;
    let rulebook = subject::rulebook()?;
    let words = subject::words(&rulebook);
    let kind = match &options.kind {
        None => None,
        Some(name) => Some(layout::KINDS.iter().map(|(_, kind)| *kind).find(|kind| kind.name() == name).ok_or("no such kind")?),
    };
    let wanted = Wanted { kind, is_shown: options.case.is_some() || options.keep.is_some() };
    if let Some(number) = options.case {
        let case = Case::random(&words, options.seed, number, wanted);
        show(&case, &options)?;
        if !options.only_generate {
            one(&rulebook, &words, &case, number, &options)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    if options.only_generate {
        let begun = Instant::now();
        let mut bytes = 0;
        let mut known = 0_u64;
        for number in 0..options.cases {
            let case = Case::random(&words, options.seed, number, wanted);
            bytes += case.bytes.len();
            known += u64::from(case.is_known);
            if options.keep.is_some() {
                println!("================ case {number}");
                show(&case, &options)?;
            }
        }
        let (left, all) = words.unknown_left();
        println!("{left} of {all} words of strangers are not the product's; {known} cases have known words only");
        println!(
            "{} cases made in {:.1} s, {} bytes each",
            options.cases,
            begun.elapsed().as_secs_f64(),
            bytes / usize::try_from(options.cases.max(1))?
        );
        return Ok(ExitCode::SUCCESS);
    }
    let tally = run::all(&rulebook, &words, &options, wanted)?;
    println!("{}", tally.told());
    Ok(if tally.wrong() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One case, told in full.
fn one(rulebook: &Rulebook, words: &Words, case: &Case, number: u64, options: &Options) -> Result<(), Box<dyn Error>> {
    let subject = Subject::new(rulebook)?;
    let path = subject.put(case)?;
    let judgement = judge(case, &mut |answers| subject.read(case, &path, answers));
    println!("{:?} {}\n{}\nanswers {:?}", judgement.verdict, judgement.class, judgement.detail, judgement.answers);
    if options.only_stored || run::is_stored(number) {
        let pair = case::pair(words, options.seed, number, Wanted { is_shown: true, ..Wanted::default() });
        println!("\nand two files of one company, one after the other ({}):", pair.manner.name());
        println!("{}\n{}", pair.first.shown, pair.second.shown);
        match run::stored(&subject, words, options.seed, number) {
            Some((manner, difference)) => println!("{manner}: {difference}"),
            None => println!("the ledger says what is true"),
        }
    }
    Ok(())
}

fn show(case: &Case, options: &Options) -> Result<(), Box<dyn Error>> {
    println!("{} {} {:?} {:?} settled {:?}", case.kind.name(), case.file_name, case.truth.kinds, case.truth.traits, case.truth.settled);
    println!("{}", case.shown);
    println!("true, in ten-thousandths:");
    for ((party, currency), sums) in &case.truth.money.parties {
        println!("  {party} {currency}: charged {} received {} owes {}", sums.charged, sums.received, sums.owes());
    }
    for ((what, currency), sum) in &case.truth.money.lines {
        println!("  {what:?} {currency}: {sum}");
    }
    if let Some(folder) = &options.keep {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(&case.file_name), &case.bytes)?;
    }
    Ok(())
}
