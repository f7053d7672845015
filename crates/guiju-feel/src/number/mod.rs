//! [`Number`]: exact decimals of 34 significant digits, rounded half to even, as DMN asks for.
//!
//! A number is `±coefficient × 10^exponent` with a coefficient below 10^34. It is `Copy`, 24 bytes, and its
//! arithmetic never allocates. Trailing zeros are kept while computing and dropped when shown or hashed, so
//! `1.0 = 1.00` and both have one hash.
//!
//! Why not `fastnum::D128` itself: it keeps 38 digits and cannot be told to stop at 34, so results would differ
//! from every other DMN engine in the last places. It computes the roots, powers and logarithms, in 256 bits.

mod arithmetic;
mod functions;
mod text;

pub use functions::Rounding;
pub use text::NumberError;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// The coefficient is always below this: 34 digits.
const LIMIT: u128 = 10_u128.pow(34);
/// The exponents of IEEE 754 decimal128.
const EXPONENT_MIN: i32 = -6176;
const EXPONENT_MAX: i32 = 6111;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// An exact decimal number of up to 34 significant digits.
#[derive(Clone, Copy)]
pub struct Number {
    // Two halves instead of one u128, which would align the whole value to 16 bytes.
    high: u64,
    low: u64,
    exponent: i16,
    sign: Sign,
}

