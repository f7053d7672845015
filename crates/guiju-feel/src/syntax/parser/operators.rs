//! The levels of operators, loosest first: or, and, comparison, sums, products, powers, negation, `instance of`.

use super::{Parsed, Parser, deepest};
use crate::check::{ArithmeticOperator, CompareOperator};
use crate::syntax::ast::{Ast, AstKind};

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<Ast> {
        self.nested(|parser| {
            let outer = std::mem::take(&mut parser.is_range_end);
            let result = parser.disjunction();
            parser.is_range_end = outer;
            result
        })
    }

    fn disjunction(&mut self) -> Parsed<Ast> {
        self.chain("or", Self::conjunction, AstKind::Or)
    }

    fn conjunction(&mut self) -> Parsed<Ast> {
        self.chain("and", Self::comparison, AstKind::And)
    }

    /// `a and b and c` is one node of three, so that long chains do not make deep trees.
    fn chain(&mut self, word: &str, operand: fn(&mut Self) -> Parsed<Ast>, make: fn(Vec<Ast>) -> AstKind) -> Parsed<Ast> {
        let first = operand(self)?;
        if !self.is(word) {
            return Ok(first);
        }
        let start = first.span;
        let mut operands = vec![first];
        while self.accept(word) {
            operands.push(operand(self)?);
        }
        let below = deepest(&operands);
        self.node(make(operands), self.span_from(start), below)
    }

    pub(super) fn comparison(&mut self) -> Parsed<Ast> {
        let mut left = self.sum()?;
        loop {
            let start = left.span;
            if let Some(operator) = self.compare_operator() {
                self.advance();
                let right = self.sum()?;
                let below = left.depth.max(right.depth);
                left = self.node(AstKind::Compare(operator, Box::new(left), Box::new(right)), self.span_from(start), below)?;
            } else if self.accept("between") {
                let low = self.sum()?;
                self.expect("and")?;
                let high = self.sum()?;
                let below = deepest([&left, &low, &high]);
                left = self.node(AstKind::Between(Box::new(left), Box::new(low), Box::new(high)), self.span_from(start), below)?;
            } else if self.accept("in") {
                let (tests, below) = self.tests_after_in()?;
                let below = left.depth.max(below);
                left = self.node(AstKind::In(Box::new(left), tests), self.span_from(start), below)?;
            } else {
                return Ok(left);
            }
        }
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

    pub(super) fn sum(&mut self) -> Parsed<Ast> {
        self.left_associative(&[("+", ArithmeticOperator::Add), ("-", ArithmeticOperator::Subtract)], Self::product)
    }

    fn product(&mut self) -> Parsed<Ast> {
        self.left_associative(&[("*", ArithmeticOperator::Multiply), ("/", ArithmeticOperator::Divide)], Self::power)
    }

    fn power(&mut self) -> Parsed<Ast> {
        self.left_associative(&[("**", ArithmeticOperator::Power)], Self::negation)
    }

    fn left_associative(
        &mut self,
        operators: &[(&str, ArithmeticOperator)],
        operand: fn(&mut Self) -> Parsed<Ast>,
    ) -> Parsed<Ast> {
        let mut left = operand(self)?;
        while let Some((_, operator)) = operators.iter().find(|(text, _)| self.is(text)) {
            self.advance();
            let right = operand(self)?;
            let (start, below) = (left.span, left.depth.max(right.depth));
            left = self.node(AstKind::Arithmetic(*operator, Box::new(left), Box::new(right)), self.span_from(start), below)?;
        }
        Ok(left)
    }

    /// In FEEL the sign binds closer than the power: `-3 ** 2` is 9.
    fn negation(&mut self) -> Parsed<Ast> {
        let start = self.token().span;
        let operand = if self.accept("-") {
            let operand = self.nested(Self::negation)?;
            let below = operand.depth;
            match operand.kind {
                AstKind::Number(number) => self.node(AstKind::Number(number.negate()), self.span_from(start), 0)?,
                _ => self.node(AstKind::Negate(Box::new(operand)), self.span_from(start), below)?,
            }
        } else {
            self.postfix()?
        };
        if self.is("instance") && self.is_ahead(1, "of") {
            self.advance();
            self.advance();
            let of = self.type_name()?;
            let below = operand.depth;
            return self.node(AstKind::InstanceOf(Box::new(operand), of), self.span_from(start), below);
        }
        Ok(operand)
    }
}
