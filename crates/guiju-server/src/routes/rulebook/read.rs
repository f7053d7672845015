//! `GET /api/v1/rulebook`: the rulebook in force.

use guiju_runtime::Company;
use guiju_runtime::operations::decision_tables;

use crate::dto::rulebook::{ChapterSummary, Rulebook};
use crate::error::ApiError;
use crate::session::Caller;

/// The rulebook in force.
#[utoipa::path(get, path = "/rulebook", tag = "rulebook", responses((status = 200, body = Rulebook), ApiError))]
pub(crate) async fn read_rulebook(caller: Caller) -> Result<axum::Json<Rulebook>, ApiError> {
    caller.with(|company, _| rulebook(company)).await.map(axum::Json)
}

fn rulebook(company: &Company) -> Result<Rulebook, ApiError> {
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    let mut chapters = Vec::new();
    for chapter in company.rulebook().chapters() {
        let appraisals = chapter.appraisals.iter().filter_map(|name| company.rulebook().appraisal(name));
        chapters.push(ChapterSummary {
            name: chapter.name.clone(),
            label: (&chapter.label).into(),
            record_types: count(chapter.record_types.len()),
            measures: count(appraisals.map(|appraisal| appraisal.measures.len()).sum()),
            decisions: count(decision_tables(company, &chapter.name)?.len()),
            appraisals: count(chapter.appraisals.len()),
        });
    }
    Ok(Rulebook { edition: company.rulebook().edition().to_string(), chapters })
}
