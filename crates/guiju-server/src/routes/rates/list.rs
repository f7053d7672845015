//! `GET /api/v1/rates`: the exchange rates.

use guiju_runtime::{Company, rates};

use crate::dto::rate::{RateRow, Rates};
use crate::dto::scalar::{Day, Decimal};
use crate::error::ApiError;
use crate::session::Caller;

/// The exchange rates by which what comes in is taken into the currency of the books.
#[utoipa::path(get, path = "/rates", tag = "rates", responses((status = 200, body = Rates), ApiError))]
pub(crate) async fn list_rates(caller: Caller) -> Result<axum::Json<Rates>, ApiError> {
    caller.with(|company, _| said(company)).await.map(axum::Json)
}

pub(super) fn said(company: &Company) -> Result<Rates, ApiError> {
    let row = |rate: &guiju_store::Rate| RateRow {
        currency: rate.currency.to_string(),
        date: Day(rate.date),
        rate: Decimal(rates::rate_text(rate.base_per_unit)),
    };
    Ok(Rates { base_currency: company.base_currency()?.to_string(), rows: rates::rates(company)?.iter().map(row).collect() })
}
