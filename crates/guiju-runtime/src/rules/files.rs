//! The decision files of the rulebook, as they are in force and as they are drafted.

use guiju_dmn::{BoxedKind, HitPolicy};
use guiju_store::{Draft, OwnRule};
use guiju_types::{EditionId, Text};

use super::layers::Layers;
use crate::{Company, RuntimeError};

/// A DMN file of the rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionFile {
    /// Its path in the rulebook.
    pub path: String,
    /// The chapter that it is in.
    pub chapter: String,
    /// The chapter's name on screens.
    pub chapter_label: Text,
    /// The name of the model.
    pub name: String,
    /// Id, name, hit policy and number of rules of each decision; those of the draft where it changes the file and can be read.
    pub decisions: Vec<(String, String, Option<HitPolicy>, usize)>,
    /// Whether the draft changes it.
    pub is_changed: bool,
}

/// What a DMN file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionSource {
    /// The draft's text, where there is one, else that in force.
    pub xml: String,
    /// That in force; none for a file that only the draft has.
    pub published: Option<String>,
    /// What it would say without the company's own text, published or drafted; none where there is no such text, or nothing beneath it.
    pub default: Option<String>,
    /// The draft's version, where it changes this file.
    pub draft_version: Option<i64>,
    /// The edition in force.
    pub edition: EditionId,
}

/// The decision files, in the order of the chapters, and the draft if there is one.
///
/// # Errors
/// Where the database cannot be read.
pub fn decision_files(company: &Company) -> Result<(Vec<DecisionFile>, Option<Draft>), RuntimeError> {
    let draft = company.store().draft()?;
    let drafted = |path: &str| draft.iter().flat_map(|draft| &draft.files).find(|rule| rule.path == path).map(|rule| rule.text.as_str());
    let mut files = Vec::new();
    for chapter in company.rulebook().chapters() {
        let prefix = format!("{}/", chapter.name);
        let is_model = |rule: &&OwnRule| rule.path.starts_with(&prefix) && rule.path.ends_with(".dmn");
        let added = draft.iter().flat_map(|draft| &draft.files).filter(is_model);
        let added = added.filter(|rule| !chapter.decisions.iter().any(|(path, _)| *path == rule.path)).map(|rule| (&rule.path, &rule.text));
        for (path, text) in chapter.decisions.iter().map(|(path, text)| (path, text)).chain(added) {
            let mut file = DecisionFile {
                path: path.clone(),
                chapter: chapter.name.clone(),
                chapter_label: chapter.label.clone(),
                name: String::new(),
                decisions: Vec::new(),
                is_changed: drafted(path).is_some(),
            };
            // A draft may be unreadable for a while; the file is then listed as it is in force.
            if let Ok(definitions) = guiju_dmn::read(drafted(path).unwrap_or(text)).or_else(|_| guiju_dmn::read(text)) {
                file.decisions = definitions.decisions.iter().map(summary).collect();
                file.name = definitions.name;
            }
            files.push(file);
        }
    }
    Ok((files, draft))
}

fn summary(decision: &guiju_dmn::Decision) -> (String, String, Option<HitPolicy>, usize) {
    let table = decision.logic.as_ref().and_then(|logic| if let BoxedKind::Table(table) = &logic.kind { Some(table) } else { None });
    (decision.id.clone(), decision.name.clone(), table.map(|table| table.hit_policy), table.map_or(0, |table| table.rules.len()))
}

/// What a decision file says, in the draft and in force.
///
/// # Errors
/// Where neither has the file, or the database cannot be read.
pub fn decision_source(company: &Company, path: &str) -> Result<DecisionSource, RuntimeError> {
    let published = published(company, path);
    let draft = company.store().draft()?;
    let drafted =
        draft.as_ref().and_then(|draft| draft.files.iter().find(|rule| rule.path == path).map(|rule| (draft.version, &rule.text)));
    let xml = drafted.map(|(_, text)| text.clone()).or_else(|| published.clone());
    let Some(xml) = xml else { return Err(unknown_file(company, path)) };
    let edition = company.rulebook().edition().clone();
    let layers = Layers::of(company)?;
    let default = layers.default_of(path).filter(|text| layers.is_own(path) || *text != xml).map(ToOwned::to_owned);
    Ok(DecisionSource { xml, published, default, draft_version: drafted.map(|(version, _)| version), edition })
}

/// The text in force.
pub(super) fn published(company: &Company, path: &str) -> Option<String> {
    let mut all = company.rulebook().chapters().iter().flat_map(|chapter| &chapter.decisions);
    all.find(|(known, _)| known == path).map(|(_, text)| text.clone())
}

pub(super) fn unknown_file(company: &Company, path: &str) -> RuntimeError {
    let known: Vec<&str> =
        company.rulebook().chapters().iter().flat_map(|chapter| &chapter.decisions).map(|(path, _)| path.as_str()).collect();
    RuntimeError::UnknownFile { path: path.to_owned(), known: known.join(", ") }
}
