//! How a file writes its numbers and dates.

use jiff::civil::Date;

use crate::dice::Dice;
use crate::truth::{Parts, Tongue};

/// How an amount below 0 is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Negative {
    #[default]
    Minus,
    Brackets,
    Trailing,
    /// U+2212.
    Typographic,
    /// `1,234.50 CR` in a list of debts.
    Credit,
}

/// How amounts are written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NumberStyle {
    pub(crate) group: &'static str,
    pub(crate) decimal: &'static str,
    /// Always two decimals at least.
    pub(crate) is_fixed: bool,
    pub(crate) negative: Negative,
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    pub(crate) is_full_width: bool,
    pub(crate) has_plus: bool,
    pub(crate) zero: &'static str,
    /// Groups of lakh and crore: 12,34,567.
    pub(crate) is_indian: bool,
}

impl NumberStyle {
    pub(crate) fn random(dice: &mut Dice, tongue: Tongue, currency: &str) -> Self {
        let mut style = match tongue {
            Tongue::German => {
                let (group, decimal) = dice.weighted(&[(7, (".", ",")), (4, ("", ",")), (1, ("'", ".")), (1, (" ", ",")), (1, ("", "."))]);
                Self { group, decimal, ..Self::default() }
            }
            Tongue::Chinese | Tongue::Traditional => Self { group: dice.pick(&[",", "", "", ","]), decimal: ".", ..Self::default() },
            Tongue::English => {
                let (group, decimal) = dice.weighted(&[(6, (",", ".")), (5, ("", ".")), (1, (" ", ".")), (1, (".", ","))]);
                Self { group, decimal, ..Self::default() }
            }
        };
        style.is_fixed = dice.percent(85);
        if matches!(currency, "JPY" | "KRW") && dice.percent(70) {
            style.is_fixed = false;
        }
        style.negative =
            dice.weighted(&[(10, Negative::Minus), (3, Negative::Brackets), (2, Negative::Trailing), (1, Negative::Typographic)]);
        if dice.one_in(9) {
            let symbol = match currency {
                "CNY" => dice.pick(&["¥", "￥", "RMB ", "CNY "]),
                "USD" => dice.pick(&["$", "US$", "USD "]),
                "EUR" => dice.pick(&["€", "EUR ", "€ "]),
                "GBP" => "£",
                "TWD" => "NT$",
                "HKD" => "HK$",
                _ => "",
            };
            if tongue == Tongue::German && symbol == "€" {
                style.after = " €";
            } else {
                style.before = symbol;
            }
        }
        if matches!(tongue, Tongue::Chinese) && style.before.is_empty() && dice.one_in(30) {
            style.after = "元";
        }
        style.is_full_width = tongue == Tongue::Chinese && style.before.is_empty() && dice.one_in(40);
        style.zero = dice.weighted(&[(6, ""), (6, "0.00"), (2, "0"), (1, "-"), (1, "--")]);
        if style.decimal == "," && style.zero == "0.00" {
            style.zero = "0,00";
        }
        style.is_indian = tongue == Tongue::English && style.group == "," && dice.one_in(25);
        style
    }

    /// An amount divided by the unit of the file.
    pub(crate) fn write(&self, amount: Parts, unit: i64, is_typed_plus: bool) -> String {
        let digits: usize = match unit {
            1_000 => 7,
            10_000 => 8,
            _ => 4,
        };
        let is_below = amount < 0;
        let all = amount.unsigned_abs().to_string();
        let all = format!("{all:0>width$}", width = digits + 1);
        let (whole, rest) = all.split_at_checked(all.len() - digits).unwrap_or((&all, ""));
        let mut rest = rest.trim_end_matches('0').to_owned();
        while self.is_fixed && rest.len() < 2 {
            rest.push('0');
        }
        let mut text = grouped(whole, self.group, self.is_indian);
        if !rest.is_empty() {
            text.push_str(self.decimal);
            text.push_str(&rest);
        }
        let text = format!("{}{text}{}", self.before, self.after);
        let text = match (is_below, self.negative) {
            (false, _) if self.has_plus && is_typed_plus && amount > 0 => format!("+{text}"),
            (false, Negative::Credit) if amount > 0 => format!("{text} DR"),
            (false, _) => text,
            (true, Negative::Minus) => format!("-{text}"),
            (true, Negative::Brackets) => format!("({text})"),
            (true, Negative::Trailing) => format!("{text}-"),
            (true, Negative::Typographic) => format!("\u{2212}{text}"),
            (true, Negative::Credit) => format!("{text} CR"),
        };
        if self.is_full_width { text.chars().map(full_width).collect() } else { text }
    }

    /// A number that is no money.
    pub(crate) fn plain(&self, number: &str) -> String {
        if self.decimal == "," { number.replace('.', ",") } else { number.to_owned() }
    }

    /// Whether `1.234` of this style may be read as a little more than one.
    pub(crate) fn may_mislead(&self) -> bool {
        self.group == "." && !self.is_fixed
    }
}

fn full_width(letter: char) -> char {
    let code = u32::from(letter);
    if (0x21..=0x7e).contains(&code) { char::from_u32(code + 0xfee0).unwrap_or(letter) } else { letter }
}

