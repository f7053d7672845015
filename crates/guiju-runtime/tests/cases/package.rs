//! Workbooks from a few lines of text, and odd ones: without stored results, of the 1904 system, protected by a password.
//!
//! After `#xlsx` come words for the whole (`1904`, `backslash`, `root`, `password`), then for each sheet a line `## name` (`## name hidden`)
//! and its rows, cells between `|`. A cell is a date (`2026-01-05`: a number with a date's format), a number (written as it stands), a formula
//! without a result (`=D3+90`) or with one (`=D3+90 -> 46117`), or a text; `'` before anything makes it a text.

use std::io::{Cursor, Write as _};

use guiju_types::Date;
use zip::write::SimpleFileOptions;

pub(crate) fn workbook(description: &str) -> Vec<u8> {
    let (words, rest) = description.split_once('\n').unwrap_or((description, ""));
    let has = |word: &str| words.split(' ').any(|known| known == word);
    let mut sheets: Vec<(String, bool, Vec<&str>)> = Vec::new();
    for line in rest.lines().filter(|line| !line.trim().is_empty()) {
        match line.strip_prefix("## ") {
            Some(name) => sheets.push((name.trim_end_matches(" hidden").to_owned(), name.ends_with(" hidden"), Vec::new())),
            None => sheets.last_mut().expect("a sheet's name first").2.push(line),
        }
    }
    let bytes = packed(&sheets, has("1904"), has("backslash"), has("root"));
    if has("password") { protected(&bytes) } else { bytes }
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn packed(sheets: &[(String, bool, Vec<&str>)], is_1904: bool, has_backslashes: bool, is_at_root: bool) -> Vec<u8> {
    let folder = if is_at_root { "" } else { "xl/" };
    let (mut list, mut related, mut types) = (String::new(), String::new(), String::new());
    let mut parts: Vec<(String, String)> = Vec::new();
    for (place, (name, is_hidden, rows)) in sheets.iter().enumerate() {
        let number = place + 1;
        let state = if *is_hidden { " state=\"hidden\"" } else { "" };
        list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>");
        related += &format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>");
        types += &format!(
            "<Override PartName=\"/{folder}worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        parts.push((format!("{folder}worksheets/sheet{number}.xml"), sheet(rows, is_1904)));
    }
    let start = if is_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    parts.push((
        format!("{folder}workbook.xml"),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{start}<sheets>{list}</sheets></workbook>"),
    ));
    related += &format!("<Relationship Id=\"rId99\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>");
    parts.push((format!("{folder}_rels/workbook.xml.rels"), format!("<Relationships xmlns=\"{RELATIONS}\">{related}</Relationships>")));
    let one = "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>";
    parts.push((format!("{folder}styles.xml"), format!("<styleSheet xmlns=\"{MAIN}\">{one}<cellXfs count=\"2\"><xf/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>")));
    parts.push(("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"{folder}workbook.xml\"/></Relationships>")));
    types += &format!(
        "<Override PartName=\"/{folder}workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    );
    types += &format!(
        "<Override PartName=\"/{folder}styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
    );
    let defaults = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    parts.insert(
        0,
        (
            "[Content_Types].xml".to_owned(),
            format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{defaults}{types}</Types>"),
        ),
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let name = if has_backslashes { name.replace('/', "\\") } else { name };
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}").as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn sheet(rows: &[&str], is_1904: bool) -> String {
    let mut text = String::new();
    for (place, row) in rows.iter().enumerate() {
        text += &format!("<row r=\"{}\">", place + 1);
        for (column, value) in row.split('|').enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            text += &cell(value.trim(), &format!("{letter}{}", place + 1), is_1904);
        }
        text += "</row>";
    }
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{text}</sheetData></worksheet>")
}

fn cell(value: &str, name: &str, is_1904: bool) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let epoch = if is_1904 { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    if value.is_empty() {
        return String::new();
    }
    if let Some(formula) = value.strip_prefix('=') {
        let (formula, result) = formula.split_once(" -> ").unwrap_or((formula, ""));
        return format!("<c r=\"{name}\"><f>{}</f><v>{result}</v></c>", escaped(formula));
    }
    if let Ok(date) = value.parse::<Date>()
        && value.len() == 10
    {
        return format!("<c r=\"{name}\" s=\"1\"><v>{}</v></c>", (date - epoch).get_days());
    }
    if value.parse::<f64>().is_ok() {
        return format!("<c r=\"{name}\"><v>{value}</v></c>");
    }
    format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(value.strip_prefix('\'').unwrap_or(value)))
}

/// A compound file with the two streams that a workbook protected by a password has (MS-OFFCRYPTO 2.1); its content stays closed.
fn protected(bytes: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let streams = [
        ("EncryptionInfo", vec![4_u8; 4_096]),
        ("EncryptedPackage", {
            let mut all = bytes.to_vec();
            all.resize(bytes.len().max(4_096).next_multiple_of(SECTOR), 0);
            all
        }),
    ];
    let word = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let (end, free) = (0xFFFF_FFFE_u32.to_le_bytes(), 0xFFFF_FFFF_u32.to_le_bytes());
    // Sector 0 is the table of sectors, sector 1 the directory, the streams follow.
    let mut table: Vec<u8> = [0xFFFF_FFFD_u32.to_le_bytes(), end].concat();
    let mut folder = entry("Root Entry", 5, 1, 0xFFFF_FFFE, 0);
    let mut next = 2;
    for (place, (name, stream)) in streams.iter().enumerate() {
        let last = next + stream.len() / SECTOR - 1;
        for sector in next..last {
            table.extend(word(sector + 1));
        }
        table.extend(end);
        let mut made = entry(name, 2, 0xFFFF_FFFF, u32::try_from(next).unwrap(), stream.len());
        // The second stream hangs on the first as its sibling.
        made[72..76].copy_from_slice(if place == 0 { &[2, 0, 0, 0] } else { &free });
        folder.extend(made);
        next = last + 1;
    }
    folder.resize(SECTOR, 0);
    assert!(table.len() <= SECTOR, "one sector of the table is enough for a small workbook");
    while table.len() < SECTOR {
        table.extend(free);
    }
    let mut file = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].to_vec();
    file.extend([0; 16]);
    file.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    file.extend([0; 10]);
    for field in [word(1), word(1), word(0), word(4_096), end, word(0), end, word(0), word(0)] {
        file.extend(field);
    }
    while file.len() < SECTOR {
        file.extend(free);
    }
    [file, table, folder, streams[0].1.clone(), streams[1].1.clone()].concat()
}

/// An entry of the directory of a compound file.
fn entry(name: &str, kind: u8, child: u32, start: u32, size: usize) -> Vec<u8> {
    let mut made: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(made.len() + 2).unwrap();
    made.resize(64, 0);
    made.extend(length.to_le_bytes());
    made.extend([kind, 1]);
    made.extend([0xFF; 8]);
    made.extend(child.to_le_bytes());
    made.resize(116, 0);
    made.extend(start.to_le_bytes());
    made.extend(u64::try_from(size).unwrap().to_le_bytes());
    made
}
