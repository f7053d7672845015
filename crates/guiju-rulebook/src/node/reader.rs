//! [`Reader`]: takes the values out of a table by name, and notes what is of the wrong type, missing or not known.

use std::cell::RefCell;
use std::sync::Arc;

use guiju_feel::Number;
use guiju_types::Text;

use super::{Entry, Kind, Node, Table};
use crate::finding::{Findings, Place, Said, error, near, suggest};

/// Where readers note what they find.
#[derive(Debug, Default)]
pub(crate) struct Sink(RefCell<Findings>);

impl Sink {
    pub(crate) fn push(&self, place: &Place, said: Said) {
        self.0.borrow_mut().push(place, said);
    }

    pub(crate) fn into_findings(self) -> Findings {
        self.0.into_inner()
    }

    /// Whether an error has been noted.
    pub(crate) fn has_errors(&self) -> bool {
        self.0.borrow().has_errors()
    }

    /// What was found before.
    pub(crate) fn with(findings: Findings) -> Self {
        Self(RefCell::new(findings))
    }
}

/// A text with its place.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl Words {
    /// Where a part of the text stands in the file; the whole value where it is escaped there.
    pub(crate) fn part(&self, part: std::ops::Range<usize>) -> Place {
        let whole = self.place.file.text.get(self.place.span.clone()).unwrap_or("");
        match whole.find(self.text.as_str()) {
            Some(start) if !self.text.is_empty() => {
                let start = self.place.span.start + start;
                Place { file: Arc::clone(&self.place.file), span: start + part.start..start + part.end }
            }
            _ => self.place.clone(),
        }
    }
}

