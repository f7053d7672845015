//! Unpacks a workbook into nothing, counting, before anything reads it: a zip's declared sizes may lie.

use std::io::{self, Read};

use super::Table;
use crate::DocumentError;

/// A ratio is only judged beyond this size; small sheets of equal rows pack very well.
const RATIO_FROM_BYTES: u64 = 64 << 20;

/// Checks that the file is a whole XLSX workbook within the limits.
pub(super) fn check(table: &Table, file_bytes: u64) -> Result<(), DocumentError> {
    let mut archive = zip::ZipArchive::new(table.reader()?).map_err(|error| of_zip(table, error))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let refuse = |what, help| Err(DocumentError::NotATable { file: table.name.clone(), what, help });
    if has("xl/workbook.bin") {
        return refuse("a binary workbook (.xlsb)", "save it as .xlsx");
    }
    if has("content.xml") {
        return refuse("an OpenDocument file", "save it as .xlsx");
    }
    if !archive.file_names().any(|name| name.is_ok_and(|name| name.eq_ignore_ascii_case("xl/workbook.xml"))) {
        return refuse("a zip archive without a workbook", "unpack it and import the table inside");
    }
    let limit = table.limits.unpacked_bytes.min(RATIO_FROM_BYTES.max(file_bytes.saturating_mul(table.limits.unpacked_ratio)));
    let bomb = |bytes: u64| {
        table.too_large(format!("{} KiB unpack to more than {} MiB, as no table does (a zip bomb)", file_bytes.div_ceil(1024), bytes >> 20))
    };
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| of_zip(table, error))?;
        let is_shared_text = entry.name().is_ok_and(|name| name.eq_ignore_ascii_case("xl/sharedStrings.xml"));
        if entry.size() > limit.saturating_sub(total) {
            return Err(bomb(limit));
        }
        let mut counted = entry.take(limit.saturating_sub(total).saturating_add(1));
        let bytes = io::copy(&mut counted, &mut io::sink()).map_err(|error| table.io(error))?;
        total += bytes;
        if total > limit {
            return Err(bomb(limit));
        }
        if is_shared_text && bytes > table.limits.shared_text_bytes {
            let most = table.limits.shared_text_bytes >> 20;
            return Err(table.too_large(format!("its texts have more than {most} MiB; save it as .csv")));
        }
    }
    Ok(())
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the library reports is one thing to the reader: the file is damaged")]
fn of_zip(table: &Table, error: zip::result::ZipError) -> DocumentError {
    match error {
        zip::result::ZipError::Io(source) => table.io(source),
        zip::result::ZipError::InvalidArchive(_) => {
            DocumentError::Truncated { file: table.name.clone(), reason: "the directory at the end of the workbook is missing".to_owned() }
        }
        other => table.damaged(other.to_string()),
    }
}
