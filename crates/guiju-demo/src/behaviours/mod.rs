//! How customers behave: one file per behaviour, and the list of them with their shares.
//!
//! A behaviour is a pure function from a moment in a customer's life to its [`Conduct`] in that month: how much it ships, and
//! what it does with the charges that fall due. Chance stays with the stream, so a behaviour reads like the sentence a
//! credit clerk would say about such a customer.

mod dormant;
mod drifting;
mod fair;
mod internal;
mod newcomer;
mod part_payer;
mod prompt;
mod seasonal;
mod slow;
mod sporadic;
mod uncosted;
mod vanishing;

use crate::random::Random;

/// The kinds of customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Behaviour {
    /// Pays nearly everything by the due date.
    Prompt,
    /// Pays most by the due date.
    Fair,
    /// Pays half of it weeks late.
    Slow,
    /// Ships in its season only.
    Seasonal,
    /// Was good, pays later and later, then not at all.
    Drifting,
    /// Ships more than ever, then is gone.
    Vanishing,
    /// Pays in parts.
    PartPayer,
    /// Came in the last months.
    Newcomer,
    /// Its jobs' costs have not been recorded.
    Uncosted,
    /// Stopped shipping, owes nothing.
    Dormant,
    /// A company of the group.
    Internal,
    /// Ships a few times a year.
    Sporadic,
}

/// Every behaviour with the share of customers that show it, in thousandths.
pub(crate) const SHARES: [(Behaviour, u32); 12] = [
    (Behaviour::Prompt, 330),
    (Behaviour::Fair, 200),
    (Behaviour::Slow, 130),
    (Behaviour::Seasonal, 90),
    (Behaviour::Drifting, 45),
    (Behaviour::Vanishing, 12),
    (Behaviour::PartPayer, 60),
    (Behaviour::Newcomer, 50),
    (Behaviour::Uncosted, 20),
    (Behaviour::Dormant, 40),
    (Behaviour::Internal, 8),
    (Behaviour::Sporadic, 15),
];

/// The behaviour of the customer with a number.
///
/// A golden-ratio sequence instead of a draw keeps the shares in small companies too: of 250 customers three vanish.
pub(crate) fn behaviour_of(seed: u64, number: u32) -> Behaviour {
    let start = Random::at(seed, 0x5348, 0).below(1_000_000);
    let place = (u64::from(number) * 618_033 + start) % 1_000_000 / 1000;
    let mut upper = 0;
    for (behaviour, share) in SHARES {
        upper += u64::from(share);
        if place < upper {
            return behaviour;
        }
    }
    Behaviour::Fair
}

/// When a customer's business begins and when its behaviour turns, as offsets of months in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Life {
    /// The first month with orders.
    pub(crate) first: i32,
    /// The month from which it behaves differently; after the period where it never does.
    pub(crate) turn: i32,
}

/// A month in a customer's life.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// Months since the behaviour turned; negative before.
    pub(crate) since_turn: i32,
    /// January is 1.
    pub(crate) month_of_year: i8,
    /// Shifts the season and the months of rare orders, so that not all customers have the same.
    pub(crate) phase: i8,
}

/// What a customer does in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Conduct {
    /// Orders, in percent of the customer's usual number.
    pub(crate) activity: u32,
    /// How many of the charges falling due are paid by the due date, in thousandths.
    pub(crate) on_time: u32,
    /// How many of the others are never paid, in thousandths.
    pub(crate) unpaid: u32,
    /// How many days after the due date the rest is paid.
    pub(crate) late_days: (i32, i32),
    /// How many payments come in parts, in thousandths.
    pub(crate) in_parts: u32,
    /// After how many days past due an unpaid charge is written off.
    pub(crate) written_off_after: Option<i32>,
}

impl Conduct {
    /// A customer who ships as usual and pays some weeks late what it does not pay in time.
    const ORDINARY: Self = Self { activity: 100, on_time: 900, unpaid: 0, late_days: (3, 20), in_parts: 15, written_off_after: None };
}

impl Behaviour {
    /// When its business begins and turns, in a period of so many months.
    pub(crate) fn life(self, months: i32, random: &mut Random) -> Life {
        let first = random.days(-2 * months, months - 6).max(0).min(months - 1);
        let settled = Life { first, turn: i32::MAX };
        match self {
            Self::Drifting => drifting::life(first, months, random),
            Self::Vanishing => vanishing::life(first, months, random),
            Self::Newcomer => newcomer::life(months, random),
            Self::Dormant => dormant::life(first, months, random),
            Self::Prompt
            | Self::Fair
            | Self::Slow
            | Self::Seasonal
            | Self::PartPayer
            | Self::Uncosted
            | Self::Internal
            | Self::Sporadic => settled,
        }
    }

    /// What such a customer does at a moment.
    pub(crate) fn conduct(self, at: Moment) -> Conduct {
        match self {
            Self::Prompt => prompt::conduct(),
            Self::Fair => fair::conduct(),
            Self::Slow => slow::conduct(),
            Self::Seasonal => seasonal::conduct(at),
            Self::Drifting => drifting::conduct(at),
            Self::Vanishing => vanishing::conduct(at),
            Self::PartPayer => part_payer::conduct(),
            Self::Newcomer => newcomer::conduct(),
            Self::Uncosted => uncosted::conduct(),
            Self::Dormant => dormant::conduct(at),
            Self::Internal => internal::conduct(),
            Self::Sporadic => sporadic::conduct(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn shares_add_up_to_one() {
        assert_eq!(SHARES.iter().map(|(_, share)| share).sum::<u32>(), 1000);
    }

    #[test]
    fn every_behaviour_occurs_among_250_customers() {
        for seed in 0..20 {
            let mut counts = BTreeMap::new();
            for number in 0..250 {
                *counts.entry(behaviour_of(seed, number)).or_insert(0) += 1;
            }
            assert_eq!(counts.len(), SHARES.len(), "seed {seed}: {counts:?}");
        }
    }

    #[test]
    fn a_life_begins_and_turns_inside_the_period_even_when_it_is_short() {
        for months in [1, 2, 3, 7, 36] {
            for (behaviour, _) in SHARES {
                for number in 0..50 {
                    let life = behaviour.life(months, &mut Random::at(1, 1, number));
                    assert!((0..months).contains(&life.first), "{behaviour:?} {months} {life:?}");
                    assert!(life.turn >= life.first, "{behaviour:?} {months} {life:?}");
                }
            }
        }
    }
}
