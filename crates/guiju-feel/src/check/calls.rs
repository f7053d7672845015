//! Calls: of built-ins, whose signatures are known, and of function values.

use super::operators::is_open;
use super::{Arguments, Checked, Checker, Node, NodeKind, did_you_mean, node};
use crate::error::{CallError, CompileError, Words};
use crate::functions::{BuiltIn, Signature, SignatureParameter, SignatureResult, built_ins};
use crate::span::Span;
use crate::syntax::{AstEntry, AstId, AstKind};
use crate::types::Type;

/// What a call gives, as written.
#[derive(Clone, Copy)]
pub(super) enum GivenArguments<'a> {
    Positional(&'a [AstId]),
    Named(&'a [AstEntry<'a>]),
}

impl<'a> Checker<'a> {
    pub(super) fn call(&mut self, span: Span, function: AstId, arguments: GivenArguments<'a>) -> Checked<Node> {
        let tree = self.tree;
        let called = tree.get(function);
        if let AstKind::Name(name) = &called.kind {
            if let Some(built_in) = self.built_in(name) {
                return self.call_built_in(span, built_in, arguments);
            }
            let Some(target) = self.resolve(name, called.span) else {
                let known = self.names_in_scope().into_iter().chain(built_ins().iter().map(|built_in| built_in.name));
                let help = did_you_mean(name, known);
                return Err(Box::new(CompileError::UnknownFunction { name: name.to_string(), at: called.span, help }));
            };
            return self.invoke(span, target, arguments);
        }
        let target = self.expression(function)?;
        self.invoke(span, target, arguments)
    }

    fn invoke(&mut self, span: Span, target: Node, arguments: GivenArguments<'a>) -> Checked<Node> {
        let arguments = match arguments {
            GivenArguments::Positional(arguments) => Arguments::Positional(self.expressions(arguments)?),
            GivenArguments::Named(arguments) => Arguments::Named(
                arguments.iter().map(|entry| Ok((entry.name.to_shared(), self.expression(entry.value)?))).collect::<Checked<_>>()?,
            ),
        };
        let ty = match &target.ty {
            Type::Function { result, .. } => (**result).clone(),
            _ => Type::Any,
        };
        Ok(node(span, NodeKind::Invoke { function: Box::new(target), arguments }, ty))
    }

    fn call_built_in(&mut self, span: Span, function: &'static BuiltIn, arguments: GivenArguments<'a>) -> Checked<Node> {
        let (signature_index, arguments) = match arguments {
            GivenArguments::Positional(arguments) => self.positional(span, function, arguments)?,
            GivenArguments::Named(arguments) => self.named(span, function, arguments)?,
        };
        let Some(signature) = function.signatures().get(signature_index) else {
            return Err(wrong_arguments(span, function, CallError::NoSignature));
        };
        for (parameter, argument) in signature.parameters.iter().zip(&arguments) {
            if let Some(argument) = argument {
                self.check_argument(function, parameter.name, &parameter.ty, argument);
            }
        }
        let ty = result_type(signature, arguments.first().and_then(Option::as_ref));
        Ok(node(span, NodeKind::Call { function, signature: signature_index, arguments }, ty))
    }

    fn positional(&mut self, span: Span, function: &'static BuiltIn, arguments: &[AstId]) -> Checked<(usize, Vec<Option<Node>>)> {
        let checked = self.expressions(arguments)?;
        let fitting = |(_, signature): &(usize, &Signature)| signature.takes(checked.len());
        let fits_types = |(_, signature): &(usize, &Signature)| {
            signature.parameters.iter().zip(&checked).all(|(parameter, argument)| accepts(&parameter.ty, &argument.ty))
        };
        let candidates: Vec<_> = function.signatures().iter().enumerate().filter(fitting).collect();
        let Some((index, signature)) = candidates.iter().find(|candidate| fits_types(candidate)).or_else(|| candidates.first()).copied()
        else {
            return Err(wrong_arguments(span, function, CallError::Given { count: arguments.len() }));
        };
        Ok((index, pack(signature, checked, span)))
    }

