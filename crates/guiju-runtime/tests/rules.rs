//! The rulebook as people work on it: drafted, checked, tried, compared, published.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use guiju_feel::{Budget, EvalContext};
use guiju_runtime::rules::{
    AcceptedDoubt, Issue, NewValue, SettingKind, Side, check_model, compare_decisions, correct_example, decision_files, decision_source,
    edition_judging, editions, judging, publish_draft, review_draft, save_draft, save_settings, settings, try_decision,
};
use guiju_runtime::{Company, NewCompany};
use guiju_store::OwnRule;
use guiju_types::{Actor, Month};

const CLASS: &str = "credit/class.dmn";

struct Desk {
    folder: tempfile::TempDir,
    company: Company,
    actor: Actor,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let company = Company::create(folder.path(), &NewCompany::default()).unwrap();
        Self { folder, company, actor: Actor::program("test") }
    }

    /// The class table in force with one text in it replaced.
    fn changed(&self, from: &str, to: &str) -> String {
        let xml = decision_source(&self.company, CLASS).unwrap().xml;
        assert!(xml.contains(from), "the table in force says `{from}`");
        xml.replace(from, to)
    }

    fn save(&self, xml: String, version: Option<i64>) -> Result<i64, String> {
        let rule = OwnRule { path: CLASS.to_owned(), text: xml };
        let saved = save_draft(&self.company, &self.actor, &rule, "试行", version);
        saved.map(|draft| draft.version).map_err(|error| error.to_string())
    }

    fn publish(&self, version: i64, note: &str) -> Result<String, String> {
        let published = publish_draft(&self.company, &second(), &issue(version, note, &[]));
        published.map(|edition| edition.to_string()).map_err(|error| error.to_string())
    }
}

fn issue(version: i64, note: &str, accepted: &[AcceptedDoubt]) -> Issue {
    Issue { version, name: "试行版".to_owned(), note: note.to_owned(), effective_from: None, accepted: accepted.to_vec() }
}

/// As much as the server gives.
fn plenty() -> std::sync::Arc<Budget> {
    std::sync::Arc::new(Budget::new(50_000_000))
}

#[test]
fn a_draft_is_in_force_only_after_it_was_published() {
    let desk = Desk::new();
    let before = desk.company.rulebook().edition().clone();
    let version = desk.save(desk.changed("总分 90 分及以上为 VIP 级", "总分 90 分起为 VIP 级"), None).unwrap();
    let (files, draft) = decision_files(&desk.company).unwrap();
    let changed: Vec<&str> = files.iter().filter(|file| file.is_changed).map(|file| file.path.as_str()).collect();
    assert_eq!((changed, draft.unwrap().based_on), (vec![CLASS], before.clone()));
    assert_eq!(Company::open(desk.folder.path()).unwrap().rulebook().edition(), &before, "a draft is not in force");

    assert!(desk.publish(version, " ").unwrap_err().contains("say in a few words"));
    assert!(desk.publish(version + 1, "口径统一").unwrap_err().contains("changed meanwhile"));
    let edition = desk.publish(version, "口径统一").unwrap();
    let opened = Company::open(desk.folder.path()).unwrap();
    assert_eq!(opened.rulebook().edition().to_string(), edition);
    assert!(decision_source(&opened, CLASS).unwrap().xml.contains("总分 90 分起为 VIP 级"));
    let issued = opened.store().publications().unwrap();
    let said: Vec<_> = issued.iter().map(|one| (one.number, one.edition.to_string(), one.name.as_str(), one.actor.as_str())).collect();
    assert_eq!(said, [(2, edition, "试行版", "guiju:reviewer"), (1, before.to_string(), "", "")]);
    assert_eq!(issued[0].note, "口径统一");
}

#[test]
fn a_file_is_published_again_and_then_taken_back_to_the_default() {
    let desk = Desk::new();
    let shipped = desk.company.rulebook().edition().clone();
    let default = decision_source(&desk.company, CLASS).unwrap();
    assert_eq!(default.default, None, "the company has written nothing yet");
    let publish = |company: &Company, text: String| {
        let rule = OwnRule { path: CLASS.to_owned(), text };
        let draft = save_draft(company, &desk.actor, &rule, "", None).unwrap();
        let edition = publish_draft(company, &second(), &issue(draft.version, "口径", &[])).unwrap();
        let opened = Company::open(desk.folder.path()).unwrap();
        assert_eq!(opened.rulebook().edition(), &edition, "what was published is what is in force");
        opened
    };
    let once = publish(&desk.company, desk.changed("总分 90 分及以上为 VIP 级", "总分 90 分起为 VIP 级"));
    let twice = publish(&once, desk.changed("总分 90 分及以上为 VIP 级", "总分满 90 分为 VIP 级"));
    assert_eq!(decision_source(&twice, CLASS).unwrap().default, Some(default.xml.clone()));
    let back = publish(&twice, default.xml);
    assert_eq!(back.rulebook().edition(), &shipped);
    assert_eq!(back.store().own_rules().unwrap(), []);
}

