//! A server on a copy of one small demo company, spoken to through its router: no network, no sleeping.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use guiju_demo::DemoOptions;
use guiju_documents::{Cell, OpenOptions, Table};
use guiju_server::{MakeDemo, make_demo, router};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// The latest month of the demo company.
pub(crate) const MONTH: &str = "2026-10";

/// The demo company that every test copies.
fn original() -> &'static Path {
    static ORIGINAL: OnceLock<TempDir> = OnceLock::new();
    let folder = ORIGINAL.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let facts = DemoOptions { customers: 48, months: 14, ..DemoOptions::default() };
        let demo = MakeDemo { facts, rated_months: 2, ..MakeDemo::default() };
        make_demo(folder.path(), &demo, &mut |_, _, _| {}).unwrap();
        folder
    });
    folder.path()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A server on a folder that goes away with it.
pub(crate) struct Server {
    folder: TempDir,
    router: Router,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("{}: {}", self.status, String::from_utf8_lossy(&self.bytes)))
    }

    /// The body as JSON, of an answer that has to be 200 or 202.
    pub(crate) fn good(&self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// The code of a refusal, with its status.
    pub(crate) fn code(&self) -> (u16, String) {
        (self.status.as_u16(), self.json()["error"]["code"].as_str().unwrap_or_default().to_owned())
    }
}

impl Server {
    /// On a copy of the demo company.
    pub(crate) fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(original(), folder.path());
        Self::on(folder)
    }

    /// On an empty folder.
    pub(crate) fn empty() -> Self {
        Self::on(tempfile::tempdir().unwrap())
    }

    fn on(folder: TempDir) -> Self {
        let router = router(folder.path().to_owned());
        Self { folder, router }
    }

    /// Another server on the same folder, as after a restart.
    pub(crate) fn restarted(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        Self::on(folder)
    }

    /// Where it works.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// Nobody's request.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(format!("/api/v1{path}")).body(Body::empty()).unwrap()).await
    }

    /// Nobody's change, with the header of our own pages.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        let request = Request::post(format!("/api/v1{path}")).header("x-guiju", "1").header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Signs in.
    pub(crate) async fn sign_in(&self, name: &str, password: &str) -> Client<'_> {
        let answer = self.post("/session", serde_json::json!({ "name": name, "password": password })).await;
        answer.good();
        Client { server: self, cookie: cookie(&answer) }
    }

    /// The demo's sign-ins.
    pub(crate) async fn as_demo(&self, name: &str) -> Client<'_> {
        self.sign_in(name, &format!("{name}-demo")).await
    }
}

/// The cookie that an answer sets.
pub(crate) fn cookie(answer: &Answer) -> String {
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// Somebody who is signed in.
pub(crate) struct Client<'a> {
    pub(crate) server: &'a Server,
    pub(crate) cookie: String,
}

impl Client<'_> {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Body::from(body.to_string())).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PUT, path, Body::from(body.to_string())).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, Body::empty()).await
    }

    async fn call(&self, method: Method, path: &str, body: Body) -> Answer {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::COOKIE, &self.cookie);
        let request = request.header("x-guiju", "1").header(header::CONTENT_TYPE, "application/json");
        self.server.send(request.body(body).unwrap()).await
    }

    /// Uploads a file.
    pub(crate) async fn upload(&self, name: &str, content: &[u8]) -> Answer {
        self.form("/imports", &[], name, content).await
    }

    /// Sends a form: fields of text, then the field `file`.
    pub(crate) async fn form(&self, path: &str, texts: &[(&str, &str)], file_name: &str, content: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (name, text) in texts {
            body.extend_from_slice(format!("--border\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").as_bytes());
        }
        let head = format!("--border\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--border--\r\n");
        let request = Request::post(format!("/api/v1{path}")).header(header::COOKIE, &self.cookie).header("x-guiju", "1");
        let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=border");
        self.server.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Waits for a job to end.
    pub(crate) async fn finished(&self, started: &Answer) -> Value {
        let id = started.good()["id"].clone();
        let begun = Instant::now();
        loop {
            let job = self.get(&format!("/jobs/{id}")).await.good();
            if job["state"] != "running" {
                return job;
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "the job does not end: {job}");
            tokio::task::yield_now().await;
        }
    }
}

/// The cells of a workbook as texts, row by row, of all of its sheets.
pub(crate) fn workbook(bytes: &[u8]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.xlsx");
    fs::write(&path, bytes).unwrap();
    let table = Table::open(&path, &OpenOptions::default()).unwrap();
    let mut rows = Vec::new();
    for sheet in 0..table.sheets().len() {
        table
            .each_row(sheet, &mut |row| {
                rows.push(row.cells.iter().map(Cell::text).map(|text| text.to_string()).collect());
                Ok::<_, guiju_documents::DocumentError>(std::ops::ControlFlow::Continue(()))
            })
            .unwrap();
    }
    rows
}

/// A body to compare: what differs from run to run, or with every edit of the rulebook, is replaced by a word.
pub(crate) fn steady(mut body: Value) -> String {
    blur(&mut body);
    serde_json::to_string_pretty(&body).unwrap()
}

fn blur(value: &mut Value) {
    const MOVING: [&str; 9] = ["edition", "known_at", "changed_at", "started_at", "request_id", "version", "digest", "took_ms", "at"];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if MOVING.contains(&name.as_str()) && !value.is_null() {
                    *value = Value::String(format!("<{name}>"));
                } else {
                    blur(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(blur),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
