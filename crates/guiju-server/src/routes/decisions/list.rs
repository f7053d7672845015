//! `GET /api/v1/rulebook/decisions`: the decision files of the rulebook, and the draft.

use guiju_runtime::rules::{self, decision_files};

use super::words::draft_summary;
use crate::dto::decision::{DecisionFile, DecisionFiles, DecisionSummary};
use crate::error::ApiError;
use crate::session::{Caller, Right};

/// The decision files of the rulebook, and the draft.
#[utoipa::path(get, path = "/rulebook/decisions", tag = "rulebook", responses((status = 200, body = DecisionFiles), ApiError))]
pub(crate) async fn list_decisions(caller: Caller) -> Result<axum::Json<DecisionFiles>, ApiError> {
    let may_edit = caller.may(Right::EditRulebook);
    let files = caller.with(move |company, _| {
        let (files, draft) = decision_files(company)?;
        Ok(DecisionFiles {
            edition: company.rulebook().edition().to_string(),
            draft: draft.as_ref().map(draft_summary),
            may_edit,
            files: files.into_iter().map(file).collect(),
        })
    });
    files.await.map(axum::Json)
}

fn file(file: rules::DecisionFile) -> DecisionFile {
    let decisions = file.decisions.into_iter().map(|(id, name, policy, rules)| DecisionSummary {
        id,
        name,
        hit_policy: policy.map(|policy| policy.name().to_owned()),
        rules,
    });
    DecisionFile {
        path: file.path,
        chapter: file.chapter,
        chapter_label: file.chapter_label.into(),
        name: file.name,
        decisions: decisions.collect(),
        is_changed: file.is_changed,
    }
}