#[test]
fn an_edition_judges_from_its_month_on_until_a_later_one_does() {
    let desk = Desk::new();
    let shipped = desk.company.rulebook().edition().clone();
    let publish = |company: &Company, words: &str, name: &str, from: Option<&str>| {
        let text = decision_source(&desk.company, CLASS).unwrap().xml.replace("总分 90 分及以上为 VIP 级", words);
        let version = draft_version(company);
        let draft = save_draft(company, &desk.actor, &OwnRule { path: CLASS.to_owned(), text }, "", version).unwrap();
        let effective_from = from.map(|month| month.parse().unwrap());
        publish_draft(company, &second(), &Issue { name: name.to_owned(), effective_from, ..issue(draft.version, "口径", &[]) }).unwrap();
        Company::open(desk.folder.path()).unwrap()
    };
    let names = |company: &Company| -> Vec<String> {
        let issued = editions(company).unwrap();
        let judging = |month: &str| {
            let edition = edition_judging(company, month.parse().unwrap()).unwrap();
            let judged = judging(company, month.parse().unwrap()).unwrap();
            assert_eq!(judged.rulebook().edition(), &edition);
            issued.iter().find(|one| one.issued.edition == edition).map_or("?", |one| &one.issued.name).to_owned()
        };
        ["2026-11", "2026-12", "2027-01", "2027-02", "2028-01"].map(judging).to_vec()
    };
    let months = |company: &Company| -> Vec<String> {
        let month = |month: Option<Month>| month.map_or_else(String::new, |month| month.to_string());
        let each = editions(company).unwrap().into_iter();
        each.map(|one| {
            let span = one.judges.map_or_else(|| "none".to_owned(), |span| format!("{}..{}", month(span.from), month(span.until)));
            format!("{} {span}{}", one.issued.number, if one.is_latest { " latest" } else { "" })
        })
        .collect()
    };
    assert_eq!(edition_judging(&desk.company, "2026-11".parse().unwrap()).unwrap(), shipped, "nothing was issued yet");
    let new_year = publish(&desk.company, "总分 90 分起为 VIP 级", "new year", Some("2027-01"));
    assert_eq!(names(&new_year), ["", "", "new year", "new year", "new year"]);
    assert_eq!(months(&new_year), ["2 2027-01.. latest", "1 ..2026-12"]);
    // A new version of the program, or a folder laid over it, brings no rule into force before its month.
    let (laid, file) = (desk.folder.path().join("laid"), desk.folder.path().join("guiju.toml"));
    std::fs::create_dir_all(laid.join("credit")).unwrap();
    std::fs::write(laid.join("credit/README.md"), "# Another text\n").unwrap();
    let plain = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, plain.replace("rulebook = []", "rulebook = [\"laid\"]")).unwrap();
    let upgraded = Company::open(desk.folder.path()).unwrap();
    let judges = |month: &str| edition_judging(&upgraded, month.parse().unwrap()).unwrap();
    assert_ne!(upgraded.rulebook().edition(), new_year.rulebook().edition());
    assert_eq!([judges("2026-12"), judges("2027-01")], [shipped, upgraded.rulebook().edition().clone()]);
    assert_eq!(months(&upgraded), ["2 none", "1 ..2026-12"], "what has no number yet judges what the last one did");
    std::fs::write(&file, plain).unwrap();
    let spring = publish(&new_year, "总分满 90 分为 VIP 级", "spring", Some("2027-02"));
    assert_eq!(names(&spring), ["", "", "new year", "spring", "spring"]);
    assert_eq!(months(&spring), ["3 2027-02.. latest", "2 2027-01..2027-01", "1 ..2026-12"]);
    let earlier = publish(&spring, "总分不低于 90 分为 VIP 级", "earlier", Some("2026-12"));
    assert_eq!(names(&earlier), ["", "earlier", "earlier", "earlier", "earlier"]);
    assert_eq!(months(&earlier), ["4 2026-12.. latest", "3 none", "2 none", "1 ..2026-11"]);
    let always = publish(&earlier, "总分 90 分以上（含）为 VIP 级", "always", None);
    assert_eq!(names(&always), ["always"; 5]);
    assert_eq!(months(&always), ["5 .. latest", "4 none", "3 none", "2 none", "1 none"]);
    let unnamed = publish_draft(&always, &second(), &Issue { name: " ".to_owned(), ..issue(1, "口径", &[]) }).unwrap_err();
    assert!(unnamed.to_string().contains("give the edition a name"), "{unnamed}");
}

