//! The words of settlement terms. Every character of a text belongs to one of them.

/// Why a text says no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    NotUnderstood,
    BusinessDays,
    Parts,
    Start,
    Cycle,
    Range,
    DayOrDays,
}

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Number(i32),
    /// `15th`, 第2.
    Ordinal(i32),
    /// 天, days.
    Day,
    /// 日, 号: of a month where it follows a number up to 31.
    DayMark,
    Month,
    Year,
    Half,
    /// 月结.
    Monthly,
    /// 月底, EOM.
    MonthEnd,
    /// 底 after a month, `last day`.
    End,
    ThisMonth,
    NextMonth,
    SecondMonth,
    EveryMonth,
    /// 后, `after`, `+`.
    After,
    /// 前 and 内 after a day.
    Until,
    Invoice,
    Net,
    Slash,
    Percent,
    AtOnce,
    PerJob,
    /// A word that changes nothing.
    Filler,
    /// A word with which no day can be told.
    Unclear(Why),
}

use Token::*;

/// Chinese words. Of several that fit, the longest is meant.
const CHINESE: &[(&str, Token)] = &[
    ("月结", Monthly),
    ("月結", Monthly),
    ("按月结算", Monthly),
    ("当月", ThisMonth),
    ("本月", ThisMonth),
    ("次月", NextMonth),
    ("下月", NextMonth),
    ("下个月", NextMonth),
    ("翌月", NextMonth),
    ("隔月", SecondMonth),
    ("次次月", SecondMonth),
    ("下下月", SecondMonth),
    ("下下个月", SecondMonth),
    ("每月", EveryMonth),
    ("每个月", EveryMonth),
    ("月底", MonthEnd),
    ("月末", MonthEnd),
    ("底", End),
    ("末", End),
    ("最后一天", End),
    ("最后一日", End),
    ("天", Day),
    ("日", DayMark),
    ("号", DayMark),
    ("號", DayMark),
    ("个月", Month),
    ("個月", Month),
    ("年", Year),
    ("半", Half),
    ("后", After),
    ("後", After),
    ("之后", After),
    ("以后", After),
    ("起", After),
    ("起算", After),
    ("前", Until),
    ("之前", Until),
    ("以前", Until),
    ("内", Until),
    ("之内", Until),
    ("以内", Until),
    ("开票", Invoice),
    ("开票日", Invoice),
    ("开票日期", Invoice),
    ("开具发票", Invoice),
    ("发票", Invoice),
    ("发票日", Invoice),
    ("发票日期", Invoice),
    ("票后", Invoice),
    ("开票之日", Invoice),
    ("现金", AtOnce),
    ("现结", AtOnce),
    ("现付", AtOnce),
    ("现款", AtOnce),
    ("现款现货", AtOnce),
    ("预付", AtOnce),
    ("预付款", AtOnce),
    ("全款预付", AtOnce),
    ("预付全款", AtOnce),
    ("先款后货", AtOnce),
    ("款到发货", AtOnce),
    ("款到放单", AtOnce),
    ("款到放货", AtOnce),
    ("付款放单", AtOnce),
    ("付款买单", AtOnce),
    ("付款赎单", AtOnce),
    ("立即", AtOnce),
    ("即时", AtOnce),
    ("即付", AtOnce),
    ("当天", AtOnce),
    ("当日", AtOnce),
    ("票结", PerJob),
    ("单票结", PerJob),
    ("单票结算", PerJob),
    ("付款", Filler),
    ("支付", Filler),
    ("付清", Filler),
    ("结清", Filler),
    ("结算", Filler),
    ("结账", Filler),
    ("付", Filler),
    ("结", Filler),
    ("账期", Filler),
    ("帐期", Filler),
    ("信用期", Filler),
    ("信用账期", Filler),
    ("付款期", Filler),
    ("期", Filler),
    ("赊销", Filler),
    ("赊账", Filler),
    ("自", Filler),
    ("从", Filler),
    ("的", Filler),
    ("为", Filler),
    ("货款", Filler),
    ("款", Filler),
    ("电汇", Filler),
    ("转账", Filler),
    ("信用证", Filler),
    ("工作日", Unclear(Why::BusinessDays)),
    ("个工作日", Unclear(Why::BusinessDays)),
    ("交易日", Unclear(Why::BusinessDays)),
    ("货到", Unclear(Why::Start)),
    ("货到付款", Unclear(Why::Start)),
    ("到货", Unclear(Why::Start)),
    ("到付", Unclear(Why::Start)),
    ("到港", Unclear(Why::Start)),
    ("开船", Unclear(Why::Start)),
    ("提单", Unclear(Why::Start)),
    ("收货", Unclear(Why::Start)),
    ("收票", Unclear(Why::Start)),
    ("收到发票", Unclear(Why::Start)),
    ("验收", Unclear(Why::Start)),
    ("对账", Unclear(Why::Start)),
    ("见票", Unclear(Why::Start)),
    ("即期", Unclear(Why::Start)),
    ("交货", Unclear(Why::Start)),
    ("发货", Unclear(Why::Start)),
    ("放单", Unclear(Why::Start)),
    ("承兑", Unclear(Why::Start)),
    ("周结", Unclear(Why::Cycle)),
    ("半月结", Unclear(Why::Cycle)),
    ("季结", Unclear(Why::Cycle)),
    ("季度结", Unclear(Why::Cycle)),
    ("年结", Unclear(Why::Cycle)),
    ("半年结", Unclear(Why::Cycle)),
    ("一票一结", Unclear(Why::Cycle)),
    ("每周", Unclear(Why::Cycle)),
    ("每季", Unclear(Why::Cycle)),
    ("尾款", Unclear(Why::Parts)),
    ("定金", Unclear(Why::Parts)),
    ("首付", Unclear(Why::Parts)),
    ("余款", Unclear(Why::Parts)),
    ("分期", Unclear(Why::Parts)),
    ("至", Unclear(Why::Range)),
    ("到", Unclear(Why::Range)),
    ("或", Unclear(Why::Range)),
];

