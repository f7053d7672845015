//! Axum's extractors with this API's refusals.

use axum::body::Bytes;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use crate::error::{ApiError, ErrorCode};

/// The query of a request.
#[derive(Debug, Clone, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(ApiError))]
pub(crate) struct Query<T>(pub(crate) T);

/// The parameters in a request's path.
#[derive(Debug, Clone, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(ApiError))]
pub(crate) struct Path<T>(pub(crate) T);

/// The JSON body of a request. Texts hold no control characters but those of lines: no page sends them, and PostgreSQL takes no zero bytes.
#[derive(Debug, Clone)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let is_json = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(is_json);
        if !is_json {
            let error = ApiError::new(ErrorCode::BadRequest, "the body is not said to be JSON", "提交的内容不正确");
            return Err(error.help("send the header `content-type: application/json`"));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                return ApiError::new(ErrorCode::BodyTooLarge, "the body is larger than this endpoint takes", "提交的内容过大");
            }
            ApiError::new(ErrorCode::BadRequest, rejection.body_text().to_lowercase(), "提交的内容不正确")
        })?;
        if has_escaped_control(&bytes) {
            return Err(control_characters());
        }
        axum::Json::from_bytes(&bytes).map(|axum::Json(value)| Self(value)).map_err(ApiError::from)
    }
}

fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// Refuses a text that is longer than the API says.
pub(crate) fn check_length(field: &str, text: &str, max: usize) -> Result<(), ApiError> {
    if text.chars().count() <= max {
        return Ok(());
    }
    Err(ApiError::invalid(field, format!("write at most {max} characters"), format!("最多 {max} 个字")))
}

/// The longest reason that is kept.
pub(crate) const REASON_MAX: usize = 500;

/// What is told of control characters.
pub(crate) fn control_characters() -> ApiError {
    ApiError::new(ErrorCode::InvalidValue, "a text holds a control character", "文本中含有控制字符")
        .help("take it out; tabs and line ends may stay")
}

/// Whether a JSON text has a control character other than tab and line ends in one of its strings. It can only be there as `\u00XX`, `\b` or
/// `\f`: JSON takes none as it is.
fn has_escaped_control(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(place) = rest.iter().position(|byte| *byte == b'\\') {
        rest = rest.get(place + 1..).unwrap_or_default();
        match rest {
            [b'b' | b'f', ..] => return true,
            [b'u', b'0', b'0', high @ (b'0' | b'1'), low, ..] => {
                let is_line = *high == b'0' && matches!(low.to_ascii_lowercase(), b'9' | b'a' | b'd');
                if !is_line {
                    return true;
                }
            }
            _ => {}
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Whether an address has such a character, percent-encoded.
pub(crate) fn has_encoded_control(address: &str) -> bool {
    address.as_bytes().windows(3).any(|window| match window {
        [b'%', b'0', low] => !matches!(low.to_ascii_lowercase(), b'9' | b'a' | b'd'),
        [b'%', b'1', _] => true,
        _ => false,
    })
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(ErrorCode::BadRequest, rejection.body_text().to_lowercase(), "网址中的参数不正确")
            .help("compare the parameters with the API's description at /api/v1/openapi.json")
    }
}

impl From<PathRejection> for ApiError {
    fn from(rejection: PathRejection) -> Self {
        Self::new(ErrorCode::BadRequest, rejection.body_text().to_lowercase(), "网址不正确")
            .help("ids are numbers, months are written as 2026-10")
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(ErrorCode::BadRequest, rejection.body_text().to_lowercase(), "提交的内容不正确")
            .help("compare the body with the API's description at /api/v1/openapi.json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_found_however_they_are_written_and_nothing_else_is() {
        let table: &[(&str, bool)] = &[
            (r#"{"a":"\u0000"}"#, true),
            (r#"{"a":"x\u001Fy"}"#, true),
            (r#"{"a":"\b"}"#, true),
            (r#"{"a":"\\\u0007"}"#, true),
            (r#"{"a":"\\u0000 is how one writes it"}"#, false),
            (r#"{"a":"\t\n\r\u0009\u000a\u000D"}"#, false),
            (r#"{"a":"\u4e2d \u0020"}"#, false),
            ("\\", false),
        ];
        for (json, has) in table {
            assert_eq!(has_escaped_control(json.as_bytes()), *has, "{json}");
        }
        for (address, has) in [("/search?q=a%00", true), ("/search?q=%1F", true), ("/search?q=%0A%20%E4", false), ("/a%", false)] {
            assert_eq!(has_encoded_control(address), has, "{address}");
        }
    }
}
