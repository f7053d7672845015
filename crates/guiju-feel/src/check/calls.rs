//! Calls: of built-ins, whose signatures are known, and of function values.

use std::sync::Arc;

use super::expression::node;
use super::operators::is_open;
use super::{Arguments, Checked, Checker, Node, NodeKind, did_you_mean};
use crate::error::{CallError, CompileError, Words};
use crate::functions::{BuiltIn, Signature, SignatureResult, built_ins, find};
use crate::span::Span;
use crate::syntax::{Ast, AstArguments, AstKind};
use crate::types::Type;

impl Checker<'_> {
    pub(super) fn call(&mut self, ast: &Ast, function: &Ast, arguments: &AstArguments) -> Checked<Node> {
        if let AstKind::Name(name) = &function.kind {
            let innermost = self.frames.len().saturating_sub(1);
            match (self.resolve(innermost, name, function.span), find(name)) {
                (Some(Node { kind: NodeKind::Constant(_), .. }), Some(built_in)) => return self.call_built_in(ast, built_in, arguments),
                (Some(target), _) => return self.invoke(ast, target, arguments),
                (None, _) => {
                    let names = self.names_in_scope();
                    let known = names.iter().map(AsRef::as_ref).chain(built_ins().iter().map(|built_in| built_in.name));
                    return Err(Box::new(CompileError::UnknownFunction {
                        name: name.to_string(),
                        at: function.span,
                        help: did_you_mean(name, known),
                    }));
                }
            }
        }
        let target = self.expression(function)?;
        self.invoke(ast, target, arguments)
    }

    fn invoke(&mut self, ast: &Ast, target: Node, arguments: &AstArguments) -> Checked<Node> {
        let arguments = match arguments {
            AstArguments::Positional(arguments) => {
                Arguments::Positional(arguments.iter().map(|argument| self.expression(argument)).collect::<Checked<_>>()?)
            }
            AstArguments::Named(arguments) => Arguments::Named(
                arguments.iter().map(|(name, _, argument)| Ok((Arc::clone(name), self.expression(argument)?))).collect::<Checked<_>>()?,
            ),
        };
        let ty = match &target.ty {
            Type::Function { result, .. } => (**result).clone(),
            _ => Type::Any,
        };
        Ok(node(ast, NodeKind::Invoke { function: Box::new(target), arguments }, ty))
    }

    fn call_built_in(&mut self, ast: &Ast, function: &'static BuiltIn, arguments: &AstArguments) -> Checked<Node> {
        let (signature_index, arguments) = match arguments {
            AstArguments::Positional(arguments) => self.positional(ast, function, arguments)?,
            AstArguments::Named(arguments) => self.named(ast, function, arguments)?,
        };
        let Some(signature) = function.signatures().get(signature_index) else {
            return Err(wrong_arguments(ast.span, function, CallError::NoSignature));
        };
        for (parameter, argument) in signature.parameters.iter().zip(&arguments) {
            if let Some(argument) = argument {
                self.check_argument(function, parameter.name, &parameter.ty, argument);
            }
        }
        let ty = result_type(signature, arguments.first().and_then(Option::as_ref));
        Ok(node(ast, NodeKind::Call { function, signature: signature_index, arguments }, ty))
    }

    fn positional(&mut self, ast: &Ast, function: &'static BuiltIn, arguments: &[Ast]) -> Checked<(usize, Vec<Option<Node>>)> {
        let checked = arguments.iter().map(|argument| self.expression(argument)).collect::<Checked<Vec<_>>>()?;
        let fitting = |(_, signature): &(usize, &Signature)| signature.takes(checked.len());
        let fits_types = |(_, signature): &(usize, &Signature)| {
            signature.parameters.iter().zip(&checked).all(|(parameter, argument)| accepts(&parameter.ty, &argument.ty))
        };
        let candidates: Vec<_> = function.signatures().iter().enumerate().filter(fitting).collect();
        let Some((index, signature)) = candidates.iter().find(|candidate| fits_types(candidate)).or_else(|| candidates.first()).copied()
        else {
            return Err(wrong_arguments(ast.span, function, CallError::Given { count: arguments.len() }));
        };
        Ok((index, pack(signature, checked, ast.span)))
    }

    fn named(&mut self, ast: &Ast, function: &'static BuiltIn, arguments: &[(Arc<str>, Span, Ast)]) -> Checked<(usize, Vec<Option<Node>>)> {
        let fits = |signature: &Signature| {
            let is_known = |name: &str| signature.parameters.iter().any(|parameter| parameter.name == name);
            let is_given = |name: &str| arguments.iter().any(|(given, _, _)| given.as_ref() == name);
            arguments.iter().all(|(name, _, _)| is_known(name))
                && signature.parameters.iter().all(|parameter| parameter.is_optional || is_given(parameter.name))
        };
        // `before(point: …, range: …)` and `before(range: …, point: …)` are two signatures: the order says which.
        let is_in_order = |signature: &Signature| {
            let given = arguments.iter().map(|(name, _, _)| name.as_ref());
            signature.parameters.iter().map(|parameter| parameter.name).take(arguments.len()).eq(given)
        };
        let fitting: Vec<_> = function.signatures().iter().enumerate().filter(|(_, signature)| fits(signature)).collect();
        let in_order = fitting.iter().find(|(_, signature)| is_in_order(signature));
        let Some((index, signature)) = in_order.or_else(|| fitting.first()).copied() else {
            let names: Vec<String> = arguments.iter().map(|(name, _, _)| format!("`{name}`")).collect();
            return Err(wrong_arguments(ast.span, function, CallError::NoParameters { names: names.join(", ") }));
        };
        let mut slots: Vec<Option<Node>> = signature.parameters.iter().map(|_| None).collect();
        for (name, span, argument) in arguments {
            let checked = self.expression(argument)?;
            let position = signature.parameters.iter().position(|parameter| parameter.name == name.as_ref());
            let Some((slot, parameter)) = position.and_then(|index| Some((slots.get_mut(index)?, signature.parameters.get(index)?))) else {
                continue;
            };
            if slot.is_some() {
                return Err(Box::new(CompileError::DuplicateName { name: name.to_string(), at: *span }));
            }
            let is_single = parameter.is_repeated && !matches!(checked.ty, Type::List(_));
            *slot = Some(if is_single { list_of(vec![checked], *span) } else { checked });
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
