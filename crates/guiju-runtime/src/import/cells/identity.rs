//! Numbers by which the state knows a company or a person, and whether their check character is right.
//!
//! A number that fails is a slip of the pen or has lost digits; the reason says which character to look at. Nothing is looked up: that
//! a number is well made does not say that anybody has it.

use guiju_types::{Date, Text};

fn because(zh: impl Into<String>, en: impl Into<String>) -> Result<(), Text> {
    Err(Text::new(zh, en))
}

/// 统一社会信用代码, by GB 32100-2015.
///
/// Eighteen characters: the registering department, the kind of organisation, six digits of its district (GB/T 2260), nine of the
/// organisation (GB 11714), a check character. The letters I, O, S, V and Z are not used. Character `i` counts `3^(i-1) mod 31` times; the
/// sum with the check character is a multiple of 31. Departments of the standard: 1 编制, 5 民政, 9 工商 (市场监管), Y others; since then
/// 2 外交, 3 司法行政, 4 文化, 6 旅游, 7 宗教, 8 工会, A 军委改革和编制, N 农业农村.
pub(crate) mod credit_code {
    use super::*;

    /// The values of the characters are their places.
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// Departments, with the kinds of organisations of each.
    const KINDS: [(char, &str); 12] = [
        ('1', "1239"),
        ('2', "19"),
        ('3', "123459"),
        ('4', "19"),
        ('5', "1239"),
        ('6', "129"),
        ('7', "129"),
        ('8', "19"),
        ('9', "1239"),
        ('A', "19"),
        ('N', "1239"),
        ('Y', "1"),
    ];

    /// Whether a text is a well-made code.
    pub(crate) fn check(text: &str) -> Result<(), Text> {
        let count = text.chars().count();
        if count != 18 {
            return because(
                format!("统一社会信用代码应为 18 位，这里是 {count} 位"),
                format!("a unified social credit code has 18 characters, this has {count}"),
            );
        }
        if let Some(letter) = text.chars().find(|letter| !ALPHABET.contains(*letter)) {
            return because(
                format!("统一社会信用代码中不会出现“{letter}”（只用数字和除 I、O、S、V、Z 外的大写字母）"),
                format!("`{letter}` does not occur in a unified social credit code (digits, and capitals other than I, O, S, V, Z)"),
            );
        }
        let mut letters = text.chars();
        let (department, kind) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
        if !KINDS.iter().any(|(known, kinds)| *known == department && kinds.contains(kind)) {
            return because(
                format!("没有“{department}{kind}”开头的统一社会信用代码（登记管理部门和机构类别）"),
                format!("no unified social credit code begins with `{department}{kind}` (the registering department and the kind)"),
            );
        }
        if !letters.by_ref().take(6).all(|letter| letter.is_ascii_digit()) {
            return because("第 3 至 8 位行政区划码应为数字", "characters 3 to 8, the district, have to be digits");
        }
        let sum = text.chars().try_fold((0_usize, 1_usize), |(sum, weight), letter| {
            let value = ALPHABET.find(letter)?;
            Some((sum + value * weight, weight * 3 % 31))
        });
        // The check character counts once, not by the next power.
        let last = text.chars().next_back().and_then(|letter| ALPHABET.find(letter)).unwrap_or(0);
        let weight_of_last = (0..17).fold(1_usize, |weight, _| weight * 3 % 31);
        let is_right = sum.is_some_and(|(sum, _)| (sum - last * weight_of_last + last).is_multiple_of(31));
        if is_right {
            return Ok(());
        }
        because(
            "统一社会信用代码的校验位不符，请核对每一位",
            "the check character of the unified social credit code is wrong; compare every character",
        )
    }
}

/// 公民身份号码 of eighteen characters, by GB 11643-1999.
///
/// Six digits of the district, eight of the birthday, three in order, and a check digit by ISO 7064 MOD 11-2 (`X` is ten). The first two
/// digits are a province: also 71 (台湾), 81, 82 and 83 (residence permits of 香港, 澳门, 台湾). A first digit 9 is the permanent residence
/// permit of foreigners since December 2023, made the same way.
pub(crate) mod citizen {
    use super::*;

    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// Whether a text is a well-made number.
    pub(crate) fn check(text: &str) -> Result<(), Text> {
        let count = text.chars().count();
        if count != 18 {
            return because(
                format!("身份证号应为 18 位，这里是 {count} 位"),
                format!("an identity number has 18 characters, this has {count}"),
            );
        }
        let (body, last) = text.split_at_checked(17).unwrap_or((text, ""));
        if !body.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(last.as_bytes(), [b'0'..=b'9' | b'X' | b'x']) {
            return because("身份证号前 17 位应为数字，最后一位为数字或 X", "an identity number is 17 digits, and a digit or X");
        }
        if !text.starts_with('9') && !is_province(text) {
            return because("身份证号前两位不是省级行政区", "the first two digits of the identity number are no province");
        }
        if !is_birthday(text.get(6..14)) {
            return because("身份证号第 7 至 14 位不是真实的日期", "characters 7 to 14 of the identity number are no real day");
        }
        let sum: u32 = body.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let expected = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap_or(0));
        if expected == last.to_ascii_uppercase().chars().next() {
            return Ok(());
        }
        because("身份证号的校验位不符，请核对每一位", "the check digit of the identity number is wrong; compare every digit")
    }
}

