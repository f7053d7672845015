//! Which encoding a text is in, by what its bytes would mean in each.
//!
//! Most pairs of bytes are some character in GB 18030 and another in Big5, so that both decode without an error; only one of them gives text that
//! people write. In either the characters in everyday use have a place of their own (GB 2312 level 1, Big5 level 1) and the others have the rest.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The byte order of a UTF-16 text without a mark: read in the right one, nearly everything is a character that tables have.
pub(super) fn looks_like_utf16(head: &[u8]) -> Option<&'static Encoding> {
    if !head.contains(&0) {
        return None;
    }
    let share = |order: fn([u8; 2]) -> u16| {
        let mut known = 0_usize;
        let mut lines = 0_usize;
        let pairs = head.chunks_exact(2);
        let count = pairs.len();
        for pair in pairs {
            let unit = order([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]);
            lines += usize::from(matches!(unit, 0x09 | 0x0A | 0x0D));
            known += usize::from(
                matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x17F | 0x2000..=0x206F | 0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF | 0xFEFF),
            );
        }
        // Without a single tab or line end it is no table.
        if lines == 0 || count < 4 { 0 } else { known * 100 / count }
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    if little.max(big) < 95 {
        return None;
    }
    Some(if little >= big { UTF_16LE } else { UTF_16BE })
}

/// The likeliest encoding of a sample that has bytes beyond ASCII. The sample may be cut anywhere.
pub(super) fn judge(sample: &[u8]) -> &'static Encoding {
    if mostly_utf8(sample) {
        return UTF_8;
    }
    let (gb, big5) = (pairs(sample, gb18030_pair, true), pairs(sample, big5_pair, false));
    let best = if big5.score() > gb.score() + 5 { (&big5, BIG5) } else { (&gb, GB18030) };
    let is_chinese = best.0.score() >= 35 && best.0.is_packed();
    if is_chinese { best.1 } else { WINDOWS_1252 }
}

/// Whether the bytes beyond ASCII are UTF-8, but for a few.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    let mut is_cut = false;
    for chunk in sample.utf8_chunks() {
        right += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        // Only the last character may be cut; any before it is wrong.
        wrong += usize::from(is_cut);
        is_cut = !chunk.invalid().is_empty();
    }
    // Behind the last chunk nothing follows, so it counts only where it could not have gone on.
    let is_open = |sample: &[u8]| sample.iter().rev().take(3).any(|byte| *byte >= 0xC0);
    wrong += usize::from(is_cut && !is_open(sample));
    right > 0 && wrong * 10 <= right
}

/// What a pair of bytes would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// In everyday use.
    Common,
    /// In a dictionary.
    Known,
    /// In the standard.
    Rare,
    /// Letters of other scripts, frames.
    Odd,
    /// Nothing.
    Bad,
}

#[derive(Debug, Default)]
struct Count {
    points: i64,
    pairs: i64,
    /// Pairs of which both bytes are beyond ASCII.
    packed: i64,
}

impl Count {
    /// From 100 for everyday text down below zero.
    const fn score(&self) -> i64 {
        if self.pairs == 0 { 0 } else { self.points / self.pairs }
    }

    /// Accented letters stand alone between those of ASCII; Chinese characters do not.
    const fn is_packed(&self) -> bool {
        self.packed * 5 >= self.pairs
    }
}

fn pairs(sample: &[u8], class: fn(u8, u8) -> Class, has_fours: bool) -> Count {
    let mut count = Count::default();
    let mut rest = sample;
    while let Some(start) = rest.iter().position(|byte| *byte >= 0x80) {
        let Some([lead, trail, behind @ ..]) = rest.get(start..) else { break };
        // Four bytes of GB 18030, for which Big5 has nothing.
        if has_fours && let (0x81..=0xFE, 0x30..=0x39, [0x81..=0xFE, 0x30..=0x39, after @ ..]) = (*lead, *trail, behind) {
            count.pairs += 1;
            rest = after;
            continue;
        }
        let class = class(*lead, *trail);
        count.pairs += 1;
        count.packed += i64::from(*trail >= 0x80);
        count.points += match class {
            Class::Common => 100,
            Class::Known => 30,
            Class::Rare => 0,
            Class::Odd => -50,
            Class::Bad => -200,
        };
        rest = if class == Class::Bad { rest.get(start + 1..).unwrap_or_default() } else { behind };
    }
    count
}

