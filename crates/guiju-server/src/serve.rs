//! Listens, answers, and ends in good order.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::app::App;
use crate::router::{PREFIX, endpoints};
use crate::{guard, request_id, web};

/// How long open requests and jobs may take once the program is asked to end.
const GRACE: Duration = Duration::from_secs(10);

/// How long a client may take for the head of its request, and an idle connection stays open.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// Threads for work that blocks, at most: the places of `app.rs`, and as many for long work and refreshes.
const BLOCKING_THREADS: usize = 64;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The company's folder; it may be empty: the first page then asks what to set up.
    pub company_folder: PathBuf,
    /// The address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
}

/// Why nothing is served. The caller mends address or system and tries again.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on `{address}`; choose another with `--listen`")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// No threads.
    #[error("cannot start the server's threads")]
    Threads(#[source] std::io::Error),
}

/// Serves until the process gets SIGINT or SIGTERM; `ready` is called once, when the address answers. Prints nothing.
///
/// # Errors
/// Where the address cannot be used or the system gives no threads.
pub fn serve(options: ServeOptions, ready: impl FnOnce(SocketAddr)) -> Result<(), ServerError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .map_err(ServerError::Threads)?;
    let outcome = runtime.block_on(async {
        let address = options.listen;
        let listener = TcpListener::bind(address).await.map_err(|source| ServerError::Listen { address, source })?;
        let app = App::new(options.company_folder);
        let bound = listener.local_addr().map_err(|source| ServerError::Listen { address, source })?;
        // The address answers before the company is open: the first page needs no data.
        let opener = app.clone();
        tokio::spawn(async move {
            if opener.is_set_up()
                && let Err(error) = opener.company().await
            {
                // Making the detail logs the cause; the next request meets the same and is told.
                drop(error.detail());
            }
        });
        ready(bound);
        let jobs = app.clone();
        let stopped = async move {
            asked_to_end().await;
            jobs.jobs().cancel_all();
        };
        accept(listener, routes(app), HEADERS_WITHIN, stopped).await;
        Ok(())
    });
    runtime.shutdown_timeout(GRACE);
    outcome
}

/// Answers connections until `stopped`, each of whose heads has to come within some time; then open requests have [`GRACE`].
async fn accept(listener: TcpListener, router: Router, headers_within: Duration, stopped: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(headers_within);
    let open = GracefulShutdown::new();
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopped => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Too many open files, or a client that left again: the next may be well.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone())));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    // Those that are late end with the program.
    let _ = tokio::time::timeout(GRACE, open.shutdown()).await;
}

async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupt => {}
        _ = terminate => {}
    }
}

/// Everything that is served on a company folder, for whoever brings a listener of their own: tests, another program.
pub fn router(company_folder: PathBuf) -> Router {
    routes(App::new(company_folder))
}

fn routes(app: App) -> Router {
    let (endpoints, description) = endpoints().split_for_parts();
    let description = get(async || axum::Json(description));
    let api = endpoints
        .route("/openapi.json", description)
        .method_not_allowed_fallback(web::method_not_allowed)
        .layer(middleware::from_fn(guard::refuse_what_no_page_sends))
        .layer(middleware::from_fn(guard::refuse_foreign_changes))
        .layer(DefaultBodyLimit::max(2 << 20));
    // Workbooks are compressed already.
    let worth_it = SizeAbove::new(1024).and(NotForContentType::const_new(crate::workbook::WORKBOOK)).and(NotForContentType::IMAGES);
    Router::new()
        .nest(PREFIX, api)
        .fallback(web::page)
        .layer(middleware::from_fn(guard::with_security_headers))
        .layer(CompressionLayer::new().compress_when(worth_it))
        .layer(middleware::from_fn(request_id::with_request_id))
        .with_state(app)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_head_that_does_not_end_is_not_waited_for_and_others_are_answered() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let router = router(folder.path().to_owned());
        let served = runtime.spawn(accept(listener, router, Duration::from_millis(300), async {
            let _ = stopped.await;
        }));
        let mut unfinished: Vec<TcpStream> = (0..20).map(|_| TcpStream::connect(address).unwrap()).collect();
        for stream in &mut unfinished {
            stream.write_all(b"GET /api/v1/health HTTP/1.1\r\nhost: x\r\nx-slow: ").unwrap();
        }
        let mut whole = TcpStream::connect(address).unwrap();
        whole.write_all(b"GET /api/v1/health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        whole.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        for stream in &mut unfinished {
            // Ends when the server closes, which it would not.
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest).unwrap();
        }
        stop.send(()).unwrap();
        runtime.block_on(served).unwrap();
    }
}
