//! Which rows stand at an instant: the current versions of records, and the entries that nothing takes back; without sorting or a window
//! function.
//!
//! Nearly all records have one version. Those with more are found by a scan that statistics prune to the few files that have a second
//! version at all; every other row is current because nothing replaces it.

use std::path::Path;

use crate::cut::Cut;
use crate::prune::Prune;
use crate::scan::Workers;
use crate::slots::IdMap;
use crate::{WarehouseError, columns};

/// The last version known at the instant, of the records that have more than one.
pub(crate) type Replaced = IdMap<i64>;

/// The entries that others take back.
pub(crate) type Reversed = IdMap<()>;

/// Finds them.
pub(crate) fn replaced(folder: &Path, workers: &Workers, cut: &Cut, fact: &str, known_at: Option<i64>) -> Result<Replaced, WarehouseError> {
    let wanted = ["_record", "_version", "_replaces", "known_at"];
    let Some(scan) = cut.scan(folder, fact, &wanted, Some(Prune::at_least("_replaces", 1))) else { return Ok(Replaced::default()) };
    let states = workers.fold(&scan, Replaced::default, |last, batch| {
        let (records, versions) = (columns::integers(batch, 0)?, columns::integers(batch, 1)?);
        let (replaces, known) = (columns::integers(batch, 2)?, columns::instants(batch, 3)?);
        for row in 0..batch.num_rows() {
            let (Some(record), Some(version), Some(known)) = (records.get(row), versions.get(row), known.get(row)) else { continue };
            if replaces.get(row) == Some(1) && known_at.is_none_or(|limit| known <= limit) {
                let kept = last.entry(record).or_insert(version);
                *kept = version.max(*kept);
            }
        }
        Ok(())
    })?;
    Ok(states
        .into_iter()
        .reduce(|mut all, part| {
            #[expect(clippy::iter_over_hash_type, reason = "a maximum does not depend on the order")]
            for (record, version) in part {
                let kept = all.entry(record).or_insert(version);
                *kept = version.max(*kept);
            }
            all
        })
        .unwrap_or_default())
}

/// The entries that were taken back by the instant. Few are, and statistics prune the scan to the files that have any that takes back.
pub(crate) fn reversed(folder: &Path, workers: &Workers, cut: &Cut, fact: &str, known_at: Option<i64>) -> Result<Reversed, WarehouseError> {
    let wanted = ["reverses", "known_at"];
    let Some(scan) = cut.scan(folder, fact, &wanted, Some(Prune::at_least("reverses", 1))) else { return Ok(Reversed::default()) };
    let parts = workers.fold(&scan, Reversed::default, |taken_back, batch| {
        let (reverses, known) = (columns::integers(batch, 0)?, columns::instants(batch, 1)?);
        for row in 0..batch.num_rows() {
            let (Some(entry), Some(known)) = (reverses.get(row), known.get(row)) else { continue };
            if entry > 0 && known_at.is_none_or(|limit| known <= limit) {
                taken_back.insert(entry, ());
            }
        }
        Ok(())
    })?;
    Ok(parts.into_iter().flatten().collect())
}

/// Whether a version is the current one.
pub(crate) fn is_current(replaced: &Replaced, record: i64, version: i64) -> bool {
    replaced.get(&record).is_none_or(|last| *last == version)
}
