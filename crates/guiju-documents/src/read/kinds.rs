//! What a file is, by its first bytes; names lie.

use crate::error::words;

use super::FileKind;
use super::encoding::looks_like_utf16;
use super::xml::{Event, Xml};
use crate::DocumentError;

/// How much of a file its kind is told by.
pub(super) const HEAD_BYTES: u64 = 4096;

type Words = (&'static str, &'static str);

const SAVE: Words = ("请用电子表格软件打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx");
const EXPORT: Words = ("请从原系统导出表格（.xlsx 或 .csv）", "export the table as .xlsx or .csv where it came from");
const UNPACK: Words = ("请解压后导入其中的表格", "unpack it and import the table inside");

/// Files that are no table, by the bytes that they begin with.
const OTHERS: &[(&[u8], Words, Words)] = &[
    (b"%PDF", ("是 PDF 文档", "a PDF document"), EXPORT),
    (b"\x89PNG", ("是图片", "a picture"), EXPORT),
    (b"\xFF\xD8\xFF", ("是图片", "a picture"), EXPORT),
    (b"GIF8", ("是图片", "a picture"), EXPORT),
    (b"BM\x36", ("是图片", "a picture"), EXPORT),
    (b"II*\0", ("是图片", "a picture"), EXPORT),
    (b"MM\0*", ("是图片", "a picture"), EXPORT),
    (b"{\\rtf", ("是文字文档（.rtf）", "a text document (.rtf)"), EXPORT),
    (b"Rar!", ("是压缩包（.rar）", "an archive (.rar)"), UNPACK),
    (b"7z\xBC\xAF", ("是压缩包（.7z）", "an archive (.7z)"), UNPACK),
    (b"\xFD7zXZ", ("是压缩包（.xz）", "an archive (.xz)"), UNPACK),
    (b"\x28\xB5\x2F\xFD", ("是压缩包（.zst）", "an archive (.zst)"), UNPACK),
    (b"BZh", ("是压缩包（.bz2）", "an archive (.bz2)"), UNPACK),
    (b"PK\x05\x06", ("是空的压缩包", "an empty zip archive"), ("请重新导出", "export it again")),
    (b"SQLite format 3", ("是数据库文件", "a database file"), EXPORT),
    (b"\0\x01\0\0Standard ", ("是 Access 数据库", "an Access database"), EXPORT),
    (b"PAR1", ("是 Parquet 文件", "a Parquet file"), EXPORT),
    (
        b"OFXHEADER",
        ("是 OFX 对账单", "an OFX statement"),
        ("请改为导出 .csv、MT940 或 camt.053", "export it as .csv, MT940 or camt.053 instead"),
    ),
    (b"MIME-Version", ("是邮件或单文件网页（.mht）", "an e-mail or a single-file web page (.mht)"), SAVE),
    (b"\x09\x00\x04\x00", OLD, SAVE),
    (b"\x09\x02\x06\x00", OLD, SAVE),
    (b"\x09\x04\x06\x00", OLD, SAVE),
    (b"\x09\x08\x08\x00", OLD, SAVE),
    (b"\x09\x08\x10\x00", OLD, SAVE),
];

const OLD: Words = ("是很老的 Excel 格式", "a workbook of a very old Excel");

/// Marks of the programs by which companies encrypt every file that is written on their machines.
const ENCRYPTED: &[&[u8]] = &[b"E-SafeNet", b"%TSD-Header", b"NASCA DRM FILE"];

