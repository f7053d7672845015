//! What a rating would see: the four figures of a month, computed from the facts as the credit chapter defines them.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test looks at the facts that it is about")]

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::DemoOptions;
use crate::behaviours::Behaviour;
use crate::facts::Tender;

/// The figures of a customer in a month; `None` is unknown.
#[derive(Debug, Clone, Copy)]
struct Figures {
    timeliness: Option<i64>,
    gross_profit: Option<i64>,
    freight: i64,
    continuity: i64,
}

fn figures(company: &Company, number: u32, month: u32) -> (Profile, Figures) {
    let mut stream = Stream::new(company, number);
    let mut booked = Vec::new();
    (0..=month).for_each(|offset| stream.advance(offset, &mut booked));
    let calendar = &company.calendar;
    let base = |money: Money, day: Day| match money.tender {
        Tender::Cny => money.parts / 10_000,
        Tender::Usd => money.parts / 10_000 * company.rates.at(calendar.month_of(day)) / 10_000,
    };
    let window = calendar.month_start(month.saturating_sub(2))..=calendar.month_end(month);
    let (mut due_of, mut due_total, mut in_time) = (BTreeMap::new(), 0, 0);
    let (mut freight, mut costs, mut has_costs, mut months) = (0, 0, false, BTreeSet::new());
    for fact in &booked {
        let is_month = calendar.month_of(fact.day) == month;
        match fact.fact {
            Fact::Order { .. } if calendar.month_of(fact.day) + 6 > month => {
                months.insert(calendar.month_of(fact.day));
            }
            Fact::Charge { charge, due, money, .. } => {
                if window.contains(&due) && due_of.insert(charge, due).is_none() {
                    due_total += base(money, fact.day);
                }
                freight += if is_month { base(money, fact.day) } else { 0 };
            }
            Fact::Allocation { charge, money, .. } | Fact::CreditNote { charge, money }
                if due_of.get(&charge).is_some_and(|due| fact.day <= *due) =>
            {
                in_time += base(money, fact.day);
            }
            Fact::Cost { money, .. } if is_month => {
                costs += base(money, fact.day);
                has_costs = true;
            }
            _ => {}
        }
    }
    let gross_profit = (has_costs || freight == 0).then_some(freight - costs);
    let timeliness = (due_total > 0).then(|| in_time * 100 / due_total);
    let continuity = i64::try_from(months.len()).unwrap() * 100 / 6;
    (stream.profile, Figures { timeliness, gross_profit, freight, continuity })
}

/// Points of a value by bands from the highest down.
fn points(value: i64, bands: &[(i64, i64)]) -> i64 {
    bands.iter().find(|(from, _)| value >= *from).map_or(0, |(_, points)| *points)
}

/// The class by 40/30/20/10 over bands that suit a freight forwarder; `None` is not rated.
fn class(figures: Figures) -> Option<&'static str> {
    let timeliness = points(figures.timeliness?, &[(98, 100), (95, 92), (90, 85), (80, 72), (65, 55), (50, 38), (30, 20)]);
    let profit_bands = [(15_000, 100), (8_000, 90), (5_000, 80), (3_000, 70), (1_500, 55), (500, 40), (0, 20)];
    let freight_bands = [(150_000, 100), (80_000, 88), (50_000, 78), (30_000, 68), (15_000, 52), (5_000, 35), (0, 10)];
    let profit = points(figures.gross_profit?, &profit_bands);
    let freight = points(figures.freight, &freight_bands);
    let continuity = points(figures.continuity, &[(100, 100), (83, 80), (66, 60), (50, 45), (33, 25)]);
    Some(match (timeliness * 40 + profit * 30 + freight * 20 + continuity * 10) / 100 {
        90.. => "VIP",
        80.. => "A",
        68.. => "B",
        55.. => "C",
        _ => "D",
    })
}

#[test]
fn classes_are_spread_with_no_single_one_holding_most_customers() {
    for (seed, customers) in [(7, 2000), (1, 500), (2, 400)] {
        let company = Company::new(&DemoOptions { customers, seed, ..DemoOptions::default() });
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for number in 0..customers {
            let (profile, figures) = figures(&company, number, 35);
            let class = if profile.behaviour == Behaviour::Internal { "internal" } else { class(figures).unwrap_or("not rated") };
            *counts.entry(class).or_default() += 1;
        }
        for (name, least, most) in
            [("VIP", 3, 15), ("A", 10, 30), ("B", 15, 35), ("C", 10, 30), ("D", 8, 35), ("not rated", 4, 15), ("internal", 0, 2)]
        {
            let percent = counts.get(name).copied().unwrap_or(0) * 100 / customers;
            assert!((least..=most).contains(&percent), "seed {seed}: {percent} % are {name}, {counts:?}");
        }
    }
}
