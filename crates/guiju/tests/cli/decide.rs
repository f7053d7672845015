//! `guiju decide` and `guiju sheets`: one case told step by step; a table through a workbook.

use crate::desk::{Desk, repository};

#[test]
fn a_case_is_decided_step_by_step_with_what_would_change_it() {
    let desk = Desk::new();
    insta::assert_snapshot!("decide", desk.run("decide credit_class --given total=79").all());
    let decided = desk.json("decide credit_class --given total=79");
    assert_eq!((&decided["value"], &decided["nearest"][0]["value"]), (&"\"B\"".into(), &"\"A\"".into()), "{decided}");
}

#[test]
fn what_cannot_be_decided_says_what_to_give() {
    let desk = Desk::new();
    insta::assert_snapshot!("decide_unknown_decision", desk.run("decide credit_clas").all());
    insta::assert_snapshot!("decide_unknown_input", desk.run("decide credit_class --given totl=79").all());
    insta::assert_snapshot!("decide_no_feel", desk.run("decide credit_class --given total=7.9.1").all());
    insta::assert_snapshot!("decide_no_value", desk.run("decide credit_class --given total").all());
    insta::assert_snapshot!("decide_no_model", desk.run("decide credit_class --model {}/nowhere.dmn").all());
}

#[test]
fn examples_are_written_that_show_every_rule_and_bound() {
    let desk = Desk::new();
    insta::assert_snapshot!("examples", desk.run("examples credit_class").all());
    assert_eq!(desk.run("examples credit_class --out {}/class.toml").code, 0);
    insta::assert_snapshot!("examples_never_overwrite", desk.run("examples credit_class --out {}/class.toml").all());
    insta::assert_snapshot!("examples_unknown", desk.run("examples credit_clas").all());
}

#[test]
fn a_table_goes_through_a_workbook_and_comes_back_as_it_was() {
    let desk = Desk::new();
    assert_eq!(desk.run("sheets export rulebook/credit/class.dmn {}/class.xlsx").code, 0);
    insta::assert_snapshot!("sheets_never_overwrite", desk.run("sheets export rulebook/credit/class.dmn {}/class.xlsx").all());
    assert_eq!(desk.run("sheets import {}/class.xlsx --onto rulebook/credit/class.dmn --out {}/back.dmn").code, 0);
    let before = std::fs::read_to_string(repository().join("rulebook/credit/class.dmn")).unwrap();
    assert_eq!(desk.read("back.dmn"), before);
    insta::assert_snapshot!("sheets_other_ending", desk.run("sheets export rulebook/credit/class.dmn {}/class.ods").all());
}
