//! Amounts in words: 壹仟贰佰元伍角整, 壹万零伍佰元, 三千.
//!
//! The forms are those of the rules for settlement vouchers (支付结算办法, annex 1), and the same with the plain numerals 一二三. What is
//! spoken rather than written, such as 一万五 for 15,000, may be two numbers and is none here.

use super::number::{Fault, Scaled};

const fn digit(letter: char) -> Option<i64> {
    Some(match letter {
        '壹' | '一' | '弌' => 1,
        '贰' | '貳' | '二' | '两' | '兩' | '弍' => 2,
        '叁' | '參' | '叄' | '三' | '弎' => 3,
        '肆' | '四' => 4,
        '伍' | '五' => 5,
        '陆' | '陸' | '六' => 6,
        '柒' | '七' => 7,
        '捌' | '八' => 8,
        '玖' | '九' => 9,
        _ => return None,
    })
}

const fn ten(letter: char) -> Option<i64> {
    Some(match letter {
        '拾' | '十' => 10,
        '佰' | '百' => 100,
        '仟' | '千' => 1_000,
        _ => return None,
    })
}

const fn is_zero(letter: char) -> bool {
    matches!(letter, '零' | '〇')
}

/// Whether a text begins as an amount in words does.
pub(super) fn begins(text: &str) -> bool {
    text.chars().next().is_some_and(|letter| digit(letter).is_some() || is_zero(letter) || matches!(letter, '拾' | '十'))
}

/// The amount that all of a text is, and whether it says 元, 角 or 分.
pub(super) fn words(text: &str) -> Result<(Scaled, bool), Fault> {
    let plain = text.trim_end_matches(['整', '正']);
    if text.chars().count() > 60 || text.chars().count() - plain.chars().count() > 1 {
        return Err(Fault::NotANumber);
    }
    let (yuan, rest) = match plain.split_once(['元', '圆', '圓', '塊']) {
        Some((yuan, rest)) => (Some(yuan), rest),
        None if plain.contains(['角', '分']) => (None, plain),
        None => (Some(plain), ""),
    };
    let says_unit = plain != yuan.unwrap_or_default();
    if !says_unit && plain.chars().count() == 1 && plain == text && plain == "一" {
        // A stroke (一) in place of a number is none.
        return Err(Fault::NotANumber);
    }
    let is_nothing = |yuan: &str| yuan.chars().count() == 1 && yuan.chars().all(is_zero);
    let whole = match yuan {
        None => 0,
        Some(yuan) if is_nothing(yuan) => 0,
        Some(yuan) => large(yuan)?,
    };
    let jiao_and_fen = fraction(rest)?;
    let parts = whole.checked_mul(10_000).and_then(|parts| parts.checked_add(jiao_and_fen)).ok_or(Fault::TooLarge)?;
    Ok((Scaled::of_parts(parts), says_unit))
}

/// 伍角, 零伍分, 叁角贰分, 零角零分; in ten-thousandths.
fn fraction(text: &str) -> Result<i64, Fault> {
    let mut letters = text.chars().filter(|letter| *letter != ' ').peekable();
    let (mut parts, mut last) = (0, 10_000);
    while letters.peek().is_some() {
        letters.next_if(|letter| is_zero(*letter));
        let number = letters.next_if(|letter| digit(*letter).is_some()).and_then(digit).unwrap_or(0);
        let unit = match letters.next() {
            Some('角' | '毛') => 1_000,
            Some('分') => 100,
            Some(_) | None => return Err(Fault::NotANumber),
        };
        if unit >= last {
            return Err(Fault::NotANumber);
        }
        last = unit;
        parts += number * unit;
    }
    Ok(parts)
}

/// All before 元: what is before 亿, and below it.
fn large(text: &str) -> Result<i64, Fault> {
    match text.rsplit_once(['亿', '億']) {
        None => below_yi(text, false),
        Some((high, low)) => {
            let high = below_yi(high, false)?.checked_mul(100_000_000).filter(|high| *high > 0).ok_or(Fault::TooLarge)?;
            high.checked_add(if low.is_empty() { 0 } else { below_yi(low, true)? }).ok_or(Fault::TooLarge)
        }
    }
}

fn below_yi(text: &str, follows: bool) -> Result<i64, Fault> {
    match text.split_once(['万', '萬']) {
        None => section(text, follows),
        Some((high, low)) => {
            let high = section(high, follows)?;
            if high == 0 {
                return Err(Fault::NotANumber);
            }
            Ok(high * 10_000 + if low.is_empty() { 0 } else { section(low, true)? })
        }
    }
}

/// 玖仟玖佰玖拾玖. Where it follows 万 or 亿, digits that are left out are said by 零 unless a unit tells where the next one stands.
fn section(text: &str, follows: bool) -> Result<i64, Fault> {
    let mut letters = text.chars().filter(|letter| *letter != ' ').peekable();
    let (mut value, mut last, mut has_zero) = (0, 10_000, false);
    if letters.peek().is_none() {
        return Err(Fault::NotANumber);
    }
    while let Some(letter) = letters.next() {
        if is_zero(letter) {
            if has_zero || last == 1 {
                return Err(Fault::NotANumber);
            }
            has_zero = true;
            continue;
        }
        let (number, unit) = match (digit(letter), letters.peek().copied().and_then(ten)) {
            (Some(number), Some(unit)) => {
                letters.next();
                (number, unit)
            }
            (Some(number), None) => (number, 1),
            // 十五, without the 一 that vouchers write.
            (None, _) if ten(letter) == Some(10) && last == 10_000 && !follows => (1, 10),
            (None, _) => return Err(Fault::NotANumber),
        };
        let skips = unit == 1 && last > 10 && (follows || value > 0);
        if unit >= last {
            return Err(Fault::NotANumber);
        }
        if skips && !has_zero {
            return Err(Fault::Unclear);
        }
        value += number * unit;
        (last, has_zero) = (unit, false);
    }
    // 零 alone is nothing; after a digit something has to follow it.
    if has_zero && (value > 0 || follows) { Err(Fault::NotANumber) } else { Ok(value) }
}
