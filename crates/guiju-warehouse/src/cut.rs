//! One consistent cut: the snapshot up to its sequence and the database's tail after it, up to one sequence.

use std::collections::BTreeMap;
use std::path::Path;

use arrow_array::RecordBatch;
use guiju_types::{RecordType, Sequence};

use crate::layout::{BatchBuilder, FactFiles, FactLayout, LEDGER_FACTS, Manifest, entry_fact, entry_row, record_fact_name, version_row};
use crate::prune::Prune;
use crate::{Source, WarehouseError};

/// From so many rows of the tail on a question refreshes the snapshot first: reading the tail again and again costs more.
const TAIL_ROWS_MAX: usize = 50_000;

/// What a question reads.
#[derive(Debug)]
pub(crate) struct Cut {
    /// The last commit that it has.
    pub(crate) sequence: Sequence,
    manifest: Manifest,
    parts: BTreeMap<String, Part>,
}

/// One fact's rows.
#[derive(Debug)]
struct Part {
    layout: FactLayout,
    tail: RecordBatch,
}

/// Whether the tail was short enough to be held.
#[derive(Debug)]
pub(crate) enum Taken {
    Cut(Cut),
    /// The snapshot is too far behind.
    TooLong,
}

impl Cut {
    /// Takes a cut of the ledger's facts (where asked) and the versions of some record types.
    pub(crate) fn take(
        folder: &Path,
        source: &dyn Source,
        with_ledger: bool,
        kinds: &[&str],
        is_bounded: bool,
    ) -> Result<Taken, WarehouseError> {
        let upto = source.sequence()?;
        let mut manifest = Manifest::read(folder)?;
        if !manifest.is_past_of(source, upto)? {
            manifest = Manifest::default();
        }
        let mut tail = Tail { rows: 0, rows_max: if is_bounded { TAIL_ROWS_MAX } else { usize::MAX } };
        let mut parts = BTreeMap::new();
        if with_ledger && !tail.ledger(&manifest, source, upto, &mut parts)? {
            return Ok(Taken::TooLong);
        }
        for kind in source.record_types().iter().filter(|kind| kinds.contains(&kind.name.as_str())) {
            if !tail.records(&manifest, source, upto, kind, &mut parts)? {
                return Ok(Taken::TooLong);
            }
        }
        Ok(Taken::Cut(Self { sequence: upto, manifest, parts }))
    }

    /// A fact's layout.
    pub(crate) fn layout(&self, fact: &str) -> Option<&FactLayout> {
        self.parts.get(fact).map(|part| &part.layout)
    }

    /// A scan of a fact's columns; `None` where the cut does not have it.
    pub(crate) fn scan<'a>(
        &'a self,
        folder: &'a Path,
        fact: &str,
        columns: &'a [&'a str],
        prune: Option<Prune>,
    ) -> Option<crate::scan::Scan<'a>> {
        let part = self.parts.get(fact)?;
        let files = self.manifest.usable(&part.layout).map_or(&[][..], |fact| &fact.files);
        Some(crate::scan::Scan { folder, layout: &part.layout, files, tail: Some(&part.tail), columns, prune })
    }
}

struct Tail {
    rows: usize,
    rows_max: usize,
}

impl Tail {
    fn ledger(
        &mut self,
        manifest: &Manifest,
        source: &dyn Source,
        upto: Sequence,
        parts: &mut BTreeMap<String, Part>,
    ) -> Result<bool, WarehouseError> {
        let mut builders = BTreeMap::new();
        for layout in LEDGER_FACTS.iter().filter_map(|name| FactLayout::ledger(name)) {
            builders.insert(layout.name.clone(), (BatchBuilder::new(&layout), layout));
        }
        let mut is_short = true;
        let read = source.entries_after(manifest.sequence, &mut |entry| {
            if entry.sequence <= upto {
                if let Some((builder, _)) = entry_fact(entry.kind).and_then(|fact| builders.get_mut(fact)) {
                    let mut row = Vec::with_capacity(16);
                    entry_row(&entry, &mut row);
                    builder.push(&row);
                }
                is_short = self.count();
            }
            go_on(is_short)
        });
        if !is_short {
            return Ok(false);
        }
        read?;
        for (name, (mut builder, layout)) in builders {
            parts.insert(name, Part { layout, tail: builder.finish()? });
        }
        Ok(true)
    }

    fn records(
        &mut self,
        manifest: &Manifest,
        source: &dyn Source,
        upto: Sequence,
        kind: &RecordType,
        parts: &mut BTreeMap<String, Part>,
    ) -> Result<bool, WarehouseError> {
        let layout = FactLayout::of_records(kind);
        let mut builder = BatchBuilder::new(&layout);
        let (mut is_short, mut last_record) = (true, last_record(manifest, &layout));
        let read = source.versions_after(&kind.name, records_from(manifest, &layout), &mut |version| {
            if version.sequence <= upto {
                let mut row = Vec::with_capacity(layout.columns.len());
                version_row(&layout, &version, &mut last_record, &mut row);
                builder.push(&row);
                is_short = self.count();
            }
            go_on(is_short)
        });
        if !is_short {
            return Ok(false);
        }
        read?;
        parts.insert(record_fact_name(&kind.name), Part { tail: builder.finish()?, layout });
        Ok(true)
    }

    fn count(&mut self) -> bool {
        self.rows += 1;
        self.rows <= self.rows_max
    }
}

/// Ends a read that is not wanted any further; the error is for the reader alone.
fn go_on(is_wanted: bool) -> Result<(), WarehouseError> {
    if is_wanted { Ok(()) } else { Err(WarehouseError::Worker) }
}

/// After which commit a record type's versions are to be read: all of them where the snapshot does not have the type as it is now.
pub(crate) fn records_from(manifest: &Manifest, layout: &FactLayout) -> Sequence {
    manifest.usable(layout).map_or(Sequence(0), |_: &FactFiles| manifest.sequence)
}

/// The largest id of a record whose versions the snapshot has.
pub(crate) fn last_record(manifest: &Manifest, layout: &FactLayout) -> i64 {
    manifest.usable(layout).map_or(i64::MIN, |files| files.last_record)
}
