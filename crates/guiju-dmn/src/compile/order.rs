//! Circles among decisions are refused, and chains that are too long, so that an evaluation always ends.

use std::sync::Arc;

use super::link::Linked;
use crate::error::{Element, Fault, Part, Problem};
use crate::evaluate::{Body, Inner, Source};

/// How many decisions may stand behind one another: each is a level of the stack when the last is evaluated.
const CHAIN_MAX: usize = 200;

/// Breaks each circle at the decision that closes it; gives those decisions and what is wrong with them.
pub(super) fn refuse_circles(inner: &mut Inner, linked: &Linked<'_>) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    let mut states = vec![Visit::Not; inner.decisions.len()];
    for index in 0..inner.decisions.len() {
        let mut refused = Vec::new();
        visit(inner, index, 0, &mut states, &mut refused);
        for (index, is_circle) in refused {
            let Some(((_, decision), node)) = linked.decisions.get(index).zip(inner.decisions.get_mut(index)) else { continue };
            let fault = if is_circle { Fault::Circle } else { Fault::LongChain { limit: CHAIN_MAX } };
            let problem = Problem::new(fault, Element::new(Part::Decision(&node.name)).words(), &decision.at);
            node.body = Body::Broken(Arc::new(problem.message()));
            problems.push((index, problem));
            node.scope.clear();
        }
    }
    problems
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    /// With the length of the longest chain that it stands behind.
    Done(usize),
}

/// Notes the decisions at which a circle closes (true) or a chain is too long (false); gives the length of the chain.
fn visit(inner: &Inner, index: usize, depth: usize, states: &mut [Visit], refused: &mut Vec<(usize, bool)>) -> usize {
    match states.get(index) {
        Some(Visit::Open) => refused.push((index, true)),
        Some(Visit::Not) if depth > CHAIN_MAX => {
            refused.push((index, false));
            set(states, index, Visit::Done(0));
        }
        Some(Visit::Not) => {
            set(states, index, Visit::Open);
            let mut behind = 0;
            for source in inner.flat(inner.decisions.get(index).map_or(&[][..], |node| &node.scope)) {
                let required = match &source {
                    Source::Decision(required) => std::slice::from_ref(required),
                    Source::Service(service) => inner.services.get(*service).map_or(&[][..], |service| &service.outputs),
                    Source::Input(_) | Source::Knowledge(_) | Source::Import(_) => &[],
                };
                for required in required {
                    behind = behind.max(visit(inner, *required, depth + 1, states, refused) + 1);
                }
            }
            if behind > CHAIN_MAX {
                refused.push((index, false));
                behind = 0;
            }
            set(states, index, Visit::Done(behind));
            return behind;
        }
        Some(Visit::Done(behind)) => return *behind,
        None => {}
    }
    0
}

fn set(states: &mut [Visit], index: usize, visit: Visit) {
    if let Some(state) = states.get_mut(index) {
        *state = visit;
    }
}