/// Takes the values out of a table.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) table: &'a Table,
    /// In the user's words: `` measure `freight_amount` ``.
    pub(crate) what: String,
    /// The name of the table, or the table.
    pub(crate) place: Place,
    sink: &'a Sink,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(table: &'a Table, what: impl Into<String>, place: &Place, sink: &'a Sink) -> Self {
        Self { table, what: what.into(), place: place.clone(), sink, known: RefCell::new(Vec::new()) }
    }

    pub(crate) fn entry(&self, key: &'static str) -> Option<&'a Entry> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    /// What a value is, or a finding that it is something else than wanted.
    fn wanted<T>(&self, entry: &Entry, value: Option<T>, wanted: &str) -> Option<T> {
        if value.is_none() {
            self.wrong(entry, wanted);
        }
        value
    }

    fn wrong(&self, entry: &Entry, wanted: &str) {
        let message = format!("`{}` of {} has to be {wanted}, not {}", entry.key, self.what, entry.value.kind.name());
        self.sink.push(&entry.value.place, error("wrong_type", message).label("this value"));
    }

    pub(crate) fn missing(&self, key: &str, help: &str) {
        let said = error("missing_key", format!("{} has no `{key}`", self.what)).label("here");
        self.sink.push(&self.place, if help.is_empty() { said } else { said.help(help) });
    }

    pub(crate) fn words(&self, key: &'static str) -> Option<Words> {
        let entry = self.entry(key)?;
        let text = self.wanted(entry, entry.value.kind.as_text(), "text")?;
        Some(Words { text: text.to_owned(), place: entry.value.place.clone() })
    }

    pub(crate) fn required_words(&self, key: &'static str, help: &str) -> Option<Words> {
        if self.table.get(key).is_none() {
            self.missing(key, help);
        }
        self.words(key)
    }

    pub(crate) fn boolean(&self, key: &'static str) -> Option<bool> {
        let entry = self.entry(key)?;
        self.wanted(entry, entry.value.kind.as_bool(), "true or false")
    }

    pub(crate) fn count(&self, key: &'static str) -> Option<u32> {
        let entry = self.entry(key)?;
        let number = self.wanted(entry, entry.value.kind.as_number(), "a whole number")?;
        let count = number.parse().ok();
        if count.is_none() {
            let message = format!("`{key}` of {} has to be a whole number, 0 or more; `{number}` is not", self.what);
            self.sink.push(&entry.value.place, error("wrong_type", message).label("this value"));
        }
        count
    }

    /// An exact number: `40`, `0.5` or `"0.5"`.
    pub(crate) fn number(&self, key: &'static str) -> Option<Number> {
        let entry = self.entry(key)?;
        let kind = &entry.value.kind;
        let number = kind.as_number().or_else(|| kind.as_text()).and_then(|text| text.replace('_', "").parse().ok());
        self.wanted(entry, number, "a number")
    }

    /// `{ zh = "…", en = "…" }`
    pub(crate) fn both(&self, key: &'static str) -> Option<Text> {
        let entry = self.entry(key)?;
        let Kind::Table(table) = &entry.value.kind else {
            self.wrong(entry, "a text in both languages, `{ zh = \"…\", en = \"…\" }`");
            return None;
        };
        let reader = Reader::new(table, format!("`{key}` of {}", self.what), &entry.value.place, self.sink);
        let (zh, en) =
            (reader.required_words("zh", "write it in both languages"), reader.required_words("en", "write it in both languages"));
        reader.finish();
        Some(Text::new(zh?.text, en?.text))
    }

    /// `"…"`, the same in both languages, or `{ zh = "…", en = "…" }`.
    pub(crate) fn required_title(&self, key: &'static str, help: &str) -> Option<Text> {
        match self.table.get(key).map(|entry| &entry.value.kind) {
            Some(Kind::Table(_)) => self.both(key),
            _ => self.required_words(key, help).map(|words| Text::new(words.text.clone(), words.text)),
        }
    }

    pub(crate) fn required_both(&self, key: &'static str) -> Text {
        if self.table.get(key).is_none() {
            self.missing(key, &format!("add `{key} = {{ zh = \"…\", en = \"…\" }}`"));
        }
        self.both(key).unwrap_or_default()
    }

    pub(crate) fn list(&self, key: &'static str) -> &'a [Node] {
        let Some(entry) = self.entry(key) else { return &[] };
        self.wanted(entry, entry.value.kind.as_list(), "a list").unwrap_or_default()
    }

    pub(crate) fn texts(&self, key: &'static str) -> Vec<Words> {
        let mut texts = Vec::new();
        for item in self.list(key) {
            if let Some(text) = item.kind.as_text() {
                texts.push(Words { text: text.to_owned(), place: item.place.clone() });
                continue;
            }
            let message = format!("`{key}` of {} has to be a list of texts; this is {}", self.what, item.kind.name());
            self.sink.push(&item.place, error("wrong_type", message).label("this item"));
        }
        texts
    }

    /// A table of texts, in its order: `{ terms = "cash" }`.
    pub(crate) fn texts_by_name(&self, key: &'static str) -> Vec<(String, Words)> {
        let Some((table, _)) = self.table(key) else { return Vec::new() };
        let mut texts = Vec::new();
        for entry in &table.entries {
            if let Some(text) = self.wanted(entry, entry.value.kind.as_text(), "a text") {
                texts.push((entry.key.clone(), Words { text: text.to_owned(), place: entry.value.place.clone() }));
            }
        }
        texts
    }

    pub(crate) fn table(&self, key: &'static str) -> Option<(&'a Table, Place)> {
        let entry = self.entry(key)?;
        self.wanted(entry, entry.value.kind.as_table(), "a table").map(|table| (table, entry.at.clone()))
    }

    /// The tables inside of a table of named things.
    pub(crate) fn named(&self, key: &'static str, what: &str) -> Vec<(&'a str, Reader<'a>)> {
        match self.table(key) {
            Some((table, _)) => named(table, what, self.sink),
            None => Vec::new(),
        }
    }

    /// One of these words.
    pub(crate) fn one_of<T: Copy>(&self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let words = self.words(key)?;
        let found = choices.iter().find(|(name, _)| *name == words.text).map(|(_, value)| *value);
        if found.is_none() {
            let message = format!("`{key}` of {} cannot be `{}`", self.what, words.text);
            let help = suggest(&words.text, choices.iter().map(|(name, _)| *name));
            self.sink.push(&words.place, error("unknown_word", message).label("not known").maybe_help(help));
        }
        found
    }

    /// Notes keys that nobody asked for.
    pub(crate) fn finish(self) {
        let known = self.known.borrow();
        for entry in self.table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let message = format!("{} has no key `{}`", self.what, entry.key);
            let free: Vec<&str> = known.iter().copied().filter(|name| self.table.get(name).is_none()).collect();
            let help = near(&entry.key, known.iter().copied()).or_else(|| suggest(&entry.key, free));
            self.sink.push(&entry.at, error("unknown_key", message).label("not known").maybe_help(help));
        }
    }
}

/// The tables inside of a table of named things, each with a reader.
pub(crate) fn named<'a>(table: &'a Table, what: &str, sink: &'a Sink) -> Vec<(&'a str, Reader<'a>)> {
    let mut readers = Vec::new();
    for entry in &table.entries {
        let Kind::Table(inner) = &entry.value.kind else {
            let message = format!("{what} `{}` has to be a table, not {}", entry.key, entry.value.kind.name());
            sink.push(&entry.value.place, error("wrong_type", message).label("this value"));
            continue;
        };
        readers.push((entry.key.as_str(), Reader::new(inner, format!("{what} `{}`", entry.key), &entry.at, sink)));
    }
    readers
}
