//! What the files of a company are called and made of: roles of columns with their words, and kinds of files (`imports.toml`).
//!
//! A [`Role`] is what a column can be; its words are whole headers, never parts of them. An [`ImportKind`] says which roles become
//! which targets, what tells it from other kinds, and what has to hold between its columns. The words by which a file marks totals,
//! directions, units and states stand here too, so that no list of them stands in the program.
//!
//! Never here: reading of files. Read [`Imports`] first; `read.rs` takes it from the chapters' files, `words.rs` unfolds words.

mod read;
mod words;

use std::collections::{BTreeMap, HashMap};

use guiju_types::{RecordType, Text};

pub(crate) use read::{check_imports, read_imports};
pub use words::header_key;

/// Everything that the chapters say about files.
#[derive(Debug, Clone, Default)]
pub struct Imports {
    /// What columns can be, by name.
    pub roles: BTreeMap<String, Role>,
    /// The kinds of files, in the order of the chapters.
    pub kinds: Vec<ImportKind>,
    /// Words in cells, by the list's name and the meaning: `direction` → `in` → `收入`, `贷` …
    pub values: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Letters written in another way, such as traditional ones, each with the letter that the lists are written in.
    pub variants: BTreeMap<char, char>,
    /// The roles of each word, those of record fields (`customer.phone`) included.
    by_word: HashMap<String, Vec<String>>,
    /// The meaning of each word of a list.
    meanings: HashMap<String, HashMap<String, String>>,
}

/// What a column can be.
#[derive(Debug, Clone, Default)]
pub struct Role {
    /// The name in kinds.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// Whole headers that say so, as [`header_key`] makes them.
    pub words: Vec<String>,
}

/// A kind of file.
#[derive(Debug, Clone, Default)]
pub struct ImportKind {
    /// The name in recipes.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// What one row says, in words: asked with.
    pub means: Text,
    /// Targets, each with the roles that fill it, the likeliest first.
    pub columns: Vec<(String, Vec<String>)>,
    /// Record types whose fields a column may fill, too, when its header is a field's own name.
    pub also: Vec<String>,
    /// Targets without which a row gives nothing; of a line `a|b` one is enough, of `a+b` both are needed.
    pub needs: Vec<String>,
    /// Roles that tell this kind: a column of one of them is enough.
    pub marks: Vec<String>,
    /// Roles that tell against it.
    pub never: Vec<String>,
    /// What such files are called above their tables, as [`header_key`] makes it.
    pub titles: Vec<String>,
    /// Those of its titles that name a company's own book, in which the debit side is what came in.
    pub own_book_titles: Vec<String>,
    /// Whether a later file of the same source takes the place of what an earlier one said.
    pub replaces: bool,
    /// What money that goes out gives in files with both directions: nothing, or a charge (a company's own ledger).
    pub out_gives: Option<String>,
    /// Whether parties that nobody knows become customers.
    pub makes_customers: bool,
    /// Whether a file may be read as this kind on its values alone, when no header says what it is.
    pub by_values: bool,
    /// The record types and kinds of entries that rows give.
    pub gives: Vec<String>,
}

impl Imports {
    /// The kind with a name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&ImportKind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// Makes every word found at once, those of the records' fields included: a file is looked at with thousands of questions.
    pub(crate) fn index(&mut self, types: &[RecordType]) {
        let mut by_word: HashMap<String, Vec<String>> = HashMap::new();
        let mut put = |key: String, role: &str| {
            let known = by_word.entry(key).or_default();
            if !known.iter().any(|one| one == role) {
                known.push(role.to_owned());
            }
        };
        for role in self.roles.values() {
            for word in &role.words {
                put(word.clone(), &role.name);
            }
        }
        for kind in types {
            for field in &kind.fields {
                let role = format!("{}.{}", kind.name, field.name);
                for text in field.aliases.iter().chain([&field.label.zh, &field.label.en]) {
                    put(self.key(text), &role);
                }
                put(self.key(&format!("{}{}", kind.label.zh, field.label.zh)), &role);
                put(self.key(&format!("{} {}", kind.label.en, field.label.en)), &role);
                put(self.key(&role), &role);
            }
        }
        self.by_word = by_word;
        for (list, meanings) in &self.values {
            let index = self.meanings.entry(list.clone()).or_default();
            for (meaning, words) in meanings {
                for word in words {
                    index.entry(word.clone()).or_insert_with(|| meaning.clone());
                }
            }
        }
    }

    /// The roles that a word names; the word as [`Imports::key`] makes it.
    #[must_use]
    pub fn roles_of(&self, key: &str) -> &[String] {
        self.by_word.get(key).map_or(&[], Vec::as_slice)
    }

    /// The words of a list that have a meaning.
    #[must_use]
    pub fn words(&self, list: &str, meaning: &str) -> &[String] {
        self.values.get(list).and_then(|meanings| meanings.get(meaning)).map_or(&[], Vec::as_slice)
    }

    /// A header, or a cell that stands for something, as the lists have it: without case, width, spaces and punctuation, in the letters
    /// that the lists are written in.
    #[must_use]
    pub fn key(&self, text: &str) -> String {
        self.letters(text).collect()
    }

    /// The letters of a text's [`key`](Self::key), as far as they are wanted: most texts differ from a word in their first letters.
    pub fn letters(&self, text: &str) -> impl Iterator<Item = char> {
        words::letters(text).map(|letter| self.variants.get(&letter).copied().unwrap_or(letter))
    }

    /// The meaning that a list gives a word.
    #[must_use]
    pub fn meaning(&self, list: &str, text: &str) -> Option<&str> {
        self.meanings.get(list)?.get(&self.key(text)).map(String::as_str)
    }
}
