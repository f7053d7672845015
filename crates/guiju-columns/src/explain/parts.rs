//! The parts of a plan that have no kernel, found by walking what it runs.

use std::sync::Arc;

use guiju_dmn::logic::{Body, FunctionLogic, Input, KnowledgeLogic, Scope, ServiceLogic, TableLogic};
use guiju_dmn::{DecisionId, Model};
use guiju_feel::{Arguments, ArithmeticOperator, EvalContext, Expression, Node, NodeKind, Span, TestKind, Type, UnaryTest};

use super::{Cause, Fallback, Unit};
use crate::eval::{BOXES_DEEP_MAX, BOXES_MAX, CALLS_MAX, KERNELS, in_order};

const TOO_DEEP: &str = "calls of functions inside of one another that are too deep, or too many";

/// The fallbacks of these decisions of a model.
pub(crate) fn of_plan(model: &Model, decisions: &[DecisionId]) -> Vec<Fallback> {
    let mut found = Vec::new();
    let mut tables = Vec::new();
    let mut budget = BOXES_MAX;
    for logic in decisions.iter().filter_map(|decision| model.logic(*decision)) {
        let mut add = |unit, rule, cause, span| found.push(Fallback { element: Arc::clone(logic.name()), unit, rule, cause, span });
        let scope = logic.scope();
        let mut walk = Walk { scope, calls: 0, depth: 0, budget: &mut budget, tables: &mut tables, add: &mut add };
        walk.body(&logic.body());
    }
    found
}

type Add<'f> = dyn FnMut(Unit, Option<usize>, Cause, Span) + 'f;

/// A walk through what a decision, or a function that it calls, computes.
struct Walk<'a, 'w> {
    scope: Scope<'a>,
    /// Calls in FEEL that it is inside of.
    calls: usize,
    /// Boxed calls that it is inside of.
    depth: usize,
    /// Calls of either kind that are still looked into.
    budget: &'w mut usize,
    /// The tables of functions that were met, where an argument may not fit.
    tables: &'w mut Vec<Arc<str>>,
    add: &'w mut Add<'w>,
}

