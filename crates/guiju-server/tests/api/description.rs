//! The committed description of the API is what the routes say, and every refusal has its page.

use std::collections::BTreeSet;
use std::path::Path;

use guiju_server::{ErrorCode, Retry, openapi};

fn docs() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs"))
}

#[test]
fn the_committed_description_is_what_the_routes_say() {
    let committed = std::fs::read_to_string(docs().join("openapi.json")).unwrap();
    let routes = openapi().to_pretty_json().unwrap();
    assert!(
        committed.trim_end() == routes.trim_end(),
        "docs/openapi.json is behind the routes; run `cargo run -p guiju-server --example openapi > docs/openapi.json`"
    );
}

#[test]
fn every_error_code_has_its_page_with_status_and_no_page_is_left_over() {
    let mut pages: BTreeSet<String> = std::fs::read_dir(docs().join("errors"))
        .unwrap()
        .map(|page| page.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    for code in ErrorCode::ALL {
        assert!(pages.remove(code.name()), "docs/errors/{}.md is missing", code.name());
        let page = std::fs::read_to_string(docs().join("errors").join(format!("{}.md", code.name()))).unwrap();
        assert!(page.starts_with(&format!("# `{}`", code.name())), "{}", code.name());
        assert!(page.contains(&format!("Status {} ", code.status().as_u16())), "{}: the page names another status", code.name());
        let never = page.contains("Retry: Never");
        assert_eq!(never, code.retry() == Retry::Never, "{}: the page has another retry rule", code.name());
    }
    assert_eq!(pages, BTreeSet::new());
}

#[test]
fn every_endpoint_says_what_it_is_and_what_it_answers() {
    let description = serde_json::to_value(openapi()).unwrap();
    let mut ids = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, endpoint) in methods.as_object().unwrap() {
            assert!(endpoint["summary"].as_str().is_some_and(|summary| summary.ends_with('.')), "{method} {path}");
            assert!(ids.insert(endpoint["operationId"].as_str().unwrap().to_owned()), "{method} {path}");
            assert!(path == "/health" || endpoint["responses"].get("default").is_some(), "{method} {path} does not name its refusals");
        }
    }
}
