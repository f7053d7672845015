//! Which numbers a remittance text names.
//!
//! A number is named where it stands as a word of its own: `INV-1` is not named by `INV-12`, `INV-1-2` or `XINV-1`. Where two known numbers
//! overlap, the longer one is meant. A number of digits alone is easily something else, so a year, a month, a day, a time, or an amount of money
//! is no reference, unless a number sign stands before it.
//!
//! Pure, and fast enough for a customer with ten thousand numbers: the numbers are put in order once ([`Numbers`]), a text is walked over once.

use std::collections::{BTreeSet, HashMap};

/// Shorter numbers name nothing.
const CHARS_MIN: usize = 3;
/// Longer ones are no numbers; bounds how often a text is looked at.
const CHARS_MAX: usize = 60;
/// Nobody pays more charges by one text; bounds how many are compared with one another.
const FOUND_MAX: usize = 2_000;

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// The places of the numbers that it names, ascending.
    pub numbers: Vec<usize>,
    /// Whether two numbers of one length share a part of the text, so that nobody can say which is meant; neither is among `numbers`.
    pub is_unclear: bool,
}

/// Which of these numbers a text names. For one text; [`Numbers`] is for many.
#[must_use]
pub fn references(text: &str, numbers: &[&str]) -> References {
    Numbers::new(numbers.iter().copied()).references(text)
}

/// Numbers to be looked for in texts.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// Each number as it is compared, with the places where it was given.
    places: HashMap<String, Vec<usize>>,
    /// The lengths that there are, in characters.
    lengths: BTreeSet<usize>,
}

/// A number that stands somewhere in a text, by characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found<'a> {
    start: usize,
    end: usize,
    number: &'a str,
}

impl Numbers {
    /// Puts numbers in order. One that is given several times is named at all of its places.
    #[must_use]
    pub fn new<'n>(numbers: impl IntoIterator<Item = &'n str>) -> Self {
        let mut own = Self::default();
        for (place, number) in numbers.into_iter().enumerate() {
            let number: String = number.trim().chars().map(plain).collect();
            let length = number.chars().count();
            let has_digit = number.chars().any(|letter| letter.is_ascii_digit());
            if (CHARS_MIN..=CHARS_MAX).contains(&length) && has_digit {
                own.lengths.insert(length);
                own.places.entry(number).or_default().push(place);
            }
        }
        own
    }

    /// Which of the numbers a text names.
    #[must_use]
    pub fn references(&self, text: &str) -> References {
        if self.places.is_empty() {
            return References::default();
        }
        let text = Text::new(text);
        let standing = self.standing(&text);
        let own: Vec<Found<'_>> = standing.iter().copied().filter(|found| text.is_whole(found, &standing)).collect();
        let (meant, is_unclear) = longest(own);
        let mut numbers: Vec<usize> = meant.iter().filter_map(|found| self.places.get(found.number)).flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        References { numbers, is_unclear }
    }

    /// Every number that stands in the text with no letter or digit directly beside it.
    fn standing<'a>(&'a self, text: &Text) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for start in 0..text.letters.len() {
            if found.len() >= FOUND_MAX {
                break;
            }
            if text.is_inside_word(start) {
                continue;
            }
            for length in &self.lengths {
                let end = start + length;
                let Some(part) = text.slice(start, end) else { break };
                if let Some((number, _)) = self.places.get_key_value(part).filter(|_| !text.is_inside_word(end)) {
                    found.push(Found { start, end, number });
                }
            }
        }
        found
    }
}

/// The longest of those that overlap, and whether two as long overlap.
fn longest(mut found: Vec<Found<'_>>) -> (Vec<Found<'_>>, bool) {
    let length = |found: &Found<'_>| found.end - found.start;
    found.sort_by_key(|one| (std::cmp::Reverse(length(one)), one.start));
    let overlap = |one: &Found<'_>, other: &Found<'_>| one.start < other.end && other.start < one.end;
    let (mut meant, mut unclear): (Vec<Found<'_>>, Vec<Found<'_>>) = (Vec::new(), Vec::new());
    for (place, one) in found.iter().enumerate() {
        if meant.iter().chain(&unclear).any(|other| length(other) > length(one) && overlap(one, other)) {
            continue;
        }
        let is_rivalled = found.iter().enumerate().any(|(at, other)| at != place && length(other) == length(one) && overlap(one, other));
        if is_rivalled { unclear.push(*one) } else { meant.push(*one) }
    }
    (meant, !unclear.is_empty())
}

/// A text as it is compared.
struct Text {
    letters: Vec<char>,
    plain: String,
    /// Where each letter begins in `plain`, and its end.
    starts: Vec<usize>,
}

