//! [`Number`] itself: 34 digits, half to even, exact scales.

use guiju_feel::{Number, Rounding};

fn number(text: &str) -> Number {
    text.parse().expect(text)
}

#[test]
fn numbers_read_and_print_plainly() {
    let rows = [("0", "0"), ("-0", "0"), ("1.50", "1.5"), ("+7", "7"), ("1e3", "1000"), ("1E-3", "0.001"), ("-.5", "-0.5"), ("007", "7")];
    for (text, expected) in rows {
        assert_eq!(number(text).to_string(), expected, "{text}");
    }
    for text in ["", ".", "-", "1.2.3", "1e", "e5", "１", "NaN", "1e99999", "0x10", " 1"] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
}

#[test]
fn the_thirty_fifth_digit_is_rounded_half_to_even() {
    let rows = [
        ("12345678901234567890123456789012345", "12345678901234567890123456789012340"),
        ("12345678901234567890123456789012355", "12345678901234567890123456789012360"),
        ("123456789012345678901234567890123450000001", "123456789012345678901234567890123500000000"),
        ("99999999999999999999999999999999995", "100000000000000000000000000000000000"),
    ];
    for (text, expected) in rows {
        assert_eq!(number(text).to_string(), expected, "{text}");
    }
    assert_eq!(
        number("9999999999999999999999999999999999").checked_mul(number("9999999999999999999999999999999999")),
        Some(number("9.999999999999999999999999999999998e67"))
    );
    assert_eq!(number("1e34").checked_add(number("0.5")), Some(number("1e34")));
    assert_eq!(number("1e33").checked_sub(number("1e-10")), Some(number("1e33")));
    assert_eq!(number("1e33").checked_sub(number("0.6")), Some(number("999999999999999999999999999999999.4")));
}

#[test]
fn scales_are_exact_or_nothing() {
    assert_eq!(Number::from_scaled(12345, 2).to_string(), "123.45");
    assert_eq!(Number::from_scaled(-5, 3).to_string(), "-0.005");
    assert_eq!(number("123.45").to_scaled(2), Some(12345));
    assert_eq!(number("123.450").to_scaled(2), Some(12345));
    assert_eq!(number("123.456").to_scaled(2), None);
    assert_eq!(number("1e30").to_scaled(0), None);
    assert_eq!(number("-9223372036854775808").to_i64(), Some(i64::MIN));
    assert_eq!(Number::from(i64::MIN).to_i64(), Some(i64::MIN));
}

#[test]
fn rounding_in_seven_ways() {
    let rows = [
        (Rounding::Floor, ["-3", "-3", "2", "2"]),
        (Rounding::Ceiling, ["-2", "-2", "3", "3"]),
        (Rounding::Up, ["-3", "-3", "3", "3"]),
        (Rounding::Down, ["-2", "-2", "2", "2"]),
        (Rounding::HalfEven, ["-2", "-2", "2", "3"]),
        (Rounding::HalfUp, ["-3", "-2", "3", "3"]),
        (Rounding::HalfDown, ["-2", "-2", "2", "3"]),
    ];
    for (rounding, expected) in rows {
        for (text, expected) in ["-2.5", "-2.4", "2.5", "2.6"].iter().zip(expected) {
            assert_eq!(number(text).round_to(0, rounding), Some(number(expected)), "{text} {rounding:?}");
        }
    }
    assert_eq!(number("1234.5").round_to(-2, Rounding::HalfEven), Some(number("1200")));
    assert_eq!(number("0.001").round_to(2, Rounding::Up), Some(number("0.01")));
    assert_eq!(number("1e-50").round_to(2, Rounding::Up), Some(number("0.01")));
}

#[test]
fn equal_numbers_have_one_hash_whatever_their_zeros() {
    use std::hash::{BuildHasher, RandomState};
    let state = RandomState::new();
    assert_eq!(number("1.0"), number("1.00"));
    assert_eq!(state.hash_one(number("1.0")), state.hash_one(number("1.00")));
    assert_eq!(state.hash_one(number("100")), state.hash_one(number("1e2")));
}

#[test]
fn a_value_is_small() {
    assert!(size_of::<Number>() <= 24);
    assert!(size_of::<guiju_feel::Value>() <= 32);
}
