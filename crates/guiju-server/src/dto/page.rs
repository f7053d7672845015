//! What lists have in common: keyset paging and sorting.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use utoipa::{IntoParams, ToSchema};

/// Ascending or descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Smallest first.
    #[default]
    Asc,
    /// Largest first.
    Desc,
}

/// Which part of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next` of the page before; absent for the first page.
    pub after: Option<String>,
    /// How many rows, 1 to 500; 50 unless given.
    #[param(minimum = 1, maximum = 500, default = 50)]
    #[serde(default, deserialize_with = "within::<500, _>")]
    pub limit: Option<u32>,
}

/// A limit from 1 to the largest that a list takes.
pub(super) fn within<'de, const MAX: u32, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let given = Option::<Limit>::deserialize(from)?;
    match given.map(|Limit(text)| text.parse::<u32>()) {
        None => Ok(None),
        Some(Ok(limit)) if (1..=MAX).contains(&limit) => Ok(Some(limit)),
        Some(_) => Err(D::Error::custom(format!("`limit` is a number from 1 to {MAX}"))),
    }
}

/// As it stands in an address: text.
#[derive(Deserialize)]
struct Limit(String);

impl PageQuery {
    /// The limit within its bounds.
    #[must_use]
    pub fn limit(&self) -> usize {
        usize::try_from(self.limit.unwrap_or(50).clamp(1, 500)).unwrap_or(50)
    }
}