impl Text {
    fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().map(plain).collect();
        let plain: String = letters.iter().collect();
        let starts = plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
        Self { letters, plain, starts }
    }

    fn at(&self, place: usize) -> Option<char> {
        self.letters.get(place).copied()
    }

    fn before(&self, place: usize) -> Option<char> {
        place.checked_sub(1).and_then(|before| self.at(before))
    }

    fn slice(&self, start: usize, end: usize) -> Option<&str> {
        self.plain.get(*self.starts.get(start)?..*self.starts.get(end)?)
    }

    /// Whether letters or digits stand on both sides of a place.
    fn is_inside_word(&self, place: usize) -> bool {
        is_word(self.before(place)) && is_word(self.at(place))
    }

    /// Whether what stands here is not a part of a longer number, a date or an amount.
    fn is_whole(&self, found: &Found<'_>, standing: &[Found<'_>]) -> bool {
        let Found { start, end, number } = *found;
        let before = start.checked_sub(1).filter(|joint| self.joins(*joint) && !ends(standing, found, *joint));
        let after = Some(end).filter(|joint| self.joins(*joint) && !begins(standing, found, *joint + 1));
        before.is_none() && after.is_none() && (self.is_numbered(start) || !(is_moment(number) || self.is_measure(found)))
    }

    /// Whether the sign at a place joins what stands on both of its sides to one number: `INV-1-2`, `2026.03`, `1,000`, `10:15`.
    fn joins(&self, place: usize) -> bool {
        let (before, after) = (self.before(place), self.at(place + 1));
        let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        match self.at(place) {
            Some('-' | '/' | '_' | '\\') => is_word(before) && is_word(after),
            Some('.' | ':') => is_digit(before) && is_digit(after),
            Some(',') => is_digit(before) && self.is_group(place + 1) && (1..=3).contains(&self.digits_before(place)),
            _ => false,
        }
    }

    /// Exactly three digits from a place on: what a comma parts in an amount.
    fn is_group(&self, place: usize) -> bool {
        let is_digit = |at: usize| self.at(at).is_some_and(|letter| letter.is_ascii_digit());
        (place..place + 3).all(is_digit) && !is_digit(place + 3)
    }

    fn digits_before(&self, place: usize) -> usize {
        let before = self.letters.get(..place).unwrap_or_default();
        before.iter().rev().take_while(|letter| letter.is_ascii_digit()).count()
    }

    /// A number sign stands directly before it.
    fn is_numbered(&self, start: usize) -> bool {
        matches!(self.before(start), Some('#' | '№'))
    }

    /// Digits with a unit behind them or a currency before them.
    fn is_measure(&self, found: &Found<'_>) -> bool {
        if !found.number.chars().all(|letter| letter.is_ascii_digit()) {
            return false;
        }
        let behind = self.letters.get(found.end..).unwrap_or_default().iter().find(|letter| !letter.is_whitespace());
        let has_unit = behind.is_some_and(|letter| "年月日元圆块万千百亿%".contains(*letter));
        let ahead = self.letters.get(..found.start).unwrap_or_default();
        let mut ahead = ahead.iter().rev().copied().skip_while(|letter| letter.is_whitespace()).peekable();
        let has_sign = ahead.peek().is_some_and(|letter| "¥￥$€£".contains(*letter));
        let code: String = ahead.take_while(char::is_ascii_alphabetic).take(4).collect::<Vec<_>>().into_iter().rev().collect();
        has_unit || has_sign || CURRENCIES.contains(&code.as_str())
    }
}

/// Codes that stand before an amount of money.
const CURRENCIES: [&str; 8] = ["RMB", "CNY", "USD", "EUR", "HKD", "JPY", "GBP", "SGD"];

