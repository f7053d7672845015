//! Circles among decisions are refused, so that an evaluation always ends.

use crate::error::Problem;
use crate::evaluate::{Body, Inner, Source};
use crate::model::Definitions;

/// Breaks each circle at the decision that closes it, and notes it.
pub(super) fn refuse_circles(inner: &mut Inner, definitions: &Definitions, problems: &mut Vec<Problem>) {
    let mut states = vec![Visit::Not; inner.decisions.len()];
    for index in 0..inner.decisions.len() {
        let mut circle = Vec::new();
        visit(inner, index, &mut states, &mut circle);
        for index in circle {
            let Some((decision, node)) = definitions.decisions.get(index).zip(inner.decisions.get_mut(index)) else { continue };
            let element = format!("decision `{}`", decision.name);
            let message = "requires itself, directly or through others";
            problems.push(Problem::new("circle", element.clone(), message, &decision.at).label("part of a circle"));
            node.body = Body::Broken(format!("{element} {message}").into());
            node.scope.clear();
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

fn visit(inner: &Inner, index: usize, states: &mut [Visit], circle: &mut Vec<usize>) {
    match states.get(index) {
        Some(Visit::Open) => circle.push(index),
        Some(Visit::Not) => {
            if let Some(state) = states.get_mut(index) {
                *state = Visit::Open;
            }
            let required = inner.decisions.get(index).map_or(&[][..], |node| &node.scope);
            for source in required {
                match source {
                    Source::Decision(required) => visit(inner, *required, states, circle),
                    Source::Service(service) => {
                        let outputs = inner.services.get(*service).map_or(&[][..], |service| &service.outputs);
                        outputs.iter().for_each(|output| visit(inner, *output, states, circle));
                    }
                    Source::Input(_) | Source::Knowledge(_) => {}
                }
            }
            if let Some(state) = states.get_mut(index) {
                *state = Visit::Done;
            }
        }
        Some(Visit::Done) | None => {}
    }
}
