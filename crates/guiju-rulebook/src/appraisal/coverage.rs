//! [`Coverages`]: which months of which fact are covered by what was declared.

use std::collections::BTreeMap;

use guiju_types::{Coverage, Date, Month, Text};

/// How many months back are kept; needs reach no further.
const MONTHS_KEPT: u32 = 120;

/// The declared coverage of every fact, seen from one month.
#[derive(Debug, Clone)]
pub struct Coverages {
    month: Month,
    /// By fact: how each month is covered, the month itself first.
    facts: BTreeMap<String, Vec<Days>>,
}

/// How many days of a month are covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    None,
    Some,
    All,
}

/// How the months of a need are covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covered {
    /// Every day.
    Wholly,
    /// Enough of them, but not every day: these months are missing in part or wholly.
    Partly {
        /// The months that are not wholly covered, the earliest first.
        gaps: Vec<Month>,
    },
    /// Too few.
    No {
        /// The months without any coverage, the earliest first.
        gaps: Vec<Month>,
    },
}

impl Coverages {
    /// Joins what was declared, seen from a month.
    #[must_use]
    pub fn new(declared: &[Coverage], month: Month) -> Self {
        let mut spans: BTreeMap<&str, Vec<(Date, Date)>> = BTreeMap::new();
        for coverage in declared.iter().filter(|coverage| coverage.from <= coverage.to) {
            spans.entry(&coverage.fact).or_default().push((coverage.from, coverage.to));
        }
        let mut facts = BTreeMap::new();
        for (fact, mut spans) in spans {
            spans.sort_unstable();
            let spans = joined(&spans);
            let months = (0..MONTHS_KEPT).map(|back| days_covered(&spans, earlier(month, back))).collect();
            facts.insert(fact.to_owned(), months);
        }
        Self { month, facts }
    }

    /// Everything is covered: for examples and for questions in which coverage plays no part.
    #[must_use]
    pub fn complete(month: Month, facts: impl IntoIterator<Item = String>) -> Self {
        let months = usize::try_from(MONTHS_KEPT).unwrap_or(0);
        Self { month, facts: facts.into_iter().map(|fact| (fact, vec![Days::All; months])).collect() }
    }

    /// The month that it is seen from.
    #[must_use]
    pub fn month(&self) -> Month {
        self.month
    }

    /// How so many months of a fact up to and including the month are covered; `months_min` of them have to be at least in part.
    #[must_use]
    pub fn of(&self, fact: &str, months: u32, months_min: u32) -> Covered {
        let states = self.facts.get(fact).map_or(&[][..], Vec::as_slice);
        let state = |back: u32| usize::try_from(back).ok().and_then(|back| states.get(back)).copied().unwrap_or(Days::None);
        let wanted = months.min(MONTHS_KEPT);
        if (0..wanted).all(|back| state(back) == Days::All) {
            return Covered::Wholly;
        }
        let touched = (0..wanted).filter(|back| state(*back) != Days::None).count();
        let gaps = |is_gap: fn(Days) -> bool| {
            (0..wanted).rev().filter(|back| is_gap(state(*back))).map(|back| earlier(self.month, back)).collect()
        };
        if touched >= usize::try_from(months_min).unwrap_or(usize::MAX) {
            Covered::Partly { gaps: gaps(|days| days != Days::All) }
        } else {
            Covered::No { gaps: gaps(|days| days == Days::None) }
        }
    }
}

/// Months as people say them: `2026-08`, `2026-08 to 2026-10`, runs joined by commas.
pub(crate) fn say_months(months: &[Month]) -> Text {
    let mut runs: Vec<(Month, Month)> = Vec::new();
    for month in months {
        match runs.last_mut() {
            Some((_, last)) if month.months_since(*last) == 1 => *last = *month,
            _ => runs.push((*month, *month)),
        }
    }
    let say = |between: &str, comma: &str| {
        let run = |(first, last): &(Month, Month)| if first == last { first.to_string() } else { format!("{first}{between}{last}") };
        runs.iter().map(run).collect::<Vec<_>>().join(comma)
    };
    Text::new(say("至", "、"), say(" to ", ", "))
}

fn earlier(month: Month, back: u32) -> Month {
    month.plus(i32::try_from(back).map_or(0, |back| -back))
}

/// Sorted spans with the overlapping and the adjacent ones made one.
fn joined(spans: &[(Date, Date)]) -> Vec<(Date, Date)> {
    let mut joined: Vec<(Date, Date)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some((_, end)) if *from <= end.tomorrow().unwrap_or(*end) => *end = (*end).max(*to),
            _ => joined.push((*from, *to)),
        }
    }
    joined
}

fn days_covered(spans: &[(Date, Date)], month: Month) -> Days {
    let (first, last) = (month.first_day(), month.last_day());
    if spans.iter().any(|(from, to)| *from <= first && last <= *to) {
        Days::All
    } else if spans.iter().any(|(from, to)| *from <= last && first <= *to) {
        Days::Some
    } else {
        Days::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverages(spans: &[(&str, &str, &str)], month: &str) -> Coverages {
        let declared: Vec<Coverage> = spans
            .iter()
            .map(|(fact, from, to)| Coverage { fact: (*fact).to_owned(), from: from.parse().unwrap(), to: to.parse().unwrap() })
            .collect();
        Coverages::new(&declared, month.parse().unwrap())
    }

    #[test]
    fn adjacent_declarations_cover_a_month_together() {
        let coverages = coverages(&[("cost", "2026-08-01", "2026-10-15"), ("cost", "2026-10-16", "2026-12-31")], "2026-10");
        assert_eq!(coverages.of("cost", 3, 3), Covered::Wholly);
    }

    #[test]
    fn a_month_covered_in_part_is_flagged_and_one_without_coverage_is_missing() {
        let coverages = coverages(&[("receipt", "2026-09-01", "2026-10-20")], "2026-10");
        let months = |names: &[&str]| names.iter().map(|name| name.parse().unwrap()).collect::<Vec<Month>>();
        assert_eq!(coverages.of("receipt", 2, 2), Covered::Partly { gaps: months(&["2026-10"]) });
        assert_eq!(coverages.of("receipt", 4, 4), Covered::No { gaps: months(&["2026-07", "2026-08"]) });
        assert_eq!(coverages.of("receipt", 4, 2), Covered::Partly { gaps: months(&["2026-07", "2026-08", "2026-10"]) });
        assert_eq!(coverages.of("order", 1, 1), Covered::No { gaps: months(&["2026-10"]) });
    }

    #[test]
    fn runs_of_months_are_said_as_runs() {
        let months: Vec<Month> = ["2026-01", "2026-02", "2026-03", "2026-07"].iter().map(|month| month.parse().unwrap()).collect();
        assert_eq!(say_months(&months), Text::new("2026-01至2026-03、2026-07", "2026-01 to 2026-03, 2026-07"));
    }
}
