//! Numbers as text: the shortest plain notation out, plain and scientific notation in.

use std::fmt;
use std::str::FromStr;

use super::{Number, Sign, digits};

/// The text is not a number, or needs an exponent outside of ±6144.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a number")]
pub struct NumberError {
    /// What was read.
    pub text: String,
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_short(text).or_else(|| parse(text)).ok_or_else(|| NumberError { text: text.chars().take(80).collect() })
    }
}

/// [`parse`] for a few digits with or without a point, as nearly all numbers are written: in 64 bits.
fn parse_short(text: &str) -> Option<Number> {
    let (mut coefficient, mut digits, mut places) = (0_u64, 0, None);
    // Nineteen digits fit.
    for byte in text.bytes().take_while(|_| text.len() < 20) {
        match byte {
            b'0'..=b'9' => {
                coefficient = coefficient * 10 + u64::from(byte - b'0');
                digits += 1;
                places = places.map(|places| places + 1);
            }
            b'.' if places.is_none() => places = Some(0),
            _ => return None,
        }
    }
    if digits == 0 {
        return None;
    }
    Number::assemble(Sign::Plus, u128::from(coefficient), -places.unwrap_or(0), false)
}

fn parse(text: &str) -> Option<Number> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (Sign::Minus, rest),
        None => (Sign::Plus, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok().filter(|e| e.abs() < 100_000)?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (mut coefficient, mut exponent, mut inexact) = (0_u128, exponent, false);
    for (is_fraction, digit) in whole.bytes().map(|b| (false, b)).chain(fraction.bytes().map(|b| (true, b))) {
        if !digit.is_ascii_digit() {
            return None;
        }
        if digits(coefficient) < 37 {
            coefficient = coefficient * 10 + u128::from(digit - b'0');
            exponent -= i32::from(is_fraction);
        } else {
            // Enough digits to round by: the rest only decides whether a half is really a half.
            inexact |= digit != b'0';
            exponent += i32::from(!is_fraction);
        }
    }
    Number::assemble(sign, coefficient, exponent, inexact)
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, coefficient, exponent) = self.reduced();
        let mut text = coefficient.to_string();
        if exponent > 0 {
            text.extend(std::iter::repeat_n('0', usize::try_from(exponent).unwrap_or(0)));
        } else if exponent < 0 {
            let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(0);
            if text.len() <= places {
                text.insert_str(0, &"0".repeat(places + 1 - text.len()));
            }
            text.insert(text.len() - places, '.');
        }
        f.pad_integral(sign == Sign::Plus, "", &text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
