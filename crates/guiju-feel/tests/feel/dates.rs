//! Literals and constructors of dates, times and durations.

use crate::check;

#[test]
fn literals() {
    check("@\"2026-03-31\"", "@\"2026-03-31\"");
    check("@\"-2026-03-31\"", "@\"-2026-03-31\"");
    check("@\"99999-03-31\"", "@\"99999-03-31\"");
    check("@\"14:30:00.250Z\"", "@\"14:30:00.25Z\"");
    check("@\"2026-03-31T14:30:00@Europe/Berlin\"", "@\"2026-03-31T14:30:00@Europe/Berlin\"");
    check("@\"2026-03-31T24:00:00\"", "@\"2026-04-01T00:00:00\"");
    check("@\"P1Y13M\"", "@\"P2Y1M\"");
    check("@\"P0D\"", "@\"PT0S\"");
    check("@\"P0M\"", "@\"P0M\"");
    check("@\"PT1.5S\"", "@\"PT1.5S\"");
    check("@\"-PT90M\"", "@\"-PT1H30M\"");
    check("@\"2026-02-30\"", "error: `2026-02-30` is not a date, time or duration");
    check("@\"P\"", "error: `P` is not a date, time or duration");
    check("@\"P1DT\"", "error: `P1DT` is not a date, time or duration");
    check("@\"P1Y1D\"", "error: `P1Y1D` is not a date, time or duration");
}

#[test]
fn date() {
    check("date(\"2026-03-31\")", "@\"2026-03-31\"");
    check("date(2026, 3, 31)", "@\"2026-03-31\"");
    check("date(day: 31, month: 3, year: 2026)", "@\"2026-03-31\"");
    check("date(2026, 2, 29)", "null");
    check("date(@\"2026-03-31T10:00:00\")", "@\"2026-03-31\"");
    check("date(\"02026-03-31\")", "null");
    check("date(\"2026-3-31\")", "null");
    check("date(null)", "null");
}

#[test]
fn time() {
    check("time(\"14:30:00\")", "@\"14:30:00\"");
    check("time(14, 30, 0)", "@\"14:30:00\"");
    check("time(14, 30, 1.5, @\"PT8H\")", "@\"14:30:01.5+08:00\"");
    check("time(25, 0, 0)", "null");
    check("time(@\"2026-03-31T10:00:00Z\")", "@\"10:00:00Z\"");
    check("time(\"10:00:00@Mars/Base\")", "null");
}

#[test]
fn date_and_time() {
    check("date and time(\"2026-03-31T14:30:00\")", "@\"2026-03-31T14:30:00\"");
    check("date and time(\"2026-03-31\")", "@\"2026-03-31T00:00:00\"");
    check("date and time(@\"2026-03-31\", @\"14:30:00Z\")", "@\"2026-03-31T14:30:00Z\"");
    check("date and time(date: @\"2026-03-31\", time: @\"14:30:00\")", "@\"2026-03-31T14:30:00\"");
    check("date and time(@\"2026-03-31T14:30:00Z\", \"Asia/Shanghai\")", "@\"2026-03-31T22:30:00@Asia/Shanghai\"");
    check("date and time(\"2026-13-01T00:00:00\")", "null");
}

#[test]
fn durations() {
    check("duration(\"P1Y2M\")", "@\"P1Y2M\"");
    check("duration(\"P3DT4H\")", "@\"P3DT4H\"");
    check("duration(\"3 days\")", "null");
    check("years and months duration(@\"2024-02-29\", @\"2026-02-28\")", "@\"P1Y11M\"");
    check("years and months duration(@\"2026-02-28\", @\"2024-02-29\")", "@\"-P1Y11M\"");
}

#[test]
fn the_clock_is_the_callers() {
    check("today()", "@\"2026-03-31\"");
    check("now()", "@\"2026-03-31T14:30:00@Asia/Shanghai\"");
    check("day of week(today())", "\"Tuesday\"");
    check("month of year(today())", "\"March\"");
    check("day of year(@\"2024-12-31\")", "366");
    check("week of year(@\"2005-01-01\")", "53");
    check("week of year(@\"2026-01-01\")", "1");
}
