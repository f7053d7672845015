//! [`first_difference`]: whether two files are the same XML, as far as DMN can tell.
//!
//! The same are: attributes in another order or between other quotes, escapes and CDATA for the characters that they stand for, one tag
//! for two with nothing between them, white space inside of tags, line ends, the XML declaration, white space outside of the root, and the
//! addresses of older versions of DMN for those of 1.5. Everything else counts: prefixes and the declarations of namespaces too, since
//! qualified names in values (`xsi:type`, `typeRef`) rest on them; comments, processing instructions, and every white space in the root.

use quick_xml::events::Event;

use super::{attributes, lift};
use crate::read::{position, referenced};

/// The first place at which two files are not the same XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the first file has there.
    pub first: String,
    /// What the second file has there.
    pub second: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Start(String, Vec<(String, String)>),
    End,
    Text(String),
    Comment(String),
    Instruction(String),
    Broken(String),
}

/// Where two files differ; nothing where they are the same XML.
#[must_use]
pub fn first_difference(first: &str, second: &str) -> Option<Difference> {
    let (mut a, mut b) = (Pieces::of(first), Pieces::of(second));
    loop {
        let (left, right) = (a.next(), b.next());
        if left != right {
            let show = |piece: Option<Piece>| piece.map_or_else(|| "the end".to_owned(), |piece| format!("{piece:?}"));
            return Some(Difference { first: show(left), second: show(right) });
        }
        left.as_ref()?;
        if matches!(left, Some(Piece::Broken(_))) {
            return None;
        }
    }
}

struct Pieces<'a> {
    source: &'a str,
    reader: quick_xml::Reader<&'a [u8]>,
    depth: usize,
    /// What was read while a text was put together.
    ahead: Option<Piece>,
    is_over: bool,
}

impl<'a> Pieces<'a> {
    fn of(source: &'a str) -> Self {
        let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
        let mut reader = quick_xml::Reader::from_str(source);
        reader.config_mut().expand_empty_elements = true;
        Self { source, reader, depth: 0, ahead: None, is_over: false }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(ahead) = self.ahead.take() {
            return Some(ahead);
        }
        let mut text = String::new();
        while !self.is_over {
            let start = position(&self.reader);
            let found = match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    let name = tag.name().as_ref().to_owned();
                    let mut attributes: Vec<(String, String)> = attributes::of_tag(self.source, start..position(&self.reader))
                        .iter()
                        .map(|one| (one.name.to_owned(), lift::lifted(&one.value()).to_owned()))
                        .collect();
                    attributes.sort();
                    Piece::Start(name, attributes)
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::End
                }
                Ok(Event::Text(piece)) => {
                    text.push_str(&piece.xml10_content());
                    continue;
                }
                Ok(Event::CData(piece)) => {
                    text.push_str(&piece.xml10_content());
                    continue;
                }
                Ok(Event::GeneralRef(reference)) => {
                    text.extend(referenced(&reference));
                    continue;
                }
                Ok(Event::Comment(piece)) => Piece::Comment(piece.xml10_content().into_owned()),
                Ok(Event::PI(_)) => Piece::Instruction(self.source.get(start..position(&self.reader)).unwrap_or("").to_owned()),
                Ok(Event::Decl(_) | Event::DocType(_) | Event::Empty(_)) => continue,
                Ok(Event::Eof) => {
                    self.is_over = true;
                    break;
                }
                Err(cause) => {
                    self.is_over = true;
                    Piece::Broken(cause.to_string())
                }
            };
            let is_outside = self.depth == 0 || (self.depth == 1 && matches!(found, Piece::Start(..)));
            if text.is_empty() || (is_outside && !matches!(found, Piece::End) && text.trim().is_empty()) {
                return Some(found);
            }
            self.ahead = Some(found);
            return Some(Piece::Text(text));
        }
        (!text.trim().is_empty()).then_some(Piece::Text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_says_is_the_same_is_the_same() {
        for (a, b) in [
            ("<a x='1' y=\"2\"/>", "<a  y='2'\n x='1'></a>"),
            ("<a>1 &gt; 0</a>", "<a><![CDATA[1 > 0]]></a>"),
            ("<a>&#65;\r\n</a>", "<?xml version='1.0'?>\n<a>A\n</a>\n"),
            ("<a xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>", "<a xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'/>"),
            ("<a x='https://www.omg.org/spec/DMN/20191111/FEEL/ '/>", "<a x='https://www.omg.org/spec/DMN/20230324/FEEL/'/>"),
        ] {
            assert_eq!(first_difference(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn everything_else_is_a_difference() {
        for (a, b) in [
            ("<a x='1'/>", "<a x='2'/>"),
            ("<a x='1'/>", "<a/>"),
            ("<a> </a>", "<a/>"),
            ("<a>1</a>", "<a>1<!-- c --></a>"),
            ("<a><b/><c/></a>", "<a><c/><b/></a>"),
            ("<p:a xmlns:p='n'/>", "<q:a xmlns:q='n'/>"),
            ("<a>1</a>", "<a>1</a>2"),
            ("<a/>", "<a>"),
        ] {
            assert!(first_difference(a, b).is_some(), "{a} {b}");
        }
    }
}
