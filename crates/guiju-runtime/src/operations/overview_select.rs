//! Filters and sorts an [`Overview`], and counts what it holds.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use guiju_store::{RatingState, RulingKind, RulingState};
use guiju_types::{Amount, RecordId};

use super::overview::{Overview, OverviewRow, RatingBrief};

/// Which customers; everything that is empty does not restrict. In lists of classes and states `None` is "without one".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OverviewFilter {
    /// Code, name or another name contain this text, whatever its case.
    pub search: Option<String>,
    /// Organisation units.
    pub branches: Vec<RecordId>,
    /// People in charge.
    pub salespeople: Vec<RecordId>,
    /// Settlement terms.
    pub terms: Vec<String>,
    /// Classes in force.
    pub classes: Vec<Option<String>>,
    /// Classes in force of the earlier month.
    pub from_classes: Vec<Option<String>>,
    /// States.
    pub states: Vec<Option<RatingState>>,
    /// How the class moved against the earlier month.
    pub movements: Vec<Movement>,
    /// A measure that is unknown.
    pub missing: Option<String>,
    /// With a proposal in this state.
    pub proposals: Vec<ProposalState>,
    /// With (or without) a class set by hand.
    pub is_overridden: Option<bool>,
    /// With (or without) a class that waits for an answer.
    pub is_asked: Option<bool>,
    /// With (or without) money past due.
    pub has_overdue: Option<bool>,
}

/// How a class moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Movement {
    /// It became better.
    Up,
    /// It became worse.
    Down,
    /// It stayed.
    Same,
    /// There is one now and was none.
    New,
    /// There was one and is none.
    Lost,
}

/// Whether a proposal was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalState {
    /// It waits for a person.
    Pending,
    /// A person approved it.
    Approved,
    /// A person refused it.
    Refused,
}

/// What to sort by; the code breaks ties, and what has no value comes last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum OverviewSort {
    /// The code.
    #[default]
    Code,
    /// The name.
    Name,
    /// The class in force, the best first.
    Class,
    /// The total.
    Total,
    /// The change of the total against the earlier month.
    Change,
    /// What is open.
    Open,
    /// What is past due.
    Overdue,
    /// The days of the item that is latest.
    DaysLateMax,
}

impl RatingBrief {
    /// The state of its proposal, where it has one.
    #[must_use]
    pub fn proposal_state(&self) -> Option<ProposalState> {
        self.proposal.as_ref()?;
        Some(match &self.answer {
            None => ProposalState::Pending,
            Some(answer) if answer.step(RulingState::Approved).is_some() => ProposalState::Approved,
            Some(_) => ProposalState::Refused,
        })
    }

    /// Whether a person set the class in force by hand.
    #[must_use]
    pub fn is_overridden(&self) -> bool {
        self.ruling.as_ref().is_some_and(|ruling| ruling.kind == RulingKind::Class)
    }

    /// The class in force of a customer that is scored; a company of the group has a mark instead.
    #[must_use]
    pub fn scored_class(&self) -> Option<&str> {
        self.class.as_deref().filter(|_| self.state != RatingState::Internal)
    }
}

impl OverviewRow {
    /// The class in force, where it is scored.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        self.rating.as_ref().and_then(RatingBrief::scored_class)
    }

    /// The class in force of the earlier month.
    #[must_use]
    pub fn previous_class(&self) -> Option<&str> {
        self.previous.as_ref().and_then(RatingBrief::scored_class)
    }

    /// The change of the total against the earlier month.
    #[must_use]
    pub fn change(&self) -> Option<Amount> {
        let total = self.rating.as_ref()?.total?;
        let before = self.previous.as_ref()?.total?;
        total.parts().checked_sub(before.parts()).map(Amount::from_parts)
    }
}

impl Overview {
    /// The place of a class, 0 the best; one that the rulebook no longer has comes last.
    #[must_use]
    pub fn rank(&self, class: &str) -> usize {
        self.classes.iter().position(|known| known == class).unwrap_or(self.classes.len())
    }

    /// How a customer's class moved; `None` where there was none and is none, or no earlier month.
    #[must_use]
    pub fn movement(&self, row: &OverviewRow) -> Option<Movement> {
        self.from.as_ref()?;
        match (row.previous_class(), row.class()) {
            (None, None) => None,
            (None, Some(_)) => Some(Movement::New),
            (Some(_), None) => Some(Movement::Lost),
            (Some(before), Some(now)) => Some(match self.rank(now).cmp(&self.rank(before)) {
                Ordering::Less => Movement::Up,
                Ordering::Equal => Movement::Same,
                Ordering::Greater => Movement::Down,
            }),
        }
    }

