//! Terms of payment as contracts and lists say them.

use guiju_types::Date;
use proptest::prelude::*;

use super::*;

#[track_caller]
fn check_from(date: Date, text: &str, expected: &str) {
    let due = match Terms::read(text) {
        Ok(terms) => terms.due(date).map_or_else(|| "no day".to_owned(), |due| due.to_string()),
        Err(problem) => {
            problem.text.en.split_once(": ").and_then(|(_, why)| why.split_once(';')).map_or_else(String::new, |(why, _)| why.to_owned())
        }
    };
    assert_eq!(due, expected, "{text}");
}

const fn day(month: i8, day: i8) -> Date {
    Date::constant(2026, month, day)
}

#[test]
fn terms_say_when_a_charge_falls_due() {
    let check = |text: &str, expected: &str| check_from(day(3, 5), text, expected);
    for text in [
        "days_30",
        "30天",
        "30 天",
        "Net 30",
        "30",
        "三十天",
        "30 days",
        "net30",
        "n/30",
        "N30",
        "30D",
        "账期30天",
        "账期：30天",
        "信用期 30 天",
        "30天内付款",
        "within 30 days",
        "开票后30天",
        "票后30天",
        "自开票日起30天",
        "30 days after invoice date",
        "Net 30 days from date of invoice",
        "T/T 30 days",
        "L/C 30 days",
        "30日内付清",
        "2/10 net 30",
        "2% 10, net 30",
        "2/10, n/30",
        "1%/10 net 30",
        "thirty days",
        "30 days credit",
        "发票日+30",
        "net-30",
        "open account 30 days",
    ] {
        check(text, "2026-04-04");
    }
    for text in [
        "票结",
        "per_job",
        "付款买单",
        "现金",
        "现结",
        "款到发货",
        "预付",
        "预付款",
        "100%预付",
        "CIA",
        "COD",
        "C.O.D.",
        "cash",
        "Cash in advance",
        "due on receipt",
        "T/T in advance",
        "prepaid",
        "pay_before",
        "0天",
        "立即付款",
        "immediate",
    ] {
        check(text, "2026-03-05");
    }
    for text in [
        "月结",
        "monthly",
        "次月底",
        "下月底",
        "次月月底",
        "月结 次月底",
        "月结，次月底付清",
        "次月结",
        "下个月底",
        "次月最后一天",
        "end of next month",
        "End of the following month",
        "last day of next month",
        "月结1个月",
        "EOM + 1 month",
    ] {
        check(text, "2026-04-30");
    }
    for text in [
        "月结30天",
        "月结30",
        "月结（30天）",
        "月结+30天",
        "月结后30天",
        "月底后30天",
        "30天月结",
        "monthly_30",
        "EOM+30",
        "EOM 30",
        "30 EOM",
        "net 30 EOM",
        "Net 30 days end of month",
        "30 days after EOM",
        "30 days EOM",
        "2/10 net 30 EOM",
    ] {
        check(text, "2026-04-30");
    }
    check("票结15天", "2026-03-20");
    check("月结６０天", "2026-05-30");
    check("月结60日", "2026-05-30");
    check("monthly_60", "2026-05-30");
    check("月结两个月", "2026-05-31");
    check("EOM + 2 months", "2026-05-31");
    for text in ["当月结", "当月底", "月底", "EOM", "end of month", "月末付款", "每月底", "month-end"] {
        check(text, "2026-03-31");
    }
    for text in [
        "次月15日",
        "次月15号",
        "下月15日前",
        "下个月十五号之前付清",
        "月结次月15日",
        "月结，次月15日付款",
        "次月15",
        "15th of next month",
        "the 15th of the following month",
        "prox 15",
        "15 prox",
        "15th prox",
        "15 MFI",
        "15th of the month following invoice",
        "day 15 of next month",
        "月结后次月15日",
    ] {
        check(text, "2026-04-15");
    }
    for text in
        ["隔月10日", "次次月10号", "月结后第2个月10日", "月结后第二个月10号", "开票后第2个月10日", "10th of the 2nd month after invoice"]
    {
        check(text, "2026-05-10");
    }
    for text in ["隔月", "隔月结", "隔月底", "开票后第2个月底"] {
        check(text, "2026-05-31");
    }
    for text in ["每月15日付款", "每月15号", "15th of each month"] {
        check(text, "2026-03-15");
    }
    check("每月3日付款", "2026-04-03");
    check("每月5日付款", "2026-03-05");
    check("当月25日", "2026-03-25");
    check("一年", "2027-03-05");
    check("1年半", "2027-09-05");
    check("半年", "2026-09-05");
    check("half a year", "2026-09-05");
    check("60日", "2026-05-04");
    check("一百二十天", "2026-07-03");
}

