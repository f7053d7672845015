//! What earlier imports taught: a file like one that came in before is read as that one was.

use guiju_store::ImportState;

use super::proposal::{Answers, LikeFile};
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

/// What a person says of one file only: the next of its kind may have another year, or other differences.
const OF_ONE_FILE: [&str; 3] = ["year", "sheet", "differences"];

/// Answers that hold for the next file of the same kind, too.
pub(crate) fn lasting(answers: &Answers) -> std::collections::BTreeMap<String, String> {
    let holds = |key: &String| !OF_ONE_FILE.contains(&key.as_str()) && !key.starts_with("rate:");
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
