//! Finds the header row: below title rows, of one or two rows, with merged and repeated cells.

use std::collections::HashMap;

use guiju_documents::{Cell, Row};

use crate::import::cells::amount::{NumberStyle, amount};
use crate::import::cells::date::written;
use crate::import::targets::{currency_word, is_same_key, key};
use crate::import::words::Vocabulary;

/// Rows in which a header is looked for.
const SEARCHED: usize = 50;

/// A header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// The number of its (last) row in the file.
    pub(crate) row: u64,
    /// The names of the columns, each different; empty where a column has none.
    pub(crate) names: Vec<String>,
}

/// Whether a cell may be a column's name rather than a value.
fn is_name(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => {
            // Numbers of papers and amounts in any style: digits and no letter.
            let has = |is: fn(char) -> bool| text.chars().any(is);
            let is_number = (has(|letter| letter.is_ascii_digit()) && !has(char::is_alphabetic))
                || matches!(amount(cell, NumberStyle::default()), Ok(Some(_)));
            // `账号：` and `单位：万元` are labels with their values, above a table.
            let is_label = text.trim_end().ends_with([':', '：']) || text.contains('：') || text.contains(": ");
            !is_number && !is_label && !matches!(written(cell), Ok(Some(_))) && text.chars().count() <= 60
        }
        Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => false,
    }
}

/// How much a row is like a header.
struct Likeness {
    score: i64,
    /// Whether it is nothing but names, about as wide as what stands below it.
    is_of_names: bool,
    /// Cells that are values.
    values: usize,
}

fn likeness(row: &Row, width: usize, vocabulary: &Vocabulary<'_>) -> Likeness {
    let (mut score, mut filled, mut values) = (0, 0, 0);
    for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
        filled += 1;
        match (is_name(cell), vocabulary.knows(&cell.text())) {
            (true, true) => score += 6,
            (true, false) => score += 1,
            (false, _) => {
                score -= 3;
                values += 1;
            }
        }
    }
    // Such a row is a header whatever its words are.
    let is_of_names = values == 0 && filled >= 3 && filled * 10 >= width * 6;
    if is_of_names {
        score += 5;
    }
    Likeness { score: if filled < 2 { score - 10 } else { score }, is_of_names, values }
}

/// The widest of the rows that follow a row.
fn width_below(rows: &[Row], place: usize) -> usize {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    rows.iter().skip(place + 1).take(20).map(filled).max().unwrap_or(0)
}

/// The header of a sheet; `None` where no row looks like one.
pub(crate) fn find(rows: &[Row], vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let mut best: Option<(i64, usize)> = None;
    let mut has_names = false;
    for (place, row) in rows.iter().take(SEARCHED).enumerate() {
        let Likeness { score, is_of_names, values } = likeness(row, width_below(rows, place), vocabulary);
        // Below a row of nothing but names those with values are data, whatever words stand in them.
        let is_data = has_names && values > 0;
        has_names |= is_of_names;
        if score > 0 && !is_data && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, place));
        }
    }
    let (_, place) = best?;
    Some(at(rows, place, vocabulary))
}

/// The header whose (last) row has a number.
pub(crate) fn with_number(rows: &[Row], number: u64, vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let place = rows.iter().position(|row| row.number == number)?;
    let row = rows.get(place)?;
    let above = place.checked_sub(1).and_then(|above| rows.get(above)).filter(|above| is_group(above, row, vocabulary));
    Some(Header { row: number, names: names(above, row) })
}

/// The header that has all of these columns; else the likeliest one.
pub(crate) fn with_columns(rows: &[Row], wanted: &[&str], vocabulary: &Vocabulary<'_>) -> Option<Header> {
    let wanted: Vec<String> = wanted.iter().map(|name| key(name)).collect();
    let has_all = |header: &Header| {
        let keys: Vec<String> = header.names.iter().map(|name| key(name)).collect();
        wanted.iter().all(|name| keys.contains(name))
    };
    for (place, row) in rows.iter().take(SEARCHED).enumerate() {
        let plain = Header { row: row.number, names: names(None, row) };
        if has_all(&plain) {
            return Some(plain);
        }
        if let Some(above) = place.checked_sub(1).and_then(|above| rows.get(above)) {
            let grouped = Header { row: row.number, names: names(Some(above), row) };
            if has_all(&grouped) {
                return Some(grouped);
            }
        }
    }
    find(rows, vocabulary)
}

/// The header at a place, with the row above or below it where the header has two.
fn at(rows: &[Row], place: usize, vocabulary: &Vocabulary<'_>) -> Header {
    let empty = Row::default();
    let row = rows.get(place).unwrap_or(&empty);
    if let Some(below) = rows.get(place + 1).filter(|below| is_group(row, below, vocabulary)) {
        return Header { row: below.number, names: names(Some(row), below) };
    }
    let above = place.checked_sub(1).and_then(|above| rows.get(above)).filter(|above| is_group(above, row, vocabulary));
    Header { row: row.number, names: names(above, row) }
}

