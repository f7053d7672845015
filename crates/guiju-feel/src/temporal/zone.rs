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
