//! What stands above the header and below the rows: the unit and currency of the whole sheet, its period and date, its account, and the
//! counts and sums that the file states of itself.

use guiju_documents::{Cell, Row};
use guiju_types::{Amount, Currency, Date};

use crate::import::Side;
use crate::import::cells::amount::{NumberStyle, amount};
use crate::import::cells::date::{Written, YearOf, written};
use crate::import::cells::width::narrow;
use crate::import::targets::currency_word;
use crate::import::words::Vocabulary;

/// What a sheet says once, for all of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Preamble {
    /// What one of its amounts is, with the text that says so.
    pub(crate) unit: Option<(i64, String)>,
    /// The currency of its amounts.
    pub(crate) currency: Option<Currency>,
    /// The day that it stands for.
    pub(crate) as_of: Option<Date>,
    /// The day that the file's or the sheet's name says, or a title: of a list of what is open, the day that it stands for.
    pub(crate) named_day: Option<Date>,
    /// The period that its title names, for dates without a year.
    pub(crate) period: Option<YearOf>,
    /// The party whose account it is.
    pub(crate) party: Option<String>,
    /// The kind of file that a title names.
    pub(crate) titled: Option<String>,
    /// Whether that title is of a company's own book.
    pub(crate) is_own_book: bool,
    /// Whether it is the statement of a credit card.
    pub(crate) is_card: bool,
    /// What an amount above zero is in the file's own words: `消费为正`.
    pub(crate) plus: Option<Side>,
    /// Counts and sums by what they count: `in_rows`, `out_sum` …
    pub(crate) stated: Vec<Stated>,
}

/// A figure that the file states of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    /// `rows`, `in_rows`, `in_sum`, `out_rows`, `out_sum`, `neither_rows`, `neither_sum`.
    pub(crate) what: String,
    /// The row that says it.
    pub(crate) row: u64,
    /// The figure.
    pub(crate) figure: Amount,
}

/// Rows at the end in which a file may state its sums.
const LAST: usize = 12;
/// Letters of a title; what is longer says something else.
const LONGEST_TITLE: usize = 30;

impl Preamble {
    /// What the rows above the header, the sheet's and the file's name, and the last rows say.
    pub(crate) fn of(rows: &[Row], header_row: u64, names: &[&str], vocabulary: &Vocabulary<'_>) -> Self {
        let mut found = Self::default();
        for row in rows.iter().take_while(|row| row.number < header_row) {
            found.take_row(row, vocabulary);
        }
        for name in names {
            found.take_title(name, vocabulary);
            found.named_day = found.named_day.or_else(|| YearOf::day_in(name));
        }
        let after: Vec<&Row> = rows.iter().filter(|row| row.number > header_row).collect();
        let last = after.get(after.len().saturating_sub(LAST)..).unwrap_or_default();
        for row in last {
            found.take_stated(row, vocabulary);
        }
        for pair in last.windows(2) {
            if let [above, below] = pair {
                found.take_below(above, below, vocabulary);
            }
        }
        // The statement that a company sends a customer has the title of a bank's, and names the customer.
        let names_party = |kind: &String| vocabulary.imports.kind(kind).is_some_and(|kind| kind.makes_customers);
        if found.party.is_some() && !found.is_own_book && !found.titled.as_ref().is_some_and(names_party) {
            found.titled = None;
        }
        found
    }

    fn take_row(&mut self, row: &Row, vocabulary: &Vocabulary<'_>) {
        let texts: Vec<(usize, &str)> =
            row.cells.iter().enumerate().filter_map(|(at, cell)| text_of(cell).map(|text| (at, text))).collect();
        for (at, text) in &texts {
            self.take_title(text, vocabulary);
            let next = row.cells.iter().skip(at + 1).find(|cell| !cell.is_empty());
            if let Some(next) = next {
                self.take_pair(text, next, vocabulary);
            }
        }
        self.take_stated(row, vocabulary);
    }

