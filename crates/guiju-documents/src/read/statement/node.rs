//! A small part of an XML document as a tree.

use std::io::Read;

use super::super::xml::{Event, TOKEN_BYTES, Tag, Xml, XmlError, decode};

/// An element with what is in it.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    text: String,
    /// The currency of an amount.
    pub(super) currency: Option<String>,
    children: Vec<Node>,
}

/// How many elements one movement or header may have; real ones have a hundred.
const NODES_MAX: usize = 20_000;

impl Node {
    /// An element whose tag has been read.
    pub(super) fn head(tag: &Tag<'_>) -> Self {
        let name = String::from_utf8_lossy(tag.name).into_owned();
        Self { name, currency: tag.attribute("Ccy"), ..Self::default() }
    }

    /// Reads the rest of the element that has just begun.
    pub(super) fn read<R: Read>(node: Self, is_empty: bool, xml: &mut Xml<R>) -> Result<Self, XmlError> {
        if is_empty {
            return Ok(node);
        }
        let mut open = vec![node];
        let mut count = 1_usize;
        loop {
            let Some(last) = open.last_mut() else { return Err(XmlError::Bad("an element ends that never began")) };
            match xml.next()? {
                Event::Start(tag) => {
                    count += 1;
                    if count > NODES_MAX {
                        return Err(XmlError::Refused("one movement has more than 20,000 elements"));
                    }
                    let node = Self::head(&tag);
                    if tag.is_empty {
                        last.children.push(node);
                    } else {
                        open.push(node);
                    }
                }
                Event::Text(_) | Event::Verbatim(_) if last.text.len() > TOKEN_BYTES => {
                    return Err(XmlError::Refused("a text in it is longer than 16 MiB"));
                }
                Event::Text(raw) => decode(raw, &mut last.text),
                Event::Verbatim(raw) => last.text.push_str(&String::from_utf8_lossy(raw)),
                Event::End(_) => {
                    let Some(node) = open.pop() else { return Err(XmlError::Bad("an element ends that never began")) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(node),
                        None => return Ok(node),
                    }
                }
                Event::Done => return Err(XmlError::Cut),
            }
        }
    }

    /// Its own text without blanks around it.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// How many elements it is, itself included.
    pub(super) fn count(&self) -> usize {
        let mut open = vec![self];
        let mut count = 0;
        while let Some(node) = open.pop() {
            count += 1;
            open.extend(&node.children);
        }
        count
    }

    /// The first element on a path such as `Id/Othr/Id`.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |node, name| node.children.iter().find(|child| child.name == name))
    }

    /// The text on the first of these paths that has one.
    pub(super) fn first(&self, paths: &[&str]) -> Option<&str> {
        paths.iter().filter_map(|path| self.at(path)).map(Self::text).find(|text| !text.is_empty())
    }

    /// The elements of a name right below.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}
