//! What of a plan runs row by row, and why: said before it runs, for `guiju check`.

use std::fmt;
use std::sync::Arc;

use guiju_dmn::Model;
use guiju_dmn::logic::{Body, Input, TableLogic};
use guiju_feel::{EvalContext, Expression, Node, NodeKind, Span, TestKind, Type, UnaryTest};

use crate::eval::KERNELS;

/// How much of a plan falls back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The whole plan: every row goes through the one-case evaluator.
    Plan,
    /// An expression, row by row.
    Expression,
    /// A rule's cell, tried for the rows that reach it.
    Rule,
}

/// A part of a plan that has no kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallback {
    /// The decision.
    pub element: Arc<str>,
    /// How much of it.
    pub unit: Unit,
    /// The rule, from 1, where it is in one.
    pub rule: Option<usize>,
    /// Why.
    pub cause: Cause,
    /// Where in the text of the expression.
    pub span: Span,
}

/// Why a part of a plan has no kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A built-in that runs row by row.
    Function(&'static str),
    /// A part of an expression, in words.
    Part(&'static str),
    /// Arithmetic of other types than numbers, or the difference of two dates.
    Arithmetic(Box<(Type, Type)>),
    /// A cell that is no question about constants, in the column of this heading.
    Cell(String),
    /// A table of which there is no index: it has no inputs, or more than a million rules.
    NoIndex,
    /// Several outputs that are not constants.
    SeveralOutputs,
    /// Logic of another form than an expression, a table or a context, in words.
    Logic(&'static str),
}

impl fmt::Display for Fallback {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.element)?;
        if let Some(rule) = self.rule {
            write!(out, ", rule {rule}")?;
        }
        let how = match self.unit {
            Unit::Plan => "every case is decided for itself",
            Unit::Expression => "computed case by case",
            Unit::Rule => "tried case by case",
        };
        write!(out, ": {how}, because of {}", self.cause)
    }
}

impl Fallback {
    /// The same in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let rule = self.rule.map_or_else(String::new, |rule| format!("，规则 {rule}"));
        let how = match self.unit {
            Unit::Plan => "每一行单独判定",
            Unit::Expression => "逐行计算",
            Unit::Rule => "逐行比对",
        };
        format!("{}{rule}：{how}，原因：{}", self.element, self.cause.message_zh())
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(name) => write!(out, "the function `{name}`"),
            Self::Part(what) | Self::Logic(what) => out.write_str(what),
            Self::Arithmetic(types) => write!(out, "arithmetic of {} and {}", types.0, types.1),
            Self::Cell(column) => write!(out, "its cell in column `{column}`, which is no question about constants"),
            Self::NoIndex => out.write_str("a table without input columns, or of more than a million rules"),
            Self::SeveralOutputs => out.write_str("several outputs that are not constants"),
        }
    }
}

impl Cause {
    fn message_zh(&self) -> String {
        match self {
            Self::Function(name) => format!("函数“{name}”"),
            Self::Part(what) | Self::Logic(what) => in_chinese(what).to_owned(),
            Self::Arithmetic(types) => format!("{} 与 {} 的运算", types.0, types.1),
            Self::Cell(column) => format!("“{column}”列的单元格不是与常量的比较"),
            Self::NoIndex => "决策表没有输入列，或规则超过一百万条".to_owned(),
            Self::SeveralOutputs => "多个输出且并非都是常量".to_owned(),
        }
    }
}

/// The words for parts that have no kernel.
const PARTS: &[(&str, &str)] = &[
    ("a list", "列表"),
    ("a context", "上下文"),
    ("a range as a value", "作为值的区间"),
    ("`for`", "for 表达式"),
    ("`some` or `every`", "some 或 every 表达式"),
    ("a filter", "筛选"),
    ("`instance of`", "instance of 表达式"),
    ("a call of a function value", "对函数值的调用"),
    ("a function value", "函数值"),
    ("a name of an enclosing expression", "外层表达式中的名称"),
    ("no logic", "没有逻辑"),
    ("an expression that cannot be read", "无法解析的表达式"),
    ("a call of a function", "函数调用"),
    ("a relation", "关系表"),
    ("a function", "函数"),
    ("a boxed condition", "盒式条件"),
    ("an iteration", "迭代"),
];

