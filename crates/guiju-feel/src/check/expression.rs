//! The check of one node, by what it is.

use std::sync::Arc;

use super::calls::GivenArguments;
use super::{Checked, Checker, CompareOperator, ContextEntry, Lambda, Node, NodeKind, node};
use crate::error::{CompileError, Words};
use crate::span::Span;
use crate::syntax::{AstEntry, AstId, AstKind, AstName, AstParameter, unquote};
use crate::temporal::parse_at_literal;
use crate::types::{ContextType, Type};
use crate::value::{Parameter, Value};

impl<'a> Checker<'a> {
    /// Gives names slots and the node a type.
    pub(super) fn expression(&mut self, id: AstId) -> Checked<Node> {
        let tree = self.tree;
        let ast = tree.get(id);
        let span = ast.span;
        match &ast.kind {
            AstKind::Null => Ok(constant(span, Value::Null, Type::Null)),
            AstKind::Boolean(value) => Ok(constant(span, Value::Boolean(*value), Type::Boolean)),
            AstKind::Number(value) => Ok(constant(span, Value::Number(*value), Type::Number)),
            AstKind::Text(literal) => Ok(constant(span, Value::text(unquote(literal)), Type::Text)),
            AstKind::At(literal) => at_literal(span, &unquote(literal)),
            AstKind::Name(name) => self.name(span, name),
            AstKind::Input => self.input(span),
            AstKind::List(items) => self.list(span, items),
            AstKind::Context(entries) => self.context(span, entries),
            AstKind::Range { start, is_start_included, end, is_end_included } => {
                let (start, end) = (self.boxed(*start)?, self.boxed(*end)?);
                self.check_comparable(span, CompareOperator::LessEqual, &start.ty, &end.ty);
                let item = start.ty.clone().join(&end.ty);
                let kind = NodeKind::Range { start, is_start_included: *is_start_included, end, is_end_included: *is_end_included };
                Ok(node(span, kind, Type::Range(Box::new(item))))
            }
            AstKind::UnaryRange(operator, bound) => {
                let bound = self.boxed(*bound)?;
                let item = bound.ty.clone();
                Ok(node(span, NodeKind::UnaryRange { operator: *operator, bound }, Type::Range(Box::new(item))))
            }
            AstKind::Negate(operand) => self.negate(span, *operand),
            AstKind::Arithmetic(operator, left, right) => self.arithmetic(span, *operator, *left, *right),
            AstKind::Compare(operator, left, right) => self.compare(span, *operator, *left, *right),
            AstKind::And(operands) => Ok(node(span, NodeKind::And(self.conditions("and", operands)?), Type::Boolean)),
            AstKind::Or(operands) => Ok(node(span, NodeKind::Or(self.conditions("or", operands)?), Type::Boolean)),
            AstKind::Between(value, low, high) => self.between(span, *value, *low, *high),
            AstKind::In(value, tests) => self.membership(span, *value, tests),
            AstKind::If(condition, then, otherwise) => self.conditional(span, *condition, *then, *otherwise),
            AstKind::For(iterators, body) => self.iteration(id, iterators, *body),
            AstKind::Quantified { is_every, iterators, body } => self.quantified(span, *is_every, iterators, *body),
            AstKind::Path(base, name, name_span) => self.path(span, *base, name, *name_span),
            AstKind::Filter(base, condition) => self.filter(span, *base, *condition),
            AstKind::InstanceOf(value, of) => {
                let value = self.boxed(*value)?;
                Ok(node(span, NodeKind::InstanceOf { value, of: (**of).clone() }, Type::Boolean))
            }
            AstKind::Call(function, arguments) => self.call(span, *function, GivenArguments::Positional(arguments)),
            AstKind::CallByName(function, arguments) => self.call(span, *function, GivenArguments::Named(arguments)),
            AstKind::Function(parameters, body) => self.function(span, parameters, *body, None),
        }
    }

    /// A child of a node.
    pub(super) fn boxed(&mut self, id: AstId) -> Checked<Box<Node>> {
        Ok(Box::new(self.expression(id)?))
    }

    /// Some children of a node.
    pub(super) fn expressions(&mut self, ids: &[AstId]) -> Checked<Vec<Node>> {
        self.each(ids, |checker, id| checker.expression(*id))
    }

    /// What a rule makes of some parts. A loop, because collecting results does not know their count beforehand.
    pub(super) fn each<'t, T, N>(&mut self, parts: &'t [T], mut rule: impl FnMut(&mut Self, &'t T) -> Checked<N>) -> Checked<Vec<N>> {
        let mut made = Vec::with_capacity(parts.len());
        for part in parts {
            made.push(rule(self, part)?);
        }
        Ok(made)
    }

