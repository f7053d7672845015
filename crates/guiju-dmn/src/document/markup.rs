//! New elements as text: escaped, and indented as the elements beside them are.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::tree::{NodeId, Tree};

/// White space that stands before an element, back to what is before it.
pub(crate) fn gap_before(source: &str, at: usize) -> &str {
    let before = source.get(..at).unwrap_or("");
    before.get(before.trim_end_matches([' ', '\t', '\r', '\n']).len()..).unwrap_or("")
}

/// A text as the content of an element. `]]>` needs its `>` escaped, so all are; a carriage return would be read as a line feed.
pub(crate) fn escape_text(text: &str) -> Cow<'_, str> {
    escape(text, |letter| match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// A text as the value of an attribute between double quotes.
pub(crate) fn escape_attribute(text: &str) -> Cow<'_, str> {
    escape(text, |letter| match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\r' => Some("&#13;"),
        '\n' => Some("&#10;"),
        '\t' => Some("&#9;"),
        _ => None,
    })
}

fn escape(text: &str, by: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if !text.contains(|letter| by(letter).is_some() || !is_xml_character(letter)) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match by(letter) {
            Some(reference) => escaped.push_str(reference),
            // XML 1.0 has no way to write it.
            None if !is_xml_character(letter) => escaped.push('\u{FFFD}'),
            None => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

const fn is_xml_character(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// An element that is to be written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fresh {
    name: Cow<'static, str>,
    attributes: Vec<(Cow<'static, str>, String)>,
    content: Content,
}

#[derive(Debug, Clone, Default)]
enum Content {
    #[default]
    Nothing,
    Text(String),
    Elements(Vec<Fresh>),
}

impl Fresh {
    pub(crate) fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with a text in a `text` of its own: a cell.
    pub(crate) fn with_text(name: impl Into<Cow<'static, str>>, text: &str) -> Self {
        Self::new(name).child(Self::new("text").text(text))
    }

    pub(crate) fn attribute(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    pub(crate) fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self.content = Content::Text(text.to_owned());
        self
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        match &mut self.content {
            Content::Elements(children) => children.push(child),
            Content::Nothing | Content::Text(_) => self.content = Content::Elements(vec![child]),
        }
        self
    }

    pub(crate) fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Its text, every element on a line of its own as deep as it is.
    pub(crate) fn written(&self, style: &Style) -> String {
        let mut out = String::new();
        self.write(style, &style.gap, &mut out);
        out
    }

    fn write(&self, style: &Style, gap: &str, out: &mut String) {
        // A name with a prefix of its own is of another namespace than DMN's.
        let name = if self.name.contains(':') { self.name.to_string() } else { format!("{}{}", style.prefix, self.name) };
        let _ = write!(out, "<{name}");
        for (name, value) in &self.attributes {
            let _ = write!(out, " {name}=\"{}\"", escape_attribute(value));
        }
        match &self.content {
            Content::Nothing => {
                out.push_str("/>");
                return;
            }
            Content::Text(text) => {
                let _ = write!(out, ">{}", escape_text(text));
            }
            Content::Elements(children) => {
                out.push('>');
                let inner = style.deeper(gap);
                for child in children {
                    out.push_str(&inner);
                    child.write(style, &inner, out);
                }
                out.push_str(gap);
            }
        }
        let _ = write!(out, "</{name}>");
    }
}

/// How the elements beside a new one are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Style {
    /// White space before each of them.
    pub(crate) gap: String,
    /// How much deeper each level is.
    pub(crate) unit: String,
    /// The prefix of their names with its colon.
    pub(crate) prefix: String,
}

impl Style {
    /// That of the children of an element.
    pub(crate) fn inside(tree: &Tree, parent: NodeId, source: &str) -> Self {
        let outer = gap_before(source, tree.tag(parent).start);
        let full = tree.full_name(parent, source);
        let prefix = full.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
        let first = tree.children(parent).first().map(|child| gap_before(source, tree.tag(*child).start));
        let deeper = first.and_then(|gap| gap.strip_prefix(outer)).filter(|unit| !unit.is_empty() && outer.contains('\n'));
        let unit = deeper.unwrap_or_else(|| if outer.contains('\t') { "\t" } else { "  " }).to_owned();
        let style = Self { gap: outer.to_owned(), unit, prefix };
        let gap = first.map_or_else(|| style.deeper(outer), ToOwned::to_owned);
        Self { gap, ..style }
    }

    fn deeper(&self, gap: &str) -> String {
        // A document without line ends stays one.
        if gap.contains('\n') { format!("{gap}{}", self.unit) } else { String::new() }
    }
}
