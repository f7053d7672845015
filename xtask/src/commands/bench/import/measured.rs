//! What the programs print.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::shell;

/// One import.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Measured {
    pub(super) rows: u64,
    pub(super) rejected: u64,
    pub(super) seconds: f64,
    /// The most memory that the process had, as the kernel counts it for `getrusage`.
    pub(super) peak_kib: u64,
    /// What came of the rows, by kind.
    pub(super) created: BTreeMap<String, u64>,
    /// How many entries the ledger has afterwards, and the sum of their base amounts in ten-thousandths.
    pub(super) entries: u64,
    pub(super) base_sum: String,
}

/// The rounds of both programs.
#[derive(Debug, Clone, Default)]
pub(super) struct Pair {
    pub(super) ours: Vec<Measured>,
    pub(super) base: Vec<Measured>,
}

/// The guess at the wide file.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
pub(super) struct Guess {
    pub(super) columns: u64,
    pub(super) seconds: f64,
}

pub(super) fn import(command: &mut Command) -> anyhow::Result<Measured> {
    let printed = shell::output_of(command)?;
    serde_json::from_str(&printed).context("the program printed something other than its report")
}

pub(super) fn guess(command: &mut Command) -> anyhow::Result<Guess> {
    let printed = shell::output_of(command)?;
    serde_json::from_str(&printed).context("the program printed something other than its report")
}

impl Pair {
    /// What the programs made of the same rows that is not the same.
    pub(super) fn differences(&self, name: &str) -> Vec<String> {
        let (Some(ours), Some(base)) = (self.ours.first(), self.base.first()) else { return Vec::new() };
        let facts = |measured: &Measured| {
            [
                ("rows", measured.rows.to_string()),
                ("rejected rows", measured.rejected.to_string()),
                ("entries", measured.entries.to_string()),
                ("sum of base amounts", measured.base_sum.clone()),
                ("what was created", format!("{:?}", measured.created)),
            ]
        };
        let differ = facts(ours).into_iter().zip(facts(base)).filter(|(ours, base)| ours != base);
        differ.map(|((what, ours), (_, base))| format!("{name}: {what}: ours {ours}, base {base}")).collect()
    }
}

/// The middle of what was measured; of two, what lies between them.
pub(super) fn median(rounds: &[Measured]) -> Option<f64> {
    let mut seconds: Vec<f64> = rounds.iter().map(|measured| measured.seconds).collect();
    seconds.sort_by(f64::total_cmp);
    let middle = seconds.len() / 2;
    let upper = *seconds.get(middle)?;
    if seconds.len() % 2 == 1 { Some(upper) } else { seconds.get(middle.checked_sub(1)?).map(|lower| (lower + upper) / 2.0) }
}

/// In millions of bytes, of the round that took most.
pub(super) fn peak_mb(rounds: &[Measured]) -> Option<u64> {
    rounds.iter().map(|measured| measured.peak_kib * 1024 / 1_000_000).max()
}
