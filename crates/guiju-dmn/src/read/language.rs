//! Texts in other languages than FEEL are refused where they stand, never run as FEEL: `x`, `1/2`, `"a" + "b"` and `=` are texts of
//! several languages and mean other things in each.
//!
//! The language of a text is its element's `expressionLanguage`, else that of the model, else FEEL (DMN 1.5, 6.3.2 and 7.3.1).

use super::xml::Element;
use crate::error::{Fault, Problem, ReadError};

/// The elements that hold a text of the expression language.
const EXPRESSIONS: [&str; 9] = [
    "literalExpression",
    "inputExpression",
    "inputEntry",
    "outputEntry",
    "defaultOutputEntry",
    "inputValues",
    "outputValues",
    "allowedValues",
    "typeConstraint",
];

/// Refuses the first text of a model that is not FEEL.
pub(super) fn refuse_others(root: &Element) -> Result<(), ReadError> {
    let common = language(root).unwrap_or_default();
    let mut open = vec![root];
    while let Some(element) = open.pop() {
        if EXPRESSIONS.contains(&&*element.name) && has_text(element) {
            let language = language(element).unwrap_or(common);
            if !is_feel(language) {
                return Err(Problem::of_file(Fault::OtherLanguage { language: language.to_owned() }, &element.at).into());
            }
        }
        open.extend(element.children.iter().filter(|child| child.name != "extensionElements").rev());
    }
    Ok(())
}

fn language(element: &Element) -> Option<&str> {
    element.attribute("expressionLanguage").map(str::trim).filter(|language| !language.is_empty())
}

/// Whether it says something; where it says nothing, it says so in every language.
fn has_text(element: &Element) -> bool {
    element.child("text").is_some_and(|text| !text.text.as_str().trim().is_empty())
}

/// FEEL by the address that any version of DMN gave it, or by the name that vendors write.
fn is_feel(language: &str) -> bool {
    let language = language.trim_end_matches('/');
    let is_address = language.contains("omg.org/spec/") && language.split('/').any(|part| part == "FEEL");
    language.is_empty() || is_address || ["feel", "s-feel"].contains(&language.to_ascii_lowercase().as_str())
}
