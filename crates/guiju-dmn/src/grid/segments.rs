//! [`Segments`]: an axis cut where rules begin and end, with the rules that are live in each piece.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::Spans;

/// The pieces of a set of regions, in ascending order: the first region, the last, and the rules that match there.
pub(crate) struct Segments {
    /// Place, whether the rule begins there rather than has ended, rule.
    events: Peekable<IntoIter<(usize, bool, usize)>>,
    ranges: IntoIter<(usize, usize)>,
    current: Option<(usize, usize)>,
    /// In ascending order.
    active: Vec<usize>,
}

impl Segments {
    pub(crate) fn new<'s>(area: &Spans, rules: &[usize], side: impl Fn(usize) -> Option<&'s Spans>) -> Self {
        let mut events: Vec<(usize, bool, usize)> = Vec::new();
        for rule in rules {
            for (first, last) in side(*rule).map_or(&[][..], Spans::ranges) {
                events.push((*first, true, *rule));
                events.push((last + 1, false, *rule));
            }
        }
        events.sort_unstable();
        Self { events: events.into_iter().peekable(), ranges: area.ranges().to_vec().into_iter(), current: None, active: Vec::new() }
    }
}

impl Iterator for Segments {
    type Item = (usize, usize, Vec<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, last) = self.current.take().or_else(|| self.ranges.next())?;
        while let Some((_, begins, rule)) = self.events.next_if(|(place, ..)| *place <= at) {
            match (self.active.binary_search(&rule), begins) {
                (Err(place), true) => self.active.insert(place, rule),
                (Ok(place), false) => {
                    self.active.remove(place);
                }
                (Ok(_), true) | (Err(_), false) => {}
            }
        }
        let end = self.events.peek().map_or(last, |(place, ..)| last.min(place - 1));
        if end < last {
            self.current = Some((end + 1, last));
        }
        Some((at, end, self.active.clone()))
    }
}
