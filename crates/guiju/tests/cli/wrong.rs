//! The program run wrong on purpose: what happened, why, what to do.

use crate::desk::Desk;

#[test]
fn commands_without_a_company_say_how_to_name_one() {
    let desk = Desk::new();
    insta::assert_snapshot!("rate_without_company", desk.run("rate --month 2026-10").all());
    insta::assert_snapshot!("age_without_company", desk.run("age --as-of 2026-10-31 --company {}/nowhere").all());
}

#[test]
fn a_company_is_never_made_over_another() {
    let desk = Desk::new();
    assert_eq!(desk.run("init {}/mine").code, 0);
    insta::assert_snapshot!("init_again", desk.run("init {}/mine").all());
    insta::assert_snapshot!("demo_over_another", desk.run("demo {}/mine").all());
}

#[test]
fn an_empty_company_says_why_its_answers_are_empty() {
    let desk = Desk::new();
    assert_eq!(desk.run("init {}/mine").code, 0);
    let rated = desk.json("rate --month 2026-10 --company {}/mine");
    assert_eq!((&rated["subjects"], &rated["rated"]), (&0.into(), &0.into()));
    insta::assert_snapshot!("age_of_nothing", desk.run("age --as-of 2026-10-31 --known-at 2026-11-01T00:00:00Z --company {}/mine").all());
    insta::assert_snapshot!("explain_of_nothing", desk.run("explain rating C0001 --month 2026-10 --company {}/mine").all());
}

#[test]
fn words_that_are_no_dates_or_months_are_refused_with_an_example() {
    let desk = Desk::new();
    insta::assert_snapshot!("no_such_month", desk.run("rate --month 2026-13").all());
    insta::assert_snapshot!("no_such_rulebook", desk.run("check {}/nowhere").all());
}