/// Words and phrases of letters, each a whole word.
const ENGLISH: &[(&str, Token)] = &[
    ("net", Net),
    ("n", Net),
    ("day", Day),
    ("days", Day),
    ("d", Day),
    ("tag", Day),
    ("tage", Day),
    ("tagen", Day),
    ("monat", Month),
    ("monate", Month),
    ("monaten", Month),
    ("netto", Net),
    ("month", Month),
    ("months", Month),
    ("mth", Month),
    ("mths", Month),
    ("year", Year),
    ("years", Year),
    ("half", Half),
    ("half a", Half),
    ("monthly", Monthly),
    ("monthly statement", Monthly),
    ("eom", MonthEnd),
    ("end of month", MonthEnd),
    ("end of the month", MonthEnd),
    ("end of this month", MonthEnd),
    ("month end", MonthEnd),
    ("month-end", MonthEnd),
    ("end-of-month", MonthEnd),
    ("end", End),
    ("last day", End),
    ("this month", ThisMonth),
    ("current month", ThisMonth),
    ("same month", ThisMonth),
    ("next month", NextMonth),
    ("following month", NextMonth),
    ("month following", NextMonth),
    ("prox", NextMonth),
    ("proximo", NextMonth),
    ("mfi", NextMonth),
    ("each month", EveryMonth),
    ("every month", EveryMonth),
    ("after", After),
    ("from", After),
    ("invoice", Invoice),
    ("invoice date", Invoice),
    ("date of invoice", Invoice),
    ("date of the invoice", Invoice),
    ("invoicing", Invoice),
    ("cia", AtOnce),
    ("pia", AtOnce),
    ("cwo", AtOnce),
    ("cod", AtOnce),
    ("c.o.d", AtOnce),
    ("c.i.a", AtOnce),
    ("cash", AtOnce),
    ("cash in advance", AtOnce),
    ("cash on delivery", AtOnce),
    ("cash with order", AtOnce),
    ("in advance", AtOnce),
    ("advance", AtOnce),
    ("prepaid", AtOnce),
    ("prepay", AtOnce),
    ("prepayment", AtOnce),
    ("pay before", AtOnce),
    ("pay before release", AtOnce),
    ("due on receipt", AtOnce),
    ("due upon receipt", AtOnce),
    ("on receipt", AtOnce),
    ("upon receipt", AtOnce),
    ("upon invoice", AtOnce),
    ("immediate", AtOnce),
    ("immediately", AtOnce),
    ("per job", PerJob),
    ("per bill", PerJob),
    ("payment", Filler),
    ("pay", Filler),
    ("paid", Filler),
    ("payable", Filler),
    ("due", Filler),
    ("term", Filler),
    ("terms", Filler),
    ("credit", Filler),
    ("the", Filler),
    ("of", Filler),
    ("on", Filler),
    ("in", Filler),
    ("by", Filler),
    ("at", Filler),
    ("within", Filler),
    ("calendar", Filler),
    ("t/t", Filler),
    ("tt", Filler),
    ("l/c", Filler),
    ("lc", Filler),
    ("o/a", Filler),
    ("open account", Filler),
    ("working", Unclear(Why::BusinessDays)),
    ("business", Unclear(Why::BusinessDays)),
    ("deposit", Unclear(Why::Parts)),
    ("balance", Unclear(Why::Parts)),
    ("instalments", Unclear(Why::Parts)),
    ("installments", Unclear(Why::Parts)),
    ("sight", Unclear(Why::Start)),
    ("delivery", Unclear(Why::Start)),
    ("shipment", Unclear(Why::Start)),
    ("arrival", Unclear(Why::Start)),
    ("sailing", Unclear(Why::Start)),
    ("receipt", Unclear(Why::Start)),
    ("acceptance", Unclear(Why::Start)),
    ("b/l", Unclear(Why::Start)),
    ("bl", Unclear(Why::Start)),
    ("bill of lading", Unclear(Why::Start)),
    ("etd", Unclear(Why::Start)),
    ("eta", Unclear(Why::Start)),
    ("rog", Unclear(Why::Start)),
    ("weekly", Unclear(Why::Cycle)),
    ("biweekly", Unclear(Why::Cycle)),
    ("quarterly", Unclear(Why::Cycle)),
    ("yearly", Unclear(Why::Cycle)),
    ("to", Unclear(Why::Range)),
    ("or", Unclear(Why::Range)),
    ("one", Number(1)),
    ("two", Number(2)),
    ("three", Number(3)),
    ("four", Number(4)),
    ("five", Number(5)),
    ("six", Number(6)),
    ("seven", Number(7)),
    ("ten", Number(10)),
    ("twelve", Number(12)),
    ("fifteen", Number(15)),
    ("thirty", Number(30)),
    ("forty-five", Number(45)),
    ("sixty", Number(60)),
    ("ninety", Number(90)),
];