fn grouped(whole: &str, group: &str, is_indian: bool) -> String {
    if group.is_empty() {
        return whole.to_owned();
    }
    let mut out = String::new();
    let count = whole.len();
    for (place, digit) in whole.chars().enumerate() {
        let left = count - place;
        let is_border = if is_indian { left == 3 || (left > 3 && left % 2 == 1) } else { left.is_multiple_of(3) };
        if place > 0 && is_border {
            out.push_str(group);
        }
        out.push(digit);
    }
    out
}

/// How days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DateStyle {
    #[default]
    Iso,
    Slashed,
    SlashedPlain,
    Dotted,
    Packed,
    Chinese,
    IsoTime,
    SlashedTime,
    PackedTime,
    IsoT,
    DayDots,
    DayDotsShort,
    DaySlashes,
    MonthSlashes,
    DayDashes,
    DayName,
    MonthName,
    ShortYear,
    Taiwan,
    Serial,
}

impl DateStyle {
    pub(crate) fn random(dice: &mut Dice, tongue: Tongue) -> Self {
        match tongue {
            Tongue::Chinese => dice.weighted(&[
                (10, Self::Iso),
                (6, Self::Slashed),
                (6, Self::SlashedPlain),
                (3, Self::Dotted),
                (6, Self::Packed),
                (3, Self::Chinese),
                (5, Self::IsoTime),
                (2, Self::SlashedTime),
                (2, Self::PackedTime),
                (1, Self::IsoT),
                (1, Self::DaySlashes),
                (1, Self::ShortYear),
                (1, Self::Serial),
            ]),
            Tongue::Traditional => dice.weighted(&[
                (5, Self::Iso),
                (6, Self::Slashed),
                (4, Self::SlashedPlain),
                (2, Self::Packed),
                (2, Self::Taiwan),
                (1, Self::DaySlashes),
            ]),
            Tongue::English => dice.weighted(&[
                (6, Self::Iso),
                (5, Self::DaySlashes),
                (5, Self::MonthSlashes),
                (3, Self::DayDashes),
                (4, Self::DayName),
                (3, Self::MonthName),
                (1, Self::IsoT),
                (1, Self::DayDotsShort),
                (1, Self::Serial),
            ]),
            Tongue::German => {
                dice.weighted(&[(10, Self::DayDots), (4, Self::DayDotsShort), (3, Self::Iso), (1, Self::DaySlashes), (1, Self::Packed)])
            }
        }
    }

    pub(crate) fn order(self) -> &'static str {
        match self {
            Self::DayDots | Self::DayDotsShort | Self::DaySlashes | Self::DayDashes | Self::DayName => "dmy",
            Self::MonthSlashes | Self::MonthName => "mdy",
            Self::Iso
            | Self::Slashed
            | Self::SlashedPlain
            | Self::Dotted
            | Self::Packed
            | Self::Chinese
            | Self::IsoTime
            | Self::SlashedTime
            | Self::PackedTime
            | Self::IsoT
            | Self::ShortYear
            | Self::Taiwan
            | Self::Serial => "ymd",
        }
    }

    /// Whether the order of day and month is seen from days beyond 12 only.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::DayDots | Self::DayDotsShort | Self::DaySlashes | Self::MonthSlashes | Self::DayDashes)
    }

    pub(crate) fn write(self, day: Date, second: u32) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day());
        let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60);
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let name = usize::try_from(month - 1).ok().and_then(|place| names.get(place)).copied().unwrap_or_default();
        match self {
            Self::Iso => format!("{year}-{month:02}-{date:02}"),
            Self::Slashed => format!("{year}/{month:02}/{date:02}"),
            Self::SlashedPlain => format!("{year}/{month}/{date}"),
            Self::Dotted => format!("{year}.{month:02}.{date:02}"),
            Self::Packed => format!("{year}{month:02}{date:02}"),
            Self::Chinese => format!("{year}年{month}月{date}日"),
            Self::IsoTime => format!("{year}-{month:02}-{date:02} {hour:02}:{minute:02}:{rest:02}"),
            Self::SlashedTime => format!("{year}/{month}/{date} {hour}:{minute:02}"),
            Self::PackedTime => format!("{year}{month:02}{date:02} {hour:02}:{minute:02}:{rest:02}"),
            Self::IsoT => format!("{year}-{month:02}-{date:02}T{hour:02}:{minute:02}:{rest:02}"),
            Self::DayDots => format!("{date:02}.{month:02}.{year}"),
            Self::DayDotsShort => format!("{date:02}.{month:02}.{:02}", year % 100),
            Self::DaySlashes => format!("{date:02}/{month:02}/{year}"),
            Self::MonthSlashes => format!("{month:02}/{date:02}/{year}"),
            Self::DayDashes => format!("{date:02}-{month:02}-{year}"),
            Self::DayName => format!("{date}-{name}-{:02}", year % 100),
            Self::MonthName => format!("{name} {date}, {year}"),
            Self::ShortYear => format!("{:02}-{month:02}-{date:02}", year % 100),
            Self::Taiwan => format!("{}/{month:02}/{date:02}", year - 1911),
            Self::Serial => serial(day).to_string(),
        }
    }
}

/// The number of a day in a spreadsheet.
pub(crate) fn serial(day: Date) -> i32 {
    Date::new(1899, 12, 30).ok().and_then(|zero| day.since(zero).ok()).map_or(0, |span| span.get_days())
}
