//! [`leaves`]: the single values of a TOML file of a rulebook as they count once everything that lies over it is laid, for whoever shows
//! them to be changed.

use crate::finding::Findings;
use crate::load::merged;
use crate::node::{Kind, Sink, Table};
use crate::source::{Files, Source};

/// A single value of a TOML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The keys that lead to it.
    pub key: Vec<String>,
    /// What it says: a text as it is, anything else as TOML writes it.
    pub value: String,
}

/// The single values of a file, in its order. Lists and what is in them are left out.
#[must_use]
pub fn leaves(source: &Source, path: &str) -> Vec<Leaf> {
    // What is wrong with the file is found when the rulebook is loaded.
    let files = Files::gather(source, &mut Findings::default());
    let mut found = Vec::new();
    walk(&merged(&files, path, &Sink::with(Findings::default())), &mut Vec::new(), &mut found);
    found
}

fn walk(table: &Table, above: &mut Vec<String>, found: &mut Vec<Leaf>) {
    for entry in &table.entries {
        above.push(entry.key.clone());
        match &entry.value.kind {
            Kind::Table(inner) => walk(inner, above, found),
            Kind::Text(value) | Kind::Number(value) | Kind::Date(value) => {
                found.push(Leaf { key: above.clone(), value: value.clone() });
            }
            Kind::Boolean(value) => found.push(Leaf { key: above.clone(), value: value.to_string() }),
            Kind::List(_) => {}
        }
        above.pop();
    }
}
