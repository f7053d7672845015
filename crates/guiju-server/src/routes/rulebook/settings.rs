//! `GET` and `PUT /api/v1/rulebook/chapters/{name}/settings`: the values of a chapter that are changed without writing a file.

use guiju_runtime::Company;
use guiju_runtime::rules::{self, NewValue, SettingKind};

use crate::dto::rulebook::{ChapterSettings, ChapterSettingsChange, Setting};
use crate::dto::scalar::Choice;
use crate::error::ApiError;
use crate::extract::{Json, Path, REASON_MAX, check_length};
use crate::session::{Caller, Right};

/// The values of a chapter that are changed without writing a file: weights, names, how measures count, the text.
#[utoipa::path(
    get,
    path = "/rulebook/chapters/{name}/settings",
    tag = "rulebook",
    params(("name" = String, Path, description = "The chapter.")),
    responses((status = 200, body = ChapterSettings), ApiError)
)]
pub(crate) async fn read_settings(caller: Caller, Path(name): Path<String>) -> Result<axum::Json<ChapterSettings>, ApiError> {
    let may_edit = caller.may(Right::EditRulebook);
    caller.with(move |company, _| said(company, &name, may_edit)).await.map(axum::Json)
}

/// Saves changed values in the draft; nothing is saved unless the rulebook loads with all of them.
#[utoipa::path(
    put,
    path = "/rulebook/chapters/{name}/settings",
    tag = "rulebook",
    params(("name" = String, Path, description = "The chapter.")),
    request_body = ChapterSettingsChange,
    responses((status = 200, body = ChapterSettings), ApiError)
)]
pub(crate) async fn save_settings(
    caller: Caller,
    Path(name): Path<String>,
    Json(request): Json<ChapterSettingsChange>,
) -> Result<axum::Json<ChapterSettings>, ApiError> {
    caller.require(Right::EditRulebook)?;
    check_length("note", &request.note, REASON_MAX)?;
    let actor = caller.actor();
    let saved = caller.with(move |company, _| {
        let values: Vec<NewValue> = request.values.into_iter().map(|new| NewValue { id: new.id, value: new.value }).collect();
        rules::save_settings(company, &actor, &name, &values, &request.note, request.version)?;
        said(company, &name, true)
    });
    saved.await.map(axum::Json)
}

fn said(company: &Company, chapter: &str, may_edit: bool) -> Result<ChapterSettings, ApiError> {
    let (settings, draft) = rules::settings(company, chapter)?;
    Ok(ChapterSettings { items: settings.into_iter().map(setting).collect(), version: draft.map(|draft| draft.version), may_edit })
}

fn setting(setting: rules::Setting) -> Setting {
    let (kind, choices) = match setting.kind {
        SettingKind::Number => ("number", Vec::new()),
        SettingKind::Line => ("line", Vec::new()),
        SettingKind::Paragraph => ("paragraph", Vec::new()),
        SettingKind::Feel => ("feel", Vec::new()),
        SettingKind::Markdown => ("markdown", Vec::new()),
        SettingKind::Choice(words) => ("choice", words),
    };
    Setting {
        id: setting.id,
        group: (&setting.group).into(),
        label: (&setting.label).into(),
        kind: kind.to_owned(),
        choices: choices.iter().map(|(value, label)| Choice { value: value.clone(), label: label.into() }).collect(),
        value: setting.value,
        published: setting.published,
        default: setting.default,
    }
}
