//! `appraisals.toml`, and the compilation of an appraisal against measures, decisions and record types.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_dmn::{Model, RuleInfo, TableInfo};
use guiju_feel::{EvalContext, Number, Type};
use guiju_types::{RecordType, Text};

use super::proposals::{self, ProposalDraft};
use super::{ClassDefinition, CompiledAppraisal, Input, Kernel, Mark, OnUnknown, RatingNeeds, RuleHit, Scoring};
use crate::expressions;
use crate::facts::{ColumnKind, FactColumn, FactDefinition};
use crate::finding::{Place, error, suggest};
use crate::measure::{CompiledMeasure, MeasureDraft, lower_or_note};
use crate::node::{Reader, Sink, Table, Words, named};
use crate::records;

const ON_UNKNOWN: [(&str, OnUnknown); 2] = [("not_rated", OnUnknown::NotRated), ("rebase", OnUnknown::Rebase)];

/// An appraisal as its chapter declares it.
#[derive(Debug, Clone)]
pub(crate) struct AppraisalDraft {
    pub(crate) name: String,
    label: Text,
    clause: Text,
    subject: Option<Words>,
    on_unknown: OnUnknown,
    components: Vec<ComponentDraft>,
    class_decision: Option<Words>,
    classes: Vec<ClassDefinition>,
    basis_percent: u32,
    needed: Vec<Words>,
    proposals: Vec<ProposalDraft>,
    marks: Vec<(String, Text, Option<Words>, Option<Words>)>,
    place: Place,
}

#[derive(Debug, Clone)]
struct ComponentDraft {
    measure: String,
    weight: Number,
    decision: Option<Words>,
    place: Place,
}

/// What appraisals are compiled against.
#[derive(Debug)]
pub(crate) struct Surroundings<'a> {
    pub(crate) measures: &'a [MeasureDraft],
    /// Every model of the rulebook.
    pub(crate) models: &'a [Model],
    pub(crate) records: &'a [RecordType],
    /// Whether a DMN file could not be read, which has been noted: its decisions are then missing for that reason.
    pub(crate) lacks_models: bool,
}

/// Reads the appraisals of a chapter.
pub(crate) fn read_appraisals(table: &Table, sink: &Sink) -> Vec<AppraisalDraft> {
    named(table, "appraisal", sink).into_iter().map(|(name, reader)| draft(name, reader, sink)).collect()
}

fn draft(name: &str, reader: Reader<'_>, sink: &Sink) -> AppraisalDraft {
    let class = reader.table("class").map(|(table, place)| Reader::new(table, format!("`class` of appraisal `{name}`"), &place, sink));
    if class.is_none() {
        reader.missing("class", "name the decision that gives the class: `class = { decision = \"…\" }`");
    }
    let class_decision = class.and_then(|class| {
        let decision = class.required_words("decision", "the id of a decision of the chapter");
        class.finish();
        decision
    });
    let rating = reader
        .table("rating_needs")
        .map(|(table, place)| Reader::new(table, format!("`rating_needs` of appraisal `{name}`"), &place, sink));
    let (basis_percent, needed) = match rating {
        None => (0, Vec::new()),
        Some(rating) => {
            let needs = (rating.count("basis_percent").unwrap_or(0), rating.texts("measures"));
            rating.finish();
            needs
        }
    };
    let draft = AppraisalDraft {
        name: name.to_owned(),
        label: reader.required_both("label"),
        clause: reader.required_both("clause"),
        subject: reader.required_words("subject", "the record type whose records are judged"),
        on_unknown: reader.one_of("on_unknown", &ON_UNKNOWN).unwrap_or(OnUnknown::NotRated),
        components: reader.named("components", "component").into_iter().map(|(measure, reader)| component(measure, reader, sink)).collect(),
        class_decision,
        classes: reader
            .named("classes", "class")
            .into_iter()
            .map(|(name, reader)| {
                let class = ClassDefinition { name: name.into(), label: reader.required_both("label") };
                reader.finish();
                class
            })
            .collect(),
        basis_percent,
        needed,
        proposals: proposals::read(&reader),
        marks: read_marks(&reader),
        place: reader.place.clone(),
    };
    reader.finish();
    draft
}

/// Class, label, state and condition of what is marked.
fn read_marks(reader: &Reader<'_>) -> Vec<(String, Text, Option<Words>, Option<Words>)> {
    reader
        .named("marks", "mark")
        .into_iter()
        .map(|(class, reader)| {
            let state = reader.required_words("state", "the state that a rating of theirs has");
            let mark = (
                class.to_owned(),
                reader.required_both("label"),
                state,
                reader.required_words("when", "a FEEL expression over the subject's fields"),
            );
            reader.finish();
            mark
        })
        .collect()
}