    fn named(&mut self, span: Span, function: &'static BuiltIn, arguments: &[AstEntry<'_>]) -> Checked<(usize, Vec<Option<Node>>)> {
        let given = || arguments.iter().map(|given| &*given.name);
        let fits = |signature: &Signature| {
            let may_be_missing = |parameter: &SignatureParameter| parameter.is_optional || parameter.takes_null;
            signature.knows(given())
                && signature.parameters.iter().all(|parameter| may_be_missing(parameter) || given().any(|name| name == parameter.name))
        };
        // `before(point: …, range: …)` and `before(range: …, point: …)` are two signatures: the order says which.
        let is_in_order = |signature: &Signature| signature.begins_with(given());
        let fitting: Vec<_> = function.signatures().iter().enumerate().filter(|(_, signature)| fits(signature)).collect();
        let in_order = fitting.iter().find(|(_, signature)| is_in_order(signature));
        let Some((index, signature)) = in_order.or_else(|| fitting.first()).copied() else {
            let names: Vec<String> = given().map(|name| format!("`{name}`")).collect();
            return Err(wrong_arguments(span, function, CallError::NoParameters { names: names.join(", ") }));
        };
        let mut slots: Vec<Option<Node>> = signature.parameters.iter().map(|_| None).collect();
        for AstEntry { name, name_span, value } in arguments {
            let checked = self.expression(*value)?;
            let position = signature.parameters.iter().position(|parameter| parameter.name == &**name);
            let Some((slot, parameter)) = position.and_then(|index| Some((slots.get_mut(index)?, signature.parameters.get(index)?))) else {
                continue;
            };
            if slot.is_some() {
                return Err(Box::new(CompileError::DuplicateName { name: name.to_string(), at: *name_span }));
            }
            let is_single = parameter.is_repeated && !matches!(checked.ty, Type::List(_));
            *slot = Some(if is_single { list_of(vec![checked], *name_span) } else { checked });
        }
        Ok((index, slots))
    }

    fn check_argument(&mut self, function: &'static BuiltIn, name: &str, expected: &Type, argument: &Node) {
        if !accepts(expected, &argument.ty) {
            self.warnings.push(CompileError::TypeMismatch {
                operation: format!("`{name}` of `{}`", function.name),
                expected: expected.to_string(),
                found: Box::new(argument.ty.clone()),
                at: argument.span,
            });
        }
    }
}

/// Whether an argument of this type may turn out to be right.
fn accepts(expected: &Type, found: &Type) -> bool {
    match (expected, found) {
        _ if is_open(expected) || is_open(found) => true,
        (Type::List(expected), Type::List(found)) => accepts(expected, found),
        // A single value counts as a list of one, and a list of one as its item.
        (Type::List(item), other) => accepts(item, other),
        (other, Type::List(item)) => accepts(other, item),
        (Type::Range(_), Type::Range(_)) | (Type::Context(_), Type::Context(_)) | (Type::Function { .. }, Type::Function { .. }) => true,
        (Type::Date, Type::DateTime) | (Type::DateTime, Type::Date) => true,
        _ => expected == found,
    }
}

/// One argument for each parameter; those of a repeated parameter become one list.
fn pack(signature: &Signature, arguments: Vec<Node>, span: Span) -> Vec<Option<Node>> {
    let mut rest = arguments.into_iter();
    let mut packed = Vec::with_capacity(signature.parameters.len());
    for parameter in &signature.parameters {
        if parameter.is_repeated {
            packed.push(Some(list_of(rest.by_ref().collect(), span)));
        } else {
            packed.push(rest.next());
        }
    }
    packed
}

fn list_of(items: Vec<Node>, span: Span) -> Node {
    let item = items.iter().fold(Type::Null, |ty, item| ty.join(&item.ty));
    Node { kind: NodeKind::List(items), span, ty: Type::list(item) }
}

fn result_type(signature: &Signature, first: Option<&Node>) -> Type {
    match (&signature.result, first.map(|node| &node.ty)) {
        (SignatureResult::Of(ty), _) => ty.clone(),
        (SignatureResult::Same, Some(ty)) => ty.clone(),
        (SignatureResult::Item, Some(Type::List(item))) => (**item).clone(),
        _ => Type::Any,
    }
}

fn wrong_arguments(at: Span, function: &BuiltIn, problem: CallError) -> Box<CompileError> {
    Box::new(CompileError::WrongArguments {
        function: function.name.to_owned(),
        problem,
        at,
        help: Some(Box::new(Words::same(function.usage.join("\n")))),
    })
}
