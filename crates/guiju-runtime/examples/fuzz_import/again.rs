//! The same thing again: a second file that says some of what the first one said. What both say counts once; a later open-item list
//! takes the place of the earlier one.

use jiff::civil::Date;

use crate::case::{Case, Wanted, money_of, of_sheet};
use crate::cell::Cell;
use crate::frame::{Line, Sheet, frame};
use crate::layout::Kind;
use crate::make::{Draft, Make, after};
use crate::truth::{Money, Tongue, UNIT};
use crate::words::Role;
use crate::write::Habits;

/// How the second file is like the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Manner {
    #[default]
    Same,
    /// The periods of both overlap.
    Overlap,
    /// One more column, which is empty.
    MoreColumns,
    /// The rows have other numbers in front.
    Renumbered,
    /// A later list of what is open.
    Later,
}

impl Manner {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Same => "again_same",
            Self::Overlap => "again_overlap",
            Self::MoreColumns => "again_more_columns",
            Self::Renumbered => "again_renumbered",
            Self::Later => "again_later_list",
        }
    }
}

/// Two files of one company, one after the other.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) manner: Manner,
    pub(crate) first: Case,
    pub(crate) second: Case,
    /// What is true when both have come in.
    pub(crate) after: Money,
}

/// Two files from a context that has made none yet.
pub(crate) fn pair(mut make: Make<'_>, wanted: Wanted) -> Pair {
    let manner = make.dice.weighted(&[
        (2, Manner::Same),
        (3, Manner::Overlap),
        (2, Manner::MoreColumns),
        (2, Manner::Renumbered),
        (4, Manner::Later),
    ]);
    let kind =
        if manner == Manner::Later { Kind::OpenItems } else { make.dice.pick(&[Kind::Receipts, Kind::Invoices, Kind::Bank, Kind::Bank]) };
    let mut draft = draft(&mut make, kind, manner);
    draft.may_total = false;
    draft.may_subtotal = false;
    let mut habits = Habits::random(&mut make.dice, make.tongue, make.currency, 1);
    habits.is_workbook = false;
    let sheet = frame(&mut make, &mut draft, crate::frame::Said::Nowhere);
    make.note(manner.name());
    let (first, second) = both(&mut make, &sheet, manner);
    let after = match manner {
        Manner::Later => money_of(&second),
        Manner::Same | Manner::Overlap | Manner::MoreColumns | Manner::Renumbered => money_of(&sheet),
    };
    let first = of_sheet(&make, kind, &draft, first, &habits, wanted);
    let mut second = of_sheet(&make, kind, &draft, second, &habits, wanted);
    if manner == Manner::Later {
        second.truth.list_day = first.truth.list_day.max(second.truth.list_day).map(|day| crate::make::after(day, 31));
    }
    Pair { manner, first, second, after }
}

/// A table that can be said twice: with numbers where a later list has to know its items again.
fn draft(make: &mut Make<'_>, kind: Kind, manner: Manner) -> Draft {
    for _ in 0..40 {
        let draft = kind.draft(make);
        let has = |role: Role| draft.roles.contains(&role);
        let is_fit = match manner {
            Manner::Later => has(Role::InvoiceNumber) && has(Role::Open) && !has(Role::InvoiceAmount) && !has(Role::Bucket(0)),
            Manner::Same | Manner::Overlap | Manner::MoreColumns | Manner::Renumbered => true,
        };
        if is_fit && draft.rows.len() > 2 {
            return draft;
        }
        make.traits.clear();
    }
    kind.draft(make)
}

