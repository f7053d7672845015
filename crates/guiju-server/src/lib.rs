//! The HTTP API with its OpenAPI description, sign-in and the web build.
//!
//! One endpoint a file in `routes/`, all of them registered in `router.rs`; what goes over the wire is in `dto/`. An endpoint reaches the
//! company's data only through the signed-in caller, which carries the data scope: no endpoint can forget it.
//!
//! Never here: SQL text, rule syntax, printing.
//!
//! Read `router.rs` first, then `session/caller.rs`.

mod ageing;
mod app;
mod cache;
mod demo;
pub mod dto;
mod error;
mod extract;
mod failure;
mod guard;
mod import_proof;
mod imports;
mod jobs;
mod names;
mod overview;
mod request_id;
mod router;
mod routes;
mod rulings;
mod serve;
mod session;
mod setup;
mod today;
mod uploads;
mod users;
mod web;
mod workbook;

pub use demo::{MakeDemo, MakeDemoError, make_demo};
pub use error::{ApiError, ErrorBody, ErrorCode, ErrorDetail, Retry};
pub use router::{PREFIX, openapi};
pub use serve::{ServeOptions, ServerError, router, serve};
pub use users::{ADMINISTRATOR, NewUser, add_user, reset_password, set_disabled};