fn draft_version(company: &Company) -> Option<i64> {
    company.store().draft().unwrap().map(|draft| draft.version)
}

#[test]
fn a_draft_that_contradicts_an_example_is_not_published_and_the_check_says_which() {
    let desk = Desk::new();
    let xml = desk.changed("[68..80)", "[50..80)");
    let checked = check_model(&desk.company, CLASS, &xml, &plenty()).unwrap();
    assert!(checked.problems.is_empty());
    assert!(checked.findings.iter().any(|(finding, columns)| finding.rule == "overlap" && columns.is_empty()), "{:?}", checked.findings);
    assert!(checked.coverage.iter().any(|table| table.decision == "credit_class" && table.fired() > 0));
    let version = desk.save(xml, None).unwrap();
    let refused = desk.publish(version, "放宽 B 级").unwrap_err();
    assert!(refused.starts_with("the draft cannot be published: "), "{refused}");
    assert!(Company::open(desk.folder.path()).unwrap().store().own_rules().unwrap().is_empty(), "nothing was published");
}

#[test]
fn an_example_that_the_new_rule_contradicts_is_corrected_in_the_draft() {
    let desk = Desk::new();
    let version = desk
        .save(
            desk.changed("&gt;= 90", "&gt; 100")
                .replace("[80..90)", "[80..100]")
                .replace("90 分", "100 分")
                .replace("of 90", "of 100")
                .replace("under 90", "100"),
            None,
        )
        .unwrap();
    assert!(desk.publish(version, "收紧 VIP").unwrap_err().contains("came out A"), "the large customer is no VIP any more");
    let (file, name) = ("credit/examples/rating.toml", "a large customer who pays on time is VIP");
    let correct = |name, version| correct_example(&desk.company, &desk.actor, file, name, version).map_err(|error| error.to_string());
    let draft = correct(name, version).unwrap();
    let corrected = &draft.files.iter().find(|rule| rule.path == file).unwrap().text;
    let shipped = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook").join(file)).unwrap();
    let changed: Vec<&str> = corrected.lines().zip(shipped.lines()).filter(|(now, before)| now != before).map(|(now, _)| now).collect();
    assert_eq!(corrected.lines().count(), shipped.lines().count());
    assert_eq!(changed, ["class = \"A\""], "what came out, and nothing else of the file");
    assert!(correct(name, version).unwrap_err().contains("changed meanwhile"));
    assert!(correct(name, draft.version).unwrap_err().contains("no example"), "it comes out as written now");
    let other = "more turnover and profit can reach the next class, earlier payment cannot";
    let draft = correct(other, draft.version).unwrap();
    desk.publish(draft.version, "收紧 VIP").unwrap();
}

#[test]
fn a_draft_that_a_newer_edition_left_behind_is_published_after_it_was_saved_again() {
    let desk = Desk::new();
    let xml = desk.changed("总分 90 分及以上为 VIP 级", "总分 90 分起为 VIP 级");
    let version = desk.save(xml.clone(), None).unwrap();
    let newer = tempfile::tempdir().unwrap();
    std::fs::create_dir(newer.path().join("credit")).unwrap();
    std::fs::write(newer.path().join("credit/README.md"), "# Credit, revised\n").unwrap();
    let company = desk.company.with_rulebook(&[newer.path().to_owned()]).unwrap();
    let refused = publish_draft(&company, &second(), &issue(version, "口径统一", &[])).unwrap_err().to_string();
    assert!(refused.contains("save the draft again"), "{refused}");
    let rule = OwnRule { path: CLASS.to_owned(), text: xml };
    let again = save_draft(&company, &desk.actor, &rule, "", Some(version)).unwrap();
    publish_draft(&company, &second(), &issue(again.version, "口径统一", &[])).unwrap();
}

