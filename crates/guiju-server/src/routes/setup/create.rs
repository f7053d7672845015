//! `POST /api/v1/setup`: sets up the demo company or a company of one's own; refused once there is one. No sign-in.
//!
//! Whoever reaches a program without a company may make one: it listens on this machine only, unless somebody chose otherwise.

use axum::extract::State;
use guiju_demo::DemoOptions;
use guiju_runtime::{Company, NewCompany};
use guiju_types::{Actor, Currency, Text};

use crate::app::App;
use crate::demo::{MakeDemo, make_demo};
use crate::dto::setup::{Administrator, SetupMode, SetupRequest, SetupResult, SetupState};
use crate::error::{ApiError, ErrorCode};
use crate::extract::Json;
use crate::request_id;
use crate::users::{ADMINISTRATOR, NewUser, add_user};

/// Sets up the demo company or a company of one's own; refused once there is one. No sign-in.
#[utoipa::path(
    post,
    path = "/setup",
    tag = "setup",
    request_body = SetupRequest,
    security(()),
    responses((status = 200, body = SetupResult), ApiError)
)]
pub(crate) async fn create_company(State(app): State<App>, Json(request): Json<SetupRequest>) -> Result<axum::Json<SetupResult>, ApiError> {
    if app.is_set_up() || !app.setup().begin() {
        let error = ApiError::new(ErrorCode::AlreadySetUp, "there is a company in this folder already", "公司已经建立");
        return Err(error.help("sign in; another company needs another folder"));
    }
    match request.mode {
        SetupMode::Demo => {
            let options = demo_options(&request);
            if let Err(error) = options.check() {
                app.setup().end(None);
                return Err(ApiError::invalid("customers", error.to_string(), "超出允许的范围"));
            }
            start_demo(app, options);
            Ok(axum::Json(SetupResult { state: SetupState::Making, administrator: None }))
        }
        SetupMode::Own => {
            let made = own(&app, request).await;
            app.setup().end(None);
            let (company, administrator) = made?;
            app.put_company(company);
            Ok(axum::Json(SetupResult { state: SetupState::Ready, administrator: Some(administrator) }))
        }
    }
}

fn demo_options(request: &SetupRequest) -> DemoOptions {
    let usual = DemoOptions::default();
    DemoOptions { customers: request.customers.unwrap_or(usual.customers), months: request.months.unwrap_or(usual.months), ..usual }
}

fn start_demo(app: App, options: DemoOptions) {
    let request = request_id::current();
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let _runtime = handle.enter();
        request_id::with_id(request, || {
            let made = make_demo(app.folder(), &MakeDemo { facts: options, ..MakeDemo::default() }, &mut |stage, done, total| {
                app.setup().stage(stage.into());
                app.setup().set(done, total);
            });
            match made {
                Ok((company, _)) => {
                    app.put_company(company);
                    app.setup().end(None);
                }
                Err(error) => app.setup().end(Some(ApiError::from(error).detail())),
            }
        });
    });
}

/// Makes an empty company with an administrator.
async fn own(app: &App, request: SetupRequest) -> Result<(Company, Administrator), ApiError> {
    let name = request.name.unwrap_or_default();
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(ApiError::invalid("name", "give the company's name in 1 to 100 characters", "请填写公司名称（1–100 个字）"));
    }
    let base_currency = match request.base_currency.as_deref() {
        None => Currency::CNY,
        Some(code) => {
            code.parse().map_err(|_| ApiError::invalid("base_currency", "use a code as CNY or USD", "请使用 CNY、USD 这样的币别代码"))?
        }
    };
    let usual = NewCompany::default();
    let new = NewCompany {
        name: Text::new(name, name),
        base_currency,
        default_terms: request.default_terms.filter(|terms| !terms.is_empty()).unwrap_or(usual.default_terms),
        ..NewCompany::default()
    };
    let folder = app.folder().to_owned();
    app.blocking(move || {
        let company = Company::create(&folder, &new)?;
        let first = NewUser { name: ADMINISTRATOR.to_owned(), role: "administrator".to_owned(), ..NewUser::default() };
        let one_time_password = add_user(&company, &Actor::program("setup"), &first)?;
        Ok((company, Administrator { name: ADMINISTRATOR.to_owned(), one_time_password }))
    })
    .await
}
