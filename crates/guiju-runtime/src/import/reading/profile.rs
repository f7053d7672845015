//! What the cells of a column hold, whatever its header says.

use std::collections::BTreeMap;

use guiju_documents::{Cell, Row};
use guiju_rulebook::Imports;
use guiju_types::{Amount, Date};

use crate::import::cells::amount::{NumberStyle, Styles, written_amount};
use crate::import::cells::date::{DateOrder, Written, short_day, written};
use crate::import::cells::name::is_company;
use crate::import::file::header::Header;
use crate::import::targets::{Shape, currency_word};

/// Different texts of a column that are remembered.
const DISTINCT: usize = 400;

/// Dates that are enough to tell where the year stands by how close they lie.
const MANY_DATES: usize = 5;
/// Days between the first and the last of a column of them.
const SERIAL_DAYS: i32 = 1_500;
/// Years after today in which a due date may lie.
const YEARS_AHEAD: i64 = 3;
/// What row numbers count up by.
const ONE: Amount = Amount::from_parts(Amount::PARTS_PER_UNIT);
/// Days of a year, and some.
const A_YEAR: i32 = 400;

/// What the cells of a column hold.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    pub(crate) filled: usize,
    /// Cells that only say that there is nothing: `--`, `/`.
    pub(crate) nothings: usize,
    pub(crate) dates: usize,
    /// Dates written as three numbers that the order of the column decides.
    pub(crate) open_dates: usize,
    pub(crate) can_be_mdy: bool,
    pub(crate) can_be_dmy: bool,
    pub(crate) can_be_ymd: bool,
    pub(crate) has_short: bool,
    /// The first and last day of its dates of three short numbers, by order: year first, month first, day first.
    spans: [Option<(Date, Date)>; 3],
    /// Whether its dates have no year.
    pub(crate) has_no_year: bool,
    pub(crate) numbers: usize,
    /// Cells that are neither an amount nor nothing.
    pub(crate) broken: usize,
    pub(crate) comma_decimals: usize,
    pub(crate) needs_rounding: bool,
    /// Whether its cells are words of directions, of both of them.
    pub(crate) says_both_directions: bool,
    /// Whether its cells are words of directions, all of them.
    says_sides: bool,
    /// Whether its cells are sides of a ledger, as they stand beside balances.
    pub(crate) says_balance_sides: bool,
    /// Whether they are such words and say nothing else, as `paid` would, which may be a state.
    pub(crate) says_direction: bool,
    /// Whether its cells are words of directions, one of them of money that went out.
    pub(crate) says_out: bool,
    /// Whether its cells are words of states, of one at least that does not count.
    pub(crate) says_states: bool,
    /// Whether one of its texts is a state that a person explained at an earlier import.
    pub(crate) has_said_states: bool,
    /// The decimal signs that its amounts allow.
    pub(crate) styles: Styles,
    /// Amounts with a point and three digits after it, and nothing else that tells whether that is a decimal sign.
    pub(crate) thirds: usize,
    pub(crate) currencies: usize,
    /// Cells that are written as a number, whatever else they may be.
    pub(crate) plain_numbers: usize,
    /// Those of them that begin with zeros, as codes do and amounts do not.
    padded: usize,
    /// Dates that are a spreadsheet's count of days, and may as well be amounts.
    pub(crate) serials: usize,
    /// The least and most of them.
    serial_span: Option<(i32, i32)>,
    /// Dates of three short numbers with dashes between them.
    dashed: usize,
    pub(crate) negatives: usize,
    pub(crate) positives: usize,
    pub(crate) zeros: usize,
    /// Cells with digits after a decimal sign.
    pub(crate) fractions: usize,
    /// Cells with letters.
    pub(crate) letters: usize,
    /// Cells with letters and digits, as codes have them and names have not.
    digits: usize,
    /// Whether each number is one more than the one before it.
    counts_up: bool,
    /// The first and the last of these.
    counted: Option<(Amount, Amount)>,
    pub(crate) longest: usize,
    /// Different texts that are names of companies, where the column may be one of names.
    pub(crate) companies: usize,
    pub(crate) texts: BTreeMap<String, usize>,
    pub(crate) samples: Vec<String>,
}

