//! [`Document`]: a model's file, kept whole: layout, ids, annotations, extensions of vendors, comments, white space.
//!
//! A document is its text with an index of the elements in it. An edit replaces the bytes it is about and no others, so what is not edited
//! cannot be lost or moved; whatever an edit makes is read again before it counts. Reading lifts DMN 1.2, 1.3 and 1.4 to 1.5
//! (`lift.rs` says how); a document that was one of 1.5 is written byte by byte as it was read.
//!
//! Never here: what a rule means. Read [`Document`] first, then [`Edit`].

mod attributes;
mod decode;
mod edits;
mod equivalence;
mod generate;
mod ids;
mod lift;
mod markup;
mod patch;
mod scene;
mod tree;

use std::borrow::Cow;

pub(crate) use edits::rule_key;
pub use edits::{Column, Edit, EditError, InputContent, OutputContent, RuleContent};
pub use equivalence::{Difference, first_difference};
pub use patch::Undo;

use crate::error::ReadError;
use crate::model::Definitions;
use crate::read::{ReadLimits, read_within};
pub(crate) use scene::{Scene, TableNodes};
pub(crate) use tree::{NodeId, Tree};

/// A model with everything that is in its file.
///
/// ```
/// use guiju_dmn::{Column, Document, Edit};
///
/// let xml = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>
///   <!-- agreed on 3 March -->
///   <decision id='d' name='d'><decisionTable id='t'>
///     <output id='o'/>
///     <rule id='r'><outputEntry id='e'><text>1</text></outputEntry></rule>
///   </decisionTable></decision>
/// </definitions>";
/// let mut document = Document::read(xml).unwrap();
/// assert_eq!(document.write(), xml);
/// let undo = document.apply(&Edit::SetCell { table: "t".into(), rule: 0, column: Column::Output(0), text: "2".into() }).unwrap();
/// assert_eq!(document.write(), xml.replace(">1<", ">2<"));
/// document.undo(&undo).unwrap();
/// assert_eq!(document.write(), xml);
/// ```
#[derive(Debug, Clone)]
pub struct Document {
    source: String,
    limits: ReadLimits,
    tree: Tree,
    definitions: Definitions,
}

impl Document {
    /// Reads a document of DMN 1.2 to 1.5 and makes it one of 1.5.
    ///
    /// # Errors
    /// What is wrong first in the file, with its place.
    pub fn read(source: &str) -> Result<Self, ReadError> {
        Self::read_within(source, &ReadLimits::default())
    }

    /// [`Document::read`] of a file in UTF-8, UTF-16 or the encoding that its XML declaration names. It is written in UTF-8.
    ///
    /// # Errors
    /// Where the bytes are no text; else as [`Document::read`].
    pub fn read_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        let limits = ReadLimits::default();
        if bytes.len() > limits.bytes {
            return Err(ReadError::TooLarge { what: "bytes", limit: limits.bytes, at: 0..0 });
        }
        match decode::decode(bytes)? {
            (text, false) => Self::read_within(&text, &limits),
            (text, true) => Self::read_within(&decode::declare_utf8(&text), &limits),
        }
    }

    /// [`Document::read`] of a document that may not be larger than these limits.
    ///
    /// # Errors
    /// What is wrong first in the file, with its place.
    pub fn read_within(source: &str, limits: &ReadLimits) -> Result<Self, ReadError> {
        // A byte order mark is not part of the text.
        let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
        let document = Self::of(source.to_owned(), limits)?;
        let lift = lift::patches(&document.source, &document.tree);
        if lift.is_empty() { Ok(document) } else { Self::of(lift.apply(&document.source).0, limits) }
    }

    fn of(source: String, limits: &ReadLimits) -> Result<Self, ReadError> {
        let definitions = read_within(&source, limits)?;
        let tree = Tree::of(&source, limits)?;
        Ok(Self { source, limits: *limits, tree, definitions })
    }

    /// A document for a model that was made in code, with ids where it has none and a diagram of its requirements. Ids that XML does not
    /// allow are replaced.
    ///
    /// # Errors
    /// Where the model has something that cannot be read again, such as an element without a name.
    pub fn from_definitions(definitions: &Definitions) -> Result<Self, ReadError> {
        Self::read(&generate::document(definitions))
    }

    /// The file: DMN 1.5 in UTF-8.
    #[must_use]
    pub fn write(&self) -> &str {
        &self.source
    }

    /// The file with the addresses of DMN 1.3, which is what dmn-js reads and writes; reading it again lifts it. Boxed expressions of
    /// 1.4 and later stand in it all the same.
    #[must_use]
    pub fn write_for_dmn_js(&self) -> String {
        lift::lowering(&self.source, &self.tree).apply(&self.source).0
    }

    /// What the document says, with places in [`Document::write`].
    #[must_use]
    pub fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// Changes the document; gives what takes the change back. A change that would make something unreadable is refused and nothing
    /// is changed.
    ///
    /// # Errors
    /// Where the edit names what is not there, or does not fit what is.
    pub fn apply(&mut self, edit: &Edit) -> Result<Undo, EditError> {
        let patches = edits::patches(&mut self.scene(), edit)?;
        if patches.is_empty() {
            return Ok(Undo::default());
        }
        let (changed, undo) = patches.apply(&self.source);
        *self = Self::of(changed, &self.limits)?;
        Ok(undo)
    }

    /// Takes the last edit back.
    ///
    /// # Errors
    /// Where it is not the last edit of this document, as far as that shows.
    pub fn undo(&mut self, undo: &Undo) -> Result<Undo, EditError> {
        let (changed, redo) = undo.patches.clone().apply(&self.source);
        *self = Self::of(changed, &self.limits)?;
        Ok(redo)
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(crate) fn scene(&self) -> Scene<'_> {
        Scene::new(&self.source, &self.tree)
    }
}

/// The text of a model's file: UTF-8, UTF-16, or the encoding that its XML declaration names.
///
/// # Errors
/// Where the bytes are no text in that encoding, or nobody knows it.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    decode::decode(bytes).map(|(text, _)| text)
}
