//! What stands around the number of an amount: signs, brackets, currencies, debit and credit, remarks.

use guiju_types::{Amount, Currency};

use super::number::{Fault, number};
use super::{Refunded, Side};
use crate::import::cells::currency::{Mark, Sign, at_end, at_start, code, currency, of_country};

/// What was found around a number so far. Everything is said once.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) currency: Option<Currency>,
    pub(super) sign: Option<Sign>,
    pub(super) side: Option<Side>,
    pub(super) refunded: Option<Refunded>,
    pub(super) has_tax: Option<bool>,
    pub(super) is_negative: bool,
    /// A plus, a minus or brackets.
    has_sign: bool,
    /// 元 after the number.
    pub(super) has_yuan: bool,
    /// 万元 in brackets after it.
    pub(super) unit: Option<i64>,
}

/// Words of debit and credit.
const SIDES: [(&str, Side); 6] = [
    ("借方", Side::Debit),
    ("贷方", Side::Credit),
    ("貸方", Side::Credit),
    ("借", Side::Debit),
    ("贷", Side::Credit),
    ("貸", Side::Credit),
];

/// Words of tax in the amount, the longer first.
const TAXES: [(&str, bool); 12] = [
    ("不含增值税", false),
    ("不含税", false),
    ("未含税", false),
    ("未税", false),
    ("含增值税", true),
    ("含税", true),
    ("价税合计", true),
    ("excl. tax", false),
    ("excl. VAT", false),
    ("incl. tax", true),
    ("incl. VAT", true),
    ("tax included", true),
];

/// Words that make an amount no certain one, before and after it.
const ABOUT: [&str; 14] = ["大约", "大概", "约合", "约", "近", "估", "≈", "~", "～", "≤", "≥", "<", ">", "approx"];
const MORE_OR_LESS: [&str; 10] = ["左右", "上下", "以上", "以下", "以内", "余元", "多元", "余", "起", "+"];

impl Said {
    /// Takes off what stands before and after the number, until nothing does.
    pub(super) fn peel<'a>(&mut self, text: &'a str) -> Result<&'a str, Fault> {
        let mut rest = text.trim();
        loop {
            let next = match self.before(rest)? {
                Some(next) => next,
                None => match self.after(rest)? {
                    Some(next) => next,
                    None => return Ok(rest),
                },
            };
            rest = next.trim();
        }
    }

    fn before<'a>(&mut self, text: &'a str) -> Result<Option<&'a str>, Fault> {
        let Some(first) = text.chars().next() else { return Ok(None) };
        let rest = text.get(first.len_utf8()..).unwrap_or_default();
        match first {
            '0'..='9' | '.' => return Ok(None),
            '-' | '负' | '負' | '+' => return self.signed(first != '+').map(|()| Some(rest)),
            // The stars and hashes that protect the amount of a cheque.
            '*' | '#' => return Ok(Some(rest.trim_start_matches(first))),
            ':' if self.side.is_some() || self.currency.is_some() => return Ok(Some(rest)),
            '(' | '[' => return self.bracketed(text, rest),
            _ => {}
        }
        if ABOUT.iter().any(|word| text.starts_with(word)) {
            return Err(Fault::Uncertain);
        }
        if let Some((side, rest)) =
            SIDES.iter().find_map(|(word, side)| Some((*side, text.strip_prefix(word)?))).or_else(|| letters_of_side(text))
        {
            return self.on(side).map(|()| Some(rest));
        }
        if let Some((has_tax, rest)) = TAXES.iter().find_map(|(word, has_tax)| Some((*has_tax, text.strip_prefix(word)?))) {
            return self.taxed(has_tax).map(|()| Some(rest));
        }
        match at_start(text) {
            Some((mark, rest)) => self.marked(mark).map(|()| Some(rest)),
            None => Ok(None),
        }
    }

    /// A bracket in front: around all of it, which is a minus, or around a remark.
    fn bracketed<'a>(&mut self, text: &str, rest: &'a str) -> Result<Option<&'a str>, Fault> {
        let Some((inner, after)) = rest.split_once([')', ']']) else { return Ok(None) };
        if after.is_empty() && text.starts_with('(') {
            return self.signed(true).map(|()| Some(inner));
        }
        Ok((!after.is_empty() && self.remark(inner)?).then_some(after))
    }

    fn after<'a>(&mut self, text: &'a str) -> Result<Option<&'a str>, Fault> {
        let Some(last) = text.chars().next_back() else { return Ok(None) };
        let rest = text.get(..text.len() - last.len_utf8()).unwrap_or_default();
        match last {
            '0'..='9' => return Ok(None),
            // `1,000.-` is a thousand without cents, or minus a thousand.
            '-' if rest.ends_with(['.', ',']) => return Err(Fault::Unclear),
            '-' => return self.signed(true).map(|()| Some(rest)),
            '*' | '#' => return Ok(Some(rest.trim_end_matches(last))),
            ')' | ']' => {
                let Some((before, inner)) = rest.rsplit_once(['(', '[']) else { return Ok(None) };
                // A bracket in a bracket: the remark is the outer one.
                let (before, inner) = match before.rsplit_once(['(', '[']) {
                    Some((outer, _)) if inner.ends_with([')', ']']) => (outer, rest.get(outer.len() + 1..).unwrap_or_default()),
                    Some(_) | None => (before, inner),
                };
                return Ok((!before.is_empty() && self.remark(inner)?).then_some(before));
            }
            _ => {}
        }
        if MORE_OR_LESS.iter().any(|word| text.ends_with(word)) {
            return Err(Fault::Uncertain);
        }
        if let Some((side, rest)) =
            SIDES.iter().find_map(|(word, side)| Some((*side, text.strip_suffix(word)?))).or_else(|| letters_of_side_after(text))
        {
            return self.on(side).map(|()| Some(rest));
        }
        if let Some((has_tax, rest)) = TAXES.iter().find_map(|(word, has_tax)| Some((*has_tax, text.strip_suffix(word)?))) {
            return self.taxed(has_tax).map(|()| Some(rest));
        }
        if let Some((mark, rest)) = at_end(text) {
            return self.marked(mark).map(|()| Some(rest));
        }
        let yuan = ["元整", "元正", "圆整", "元", "圆"].iter().find_map(|word| text.strip_suffix(word));
        if let Some(rest) = yuan.filter(|_| !self.has_yuan) {
            self.has_yuan = true;
            return Ok(Some(rest));
        }
        Ok(None)
    }

    /// What stands in brackets beside an amount; whether it is understood.
    fn remark(&mut self, text: &str) -> Result<bool, Fault> {
        let text = text.trim();
        let side = SIDES.iter().find(|(word, _)| *word == text).map(|(_, side)| (*side, "")).or_else(|| letters_of_side(text));
        if let Some((side, "")) = side {
            return self.on(side).map(|()| true);
        }
        if let Some((_, has_tax)) = TAXES.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            return self.taxed(*has_tax).map(|()| true);
        }
        if let Some(known) = of_country(text).or_else(|| code(text)).or_else(|| currency(text)) {
            return self.marked(Mark::Currency(known)).map(|()| true);
        }
        let unit = match text {
            "元" => Some(1),
            "千元" => Some(1_000),
            "万元" | "万" => Some(10_000),
            "亿元" | "亿" => Some(100_000_000),
            _ => None,
        };
        if let Some(unit) = unit {
            return if self.unit.replace(unit).is_some() { Err(Fault::Unit) } else { Ok(true) };
        }
        let Some(refunded) = refund(text)? else { return Ok(false) };
        if self.refunded.replace(refunded).is_some() { Err(Fault::Unclear) } else { Ok(true) }
    }

    fn signed(&mut self, is_negative: bool) -> Result<(), Fault> {
        if self.has_sign {
            return Err(Fault::Unclear);
        }
        (self.has_sign, self.is_negative) = (true, is_negative);
        Ok(())
    }

    fn on(&mut self, side: Side) -> Result<(), Fault> {
        if self.side.replace(side).is_some_and(|known| known != side) { Err(Fault::Unclear) } else { Ok(()) }
    }

    fn taxed(&mut self, has_tax: bool) -> Result<(), Fault> {
        if self.has_tax.replace(has_tax).is_some_and(|known| known != has_tax) { Err(Fault::Unclear) } else { Ok(()) }
    }

    /// `RMB ¥1,000` says the same twice; `USD 5 EUR` does not.
    fn marked(&mut self, mark: Mark) -> Result<(), Fault> {
        match mark {
            Mark::Currency(currency) => {
                let is_other = self.currency.replace(currency).is_some_and(|known| known != currency);
                if is_other || self.sign.is_some_and(|sign| !sign.is_of(currency)) { Err(Fault::Unclear) } else { Ok(()) }
            }
            Mark::Sign(sign) => {
                let is_other = self.sign.replace(sign).is_some();
                if is_other || self.currency.is_some_and(|currency| !sign.is_of(currency)) { Err(Fault::Unclear) } else { Ok(()) }
            }
        }
    }
}

