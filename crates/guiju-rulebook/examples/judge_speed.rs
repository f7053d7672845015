//! How long the judgement of a customer takes: `cargo run --release -p guiju-rulebook --example judge_speed`.

#![expect(clippy::print_stdout, reason = "this program's output is its purpose")]

use std::time::Instant;

use guiju_rulebook::{Coverages, Rulebook, Source, Totals};

fn main() {
    let rulebook = match Rulebook::load(&Source::embedded()) {
        Ok(rulebook) => rulebook,
        Err(findings) => {
            println!("{findings}");
            return;
        }
    };
    let (Some(credit), Ok(month)) = (rulebook.appraisal("credit"), "2026-10".parse()) else { return };
    let coverages = Coverages::complete(month, rulebook.facts().iter().map(|fact| fact.name.clone()));
    let mut state = 17_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % below).unwrap_or(0)
    };
    let customers: Vec<Vec<Option<i64>>> = (0..200_000)
        .map(|_| {
            let due = random(2_000_000_000);
            let paid = due * random(101) / 100;
            let charges = random(900_000_000);
            let costs = charges * 88 / 100;
            vec![Some(due), None, Some(paid), Some(charges), None, Some(costs), Some(random(4)), Some(random(13))]
        })
        .collect();
    let start = Instant::now();
    let mut rated = 0_u32;
    for totals in &customers {
        rated += u32::from(credit.judge(&Totals(totals), &coverages).class.is_some());
    }
    let nanoseconds = start.elapsed().as_nanos() / 200_000;
    println!("{rated} of 200000 rated; {nanoseconds} ns each");
}
