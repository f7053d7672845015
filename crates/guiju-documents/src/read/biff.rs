//! What the records of an old workbook say that its reader passes over: version, password, code page, whether anybody computed its formulas.

use encoding_rs::{BIG5, GB18030};

use super::encoding::judge;

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Texts are in Unicode, whatever the code page says.
    pub(super) is_unicode: bool,
    pub(super) is_protected: bool,
    /// What texts that are not in Unicode look like.
    pub(super) code_page: Option<u16>,
    pub(super) is_computed: bool,
    /// Says that it has, or has, a cell where the format has none. Its reader would make room for all of them.
    pub(super) is_out_of_bounds: bool,
}

const BOF: u16 = 0x0809;
const FILE_PASS: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const FORMULA: u16 = 0x0006;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;
const DIMENSIONS: u16 = 0x0200;
/// Records of a cell, or of several in a row.
const CELLS: [u16; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
const ROWS: u32 = 65_536;
const COLUMNS: u16 = 256;
const RECALC_ID: u16 = 0x01C1;
/// How much text is enough to judge by.
const SAMPLE_BYTES: usize = 1 << 18;

impl Seen {
    pub(super) fn of(stream: &[u8]) -> Self {
        let mut seen = Self::default();
        let mut sample = Vec::new();
        let mut told = None;
        let (mut formulas, mut zeros, mut asking) = (0_u64, 0_u64, 0_u64);
        let mut is_by_excel = false;
        let mut is_first = true;
        for (kind, data) in Records(stream) {
            let width = if kind == 0x00BD { u16::try_from(data.len().saturating_sub(6) / 6).unwrap_or(COLUMNS) } else { 1 };
            seen.is_out_of_bounds |= CELLS.contains(&kind) && word(data, 2).saturating_add(width) > COLUMNS;
            match kind {
                BOF if std::mem::take(&mut is_first) => seen.is_unicode = word(data, 0) == 0x0600,
                DIMENSIONS if data.len() >= 14 => {
                    let rows = u32::from(word(data, 4)) | u32::from(word(data, 6)) << 16;
                    seen.is_out_of_bounds |= rows > ROWS || word(data, 10) > COLUMNS;
                }
                FILE_PASS => seen.is_protected = true,
                CODE_PAGE => told = Some(word(data, 0)),
                RECALC_ID => is_by_excel = true,
                BOUND_SHEET => sample.extend_from_slice(data.get(7..).unwrap_or_default()),
                LABEL | RICH_LABEL if sample.len() < SAMPLE_BYTES => {
                    sample.extend_from_slice(data.get(8..).unwrap_or_default());
                    sample.push(b'\n');
                }
                FORMULA => {
                    formulas += 1;
                    zeros += u64::from(data.get(6..14).is_some_and(|result| result.iter().all(|byte| *byte == 0)));
                    asking += u64::from(word(data, 14) & 3 != 0);
                }
                _ => {}
            }
        }
        // Writers that do not compute store zero in every formula; Excel notes by which version it computed.
        seen.is_computed = formulas == 0 || zeros < formulas || (is_by_excel && asking < formulas);
        if !seen.is_unicode {
            seen.code_page = code_page(&sample, told);
        }
        seen
    }
}

/// The code page by which the texts make sense, where that is not the one that the file names.
fn code_page(sample: &[u8], told: Option<u16>) -> Option<u16> {
    const LATIN: u16 = 1252;
    if !sample.is_ascii() {
        let found = judge(sample);
        if found == GB18030 {
            return Some(936);
        }
        if found == BIG5 {
            return Some(950);
        }
    }
    // Pages that no reader knows: 367 is ASCII, 32768 and 10000 to 10082 are those of old Macintoshes.
    match told {
        None | Some(0 | 367 | 32768 | 32769 | 10000..=10082 | 21010) => Some(LATIN),
        Some(_) => None,
    }
}

fn word(data: &[u8], at: usize) -> u16 {
    data.get(at..at + 2).and_then(|pair| pair.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// The records one after the other: kind and data.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_at_checked(4)?;
        let (data, rest) = rest.split_at_checked(usize::from(word(head, 2)))?;
        self.0 = rest;
        Some((word(head, 0), data))
    }
}