/// One letter is none of them: `60D` is a term and `C536379` a number of a paper.
fn side_of(letters: &str) -> Option<Side> {
    let is = |words: [&str; 2]| words.iter().any(|word| letters.eq_ignore_ascii_case(word));
    if is(["DR", "debit"]) {
        return Some(Side::Debit);
    }
    is(["CR", "credit"]).then_some(Side::Credit)
}

/// In front of a number the word stands apart: `CR1001` is the number of a credit note.
fn letters_of_side(text: &str) -> Option<(Side, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = text.get(length..)?;
    let after = rest.strip_prefix(['.', ':']).unwrap_or(rest);
    let is_apart = rest.is_empty() || rest.starts_with([' ', ':', '¥', '￥', '$']) || after.starts_with(' ');
    Some((side_of(text.get(..length)?).filter(|_| is_apart)?, after))
}

fn letters_of_side_after(text: &str) -> Option<(Side, &str)> {
    let plain = text.strip_suffix('.').unwrap_or(text);
    let length = plain.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let start = plain.len() - length;
    Some((side_of(plain.get(start..)?)?, plain.get(..start)?))
}

/// 已退款89.84, 已全额退款, 部分退款 ￥5.00, `refunded 5.00`.
fn refund(text: &str) -> Result<Option<Refunded>, Fault> {
    let plain = text.strip_prefix('已').unwrap_or(text);
    if matches!(plain, "全额退款" | "全部退款" | "全退款" | "全退") || plain.eq_ignore_ascii_case("fully refunded") {
        return Ok(Some(Refunded::Whole));
    }
    let words = ["部分退款", "退款", "退", "refunded", "Refunded"];
    let Some(rest) = words.iter().find_map(|word| plain.strip_prefix(word)) else { return Ok(None) };
    let rest = rest.trim_start_matches([':', ' ']).trim();
    let rest = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    let rest = rest.trim_start_matches(['¥', '￥', ' ']).trim_end_matches('元');
    let amount: Amount = number(rest, '.')?.amount(false, false)?;
    Ok(Some(Refunded::Part(amount)))
}
