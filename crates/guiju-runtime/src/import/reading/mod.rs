//! What a file is found to be: the kind, what each column means, what proves it, and what only a person can say.
//!
//! [`guess`] looks at every sheet, makes the readings that headers and values allow (`candidate.rs`), tries each on the rows
//! (`evaluate.rs`), and takes one only where a header, a proof or a person vouches for it (`decide.rs`). Readings that lead to different
//! money and explain the file equally are asked about, with the money of each. Never here: writing.

mod as_of;
mod assemble;
mod by_balance;
mod by_rate;
mod by_tax;
mod by_values;
pub(crate) mod candidate;
mod decide;
mod direction;
pub(crate) mod evaluate;
mod figures;
mod learned;
mod profile;
mod proposal;
mod questions;
pub(crate) mod rows;
mod vouch;

use guiju_documents::{Cell, Row, Table};
use guiju_types::Text;

use super::customers::Customers;
use super::file::bucketed::buckets;
use super::file::header::{self, Header};
use super::file::marks::{Marks, RowMarks};
use super::file::preamble::Preamble;
use super::file::sheets::{Sheet, sheets};
use super::words::Vocabulary;
use super::{Books, ImportError, Recipe, Sum};
use candidate::{Candidate, Column, Seen, candidates};
use decide::{Decided, decide};
use evaluate::{Beside, Evaluated, Trial};
use figures::Figures;
use learned::Memory;
pub use proposal::{Answers, Ask, Choice, KindFound, LikeFile, Proposal, ProposedColumn, Question, Remembered, SaidAt, SheetFound};

pub use questions::variant_in_words;

/// Rows of other sheets of the same columns that are looked at.
const BESIDE: usize = 1_000;

/// Rows that are shown.
const SHOWN: usize = 20;

/// Rows of records that a cover has at the most, and one.
const COVER: u64 = 3;

/// A sheet with the readings that it allows, the best first.
struct Looked<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    columns: Vec<Column>,
    /// The numbers of the first rows of data.
    shown: Vec<u64>,
    readings: Vec<Evaluated<'a>>,
    decided: Decided,
    /// What was said of this file, and of an earlier one like it.
    answers: Answers,
    like: Option<LikeFile>,
    remembered: Vec<Remembered>,
    figures: Figures<'a>,
    /// Columns that another one multiplied gives the amounts of the table: prices and counts.
    multiplied: Vec<usize>,
}

impl<'a> Looked<'a> {
    /// The reading that is taken, or that is the likeliest.
    fn chosen(&self) -> Option<&Evaluated<'a>> {
        self.decided.chosen.and_then(|place| self.readings.get(place))
    }
}

/// Looks at a file and proposes how to read it.
///
/// # Errors
/// Where the file cannot be read, no header is found, or it is an ageing table already put into buckets.
pub fn guess(books: &Books<'_>, table: &Table, ask: &Ask<'_>) -> Result<Proposal, ImportError> {
    let vocabulary = Vocabulary::of(books.rulebook);
    let marks = Marks::of(books.rulebook.imports());
    let customers = Customers::load(books, &[])?;
    let memory = Memory::load(books)?;
    let sheets = sheets(table, ask.sheet, &vocabulary)?;
    let not_recognised = |why: &str| ImportError::NotRecognised { file: table.name().to_owned(), why: why.to_owned() };
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(not_recognised("no sheet has more than one row"));
    }
    let mut looked: Vec<Looked<'_>> = Vec::new();
    let mut bucketed = None;
    for sheet in sheets.iter().filter(|sheet| !sheet.is_hidden || sheets.len() == 1 || ask.sheet.is_some()) {
        let Some(header) = &sheet.header else { continue };
        // A sheet of the same columns is read together with the first that has them.
        if looked.iter().any(|known| known.header.names == header.names) {
            continue;
        }
        let found = buckets(&header.names, vocabulary.imports);
        // Items with their dates can be aged, whatever stands beside them.
        let has_items =
            header.names.iter().any(|name| {
                vocabulary.said(name).roles.iter().any(|role| matches!(role.as_str(), "due" | "invoice_date" | "invoice_number"))
            }) || has_dates(sheet, header);
        if !found.is_empty() && !has_items {
            bucketed = bucketed.or(Some(found));
            continue;
        }
        looked.push(look(books, table, ask, sheet, &sheets, header, &vocabulary, &marks, &customers, &memory)?);
    }
    let brings_money = |looked: &Looked<'_>| looked.chosen().is_some_and(|reading| !reading.money.lines.is_empty());
    // Beside a sheet with money a line or two of records are its cover.
    if looked.iter().any(brings_money) {
        looked.retain(|looked| brings_money(looked) || looked.chosen().is_none_or(|reading| reading.read >= COVER));
    }
    let place = decide::main_sheet(&looked.iter().map(|looked| (&looked.decided, looked.sheet.rows.len())).collect::<Vec<_>>());
    let Some(chosen) = place.and_then(|place| looked.get(place)) else {
        return Err(match bucketed {
            Some(columns) => ImportError::AlreadyBucketed { file: table.name().to_owned(), columns },
            None => not_recognised("no row of the first 50 looks like a header"),
        });
    };
    let rivals: Vec<&str> = looked
        .iter()
        .filter(|other| other.sheet.place != chosen.sheet.place && other.decided.is_vouched)
        .map(|other| other.sheet.name.as_str())
        .collect();
    assemble::proposal(books, table, ask, &sheets, chosen, &rivals)
}

