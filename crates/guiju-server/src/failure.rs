//! What the errors of the crates below become on the wire: refusals say what to change, failures hide their cause.

use guiju_documents::DocumentError;
use guiju_runtime::RuntimeError;
use guiju_runtime::allocation::ClearingError;
use guiju_store::StoreError;
use guiju_types::Text;
use guiju_warehouse::WarehouseError;

use crate::error::{ApiError, ErrorCode};

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let (code, zh) = match &error {
            StoreError::Busy => (ErrorCode::Busy, "数据库正忙，请稍后再试"),
            StoreError::NoRecord { .. } | StoreError::NoEntry { .. } | StoreError::NoImport { .. } | StoreError::NoRun { .. } => {
                return Self::not_found("such record", "记录");
            }
            StoreError::UnknownType { .. } | StoreError::UnknownField { .. } => (ErrorCode::InvalidValue, "没有这种档案或字段"),
            StoreError::BadCursor { .. } => (ErrorCode::BadRequest, "翻页位置无效，请从第一页开始"),
            StoreError::Stale { .. } => (ErrorCode::Stale, "别人刚刚改过，请重新载入后再决定"),
            StoreError::AlreadyUndone { .. } => (ErrorCode::Stale, "这次导入已经撤销"),
            StoreError::NotReversible { .. } | StoreError::StillUsed { .. } => (ErrorCode::Refused, "后来的数据依赖于它，不能撤销"),
            StoreError::Record(_) | StoreError::Entry(_) | StoreError::Refused { .. } => {
                (ErrorCode::Refused, "数据不符合规定，未作任何更改")
            }
            StoreError::Open { .. } | StoreError::Unavailable { .. } => return Self::unavailable(error),
            StoreError::Sql { .. } | StoreError::BadType { .. } | StoreError::Destructive { .. } | StoreError::Damaged { .. } => {
                return Self::internal(error);
            }
        };
        Self::new(code, error.to_string(), zh)
    }
}

impl From<ClearingError> for ApiError {
    fn from(error: ClearingError) -> Self {
        let text = error.text();
        let code = match error {
            ClearingError::Missing { .. } => ErrorCode::NotFound,
            ClearingError::Gone { .. } => ErrorCode::Stale,
            ClearingError::NotAClearing { .. }
            | ClearingError::Late { .. }
            | ClearingError::Early { .. }
            | ClearingError::Undated { .. }
            | ClearingError::Twice { .. } => ErrorCode::InvalidValue,
            ClearingError::Store(error) => return error.into(),
        };
        Self::new(code, text.en, text.zh)
    }
}

impl From<WarehouseError> for ApiError {
    fn from(error: WarehouseError) -> Self {
        match error {
            WarehouseError::Source(cause) => match cause.downcast::<StoreError>() {
                Ok(error) => (*error).into(),
                Err(cause) => Self::internal(cause),
            },
            WarehouseError::File { source, .. } => Self::disk(source),
            error @ (WarehouseError::Manifest { .. }
            | WarehouseError::Damaged { .. }
            | WarehouseError::Parquet(_)
            | WarehouseError::Arrow(_)
            | WarehouseError::Overflow { .. }
            | WarehouseError::Unknown { .. }
            | WarehouseError::Query { .. }
            | WarehouseError::Worker) => Self::internal(error),
        }
    }
}

impl From<DocumentError> for ApiError {
    fn from(error: DocumentError) -> Self {
        match &error {
            DocumentError::Io { .. } | DocumentError::Workbook { .. } => Self::internal(error),
            DocumentError::TooLarge { .. } => Self::new(ErrorCode::FileTooLarge, error.to_string(), error.in_words().zh),
            DocumentError::NotATable { .. }
            | DocumentError::Protected { .. }
            | DocumentError::Truncated { .. }
            | DocumentError::Damaged { .. }
            | DocumentError::BadStatement { .. } => Self::new(ErrorCode::UnreadableFile, error.to_string(), error.in_words().zh),
            DocumentError::UnknownEncoding { .. } | DocumentError::UnknownSheet { .. } => {
                Self::new(ErrorCode::InvalidValue, error.to_string(), error.in_words().zh)
            }
        }
    }
}

impl From<RuntimeError> for ApiError {
    fn from(error: RuntimeError) -> Self {
        match error {
            RuntimeError::Store(error) => error.into(),
            RuntimeError::Warehouse(error) => error.into(),
            RuntimeError::NoCompany { .. } => Self::new(ErrorCode::NotSetUp, error.to_string(), "这里还没有公司数据"),
            RuntimeError::CompanyExists { .. } => Self::new(ErrorCode::AlreadySetUp, "there is a company already", "公司已经建立"),
            RuntimeError::UnknownCustomer { .. } => Self::not_found("such customer", "客户"),
            RuntimeError::NotYetRated { month } => {
                let error = Self::new(ErrorCode::NotYetRated, format!("{month} has not been rated"), format!("{month} 尚未评级"));
                error.help("rate the month first, or choose one of GET /api/v1/ratings")
            }
            RuntimeError::Refused(why) => Self::new(ErrorCode::Refused, why.en, why.zh),
            RuntimeError::Stale(difference) => Self::new(ErrorCode::Stale, difference.en, difference.zh).help("read it again, then decide"),
            RuntimeError::UnknownRuling { .. } => Self::not_found("such ruling", "决定"),
            RuntimeError::UnknownFile { .. } => Self::not_found("such file", "规矩文件"),
            RuntimeError::NotPublishable { reasons } => {
                let lines = |pick: fn(&Text) -> &str| reasons.iter().map(pick).collect::<Vec<_>>().join("\n");
                let message = format!("the draft would not be a sound rulebook:\n{}", lines(|text| &text.en));
                Self::new(ErrorCode::RulebookWrong, message, format!("草稿还不能发布：\n{}", lines(|text| &text.zh)))
            }
            error @ (RuntimeError::File { .. }
            | RuntimeError::CompanyFile { .. }
            | RuntimeError::Rulebook(_)
            | RuntimeError::UnknownAppraisal { .. }
            | RuntimeError::Differs { .. }
            | RuntimeError::Stored { .. }) => Self::internal(error),
        }
    }
}