    /// A title, or a line of texts with colons.
    fn take_title(&mut self, text: &str, vocabulary: &Vocabulary<'_>) {
        let plain = narrow(text).into_owned();
        // A name may have brackets of its own: `客户：（香港）远航货运有限公司`.
        if let Some((label, value)) = plain.split_once(':')
            && value.contains('(')
            && vocabulary.said(label).roles.iter().any(|role| matches!(role.as_str(), "customer" | "party"))
        {
            self.take_pair(label, &Cell::from(value.trim()), vocabulary);
        }
        self.take_card(&vocabulary.imports.key(&plain), vocabulary);
        for piece in pieces(&plain) {
            if let Some((label, value)) = piece.split_once(':') {
                self.take_pair(label, &Cell::from(value.trim()), vocabulary);
            }
            self.take_day(&piece, vocabulary);
            self.take_unit(&piece, vocabulary);
            let key = vocabulary.imports.key(&piece);
            // The longest title that the line holds: 应收账款明细账 holds 明细账.
            let titles = vocabulary.imports.kinds.iter().flat_map(|kind| kind.titles.iter().map(move |title| (title, &kind.name)));
            let found = titles.filter(|(title, _)| key.contains(title.as_str())).max_by_key(|(title, _)| title.len());
            let own = vocabulary.imports.kinds.iter().flat_map(|kind| kind.own_book_titles.iter().map(move |title| (title, &kind.name)));
            let own = own.filter(|(title, _)| key.contains(title.as_str())).max_by_key(|(title, _)| title.len());
            let is_own_book = own.is_some() && own.map(|(title, _)| title.len()) >= found.map(|(title, _)| title.len());
            if let (None, Some((_, kind)), true) =
                (&self.titled, if is_own_book { own } else { found }, key.chars().count() <= LONGEST_TITLE)
            {
                self.titled = Some(kind.clone());
                self.named_day = self.named_day.or_else(|| YearOf::day_in(&plain));
                self.is_own_book = is_own_book;
            }
            // `Account statement (USD)`: a currency that stands alone in brackets or between gaps.
            let is_bare_unit = matches!(vocabulary.imports.key(&piece).as_str(), "元" | "圆" | "");
            if self.currency.is_none() && !is_bare_unit && piece.len() != plain.len() {
                self.currency = currency_word(&piece);
            }
        }
        if self.period.is_none() {
            self.period = YearOf::said_in(&plain);
        }
    }

    /// A credit card's statement, and what a plus means there.
    fn take_card(&mut self, key: &str, vocabulary: &Vocabulary<'_>) {
        if key.chars().count() > LONGEST_TITLE {
            return;
        }
        let holds = |meaning: &str| vocabulary.imports.words("card", meaning).iter().any(|word| key.contains(word.as_str()));
        self.is_card |= holds("is");
        let said = [("plus_out", Side::Out), ("plus_in", Side::In)].into_iter().find(|(meaning, _)| holds(meaning));
        self.plus = self.plus.or_else(|| said.map(|(_, side)| side));
    }

    /// `As of 2026-08-07`, `截至2026年8月7日`: a day without a colon before it.
    fn take_day(&mut self, piece: &str, vocabulary: &Vocabulary<'_>) {
        let Some(at) = piece.find(|letter: char| letter.is_ascii_digit()) else { return };
        let (label, day) = piece.split_at(at);
        if vocabulary.imports.meaning("as_of", label).is_some() {
            self.take_pair(label, &Cell::from(day.trim()), vocabulary);
        }
    }

    fn take_pair(&mut self, label: &str, value: &Cell, vocabulary: &Vocabulary<'_>) {
        let imports = vocabulary.imports;
        let text = value.text();
        let is = |list: &str| imports.meaning(list, label).is_some();
        if is("unit_label") {
            self.note_unit(&text, vocabulary);
        }
        if is("as_of")
            && self.as_of.is_none()
            && let Ok(Some(Written::Clearly(date))) = written(value)
        {
            self.as_of = Some(date);
        }
        let said = vocabulary.said(label).roles;
        // `单位：千元` is no party.
        let is_name = !text.trim().is_empty() && vocabulary.unit_said(&text).is_none() && currency_word(&text).is_none();
        if self.party.is_none() && is_name && said.iter().any(|role| matches!(role.as_str(), "customer" | "party")) {
            self.party = Some(text.trim().trim_matches(['[', ']', '【', '】']).to_owned());
        }
        if self.currency.is_none() && said.iter().any(|role| role == "currency") {
            self.currency = currency_word(&text);
        }
    }

    /// `单位万元`, `in thousands of RMB`, `RMB'000`: a unit without a colon.
    fn take_unit(&mut self, piece: &str, vocabulary: &Vocabulary<'_>) {
        let imports = vocabulary.imports;
        let key = imports.key(piece);
        if key.chars().count() > LONGEST_TITLE {
            return;
        }
        let labels = imports.words("unit_label", "is");
        let rest = labels.iter().filter_map(|label| key.strip_prefix(label.as_str())).min_by_key(|rest| rest.len());
        if let Some(rest) = rest.filter(|rest| vocabulary.unit(rest).is_some()) {
            self.note_unit(rest, vocabulary);
            // `Tsd. USD` is one word without its space.
            self.currency = self.currency.or_else(|| currency_in(piece).filter(|_| vocabulary.unit(rest).is_some_and(|unit| unit > 1)));
        }
        if vocabulary.unit(piece).is_some_and(|unit| unit > 1) {
            self.note_unit(piece, vocabulary);
        }
    }

    fn note_unit(&mut self, text: &str, vocabulary: &Vocabulary<'_>) {
        if let Some(unit) = vocabulary.unit(text)
            && self.unit.as_ref().is_none_or(|(known, _)| *known == 1)
        {
            self.unit = Some((unit, text.trim().to_owned()));
        }
        let key = vocabulary.imports.key(text);
        let is_bare_unit = matches!(key.as_str(), "元" | "圆" | "千元" | "万元" | "百万元" | "亿元");
        if self.currency.is_none() && !is_bare_unit {
            // `TEUR`: thousands of a currency in one word.
            let of_thousands = || currency_word(text.trim().strip_prefix(['T', 't', 'K', 'k'])?);
            self.currency = currency_word(text).or_else(of_thousands).or_else(|| currency_in(text));
        }
    }

