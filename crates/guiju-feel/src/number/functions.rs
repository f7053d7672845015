//! Rounding in its six ways, and the roots, powers and logarithms.

use std::str::FromStr;

use fastnum::D256;
use fastnum::decimal::Context;

use super::{Number, Sign, digits, power_of_ten};

/// Which neighbour a number goes to when digits are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Towards minus infinity.
    Floor,
    /// Towards plus infinity.
    Ceiling,
    /// Away from nought.
    Up,
    /// Towards nought.
    Down,
    /// To the nearest, a half to the even neighbour.
    HalfEven,
    /// To the nearest, a half away from nought.
    HalfUp,
    /// To the nearest, a half towards nought.
    HalfDown,
}

impl Number {
    /// Rounds to `scale` places after the point; a negative scale rounds to tens, hundreds and so on.
    #[must_use]
    pub fn round_to(self, scale: i32, rounding: Rounding) -> Option<Self> {
        let drop = (-scale).checked_sub(self.exponent())?;
        if drop <= 0 || self.is_zero() {
            return Some(self);
        }
        let divisor = power_of_ten(drop.unsigned_abs());
        let (quotient, remainder) = match divisor {
            Some(divisor) => (self.coefficient() / divisor, self.coefficient() % divisor),
            None => (0, self.coefficient()),
        };
        // Beyond 38 digits the remainder is always below half.
        let half = divisor.map_or(std::cmp::Ordering::Less, |divisor| remainder.cmp(&(divisor / 2)));
        let away = match rounding {
            Rounding::Floor => remainder != 0 && self.sign == Sign::Minus,
            Rounding::Ceiling => remainder != 0 && self.sign == Sign::Plus,
            Rounding::Up => remainder != 0,
            Rounding::Down => false,
            Rounding::HalfEven => half.is_gt() || (half.is_eq() && quotient % 2 == 1),
            Rounding::HalfUp => half.is_ge(),
            Rounding::HalfDown => half.is_gt(),
        };
        Self::assemble(self.sign, quotient + u128::from(away), -scale, false)
    }

    /// [`Rounding::Down`].
    pub(crate) fn truncate_to(self, scale: i32) -> Option<Self> {
        self.round_to(scale, Rounding::Down)
    }

    /// [`Rounding::Floor`].
    #[must_use]
    pub fn floor_to(self, scale: i32) -> Option<Self> {
        self.round_to(scale, Rounding::Floor)
    }

    /// The square root; `None` below nought.
    #[must_use]
    pub fn sqrt(self) -> Option<Self> {
        if self.is_negative() {
            return None;
        }
        // √(c × 10^2n) is √c × 10^n: the library's exponents are smaller than ours.
        let (coefficient, exponent) = match self.exponent() {
            odd if odd % 2 != 0 => (self.coefficient() * 10, odd - 1),
            even => (self.coefficient(), even),
        };
        let root = from_wide(D256::from_str(&coefficient.to_string(), Context::default()).ok()?.sqrt())?;
        Self::assemble(Sign::Plus, root.coefficient(), root.exponent() + exponent / 2, false)
    }

    /// `e` to this power.
    #[must_use]
    pub fn exp(self) -> Option<Self> {
        // Beyond this the result leaves the range of exponents, and the series would run for nothing.
        if self.abs() > Self::from(15_000_i64) {
            return self.is_negative().then_some(Self::ZERO);
        }
        exp_wide(to_wide(self)?)
    }

    /// The natural logarithm; `None` for nought and below.
    #[must_use]
    pub fn ln(self) -> Option<Self> {
        if self.is_negative() || self.is_zero() {
            return None;
        }
        from_wide(ln_wide(self)?)
    }

    /// What [`Number::checked_pow`] costs an evaluation.
    pub(crate) fn steps_of_power(self, power: Self) -> usize {
        let is_squaring = power.to_i64().is_some_and(|whole| whole.unsigned_abs() < 1_000_000);
        if is_squaring || self.is_zero() || self.is_negative() { 0 } else { Self::STEPS_OF_LOGARITHM }
    }