    /// The customers of a filter, sorted.
    #[must_use]
    pub fn select(&self, filter: &OverviewFilter, sort: OverviewSort, is_descending: bool) -> Vec<&OverviewRow> {
        let search = filter.search.as_deref().map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
        let mut rows: Vec<&OverviewRow> = self.rows.iter().filter(|row| self.fits(row, filter, search.as_deref())).collect();
        rows.sort_by(|a, b| self.compare(a, b, sort, is_descending));
        rows
    }

    /// The order of two customers in a list.
    #[must_use]
    pub fn compare(&self, a: &OverviewRow, b: &OverviewRow, sort: OverviewSort, is_descending: bool) -> Ordering {
        let rank = |row: &OverviewRow| row.class().map(|class| self.rank(class));
        let total = |row: &OverviewRow| row.rating.as_ref().and_then(|rating| rating.total);
        let order = match sort {
            OverviewSort::Code => directed(Some(&a.code), Some(&b.code), is_descending),
            OverviewSort::Name => directed(Some(&a.name), Some(&b.name), is_descending),
            OverviewSort::Class => directed(rank(a), rank(b), is_descending),
            OverviewSort::Total => directed(total(a), total(b), is_descending),
            OverviewSort::Change => directed(a.change(), b.change(), is_descending),
            OverviewSort::Open => directed(Some(a.figures.open), Some(b.figures.open), is_descending),
            OverviewSort::Overdue => directed(Some(a.figures.overdue), Some(b.figures.overdue), is_descending),
            OverviewSort::DaysLateMax => directed(a.figures.days_late_max, b.figures.days_late_max, is_descending),
        };
        order.then_with(|| a.code.cmp(&b.code)).then_with(|| a.id.cmp(&b.id))
    }

    fn fits(&self, row: &OverviewRow, filter: &OverviewFilter, search: Option<&str>) -> bool {
        let rating = row.rating.as_ref();
        let is_in = |ids: &[RecordId], id: Option<RecordId>| ids.is_empty() || ids.contains(&id.unwrap_or(RecordId(0)));
        let has_class =
            |classes: &[Option<String>], class: Option<&str>| classes.is_empty() || classes.iter().any(|wanted| wanted.as_deref() == class);
        is_in(&filter.branches, row.branch)
            && is_in(&filter.salespeople, row.salesperson)
            && (filter.terms.is_empty() || row.terms.as_ref().is_some_and(|terms| filter.terms.contains(terms)))
            && has_class(&filter.classes, row.class())
            && has_class(&filter.from_classes, row.previous_class())
            && (filter.states.is_empty() || filter.states.contains(&rating.map(|rating| rating.state)))
            && (filter.movements.is_empty() || self.movement(row).is_some_and(|movement| filter.movements.contains(&movement)))
            && filter.missing.as_deref().is_none_or(|measure| rating.is_some_and(|rating| misses(rating, measure)))
            && (filter.proposals.is_empty()
                || rating.and_then(RatingBrief::proposal_state).is_some_and(|state| filter.proposals.contains(&state)))
            && filter.is_overridden.is_none_or(|wanted| rating.is_some_and(RatingBrief::is_overridden) == wanted)
            && filter.is_asked.is_none_or(|wanted| rating.is_some_and(|rating| rating.asked.is_some()) == wanted)
            && filter.has_overdue.is_none_or(|wanted| (row.figures.overdue > Amount::ZERO) == wanted)
            && search.is_none_or(|text| is_named(row, text))
    }

    /// How many customers have each class in force, in the order of the classes, then how many have none.
    #[must_use]
    pub fn class_counts<'a>(&self, rows: impl IntoIterator<Item = &'a OverviewRow>) -> (Vec<u64>, u64) {
        let mut counts = vec![0; self.classes.len()];
        let mut without = 0;
        for row in rows {
            match row.class().and_then(|class| counts.get_mut(self.rank(class))) {
                Some(count) => *count += 1,
                None => without += 1,
            }
        }
        (counts, without)
    }

    /// How many customers moved from each class to each other; `None` is "without one". Who has none in both months is left out.
    #[must_use]
    pub fn migration<'a>(&self, rows: impl IntoIterator<Item = &'a OverviewRow>) -> BTreeMap<(Option<String>, Option<String>), u64> {
        let mut cells = BTreeMap::new();
        for row in rows {
            let cell = (row.previous_class().map(ToOwned::to_owned), row.class().map(ToOwned::to_owned));
            if cell != (None, None) {
                *cells.entry(cell).or_default() += 1;
            }
        }
        cells
    }
}

fn misses(rating: &RatingBrief, measure: &str) -> bool {
    rating.components.iter().any(|component| component.measure == measure && component.missing.is_some())
}

fn is_named(row: &OverviewRow, text: &str) -> bool {
    let mut names = [&row.code, &row.name].into_iter().chain(&row.other_names);
    names.any(|name| name.to_lowercase().contains(text))
}

/// What has no value comes last in both directions.
fn directed<T: Ord>(a: Option<T>, b: Option<T>, is_descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if is_descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