/// Whether `above` names groups of the columns that `below` names: some column has a name only above, some group spans several columns,
/// and nothing in both rows is a value.
fn is_group(above: &Row, below: &Row, vocabulary: &Vocabulary<'_>) -> bool {
    if below.number != above.number + 1 {
        return false;
    }
    let cells = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    if cells(above) < 2 || cells(below) < 2 || !above.cells.iter().chain(&below.cells).all(|cell| cell.is_empty() || is_name(cell)) {
        return false;
    }
    let width = above.cells.len().max(below.cells.len());
    let spans =
        (1..width).any(|column| above.cell(column).is_empty() && !below.cell(column).is_empty() && !above.cell(column - 1).is_empty());
    let are_parts = below.cells.iter().filter(|cell| !cell.is_empty()).all(|cell| {
        let text = cell.text();
        currency_word(&text).is_some() || vocabulary.knows(&text) || text.chars().count() <= 6
    });
    let above_is_names = above.cells.iter().filter(|cell| !cell.is_empty()).any(|cell| vocabulary.knows(&cell.text()));
    // `账号|6222…` above `交易日期|摘要`: a label over one column whose name says all without it, and nothing together with it.
    let is_label = (0..width.saturating_sub(1)).any(|column| {
        let (over, own) = (above.cell(column), below.cell(column));
        !over.is_empty()
            && !above.cell(column + 1).is_empty()
            && vocabulary.knows(&own.text())
            && !vocabulary.knows(&format!("{}{}", over.text(), own.text()))
    });
    spans && are_parts && above_is_names && !is_label
}

/// The names of the columns, made different.
fn names(above: Option<&Row>, row: &Row) -> Vec<String> {
    let width = row.cells.len().max(above.map_or(0, |above| above.cells.len()));
    let mut names: Vec<String> = Vec::with_capacity(width);
    let mut group = String::new();
    for column in 0..width {
        let own = cleaned(&row.cell(column).text());
        let shown_above = above.map(|above| cleaned(&above.shown(column).text())).unwrap_or_default();
        if !shown_above.is_empty() {
            group.clone_from(&shown_above);
        }
        let name = match (shown_above.as_str(), own.as_str()) {
            ("", "") => String::new(),
            // In a CSV file a group's name stands over its first column only.
            ("", own) if above.is_some() && !group.is_empty() && currency_word(own).is_some() => format!("{group} {own}"),
            ("", own) => own.to_owned(),
            (over, "") => over.to_owned(),
            (over, own) if over == own => own.to_owned(),
            (over, own) => format!("{over} {own}"),
        };
        names.push(name);
    }
    let mut different: Vec<String> = Vec::with_capacity(width);
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(width);
    for name in &names {
        let count = seen.entry(name).or_default();
        *count += usize::from(!name.is_empty());
        different.push(if *count <= 1 { name.clone() } else { format!("{name}#{count}") });
    }
    different
}

fn cleaned(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a row repeats the header, as printed pages do.
pub(crate) fn repeats(row: &Row, header: &Header) -> bool {
    let mut same = 0;
    for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let name = header.names.get(column).map_or("", |name| name.split('#').next().unwrap_or(name));
        if !is_same_key(&cell.text(), name) {
            return false;
        }
        same += 1;
    }
    same >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Row> {
        (1..)
            .zip(text.lines())
            .map(|(number, line)| Row { number, cells: line.split('|').map(Cell::from).collect(), merged: Vec::new() })
            .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, row: u64, names: &[&str]) {
        let rulebook = guiju_rulebook::Rulebook::load(&guiju_rulebook::Source::embedded()).unwrap();
        let header = find(&rows(text), &Vocabulary::of(&rulebook)).unwrap();
        assert_eq!((header.row, header.names.iter().map(String::as_str).collect::<Vec<_>>()), (row, names.to_vec()));
    }

    #[test]
    fn the_header_stands_below_title_rows() {
        check("应收账款明细表||\n单位：元|2026年3月|\n客户名称|发票号|应收金额\n远航|A1|5", 3, &["客户名称", "发票号", "应收金额"]);
        check("customerID|InvoiceDate|x\n0379|1/2/2013|5", 1, &["customerID", "InvoiceDate", "x"]);
    }

    #[test]
    fn a_label_with_its_value_above_is_no_group() {
        let names = ["交易日期", "摘要", "收入", "支出", "余额"];
        for above in
            ["账号:|6222020200112233445|||", "账号|6222020200112233445|||", "账号:|6222 0202 **** 3445|||", "户名|远航物流有限公司|||"]
        {
            check(&format!("{above}\n交易日期|摘要|收入|支出|余额\n2026-03-02|货款|5.00||15.00\n2026-03-03|手续费||1.00|14.00"), 2, &names);
        }
    }

    #[test]
    fn repeated_names_are_made_different() {
        check("客户名称|应收金额|应收金额\n远航|1|2", 1, &["客户名称", "应收金额", "应收金额#2"]);
    }

    #[test]
    fn a_group_above_gives_its_name_to_the_columns_below() {
        check(
            "客户名称|发票号|应收金额||已收金额|\n||USD|RMB|USD|RMB\n远航|A1|1|2|3|4",
            2,
            &["客户名称", "发票号", "应收金额 USD", "应收金额 RMB", "已收金额 USD", "已收金额 RMB"],
        );
    }
}
