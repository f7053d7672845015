//! `GET /api/v1/readiness`: what the data so far can answer, and what is missing for the rest.

use guiju_runtime::readiness::{self, Ready};

use crate::dto::import::{Answer, Readiness, ReadinessRow};
use crate::dto::scalar::Text;
use crate::error::ApiError;
use crate::session::{Caller, Right};

/// What the data so far can answer, and what is missing for the rest; for who may import, because it counts the whole company's data.
#[utoipa::path(get, path = "/readiness", tag = "readiness", responses((status = 200, body = Readiness), ApiError))]
pub(crate) async fn read_readiness(caller: Caller) -> Result<axum::Json<Readiness>, ApiError> {
    caller.require(Right::Import)?;
    let read = caller.with(|company, _| {
        let ready = readiness::readiness(company)?;
        Ok(Readiness { rows: ready.iter().map(row).collect() })
    });
    read.await.map(axum::Json)
}

fn row(ready: &Ready) -> ReadinessRow {
    ReadinessRow {
        name: ready.name.clone(),
        question: (&ready.question).into(),
        answer: match ready.answer {
            readiness::Answer::Yes => Answer::Yes,
            readiness::Answer::Partly => Answer::Partly,
            readiness::Answer::No => Answer::No,
        },
        why: (&ready.why).into(),
        missing: ready.missing.iter().map(Text::from).collect(),
    }
}
