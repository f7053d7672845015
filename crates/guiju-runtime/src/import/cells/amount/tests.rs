//! Amounts as people write them, and what is refused as one.

use guiju_documents::Cell;
use guiju_types::{Amount, Currency};
use proptest::prelude::*;

use super::*;

fn shown(written: Result<Option<WrittenAmount>, Problem>) -> String {
    let written = match written {
        Ok(Some(written)) => written,
        Ok(None) => return "nothing".to_owned(),
        Err(problem) => return problem.code.to_owned(),
    };
    let mut text = written.amount.to_string();
    let mut say = |word: String| {
        text.push(' ');
        text.push_str(&word);
    };
    if let Some(currency) = written.currency {
        say(currency.to_string());
    }
    if let Some(sign) = written.sign {
        say(format!("{sign:?}"));
    }
    if let Some(side) = written.side {
        say(format!("{side:?}"));
    }
    match written.refunded {
        Some(Refunded::Part(part)) => say(format!("refunded {part}")),
        Some(Refunded::Whole) => say("refunded".to_owned()),
        None => {}
    }
    if let Some(has_tax) = written.has_tax {
        say(if has_tax { "gross" } else { "net" }.to_owned());
    }
    text
}

#[track_caller]
fn check_styled(text: &str, style: NumberStyle, expected: &str) {
    assert_eq!(shown(written_amount(&Cell::from(text), style)), expected, "{text}");
}

#[track_caller]
fn check(text: &str, expected: &str) {
    check_styled(text, NumberStyle::default(), expected);
}

#[test]
fn amounts_are_read_as_people_write_them() {
    check("1234.5", "1234.50");
    check("1,234,567.89", "1234567.89");
    check("１２，３４５．６７", "12345.67");
    check("(1,234.50)", "-1234.50");
    check("（１２３）", "-123.00");
    check("500-", "-500.00");
    check("-500", "-500.00");
    check("−500", "-500.00");
    check("+12,964.38", "12964.38");
    check("负1,200.00", "-1200.00");
    check(".5", "0.50");
    check("5.", "5.00");
    check("5E-2", "0.05");
    check("1.5E7", "15000000.00");
    check("126000.130", "126000.13");
    check("2,964.38 \t", "2964.38");
    check("`0.06", "0.06");
    check("=\"128000.000\"", "128000.00");
    check("1'234.50", "1234.50");
    check("1’234’567.50", "1234567.50");
    check("1 234 567.5", "1234567.50");
    check("1\u{202F}234.5", "1234.50");
    for nothing in ["", "-", "--", "—", "——", "-----", "/", "NULL", "nan", "`"] {
        check(nothing, "nothing");
    }
}

#[test]
fn currencies_are_read_beside_the_amount() {
    check("JPY 1000.00", "1000.00 JPY");
    check("CNY13.50", "13.50 CNY");
    check("CNY 123.18", "123.18 CNY");
    check("RMB 1,000.00", "1000.00 CNY");
    check("US$ 50", "50.00 USD");
    check("HK$-3.5", "-3.50 HKD");
    check("-US$3.5", "-3.50 USD");
    check("USD (1,234.50)", "-1234.50 USD");
    check("(USD 1,234.50)", "-1234.50 USD");
    check("50 EUR", "50.00 EUR");
    check("50€", "50.00 EUR");
    check("人民币1000元", "1000.00 CNY");
    check("1000美元", "1000.00 USD");
    check("人民币元 12", "12.00 CNY");
    check("8,000.00(CN)", "8000.00 CNY");
    check("-3.90(CN)", "-3.90 CNY");
    check("100.00（JP）", "100.00 JPY");
    check("1,000.00(USD)", "1000.00 USD");
    check("￥1,200", "1200.00 Yen");
    check("¥28.16", "28.16 Yen");
    check("¥ -12", "-12.00 Yen");
    check("RMB¥1,000", "1000.00 CNY Yen");
    check("$-3.5", "-3.50 Dollar");
    check("-$3.5", "-3.50 Dollar");
    check("$12.00 CAD", "12.00 CAD Dollar");
    check("1,000元", "1000.00");
    check("1,000元整", "1000.00");
    check("USD 5 EUR", "amount_unclear");
    check("¥5 USD", "amount_unclear");
    check("ABC 5", "not_an_amount");
    check("8,000.00(XX)", "not_an_amount");
}

