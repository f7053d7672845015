//! Laws over many inputs.

use guiju_feel::{EvalContext, Mode, Names, Number, Type, Value, compile, compile_unary_tests};
use proptest::prelude::*;

use crate::shown;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (any::<i64>(), 0_u32..12).prop_map(|(parts, scale)| Value::Number(Number::from_scaled(parts, scale))),
        "[ -~你好\\n]{0,8}".prop_map(|text| Value::from(text.as_str())),
        (-999_999_999_i32..999_999_999, 1_u8..13, 1_u8..29)
            .prop_map(|(y, m, d)| Value::Date(guiju_feel::Date::new(y, m, d).expect("a day"))),
        any::<i32>().prop_map(|days| Value::DaysDuration(
            guiju_feel::DaysDuration::from_nanoseconds(i128::from(days) * 1_234_567_891).expect("small")
        )),
        any::<i32>().prop_map(|months| Value::YearsDuration(guiju_feel::YearsDuration { months: months.into() })),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::list),
            prop::collection::btree_map("[a-z ]{1,6}", inner, 0..4).prop_map(Value::context),
        ]
    })
}

fn number() -> impl Strategy<Value = Number> {
    (any::<i64>(), 0_u32..25).prop_map(|(parts, scale)| Number::from_scaled(parts, scale))
}

/// Pieces of FEEL in any order: nearer to the language than random characters are.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "2.5",
        "\"a\"",
        "x",
        "unit price",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "a:",
        ",",
        "..",
        ".",
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "!=",
        "<",
        ">=",
        "and",
        "or",
        "not(",
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "function(",
        "instance of",
        "number",
        "list<",
        "between",
        "@\"P1D\"",
        "@\"2026-03-31\"",
        "null",
        "true",
        "item",
        "?",
        "date and time(",
        "sort(",
        "count(",
        "partial",
        "//",
        "/*",
        "\"",
        "客户",
        "，",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

fn never_panics(source: &str) {
    let mut names = Names::new();
    names.declare("x", Type::Number);
    names.declare("unit price", Type::Any);
    let slots = [Value::from(3), Value::list([Value::from(1), "a".into()])];
    for mode in [Mode::Lenient, Mode::Strict] {
        let limits = guiju_feel::Limits { steps: 20_000, list_items: 1_000, ..guiju_feel::Limits::default() };
        let context = EvalContext { mode, limits, ..EvalContext::default() };
        if let Ok(expression) = compile(source, &names) {
            let evaluation = expression.evaluate(&slots, &context);
            for reason in &evaluation.reasons {
                assert!(reason.span.range().end <= source.len());
                assert!(!reason.error.message_zh().is_empty());
            }
        }
        if let Ok(tests) = compile_unary_tests(source, &Type::Number, &names) {
            let value = tests.matches(&Value::from(3), &slots, &context).value;
            assert!(matches!(value, Value::Boolean(_) | Value::Null));
        }
    }
    let _ = Type::parse(source);
}

