//! The files of a probe: those of its folder, and texts that stand in `expect.toml`.
//!
//! A text whose first line is `#xlsx` is a workbook, described as [`package`](crate::package) says.

use std::path::{Path, PathBuf};

use super::expect::Source;
use super::package;

/// Writes a file of a probe and gives its place.
pub(crate) fn put(source: &Source, number: usize, folder: &Path, into: &Path) -> PathBuf {
    let (text, encoding, name) = match source {
        Source::Plain(text) => (text.as_str(), None, None),
        Source::Encoded { text, encoding, name } => (text.as_str(), encoding.as_deref(), name.as_deref()),
    };
    if !text.contains('\n') && folder.join(text).is_file() {
        return folder.join(text);
    }
    let text = if text.contains('\n') { text.to_owned() } else { text.replace(" / ", "\n") + "\n" };
    let (bytes, ending) = match text.strip_prefix("#xlsx") {
        Some(description) => (package::workbook(description), "xlsx"),
        None => (encoded(&text, encoding), "csv"),
    };
    let path = into.join(name.map_or_else(|| format!("{number}.{ending}"), str::to_owned));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A text in an encoding; `{0xE9}` is that byte.
fn encoded(text: &str, encoding: Option<&str>) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(encoding.unwrap_or("utf-8").as_bytes()).expect("an encoding");
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{0x") {
        bytes.extend_from_slice(&encoding.encode(before).0);
        bytes.push(u8::from_str_radix(&after[..2], 16).unwrap());
        rest = &after[3..];
    }
    bytes.extend_from_slice(&encoding.encode(rest).0);
    bytes
}
