//! Every way in which a request can be refused: one table of codes with status and retry rule, and the body that carries them.
//!
//! 4xx says what to change. 5xx hides the cause from the caller and logs it once with the request id. What exists but may not be
//! seen is 404. Each code has its page in `docs/errors/<code>.md`; a test compares the two.

use std::collections::BTreeMap;

use axum::extract::multipart::MultipartError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder, response};
use utoipa::{IntoResponses, ToSchema};

use crate::request_id;

/// Whether sending the same request again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Never: change the request.
    Never,
    /// After signing in, setting up or reloading.
    AfterChange,
    /// Later, as `Retry-After` says.
    Later,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $status:ident, $retry:ident;)*) => {
        /// What a refused request is told; the names are part of the API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ErrorCode {
            $($(#[$doc])* $variant,)*
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name on the wire and of its page.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)* }
            }

            /// Whether sending it again can help.
            #[must_use]
            pub const fn retry(self) -> Retry {
                match self { $(Self::$variant => Retry::$retry,)* }
            }
        }
    };
}

codes! {
    /// The request cannot be read: its path, query or body.
    BadRequest = "bad_request", BAD_REQUEST, Never;
    /// A value is not one that this field takes.
    InvalidValue = "invalid_value", UNPROCESSABLE_ENTITY, Never;
    /// Nobody is signed in, or the session has ended.
    NotSignedIn = "not_signed_in", UNAUTHORIZED, AfterChange;
    /// Name and password do not belong together.
    WrongPassword = "wrong_password", UNAUTHORIZED, Never;
    /// Too many wrong passwords for this name.
    LockedOut = "locked_out", TOO_MANY_REQUESTS, Later;
    /// The one-time password has to be changed first.
    MustChangePassword = "must_change_password", FORBIDDEN, AfterChange;
    /// The new password is too short or too common.
    WeakPassword = "weak_password", UNPROCESSABLE_ENTITY, Never;
    /// The role may not do this.
    Forbidden = "forbidden", FORBIDDEN, Never;
    /// A change that does not come from this application's pages.
    ForeignRequest = "foreign_request", FORBIDDEN, Never;
    /// There is no such thing, or the caller may not see it.
    NotFound = "not_found", NOT_FOUND, Never;
    /// The method does not exist at this path.
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED, Never;
    /// The month has not been rated.
    NotYetRated = "not_yet_rated", NOT_FOUND, AfterChange;
    /// The folder has a company already.
    AlreadySetUp = "already_set_up", CONFLICT, Never;
    /// The folder has no company yet.
    NotSetUp = "not_set_up", CONFLICT, AfterChange;
    /// What the request is about has changed since it was read.
    Stale = "stale", CONFLICT, AfterChange;
    /// Work of this kind is under way already.
    AlreadyRunning = "already_running", CONFLICT, Later;
    /// The upload is not here any more.
    UploadGone = "upload_gone", GONE, AfterChange;
    /// The file is larger than an upload may be.
    FileTooLarge = "file_too_large", PAYLOAD_TOO_LARGE, Never;
    /// The body is larger than the endpoint takes.
    BodyTooLarge = "body_too_large", PAYLOAD_TOO_LARGE, Never;
    /// The file cannot be read as a table.
    UnreadableFile = "unreadable_file", UNPROCESSABLE_ENTITY, Never;
    /// The import is refused as a whole.
    ImportRefused = "import_refused", UNPROCESSABLE_ENTITY, Never;
    /// The rule, the data or the state of things forbids it.
    Refused = "refused", UNPROCESSABLE_ENTITY, AfterChange;
    /// The draft of the rulebook would not load, or an example of it would not come out as written.
    RulebookWrong = "rulebook_wrong", UNPROCESSABLE_ENTITY, AfterChange;
    /// The work was cancelled.
    Cancelled = "cancelled", CONFLICT, AfterChange;
    /// The company is being opened or made.
    NotReady = "not_ready", SERVICE_UNAVAILABLE, Later;
    /// More requests at once than the program takes.
    Busy = "busy", SERVICE_UNAVAILABLE, Later;
    /// The database or the disk cannot be used right now.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, Later;
    /// The program failed; the cause is in its log under the request id.
    Internal = "internal", INTERNAL_SERVER_ERROR, Later;
}

