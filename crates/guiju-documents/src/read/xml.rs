//! XML as a stream of tags and texts, read in place.
//!
//! A million-row sheet is half a gigabyte of XML, so a token is a slice of the buffer: nothing is copied and no name is allocated. Names come
//! without their prefix; office files are told apart by local names alone.
//!
//! Never here: document types and their entities, which are refused (they are how a small file becomes a large one), and recursion.

use std::io::{self, Read};

use encoding_rs::Encoding;

/// Longest token: a text of a cell, or a tag with its attributes.
pub(super) const TOKEN_BYTES: usize = 16 << 20;
const FIRST_BYTES: usize = 256 << 10;
const DEPTH: u32 = 256;

/// Why XML cannot be read on.
#[derive(Debug)]
pub(super) enum XmlError {
    Io(io::Error),
    /// It ends inside an element.
    Cut,
    /// It is no XML.
    Bad(&'static str),
    /// It declares entities, is nested too deeply, or has a token too long.
    Refused(&'static str),
}

/// A tag that opens an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// Without prefix.
    pub(super) name: &'a [u8],
    attributes: &'a [u8],
    /// `<a/>`: no [`Event::End`] follows.
    pub(super) is_empty: bool,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Event<'a> {
    Start(Tag<'a>),
    /// The element's name without prefix.
    End(&'a [u8]),
    /// Text as written; [`decode`] gives what it means.
    Text(&'a [u8]),
    /// Text that is taken as it is.
    Verbatim(&'a [u8]),
    /// The end of the whole.
    Done,
}

/// Reads events from bytes in UTF-8.
pub(super) struct Xml<R> {
    inner: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    depth: u32,
    is_at_end: bool,
    has_root: bool,
}

/// Where a token lies in the buffer.
enum Found {
    Tag { from: usize, to: usize },
    Close { from: usize, to: usize },
    Text { from: usize, to: usize },
    Verbatim { from: usize, to: usize },
    Done,
}

impl<R: Read> Xml<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, buffer: vec![0; FIRST_BYTES], at: 0, end: 0, depth: 0, is_at_end: false, has_root: false }
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..self.end).unwrap_or_default()
    }

    /// Reads more behind what is there; false at the end.
    fn more(&mut self) -> Result<bool, XmlError> {
        if self.is_at_end {
            return Ok(false);
        }
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.end, 0);
            self.end -= self.at;
            self.at = 0;
        }
        if self.end == self.buffer.len() {
            if self.buffer.len() >= TOKEN_BYTES {
                return Err(XmlError::Refused("a text or tag in it is longer than 16 MiB"));
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let count = self.inner.read(room).map_err(XmlError::Io)?;
        self.end += count;
        self.is_at_end = count == 0;
        Ok(count > 0)
    }

    /// What is already here of the XML to come, for readers that know a shape by heart; see [`pass`](Self::pass).
    pub(super) fn ahead(&self) -> &[u8] {
        self.rest()
    }

    /// Passes over bytes of [`ahead`](Self::ahead), which are whole elements.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.end);
    }

    /// The place of a byte in what is left; reads on until it is there.
    fn find_byte(&mut self, needle: u8, from: usize) -> Result<usize, XmlError> {
        let mut from = from;
        loop {
            let rest = self.rest().get(from..).unwrap_or_default();
            // Most texts and tags are shorter than what makes a search by blocks worth its beginning.
            if let Some(place) = rest.iter().take(24).position(|byte| *byte == needle) {
                return Ok(from + place);
            }
            if let Some(place) = memchr::memchr(needle, rest) {
                return Ok(from + place);
            }
            from += rest.len();
            if !self.more()? {
                return Err(XmlError::Cut);
            }
        }
    }

    /// The place of `needle` in what is left, from `from` on; reads on until it is there.
    fn find(&mut self, needle: &[u8], from: usize) -> Result<usize, XmlError> {
        let mut from = from;
        loop {
            let rest = self.rest().get(from..).unwrap_or_default();
            if let Some(place) = memchr::memmem::find(rest, needle) {
                return Ok(from + place);
            }
            from += rest.len().saturating_sub(needle.len().saturating_sub(1));
            if !self.more()? {
                return Err(XmlError::Cut);
            }
        }
    }

