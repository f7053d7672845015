//! Totals and subtotals: that every row was read, and read once.

use std::collections::{BTreeMap, HashMap};

use guiju_types::{Amount, Currency, Date};

use super::{Proof, Tally};
use crate::import::file::marks::Mark;

/// The sums of the amount columns against what the file's totals say.
#[derive(Debug)]
pub(crate) struct Totals {
    columns: Vec<Sum>,
    tally: Tally,
    rows: u64,
}

#[derive(Debug)]
struct Sum {
    index: usize,
    header: String,
    all: i128,
    since: i128,
    /// Since the last total over everything, where several tables follow one another.
    block: i128,
    party: i128,
    parties: HashMap<String, i128>,
    month: i128,
    year: i128,
    last: Option<(Option<String>, Option<Date>)>,
    without_void: i128,
    /// Of each currency: a table in several has a total of each.
    currencies: BTreeMap<Currency, i128>,
}

/// What a row says beside its amounts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) party: Option<&'a str>,
    pub(crate) date: Option<Date>,
    pub(crate) currency: Option<Currency>,
    pub(crate) is_void: bool,
}

/// Parties whose sums are kept.
const MOST_PARTIES: usize = 100_000;

impl Totals {
    pub(crate) fn new(columns: Vec<(usize, String)>) -> Self {
        let columns = columns
            .into_iter()
            .map(|(index, header)| Sum {
                index,
                header,
                all: 0,
                since: 0,
                block: 0,
                party: 0,
                parties: HashMap::new(),
                month: 0,
                year: 0,
                last: None,
                without_void: 0,
                currencies: BTreeMap::new(),
            })
            .collect();
        Self { columns, tally: Tally::default(), rows: 0 }
    }

    pub(crate) fn row(&mut self, amounts: &dyn Fn(usize) -> Option<Amount>, said: Said<'_>) {
        self.rows += 1;
        for sum in &mut self.columns {
            let Some(amount) = amounts(sum.index) else { continue };
            sum.add(i128::from(amount.parts()), said);
        }
    }

    /// A stated total agrees with any of the sums that its word can mean: since the last one, of the party, of the month, of a
    /// currency, or of all.
    pub(crate) fn total(&mut self, number: u64, mark: Mark, amounts: &dyn Fn(usize) -> Option<Amount>) {
        for sum in &mut self.columns {
            if let Some(stated) = amounts(sum.index).filter(|_| self.rows > 0) {
                let found = sum.nearest(mark, i128::from(stated.parts()));
                let found = Amount::from_parts(i64::try_from(found).unwrap_or(i64::MAX));
                // A running total may begin before the file does.
                if mark == Mark::Running && found != stated {
                    continue;
                }
                self.tally.note(number, &sum.header, stated, found);
            }
            sum.since = 0;
            if mark == Mark::Total {
                sum.block = 0;
            }
        }
    }

    pub(crate) fn proof(&self) -> Option<Proof> {
        self.tally.proof("totals", "合计与各行之和相符", "the totals are the sums of the rows")
    }
}

impl Sum {
    fn add(&mut self, parts: i128, said: Said<'_>) {
        let Said { party, date, currency, is_void } = said;
        if let Some(currency) = currency {
            *self.currencies.entry(currency).or_default() += parts;
        }
        let (last_party, last_date) = self.last.take().unwrap_or_default();
        if last_party.as_deref() != party {
            self.party = 0;
        }
        if let (Some(last), Some(date)) = (last_date, date) {
            if (last.year(), last.month()) != (date.year(), date.month()) {
                self.month = 0;
            }
            if last.year() != date.year() {
                self.year = 0;
            }
        }
        self.all += parts;
        self.since += parts;
        self.block += parts;
        self.party += parts;
        self.month += parts;
        self.year += parts;
        if !is_void {
            self.without_void += parts;
        }
        if let Some(party) = party
            && (self.parties.len() < MOST_PARTIES || self.parties.contains_key(party))
        {
            *self.parties.entry(party.to_owned()).or_default() += parts;
        }
        self.last = Some((party.map(str::to_owned), date.or(last_date)));
    }

    fn nearest(&self, mark: Mark, stated: i128) -> i128 {
        let of_party = self.last.as_ref().and_then(|(party, _)| party.as_ref()).and_then(|party| self.parties.get(party)).copied();
        let candidates: Vec<i128> = match mark {
            Mark::Total => vec![self.all, self.without_void, self.block, self.since],
            Mark::Subtotal => vec![self.since, self.party, self.month, self.block, of_party.unwrap_or(self.since), self.all],
            Mark::Running => vec![self.all, self.year, of_party.unwrap_or(self.all)],
            Mark::Opening | Mark::Closing | Mark::Footer => vec![self.all],
        };
        let first = candidates.first().copied().unwrap_or_default();
        if let Some(found) = candidates.into_iter().find(|found| *found == stated) {
            return found;
        }
        // Dollars and yuan in one sum are no figure: of several currencies it is the sum of one that a total comes nearest to.
        let is_mixed = self.currencies.len() > 1 && mark != Mark::Running;
        let nearest = self.currencies.values().copied().min_by_key(|found| (found - stated).abs());
        nearest.filter(|_| is_mixed).unwrap_or(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_two_currencies_has_a_total_of_each() {
        let mut totals = Totals::new(vec![(0, "未收金额".to_owned())]);
        for (parts, currency) in [(1_000_000, "CNY"), (200_000, "USD"), (50_000, "CNY")] {
            let said = Said { party: None, date: None, currency: currency.parse().ok(), is_void: false };
            totals.row(&|_| Some(Amount::from_parts(parts)), said);
        }
        totals.total(4, Mark::Total, &|_| Some(Amount::from_parts(1_050_000)));
        totals.total(5, Mark::Total, &|_| Some(Amount::from_parts(200_000)));
        assert!(totals.proof().unwrap().holds);
        totals.total(6, Mark::Total, &|_| Some(Amount::from_parts(210_000)));
        let proof = totals.proof().unwrap();
        assert_eq!((proof.checked, proof.failed), (3, 1));
        assert_eq!(proof.differences[0].found, Amount::from_parts(200_000).to_string());
    }
}