#[test]
fn the_cases_of_strangers_are_right() {
    let (fifth, last) = (day(1, 5), day(1, 31));
    for (text, date, expected) in [
        ("次月25日", fifth, "2026-02-25"),
        ("每月15日付款", fifth, "2026-01-15"),
        ("月结后第2个月10日", fifth, "2026-03-10"),
        ("2/10 net 45", fifth, "2026-02-19"),
        ("两个月", fifth, "2026-03-05"),
        ("net 30 EOM", fifth, "2026-03-02"),
        ("月结 次月底", fifth, "2026-02-28"),
        ("120天", fifth, "2026-05-05"),
        ("15", fifth, "2026-01-20"),
        ("L/C 90 days", fifth, "2026-04-05"),
        ("现金", fifth, "2026-01-05"),
        ("款到发货", last, "2026-01-31"),
        ("3个月", last, "2026-04-30"),
        ("半年", last, "2026-07-31"),
        ("1 month", last, "2026-02-28"),
        ("60D", last, "2026-04-01"),
        ("月结", last, "2026-02-28"),
        ("月结30天", last, "2026-03-02"),
        ("次月25日", last, "2026-02-25"),
        ("月结次月15日", last, "2026-02-15"),
        ("2/10 net 30", last, "2026-03-02"),
        ("45 days EOM", last, "2026-03-17"),
        ("三十天", last, "2026-03-02"),
        ("每月31日", last, "2026-01-31"),
        ("次月31日", last, "2026-02-28"),
    ] {
        check_from(date, text, expected);
    }
}

#[test]
fn what_is_not_wholly_understood_gives_no_day() {
    const PARTS: &str = "it is paid in parts";
    const START: &str = "it counts from an event other than the invoice (arrival, sailing, sight), whose date is not in the file";
    const CYCLE: &str = "it says how often accounts are settled, not on which day";
    const RANGE: &str = "it is a range, not one term";
    const DAYS: &str = "it may be a day of the month or a number of days";
    const UNKNOWN: &str = "not all of it is understood";
    for (text, why) in [
        ("预付30%货到60天", START),
        ("预付30%，余款60天", PARTS),
        ("30%预付", PARTS),
        ("T/T 30% deposit 70% before shipment", PARTS),
        ("60-90天", RANGE),
        ("60~90天", RANGE),
        ("30至60天", RANGE),
        ("30 or 60 days", RANGE),
        ("30个工作日", "it counts working days, which takes a calendar"),
        ("开票后30个工作日", "it counts working days, which takes a calendar"),
        ("10 business days", "it counts working days, which takes a calendar"),
        ("周结", CYCLE),
        ("半月结", CYCLE),
        ("季结", CYCLE),
        ("一票一结", CYCLE),
        ("weekly", CYCLE),
        ("货到付款", START),
        ("货到30天", START),
        ("见票30天", START),
        ("L/C at sight", START),
        ("开船后30天", START),
        ("30 days after B/L date", START),
        ("随便", UNKNOWN),
        ("as agreed", UNKNOWN),
        ("", UNKNOWN),
        ("付款", UNKNOWN),
        ("月结30天左右", UNKNOWN),
        ("30天或月结", RANGE),
        ("开票前30天", UNKNOWN),
        ("前30天", UNKNOWN),
        ("预付30天", UNKNOWN),
        ("付款后30天", UNKNOWN),
        ("月结30天次月15日", DAYS),
        ("30日", DAYS),
        ("月结15日", DAYS),
        ("半个月", DAYS),
        ("一个半月", UNKNOWN),
        ("每月15日和30日", UNKNOWN),
        ("第2个月10日", DAYS),
        ("2/10", UNKNOWN),
        ("2/10 EOM", UNKNOWN),
        ("30 days abc", UNKNOWN),
        ("3月", UNKNOWN),
        ("次月32日", UNKNOWN),
        ("9999天", UNKNOWN),
        ("一百二天", UNKNOWN),
    ] {
        check_from(day(3, 5), text, why);
        assert_eq!(Terms::parse(text), None, "{text}");
    }
}

#[test]
fn terms_state_their_days() {
    let days = |text: &str| Terms::parse(text).and_then(Terms::days);
    assert_eq!(days("30天"), Some(30));
    assert_eq!(days("月结60天"), Some(60));
    assert_eq!(days("票结"), None);
    assert_eq!(days("月结"), None);
    assert_eq!(days("次月25日"), None);
}

fn any_terms() -> impl Strategy<Value = Terms> {
    prop_oneof![
        (0_i32..=999).prop_map(Terms::Days),
        (0_i32..=999).prop_map(|days| Terms::Monthly(Some(days))),
        Just(Terms::Monthly(None)),
        (1_i32..=120).prop_map(Terms::Months),
        (2_i32..=120).prop_map(Terms::MonthEnd),
        (0_i32..=120, 1_i32..=31).prop_map(|(months, day)| Terms::DayOfMonth { months, day }),
        (1_i32..=31).prop_map(Terms::NextDay),
    ]
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(terms in any_terms(), prefix in prop::sample::select(vec!["", "账期：", "  ", "付款 "])) {
        let words = terms.words();
        prop_assert_eq!(Terms::parse(&words.zh), Some(terms), "{}", words.zh);
        prop_assert_eq!(Terms::parse(&words.en), Some(terms), "{}", words.en);
        let prefixed = format!("{prefix}{}", words.zh);
        prop_assert_eq!(Terms::parse(&prefixed), Some(terms), "{}", prefixed);
        prop_assert_eq!(Terms::parse(&format!("{}吗", words.zh)), None);
    }

    #[test]
    fn a_charge_is_never_due_before_its_month(terms in any_terms(), days in 0_i32..40_000) {
        let date = guiju_types::date_from_days(days).unwrap();
        let due = terms.due(date).unwrap();
        prop_assert!(Month::of(due) >= Month::of(date));
    }

    #[test]
    fn nothing_makes_the_reader_stop(text in r"[0-9一二三十百月结天日号个底次下隔每后前内开票付款预年半%/+\-, netEOMdays]{0,20}") {
        let _ = Terms::read(&text).map(|terms| terms.due(day(3, 5)));
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = Terms::read(&text);
    }
}