fn component(measure: &str, reader: Reader<'_>, sink: &Sink) -> ComponentDraft {
    if reader.table.get("weight").is_none() {
        reader.missing("weight", "shares are weights over their sum");
    }
    let weight = reader.number("weight").unwrap_or(Number::ONE);
    if weight.is_negative() || weight.is_zero() {
        let said = error("bad_weight", format!("the weight of {} has to be above 0", reader.what)).label("this component");
        sink.push(&reader.place, said.help(format!("to leave the measure out, write `{measure} = {{ drop = true }}` in the override")));
    }
    let draft = ComponentDraft {
        measure: measure.to_owned(),
        weight,
        decision: reader.required_words("decision", "the id of the decision that scores it"),
        place: reader.place.clone(),
    };
    reader.finish();
    draft
}

/// Compiles an appraisal; `None` where something is wrong, which has been noted.
pub(crate) fn compile_appraisal(draft: AppraisalDraft, around: &Surroundings<'_>, sink: &Sink) -> Option<CompiledAppraisal> {
    let subject = draft.subject.as_ref()?;
    let Some(record) = around.records.iter().find(|record| record.name == subject.text) else {
        let help = suggest(&subject.text, around.records.iter().map(|record| record.name.as_str()));
        sink.push(
            &subject.place,
            error("missing_reference", format!("no chapter declares a record type `{}`", subject.text)).label("not known").maybe_help(help),
        );
        return None;
    };
    if draft.components.is_empty() {
        sink.push(&draft.place, error("missing_key", format!("appraisal `{}` has no components", draft.name)).label("here"));
        return None;
    }
    let names: Vec<&str> = draft.components.iter().map(|component| component.measure.as_str()).collect();
    let mut totals = Vec::new();
    let mut measures = Vec::new();
    let mut scores = Vec::new();
    for component in &draft.components {
        let measure = measure(component, around, &mut totals, sink);
        let scoring = component.decision.as_ref().and_then(|decision| scoring(decision, &names, false, around, sink));
        measures.extend(measure);
        scores.extend(scoring);
    }
    let class = draft.class_decision.as_ref().and_then(|decision| {
        let class = scoring(decision, &names, true, around, sink)?;
        check_classes(&class, &draft.classes, decision, sink);
        Some(class)
    });
    let needed = needed(&draft, &names, sink);
    let proposals = proposals::compile(&draft.proposals, &draft.classes, record, sink);
    let marks = marks(&draft, record, sink);
    if measures.len() != draft.components.len() || scores.len() != draft.components.len() {
        return None;
    }
    let weights = measures.iter().try_fold(Number::ZERO, |sum, measure: &CompiledMeasure| sum.checked_add(measure.weight))?;
    Some(CompiledAppraisal {
        name: draft.name,
        label: draft.label,
        subject: record.name.clone(),
        clause: draft.clause,
        kernel: Kernel {
            names: measures.iter().map(|measure| measure.name.as_str().into()).collect(),
            scores,
            class: class?,
            weights,
            needed,
            context: EvalContext::default(),
            fields: record.fields.iter().map(|field| field.name.clone()).collect(),
        },
        measures,
        classes: draft.classes,
        proposals,
        marks,
        on_unknown: draft.on_unknown,
        rating_needs: RatingNeeds {
            basis_percent: draft.basis_percent,
            measures: draft.needed.into_iter().map(|words| words.text).collect(),
        },
        totals,
    })
}

fn measure(
    component: &ComponentDraft,
    around: &Surroundings<'_>,
    totals: &mut Vec<crate::measure::Total>,
    sink: &Sink,
) -> Option<CompiledMeasure> {
    let Some(measure) = around.measures.iter().find(|measure| measure.name == component.measure) else {
        let help = suggest(&component.measure, around.measures.iter().map(|measure| measure.name.as_str()));
        let said = error("missing_reference", format!("no chapter declares a measure `{}`", component.measure));
        sink.push(&component.place, said.label("not known").maybe_help(help));
        return None;
    };
    let slots = measure
        .totals
        .iter()
        .map(|total| match totals.iter().position(|known| known.is_same(total)) {
            Some(slot) => slot,
            None => {
                totals.push(total.clone());
                totals.len() - 1
            }
        })
        .collect();
    Some(CompiledMeasure {
        name: measure.name.clone(),
        label: measure.label.clone(),
        unit: measure.unit,
        definition: measure.definition.clone(),
        weight: component.weight,
        totals: measure.totals.clone(),
        needs: measure.needs.clone(),
        unknowns: measure.unknowns.clone(),
        value: measure.value.clone()?,
        outlook: measure.outlook,
        outlook_text: measure.outlook_text.clone(),
        reachable: measure.reachable.clone(),
        decision: component.decision.as_ref().map(|decision| decision.text.clone()).unwrap_or_default(),
        slots,
    })
}

