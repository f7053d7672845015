//! The four operations, exact where 34 digits suffice and rounded half to even where they do not.

use super::{LIMIT, Number, Sign, digits, power_of_ten};

/// The product of two coefficients is taken in halves of 17 digits.
const HALF: u128 = 10_u128.pow(17);

impl Number {
    /// The sum, or `None` where it is too large for 34 digits and the largest exponent.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.is_zero() {
            return Some(other);
        }
        if other.is_zero() {
            return Some(self);
        }
        if let Some(sum) = self.add_small(other) {
            return Some(sum);
        }
        let (big, small) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let distance = big.exponent().abs_diff(small.exponent());
        // Raise the one with the larger exponent as far as 128 bits allow; 36 digits leave guard digits for rounding.
        let room = 37_u32.saturating_sub(digits(big.coefficient()));
        let raise = distance.min(room);
        let cut = distance - raise;
        let raised = big.coefficient() * power_of_ten(raise)?;
        let (lowered, inexact) = match power_of_ten(cut) {
            Some(divisor) => (small.coefficient() / divisor, !small.coefficient().is_multiple_of(divisor)),
            None => (0, true),
        };
        let exponent = big.exponent() - i32::try_from(raise).ok()?;
        if big.sign == small.sign {
            return Self::assemble(big.sign, raised + lowered, exponent, inexact);
        }
        if raised >= lowered {
            // What was cut off makes the difference a little smaller than the digits say.
            Self::assemble(big.sign, raised - lowered - u128::from(inexact), exponent, inexact)
        } else {
            Self::assemble(small.sign, lowered - raised, exponent, inexact)
        }
    }

    /// The sum of two numbers whose digits need no more than 64 bits each: no rounding, no search for room.
    fn add_small(self, other: Self) -> Option<Self> {
        let distance = self.exponent.abs_diff(other.exponent);
        if self.high != 0 || other.high != 0 || distance > 15 {
            return None;
        }
        let raise = i128::try_from(power_of_ten(u32::from(distance))?).ok()?;
        let (mut a, mut b) = (i128::from(self.low), i128::from(other.low));
        if self.exponent > other.exponent {
            a *= raise;
        } else {
            b *= raise;
        }
        let signed = |value: i128, sign: Sign| if sign == Sign::Minus { -value } else { value };
        let sum = signed(a, self.sign) + signed(b, other.sign);
        let sign = if sum < 0 { Sign::Minus } else { Sign::Plus };
        Self::assemble(sign, sum.unsigned_abs(), i32::from(self.exponent.min(other.exponent)), false)
    }

    /// The difference.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negate())
    }

    /// The product.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let sign = if self.sign == other.sign { Sign::Plus } else { Sign::Minus };
        let (a, b) = (self.coefficient(), other.coefficient());
        let exponent = self.exponent() + other.exponent();
        if let Some(product) = a.checked_mul(b) {
            return Self::assemble(sign, product, exponent, false);
        }
        let (a1, a0, b1, b0) = (a / HALF, a % HALF, b / HALF, b % HALF);
        let low = a0 * b0;
        let middle = a1 * b0 + a0 * b1 + low / HALF;
        let high = a1 * b1 + middle / HALF;
        let low = (middle % HALF) * HALF + low % HALF;
        // The product is `high × 10^34 + low`. Keep 37 digits, so that only the rest decides about inexactness.
        let surplus = digits(high);
        let drop = surplus.saturating_sub(3);
        let kept = high * power_of_ten(34 - drop)? + low / power_of_ten(drop)?;
        Self::assemble(sign, kept, exponent + i32::try_from(drop).ok()?, !low.is_multiple_of(power_of_ten(drop)?))
    }

    /// The quotient; `None` for a division by nought too.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let sign = if self.sign == other.sign { Sign::Plus } else { Sign::Minus };
        let (a, b) = (self.coefficient(), other.coefficient());
        let (mut quotient, mut remainder) = (a / b, a % b);
        let ideal = self.exponent() - other.exponent();
        let mut exponent = ideal;
        while remainder != 0 && quotient < LIMIT {
            // Four digits at a time: both stay below 10^38.
            remainder *= 10_000;
            quotient = quotient * 10_000 + remainder / b;
            remainder %= b;
            exponent -= 4;
        }
        while remainder == 0 && exponent < ideal && quotient != 0 && quotient.is_multiple_of(10) {
            quotient /= 10;
            exponent += 1;
        }
        Self::assemble(sign, quotient, exponent, remainder != 0)
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negate(self) -> Self {
        let sign = if self.sign == Sign::Plus && !self.is_zero() { Sign::Minus } else { Sign::Plus };
        Self { sign, ..self }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { sign: Sign::Plus, ..self }
    }

    /// `self - other × floor(self / other)`, the sign of the divisor: the `modulo` of DMN.
    #[must_use]
    pub fn checked_modulo(self, other: Self) -> Option<Self> {
        let quotient = self.checked_div(other)?.floor_to(0)?;
        self.checked_sub(other.checked_mul(quotient)?)
    }
}