/// Whether another number ends at a sign that parts a list: `INV-1/INV-2`.
fn ends(standing: &[Found<'_>], found: &Found<'_>, joint: usize) -> bool {
    standing.iter().any(|other| other.end == joint && is_list(other, found))
}

/// Whether another number begins there.
fn begins(standing: &[Found<'_>], found: &Found<'_>, place: usize) -> bool {
    standing.iter().any(|other| other.start == place && is_list(other, found))
}

/// Two numbers beside one another are a list where both have letters, or both are digits of one length; otherwise they may be one number.
fn is_list(one: &Found<'_>, other: &Found<'_>) -> bool {
    let has_letter = |found: &Found<'_>| found.number.chars().any(|letter| letter.is_alphabetic());
    match (has_letter(one), has_letter(other)) {
        (true, true) => true,
        (false, false) => one.end - one.start == other.end - other.start,
        _ => false,
    }
}

fn is_word(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| letter.is_ascii_alphanumeric())
}

/// Full-width letters and the many dashes are compared as the plain ones, small letters as capitals. One letter stays one letter.
fn plain(letter: char) -> char {
    let narrow = match letter {
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => '-',
        '，' | '、' => ',',
        full @ '\u{ff01}'..='\u{ff5e}' => u32::from(full).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(full),
        other => other,
    };
    narrow.to_ascii_uppercase()
}

/// Whether a number without letters reads as a year, a month or a day: `2026`, `202603`, `20260315`, `2026-03`, `2026/3/15`.
fn is_moment(number: &str) -> bool {
    let parts: Vec<&str> = number.split(['-', '/', '.']).collect();
    if !parts.iter().all(|part| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit())) {
        return false;
    }
    let value = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
    let whole = |from: usize, to: usize| value(number.get(from..to));
    let (year, month, day) = match parts.as_slice() {
        [one] => match one.len() {
            4 => (whole(0, 4), Some(1), Some(1)),
            6 => (whole(0, 4), whole(4, 6), Some(1)),
            8 => (whole(0, 4), whole(4, 6), whole(6, 8)),
            _ => return false,
        },
        [year, month] => (value(Some(year)), value(Some(month)), Some(1)),
        [year, month, day] => (value(Some(year)), value(Some(month)), value(Some(day))),
        _ => return false,
    };
    let is_in = |part: Option<u32>, from: u32, to: u32| part.is_some_and(|part| (from..=to).contains(&part));
    is_in(year, 1900, 2099) && is_in(month, 1, 12) && is_in(day, 1, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, numbers: &[&str], expected: &[&str]) {
        let found = references(text, numbers);
        let named: Vec<&str> = found.numbers.iter().map(|place| numbers[*place]).collect();
        assert_eq!((named, found.is_unclear), (expected.to_vec(), false), "{text}");
    }

    #[test]
    fn a_number_is_a_word_of_its_own() {
        check("货款 INV-1", &["INV-1", "INV-12"], &["INV-1"]);
        check("INV-12", &["INV-1"], &[]);
        check("XINV-1", &["INV-1"], &[]);
        check("付INV-1款", &["INV-1"], &["INV-1"]);
        check("（INV-1）inv-2。", &["INV-1", "INV-2"], &["INV-1", "INV-2"]);
        check("ＩＮＶ－１ 货款", &["inv-1"], &["inv-1"]);
        check("INV–1", &["INV-1"], &["INV-1"]);
        check("No.A-100, thanks.", &["A-100"], &["A-100"]);
        check("", &["INV-1"], &[]);
    }

    #[test]
    fn the_longest_wins_and_a_part_of_a_longer_number_is_none() {
        check("付 INV-1-2", &["INV-1", "INV-1-2"], &["INV-1-2"]);
        check("付 INV-1-2", &["INV-1"], &[]);
        check("付 INV-1/2", &["INV-1"], &[]);
        check("INV-1-2 INV-1", &["INV-1", "INV-1-2"], &["INV-1", "INV-1-2"]);
        check("2024 PO 2024 INV-9", &["PO 2024", "INV-9"], &["PO 2024", "INV-9"]);
    }

    #[test]
    fn several_numbers_of_a_list_are_all_named() {
        check("A-100,A-200、A-300", &["A-100", "A-200", "A-300"], &["A-100", "A-200", "A-300"]);
        check("INV-1/INV-2+INV-3;INV-4", &["INV-1", "INV-2", "INV-3", "INV-4"], &["INV-1", "INV-2", "INV-3", "INV-4"]);
        check("100201/100202", &["100201", "100202"], &["100201", "100202"]);
        check("100201,100202", &["100201", "100202"], &["100201", "100202"]);
    }

    #[test]
    fn a_number_that_stands_on_several_charges_is_named_at_all_of_them() {
        assert_eq!(references("INV-1", &["INV-1", "INV-2", "INV-1"]).numbers, [0, 2]);
    }

    #[test]
    fn dates_years_times_and_amounts_are_no_references() {
        let numbers = ["2026", "1000", "202603", "20260315", "2026-03", "015", "101508"];
        for text in [
            "2026-03 货款",
            "货款2026年",
            "202603货款",
            "2026.03.15",
            "20260315",
            "2026/3/15",
            "付1000元",
            "1,000.00",
            "RMB1000",
            "RMB 1000",
            "¥1000",
            "1000.50",
            "10:15:08",
            "1000 元",
        ] {
            check(text, &numbers, &[]);
        }
        check("付 1000", &numbers, &["1000"]);
        check("#2026 款", &numbers, &["2026"]);
        check("付12345678号", &["12345678"], &["12345678"]);
        check("发票26312000000000012345", &["26312000000000012345"], &["26312000000000012345"]);
    }

    #[test]
    fn short_numbers_and_words_name_nothing() {
        check("A1 货款", &["A1", "货款", "PAID", "7"], &[]);
        check("paid", &["PAID"], &[]);
    }

    #[test]
    fn two_of_one_length_that_share_a_part_are_unclear() {
        let found = references("A-1 B-2 C-3", &["A-1 B-2", "B-2 C-3"]);
        assert_eq!((found.numbers, found.is_unclear), (Vec::new(), true));
        let found = references("A-1 B-2 C-3 INV-9", &["A-1 B-2", "B-2 C-3", "INV-9", "B-2"]);
        assert_eq!((found.numbers, found.is_unclear), (vec![2], true));
    }

    #[test]
    fn many_numbers_and_long_texts_take_no_time() {
        let numbers: Vec<String> = (0..10_000).map(|number| format!("INV-{number:06}")).collect();
        let numbers = Numbers::new(numbers.iter().map(String::as_str));
        let text = "付 INV-004711 与 INV-009999 ".repeat(1_000);
        assert_eq!(numbers.references(&text).numbers, [4711, 9999]);
    }
}