impl<'a> Walk<'a, '_> {
    fn whole(&mut self, what: &'static str) {
        (self.add)(Unit::Plan, None, Cause::Logic(what), Span::default());
    }

    fn part(&mut self, cause: Cause, span: Span) {
        (self.add)(Unit::Expression, None, cause, span);
    }

    fn body(&mut self, body: &Body<'a>) {
        match body {
            Body::Null => {}
            Body::Literal(expression) => self.expression(expression),
            Body::Table(table) => self.table(table),
            Body::Context(entries, result) => {
                entries.iter().for_each(|entry| self.body(&entry.body));
                result.iter().for_each(|result| self.body(result));
            }
            Body::Typed(body, _) => self.body(body),
            Body::If(parts) => {
                parts.iter().for_each(|part| self.body(part));
                let [_, then, otherwise] = parts.as_ref();
                if [then, otherwise].into_iter().any(|branch| reads_table(branch, 0, &mut BOXES_MAX.clone())) {
                    self.whole("a table in a boxed condition");
                }
            }
            Body::Call(knowledge, arguments, _) => {
                arguments.iter().for_each(|argument| self.body(argument));
                self.boxed_call(*knowledge);
            }
            Body::Invoke(_, function, arguments) => {
                arguments.iter().for_each(|argument| self.body(argument));
                match function.as_ref() {
                    Body::Literal(expression) => self.call(expression.tree()),
                    _ => self.part(Cause::Part("a call of a function value"), Span::default()),
                }
            }
            Body::Other(what) => self.whole(what),
        }
    }

    fn boxed_call(&mut self, knowledge: KnowledgeLogic<'a>) {
        if self.depth >= BOXES_DEEP_MAX || *self.budget == 0 {
            return self.whole(TOO_DEEP);
        }
        *self.budget -= 1;
        let may_miss = knowledge.parameters().any(|(_, _, shape)| !(shape.is_plain() && *shape.ty() == Type::Any));
        let body = knowledge.body();
        if may_miss && reads_table(&body, 0, &mut BOXES_MAX.clone()) {
            if self.tables.contains(knowledge.name()) {
                self.whole("a table that is called in several places with arguments that may not fit");
            }
            self.tables.push(Arc::clone(knowledge.name()));
        }
        let name = knowledge.name();
        let outer = &mut self.add;
        let mut add = |unit, rule, cause: Cause, span| outer(unit, rule, cause.within(name), span);
        let scope = knowledge.scope();
        Walk { scope, calls: self.calls, depth: self.depth + 1, budget: &mut *self.budget, tables: &mut *self.tables, add: &mut add }
            .body(&body);
    }

    /// A call in FEEL: whatever in it has no kernel makes the whole call run row by row.
    fn call(&mut self, function: &Node) {
        let NodeKind::Slot(slot) = function.kind else { return self.part(Cause::Part("a call of a function value"), function.span) };
        let Some(called) = self.scope.function(slot) else { return self.part(Cause::Part("a call of a function value"), function.span) };
        let mut causes = Vec::new();
        if self.calls < CALLS_MAX && *self.budget > 0 {
            *self.budget -= 1;
            let mut add = |_, _, cause, _| causes.push(cause);
            let (calls, depth, budget, mut tables) = (self.calls + 1, self.depth, &mut *self.budget, Vec::new());
            match called {
                FunctionLogic::Knowledge(knowledge) => {
                    Walk { scope: knowledge.scope(), calls, depth, budget, tables: &mut tables, add: &mut add }.body(&knowledge.body());
                }
                FunctionLogic::Service(service) => of_service(service, calls, depth, budget, &mut add),
            }
        } else {
            causes.push(Cause::Part(TOO_DEEP));
        }
        if let Some(cause) = causes.into_iter().next() {
            self.part(cause.within(called.name()), function.span);
        }
    }

    fn table(&mut self, table: &TableLogic<'a>) {
        if table.index(&EvalContext::default()).is_none() {
            (self.add)(Unit::Plan, None, Cause::NoIndex, Span::default());
        }
        for (input, _) in table.inputs() {
            if let Input::Expression(expression) = input {
                self.expression(expression);
            }
        }
        for (rule, column) in table.open_cells() {
            (self.add)(Unit::Rule, Some(rule + 1), Cause::Cell(table.input_label(column).to_owned()), Span::default());
        }
        for expression in (0..table.rule_count()).filter_map(|rule| table.output(rule)) {
            self.expression(expression);
        }
        if table.only_output().is_none() && !table.has_constant_outputs() {
            self.part(Cause::SeveralOutputs, Span::default());
        }
    }

    fn expression(&mut self, expression: &Expression) {
        self.node(expression.tree());
    }

    fn nodes<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>) {
        nodes.into_iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Constant(_) | NodeKind::Slot(_) | NodeKind::Local(_) => {}
            NodeKind::Negate(operand) | NodeKind::Path { base: operand, .. } | NodeKind::InstanceOf { value: operand, .. } => {
                self.node(operand);
            }
            NodeKind::Arithmetic { operator, operands } => {
                self.nodes(operands.iter());
                let [left, right] = operands.as_ref();
                if !is_computed(*operator, &left.ty, &right.ty) {
                    self.part(Cause::Arithmetic(Box::new((left.ty.clone(), right.ty.clone()))), node.span);
                }
            }
            NodeKind::Compare { operands, .. } => self.nodes(operands.iter()),
            NodeKind::And(operands) | NodeKind::Or(operands) => self.nodes(operands),
            NodeKind::Between { value, low, high } => self.nodes([value.as_ref(), low.as_ref(), high.as_ref()]),
            NodeKind::If { parts } => self.nodes(parts.iter()),
            NodeKind::In { value, tests, .. } => {
                self.node(value);
                tests.iter().for_each(|test| self.test(test));
            }
            NodeKind::Call { function, arguments, .. } if KERNELS.contains(&function.name) => {
                for argument in arguments.iter().flatten() {
                    match &argument.kind {
                        NodeKind::List(items) => self.nodes(items),
                        _ => self.node(argument),
                    }
                }
            }
            NodeKind::Call { function, .. } => self.part(Cause::Function(function.name), node.span),
            NodeKind::Invoke { function, arguments } => {
                match arguments {
                    Arguments::Positional(nodes) => self.nodes(nodes),
                    Arguments::Named(named) => self.nodes(named.iter().map(|(_, node)| node)),
                }
                self.call(function);
            }
            kind => self.part(Cause::Part(in_words(kind)), node.span),
        }
    }

    fn test(&mut self, test: &UnaryTest) {
        match &test.kind {
            TestKind::Compare(_, node) | TestKind::Matches(node) | TestKind::Condition(node) => self.node(node),
            TestKind::Range { start, end, .. } => self.nodes([start, end]),
            TestKind::Not(tests) => tests.iter().for_each(|test| self.test(test)),
        }
    }
}

