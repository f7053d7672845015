//! The first start.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scalar::Text;
use crate::error::ErrorDetail;

/// How far the company in this folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SetupState {
    /// Nothing here yet: ask for demo or own company.
    New,
    /// The demo company is being made.
    Making,
    /// There is a company: sign in.
    Ready,
    /// Making it failed; it may be tried again.
    Failed,
}

/// The state of the first start.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Setup {
    /// How far it is.
    pub state: SetupState,
    /// While making: what is being made.
    pub stage: Option<Text>,
    /// While making: how much is done.
    pub done: Option<u64>,
    /// While making: how much there is.
    pub total: Option<u64>,
    /// Why it failed.
    pub error: Option<ErrorDetail>,
    /// The sign-ins of the demo company, shown on the sign-in page; empty for a company of one's own.
    pub demo_sign_ins: Vec<DemoSignIn>,
}

/// A sign-in of the demo company, meant to be read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DemoSignIn {
    /// The sign-in name.
    pub name: String,
    /// The password.
    pub password: String,
    /// Who that is.
    pub label: Text,
}

/// Demo, or a company of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SetupMode {
    /// A generated company to look around in.
    Demo,
    /// An empty company of one's own.
    Own,
}

/// What to set up.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct SetupRequest {
    /// Demo or own.
    pub mode: SetupMode,
    /// Own: the company's name.
    pub name: Option<String>,
    /// Own: the currency of the books, `CNY` unless given.
    #[schema(example = "CNY")]
    pub base_currency: Option<String>,
    /// Own: the settlement terms of customers without terms of their own, as `monthly:30` or `per_ticket`.
    pub default_terms: Option<String>,
    /// Demo: how many customers, 2,000 unless given.
    pub customers: Option<u32>,
    /// Demo: how many months, 36 unless given.
    pub months: Option<u32>,
}

/// What was set up.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SetupResult {
    /// `ready` for an own company, `making` for a demo.
    pub state: SetupState,
    /// Own: the administrator; shown once, never again.
    pub administrator: Option<Administrator>,
}

/// The first user of an own company.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Administrator {
    /// The sign-in name.
    pub name: String,
    /// To be changed at the first sign-in.
    pub one_time_password: String,
}
