//! Rulings: asked and answered by two people, kept whatever is rated again, ended from a month on.

use guiju_store::{NewRuling, RulingKind, RulingQuery, RulingState, StoreError, Write};
use guiju_testkit::Company;
use guiju_types::{Actor, RecordId, RunId, Scope};

use crate::rating::{new_rating, save};
use crate::{on_each, refusal};

const ALL: Scope = Scope::Company;

fn class(subject: RecordId, class: &str, from: &str, until: &str) -> NewRuling {
    NewRuling {
        kind: RulingKind::Class,
        appraisal: "credit".to_owned(),
        subject_type: "customer".to_owned(),
        subject,
        value: class.to_owned(),
        class: Some(class.to_owned()),
        from: from.parse().unwrap(),
        until: Some(until.parse().unwrap()),
        from_day: None,
        basis_json: "{}".to_owned(),
        reason: "guaranteed by the group".to_owned(),
    }
}

fn pay_first(subject: RecordId, from: &str, day: &str) -> NewRuling {
    NewRuling {
        kind: RulingKind::Proposal,
        value: "pay_before_release".to_owned(),
        class: Some("PAY".to_owned()),
        until: None,
        from_day: Some(day.parse().unwrap()),
        ..class(subject, "PAY", from, from)
    }
}

/// A transaction by somebody other than the tester.
fn by<T>(company: &Company, name: &str, work: impl FnOnce(&mut Write<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
    company.store.write(&Actor { name: name.to_owned(), person: None }, work)
}

/// The class that counts, what is asked, and how the proposal was answered.
fn seen(company: &Company, run: RunId, customer: RecordId) -> (Option<String>, bool, Option<RulingState>) {
    let rating = company.store.rating(&ALL, run, customer).unwrap().unwrap();
    let mut streamed = None;
    let each = &mut |other: guiju_store::Rating| {
        if other.customer == customer {
            streamed = Some(other);
        }
        Ok(())
    };
    company.store.ratings_of_run(&ALL, run, each).unwrap();
    assert_eq!(streamed.as_ref(), Some(&rating), "a list and a page see the same");
    (rating.class_in_force().map(str::to_owned), rating.asked.is_some(), rating.answer.map(|answer| answer.state()))
}

#[test]
fn a_class_by_hand_holds_once_a_second_person_approved_it() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let run = save(company, "2026-10", &[new_rating(customer, Some("D"), Some("10"))]);
        let id = company.write(|write| write.ask_ruling(&class(customer, "B", "2026-10", "2026-12")));
        assert_eq!(seen(company, run, customer), (Some("D".to_owned()), true, None), "what is only asked counts for nothing");
        let own = refusal(company.try_write(|write| write.answer_ruling(id, true, "fine")));
        assert_eq!(own, format!("nobody answers what they asked for: ruling {id} was asked for by `tester`"));
        let twice = refusal(company.try_write(|write| write.ask_ruling(&class(customer, "A", "2026-10", "2026-12"))));
        assert_eq!(twice, format!("ruling {id} of tester about the same customer still waits for an answer"));
        by(company, "finance", |write| write.answer_ruling(id, true, "guarantee seen")).unwrap();
        assert_eq!(seen(company, run, customer), (Some("B".to_owned()), false, None));
        let again = refusal(by(company, "finance", |write| write.answer_ruling(id, false, "no")));
        assert_eq!(again, format!("ruling {id} was answered before: it is approved"));
        let ruling = company.store.ruling(&ALL, id).unwrap().unwrap();
        let steps: Vec<_> = ruling.steps.iter().map(|step| (step.state.name(), step.actor.as_str(), step.reason.as_str())).collect();
        assert_eq!(steps, [("asked", "tester", "guaranteed by the group"), ("approved", "finance", "guarantee seen")]);
    });
}

#[test]
fn a_ruling_belongs_to_its_months_and_not_to_a_run() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let rate = |month: &str| save(company, month, &[new_rating(customer, Some("D"), Some("10"))]);
        let (before, month) = (rate("2026-09"), rate("2026-10"));
        let id = by(company, "finance", |write| write.answer_proposal(&pay_first(customer, "2026-10", "2026-11-12"), true)).unwrap();
        let (again, later) = (rate("2026-10"), rate("2026-11"));
        let paid_first = (Some("PAY".to_owned()), false, Some(RulingState::Approved));
        let open = (Some("D".to_owned()), false, None);
        for (run, expected) in [(before, &open), (month, &paid_first), (again, &paid_first), (later, &paid_first)] {
            assert_eq!(&seen(company, run, customer), expected);
        }
        let revoke = |write: &mut Write<'_>| write.revoke_ruling(id, "2026-11".parse().unwrap(), "2026-12-01".parse().unwrap(), "paid up");
        company.write(revoke);
        assert_eq!(seen(company, again, customer), (Some("PAY".to_owned()), false, Some(RulingState::Revoked)), "the past stays as it was");
        assert_eq!(seen(company, later, customer), open);
        let ruling = company.store.ruling(&ALL, id).unwrap().unwrap();
        let holds = |day: &str| ruling.holds_on(day.parse().unwrap());
        assert_eq!(["2026-11-11", "2026-11-12", "2026-11-30", "2026-12-01"].map(holds), [false, true, true, false]);
        assert_eq!(refusal(company.try_write(revoke)), format!("ruling {id} is not in force: it is revoked"));
    });
}

