//! Unpacks a workbook into nothing, counting, before anything reads its rows.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};

use super::super::Table;
use super::package::{Package, of_zip};
use crate::DocumentError;

/// A ratio is only judged beyond this size; small sheets of equal rows pack very well.
const RATIO_FROM_BYTES: u64 = 64 << 20;

type Archive = zip::ZipArchive<BufReader<File>>;

/// How much a file of this size may unpack to.
pub(super) fn limit(table: &Table, file_bytes: u64) -> u64 {
    table.limits.unpacked_bytes.min(RATIO_FROM_BYTES.max(file_bytes.saturating_mul(table.limits.unpacked_ratio)))
}

fn bomb(table: &Table, limit: u64, file_bytes: u64) -> DocumentError {
    let packed = file_bytes.div_ceil(1024);
    table.too_large(format!("{packed} KiB unpack to more than {} MiB, as no table does (a zip bomb)", limit >> 20))
}

/// By the sizes that the archive declares.
pub(super) fn declared(table: &Table, archive: &mut Archive, limit: u64, file_bytes: u64) -> Result<(), DocumentError> {
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        total = total.saturating_add(archive.by_index_raw(index).map_err(|error| of_zip(table, error))?.size());
    }
    if total > limit { Err(bomb(table, limit, file_bytes)) } else { Ok(()) }
}

/// By what the parts unpack to, `but` one which is read elsewhere. Gives the parts in which merged cells are spoken of.
pub(super) fn parts(
    table: &Table,
    archive: &mut Archive,
    package: &Package,
    but: Option<&str>,
    limit: u64,
    file_bytes: u64,
) -> Result<BTreeSet<String>, DocumentError> {
    const WORD: &[u8] = b"mergeCell";
    let finder = memchr::memmem::Finder::new(WORD);
    let mut merged = BTreeSet::new();
    let mut total: u64 = 0;
    let mut block = vec![0_u8; 256 << 10];
    for (name, index) in package.indices() {
        if Some(name) == but {
            continue;
        }
        let mut entry = archive.by_index(index).map_err(|error| of_zip(table, error))?;
        let mut is_merged = false;
        // The end of a block is kept before the next one, so that a word across both is found.
        let mut kept = 0;
        loop {
            let count = entry.read(block.get_mut(kept..).unwrap_or_default()).map_err(|error| table.io(error))?;
            if count == 0 {
                break;
            }
            total += count as u64;
            if total > limit {
                return Err(bomb(table, limit, file_bytes));
            }
            let filled = kept + count;
            if !is_merged {
                is_merged = finder.find(block.get(..filled).unwrap_or_default()).is_some();
            }
            kept = filled.min(WORD.len() - 1);
            block.copy_within(filled - kept..filled, 0);
        }
        if is_merged {
            merged.insert(name.to_owned());
        }
    }
    Ok(merged)
}
