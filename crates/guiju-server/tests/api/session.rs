//! Sign-in: cookies, wrong passwords, lock-out, foreign pages, one-time passwords, roles.

use crate::support::{Server, cookie};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_a_cookie_that_scripts_and_foreign_pages_do_not_get() {
    let server = Server::demo();
    let answer = server.post("/session", json!({ "name": "finance", "password": "finance-demo" })).await;
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(set.contains(part), "{set}");
    }
    let token = cookie(&answer).replace("guiju_session=", "");
    assert_eq!(token.len(), 64);
    let body = answer.good();
    assert_eq!(body["user"]["role"], "finance");
    assert_eq!(body["user"]["may"]["rate"], true);
    assert_eq!(body["company"]["today"], "2026-10-31");
    let database = std::fs::read(server.folder().join("company.db")).unwrap();
    assert!(!database.windows(64).any(|bytes| bytes == token.as_bytes()), "the token itself is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_say_nothing_about_names_and_lock_after_five() {
    let server = Server::demo();
    let attempt = async |name: &str, password: &str| server.post("/session", json!({ "name": name, "password": password })).await;
    let (known, unknown) = (attempt("ningbo", "guess").await, attempt("nobody", "guess").await);
    assert_eq!(known.code(), (401, "wrong_password".to_owned()));
    assert_eq!(known.json()["error"]["message"], unknown.json()["error"]["message"]);
    for _ in 0..4 {
        attempt("ningbo", "guess").await;
    }
    let locked = attempt("ningbo", "ningbo-demo").await;
    assert_eq!(locked.code(), (429, "locked_out".to_owned()));
    assert!(locked.headers.contains_key(header::RETRY_AFTER));
    assert_eq!(attempt("finance", "finance-demo").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_from_a_foreign_page_is_refused_even_with_the_cookie() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let request = |extra: (&'static str, &'static str)| {
        let request = Request::delete("/api/v1/session").header(header::COOKIE, &finance.cookie).header(header::HOST, "guiju.local");
        request.header(extra.0, extra.1).body(Body::empty()).unwrap()
    };
    let foreign = server.send(request(("origin", "https://elsewhere.example"))).await;
    assert_eq!(foreign.code(), (403, "foreign_request".to_owned()));
    assert_eq!(finance.get("/session").await.status, StatusCode::OK);
    let own = server.send(request(("origin", "http://guiju.local"))).await;
    assert_eq!(own.status, StatusCode::NO_CONTENT);
    assert_eq!(finance.get("/session").await.code(), (401, "not_signed_in".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_own_company_begins_with_a_one_time_password_that_has_to_be_changed() {
    let server = Server::empty();
    assert_eq!(server.get("/setup").await.good()["state"], "new");
    assert_eq!(server.get("/customers").await.code(), (401, "not_signed_in".to_owned()));
    let made = server.post("/setup", json!({ "mode": "own", "name": "甬江货代", "base_currency": "CNY" })).await.good();
    let administrator = &made["administrator"];
    let password = administrator["one_time_password"].as_str().unwrap();
    assert_eq!(server.get("/setup").await.good()["state"], "ready");
    assert_eq!(server.post("/setup", json!({ "mode": "demo" })).await.code(), (409, "already_set_up".to_owned()));

    let mut client = server.sign_in(administrator["name"].as_str().unwrap(), password).await;
    assert_eq!(client.get("/session").await.good()["user"]["must_change_password"], true);
    assert_eq!(client.get("/customers").await.code(), (403, "must_change_password".to_owned()));
    let weak = client.post("/session/password", json!({ "old_password": password, "new_password": "short" })).await;
    assert_eq!(weak.code(), (422, "weak_password".to_owned()));
    let changed = client.post("/session/password", json!({ "old_password": password, "new_password": "规矩方圆之至也不以规矩" })).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    let old = std::mem::replace(&mut client.cookie, cookie(&changed));
    let list = client.get("/customers").await.good();
    assert_eq!(list["total"], 0);
    assert!(list["empty_because"]["zh"].as_str().unwrap().contains("导入"));
    client.cookie = old;
    assert_eq!(client.get("/session").await.code(), (401, "not_signed_in".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_does_what_the_rulebook_lets_it() {
    let server = Server::demo();
    let (ningbo, chen) = (server.as_demo("ningbo").await, server.as_demo("chen").await);
    let forbidden = (403, "forbidden".to_owned());
    assert_eq!(ningbo.post("/ratings/2026-10", json!({})).await.code(), forbidden);
    assert_eq!(ningbo.get("/imports").await.code(), forbidden);
    assert_eq!(ningbo.upload("a.csv", b"code\n1\n").await.code(), forbidden);
    assert_eq!(chen.get("/customers/export").await.code(), forbidden);
    assert_eq!(ningbo.get("/customers/export").await.status, StatusCode::OK);
    let customer = chen.get("/customers?limit=1").await.good()["rows"][0]["id"].clone();
    let seen = ningbo.get(&format!("/customers/{customer}")).await.good()["rating"]["seen"].clone();
    let body = json!({ "class": "A", "reason": "老客户，已当面核实", "until_month": "2026-12", "seen": seen });
    let path = format!("/customers/{customer}/ratings/2026-10/override");
    assert_eq!(chen.post(&path, body.clone()).await.code(), forbidden);
    let set = ningbo.post(&path, body).await.good();
    assert_eq!((set["asked"]["value"].clone(), set["asked"]["steps"][0]["by"].clone()), (json!("A"), json!("ningbo")));
    assert_eq!(set["class"], set["computed_class"], "a branch manager asks; finance approves");
}
