//! What earlier imports taught: a file like one that came in before is read as that one was.

use guiju_store::ImportState;

use crate::import::file::header::Header;
use crate::import::{Books, ImportError, Recipe};

/// How an earlier file with the same columns was read.
#[derive(Debug)]
pub(crate) struct Learned {
    pub(crate) recipe: Recipe,
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
    Ok(last.and_then(|import| serde_json::from_str(&import.recipe_json).ok()).map(|recipe| Learned { recipe }))
}