    fn input(&mut self, span: Span) -> Checked<Node> {
        self.resolve("?", span).ok_or_else(|| {
            Box::new(CompileError::UnknownName {
                name: "?".to_owned(),
                at: span,
                help: Some(Words::boxed(
                    "`?` 是决策表单元格的输入值；在别处请给该值命名",
                    "`?` is the input of a table's cell; elsewhere give the value a name",
                )),
            })
        })
    }

    fn list(&mut self, span: Span, items: &[AstId]) -> Checked<Node> {
        let items = self.expressions(items)?;
        let item = items.iter().fold(Type::Null, |ty, item| ty.join(&item.ty));
        let item = if items.is_empty() { Type::Any } else { item };
        let constants: Option<Arc<[Value]>> = items.iter().map(|item| constant_value(item).cloned()).collect();
        let kind = constants.map_or_else(|| NodeKind::List(items), |values| NodeKind::Constant(Value::List(values)));
        Ok(node(span, kind, Type::list(item)))
    }

    fn context(&mut self, span: Span, entries: &'a [AstEntry<'a>]) -> Checked<Node> {
        let tree = self.tree;
        let mark = self.mark();
        let (mut checked, mut context) = (Vec::with_capacity(entries.len()), ContextType::default());
        for AstEntry { name, value, .. } in entries {
            let ast = tree.get(*value);
            let value = match &ast.kind {
                // A function may call itself by the name of its entry.
                AstKind::Function(parameters, body) => self.function(ast.span, parameters, *body, Some(name))?,
                _ => self.expression(*value)?,
            };
            context.fields.insert(name.to_shared(), value.ty.clone());
            self.bind(name, value.ty.clone());
            checked.push(ContextEntry { name: name.to_shared(), value });
        }
        self.reset(mark);
        Ok(node(span, NodeKind::Context(checked), Type::Context(Box::new(context))))
    }

    fn conditional(&mut self, span: Span, condition: AstId, then: AstId, otherwise: AstId) -> Checked<Node> {
        let parts = Box::new([self.condition("if", condition)?, self.expression(then)?, self.expression(otherwise)?]);
        let [_, then, otherwise] = parts.as_ref();
        let ty = then.ty.clone().join(&otherwise.ty);
        Ok(node(span, NodeKind::If { parts }, ty))
    }

    fn conditions(&mut self, operation: &str, operands: &[AstId]) -> Checked<Vec<Node>> {
        self.each(operands, |checker, operand| checker.condition(operation, *operand))
    }

    /// An operand that has to be a boolean.
    pub(super) fn condition(&mut self, operation: &str, id: AstId) -> Checked<Node> {
        let operand = self.expression(id)?;
        if !matches!(operand.ty, Type::Any | Type::Null | Type::Boolean | Type::List(_)) {
            let found = Box::new(operand.ty.clone());
            self.warnings.push(CompileError::TypeMismatch {
                operation: format!("`{operation}`"),
                expected: "a boolean".to_owned(),
                found,
                at: self.tree.get(id).span,
            });
        }
        Ok(operand)
    }

    fn function(&mut self, span: Span, given: &'a [AstParameter<'a>], body: AstId, own_name: Option<&'a AstName<'a>>) -> Checked<Node> {
        self.enter_function(own_name.map(|name| &**name));
        for parameter in given {
            self.bind(&parameter.name, parameter.ty.clone());
        }
        let body = self.expression(body);
        let captures = self.leave_function();
        let body = body?;
        let parameters: Vec<Parameter> =
            given.iter().map(|parameter| Parameter { name: parameter.name.to_shared(), ty: parameter.ty.clone() }).collect();
        let ty = Type::Function {
            parameters: parameters.iter().map(|parameter| (Arc::clone(&parameter.name), parameter.ty.clone())).collect(),
            result: Box::new(body.ty.clone()),
        };
        let lambda = Arc::new(Lambda { parameters, body });
        Ok(node(span, NodeKind::Function { lambda, captures }, ty))
    }
}

fn constant(span: Span, value: Value, ty: Type) -> Node {
    node(span, NodeKind::Constant(value), ty)
}

/// The value of a node that is a constant.
pub(super) fn constant_value(node: &Node) -> Option<&Value> {
    if let NodeKind::Constant(value) = &node.kind { Some(value) } else { None }
}

fn at_literal(span: Span, text: &str) -> Checked<Node> {
    let value = parse_at_literal(text).ok_or_else(|| Box::new(CompileError::BadLiteral { text: text.to_owned(), at: span }))?;
    let ty = match value {
        Value::Date(_) => Type::Date,
        Value::Time(_) => Type::Time,
        Value::DateTime(_) => Type::DateTime,
        Value::DaysDuration(_) => Type::DaysDuration,
        Value::YearsDuration(_) => Type::YearsDuration,
        _ => Type::Any,
    };
    Ok(constant(span, value, ty))
}
