//! `GET /api/v1/imports`: the imports, newest first.

use crate::dto::import::ImportList;
use crate::error::ApiError;
use crate::imports::summary;
use crate::session::{Caller, Right};

/// The imports, newest first; for who may import, because files are of the whole company.
#[utoipa::path(get, path = "/imports", tag = "imports", responses((status = 200, body = ImportList), ApiError))]
pub(crate) async fn list_imports(caller: Caller) -> Result<axum::Json<ImportList>, ApiError> {
    caller.require(Right::Import)?;
    let read = caller.with(|company, _| {
        let imports = company.store().imports()?;
        Ok(ImportList { rows: imports.iter().map(|import| summary(import, true)).collect() })
    });
    read.await.map(axum::Json)
}
