//! What every request shares: the company that is open, long work, uploads, and the bounded door to blocking work.
//!
//! INVARIANT: the company is reachable only by [`session`](crate::session) and `setup`; an endpoint gets it from the signed-in caller,
//! together with the scope.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use guiju_feel::Budget;
use guiju_runtime::Company;
use tokio::sync::Semaphore;

use crate::cache::Figures;
use crate::error::{ApiError, ErrorCode};
use crate::jobs::Jobs;
use crate::session::Lockout;
use crate::session::password::Hashing;
use crate::setup::Setup;
use crate::uploads::Uploads;

/// How many requests may read at once, for each core; the rest wait. More of them answer no sooner and take more memory (docs/benchmarks.md).
const READERS_EACH: usize = 3;
/// The fewest and the most: as many as the store has connections.
const READERS: std::ops::RangeInclusive<usize> = 6..=12;
/// How many may wait for the one writer, or write. They have places of their own: a long commit holds up changes, never a read.
const CHANGERS: usize = 6;
/// How many may evaluate models that somebody typed in.
const MODELLERS: usize = 2;
/// How many steps of evaluation all of such a request may take: some seconds.
const MODEL_STEPS: u64 = 50_000_000;
/// How long a request waits for its turn.
const WAIT: Duration = Duration::from_secs(15);

/// What every request shares; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct App {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    company: Mutex<Option<Company>>,
    opening: tokio::sync::Mutex<()>,
    readers: Arc<Semaphore>,
    changers: Arc<Semaphore>,
    modellers: Arc<Semaphore>,
    hashing: Hashing,
    /// Whether a refresh waits to begin: what is committed until it does it takes along.
    refresh_waits: Arc<AtomicBool>,
    jobs: Jobs,
    uploads: Uploads,
    lockout: Lockout,
    setup: Setup,
    figures: Figures,
}

impl App {
    /// An application on a company folder; nothing is opened yet.
    pub(crate) fn new(folder: PathBuf) -> Self {
        let uploads = Uploads::new(folder.join("uploads"));
        Self {
            inner: Arc::new(Inner {
                folder,
                company: Mutex::new(None),
                opening: tokio::sync::Mutex::new(()),
                readers: Arc::new(Semaphore::new(readers())),
                changers: Arc::new(Semaphore::new(CHANGERS)),
                modellers: Arc::new(Semaphore::new(MODELLERS)),
                hashing: Hashing::default(),
                refresh_waits: Arc::default(),
                jobs: Jobs::default(),
                uploads,
                lockout: Lockout::default(),
                setup: Setup::default(),
                figures: Figures::default(),
            }),
        }
    }

    /// The company's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Whether the folder holds a company.
    pub(crate) fn is_set_up(&self) -> bool {
        self.opened().is_some() || self.folder().join("guiju.toml").exists()
    }

