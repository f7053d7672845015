//! [`Words`]: a sentence in both languages.

use std::borrow::Cow;
use std::fmt;

/// A sentence in both languages. `Display` speaks English, as errors of Rust do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Words {
    /// A sentence.
    #[must_use]
    pub fn new(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The same behind a pointer, for errors that have to stay small.
    #[must_use]
    pub fn boxed(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Box<Self> {
        Box::new(Self::new(zh, en))
    }

    /// What is the same in every language: a name, a value, a signature.
    #[must_use]
    pub fn same(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        Self { zh: text.clone(), en: text }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.en)
    }
}