/// Longer texts are remarks.
const LONGEST: usize = 120;

/// The words of a text in small letters, without those that change nothing. A reason not to tell a day is given before that the rest is
/// not understood.
pub(super) fn tokens(plain: &str) -> Result<Vec<Token>, Why> {
    if plain.len() > LONGEST {
        return Err(Why::NotUnderstood);
    }
    let spaced = plain.replace('_', " ");
    let spaced: String = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = spaced.as_str();
    let mut found = Vec::new();
    let mut is_understood = true;
    while let Some(first) = rest.chars().next() {
        let (token, after) = match next(rest, found.last().copied()) {
            Some(next) => next,
            None => {
                is_understood = false;
                (Filler, rest.get(first.len_utf8()..).unwrap_or_default())
            }
        };
        found.push(token);
        rest = after;
    }
    let unclear = found.iter().find_map(|token| if let Unclear(why) = token { Some(*why) } else { None });
    // 60-90天: a hyphen between two numbers.
    let is_range = found.windows(2).any(|pair| matches!(pair, [Number(_), Number(_)]));
    found.retain(|token| *token != Filler);
    match (unclear, is_range) {
        (Some(why), _) => Err(why),
        (None, true) => Err(Why::Range),
        (None, false) if !is_understood || found.is_empty() => Err(Why::NotUnderstood),
        (None, false) => Ok(found),
    }
}