fn scoring(decision: &Words, measures: &[&str], is_class: bool, around: &Surroundings<'_>, sink: &Sink) -> Option<Scoring> {
    let found = around.models.iter().find_map(|model| model.decision(&decision.text).map(|id| (model, id)));
    let Some((model, id)) = found else {
        if around.lacks_models {
            return None;
        }
        let known: Vec<&str> = around.models.iter().flat_map(|model| model.decisions().map(|id| model.id(id))).collect();
        let said = error("missing_reference", format!("no DMN file of the rulebook has a decision `{}`", decision.text));
        sink.push(&decision.place, said.label("not known").maybe_help(suggest(&decision.text, known)));
        return None;
    };
    let inputs: Vec<(String, Type)> = model.inputs().map(|(name, ty)| (name.to_owned(), ty.clone())).collect();
    let mut bound = Vec::new();
    for place in model.inputs_of(id) {
        let Some((name, ty)) = inputs.get(place) else { continue };
        let source = match name.as_str() {
            "total" if is_class => Some(Input::Total),
            "basis_percent" if is_class => Some(Input::BasisPercent),
            name => measures.iter().position(|measure| *measure == name).map(Input::Measure),
        };
        match source {
            Some(source) if matches!(ty, Type::Any | Type::Number) => bound.push((place, source)),
            Some(_) => {
                let message = format!("the input `{name}` of decision `{}` has to be a number, not a {ty}", decision.text);
                sink.push(&decision.place, error("wrong_type", message).label("this decision"));
            }
            None => {
                let mut known = measures.to_vec();
                known.extend(if is_class { &["total", "basis_percent"][..] } else { &[] });
                let message = format!("the decision `{}` needs an input `{name}`, which this appraisal does not have", decision.text);
                sink.push(&decision.place, error("missing_reference", message).label("this decision").maybe_help(suggest(name, known)));
            }
        }
    }
    Some(Scoring { model: model.clone(), decision: id, inputs: bound, width: inputs.len(), rules: rules(model, id, &decision.text) })
}

/// The rules of a decision's table in words: the annotations `zh` and `en`, or what its cells say.
fn rules(model: &Model, decision: guiju_dmn::DecisionId, id: &str) -> Vec<Arc<RuleHit>> {
    let Some(table) = model.table_info(decision) else { return Vec::new() };
    table
        .rules
        .iter()
        .map(|rule| Arc::new(RuleHit { decision: id.to_owned(), rule_id: rule.id.clone(), text: in_words(rule, &table) }))
        .collect()
}

fn in_words(rule: &RuleInfo, table: &TableInfo) -> Text {
    let cells = rule.text();
    let said = |heading, cells: &str| rule.annotation(table, heading).unwrap_or(cells).to_owned();
    Text::new(said("zh", &cells.zh), said("en", &cells.en))
}

/// Every class that the decision can give has to be declared.
fn check_classes(class: &Scoring, classes: &[ClassDefinition], decision: &Words, sink: &Sink) {
    let Some(table) = class.model.table_info(class.decision) else { return };
    for rule in &table.rules {
        let Some(output) = rule.conclusions.first() else { continue };
        let is_known = output
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .is_none_or(|name| classes.iter().any(|class| *class.name == *name));
        if !is_known {
            let message = format!(
                "rule {} of decision `{}` gives the class {output}, which the appraisal does not declare",
                rule.number, decision.text
            );
            let known = classes.iter().map(|class| class.name.as_ref());
            sink.push(
                &decision.place,
                error("missing_reference", message).label("this decision").maybe_help(suggest(output.trim_matches('"'), known)),
            );
        }
    }
}

fn needed(draft: &AppraisalDraft, names: &[&str], sink: &Sink) -> Vec<usize> {
    let mut places = Vec::new();
    for words in &draft.needed {
        match names.iter().position(|name| *name == words.text) {
            Some(place) => places.push(place),
            None => {
                let message = format!("`rating_needs` names `{}`, which is no component of the appraisal", words.text);
                sink.push(
                    &words.place,
                    error("missing_reference", message).label("not known").maybe_help(suggest(&words.text, names.iter().copied())),
                );
            }
        }
    }
    places
}

fn marks(draft: &AppraisalDraft, record: &RecordType, sink: &Sink) -> Vec<Mark> {
    let names = records::names_of(record);
    let columns: Vec<FactColumn> =
        record.fields.iter().map(|field| FactColumn { name: field.name.clone(), kind: ColumnKind::of_field(&field.kind) }).collect();
    let fields =
        FactDefinition { name: record.name.clone(), label: record.label.clone(), columns, subject: record.name.clone(), is_record: true };
    draft
        .marks
        .iter()
        .filter_map(|(class, label, state, when)| {
            let words = when.as_ref()?;
            let when = expressions::compile(words, &names, &Type::Boolean, &format!("who is marked `{class}`"), sink)?;
            let filter = lower_or_note(&when, words, &fields, sink)?;
            Some(Mark { name: state.as_ref()?.text.as_str().into(), class: class.as_str().into(), label: label.clone(), when, filter })
        })
        .collect()
}

/// Names that are declared twice, by two chapters.
pub(crate) fn check_duplicates(measures: &[MeasureDraft], sink: &Sink) {
    let mut seen = BTreeMap::new();
    for measure in measures {
        if seen.insert(measure.name.as_str(), ()).is_some() {
            let said = error("duplicate", format!("the measure `{}` is declared by two chapters", measure.name));
            sink.push(&measure.place, said.label("the second"));
        }
    }
}
