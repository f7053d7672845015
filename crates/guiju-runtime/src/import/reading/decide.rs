//! Takes the reading that a header, a proof or a person vouches for, or finds out that a person has to be asked.

use std::collections::BTreeMap;

use super::candidate::Column;
use super::evaluate::Evaluated;
use super::learned::Learned;
use super::proposal::Answers;
use super::vouch::{has_more_than_before, is_vouched};
use crate::import::money::Money;
use crate::import::proof::Proof;

/// What came of comparing the readings of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    /// The place of the reading that is taken, or that is the likeliest.
    pub(crate) chosen: Option<usize>,
    /// Whether something vouches for it.
    pub(crate) is_vouched: bool,
    /// The readings that a person has to choose from; empty where nothing has to be asked.
    pub(crate) between: Vec<usize>,
}

/// By how much a reading has to be better than another that is vouched for, too.
const MARGIN: i64 = 12;
/// How much worse than the best a reading may be and still be asked about.
const PLAUSIBLE: i64 = 40;
/// Readings that are offered.
const OFFERED: usize = 12;

/// Whether a column is of another kind of file: its header names only roles that this kind never has.
pub(super) fn speaks_against(candidate: &super::candidate::Candidate<'_>, column: &Column) -> bool {
    let kind = candidate.kind;
    let is_never = column.said.roles.iter().any(|role| kind.never.contains(role));
    let is_own = |role: &String| kind.marks.contains(role) || kind.columns.iter().any(|(_, roles)| roles.contains(role));
    is_never && !column.said.roles.iter().any(is_own) && !candidate.takes(column.index)
}

/// How well a reading explains the sheet.
pub(crate) fn score(reading: &Evaluated<'_>, columns: &[Column]) -> i64 {
    let candidate = &reading.candidate;
    let mut score = 0;
    for column in columns {
        let is_one_of = |roles: &[String]| column.said.roles.iter().any(|role| roles.contains(role));
        let taken = candidate.columns.iter().find(|assigned| assigned.column == column.index);
        if is_one_of(&candidate.kind.marks) {
            score += 10;
        }
        match taken {
            Some(assigned) if assigned.by == super::candidate::By::Word => score += 3,
            Some(_) => score += 1,
            None if speaks_against(candidate, column) => score -= 15,
            None if !column.said.roles.is_empty() && column.profile.may_be_money() => score -= 4,
            None => {}
        }
    }
    // What is open, found by its ratio to what was charged, and a tax by its rates.
    if candidate.has("check.base_open") {
        score += 20;
    }
    if candidate.has("check.tax") && candidate.has("check.net") {
        score += 5;
    }
    // Words that nobody listed, in a column that nobody explained, may say anything.
    let told = candidate.column_of("flow.direction").filter(|assigned| assigned.by == super::candidate::By::Values);
    let is_of_one_word = told.and_then(|told| columns.get(told.column)).is_some_and(|column| column.profile.texts.len() == 1);
    if candidate.direction_open && (is_of_one_word || !candidate.flow.words.is_empty()) && !candidate.has("flow.balance") {
        score -= 3;
    }
    // What is open on a day: the next list of a later day takes its place.
    if candidate.kind.replaces && reading.recipe.file.as_of.is_some() {
        score += 12;
    }
    score -= i64::try_from(reading.refused.saturating_mul(20).checked_div(reading.read).unwrap_or(0)).unwrap_or(20);
    score + reading.proofs.iter().map(weight).sum::<i64>()
}

/// What a proof is worth: full where it always held, against the reading where it mostly failed.
fn weight(proof: &Proof) -> i64 {
    let full = match proof.code.as_str() {
        "running_balance" => 20,
        "stated" => 8,
        "net_tax_gross" | "document_base" | "amount_paid_open" => 8,
        "totals" => 6,
        _ => 2,
    };
    let held = i64::try_from(proof.checked - proof.failed).unwrap_or(0);
    let checked = i64::try_from(proof.checked).unwrap_or(1).max(1);
    full * (2 * held - checked) / checked
}

/// How often a proof held for a reading, and how often it failed.
pub(super) fn held(reading: &Evaluated<'_>, code: &str) -> (u64, u64) {
    let proof = reading.proofs.iter().find(|proof| proof.code == code);
    proof.map_or((0, 0), |proof| (proof.checked - proof.failed, proof.failed))
}

/// Whether two readings come to the same: then it does not matter which is taken.
pub(crate) fn same_money(one: &Evaluated<'_>, other: &Evaluated<'_>) -> bool {
    fingerprint(&one.money) == fingerprint(&other.money)
}

