//! XML as a tree of the elements that belong to DMN, bounded in size and depth, each with its place.
//!
//! No document types, no entities but XML's own five, no external anything. Elements of other namespaces (diagrams, extensions of
//! vendors) are checked for form and passed over.

use std::borrow::Cow;

use guiju_feel::Words;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::{Place, ReadError};
use crate::model::Located;

/// How large a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadLimits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Elements inside of elements.
    pub depth: usize,
    /// Elements in all.
    pub elements: usize,
    /// Attributes of one element.
    pub attributes: usize,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 128, elements: 4_000_000, attributes: 512 }
    }
}

/// The namespaces of the models that are read, by version.
const NAMESPACES: [&str; 4] = [
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
];

/// The names of elements and attributes of which a large model has many: they are not copied for each of them.
const FREQUENT: [&str; 16] = [
    "text",
    "inputEntry",
    "outputEntry",
    "rule",
    "annotationEntry",
    "description",
    "id",
    "name",
    "typeRef",
    "label",
    "literalExpression",
    "contextEntry",
    "variable",
    "itemComponent",
    "row",
    "expressionLanguage",
];

/// A name, borrowed where it is one of the frequent ones.
type Name = Cow<'static, str>;

fn shared(name: &str) -> Name {
    FREQUENT.iter().find(|known| **known == name).map_or_else(|| Cow::Owned(name.to_owned()), |known| Cow::Borrowed(*known))
}

/// An element of DMN.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Without its prefix.
    pub(crate) name: Name,
    attributes: Vec<(Name, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: Located,
    /// The start tag.
    pub(crate) at: Place,
}

impl Element {
    /// An attribute without a prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads the tree.
pub(crate) fn parse(source: &str, limits: &ReadLimits) -> Result<Element, ReadError> {
    if source.len() > limits.bytes {
        return Err(ReadError::TooLarge { what: "bytes", limit: limits.bytes, at: 0..0 });
    }
    let mut reader = Reader::from_str(source);
    reader.config_mut().expand_empty_elements = true;
    let mut builder = Builder { source, limits, namespaces: Vec::new(), open: Vec::new(), foreign: 0, elements: 0, root: None };
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|cause| {
            let at = usize::try_from(reader.error_position()).unwrap_or(start);
            ReadError::Xml { cause: Box::new(Words::same(cause.to_string())), at: at..at }
        })?;
        let at = start..position(&reader);
        match event {
            Event::Start(tag) => builder.start(&tag, at)?,
            Event::End(_) => builder.end(),
            Event::Text(text) => builder.text(&text, start),
            Event::CData(text) => builder.text(&text, start + "<![CDATA[".len()),
            Event::GeneralRef(reference) => builder.reference(&reference, at)?,
            Event::DocType(_) => return Err(ReadError::Forbidden { what: Words::boxed("文档类型声明", "a document type"), at }),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    match builder.root {
        Some(root) if builder.open.is_empty() && builder.foreign == 0 => Ok(root),
        _ => Err(ReadError::Xml {
            cause: Words::boxed("文件在元素未结束时就结束了", "the file ends inside of an element"),
            at: source.len()..source.len(),
        }),
    }
}

/// How far a reader has come.
pub(crate) fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

struct Builder<'a> {
    source: &'a str,
    limits: &'a ReadLimits,
    /// Declarations in scope: depth, prefix, address.
    namespaces: Vec<(usize, String, String)>,
    open: Vec<Element>,
    /// How many elements of other namespaces are open.
    foreign: usize,
    elements: usize,
    root: Option<Element>,
}

