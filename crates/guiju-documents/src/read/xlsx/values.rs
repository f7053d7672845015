//! What is written in a workbook's cell becomes a [`Cell`].

use calamine::{ExcelDateTime, ExcelDateTimeType};
use jiff::civil::{Date, DateTime, Time};

use crate::Cell;
use crate::cell::number_text;

/// What the number format of a cell says about its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Shown {
    /// A number.
    #[default]
    Number,
    /// A date, a time of day, or both.
    Date,
    /// Hours and minutes, which stay a number of days.
    Duration,
}

/// What a built-in format shows: the ids of ECMA-376 18.8.30, and those that Excel keeps for East Asian dates.
pub(super) const fn of_builtin(id: u32) -> Shown {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        46 => Shown::Duration,
        _ => Shown::Number,
    }
}

/// What a format of the file's own shows, by the first of its sections: a letter of a date outside of quotes, escapes and brackets makes it one,
/// `[h]`, `[m]` or `[s]` a duration.
pub(super) fn of_code(code: &str) -> Shown {
    let mut letters = code.chars().peekable();
    let mut is_after_a = false;
    while let Some(letter) = letters.next() {
        match letter {
            // An escaped letter, the width of a letter, a letter that fills: none of them is a token.
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => while letters.next().is_some_and(|letter| letter != '"') {},
            ';' => return Shown::Number,
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let mut unit = inside.chars().map(|letter| letter.to_ascii_lowercase());
                let first = unit.next();
                if matches!(first, Some('h' | 'm' | 's')) && unit.all(|letter| Some(letter) == first) {
                    return Shown::Duration;
                }
            }
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' => return Shown::Date,
            'p' | 'P' | '/' if is_after_a => return Shown::Date,
            _ => {}
        }
        // `AM/PM` and `A/P`; an `a` alone is a letter of `General`.
        is_after_a = matches!(letter, 'a' | 'A') || (is_after_a && !letter.is_ascii());
    }
    Shown::Number
}

/// A written number: as it is where spreadsheet programs keep all its digits, to 15 digits otherwise, as a date where its format shows one.
/// What is no number stays text.
pub(in crate::read) fn number(written: &[u8], shown: Shown, is_1904: bool) -> Cell {
    let written = written.trim_ascii();
    if shown == Shown::Number
        && let Some(text) = plain(written)
    {
        return Cell::Number(text);
    }
    let is_number = written.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    let text = String::from_utf8_lossy(written);
    match text.parse::<f64>() {
        Ok(number) if is_number => serial(number, shown, is_1904),
        Ok(_) | Err(_) => Cell::from(text.as_ref()),
    }
}

/// A decimal number of at most 15 digits in its shortest form, without a look at its binary value: 15 digits survive that and come back.
fn plain(written: &[u8]) -> Option<String> {
    let (is_negative, digits) = match written {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 16 {
        return None;
    }
    let mut point = None;
    for (place, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {}
            b'.' if point.is_none() => point = Some(place),
            _ => return None,
        }
    }
    let (whole, fraction) = match point {
        Some(place) => (digits.get(..place)?, digits.get(place + 1..)?),
        None => (digits, &b""[..]),
    };
    if whole.is_empty() || whole.len() + fraction.len() > 15 {
        return None;
    }
    let zeros = whole.iter().take(whole.len() - 1).take_while(|byte| **byte == b'0').count();
    let whole = whole.get(zeros..)?;
    let length = fraction.iter().rposition(|byte| *byte != b'0').map_or(0, |place| place + 1);
    let fraction = fraction.get(..length)?;
    let is_zero = whole == b"0" && fraction.is_empty();
    let mut text = String::with_capacity(whole.len() + fraction.len() + 2);
    if is_negative && !is_zero {
        text.push('-');
    }
    text.push_str(std::str::from_utf8(whole).ok()?);
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(std::str::from_utf8(fraction).ok()?);
    }
    Some(text)
}