fn fingerprint(money: &Money) -> BTreeMap<String, String> {
    let mut print = BTreeMap::new();
    for party in &money.by_party {
        print.insert(format!("{} {}", party.party, party.currency), format!("{} {} {}", party.charged, party.received, party.credited));
    }
    if print.is_empty() {
        for (name, line) in &money.lines {
            print.insert(name.clone(), format!("{} {:?}", line.rows, line.sum));
        }
    }
    print
}

/// Compares the readings, the best first.
pub(crate) fn decide(readings: &[Evaluated<'_>], columns: &[Column], answers: &Answers, learned: Option<&Learned>) -> Decided {
    if readings.is_empty() {
        return Decided::default();
    }
    let by_value = |value: &str| {
        readings
            .iter()
            .position(|reading| reading.candidate.value() == value)
            .or_else(|| readings.iter().position(|reading| reading.candidate.kind.name == value))
    };
    if let Some(place) = answers.get("kind").and_then(by_value) {
        return Decided { chosen: Some(place), is_vouched: true, between: Vec::new() };
    }
    let is_same = |reading: &&Evaluated<'_>| learned.is_some_and(|learned| learned.is_like(&reading.recipe));
    let like = readings.iter().enumerate().find(|(_, reading)| is_same(reading));
    if let Some((place, _)) = like.filter(|(_, reading)| !has_more_than_before(reading, readings, columns)) {
        return Decided { chosen: Some(place), is_vouched: true, between: Vec::new() };
    }
    let vouched: Vec<usize> =
        (0..readings.len()).filter(|place| readings.get(*place).is_some_and(|reading| is_vouched(reading, readings, columns))).collect();
    let reading = |place: usize| readings.get(place);
    // What is vouched for is taken, unless another reading explains the sheet much better and is only in doubt.
    let is_outdone = |best: usize| match (reading(0), reading(best)) {
        (Some(top), Some(best)) => top.score - best.score > MARGIN && top.refused * 2 < top.read && !same_money(top, best),
        _ => false,
    };
    if let Some(best) = vouched.first().copied().filter(|best| !is_outdone(*best)) {
        let best_reading = reading(best);
        let rivals: Vec<usize> = vouched
            .iter()
            .copied()
            .filter(|place| *place != best)
            .filter(|place| {
                let (Some(best), Some(other)) = (best_reading, reading(*place)) else { return false };
                !same_money(best, other) && best.score - other.score < MARGIN
            })
            .collect();
        if rivals.is_empty() {
            return Decided { chosen: Some(best), is_vouched: true, between: Vec::new() };
        }
        let between = different(readings, std::iter::once(best).chain(rivals));
        return Decided { chosen: Some(best), is_vouched: false, between };
    }
    let top = readings.first().map_or(0, |reading| reading.score);
    let plausible = (0..readings.len())
        .filter(|place| reading(*place).is_some_and(|reading| top - reading.score <= PLAUSIBLE && reading.read > reading.refused));
    let between = different(readings, plausible);
    Decided { chosen: between.first().copied().or(Some(0)), is_vouched: false, between }
}

/// Of readings that come to the same only the first, as many as are offered; and where there is room, a list of what is open beside a list
/// of invoices that comes to the same: its next one takes its place.
fn different(readings: &[Evaluated<'_>], places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    let mut replacing: Vec<usize> = Vec::new();
    for place in places {
        let Some(reading) = readings.get(place) else { continue };
        let same = kept.iter().filter_map(|kept| readings.get(*kept)).find(|known| same_money(known, reading));
        match same {
            None => kept.push(place),
            Some(same) if same.candidate.kind.replaces != reading.candidate.kind.replaces => replacing.push(place),
            Some(_) => {}
        }
        if kept.len() >= OFFERED {
            break;
        }
    }
    kept.extend(replacing);
    kept.truncate(OFFERED);
    kept
}

/// The sheet that is the file's: one that something vouches for, else the one with the most rows.
pub(crate) fn main_sheet(sheets: &[(&Decided, usize)]) -> Option<usize> {
    let vouched = sheets.iter().position(|(decided, _)| decided.is_vouched);
    let asked = || {
        (0..sheets.len())
            .filter(|place| sheets.get(*place).is_some_and(|(decided, _)| decided.chosen.is_some()))
            .max_by_key(|place| sheets.get(*place).map_or(0, |(_, rows)| *rows))
    };
    vouched.or_else(asked).or_else(|| (!sheets.is_empty()).then_some(0))
}
