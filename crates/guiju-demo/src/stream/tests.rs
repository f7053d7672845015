//! Laws of a customer's stream: the same seed gives the same facts, nothing is over-allocated, behaviours show.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test looks at the facts that it is about")]

use std::collections::BTreeMap;

use super::*;
use crate::DemoOptions;
use crate::behaviours::Behaviour;
use crate::calendar::date;
use crate::facts::JobStatus;

fn company(options: &DemoOptions) -> Company {
    Company::new(options)
}

fn small(seed: u64) -> DemoOptions {
    DemoOptions { customers: 300, months: 24, seed, ..DemoOptions::default() }
}

fn life(company: &Company, number: u32) -> (Profile, Vec<Booked>) {
    let mut stream = Stream::new(company, number);
    let mut booked = Vec::new();
    for offset in 0..company.calendar.months() {
        stream.advance(offset, &mut booked);
    }
    (stream.profile, booked)
}

fn lives(company: &Company) -> impl Iterator<Item = (Profile, Vec<Booked>)> + '_ {
    (0..company.customers).map(|number| life(company, number))
}

/// What is open of each charge, by its number, and when the charge was booked.
fn open_by_charge(booked: &[Booked]) -> BTreeMap<u32, i64> {
    let mut open = BTreeMap::new();
    for fact in booked {
        match fact.fact {
            Fact::Charge { charge, money, .. } => assert!(open.insert(charge, money.parts).is_none()),
            Fact::Allocation { charge, money, .. } | Fact::CreditNote { charge, money } | Fact::WriteOff { charge, money } => {
                *open.get_mut(&charge).expect("a charge is booked before what settles it") -= money.parts;
            }
            _ => {}
        }
    }
    open
}

#[test]
fn the_same_seed_gives_the_same_facts_and_another_seed_others() {
    let of = |seed| lives(&company(&small(seed))).map(|(_, booked)| booked).collect::<Vec<_>>();
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
}

#[test]
fn a_customer_is_the_same_whatever_the_number_of_customers() {
    let few = company(&small(7));
    let many = company(&DemoOptions { customers: 5000, ..small(7) });
    assert_eq!(life(&few, 17).1, life(&many, 17).1);
}

