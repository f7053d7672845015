//! Dates as files write them, and the days that are asked about.

use guiju_documents::Cell;
use proptest::prelude::*;

use super::*;

fn date(cell: &Cell, order: Option<DateOrder>) -> Result<Option<Date>, Problem> {
    dated(cell, &DateStyle { order, ..DateStyle::default() })
}

fn shown(read: Result<Option<Date>, Problem>) -> String {
    match read {
        Ok(Some(date)) => date.to_string(),
        Ok(None) => "nothing".to_owned(),
        Err(problem) => problem.code.to_owned(),
    }
}

#[track_caller]
fn check(cell: impl Into<Cell>, order: Option<DateOrder>, expected: &str) {
    let cell = cell.into();
    assert_eq!(shown(date(&cell, order)), expected, "{cell:?}");
}

#[track_caller]
fn check_styled(cell: impl Into<Cell>, style: &DateStyle, expected: &str) {
    let cell = cell.into();
    assert_eq!(shown(dated(&cell, style)), expected, "{cell:?}");
}

#[test]
fn dates_that_can_be_read_in_one_way_are_read() {
    for text in [
        "2026-03-05",
        "2026/3/5",
        "2026.3.5",
        "2026年3月5日",
        "２０２６年３月５日",
        "2026 年 3 月 5 日",
        "26年3月5日",
        "20260305",
        "20260305101508",
        "202603051015",
        "20260305 10:15:08",
        "20260305 101508",
        "20260305T101508",
        "2026-03-05 08:26:00",
        "2026-03-05  08:26",
        "2026-03-05 08:26:00.000",
        "2026-03-05T08:26:00Z",
        "2026-03-05 24:00:00",
        "2026年3月5日 星期四",
        "2026-03-05 (周四)",
        "2026年3月5日 下午3:20",
        "2026年3月5日10时15分08秒",
        "5-Mar-2026",
        "05-MAR-26",
        "05MAR2026",
        "5th March 2026",
        "Mar 5, 2026",
        "March 5th, 2026 3:20 PM",
        "2026 Mar 5",
        "Thursday, March 5, 2026",
        "Thu, 05 Mar 2026 10:00:00 +0800",
        "Thu Mar 05 2026 00:00:00 GMT+0800 (China Standard Time)",
        "46086",
        "46086.5",
        "\t2026-03-05\t",
        "=\"20260305\"",
        "`2026-03-05 10:00:00",
        "2026-03-05+08:00",
    ] {
        check(text, None, "2026-03-05");
    }
    check(Cell::Number("46086".into()), None, "2026-03-05");
    check(Cell::Number("20260305".into()), None, "2026-03-05");
}

#[test]
fn what_stands_for_no_date_is_nothing() {
    for text in ["", "0000-00-00", "0000-00-00 00:00:00", "-", "--", "------", "1900-01-00", "1900/1/0", "0001-01-01T00:00:00", "/", "NaT"]
    {
        check(text, None, "nothing");
    }
    check(Cell::Number("0".into()), None, "nothing");
}

#[test]
fn the_order_of_a_column_decides_where_the_text_does_not() {
    check("3/5/2026", Some(DateOrder::Mdy), "2026-03-05");
    check("5/3/2026", Some(DateOrder::Dmy), "2026-03-05");
    check("5/3/2026 10:15", Some(DateOrder::Dmy), "2026-03-05");
    check("05/3/26", Some(DateOrder::Dmy), "2026-03-05");
    check("26-3-5", Some(DateOrder::Ymd), "2026-03-05");
    check("26.03.02", Some(DateOrder::Ymd), "2026-03-02");
    check("26.03.02", None, "date_order_unknown");
    check("5/3/2026", None, "date_order_unknown");
    check("5/5/2026", None, "2026-05-05");
    check("25/3/2026", None, "2026-03-25");
    check("3/25/2026", None, "2026-03-25");
    check("31/12/99", None, "1999-12-31");
    check("99-12-31", None, "1999-12-31");
}

#[test]
fn impossible_dates_are_refused() {
    check("2026-02-30", None, "impossible_date");
    check("31/4/2026", Some(DateOrder::Dmy), "impossible_date");
    check("13/13/2026", None, "impossible_date");
    check("20261301", None, "impossible_date");
    check("2026年3月5日 星期一", None, "not_a_date");
    check("Monday, March 5, 2026", None, "impossible_date");
    check("1026-03-05", None, "date_out_of_range");
    check("9999-12-31", None, "date_out_of_range");
    for text in
        ["soon", "123", "C536379", "Marble 5, 2026", "2026-03-05 25:00", "2026-03-05 abc", "021-58881234", "2026-03-05 10:00 CST", "12.29"]
    {
        check(text, None, "not_a_date");
    }
    check("Mar-26", None, "date_order_unknown");
    check(Cell::Number("0.5".into()), None, "not_a_date");
}

#[test]
fn dates_without_a_year_take_it_from_the_period() {
    check("12/29", None, "year_missing");
    check("3月5日", None, "year_missing");
    let january = DateStyle { year: YearOf::said_in("信用卡对账单（个人卡 2024年01月）"), ..DateStyle::default() };
    check_styled("12/29", &january, "2023-12-29");
    check_styled("01/17", &january, "2024-01-17");
    check_styled("1月7日", &january, "2024-01-07");
    check_styled("5 Jan", &january, "2024-01-05");
    check_styled("12/29 10:15", &january, "2023-12-29");
    check_styled("01/02", &january, "date_order_unknown");
    check_styled("01/02", &DateStyle { order: Some(DateOrder::Mdy), ..january.clone() }, "2024-01-02");
    check_styled("01/02", &DateStyle { order: Some(DateOrder::Dmy), ..january.clone() }, "2024-02-01");
    check_styled("06/30", &january, "year_unclear");
    check_styled("02-30", &january, "not_a_date");
    let year = DateStyle { year: YearOf::year(2024), ..DateStyle::default() };
    check_styled("12/29", &year, "2024-12-29");
    check_styled("2月29日", &year, "2024-02-29");
    let two_years = DateStyle { year: YearOf::said_in("2023-01-01 至 2024-12-31"), ..DateStyle::default() };
    check_styled("12/29", &two_years, "year_unclear");
    check_styled("2月29日", &two_years, "2024-02-29");
}

