//! What stands before every endpoint: changes come from our own pages only, and answers tell browsers what not to do.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::{ApiError, ErrorCode};
use crate::extract;

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

/// Refuses control characters in an address, and the set-up of a company under a name that is not this machine's: a page elsewhere can have its own
/// name lead here, and there is no sign-in yet that would keep it out.
pub(crate) async fn refuse_what_no_page_sends(request: Request, next: Next) -> Response {
    if extract::has_encoded_control(request.uri().path()) || request.uri().query().is_some_and(extract::has_encoded_control) {
        return extract::control_characters().into_response();
    }
    let path = request.uri().path();
    let is_setup = path.strip_prefix(crate::router::PREFIX).unwrap_or(path) == "/setup" && request.method() == Method::POST;
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if is_setup && host.is_some_and(|host| !is_address(host)) {
        let message = "a company is set up by the address of the machine, not by a name";
        let error = ApiError::new(ErrorCode::ForeignRequest, message, "建立公司时请用本机地址访问");
        return error.help("open http://127.0.0.1:8080/ on that machine, or its number in your network").into_response();
    }
    next.run(request).await
}

/// Whether a host is `localhost` or a number, with a port or without.
fn is_address(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok()
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