#[test]
fn what_does_not_compile_is_said_with_its_place() {
    let desk = Desk::new();
    let checked = check_model(&desk.company, CLASS, &desk.changed("[68..80)", "[68..80"), &plenty()).unwrap();
    let problem = &checked.problems[0];
    assert!(problem.element.as_ref().unwrap().en.contains("rule 3"), "{problem:?}");
    assert_eq!(problem.decision, Some(("credit_class".to_owned(), Some(3))));
    assert!(problem.element.as_ref().unwrap().zh.contains("规则 3"), "{problem:?}");
    let line = desk.changed("[68..80)", "[68..80").lines().nth(problem.line - 1).unwrap().to_owned();
    assert!(line.contains("[68..80"), "line {}: {line}", problem.line);
    assert!(checked.findings.is_empty() && checked.examples.is_empty());
}

#[test]
fn a_case_is_tried_with_its_trace_and_the_nearest_change() {
    let desk = Desk::new();
    let xml = decision_source(&desk.company, CLASS).unwrap().xml;
    let given = |text: &str| [("total".to_owned(), text.to_owned())];
    let now = "2026-11-24T10:00:00+08:00[Asia/Shanghai]".parse::<jiff::ZonedDateTime>().unwrap();
    let context = EvalContext { now: Some(now), ..EvalContext::default() };
    let tried = try_decision(desk.company.rulebook(), &xml, "credit_class", &given("79"), &context);
    let explanation = tried.explanation.unwrap();
    assert_eq!(explanation.value.to_string(), "\"B\"");
    let table = &explanation.steps[0].tables[0];
    assert_eq!((table.matched[0].rule.number, table.misses[0].rule.number), (3, 1));
    assert_eq!((tried.nearest[0].changes[0].to.to_string(), tried.nearest[0].value.to_string()), ("80".to_owned(), "\"A\"".to_owned()));
    let wrong = try_decision(desk.company.rulebook(), &xml, "credit_class", &given("seventy nine"), &context).problem.unwrap();
    assert_eq!(wrong.element.as_ref().map(|element| element.zh.as_str()), Some("total"));
    assert!(
        try_decision(desk.company.rulebook(), &xml, "credit_clas", &[], &context)
            .problem
            .unwrap()
            .message
            .en
            .contains("has no decision `credit_clas`")
    );
}

#[test]
fn two_editions_are_compared_cell_by_cell() {
    let desk = Desk::new();
    desk.save(desk.changed("[68..80)", "[65..80)"), None).unwrap();
    let compared = compare_decisions(&desk.company, CLASS, &Side::Published, &Side::Draft).unwrap();
    assert!(compared.other.is_empty(), "{:?}", compared.other);
    let rule = &compared.tables[0].rules[0];
    assert_eq!(
        (compared.tables[0].columns[0].as_str(), rule.id.as_str(), rule.left, rule.right),
        ("总分", "credit_class_3", Some(3), Some(3))
    );
    let cell = &rule.cells[0];
    assert_eq!((cell.column, cell.left.as_deref(), cell.right.as_deref()), (0, Some("[68..80)"), Some("[65..80)")));
}

#[test]
fn a_path_that_is_no_decision_file_is_refused() {
    let desk = Desk::new();
    let save = |path: &str| {
        let rule = OwnRule { path: path.to_owned(), text: "<x/>".to_owned() };
        save_draft(&desk.company, &desk.actor, &rule, "", None).unwrap_err().to_string()
    };
    assert!(save("class.dmn").contains("is in no chapter"));
    assert!(save("loans/class.dmn").contains("there is no chapter `loans`"));
    assert!(save("credit/../../etc/passwd").contains("is no file of decisions"));
    assert!(save("credit/.dmn").contains("is no file of decisions"));
}

#[test]
fn a_trial_ends_with_its_budget_and_so_does_one_that_nobody_waits_for() {
    let desk = Desk::new();
    let xml = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="n">
      <inputData id="a" name="a"><variable id="av" name="a" typeRef="number"/></inputData>
      <decision id="slow" name="slow">
        <variable id="sv" name="slow"/>
        <informationRequirement id="r"><requiredInput href='#a'/></informationRequirement>
        <literalExpression id="e"><text>sum(for i in 1..20000 return i * a)</text></literalExpression>
      </decision></definitions>"#;
    let given = [("a".to_owned(), "1".to_owned())];
    let within = |steps: u64| {
        let budget = std::sync::Arc::new(Budget::new(steps));
        let context = EvalContext { budget: Some(std::sync::Arc::clone(&budget)), ..EvalContext::default() };
        (try_decision(desk.company.rulebook(), xml, "slow", &given, &context), budget)
    };
    let (whole, budget) = within(50_000_000);
    assert_eq!(whole.problem.map(|problem| problem.message), None);
    assert_eq!(whole.explanation.unwrap().value.to_string(), "200010000");
    assert!(!whole.nearest.is_empty() && !budget.is_empty());
    let used = 50_000_000 - budget.left();
    let (cut, budget) = within(used * 3 / 4);
    assert_eq!(cut.explanation.unwrap().value.to_string(), "200010000", "the decision itself comes first");
    assert!(budget.is_empty(), "the nearest changes took the rest");
    let (nothing, _) = within(0);
    assert_eq!((nothing.explanation.unwrap().value.to_string(), nothing.nearest.len()), ("null".to_owned(), 0));
}

