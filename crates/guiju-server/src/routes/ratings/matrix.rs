//! `GET /api/v1/ratings/{month}/matrix`: how many customers moved from each class to each other.

use guiju_runtime::operations::OverviewSort;

use super::read::select;
use crate::dto::rating::{MatrixCell, MatrixQuery, MigrationMatrix, StructureFilter};
use crate::dto::scalar::YearMonth;
use crate::error::ApiError;
use crate::extract::{Path, Query};
use crate::overview;
use crate::session::Caller;

/// How many customers moved from each class to each other.
#[utoipa::path(
    get,
    path = "/ratings/{month}/matrix",
    tag = "ratings",
    params(("month" = String, Path, description = "The later month."), MatrixQuery, StructureFilter),
    responses((status = 200, body = MigrationMatrix), ApiError)
)]
pub(crate) async fn rating_matrix(
    caller: Caller,
    Path(month): Path<YearMonth>,
    Query(query): Query<MatrixQuery>,
    Query(filter): Query<StructureFilter>,
) -> Result<axum::Json<MigrationMatrix>, ApiError> {
    let app = caller.app().clone();
    let read = caller.with(move |company, scope| {
        // The month before need not be rated; one that was asked for has to be.
        let from = query.from.map(|from| from.0);
        let overview = overview::read(app.figures(), company, scope, &overview::of_month(month.0, filter.run, from))?;
        let rows = overview.select(&select(&filter)?, OverviewSort::Code, false);
        let cells = if overview.from.is_some() { overview.migration(rows) } else { std::collections::BTreeMap::new() };
        let named = |class: Option<String>| class.unwrap_or_else(|| "none".to_owned());
        let mut classes = overview.classes.clone();
        classes.push("none".to_owned());
        Ok(MigrationMatrix {
            from: YearMonth(from.unwrap_or_else(|| month.0.plus(-1))),
            to: month,
            is_compared: overview.from.is_some(),
            classes,
            cells: cells.into_iter().map(|((from, to), count)| MatrixCell { from: named(from), to: named(to), count }).collect(),
        })
    });
    read.await.map(axum::Json)
}
