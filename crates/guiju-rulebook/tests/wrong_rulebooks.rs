//! What is said about a wrong rulebook: message, place and help are part of the contract.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests stop at what is wrong")]

use std::fs;

use guiju_rulebook::{Rulebook, Source};
use miette::{GraphicalReportHandler, GraphicalTheme};

/// What is said when this file is laid over the default rulebook.
fn explain(path: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    let findings = Rulebook::load(&Source::embedded().with_override(folder.path())).expect_err("the rulebook is wrong");
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::none()).with_width(120).without_cause_chain();
    let mut said = String::new();
    for finding in &findings.0 {
        handler.render_report(&mut said, finding).unwrap();
    }
    said.replace(&folder.path().display().to_string(), "mine").lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_unknown_key_is_refused_with_what_was_meant() {
    insta::assert_snapshot!(explain("credit/appraisals.toml", "[credit.components]\nfreight_amount = { wieght = 20 }\n"));
}

#[test]
fn a_value_of_the_wrong_type_is_refused() {
    insta::assert_snapshot!(explain("credit/measures.toml", "[freight_amount.totals.charges]\nmonths = \"one\"\n"));
}

#[test]
fn a_reference_to_nothing_is_refused() {
    insta::assert_snapshot!(explain(
        "credit/appraisals.toml",
        "[credit.components]\nfreight_amount = { decision = \"freight_score\" }\nprofit = { weight = 5, decision = \"gross_profit_score\" }\n"
    ));
}

#[test]
fn a_name_in_feel_that_is_no_total_is_refused_with_what_was_meant() {
    insta::assert_snapshot!(explain("credit/measures.toml", "[freight_amount]\nvalue = \"charges - credeted\"\n"));
}

#[test]
fn feel_of_the_wrong_type_is_refused() {
    insta::assert_snapshot!(explain("credit/measures.toml", "[freight_amount]\nvalue = \"charges > credited\"\n"));
}

#[test]
fn a_condition_outside_of_the_subset_is_refused_with_the_part_that_is() {
    insta::assert_snapshot!(explain(
        "credit/measures.toml",
        "[gross_profit.totals.costs]\nwhere = 'currency = \"CNY\" and string length(currency) > amount'\n"
    ));
}

#[test]
fn a_wrong_cell_of_a_decision_table_names_table_rule_and_column() {
    let class = include_str!("../../../rulebook/credit/class.dmn").replace("[80..90)", "[80..ninety)").replace("&lt; 55", "&lt; 55)");
    insta::assert_snapshot!(explain("credit/class.dmn", &class));
}

#[test]
fn a_cell_that_no_value_of_its_column_can_pass_is_refused() {
    let class = include_str!("../../../rulebook/credit/class.dmn").replace("[80..90)", "\"80\"");
    insta::assert_snapshot!(explain("credit/class.dmn", &class));
}

#[test]
fn a_class_that_nobody_declared_is_refused() {
    let class = include_str!("../../../rulebook/credit/class.dmn").replace("<text>\"A\"</text>", "<text>\"AA\"</text>");
    insta::assert_snapshot!(explain("credit/class.dmn", &class));
}

#[test]
fn a_decision_file_that_is_no_dmn_is_refused() {
    insta::assert_snapshot!(explain("credit/class.dmn", "<!DOCTYPE definitions>\n<definitions/>\n"));
}

#[test]
fn a_field_of_the_wrong_type_or_a_reference_to_no_record_type_is_refused() {
    insta::assert_snapshot!(explain(
        "customers/records.toml",
        "[customer.fields.level]\nlabel = { zh = \"级别\" }\ntype = \"txet\"\n[customer.fields.agent]\nlabel = { zh = \"代理\", en = \"Agent\" }\ntype = \"reference\"\nto = \"agents\"\n"
    ));
}

#[test]
fn a_method_of_allocation_that_there_is_not_or_that_comes_twice_is_refused() {
    insta::assert_snapshot!(explain(
        "receivables/allocation.toml",
        "[receipts]\nmethods = [\"reference\", \"oldest_frist\", \"manual\", \"reference\"]\n"
    ));
}

#[test]
fn a_file_that_nothing_reads_is_refused() {
    insta::assert_snapshot!(explain("credit/measure.toml", ""));
}

#[test]
fn what_is_no_toml_is_refused_at_its_place() {
    insta::assert_snapshot!(explain("credit/measures.toml", "[freight_amount\nunit = 1\n"));
}

#[test]
fn an_example_that_does_not_come_out_says_the_difference() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("credit/examples")).unwrap();
    let example = "[[example]]\nname = \"wrong\"\nappraisal = \"credit\"\nmonth = \"2026-10\"\ntotals = {}\nexpect = { class = \"A\", state = \"rated\" }\n";
    fs::write(folder.path().join("credit/examples/mine.toml"), example).unwrap();
    let report = Rulebook::load(&Source::embedded().with_override(folder.path())).unwrap().check();
    assert!(!report.is_good());
    let failed = report.examples_failed.first().unwrap();
    assert_eq!(failed.title.to_string(), "credit/examples/mine.toml: wrong");
    let said: Vec<&str> = failed.differences.iter().flat_map(|text| [text.en.as_str(), text.zh.as_str()]).collect();
    assert_eq!(
        said,
        [
            "class: expected A, came out nothing",
            "class：应为 A，实为 空",
            "state: expected rated, came out not_rated",
            "state：应为 rated，实为 not_rated"
        ]
    );
}

#[test]
fn what_an_approved_proposal_sets_is_a_value_that_there_is() {
    insta::assert_snapshot!(explain(
        "credit/appraisals.toml",
        "[credit.proposals.pay_before_release]\nclass = \"D\"\nsets = { terms = \"chash\", term = \"cash\", name = \"cash\" }\n"
    ));
}
