//! The levels of operators, loosest first: or, and, comparison, sums, products, powers, negation, `instance of`.

use super::{Parsed, Parser};
use crate::check::{ArithmeticOperator, CompareOperator};
use crate::syntax::ast::{AstId, AstKind};
use crate::syntax::packed::Packed;

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

const OR: Packed = Packed::of("or");
const AND: Packed = Packed::of("and");
const BETWEEN: Packed = Packed::of("between");
const IN: Packed = Packed::of("in");
const EQUAL: Packed = Packed::of("=");
const NOT_EQUAL: Packed = Packed::of("!=");
const LESS: Packed = Packed::of("<");
const LESS_EQUAL: Packed = Packed::of("<=");
const GREATER: Packed = Packed::of(">");
const GREATER_EQUAL: Packed = Packed::of(">=");
const PLUS: Packed = Packed::of("+");
const MINUS: Packed = Packed::of("-");
const STAR: Packed = Packed::of("*");
const SLASH: Packed = Packed::of("/");
const STARS: Packed = Packed::of("**");

impl Operator {
    /// The operator that is written like this.
    fn of(text: Packed) -> Option<Self> {
        Some(match text {
            OR => Self::Or,
            AND => Self::And,
            BETWEEN => Self::Between,
            IN => Self::In,
            EQUAL => Self::Compare(CompareOperator::Equal),
            NOT_EQUAL => Self::Compare(CompareOperator::NotEqual),
            LESS => Self::Compare(CompareOperator::Less),
            LESS_EQUAL => Self::Compare(CompareOperator::LessEqual),
            GREATER => Self::Compare(CompareOperator::Greater),
            GREATER_EQUAL => Self::Compare(CompareOperator::GreaterEqual),
            PLUS => Self::Arithmetic(ArithmeticOperator::Add),
            MINUS => Self::Arithmetic(ArithmeticOperator::Subtract),
            STAR => Self::Arithmetic(ArithmeticOperator::Multiply),
            SLASH => Self::Arithmetic(ArithmeticOperator::Divide),
            STARS => Self::Arithmetic(ArithmeticOperator::Power),
            _ => return None,
        })
    }

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

impl<'a> Parser<'a> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<AstId> {
        self.nested(|parser| {
            let outer = std::mem::take(&mut parser.is_range_end);
            let result = parser.binary(Level::Or);
            parser.is_range_end = outer;
            result
        })
    }

    /// An operand of a comparison: sums, products, powers.
    pub(super) fn sum(&mut self) -> Parsed<AstId> {
        self.nested(|parser| parser.binary(Level::Sum))
    }

    /// Operators of this level and closer ones, by precedence climbing: one frame of the stack instead of six.
    fn binary(&mut self, loosest: Level) -> Parsed<AstId> {
        let mut left = self.typed()?;
        while let Some(operator) = self.operator().filter(|operator| operator.level() >= loosest) {
            left = self.apply(left, operator)?;
        }
        Ok(left)
    }

    /// The operator that stands here, not yet read.
    fn operator(&self) -> Option<Operator> {
        Operator::of(self.token().packed)
    }

    /// Reads the operator and what is right of it.
    fn apply(&mut self, left: AstId, operator: Operator) -> Parsed<AstId> {
        let closer = operator.level().closer();
        match operator {
            Operator::Or => self.chain("or", closer, left, AstKind::Or),
            Operator::And => self.chain("and", closer, left, AstKind::And),
            Operator::Between => self.between(left),
            Operator::In => {
                self.advance();
                let (tests, below) = self.tests_after_in()?;
                let below = self.depth_of(left).max(below);
                self.node(AstKind::In(left, tests), self.span_from(self.span_of(left)), below)
            }
            Operator::Compare(operator) => self.with_right(left, closer, |left, right| AstKind::Compare(operator, left, right)),
            Operator::Arithmetic(operator) => self.with_right(left, closer, |left, right| AstKind::Arithmetic(operator, left, right)),
        }
    }

    fn with_right(&mut self, left: AstId, closer: Level, make: impl FnOnce(AstId, AstId) -> AstKind<'a>) -> Parsed<AstId> {
        self.advance();
        let right = self.binary(closer)?;
        let below = self.deepest([left, right]);
        self.node(make(left, right), self.span_from(self.span_of(left)), below)
    }

    /// `a and b and c` is one node of three, so that long chains do not make deep trees.
    fn chain(&mut self, word: &str, closer: Level, first: AstId, make: fn(Vec<AstId>) -> AstKind<'a>) -> Parsed<AstId> {
        let mut operands = Vec::with_capacity(4);
        operands.push(first);
        while self.accept(word) {
            operands.push(self.binary(closer)?);
        }
        let below = self.deepest(operands.iter().copied());
        self.node(make(operands), self.span_from(self.span_of(first)), below)
    }

    fn between(&mut self, value: AstId) -> Parsed<AstId> {
        self.advance();
        let low = self.sum()?;
        self.expect("and")?;
        let high = self.sum()?;
        let below = self.deepest([value, low, high]);
        self.node(AstKind::Between(value, low, high), self.span_from(self.span_of(value)), below)
    }

    /// The comparison operator that stands here, not yet read.
    pub(super) fn compare_operator(&self) -> Option<CompareOperator> {
        if let Some(Operator::Compare(operator)) = self.operator() { Some(operator) } else { None }
    }

    /// In FEEL the sign binds closer than the power: `-3 ** 2` is 9.
    fn negation(&mut self) -> Parsed<AstId> {
        let start = self.token().span;
        if !self.accept("-") {
            return self.postfix();
        }
        let operand = self.nested(Self::negation)?;
        let (span, depth) = (self.span_from(start), self.depth_of(operand));
        if let Some(ast) = self.tree.get_mut(operand)
            && let AstKind::Number(number) = &mut ast.kind
        {
            *number = number.negate();
            ast.span = span;
            return Ok(operand);
        }
        self.node(AstKind::Negate(operand), span, depth)
    }

    fn typed(&mut self) -> Parsed<AstId> {
        let start = self.token().span;
        let operand = self.negation()?;
        if self.is("instance") && self.is_ahead(1, "of") {
            self.advance();
            self.advance();
            let of = Box::new(self.type_of_instance()?);
            return self.node(AstKind::InstanceOf(operand, of), self.span_from(start), self.depth_of(operand));
        }
        Ok(operand)
    }
}
