//! Decisions of a rulebook: what the checks find, what a chapter accepts, and examples of single decisions, written and generated.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at what is wrong")]

use std::fs;

use guiju_rulebook::{Report, Rulebook, Source};
use tempfile::TempDir;

const CLASS: &str = include_str!("../../../rulebook/credit/class.dmn");

/// The default rulebook with these files laid over it.
fn with(files: &[(&str, &str)]) -> (TempDir, Source) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let source = Source::embedded().with_override(folder.path());
    (folder, source)
}

fn report(files: &[(&str, &str)]) -> Report {
    let (_folder, source) = with(files);
    Rulebook::load(&source).unwrap().check()
}

/// The findings, a line each: code, kind, line of the file, message, help.
fn found(report: &Report) -> String {
    let kind = |finding: &guiju_rulebook::Finding| match (finding.is_error, finding.is_advice) {
        (true, _) => "error",
        (false, true) => "advice",
        (false, false) => "warning",
    };
    let line = |finding: &guiju_rulebook::Finding| {
        let (line, _) = finding.line_and_column();
        format!("{} {} line {line}: {} [{}]\n", kind(finding), finding.code, finding.message, finding.help.as_deref().unwrap_or(""))
    };
    report.findings.0.iter().map(line).collect()
}

/// A class table with a gap from 68 to 70 and rules 3 and 4 merged in words only.
fn gap() -> String {
    CLASS.replace("[68..80)", "[70..80)").replace("68 分及以上", "70 分及以上").replace("from 68", "from 70")
}

#[test]
fn what_does_not_run_by_columns_is_said_with_the_reason_in_both_languages() {
    assert_eq!(report(&[]).fallbacks, [], "every decision of the shipped rulebook runs by columns");
    let class = CLASS.replace("&lt; 55", "odd(floor(?)) and ? &lt; 55");
    let report = report(&[("credit/class.dmn", &class)]);
    let said: Vec<_> = report.fallbacks.iter().map(|said| (said.zh.as_str(), said.en.as_str())).collect();
    let zh = "客户等级，规则 5：逐行比对，原因：“总分”列的单元格不是与常量的比较";
    let en = "客户等级, rule 5: tried case by case, because of its cell in column `总分`, which is no question about constants";
    assert_eq!(said, [(zh, en)]);
}

#[test]
fn nothing_in_the_shipped_decisions_is_left_unexplained() {
    let report = Rulebook::load(&Source::embedded()).unwrap().check();
    assert_eq!(found(&report), "");
}

#[test]
fn a_gap_is_a_warning_at_its_table_with_a_witness() {
    let report = report(&[("credit/class.dmn", &gap())]);
    assert_eq!(
        found(&report),
        "warning gap line 12: decision `credit_class`: no rule matches `总分` [68..70); for example 总分 = 69 \
         [add a rule with the input cells `[68..70)`, or a default output]\n"
    );
    assert!(report.is_good() || !report.examples_failed.is_empty());
    assert_eq!(report.findings.0.first().unwrap().message_zh.as_deref(), Some("没有规则匹配 `总分` [68..70)；例如 总分 = 69"));
}

#[test]
fn an_overlap_is_an_error_at_its_rule_and_cannot_be_accepted() {
    let class = CLASS.replace("[68..80)", "[68..80]");
    let report = report(&[("credit/class.dmn", &class)]);
    assert_eq!(
        found(&report),
        "error overlap line 39: decision `credit_class`: rules 2 and 3 both match `总分` 80; for example 总分 = 80 [narrow one of the two]\n"
    );
    assert!(!report.is_good());
    let accepted = "[[accepted]]\nrule = \"overlap\"\ndecision = \"credit_class\"\nreason = { zh = \"有意\", en = \"meant\" }\n";
    let (_folder, source) = with(&[("credit/class.dmn", &class), ("credit/checks.toml", accepted)]);
    let findings = Rulebook::load(&source).expect_err("an error cannot be accepted");
    assert_eq!(findings.0.first().unwrap().message, "`overlap` is an error and cannot be accepted");
}