/// Whether some column of a sheet holds a date in most of its rows.
fn has_dates(sheet: &Sheet, header: &Header) -> bool {
    let rows: Vec<&Row> = sheet.rows.iter().filter(|row| row.number > header.row).take(50).collect();
    let is_dated = |column: usize| {
        let dated = rows.iter().filter(|row| matches!(crate::import::cells::date::written(row.cell(column)), Ok(Some(_)))).count();
        dated > 0 && dated * 10 >= rows.len() * 6
    };
    (0..header.names.len()).any(is_dated)
}

#[expect(clippy::too_many_arguments, reason = "what all sheets of a file are looked at with")]
fn look<'a>(
    books: &Books<'_>,
    table: &Table,
    ask: &Ask<'_>,
    sheet: &'a Sheet,
    all: &'a [Sheet],
    header: &'a Header,
    vocabulary: &Vocabulary<'a>,
    marks: &Marks<'_>,
    customers: &Customers,
    memory: &Memory,
) -> Result<Looked<'a>, ImportError> {
    let preamble = Preamble::of(&sheet.rows, header.row, &[&sheet.name, table.name()], vocabulary);
    let marked: Vec<RowMarks> = sheet.rows.iter().map(|row| marks.look(row)).collect();
    let is_data = |(row, marks): &(&Row, &RowMarks)| {
        // A note has one cell.
        let is_note = marks.filled < 2 && header.names.len() > 2;
        row.number > header.row && marks.marked.is_none() && marks.states.is_none() && !is_note && !header::repeats(row, header)
    };
    let body: Vec<&Row> = sheet.rows.iter().zip(&marked).filter(is_data).map(|(row, _)| row).collect();
    let shown = body.iter().take(SHOWN).map(|row| row.number).collect();
    // What a column is, the sheets of the same columns say together: one month may have no money that went out.
    let beside = beside(sheet, header, all, marks);
    let of_others =
        beside.iter().flat_map(|other| other.rows.iter().zip(&other.marks).map(move |(row, marks)| (row, marks, other.header_row)));
    let of_others = of_others.filter(|(row, marks, header_row)| {
        row.number > *header_row && marks.marked.is_none() && marks.states.is_none() && marks.filled > 1 && !header::repeats(row, header)
    });
    let everything: Vec<&Row> = body.iter().copied().chain(of_others.map(|(row, _, _)| row).take(BESIDE)).collect();
    let mut columns = columns_of(header, &everything, vocabulary, memory);
    mark_direction_of_sheet(&mut columns, sheet, all, vocabulary);
    let learned = memory.kind_of(header);
    let answers = learned.as_ref().map_or_else(|| ask.answers.clone(), |learned| learned.with(ask.answers));
    let figures = Figures::of(&everything, body.len(), &columns, &answers, vocabulary.imports);
    mark_what_is_left(&mut columns, &figures);
    let multiplied = figures.multiplied(&columns);
    let seen = Seen {
        imports: vocabulary.imports,
        types: books.rulebook.record_types(),
        columns: &columns,
        figures: &figures,
        multiplied: &multiplied,
        has_party: preamble.party.is_some(),
        is_own_book: preamble.is_own_book,
        is_card: preamble.is_card || header.names.iter().any(|name| vocabulary.imports.meaning("card", name) == Some("is")),
        plus: preamble.plus,
    };
    let trial = Trial {
        books,
        file: super::plan::SourceFile::of(table),
        rows: &sheet.rows,
        marks: &marked,
        preamble: &preamble,
        customers,
        beside: &beside,
    };
    let mut readings = Vec::new();
    for candidate in candidates(&vocabulary.imports.kinds, &seen) {
        let recipe = assemble::recipe(&candidate, header, &columns, &preamble, &answers, books, memory);
        // A reading that cannot even be planned explains nothing.
        let Ok(mut evaluated) = tried(&trial, candidate, recipe, &answers) else { continue };
        evaluated.net_beside = net_beside(&evaluated.candidate, &columns, &figures);
        evaluated.has_parts = has_parts(&evaluated.candidate, &columns, &figures, &multiplied);
        evaluated.score = decide::score(&evaluated, &columns);
        if evaluated.signs_fit() {
            readings.push(evaluated);
        }
    }
    readings.sort_by_key(|reading| std::cmp::Reverse(reading.score));
    for reading in &mut readings {
        reading.recipe.file.as_of = as_of::said(reading, &preamble, &answers);
    }
    let decided = decide(&readings, &columns, &answers, learned.as_ref());
    let chosen = decided.chosen.and_then(|place| readings.get(place));
    let like = learned.filter(|learned| chosen.is_some_and(|chosen| learned.is_like(&chosen.recipe))).map(|learned| learned.file);
    let remembered = chosen.map(|chosen| learned::remembered(chosen, &columns, ask.answers, books, customers, memory)).unwrap_or_default();
    Ok(Looked { sheet, header, columns, shown, readings, decided, answers, like, remembered, figures, multiplied })
}

