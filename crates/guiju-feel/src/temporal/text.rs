//! Dates, times and durations as ISO 8601 text, shortest form.

use std::fmt;

use super::{Date, DateTime, DaysDuration, NANOS, Time, YearsDuration, Zone, ZoneKind};

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        write_fraction(f, self.nanosecond)?;
        write!(f, "{}", self.zone)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            None => Ok(()),
            Some(ZoneKind::Offset(0)) => f.write_str("Z"),
            Some(ZoneKind::Offset(seconds)) => {
                let (sign, total) = (if *seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
                write!(f, "{sign}{:02}:{:02}", total / 3600, total / 60 % 60)?;
                if total % 60 != 0 { write!(f, ":{:02}", total % 60) } else { Ok(()) }
            }
            Some(ZoneKind::Named(zone)) => write!(f, "@{}", zone.iana_name().unwrap_or("UTC")),
        }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

impl fmt::Display for DaysDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total_nanoseconds();
        let (sign, total) = (if total < 0 { "-" } else { "" }, total.unsigned_abs());
        let nanos = NANOS.unsigned_abs();
        let (seconds, fraction) = (total / nanos, u32::try_from(total % nanos).unwrap_or(0));
        let (days, hours, minutes, seconds) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        write!(f, "{sign}P")?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if days > 0 && hours == 0 && minutes == 0 && seconds == 0 && fraction == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if seconds > 0 || fraction > 0 || (hours == 0 && minutes == 0) {
            write!(f, "{seconds}")?;
            write_fraction(f, fraction)?;
            f.write_str("S")?;
        }
        Ok(())
    }
}

impl fmt::Display for YearsDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.months.unsigned_abs() / 12, self.months.unsigned_abs() % 12);
        f.write_str(if self.months < 0 { "-P" } else { "P" })?;
        if years > 0 {
            write!(f, "{years}Y")?;
        }
        if months > 0 || years == 0 { write!(f, "{months}M") } else { Ok(()) }
    }
}

fn write_fraction(f: &mut fmt::Formatter<'_>, nanoseconds: u32) -> fmt::Result {
    if nanoseconds == 0 {
        return Ok(());
    }
    let digits = format!("{nanoseconds:09}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}
