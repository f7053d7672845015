//! Rows that are no data: totals, subtotals, running totals, opening and closing balances, footers.

use std::collections::{BTreeMap, HashMap, HashSet};

use guiju_documents::{Cell, Row};
use guiju_rulebook::Imports;

use crate::import::cells::width::narrow;

/// What a row is besides one of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// A sum over everything before.
    Total,
    /// A sum over what came since the last one.
    Subtotal,
    /// A sum since the beginning of the year, or of the page.
    Running,
    /// What was there before.
    Opening,
    /// What is left.
    Closing,
    /// Who made the table, when it was printed …
    Footer,
}

/// What a row's cells say of it, whatever the reading; found once for all readings of a sheet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowMarks {
    pub(crate) marked: Option<Marked>,
    /// See [`Marks::states`].
    pub(crate) states: Option<bool>,
    /// Cells that are not empty.
    pub(crate) filled: usize,
}

/// A mark with how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) mark: Mark,
    /// Whether a cell is the word and nothing else; otherwise it only begins or ends with it, as `甲公司 小计` does.
    pub(crate) is_whole: bool,
    /// The place of the cell.
    pub(crate) column: usize,
}

const LISTS: [(&str, Mark); 5] =
    [("all", Mark::Total), ("since", Mark::Subtotal), ("running", Mark::Running), ("opening", Mark::Opening), ("closing", Mark::Closing)];

/// A cell that is longer says something else.
const LONGEST: usize = 60;