/// A serial number becomes a date where its format says so and there is such a date; 0 is an empty date cell of a careless export.
pub(in crate::read) fn serial(number: f64, shown: Shown, is_1904: bool) -> Cell {
    if shown != Shown::Date || !(1.0..2_958_466.0).contains(&number) {
        return Cell::Number(number_text(number));
    }
    let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904);
    of_moment(&moment).unwrap_or_else(|| Cell::Number(number_text(number)))
}

fn of_moment(moment: &ExcelDateTime) -> Option<Cell> {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let part = |number: u8| i8::try_from(number).ok();
    let date = Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()?;
    let time = Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?;
    Some(Cell::Date(DateTime::from_parts(date, time)))
}

/// A date of a workbook in the strict form, `2026-03-05T00:00:00`.
pub(in crate::read) fn iso_date(text: &str) -> Cell {
    let text = text.trim();
    let moment = text.trim_end_matches('Z').parse::<DateTime>().or_else(|_| text.parse::<Date>().map(DateTime::from));
    moment.map_or_else(|_| Cell::from(text), |moment| Cell::Date(moment.with().subsec_nanosecond(0).build().unwrap_or(moment)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_number_is_what_its_binary_form_would_give() {
        for text in [
            "0",
            "-0",
            "0.0",
            "-0.00",
            "1",
            "-1",
            "17850",
            "1234.50",
            "0012.5",
            "0.1",
            "-0.10",
            "999999999999999",
            "123456789.12345",
            "0.000001234",
            "100",
            "100.0",
            "-3",
            "46027",
            "1E3",
            "1.5e-3",
            "0.30000000000000004",
            "9007199254740993",
            "1e30",
            "12345678901234567890",
            "1200.5000000000001",
            "+5",
            ".5",
            "5.",
        ] {
            let expected = number_text(text.parse().unwrap());
            assert_eq!(number(text.as_bytes(), Shown::Number, false), Cell::Number(expected), "{text}");
        }
        assert_eq!(number(b"abc", Shown::Number, false), Cell::from("abc"));
        assert_eq!(number(b"inf", Shown::Number, false), Cell::from("inf"));
    }

    #[test]
    fn a_format_shows_dates_or_numbers() {
        for (code, expected) in [
            ("General", Shown::Number),
            ("yyyy\"年\"m\"月\"d\"日\"", Shown::Date),
            ("[$-804]aaaa;@", Shown::Number),
            ("[$-F800]dddd, mmmm dd, yyyy", Shown::Date),
            ("h:mm AM/PM", Shown::Date),
            ("A/P", Shown::Date),
            ("[h]:mm:ss", Shown::Duration),
            ("[ss]", Shown::Duration),
            ("[Blue]\\+[h]:mm;[Red]\\-[h]:mm", Shown::Duration),
            ("#,##0.00_);[Red](#,##0.00)", Shown::Number),
            ("\"Y: \"0.00\"m\";\"Y: \"-0.00\"m\"", Shown::Number),
            ("#,##0*y", Shown::Number),
            ("\\Y000000", Shown::Number),
            ("0.00 \"days\"", Shown::Number),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"", Shown::Date),
            ("*-yyyy-mm-dd", Shown::Date),
            ("#,##0\\ [$\u{20bd}-46D]", Shown::Number),
            ("[>=100][Magenta][s].00", Shown::Duration),
            ("¥#,##0.00;¥-#,##0.00", Shown::Number),
        ] {
            assert_eq!(of_code(code), expected, "{code}");
        }
    }

    #[test]
    fn a_serial_is_a_day_of_its_calendar() {
        let day = |serial: f64, is_1904: bool| super::serial(serial, Shown::Date, is_1904).text().into_owned();
        assert_eq!(day(46027.0, false), "2026-01-05");
        assert_eq!(day(44565.0, true), "2026-01-05");
        assert_eq!(day(1.0, false), "1900-01-01");
        assert_eq!(day(0.0, false), "0");
        assert_eq!(day(46027.5, false), "2026-01-05T12:00:00");
        assert_eq!(iso_date("2026-01-05T00:00:00").text(), "2026-01-05");
        assert_eq!(iso_date("2026-01-05").text(), "2026-01-05");
        assert_eq!(iso_date("soon").text(), "soon");
    }
}