/// The powers of ten that a `u128` can hold.
static POWERS: [u128; 39] = {
    let mut powers = [1; 39];
    let mut index = 1;
    #[expect(clippy::indexing_slicing, reason = "evaluated when compiling, where an index out of bounds is an error")]
    while index < powers.len() {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

/// 10 to the power of `exponent`, where a `u128` can hold it.
fn power_of_ten(exponent: u32) -> Option<u128> {
    POWERS.get(usize::try_from(exponent).ok()?).copied()
}

/// How many decimal digits a coefficient has; 0 has none.
const fn digits(coefficient: u128) -> u32 {
    match coefficient.checked_ilog10() {
        Some(log) => log + 1,
        None => 0,
    }
}

impl Number {
    /// Nought.
    pub const ZERO: Self = Self { high: 0, low: 0, exponent: 0, sign: Sign::Plus };
    /// What a logarithm, or a power that needs one, costs an evaluation: so many times as much as a plain operation.
    pub(crate) const STEPS_OF_LOGARITHM: usize = 500;
    /// One.
    pub const ONE: Self = Self { high: 0, low: 1, exponent: 0, sign: Sign::Plus };

    const fn coefficient(self) -> u128 {
        ((self.high as u128) << 64) | self.low as u128
    }

    const fn exponent(self) -> i32 {
        self.exponent as i32
    }

    /// Rounds to 34 digits and checks the exponent. `inexact` says that something below the coefficient was cut off.
    fn assemble(sign: Sign, mut coefficient: u128, mut exponent: i32, mut inexact: bool) -> Option<Self> {
        if coefficient >= LIMIT {
            let drop = digits(coefficient) - 34;
            (coefficient, inexact) = divide_half_even(coefficient, drop, inexact);
            exponent += i32::try_from(drop).ok()?;
            if coefficient == LIMIT {
                coefficient /= 10;
                exponent += 1;
            }
        }
        if exponent < EXPONENT_MIN {
            let drop = u32::try_from(EXPONENT_MIN - exponent).ok()?;
            (coefficient, _) = divide_half_even(coefficient, drop, inexact);
            exponent = EXPONENT_MIN;
        }
        if exponent > EXPONENT_MAX {
            if coefficient != 0 {
                let raise = u32::try_from(exponent - EXPONENT_MAX).ok()?;
                coefficient = coefficient.checked_mul(power_of_ten(raise)?).filter(|raised| *raised < LIMIT)?;
            }
            exponent = EXPONENT_MAX;
        }
        if coefficient == 0 {
            return Some(Self::ZERO);
        }
        Some(Self {
            high: u64::try_from(coefficient >> 64).ok()?,
            low: u64::try_from(coefficient & u128::from(u64::MAX)).ok()?,
            exponent: i16::try_from(exponent).ok()?,
            sign,
        })
    }

    /// `parts × 10^-scale`: an amount counted in cents is `from_scaled(cents, 2)`.
    #[must_use]
    pub fn from_scaled(parts: i64, scale: u32) -> Self {
        let sign = if parts < 0 { Sign::Minus } else { Sign::Plus };
        let exponent = i32::try_from(scale).map_or(i32::MIN / 2, |scale| -scale);
        Self::assemble(sign, u128::from(parts.unsigned_abs()), exponent, false).unwrap_or(Self::ZERO)
    }

    /// The inverse of [`Number::from_scaled`]: how many `10^-scale` this is, where it is a whole count that fits.
    #[must_use]
    pub fn to_scaled(self, scale: u32) -> Option<i64> {
        i64::try_from(self.to_scaled_i128(scale)?).ok()
    }

    /// This number as a wide integer, where it is one that fits.
    #[must_use]
    pub fn to_i128(self) -> Option<i128> {
        self.to_scaled_i128(0)
    }

    /// [`Number::to_scaled`] for wider numbers.
    #[must_use]
    pub fn to_scaled_i128(self, scale: u32) -> Option<i128> {
        let magnitude = i128::try_from(self.scaled_magnitude(i32::try_from(scale).ok()?)?).ok()?;
        Some(if self.sign == Sign::Minus { -magnitude } else { magnitude })
    }

    fn scaled_magnitude(self, scale: i32) -> Option<u128> {
        let coefficient = self.coefficient();
        if coefficient == 0 {
            return Some(0);
        }
        let shift = self.exponent().checked_add(scale)?;
        if shift >= 0 {
            return coefficient.checked_mul(power_of_ten(u32::try_from(shift).ok()?)?);
        }
        let divisor = power_of_ten(shift.unsigned_abs())?;
        coefficient.is_multiple_of(divisor).then_some(coefficient / divisor)
    }

    /// This number as an integer, where it is one that fits.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        self.to_scaled(0)
    }

    /// True for a number without a fraction.
    #[must_use]
    pub fn is_integer(self) -> bool {
        self.exponent >= 0 || self.truncate_to(0).is_some_and(|whole| whole == self)
    }

    /// True for nought.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// True below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.sign == Sign::Minus
    }

    /// The nearest binary floating-point number.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        // Through text: the standard library rounds a decimal text correctly.
        format!("{}{}e{}", if self.is_negative() { "-" } else { "" }, self.coefficient(), self.exponent).parse().unwrap_or(f64::NAN)
    }

    /// The shortest decimal that reads back as this floating-point number; `None` for infinities and NaN.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| format!("{value:e}").parse().ok()).flatten()
    }

    /// Without trailing zeros: the one representation that equal numbers share.
    fn reduced(self) -> (Sign, u128, i32) {
        let (mut coefficient, mut exponent) = (self.coefficient(), self.exponent());
        if coefficient == 0 {
            return (Sign::Plus, 0, 0);
        }
        while coefficient.is_multiple_of(10) {
            coefficient /= 10;
            exponent += 1;
        }
        (self.sign, coefficient, exponent)
    }

    fn compare_magnitude(self, other: Self) -> Ordering {
        let (a, b) = (self.coefficient(), other.coefficient());
        if self.exponent == other.exponent || a == 0 || b == 0 {
            return a.cmp(&b);
        }
        if self.exponent.abs_diff(other.exponent) < 20 && self.high == 0 && other.high == 0 {
            // 64 bits and less than twenty digits more still fit, which is nearly always the case.
            let raise = power_of_ten(u32::from(self.exponent.abs_diff(other.exponent))).unwrap_or(1);
            return if self.exponent > other.exponent { a.saturating_mul(raise).cmp(&b) } else { a.cmp(&b.saturating_mul(raise)) };
        }
        let adjusted = |coefficient: u128, exponent: i32| i64::from(digits(coefficient)) + i64::from(exponent);
        adjusted(a, self.exponent()).cmp(&adjusted(b, other.exponent())).then_with(|| {
            // The same number of digits before the point, so raising the shorter one stays within 34 digits.
            let difference = self.exponent() - other.exponent();
            let raise = power_of_ten(difference.unsigned_abs()).unwrap_or(1);
            if difference > 0 { a.saturating_mul(raise).cmp(&b) } else { a.cmp(&b.saturating_mul(raise)) }
        })
    }
}

/// Divides by `10^drop`, half to even; the flag says whether anything was cut off.
fn divide_half_even(coefficient: u128, drop: u32, inexact: bool) -> (u128, bool) {
    let Some(divisor) = power_of_ten(drop) else {
        return (0, inexact || coefficient != 0);
    };
    let (quotient, remainder) = (coefficient / divisor, coefficient % divisor);
    let half = divisor / 2;
    let up = match remainder.cmp(&half) {
        _ if drop == 0 => false,
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => inexact || quotient % 2 == 1,
    };
    (quotient + u128::from(up), inexact || remainder != 0)
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.sign, other.sign) {
            (Sign::Plus, Sign::Minus) => Ordering::Greater,
            (Sign::Minus, Sign::Plus) => Ordering::Less,
            (Sign::Plus, Sign::Plus) => self.compare_magnitude(*other),
            (Sign::Minus, Sign::Minus) => other.compare_magnitude(*self),
        }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (sign, coefficient, exponent) = self.reduced();
        (sign == Sign::Minus, coefficient, exponent).hash(state);
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::from_scaled(value, 0)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self::from(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
