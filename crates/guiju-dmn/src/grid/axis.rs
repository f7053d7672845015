//! [`Axis`]: the values of what a column reads, cut into regions inside of which no cell changes its mind.

use std::cmp::Ordering;
use std::sync::Arc;

use guiju_feel::{Type, UnaryTests, Value};

use super::Side;
use super::cell::CellSet;
use super::natural::{compare, decimals};
use super::region::{Kind, Region, RegionRange, kind_of_all, regions};
use super::spans::Spans;
use crate::beforehand;
use crate::question::{Bound, Question};

/// Region 0 of every axis.
pub(crate) const NULL: usize = 0;
/// The first region that is not null.
const FIRST: usize = 1;

/// What a column, or several that read the same, can be given.
#[derive(Debug)]
pub(crate) struct Axis {
    /// The heading of the first of its columns.
    pub(crate) label: Arc<str>,
    /// The columns that read it.
    pub(crate) columns: Vec<usize>,
    /// The input data that it is, where it is one.
    pub(crate) input: Option<usize>,
    pub(crate) kind: Kind,
    pub(crate) regions: Vec<Region>,
    /// The regions that have a value and are allowed, without null.
    pub(crate) domain: Spans,
    /// In ascending order.
    points: Vec<Value>,
}

/// What is known of an axis before its regions.
#[derive(Debug, Default)]
pub(crate) struct Given<'a> {
    pub(crate) label: Arc<str>,
    pub(crate) columns: Vec<usize>,
    pub(crate) input: Option<usize>,
    pub(crate) ty: Type,
    /// Each has to be passed.
    pub(crate) allowed: Vec<&'a UnaryTests>,
    /// The only values that there are, where they are known.
    pub(crate) values: Option<Vec<Value>>,
}