#[test]
fn a_title_says_the_period() {
    let said = |title: &str| YearOf::said_in(title).map(|period| format!("{} {}", period.first, period.last));
    let check = |title: &str, expected: Option<&str>| assert_eq!(said(title).as_deref(), expected, "{title}");
    check("对账单 2024年01月", Some("2024-01-01 2024-01-31"));
    check("2024年度应收账款", Some("2024-01-01 2024-12-31"));
    check("日期区间：2024-12-01 至 2024-12-31", Some("2024-12-01 2024-12-31"));
    check("起始日期：20240101 终止日期：20240131", Some("2024-01-01 2024-01-31"));
    check("2024年1-3月", Some("2024-01-01 2024-03-31"));
    check("2024年1月至3月", Some("2024-01-01 2024-03-31"));
    check("2024年1月1日至31日", Some("2024-01-01 2024-01-31"));
    check("2024年1月15日-2月14日", Some("2024-01-15 2024-02-14"));
    check("2024/01/01-2024/01/31", Some("2024-01-01 2024-01-31"));
    check("2024年01月 打印日期 2024-02-03", Some("2024-01-01 2024-01-31"));
    check("打印日期 2024-02-03", None);
    check("2024年01月 2025年03月 2023年", None);
    check("账号 6222020240101", None);
    check("明细", None);
}

#[test]
fn an_instant_is_a_day_in_the_companys_zone() {
    check("2026-03-30T16:00:00.000Z", None, "2026-03-31");
    check("2026-03-30T15:59:59.999Z", None, "2026-03-30");
    check("2026-03-31T16:00:00.000Z", None, "2026-04-01");
    check("2026-03-31T23:30:00-08:00", None, "2026-04-01");
    check("2026-03-31T23:30:00+08:00", None, "2026-03-31");
    check("2026-03-31 23:30:00 +0800 CST", None, "2026-03-31");
    check("2026-03-31 16:00 UTC", None, "2026-04-01");
    check("2026-03-31 4:00 PM GMT", None, "2026-04-01");
    check("3/31/2026 16:00Z", Some(DateOrder::Mdy), "date_order_unknown");
    let new_york = DateStyle { zone: TimeZone::fixed(jiff::tz::offset(-5)), ..DateStyle::default() };
    check_styled("2026-03-31T04:59:00Z", &new_york, "2026-03-30");
    check_styled("2026-03-31 04:59:00", &new_york, "2026-03-31");
}

#[test]
fn serial_numbers_count_from_the_workbooks_day() {
    let of_1904 = DateStyle { is_1904: true, ..DateStyle::default() };
    check_styled(Cell::Number("44595".into()), &of_1904, "2026-02-04");
    check_styled(Cell::Number("44595".into()), &DateStyle::default(), "2022-02-03");
    check_styled(Cell::Number("20260204".into()), &of_1904, "2026-02-04");
}

fn write(date: Date, form: usize) -> (String, Option<DateOrder>) {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let name = date.strftime("%b");
    match form {
        0 => (date.to_string(), None),
        1 => (format!("{year}/{month}/{day}"), None),
        2 => (format!("{year}年{month}月{day}日"), None),
        3 => (format!("{year}{month:02}{day:02}"), None),
        4 => (format!("{year}{month:02}{day:02} 10:15:08"), None),
        5 => (format!("{month}/{day}/{year}"), Some(DateOrder::Mdy)),
        6 => (format!("{day}.{month}.{year}"), Some(DateOrder::Dmy)),
        7 => (format!("{day}-{name}-{year}"), None),
        8 => (format!("{name} {day}, {year}"), None),
        9 => (format!("{year}-{month:02}-{day:02}T12:00:00+08:00"), None),
        _ => (date.strftime("%A, %d %B %Y 08:00").to_string(), None),
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(days in 10_000_i32..70_000, form in 0_usize..11) {
        let expected = of_serial(days, false).unwrap();
        let (text, order) = write(expected, form);
        prop_assert_eq!(date(&Cell::from(text.as_str()), order), Ok(Some(expected)), "{}", text);
    }

    #[test]
    fn a_day_of_a_period_gets_its_year_back(start in 30_000_i32..60_000, length in 0_i32..360, at in 0_i32..360) {
        let day = |days: i32| of_serial(days, false).unwrap();
        let period = YearOf { first: day(start), last: day(start + length) };
        let expected = day(start + at.min(length));
        prop_assert_eq!(period.day(expected.month(), expected.day()), Some(expected));
    }

    #[test]
    fn nothing_makes_the_reader_stop(text in r"[0-9 :/.年月日号TZ+\-,()上下午星期一JanMarfeb]{0,28}", of_1904: bool) {
        let style = DateStyle { is_1904: of_1904, year: YearOf::said_in(&text), ..DateStyle::default() };
        let _ = dated(&Cell::from(text.as_str()), &style);
        let _ = dated(&Cell::Number(text), &style);
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = YearOf::said_in(&text);
        let _ = date(&Cell::from(text.as_str()), None);
    }
}
