//! [`Names`]: what an expression may refer to, each name with its slot and type.

use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use crate::syntax::Readings;
use crate::types::Type;

/// The names in scope. Each has a slot: its place in the values given to the evaluation.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: IndexMap<Arc<str>, Type, RandomState>,
    types: IndexMap<Arc<str>, Type, RandomState>,
    /// The names as the parser looks for them, made when first needed: a model compiles thousands of cells.
    readings: OnceLock<Arc<Readings>>,
}

impl Names {
    /// No names.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name and returns its slot. A name declared again keeps its slot and takes the new type.
    pub fn declare(&mut self, name: &str, ty: Type) -> usize {
        // Spaces inside a name mean nothing in FEEL: `a  b` and `a b` are one name.
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.readings = OnceLock::new();
        self.names.insert_full(name.into(), ty).0
    }

    /// Adds a type that expressions may name after `instance of` and in parameters: an item definition of the model.
    pub fn declare_type(&mut self, name: &str, ty: Type) {
        self.readings = OnceLock::new();
        self.types.insert(name.split_whitespace().collect::<Vec<_>>().join(" ").into(), ty);
    }

    /// The declared type of this name.
    #[must_use]
    pub fn named_type(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// The declared types.
    pub fn types(&self) -> impl Iterator<Item = (&str, &Type)> {
        self.types.iter().map(|(name, ty)| (name.as_ref(), ty))
    }

    /// The names and types by their tokens.
    pub(crate) fn readings(&self) -> &Readings {
        self.readings.get_or_init(|| Arc::new(Readings::of(self)))
    }

    /// The type of the name with this slot.
    pub(crate) fn type_at(&self, slot: usize) -> Option<&Type> {
        self.names.get_index(slot).map(|(_, ty)| ty)
    }

    /// The slot of a name.
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.names.get_index_of(name)
    }

    /// The type of a name.
    #[must_use]
    pub fn type_of(&self, name: &str) -> Option<&Type> {
        self.names.get(name)
    }

    /// Name and type, in the order of the slots.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Type)> {
        self.names.iter().map(|(name, ty)| (name.as_ref(), ty))
    }

    /// How many names, which is how many slots.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True without names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
