//! What an appraisal may propose to a person, and what follows from an approval: a class of its own, and fields of the subject that it sets.

use guiju_feel::{Names, Type};
use guiju_types::{FieldType, RecordType, Text};

use super::{ClassDefinition, ProposalDefinition};
use crate::expressions;
use crate::finding::{error, suggest};
use crate::node::{Reader, Sink, Words};

/// What may be proposed, as it is written.
#[derive(Debug, Clone)]
pub(super) struct ProposalDraft {
    name: String,
    label: Text,
    when: Option<Words>,
    class: Option<Words>,
    /// Field and value.
    sets: Vec<(String, Words)>,
}

pub(super) fn read(reader: &Reader<'_>) -> Vec<ProposalDraft> {
    reader
        .named("proposals", "proposal")
        .into_iter()
        .map(|(name, reader)| {
            let proposal = ProposalDraft {
                name: name.to_owned(),
                label: reader.required_both("label"),
                when: reader.required_words("when", "a FEEL expression over `class` and `total`"),
                class: reader.words("class"),
                sets: reader.texts_by_name("sets"),
            };
            reader.finish();
            proposal
        })
        .collect()
}

pub(super) fn compile(drafts: &[ProposalDraft], classes: &[ClassDefinition], record: &RecordType, sink: &Sink) -> Vec<ProposalDefinition> {
    let mut names = Names::new();
    names.declare("class", Type::Text);
    names.declare("total", Type::Number);
    let compile = |proposal: &ProposalDraft| {
        let name = &proposal.name;
        let when = expressions::compile(proposal.when.as_ref()?, &names, &Type::Boolean, &format!("when `{name}` is proposed"), sink)?;
        if let Some(class) = proposal.class.as_ref().filter(|class| classes.iter().any(|known| *known.name == class.text)) {
            let message = format!("the class `{}` is given by the score already", class.text);
            sink.push(&class.place, error("duplicate", message).label("give the approved proposal a class of its own"));
        }
        for (field, value) in &proposal.sets {
            check_set(record, field, value, sink);
        }
        Some(ProposalDefinition {
            name: name.as_str().into(),
            label: proposal.label.clone(),
            when,
            class: proposal.class.as_ref().map(|class| class.text.as_str().into()),
            sets: proposal.sets.iter().map(|(field, value)| (field.clone(), value.text.clone())).collect(),
        })
    };
    drafts.iter().filter_map(compile).collect()
}

/// What an approved proposal sets is a choice of the subject's record type.
fn check_set(record: &RecordType, field: &str, value: &Words, sink: &Sink) {
    let Some(known) = record.fields.iter().find(|known| known.name == field) else {
        let names = record.fields.iter().map(|known| known.name.as_str());
        let message = format!("`{}` has no field `{field}`", record.name);
        sink.push(&value.place, error("missing_reference", message).label("not known").maybe_help(suggest(field, names)));
        return;
    };
    let FieldType::Enumeration(choices) = &known.kind else {
        let message = format!("the field `{field}` of `{}` is not a choice; an approved proposal sets choices only", record.name);
        sink.push(&value.place, error("wrong_type", message).label("this value"));
        return;
    };
    if choices.iter().all(|(choice, _)| *choice != value.text) {
        let message = format!("`{}` is not a value of the field `{field}`", value.text);
        let names = choices.iter().map(|(choice, _)| choice.as_str());
        sink.push(&value.place, error("missing_reference", message).label("not known").maybe_help(suggest(&value.text, names)));
    }
}
