//! The TOML files of a chapter as a tree in which everything knows its place, and the laying of an override over it.
//!
//! A typed deserialiser would forget where a value stood once two files are merged. So [`Table`]s are merged as trees, and
//! [`Reader`] takes the typed values out of the merged one: each wrong key, type or word is a finding of its own.

mod reader;

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::finding::{File, Place, Said, error};

pub(crate) use reader::{Reader, Sink, Words, named};

/// A value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text(String),
    /// A number as it is written.
    Number(String),
    Boolean(bool),
    /// A date or an instant as it is written.
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

impl Kind {
    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn as_number(&self) -> Option<&str> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    pub(crate) const fn as_bool(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    pub(crate) fn as_list(&self) -> Option<&[Node]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    pub(crate) const fn as_table(&self) -> Option<&Table> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    /// In the user's words.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Named values in the order of the file; what an override adds comes last.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) place: Place,
    pub(crate) entries: Vec<Entry>,
}

/// A named value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) at: Place,
    pub(crate) value: Node,
}

impl Table {
    /// Reads a file.
    pub(crate) fn parse(file: &Arc<File>) -> Result<Self, (Place, Said)> {
        match DeTable::parse(&file.text) {
            Ok(table) => Ok(Self::of(table.get_ref(), table.span(), file)),
            Err(cause) => {
                let span = cause.span().unwrap_or(0..0);
                Err((Place { file: Arc::clone(file), span }, error("toml", format!("not valid TOML: {}", cause.message())).label("here")))
            }
        }
    }

    fn of(table: &DeTable<'_>, span: std::ops::Range<usize>, file: &Arc<File>) -> Self {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                at: Place { file: Arc::clone(file), span: key.span() },
                value: Node::of(value.get_ref(), value.span(), file),
            })
            .collect();
        // The parser sorts by name; the order of the file is the order on screens.
        entries.sort_by_key(|entry| entry.at.span.start);
        Self { place: Place { file: Arc::clone(file), span }, entries }
    }

    /// An empty table at the beginning of a file that is not there.
    pub(crate) fn empty(path: &str) -> Self {
        Self { place: Place { file: Arc::new(File { path: path.into(), text: "".into() }), span: 0..0 }, entries: Vec::new() }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Lays another table over this one: tables are merged, other values replaced; a table with `drop = true` takes away.
    pub(crate) fn lay(&mut self, over: Self) {
        for entry in over.entries {
            let place = self.entries.iter().position(|known| known.key == entry.key);
            if entry.value.is_dropped() {
                self.entries.retain(|known| known.key != entry.key);
                continue;
            }
            match place.and_then(|place| self.entries.get_mut(place)) {
                Some(known) => match (&mut known.value.kind, entry.value.kind) {
                    (Kind::Table(known), Kind::Table(over)) => known.lay(over),
                    (_, kind) => {
                        known.at = entry.at;
                        known.value = Node { place: entry.value.place, kind };
                    }
                },
                None => self.entries.push(entry),
            }
        }
    }
}

impl Node {
    fn of(value: &DeValue<'_>, span: std::ops::Range<usize>, file: &Arc<File>) -> Self {
        let kind = match value {
            DeValue::String(text) => Kind::Text(text.to_string()),
            DeValue::Integer(number) => Kind::Number(number.to_string()),
            DeValue::Float(number) => Kind::Number(number.to_string()),
            DeValue::Boolean(value) => Kind::Boolean(*value),
            DeValue::Datetime(date) => Kind::Date(date.to_string()),
            DeValue::Array(items) => Kind::List(items.iter().map(|item| Self::of(item.get_ref(), item.span(), file)).collect()),
            DeValue::Table(table) => Kind::Table(Table::of(table, span.clone(), file)),
        };
        Self { place: Place { file: Arc::clone(file), span }, kind }
    }

    fn is_dropped(&self) -> bool {
        matches!(&self.kind, Kind::Table(table) if table.get("drop").is_some_and(|entry| matches!(entry.value.kind, Kind::Boolean(true))))
    }
}
