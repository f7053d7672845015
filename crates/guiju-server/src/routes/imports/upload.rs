//! `POST /api/v1/imports`: takes a file and says what it seems to be.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use guiju_documents::{OpenOptions, Table};
use guiju_runtime::Company;
use guiju_runtime::import::{Answers, Ask, Books, guess};

use crate::dto::import::{SavedRecipe, Sheet, Upload, UploadForm};
use crate::error::{ApiError, ErrorCode};
use crate::extract::control_characters;
use crate::imports::{proposal, refusal, saved_recipes};
use crate::session::{Caller, Right};
use crate::uploads;

/// Takes a file and says what it seems to be. Put the fields `sheet` and `answers` before the file, to look at another sheet than the first,
/// or to answer what is known to be asked.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "imports",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 200, body = Upload), ApiError)
)]
pub(crate) async fn upload_file(caller: Caller, mut form: Multipart) -> Result<axum::Json<Upload>, ApiError> {
    caller.require(Right::Import)?;
    let (mut sheet, mut answers, mut taken) = (None, Answers::default(), None);
    while let Some(field) = form.next_field().await.map_err(|error| ApiError::broken_form(&error))? {
        match field.name() {
            Some("sheet") => sheet = Some(text_of(field).await?).filter(|name| !name.is_empty()),
            Some("answers") => {
                let text = text_of(field).await?;
                answers = Answers::parse(&text)?;
            }
            Some("file") if taken.is_none() => taken = Some(caller.app().uploads().take(&caller.user().name, field).await?),
            _ => {}
        }
    }
    let Some((id, upload)) = taken else {
        return Err(ApiError::new(ErrorCode::BadRequest, "the form has no field `file`", "请选择要上传的文件"));
    };
    caller.with(move |company, _| look(company, id, &upload, sheet.as_deref(), &answers)).await.map(axum::Json)
}

/// The longest text beside a file: answers of some thousand questions.
const TEXT_MAX: usize = 1 << 20;

/// A field of text. The form as a whole may be as large as a file, which goes to the disk; a text is in memory.
async fn text_of(mut field: Field<'_>) -> Result<String, ApiError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| ApiError::broken_form(&error))? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > TEXT_MAX {
            return Err(ApiError::new(ErrorCode::BodyTooLarge, "a text beside the file is larger than 1 MB", "提交的内容过大"));
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| ApiError::new(ErrorCode::BadRequest, "a text is not UTF-8", "上传的表单不正确"))?;
    if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')) {
        return Err(control_characters());
    }
    Ok(text)
}

/// What a file seems to be, with what was answered of it.
pub(super) fn look(
    company: &Company,
    id: String,
    upload: &uploads::Upload,
    sheet: Option<&str>,
    answers: &Answers,
) -> Result<Upload, ApiError> {
    let sheet = sheet.or_else(|| answers.0.get("sheet").map(String::as_str));
    let table = Table::open(&upload.path, &OpenOptions::default())?;
    let mut seen = Upload {
        upload: id,
        file_name: upload.file_name.clone(),
        bytes: upload.bytes,
        sheets: Vec::new(),
        refusal: None,
        proposal: None,
        known_recipe: None,
    };
    match guess(&Books::of(company)?, &table, &Ask { sheet, answers }) {
        Ok(guessed) => {
            if let Some(question) = guessed.questions.iter().find(|question| answers.0.contains_key(&question.key)) {
                let given = answers.0.get(&question.key).map(String::as_str).unwrap_or_default();
                let message = format!("`{given}` is no answer to it: {}", question.text.en);
                return Err(ApiError::invalid(&question.key, message, format!("“{given}”不是这个问题的答案：{}", question.text.zh)));
            }
            let found = guessed.sheets.iter().map(|found| Sheet {
                name: found.name.clone(),
                rows: None,
                is_chosen: found.name == guessed.sheet,
                is_hidden: found.is_hidden,
                is_read: found.is_read,
                why: Some((&found.why).into()),
            });
            seen.sheets = found.collect();
            let mut proposed = proposal(company, &guessed);
            // What was said of this file only is no part of the recipe's lasting answers.
            proposed.answers.extend(answers.0.clone());
            // The name stands in the rows' keys: a file of the same kind has the same headers, and so the same name.
            if proposed.recipe.name.is_none() {
                proposed.recipe.name = Some(stem(&upload.file_name));
            }
            let headers: Vec<&str> = guessed.columns.iter().map(|column| column.header.as_str()).collect();
            if let Some(known) = saved_recipes(company)?.into_iter().find(|known| fits(known, &headers)) {
                seen.known_recipe = Some(known.name);
            }
            seen.proposal = Some(proposed);
        }
        Err(error) => {
            seen.sheets = table
                .sheets()
                .iter()
                .map(|name| Sheet {
                    name: name.clone(),
                    rows: None,
                    is_chosen: Some(name.as_str()) == sheet,
                    is_hidden: false,
                    is_read: false,
                    why: None,
                })
                .collect();
            match refusal(&error) {
                Some(text) => seen.refusal = Some(text),
                None => return Err(error.into()),
            }
        }
    }
    Ok(seen)
}

/// Whether every column that a saved recipe uses is in the file.
fn fits(known: &SavedRecipe, headers: &[&str]) -> bool {
    !known.recipe.columns.is_empty() && known.recipe.columns.iter().all(|column| headers.contains(&column.header.as_str()))
}

fn stem(file_name: &str) -> String {
    let stem = file_name.split('.').next().unwrap_or_default().trim();
    if stem.is_empty() { "import".to_owned() } else { stem.chars().take(60).collect() }
}