impl Axis {
    /// Cuts an axis where these cells, and what is allowed, change.
    pub(crate) fn cut(given: Given<'_>, cells: &[CellSet<'_>]) -> Self {
        let allowed: Vec<CellSet<'_>> = given.allowed.iter().map(|tests| CellSet::of_tests(tests)).collect();
        let named = || cells.iter().chain(&allowed).flat_map(CellSet::questions);
        let constants = || named().flat_map(Question::constants).chain(given.values.iter().flatten()).filter(|value| !value.is_null());
        let kind = Kind::of_type(&given.ty).unwrap_or_else(|| kind_of_all(constants()));
        let is_of_kind = |value: &&Value| kind != Kind::Opaque && Kind::of_value(value) == kind;
        let mut points: Vec<Value> = constants().filter(is_of_kind).cloned().collect();
        if kind == Kind::Boolean {
            points = vec![Value::Boolean(false), Value::Boolean(true)];
        }
        // Times with a zone and times without have no order: those unlike the first are not understood.
        if let Some(first) = points.first().cloned().filter(|_| kind.is_ordered()) {
            points.retain(|point| first.order(point).is_some());
        }
        points.sort_by(compare);
        points.dedup_by(|a, b| compare(a, b) == Ordering::Equal);
        let regions = regions(kind, &points);
        let mut axis =
            Self { label: given.label, columns: given.columns, input: given.input, kind, regions, domain: Spans::none(), points };
        axis.domain = axis.allowed(&given.allowed, given.values.as_deref());
        axis
    }

    fn allowed(&self, allowed: &[&UnaryTests], values: Option<&[Value]>) -> Spans {
        let is_allowed = |value: &Value| {
            allowed.iter().all(|tests| tests.matches(value, &[], &beforehand::context(tests.source())).value == Value::Boolean(true))
                && values.is_none_or(|values| values.contains(value))
        };
        let numbered = self.regions.iter().enumerate().skip(FIRST);
        Spans::of(numbered.filter(|(_, region)| region.sample.as_ref().is_some_and(is_allowed)).map(|(index, _)| (index, index)).collect())
    }

    /// Every region but null, also those that are not allowed.
    pub(crate) fn everything(&self) -> Spans {
        Spans::range(FIRST, self.regions.len().saturating_sub(1))
    }

    /// The domain, and null.
    pub(crate) fn domain_and_null(&self) -> Spans {
        self.domain.union(&Spans::range(NULL, NULL))
    }

    /// Every region and null.
    fn whole(&self) -> Spans {
        self.everything().union(&Spans::range(NULL, NULL))
    }

    /// The regions that a cell lets through, whatever it says that is not understood, and those that it may let through.
    pub(crate) fn passed(&self, set: &CellSet<'_>) -> Side {
        let (questions, is_negated, tests) = match set {
            CellSet::Everything => return Side { must: self.whole(), may: self.whole() },
            CellSet::Broken => return Side { must: Spans::none(), may: self.whole() },
            CellSet::Of { questions, is_negated, tests } => (questions, *is_negated, tests),
        };
        let side = self.any(questions);
        let Side { must, may } = if is_negated { self.negated(&side) } else { side };
        let null = Spans::range(NULL, NULL);
        // What null passes is a matter of FEEL's three values; FEEL is asked, where it needs nothing else.
        if !tests.slots_used().is_empty() {
            return Side { must, may: may.union(&null) };
        }
        let answer = tests.matches(&Value::Null, &[], &beforehand::context(tests.source()));
        match answer.value == Value::Boolean(true) {
            true => Side { must: must.union(&null), may: may.union(&null) },
            false if answer.reasons.iter().any(|reason| reason.error.is_limit()) => Side { must, may: may.union(&null) },
            false => Side { must, may },
        }
    }

    /// The regions without null for which a question is answered with yes.
    pub(crate) fn answered(&self, question: &Question) -> Side {
        let exactly = |spans: Option<Spans>| match spans {
            Some(spans) => Side { must: spans.clone(), may: spans },
            None => Side { must: Spans::none(), may: self.everything() },
        };
        match question {
            Question::Is(Value::Null) | Question::Always(false) => exactly(Some(Spans::none())),
            Question::Always(true) => exactly(Some(self.everything())),
            Question::Is(value) => exactly(self.point(value)),
            Question::Within(low, high) => exactly(self.interval_of(low, high)),
            Question::Any(parts) => self.any(parts),
            Question::All(parts) => parts.iter().map(|part| self.answered(part)).fold(exactly(Some(self.everything())), |all, part| Side {
                must: all.must.intersection(&part.must),
                may: all.may.intersection(&part.may),
            }),
            Question::Not(part) => self.negated(&self.answered(part)),
            Question::Unknown => exactly(None),
        }
    }

    fn any(&self, questions: &[Question]) -> Side {
        let sides: Vec<Side> = questions.iter().map(|question| self.answered(question)).collect();
        let union = |spans: fn(&Side) -> &Spans| Spans::of(sides.iter().flat_map(|side| spans(side).ranges().iter().copied()).collect());
        Side { must: union(|side| &side.must), may: union(|side| &side.may) }
    }

    /// What must pass becomes what cannot, and the other way round.
    fn negated(&self, side: &Side) -> Side {
        Side { must: self.everything().minus(&side.may), may: self.everything().minus(&side.must) }
    }

    /// The regions between two bounds; `None` where they are of another kind.
    fn interval_of(&self, low: &Bound, high: &Bound) -> Option<Spans> {
        if !self.kind.is_ordered() {
            return None;
        }
        let last = self.regions.len().saturating_sub(1);
        Some(Spans::range(self.bound(low, FIRST, 1)?, self.bound(high, last, -1)?))
    }

    /// The region at which an interval begins or ends; `inward` is the way to its inside.
    fn bound(&self, bound: &Bound, open: usize, inward: isize) -> Option<usize> {
        let Some((value, is_included)) = bound else { return Some(open) };
        let (region, _) = self.point(value)?.hull()?;
        if *is_included { Some(region) } else { region.checked_add_signed(inward) }
    }

    /// The region of a value that some cell names.
    fn point(&self, value: &Value) -> Option<Spans> {
        if Kind::of_value(value) != self.kind || self.kind == Kind::Opaque {
            return None;
        }
        let place = self.points.binary_search_by(|point| compare(point, value)).ok()?;
        let region = if self.kind.is_ordered() { FIRST + 2 * place + 1 } else { FIRST + place };
        // Equal in the sort, but without an order: a time of another frame.
        let is_same = self.kind == Kind::Boolean || self.points.get(place)?.order(value).is_some();
        is_same.then(|| Spans::range(region, region))
    }

    /// The region that a value is in.
    pub(crate) fn region_of(&self, value: &Value) -> Option<usize> {
        if value.is_null() {
            return Some(NULL);
        }
        if self.kind == Kind::Opaque {
            return Some(FIRST);
        }
        if Kind::of_value(value) != self.kind {
            return None;
        }
        match self.points.binary_search_by(|point| compare(point, value)) {
            Ok(place) if self.kind.is_ordered() => Some(FIRST + 2 * place + 1),
            Ok(place) => Some(FIRST + place),
            Err(place) if self.kind.is_ordered() => Some(FIRST + 2 * place),
            Err(_) => self.regions.len().checked_sub(1),
        }
    }

    /// Whether a region is a single value.
    pub(crate) fn is_point(&self, region: usize) -> bool {
        self.regions.get(region).is_some_and(|region| matches!(region.range, RegionRange::Point(_)))
    }

    /// The most decimals that a cell has: what is next to its bounds is so far away.
    pub(crate) fn decimals(&self) -> i32 {
        self.points.iter().filter_map(Value::as_number).map(decimals).max().unwrap_or(0)
    }

    /// A value of a region.
    pub(crate) fn sample(&self, region: usize) -> Option<&Value> {
        self.regions.get(region)?.sample.as_ref()
    }
}
