//! The kit's test files as a tree. They are no models, so the library's own reader does not know them.

use quick_xml::XmlVersion;
use quick_xml::events::Event;

/// An element of a test file.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key.rsplit(':').next() == Some(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads a test file.
pub(crate) fn parse(source: &str) -> Result<Element, String> {
    let mut reader = quick_xml::Reader::from_str(source);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|cause| cause.to_string())? {
            Event::Start(tag) => {
                let mut element = Element { name: tag.local_name().as_ref().to_owned(), ..Element::default() };
                for attribute in tag.attributes().flatten() {
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|cause| cause.to_string())?;
                    element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
                }
                open.push(element);
            }
            Event::End(_) => {
                if let Some(element) = open.pop()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(element);
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let named = match reference.xml10_content().as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "",
                };
                match reference.resolve_char_ref() {
                    Ok(Some(character)) => add(&mut open, &character.to_string()),
                    _ => add(&mut open, named),
                }
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let mut root = open.pop().unwrap_or_default();
    root.children.pop().ok_or_else(|| "an empty file".to_owned())
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}