const fn gb18030_pair(lead: u8, trail: u8) -> Class {
    match (lead, trail) {
        (0xA1..=0xA3, 0xA1..=0xFE) | (0xB0..=0xD7, 0xA1..=0xFE) => Class::Common,
        (0xD8..=0xF7, 0xA1..=0xFE) => Class::Known,
        (0xA4..=0xA9, 0xA1..=0xFE) => Class::Odd,
        (0xAA..=0xAF | 0xF8..=0xFE, 0xA1..=0xFE) | (0xA1..=0xA7, 0x40..=0x7E | 0x80..=0xA0) => Class::Bad,
        (0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE) => Class::Rare,
        _ => Class::Bad,
    }
}

const fn big5_pair(lead: u8, trail: u8) -> Class {
    match (lead, trail) {
        (_, 0x00..=0x3F | 0x7F..=0xA0 | 0xFF) => Class::Bad,
        (0xA1..=0xA2, _) | (0xA4..=0xC5, _) | (0xC6, 0x40..=0x7E) => Class::Common,
        (0xC9..=0xF9, _) => Class::Known,
        (0xA3, _) => Class::Odd,
        (0x87..=0xA0 | 0xC6..=0xC8 | 0xFA..=0xFE, _) => Class::Rare,
        _ => Class::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLE: &str =
        "客户编号,客户名称,开票日期,到期日,应收金额,备注\nC01,宁波远洋运输股份有限公司,2026-01-05,2026-02-04,100,运费结算\n";
    const TRADITIONAL: &str =
        "客戶編號,客戶名稱,發票日期,到期日,應收金額,備註\nC01,長榮海運股份有限公司,2026-01-05,2026-02-04,100,運費結算\n";

    fn check(text: &str, encoding: &'static Encoding) {
        let (bytes, _, has_lost) = encoding.encode(text);
        assert!(!has_lost, "{text} in {}", encoding.name());
        assert_eq!(
            judge(&bytes).name(),
            encoding.name(),
            "{text}: gb {:?} big5 {:?}",
            pairs(&bytes, gb18030_pair, true),
            pairs(&bytes, big5_pair, false)
        );
    }

    #[test]
    fn chinese_is_told_from_chinese() {
        check(SIMPLE, GB18030);
        check(SIMPLE, UTF_8);
        check(TRADITIONAL, BIG5);
        check(TRADITIONAL, GB18030);
        check(TRADITIONAL, UTF_8);
        for text in ["甲公司", "金额", "日期,摘要,余额", "贷方金额", "付款", "㐀䶮易通", "借方", "项目;状态;备注"]
        {
            check(text, GB18030);
        }
        for text in ["客戶", "金額", "日期,摘要,餘額", "臺灣銀行股份有限公司", "付款", "發票號碼", "應收帳款明細表", "扣賬,入賬"]
        {
            check(text, BIG5);
        }
    }

    #[test]
    fn western_names_are_not_chinese() {
        for text in ["Müller", "Café, Zürich", "Ärzte;Öl", "Señor Núñez", "naïve façade", "Åse Ø", "€ 5"] {
            check(text, WINDOWS_1252);
        }
    }

    #[test]
    fn a_few_stray_bytes_change_nothing() {
        let (bytes, _, _) = GB18030.encode(SIMPLE);
        let stray = [&bytes[..], b",\xE9\n,\xFC\n"].concat();
        assert_eq!(judge(&stray), GB18030);
        let stray = [SIMPLE.as_bytes(), b",\xE9\n"].concat();
        assert_eq!(judge(&stray), UTF_8);
    }

    #[test]
    fn utf16_is_known_without_its_mark() {
        for text in ["客户\t金额\n一二三四五六七八九十\t开开开开开开\n", "a\tb\n1\t2\n", "一一一一一一一一\n"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(looks_like_utf16(&little), Some(UTF_16LE), "{text}");
            assert_eq!(looks_like_utf16(&big), Some(UTF_16BE), "{text}");
        }
        assert_eq!(looks_like_utf16(b"\x00\x01\x02\x00\x00\x00\x00\x00binary"), None);
        assert_eq!(looks_like_utf16(SIMPLE.as_bytes()), None);
    }
}
