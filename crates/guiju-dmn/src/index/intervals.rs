//! [`Intervals`]: what a question is answered with yes for, on one order.
//!
//! Every boundary is a [`Cut`] just before or just after a point. So a set is a list of pairs of cuts in ascending order, and taking
//! two together, what they have in common, and everything else are each one pass.

use guiju_feel::Value;

use super::point::{Kind, Point};
use super::reading::Span;
use crate::question::{Bound, Question};

/// Intervals of one cell. Whoever writes more has a list of values, which is fine, or a riddle.
const INTERVALS_MAX: usize = 100_000;

/// The nanoseconds of a second.
const SECOND: i128 = 1_000_000_000;

/// A place between values. The order of the variants is theirs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    Least,
    /// Before the point, or, where true, after it.
    At(Point, bool),
    Greatest,
}

/// Intervals in ascending order with something between any two of them, all bounds on one order.
#[derive(Debug, Clone, Default)]
pub(super) struct Intervals(Vec<(Cut, Cut)>);

impl Intervals {
    /// What a question is answered with yes for, with the order that it is about; `None` where it is not about one order of constants.
    pub(super) fn of(question: &Question) -> Option<(Option<Kind>, Self)> {
        let mut kind = None;
        let intervals = Self::answered(question, &mut kind)?;
        (intervals.0.len() <= INTERVALS_MAX).then_some((kind, intervals))
    }

    /// The bounds of the intervals.
    pub(super) fn spans(self) -> Vec<Span> {
        let low = |cut: Cut| if let Cut::At(point, is_after) = cut { Some((point, !is_after)) } else { None };
        let high = |cut: Cut| if let Cut::At(point, is_after) = cut { Some((point, is_after)) } else { None };
        self.0.into_iter().map(|(start, end)| Span { low: low(start), high: high(end) }).collect()
    }

    fn answered(question: &Question, kind: &mut Option<Kind>) -> Option<Self> {
        match question {
            Question::Is(Value::Null) | Question::Always(false) => Some(Self::default()),
            Question::Always(true) => Some(Self::everything()),
            Question::Is(value) => Self::equal_to(point(value, kind)?),
            Question::Within(low, high) => {
                let low = cut(low, kind, false)?.unwrap_or(Cut::Least);
                let high = cut(high, kind, true)?.unwrap_or(Cut::Greatest);
                Some(Self::merged(vec![(low, high)]))
            }
            Question::Any(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    all.append(&mut Self::answered(part, kind)?.0);
                }
                Some(Self::merged(all))
            }
            // What is in all of them is in none of what each leaves out.
            Question::All(parts) => {
                let mut outside = Vec::new();
                for part in parts {
                    outside.append(&mut Self::answered(part, kind)?.complement().0);
                }
                Some(Self::merged(outside).complement())
            }
            Question::Not(part) => Some(Self::answered(part, kind)?.complement()),
            Question::Unknown => None,
        }
    }

    fn everything() -> Self {
        Self(vec![(Cut::Least, Cut::Greatest)])
    }

    /// What is equal to a constant: itself; for times everything in the same second.
    fn equal_to(point: Point) -> Option<Self> {
        if let Point::Whole(kind, place) = &point
            && kind.is_equal_by_second()
        {
            let start = place.div_euclid(SECOND).checked_mul(SECOND)?;
            let at = |place| Cut::At(Point::Whole(*kind, place), false);
            return Some(Self(vec![(at(start), at(start.checked_add(SECOND)?))]));
        }
        Some(Self(vec![(Cut::At(point.clone(), false), Cut::At(point, true))]))
    }

    fn merged(mut intervals: Vec<(Cut, Cut)>) -> Self {
        intervals.retain(|(start, end)| start < end);
        intervals.sort_unstable();
        let mut merged: Vec<(Cut, Cut)> = Vec::with_capacity(intervals.len());
        for (start, end) in intervals {
            match merged.last_mut() {
                Some((_, last)) if start <= *last => *last = end.max(last.clone()),
                _ => merged.push((start, end)),
            }
        }
        Self(merged)
    }

    fn complement(self) -> Self {
        let mut rest = Vec::with_capacity(self.0.len() + 1);
        let mut from = Cut::Least;
        for (start, end) in self.0 {
            if from < start {
                rest.push((from, start));
            }
            from = end;
        }
        if from < Cut::Greatest {
            rest.push((from, Cut::Greatest));
        }
        Self(rest)
    }
}

/// The point of a constant, of the same order as those before it: a test that another kind of value cannot pass gives a reason.
fn point(value: &Value, kind: &mut Option<Kind>) -> Option<Point> {
    let point = Point::of(value)?;
    (*kind.get_or_insert(point.kind()) == point.kind()).then_some(point)
}

/// The cut of a bound, of an upper one where `is_high`; nothing where there is none.
fn cut(bound: &Bound, kind: &mut Option<Kind>, is_high: bool) -> Option<Option<Cut>> {
    match bound {
        None => Some(None),
        Some((value, is_included)) => Some(Some(Cut::At(point(value, kind)?, *is_included == is_high))),
    }
}

#[cfg(test)]
mod tests {
    use guiju_feel::{Names, Type, compile_unary_tests};

    use super::*;

    /// The intervals of a cell as text; `none` where it is no question about one order.
    fn of(cell: &str) -> String {
        let tests = compile_unary_tests(cell, &Type::Any, &Names::new()).unwrap();
        let asked = Question::Any(Question::of_tests(&tests));
        let asked = if tests.is_negated() { Question::Not(Box::new(asked)) } else { asked };
        let Some((_, intervals)) = Intervals::of(&asked) else { return "none".to_owned() };
        let number = |bound: &Option<(Point, bool)>| match bound {
            Some((Point::Number(number), is_included)) => format!("{number}{}", if *is_included { "=" } else { "" }),
            Some((point, _)) => format!("{point:?}"),
            None => "-".to_owned(),
        };
        let texts: Vec<String> = intervals.spans().iter().map(|span| format!("{}..{}", number(&span.low), number(&span.high))).collect();
        texts.join(" ")
    }

    #[test]
    fn conditions_are_the_intervals_that_they_describe() {
        let check = |cell: &str, expected: &str| assert_eq!(of(cell), expected, "{cell}");
        check("? > 5 and ? < 9", "5..9");
        check("5 < ? and 9 >= ?", "5..9=");
        check("? < 5 or ? > 9", "-..5 9..-");
        check("? = 1 or ? = 2", "1=..1= 2=..2=");
        check("not(? > 5)", "-..5=");
        check("not(? < 5 or ? > 9) and ? != 7", "5=..7 7..9=");
        check("? in [1, 2]", "1=..1= 2=..2=");
        check("? in ([1..3], > 7)", "1=..3= 7..-");
        check("? between 1 and 3", "1=..3=");
        check("list contains([1, 2], ?)", "1=..1= 2=..2=");
        check("[1..3], [2..5), 5", "1=..5=");
        check("1, not(2)", "-..2 2..-");
        check("< 2 * 30", "-..60");
        check("? > 5 and ? < 3", "");
        check("? != null", "-..-");
        check("(!= 3)", "-..3 3..-");
        check("? > 5 and starts with(?, \"a\")", "none");
        check("? > 5 and ? < \"a\"", "none");
        check("? > null", "none");
    }
}
