//! Takes the chapters' `imports.toml`.

use super::words::unfolded;
use super::{ImportKind, Imports, Role};
use crate::finding::error;
use crate::node::{Kind, Reader, Sink, Table};

/// Adds what a chapter says to what the chapters before it said. A role or a list of values that is there already gets more words.
pub(crate) fn read_imports(table: &Table, into: &mut Imports, sink: &Sink) {
    let reader = Reader::new(table, "the import file", &table.place, sink);
    if let Some(pairs) = reader.words("variants") {
        let letters: Vec<char> = pairs.text.chars().filter(|letter| !letter.is_whitespace()).collect();
        for pair in letters.chunks(2) {
            if let [other, ours] = pair {
                into.variants.insert(*other, *ours);
            }
        }
    }
    for (list, meanings) in reader.named("values", "list of words") {
        for entry in &meanings.table.entries {
            let words = into.values.entry(list.to_owned()).or_default().entry(entry.key.clone()).or_default();
            for item in entry.value.kind.as_list().unwrap_or_default() {
                if let Kind::Text(text) = &item.kind {
                    words.extend(unfolded_or_noted(text, &item.place, sink));
                }
            }
        }
    }
    for (name, role) in reader.named("role", "role") {
        let is_new = !into.roles.contains_key(name);
        let label = if is_new { role.required_both("label") } else { role.both("label").unwrap_or_default() };
        let words = role.texts("words");
        let known = into.roles.entry(name.to_owned()).or_insert_with(|| Role { name: name.to_owned(), label, words: Vec::new() });
        for line in words {
            known.words.extend(unfolded_or_noted(&line.text, &line.place, sink));
        }
        role.finish();
    }
    for (name, kind) in reader.named("kind", "kind of file") {
        let read = read_kind(name, &kind, sink);
        kind.finish();
        match into.kinds.iter_mut().find(|known| known.name == read.name) {
            Some(known) => *known = read,
            None => into.kinds.push(read),
        }
    }
    reader.finish();
}

fn unfolded_or_noted(line: &str, place: &crate::finding::Place, sink: &Sink) -> Vec<String> {
    unfolded(line).unwrap_or_else(|| {
        let said = error("bad_word", format!("`{line}` is no word: brackets do not close, or it means too many words")).label("this word");
        sink.push(place, said.help("write `(one|other)金额`, which means `one金额` and `other金额`"));
        Vec::new()
    })
}

fn read_kind(name: &str, reader: &Reader<'_>, sink: &Sink) -> ImportKind {
    let texts = |key: &'static str| -> Vec<String> { reader.texts(key).into_iter().map(|words| words.text).collect() };
    let mut columns = Vec::new();
    if let Some((table, _)) = reader.table("columns") {
        for entry in &table.entries {
            let Some(roles) = entry.value.kind.as_list() else {
                let said = error("wrong_type", format!("`{}` has to be a list of roles", entry.key)).label("this value");
                sink.push(&entry.value.place, said);
                continue;
            };
            columns.push((entry.key.clone(), roles.iter().filter_map(|role| role.kind.as_text().map(str::to_owned)).collect()));
        }
    }
    ImportKind {
        name: name.to_owned(),
        label: reader.required_both("label"),
        means: reader.required_both("means"),
        columns,
        also: texts("also"),
        needs: texts("needs"),
        marks: texts("marks"),
        never: texts("never"),
        titles: reader.texts("titles").iter().flat_map(|line| unfolded_or_noted(&line.text, &line.place, sink)).collect(),
        own_book_titles: reader.texts("own_book_titles").iter().flat_map(|line| unfolded_or_noted(&line.text, &line.place, sink)).collect(),
        replaces: reader.boolean("replaces").unwrap_or(false),
        out_gives: reader.words("out_gives").map(|words| words.text),
        makes_customers: reader.boolean("makes_customers").unwrap_or(true),
        by_values: reader.boolean("by_values").unwrap_or(false),
        gives: texts("gives"),
    }
}

/// Notes roles that a kind names and nobody declares.
pub(crate) fn check_imports(imports: &Imports, place: &crate::finding::Place, sink: &Sink) {
    for kind in &imports.kinds {
        let named = kind.columns.iter().flat_map(|(_, roles)| roles).chain(&kind.marks).chain(&kind.never);
        for role in named.filter(|role| !imports.roles.contains_key(*role) && !role.contains('.')) {
            let said = error("unknown_role", format!("the kind of file `{}` names the role `{role}`, which nobody declares", kind.name));
            sink.push(place, said.help(format!("add `[role.{role}]` with its label and words")));
        }
    }
}