/// The other sheets that have the columns of this one and say something else.
fn beside<'a>(sheet: &Sheet, header: &Header, all: &'a [Sheet], marks: &Marks<'_>) -> Vec<Beside<'a>> {
    if all.iter().filter(|other| other.header.as_ref().is_some_and(|known| known.names == header.names)).count() < 2 {
        return Vec::new();
    }
    let content = |sheet: &Sheet, header_row: u64| -> Vec<Vec<String>> {
        sheet.rows.iter().filter(|row| row.number > header_row).map(|row| row.cells.iter().map(value).collect()).collect()
    };
    let mut seen: Vec<Vec<Vec<String>>> = Vec::new();
    let mut found = Vec::new();
    for other in all.iter().filter(|other| !other.is_hidden || other.place == sheet.place) {
        let Some(known) = other.header.as_ref().filter(|known| known.names == header.names) else { continue };
        let content = content(other, known.row);
        if seen.contains(&content) {
            continue;
        }
        seen.push(content);
        if other.place != sheet.place {
            let marks = other.rows.iter().map(|row| marks.look(row)).collect();
            found.push(Beside { rows: &other.rows, header_row: known.row, marks });
        }
    }
    found
}

/// What a cell says, however it is written.
fn value(cell: &Cell) -> String {
    use crate::import::cells::amount::{NumberStyle, amount};
    use crate::import::cells::date::{Written, written};
    match (written(cell), amount(cell, NumberStyle::default())) {
        (Ok(Some(Written::Clearly(day))), _) => day.to_string(),
        (_, Ok(Some(amount))) => amount.to_string(),
        _ => cell.text().trim().to_owned(),
    }
}

/// The columns of a table with what their headers say and their cells hold.
fn columns_of(header: &Header, body: &[&Row], vocabulary: &Vocabulary<'_>, memory: &Memory) -> Vec<Column> {
    let divided = buckets(&header.names, vocabulary.imports);
    let profiles = profile::profiles(header, body, vocabulary.imports);
    let named = header.names.iter().zip(profiles).enumerate();
    named
        .map(|(index, (name, mut profile))| {
            let mut said = if name.is_empty() { super::words::Said::default() } else { vocabulary.said(name) };
            profile.has_said_states = profile.texts.keys().any(|text| memory.knows_status(text, vocabulary.imports));
            // `Due` may be a day or an amount: the cells of this one say which.
            let is_money = profile.may_be_money() && profile.fractions > 0;
            said.roles.retain(|role| !(is_money && role == "due"));
            let label = vocabulary.label(name).map(str::to_owned);
            Column { index, header: name.clone(), said, label, is_bucket: divided.contains(name), profile }
        })
        .collect()
}

/// `Amount due` is what was charged, or what is left of it: where it is a part of another amount charged, it is left.
fn mark_what_is_left(columns: &mut [Column], figures: &Figures<'_>) {
    let says = |column: &Column, role: &str| column.said.roles.iter().any(|own| own == role);
    let is_whole = |column: &Column| says(column, "charge_amount") && !says(column, "open");
    let others = |part: &Column| columns.iter().filter(|other| other.index != part.index).collect::<Vec<_>>();
    let is_rest = |part: &Column| {
        let others = others(part);
        others.iter().any(|whole| others.iter().any(|paid| figures.is_sum(whole.index, part.index, paid.index)))
    };
    let is_left = |part: &Column| {
        let is_part = || others(part).iter().any(|whole| is_whole(whole) && figures.is_part_of(part.index, whole.index));
        says(part, "charge_amount") && says(part, "open") && (is_part() || is_rest(part))
    };
    let left: Vec<usize> = columns.iter().filter(|column| is_left(column)).map(|column| column.index).collect();
    for column in columns.iter_mut().filter(|column| left.contains(&column.index)) {
        column.said.roles.retain(|role| role == "open");
    }
}

