//! What stands before every endpoint: changes come from our own pages only, and answers tell browsers what not to do.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::{ApiError, ErrorCode};

/// Refuses a change that a foreign page could have made with the caller's cookie: it needs the header `x-guiju: 1`, which a foreign page
/// cannot set without asking, or an origin that is ours.
pub(crate) async fn refuse_foreign_changes(request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || is_ours(request.headers()) {
        return next.run(request).await;
    }
    let message = "a change has to come from this application";
    let error = ApiError::new(ErrorCode::ForeignRequest, message, "修改请求必须来自本系统的页面");
    error.help("send the header `x-guiju: 1`").into_response()
}

fn is_ours(headers: &HeaderMap) -> bool {
    if headers.get("x-guiju").is_some_and(|value| value == "1") {
        return true;
    }
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        _ => false,
    }
}

/// Antd writes its styles into the page, so styles may be inline; scripts may not.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// Tells browsers what an answer may do.
pub(crate) async fn with_security_headers(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with(crate::router::PREFIX);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_api {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