    /// The place of the `>` that ends the tag at hand, not one inside an attribute's quotes.
    fn tag_end(&mut self) -> Result<usize, XmlError> {
        let mut quote = 0_u8;
        let mut at = 1;
        loop {
            for (place, byte) in self.rest().iter().enumerate().skip(at) {
                match *byte {
                    b'>' if quote == 0 => return Ok(place),
                    b'"' | b'\'' if quote == 0 => quote = *byte,
                    byte if byte == quote => quote = 0,
                    _ => {}
                }
            }
            at = self.rest().len();
            if !self.more()? {
                return Err(XmlError::Cut);
            }
        }
    }

    fn token(&mut self) -> Result<Found, XmlError> {
        loop {
            if self.rest().is_empty() && !self.more()? {
                return if self.depth == 0 && self.has_root { Ok(Found::Done) } else { Err(XmlError::Cut) };
            }
            if self.rest().first() != Some(&b'<') {
                let length = match self.find_byte(b'<', 0) {
                    Ok(length) => length,
                    // Blanks behind the last tag.
                    Err(XmlError::Cut) if self.depth == 0 => self.rest().len(),
                    Err(error) => return Err(error),
                };
                let from = self.at;
                self.at += length;
                if self.depth == 0 {
                    continue;
                }
                return Ok(Found::Text { from, to: from + length });
            }
            while self.rest().len() < 9 && self.more()? {}
            let rest = self.rest();
            if rest.starts_with(b"<!--") {
                let length = self.find(b"-->", 4)?;
                self.at += length + 3;
            } else if rest.starts_with(b"<![CDATA[") {
                let length = self.find(b"]]>", 9)?;
                let from = self.at + 9;
                let to = self.at + length;
                self.at = to + 3;
                return Ok(Found::Verbatim { from, to });
            } else if rest.starts_with(b"<?") {
                let length = self.find(b"?>", 2)?;
                self.at += length + 2;
            } else if rest.starts_with(b"<!") {
                return Err(XmlError::Refused("it declares a document type of its own, by which a small file becomes a large one"));
            } else if rest.starts_with(b"</") {
                let length = self.find_byte(b'>', 2)?;
                let from = self.at + 2;
                let to = self.at + length;
                self.at = to + 1;
                self.depth = self.depth.checked_sub(1).ok_or(XmlError::Bad("an element ends that never began"))?;
                return Ok(Found::Close { from, to });
            } else {
                let length = self.tag_end()?;
                let from = self.at + 1;
                let to = self.at + length;
                self.at = to + 1;
                return Ok(Found::Tag { from, to });
            }
        }
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Result<Event<'_>, XmlError> {
        Ok(match self.token()? {
            Found::Done => Event::Done,
            Found::Text { from, to } => Event::Text(self.buffer.get(from..to).unwrap_or_default()),
            Found::Verbatim { from, to } => Event::Verbatim(self.buffer.get(from..to).unwrap_or_default()),
            Found::Close { from, to } => {
                let name = self.buffer.get(from..to).unwrap_or_default();
                Event::End(local(name.trim_ascii_end()))
            }
            Found::Tag { from, to } => {
                self.has_root = true;
                let is_empty = self.buffer.get(to.saturating_sub(1)) == Some(&b'/');
                if !is_empty {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(XmlError::Refused("its elements are nested more than 256 deep"));
                    }
                }
                let inside = self.buffer.get(from..to - usize::from(is_empty)).unwrap_or_default();
                let width = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
                let (name, attributes) = inside.split_at_checked(width).unwrap_or((inside, b""));
                if name.is_empty() {
                    return Err(XmlError::Bad("a tag has no name"));
                }
                Event::Start(Tag { name: local(name), attributes, is_empty })
            }
        })
    }

    /// Collects the text of the element that has just begun, of whatever depth, up to its end.
    pub(super) fn text_to_end(&mut self, into: &mut String) -> Result<(), XmlError> {
        let mut open = 1_u32;
        let from = into.len();
        while open > 0 {
            if into.len() - from > TOKEN_BYTES {
                return Err(XmlError::Refused("a text in it is longer than 16 MiB"));
            }
            match self.next()? {
                Event::Start(tag) => open += u32::from(!tag.is_empty),
                Event::End(_) => open -= 1,
                Event::Text(raw) => decode(raw, into),
                Event::Verbatim(raw) => into.push_str(&String::from_utf8_lossy(raw)),
                Event::Done => return Err(XmlError::Cut),
            }
        }
        Ok(())
    }
}

fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|byte| *byte == b':') {
        Some(place) => name.get(place + 1..).unwrap_or_default(),
        None => name,
    }
}

impl<'a> Tag<'a> {
    /// The attributes: names without prefix, values as written.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    /// An attribute by its local name, decoded.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().find(|(found, _)| *found == name.as_bytes()).map(|(_, value)| {
            let mut text = String::new();
            decode(value, &mut text);
            text
        })
    }
}

/// Goes through the attributes of a tag.
pub(super) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let (name, after) = rest.split_at_checked(equals)?;
        let after = after.get(1..)?.trim_ascii_start();
        let quote = *after.first()?;
        let value = after.get(1..)?;
        let length = value.iter().position(|byte| *byte == quote)?;
        self.rest = value.get(length + 1..)?;
        Some((local(name.trim_ascii_end()), value.get(..length)?))
    }
}

/// Adds what a written text means: entities are resolved, line ends are `\n`. An entity that XML does not have stays as written.
pub(super) fn decode(raw: &[u8], into: &mut String) {
    if memchr::memchr2(b'&', b'\r', raw).is_none() {
        match std::str::from_utf8(raw) {
            Ok(text) => into.push_str(text),
            Err(_) => into.push_str(&String::from_utf8_lossy(raw)),
        }
        return;
    }
    let text = String::from_utf8_lossy(raw);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('&') {
        into.push_str(before);
        let found = after.split_once(';').and_then(|(name, behind)| Some((entity(name)?, behind)));
        match found {
            Some((letter, behind)) => {
                into.push(letter);
                rest = behind;
            }
            None => {
                into.push('&');
                rest = after;
            }
        }
    }
    into.push_str(rest);
}

/// The encoding of a document: by its mark, or by what its first line declares.
pub(super) fn declared_encoding(bytes: &[u8]) -> &'static Encoding {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or_default());
    let declared = head.split_once("encoding=").and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
    let declared = declared.and_then(|name| Encoding::for_label(name.as_bytes())).filter(|encoding| encoding.is_ascii_compatible());
    Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or(declared).unwrap_or(encoding_rs::UTF_8)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => numbered(name.strip_prefix('#')?),
    }
}

/// The character of `38`, `x26` or `X26`.
pub(super) fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|letter| *letter != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives out a byte at a time, so that every token is cut everywhere.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(1).min(target.len());
            target[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn told(text: &str) -> String {
        let mut xml = Xml::new(Slow(text.as_bytes()));
        let mut told = String::new();
        loop {
            match xml.next() {
                Ok(Event::Start(tag)) => {
                    let attributes = tag.attributes().map(|(name, value)| format!(" {}={}", show(name), show(value)));
                    told += &format!("<{}{}{}>", show(tag.name), attributes.collect::<String>(), if tag.is_empty { "/" } else { "" });
                }
                Ok(Event::End(name)) => told += &format!("</{}>", show(name)),
                Ok(Event::Text(raw)) => decode(raw, &mut told),
                Ok(Event::Verbatim(raw)) => told += &format!("[{}]", show(raw)),
                Ok(Event::Done) => return told,
                Err(error) => return format!("{told} {error:?}"),
            }
        }
    }

    fn show(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn tags_and_texts_come_as_written_wherever_the_input_is_cut() {
        let text =
            "<?xml version='1.0'?>\n<!-- a > b --><x:a r='>' s = \"2\" ><b/>1 &lt; 2 &#x4E2D;&#20013;&nbsp;&\r\nz<![CDATA[<&>]]></x:a >\n";
        assert_eq!(told(text), "<a r=> s=2><b/>1 < 2 中中&nbsp;&\nz[<&>]</a>");
    }

    #[test]
    fn what_is_cut_off_or_dangerous_says_so() {
        assert!(told("<a><b>").ends_with("Cut"));
        assert!(told("").ends_with("Cut"));
        assert!(told("<a>text").ends_with("Cut"));
        assert!(told("</a>").contains("Bad"));
        assert!(told("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").contains("Refused"));
        assert!(told(&"<a>".repeat(300)).contains("Refused"));
    }
}
