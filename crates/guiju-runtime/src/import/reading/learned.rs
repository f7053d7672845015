//! What earlier imports taught: a file like one that came in before is read as that one was.

use std::collections::BTreeMap;

use guiju_store::ImportState;

use super::candidate::Column;
use super::proposal::{Answers, LikeFile};
use crate::import::customers::Customers;
use crate::import::drafts::is_short_of;
use crate::import::file::header::Header;
use crate::import::{Books, ImportError, Recipe};

/// How an earlier file with the same columns was read.
#[derive(Debug)]
pub(crate) struct Learned {
    pub(crate) recipe: Recipe,
    /// Which file that was.
    pub(crate) file: LikeFile,
}

impl Learned {
    /// Whether a reading is that of the earlier file.
    pub(crate) fn is_like(&self, recipe: &Recipe) -> bool {
        let columns = |recipe: &Recipe| {
            let mut columns: Vec<(String, Option<String>)> =
                recipe.columns.iter().map(|column| (column.from.clone(), column.to.clone())).collect();
            columns.sort();
            columns
        };
        self.recipe.kind == recipe.kind && self.recipe.flow == recipe.flow && columns(&self.recipe) == columns(recipe)
    }
}

/// The names that are known customers' other names: as said in earlier imports, and as answered now.
pub(crate) fn aliases(
    books: &Books<'_>,
    columns: &[Column],
    customers: &Customers,
    answers: &Answers,
) -> Result<BTreeMap<String, String>, ImportError> {
    let mut aliases = BTreeMap::new();
    for import in books.store.imports()?.into_iter().filter(|import| import.state == ImportState::Finished) {
        if let Ok(recipe) = serde_json::from_str::<Recipe>(&import.recipe_json) {
            aliases.extend(recipe.aliases);
        }
    }
    if answers.get("same_customer") == Some("same") {
        let names = columns.iter().flat_map(|column| column.profile.texts.keys()).filter(|name| !aliases.contains_key(name.as_str()));
        let found: Vec<(String, String)> = names
            .filter_map(|name| {
                let mut known = customers.similar(name).into_iter().filter(|known| is_short_of(&known.name, name) && known.name != *name);
                // Of several that it could be none is meant.
                known.next().filter(|_| known.next().is_none()).map(|known| (name.clone(), known.code))
            })
            .collect();
        aliases.extend(found);
    }
    Ok(aliases)
}

/// The reading of the last file with these columns that came in and was not taken back.
pub(crate) fn kind_of(books: &Books<'_>, header: &Header) -> Result<Option<Learned>, ImportError> {
    let digest = super::assemble::digest(header);
    let imports = books.store.imports()?;
    let like = imports.into_iter().filter(|import| import.state == ImportState::Finished && import.recipe_name.ends_with(&digest));
    let last = like.max_by_key(|import| import.id);
    Ok(last.and_then(|import| {
        let recipe = serde_json::from_str(&import.recipe_json).ok()?;
        let at = import.finished_at.unwrap_or(import.begun_at);
        Some(Learned { recipe, file: LikeFile { import: import.id, name: import.file_name, at } })
    }))
}

/// Questions about how files of a kind are laid out. What is said of names, statuses or differences is said of those that were shown.
const OF_LAYOUT: [&str; 4] = ["kind", "date_order", "decimal", "currency"];
const OF_LAYOUT_WITH: [&str; 3] = ["column:", "missing:", "terms:"];

/// Answers that hold for the next file of the same kind, too.
pub(crate) fn lasting(answers: &Answers) -> BTreeMap<String, String> {
    let holds = |key: &String| OF_LAYOUT.contains(&key.as_str()) || OF_LAYOUT_WITH.iter().any(|start| key.starts_with(start));
    answers.0.iter().filter(|(key, _)| holds(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

impl Learned {
    /// What was said of the earlier file, and what is said of this one.
    pub(crate) fn with(&self, answers: &Answers) -> Answers {
        let mut all = self.recipe.answers.clone();
        all.extend(answers.0.clone());
        Answers(all)
    }
}