#[test]
fn a_check_ends_with_its_budget_and_so_does_one_that_nobody_waits_for() {
    let desk = Desk::new();
    let xml = decision_source(&desk.company, CLASS).unwrap().xml;
    let within = |xml: &str, steps: u64| {
        let budget = std::sync::Arc::new(Budget::new(steps));
        (check_model(&desk.company, CLASS, xml, &budget).map_err(|error| error.to_string()), steps - budget.left())
    };
    let (whole, used) = within(&xml, 50_000_000);
    let whole = whole.unwrap();
    assert!(whole.findings.is_empty() && used > 0 && used < 5_000_000, "the shipped table takes a small part of what there is: {used}");
    let (cut, taken) = within(&xml, used - 1);
    assert!(cut.unwrap().findings.iter().any(|(finding, _)| finding.rule == "analysis-stopped") && taken == used - 1);
    // A decision that takes 200,000 steps is run by one example after the other, until the budget is empty.
    let slow = xml.replace("<text>total</text>", "<text>total + 0 * sum(for i in 1..50000 return i)</text>");
    assert_ne!(slow, xml);
    let (refused, taken) = within(&slow, 500_000);
    assert!(refused.unwrap_err().contains("the examples take too much work"));
    assert_eq!(taken, 500_000);
    // Nobody waits any more: the budget was emptied.
    assert!(within(&xml, 0).0.unwrap_err().contains("was not finished"));
}

/// Who publishes: nobody publishes what they wrote.
fn second() -> Actor {
    Actor::program("reviewer")
}

#[test]
fn who_wrote_a_part_of_a_draft_does_not_publish_it() {
    let desk = Desk::new();
    let version = desk.save(desk.changed("总分 90 分及以上为 VIP 级", "总分 90 分起为 VIP 级"), None).unwrap();
    let own = publish_draft(&desk.company, &desk.actor, &issue(version, "口径统一", &[])).unwrap_err().to_string();
    assert!(own.contains("you wrote a part of the draft"), "{own}");
    desk.publish(version, "口径统一").unwrap();
}

#[test]
fn what_the_checks_doubt_is_accepted_with_a_reason_or_mended() {
    let desk = Desk::new();
    let version = desk.save(desk.changed("&gt;= 90", "&gt;= 91"), None);
    let version = version.unwrap();
    let refused = desk.publish(version, "提高门槛").unwrap_err();
    assert!(refused.contains("mend it, or accept it with a reason"), "{refused}");
    let review = review_draft(&desk.company, version).unwrap();
    assert_eq!(review.authors, ["guiju:test"]);
    assert!(
        review.doubts.iter().any(|doubt| doubt.message.en.contains("gap") || doubt.message.en.contains("no rule")),
        "{:?}",
        review.doubts
    );
    let accept = |reason: &str| -> Vec<AcceptedDoubt> {
        review.doubts.iter().map(|doubt| AcceptedDoubt { id: doubt.id.clone(), reason: reason.to_owned() }).collect()
    };
    let publish = |accepted: &[AcceptedDoubt]| publish_draft(&desk.company, &second(), &issue(version, "提高门槛", accepted));
    assert!(publish(&accept("ok")).is_err(), "a reason says something");
    publish(&accept("此段留待下次补齐")).unwrap();
}

