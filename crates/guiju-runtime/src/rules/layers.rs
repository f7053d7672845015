//! [`Layers`]: what the company has written itself, and what lies under it.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_rulebook::{RuleFile, Source};
use guiju_store::Draft;

use crate::{Company, RuntimeError};

/// The files of the rulebook in force, taken apart.
pub(super) struct Layers {
    /// The default rulebook and the folders laid over it.
    beneath: Vec<RuleFile>,
    /// On top of them, by path.
    own: BTreeMap<String, Arc<str>>,
}

impl Layers {
    pub(super) fn of(company: &Company) -> Result<Self, RuntimeError> {
        let own: BTreeMap<String, Arc<str>> = company.store().own_rules()?.into_iter().map(|rule| (rule.path, rule.text.into())).collect();
        let mut beneath: Vec<RuleFile> = company.rulebook().files().to_vec();
        for (path, text) in &own {
            // The layers of a path stand together, the company's own last.
            let last = beneath.iter().rposition(|file| file.path == *path);
            if let Some(last) = last.filter(|last| beneath.get(*last).is_some_and(|file| file.text == *text)) {
                beneath.remove(last);
            }
        }
        Ok(Self { beneath, own })
    }

    /// What a path says without the company's own text; `None` for a file that is the company's alone.
    pub(super) fn default_of(&self, path: &str) -> Option<&str> {
        self.beneath.iter().rfind(|file| file.path == path).map(|file| file.text.as_ref())
    }

    /// Whether the company has a text of its own at a path.
    pub(super) fn is_own(&self, path: &str) -> bool {
        self.own.contains_key(path)
    }

    /// The company's own text at a path.
    pub(super) fn own(&self, path: &str) -> Option<&str> {
        self.own.get(path).map(AsRef::as_ref)
    }

    /// What lies beneath, without anything that the company has written on the screens.
    pub(super) fn beneath(&self) -> Source {
        Source::kept(self.beneath.clone())
    }

    /// The files of a draft that change nothing of what lies beneath: with them the company gives its own text up.
    pub(super) fn given_up<'d>(&self, draft: &'d Draft) -> Vec<&'d str> {
        draft.files.iter().filter(|rule| self.is_void(&rule.path, &rule.text)).map(|rule| rule.path.as_str()).collect()
    }

    /// Whether a text on top of what lies beneath changes nothing: the same text, or a TOML file, which is laid over key by key, without a key.
    fn is_void(&self, path: &str, text: &str) -> bool {
        let is_laid = path.ends_with(".toml") && !path.contains("/examples/");
        self.default_of(path) == Some(text) || (is_laid && text.trim().is_empty())
    }

    /// The rulebook with a draft in it, and on top files that are not even saved: the same files as after its publication.
    pub(super) fn drafted<'t>(mut self, draft: Option<&'t Draft>, unsaved: impl IntoIterator<Item = (&'t str, &'t str)>) -> Source {
        let saved = draft.into_iter().flat_map(|draft| &draft.files).map(|rule| (rule.path.as_str(), rule.text.as_str()));
        for (path, text) in saved.chain(unsaved) {
            self.own.insert(path.to_owned(), text.into());
        }
        let own = std::mem::take(&mut self.own).into_iter().filter(|(path, text)| !self.is_void(path, text));
        let on_top = own.map(|(path, text)| RuleFile { path, text }).collect();
        Source { on_top, ..Source::kept(self.beneath) }
    }
}