    /// A second header of sums, with the sums in the row below it.
    fn take_below(&mut self, above: &Row, below: &Row, vocabulary: &Vocabulary<'_>) {
        for (at, cell) in above.cells.iter().enumerate() {
            let Some(label) = text_of(cell) else { continue };
            let Some(what) = vocabulary.imports.meaning("stated", bare_label(label)) else { continue };
            if let Ok(Some(figure)) = amount(below.cell(at), NumberStyle::default())
                && !self.stated.iter().any(|known| known.what == what)
            {
                self.stated.push(Stated { what: what.to_owned(), row: below.number, figure });
            }
        }
    }

    fn take_stated(&mut self, row: &Row, vocabulary: &Vocabulary<'_>) {
        let imports = vocabulary.imports;
        let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        // A row of data has many cells; what a file says of itself stands in few.
        if cells.is_empty() || cells.len() > 8 {
            return;
        }
        let mut put = |what: String, figure: Amount| {
            if !self.stated.iter().any(|known| known.what == what) {
                self.stated.push(Stated { what, row: row.number, figure });
            }
        };
        for (at, cell) in cells.iter().enumerate() {
            let Some(text) = text_of(cell) else { continue };
            if let Some(what) = imports.meaning("stated", bare_label(text))
                && let Some(next) = cells.get(at + 1)
                && let Ok(Some(figure)) = amount(next, NumberStyle::default())
            {
                put(what.to_owned(), figure);
            }
            let plain = narrow(text).replace(['，', ','], ",");
            let plain = plain.trim_start_matches('#');
            let count = digits_before(plain, "笔");
            if let Some((label, rest)) = plain.split_once(':') {
                if let Some(what) = imports.meaning("stated", bare_label(label)).filter(|_| count.is_none())
                    && let Ok(Some(figure)) = amount(&Cell::from(rest.trim()), NumberStyle::default())
                {
                    put(what.to_owned(), figure);
                }
                let direction = imports.meaning("direction", label).map(str::to_owned).or_else(|| {
                    let sum = imports.meaning("stated", bare_label(label))?;
                    sum.strip_suffix("_sum").map(str::to_owned)
                });
                if let (Some(direction), Some(count)) = (direction, count) {
                    put(format!("{direction}_rows"), count);
                    if let Some(sum) = last_amount(rest) {
                        put(format!("{direction}_sum"), sum);
                    }
                    continue;
                }
            }
            if plain.starts_with('共')
                && let Some(count) = count
            {
                put("rows".to_owned(), count);
            }
        }
    }
}

/// Without a translation in brackets.
fn bare_label(text: &str) -> &str {
    text.split(['[', '(', '（', '【']).next().unwrap_or(text).trim().trim_start_matches('#').trim()
}

fn text_of(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => None,
    }
}

/// The parts of a line: what stands in brackets and what stands between wide gaps.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for part in text.split(['(', ')', '[', ']', '【', '】', ';', '；', '\t']) {
        for piece in part.split("  ") {
            let piece = piece.trim();
            if !piece.is_empty() {
                pieces.push(piece.to_owned());
            }
        }
    }
    pieces
}

/// The number right before a word.
fn digits_before(text: &str, word: &str) -> Option<Amount> {
    let (before, _) = text.split_once(word)?;
    let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
    digits.parse().ok()
}

/// The last amount of a text such as `1笔 28.50元`.
fn last_amount(text: &str) -> Option<Amount> {
    let after = text.rsplit_once('笔').map_or(text, |(_, after)| after);
    let is_part = |letter: &char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-');
    let start = after.find(|letter: char| letter.is_ascii_digit() || letter == '-')?;
    // A remark in brackets stands between the count and the sum.
    let after = after.rsplit_once(')').map_or(after, |(_, rest)| rest);
    let rest = after.get(start..).filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-')).unwrap_or(after);
    let from = rest.find(|letter: char| letter.is_ascii_digit() || letter == '-')?;
    let figure: String = rest.get(from..)?.chars().take_while(is_part).collect();
    amount(&Cell::from(figure.as_str()), NumberStyle::default()).unwrap_or_default()
}

/// The currency named somewhere in a short text: `人民币万元`, `in thousands of RMB`.
fn currency_in(text: &str) -> Option<Currency> {
    let plain = narrow(text);
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() >= 2);
    words.filter_map(currency_word).next().or_else(|| {
        let head: String = plain.chars().take(3).collect();
        let begins = currency_word(&head).or_else(|| currency_word(&plain.chars().take(2).collect::<String>()));
        // `千欧元`, `百万美元`.
        let ends = || currency_word(plain.trim().trim_start_matches(['千', '百', '万', '萬', '亿', '億']));
        begins.or_else(ends)
    })
}