#[test]
fn debit_and_credit_are_read_beside_the_amount() {
    check("1,234.50 CR", "1234.50 Credit");
    check("1,234.50CR", "1234.50 Credit");
    check("200.00 Dr", "200.00 Debit");
    check("200.00 Dr.", "200.00 Debit");
    check("Cr. 12", "12.00 Credit");
    check("贷 100", "100.00 Credit");
    check("100 借", "100.00 Debit");
    check("1,000.00 借", "1000.00 Debit");
    check("借方：1,000.00元", "1000.00 Debit");
    check("贷 -100", "-100.00 Credit");
    check("100(贷)", "100.00 Credit");
    check("借 100 贷", "amount_unclear");
    check("CR1001", "not_an_amount");
    check("C536379", "not_an_amount");
    check("60D", "not_an_amount");
}

#[test]
fn remarks_and_protections_are_read() {
    check("131.77(已退款89.84)", "131.77 refunded 89.84");
    check("131.77（已退款（￥89.84））", "131.77 refunded 89.84");
    check("468.32(已全额退款)", "468.32 refunded");
    check("¥5.00(已全额退款)", "5.00 Yen refunded");
    check("1000(含税)", "1000.00 gross");
    check("1000 不含税", "1000.00 net");
    check("含税1,130.00元", "1130.00 gross");
    check("*1,000.00", "1000.00");
    check("***1,000.00***", "1000.00");
    check("#1000", "1000.00");
    check("#1000#", "1000.00");
    check("1000(备注)", "not_an_amount");
    check("100(已退款5)(已全额退款)", "amount_unclear");
}

#[test]
fn units_of_large_numbers_are_read() {
    check("1.5万", "15000.00");
    check("1.23456万", "12345.60");
    check("3千", "3000.00");
    check("2亿", "200000000.00");
    check("300万元", "3000000.00");
    check("1.2百万", "1200000.00");
    check("-1.5万元", "-15000.00");
    check("1万5千", "15000.00");
    check("1亿2000万", "120000000.00");
    check("12.5(万元)", "125000.00");
    check("1万5", "amount_unclear");
    check("1千5万", "not_an_amount");
    check("万", "not_an_amount");
    let column = NumberStyle { unit: 10_000, ..NumberStyle::default() };
    check_styled("1.25", column, "12500.00");
    check_styled("1.5万元", column, "15000.00");
    check_styled("￥1.5", column, "15000.00 Yen");
    check_styled("15000元", column, "amount_unit_unclear");
    check_styled("1.5亿", column, "amount_unit_unclear");
    check_styled("壹仟元整", column, "amount_unit_unclear");
}

#[test]
fn amounts_in_words_are_read() {
    // The forms of the rules for vouchers, with the 零 that they leave to the writer.
    for (words, expected) in [
        ("零元整", "0.00"),
        ("壹分", "0.01"),
        ("伍角", "0.50"),
        ("玖角玖分", "0.99"),
        ("壹元整", "1.00"),
        ("壹元零伍分", "1.05"),
        ("壹元零角零分", "1.00"),
        ("壹拾元零伍角", "10.50"),
        ("壹拾元伍角", "10.50"),
        ("壹拾伍元整", "15.00"),
        ("壹佰零壹元正", "101.00"),
        ("壹仟元整", "1000.00"),
        ("壹仟贰佰元伍角整", "1200.50"),
        ("壹仟肆佰零玖元伍角", "1409.50"),
        ("壹仟陆佰捌拾元零叁角贰分", "1680.32"),
        ("陆仟零柒元壹角肆分", "6007.14"),
        ("壹万零壹元整", "10001.00"),
        ("壹万零伍佰圆整", "10500.00"),
        ("壹拾万零柒仟元伍角叁分", "107000.53"),
        ("壹拾万柒仟元零伍角叁分", "107000.53"),
        ("壹仟零叁万零肆元整", "10030004.00"),
        ("壹亿零壹万零壹元壹角", "100010001.10"),
        ("贰拾亿零叁仟万元整", "2030000000.00"),
        ("玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分", "999999999999.99"),
        ("壹万亿元整", "1000000000000.00"),
        ("负壹拾贰元叁角", "-12.30"),
        ("人民币壹仟元整", "1000.00 CNY"),
        ("人民币（大写）壹仟元整", "not_an_amount"),
        ("壹佰貳拾參萬圓整", "1230000.00"),
        ("三千", "3000.00"),
        ("十五元", "15.00"),
        ("两万五千元", "25000.00"),
        ("一万五", "amount_unclear"),
        ("一百五", "amount_unclear"),
        ("一", "not_an_amount"),
        ("壹壹元", "not_an_amount"),
        ("壹元伍分伍角", "not_an_amount"),
        ("壹拾佰元", "not_an_amount"),
        ("壹亿亿", "not_an_amount"),
        ("玖仟万亿元", "amount_too_large"),
    ] {
        check(words, expected);
    }
}

