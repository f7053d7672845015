//! `+` of strings and the built-ins over them: `string length`, `upper case`, `lower case`, `contains`, `starts with`, `ends with`,
//! `substring`, `string join`.
//!
//! A column in a dictionary is computed once for each of its strings. FEEL counts steps by the length of a string, and limits it, so
//! a row with a long one is handed over.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use guiju_feel::{Node, NodeKind, Number, Rounding, Value};

use super::{Batch, Lowered, Unlowered};
use crate::vector::Vector;

/// Longer strings are handed over.
const BYTES_MAX: usize = 4_096;
/// A column of strings has 32-bit offsets; rows beyond are handed over.
const COLUMN_BYTES_MAX: usize = 1 << 30;

/// The string of a row, where it has one that is not long.
fn short(vector: &Vector, row: usize) -> Option<&str> {
    if vector.is_null(row) { None } else { Some(vector.text(row)).filter(|text| text.len() <= BYTES_MAX) }
}

impl Batch<'_> {
    /// The operand, which has to hold strings.
    fn textual(&mut self, node: &Node, active: &[bool]) -> Lowered {
        let vector = self.eval(node, active)?;
        if vector.is_textual() { Ok(vector) } else { Err(Unlowered) }
    }

    /// A string for each active row; those without one are handed over.
    fn texts<'t>(&mut self, active: &[bool], compute: impl Fn(usize) -> Option<Cow<'t, str>>) -> Arc<Vector> {
        let (mut builder, mut bytes) = (StringBuilder::with_capacity(self.rows, self.rows * 8), 0);
        for (row, (handed, active)) in self.handed.iter_mut().zip(active).enumerate() {
            if *handed || !active {
                builder.append_null();
                continue;
            }
            match compute(row).filter(|text| text.len() <= BYTES_MAX && bytes < COLUMN_BYTES_MAX) {
                Some(text) => {
                    bytes += text.len();
                    builder.append_value(text);
                }
                None => {
                    *handed = true;
                    builder.append_null();
                }
            }
        }
        Arc::new(Vector::Texts(builder.finish()))
    }

    /// A string for each string of a column.
    fn each_text(&mut self, vector: &Vector, active: &[bool], compute: impl Fn(&str) -> Option<String>) -> Arc<Vector> {
        if let Vector::Coded { codes, values } = vector {
            let is_short = |text: &str| text.len() <= BYTES_MAX;
            let one = |value: &Value| value.as_text().filter(|text| is_short(text)).and_then(&compute).filter(|text| is_short(text));
            let values: Vec<Value> =
                values.iter().map(one).map(|text| text.map_or(Value::Null, |text| Value::from(text.as_str()))).collect();
            let computed = Vector::Coded { codes: codes.clone(), values: values.into() };
            self.hand_nulls(&computed, active);
            return Arc::new(computed);
        }
        self.texts(active, |row| compute(short(vector, row)?).map(Cow::Owned))
    }

    /// A boolean for each active row; those without one are handed over.
    fn booleans(&mut self, active: &[bool], compute: impl Fn(usize) -> Option<bool>) -> Arc<Vector> {
        let values = self.checked(active, |row| compute(row).map(i64::from));
        Arc::new(Vector::Booleans { values: values.into_iter().map(|value| value != 0).collect(), valid: None })
    }

    /// `a + b` of strings.
    pub(super) fn concatenated(&mut self, left: &Vector, right: &Vector, active: &[bool]) -> Arc<Vector> {
        match (one_text(left), one_text(right)) {
            (_, Some(right)) => self.each_text(left, active, |left| Some([left, right].concat())),
            (Some(left), _) => self.each_text(right, active, |right| Some([left, right].concat())),
            _ => self.texts(active, |row| Some(Cow::Owned([short(left, row)?, short(right, row)?].concat()))),
        }
    }

    pub(super) fn call_of_texts(&mut self, name: &str, arguments: &[Option<Node>], active: &[bool]) -> Lowered {
        let Some(Some(first)) = arguments.first() else { return Err(Unlowered) };
        match name {
            "string length" => {
                let text = self.textual(first, active)?;
                let lengths = self.checked(active, |row| i64::try_from(short(&text, row)?.chars().count()).ok());
                Ok(Arc::new(Vector::Whole { values: lengths.into(), scale: 0, valid: None }))
            }
            "upper case" | "lower case" => {
                let text = self.textual(first, active)?;
                let is_upper = name == "upper case";
                Ok(self.each_text(&text, active, |text| Some(if is_upper { text.to_uppercase() } else { text.to_lowercase() })))
            }
            "contains" | "starts with" | "ends with" => {
                let Some(Some(second)) = arguments.get(1) else { return Err(Unlowered) };
                let (text, part) = (self.textual(first, active)?, self.textual(second, active)?);
                let holds: fn(&str, &str) -> bool = match name {
                    "contains" => |text, part| text.contains(part),
                    "starts with" => |text, part| text.starts_with(part),
                    _ => |text, part| text.ends_with(part),
                };
                Ok(self.booleans(active, |row| Some(holds(short(&text, row)?, short(&part, row)?))))
            }
            "substring" => self.substring(first, arguments.get(1..).unwrap_or(&[]), active),
            "string join" => self.string_join(first, arguments.get(1..).unwrap_or(&[]), active),
            _ => Err(Unlowered),
        }
    }

    fn substring(&mut self, text: &Node, numbers: &[Option<Node>], active: &[bool]) -> Lowered {
        let text = self.textual(text, active)?;
        let numeric = |run: &mut Self, node: &Node| {
            let vector = run.eval(node, active)?;
            run.hand_nulls(&vector, active);
            if vector.is_numeric() { Ok(vector) } else { Err(Unlowered) }
        };
        let (start, length) = match numbers {
            [Some(start), Some(length)] => (numeric(self, start)?, Some(numeric(self, length)?)),
            [Some(start), ..] => (numeric(self, start)?, None),
            _ => return Err(Unlowered),
        };
        let at = |vector: &Vector, row| whole(vector.number(row));
        if let Vector::Coded { .. } = text.as_ref()
            && let (Some(start), Some(length)) =
                (one_number(&start), length.as_deref().map_or(Some(None), |length| one_number(length).map(Some)))
        {
            return Ok(self.each_text(&text, active, |text| part_of(text, start, length).map(ToOwned::to_owned)));
        }
        Ok(self.texts(active, |row| {
            let length = match &length {
                Some(length) => Some(at(length, row)?),
                None => None,
            };
            part_of(short(&text, row)?, at(&start, row)?, length).map(Cow::Borrowed)
        }))
    }

    /// Strings that are written one by one, joined; nulls are left out.
    fn string_join(&mut self, list: &Node, around: &[Option<Node>], active: &[bool]) -> Lowered {
        let NodeKind::List(items) = &list.kind else { return Err(Unlowered) };
        let items: Vec<Arc<Vector>> = items.iter().map(|item| self.textual(item, active)).collect::<Lowered<_>>()?;
        let mut given = Vec::new();
        for text in around {
            let text = text.as_ref().map(|text| self.textual(text, active)).transpose()?;
            if let Some(text) = &text {
                self.hand_nulls(text, active);
            }
            given.push(text);
        }
        let of = |place: usize, row: usize| match given.get(place) {
            Some(Some(text)) => short(text, row),
            _ => Some(""),
        };
        Ok(self.texts(active, |row| {
            let (delimiter, mut joined, mut is_first) = (of(0, row)?, of(1, row)?.to_owned(), true);
            for item in items.iter().filter(|item| !item.is_null(row)) {
                if !std::mem::take(&mut is_first) {
                    joined.push_str(delimiter);
                }
                joined.push_str(short(item, row)?);
            }
            joined.push_str(of(2, row)?);
            Some(Cow::Owned(joined))
        }))
    }
}

