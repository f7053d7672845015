//! Whether the figures of a rated month still stand: what was entered, declared or published underneath since.

use guiju_store::Run;
use guiju_types::{Coverage, Date, Text};

use crate::rules::edition_judging;
use crate::{Company, RuntimeError};

/// What changed since a run that its figures rest on, each in a sentence; empty: they stand.
///
/// A run that was asked for what was known at an earlier instant is not compared with what came in later.
///
/// # Errors
/// Where the database cannot be read.
pub fn changes_since(company: &Company, run: &Run) -> Result<Vec<Text>, RuntimeError> {
    let mut changes = Vec::new();
    if run.edition != edition_judging(company, run.month)? {
        changes.push(Text::new(
            "评级之后制度出了新版本，本月改按新版本评级；这里仍是当时那一版的结果",
            "the rulebook has had a new edition since, by which this month is judged now; what stands here is by the one of then",
        ));
    }
    let last = run.month.last_day();
    let is_of_the_past = run.known_at.duration_until(run.at).as_secs() > SETTLED_SECONDS;
    if is_of_the_past {
        return Ok(changes);
    }
    let entries = company.store().count_entries_since(run.snapshot, last)?;
    if entries > 0 {
        changes.push(Text::new(
            format!("评级之后又有 {entries} 笔 {last} 及以前的往来入账或撤销"),
            format!("{entries} entries dated {last} or earlier came in or were taken back since"),
        ));
    }
    for fact in company.rulebook().facts().iter().filter(|fact| fact.is_record) {
        let versions = company.store().count_versions_since(&fact.name, run.snapshot, last)?;
        if versions > 0 {
            changes.push(Text::new(
                format!("评级之后{}有 {versions} 处新增或更改（{last} 及以前）", fact.label.zh),
                format!("{versions} additions or changes of {} dated {last} or earlier since", fact.label.en),
            ));
        }
    }
    if coverage_until(&coverage_then(run)?, last) != coverage_until(&company.store().coverage()?, last) {
        changes.push(Text::new("评级之后，登记为数据完整的期间有变化", "which periods are declared complete has changed since"));
    }
    Ok(changes)
}

/// A run reads what is known at its beginning and is kept when it is done; more than this lies between only where the past was asked for.
const SETTLED_SECONDS: i64 = 3_600;

fn coverage_then(run: &Run) -> Result<Vec<Coverage>, RuntimeError> {
    let broken = |source| RuntimeError::Stored { what: "what a run rests on", source };
    let basis: serde_json::Value = serde_json::from_str(&run.basis_json).map_err(broken)?;
    basis.get("coverage").map_or_else(|| Ok(Vec::new()), |coverage| serde_json::from_value(coverage.clone()).map_err(broken))
}

/// The periods as far as a day: what is declared of later months changes nothing for an earlier one.
fn coverage_until(coverage: &[Coverage], last: Date) -> Vec<(String, Date, Date)> {
    let begun = coverage.iter().filter(|period| period.from <= last);
    let mut periods: Vec<_> = begun.map(|period| (period.fact.clone(), period.from, period.to.min(last))).collect();
    periods.sort();
    periods.dedup();
    periods
}
