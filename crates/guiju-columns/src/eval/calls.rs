//! Built-ins with a kernel: `not abs floor ceiling decimal round… min max sum`, and which of them are in `texts.rs` and `temporal.rs`. All
//! others run row by row.

use std::sync::Arc;

use guiju_feel::{BuiltIn, Node, NodeKind, Number, Rounding, Value};

use super::{Batch, Lowered, Unlowered};
use crate::vector::{SCALE_MAX, Vector};

/// The built-ins that have a kernel.
pub(crate) const KERNELS: &[&str] = &[
    "not",
    "abs",
    "floor",
    "ceiling",
    "decimal",
    "round up",
    "round down",
    "round half up",
    "round half down",
    "min",
    "max",
    "sum",
    "date",
    "string length",
    "upper case",
    "lower case",
    "contains",
    "starts with",
    "ends with",
    "substring",
    "string join",
];

impl Batch<'_> {
    pub(super) fn call(&mut self, function: &BuiltIn, arguments: &[Option<Node>], active: &[bool]) -> Lowered {
        let rounding = match function.name {
            "floor" => Rounding::Floor,
            "ceiling" => Rounding::Ceiling,
            "decimal" => Rounding::HalfEven,
            "round up" => Rounding::Up,
            "round down" => Rounding::Down,
            "round half up" => Rounding::HalfUp,
            "round half down" => Rounding::HalfDown,
            name => return self.call_other(name, arguments, active),
        };
        let Some(Some(number)) = arguments.first() else { return Err(Unlowered) };
        let places = match arguments.get(1) {
            None | Some(None) => 0,
            Some(Some(Node { kind: NodeKind::Constant(Value::Number(places)), .. })) => {
                places.to_i64().and_then(|places| i32::try_from(places).ok()).filter(|places| places.abs() < 1000).ok_or(Unlowered)?
            }
            Some(Some(_)) => return Err(Unlowered),
        };
        let number = self.eval(number, active)?;
        if !number.is_numeric() {
            return Err(Unlowered);
        }
        self.hand_nulls(&number, active);
        self.round(&number, places, rounding, active)
    }

    fn round(&mut self, number: &Vector, places: i32, rounding: Rounding, active: &[bool]) -> Lowered {
        if let (Vector::Whole { values, scale, .. }, Ok(places)) = (number, u32::try_from(places))
            && places <= SCALE_MAX
        {
            let Some(drop) = scale.checked_sub(places).filter(|drop| *drop > 0) else {
                return Ok(Arc::new(Vector::Whole { values: values.clone(), scale: *scale, valid: None }));
            };
            let divisor = 10_i64.checked_pow(drop).ok_or(Unlowered)?;
            let rounded = self.checked(active, |row| values.get(row).and_then(|value| divide(*value, divisor, rounding)));
            return Ok(Arc::new(Vector::Whole { values: rounded.into(), scale: places, valid: None }));
        }
        let rounded = self.decimals(active, |row| number.number(row).round_to(places, rounding));
        Ok(Arc::new(Vector::Numbers { values: rounded, valid: None }))
    }

    fn call_other(&mut self, name: &str, arguments: &[Option<Node>], active: &[bool]) -> Lowered {
        let Some(Some(argument)) = arguments.first() else { return Err(Unlowered) };
        match name {
            "not" => {
                let operand = self.eval(argument, active)?;
                let Vector::Booleans { values, .. } = operand.as_ref() else { return Err(Unlowered) };
                self.hand_nulls(&operand, active);
                Ok(Arc::new(Vector::Booleans { values: values.iter().map(|value| !value).collect(), valid: None }))
            }
            "abs" => {
                let operand = self.eval(argument, active)?;
                self.hand_nulls(&operand, active);
                Ok(Arc::new(match operand.as_ref() {
                    Vector::Whole { values, scale, .. } => {
                        let absolute = self.checked(active, |row| values.get(row).and_then(|value| value.checked_abs()));
                        Vector::Whole { values: absolute.into(), scale: *scale, valid: None }
                    }
                    Vector::Numbers { values, .. } => {
                        Vector::Numbers { values: values.iter().map(|value| value.abs()).collect(), valid: None }
                    }
                    Vector::Seconds { values, .. } => {
                        let absolute = self.checked(active, |row| values.get(row).and_then(|value| value.checked_abs()));
                        Vector::Seconds { values: absolute, valid: None }
                    }
                    _ => return Err(Unlowered),
                }))
            }
            "min" => self.fold(argument, active, |a, b| Some(if b < a { b } else { a })),
            "max" => self.fold(argument, active, |a, b| Some(if b > a { b } else { a })),
            "sum" => self.fold(argument, active, Number::checked_add),
            "date" => self.date(arguments, active),
            name => self.call_of_texts(name, arguments, active),
        }
    }

    /// Numbers that are written one by one, folded.
    fn fold(&mut self, list: &Node, active: &[bool], step: impl Fn(Number, Number) -> Option<Number>) -> Lowered {
        let NodeKind::List(items) = &list.kind else { return Err(Unlowered) };
        let Some((first, rest)) = items.split_first() else { return Err(Unlowered) };
        let mut folded = self.eval(first, active)?;
        if !folded.is_numeric() {
            return Err(Unlowered);
        }
        self.hand_nulls(&folded, active);
        for item in rest {
            let item = self.eval(item, active)?;
            if !item.is_numeric() {
                return Err(Unlowered);
            }
            self.hand_nulls(&item, active);
            let values = self.decimals(active, |row| step(folded.number(row), item.number(row)));
            folded = Arc::new(Vector::Numbers { values, valid: None });
        }
        Ok(folded)
    }
}

/// An integer divided by a power of ten, rounded.
fn divide(value: i64, divisor: i64, rounding: Rounding) -> Option<i64> {
    let (quotient, rest) = (value.checked_div(divisor)?, value.checked_rem(divisor)?);
    let half = rest.unsigned_abs().cmp(&(divisor.unsigned_abs() / 2));
    let is_away = match rounding {
        Rounding::Floor => rest < 0,
        Rounding::Ceiling => rest > 0,
        Rounding::Up => rest != 0,
        Rounding::Down => false,
        Rounding::HalfEven => half.is_gt() || half.is_eq() && quotient % 2 != 0,
        Rounding::HalfUp => half.is_ge(),
        Rounding::HalfDown => half.is_gt(),
    };
    quotient.checked_add(if is_away { value.signum() } else { 0 })
}