#[test]
fn weights_and_words_are_changed_as_keys_and_set_back_to_the_default() {
    let desk = Desk::new();
    let weight = "credit/appraisals.toml#credit.components.payment_timeliness.weight";
    let label = "credit/appraisals.toml#credit.classes.D.label.zh";
    let months = "credit/measures.toml#payment_timeliness.totals.due.months";
    let text = "credit/README.zh-CN.md";
    let value = |id: &str| settings(&desk.company, "credit").unwrap().0.into_iter().find(|setting| setting.id == id).unwrap();
    let new = |id: &str, value: &str| NewValue { id: id.to_owned(), value: value.to_owned() };
    let save = |values: &[NewValue], version| save_settings(&desk.company, &desk.actor, "credit", values, "调整", version);
    assert_eq!(
        (value(weight).value, value(weight).kind, value(weight).label.zh),
        ("40".to_owned(), SettingKind::Number, "付费及时性".to_owned())
    );

    let readme = value(text).value.replace("40 %", "50 %");
    let draft = save(&[new(weight, "50"), new(label, "D 级（观察）"), new(text, &readme), new(months, "6")], None).unwrap();
    let of = |draft: &guiju_store::Draft, path: &str| draft.files.iter().find(|rule| rule.path == path).map(|rule| rule.text.clone());
    assert_eq!(
        of(&draft, "credit/appraisals.toml").unwrap(),
        "[credit.components.payment_timeliness]\nweight = 50\n\n[credit.classes.D.label]\nzh = \"D 级（观察）\"\n"
    );
    assert_eq!(of(&draft, "credit/measures.toml").unwrap(), "[payment_timeliness.totals.due]\nmonths = 6\n");
    let seen = value(weight);
    assert_eq!((seen.value.as_str(), seen.published.as_str(), seen.default.as_str()), ("50", "40", "40"));
    assert!(value(text).value.contains("付费及时性 | 50 %"));

    // What nothing is said of any more is taken out of the file; a stale page and a rulebook that would not load are refused.
    let again = save(&[new(label, "D 级"), new(weight, "45")], Some(draft.version)).unwrap();
    assert_eq!(of(&again, "credit/appraisals.toml").unwrap(), "[credit.components.payment_timeliness]\nweight = 45\n");
    assert!(save(&[new(weight, "60")], None).unwrap_err().to_string().contains("changed meanwhile"));
    for (id, value, said) in [
        (weight, "0", "has to be above 0"),
        (weight, "forty", "Weights › Payment timeliness: write a number"),
        (label, " ", "it may not be empty"),
        ("credit/appraisals.toml#credit.on_unknown", "guess", "choose one of them"),
        ("credit/measures.toml#payment_timeliness.value", "1 +", "credit/measures.toml"),
        ("credit/appraisals.toml#credit.subject", "vendor", "nothing that can be changed"),
    ] {
        let refused = save(&[new(id, value)], Some(again.version)).unwrap_err().to_string();
        assert!(refused.contains(said), "{id} = {value}: {refused}");
    }
    assert_eq!(value(weight).value, "45", "nothing was saved");

    // The examples that expect the old weights are in the way, and are named with what came out.
    let review = review_draft(&desk.company, again.version).unwrap();
    assert!(review.problems.is_empty() && !review.failing.is_empty(), "{:?}", review.problems);
    let back = save(&[new(weight, "40"), new(months, "3"), new(text, &value(text).default)], Some(again.version)).unwrap();
    assert_eq!(of(&back, "credit/appraisals.toml").unwrap(), "");
    assert!(review_draft(&desk.company, back.version).unwrap().failing.is_empty());
    publish_draft(&desk.company, &second(), &issue(back.version, "恢复默认", &[])).unwrap();
    let opened = Company::open(desk.folder.path()).unwrap();
    assert_eq!(opened.store().own_rules().unwrap(), [], "what is as shipped is no text of the company's");
    assert_eq!(opened.rulebook().edition(), desk.company.rulebook().edition());
}

#[test]
fn a_draft_that_changes_what_records_hold_is_not_published() {
    let desk = Desk::new();
    let file = desk.company.rulebook().files().iter().find(|file| file.path == "customers/records.toml").unwrap();
    let field = "[customer.fields.rating_agency]\nlabel = { zh = \"评级机构\", en = \"Rating agency\" }\ntype = \"text\"\n";
    let text = format!("{}\n{field}", file.text);
    let rule = OwnRule { path: "customers/records.toml".to_owned(), text };
    let edition = desk.company.rulebook().edition().clone();
    desk.company.store().write(&desk.actor, |write| write.save_draft(&rule, &edition, "", None)).unwrap();
    let (version, types) = (desk.company.store().draft().unwrap().unwrap().version, desk.company.store().record_types());
    let refused = desk.publish(version, "改名").unwrap_err();
    assert!(refused.contains("changes types or fields of records"), "{refused}");
    assert_eq!(desk.company.store().record_types(), types);
}