#[test]
fn what_is_no_certain_amount_is_refused_with_its_reason() {
    check("123456789012345678901234567890", "amount_too_large");
    check("922337203685478", "amount_too_large");
    check("1,5", "amount_unclear");
    check("1 234,5", "amount_unclear");
    check("1.234,56", "amount_unclear");
    check("12,3456", "amount_unclear");
    check("0,123", "amount_unclear");
    check("(-5)", "amount_unclear");
    check("1,000.-", "amount_unclear");
    check("1.23456", "amount_too_precise");
    check("12.3.4", "not_an_amount");
    check("=1+1", "not_an_amount");
    check("abc", "not_an_amount");
    check("12abc", "not_an_amount");
    check("2026-03-05", "not_an_amount");
    check("约1000", "amount_uncertain");
    check("1000左右", "amount_uncertain");
    check("1000/月", "amount_uncertain");
    check("1000元/月", "amount_uncertain");
    check("1000-2000", "amount_uncertain");
    check("1000~2000", "amount_uncertain");
    check("≥1000", "amount_uncertain");
    check("1.2E+05", "lost_digits");
    check("1.23457E+11", "lost_digits");
}

#[test]
fn indian_groups_are_lakhs_and_crores() {
    check("12,34,567.00", "1234567.00");
    check("1,23,456", "123456.00");
    check("1,00,00,000", "10000000.00");
    check("12,34", "amount_unclear");
    check("123,45,678", "amount_unclear");
}

#[test]
fn a_recipe_can_say_how_numbers_are_written() {
    let european = NumberStyle { decimal: ',', ..NumberStyle::default() };
    check_styled("1.234,56", european, "1234.56");
    check_styled("1 234,50", european, "1234.50");
    check_styled("1,5", european, "1.50");
    check_styled("1.234", european, "1234.00");
    check_styled("1.23", european, "amount_unclear");
    let rounding = NumberStyle { rounds: true, ..NumberStyle::default() };
    check_styled("1.23456", rounding, "1.2346");
    check_styled("0.00005", rounding, "0.00");
    check_styled("0.000050000000001", rounding, "0.0001");
    check_styled("-0.00015", rounding, "-0.0002");
    check_styled("-0.99996", rounding, "-1.00");
}

#[test]
fn the_amount_alone_is_refused_where_its_cell_changes_its_meaning() {
    let code = |text: &str| amount(&Cell::from(text), NumberStyle::default()).map_err(|problem| problem.code);
    assert_eq!(code("￥1,200"), Ok(Some("1200".parse().unwrap())));
    assert_eq!(code("1000(含税)"), Ok(Some("1000".parse().unwrap())));
    for text in ["1,234.50 CR", "131.77(已退款89.84)", "1000 不含税"] {
        assert_eq!(code(text), Err("amount_says_more"), "{text}");
    }
    assert_eq!(
        amount(&Cell::Number("1234.5".into()), NumberStyle { decimal: ',', ..NumberStyle::default() }).unwrap(),
        Some("1234.5".parse().unwrap())
    );
}

#[test]
fn a_sign_is_of_the_currency_that_it_fits() {
    let usd: Currency = "USD".parse().unwrap();
    let of = |text: &str, column, base| {
        let written = written_amount(&Cell::from(text), NumberStyle::default()).unwrap().unwrap();
        written.currency_in(column, base).map_err(|problem| problem.code)
    };
    assert_eq!(of("¥5", None, Currency::CNY), Ok(Some(Currency::CNY)));
    assert_eq!(of("$5", None, Currency::CNY), Err("currency_unclear"));
    assert_eq!(of("$5", Some(usd), Currency::CNY), Ok(Some(usd)));
    assert_eq!(of("USD 5", Some(Currency::CNY), Currency::CNY), Err("currency_conflict"));
    assert_eq!(of("USD 5", None, Currency::CNY), Ok(Some(usd)));
    assert_eq!(of("5", None, Currency::CNY), Ok(None));
}

#[test]
fn a_column_is_decided_by_all_its_cells() {
    let sign = |texts: &[&str]| {
        let cells: Vec<Cell> = texts.iter().map(|text| Cell::from(*text)).collect();
        let mut styles = Styles::default();
        for cell in &cells {
            styles.take(cell);
        }
        styles.sign()
    };
    assert_eq!(sign(&["1.234", "5.678"]), DecimalSign::Unknown);
    assert_eq!(sign(&["1.234", "1.234,50"]), DecimalSign::Comma);
    assert_eq!(sign(&["1,234", "1,234.50"]), DecimalSign::Point);
    assert_eq!(sign(&["1.234", "0.500"]), DecimalSign::Point);
    assert_eq!(sign(&["1.5", "2,5"]), DecimalSign::Mixed);
    assert_eq!(sign(&["12", "500", "", "合计"]), DecimalSign::Either);
    assert_eq!(sign(&["12,34,567"]), DecimalSign::Point);
}

