//! From files to a [`Rulebook`]: chapters in the order of `rulebook.toml`, each thing read, then compiled against the others.

use std::collections::BTreeSet;
use std::sync::Arc;

use guiju_dmn::{Definitions, Model};
use guiju_types::{RecordType, Text};

use crate::allocation::{AllocationRule, read_allocation};
use crate::appraisal::{AppraisalDraft, Surroundings, check_duplicates, compile_appraisal, read_appraisals};
use crate::decisions::{Accepted, DecisionFile, read_accepted};
use crate::examples::{Example, Known, read_examples};
use crate::finding::{File, Place, error, modelled, suggest};
use crate::imports::{Imports, check_imports, read_imports};
use crate::ledger::{LedgerColumn, read_ledger};
use crate::measure::{MeasureDraft, read_measures};
use crate::node::{Reader, Sink, Table};
use crate::records::{RecordRules, check_references, read_records};
use crate::roles::{Role, read_roles};
use crate::rulebook::{Chapter, Rulebook};
use crate::source::Files;

/// The TOML files that a chapter may have.
const CHAPTER_FILES: [&str; 8] =
    ["records.toml", "measures.toml", "appraisals.toml", "roles.toml", "ledger.toml", "allocation.toml", "checks.toml", "imports.toml"];

/// What the chapters declare, before it is compiled together.
#[derive(Debug, Default)]
struct Parts {
    chapters: Vec<Chapter>,
    records: Vec<RecordRules>,
    roles: Vec<Role>,
    ledger: Vec<LedgerColumn>,
    allocation: Option<AllocationRule>,
    imports: Imports,
    measures: Vec<MeasureDraft>,
    appraisals: Vec<AppraisalDraft>,
    models: Vec<Model>,
    decisions: Vec<DecisionFile>,
    accepted: Vec<Accepted>,
    lacks_models: bool,
}

/// Loads everything; what is wrong is in the sink, and the rulebook is then not to be used.
pub(crate) fn load(files: &Files, sink: &Sink) -> Rulebook {
    let mut parts = Parts::default();
    let manifest = merged(files, "rulebook.toml", sink);
    if files.top("rulebook.toml").is_none() {
        sink.push(&manifest.place, error("missing_file", "there is no `rulebook.toml`, which lists the chapters"));
    }
    let reader = Reader::new(&manifest, "the rulebook", &manifest.place, sink);
    for (name, chapter) in reader.named("chapters", "chapter") {
        let label = chapter.required_both("label");
        let place = chapter.place.clone();
        chapter.finish();
        parts.chapters.push(read_chapter_texts(name, label, &place, files, sink));
    }
    reader.finish();
    check_paths(files, &parts.chapters, sink);

    let each = |parts: &Parts| -> Vec<String> { parts.chapters.iter().map(|chapter| chapter.name.clone()).collect() };
    for chapter in each(&parts) {
        let records = read_records(&merged(files, &format!("{chapter}/records.toml"), sink), sink);
        note(&mut parts.chapters, &chapter, |known| known.record_types = records.iter().map(|record| record.kind.name.clone()).collect());
        parts.records.extend(records);
        parts.roles.extend(read_roles(&merged(files, &format!("{chapter}/roles.toml"), sink), sink));
        parts.ledger.extend(read_ledger(&merged(files, &format!("{chapter}/ledger.toml"), sink), sink));
        let allocation = merged(files, &format!("{chapter}/allocation.toml"), sink);
        if let Some(rule) = read_allocation(&allocation, sink)
            && parts.allocation.replace(rule).is_some()
        {
            sink.push(&allocation.place, error("duplicate", "another chapter says how receipts are allocated already"));
        }
        read_imports(&merged(files, &format!("{chapter}/imports.toml"), sink), &mut parts.imports, sink);
        let models = read_models(&chapter, files, sink);
        parts.lacks_models |= models.iter().any(Option::is_none);
        let models: Vec<DecisionFile> = models.into_iter().flatten().collect();
        parts.models.extend(models.iter().map(|file| file.model.clone()));
        parts.accepted.extend(read_accepted(&merged(files, &format!("{chapter}/checks.toml"), sink), &models, sink));
        parts.decisions.extend(models);
    }
    check_references(&parts.records, sink);
    check_imports(&parts.imports, &manifest.place, sink);
    let types: Vec<RecordType> = parts.records.iter().map(|record| record.kind.clone()).collect();
    parts.imports.index(&types);
    let facts = crate::facts::facts(parts.records.iter().map(|record| (&record.kind, &record.plural)));
    for chapter in each(&parts) {
        parts.measures.extend(read_measures(&merged(files, &format!("{chapter}/measures.toml"), sink), &facts, sink));
        let appraisals = read_appraisals(&merged(files, &format!("{chapter}/appraisals.toml"), sink), sink);
        note(&mut parts.chapters, &chapter, |known| known.appraisals = appraisals.iter().map(|appraisal| appraisal.name.clone()).collect());
        parts.appraisals.extend(appraisals);
    }
    check_duplicates(&parts.measures, sink);
    let around = Surroundings { measures: &parts.measures, models: &parts.models, records: &types, lacks_models: parts.lacks_models };
    let appraisals: Vec<_> = parts.appraisals.into_iter().filter_map(|draft| compile_appraisal(draft, &around, sink)).collect();
    let known = Known { appraisals: &appraisals, facts: &facts, models: &parts.models };
    let examples = read_all_examples(files, &parts.chapters, &known, sink);
    Rulebook {
        edition: files.edition(),
        files: files.all(),
        chapters: parts.chapters,
        record_types: types,
        records: parts.records,
        facts,
        roles: parts.roles,
        ledger_columns: parts.ledger,
        allocation: parts.allocation.unwrap_or_default(),
        imports: Arc::new(parts.imports),
        appraisals,
        examples,
        decisions: parts.decisions,
        accepted: parts.accepted,
        warnings: crate::finding::Findings::default(),
    }
}

