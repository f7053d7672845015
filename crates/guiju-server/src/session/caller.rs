//! The signed-in caller: the only way for an endpoint to the company's data, always together with the scope.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use guiju_feel::Budget;
use guiju_rulebook::Rulebook;
use guiju_runtime::Company;
use guiju_store::User;
use guiju_types::{Actor, Scope};

use super::token;
use crate::app::App;
use crate::dto::job::{Job, JobKind, JobResult};
use crate::dto::session::Permissions;
use crate::error::{ApiError, ErrorCode};
use crate::jobs::Progress;

/// Something that not every role may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// Take lists away as workbooks.
    Export,
    /// Rate a month.
    Rate,
    /// Import files and undo imports.
    Import,
    /// Set a class by hand.
    OverrideClass,
    /// Decide what a rule proposes.
    DecideProposal,
    /// Write the rulebook: drafts, and publishing them.
    EditRulebook,
    /// Add users, let them in and keep them out.
    Administer,
}

impl Right {
    /// Whether a user has it, by the role that the rulebook declares. What changes the whole company needs somebody who sees the whole
    /// company. An override or a decision stays within the caller's scope: the store does not find other customers.
    fn is_of(self, user: &User, rulebook: &Rulebook) -> bool {
        let touches_everybody = matches!(self, Self::Rate | Self::Import | Self::EditRulebook | Self::Administer);
        let role = rulebook.roles().iter().find(|role| role.name == user.role);
        // A rulebook that forgot the administrator would lock everybody out.
        let has = role.map_or(user.role == "administrator", |role| role.rights.iter().any(|right| right == self.name()));
        has && (!touches_everybody || user.scope == Scope::Company)
    }

    /// As the rulebook's roles name it.
    fn name(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Rate => "rate",
            Self::Import => "import",
            Self::OverrideClass => "override",
            Self::DecideProposal => "approve",
            Self::EditRulebook => "edit_rulebook",
            Self::Administer => "administer",
        }
    }

    /// In words, for a refusal.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Export => ("export lists", "导出数据"),
            Self::Rate => ("rate a month", "评级"),
            Self::Import => ("import files", "导入数据"),
            Self::OverrideClass => ("set a class by hand", "人工调级"),
            Self::DecideProposal => ("decide a proposal", "审批建议"),
            Self::EditRulebook => ("change the rulebook", "修改制度"),
            Self::Administer => ("administer users", "管理用户"),
        }
    }
}

/// Who calls, and whose data that person may see.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    app: App,
    company: Company,
    user: User,
    token_hash: [u8; 32],
    /// Whether the request may change something, by its method.
    is_change: bool,
}

impl Caller {
    /// The user.
    pub(crate) fn user(&self) -> &User {
        &self.user
    }

    /// The hash of the session's token.
    pub(crate) fn token_hash(&self) -> [u8; 32] {
        self.token_hash
    }

    /// As the audit chain names this person.
    pub(crate) fn actor(&self) -> Actor {
        Actor { name: self.user.name.clone(), person: self.user.person }
    }

    /// What every request shares.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Whether the caller may do this.
    pub(crate) fn may(&self, right: Right) -> bool {
        right.is_of(&self.user, self.company.rulebook())
    }

    /// Refuses a caller who may not do this.
    pub(crate) fn require(&self, right: Right) -> Result<(), ApiError> {
        if self.may(right) {
            return Ok(());
        }
        let (words, words_zh) = right.words();
        let role = &self.user.role;
        let roles = self.company.rulebook().roles().iter().filter(|role| role.rights.iter().any(|known| known == right.name()));
        let roles: Vec<&str> = roles.map(|role| role.name.as_str()).collect();
        let error = ApiError::new(ErrorCode::Forbidden, format!("the role `{role}` may not {words}"), format!("您的角色不能{words_zh}"));
        Err(error.help(format!("ask somebody whose role is one of {}", roles.join(", "))))
    }

    /// Reads the company's data, or changes it, within the caller's scope.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Company, &Scope) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (company, scope) = (self.company.clone(), self.user.scope.clone());
        let work = move || work(&company, &scope);
        if self.is_change { self.app.changing(work).await } else { self.app.blocking(work).await }
    }

    /// Evaluates what somebody typed in, within a budget.
    pub(crate) async fn model<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Company, &Arc<Budget>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let company = self.company.clone();
        self.app.modelling(move |budget| work(&company, budget)).await
    }

    /// Starts long work within the caller's scope.
    pub(crate) fn start(
        &self,
        kind: JobKind,
        work: impl FnOnce(&Company, &Scope, &Progress) -> Result<Option<JobResult>, ApiError> + Send + 'static,
    ) -> Result<Job, ApiError> {
        let (company, scope) = (self.company.clone(), self.user.scope.clone());
        self.app.jobs().start(kind, &self.user.name, move |progress| work(&company, &scope, progress))
    }
}

/// What a user may do.
pub(super) fn permissions(company: &Company, user: &User) -> Permissions {
    let may = |right: Right| right.is_of(user, company.rulebook());
    Permissions {
        export: may(Right::Export),
        rate: may(Right::Rate),
        import: may(Right::Import),
        undo_import: may(Right::Import),
        override_class: may(Right::OverrideClass),
        decide_proposal: may(Right::DecideProposal),
        administer: may(Right::Administer),
    }
}

/// The setting that says that a user's password is a one-time one.
pub(crate) fn one_time_setting(name: &str) -> String {
    format!("one_time_password:{name}")
}

/// Whether a user's password is a one-time one.
pub(crate) fn is_one_time(company: &Company, name: &str) -> Result<bool, ApiError> {
    Ok(company.store().setting(&one_time_setting(name))?.is_some_and(|value| value == "true"))
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let not_signed_in = || {
            ApiError::new(ErrorCode::NotSignedIn, "nobody is signed in, or the session has ended", "尚未登录，或登录已失效").help("sign in")
        };
        let token_hash = token::of_request(&parts.headers).ok_or_else(not_signed_in)?;
        let company = app.company().await?;
        let reader = company.clone();
        // Nested under the prefix, an endpoint sees its path without it.
        let path = parts.uri.path();
        let is_own_account = path.strip_prefix(crate::router::PREFIX).unwrap_or(path).starts_with("/session");
        let session = app.blocking(move || {
            let Some(session) = token::session(reader.store(), &token_hash)? else { return Ok(None) };
            let is_one_time = is_one_time(&reader, &session.user.name)?;
            Ok(Some((session, is_one_time)))
        });
        let (session, is_one_time) = session.await?.ok_or_else(not_signed_in)?;
        if is_one_time && !is_own_account {
            let message = "the one-time password has to be changed first";
            return Err(ApiError::new(ErrorCode::MustChangePassword, message, "请先修改一次性密码").help("POST /api/v1/session/password"));
        }
        // A role that was taken out of the rulebook may see its own account and nothing else.
        let is_known = session.user.role == "administrator" || company.rulebook().roles().iter().any(|role| role.name == session.user.role);
        if !is_known && !is_own_account {
            let message = format!("the role `{}` is not in the rulebook", session.user.role);
            let error = ApiError::new(ErrorCode::Forbidden, message, "您的角色已不在规矩中");
            return Err(error.help("ask an administrator for another role"));
        }
        let is_change = !matches!(parts.method, Method::GET | Method::HEAD);
        Ok(Self { app: app.clone(), company, user: session.user, token_hash, is_change })
    }
}
