//! [`Context`]: named entries in the order they were written; two contexts are equal in any order.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Value;

/// Named values, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Context {
    entries: IndexMap<Arc<str>, Value>,
}

impl Context {
    /// An empty context.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The entry of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.get(name)
    }

    /// Adds an entry, or replaces the value of the one with this name in its place.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) {
        self.entries.insert(name.into(), value);
    }

    /// The entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Value)> {
        self.entries.iter()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True without entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Value)> for Context {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(entries: I) -> Self {
        Self { entries: entries.into_iter().map(|(name, value)| (name.into(), value)).collect() }
    }
}
