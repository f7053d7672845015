//! All reports with the figures that are asked for by name.

use std::thread;

use serde::Serialize;

use super::agreement::Agreement;
use super::report::{Bulk, Report};
use super::{OURS, ROWS};

/// What `--format json` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Summary {
    pub(crate) benchmark: &'static str,
    pub(crate) cores: usize,
    pub(crate) engines: Vec<Report>,
    pub(crate) missing: Vec<Missing>,
    pub(crate) agreement: Agreement,
    /// The median of the best peer that traces ÷ ours, both traced, for 1,000 rules.
    pub(crate) case_1000_rules_ratio: Option<f64>,
    pub(crate) case_1000_rules_best_peer: Option<String>,
    /// Our seconds for a million rows through 1,000 rules; none where fewer rows were run.
    pub(crate) rows_1m_1000_rules_seconds: Option<f64>,
    /// Our rows a second ÷ those of the best peer, for 1,000 rules in bulk.
    pub(crate) bulk_1000_rules_ratio: Option<f64>,
    pub(crate) bulk_1000_rules_best_peer: Option<String>,
    /// Our traced median ÷ our untraced one, for 1,000 rules.
    pub(crate) trace_cost_ratio: Option<f64>,
    /// How often we parse and evaluate the expression while feel-scala does it once.
    pub(crate) expression_ratio: Option<f64>,
}

/// A peer that could not be built or run here.
#[derive(Debug, Serialize)]
pub(crate) struct Missing {
    pub(crate) peer: &'static str,
    pub(crate) why: String,
}

impl Summary {
    pub(crate) fn new(engines: Vec<Report>, missing: Vec<Missing>) -> Self {
        let ours = engines.iter().find(|report| report.engine == OURS);
        let peers = || engines.iter().filter(|report| report.engine != OURS);
        let best_case = least(peers().filter_map(|peer| Some((peer, peer.case(1000, true)?.median_ns))));
        let our_case = ours.and_then(|report| report.case(1000, true)).map(|case| case.median_ns);
        let best_bulk = least(peers().filter_map(|peer| Some((peer, seconds_a_row(peer.bulk_of(1000)?)))));
        let our_bulk = ours.and_then(|report| report.bulk_of(1000));
        let plain = ours.and_then(|report| report.case(1000, false)).map(|case| case.median_ns);
        Self {
            benchmark: "decisions",
            cores: thread::available_parallelism().map_or(1, usize::from),
            agreement: Agreement::of(&engines),
            case_1000_rules_ratio: ratio(best_case.map(|(_, median)| median), our_case),
            case_1000_rules_best_peer: best_case.map(|(peer, _)| peer.engine.clone()),
            rows_1m_1000_rules_seconds: our_bulk.filter(|bulk| bulk.rows == ROWS).map(|bulk| bulk.seconds),
            bulk_1000_rules_ratio: ratio(best_bulk.map(|(_, seconds)| seconds), our_bulk.map(seconds_a_row)),
            bulk_1000_rules_best_peer: best_bulk.map(|(peer, _)| peer.engine.clone()),
            trace_cost_ratio: ratio(our_case, plain),
            expression_ratio: expression_ratio(&engines),
            engines,
            missing,
        }
    }
}

/// Only the same text is compared.
fn expression_ratio(engines: &[Report]) -> Option<f64> {
    let measured = |engine: &str| engines.iter().find(|report| report.engine == engine)?.expression.as_ref();
    let (ours, theirs) = (measured(OURS)?, measured("camunda-scala")?);
    (ours.text == theirs.text).then(|| ratio(Some(ours.parse_and_evaluate_per_second), Some(theirs.parse_and_evaluate_per_second)))?
}

fn seconds_a_row(bulk: &Bulk) -> f64 {
    bulk.seconds / bulk.rows.max(1) as f64
}

fn least<'a>(figures: impl Iterator<Item = (&'a Report, f64)>) -> Option<(&'a Report, f64)> {
    figures.min_by(|one, other| one.1.total_cmp(&other.1))
}

fn ratio(dividend: Option<f64>, divisor: Option<f64>) -> Option<f64> {
    let (dividend, divisor) = (dividend?, divisor?);
    (divisor > 0.0).then(|| (dividend / divisor * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::Summary;
    use crate::commands::bench::decisions::report::Report;

    /// Traced nanoseconds a case, and rows and seconds in bulk, for 1,000 rules.
    fn report(engine: &str, traced: Option<u64>, rows: u64, seconds: f64) -> Report {
        let case = traced.map(|ns| format!(r#"{{"rules":1000,"trace":true,"median_ns":{ns},"p99_ns":{ns}}}"#)).unwrap_or_default();
        let text = format!(
            r#"{{"engine":"{engine}","version":"1","per_case":[{case}],"expression":null,
                "bulk":[{{"rows":{rows},"rules":1000,"threads":1,"seconds":{seconds}}}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn the_best_peer_is_the_quickest_of_those_that_trace() {
        let engines = vec![
            report("guiju", Some(500), 1_000_000, 0.5),
            report("drools", Some(250_000), 20_000, 5.0),
            report("zen-engine", Some(400_000), 100_000, 3.0),
            report("duckdb", None, 1_000_000, 0.75),
        ];
        let summary = Summary::new(engines, Vec::new());
        assert_eq!(summary.case_1000_rules_ratio, Some(500.0));
        assert_eq!(summary.case_1000_rules_best_peer.as_deref(), Some("drools"));
        assert_eq!(summary.rows_1m_1000_rules_seconds, Some(0.5));
        assert_eq!(summary.bulk_1000_rules_ratio, Some(1.5));
        assert_eq!(summary.bulk_1000_rules_best_peer.as_deref(), Some("duckdb"));
    }

    #[test]
    fn a_run_on_fewer_rows_gives_no_seconds_for_a_million() {
        let summary = Summary::new(vec![report("guiju", None, 20_000, 0.01)], Vec::new());
        assert_eq!(summary.rows_1m_1000_rules_seconds, None);
        assert_eq!(summary.case_1000_rules_ratio, None);
    }
}
