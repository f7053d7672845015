//! The web build, inside of the program: files by their path, `index.html` for every page of the application.

use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::error::{ApiError, ErrorCode};
use crate::router::PREFIX;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Build;

/// What a program without the pages says.
const NOT_BUILT: &str = "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>Guiju</title>\
    <body style=\"font:16px/1.6 sans-serif;max-width:40em;margin:4em auto\"><h1>Guiju 规矩</h1>\
    <p>The program runs, but its pages are not built in. Run <code>make build</code> (or <code>npm ci &amp;&amp; npm run build</code> in \
    <code>web/</code>) and start it again. The API answers under <a href=\"/api/v1/openapi.json\">/api/v1</a>.</p>\
    <p>程序已经运行，但还没有构建网页。请运行 <code>make build</code> 后重新启动。</p></body></html>";

/// A file of the build, or the application's page for every other path that is no file's.
pub(crate) async fn page(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if uri.path().starts_with(PREFIX) {
        return ApiError::not_found("such endpoint", "接口").help("see /api/v1/openapi.json").into_response();
    }
    if let Some(file) = Build::get(path) {
        return answer(path, file.data.into_owned());
    }
    // Files of the build lie in `assets/` or at the root; deeper paths are pages, some of which are about a file: `/rulebook/decisions/a.dmn`.
    let is_file = path.starts_with("assets/") || path.contains('.') && !path.contains('/');
    if is_file {
        return (StatusCode::NOT_FOUND, "no such file").into_response();
    }
    match Build::get("index.html") {
        Some(index) => answer("index.html", index.data.into_owned()),
        None => Html(NOT_BUILT).into_response(),
    }
}

/// A method that an endpoint does not have.
pub(crate) async fn method_not_allowed() -> ApiError {
    ApiError::new(ErrorCode::MethodNotAllowed, "this endpoint does not have this method", "接口不支持这种请求方法")
        .help("see /api/v1/openapi.json")
}

fn answer(path: &str, bytes: Vec<u8>) -> Response {
    // The build names what is in `assets/` after its content, so such a file never changes.
    let caching = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, media_type(path)), (header::CACHE_CONTROL, caching)], bytes).into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