/// The words of the rulebook that mark rows, ready to be looked for in every row.
#[derive(Debug)]
pub(crate) struct Marks<'a> {
    imports: &'a Imports,
    whole: HashMap<&'a str, Mark>,
    begins: Vec<(&'a str, Mark)>,
    /// The words of both by their first letters.
    by_first: HashMap<char, Vec<&'a str>>,
    ends: Vec<(&'a str, Mark)>,
    /// Labels of figures that a file states of itself.
    stated: HashSet<&'a str>,
    /// The first letters of `whole` and `begins`, the last of `ends`: most cells have neither and cost no more than that.
    first: Letters,
    last: Letters,
    /// The first letters of `stated`.
    stated_first: Letters,
}

impl<'a> Marks<'a> {
    pub(crate) fn of(imports: &'a Imports) -> Self {
        let words = |list: &str| imports.words("total", list).iter().map(String::as_str);
        let mut whole = HashMap::new();
        for (list, mark) in LISTS {
            whole.extend(words(list).map(|word| (word, mark)));
        }
        let begins: Vec<(&str, Mark)> = words("begins")
            .map(|word| (word, Mark::Subtotal))
            .chain(imports.words("footer", "begins").iter().map(|word| (word.as_str(), Mark::Footer)))
            .collect();
        let ends: Vec<(&str, Mark)> =
            words("ends_since").map(|word| (word, Mark::Subtotal)).chain(words("ends_all").map(|word| (word, Mark::Total))).collect();
        let mut by_first: HashMap<char, Vec<&str>> = HashMap::new();
        for word in whole.keys().copied().chain(begins.iter().map(|(word, _)| *word)) {
            if let Some(letter) = word.chars().next() {
                by_first.entry(letter).or_default().push(word);
            }
        }
        // A word may be written in another form of its letters; both count.
        let forms = |letter: char| {
            let others = imports.variants.iter().filter(move |(_, ours)| **ours == letter).map(|(other, _)| *other);
            others.chain([letter]).collect::<Vec<_>>()
        };
        let firsts = whole.keys().copied().chain(begins.iter().map(|(word, _)| *word)).filter_map(|word| word.chars().next());
        let first = firsts.flat_map(forms).collect();
        let last = ends.iter().filter_map(|(word, _)| word.chars().last()).flat_map(forms).collect();
        let stated: HashSet<&str> =
            imports.values.get("stated").into_iter().flat_map(BTreeMap::values).flatten().map(String::as_str).collect();
        let stated_first = stated.iter().filter_map(|word| word.chars().next()).flat_map(forms).collect();
        Self { imports, whole, begins, by_first, ends, stated, first, last, stated_first }
    }

    /// All that a row's cells say of it.
    pub(crate) fn look(&self, row: &Row) -> RowMarks {
        RowMarks { marked: self.of_row(row), states: self.states(row), filled: filled(row) }
    }

    /// Whether a row is marked as no data, in whichever column the word stands.
    pub(crate) fn of_row(&self, row: &Row) -> Option<Marked> {
        let mut part = None;
        let mut is_first = true;
        for (column, text) in row.cells.iter().enumerate().filter_map(|(column, cell)| text_of(cell).map(|text| (column, text))) {
            let at_first = std::mem::take(&mut is_first);
            let found = self.of_text(text).map(|(mark, is_whole)| Marked { mark, is_whole, column });
            match found {
                Some(marked) if marked.is_whole => return Some(marked),
                // Who made the table stands in a row of few cells.
                Some(Marked { mark: Mark::Footer, .. }) if !at_first || filled(row) > 4 => {}
                Some(_) => part = part.or(found),
                None => {}
            }
        }
        part
    }

    /// Whether a row says figures of the file itself (`借方笔数,1,借方金额,35000.00`): `true` where it is the header of such figures.
    pub(crate) fn states(&self, row: &Row) -> Option<bool> {
        let first = row.cells.iter().find(|cell| !cell.is_empty()).and_then(text_of)?;
        let label = first.split(['[', '(', '（', ':', '：']).next().unwrap_or(first).trim().trim_start_matches('#').trim();
        let begins = narrow(label).chars().find(|letter| letter.is_alphanumeric()).map(lower)?;
        if !self.stated_first.contains(begins) || label.len() > 4 * LONGEST || !self.stated.contains(self.imports.key(label).as_str()) {
            return None;
        }
        let second = row.cells.iter().filter(|cell| !cell.is_empty()).nth(1);
        let is_name = |cell: &Cell| text_of(cell).is_some_and(|text| !text.chars().any(|letter| letter.is_ascii_digit()));
        Some(second.is_some_and(is_name))
    }

    fn begins_with_word(&self, text: &str) -> bool {
        let is_at_start = |word: &&str| {
            let mut letters = self.imports.letters(text);
            word.chars().all(|letter| letters.next() == Some(letter))
        };
        let words = self.imports.letters(text).next().and_then(|first| self.by_first.get(&first));
        words.is_some_and(|words| words.iter().any(is_at_start))
    }

    /// The mark, and whether the word is the whole text.
    fn of_text(&self, text: &str) -> Option<(Mark, bool)> {
        if text.len() > 4 * LONGEST {
            return None;
        }
        let first = text.chars().find(|letter| letter.is_alphanumeric()).map(lower)?;
        let last = text.chars().rev().find(|letter| letter.is_alphanumeric()).map(lower)?;
        let may_begin = self.first.contains(first) && self.begins_with_word(text);
        if !may_begin && !self.last.contains(last) {
            return None;
        }
        let key = self.imports.key(text);
        if let Some(mark) = self.whole.get(key.as_str()) {
            return Some((*mark, true));
        }
        let is_longer = |word: &&str| key.len() > word.len();
        let begins = |word: &str| key.starts_with(word) && ends_a_word(text.chars(), word);
        let ends = |word: &str| key.ends_with(word) && ends_a_word(text.chars().rev(), word);
        let begin = self.begins.iter().find(|(word, mark)| (is_longer(word) || *mark == Mark::Footer) && begins(word));
        let found = begin.or_else(|| self.ends.iter().find(|(word, _)| is_longer(word) && ends(word)));
        found.map(|(_, mark)| (*mark, false))
    }
}

/// Whether what stands before the letters of a word, or behind them, is no letter of the same word: `Summer` does not begin with `Summe`.
/// Chinese has no spaces between words.
fn ends_a_word(mut letters: impl Iterator<Item = char>, word: &str) -> bool {
    let mut left = word.chars().count();
    while left > 0 {
        match letters.next() {
            Some(letter) => left -= usize::from(letter.is_alphanumeric()),
            None => return true,
        }
    }
    // The letters of Latin words end here in Unicode.
    let is_latin = |letter: char| letter.is_alphabetic() && letter < '\u{0250}';
    !word.is_ascii() || !letters.next().is_some_and(is_latin)
}

/// Letters that are looked for in every cell; nearly all cells begin and end with one of ASCII.
#[derive(Debug, Default)]
struct Letters {
    /// A bit for each letter of ASCII.
    ascii: u128,
    others: HashSet<char>,
}

impl Letters {
    fn contains(&self, letter: char) -> bool {
        if letter.is_ascii() { self.ascii >> u32::from(letter) & 1 == 1 } else { self.others.contains(&letter) }
    }
}

impl FromIterator<char> for Letters {
    fn from_iter<I: IntoIterator<Item = char>>(letters: I) -> Self {
        let mut set = Self::default();
        for letter in letters {
            if letter.is_ascii() {
                set.ascii |= 1 << u32::from(letter);
            } else {
                set.others.insert(letter);
            }
        }
        set
    }
}

fn lower(letter: char) -> char {
    if letter.is_ascii() { letter.to_ascii_lowercase() } else { letter.to_lowercase().next().unwrap_or(letter) }
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn text_of(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_footers_are_known_by_a_word_in_any_column() {
        let rulebook = guiju_rulebook::Rulebook::load(&guiju_rulebook::Source::embedded()).unwrap();
        let marks = Marks::of(rulebook.imports());
        let check = |text: &str, expected: Option<(Mark, bool)>| {
            let row = Row { number: 1, cells: text.split('|').map(Cell::from).collect(), merged: Vec::new() };
            assert_eq!(marks.of_row(&row).map(|marked| (marked.mark, marked.is_whole)), expected, "{text}");
        };
        check("合 计||100", Some((Mark::Total, true)));
        check("|Total:|100", Some((Mark::Total, true)));
        check("甲公司||2026-01-31||本月合计|800", Some((Mark::Subtotal, true)));
        check("甲公司||2026-01-31||本年累计|800", Some((Mark::Running, true)));
        check("乙公司 小计||||100", Some((Mark::Subtotal, false)));
        check("Total for Acme Ltd|||800", Some((Mark::Subtotal, false)));
        check("2026-01-01||甲公司|期初余额|||借|1000", Some((Mark::Opening, true)));
        check("制表人：张三|审核：", Some((Mark::Footer, false)));
        check("以上数据仅供参考|具体内容请以柜台为准", Some((Mark::Footer, false)));
        check("远航|5", None);
        check("Summer Maschinenbau OHG|8847.00", None);
        check("Summe Müller|8847.00", Some((Mark::Subtotal, false)));
    }
}
