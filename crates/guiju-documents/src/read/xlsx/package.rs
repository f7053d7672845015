//! The parts of a workbook: a zip archive whose names and targets are written in more ways than one.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};

use crate::error::words;

use super::super::Table;
use super::super::ahead::{Ahead, Pump};
use super::super::bounded::Bounded;
use super::super::transcode::Transcoder;
use super::super::xml::{Event, Xml, XmlError};
use crate::DocumentError;

/// A zip archive with its parts by what their names mean: `XL\Worksheets\Sheet1.xml` is `xl/worksheets/sheet1.xml`.
#[derive(Debug, Clone, Default)]
pub(super) struct Package {
    parts: BTreeMap<String, Part>,
    /// How much a part may unpack to.
    limit: u64,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    index: usize,
    bytes: u64,
}

/// A relationship of a part: id, last word of its type, and the part it leads to.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) target: String,
}

impl Package {
    pub(super) fn new(archive: &mut zip::ZipArchive<BufReader<File>>, limit: u64) -> Self {
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            if let Ok(entry) = archive.by_index_raw(index)
                && let Ok(name) = entry.name()
            {
                let bytes = entry.size();
                parts.entry(normal("", &name)).or_insert(Part { index, bytes });
            }
        }
        Self { parts, limit }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The parts and their places in the archive.
    pub(super) fn indices(&self) -> impl Iterator<Item = (&str, usize)> {
        self.parts.iter().map(|(name, part)| (name.as_str(), part.index))
    }

    /// A part's text in UTF-8. Large ones are unpacked on a thread of their own, beside whatever reads them.
    fn read(&self, table: &Table, name: &str, limit: u64) -> Result<Option<Box<dyn Read>>, DocumentError> {
        const AHEAD_FROM_BYTES: u64 = 1 << 20;
        let Some(part) = self.parts.get(name) else { return Ok(None) };
        let mut archive = open(table)?;
        let reader: Box<dyn Read> = if part.bytes >= AHEAD_FROM_BYTES {
            let index = part.index;
            let work = move |pump: &Pump| match archive.by_index(index) {
                Ok(mut entry) => pump.copy(&mut entry),
                Err(error) => pump.fail(io::Error::new(io::ErrorKind::InvalidData, error.to_string())),
            };
            Box::new(Ahead::new(work).map_err(|error| table.io(error))?)
        } else {
            let mut bytes = Vec::new();
            let entry = archive.by_index(part.index).map_err(|error| of_zip(table, error))?;
            entry.take(AHEAD_FROM_BYTES * 2).read_to_end(&mut bytes).map_err(|error| table.io(error))?;
            Box::new(io::Cursor::new(bytes))
        };
        let mut reader = Bounded::new(reader, limit.min(self.limit));
        let mut head = [0_u8; 2];
        let mut length = 0;
        while length < head.len() {
            let room = head.get_mut(length..).unwrap_or_default();
            match reader.read(room).map_err(|error| table.io(error))? {
                0 => break,
                count => length += count,
            }
        }
        let whole = io::Cursor::new(head.get(..length).unwrap_or_default().to_vec()).chain(reader);
        Ok(Some(match encoding_rs::Encoding::for_bom(&head) {
            Some((encoding, _)) => Box::new(Transcoder::new(whole, encoding)),
            None => Box::new(whole),
        }))
    }

    /// As [`xml`](Self::xml), with a limit of its own.
    pub(super) fn xml_within(&self, table: &Table, name: &str, limit: u64) -> Result<Option<Xml<Box<dyn Read>>>, DocumentError> {
        Ok(self.read(table, name, limit)?.map(Xml::new))
    }

    pub(super) fn xml(&self, table: &Table, name: &str) -> Result<Option<Xml<Box<dyn Read>>>, DocumentError> {
        self.xml_within(table, name, self.limit)
    }

    /// The relationships of a part; of the package itself for an empty name. None where it has none.
    pub(super) fn relations(&self, table: &Table, of: &str) -> Result<Vec<Relation>, DocumentError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = normal(folder, &format!("_rels/{file}.rels"));
        let Some(mut xml) = self.xml(table, &name)? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        loop {
            match xml.next().map_err(|error| of_xml(table, &name, error))? {
                Event::Start(tag) if tag.name == b"Relationship" => {
                    let value = |name| tag.attribute(name).unwrap_or_default();
                    let kind = value("Type");
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    found.push(Relation { id: value("Id"), kind, target: normal(folder, &value("Target")) });
                }
                Event::Done => return Ok(found),
                Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
            }
        }
    }
}

/// A name as the parts are kept by: from the root, with `/`, in lower case, without `.` and `..`.
fn normal(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").to_lowercase();
    let mut places: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for place in target.split('/') {
        match place {
            "" | "." => {}
            ".." => {
                places.pop();
            }
            place => places.push(place),
        }
    }
    places.retain(|place| !place.is_empty());
    places.join("/")
}

pub(super) fn open(table: &Table) -> Result<zip::ZipArchive<BufReader<File>>, DocumentError> {
    zip::ZipArchive::new(table.reader()?).map_err(|error| of_zip(table, error))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the library reports is one thing to the reader: the file is damaged")]
pub(super) fn of_zip(table: &Table, error: zip::result::ZipError) -> DocumentError {
    match error {
        zip::result::ZipError::Io(source) => table.io(source),
        zip::result::ZipError::InvalidArchive(_) => {
            DocumentError::Truncated { file: table.name.clone(), reason: "the directory at the end of the workbook is missing".to_owned() }
        }
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => table.protected(),
        zip::result::ZipError::UnsupportedArchive(_) => DocumentError::NotATable {
            file: table.name.clone(),
            what: words("采用了这里不支持的压缩方式", "packed in a way that is not read here"),
            help: words("请用电子表格软件打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx"),
        },
        other => table.damaged(other.to_string()),
    }
}

pub(in crate::read) fn of_xml(table: &Table, part: &str, error: XmlError) -> DocumentError {
    match error {
        XmlError::Io(source) => table.io(source),
        XmlError::Cut => DocumentError::Truncated { file: table.name.clone(), reason: format!("its part `{part}` has no end") },
        XmlError::Bad(why) => table.damaged(format!("its part `{part}` is no XML: {why}")),
        XmlError::Refused(why) => table.too_large(format!("in its part `{part}` {why}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_the_same_however_they_are_written() {
        for (folder, target, expected) in [
            ("", "XL\\WorkSheets\\Sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "./../Sheet1.xml", "sheet1.xml"),
            ("", "/Workbook.xml", "workbook.xml"),
        ] {
            assert_eq!(normal(folder, target), expected);
        }
    }
}
