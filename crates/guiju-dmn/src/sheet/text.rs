//! Texts of a model in the cells of a sheet, so that no program on the way changes them.
//!
//! White space around a text says nothing in DMN and is left out. A text that a workbook or a CSV file cannot carry, or would read as
//! something else, stands between back quotes with its characters escaped; FEEL has no back quote. What an office program puts before a
//! text so that it is no formula, an apostrophe, is taken off again.

use super::SheetCell;

/// A workbook's cell holds 32,767 characters.
const CHARS_MAX: usize = 32_000;

/// Stands for a text that is too long for a cell.
pub(super) const KEPT: &str = "〔原文过长，保持不变 too long for a cell; kept as it is〕";

/// The cell for a text.
pub(super) fn cell(text: &str) -> SheetCell {
    let text = text.trim();
    if text.chars().count() > CHARS_MAX {
        return SheetCell::Text(KEPT.to_owned());
    }
    let is_odd = |letter: char| (letter.is_control() && letter != '\n') || matches!(letter, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}');
    if text.starts_with(['\'', '`']) || text.contains(is_odd) || text == KEPT || looks_escaped(text) {
        return SheetCell::Text(quoted(text));
    }
    SheetCell::from(text)
}

/// Workbooks write a control character as `_x000D_`, so a text that has that in it would be read as one.
fn looks_escaped(text: &str) -> bool {
    text.contains("_x")
}

/// A text between back quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("`");
    for letter in text.chars() {
        match letter {
            '`' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Not `_x`, or a workbook would take it for an escape of its own.
            '_' => quoted.push_str("\\u{5f}"),
            letter if letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}') => {
                quoted.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted + "`"
}

/// The text of a cell as FEEL or words: numbers, dates and truth values that a person typed become what FEEL writes for them. Nothing for
/// a cell in which a formula failed, or whose escapes are broken.
pub(super) fn text(cell: &SheetCell) -> Option<String> {
    Some(match cell {
        SheetCell::Empty => String::new(),
        SheetCell::Number(text) => text.clone(),
        SheetCell::Boolean(yes) => yes.to_string(),
        SheetCell::Date(date) => format!("date(\"{date}\")"),
        SheetCell::Moment(moment) => format!("date and time(\"{moment}\")"),
        SheetCell::Error(_) => return None,
        SheetCell::Text(text) => {
            // Offices write line ends in two ways; a text means one.
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            match text.trim() {
                trimmed if trimmed.len() > 1 && trimmed.starts_with('`') && trimmed.ends_with('`') => return unquoted(trimmed),
                trimmed => match trimmed.strip_prefix('\'') {
                    Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
                    _ => trimmed.to_owned(),
                },
            }
        }
    })
}

fn unquoted(quoted: &str) -> Option<String> {
    let inner = quoted.strip_prefix('`')?.strip_suffix('`')?;
    let mut text = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next()? {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'u' => {
                let digits: String = letters.by_ref().skip_while(|letter| *letter == '{').take_while(|letter| *letter != '}').collect();
                text.push(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)?);
            }
            escaped => text.push(escaped),
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        for original in
            ["", "-", ">= 5", "=1", "+1", "@\"P1D\"", "'x", "'-", "a\nb", "a\r\nb", "\u{7}", "`x`", "`", "a_x000D_b", "\\n", KEPT]
        {
            assert_eq!(text(&cell(original)).as_deref(), Some(original), "{original:?}");
        }
        let digits = "123456789012345678901234567890";
        assert_eq!(cell(digits), SheetCell::Text(digits.to_owned()));
    }

    #[test]
    fn what_a_person_types_becomes_feel() {
        for (typed, expected) in [
            (SheetCell::Number("0.1".into()), "0.1"),
            (SheetCell::Boolean(true), "true"),
            (SheetCell::Date("2024-01-31".into()), "date(\"2024-01-31\")"),
            (SheetCell::Moment("2024-01-31T10:00:00".into()), "date and time(\"2024-01-31T10:00:00\")"),
            (SheetCell::Text("'- ".into()), "-"),
            (SheetCell::Text(" a\r\nb".into()), "a\nb"),
        ] {
            assert_eq!(text(&typed).as_deref(), Some(expected));
        }
        assert_eq!(text(&SheetCell::Error("#N/A".into())), None);
        assert_eq!(text(&SheetCell::Text("`\\u{zz}`".into())), None);
    }
}