/// Writes an amount in one of the ways that the reader knows.
fn write(parts: i64, form: usize) -> (String, NumberStyle) {
    let plain = Amount::from_parts(parts.abs()).to_string();
    let (whole, fraction) = plain.split_once('.').unwrap();
    let grouped = |sign: char, group: fn(usize) -> bool| -> String {
        let mut text = String::new();
        for (at, digit) in whole.chars().enumerate() {
            let left = whole.len() - at;
            if at > 0 && group(left) {
                text.push(sign);
            }
            text.push(digit);
        }
        text
    };
    let western: fn(usize) -> bool = |left| left % 3 == 0;
    let indian: fn(usize) -> bool = |left| left == 3 || (left > 3 && left % 2 == 1);
    let minus = if parts < 0 { "-" } else { "" };
    let comma = NumberStyle { decimal: ',', ..NumberStyle::default() };
    let point = NumberStyle::default();
    match form {
        0 => (format!("{minus}{plain}"), point),
        1 => (format!("{minus}{}.{fraction}", grouped(',', western)), point),
        2 => (format!("{minus}{}.{fraction}", grouped(',', indian)), point),
        3 => (format!("{minus}{},{fraction}", grouped('.', western)), comma),
        4 => (format!("{minus}{},{fraction}", grouped(' ', western)), comma),
        5 if parts < 0 => (format!("({}.{fraction})", grouped(',', western)), point),
        5 => (format!("+{}.{fraction}", grouped('\'', western)), point),
        6 => (format!("{}.{fraction}{minus}", grouped(',', western)), point),
        7 => (format!("￥{minus}{plain}元"), point),
        _ => (format!("CNY {minus}{plain}(已退款1.00)"), point),
    }
}

/// An amount of whole cents in words, as the rules write it.
fn in_words(cents: u64) -> String {
    const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
    let (whole, cents) = (cents / 100, cents % 100);
    let mut text = String::new();
    let digits: Vec<usize> = whole.to_string().bytes().map(|byte| usize::from(byte - b'0')).collect();
    let mut has_zero = false;
    for (at, digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - at;
        if *digit == 0 {
            has_zero = true;
        } else {
            if has_zero {
                text.push('零');
            }
            has_zero = false;
            text.push(DIGITS[*digit]);
            text.push_str(["", "拾", "佰", "仟"][place % 4]);
        }
        if place == 8 {
            text.push('亿');
        } else if place == 4 && whole / 10_000 % 10_000 > 0 {
            text.push('万');
        }
    }
    if whole > 0 {
        text.push('元');
    }
    match (cents / 10, cents % 10) {
        (0, 0) => text.push_str(if whole == 0 { "零元整" } else { "整" }),
        (0, fen) => text.push_str(&format!("{}{}分", if whole == 0 { "" } else { "零" }, DIGITS[usize::try_from(fen).unwrap()])),
        (jiao, 0) => text.push_str(&format!("{}角", DIGITS[usize::try_from(jiao).unwrap()])),
        (jiao, fen) => text.push_str(&format!("{}角{}分", DIGITS[usize::try_from(jiao).unwrap()], DIGITS[usize::try_from(fen).unwrap()])),
    }
    text
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(parts in -9_000_000_000_000_000_i64..9_000_000_000_000_000, form in 0_usize..9) {
        let (text, style) = write(parts, form);
        let read = written_amount(&Cell::from(text.as_str()), style).unwrap().unwrap();
        prop_assert_eq!(read.amount, Amount::from_parts(parts), "{}", text);
        prop_assert_eq!(read.refunded.is_some(), form == 8);
    }

    #[test]
    fn words_are_read_back(cents in 0_u64..99_999_999_999_999, scale in 0_u32..14) {
        let cents = cents / 10_u64.pow(scale);
        let text = in_words(cents);
        let read = written_amount(&Cell::from(text.as_str()), NumberStyle::default());
        let expected = Amount::from_parts(i64::try_from(cents).unwrap() * 100);
        prop_assert_eq!(read.map_err(|problem| problem.code), Ok(Some(WrittenAmount::of(expected))), "{}", text);
    }

    #[test]
    fn nothing_makes_the_reader_stop(text in r"[ -~¥￥（）借贷万亿千百元角分壹贰零拾佰已退款全额含税，．０-９]{0,24}", comma: bool, unit in prop::sample::select(vec![1, 1_000, 10_000, 100_000_000])) {
        let style = NumberStyle { decimal: if comma { ',' } else { '.' }, unit, rounds: comma };
        let _ = written_amount(&Cell::from(text.as_str()), style);
        let _ = written_amount(&Cell::Number(text), style);
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = written_amount(&Cell::from(text.as_str()), NumberStyle::default());
    }
}