proptest! {
    #[test]
    fn a_value_reads_back_from_its_text(value in value()) {
        let text = value.to_string();
        let expression = compile(&text, &Names::new()).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!(expression.evaluate(&[], &EvalContext::default()).value, value);
    }

    #[test]
    fn a_number_reads_back_from_its_text(number in number()) {
        prop_assert_eq!(number.to_string().parse::<Number>(), Ok(number));
    }

    #[test]
    fn addition_ignores_operand_order(a in number(), b in number()) {
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
        prop_assert_eq!(a.checked_mul(b), b.checked_mul(a));
    }

    #[test]
    fn sums_and_products_of_small_numbers_are_exact(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000, scale in 0_u32..6) {
        let (x, y) = (Number::from_scaled(a, scale), Number::from_scaled(b, scale));
        prop_assert_eq!(x.checked_add(y).and_then(|sum| sum.to_scaled(scale)), Some(a + b));
        prop_assert_eq!(x.checked_sub(y).and_then(|sum| sum.to_scaled(scale)), Some(a - b));
        prop_assert_eq!(x.checked_mul(y).and_then(|product| product.to_scaled(2 * scale)), Some(a * b));
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
    }

    #[test]
    fn dividing_undoes_multiplying(a in number(), b in -1_000_000_i64..1_000_000) {
        prop_assume!(b != 0);
        let b = Number::from(b);
        prop_assert_eq!(a.checked_mul(b).and_then(|product| product.checked_div(b)), Some(a));
    }

    #[test]
    fn the_four_operations_agree_with_a_wider_decimal(a in number(), b in number()) {
        use fastnum::{D512, decimal::{Context, RoundingMode}};
        let context = Context::default().with_rounding_mode(RoundingMode::HalfEven);
        let wide = |number: Number| D512::from_str(&number.to_string(), context).expect("a number");
        let close = |own: Option<Number>, exact: D512| own.is_some_and(|own| {
            let error = (wide(own) - exact).abs();
            // Half a unit in the 34th place.
            error * D512::from_str("2e33", context).expect("a number") <= exact.abs()
        });
        prop_assert!(close(a.checked_add(b), wide(a) + wide(b)), "{a} + {b}");
        prop_assert!(close(a.checked_sub(b), wide(a) - wide(b)), "{a} - {b}");
        prop_assert!(close(a.checked_mul(b), wide(a) * wide(b)), "{a} * {b}");
        prop_assert!(b.is_zero() || close(a.checked_div(b), wide(a) / wide(b)), "{a} / {b}");
    }

    #[test]
    fn days_and_dates_agree_with_jiff(days in -3_000_000_i64..2_900_000) {
        let date = guiju_feel::Date::from_days_since_epoch(days).expect("in range");
        prop_assert_eq!(date.days_since_epoch(), days);
        let jiff = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).expect("in range");
        prop_assert_eq!(date.to_jiff(), Some(jiff));
        prop_assert_eq!(date.weekday(), jiff.weekday().to_monday_one_offset().unsigned_abs());
        prop_assert_eq!(i16::try_from(date.day_of_year()).expect("small"), jiff.day_of_year());
        prop_assert_eq!(date.week_of_year(), jiff.iso_week_date().week().unsigned_abs());
    }

    #[test]
    fn adding_a_duration_and_taking_it_away_is_nothing(days in -1_000_000_i32..1_000_000, seconds in 0_u32..86_400) {
        let source = format!("@\"2026-03-31T10:00:00Z\" + @\"P{}DT{}S\" * {} - @\"2026-03-31T10:00:00Z\"", days.unsigned_abs(), seconds, days.signum());
        let expected = format!("@\"P{}DT{}S\" * {}", days.unsigned_abs(), seconds, days.signum());
        prop_assert_eq!(shown(&source), shown(&expected));
    }

    #[test]
    fn no_text_makes_it_panic(source in ".{0,60}") {
        never_panics(&source);
    }

    #[test]
    fn no_order_of_tokens_makes_it_panic(source in soup()) {
        never_panics(&source);
    }

    #[test]
    fn a_cell_and_the_same_test_after_in_agree(input in -10_i64..10, low in -10_i64..10, high in -10_i64..10) {
        for cell in [format!("[{low}..{high}]"), format!("({low}..{high})"), format!("< {low}"), format!("{low}, {high}"), format!(">= {low}")] {
            let tests = compile_unary_tests(&cell, &Type::Number, &Names::new()).expect("compiles");
            let passed = tests.matches(&Value::from(input), &[], &EvalContext::default()).value;
            prop_assert_eq!(passed.to_string(), shown(&format!("{input} in ({cell})")), "{} in {}", input, cell);
        }
    }
}

/// Pieces of patterns in any order.
fn pattern_soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "B",
        "_",
        "-",
        "^",
        "$",
        ".",
        "|",
        "(",
        ")",
        "(?:",
        "[",
        "[^",
        "]",
        "-[",
        "*",
        "+",
        "?",
        "{2}",
        "{1,3}",
        "{,2}",
        "{",
        "}",
        "\\d",
        "\\W",
        "\\s",
        "\\i",
        "\\C",
        "\\1",
        "\\2",
        "\\p{Lu}",
        "\\P{IsGreek}",
        "\\p{",
        "\\\\",
        "\\",
        " ",
        "\n",
        "α",
        "🐎",
        "a-z",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_pattern_is_answered_or_refused(pattern in pattern_soup(), flags in "[smix]{0,3}", text in "[abB_ αΑ🐎\\n]{0,12}") {
        let mut names = Names::new();
        let slots = [Value::from(text.as_str()), Value::from(pattern.as_str()), Value::from(flags.as_str())];
        for name in ["text", "pattern", "flags"] {
            names.declare(name, Type::Text);
        }
        let answer = |source: &str| compile(source, &names).expect(source).evaluate(&slots, &EvalContext::default());
        let matches = answer("matches(text, pattern, flags)");
        prop_assert_eq!(matches.value.is_null(), !matches.reasons.is_empty());
        if !matches.value.is_null() {
            // What does not match is not replaced, and what is not cut is whole.
            let (replaced, cut) = (answer("replace(text, pattern, \"$0\", flags)"), answer("split(text, pattern)"));
            prop_assert!(replaced.value.is_null() || replaced.value == slots[0]);
            let pieces = cut.value.as_list().map_or(0, <[Value]>::len);
            prop_assert!(flags.contains(['s', 'm', 'i', 'x']) || cut.value.is_null() || (pieces > 1) == (matches.value == Value::Boolean(true)));
        }
    }
}