    /// Long work.
    pub(crate) fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }

    /// Files that were uploaded.
    pub(crate) fn uploads(&self) -> &Uploads {
        &self.inner.uploads
    }

    /// Names that may not sign in for a while.
    pub(crate) fn lockout(&self) -> &Lockout {
        &self.inner.lockout
    }

    /// The first start.
    pub(crate) fn setup(&self) -> &Setup {
        &self.inner.setup
    }

    /// Figures that are computed once for each state of the data.
    pub(crate) fn figures(&self) -> &Figures {
        &self.inner.figures
    }

    /// The company, opened now where it was not.
    pub(crate) async fn company(&self) -> Result<Company, ApiError> {
        if let Some(company) = self.opened() {
            return Ok(company);
        }
        let _turn = self.inner.opening.lock().await;
        if let Some(company) = self.opened() {
            return Ok(company);
        }
        if self.setup().is_making() {
            return Err(ApiError::not_ready());
        }
        if !self.folder().join("guiju.toml").exists() {
            let error = ApiError::new(ErrorCode::NotSetUp, "there is no company in this folder yet", "这里还没有公司数据");
            return Err(error.help("set up the demo or your own company first"));
        }
        let folder = self.folder().to_owned();
        let company = self.blocking(move || Company::open(&folder).map_err(ApiError::from)).await?;
        self.put_company(company.clone());
        Ok(company)
    }

    /// Makes a company the one that requests see, and lays its facts out in columns behind them.
    pub(crate) fn put_company(&self, company: Company) {
        *self.inner.company.lock().unwrap_or_else(PoisonError::into_inner) = Some(company.clone());
        self.refresh_later(company);
    }

    /// Appends to the columns what the database has gained, without anybody waiting for it: a question reads the tail until then.
    pub(crate) fn refresh_later(&self, company: Company) {
        let waits = Arc::clone(&self.inner.refresh_waits);
        if waits.swap(true, Ordering::AcqRel) {
            return;
        }
        tokio::task::spawn_blocking(move || {
            waits.store(false, Ordering::Release);
            refresh(&company);
        });
    }

    /// The same, in work that is on a thread of its own already.
    pub(crate) fn refresh_now(&self, company: &Company) {
        refresh(company);
    }

    fn opened(&self) -> Option<Company> {
        self.inner.company.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The places at which passwords are hashed.
    pub(crate) fn hashing(&self) -> &Hashing {
        &self.inner.hashing
    }

    /// Runs work that reads on a thread of its own, a bounded number at a time.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        at_a_place(&self.inner.readers, work).await
    }

    /// The same for work that changes something, and may have to wait for whoever writes.
    pub(crate) async fn changing<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        at_a_place(&self.inner.changers, work).await
    }

    /// The same for work that evaluates what somebody typed in, within a budget that is emptied when nobody waits for the answer any more.
    pub(crate) async fn modelling<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<Budget>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let budget = Arc::new(Budget::new(MODEL_STEPS));
        let _emptied = Emptied(Arc::clone(&budget));
        at_a_place(&self.inner.modellers, move || work(&budget)).await
    }
}

/// Empties the budget of work whose answer nobody waits for: the client is gone, and with it the future that holds this.
struct Emptied(Arc<Budget>);

impl Drop for Emptied {
    fn drop(&mut self) {
        self.0.empty();
    }
}

/// Runs blocking work on a thread of its own when there is a place. The place is given back when the work is done, not when its client leaves.
async fn at_a_place<T: Send + 'static>(
    places: &Arc<Semaphore>,
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let turn = tokio::time::timeout(WAIT, Arc::clone(places).acquire_owned()).await;
    let Ok(Ok(turn)) = turn else { return Err(ApiError::busy()) };
    let span = tracing::Span::current();
    let done = tokio::task::spawn_blocking(move || {
        let done = span.in_scope(work);
        drop(turn);
        done
    });
    done.await.map_err(ApiError::internal)?
}

fn readers() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.saturating_mul(READERS_EACH).clamp(*READERS.start(), *READERS.end())
}

fn refresh(company: &Company) {
    if let Err(error) = company.warehouse().refresh(company.store()) {
        tracing::warn!(%error, "the snapshot could not be refreshed; questions read the database's tail instead");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn the_budget_of_work_is_emptied_when_its_client_leaves() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(folder.path().to_owned());
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (ended, has_ended) = tokio::sync::oneshot::channel();
        let request = tokio::spawn(async move {
            let work = move |budget: &Arc<Budget>| {
                assert!(!budget.is_empty(), "somebody waits");
                begun.send(()).unwrap();
                // As an evaluation does: it looks at the budget between its parts.
                while !budget.is_empty() {
                    std::thread::yield_now();
                }
                ended.send(()).unwrap();
                Ok(())
            };
            app.modelling(work).await
        });
        has_begun.await.unwrap();
        request.abort();
        // Without an end this would wait for ever.
        has_ended.await.unwrap();
    }
}
