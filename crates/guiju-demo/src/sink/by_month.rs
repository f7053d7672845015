//! All customers together, month by month and in the order of booking, so that a ledger grows as a real one does.
//!
//! Memory holds what the customers' streams have pending (some kilobytes each) and the facts of one month.

use crate::calendar::Second;
use crate::company::{Company, Profile};
use crate::facts::Booked;
use crate::stream::Stream;

/// A fact and the number of its customer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occurrence {
    pub(crate) customer: u32,
    pub(crate) booked: Booked,
}

/// Facts of some days that follow on those before.
#[derive(Debug)]
pub(crate) struct Portion<'a> {
    /// In the order of booking.
    pub(crate) facts: &'a [Occurrence],
    /// Months of customers that are complete with this portion.
    pub(crate) done: u64,
}

/// Gives all facts of a company to `take`, in portions of whole days and about `rows` facts.
pub(crate) fn each_portion<E>(
    company: &Company,
    rows: usize,
    mut take: impl FnMut(&[Profile], Portion<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut streams: Vec<Stream<'_>> = (0..company.customers).map(|number| Stream::new(company, number)).collect();
    let profiles: Vec<Profile> = streams.iter().map(|stream| stream.profile().clone()).collect();
    let mut booked = Vec::new();
    let mut month: Vec<Occurrence> = Vec::new();
    let mut done = 0;
    for offset in 0..company.calendar.months() {
        month.clear();
        for (stream, customer) in streams.iter_mut().zip(0..) {
            booked.clear();
            stream.advance(offset, &mut booked);
            month.extend(booked.iter().map(|booked| Occurrence { customer, booked: *booked }));
        }
        month.sort_by_key(|occurrence| (occurrence.booked.known, occurrence.customer));
        for facts in whole_days(&month, rows) {
            take(&profiles, Portion { facts, done })?;
        }
        done += u64::from(company.customers);
        take(&profiles, Portion { facts: &[], done })?;
    }
    Ok(())
}

/// Cuts where one day ends and at least `rows` facts are together.
fn whole_days(month: &[Occurrence], rows: usize) -> impl Iterator<Item = &[Occurrence]> {
    let mut rest = month;
    std::iter::from_fn(move || {
        let last = rest.get(rows.min(rest.len()).checked_sub(1)?)?;
        let day = day_of(last.booked.known);
        let end = rest.partition_point(|occurrence| day_of(occurrence.booked.known) <= day);
        let (portion, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(portion)
    })
}

/// The day in Beijing.
fn day_of(known: Second) -> i64 {
    (known + 8 * 3600).div_euclid(86_400)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DemoOptions;

    #[test]
    fn portions_follow_each_other_in_time_cut_between_days_and_lose_nothing() {
        let company = Company::new(&DemoOptions { customers: 40, months: 6, ..DemoOptions::default() });
        let (mut last_day, mut count, mut months) = (i64::MIN, 0, 0);
        each_portion(&company, 100, |_, portion| {
            for pair in portion.facts.windows(2) {
                assert!(pair[0].booked.known <= pair[1].booked.known);
            }
            if let (Some(first), Some(last)) = (portion.facts.first(), portion.facts.last()) {
                assert!(day_of(first.booked.known) > last_day);
                last_day = day_of(last.booked.known);
            }
            count += portion.facts.len();
            months = portion.done;
            Ok::<(), ()>(())
        })
        .unwrap();
        let mut expected = Vec::new();
        for number in 0..40 {
            let mut stream = Stream::new(&company, number);
            (0..6).for_each(|offset| stream.advance(offset, &mut expected));
        }
        assert_eq!((count, months), (expected.len(), 240));
    }
}