impl Profile {
    pub(crate) fn new() -> Self {
        Self { can_be_mdy: true, can_be_dmy: true, can_be_ymd: true, counts_up: true, ..Self::default() }
    }

    fn take(&mut self, cell: &Cell) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        let text = cell.text();
        let text = text.trim();
        if self.samples.len() < 5 && !self.samples.iter().any(|sample| *sample == text) {
            self.samples.push(text.chars().take(40).collect());
        }
        if let Some(count) = self.texts.get_mut(text) {
            *count += 1;
        } else if self.texts.len() < DISTINCT {
            self.texts.insert(text.chars().take(80).collect(), 1);
        }
        self.longest = self.longest.max(text.chars().count());
        let has_letters = text.chars().any(char::is_alphabetic);
        self.letters += usize::from(has_letters);
        self.digits += usize::from(has_letters && text.chars().any(|letter| letter.is_ascii_digit()));
        if let Ok(Some(found)) = written(cell) {
            self.dates += 1;
            self.take_date(found);
            let whole = text.split('.').next().unwrap_or_default();
            if let (false, 5, Ok(days)) = (matches!(cell, Cell::Date(_)), whole.len(), whole.parse::<i32>()) {
                self.serials += 1;
                self.serial_span = Some(self.serial_span.map_or((days, days), |(least, most)| (least.min(days), most.max(days))));
            }
            self.dashed += usize::from(matches!(found, Written::Short { .. }) && text.contains('-'));
        }
        self.take_number(cell, text);
        self.styles.take(cell);
        self.thirds += usize::from(matches!(cell, Cell::Text(_)) && is_third(text));
        if matches!(cell, Cell::Text(_)) && text.chars().count() <= 4 && currency_word(text).is_some() {
            self.currencies += 1;
        }
    }

    fn take_number(&mut self, cell: &Cell, text: &str) {
        let read = match written_amount(cell, NumberStyle::default()).map(|written| written.map(|written| written.amount)) {
            Ok(Some(amount)) => {
                self.numbers += 1;
                Some(amount)
            }
            Err(problem) if problem.code == "amount_too_precise" => {
                self.numbers += 1;
                self.needs_rounding = true;
                None
            }
            Err(_) => match written_amount(cell, NumberStyle { decimal: ',', ..NumberStyle::default() })
                .map(|written| written.map(|written| written.amount))
            {
                Ok(Some(amount)) => {
                    self.comma_decimals += 1;
                    Some(amount)
                }
                Ok(None) | Err(_) => {
                    self.broken += 1;
                    None
                }
            },
            Ok(None) => {
                self.nothings += 1;
                return;
            }
        };
        self.count(read);
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
        self.plain_numbers += usize::from(is_plain);
        self.padded += usize::from(is_plain && text.len() > 2 && text.starts_with('0'));
        if let Some(amount) = read {
            self.negatives += usize::from(amount.is_negative());
            self.zeros += usize::from(amount.is_zero());
            self.positives += usize::from(!amount.is_negative() && !amount.is_zero());
            self.fractions += usize::from(!amount.is_zero() && (amount.parts() % Amount::PARTS_PER_UNIT != 0 || text.contains(['.', ','])));
        }
    }

    /// Whether a number is one more than the one before it.
    fn count(&mut self, number: Option<Amount>) {
        let is_next = match (self.counted, number) {
            (None, Some(_)) => true,
            (Some((_, last)), Some(next)) => last.checked_add(ONE) == Some(next),
            (_, None) => false,
        };
        self.counts_up &= is_next;
        self.counted = number.map(|number| (self.counted.map_or(number, |(first, _)| first), number));
    }

    /// Whether the numbers count up, as row numbers do: from one, or from another whole number where the table is a part of a longer one.
    pub(crate) fn counts_up(&self) -> bool {
        let begins =
            self.counted.is_some_and(|(first, _)| first == ONE || (self.filled > 1 && self.fractions == 0 && !first.is_negative()));
        self.counts_up && self.nothings == 0 && begins
    }

    fn take_date(&mut self, found: Written) {
        match found {
            Written::Clearly(_) | Written::MonthAndDay { .. } | Written::Month(_) => {}
            Written::WithoutYear { first, second } => {
                self.open_dates += 1;
                self.has_no_year = true;
                self.can_be_mdy &= first <= 12;
                self.can_be_dmy &= second <= 12;
                self.can_be_ymd = false;
            }
            Written::DayAndMonth { first, second, .. } => {
                self.open_dates += 1;
                self.can_be_mdy &= first <= 12;
                self.can_be_dmy &= second <= 12;
                self.can_be_ymd = false;
            }
            Written::Short { first, second, third } => {
                for (order, span) in [DateOrder::Ymd, DateOrder::Mdy, DateOrder::Dmy].into_iter().zip(&mut self.spans) {
                    if let Some(day) = short_day(first, second, third, order) {
                        *span = Some(span.map_or((day, day), |(from, to)| (from.min(day), to.max(day))));
                    }
                }
                self.open_dates += 1;
                self.has_short = true;
                self.can_be_mdy &= first <= 12 && second <= 31;
                self.can_be_dmy &= second <= 12 && first <= 31;
                self.can_be_ymd &= second <= 12 && third <= 31;
            }
        }
    }

    /// The orders that every date of the column allows.
    pub(crate) fn orders(&self) -> Vec<DateOrder> {
        let can =
            [(self.can_be_ymd && self.has_short, DateOrder::Ymd), (self.can_be_mdy, DateOrder::Mdy), (self.can_be_dmy, DateOrder::Dmy)];
        let mut orders: Vec<DateOrder> = can.into_iter().filter(|(can, _)| *can).map(|(_, order)| order).collect();
        // No paper is of a day some years ahead.
        let today = jiff::tz::TimeZone::UTC.to_datetime(guiju_types::Timestamp::now()).date();
        let latest = today.saturating_add(jiff::Span::new().years(YEARS_AHEAD));
        let is_past = |order: &DateOrder| self.span(*order).is_none_or(|(_, last)| last <= latest);
        if orders.iter().any(is_past) {
            orders.retain(is_past);
        }
        // `25-09-16, 25-10-19, 25-11-02`: days of some weeks in one order are the same day of many years in the other.
        let narrow = orders.iter().filter_map(|order| self.days(*order)).min();
        if let (Some(least), true) = (narrow, self.open_dates >= MANY_DATES) {
            orders.retain(|order| least > A_YEAR || self.days(*order).is_none_or(|days| days < least.max(30) * 10));
        }
        orders
    }

    /// From the first to the last of the dates of three short numbers.
    fn span(&self, order: DateOrder) -> Option<(Date, Date)> {
        let place = match order {
            DateOrder::Ymd => 0,
            DateOrder::Mdy => 1,
            DateOrder::Dmy => 2,
        };
        self.spans.get(place).copied().flatten()
    }

    fn days(&self, order: DateOrder) -> Option<i32> {
        let (from, to) = self.span(order)?;
        to.since(from).ok().map(|span| span.get_days())
    }

    /// The likeliest of the orders: by which the dates lie closest together; where that says nothing, a year stands last, or
    /// first before a dash.
    pub(crate) fn likeliest_order(&self) -> Option<DateOrder> {
        let rank = |order: &DateOrder| {
            (self.days(*order).unwrap_or(0) / A_YEAR, (*order == DateOrder::Ymd) == (self.dashed == 0), *order == DateOrder::Mdy)
        };
        self.orders().into_iter().min_by_key(rank)
    }

    pub(crate) fn fits(&self, shape: Shape) -> bool {
        self.fits_in(shape, 8)
    }

    /// Whether so many tenths of the filled cells are what a target holds.
    pub(crate) fn fits_in(&self, shape: Shape, tenths: usize) -> bool {
        let said = self.filled - self.nothings;
        let most = |count: usize| count > 0 && count * 10 >= said * tenths;
        match shape {
            _ if self.filled == 0 => true,
            Shape::Date => most(self.dates),
            Shape::Number => most(self.numbers + self.comma_decimals),
            Shape::Currency => most(self.currencies),
            Shape::Id | Shape::Text => true,
        }
    }

    /// Whether the numbers are such as amounts of money: no row numbers, dates, telephone or account numbers.
    pub(crate) fn may_be_money(&self) -> bool {
        let is_id = self.plain_numbers + self.nothings == self.filled && (self.longest >= 9 || self.padded > 0);
        // Days of a few years, several of them, are days; a single one may be an amount.
        let are_days = self.serials > 1 && self.serial_span.is_some_and(|(least, most)| most - least <= SERIAL_DAYS);
        let days = if are_days { self.dates } else { self.dates - self.serials };
        let is_dates = days * 10 >= self.filled * 8 && self.fractions == 0;
        self.filled > 0 && self.fits(Shape::Number) && !is_id && !is_dates && !(self.counts_up() && self.filled > 1)
    }

    /// Whether the cells are such as names: letters, no dates, no numbers, none of them long.
    pub(crate) fn may_be_names(&self) -> bool {
        self.filled > 0
            && self.letters > 0
            && self.letters * 10 >= (self.filled - self.nothings) * 8
            && self.digits * 2 <= self.letters
            && self.longest <= 60
            && self.dates * 10 < self.filled
            && !self.fits(Shape::Currency)
    }
}

