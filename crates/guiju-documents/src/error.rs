//! Why a table could not be read or written.

use std::path::PathBuf;

use guiju_types::Text;

/// Why a table could not be read or written. What is wrong with a file is its sender's to mend; only [`Io`](Self::Io) may be tried again.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The file system refused.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// `open`, `read` or `write`.
        action: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is something that is not read here.
    #[error("`{file}` is {}, not a table; {}", what.en, help.en)]
    NotATable {
        /// The file's name.
        file: String,
        /// What it is.
        what: Box<Text>,
        /// What to do.
        help: Box<Text>,
    },
    /// The file is encrypted.
    #[error("`{file}` is protected by {}; {}", how.en, help.en)]
    Protected {
        /// The file's name.
        file: String,
        /// By what.
        how: Box<Text>,
        /// What to do.
        help: Box<Text>,
    },
    /// The file ends too early.
    #[error("`{file}` is cut off: {reason}; fetch the file again")]
    Truncated {
        /// The file's name.
        file: String,
        /// Where that shows.
        reason: String,
    },
    /// The file is not what its kind has to be.
    #[error("`{file}` is damaged: {reason}; open it in a spreadsheet program and save it again")]
    Damaged {
        /// The file's name.
        file: String,
        /// Where that shows.
        reason: String,
    },
    /// A bank's statement in a banking format is not as its standard says; a spreadsheet program is no help with it.
    #[error("`{file}` is not a whole {format} statement: {}; {}", reason.en, help.en)]
    BadStatement {
        /// The file's name.
        file: String,
        /// `MT940` or `camt`.
        format: &'static str,
        /// What and where.
        reason: Box<Text>,
        /// What to do.
        help: Box<Text>,
    },
    /// The file is larger, inside, than what is taken in; a small file of this kind is a zip bomb.
    #[error("`{file}` is refused: {reason}")]
    TooLarge {
        /// The file's name.
        file: String,
        /// Which limit, and how far beyond.
        reason: String,
    },
    /// The named encoding is not known.
    #[error("`{name}` is no text encoding; use `utf-8`, `gb18030`, `big5` or `utf-16le`")]
    UnknownEncoding {
        /// What was asked for.
        name: String,
    },
    /// The workbook has no such sheet.
    #[error("`{file}` has no sheet `{sheet}`; it has: {known}")]
    UnknownSheet {
        /// The file's name.
        file: String,
        /// What was asked for.
        sheet: String,
        /// What there is.
        known: String,
    },
    /// A workbook could not be written.
    #[error("cannot write the workbook `{}`", path.display())]
    Workbook {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: Box<rust_xlsxwriter::XlsxError>,
    },
}

/// Both languages on the heap: errors are rare, and results are everywhere.
pub(crate) fn words(zh: impl Into<String>, en: impl Into<String>) -> Box<Text> {
    Box::new(Text::new(zh, en))
}

impl DocumentError {
    /// The message in both languages; the English one is also what `Display` writes.
    #[must_use]
    pub fn in_words(&self) -> Text {
        let zh = match self {
            Self::Io { action, path, .. } => {
                let action = match *action {
                    "open" => "打开",
                    "read" => "读取",
                    _ => "写入",
                };
                format!("无法{action}文件“{}”", path.display())
            }
            Self::NotATable { file, what, help } => format!("“{file}”{}，不是表格；{}", what.zh, help.zh),
            Self::Protected { file, how, help } => format!("“{file}”{}；{}", how.zh, help.zh),
            Self::Truncated { file, reason } => format!("“{file}”不完整，请重新获取该文件（{reason}）"),
            Self::Damaged { file, reason } => format!("“{file}”已损坏，请用电子表格软件打开后另存（{reason}）"),
            Self::BadStatement { file, format, reason, help } => format!("“{file}”不是完整的 {format} 对账单：{}；{}", reason.zh, help.zh),
            Self::TooLarge { file, reason } => format!("“{file}”内容过大，未读取（{reason}）"),
            Self::UnknownEncoding { name } => format!("没有名为“{name}”的文字编码；可用 utf-8、gb18030、big5 或 utf-16le"),
            Self::UnknownSheet { file, sheet, known } => format!("“{file}”没有工作表“{sheet}”，只有：{known}"),
            Self::Workbook { path, .. } => format!("无法写入工作簿“{}”", path.display()),
        };
        Text::new(zh, self.to_string())
    }
}
