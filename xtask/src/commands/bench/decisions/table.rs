//! The figures as a person reads them at a terminal.

use std::fmt::Write as _;

use super::report::{Bulk, Case, Report};
use super::summary::Summary;

const RULES: [u64; 4] = [10, 100, 1000, 3700];
/// The rules of the bulk runs, in the order in which they are measured, with their headings.
const BULK: [(u64, &str); 3] = [(20, "400,000 × 20"), (10, "1 M × 10"), (1000, "1 M × 1,000")];

pub(crate) fn text(summary: &Summary) -> String {
    let mut text = String::new();
    cases(&mut text, summary);
    bulk(&mut text, summary);
    expressions(&mut text, summary);
    remarks(&mut text, summary);
    text
}

fn cases(text: &mut String, summary: &Summary) {
    line(text, "one case, median (99 in 100 below), in microseconds; t = traced", "");
    line(text, "", &RULES.map(|rules| format!("{:>22}", format!("{rules} rules"))).concat());
    for report in &summary.engines {
        for trace in [false, true] {
            let cells: Vec<Option<&Case>> = RULES.iter().map(|rules| report.case(*rules, trace)).collect();
            if cells.iter().any(Option::is_some) {
                let name = format!("{}{}", report.engine, if trace { " t" } else { "" });
                line(
                    text,
                    &name,
                    &cells.into_iter().map(|case| format!("{:>22}", case.map(median).unwrap_or_default())).collect::<String>(),
                );
            }
        }
    }
}

fn median(case: &Case) -> String {
    format!("{} ({})", microseconds(case.median_ns), microseconds(case.p99_ns))
}

fn microseconds(nanoseconds: f64) -> String {
    let value = nanoseconds / 1e3;
    if value < 100.0 { format!("{value:.2}") } else { format!("{value:.0}") }
}

fn bulk(text: &mut String, summary: &Summary) {
    line(text, "\nmany rows, one thread, in seconds, tracing off", "");
    line(text, "", &BULK.map(|(_, heading)| format!("{heading:>34}")).concat());
    for report in &summary.engines {
        let cells = BULK.map(|(rules, _)| format!("{:>34}", report.bulk_of(rules).map(seconds).unwrap_or_default()));
        line(text, &report.engine, &cells.concat());
    }
}

/// A run on fewer rows says on how many.
fn seconds(bulk: &Bulk) -> String {
    let mut text = format!("{:.3}", bulk.seconds);
    if bulk.asked_rows.is_some_and(|asked| asked != bulk.rows) || !matches!(bulk.rows, 400_000 | 1_000_000) {
        let _ = write!(text, " for {} rows", bulk.rows);
    }
    if bulk.extrapolated {
        text += ", extrapolated";
    }
    if let Some(query) = &bulk.query {
        let _ = write!(text, " ({query})");
    }
    text
}

fn expressions(text: &mut String, summary: &Summary) {
    line(text, "\na small expression parsed and evaluated, times a second", "");
    for Report { engine, expression, .. } in &summary.engines {
        if let Some(measured) = expression {
            line(text, engine, &format!("{:>12.0}   {}", measured.parse_and_evaluate_per_second, measured.text));
        }
    }
}

fn remarks(text: &mut String, summary: &Summary) {
    text.push('\n');
    if let (Some(ratio), Some(peer)) = (summary.case_1000_rules_ratio, &summary.case_1000_rules_best_peer) {
        line(text, "1,000 rules, traced", &format!("{ratio} times as quick as {peer}"));
    }
    if let (Some(ratio), Some(peer)) = (summary.bulk_1000_rules_ratio, &summary.bulk_1000_rules_best_peer) {
        line(text, "1,000 rules, many rows", &format!("{ratio} times as quick as {peer}"));
    }
    let loads: Vec<String> = summary.engines.iter().map(|report| format!("{} {}", report.engine, report.load)).collect();
    line(text, "load when it started", &format!("{} ({} cores)", loads.join(", "), summary.cores));
    let agreement = &summary.agreement;
    line(text, "same outputs", &format!("{} sets of rows compared, {} differ", agreement.compared, agreement.differences.len()));
    if !agreement.unchecked.is_empty() {
        line(text, "not compared", &agreement.unchecked.join(", "));
    }
    for missing in &summary.missing {
        line(text, &format!("left out: {}", missing.peer), &missing.why);
    }
}

fn line(text: &mut String, name: &str, cells: &str) {
    let _ = writeln!(text, "{}", format!("{name:<24}{cells}").trim_end());
}
