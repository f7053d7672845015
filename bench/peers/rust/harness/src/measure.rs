//! The measuring: case by case, in bulk, and of one expression.
//!
//! Every harness, whatever its language, follows the same plan: decide for `case_seconds` to warm up, then time single cases for as long
//! again, at most [`CASES`] of them; in bulk, time the deciding of chunks that were converted off the clock.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::options::Options;
use crate::report::{Bulk, Case, Checksum, Measured};
use crate::{Peer, Row, Table};

/// So many different inputs at most are timed one by one.
const CASES: usize = 20_000;
/// The outputs of so many first cases go into the checksum of a table.
const CHECKED_CASES: usize = 100;
/// The numbers of rows that a bulk run may be cut to, so that cut runs of two engines still meet.
const MARKS: [usize; 7] = [1_000_000, 400_000, 100_000, 20_000, 5_000, 1_000, 100];
/// So many inputs are converted at a time.
const CHUNK: usize = 20_000;

/// The time of single cases.
pub(crate) fn cases<P: Peer>(table: &Table, rows: &[Row], is_traced: bool, options: &Options) -> anyhow::Result<Case> {
    let peer = P::compile(table)?;
    let cases = rows.iter().take(CASES).map(|row| peer.convert(row)).collect::<anyhow::Result<Vec<_>>>()?;
    let decide = |case: &P::Case| if is_traced { peer.decide_traced(case) } else { peer.decide(case) };
    let mut checksum = Checksum::default();
    for case in cases.iter().take(CHECKED_CASES) {
        checksum.add(&decide(case)?);
    }
    let limit = Duration::from_secs_f64(options.case_seconds);
    let start = Instant::now();
    for case in cases.iter().cycle() {
        black_box(decide(case)?);
        if start.elapsed() > limit {
            break;
        }
    }
    let mut nanoseconds = Vec::with_capacity(cases.len());
    let start = Instant::now();
    for case in &cases {
        let before = Instant::now();
        black_box(decide(case)?);
        nanoseconds.push(before.elapsed().as_nanos());
        if start.elapsed() > limit {
            break;
        }
    }
    nanoseconds.sort_unstable();
    let at = |percent: usize| nanoseconds.get((nanoseconds.len() - 1) * percent / 100).copied().context("no case was timed");
    Ok(Case {
        rules: table.rules.len(),
        trace: is_traced,
        median_ns: at(50)?,
        p99_ns: at(99)?,
        cases: nanoseconds.len(),
        checksum_rows: CHECKED_CASES.min(cases.len()),
        checksum: checksum.hex(),
    })
}

/// The time of many rows in a loop on one thread, tracing off.
pub(crate) fn bulk<P: Peer>(table: &Table, rows: &[Row], asked: usize, options: &Options) -> anyhow::Result<Bulk> {
    let peer = P::compile(table)?;
    // The first pass warms up and tells how many rows fit into the time.
    let sample = rows.len().min(1_000);
    let mut outputs = Vec::with_capacity(asked);
    let seconds = pass(&peer, rows.get(..sample).unwrap_or(rows), &mut outputs)?;
    let fitting = options.bulk_seconds / (seconds / sample as f64);
    let count = MARKS.into_iter().filter(|mark| *mark <= asked).find(|mark| *mark as f64 <= fitting).unwrap_or(100);
    let count = if asked as f64 <= fitting { asked } else { count }.min(rows.len());
    outputs.clear();
    let seconds = pass(&peer, rows.get(..count).unwrap_or(rows), &mut outputs)?;
    Ok(Bulk {
        rows: count,
        asked_rows: asked,
        rules: table.rules.len(),
        threads: 1,
        seconds,
        extrapolated: false,
        checksum: Checksum::of(&outputs),
        checksums: MARKS.into_iter().filter(|mark| *mark <= count).map(|mark| (mark, Checksum::of(outputs.iter().take(mark)))).collect(),
    })
}

/// Decides the rows; only the deciding is on the clock.
fn pass<P: Peer>(peer: &P, rows: &[Row], outputs: &mut Vec<String>) -> anyhow::Result<f64> {
    let mut spent = Duration::ZERO;
    for chunk in rows.chunks(CHUNK) {
        let cases = chunk.iter().map(|row| peer.convert(row)).collect::<anyhow::Result<Vec<_>>>()?;
        let before = Instant::now();
        for case in &cases {
            outputs.push(peer.decide(case)?);
        }
        spent += before.elapsed();
    }
    Ok(spent.as_secs_f64())
}

/// How often in a second the expression is parsed and evaluated.
pub(crate) fn expression<P: Peer>(options: &Options) -> anyhow::Result<Option<Measured>> {
    let expression = &options.expression;
    let Some(value) = P::parse_and_evaluate(expression) else { return Ok(None) };
    let value = value?;
    let limit = Duration::from_secs_f64(options.case_seconds);
    let mut rate = 0.0;
    // The first round warms up.
    for _ in 0..2 {
        let mut count = 0_u32;
        let start = Instant::now();
        while start.elapsed() < limit {
            for _ in 0..100 {
                black_box(P::parse_and_evaluate(black_box(expression)));
            }
            count += 100;
        }
        rate = f64::from(count) / start.elapsed().as_secs_f64();
    }
    Ok(Some(Measured { text: expression.text.clone(), value, parse_and_evaluate_per_second: rate.round() }))
}
