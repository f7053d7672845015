//! The rulebook that is shipped: it loads, its examples come out, and the recipes' overrides lie on it.

#![expect(clippy::panic, reason = "helpers of tests stop at what is wrong")]

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

/// The folder of a recipe's override.
fn recipe(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/recipes").join(name).join("rulebook")
}

#[test]
fn the_recipes_overrides_lie_on_the_default_rulebook() {
    for (name, measures) in [
        ("accounts_receivable", &["payment_timeliness", "freight_amount", "continuity"][..]),
        ("online_retail", &["payment_timeliness", "gross_profit", "freight_amount", "continuity"]),
    ] {
        let rulebook = load(&Source::embedded().with_override(recipe(name)));
        let report = rulebook.check();
        assert!(report.is_good(), "{name}: {:#?}", report.examples_failed);
        assert!(report.findings.0.is_empty(), "{name}: {}", report.findings.0.iter().map(explain).collect::<String>());
        let credit = rulebook.appraisal("credit").unwrap();
        assert_eq!(credit.measures.iter().map(|measure| measure.name.as_str()).collect::<Vec<_>>(), measures);
        assert_ne!(rulebook.edition(), load(&Source::embedded()).edition());
    }
}

#[test]
fn without_costs_the_default_rulebook_rates_nobody() {
    let rulebook = load(&Source::embedded());
    let credit = rulebook.appraisal("credit").unwrap();
    let month = "2013-09".parse().unwrap();
    let covered = ["charge", "receipt"].map(|fact| guiju_types::Coverage {
        fact: fact.to_owned(),
        from: "2012-01-03".parse().unwrap(),
        to: "2013-12-31".parse().unwrap(),
    });
    let totals = vec![Some(1_000_000); credit.totals().len()];
    let judgement = credit.judge(&guiju_rulebook::Totals(&totals), &guiju_rulebook::Coverages::new(&covered, month));
    assert_eq!(judgement.state, guiju_rulebook::State::NotRated);
    let missing: Vec<_> = judgement.components.iter().filter_map(|part| part.missing.as_ref()).map(|text| text.en.as_str()).collect();
    assert_eq!(
        missing,
        ["nothing fell due, and nothing is overdue", "costs of 2013-09 are not covered", "orders of 2012-10 to 2013-09 are not covered"]
    );
}
