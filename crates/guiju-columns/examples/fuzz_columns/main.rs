//! The differential test, for long: `fuzz_columns --cases N --seed S`. A case is one row of a random batch, decided by a random model
//! in one of the two modes, by the one-case evaluator and by columns. Called by `cargo xtask fuzz-columns`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of the command line")]

mod case;
mod column;
mod compare;
mod dice;
mod expression;
mod function;
mod written;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};

use case::Case;
use compare::{compare, shrink};

fn main() -> anyhow::Result<ExitCode> {
    let (mut wanted, mut seed) = (100_000_usize, 1_u64);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().with_context(|| format!("`{argument}` needs a value"))?;
        match argument.as_str() {
            "--cases" => wanted = value.parse()?,
            "--seed" => seed = value.parse()?,
            _ => bail!("unknown option `{argument}`; there are --cases N and --seed S"),
        }
    }
    let (mut cases, mut handed, mut next, start) = (0, 0, 100_000, Instant::now());
    let mut model_seed = seed.wrapping_mul(0x2545_f491_4f6c_dd1d);
    while cases < wanted {
        model_seed = model_seed.wrapping_add(1);
        let mut case = Case::random(model_seed);
        // The last model gets as many rows as are missing, so that exactly the cases that were asked for run.
        case.rows.truncate((wanted - cases).div_ceil(2).max(1));
        let compared = compare(&case);
        cases += compared.cases;
        handed += compared.handed;
        if let Some(difference) = compared.difference {
            report(&shrink(&case), model_seed, &difference);
            println!("{} cases, 1 differences", cases.min(wanted));
            return Ok(ExitCode::FAILURE);
        }
        if cases >= next {
            eprintln!("{cases} cases in {:.1} s", start.elapsed().as_secs_f64());
            next += 100_000;
        }
    }
    let (own, all) = (cases - handed, cases.max(1));
    println!("{own} of {cases} rows decided by columns ({} %), the others by the one-case evaluator", own * 100 / all);
    println!("{} cases, 0 differences", cases.min(wanted));
    Ok(ExitCode::SUCCESS)
}

fn report(case: &Case, seed: u64, difference: &str) {
    println!("the model of seed {seed} differs: {difference}");
    println!("the smallest that still does: {}", compare(case).difference.unwrap_or_default());
    println!("{}", case.xml());
    println!("rows of {:?}: {:?}", case.columns.iter().map(|column| &column.data_type).collect::<Vec<_>>(), case.rows);
}