/// What the file is, or why it is no table.
pub(super) fn kind_of(head: &[u8], name: &str) -> Result<FileKind, DocumentError> {
    let refuse = |what: Words, help: Words| {
        Err(DocumentError::NotATable { file: name.to_owned(), what: words(what.0, what.1), help: words(help.0, help.1) })
    };
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if text.is_empty() {
        return refuse(("是空文件", "empty"), ("请重新导出", "export it again"));
    }
    if head.starts_with(b"\x1F\x8B") {
        return Ok(FileKind::CsvGz);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(FileKind::Xlsx);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(FileKind::Xls);
    }
    let first = head.get(..64.min(head.len())).unwrap_or_default();
    if ENCRYPTED.iter().any(|mark| memchr::memmem::find(first, mark).is_some()) {
        return Err(DocumentError::Protected {
            file: name.to_owned(),
            how: words("受公司加密软件保护", "the company's encryption software"),
            help: words("请申请解密，或在原系统重新导出", "have it decrypted, or export it again where it came from"),
        });
    }
    if let Some((_, what, help)) =
        OTHERS.iter().find(|(start, _, _)| head.starts_with(start) || (start.len() > 5 && text.starts_with(start)))
    {
        return refuse(*what, *help);
    }
    if head.get(4..8) == Some(b"ftyp") || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")) {
        return refuse(("是图片或影音文件", "a picture or a film"), EXPORT);
    }
    let decoded = decoded(head);
    let text = decoded.trim_start();
    if text.starts_with('<') {
        return match markup(text) {
            Markup::Page => Ok(FileKind::Page),
            Markup::Sheets => Ok(FileKind::XmlSheets),
            Markup::Statement => Ok(FileKind::Camt),
            Markup::Other => refuse(("是 XML 文件", "an XML file"), EXPORT),
            Markup::None => Ok(FileKind::Csv),
        };
    }
    if text.starts_with("{\"")
        || text.starts_with("[{")
        || (text.starts_with('{') && text.trim_start_matches('{').trim_start().starts_with('"'))
    {
        return refuse(("是 JSON 数据", "JSON data"), EXPORT);
    }
    if is_mt940(text) {
        return Ok(FileKind::Mt940);
    }
    let is_utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || looks_like_utf16(head).is_some();
    if !is_utf16 && head.contains(&0) {
        return refuse(("是二进制文件", "a binary file"), SAVE);
    }
    Ok(FileKind::Csv)
}

fn decoded(head: &[u8]) -> String {
    let encoding = looks_like_utf16(head).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(head).0.into_owned()
}

enum Markup {
    Page,
    Sheets,
    Statement,
    Other,
    None,
}

fn markup(text: &str) -> Markup {
    let lower = text.to_ascii_lowercase();
    let is_page = ["<html", "<table", "<!doctype html", "<meta", "<head", "<body", "<style", "<div", "<tr", "<center", "<font", "<script"];
    if is_page.iter().any(|start| lower.starts_with(start)) {
        return Markup::Page;
    }
    if !(lower.starts_with("<?xml")
        || lower.starts_with("<!--")
        || lower.starts_with("<!")
        || lower.starts_with("<document")
        || lower.contains("xmlns"))
    {
        // A text in angle brackets: `<无>,1`.
        return if lower.contains("<table") || lower.contains("<td") { Markup::Page } else { Markup::None };
    }
    let mut xml = Xml::new(text.as_bytes());
    loop {
        match xml.next() {
            Ok(Event::Start(tag)) => {
                let space = tag.attributes().map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect::<Vec<_>>().join(" ");
                return match tag.name {
                    b"html" | b"HTML" => Markup::Page,
                    b"Workbook" if space.contains("office:spreadsheet") => Markup::Sheets,
                    b"Document" if space.contains("camt.05") => Markup::Statement,
                    _ if lower.contains("camt.05") && lower.contains(":document") => Markup::Statement,
                    _ => Markup::Other,
                };
            }
            Ok(Event::End(_) | Event::Text(_) | Event::Verbatim(_)) => {}
            Ok(Event::Done) | Err(_) => break,
        }
    }
    if lower.contains("<html") || lower.contains("<table") { Markup::Page } else { Markup::Other }
}

/// A SWIFT statement: fields `:20:` and `:25:` at the beginnings of lines, with or without the envelope `{1:…}{4:`.
fn is_mt940(text: &str) -> bool {
    let mut has_reference = false;
    for line in text.lines().take(40) {
        let line = line.trim_start();
        let line = line.rsplit_once("{4:").map_or(line, |(_, behind)| behind);
        has_reference |= line.starts_with(":20:");
        if has_reference && (line.starts_with(":25:") || line.starts_with(":25P:")) {
            return true;
        }
    }
    false
}