#[test]
fn a_declined_proposal_is_declined_for_its_month_only() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let rate = |month: &str| save(company, month, &[new_rating(customer, Some("D"), Some("10"))]);
        let month = rate("2026-10");
        by(company, "finance", |write| write.answer_proposal(&pay_first(customer, "2026-10", "2026-11-12"), false)).unwrap();
        let (again, later) = (rate("2026-10"), rate("2026-11"));
        let declined = (Some("D".to_owned()), false, Some(RulingState::Declined));
        assert_eq!((seen(company, month, customer), seen(company, again, customer)), (declined.clone(), declined));
        assert_eq!(seen(company, later, customer), (Some("D".to_owned()), false, None), "the next month asks again");
    });
}

#[test]
fn of_two_rulings_the_one_approved_last_counts() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let rate = |month: &str| save(company, month, &[new_rating(customer, Some("D"), Some("10"))]);
        let runs = ["2026-09", "2026-10", "2026-11", "2027-01"].map(rate);
        let first = by(company, "finance", |write| write.answer_proposal(&pay_first(customer, "2026-09", "2026-10-08"), true)).unwrap();
        let second = company.write(|write| write.ask_ruling(&class(customer, "B", "2026-10", "2026-11")));
        let longer = refusal(by(company, "finance", |write| write.answer_ruling(second, true, "guarantee seen")));
        assert_eq!(longer, format!("ruling {first} (pay_before_release) holds longer than ruling {second}; revoke it first"));
        let (november, day) = ("2026-11".parse().unwrap(), "2026-11-01".parse().unwrap());
        by(company, "finance", |write| write.revoke_ruling(first, november, day, "paid up")).unwrap();
        by(company, "finance", |write| write.answer_ruling(second, true, "guarantee seen")).unwrap();
        let classes = runs.map(|run| seen(company, run, customer).0.unwrap());
        assert_eq!(classes, ["PAY", "B", "B", "D"], "in October both hold: the one approved last counts");
        let third = company.write(|write| write.ask_ruling(&class(customer, "A", "2026-11", "2026-12")));
        by(company, "finance", |write| write.answer_ruling(third, true, "agreed")).unwrap();
        let ended = company.store.ruling(&ALL, second).unwrap().unwrap();
        let end = ended.end().unwrap();
        assert_eq!((end.state, end.by_ruling, end.month), (RulingState::Superseded, Some(third), Some("2026-11".parse().unwrap())));
        let second = third;
        let apart = company.write(|write| write.ask_ruling(&class(customer, "A", "2027-01", "2027-02")));
        by(company, "finance", |write| write.answer_ruling(apart, true, "agreed")).unwrap();
        assert_eq!(company.store.ruling(&ALL, second).unwrap().unwrap().state(), RulingState::Approved, "months apart do not meet");
    });
}

#[test]
fn who_asked_may_take_it_back_and_nobody_else() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let id = company.write(|write| write.ask_ruling(&class(customer, "B", "2026-10", "2026-12")));
        let other = refusal(by(company, "finance", |write| write.withdraw_ruling(id, "")));
        assert_eq!(other, format!("only who asked for ruling {id} can withdraw it; decline it instead"));
        company.write(|write| write.withdraw_ruling(id, "a mistake"));
        company.write(|write| write.ask_ruling(&class(customer, "A", "2026-10", "2026-12")));
    });
}

#[test]
fn a_ruling_without_reason_subject_or_months_is_refused() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let ask = |new: NewRuling| refusal(company.try_write(|write| write.ask_ruling(&new)));
        assert_eq!(
            ask(NewRuling { reason: " ".to_owned(), ..class(customer, "B", "2026-10", "2026-12") }),
            "a ruling needs what it gives and a reason"
        );
        assert_eq!(ask(class(customer, "B", "2026-10", "2026-09")), "the ruling ends in 2026-09 before it begins in 2026-10");
        assert_eq!(ask(class(RecordId(99), "B", "2026-10", "2026-12")), "there is no current `customer` with id 99");
    });
}

#[test]
fn a_list_of_rulings_keeps_to_its_scope_and_states() {
    on_each(|company, _| {
        let (north, south) = (company.branch("N"), company.branch("S"));
        let (ann, bob) = (company.person("A", north), company.person("B", south));
        let (one, two) = (company.customer("C1", north, ann), company.customer("C2", south, bob));
        let first = company.write(|write| write.ask_ruling(&class(one, "B", "2026-10", "2026-12")));
        let second = company.write(|write| write.ask_ruling(&class(two, "B", "2026-10", "2026-12")));
        by(company, "finance", |write| write.answer_ruling(second, false, "no guarantee")).unwrap();
        let listed = |scope: &Scope, states: &[RulingState]| -> Vec<i64> {
            let query = RulingQuery { states: states.to_vec(), ..RulingQuery::new("credit") };
            company.store.rulings(scope, &query).unwrap().iter().map(|ruling| ruling.id).collect()
        };
        assert_eq!(listed(&ALL, &[]), [second, first]);
        assert_eq!((listed(&ALL, &[RulingState::Asked]), listed(&ALL, &[RulingState::Declined])), (vec![first], vec![second]));
        assert_eq!(listed(&Scope::Own { person: bob }, &[]), [second]);
        assert_eq!(company.store.ruling(&Scope::Own { person: bob }, first).unwrap(), None);
    });
}
