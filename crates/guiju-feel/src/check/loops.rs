//! `for`, `some` and `every`.

use super::expression::node;
use super::{Checked, Checker, Iterator, IteratorSource, Node, NodeKind};
use crate::syntax::{Ast, AstIterator, AstKind, any_node};
use crate::types::Type;

impl Checker<'_> {
    pub(super) fn iteration(&mut self, ast: &Ast, iterators: &[AstIterator], body: &Ast) -> Checked<Node> {
        let mark = self.mark();
        // The results so far are bound first: they stay while the iterators come and go.
        let partial = self.bind("partial", Type::list(Type::Any));
        let uses_partial = any_node(ast, &|node| matches!(&node.kind, AstKind::Name(name) if name.as_ref() == "partial"));
        let iterators = self.iterators(iterators);
        let body = iterators.and_then(|iterators| Ok((iterators, self.expression(body)?)));
        self.reset(mark);
        let (iterators, body) = body?;
        let ty = Type::list(body.ty.clone());
        Ok(node(ast, NodeKind::For { iterators, partial, uses_partial, body: Box::new(body) }, ty))
    }

    pub(super) fn quantified(&mut self, ast: &Ast, is_every: bool, iterators: &[AstIterator], body: &Ast) -> Checked<Node> {
        let mark = self.mark();
        let word = if is_every { "every" } else { "some" };
        let body = self.iterators(iterators).and_then(|iterators| Ok((iterators, self.condition(word, body)?)));
        self.reset(mark);
        let (iterators, body) = body?;
        Ok(node(ast, NodeKind::Quantified { is_every, iterators, body: Box::new(body) }, Type::Boolean))
    }

    fn iterators(&mut self, iterators: &[AstIterator]) -> Checked<Vec<Iterator>> {
        iterators.iter().map(|iterator| self.iterator(iterator)).collect()
    }

    fn iterator(&mut self, iterator: &AstIterator) -> Checked<Iterator> {
        let source = self.expression(&iterator.source)?;
        let (source, ty) = match &iterator.end {
            Some(end) => {
                let end = self.expression(end)?;
                let ty = source.ty.clone().join(&end.ty);
                (IteratorSource::Between(source, end), ty)
            }
            None => {
                let ty = match &source.ty {
                    Type::List(item) | Type::Range(item) => (**item).clone(),
                    other => other.clone(),
                };
                (IteratorSource::Items(source), ty)
            }
        };
        Ok(Iterator { local: self.bind(&iterator.name, ty), source })
    }
}
