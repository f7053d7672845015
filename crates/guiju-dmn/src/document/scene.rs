//! [`Scene`]: a document while an edit is being worked out.

use super::ids::Ids;
use super::markup::{Fresh, Style, escape_attribute, escape_text, gap_before};
use super::patch::Patches;
use super::tree::{NodeId, Tree};

/// The source, its elements, and the ids that are free.
pub(crate) struct Scene<'a> {
    pub(crate) source: &'a str,
    pub(crate) tree: &'a Tree,
    ids: Option<Ids>,
}

/// The elements that have logic: those whose table or expression a sheet shows.
const DECIDING: [&str; 2] = ["decision", "businessKnowledgeModel"];

/// The parts of a decision table.
#[derive(Debug)]
pub(crate) struct TableNodes {
    pub(crate) table: NodeId,
    pub(crate) inputs: Vec<NodeId>,
    pub(crate) outputs: Vec<NodeId>,
    pub(crate) annotations: Vec<NodeId>,
    pub(crate) rules: Vec<NodeId>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(source: &'a str, tree: &'a Tree) -> Self {
        Self { source, tree, ids: None }
    }

    /// The ids of the document; gathered when the first new one is asked for.
    pub(crate) fn ids(&mut self) -> &mut Ids {
        self.ids.get_or_insert_with(|| Ids::of(self.tree, self.source))
    }