/// `1.234`: one and some, or a thousand and some.
fn is_third(text: &str) -> bool {
    let digits = text.trim_matches(|letter: char| !letter.is_ascii_digit());
    let Some((whole, rest)) = digits.split_once('.') else { return false };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && whole.len() <= 3 && !whole.starts_with('0') && rest.len() == 3 && is_digits(rest)
}

/// The profiles of a header's columns over rows of data.
pub(crate) fn profiles(header: &Header, body: &[&Row], imports: &Imports) -> Vec<Profile> {
    let mut profiles: Vec<Profile> = header.names.iter().map(|_| Profile::new()).collect();
    for row in body {
        for (column, profile) in profiles.iter_mut().enumerate() {
            profile.take(row.shown(column));
        }
    }
    for profile in profiles.iter_mut().filter(|profile| profile.may_be_names()) {
        profile.companies = profile.texts.keys().filter(|text| is_company(text)).count();
        // A column of companies holds hardly anything else.
        if profile.companies * 2 < profile.texts.len() {
            profile.companies = 0;
        }
    }
    for profile in profiles.iter_mut().filter(|profile| profile.filled > 0 && profile.texts.len() <= 24) {
        // What stands behind a status in brackets, or as an amount, says how much; a direction is said in one word.
        let word = |list: &str, text: &str| {
            if list == "status" { crate::import::plan::bare_status(text).to_owned() } else { text.to_owned() }
        };
        let all = |list: &str| profile.texts.keys().all(|text| imports.meaning(list, &word(list, text)).is_some() || text == "/");
        let has = |list: &str, meaning: &str| profile.texts.keys().any(|text| imports.meaning(list, &word(list, text)) == Some(meaning));
        let both = all("direction") && has("direction", "in") && has("direction", "out");
        // Where some say that their rows do not count, what the others say has to be asked at least.
        let known = profile.texts.keys().filter(|text| imports.meaning("status", crate::import::plan::bare_status(text)).is_some()).count();
        let states = has("status", "void") && known * 2 >= profile.texts.len() && profile.texts.len() <= 8;
        profile.says_sides = all("direction");
        profile.says_balance_sides = profile.texts.keys().all(|text| imports.meaning("balance_side", text).is_some());
        let is_plain = |text: &String| text == "/" || (imports.meaning("status", text).is_none() && text.chars().count() > 1);
        let has_side = has("direction", "in") || has("direction", "out");
        profile.says_direction = both || (profile.says_sides && has_side && profile.texts.keys().all(is_plain));
        // `S` may be a size; `D` stands for debit in most files that have it.
        let is_letter = |text: &String| text.chars().count() == 1 && text.is_ascii() && !text.eq_ignore_ascii_case("d");
        profile.says_out = profile.says_sides && has("direction", "out") && !has("status", "fine") && !profile.texts.keys().any(is_letter);
        profile.says_both_directions = both;
        profile.says_states = states;
    }
    profiles
}
