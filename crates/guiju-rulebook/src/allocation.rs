//! [`AllocationRule`]: how receipts are allocated that do not say what they pay (R2).

use guiju_types::{AllocationMethod, Text};

use crate::finding::{error, suggest};
use crate::node::{Reader, Sink, Table, Words, named};

/// How receipts are allocated that do not say what they pay. Without a method nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllocationRule {
    /// The name on screens.
    pub label: Text,
    /// What is tried, in this order.
    pub methods: Vec<AllocationMethod>,
}

/// What a rule may name; what a file says or a person decides is no rule.
const METHODS: [AllocationMethod; 4] =
    [AllocationMethod::Reference, AllocationMethod::ExactAmount, AllocationMethod::OldestFirst, AllocationMethod::SetOff];

/// Reads the rule of a chapter, if it has one.
pub(crate) fn read_allocation(table: &Table, sink: &Sink) -> Option<AllocationRule> {
    let mut rule = None;
    for (name, reader) in named(table, "allocation rule", sink) {
        if name == "receipts" {
            rule = Some(AllocationRule { label: reader.required_both("label"), methods: methods(&reader, sink) });
        } else {
            let said = error("unknown_rule", format!("there is no allocation rule `{name}`")).label("this table");
            sink.push(&reader.place, said.help("the rule is called `receipts`"));
        }
        reader.finish();
    }
    rule
}

fn methods(reader: &Reader<'_>, sink: &Sink) -> Vec<AllocationMethod> {
    let mut methods = Vec::new();
    for words in reader.texts("methods") {
        match METHODS.into_iter().find(|method| method.name() == words.text) {
            Some(method) if methods.contains(&method) => {
                sink.push(&whole(&words), error("duplicate", format!("`{method}` is tried already")).label("a second time"));
            }
            Some(method) => methods.push(method),
            None => {
                let said = error("unknown_method", format!("`{}` is no method of allocation", words.text)).label("not a method");
                sink.push(&whole(&words), said.maybe_help(suggest(&words.text, METHODS.map(AllocationMethod::name))));
            }
        }
    }
    methods
}

fn whole(words: &Words) -> crate::finding::Place {
    words.part(0..words.text.len())
}
