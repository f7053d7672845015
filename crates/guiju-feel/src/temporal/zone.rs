//! [`Zone`]: none, a fixed offset, or a zone with a name and a history.

use std::sync::{Arc, OnceLock};

use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The offset of a time from UTC, if it has any. One pointer wide, as most times of a business have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(Option<Arc<ZoneKind>>);

/// What a zone is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZoneKind {
    /// Seconds east of Greenwich.
    Offset(i32),
    /// A zone of the IANA table, such as `Asia/Shanghai`.
    Named(TimeZone),
}

fn database() -> &'static TimeZoneDatabase {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled)
}

impl Zone {
    /// No zone: the time of the place, wherever that is.
    pub const LOCAL: Self = Self(None);

    /// A fixed number of seconds east of Greenwich.
    #[must_use]
    pub fn offset(seconds: i32) -> Self {
        Self(Some(Arc::new(ZoneKind::Offset(seconds))))
    }

    /// A zone by its IANA name, if the table has it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let zone = database().get(name).ok()?;
        Some(Self(Some(Arc::new(ZoneKind::Named(zone)))))
    }

    /// What it is; `None` for a local time.
    #[must_use]
    pub fn kind(&self) -> Option<&ZoneKind> {
        self.0.as_deref()
    }

    /// The IANA name, where it has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self.kind()? {
            ZoneKind::Offset(_) => None,
            ZoneKind::Named(zone) => zone.iana_name(),
        }
    }
}

impl Zone {
    /// Seconds east of Greenwich at this local time; `None` for a local time.
    ///
    /// A time that a change of the clocks skips or repeats counts as before the change. Beyond the years that the
    /// table has, the rules of its last (or first) year hold.
    pub(crate) fn offset_at(&self, date: super::Date, second_of_day: i64) -> Option<i32> {
        match self.kind()? {
            ZoneKind::Offset(seconds) => Some(*seconds),
            ZoneKind::Named(zone) => {
                let within = super::Date { year: date.year.clamp(-9_000, 9_000), day: date.day.min(28), ..date };
                let within = if within.year == date.year { date } else { within };
                let moment = within.to_jiff()?.to_datetime(jiff::civil::Time::midnight());
                let moment = moment.checked_add(jiff::SignedDuration::from_secs(second_of_day)).ok()?;
                let instant = zone.to_ambiguous_timestamp(moment).compatible().ok()?;
                // Not the offset at that instant: within a gap of the clocks that is already the later one.
                let local = within.days_since_epoch() * super::calendar::DAY_SECONDS + second_of_day;
                i32::try_from(local - instant.as_second()).ok()
            }
        }
    }

    /// Seconds east of Greenwich at this instant, in seconds since 1970; `None` for a local time.
    pub(crate) fn offset_at_instant(&self, seconds: i64) -> Option<i32> {
        match self.kind()? {
            ZoneKind::Offset(offset) => Some(*offset),
            ZoneKind::Named(zone) => {
                let first = jiff::Timestamp::MIN.as_second();
                let last = jiff::Timestamp::MAX.as_second();
                let instant = jiff::Timestamp::from_second(seconds.clamp(first, last)).ok()?;
                Some(zone.to_offset(instant).seconds())
            }
        }
    }
}