impl Builder<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, at: Place) -> Result<(), ReadError> {
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(ReadError::TooLarge { what: "elements", limit: self.limits.elements, at });
        }
        let depth = self.open.len() + self.foreign;
        if depth >= self.limits.depth {
            return Err(ReadError::TooLarge { what: "levels of elements", limit: self.limits.depth, at });
        }
        let attributes = self.attributes(tag, &at, depth)?;
        if self.foreign > 0 {
            self.foreign += 1;
            return Ok(());
        }
        let full = tag.name();
        let (prefix, local) = split(as_text(full.as_ref()));
        let namespace = self.namespace(prefix);
        if !namespace.is_some_and(is_model_namespace) {
            if self.open.is_empty() {
                let namespace = namespace.unwrap_or("").to_owned();
                return Err(ReadError::NotDmn { root: local.to_owned(), namespace, at });
            }
            self.foreign += 1;
            return Ok(());
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(ReadError::Xml { cause: Words::boxed("第二个根元素", "a second root"), at });
        }
        self.open.push(Element { name: shared(local), attributes, children: Vec::new(), text: Located::default(), at });
        Ok(())
    }

    fn attributes(&mut self, tag: &BytesStart<'_>, at: &Place, depth: usize) -> Result<Vec<(Name, String)>, ReadError> {
        let mut attributes = Vec::new();
        for (count, attribute) in tag.attributes().enumerate() {
            // Each is compared with those before it, so that their number is what bounds the time.
            if count >= self.limits.attributes {
                return Err(ReadError::TooLarge { what: "attributes of one element", limit: self.limits.attributes, at: at.clone() });
            }
            let attribute =
                attribute.map_err(|cause| ReadError::Xml { cause: Box::new(Words::same(cause.to_string())), at: at.clone() })?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|cause| ReadError::Xml { cause: Box::new(Words::same(cause.to_string())), at: at.clone() })?
                .into_owned();
            let key = as_text(attribute.key.as_ref());
            match key.split_once(':') {
                _ if key == "xmlns" => self.namespaces.push((depth, String::new(), value)),
                Some(("xmlns", prefix)) => self.namespaces.push((depth, prefix.to_owned(), value)),
                Some(_) => {}
                None => attributes.push((shared(key), value)),
            }
        }
        Ok(attributes)
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.namespaces.iter().rev().find(|(_, known, _)| known == prefix).map(|(_, _, address)| address.as_str())
    }

    fn end(&mut self) {
        let finished = if self.foreign > 0 {
            self.foreign -= 1;
            None
        } else {
            self.open.pop()
        };
        let depth = self.open.len() + self.foreign;
        while self.namespaces.last().is_some_and(|(declared, _, _)| *declared >= depth) && depth > 0 {
            self.namespaces.pop();
        }
        if let Some(element) = finished {
            match self.open.last_mut() {
                Some(parent) => parent.children.push(element),
                None => self.root = Some(element),
            }
        }
    }

    /// Text as it stands in the file. The white space between elements says nothing, and is most of what an editor writes.
    fn text(&mut self, raw: &str, start: usize) {
        let is_between = |element: &Element| element.name != "text" && element.text.as_str().is_empty();
        if self.open.last().is_some_and(is_between) && raw.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return;
        }
        if let Some(text) = self.place_for_text() {
            text.push_lines(raw, start);
        }
    }

    fn place_for_text(&mut self) -> Option<&mut Located> {
        if self.foreign > 0 {
            return None;
        }
        self.open.last_mut().map(|element| &mut element.text)
    }

    fn reference(&mut self, reference: &BytesRef<'_>, at: Place) -> Result<(), ReadError> {
        if let Err(cause) = reference.resolve_char_ref() {
            return Err(ReadError::Xml { cause: Box::new(Words::same(cause.to_string())), at });
        }
        let Some(character) = referenced(reference) else {
            let name: String = reference.xml10_content().chars().take(40).collect();
            let what = Words::boxed(format!("实体 `{name}`"), format!("the entity `{name}`"));
            return Err(ReadError::Forbidden { what, at });
        };
        debug_assert!(at.end <= self.source.len(), "places are inside of the file");
        // A line end that is written as a reference stays what it is.
        if let Some(text) = self.place_for_text() {
            text.push(character.encode_utf8(&mut [0; 4]), at.start);
        }
        Ok(())
    }
}

/// The character that a reference stands for: one by its number, or one of XML's own five.
pub(crate) fn referenced(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match reference.xml10_content().as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Whether this is the address of a version of DMN that is read.
pub(crate) fn is_model_namespace(address: &str) -> bool {
    NAMESPACES.contains(&address)
}

fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// Names are text already; this is the one place that knows how the reader hands them out.
fn as_text(name: &str) -> &str {
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">"#;

    fn refused(source: &str) -> String {
        parse(source, &ReadLimits::default()).unwrap_err().to_string()
    }

    #[test]
    fn text_knows_its_place_across_entities() {
        let source = format!("{OPEN}<text>a &gt;= b</text></definitions>");
        let root = parse(&source, &ReadLimits::default()).unwrap();
        let text = &root.child("text").unwrap().text;
        assert_eq!(text.as_str(), "a >= b");
        let place = text.place(5..6);
        assert_eq!(source.get(place), Some("b"));
        assert_eq!(source.get(text.place(2..4)), Some("&gt;="));
    }

    #[test]
    fn text_knows_its_place_across_ends_of_lines() {
        let source = format!("{OPEN}<text>甲\r\n乙\r丙&#13;<![CDATA[\r\n丁]]></text></definitions>");
        let root = parse(&source, &ReadLimits::default()).unwrap();
        let text = &root.child("text").unwrap().text;
        assert_eq!(text.as_str(), "甲\n乙\n丙\r\n丁");
        for word in ["甲", "乙", "丙", "丁"] {
            let start = text.as_str().find(word).unwrap();
            assert_eq!(source.get(text.place(start..start + word.len())), Some(word));
        }
    }

    #[test]
    fn what_an_attacker_would_send_is_refused() {
        assert_eq!(refused("<!DOCTYPE d [<!ENTITY x \"y\">]><d/>"), "a model may not have a document type");
        assert_eq!(refused(&format!("{OPEN}&xxe;</definitions>")), "a model may not have the entity `xxe`");
        let deep = "<a>".repeat(100_000);
        assert_eq!(refused(&format!("{OPEN}{deep}")), "the file has more than 128 levels of elements");
        assert!(refused(&format!("{OPEN}<decision>")).starts_with("not well-formed XML"));
        assert!(refused(&format!("{OPEN}<decision></input></definitions>")).starts_with("not well-formed XML"));
        assert_eq!(refused("<html/>"), "this is no DMN model: the root is `html` in the namespace ``");
    }

    #[test]
    fn elements_of_other_namespaces_are_passed_over() {
        let source = format!("{OPEN}<x:a xmlns:x=\"other\"><x:b/></x:a><decision name=\"d\"/></definitions>");
        let root = parse(&source, &ReadLimits::default()).unwrap();
        assert_eq!(root.children.len(), 1);
        assert_eq!(root.child("decision").unwrap().attribute("name"), Some("d"));
    }
}