fn both(make: &mut Make<'_>, sheet: &Sheet, manner: Manner) -> (Sheet, Sheet) {
    let data: Vec<usize> = sheet.lines.iter().enumerate().filter(|(_, line)| line.is_data).map(|(place, _)| place).collect();
    let cut = |from: usize, to: usize| {
        let kept = |place: &usize| {
            !data.contains(place) || data.iter().position(|data| data == place).is_some_and(|place| (from..to).contains(&place))
        };
        let lines = sheet.lines.iter().enumerate().filter(|(place, _)| kept(place)).map(|(_, line)| line.clone()).collect();
        with_days(Sheet { lines, ..sheet.clone() })
    };
    let count = data.len();
    match manner {
        Manner::Same => (sheet.clone(), sheet.clone()),
        Manner::Overlap => {
            let from = make.dice.count(1, count.saturating_sub(1).max(1));
            let to = make.dice.count(from, count);
            (cut(0, to), cut(from.saturating_sub(1), count))
        }
        Manner::MoreColumns => {
            let mut second = sheet.clone();
            let name = match make.tongue {
                Tongue::Chinese => "核对",
                Tongue::Traditional => "核對",
                Tongue::English => "checked",
                Tongue::German => "geprüft",
            };
            let header = sheet.columns.first().map(|(_, name)| name.clone()).unwrap_or_default();
            for line in &mut second.lines {
                let is_header = line.cells.iter().any(|cell| matches!(cell, Cell::Text(text) if *text == header))
                    && line.cells.len() == sheet.columns.len();
                if is_header {
                    line.cells.push(Cell::text(name));
                } else if line.is_data || line.cells.len() == sheet.columns.len() {
                    // A program that fills up one row fills up all of them.
                    line.cells.push(Cell::Empty);
                }
            }
            (sheet.clone(), second)
        }
        Manner::Renumbered => {
            let from = make.dice.count(0, count / 2);
            let mut second = cut(from, count);
            if let Some(column) = sheet.columns.iter().position(|(role, _)| *role == Role::RowNumber) {
                let rows = second.lines.iter_mut().filter(|line| line.is_data);
                for (place, line) in rows.enumerate() {
                    if let Some(cell) = line.cells.get_mut(column) {
                        *cell = Cell::Number((place + 1).to_string());
                    }
                }
            }
            (sheet.clone(), second)
        }
        Manner::Later => later(make, sheet),
    }
}

/// The list some weeks later: some items have been paid in part, some are gone, some are new.
fn later(make: &mut Make<'_>, sheet: &Sheet) -> (Sheet, Sheet) {
    let mut first = sheet.clone();
    let mut second = sheet.clone();
    let open = sheet.columns.iter().position(|(role, _)| *role == Role::Open);
    let data: Vec<usize> = sheet.lines.iter().enumerate().filter(|(_, line)| line.is_data).map(|(place, _)| place).collect();
    let mut not_in_first = Vec::new();
    let mut not_in_second = Vec::new();
    for (place, at) in data.iter().enumerate() {
        match make.dice.below(5) {
            0 if place > 0 => not_in_first.push(*at),
            1 if place > 0 => not_in_second.push(*at),
            2 => {
                if let Some(line) = second.lines.get_mut(*at) {
                    lower(line, open);
                }
            }
            _ => {}
        }
    }
    let without = |sheet: &Sheet, left_out: &[usize]| -> Vec<Line> {
        sheet.lines.iter().enumerate().filter(|(place, _)| !left_out.contains(place)).map(|(_, line)| line.clone()).collect()
    };
    first.lines = without(&first, &not_in_first);
    second.lines = without(&second, &not_in_second);
    if make.dice.percent(60) {
        let day = sheet.last_day.unwrap_or(make.from);
        first.lines.insert(0, as_of(make.tongue, after(day, 1)));
        second.lines.insert(0, as_of(make.tongue, after(day, 32)));
    }
    (with_days(first), with_days(second))
}

fn as_of(tongue: Tongue, day: Date) -> Line {
    Line::of_texts(vec![match tongue {
        Tongue::Chinese => format!("截止日期：{day}"),
        Tongue::Traditional => format!("截至日期：{day}"),
        Tongue::English => format!("As of {day}"),
        Tongue::German => format!("Stichtag: {day}"),
    }])
}

/// Takes part of what is open off.
fn lower(line: &mut Line, column: Option<usize>) {
    let Some(effect) = line.effects.first_mut().filter(|effect| effect.amount > 10 * UNIT) else { return };
    let Some(cell) = column.and_then(|column| line.cells.get_mut(column)) else { return };
    let rest = effect.amount / 2 / UNIT * UNIT;
    if let Cell::Money(money, _) = cell {
        *money = rest;
        effect.amount = rest;
    }
}

/// The first and last day of what is left in a sheet.
fn with_days(mut sheet: Sheet) -> Sheet {
    let columns = sheet.columns.clone();
    let days: Vec<Date> = sheet
        .lines
        .iter()
        .filter(|line| line.is_data)
        .flat_map(|line| line.cells.iter().zip(&columns))
        .filter_map(|(cell, (role, _))| cell.day().filter(|_| *role != Role::Due))
        .collect();
    sheet.first_day = days.iter().min().copied();
    sheet.last_day = days.iter().max().copied();
    sheet
}