#[test]
fn no_charge_and_no_receipt_is_over_allocated_and_currencies_agree() {
    for seed in 0..5 {
        let company = company(&small(seed));
        for (profile, booked) in lives(&company) {
            for (charge, open) in open_by_charge(&booked) {
                assert!(open >= 0, "seed {seed} customer {} charge {charge}: {open}", profile.number);
            }
            let (mut charges, mut receipts) = (BTreeMap::new(), BTreeMap::new());
            for fact in &booked {
                match fact.fact {
                    Fact::Charge { charge, money, .. } => {
                        charges.insert(charge, money.tender);
                    }
                    Fact::Receipt { receipt, money, .. } => {
                        receipts.insert(receipt, money);
                    }
                    Fact::Allocation { charge, receipt, money, .. } => {
                        let left = receipts.get_mut(&receipt).expect("a receipt is booked before it is allocated");
                        left.parts -= money.parts;
                        assert!(left.parts >= 0 && money.parts > 0);
                        assert!(left.tender == money.tender && charges[&charge] == money.tender);
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn every_invoice_refers_to_a_charge_of_the_same_amount_and_every_cost_to_an_order() {
    let company = company(&small(7));
    for (_, booked) in lives(&company) {
        let (mut charges, mut orders) = (BTreeMap::new(), Vec::new());
        for fact in &booked {
            match fact.fact {
                Fact::Order { job, status, .. } if status != JobStatus::Cancelled => orders.push(job),
                Fact::Charge { charge, money, job, .. } => {
                    assert!(orders.contains(&job));
                    charges.insert(charge, money);
                }
                Fact::Invoice { charge, money, .. } => assert_eq!(charges[&charge], money),
                Fact::Cost { job, .. } => assert!(orders.contains(&job)),
                _ => {}
            }
        }
    }
}

#[test]
fn facts_come_in_the_order_of_booking_and_none_is_known_before_its_day_or_after_the_period() {
    let company = company(&small(7));
    let (start, end) = (company.calendar.month_start(0), company.calendar.end());
    for (_, booked) in lives(&company) {
        assert!(booked.windows(2).all(|pair| pair[0].known <= pair[1].known));
        for fact in &booked {
            assert!(fact.day >= start && fact.known >= instant(fact.day, 0, 0) && fact.known <= end_of_day(end), "{fact:?}");
        }
    }
}

#[test]
fn the_vanished_customer_has_open_items_and_no_orders_after_its_last() {
    let company = company(&DemoOptions::default());
    let mut open_on_the_books = 0;
    for (profile, booked) in lives(&company).filter(|(profile, _)| profile.behaviour == Behaviour::Vanishing) {
        let turn = company.calendar.month_start(u32::try_from(profile.life.turn).unwrap());
        let last = booked.iter().filter(|fact| matches!(fact.fact, Fact::Order { .. })).map(|fact| fact.day).max().unwrap();
        assert!(last < turn, "ordered on {} after {}", date(last), date(turn));
        let written_off = booked.iter().any(|fact| matches!(fact.fact, Fact::WriteOff { .. }));
        let open: i64 = open_by_charge(&booked).values().sum();
        assert!(open > 0 || written_off, "customer {} owes nothing", profile.number);
        open_on_the_books += i32::from(open > 0);
    }
    assert!(open_on_the_books >= 10, "{open_on_the_books}");
}

/// The share of charges falling due in the last so many months before `until` that were settled by their due date, in percent.
fn timeliness(company: &Company, booked: &[Booked], from: u32, until: u32) -> Option<i64> {
    let (from, until) = (company.calendar.month_start(from), company.calendar.month_end(until));
    let mut due_of = BTreeMap::new();
    let (mut due_total, mut in_time) = (0, 0);
    for fact in booked {
        match fact.fact {
            Fact::Charge { charge, due, money, .. } if (from..=until).contains(&due) => {
                due_of.insert(charge, due);
                due_total += money.parts;
            }
            Fact::Allocation { charge, money, .. } | Fact::CreditNote { charge, money }
                if due_of.get(&charge).is_some_and(|due| fact.day <= *due) =>
            {
                in_time += money.parts;
            }
            _ => {}
        }
    }
    (due_total > 0).then(|| in_time * 100 / due_total)
}

fn mean_timeliness(company: &Company, behaviour: Behaviour, from: u32, until: u32) -> i64 {
    let shares: Vec<i64> = lives(company)
        .filter(|(profile, _)| profile.behaviour == behaviour)
        .filter_map(|(_, booked)| timeliness(company, &booked, from, until))
        .collect();
    shares.iter().sum::<i64>() / i64::try_from(shares.len().max(1)).unwrap()
}

#[test]
fn good_payers_pay_in_time_slow_ones_do_not_and_a_drifting_one_stops() {
    let company = company(&DemoOptions { customers: 1000, ..DemoOptions::default() });
    let prompt = mean_timeliness(&company, Behaviour::Prompt, 12, 35);
    let slow = mean_timeliness(&company, Behaviour::Slow, 12, 35);
    assert!(prompt > 85 && (35..65).contains(&slow), "prompt {prompt} slow {slow}");
    let (before, after) = (mean_timeliness(&company, Behaviour::Drifting, 3, 11), mean_timeliness(&company, Behaviour::Drifting, 33, 35));
    assert!(before > 80 && after < 55, "drifting from {before} to {after}");
}

#[test]
fn the_seasonal_customer_has_months_without_orders_and_the_uncosted_one_no_costs() {
    let company = company(&small(7));
    for (profile, booked) in lives(&company) {
        let months: std::collections::BTreeSet<u32> =
            booked.iter().filter(|fact| matches!(fact.fact, Fact::Order { .. })).map(|fact| company.calendar.month_of(fact.day)).collect();
        let has_costs = booked.iter().any(|fact| matches!(fact.fact, Fact::Cost { .. }));
        let has_charges = booked.iter().any(|fact| matches!(fact.fact, Fact::Charge { .. }));
        match profile.behaviour {
            Behaviour::Seasonal => assert!(months.len() <= 20),
            Behaviour::Uncosted => assert!(!has_costs),
            _ => assert_eq!(has_costs, has_charges, "customer {}", profile.number),
        }
    }
}

#[test]
fn the_number_of_rows_stays_within_what_a_store_takes_in_seconds() {
    let company = company(&DemoOptions { customers: 500, ..DemoOptions::default() });
    let (mut orders, mut rows, mut written_off, mut unallocated) = (0_usize, 0, 0, 0);
    for (_, booked) in lives(&company) {
        orders += booked.iter().filter(|fact| matches!(fact.fact, Fact::Order { .. })).count();
        written_off += booked.iter().filter(|fact| matches!(fact.fact, Fact::WriteOff { .. })).count();
        unallocated += booked.iter().filter(|fact| matches!(fact.fact, Fact::Receipt { is_unexplained: true, .. })).count();
        rows += booked.len();
    }
    assert!((400_000..1_000_000).contains(&(rows * 4)), "{rows} rows of 500 customers");
    assert!((5..9).contains(&(rows / orders)), "{rows} rows for {orders} orders");
    assert!(written_off > 0 && unallocated > 0);
}
