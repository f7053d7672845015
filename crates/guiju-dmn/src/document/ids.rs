//! [`Ids`]: ids that nothing in a document has yet.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;

/// The ids of a document, and those given out since.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: BTreeSet<String>,
    /// By stem, the number to try next: a grid of ten thousand rules asks for forty thousand ids.
    next: BTreeMap<&'static str, u32>,
}

impl Ids {
    /// Those of every element, a vendor's or a diagram's too: XML has one space of ids.
    pub(crate) fn of(tree: &Tree, source: &str) -> Self {
        let mut ids = Self::default();
        for node in tree.all() {
            for attribute in tree.attributes(node, source) {
                if attribute.name == "id" {
                    ids.taken.insert(attribute.value().into_owned());
                }
            }
        }
        ids
    }

    /// The lowest number after a word that is free. Without randomness: the same edit of the same document gives the same document.
    pub(crate) fn fresh(&mut self, stem: &'static str) -> String {
        let next = self.next.entry(stem).or_insert(1);
        loop {
            let id = format!("{stem}_{next}");
            *next = next.saturating_add(1);
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// This id where it is an XML name that is free, else a fresh one.
    pub(crate) fn wanted(&mut self, id: &str, stem: &'static str) -> String {
        if is_xml_name(id) && self.taken.insert(id.to_owned()) { id.to_owned() } else { self.fresh(stem) }
    }
}

/// Whether a text can be an id in XML.
pub(crate) fn is_xml_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '·'))
}
