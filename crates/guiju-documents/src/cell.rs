//! A cell and a row as they are in the file.

use guiju_types::Date;
use jiff::civil::DateTime;

/// What a cell of a file holds, before anybody says what its column means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing, or nothing but spaces.
    #[default]
    Empty,
    /// Text as written. Every cell of a CSV file is one.
    Text(String),
    /// A number of a workbook as its decimal text, to the 15 digits that spreadsheet programs show: `0.1 + 0.2` is `0.3`.
    Number(String),
    /// A number that its format shows as a date.
    Date(DateTime),
    /// Yes or no.
    Bool(bool),
    /// An error of a formula, such as `#N/A`.
    Error(String),
    /// A formula without a stored result, as programs write that do not compute: its text, such as `=D3+90`. What it would give is not
    /// known, and it is never nothing.
    Uncomputed(String),
}

impl Cell {
    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Its text, as shown to people and as hashed.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) | Self::Number(text) | Self::Error(text) | Self::Uncomputed(text) => text.as_str().into(),
            Self::Date(moment) if moment.time() == jiff::civil::Time::midnight() => moment.date().to_string().into(),
            Self::Date(moment) => moment.to_string().into(),
            Self::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        }
    }

    /// Whether digits of a long number may be gone, so that it names nothing and joins nothing: a number of 16 digits or more before the
    /// point (a spreadsheet keeps 15, so an identity number became another one), or a text such as `9.1310E+17`, which a spreadsheet
    /// program wrote of one.
    #[must_use]
    pub fn has_lost_digits(&self) -> bool {
        match self {
            Self::Number(text) => text.bytes().take_while(|byte| *byte != b'.').filter(u8::is_ascii_digit).count() > 15,
            Self::Text(text) => is_scientific(text.trim()),
            Self::Empty | Self::Date(_) | Self::Bool(_) | Self::Error(_) | Self::Uncomputed(_) => false,
        }
    }
}

/// `9.1310E+17`, as spreadsheet programs show a long number, or `9.131E17`, as Java does. `1E5` is neither, but a code.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let mantissa = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let (is_signed, power) = exponent.strip_prefix('+').map_or((false, exponent), |power| (true, power));
    let is_number = whole.len() == 1 && all_digits(whole) && all_digits(fraction) && !power.is_empty() && all_digits(power);
    is_number && power.len() <= 3 && (!fraction.is_empty() || is_signed)
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date.to_datetime(jiff::civil::Time::midnight()))
    }
}

/// A row that has at least one cell that is not empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its number as a spreadsheet program shows it, from 1; in a CSV file the line on which it starts.
    pub number: u64,
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
    /// What a merged cell that reaches into this row shows over an empty cell of it: column and value. Kept apart because a text or a date
    /// is meant for every row that it spans, and an amount is not.
    pub merged: Vec<(usize, Cell)>,
}

impl Row {
    /// The cell of a column; empty beyond the last.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(EMPTY)
    }

    /// The cell of a column, or the merged cell that is shown over it.
    #[must_use]
    pub fn shown(&self, column: usize) -> &Cell {
        match self.cell(column) {
            Cell::Empty => self.merged.iter().find(|(at, _)| *at == column).map_or(&Cell::Empty, |(_, cell)| cell),
            cell @ (Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_)) => cell,
        }
    }
}

/// The decimal text of a spreadsheet's number: whole numbers exactly up to 2^53, others to 15 significant digits, as spreadsheet programs
/// show them; what is beyond is noise of the binary form.
pub(crate) fn number_text(number: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if !number.is_finite() {
        return number.to_string();
    }
    if number.fract() == 0.0 && number.abs() <= EXACT {
        // Adding zero makes `0` of `-0`, which has no meaning in a table.
        return format!("{:.0}", number + 0.0);
    }
    let scientific = format!("{:.14e}", number.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let mut text = String::with_capacity(24);
    if number < 0.0 {
        text.push('-');
    }
    if point <= 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', point.unsigned_abs() as usize));
        text.push_str(digits);
    } else {
        let whole = point.unsigned_abs() as usize;
        text.extend(digits.chars().chain(std::iter::repeat('0')).take(whole));
        if digits.len() > whole {
            text.push('.');
            text.extend(digits.chars().skip(whole));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_lost_digits_is_known() {
        for text in ["9.1310E+17", "9.13100001234568E17", "1E+20", "-2.6E+19"] {
            assert!(Cell::from(text).has_lost_digits(), "{text}");
        }
        for text in ["1E5", "A1E+5", "12E+17", "1.5E-3", "E+17", "1.5", "913100001234567890", "1.E", ""] {
            assert!(!Cell::from(text).has_lost_digits(), "{text}");
        }
        assert!(Cell::Number(number_text(26_312_000_000_000_000_000.0)).has_lost_digits());
        assert!(Cell::Number(number_text(1e15)).has_lost_digits());
        assert!(!Cell::Number(number_text(999_999_999_999_999.0)).has_lost_digits());
        assert!(!Cell::Number("-922337203685477.5807".into()).has_lost_digits());
    }

    #[test]
    fn numbers_lose_their_binary_noise_and_nothing_else() {
        let text = |number: f64| number_text(number);
        assert_eq!(text(0.1 + 0.2), "0.3");
        assert_eq!(text(-1234.56), "-1234.56");
        assert_eq!(text(17850.0), "17850");
        assert_eq!(text(-0.0), "0");
        assert_eq!(text(9_007_199_254_740_991.0), "9007199254740991");
        assert_eq!(text(0.00001234), "0.00001234");
        assert_eq!(text(1e30), "1000000000000000000000000000000");
        assert_eq!(text(123_456_789.123_45), "123456789.12345");
        assert_eq!(text(99.999_999_999_999_999), "100");
    }
}
