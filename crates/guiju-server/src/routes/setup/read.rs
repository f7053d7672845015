//! `GET /api/v1/setup`: how far the company in this folder is. No sign-in.

use axum::extract::State;

use crate::app::App;
use crate::dto::setup::{DemoSignIn, Setup, SetupState};
use crate::error::ApiError;

/// How far the company in this folder is. No sign-in.
#[utoipa::path(get, path = "/setup", tag = "setup", security(()), responses((status = 200, body = Setup), ApiError))]
pub(crate) async fn read_setup(State(app): State<App>) -> Result<axum::Json<Setup>, ApiError> {
    let making = app.setup().read();
    let (done, total) = app.setup().counts();
    let state = match (&making.error, making.is_under_way) {
        (_, true) => SetupState::Making,
        (Some(_), false) => SetupState::Failed,
        (None, false) if app.is_set_up() => SetupState::Ready,
        (None, false) => SetupState::New,
    };
    let is_making = state == SetupState::Making;
    let is_demo = state == SetupState::Ready && app.company().await?.is_demo();
    Ok(axum::Json(Setup {
        state,
        stage: making.stage,
        done: is_making.then_some(done),
        total: (is_making && total > 0).then_some(total),
        error: making.error,
        demo_sign_ins: if is_demo { demo_sign_ins() } else { Vec::new() },
    }))
}

fn demo_sign_ins() -> Vec<DemoSignIn> {
    let sign_in = |user: guiju_demo::DemoUser| DemoSignIn {
        name: user.name.to_owned(),
        password: user.password.to_owned(),
        label: user.label.into(),
    };
    guiju_demo::sign_ins().into_iter().map(sign_in).collect()
}
