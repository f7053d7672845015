//! What every request shares: the company that is open, long work, uploads, and the bounded door to blocking work.
//!
//! INVARIANT: the company is reachable only by [`session`](crate::session) and `setup`; an endpoint gets it from the signed-in caller,
//! together with the scope.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use guiju_runtime::Company;
use tokio::sync::Semaphore;

use crate::cache::Figures;
use crate::error::{ApiError, ErrorCode};
use crate::jobs::Jobs;
use crate::session::Lockout;
use crate::setup::Setup;
use crate::uploads::Uploads;

/// How many requests may read or write at once; the rest wait.
const WORKERS: usize = 24;
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
    workers: Semaphore,
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
                workers: Semaphore::new(WORKERS),
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
        tokio::task::spawn_blocking(move || refresh(&company));
    }

    /// The same, in work that is on a thread of its own already.
    pub(crate) fn refresh_now(&self, company: &Company) {
        refresh(company);
    }

    fn opened(&self) -> Option<Company> {
        self.inner.company.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Runs blocking work on a thread of its own, a bounded number at a time.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = tokio::time::timeout(WAIT, self.inner.workers.acquire()).await;
        let _turn = match turn {
            Ok(Ok(turn)) => turn,
            Ok(Err(_)) | Err(_) => {
                let error = ApiError::new(ErrorCode::Busy, "the program has more to do than it can right now", "系统正忙，请稍后再试");
                return Err(error.help("try again in a moment"));
            }
        };
        let span = tracing::Span::current();
        tokio::task::spawn_blocking(move || span.in_scope(work)).await.map_err(ApiError::internal)?
    }
}

fn refresh(company: &Company) {
    if let Err(error) = company.warehouse().refresh(company.store()) {
        tracing::warn!(%error, "the snapshot could not be refreshed; questions read the database's tail instead");
    }
}
