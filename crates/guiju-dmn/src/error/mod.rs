//! [`ReadError`]: why a file is not a model. [`Problem`]: what is wrong in a model. `cause`: why a decision is null.
//!
//! Every message is here, in both languages; the rooms that find something say only what, and of which [`Element`].

pub(crate) mod cause;
mod element;
mod fault;
mod reading;

use std::fmt;
use std::ops::Range;

use guiju_feel::Words;
use miette::{Diagnostic, LabeledSpan};

pub(crate) use element::{Element, Part};
pub use fault::{Fault, NameHolder};
pub use reading::ReadError;

/// A range of bytes of the file.
pub type Place = Range<usize>;

/// Something that is wrong in a model: where in the model, where in the file, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub fault: Box<Fault>,
    /// Where in the model: ``decision `score`, rule 3, column `amount` ``. Empty where the file is no model yet.
    pub element: Box<Words>,
    /// The bytes of the file.
    pub at: Place,
    /// The namespace of the imported model whose file that is; empty for the model itself.
    pub namespace: Box<str>,
}

impl Problem {
    pub(crate) fn new(fault: Fault, element: Words, at: &Place) -> Self {
        Self { fault: Box::new(fault), element: Box::new(element), at: at.clone(), namespace: "".into() }
    }

    /// A problem of a file that is no model yet.
    pub(crate) fn of_file(fault: Fault, at: &Place) -> Self {
        Self::new(fault, Words::default(), at)
    }

    pub(crate) fn of_model(mut self, namespace: &str) -> Self {
        self.namespace = namespace.into();
        self
    }

    /// Where and what, in both languages.
    #[must_use]
    pub fn message(&self) -> Words {
        let (element, message) = (&self.element, self.fault.message());
        if element.is_empty() {
            return message;
        }
        Words::new(format!("{}：{}", element.zh, message.zh), format!("{}: {}", element.en, message.en))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message().en)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.fault.code()))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.fault.help().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = Some(self.fault.label().en.into_owned()).filter(|label| !label.is_empty());
        Some(Box::new(std::iter::once(LabeledSpan::new(label, self.at.start, self.at.len()))))
    }
}
