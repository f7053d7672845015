//! [`PlanError`].

use arrow_schema::DataType;

/// Why a decision cannot run over batches of a schema. The caller's columns or choice of decision are wrong; never retry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The model has no such decision.
    #[error("the model has no such decision; take an id from the model that is compiled")]
    UnknownDecision,
    /// The decision needs an input that no column gives.
    #[error("no column gives the input `{input}`; add a column of this name, all null where nothing is known")]
    MissingColumn {
        /// The input.
        input: String,
    },
    /// There is no FEEL value for this kind of column.
    #[error("column `{column}` is {data_type}, which no input can take; cast it to Int64, Decimal128, Utf8, Boolean, Date32 or Timestamp")]
    UnsupportedType {
        /// The column.
        column: String,
        /// Its type.
        data_type: Box<DataType>,
    },
    /// Binary floating-point numbers are not exact, so a column of them has to say that it is meant to be so.
    #[error(
        "column `{column}` is Float64, which is not exact; cast it to Decimal128, or declare the field approximate (metadata `guiju.approximate` = `true`)"
    )]
    NotExact {
        /// The column.
        column: String,
    },
    /// The batch is of another schema than the plan.
    #[error("column `{column}` of the batch is not of the type that the plan was made for")]
    OtherSchema {
        /// The column.
        column: String,
    },
}

impl PlanError {
    /// The message in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            Self::UnknownDecision => "模型中没有该决策；请使用已编译模型中的标识".to_owned(),
            Self::MissingColumn { input } => format!("没有列提供输入“{input}”；请添加同名列，未知时全部为空值"),
            Self::UnsupportedType { column, data_type } => {
                format!("列“{column}”的类型为 {data_type}，不能作为输入；请转换为 Int64、Decimal128、Utf8、Boolean、Date32 或 Timestamp")
            }
            Self::NotExact { column } => {
                format!(
                    "列“{column}”为 Float64，不是精确数；请转换为 Decimal128，或声明该字段为近似值（元数据 `guiju.approximate` = `true`）"
                )
            }
            Self::OtherSchema { column } => format!("批次中列“{column}”的类型与计划不符"),
        }
    }
}
