//! The check of one node, by what it is.

use std::sync::Arc;

use super::{Checked, Checker, CompareOperator, ContextEntry, Lambda, Node, NodeKind};
use crate::error::{CompileError, Words};
use crate::span::Span;
use crate::syntax::{Ast, AstKind, AstParameter};
use crate::temporal::parse_at_literal;
use crate::types::{ContextType, Type};
use crate::value::{Parameter, Value};

impl Checker<'_> {
    /// Gives names slots and the node a type.
    pub(super) fn expression(&mut self, ast: &Ast) -> Checked<Node> {
        match &ast.kind {
            AstKind::Null => Ok(constant(ast, Value::Null, Type::Null)),
            AstKind::Boolean(value) => Ok(constant(ast, Value::Boolean(*value), Type::Boolean)),
            AstKind::Number(value) => Ok(constant(ast, Value::Number(*value), Type::Number)),
            AstKind::Text(value) => Ok(constant(ast, Value::Text(Arc::clone(value)), Type::Text)),
            AstKind::At(text) => at_literal(ast, text),
            AstKind::Name(name) => self.name(ast, name),
            AstKind::Input => self.input(ast),
            AstKind::List(items) => self.list(ast, items),
            AstKind::Context(entries) => self.context(ast, entries),
            AstKind::Range { start, is_start_included, end, is_end_included } => {
                let (start, end) = (Box::new(self.expression(start)?), Box::new(self.expression(end)?));
                self.check_comparable(ast, CompareOperator::LessEqual, &start.ty, &end.ty);
                let item = start.ty.clone().join(&end.ty);
                let kind = NodeKind::Range { start, is_start_included: *is_start_included, end, is_end_included: *is_end_included };
                Ok(node(ast, kind, Type::Range(Box::new(item))))
            }
            AstKind::UnaryRange(operator, bound) => {
                let bound = Box::new(self.expression(bound)?);
                let item = bound.ty.clone();
                Ok(node(ast, NodeKind::UnaryRange { operator: *operator, bound }, Type::Range(Box::new(item))))
            }
            AstKind::Negate(operand) => self.negate(ast, operand),
            AstKind::Arithmetic(operator, left, right) => self.arithmetic(ast, *operator, left, right),
            AstKind::Compare(operator, left, right) => self.compare(ast, *operator, left, right),
            AstKind::And(operands) => Ok(node(ast, NodeKind::And(self.conditions("and", operands)?), Type::Boolean)),
            AstKind::Or(operands) => Ok(node(ast, NodeKind::Or(self.conditions("or", operands)?), Type::Boolean)),
            AstKind::Between(value, low, high) => self.between(ast, value, low, high),
            AstKind::In(value, tests) => self.membership(ast, value, tests),
            AstKind::If(condition, then, otherwise) => self.conditional(ast, condition, then, otherwise),
            AstKind::For(iterators, body) => self.iteration(ast, iterators, body),
            AstKind::Quantified { is_every, iterators, body } => self.quantified(ast, *is_every, iterators, body),
            AstKind::Path(base, name, span) => self.path(ast, base, name, *span),
            AstKind::Filter(base, condition) => self.filter(ast, base, condition),
            AstKind::InstanceOf(value, of) => {
                let value = Box::new(self.expression(value)?);
                Ok(node(ast, NodeKind::InstanceOf { value, of: of.clone() }, Type::Boolean))
            }
            AstKind::Call(function, arguments) => self.call(ast, function, arguments),
            AstKind::Function(parameters, body) => self.function(ast, parameters, body, None),
        }
    }

    fn input(&mut self, ast: &Ast) -> Checked<Node> {
        let innermost = self.frames.len().saturating_sub(1);
        self.resolve(innermost, &"?".into(), ast.span).ok_or_else(|| {
            Box::new(CompileError::UnknownName {
                name: "?".to_owned(),
                at: ast.span,
                help: Some(Words::boxed(
                    "`?` 是决策表单元格的输入值；在别处请给该值命名",
                    "`?` is the input of a table's cell; elsewhere give the value a name",
                )),
            })
        })
    }

    fn list(&mut self, ast: &Ast, items: &[Ast]) -> Checked<Node> {
        let items = items.iter().map(|item| self.expression(item)).collect::<Checked<Vec<_>>>()?;
        let item = items.iter().fold(Type::Null, |ty, item| ty.join(&item.ty));
        let item = if items.is_empty() { Type::Any } else { item };
        let constants: Option<Arc<[Value]>> = items.iter().map(|item| constant_value(item).cloned()).collect();
        let kind = constants.map_or_else(|| NodeKind::List(items), |values| NodeKind::Constant(Value::List(values)));
        Ok(node(ast, kind, Type::list(item)))
    }

    fn context(&mut self, ast: &Ast, entries: &[(Arc<str>, Span, Ast)]) -> Checked<Node> {
        let mark = self.mark();
        let (mut checked, mut context) = (Vec::with_capacity(entries.len()), ContextType::default());
        for (name, _, value) in entries {
            let value = match &value.kind {
                // A function may call itself by the name of its entry.
                AstKind::Function(parameters, body) => self.function(value, parameters, body, Some(Arc::clone(name)))?,
                _ => self.expression(value)?,
            };
            context.fields.insert(Arc::clone(name), value.ty.clone());
            self.bind(name, value.ty.clone());
            checked.push(ContextEntry { name: Arc::clone(name), value });
        }
        self.reset(mark);
        Ok(node(ast, NodeKind::Context(checked), Type::Context(context)))
    }

    fn conditional(&mut self, ast: &Ast, condition: &Ast, then: &Ast, otherwise: &Ast) -> Checked<Node> {
        let condition = Box::new(self.condition("if", condition)?);
        let (then, otherwise) = (Box::new(self.expression(then)?), Box::new(self.expression(otherwise)?));
        let ty = then.ty.clone().join(&otherwise.ty);
        Ok(node(ast, NodeKind::If { condition, then, otherwise }, ty))
    }

    fn conditions(&mut self, operation: &str, operands: &[Ast]) -> Checked<Vec<Node>> {
        operands.iter().map(|operand| self.condition(operation, operand)).collect()
    }

    /// An operand that has to be a boolean.
    pub(super) fn condition(&mut self, operation: &str, ast: &Ast) -> Checked<Node> {
        let operand = self.expression(ast)?;
        if !matches!(operand.ty, Type::Any | Type::Null | Type::Boolean | Type::List(_)) {
            let found = Box::new(operand.ty.clone());
            self.warnings.push(CompileError::TypeMismatch {
                operation: format!("`{operation}`"),
                expected: "a boolean".to_owned(),
                found,
                at: ast.span,
            });
        }
        Ok(operand)
    }

    fn function(&mut self, ast: &Ast, parameters: &[AstParameter], body: &Ast, own_name: Option<Arc<str>>) -> Checked<Node> {
        self.enter_function(own_name);
        for parameter in parameters {
            self.bind(&parameter.name, parameter.ty.clone());
        }
        let body = self.expression(body);
        let captures = self.leave_function();
        let body = body?;
        let ty = Type::Function {
            parameters: parameters.iter().map(|parameter| (Arc::clone(&parameter.name), parameter.ty.clone())).collect(),
            result: Box::new(body.ty.clone()),
        };
        let parameters =
            parameters.iter().map(|parameter| Parameter { name: Arc::clone(&parameter.name), ty: parameter.ty.clone() }).collect();
        let lambda = Arc::new(Lambda { parameters, body });
        Ok(node(ast, NodeKind::Function { lambda, captures }, ty))
    }
}

/// A node at the place of a syntax node.
pub(super) fn node(ast: &Ast, kind: NodeKind, ty: Type) -> Node {
    Node { kind, span: ast.span, ty }
}

fn constant(ast: &Ast, value: Value, ty: Type) -> Node {
    node(ast, NodeKind::Constant(value), ty)
}

/// The value of a node that is a constant.
pub(super) fn constant_value(node: &Node) -> Option<&Value> {
    if let NodeKind::Constant(value) = &node.kind { Some(value) } else { None }
}

fn at_literal(ast: &Ast, text: &str) -> Checked<Node> {
    let value = parse_at_literal(text).ok_or_else(|| Box::new(CompileError::BadLiteral { text: text.to_owned(), at: ast.span }))?;
    let ty = match value {
        Value::Date(_) => Type::Date,
        Value::Time(_) => Type::Time,
        Value::DateTime(_) => Type::DateTime,
        Value::DaysDuration(_) => Type::DaysDuration,
        Value::YearsDuration(_) => Type::YearsDuration,
        _ => Type::Any,
    };
    Ok(constant(ast, value, ty))
}
