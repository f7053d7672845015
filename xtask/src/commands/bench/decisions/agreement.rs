//! Do the engines give the same outputs? Compared by checksums of the same first rows through the same table.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::report::Report;

/// What could be compared, and what came of it.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Agreement {
    /// So many pairs of a table and a number of rows were decided by two engines or more.
    pub(crate) compared: usize,
    /// Which engines gave which checksum, where they differ.
    pub(crate) differences: Vec<String>,
    /// Engines that nothing of was compared.
    pub(crate) unchecked: Vec<String>,
}

/// The engines by checksum, by rules and rows.
type Answers<'a> = BTreeMap<(u64, u64), BTreeMap<&'a str, BTreeSet<&'a str>>>;

impl Agreement {
    pub(crate) fn of(reports: &[Report]) -> Self {
        let mut answers = Answers::new();
        for report in reports {
            collect(report, &mut answers);
        }
        let mut agreement = Self::default();
        let mut checked = BTreeSet::new();
        for ((rules, rows), checksums) in &answers {
            let engines: BTreeSet<&str> = checksums.values().flatten().copied().collect();
            if engines.len() > 1 {
                agreement.compared += 1;
                checked.extend(engines);
            }
            if checksums.len() > 1 {
                let sides: Vec<String> = checksums.iter().map(|(sum, names)| format!("{sum} by {}", joined(names))).collect();
                agreement.differences.push(format!("{rules} rules, first {rows} rows: {}", sides.join(", ")));
            }
        }
        agreement.unchecked =
            reports.iter().map(|report| &report.engine).filter(|engine| !checked.contains(engine.as_str())).cloned().collect();
        agreement
    }
}

fn collect<'a>(report: &'a Report, answers: &mut Answers<'a>) {
    let mut add = |rules: u64, rows: u64, checksum: &'a str| {
        answers.entry((rules, rows)).or_default().entry(checksum).or_default().insert(&report.engine);
    };
    for case in &report.per_case {
        if let (Some(rows), Some(checksum)) = (case.checksum_rows, &case.checksum) {
            add(case.rules, rows, checksum);
        }
    }
    for bulk in &report.bulk {
        if let Some(checksum) = &bulk.checksum {
            add(bulk.rules, bulk.rows, checksum);
        }
        for (rows, checksum) in &bulk.checksums {
            if let Ok(rows) = rows.parse() {
                add(bulk.rules, rows, checksum);
            }
        }
    }
}

fn joined(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::Agreement;
    use crate::commands::bench::decisions::report::Report;

    fn report(engine: &str, bulk: &str) -> Report {
        let text = format!(r#"{{"engine":"{engine}","version":"1","per_case":[],"bulk":[{bulk}],"expression":null}}"#);
        serde_json::from_str(&text).unwrap()
    }

    fn check(reports: &[Report], expected: &str) {
        let Agreement { compared, differences, unchecked } = Agreement::of(reports);
        assert_eq!(format!("{compared} compared; differ: {}; unchecked: {}", differences.join(" | "), unchecked.join(" ")), expected);
    }

    const WHOLE: &str = r#"{"rows":9,"rules":2,"threads":1,"seconds":1,"checksum":"aa","checksums":{"3":"cc"}}"#;

    #[test]
    fn an_engine_that_was_cut_short_is_compared_on_the_rows_it_did() {
        let cut = r#"{"rows":3,"asked_rows":9,"rules":2,"threads":1,"seconds":1,"checksum":"cc"}"#;
        check(&[report("a", WHOLE), report("b", cut)], "1 compared; differ: ; unchecked: ");
    }

    #[test]
    fn a_difference_names_the_table_the_rows_and_both_sides() {
        let other = r#"{"rows":9,"rules":2,"threads":1,"seconds":1,"checksum":"bb"}"#;
        let expected = "1 compared; differ: 2 rules, first 9 rows: aa by a and c, bb by b; unchecked: ";
        check(
            &[report("a", r#"{"rows":9,"rules":2,"threads":1,"seconds":1,"checksum":"aa"}"#), report("b", other), report("c", WHOLE)],
            expected,
        );
    }

    #[test]
    fn an_engine_that_met_no_other_is_named() {
        let alone = r#"{"rows":9,"rules":7,"threads":1,"seconds":1,"checksum":"bb"}"#;
        check(&[report("a", WHOLE), report("b", WHOLE), report("c", alone)], "2 compared; differ: ; unchecked: c");
    }
}
