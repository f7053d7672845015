//! Long work behind the API: started by a request, asked after by its id, kept in memory until the program ends.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant as Clock;

use guiju_types::Timestamp;

use crate::dto::job::{Job, JobKind, JobResult, JobState};
use crate::dto::scalar::{Instant, Text};
use crate::error::{ApiError, ErrorCode, ErrorDetail};
use crate::request_id;

/// How many finished jobs are remembered.
const KEPT: usize = 200;

/// All jobs since the program started.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    next: AtomicU64,
    jobs: Mutex<BTreeMap<u64, Arc<Running>>>,
}

#[derive(Debug)]
struct Running {
    id: u64,
    kind: JobKind,
    /// The sign-in name of whoever started it; nobody else sees it.
    owner: String,
    started_at: Timestamp,
    clock: Clock,
    is_cancelled: AtomicBool,
    done: AtomicU64,
    /// 0: not known yet.
    total: AtomicU64,
    rest: Mutex<Rest>,
}

#[derive(Debug)]
struct Rest {
    state: JobState,
    stage: Option<Text>,
    result: Option<JobResult>,
    error: Option<ErrorDetail>,
}

/// What a job tells about itself while it works.
#[derive(Debug, Clone)]
pub(crate) struct Progress {
    job: Arc<Running>,
}

impl Progress {
    /// What it is at.
    pub(crate) fn stage(&self, stage: Text) {
        self.job.rest().stage = Some(stage);
    }

    /// How far it is.
    pub(crate) fn set(&self, done: u64, total: u64) {
        self.job.done.store(done, Ordering::Relaxed);
        self.job.total.store(total, Ordering::Relaxed);
    }

    /// What becomes true when a person asks it to stop.
    pub(crate) fn cancel(&self) -> &AtomicBool {
        &self.job.is_cancelled
    }

    /// Refuses to go on where a person asked it to stop.
    pub(crate) fn check(&self) -> Result<(), ApiError> {
        if self.job.is_cancelled.load(Ordering::Relaxed) {
            let error = ApiError::new(ErrorCode::Cancelled, "the work was cancelled", "操作已取消");
            return Err(error.help("start it again when you want it"));
        }
        Ok(())
    }
}

impl Running {
    fn rest(&self) -> std::sync::MutexGuard<'_, Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn view(&self) -> Job {
        let rest = self.rest();
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        let is_running = rest.state == JobState::Running;
        let milliseconds = u64::try_from(self.clock.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        let per_second = (is_running && done > 0).then(|| done.saturating_mul(1000) / milliseconds);
        let seconds_remaining = per_second.filter(|rate| *rate > 0 && total >= done).map(|rate| (total - done) / rate);
        Job {
            id: self.id,
            kind: self.kind,
            state: rest.state,
            stage: rest.stage.clone(),
            done,
            total: (total > 0).then_some(total),
            per_second,
            seconds_remaining,
            can_cancel: is_running && stops(self.kind) && !self.is_cancelled.load(Ordering::Relaxed),
            started_at: Instant(self.started_at),
            result: rest.result.clone(),
            error: rest.error.clone(),
        }
    }
}

impl Jobs {
    /// Starts work for a user; refused while the user has work of this kind under way.
    pub(crate) fn start(
        &self,
        kind: JobKind,
        owner: &str,
        work: impl FnOnce(&Progress) -> Result<Option<JobResult>, ApiError> + Send + 'static,
    ) -> Result<Job, ApiError> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let is_under_way = |job: &Arc<Running>| job.kind == kind && job.owner == owner && job.rest().state == JobState::Running;
        if let Some(running) = jobs.values().find(|job| is_under_way(job)) {
            let message = format!("work of this kind is under way already as job {}", running.id);
            let error = ApiError::new(ErrorCode::AlreadyRunning, message, "同类任务正在进行");
            return Err(error.help("wait for it, or cancel it"));
        }
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let rest = Rest { state: JobState::Running, stage: None, result: None, error: None };
        let job = Arc::new(Running {
            id,
            kind,
            owner: owner.to_owned(),
            started_at: Timestamp::now(),
            clock: Clock::now(),
            is_cancelled: AtomicBool::new(false),
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            rest: Mutex::new(rest),
        });
        jobs.insert(id, Arc::clone(&job));
        while jobs.len() > KEPT && jobs.first_key_value().is_some_and(|(_, oldest)| oldest.rest().state != JobState::Running) {
            jobs.pop_first();
        }
        drop(jobs);
        let view = job.view();
        let request = request_id::current();
        let span = tracing::Span::current();
        tokio::task::spawn_blocking(move || {
            let progress = Progress { job: Arc::clone(&job) };
            let outcome = request_id::with_id(request, || span.in_scope(|| run(work, &progress)));
            finish(&job, outcome);
        });
        Ok(view)
    }

    /// A job of this user.
    pub(crate) fn read(&self, id: u64, owner: &str) -> Result<Job, ApiError> {
        self.find(id, owner).map(|job| job.view())
    }

    /// Asks a job of this user to stop.
    pub(crate) fn cancel(&self, id: u64, owner: &str) -> Result<Job, ApiError> {
        let job = self.find(id, owner)?;
        job.is_cancelled.store(true, Ordering::Relaxed);
        Ok(job.view())
    }

    /// Asks every job to stop: the program ends.
    pub(crate) fn cancel_all(&self) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        for job in jobs.values() {
            job.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn find(&self, id: u64, owner: &str) -> Result<Arc<Running>, ApiError> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let found = jobs.get(&id).filter(|job| job.owner == owner);
        found.cloned().ok_or_else(|| ApiError::not_found("job", "任务"))
    }
}

/// Whether work of a kind looks at its cancellation while it runs; the others are one commit.
fn stops(kind: JobKind) -> bool {
    match kind {
        JobKind::DryRun | JobKind::Import => true,
        JobKind::Rate | JobKind::UndoImport | JobKind::Demo => false,
    }
}

/// A panic of the work fails the job, not the program.
fn run(
    work: impl FnOnce(&Progress) -> Result<Option<JobResult>, ApiError>,
    progress: &Progress,
) -> Result<Option<JobResult>, (ErrorCode, Box<ErrorDetail>)> {
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(progress)));
    let outcome = outcome.unwrap_or_else(|_| Err(ApiError::internal("the work panicked")));
    outcome.map_err(|error| (error.code(), Box::new(error.detail())))
}

fn finish(job: &Running, outcome: Result<Option<JobResult>, (ErrorCode, Box<ErrorDetail>)>) {
    let mut rest = job.rest();
    match outcome {
        Ok(result) => {
            let is_complete = !matches!(&result, Some(JobResult::Import(report)) if !report.is_complete);
            rest.state = if is_complete { JobState::Done } else { JobState::Cancelled };
            rest.result = result;
        }
        Err((ErrorCode::Cancelled, detail)) => {
            rest.state = JobState::Cancelled;
            rest.error = Some(*detail);
        }
        Err((_, detail)) => {
            rest.state = JobState::Failed;
            rest.error = Some(*detail);
        }
    }
}