/// The string that stands in every row.
fn one_text(vector: &Vector) -> Option<&str> {
    match vector {
        Vector::Coded { values, .. } => match values.as_ref() {
            [Value::Text(text)] => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The number that stands in every row, without its fraction.
fn one_number(vector: &Vector) -> Option<i64> {
    match vector {
        Vector::Whole { values, scale, valid: None } => {
            let first = values.first()?;
            values.iter().all(|value| value == first).then(|| whole(Number::from_scaled(*first, *scale)))?
        }
        _ => None,
    }
}

/// Positions with a fraction count as the whole number towards nought.
fn whole(number: Number) -> Option<i64> {
    number.round_to(0, Rounding::Down).and_then(Number::to_i64)
}

/// So many characters from a position on, which counts from 1, or from -1 at the end; `None` where there is a reason.
fn part_of(text: &str, start: i64, length: Option<i64>) -> Option<&str> {
    let count = text.chars().count();
    let skipped = match start {
        0 => return None,
        1.. => usize::try_from(start).ok()?.checked_sub(1)?,
        _ => count.checked_sub(usize::try_from(start.unsigned_abs()).ok()?)?,
    };
    // Position and length have to be within the string.
    let rest = count.checked_sub(skipped).filter(|rest| *rest > 0)?;
    let length = match length {
        Some(length) => usize::try_from(length).ok().filter(|length| (1..=rest).contains(length))?,
        None => rest,
    };
    let place = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(place, _)| place);
    text.get(place(skipped)..place(skipped.saturating_add(length)))
}