/// Why a request is refused.
#[derive(Debug)]
pub struct ApiError {
    code: ErrorCode,
    message: String,
    message_zh: String,
    help: Option<String>,
    /// Logged, never sent.
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The body of every refusal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ErrorBody {
    /// Why.
    pub error: ErrorDetail,
}

/// Why a request or a job is refused.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ErrorDetail {
    /// The code; each has a page in `docs/errors/`.
    #[schema(example = "not_found")]
    pub code: String,
    /// What and why, in English.
    pub message: String,
    /// What and why, in Chinese.
    pub message_zh: String,
    /// What to do.
    pub help: Option<String>,
    /// Stands in the program's log beside the cause.
    pub request_id: String,
}

impl ApiError {
    /// A refusal in words.
    pub fn new(code: ErrorCode, message: impl Into<String>, message_zh: impl Into<String>) -> Self {
        Self { code, message: message.into(), message_zh: message_zh.into(), help: None, cause: None }
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What and why in English, and what to do: for the command line, which says the same as the pages.
    #[must_use]
    pub fn words(&self) -> (&str, Option<&str>) {
        (&self.message, self.help.as_deref())
    }

    /// A failure of the program: the cause is logged, not sent.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let mut error = Self::new(ErrorCode::Internal, "the program failed on this request", "程序处理这个请求时出错");
        error.cause = Some(cause.into());
        error.help("try again; if it stays, give the request id to whoever runs the program")
    }

    /// Everything that could do it is at work.
    pub(crate) fn busy() -> Self {
        let error = Self::new(ErrorCode::Busy, "the program has more to do than it can right now", "系统正忙，请稍后再试");
        error.help("try again in a moment")
    }

    /// The database is away, or the disk full or read-only: for whoever runs the program to mend. The cause is logged, not sent.
    pub(crate) fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let message = "the database or the disk of this program cannot be used right now; nothing was changed";
        let mut error = Self::new(ErrorCode::Unavailable, message, "数据库或磁盘暂时无法使用，未作任何更改");
        error.cause = Some(cause.into());
        error.help("whoever runs the program: look for a full or read-only disk or a database that is down; the log says which, under the request id")
    }

    /// What a failure of the disk is told.
    pub(crate) fn disk(cause: std::io::Error) -> Self {
        use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        if matches!(cause.kind(), PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | StorageFull) {
            Self::unavailable(cause)
        } else {
            Self::internal(cause)
        }
    }

    /// There is no such thing, or the caller may not see it.
    pub fn not_found(what: &str, what_zh: &str) -> Self {
        Self::new(ErrorCode::NotFound, format!("there is no {what} here"), format!("没有这个{what_zh}，或您无权查看"))
    }

    /// A form that cannot be read to its end, or is larger than the endpoint takes.
    pub(crate) fn broken_form(error: &MultipartError) -> Self {
        let message = format!("the form cannot be read: {}", error.body_text());
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(ErrorCode::FileTooLarge, message, "文件过大"),
            _ => Self::new(ErrorCode::BadRequest, message, "上传的表单不正确"),
        }
    }

    /// The company is being opened or made.
    #[must_use]
    pub fn not_ready() -> Self {
        Self::new(ErrorCode::NotReady, "the company is not open yet", "公司数据尚未就绪").help("try again in a moment")
    }

    /// A value that a field does not take.
    pub fn invalid(field: &str, message: impl Into<String>, message_zh: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidValue, format!("`{field}`: {}", message.into()), format!("`{field}`：{}", message_zh.into()))
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// What the caller is told; logs the cause of a failure.
    #[must_use]
    pub fn detail(&self) -> ErrorDetail {
        let request_id = request_id::current();
        if self.code.status().is_server_error()
            && let Some(cause) = &self.cause
        {
            tracing::error!(request_id, code = self.code.name(), cause = chain(cause.as_ref()), "request failed");
        }
        ErrorDetail {
            code: self.code.name().to_owned(),
            message: self.message.clone(),
            message_zh: self.message_zh.clone(),
            help: self.help.clone(),
            request_id,
        }
    }
}

/// An error with its causes, for the log and where the cause is what has to be mended.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = ErrorBody { error: self.detail() };
        let mut response = (self.code.status(), axum::Json(body)).into_response();
        if self.code.retry() == Retry::Later && self.code.status() != StatusCode::INTERNAL_SERVER_ERROR {
            let seconds = if self.code == ErrorCode::LockedOut { "60" } else { "2" };
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        response
    }
}

/// In the OpenAPI file every endpoint names the one body of refusals.
impl IntoResponses for ApiError {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ErrorBody"))).build();
        let response = ResponseBuilder::new().description("Refused: see the code").content("application/json", content).build();
        BTreeMap::from([("default".to_owned(), RefOr::T(response))])
    }
}
