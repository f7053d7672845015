//! [`ColumnIndex`]: from the value of an input column to its bucket.

use std::sync::Arc;

use guiju_feel::{Number, Type, Value};

use super::Bucket;
use super::point::{Kind, Point, whole};
use super::reading::{Answer, Answers, Reading, Span};
use super::sets::{Sets, insert};
use super::texts::Texts;
use super::track::{Bound, Says, Track, region};
use crate::evaluate::Column;

/// Digits after the point that constants of a table may have to be searched as integers.
const SCALE_MAX: u32 = 9;

/// The buckets of an input column.
#[derive(Debug)]
pub(crate) struct ColumnIndex {
    pub(crate) null: Bucket,
    pub(crate) yes: Bucket,
    pub(crate) no: Bucket,
    /// Of values on no order, and on one that no cell asks about.
    pub(crate) other: Bucket,
    pub(crate) numbers: Option<Numbers>,
    pub(crate) texts: Option<Texts>,
    pub(crate) wholes: Vec<(Kind, Track<i128>)>,
}

/// Numbers, searched as integers where all constants are whole numbers of `10^-scale`.
#[derive(Debug)]
pub(crate) struct Numbers {
    pub(crate) track: Track<Number>,
    scale: u32,
    /// As many as points, or none where they are no integers.
    scaled: Vec<i64>,
}

impl ColumnIndex {
    pub(super) fn build(column: &Column, readings: &[Reading], budget: usize, sets: &mut Sets) -> Self {
        let mut kinds: Vec<Kind> = readings.iter().filter_map(Reading::kind).collect();
        kinds.extend(kinds_of(&column.ty));
        kinds.sort_unstable();
        kinds.dedup();
        let (mut numbers, mut texts, mut wholes) = (None, None, Vec::new());
        for kind in kinds {
            match kind {
                Kind::Number => numbers = Some(Numbers::of(Track::build(&says(readings, kind, number), budget, sets))),
                Kind::Text => texts = Some(Texts::of(Track::build(&says(readings, kind, text), budget, sets))),
                Kind::Date | Kind::LocalTime | Kind::ZonedTime | Kind::LocalMoment | Kind::ZonedMoment | Kind::Days | Kind::Years => {
                    wholes.push((kind, Track::build(&says(readings, kind, place), budget, sets)))
                }
            }
        }
        Self {
            null: asked(readings, |answers| answers.null, sets),
            yes: asked(readings, |answers| answers.yes, sets),
            no: asked(readings, |answers| answers.no, sets),
            other: asked(readings, |_| Answer::Open, sets),
            numbers,
            texts,
            wholes,
        }
    }

    /// The bucket of a value.
    pub(crate) fn bucket(&self, value: &Value) -> Bucket {
        match value {
            Value::Null => self.null,
            Value::Boolean(true) => self.yes,
            Value::Boolean(false) => self.no,
            Value::Number(number) => self.numbers.as_ref().map_or(self.other, |numbers| numbers.bucket(*number)),
            Value::Text(text) => self.texts.as_ref().map_or(self.other, |texts| texts.bucket(text)),
            value => whole(value)
                .and_then(|(kind, place)| self.whole(kind).map(|track| track.bucket(track.region(&place))))
                .unwrap_or(self.other),
        }
    }

    pub(crate) fn whole(&self, kind: Kind) -> Option<&Track<i128>> {
        self.wholes.iter().find(|(known, _)| *known == kind).map(|(_, track)| track)
    }
}

impl<K: Ord> Track<K> {
    /// The region of a value.
    pub(crate) fn region(&self, value: &K) -> usize {
        let before = self.points.partition_point(|point| point < value);
        region(before, self.points.get(before) == Some(value))
    }
}

impl Numbers {
    fn of(track: Track<Number>) -> Self {
        let at = |scale: u32| track.points.iter().map(|point| point.to_scaled(scale)).collect::<Option<Vec<i64>>>();
        let found = (0..=SCALE_MAX).find_map(|scale| at(scale).map(|scaled| (scale, scaled)));
        let (scale, scaled) = found.unwrap_or_default();
        Self { track, scale, scaled }
    }

    fn bucket(&self, number: Number) -> Bucket {
        match number.to_scaled(self.scale) {
            Some(scaled) if self.scaled.len() == self.track.points.len() => {
                let before = self.scaled.partition_point(|point| *point < scaled);
                self.track.bucket(region(before, self.scaled.get(before) == Some(&scaled)))
            }
            _ => self.track.bucket(self.track.region(&number)),
        }
    }
}

/// The orders that values of a type are on.
fn kinds_of(ty: &Type) -> &'static [Kind] {
    match ty {
        Type::Number => &[Kind::Number],
        Type::Text => &[Kind::Text],
        Type::Date => &[Kind::Date],
        Type::Time => &[Kind::LocalTime, Kind::ZonedTime],
        Type::DateTime => &[Kind::LocalMoment, Kind::ZonedMoment],
        Type::DaysDuration => &[Kind::Days],
        Type::YearsDuration => &[Kind::Years],
        Type::Any | Type::Null | Type::Boolean | Type::List(_) | Type::Context(_) | Type::Range(_) | Type::Function { .. } => &[],
    }
}

impl Reading {
    fn kind(&self) -> Option<Kind> {
        if let Self::Spans { kind, .. } = self { *kind } else { None }
    }
}

/// What each rule says about an order.
fn says<K>(readings: &[Reading], kind: Kind, key: impl Fn(&Point) -> Option<K>) -> Vec<Says<K>> {
    let bound = |bound: &Bound<Point>| match bound {
        None => Some(None),
        Some((point, is_included)) => key(point).map(|key| Some((key, *is_included))),
    };
    let span = |span: &Span| Some((bound(&span.low)?, bound(&span.high)?));
    let one = |reading: &Reading| match reading {
        Reading::Any => Says::Any,
        Reading::Spans { kind: own, spans, is_negated, .. } if own.is_none_or(|own| own == kind) => {
            let spans: Option<Vec<_>> = spans.iter().map(span).collect();
            spans.map_or(Says::Open, |spans| Says::Spans { spans, is_negated: *is_negated })
        }
        Reading::Spans { .. } | Reading::Open => Says::Open,
    };
    readings.iter().map(one).collect()
}

fn number(point: &Point) -> Option<Number> {
    if let Point::Number(number) = point { Some(*number) } else { None }
}

fn text(point: &Point) -> Option<Arc<str>> {
    if let Point::Text(text) = point { Some(Arc::clone(text)) } else { None }
}

fn place(point: &Point) -> Option<i128> {
    if let Point::Whole(_, place) = point { Some(*place) } else { None }
}

/// The bucket of a value that each cell was asked about.
fn asked(readings: &[Reading], answer: impl Fn(&Answers) -> Answer, sets: &mut Sets) -> Bucket {
    let (mut pass, mut noisy) = (sets.empty(), sets.empty());
    for (rule, reading) in readings.iter().enumerate() {
        let said = match reading {
            Reading::Any => Answer::Plain(true),
            Reading::Spans { answers, .. } => answer(answers),
            Reading::Open => Answer::Open,
        };
        if matches!(said, Answer::Plain(true) | Answer::Open) {
            insert(&mut pass, rule);
        }
        if !matches!(said, Answer::Plain(_)) {
            insert(&mut noisy, rule);
        }
    }
    let noisy = sets.keep(noisy);
    Bucket { pass: sets.keep(pass), noisy, unsure: noisy }
}
