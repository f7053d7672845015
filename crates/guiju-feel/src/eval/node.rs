//! The evaluation of one node, by what it is.

use std::sync::Arc;

use super::{Eval, Evaluator, Mode};
use crate::check::{CompareOperator, ContextEntry, Lambda, Node, NodeKind};
use crate::error::EvalError;
use crate::span::Span;
use crate::value::{Context, Function, FunctionKind, Range, Value};

/// The value of an operand: borrowed where it already exists, so that comparing strings clones nothing.
pub(super) enum Operand<'n> {
    Borrowed(&'n Value),
    Owned(Value),
}

impl std::ops::Deref for Operand<'_> {
    type Target = Value;

    fn deref(&self) -> &Value {
        match self {
            Self::Borrowed(value) => value,
            Self::Owned(value) => value,
        }
    }
}

impl<'a> Evaluator<'a> {
    /// The value of a node.
    pub(crate) fn eval(&mut self, node: &Node) -> Eval {
        if self.depth >= self.context.limits.depth {
            return self.stop("levels of nested evaluation", u64::from(self.context.limits.depth), node.span);
        }
        self.spend(1, node.span)?;
        self.depth += 1;
        let value = self.eval_node(node);
        self.depth -= 1;
        value
    }

    /// The value of an operand.
    pub(super) fn operand<'n>(&mut self, node: &'n Node) -> Eval<Operand<'n>>
    where
        'a: 'n,
    {
        match &node.kind {
            NodeKind::Constant(value) => Ok(Operand::Borrowed(value)),
            NodeKind::Slot(index) => Ok(Operand::Borrowed(self.slots.get(*index).unwrap_or(const { &Value::Null }))),
            _ => Ok(Operand::Owned(self.eval(node)?)),
        }
    }

    fn eval_node(&mut self, node: &Node) -> Eval {
        match &node.kind {
            NodeKind::Constant(value) => Ok(value.clone()),
            NodeKind::Slot(index) => Ok(self.slots.get(*index).cloned().unwrap_or_default()),
            NodeKind::Local(index) => Ok(self.local(*index).clone()),
            NodeKind::Captured(index) => Ok(self.captured(*index)),
            NodeKind::Itself => Ok(self.function.clone().map_or(Value::Null, Value::Function)),
            NodeKind::ItemEntry { item, name, otherwise } => self.item_entry(node, *item, name, otherwise.as_deref()),
            NodeKind::List(items) => self.list(node, items),
            NodeKind::Context(entries) => self.context_value(node, entries),
            NodeKind::Range { start, is_start_included, end, is_end_included } => {
                let (start, end) = (self.eval(start)?, self.eval(end)?);
                self.range(
                    node.span,
                    Range { start, is_start_included: *is_start_included, end, is_end_included: *is_end_included, is_unary: false },
                )
            }
            NodeKind::UnaryRange { operator, bound } => {
                let bound = self.eval(bound)?;
                self.range(node.span, unary_range(*operator, bound))
            }
            NodeKind::Negate(operand) => self.negate(node, operand),
            NodeKind::Arithmetic { operator, operands } => self.arithmetic(node, *operator, operands),
            NodeKind::Compare { operator, operands } => self.compare(node, *operator, operands),
            NodeKind::And(operands) => self.all_of(operands),
            NodeKind::Or(operands) => self.any_of(operands),
            NodeKind::Between { value, low, high } => self.between(node, value, low, high),
            NodeKind::In { value, input, tests } => self.membership(value, *input, tests),
            NodeKind::If { parts } => self.conditional(parts),
            NodeKind::For { iterators, partial, uses_partial, body } => self.iteration(node, iterators, *partial, *uses_partial, body),
            NodeKind::Quantified { is_every, iterators, body } => self.quantified(*is_every, iterators, body),
            NodeKind::Path { base, name } => self.path(node, base, name),
            NodeKind::Filter { base, item, condition } => self.filter(node, base, *item, condition),
            NodeKind::InstanceOf { value, of } => {
                let value = self.operand(value)?;
                Ok(Value::Boolean(!value.is_null() && of.contains(&value) || value.is_null() && *of == crate::types::Type::Null))
            }
            NodeKind::Call { function, signature, arguments } => self.call(node, function, *signature, arguments),
            NodeKind::Invoke { function, arguments } => self.invoke_node(node, function, arguments),
            NodeKind::Function { lambda, captures } => self.make_function(lambda, captures),
        }
    }

    fn captured(&self, index: usize) -> Value {
        match self.function.as_deref().map(|function| &function.kind) {
            Some(FunctionKind::Lambda { captured, .. }) => captured.get(index).cloned().unwrap_or_default(),
            _ => Value::Null,
        }
    }

    fn make_function(&mut self, lambda: &Arc<Lambda>, captures: &[Node]) -> Eval {
        let captured = captures.iter().map(|capture| self.eval(capture)).collect::<Eval<Vec<_>>>()?;
        let kind = FunctionKind::Lambda { lambda: Arc::clone(lambda), captured };
        let (parameters, result) = (lambda.parameters.clone(), lambda.body.ty.clone());
        let function = Value::Function(Arc::new(Function { parameters, result, kind }));
        self.built(function, lambda.body.span)
    }

    fn list(&mut self, node: &Node, items: &[Node]) -> Eval {
        self.check_list(items.len(), node.span)?;
        let items = items.iter().map(|item| self.eval(item)).collect::<Eval<Arc<[Value]>>>()?;
        self.built(Value::List(items), node.span)
    }

    fn context_value(&mut self, node: &Node, entries: &[ContextEntry]) -> Eval {
        let length = self.locals.len();
        let mut context = Context::new();
        let result: Eval<()> = entries.iter().try_for_each(|entry| {
            self.spend(1, node.span)?;
            let value = self.eval(&entry.value)?;
            self.locals.push(value.clone());
            context.insert(Arc::clone(&entry.name), value);
            Ok(())
        });
        self.locals.truncate(length);
        result?;
        self.built(Value::Context(Arc::new(context)), node.span)
    }

    fn range(&mut self, span: Span, range: Range) -> Eval {
        // A bound beside a null has to be comparable too: with itself.
        let (start, end) = match (&range.start, &range.end) {
            (Value::Null, end) => (end, end),
            (start, Value::Null) => (start, start),
            both => both,
        };
        if start.is_null() || super::feel_order(start, end).is_some() {
            return Ok(Value::Range(Arc::new(range)));
        }
        self.fail(EvalError::CannotCompare { left: range.start.kind(), right: range.end.kind(), at: span })
    }

    fn compare(&mut self, node: &Node, operator: CompareOperator, [left, right]: &[Node; 2]) -> Eval {
        let reasons = self.reasons.len();
        let (left, right) = (self.operand(left)?, self.operand(right)?);
        self.compare_values(operator, &left, &right, node.span, reasons)
    }

    /// `and`: false wins over null.
    fn all_of(&mut self, operands: &[Node]) -> Eval {
        self.chain(operands, false, "`and`")
    }

    /// `or`: true wins over null.
    fn any_of(&mut self, operands: &[Node]) -> Eval {
        self.chain(operands, true, "`or`")
    }

    fn chain(&mut self, operands: &[Node], decisive: bool, operation: &'static str) -> Eval {
        let reasons = self.reasons.len();
        let mut is_known = true;
        for operand in operands {
            let value = self.operand(operand)?;
            match single(&value) {
                Value::Boolean(value) if *value == decisive => {
                    // What the others said does not matter any more.
                    self.reasons.truncate(reasons);
                    return Ok(Value::Boolean(decisive));
                }
                Value::Boolean(_) => {}
                Value::Null => {
                    is_known = false;
                    if self.context.mode == Mode::Strict {
                        return self.fail_for_null(operation, operand.span, reasons);
                    }
                    self.fail_for_null(operation, operand.span, reasons)?;
                }
                other => {
                    is_known = false;
                    let error = EvalError::WrongKind { operation, expected: "boolean", found: other.kind(), at: operand.span };
                    self.fail(error)?;
                }
            }
        }
        Ok(if is_known { Value::Boolean(!decisive) } else { Value::Null })
    }

    fn conditional(&mut self, [condition, then, otherwise]: &[Node; 3]) -> Eval {
        let reasons = self.reasons.len();
        let value = self.operand(condition)?;
        match single(&value) {
            Value::Boolean(true) => self.eval(then),
            Value::Boolean(false) => self.eval(otherwise),
            // The standard (10.3.2.15): what is not true is false, whatever it is. Strict mode wants to know.
            Value::Null => {
                self.fail_for_null("`if`", condition.span, reasons)?;
                self.eval(otherwise)
            }
            other => {
                self.fail(EvalError::WrongKind { operation: "`if`", expected: "boolean", found: other.kind(), at: condition.span })?;
                self.eval(otherwise)
            }
        }
    }
}

fn unary_range(operator: CompareOperator, bound: Value) -> Range {
    let (start, end) = match operator {
        CompareOperator::Less | CompareOperator::LessEqual => (Value::Null, bound),
        CompareOperator::Greater | CompareOperator::GreaterEqual => (bound, Value::Null),
        CompareOperator::Equal | CompareOperator::NotEqual => (bound.clone(), bound),
    };
    let is_start_included = matches!(operator, CompareOperator::GreaterEqual | CompareOperator::Equal);
    let is_end_included = matches!(operator, CompareOperator::LessEqual | CompareOperator::Equal);
    Range { start, is_start_included, end, is_end_included, is_unary: true }
}

/// The only item of a list of one, and everything else as it is.
pub(super) fn single(value: &Value) -> &Value {
    match value {
        Value::List(items) => match items.as_ref() {
            [item] => item,
            _ => value,
        },
        _ => value,
    }
}
