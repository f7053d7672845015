//! What exports put around a value so that spreadsheet programs leave it alone, taken off again.

use std::borrow::Cow;

use crate::Cell;

/// Blanks of every kind, and marks that are not seen.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\0')
}

/// A text without the blanks around it.
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_blank),
    }
}

/// The cell of a text in a workbook.
pub(super) fn tidy(text: &str) -> Cell {
    let text = trimmed(text);
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// The cell of a text in a CSV file or a web page: `="0012"` is how those say that 0012 is a text.
pub(super) fn tidy_written(text: &str) -> Cell {
    let text = trimmed(text);
    if text.is_empty() {
        return Cell::Empty;
    }
    if text.as_bytes().first() == Some(&b'=')
        && let Some(inside) = as_text(text)
    {
        return tidy(&inside);
    }
    Cell::Text(text.to_owned())
}

/// What stands between the quotes of `="…"`, two quotes being one.
fn as_text(text: &str) -> Option<Cow<'_, str>> {
    let inside = text.strip_prefix('=')?.trim_start().strip_prefix('"')?.strip_suffix('"')?;
    if !inside.contains('"') {
        return Some(inside.into());
    }
    let single = inside.replace("\"\"", "\u{0}");
    // A quote that is not doubled ends the text: a formula of several parts.
    (!single.contains('"')).then(|| single.replace('\u{0}', "\"").into())
}

/// Where a payment platform's bill begins its cells with a back quote, so that a spreadsheet leaves them as they are, the quotes go. A text
/// between two of them is something else, and so is a single one in a row.
pub(super) fn strip_back_quotes(cells: &mut [Cell]) {
    let is_marked = |cell: &Cell| matches!(cell, Cell::Text(text) if text.starts_with('`') && (text.len() == 1 || !text.ends_with('`')));
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let marked = cells.iter().filter(|cell| is_marked(cell)).count();
    if marked == 0 || (marked < 2 && marked < filled) {
        return;
    }
    for cell in cells.iter_mut().filter(|cell| is_marked(cell)) {
        if let Cell::Text(text) = cell {
            *cell = tidy_written(text.trim_start_matches('`'));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_without_its_wrapping() {
        for (written, expected) in [
            ("=\"0012\"", "0012"),
            ("=\"\"", ""),
            ("= \"a \"\"b\"\"\"\t", "a \"b\""),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("=A1", "=A1"),
            (" 2023-05-02     \t", "2023-05-02"),
            ("\u{3000}远航\u{A0}", "远航"),
            ("\u{FEFF}x\u{200B}", "x"),
            ("a b", "a b"),
            ("-", "-"),
        ] {
            assert_eq!(tidy_written(written).text(), expected, "{written}");
        }
    }

    #[test]
    fn back_quotes_go_where_all_cells_have_them() {
        let stripped = |texts: &[&str]| {
            let mut cells: Vec<Cell> = texts.iter().map(|text| tidy_written(text)).collect();
            strip_back_quotes(&mut cells);
            cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(stripped(&["`2026-03-02", "", "`", "`0.60%"]), "2026-03-02|||0.60%");
        assert_eq!(stripped(&["`a", "b"]), "`a|b");
        assert_eq!(stripped(&["`a`", "`b`"]), "`a`|`b`");
        assert_eq!(stripped(&["", ""]), "|");
    }
}
