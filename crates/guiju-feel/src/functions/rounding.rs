//! `decimal`, `floor`, `ceiling` and the four ways of `round`.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::number::{Number, Rounding};
use crate::value::Value;

pub(super) static DECIMAL: BuiltIn =
    BuiltIn::new("decimal", &["decimal(n: number, scale: number): number"], |call| round(call, Rounding::HalfEven));
pub(super) static FLOOR: BuiltIn =
    BuiltIn::new("floor", &["floor(n: number, scale?: number): number"], |call| round(call, Rounding::Floor));
pub(super) static CEILING: BuiltIn =
    BuiltIn::new("ceiling", &["ceiling(n: number, scale?: number): number"], |call| round(call, Rounding::Ceiling));
pub(super) static ROUND_UP: BuiltIn =
    BuiltIn::new("round up", &["round up(n: number, scale: number): number"], |call| round(call, Rounding::Up));
pub(super) static ROUND_DOWN: BuiltIn =
    BuiltIn::new("round down", &["round down(n: number, scale: number): number"], |call| round(call, Rounding::Down));
pub(super) static ROUND_HALF_UP: BuiltIn =
    BuiltIn::new("round half up", &["round half up(n: number, scale: number): number"], |call| round(call, Rounding::HalfUp));
pub(super) static ROUND_HALF_DOWN: BuiltIn =
    BuiltIn::new("round half down", &["round half down(n: number, scale: number): number"], |call| round(call, Rounding::HalfDown));

/// The scales that decimal128 can have.
const SCALES: std::ops::RangeInclusive<i64> = -6111..=6176;

fn round(call: &mut Call<'_, '_>, rounding: Rounding) -> Outcome {
    let number = call.number(0)?;
    let scale = if call.is_given(1) { call.number(1)?.truncate_to(0).and_then(Number::to_i64) } else { Some(0) };
    let scale = scale.filter(|scale| SCALES.contains(scale)).and_then(|scale| i32::try_from(scale).ok());
    let scale = scale.ok_or_else(|| call.bad(ArgumentError::ScaleOutOfRange))?;
    number.round_to(scale, rounding).map(Value::Number).ok_or_else(|| call.out_of_range())
}
