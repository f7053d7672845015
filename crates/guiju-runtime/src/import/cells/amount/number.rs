//! A number's own characters: digits, the signs between groups of them, one decimal sign.

use guiju_types::Amount;

/// Why characters are no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// They are no number.
    NotANumber,
    /// They may be two numbers.
    Unclear,
    /// More decimals than an amount keeps.
    TooPrecise,
    /// Beyond what an amount keeps.
    TooLarge,
    /// A program has rounded the number to its scientific form.
    LostDigits,
    /// About so much, or so much for each of something.
    Uncertain,
    /// A unit beside the number contradicts the unit of its column.
    Unit,
}

/// A number of twelve decimals, and whether more follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scaled {
    trillionths: i128,
    has_more: bool,
}

const ONE: i128 = 1_000_000_000_000;
const PART: i128 = ONE / 10_000;

impl Scaled {
    /// A number of ten-thousandths.
    pub(super) const fn of_parts(parts: i64) -> Self {
        Self { trillionths: parts as i128 * PART, has_more: false }
    }

    /// So many times as much.
    pub(super) fn times(self, unit: i64) -> Result<Self, Fault> {
        let trillionths = self.trillionths.checked_mul(i128::from(unit)).ok_or(Fault::TooLarge)?;
        Ok(Self { trillionths, ..self })
    }

    /// Both together.
    pub(super) fn plus(self, other: Self) -> Result<Self, Fault> {
        let trillionths = self.trillionths.checked_add(other.trillionths).ok_or(Fault::TooLarge)?;
        Ok(Self { trillionths, has_more: self.has_more || other.has_more })
    }

    /// Whether it is below so many units.
    pub(super) fn is_below(self, units: i64) -> bool {
        self.trillionths < i128::from(units) * ONE
    }

    /// The amount, with the sign that was found around it. Half goes to even where a recipe says that decimals are rounded.
    pub(super) fn amount(self, is_negative: bool, rounds: bool) -> Result<Amount, Fault> {
        let (parts, rest) = (self.trillionths / PART, self.trillionths % PART);
        let is_exact = rest == 0 && !self.has_more;
        if !is_exact && !rounds {
            return Err(Fault::TooPrecise);
        }
        let half = PART / 2;
        let is_up = rest > half || (rest == half && (self.has_more || parts % 2 != 0));
        let parts = if is_up { parts + 1 } else { parts };
        let signed = if is_negative { -parts } else { parts };
        i64::try_from(signed).map(Amount::from_parts).map_err(|_| Fault::TooLarge)
    }
}

/// The common text: digits, at most one point with up to four decimals, a minus in front. In it nothing has to be looked up or copied.
pub(super) fn quick(text: &str) -> Option<Amount> {
    let bytes = text.as_bytes();
    let (is_negative, digits) = match bytes.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some(_) | None => (false, bytes),
    };
    // Fifteen digits and four decimals are within 64 bits.
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let mut parts: i64 = 0;
    let mut decimals: Option<u32> = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                parts = parts * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|count| count + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    let is_bare = digits.len() == 1 && decimals.is_some();
    let missing = 4_u32.checked_sub(decimals.unwrap_or(0)).filter(|_| !is_bare)?;
    let parts = parts.checked_mul(10_i64.pow(missing))?;
    Some(Amount::from_parts(if is_negative { -parts } else { parts }))
}

/// The groups before a decimal sign, as they pass.
#[derive(Debug, Default)]
struct Groups {
    sign: Option<char>,
    /// Digits since the last sign.
    length: u32,
    first: u32,
    /// Groups between the first and the last.
    between: u32,
    are_threes: bool,
    are_twos: bool,
}

impl Groups {
    fn close(&mut self, sign: char) -> Result<(), Fault> {
        match self.sign {
            None => (self.sign, self.first, self.are_threes, self.are_twos) = (Some(sign), self.length, true, true),
            Some(known) if known == sign => {
                self.between += 1;
                self.are_threes &= self.length == 3;
                self.are_twos &= self.length == 2;
            }
            Some(_) => return Err(Fault::NotANumber),
        }
        self.length = 0;
        Ok(())
    }

