//! What stands around the endpoints: pages, headers, compression, unknown paths.

use crate::support::Server;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

async fn page(server: &Server, path: &str) -> crate::support::Answer {
    server.send(Request::get(path).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_path_of_the_application_is_its_page_and_a_missing_file_is_none() {
    let server = Server::empty();
    for path in ["/", "/customers/17", "/ratings/2026-10?class=D", "/rulebook/decisions/credit%2Fclass.dmn"] {
        let answer = page(&server, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html"), "{path}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(answer.headers.contains_key("x-request-id"));
    }
    for path in ["/assets/missing.js", "/robots.txt"] {
        assert_eq!(page(&server, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_endpoint_or_method_is_refused_as_json() {
    let server = Server::empty();
    assert_eq!(server.get("/nothing").await.code(), (404, "not_found".to_owned()));
    let answer = server.post("/health", serde_json::json!({})).await;
    assert_eq!(answer.code(), (405, "method_not_allowed".to_owned()));
    let id = answer.json()["error"]["request_id"].as_str().unwrap().to_owned();
    assert_eq!(answer.headers["x-request-id"].to_str().unwrap(), id);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_compressed_and_never_kept() {
    let server = Server::empty();
    let answer = page(&server, "/api/v1/openapi.json").await;
    assert_eq!(answer.headers[header::CONTENT_ENCODING], "gzip");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(server.get("/health").await.good()["status"], "ok");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_not_what_the_description_says_is_refused_with_help() {
    let server = Server::empty();
    let answer = server.post("/session", serde_json::json!({ "name": 5 })).await;
    assert_eq!(answer.code(), (400, "bad_request".to_owned()));
    assert!(answer.json()["error"]["help"].as_str().unwrap().contains("openapi.json"));
}
