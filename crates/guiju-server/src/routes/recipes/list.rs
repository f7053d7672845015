//! `GET /api/v1/recipes`: the saved recipes.

use crate::dto::import::RecipeList;
use crate::error::ApiError;
use crate::imports::saved_recipes;
use crate::session::{Caller, Right};

/// The saved recipes.
#[utoipa::path(get, path = "/recipes", tag = "recipes", responses((status = 200, body = RecipeList), ApiError))]
pub(crate) async fn list_recipes(caller: Caller) -> Result<axum::Json<RecipeList>, ApiError> {
    caller.require(Right::Import)?;
    caller.with(|company, _| Ok(RecipeList { rows: saved_recipes(company)? })).await.map(axum::Json)
}
