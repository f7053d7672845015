//! The levels of operators, loosest first: or, and, comparison, sums, products, powers, negation, `instance of`.

use super::{Parsed, Parser, deepest};
use crate::check::{ArithmeticOperator, CompareOperator};
use crate::syntax::ast::{Ast, AstKind};
use crate::syntax::lexer::TokenKind;

/// How tightly operators bind, the loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Power,
    Negation,
}

impl Level {
    fn closer(self) -> Self {
        match self {
            Self::Or => Self::And,
            Self::And => Self::Comparison,
            Self::Comparison => Self::Sum,
            Self::Sum => Self::Product,
            Self::Product => Self::Power,
            Self::Power | Self::Negation => Self::Negation,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Operator {
    Or,
    And,
    Between,
    In,
    Compare(CompareOperator),
    Arithmetic(ArithmeticOperator),
}

impl Operator {
    fn level(self) -> Level {
        match self {
            Self::Or => Level::Or,
            Self::And => Level::And,
            Self::Between | Self::In | Self::Compare(_) => Level::Comparison,
            Self::Arithmetic(ArithmeticOperator::Add | ArithmeticOperator::Subtract) => Level::Sum,
            Self::Arithmetic(ArithmeticOperator::Multiply | ArithmeticOperator::Divide) => Level::Product,
            Self::Arithmetic(ArithmeticOperator::Power) => Level::Power,
        }
    }
}

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<Ast> {
        self.nested(|parser| {
            let outer = std::mem::take(&mut parser.is_range_end);
            let result = parser.binary(Level::Or);
            parser.is_range_end = outer;
            result
        })
    }

    /// An operand of a comparison: sums, products, powers.
    pub(super) fn sum(&mut self) -> Parsed<Ast> {
        self.nested(|parser| parser.binary(Level::Sum))
    }

    /// Operators of this level and closer ones, by precedence climbing: one frame of the stack instead of six.
    fn binary(&mut self, loosest: Level) -> Parsed<Ast> {
        let mut left = self.typed()?;
        while let Some(operator) = self.operator().filter(|operator| operator.level() >= loosest) {
            left = self.apply(left, operator)?;
        }
        Ok(left)
    }

    fn operator(&self) -> Option<Operator> {
        let token = self.token();
        if !matches!(token.kind, TokenKind::Word | TokenKind::Symbol) {
            return None;
        }
        Some(match self.text_of(token) {
            "or" => Operator::Or,
            "and" => Operator::And,
            "between" => Operator::Between,
            "in" => Operator::In,
            "+" => Operator::Arithmetic(ArithmeticOperator::Add),
            "-" => Operator::Arithmetic(ArithmeticOperator::Subtract),
            "*" => Operator::Arithmetic(ArithmeticOperator::Multiply),
            "/" => Operator::Arithmetic(ArithmeticOperator::Divide),
            "**" => Operator::Arithmetic(ArithmeticOperator::Power),
            _ => Operator::Compare(self.compare_operator()?),
        })
    }

    /// Reads the operator and what is right of it.
    fn apply(&mut self, left: Ast, operator: Operator) -> Parsed<Ast> {
        let (start, closer) = (left.span, operator.level().closer());
        match operator {
            Operator::Or => self.chain("or", closer, left, AstKind::Or),
            Operator::And => self.chain("and", closer, left, AstKind::And),
            Operator::Between => self.between(left),
            Operator::In => {
                self.advance();
                let (tests, below) = self.tests_after_in()?;
                let below = left.depth.max(below);
                self.node(AstKind::In(Box::new(left), tests), self.span_from(start), below)
            }
            Operator::Compare(operator) => self.with_right(left, closer, |left, right| AstKind::Compare(operator, left, right)),
            Operator::Arithmetic(operator) => self.with_right(left, closer, |left, right| AstKind::Arithmetic(operator, left, right)),
        }
    }

    fn with_right(&mut self, left: Ast, closer: Level, make: impl FnOnce(Box<Ast>, Box<Ast>) -> AstKind) -> Parsed<Ast> {
        self.advance();
        let right = self.binary(closer)?;
        let (start, below) = (left.span, left.depth.max(right.depth));
        self.node(make(Box::new(left), Box::new(right)), self.span_from(start), below)
    }

    /// `a and b and c` is one node of three, so that long chains do not make deep trees.
    fn chain(&mut self, word: &str, closer: Level, first: Ast, make: fn(Vec<Ast>) -> AstKind) -> Parsed<Ast> {
        let start = first.span;
        let mut operands = vec![first];
        while self.accept(word) {
            operands.push(self.binary(closer)?);
        }
        let below = deepest(&operands);
        self.node(make(operands), self.span_from(start), below)
    }

    fn between(&mut self, value: Ast) -> Parsed<Ast> {
        let start = value.span;
        self.advance();
        let low = self.sum()?;
        self.expect("and")?;
        let high = self.sum()?;
        let below = deepest([&value, &low, &high]);
        self.node(AstKind::Between(Box::new(value), Box::new(low), Box::new(high)), self.span_from(start), below)
    }

    /// The comparison operator that stands here, not yet read.
    pub(super) fn compare_operator(&self) -> Option<CompareOperator> {
        let operators = [
            ("=", CompareOperator::Equal),
            ("!=", CompareOperator::NotEqual),
            ("<", CompareOperator::Less),
            ("<=", CompareOperator::LessEqual),
            (">", CompareOperator::Greater),
            (">=", CompareOperator::GreaterEqual),
        ];
        operators.iter().find(|(text, _)| self.is(text)).map(|(_, operator)| *operator)
    }

    /// In FEEL the sign binds closer than the power: `-3 ** 2` is 9.
    fn negation(&mut self) -> Parsed<Ast> {
        let start = self.token().span;
        if !self.accept("-") {
            return self.postfix();
        }
        let operand = self.nested(Self::negation)?;
        let below = operand.depth;
        match operand.kind {
            AstKind::Number(number) => self.node(AstKind::Number(number.negate()), self.span_from(start), 0),
            _ => self.node(AstKind::Negate(Box::new(operand)), self.span_from(start), below),
        }
    }

    fn typed(&mut self) -> Parsed<Ast> {
        let start = self.token().span;
        let operand = self.negation()?;
        if self.is("instance") && self.is_ahead(1, "of") {
            self.advance();
            self.advance();
            let of = self.type_of_instance()?;
            let below = operand.depth;
            return self.node(AstKind::InstanceOf(Box::new(operand), of), self.span_from(start), below);
        }
        Ok(operand)
    }
}
