//! FEEL in a rulebook: compiled against its names, with findings at its place in the file.

use guiju_feel::{CompileError, Expression, Names, Type};
use miette::Diagnostic;

use crate::finding::error;
use crate::node::{Sink, Words};

/// Compiles an expression that has to give a value of this type; notes what is wrong.
pub(crate) fn compile(words: &Words, names: &Names, wanted: &Type, what: &str, sink: &Sink) -> Option<Expression> {
    let expression = match guiju_feel::compile(&words.text, names) {
        Ok(expression) => expression,
        Err(cause) => {
            refuse(&cause, words, what, sink);
            return None;
        }
    };
    for warning in expression.warnings() {
        refuse(warning, words, what, sink);
    }
    let found = expression.result_type();
    if !matches!(found, Type::Any | Type::Null) && !found.conforms_to(wanted) {
        let message = format!("{what} has to be a {wanted}, but this is a {found}");
        sink.push(&words.part(0..words.text.len()), error("wrong_type", message).label(format!("a {found}")));
        return None;
    }
    expression.warnings().is_empty().then_some(expression)
}

fn refuse(cause: &CompileError, words: &Words, what: &str, sink: &Sink) {
    let place = words.part(cause.span().range());
    let label = cause.labels().and_then(|mut labels| labels.next()).and_then(|label| label.label().map(ToOwned::to_owned));
    let help = cause.help().map(|help| help.to_string());
    sink.push(&place, error("feel", format!("{what}: {cause}")).label(label.unwrap_or_default()).maybe_help(help));
}
