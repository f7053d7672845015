//! `PUT /api/v1/rates`: keeps exchange rates.

use guiju_runtime::rates::{self, NewRate};

use super::list::said;
use crate::dto::rate::{PutRates, Rates};
use crate::error::ApiError;
use crate::extract::Json;
use crate::session::{Caller, Right};

/// Keeps exchange rates: all or none. What came in before keeps the rate it came in by.
#[utoipa::path(
    put,
    path = "/rates",
    tag = "rates",
    request_body = PutRates,
    responses((status = 200, body = Rates), ApiError)
)]
pub(crate) async fn put_rates(caller: Caller, Json(request): Json<PutRates>) -> Result<axum::Json<Rates>, ApiError> {
    caller.require(Right::Import)?;
    let actor = caller.actor();
    let kept = caller.with(move |company, _| {
        crate::rulings::check_count(request.rows.len())?;
        let mut new = Vec::with_capacity(request.rows.len());
        for row in request.rows {
            let currency = row
                .currency
                .trim()
                .to_uppercase()
                .parse()
                .map_err(|_| ApiError::invalid("currency", "use a code as USD or EUR", "请使用 USD、EUR 这样的币别代码"))?;
            new.push(NewRate { currency, date: row.date.0, rate: row.rate });
        }
        rates::put_rates(company, &actor, &new)?;
        said(company)
    });
    kept.await.map(axum::Json)
}
