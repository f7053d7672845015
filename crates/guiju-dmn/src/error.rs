//! [`ReadError`]: why a file is not a model. [`Problem`]: what is wrong in a model.

use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan};

/// Why a text is not a DMN model. The file has to be changed; never retry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Diagnostic)]
pub enum ReadError {
    /// Not well-formed XML.
    #[error("not well-formed XML: {cause}")]
    #[diagnostic(code(xml))]
    Xml {
        /// The reader's words.
        cause: String,
        /// Where.
        #[label("here")]
        at: Place,
    },
    /// A document type or an entity, which a model has no use for and an attacker has.
    #[error("a model may not have {what}")]
    #[diagnostic(code(forbidden_xml), help("remove it; the five entities of XML itself are known without"))]
    Forbidden {
        /// What it has.
        what: String,
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

/// A range of bytes of the file.
pub type Place = Range<usize>;

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
}

/// Something that is wrong in a model: where in the model, where in the file, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `feel`, `missing_reference`, `unsupported` …
    pub code: &'static str,
    /// Where in the model: ``decision `score`, rule 3, column `amount` ``.
    pub element: Box<str>,
    /// What is wrong.
    pub message: String,
    /// What stands under the place.
    pub label: Box<str>,
    /// What to do.
    pub help: Option<Box<str>>,
    /// The bytes of the file.
    pub at: Place,
    /// The namespace of the imported model whose file that is; empty for the model itself.
    pub namespace: Box<str>,
}

impl Problem {
    pub(crate) fn new(code: &'static str, element: impl Into<Box<str>>, message: impl Into<String>, at: &Place) -> Self {
        Self { code, element: element.into(), message: message.into(), label: "".into(), help: None, at: at.clone(), namespace: "".into() }
    }

    pub(crate) fn label(mut self, label: impl Into<Box<str>>) -> Self {
        self.label = label.into();
        self
    }

    pub(crate) fn of_model(mut self, namespace: &str) -> Self {
        self.namespace = namespace.into();
        self
    }

    pub(crate) fn help(mut self, help: impl Into<Box<str>>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.element.is_empty() {
            return out.write_str(&self.message);
        }
        write!(out, "{}: {}", self.element, self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = (!self.label.is_empty()).then(|| self.label.to_string());
        Some(Box::new(std::iter::once(LabeledSpan::new(label, self.at.start, self.at.len()))))
    }
}
