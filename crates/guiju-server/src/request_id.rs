//! Gives every request an id that stands in its answer, in a refusal's body and in the log.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

static HEADER: HeaderName = HeaderName::from_static("x-request-id");
static NEXT: AtomicU64 = AtomicU64::new(1);

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that this task answers; `-` outside of one.
pub(crate) fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_else(|_| "-".to_owned())
}

/// Runs the rest of a request under a new id.
pub(crate) async fn with_request_id(request: Request, next: Next) -> Response {
    let id = new_id();
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    let mut response = CURRENT.scope(id.clone(), next.run(request).instrument(span)).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER.clone(), value);
    }
    response
}

/// Runs other work, such as a job, under the id of the request that began it.
pub(crate) fn with_id<T>(id: String, work: impl FnOnce() -> T) -> T {
    CURRENT.sync_scope(id, work)
}

/// Sorts by time and is unique in this process: seconds, then a counter.
fn new_id() -> String {
    let seconds = jiff::Timestamp::now().as_second();
    let count = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{seconds:x}-{count:x}")
}
