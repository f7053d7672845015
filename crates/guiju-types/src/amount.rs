//! Exact money: a signed 64-bit count of ten-thousandths of a currency unit.

use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact amount of money, in ten-thousandths of a currency unit (`1.50` is 15,000).
///
/// Four decimals hold every currency in use (the dinar has three) and unit prices below a cent; 64 bits
/// hold 922 trillion units, and make sums, comparisons and database columns plain integers. Text that
/// does not fit is refused, never rounded.
///
/// ```
/// use guiju_types::Amount;
/// let price: Amount = "1234.5".parse().unwrap();
/// assert_eq!(price.to_string(), "1234.50");
/// assert!("0.00001".parse::<Amount>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

/// Why a text is not an amount. The text is the sender's to mend; never retry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Something other than digits, one point and a leading minus.
    #[error("`{text}` is not a number")]
    NotANumber {
        /// The text as it came.
        text: String,
    },
    /// More decimals than the four that an amount keeps.
    #[error("`{text}` has more than 4 decimals")]
    TooPrecise {
        /// The text as it came.
        text: String,
    },
    /// Beyond ±922,337,203,685,477.5807.
    #[error("`{text}` is larger than any amount kept here (922 trillion)")]
    TooLarge {
        /// The text as it came.
        text: String,
    },
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// How many decimals an amount keeps.
    pub const DECIMALS: u32 = 4;
    /// How many of the stored parts make one unit: 10,000.
    pub const PARTS_PER_UNIT: i64 = 10_000;

    /// An amount from its stored ten-thousandths.
    #[must_use]
    pub const fn from_parts(parts: i64) -> Self {
        Self(parts)
    }

    /// The stored ten-thousandths.
    #[must_use]
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// An amount of whole units, or `None` where it does not fit.
    #[must_use]
    pub const fn from_units(units: i64) -> Option<Self> {
        match units.checked_mul(Self::PARTS_PER_UNIT) {
            Some(parts) => Some(Self(parts)),
            None => None,
        }
    }

    /// The sum, or `None` where it does not fit.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(parts) => Some(Self(parts)),
            None => None,
        }
    }

    /// The difference, or `None` where it does not fit.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(parts) => Some(Self(parts)),
            None => None,
        }
    }

    /// `self × numerator ÷ denominator`, rounded half to even to a ten-thousandth; `None` where it does
    /// not fit or the denominator is zero. Converts by a rate and shares an amount out.
    #[must_use]
    pub fn checked_ratio(self, numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let (product, divisor) = (i128::from(self.0) * i128::from(numerator), i128::from(denominator));
        let (quotient, rest) = (product.div_euclid(divisor), product.rem_euclid(divisor));
        let twice = rest * 2;
        let divisor = divisor.abs();
        let up = twice > divisor || (twice == divisor && quotient % 2 != 0);
        // `div_euclid` rounds towards the divisor's sign, so the step up follows that sign.
        let step = if denominator > 0 { 1 } else { -1 };
        i64::try_from(if up { quotient + step } else { quotient }).ok().map(Self)
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The amount without its sign; the most negative amount becomes the largest.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not_a_number = || AmountError::NotANumber { text: shortened(text) };
        let (is_negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return Err(not_a_number());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 4 {
            return Err(AmountError::TooPrecise { text: shortened(text) });
        }
        let too_large = || AmountError::TooLarge { text: shortened(text) };
        let mut parts: i64 = 0;
        for byte in whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', 4 - fraction.len())) {
            let digit = i64::from(byte - b'0');
            let digit = if is_negative { -digit } else { digit };
            parts = parts.checked_mul(10).and_then(|tens| tens.checked_add(digit)).ok_or_else(too_large)?;
        }
        Ok(Self(parts))
    }
}

/// Keeps hostile input out of messages: the first 40 characters stand for the rest.
fn shortened(text: &str) -> String {
    let mut kept: String = text.chars().take(40).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.0.unsigned_abs();
        let (units, rest) = (parts / 10_000, parts % 10_000);
        if self.0 < 0 {
            out.write_str("-")?;
        }
        match (rest % 100, rest % 10) {
            (0, _) => write!(out, "{units}.{:02}", rest / 100),
            (_, 0) => write!(out, "{units}.{:03}", rest / 10),
            _ => write!(out, "{units}.{rest:04}"),
        }
    }
}

/// On the wire an amount is a decimal text (`"1234.50"`), so that no JSON reader makes a float of it.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Adds two amounts known to be of this company's size; sums over many rows use [`Amount::checked_add`].
impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// A currency by its ISO 4217 code (`CNY`, `USD`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Why a text is not a currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a currency code of three letters, such as CNY")]
pub struct CurrencyError {
    text: String,
}

impl Currency {
    /// Renminbi, the default base currency.
    pub const CNY: Self = Self(*b"CNY");

    /// The code in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // INVARIANT: made from ASCII letters only.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || CurrencyError { text: shortened(text) };
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_| error())?;
        if !code.iter().all(u8::is_ascii_alphabetic) {
            return Err(error());
        }
        // Chinese books write renminbi as RMB; the ISO code is CNY.
        Ok(match &code.map(|letter| letter.to_ascii_uppercase()) {
            b"RMB" => Self::CNY,
            other => Self(*other),
        })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let got = match text.parse::<Amount>() {
            Ok(amount) => amount.to_string(),
            Err(error) => format!("error: {error}"),
        };
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn text_is_kept_exactly_or_refused() {
        check("0", "0.00");
        check("-1234.5", "-1234.50");
        check("0.0001", "0.0001");
        check("12.3400000", "12.34");
        check(".5", "0.50");
        check("922337203685477.5807", "922337203685477.5807");
        check("-922337203685477.5808", "-922337203685477.5808");
        check("922337203685477.5808", "error: `922337203685477.5808` is larger than any amount kept here (922 trillion)");
        check("0.00001", "error: `0.00001` has more than 4 decimals");
        check("1,000", "error: `1,000` is not a number");
        check("", "error: `` is not a number");
        check("-", "error: `-` is not a number");
        check("１２", "error: `１２` is not a number");
    }

    #[test]
    fn a_ratio_rounds_half_to_even() {
        let ratio = |parts, numerator, denominator| Amount::from_parts(parts).checked_ratio(numerator, denominator).map(Amount::parts);
        assert_eq!(ratio(1, 1, 2), Some(0));
        assert_eq!(ratio(3, 1, 2), Some(2));
        assert_eq!(ratio(-1, 1, 2), Some(0));
        assert_eq!(ratio(-3, 1, 2), Some(-2));
        assert_eq!(ratio(3, 1, -2), Some(-2));
        assert_eq!(ratio(7, 2, 3), Some(5));
        assert_eq!(ratio(1, 1, 0), None);
        assert_eq!(ratio(i64::MAX, 2, 1), None);
    }

    #[test]
    fn currencies_are_three_letters_and_rmb_is_cny() {
        assert_eq!("rmb".parse::<Currency>().unwrap(), Currency::CNY);
        assert_eq!("usd".parse::<Currency>().unwrap().to_string(), "USD");
        assert!("US".parse::<Currency>().is_err());
        assert!("美元".parse::<Currency>().is_err());
    }

    proptest! {
        #[test]
        fn display_and_parse_are_inverse(parts: i64) {
            let amount = Amount::from_parts(parts);
            prop_assert_eq!(amount.to_string().parse::<Amount>().unwrap(), amount);
        }
    }
}
