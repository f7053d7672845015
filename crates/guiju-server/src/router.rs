//! The register of endpoints. A path that is not in this list does not exist.

use axum::extract::DefaultBodyLimit;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::dto::job::JobResult;
use crate::error::ErrorBody;
use crate::uploads;
#[rustfmt::skip]
use crate::routes::{
    ageing, clearings, customers, decisions, health, imports, jobs, organisation, rates, ratings, readiness, recipes, rulebook, rulings, search, session, setup, users,
    workbench,
};

/// Where the API begins.
pub const PREFIX: &str = "/api/v1";

/// The cookie that holds the session's token.
pub(crate) const SESSION_COOKIE: &str = "guiju_session";

#[derive(OpenApi)]
#[openapi(
    info(title = "Guiju", description = "The company's rulebook at work: customers, ratings, ageing, imports. A change needs the header `x-guiju: 1`."),
    servers((url = "/api/v1")),
    components(schemas(ErrorBody, JobResult))
)]
struct Description;

/// A table of ten thousand rules is some megabytes of XML.
const MODEL_BYTES: usize = 16 << 20;

fn decision_endpoints() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(decisions::list::list_decisions))
        .routes(routes!(decisions::read::read_decision))
        .routes(routes!(decisions::compare::compare_decision))
        .routes(routes!(decisions::check::check_decision))
        .routes(routes!(decisions::trial::try_decision))
        .routes(routes!(decisions::examples::generate_decision_examples))
        .routes(routes!(decisions::sheets::write::write_decision_sheets))
        .routes(routes!(decisions::sheets::read::read_decision_sheets))
        .routes(routes!(decisions::editions::list_editions))
        .routes(routes!(decisions::save_draft::save_draft, decisions::drop_draft::drop_draft))
        .routes(routes!(decisions::correct_example::correct_example))
        .routes(routes!(decisions::publish::publish_draft))
        .routes(routes!(decisions::review::review_draft))
        .layer(DefaultBodyLimit::max(MODEL_BYTES))
}

/// What anybody may send without an account is a name and a password, or a company's name.
const OPEN_BYTES: usize = 16 << 10;

fn open_endpoints() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(setup::create::create_company))
        .routes(routes!(session::create::sign_in))
        .layer(DefaultBodyLimit::max(OPEN_BYTES))
}

/// A file as large as uploads may be, and what a form has around it.
fn upload_endpoints() -> OpenApiRouter<App> {
    let bytes = usize::try_from(uploads::BYTES_MAX).unwrap_or(usize::MAX).saturating_add(4 << 20);
    OpenApiRouter::new().routes(routes!(imports::upload::upload_file)).layer(DefaultBodyLimit::max(bytes))
}

/// Every endpoint with its description.
pub(crate) fn endpoints() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(description())
        .routes(routes!(setup::read::read_setup))
        .merge(open_endpoints())
        .routes(routes!(session::read::read_session))
        .routes(routes!(session::delete::sign_out))
        .routes(routes!(session::change_password::change_password))
        .routes(routes!(customers::list::list_customers))
        .routes(routes!(customers::export::export_customers))
        .routes(routes!(customers::read::read_customer))
        .routes(routes!(customers::timeline::customer_timeline))
        .routes(routes!(customers::ageing::customer_ageing))
        .routes(routes!(customers::ratings::customer_ratings))
        .routes(routes!(customers::rating::explain_rating))
        .routes(routes!(customers::rating_records::rating_records))
        .routes(routes!(customers::override_class::override_class))
        .routes(routes!(customers::open_orders::open_orders))
        .routes(routes!(customers::end_alias::end_alias))
        .routes(routes!(customers::decide_proposal::decide_proposal))
        .routes(routes!(ratings::list::list_rated_months))
        .routes(routes!(ratings::read::read_rated_month))
        .routes(routes!(ratings::matrix::rating_matrix))
        .routes(routes!(ratings::customers::list_rated_customers))
        .routes(routes!(ratings::export::export_ratings))
        .routes(routes!(ratings::create::rate_month))
        .routes(routes!(ratings::runs::list_runs))
        .routes(routes!(ratings::withdraw::withdraw_run))
        .routes(routes!(ratings::answer_proposals::answer_proposals))
        .routes(routes!(rulings::list::list_rulings))
        .routes(routes!(rulings::answer::answer_rulings))
        .routes(routes!(rulings::revoke::revoke_ruling))
        .routes(routes!(rulings::withdraw::withdraw_ruling))
        .routes(routes!(workbench::read::read_workbench))
        .routes(routes!(users::list::list_users, users::create::create_user))
        .routes(routes!(users::reset_password::reset_user_password))
        .routes(routes!(users::set_state::set_user_state))
        .routes(routes!(rates::list::list_rates, rates::put::put_rates))
        .routes(routes!(ageing::read::read_ageing))
        .routes(routes!(ageing::items::list_open_items))
        .routes(routes!(ageing::export::export_ageing))
        .routes(routes!(clearings::list::list_clearings))
        .routes(routes!(clearings::answer::answer_clearings))
        .merge(upload_endpoints())
        .routes(routes!(imports::answer::answer_import))
        .routes(routes!(imports::dry_run::dry_run_import))
        .routes(routes!(imports::run::run_import))
        .routes(routes!(imports::rejected::download_rejected))
        .routes(routes!(imports::list::list_imports))
        .routes(routes!(imports::read::read_import))
        .routes(routes!(imports::undo::undo_import))
        .routes(routes!(imports::targets::list_import_targets))
        .routes(routes!(imports::template::download_template))
        .routes(routes!(recipes::list::list_recipes))
        .routes(routes!(readiness::read::read_readiness))
        .routes(routes!(rulebook::read::read_rulebook))
        .routes(routes!(rulebook::chapter::read_chapter))
        .routes(routes!(rulebook::settings::read_settings, rulebook::settings::save_settings))
        .merge(decision_endpoints())
        .routes(routes!(organisation::read::read_organisation))
        .routes(routes!(search::read::search))
        .routes(routes!(jobs::read::read_job))
        .routes(routes!(jobs::cancel::cancel_job))
        .routes(routes!(health::read::read_health))
}

fn description() -> utoipa::openapi::OpenApi {
    let mut description = Description::openapi();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(SESSION_COOKIE)));
    description.components.get_or_insert_default().add_security_scheme("session", cookie);
    description.security = Some(vec![SecurityRequirement::new("session", Vec::<String>::new())]);
    description
}

/// The description of the whole API, as in `docs/openapi.json`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    endpoints().into_openapi()
}
