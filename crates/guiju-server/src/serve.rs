//! Listens, answers, and ends in good order.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::app::App;
use crate::router::{PREFIX, endpoints};
use crate::{guard, request_id, web};

/// How long open requests and jobs may take once the program is asked to end.
const GRACE: Duration = Duration::from_secs(10);

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
    /// Serving ended by an error of the system.
    #[error("the server stopped")]
    Stopped(#[source] std::io::Error),
}

/// Serves until the process gets SIGINT or SIGTERM; `ready` is called once, when the address answers. Prints nothing.
///
/// # Errors
/// Where the address cannot be used or the system gives no threads.
pub fn serve(options: ServeOptions, ready: impl FnOnce(SocketAddr)) -> Result<(), ServerError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServerError::Threads)?;
    let outcome = runtime.block_on(async {
        let address = options.listen;
        let listener = tokio::net::TcpListener::bind(address).await.map_err(|source| ServerError::Listen { address, source })?;
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
        let served = axum::serve(listener, routes(app)).with_graceful_shutdown(stopped);
        within_grace(served.into_future()).await
    });
    runtime.shutdown_timeout(GRACE);
    outcome
}

/// Serves to the end; once the program is asked to end, open requests have [`GRACE`].
async fn within_grace(served: impl Future<Output = std::io::Result<()>>) -> Result<(), ServerError> {
    let late = async {
        asked_to_end().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        outcome = served => outcome.map_err(ServerError::Stopped),
        () = late => Ok(()),
    }
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
