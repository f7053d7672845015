//! What comes from outside of pages: bodies too large, control characters, names by the thousand, months that are not, cookies behind TLS.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;

use crate::support::{MONTH, Server};

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_three_megabytes_comes_in() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let mut file = String::from("客户编码,客户名称,备注\n");
    for number in 0..30_000 {
        file.push_str(&format!("K{number},公司 {number},{}\n", "很长的备注".repeat(6)));
    }
    assert!(file.len() > 3 << 20);
    let answer = finance.upload("customers.csv", file.as_bytes()).await;
    assert_eq!(answer.good()["bytes"], file.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_too_large_are_413() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let long = "x".repeat(3 << 20);
    let too_large = (413, "body_too_large".to_owned());
    assert_eq!(
        server.post("/session", json!({ "name": "x".repeat(20_000), "password": "y" })).await.code(),
        too_large,
        "without an account"
    );
    assert_eq!(finance.post(&format!("/ratings/{MONTH}"), json!({ "x": long })).await.code(), too_large);
    assert_eq!(finance.form("/imports", &[("answers", &long)], "a.csv", b"a\n1\n").await.code(), too_large, "a text beside a file");
}

#[tokio::test(flavor = "multi_thread")]
async fn control_characters_are_refused_wherever_a_text_comes_in() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let refused = (422, "invalid_value".to_owned());
    assert_eq!(server.post("/session", json!({ "name": "a\u{0}b", "password": "y" })).await.code(), refused);
    assert_eq!(finance.get("/search?q=ab%00").await.code(), refused);
    assert_eq!(finance.get("/customers?search=%01").await.code(), refused);
    let draft = json!({ "path": "credit/a.dmn", "xml": "<a/>", "note": "x\u{7}" });
    assert_eq!(finance.put("/rulebook/draft", draft).await.code(), refused);
    assert_eq!(finance.form("/imports", &[("sheet", "\u{0}")], "a.csv", b"a\n1\n").await.code(), refused);
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_and_reasons_are_as_long_as_the_description_says() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    for path in ["/customers?limit=0", "/customers?limit=501", "/search?q=ab&limit=0", "/customers?limit=many"] {
        assert_eq!(finance.get(path).await.code(), (400, "bad_request".to_owned()), "{path}");
    }
    assert!(finance.get("/customers?limit=500").await.status.is_success());
    let customer = finance.get("/customers").await.good()["rows"][0]["id"].clone();
    let body = json!({ "class": "B", "reason": "很".repeat(501), "until_month": MONTH, "seen": "1:0:" });
    let answer = finance.post(&format!("/customers/{customer}/ratings/{MONTH}/override"), body).await;
    assert_eq!(answer.code(), (422, "invalid_value".to_owned()), "{}", answer.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_is_not_over_or_of_which_nothing_is_known_is_not_rated() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    for month in ["9999-12", "2099-01", "2026-11", "2001-01", "0001-01"] {
        let answer = finance.post(&format!("/ratings/{month}"), json!({})).await;
        assert_eq!(answer.code(), (422, "refused".to_owned()), "{month}: {}", answer.json());
    }
    assert_eq!(finance.get("/session").await.good()["company"]["latest_month"], MONTH);
    let job = finance.post(&format!("/ratings/{MONTH}"), json!({})).await;
    assert_eq!(finance.finished(&job).await["state"], "done");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_out_outlives_ten_thousand_other_names_and_a_restart() {
    let server = Server::demo();
    let attempt = async |server: &Server, name: &str, password: &str| {
        server.post("/session", json!({ "name": name, "password": password })).await.code()
    };
    let locked = (429, "locked_out".to_owned());
    for _ in 0..5 {
        assert_eq!(attempt(&server, "ningbo", "guess").await.0, 401);
    }
    for number in 0..500 {
        attempt(&server, &format!("nobody {number}"), &"x".repeat(201)).await;
    }
    assert_eq!(attempt(&server, "ningbo", "ningbo-demo").await, locked);
    let restarted = server.restarted();
    assert_eq!(attempt(&restarted, "ningbo", "ningbo-demo").await, locked);
    assert!(restarted.as_demo("finance").await.get("/session").await.status.is_success());
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_once_are_not_more_than_five() {
    let server = Server::demo();
    let guesses = (0..20).map(|_| server.post("/session", json!({ "name": "ningbo", "password": "guess" })));
    let mut checked = 0;
    for answer in futures_of(guesses).await {
        checked += u32::from(answer.status == 401);
    }
    assert_eq!(checked, 5);
}

/// All at once.
async fn futures_of<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut open: Vec<_> = all.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        for (one, done) in &mut open {
            if done.is_none()
                && let std::task::Poll::Ready(answer) = one.as_mut().poll(context)
            {
                *done = Some(answer);
            }
        }
        if open.iter().all(|(_, done)| done.is_some()) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    open.into_iter().filter_map(|(_, done)| done).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_for_tls_only_where_the_browser_came_by_tls() {
    let server = Server::demo();
    for (name, value, is_secure) in
        [("x-forwarded-proto", "https", true), ("forwarded", "for=1.2.3.4;proto=https", true), ("x-forwarded-proto", "http", false)]
    {
        let request = Request::post("/api/v1/session").header("x-guiju", "1").header(header::CONTENT_TYPE, "application/json");
        let body = json!({ "name": "finance", "password": "finance-demo" }).to_string();
        let answer = server.send(request.header(name, value).body(Body::from(body)).unwrap()).await;
        let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert_eq!(set.ends_with("; Secure"), is_secure, "{name}: {value}: {set}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_not_set_up_by_a_page_that_has_its_name_lead_here() {
    let server = Server::empty();
    for (host, is_let_in) in [("evil.example", false), ("evil.example:8080", false), ("127.0.0.1:8080", true), ("[::1]:8080", true)] {
        let request = Request::post("/api/v1/setup").header("x-guiju", "1").header(header::CONTENT_TYPE, "application/json");
        let request = request.header(header::HOST, host).body(Body::from(json!({ "mode": "own", "name": "" }).to_string())).unwrap();
        let code = server.send(request).await.code();
        assert_eq!(code.1 != "foreign_request", is_let_in, "{host}: {code:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_another_process_writes_reads_go_on() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let path = server.folder().join("company.db");
    let other = guiju_store::Store::open(&guiju_store::Database::Sqlite(path)).unwrap();
    let (begun, is_begun) = std::sync::mpsc::channel();
    let (end, is_ended) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        other.write(&guiju_types::Actor::program("test"), |write| {
            write.set_setting("long", "commit")?;
            begun.send(()).unwrap();
            // Until the test has read.
            let _ = is_ended.recv();
            Ok::<(), guiju_store::StoreError>(())
        })
    });
    is_begun.recv().unwrap();
    let waiting: Vec<_> = (0..30).map(|_| server.post("/session", json!({ "name": "finance", "password": "finance-demo" }))).collect();
    let reads = async {
        for _ in 0..20 {
            assert!(finance.get("/customers").await.status.is_success());
        }
        end.send(()).unwrap();
    };
    let (signed_in, ()) = tokio::join!(futures_of(waiting.into_iter()), reads);
    writer.join().unwrap().unwrap();
    let codes: std::collections::BTreeSet<u16> = signed_in.iter().map(|answer| answer.status.as_u16()).collect();
    assert!(codes.iter().all(|code| matches!(code, 200 | 503)), "{codes:?}");
}