fn in_chinese(words: &'static str) -> &'static str {
    PARTS.iter().find(|(english, _)| *english == words).map_or(words, |(_, chinese)| chinese)
}

/// The fallbacks of one decision.
pub(crate) fn of_decision(element: &Arc<str>, body: &Body<'_>, found: &mut Vec<Fallback>) {
    let mut add = |unit, rule, cause, span| found.push(Fallback { element: Arc::clone(element), unit, rule, cause, span });
    match body {
        Body::Literal(expression) => of_expression(expression, &mut |cause, span| add(Unit::Expression, None, cause, span)),
        Body::Table(table) => of_table(table, &mut add),
        Body::Context(entries, result) => {
            entries.iter().for_each(|entry| of_decision(element, &entry.body, found));
            result.iter().for_each(|result| of_decision(element, result, found));
        }
        Body::Typed(body, _) => of_decision(element, body, found),
        Body::Other(what) => add(Unit::Plan, None, Cause::Logic(what), Span::default()),
    }
}

fn of_table(table: &TableLogic<'_>, add: &mut dyn FnMut(Unit, Option<usize>, Cause, Span)) {
    if table.index(&EvalContext::default()).is_none() {
        add(Unit::Plan, None, Cause::NoIndex, Span::default());
    }
    for (input, _) in table.inputs() {
        if let Input::Expression(expression) = input {
            of_expression(expression, &mut |cause, span| add(Unit::Expression, None, cause, span));
        }
    }
    for (rule, column) in table.open_cells() {
        add(Unit::Rule, Some(rule + 1), Cause::Cell(table.input_label(column).to_owned()), Span::default());
    }
    for expression in (0..table.rule_count()).filter_map(|rule| table.output(rule)) {
        of_expression(expression, &mut |cause, span| add(Unit::Expression, None, cause, span));
    }
    if table.only_output().is_none() && !table.has_constant_outputs() {
        add(Unit::Expression, None, Cause::SeveralOutputs, Span::default());
    }
}

fn of_expression(expression: &Expression, add: &mut dyn FnMut(Cause, Span)) {
    of_node(expression.tree(), add);
}

fn of_node(node: &Node, add: &mut dyn FnMut(Cause, Span)) {
    match &node.kind {
        NodeKind::Constant(_) | NodeKind::Slot(_) | NodeKind::Local(_) => {}
        NodeKind::Negate(operand) | NodeKind::Path { base: operand, .. } => of_node(operand, add),
        NodeKind::Arithmetic { left, right, .. } => {
            [left, right].into_iter().for_each(|operand| of_node(operand, add));
            let is_number = |node: &Node| matches!(node.ty, Type::Number | Type::Any | Type::Null | Type::Date);
            if !(is_number(left) && is_number(right)) {
                add(Cause::Arithmetic(Box::new((left.ty.clone(), right.ty.clone()))), node.span);
            }
        }
        NodeKind::Compare { left, right, .. } => [left, right].into_iter().for_each(|operand| of_node(operand, add)),
        NodeKind::And(operands) | NodeKind::Or(operands) => operands.iter().for_each(|operand| of_node(operand, add)),
        NodeKind::Between { value, low, high } => [value, low, high].into_iter().for_each(|operand| of_node(operand, add)),
        NodeKind::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|operand| of_node(operand, add)),
        NodeKind::In { value, tests, .. } => {
            of_node(value, add);
            tests.iter().for_each(|test| of_test(test, add));
        }
        NodeKind::Call { function, arguments, .. } => {
            if KERNELS.contains(&function.name) {
                arguments.iter().flatten().for_each(|argument| match &argument.kind {
                    NodeKind::List(items) => items.iter().for_each(|item| of_node(item, add)),
                    _ => of_node(argument, add),
                });
            } else {
                add(Cause::Function(function.name), node.span);
            }
        }
        kind => add(Cause::Part(in_words(kind)), node.span),
    }
}

fn of_test(test: &UnaryTest, add: &mut dyn FnMut(Cause, Span)) {
    match &test.kind {
        TestKind::Compare(_, node) | TestKind::Matches(node) | TestKind::Condition(node) => of_node(node, add),
        TestKind::Range { start, end, .. } => [start, end].into_iter().for_each(|node| of_node(node, add)),
        TestKind::Not(tests) => tests.iter().for_each(|test| of_test(test, add)),
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
        NodeKind::InstanceOf { .. } => "`instance of`",
        NodeKind::Invoke { .. } => "a call of a function value",
        NodeKind::Function { .. } => "a function value",
        _ => "a name of an enclosing expression",
    }
}

/// The fallbacks of these decisions of a model.
pub(crate) fn of_plan(model: &Model, decisions: &[guiju_dmn::DecisionId]) -> Vec<Fallback> {
    let mut found = Vec::new();
    for logic in decisions.iter().filter_map(|decision| model.logic(*decision)) {
        of_decision(logic.name(), &logic.body(), &mut found);
    }
    found
}