    pub(crate) fn name(&self, node: NodeId) -> &'a str {
        self.tree.name(node, self.source)
    }

    pub(crate) fn children(&self, node: NodeId, name: &str) -> Vec<NodeId> {
        self.tree.named(node, name, self.source).collect()
    }

    pub(crate) fn child(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.tree.named(node, name, self.source).next()
    }

    /// An attribute without a prefix.
    pub(crate) fn attribute(&self, node: NodeId, name: &str) -> Option<String> {
        self.tree.attributes(node, self.source).into_iter().find(|one| one.name == name).map(|one| one.value().into_owned())
    }

    /// The element of DMN with an id.
    pub(crate) fn by_id(&self, id: &str) -> Option<NodeId> {
        let by_id = self.tree.all().find(|node| self.tree.is_model(*node) && self.attribute(*node, "id").as_deref() == Some(id));
        by_id.or_else(|| self.without_id().find(|node| self.key(*node).as_deref() == Some(id)))
    }

    /// What an element of the model is called where one is meant: its id or, where it has none, its name, as the reader has it.
    pub(crate) fn key(&self, node: NodeId) -> Option<String> {
        self.attribute(node, "id").filter(|id| !id.trim().is_empty()).or_else(|| {
            let name = self.attribute(node, "name")?.split_whitespace().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(name)
        })
    }

    /// The elements with logic that have no id.
    pub(crate) fn without_id(&self) -> impl Iterator<Item = NodeId> {
        let children = self.tree.children(self.tree.root()).iter().copied();
        children.filter(|node| {
            self.tree.is_model(*node)
                && DECIDING.contains(&self.name(*node))
                && self.attribute(*node, "id").is_none_or(|id| id.trim().is_empty())
        })
    }

    pub(crate) fn parts(&self, table: NodeId) -> TableNodes {
        TableNodes {
            table,
            inputs: self.children(table, "input"),
            outputs: self.children(table, "output"),
            annotations: self.children(table, "annotation"),
            rules: self.children(table, "rule"),
        }
    }

    /// Whether it is an element of DMN with this name.
    pub(crate) fn is(&self, node: NodeId, name: &str) -> bool {
        self.tree.is_model(node) && self.name(node) == name
    }

    /// The decision, knowledge model or other element below the root that an expression belongs to.
    pub(crate) fn owner(&self, node: NodeId) -> NodeId {
        let mut owner = node;
        while let Some(parent) = self.tree.parent(owner).filter(|parent| *parent != self.tree.root()) {
            owner = parent;
        }
        owner
    }

    /// Whether the model has it: what stands in elements of vendors is theirs, even where it looks like DMN.
    pub(crate) fn is_read(&self, node: NodeId) -> bool {
        let mut above = std::iter::successors(self.tree.parent(node), |node| self.tree.parent(*node));
        above.all(|node| self.tree.is_model(node) && self.name(node) != "extensionElements")
    }

    /// The logic of an element, where it is of this kind.
    pub(crate) fn logic(&self, element: NodeId, kind: &str) -> Option<NodeId> {
        let holder = self.child(element, "encapsulatedLogic").unwrap_or(element);
        self.child(holder, kind)
    }

    /// The text of an element: what is between its tags and not in other elements, escapes and CDATA read.
    pub(crate) fn text(&self, node: NodeId) -> String {
        text_of(self.source.get(self.tree.inner(node)).unwrap_or(""))
    }

    /// The text in the `text` child of an element: a cell.
    pub(crate) fn cell(&self, node: NodeId) -> String {
        self.child(node, "text").map(|text| self.text(text)).unwrap_or_default()
    }

    pub(crate) fn style(&self, parent: NodeId) -> Style {
        Style::inside(self.tree, parent, self.source)
    }

    /// White space before an element.
    pub(crate) fn gap(&self, node: NodeId) -> &'a str {
        gap_before(self.source, self.tree.whole(node).start)
    }

    /// Takes an element out with the white space before it.
    pub(crate) fn remove(&self, node: NodeId, patches: &mut Patches) {
        let whole = self.tree.whole(node);
        patches.remove(whole.start - self.gap(node).len()..whole.end);
    }

    /// Puts an element behind a child, or first.
    pub(crate) fn insert(&self, parent: NodeId, after: Option<NodeId>, fresh: &Fresh, patches: &mut Patches) {
        let style = self.style(parent);
        let text = format!("{}{}", style.gap, fresh.written(&style));
        self.insert_text(parent, after, text, patches);
    }

    /// [`Scene::insert`] of elements that are written already, each with the white space before it.
    pub(crate) fn insert_text(&self, parent: NodeId, after: Option<NodeId>, text: String, patches: &mut Patches) {
        if let Some(after) = after {
            return patches.insert(self.tree.whole(after).end, text);
        }
        if let Some(first) = self.tree.children(parent).first() {
            return patches.insert(self.tree.whole(*first).start - self.gap(*first).len(), text);
        }
        let closing = format!("{}</{}>", gap_before(self.source, self.tree.tag(parent).start), self.tree.full_name(parent, self.source));
        let whole = self.tree.whole(parent);
        if self.tree.is_single_tag(parent) {
            patches.replace(whole.end - "/>".len()..whole.end, format!(">{text}{closing}"));
        } else {
            let inner = self.tree.inner(parent);
            let is_blank = self.source.get(inner.clone()).is_some_and(|inside| inside.trim().is_empty());
            // White space in an empty element was the place of what comes now.
            patches.replace(if is_blank { inner.start..whole.end } else { inner.end..whole.end }, format!("{text}{closing}"));
        }
    }

    /// Replaces what is between the tags of an element, where it is another text.
    pub(crate) fn set_text(&self, node: NodeId, text: &str, patches: &mut Patches) {
        if self.text(node) == text {
            return;
        }
        let escaped = escape_text(text);
        if self.tree.is_single_tag(node) {
            let whole = self.tree.whole(node);
            let name = self.tree.full_name(node, self.source);
            patches.replace(whole.end - "/>".len()..whole.end, format!(">{escaped}</{name}>"));
        } else {
            patches.replace(self.tree.inner(node), escaped);
        }
    }

    /// Sets the text in the `text` child of an element.
    pub(crate) fn set_cell(&self, node: NodeId, text: &str, patches: &mut Patches) {
        match self.child(node, "text") {
            Some(child) => self.set_text(child, text, patches),
            None if text.is_empty() => {}
            None => {
                let before = ["extensionElements", "description"].iter().find_map(|name| self.child(node, name));
                self.insert(node, before, &Fresh::new("text").text(text), patches);
            }
        }
    }

    /// Sets or, without a value, takes away an attribute.
    pub(crate) fn set_attribute(&self, node: NodeId, name: &str, value: Option<&str>, patches: &mut Patches) {
        let attributes = self.tree.attributes(node, self.source);
        let known = attributes.iter().find(|one| one.name == name);
        match (known, value) {
            (Some(known), Some(value)) if known.value() == value => {}
            // The quotes around it may be single ones.
            (Some(known), Some(value)) => patches.replace(known.value_at.clone(), escape_attribute(value).replace('\'', "&apos;")),
            (Some(known), None) => patches.remove(known.whole.clone()),
            (None, Some(value)) => {
                let tag = self.tree.tag(node);
                let name_end = tag.start + 1 + self.tree.full_name(node, self.source).len();
                let at = attributes.last().map_or(name_end, |last| last.whole.end);
                patches.insert(at, format!(" {name}=\"{}\"", escape_attribute(value)));
            }
            (None, None) => {}
        }
    }
}

/// What a piece of the file says: escapes and CDATA read, comments and elements left out.
pub(crate) fn text_of(raw: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(raw);
    let (mut text, mut depth) = (String::new(), 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Text(piece)) if depth == 0 => text.push_str(&piece.xml10_content()),
            Ok(Event::CData(piece)) if depth == 0 => text.push_str(&piece.xml10_content()),
            Ok(Event::GeneralRef(reference)) if depth == 0 => text.extend(crate::read::referenced(&reference)),
            Ok(Event::Eof) | Err(_) => return text,
            Ok(_) => {}
        }
    }
}
