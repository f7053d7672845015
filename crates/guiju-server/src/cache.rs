//! Figures that are computed once for each state of the data: overviews of customers, trends of classes.
//!
//! INVARIANT: a key names the last commit and the caller's scope, so that a figure is never older than the data and never of somebody
//! else's customers.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use guiju_runtime::Company;
use guiju_types::Scope;

use crate::error::ApiError;

/// So many figures are kept; the one not asked for longest goes first.
const KEPT: usize = 24;

/// Figures by what they are of.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    kept: Mutex<VecDeque<(String, Arc<dyn Any + Send + Sync>)>>,
}

impl Figures {
    /// The figure of this key, computed now where it is not kept. Two callers who ask at once both compute it.
    pub(crate) fn get<T: Send + Sync + 'static>(
        &self,
        company: &Company,
        scope: &Scope,
        of: &str,
        compute: impl FnOnce() -> Result<T, ApiError>,
    ) -> Result<Arc<T>, ApiError> {
        let key = format!("{}|{scope:?}|{of}", company.store().sequence()?);
        if let Some(found) = self.find(&key).and_then(|found| found.downcast::<T>().ok()) {
            return Ok(found);
        }
        let computed = Arc::new(compute()?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        let erased: Arc<dyn Any + Send + Sync> = Arc::<T>::clone(&computed);
        kept.push_back((key, erased));
        Ok(computed)
    }

    fn find(&self, key: &str) -> Option<Arc<dyn Any + Send + Sync>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(place)?;
        let figure = Arc::clone(&found.1);
        kept.push_back(found);
        Some(figure)
    }
}
