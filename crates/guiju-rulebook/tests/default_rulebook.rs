//! The rulebook that is shipped: it loads, its examples come out, and the recipes' overrides lie on it.

use guiju_rulebook::{Rulebook, Source};

fn load(source: &Source) -> Rulebook {
    match Rulebook::load(source) {
        Ok(rulebook) => rulebook,
        Err(findings) => panic!("{}", findings.0.iter().map(explain).collect::<String>()),
    }
}

fn explain(finding: &guiju_rulebook::Finding) -> String {
    let (line, column) = finding.line_and_column();
    format!("{}:{line}:{column}: {} ({})\n", finding.file, finding.message, finding.help.as_deref().unwrap_or(""))
}

#[test]
fn the_default_rulebook_is_good() {
    let rulebook = load(&Source::embedded());
    let report = rulebook.check();
    assert!(report.examples_failed.is_empty(), "{:#?}", report.examples_failed);
    assert!(report.is_good() && report.findings.0.is_empty());
    assert!(report.examples_passed.len() >= 6);
}
