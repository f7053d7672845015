//! [`ReadError`]: why a text is not a DMN model.

use guiju_feel::Words;
use miette::Diagnostic;

use super::{Place, Problem};

/// Why a text is not a DMN model. The file has to be changed; never retry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Diagnostic)]
pub enum ReadError {
    /// Not well-formed XML.
    #[error("not well-formed XML: {cause}")]
    #[diagnostic(code(xml))]
    Xml {
        /// The reader's words; those of the XML library are English only.
        cause: Box<Words>,
        /// Where.
        #[label("here")]
        at: Place,
    },
    /// A document type or an entity, which a model has no use for and an attacker has.
    #[error("a model may not have {what}")]
    #[diagnostic(code(forbidden_xml), help("remove it; the five entities of XML itself are known without"))]
    Forbidden {
        /// What it has.
        what: Box<Words>,
        /// Where.
        #[label("not allowed")]
        at: Place,
    },
    /// Larger or deeper than any model is.
    #[error("the file has more than {limit} {what}")]
    #[diagnostic(code(too_large))]
    TooLarge {
        /// What was counted.
        what: &'static str,
        /// The limit.
        limit: usize,
        /// Where it was passed.
        #[label("here")]
        at: Place,
    },
    /// Bytes that are no text in the encoding of the file.
    #[error("the file is not text in {name}")]
    #[diagnostic(code(encoding), help("save it in UTF-8"))]
    Encoding {
        /// The encoding.
        name: String,
        /// The first byte that is wrong.
        #[label("no text from here on")]
        at: Place,
    },
    /// The root is something else.
    #[error("this is no DMN model: the root is `{root}` in the namespace `{namespace}`")]
    #[diagnostic(code(not_dmn), help("DMN 1.2 to 1.5 are read; save the model in one of these"))]
    NotDmn {
        /// The root element.
        root: String,
        /// Its namespace.
        namespace: String,
        /// Where.
        #[label("the root")]
        at: Place,
    },
    /// Something in the model that is wrong or not known.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Model(#[from] Problem),
}

impl ReadError {
    /// The bytes of the file that it is about.
    #[must_use]
    pub fn span(&self) -> Place {
        match self {
            Self::Xml { at, .. }
            | Self::Forbidden { at, .. }
            | Self::TooLarge { at, .. }
            | Self::Encoding { at, .. }
            | Self::NotDmn { at, .. } => at.clone(),
            Self::Model(problem) => problem.at.clone(),
        }
    }

    /// What is wrong, in both languages.
    #[must_use]
    pub fn message(&self) -> Words {
        let zh = match self {
            Self::Xml { cause, .. } => format!("不是格式正确的 XML：{}", cause.zh),
            Self::Forbidden { what, .. } => format!("模型中不能有{}", what.zh),
            Self::TooLarge { what, limit, .. } => format!("文件中的{}超过 {limit} 个", counted_zh(what)),
            Self::Encoding { name, .. } => format!("文件不是 {name} 编码的文本"),
            Self::NotDmn { root, namespace, .. } => format!("不是 DMN 模型：根元素是 `{root}`，命名空间是 `{namespace}`"),
            Self::Model(problem) => return problem.message(),
        };
        Words::new(zh, self.to_string())
    }

    /// What stands under the place, in both languages.
    #[must_use]
    pub fn label(&self) -> Words {
        match self {
            Self::Xml { .. } | Self::TooLarge { .. } => Words::new("此处", "here"),
            Self::Forbidden { .. } => Words::new("不允许", "not allowed"),
            Self::Encoding { .. } => Words::new("从这里起不是文本", "no text from here on"),
            Self::NotDmn { .. } => Words::new("根元素", "the root"),
            Self::Model(problem) => problem.fault.label(),
        }
    }

    /// What to do, in both languages.
    #[must_use]
    pub fn advice(&self) -> Option<Words> {
        let zh = match self {
            Self::Forbidden { .. } => "请删除；XML 自带的五个实体不声明也能用",
            Self::Encoding { .. } => "请另存为 UTF-8",
            Self::NotDmn { .. } => "可读取 DMN 1.2 至 1.5，请另存为其中之一",
            Self::Xml { .. } | Self::TooLarge { .. } => return None,
            Self::Model(problem) => return problem.fault.help(),
        };
        Some(Words::new(zh, self.help()?.to_string()))
    }
}

/// What a limit counts, in Chinese.
fn counted_zh(what: &str) -> &str {
    match what {
        "bytes" => "字节",
        "elements" => "元素",
        "levels of elements" => "元素层数",
        "attributes of one element" => "单个元素的属性",
        other => other,
    }
}
