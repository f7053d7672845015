//! `for`, `some` and `every`.

use super::{Checked, Checker, Iterator, IteratorSource, Node, NodeKind, node};
use crate::span::Span;
use crate::syntax::{AstId, AstIterator, AstKind};
use crate::types::Type;

impl<'a> Checker<'a> {
    pub(super) fn iteration(&mut self, id: AstId, iterators: &'a [AstIterator<'a>], body: AstId) -> Checked<Node> {
        let mark = self.mark();
        // The results so far are bound first: they stay while the iterators come and go.
        let partial = self.bind("partial", Type::list(Type::Any));
        let uses_partial = self.tree.any(id, &|ast| matches!(&ast.kind, AstKind::Name(name) if &**name == "partial"));
        let iterators = self.iterators(iterators);
        let body = iterators.and_then(|iterators| Ok((iterators, self.expression(body)?)));
        self.reset(mark);
        let (iterators, body) = body?;
        let ty = Type::list(body.ty.clone());
        Ok(node(self.tree.get(id).span, NodeKind::For { iterators, partial, uses_partial, body: Box::new(body) }, ty))
    }

    pub(super) fn quantified(&mut self, span: Span, is_every: bool, iterators: &'a [AstIterator<'a>], body: AstId) -> Checked<Node> {
        let mark = self.mark();
        let word = if is_every { "every" } else { "some" };
        let body = self.iterators(iterators).and_then(|iterators| Ok((iterators, self.condition(word, body)?)));
        self.reset(mark);
        let (iterators, body) = body?;
        Ok(node(span, NodeKind::Quantified { is_every, iterators, body: Box::new(body) }, Type::Boolean))
    }

    fn iterators(&mut self, iterators: &'a [AstIterator<'a>]) -> Checked<Vec<Iterator>> {
        self.each(iterators, Self::iterator)
    }

    fn iterator(&mut self, iterator: &'a AstIterator<'a>) -> Checked<Iterator> {
        let source = self.expression(iterator.source)?;
        let (source, ty) = match iterator.end {
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
