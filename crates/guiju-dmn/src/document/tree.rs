//! [`Tree`]: where each element of a file stands, so that an edit touches its own bytes and no others.
//!
//! The tree holds no text of its own: every name, attribute and child is a range of the source. What is between the elements
//! (white space, comments, CDATA, processing instructions) needs no node, because nobody moves it.

use guiju_feel::Words;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::attributes::{self, Attribute};
use crate::error::{Place, ReadError};
use crate::read::{ReadLimits, is_model_namespace, position};

/// The place of an element in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

/// An element.
#[derive(Debug, Clone)]
struct Node {
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    /// With its prefix.
    name: Place,
    /// The start tag, or the only tag.
    tag: Place,
    /// Between the tags; nothing where there is one tag only.
    inner: Place,
    /// With both tags.
    whole: Place,
    /// Whether its namespace is that of DMN models.
    is_model: bool,
}

/// The elements of a file in document order; the first is the root.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// The tree of a text that the reader of models has already found to be well-formed and within the limits.
    pub(crate) fn of(source: &str, limits: &ReadLimits) -> Result<Self, ReadError> {
        let mut reader = Reader::from_str(source);
        let mut builder = Builder { tree: Self::default(), open: Vec::new(), namespaces: Vec::new(), source };
        loop {
            let start = position(&reader);
            let event = reader
                .read_event()
                .map_err(|cause| ReadError::Xml { cause: Box::new(Words::same(cause.to_string())), at: start..start })?;
            let at = start..position(&reader);
            match event {
                Event::Start(tag) => {
                    builder.start(&tag, at, limits)?;
                }
                Event::Empty(tag) => {
                    let end = at.end;
                    builder.start(&tag, at, limits)?;
                    builder.end(end..end);
                }
                Event::End(_) => builder.end(at),
                Event::Eof => return Ok(builder.tree),
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => {}
            }
        }
    }

    pub(crate) fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// Every element, in document order.
    pub(crate) fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId)
    }

    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes.get(node.0)?.parent
    }

    pub(crate) fn children(&self, node: NodeId) -> &[NodeId] {
        self.nodes.get(node.0).map_or(&[], |node| &node.children)
    }

    /// The bytes of an element with both of its tags.
    pub(crate) fn whole(&self, node: NodeId) -> Place {
        self.nodes.get(node.0).map_or(0..0, |node| node.whole.clone())
    }

    /// The bytes between the tags.
    pub(crate) fn inner(&self, node: NodeId) -> Place {
        self.nodes.get(node.0).map_or(0..0, |node| node.inner.clone())
    }

    /// The bytes of the start tag.
    pub(crate) fn tag(&self, node: NodeId) -> Place {
        self.nodes.get(node.0).map_or(0..0, |node| node.tag.clone())
    }

    /// Whether it has one tag instead of two.
    pub(crate) fn is_single_tag(&self, node: NodeId) -> bool {
        self.nodes.get(node.0).is_some_and(|node| node.tag == node.whole)
    }

    /// Whether it is an element of DMN's models, rather than of a diagram or of a vendor.
    pub(crate) fn is_model(&self, node: NodeId) -> bool {
        self.nodes.get(node.0).is_some_and(|node| node.is_model)
    }

    /// The name with its prefix.
    pub(crate) fn full_name<'s>(&self, node: NodeId, source: &'s str) -> &'s str {
        self.nodes.get(node.0).and_then(|node| source.get(node.name.clone())).unwrap_or("")
    }

    /// The name without its prefix.
    pub(crate) fn name<'s>(&self, node: NodeId, source: &'s str) -> &'s str {
        let name = self.full_name(node, source);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The attributes of an element.
    pub(crate) fn attributes<'s>(&self, node: NodeId, source: &'s str) -> Vec<Attribute<'s>> {
        attributes::of_tag(source, self.tag(node))
    }

    /// The children of DMN with a name.
    pub(crate) fn named<'t>(&'t self, node: NodeId, name: &'t str, source: &'t str) -> impl Iterator<Item = NodeId> + 't {
        self.children(node).iter().copied().filter(move |child| self.is_model(*child) && self.name(*child, source) == name)
    }
}

struct Builder<'a> {
    tree: Tree,
    open: Vec<NodeId>,
    /// Declarations in scope: depth, prefix, whether it is a namespace of models.
    namespaces: Vec<(usize, &'a str, bool)>,
    source: &'a str,
}

impl<'a> Builder<'a> {
    fn start(&mut self, tag: &BytesStart<'_>, at: Place, limits: &ReadLimits) -> Result<(), ReadError> {
        if self.tree.nodes.len() >= limits.elements {
            return Err(ReadError::TooLarge { what: "elements", limit: limits.elements, at });
        }
        let depth = self.open.len();
        for attribute in attributes::of_tag(self.source, at.clone()) {
            match attribute.name.split_once(':') {
                _ if attribute.name == "xmlns" => self.namespaces.push((depth, "", is_model_namespace(&attribute.value()))),
                Some(("xmlns", prefix)) => self.namespaces.push((depth, prefix, is_model_namespace(&attribute.value()))),
                _ => {}
            }
        }
        let name_start = at.start + 1;
        let name = name_start..name_start + tag.name().as_ref().len();
        let full = self.source.get(name.clone()).unwrap_or("");
        let prefix: &'a str = full.split_once(':').map_or("", |(prefix, _)| prefix);
        let is_model = self.namespaces.iter().rev().find(|(_, known, _)| *known == prefix).is_some_and(|(_, _, is_model)| *is_model);
        let id = NodeId(self.tree.nodes.len());
        let parent = self.open.last().copied();
        if let Some(parent) = parent.and_then(|parent| self.tree.nodes.get_mut(parent.0)) {
            parent.children.push(id);
        }
        self.tree.nodes.push(Node { parent, children: Vec::new(), name, tag: at.clone(), inner: at.end..at.end, whole: at, is_model });
        self.open.push(id);
        Ok(())
    }

    fn end(&mut self, at: Place) {
        if let Some(node) = self.open.pop().and_then(|id| self.tree.nodes.get_mut(id.0)) {
            node.inner.end = at.start;
            node.whole.end = at.end;
        }
        let depth = self.open.len();
        while depth > 0 && self.namespaces.last().is_some_and(|(declared, _, _)| *declared >= depth) {
            self.namespaces.pop();
        }
    }
}