fn read_all_examples(files: &Files, chapters: &[Chapter], known: &Known<'_>, sink: &Sink) -> Vec<Example> {
    let mut examples = Vec::new();
    // Where the rules are wrong, their examples would only repeat it.
    let chapters = if sink.has_errors() { &[][..] } else { chapters };
    for chapter in chapters {
        for path in files.below(&format!("{}/examples/", chapter.name), ".toml") {
            // An example is about the rules as they are: the uppermost file counts, nothing is merged.
            if let Some(table) = files.top(path).and_then(|file| parsed(file, sink)) {
                examples.extend(read_examples(&table, path, known, sink));
            }
        }
    }
    examples
}

fn note(chapters: &mut [Chapter], name: &str, write: impl FnOnce(&mut Chapter)) {
    if let Some(chapter) = chapters.iter_mut().find(|chapter| chapter.name == name) {
        write(chapter);
    }
}

fn parsed(file: &Arc<File>, sink: &Sink) -> Option<Table> {
    match Table::parse(file) {
        Ok(table) => Some(table),
        Err((place, said)) => {
            sink.push(&place, said);
            None
        }
    }
}

/// The layers of a file, merged; an empty table where there is none.
pub(crate) fn merged(files: &Files, path: &str, sink: &Sink) -> Table {
    let mut merged: Option<Table> = None;
    for file in files.layers.get(path).map_or(&[][..], Vec::as_slice) {
        let Some(table) = parsed(file, sink) else { continue };
        match &mut merged {
            Some(below) => below.lay(table),
            None => merged = Some(table),
        }
    }
    merged.unwrap_or_else(|| Table::empty(path))
}

fn read_chapter_texts(name: &str, label: Text, place: &Place, files: &Files, sink: &Sink) -> Chapter {
    let text = |file: &str| {
        let path = format!("{name}/{file}");
        let found = files.top(&path);
        if found.is_none() {
            let said = error("missing_file", format!("the chapter `{name}` has no `{file}`: the rule in words")).label("this chapter");
            sink.push(place, said.help(format!("write `{path}`")));
        }
        found.map(|file| file.text.to_string()).unwrap_or_default()
    };
    let readme = Text::new(text("README.zh-CN.md"), text("README.md"));
    let decisions = files
        .below(&format!("{name}/"), ".dmn")
        .filter_map(|path| files.top(path).map(|file| (path.to_owned(), file.text.to_string())))
        .collect();
    Chapter { name: name.to_owned(), label, readme, record_types: Vec::new(), appraisals: Vec::new(), decisions }
}

/// A file that nothing reads is a mistake of its name.
fn check_paths(files: &Files, chapters: &[Chapter], sink: &Sink) {
    let known: BTreeSet<&str> = chapters.iter().map(|chapter| chapter.name.as_str()).collect();
    for (path, layers) in &files.layers {
        let Some(file) = layers.last() else { continue };
        let place = Place { file: Arc::clone(file), span: 0..0 };
        match path.split_once('/') {
            Some((chapter, _)) if !known.contains(chapter) => {
                let said = error("unknown_file", format!("`{path}` belongs to no chapter of `rulebook.toml`"));
                sink.push(&place, said.maybe_help(suggest(chapter, known.iter().copied())));
            }
            Some((_, rest)) if rest.ends_with(".toml") && !rest.starts_with("examples/") && !CHAPTER_FILES.contains(&rest) => {
                let said = error("unknown_file", format!("nothing reads `{path}`"));
                sink.push(&place, said.maybe_help(suggest(rest, CHAPTER_FILES)));
            }
            Some(_) | None => {}
        }
    }
}

/// The models of a chapter, which may import one another; `None` for one that is wrong, which has been noted.
fn read_models(chapter: &str, files: &Files, sink: &Sink) -> Vec<Option<DecisionFile>> {
    let (mut read, below) = (Vec::new(), format!("{chapter}/"));
    for path in files.below(&below, ".dmn") {
        let Some(file) = files.top(path) else { continue };
        let place = |span| Place { file: Arc::clone(file), span };
        read.push((path, file, read_model(&file.text, &place, sink)));
    }
    let all: Vec<Definitions> = read.iter().filter_map(|(_, _, definitions)| definitions.clone()).collect();
    let compile = |(path, file, definitions): (&str, &Arc<File>, Option<Definitions>)| {
        let definitions = definitions?;
        match guiju_dmn::compile_with(&definitions, &all) {
            Ok(model) => Some(DecisionFile { path: path.to_owned(), file: Arc::clone(file), definitions, model }),
            Err(problems) => {
                // What is wrong in an imported model is noted at its own file.
                for problem in problems.into_iter().filter(|problem| problem.namespace.is_empty()) {
                    let said = modelled(&problem.message(), &problem.fault.label(), problem.fault.help().as_ref());
                    sink.push(&Place { file: Arc::clone(file), span: problem.at }, said);
                }
                None
            }
        }
    };
    read.into_iter().map(compile).collect()
}

fn read_model(text: &str, place: &dyn Fn(std::ops::Range<usize>) -> Place, sink: &Sink) -> Option<Definitions> {
    match guiju_dmn::read(text) {
        Ok(definitions) => Some(definitions),
        Err(cause) => {
            sink.push(&place(cause.span()), modelled(&cause.message(), &cause.label(), cause.advice().as_ref()));
            None
        }
    }
}