    /// This number to the power of another; whole powers by repeated squaring, so `1.1 ** 2` is exact.
    #[must_use]
    pub fn checked_pow(self, power: Self) -> Option<Self> {
        if power.is_zero() {
            return Some(Self::ONE);
        }
        match power.to_i64() {
            Some(whole) if whole.unsigned_abs() < 1_000_000 => {
                let result = self.whole_power(whole.unsigned_abs());
                if whole >= 0 {
                    return result;
                }
                match result {
                    Some(result) => Self::ONE.checked_div(result),
                    // The smallest numbers lie further from one than the largest: 10 ** -6176 is a number, 10 ** 6176 is none.
                    None => Self::ONE.checked_div(self)?.whole_power(whole.unsigned_abs()),
                }
            }
            _ if self.is_zero() => (!power.is_negative()).then_some(Self::ZERO),
            _ if self.is_negative() => None,
            _ if power == Self::from_scaled(5, 1) => self.sqrt(),
            _ => {
                // The product keeps the digits beyond the 34th, which the exponential function brings forward.
                let estimate = self.ln()?.checked_mul(power)?;
                if estimate.abs() > Self::from(15_000_i64) {
                    return estimate.is_negative().then_some(Self::ZERO);
                }
                exp_wide(ln_wide(self)? * to_wide(power)?)
            }
        }
    }

    fn whole_power(self, mut power: u64) -> Option<Self> {
        let (mut result, mut square) = (Self::ONE, self);
        while power > 0 {
            if power % 2 == 1 {
                result = result.checked_mul(square)?;
            }
            power /= 2;
            if power > 0 {
                square = square.checked_mul(square)?;
            }
        }
        Some(result)
    }
}

fn to_wide(number: Number) -> Option<D256> {
    D256::from_str(
        &format!("{}{}e{}", if number.is_negative() { "-" } else { "" }, number.coefficient(), number.exponent()),
        Context::default(),
    )
    .ok()
}

fn ln_10() -> Option<D256> {
    D256::from_str("2.3025850929940456840179914546843642076011014886287729760333279010", Context::default()).ok()
}

/// The logarithm of a number above nought: that of `m` between 0.3 and 3.2, where the number is `m × 10^n`. Floating point knows sixteen
/// digits of it, and a step of Halley's makes them three times as many. The library's own takes ten times as long.
fn ln_wide(number: Number) -> Option<D256> {
    let length = i32::try_from(digits(number.coefficient())).ok()?;
    let leads_high = number.coefficient() >= power_of_ten(digits(number.coefficient()) - 1)?.checked_mul(3)?;
    let shift = if leads_high { length } else { length - 1 };
    let small = D256::from_str(&format!("{}e-{shift}", number.coefficient()), Context::default()).ok()?;
    let guess = to_wide(Number::from_f64(small.to_f64().ln())?)?;
    let power = exp_small(guess);
    let better = guess + D256::from(2_u8) * (small - power) / (small + power);
    Some(better + ln_10()? * D256::from(i64::from(number.exponent() + shift)))
}

/// `e^r` for an `r` below 1.2 on both sides of nought: the fiftieth term of its series is below 10^-60.
fn exp_small(r: D256) -> D256 {
    let (mut sum, mut term) = (D256::from(1_u8), D256::from(1_u8));
    for index in 1..=50_u8 {
        term = term * r / D256::from(index);
        sum += term;
    }
    sum
}

/// `e^x` as `10^n × e^r` with a small `r`, whose series ends soon. The library's own `exp` loses half of its digits
/// for large arguments.
fn exp_wide(x: D256) -> Option<Number> {
    let decades = Number::from_f64((x.to_f64() / std::f64::consts::LN_10).round()).and_then(Number::to_i64)?;
    let small = from_wide(exp_small(x - ln_10()? * D256::from(decades)))?;
    Number::assemble(small.sign, small.coefficient(), small.exponent() + i32::try_from(decades).ok()?, false)
}

fn from_wide(wide: D256) -> Option<Number> {
    Number::from_str(&format!("{wide:e}")).ok()
}