/// The identity number of fifteen digits that was given out until 1999: no century, no check digit.
pub(crate) mod old_citizen {
    use super::*;

    /// Whether a text is a well-made number.
    pub(crate) fn check(text: &str) -> Result<(), Text> {
        if text.len() != 15 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return because("旧身份证号应为 15 位数字", "an old identity number is 15 digits");
        }
        if !is_province(text) {
            return because("身份证号前两位不是省级行政区", "the first two digits of the identity number are no province");
        }
        let birthday = text.get(6..12).map(|rest| format!("19{rest}"));
        if is_birthday(birthday.as_deref()) {
            return Ok(());
        }
        because("身份证号第 7 至 12 位不是真实的日期", "characters 7 to 12 of the identity number are no real day")
    }
}

/// The provinces of GB/T 2260, and the three of residence permits.
fn is_province(text: &str) -> bool {
    let province: u8 = text.get(..2).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

fn is_birthday(digits: Option<&str>) -> bool {
    let day = || {
        let digits = digits?;
        Date::new(digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?).ok()
    };
    day().is_some_and(|date| (1850..=2199).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A code of a body of 17 characters, with the check character that the standard computes.
    fn with_check(body: &str) -> String {
        const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        let sum: usize = body.chars().zip(WEIGHTS).map(|(letter, weight)| ALPHABET.find(letter).unwrap() * weight).sum();
        format!("{body}{}", ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap())
    }

    #[test]
    fn credit_codes_are_checked_by_their_last_character() {
        // Published codes: a ministry's example in the standard's own text, and two large companies'.
        for code in ["91350100M000100Y43", "91110000802100433B", "9144030071526726XG"] {
            assert_eq!(credit_code::check(code), Ok(()), "{code}");
        }
        for body in ["N2330106MF1234567", "A1110000MF1234567", "Y1110000MF1234567", "92330106MA2ABCDEF", "31110000E00012345"] {
            assert_eq!(credit_code::check(&with_check(body)), Ok(()), "{body}");
        }
        for (code, word) in [
            ("91350100M000100Y44", "校验位"),
            ("91350100M000100Y4", "17 位"),
            ("91350100M000I00Y43", "“I”"),
            ("91350100M000S00Y43", "“S”"),
            ("B1350100M000100Y43", "B1"),
            ("9135010AM000100Y43", "行政区划"),
            ("", "0 位"),
        ] {
            let text = credit_code::check(code).unwrap_err();
            assert!(text.zh.contains(word), "{code}: {}", text.zh);
        }
    }

    #[test]
    fn identity_numbers_are_checked_by_province_day_and_digit() {
        // The examples of GB 11643-1999 itself.
        for number in ["11010519491231002X", "11010519491231002x", "440524188001010014"] {
            assert_eq!(citizen::check(number), Ok(()), "{number}");
        }
        for (number, word) in [
            ("110105194912310021", "校验位"),
            ("160105194912310021", "省级"),
            ("11010519490231002X", "日期"),
            ("1101051949123100", "16 位"),
            ("1101051949123100AX", "数字"),
        ] {
            let text = citizen::check(number).unwrap_err();
            assert!(text.zh.contains(word), "{number}: {}", text.zh);
        }
        let digit = |body: &str| {
            (0..11)
                .map(|digit| format!("{body}{}", if digit == 10 { "X".to_owned() } else { digit.to_string() }))
                .filter(|number| citizen::check(number).is_ok())
                .count()
        };
        for province in ["71", "81", "82", "83", "93"] {
            assert_eq!(digit(&format!("{province}000019900101001")), 1, "{province}");
        }
        assert_eq!(old_citizen::check("110105491231002"), Ok(()));
        assert!(old_citizen::check("110105491331002").is_err() && old_citizen::check("11010549123100X").is_err());
    }

    proptest! {
        #[test]
        fn a_changed_character_of_a_code_is_found(body in "9[123][0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}", at in 8_usize..17, by in 1_usize..31) {
            const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
            let code = with_check(&body);
            prop_assert_eq!(credit_code::check(&code), Ok(()));
            let mut letters: Vec<char> = code.chars().collect();
            letters[at] = ALPHABET.chars().nth((ALPHABET.find(letters[at]).unwrap() + by) % 31).unwrap();
            prop_assert!(credit_code::check(&letters.into_iter().collect::<String>()).is_err());
        }

        #[test]
        fn any_text_is_checked(text: String, digits in "[0-9X]{14,19}") {
            let _ = (credit_code::check(&text), citizen::check(&text), old_citizen::check(&text));
            let _ = (credit_code::check(&digits), citizen::check(&digits), old_citizen::check(&digits));
        }
    }
}