/// A reading tried on the rows, with what follows from the rows alone.
fn tried<'a>(trial: &Trial<'_>, candidate: Candidate<'a>, mut recipe: Recipe, answers: &Answers) -> Result<Evaluated<'a>, ImportError> {
    let mut found = trial.evaluate(candidate.clone(), recipe.clone())?;
    // An opening balance without a date of its own is of the first day.
    if recipe.flow.out_gives.is_some() && found.problems.contains_key("date_missing") && found.first_date.is_some() {
        recipe.file.opened = found.first_date;
        found = trial.evaluate(candidate.clone(), recipe.clone())?;
    }
    // What is said of names that are like known ones is said of those that this reading has.
    let aliases = learned::aliases(&found.similar, trial.customers, answers);
    if !aliases.is_empty() {
        recipe.aliases = aliases;
        found = trial.evaluate(candidate.clone(), recipe.clone())?;
    }
    // What comes in where the statuses count that nobody knows: whether they do is asked.
    if !found.statuses.is_empty() {
        let mut counted = recipe.clone();
        counted.flow.statuses.extend(found.statuses.iter().map(|status| (super::plan::bare_status(status).trim().to_owned(), true)));
        let counted = trial.evaluate(candidate.clone(), counted)?;
        found = Evaluated { recipe: found.recipe, problems: found.problems, statuses: found.statuses, ..counted };
    }
    if !found.sums.is_empty() && recipe.file.sums.is_none() {
        recipe.file.sums = Some(Sum::Items);
        let items = trial.evaluate(candidate, recipe)?;
        // A total of the file that is right with them and wrong without, or the other way round, settles it.
        let are_right = |reading: &Evaluated<'_>| matches!(decide::held(reading, "totals"), (1.., 0));
        match (are_right(&found), are_right(&items)) {
            (false, true) if decide::held(&found, "totals").1 > 0 => return Ok(items),
            (true, false) if decide::held(&items, "totals").1 > 0 => found.recipe.file.sums = Some(Sum::Totals),
            _ => found.with_sums = Some(items.money),
        }
    }
    Ok(found)
}

/// A column that no header explains and that is the charge's amount plus another such column in every row: a gross amount beside the net
/// one that the reading takes.
fn net_beside(candidate: &Candidate<'_>, columns: &[Column], figures: &Figures<'_>) -> Option<usize> {
    let net = candidate.column_of("charge.amount")?.column;
    let is_free = |column: &&Column| column.profile.fractions > 0 && !candidate.takes(column.index);
    let free = figures.money(columns.iter().filter(is_free));
    free.iter().copied().find(|whole| free.iter().any(|part| part != whole && figures.is_sum(*whole, net, *part)))
}

/// Whether a column that no header explains holds parts of what the reading takes for open, for a receipt or for a cost.
fn has_parts(candidate: &Candidate<'_>, columns: &[Column], figures: &Figures<'_>, multiplied: &[usize]) -> bool {
    let whole = ["charge.open", "cost.amount", "receipt.amount"].iter().find_map(|target| candidate.column_of(target));
    let (Some(open), None) = (whole, candidate.column_of("charge.amount")) else { return false };
    let has_fractions = columns.get(open.column).is_some_and(|column| column.profile.fractions > 0);
    let is_part = |column: &&Column| {
        column.said.roles.is_empty()
            && !column.header.is_empty()
            && !column.is_bucket
            && !candidate.takes(column.index)
            && column.profile.may_be_money()
            && (!has_fractions || column.profile.fractions > 0)
            && !multiplied.contains(&column.index)
            && figures.is_part_of(column.index, open.column)
    };
    columns.iter().any(|column| is_part(&column))
}

/// In a workbook that is divided by direction (a sheet 支出, a sheet 收入) a column that only repeats the sheet's name tells it.
fn mark_direction_of_sheet(columns: &mut [Column], sheet: &Sheet, all: &[Sheet], vocabulary: &Vocabulary<'_>) {
    let names_direction = |sheet: &&Sheet| vocabulary.imports.meaning("direction", &sheet.name).is_some();
    if all.iter().filter(names_direction).count() < 2 {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.said.roles.iter().any(|role| role == "transaction_type")) {
        let repeats = column.profile.texts.keys().all(|text| vocabulary.imports.key(text) == vocabulary.imports.key(&sheet.name));
        if repeats && column.profile.filled > 0 {
            column.said.roles.push("direction".to_owned());
        }
    }
}

/// Text of both languages in one place.
fn both(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(zh, en)
}
