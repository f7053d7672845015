//! Which sheets are read, each with its plan.

use guiju_documents::Table;

use super::RunOptions;
use crate::import::file::preamble::Preamble;
use crate::import::file::sheets::head;
use crate::import::plan::{Plan, SourceFile};
use crate::import::words::Vocabulary;
use crate::import::{Books, ImportError, Recipe};

/// A sheet that is read, with its plan and what it says once.
pub(super) struct Planned {
    pub(super) plan: Plan,
    pub(super) sheet: usize,
    pub(super) preamble: Preamble,
}

/// The sheets to be read, each with its plan.
pub(super) fn prepare(books: &Books<'_>, table: &Table, recipe: &Recipe, options: &RunOptions<'_>) -> Result<Vec<Planned>, ImportError> {
    if recipe.name.trim().is_empty() {
        return Err(ImportError::BadRecipe { recipe: String::new(), why: "it has no name; rows are known again by it".to_owned() });
    }
    let vocabulary = Vocabulary::of(books.rulebook);
    let planned = |place: usize| -> Result<Option<Planned>, ImportError> {
        let (rows, _) = head(table, place)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut plan = Plan::make(books, recipe, SourceFile::of(table), &rows)?;
        let name = table.sheets().get(place).map(String::as_str).unwrap_or_default();
        let preamble = Preamble::of(&rows, plan.header.row, &[name, table.name()], &vocabulary);
        if recipe.replaces {
            // A saved recipe knows no day; the file may.
            plan.recipe.file.as_of = recipe.file.as_of.or(preamble.as_of).or(preamble.named_day);
        }
        Ok(Some(Planned { plan, sheet: place, preamble }))
    };
    let nothing = || ImportError::NotRecognised { file: table.name().to_owned(), why: "it has no rows".to_owned() };
    if options.sheet.is_none() && !recipe.file.sheets.is_empty() {
        let places: Vec<usize> = recipe.file.sheets.iter().map(|sheet| table.sheet(sheet)).collect::<Result<_, _>>()?;
        let all: Vec<Planned> = places.into_iter().filter_map(|place| planned(place).transpose()).collect::<Result<_, _>>()?;
        return if all.is_empty() { Err(nothing()) } else { Ok(all) };
    }
    if let Some(sheet) = options.sheet.as_deref().or(recipe.file.sheet.as_deref()) {
        return Ok(vec![planned(table.sheet(sheet)?)?.ok_or_else(nothing)?]);
    }
    // The first sheet that fits; where none does, what is wrong with the first that has rows.
    let mut first_error = None;
    for place in 0..table.sheets().len() {
        match planned(place) {
            Ok(Some(found)) => return Ok(vec![found]),
            Ok(None) => {}
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(nothing))
}
