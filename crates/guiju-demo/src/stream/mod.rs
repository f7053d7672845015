//! One customer's life, month by month: orders, charges, costs, invoices, receipts, allocations, credit notes, write-offs.
//!
//! [`Stream::advance`] makes the orders of a month and everything that will follow from them, and gives out what is booked in
//! that month; the rest waits in the stream. So a sink may step all customers together, one month after the other (the store: its ledger
//! grows in the order of days), or each through its whole life (Parquet: sorted by customer), and gets the same facts.
//!
//! Never here: ids, text, storage. What is booked after the period's last day has not happened.

mod jobs;
mod payments;

use crate::behaviours::Conduct;
use crate::calendar::{Day, Second, end_of_day, instant};
use crate::company::{Company, Profile};
use crate::facts::{Booked, Fact, Money};
use crate::random::Random;

/// One customer's facts to come.
#[derive(Debug)]
pub(crate) struct Stream<'a> {
    company: &'a Company,
    profile: Profile,
    random: Random,
    pending: Vec<Booked>,
    orders: u16,
    charges: u32,
    invoices: u32,
    receipts: u32,
}

/// A charge that has been booked and will be paid, or not.
#[derive(Debug, Clone, Copy)]
struct Claim {
    charge: u32,
    charged: Day,
    known: Second,
    due: Day,
    /// What is left to pay after a credit note.
    payable: Money,
}

impl<'a> Stream<'a> {
    /// The stream of the customer with a number.
    pub(crate) fn new(company: &'a Company, number: u32) -> Self {
        let profile = Profile::new(company, number);
        let random = Random::at(company.seed, 0x4C49, u64::from(number));
        Self { company, profile, random, pending: Vec::new(), orders: 0, charges: 0, invoices: 0, receipts: 0 }
    }

    /// Who the customer is.
    pub(crate) fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Appends what is booked in the month at an offset to `booked`, in the order of booking. Months come one after the other.
    pub(crate) fn advance(&mut self, offset: u32, booked: &mut Vec<Booked>) {
        let mut claims = self.month_of_jobs(offset);
        self.settle(&mut claims);
        let until = end_of_day(self.company.calendar.month_end(offset));
        let from = booked.len();
        booked.extend(self.pending.extract_if(.., |fact| fact.known <= until));
        if let Some(fresh) = booked.get_mut(from..) {
            // Stable: facts of one instant keep the order in which one follows from the other.
            fresh.sort_by_key(|fact| fact.known);
        }
    }

    fn conduct_at(&self, day: Day) -> Conduct {
        self.profile.conduct(self.company.calendar.month_of(day), &self.company.calendar)
    }

    fn book(&mut self, day: Day, known: Second, fact: Fact) {
        self.pending.push(Booked { day, known, fact });
    }

    /// An instant between two hours of a day.
    fn within_hours(&mut self, day: Day, from: i64, until: i64) -> Second {
        instant(day, from, self.random.between(0, (until - from) * 60 - 1))
    }

    fn next_charge(&mut self) -> u32 {
        self.charges += 1;
        self.charges - 1
    }
}

#[cfg(test)]
mod spread;
#[cfg(test)]
mod tests;