fn of_service(service: ServiceLogic<'_>, calls: usize, depth: usize, budget: &mut usize, add: &mut Add<'_>) {
    let mut order = Vec::new();
    service.outputs().for_each(|(output, _)| in_order(service.model(), output, &[], &mut order));
    for logic in order.into_iter().filter_map(|decision| service.model().logic(decision)) {
        let mut add = |unit, rule, cause, span| add(unit, rule, cause, span);
        Walk { scope: logic.scope(), calls, depth, budget: &mut *budget, tables: &mut Vec::new(), add: &mut add }.body(&logic.body());
    }
}

/// Whether a table is read somewhere in a body; where so many calls are in it that they are not all looked into, it may be.
fn reads_table(body: &Body<'_>, depth: usize, budget: &mut usize) -> bool {
    let mut reads = |body: &Body<'_>| reads_table(body, depth, budget);
    match body {
        Body::Table(_) => true,
        Body::Context(entries, result) => entries.iter().any(|entry| reads(&entry.body)) || result.iter().any(|result| reads(result)),
        Body::Typed(body, _) => reads(body),
        Body::If(parts) => parts.iter().any(reads),
        Body::Call(knowledge, arguments, _) => {
            if arguments.iter().any(&mut reads) || depth >= BOXES_DEEP_MAX || *budget == 0 {
                return true;
            }
            *budget -= 1;
            reads_table(&knowledge.body(), depth + 1, budget)
        }
        Body::Invoke(_, function, arguments) => reads(function) || arguments.iter().any(reads),
        Body::Null | Body::Literal(_) | Body::Other(_) => false,
    }
}

/// Whether there is a kernel for arithmetic of these types.
fn is_computed(operator: ArithmeticOperator, left: &Type, right: &Type) -> bool {
    use ArithmeticOperator::{Add, Divide, Multiply, Subtract};
    let is_any = |ty: &Type| matches!(ty, Type::Any | Type::Null);
    let is_duration = |ty: &Type| matches!(ty, Type::DaysDuration | Type::YearsDuration);
    let is_day = |ty: &Type| matches!(ty, Type::Date | Type::DateTime);
    match (operator, left, right) {
        (_, left, right) if is_any(left) || is_any(right) => true,
        (_, Type::Number, Type::Number) | (Add, Type::Text, Type::Text) => true,
        (Add, left, right) if is_day(left) && is_duration(right) || is_duration(left) && is_day(right) => true,
        (Subtract, left, right) if is_day(left) && (is_duration(right) || left == right) => true,
        (Add | Subtract | Divide, Type::DaysDuration, Type::DaysDuration) => true,
        (Multiply, Type::DaysDuration, Type::Number) | (Multiply, Type::Number, Type::DaysDuration) => true,
        _ => false,
    }
}

fn in_words(kind: &NodeKind) -> &'static str {
    match kind {
        NodeKind::List(_) => "a list",
        NodeKind::Context(_) => "a context",
        NodeKind::Range { .. } | NodeKind::UnaryRange { .. } => "a range as a value",
        NodeKind::For { .. } => "`for`",
        NodeKind::Quantified { .. } => "`some` or `every`",
        NodeKind::Filter { .. } => "a filter",
        NodeKind::Function { .. } => "a function value",
        _ => "a name of an enclosing expression",
    }
}
