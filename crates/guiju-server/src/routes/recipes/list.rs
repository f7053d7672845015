//! `GET /api/v1/recipes`: the saved recipes.

use crate::dto::import::RecipeList;
use crate::error::ApiError;
use crate::session::Caller;

/// The saved recipes.
#[utoipa::path(
    get,
    path = "/recipes",
    tag = "recipes",
    responses((status = 200, body = RecipeList), ApiError)
)]
pub(crate) async fn list_recipes(caller: Caller) -> Result<axum::Json<RecipeList>, ApiError> {
    Err(ApiError::not_ready())
}