/// The word that a text begins with.
fn next(text: &str, before: Option<Token>) -> Option<(Token, &str)> {
    let first = text.chars().next()?;
    let after = text.get(first.len_utf8()..)?;
    match first {
        ' ' | ',' | ';' | '、' | '。' | '.' | ':' | '(' | ')' | '[' | ']' | '，' => return Some((Filler, after)),
        '+' => return Some((After, after)),
        '/' => return Some((Slash, after)),
        '%' => return Some((Percent, after)),
        '~' | '～' => return Some((Unclear(Why::Range), after)),
        // `net-30` is spelling, `60-90` a range.
        '-' => {
            let is_range = matches!(before, Some(Number(_))) && after.starts_with(|next: char| next.is_ascii_digit());
            return Some((if is_range { Unclear(Why::Range) } else { Filler }, after));
        }
        '第' => {
            let (number, after) = number(after)?;
            return Some((Ordinal(number), after));
        }
        _ => {}
    }
    let word = if first.is_ascii_alphabetic() { letters(text) } else { longest(CHINESE, text, |_| true) };
    if word.is_some() {
        return word;
    }
    let (value, after) = number(text)?;
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| after.strip_prefix(end));
    Some(match ordinal.filter(|rest| first.is_ascii_digit() && !rest.starts_with(|next: char| next.is_ascii_alphanumeric())) {
        Some(rest) => (Ordinal(value), rest),
        None => (Number(value), after),
    })
}

/// A word or phrase of letters; it ends where letters end.
fn letters(text: &str) -> Option<(Token, &str)> {
    longest(ENGLISH, text, |rest| !rest.starts_with(|next: char| next.is_ascii_alphabetic()))
}

fn longest<'a>(words: &[(&str, Token)], text: &'a str, ends: impl Fn(&str) -> bool) -> Option<(Token, &'a str)> {
    let fitting = words.iter().filter_map(|(word, token)| Some((word.len(), *token, text.strip_prefix(word).filter(|rest| ends(rest))?)));
    fitting.max_by_key(|(length, ..)| *length).map(|(_, token, rest)| (token, rest))
}

/// A number of up to three digits, or of Chinese numerals below a thousand.
fn number(text: &str) -> Option<(i32, &str)> {
    let text = text.trim_start_matches(' ');
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length > 0 {
        let (digits, rest) = text.split_at_checked(length).filter(|_| length <= 3)?;
        return Some((digits.parse().ok()?, rest));
    }
    let digit = |letter: char| {
        "零一二三四五六七八九".chars().position(|known| known == letter).or_else(|| matches!(letter, '两' | '兩').then_some(2))
    };
    let end = text.find(|letter: char| digit(letter).is_none() && !matches!(letter, '十' | '百' | '〇')).unwrap_or(text.len());
    let (numerals, rest) = text.split_at_checked(end).filter(|_| end > 0)?;
    let (mut value, mut unit, mut pending, mut has_zero) = (0_i32, 1_000, None, false);
    for letter in numerals.chars() {
        let next_unit = match letter {
            '百' => 100,
            '十' => 10,
            '零' | '〇' => {
                has_zero = true;
                continue;
            }
            _ if pending.is_some() => return None,
            _ => {
                pending = digit(letter).and_then(|digit| i32::try_from(digit).ok());
                continue;
            }
        };
        if next_unit >= unit || (pending.is_none() && next_unit != 10) {
            return None;
        }
        value += pending.take().unwrap_or(1) * next_unit;
        unit = next_unit;
    }
    match pending {
        // 一百二 is 120 when spoken and 102 when written.
        Some(_) if unit == 100 && !has_zero => None,
        Some(ones) => Some((value + ones, rest)),
        None if value > 0 || has_zero => Some((value, rest)),
        None => None,
    }
}