#[test]
fn what_is_accepted_with_a_reason_is_silent_and_kept() {
    let accepted = "[[accepted]]\nrule = \"gap\"\ndecision = \"credit_class\"\nreason = { zh = \"另议\", en = \"decided elsewhere\" }\n";
    let silenced = report(&[("credit/class.dmn", &gap()), ("credit/checks.toml", accepted)]);
    assert_eq!(found(&silenced), "");
    let kept = silenced.accepted.first().unwrap();
    assert_eq!((kept.rule, kept.decision.as_str(), kept.reason.en.as_str()), ("gap", "credit_class", "decided elsewhere"));
    // Once the gap is closed the acceptance is in the way of the next one.
    assert_eq!(
        found(&report(&[("credit/checks.toml", accepted)])),
        "warning accepted line 1: `gap` of decision `credit_class` is accepted, and not found any more [remove it]\n"
    );
    let unknown = accepted.replace("gap", "gapp").replace("credit_class", "credit_clas");
    let (_folder, source) = with(&[("credit/checks.toml", &unknown)]);
    let findings = Rulebook::load(&source).expect_err("names that are not known");
    let said: Vec<_> = findings.0.iter().map(|finding| (finding.message.as_str(), finding.help.as_deref().unwrap_or(""))).collect();
    assert_eq!(
        said,
        [
            ("there is no check `gapp`", "did you mean `gap`?"),
            ("the chapter has no decision `credit_clas`", "did you mean `credit_class`?"),
        ]
    );
}

#[test]
fn an_example_of_a_decision_says_what_came_out() {
    let example = "[[example]]\nname = \"fine\"\ndecision = \"credit_class\"\ngiven = { total = 90 }\nexpect = { value = \"VIP\", rules = [\"credit_class_1\"] }\n\
                   [[example]]\nname = \"wrong\"\ndecision = \"credit_class\"\ngiven = { total = 89.99 }\nexpect = { value = \"VIP\", rules = [\"credit_class_1\"] }\n\
                   [[example]]\nname = \"nothing\"\ndecision = \"credit_class\"\ngiven = { total = { feel = \"null\" } }\nexpect = { value = { feel = \"null\" }, rules = [] }\n";
    let report = report(&[("credit/examples/class.toml", example)]);
    let failed = report.examples_failed.first().unwrap();
    assert_eq!((failed.title.to_string().as_str(), report.examples_failed.len()), ("credit/examples/class.toml: wrong", 1));
    let said: Vec<&str> = failed.differences.iter().map(|text| text.en.as_str()).collect();
    assert_eq!(said, ["value: expected \"VIP\", came out \"A\"", "rules: expected credit_class_1, came out credit_class_2"]);
}

#[test]
fn an_example_of_a_decision_is_refused_where_it_names_what_is_not_there() {
    let example = "[[example]]\nname = \"x\"\ndecision = \"credit_class\"\ngiven = { totl = 90, total = { feel = \"1 +\" } }\nexpect = { valeu = 1 }\n";
    let (_folder, source) = with(&[("credit/examples/class.toml", example)]);
    let findings = Rulebook::load(&source).expect_err("the example is wrong");
    let said: Vec<_> = findings.0.iter().map(|finding| (finding.code, finding.help.as_deref().unwrap_or(""))).collect();
    assert_eq!(said, [("missing_reference", "did you mean `total`?"), ("feel", ""), ("unknown_key", "did you mean `value`?")]);
}

#[test]
fn generated_examples_come_out_and_make_every_rule_fire() {
    let rulebook = Rulebook::load(&Source::embedded()).unwrap();
    let decisions = ["credit_class", "payment_timeliness_score", "gross_profit_score", "freight_amount_score", "continuity_score"];
    let texts: Vec<String> = decisions.iter().map(|decision| rulebook.generate_examples(decision).unwrap()).collect();
    let paths: Vec<String> = decisions.iter().map(|decision| format!("credit/examples/{decision}.toml")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let report = report(&files);
    assert!(report.examples_failed.is_empty(), "{:#?}", report.examples_failed);
    assert!(report.examples_passed.len() > 40);
    for table in &report.coverage {
        assert!(table.never().is_empty(), "{}: {:?}", table.table, table.never());
    }
    assert_eq!(rulebook.generate_examples("credit_class").unwrap(), texts[0]);
    assert!(rulebook.generate_examples("nothing").is_none());
    insta::assert_snapshot!("generated", texts[0]);
}

#[test]
fn the_examples_of_the_rulebook_are_measured() {
    // Examples of an appraisal count as well: they reach a class by its rule.
    let report = Rulebook::load(&Source::embedded()).unwrap().check();
    assert_eq!(report.coverage.len(), 5);
    let class = report.coverage.iter().find(|table| table.decision == "credit_class").unwrap();
    let never: Vec<String> = class.never().into_iter().map(|rule| rule.id).collect();
    assert_eq!((class.fired(), never), (3, vec!["credit_class_3".to_owned(), "credit_class_4".to_owned()]));
}
