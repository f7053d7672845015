//! `GET /api/v1/health`: whether the program answers. No sign-in.

use crate::dto::session::Health;

/// Whether the program answers. No sign-in.
#[utoipa::path(get, path = "/health", tag = "health", security(()), responses((status = 200, body = Health)))]
pub(crate) async fn read_health() -> axum::Json<Health> {
    axum::Json(Health { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}