    /// Thousands (`1,234,567`), or lakhs and crores (`12,34,567`); anything else may be two numbers.
    fn check(&self, begins_with_zero: bool) -> Result<(), Fault> {
        let Some(sign) = self.sign else { return Ok(()) };
        let is_western = self.are_threes && (1..=3).contains(&self.first);
        let is_indian = sign == ',' && self.between > 0 && self.are_twos && (1..=2).contains(&self.first);
        if self.length == 3 && !begins_with_zero && (is_western || is_indian) { Ok(()) } else { Err(Fault::Unclear) }
    }
}

/// The number that all of a text is, without a sign: `1,234.50`, `12,34,567.00`, `1'234.50`, `1.234,50` where the decimal sign is a comma.
pub(super) fn number(text: &str, decimal: char) -> Result<Scaled, Fault> {
    match read(text, decimal) {
        Err(Fault::NotANumber) if read(text, if decimal == ',' { '.' } else { ',' }).is_ok() => Err(Fault::Unclear),
        read => read,
    }
}

fn read(text: &str, decimal: char) -> Result<Scaled, Fault> {
    let mut groups = Groups::default();
    let (mut whole, mut whole_digits, mut fraction, mut decimals) = (0_i128, 0_u32, 0_i128, 0_u32);
    let (mut is_fraction, mut has_more, mut any, mut begins_with_zero) = (false, false, false, false);
    let letters = text.char_indices();
    for (at, letter) in letters {
        match letter {
            '0'..='9' => {
                let digit = i128::from(letter.to_digit(10).unwrap_or(0));
                begins_with_zero |= !any && digit == 0;
                any = true;
                if !is_fraction {
                    groups.length += 1;
                    whole = whole * 10 + digit;
                    whole_digits += u32::from(whole != 0);
                    if whole_digits > 18 {
                        return Err(if is_number(text) { Fault::TooLarge } else { Fault::NotANumber });
                    }
                } else if decimals < 12 {
                    fraction = fraction * 10 + digit;
                    decimals += 1;
                } else {
                    has_more |= digit != 0;
                }
            }
            _ if letter == decimal && !is_fraction => is_fraction = true,
            ',' | '.' | '\'' | '’' | ' ' | '\u{2009}' | '\u{202F}' if !is_fraction && any => {
                groups.close(if letter.is_whitespace() { ' ' } else { letter })?
            }
            'e' | 'E' if any && groups.sign.is_none() => {
                let scaled = Scaled { trillionths: whole * ONE + fraction * 10_i128.pow(12 - decimals), has_more };
                return scientific(scaled, decimals, text.get(at + 1..).unwrap_or_default());
            }
            _ => return Err(Fault::NotANumber),
        }
    }
    if !any {
        return Err(Fault::NotANumber);
    }
    groups.check(begins_with_zero)?;
    Ok(Scaled { trillionths: whole * ONE + fraction * 10_i128.pow(12 - decimals), has_more })
}

fn is_number(text: &str) -> bool {
    text.chars().all(|letter| {
        letter.is_ascii_digit() || matches!(letter, ',' | '.' | '\'' | '’' | ' ' | '\u{2009}' | '\u{202F}' | 'e' | 'E' | '+' | '-')
    })
}

/// A power of ten after a number. Programs that write a sign before it (`1.23E+05`) show a rounded number, and so do those that write two
/// decimals; `1.5E7` and `5E-2` are exact.
fn scientific(mantissa: Scaled, decimals: u32, power: &str) -> Result<Scaled, Fault> {
    let digits = power.trim_start_matches(['+', '-']);
    if digits.is_empty() || digits.len() > 3 || power.len() - digits.len() > 1 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::NotANumber);
    }
    if power.starts_with('+') || (power.starts_with('-') && decimals == 2) {
        return Err(Fault::LostDigits);
    }
    let ten: u32 = digits.parse().map_err(|_| Fault::NotANumber)?;
    if !power.starts_with('-') {
        let factor = 10_i128.checked_pow(ten).ok_or(Fault::TooLarge)?;
        let trillionths = mantissa.trillionths.checked_mul(factor).ok_or(Fault::TooLarge)?;
        return if mantissa.has_more { Err(Fault::TooPrecise) } else { Ok(Scaled { trillionths, has_more: false }) };
    }
    let factor = 10_i128.checked_pow(ten);
    let (quotient, rest) =
        factor.map_or((0, mantissa.trillionths), |factor| (mantissa.trillionths / factor, mantissa.trillionths % factor));
    Ok(Scaled { trillionths: quotient, has_more: mantissa.has_more || rest != 0 })
}
