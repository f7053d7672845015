//! `GET /api/v1/rulebook/editions`: the editions of the rulebook that judged something or were published.

use crate::dto::decision::{EditionInfo, Editions};
use crate::error::ApiError;
use crate::session::Caller;

/// The editions of the rulebook that judged something or were published.
#[utoipa::path(get, path = "/rulebook/editions", tag = "rulebook", responses((status = 200, body = Editions), ApiError))]
pub(crate) async fn list_editions(caller: Caller) -> Result<axum::Json<Editions>, ApiError> {
    let editions = caller.with(|company, _| {
        let in_force = company.rulebook().edition();
        let info = |edition: guiju_store::Edition| {
            let (at, by) = edition.published.unzip();
            let is_in_force = edition.edition == *in_force;
            EditionInfo { edition: edition.edition.to_string(), published_by: by, published_at: at, note: edition.note, is_in_force }
        };
        Ok(Editions { items: company.store().editions()?.into_iter().map(info).collect() })
    });
    editions.await.map(axum::Json)
}
