//! Random knowledge models, and calls of them.

use std::fmt::Write as _;

use super::case::{Body, table};
use super::column::declared;
use super::dice::Dice;
use super::expression::{self, Kind, Name};

/// A knowledge model with the parameters `p0`, `p1` …
#[derive(Debug, Clone)]
pub(crate) struct Function {
    pub(crate) place: usize,
    pub(crate) kind: Kind,
    pub(crate) parameters: Vec<(Kind, &'static str)>,
    pub(crate) body: Body,
}

const KINDS: [Kind; 5] = [Kind::Number, Kind::Number, Kind::Text, Kind::Boolean, Kind::Date];

impl Function {
    pub(crate) fn random(place: usize, earlier: &[Self], dice: &mut Dice) -> Self {
        let kind = |dice: &mut Dice| KINDS.get(dice.below(KINDS.len())).copied().unwrap_or(Kind::Number);
        let parameters: Vec<(Kind, &str)> = (0..1 + dice.below(2))
            .map(|_| {
                let kind = kind(dice);
                (kind, if dice.one_in(2) { declared(kind) } else { "Any" })
            })
            .collect();
        let mut names: Vec<Name> = parameters.iter().enumerate().map(|(place, (kind, _))| (format!("p{place}"), *kind)).collect();
        let own = names.clone();
        names.extend(earlier.iter().map(|function| (function.called(&own, dice), function.kind)));
        let kind = kind(dice);
        let body = match dice.below(4) {
            0 if matches!(kind, Kind::Number | Kind::Text) => Body::Table(table(kind, &own, dice)),
            1 => {
                let entries = vec![expression::expression(kind, 1, &names, dice)];
                names.push(("e0".to_owned(), kind));
                Body::Context(entries, Some(expression::expression(kind, 2, &names, dice)))
            }
            _ => Body::Literal(expression::expression(kind, 2, &names, dice)),
        };
        Self { place, kind, parameters, body }
    }

    pub(crate) fn name(&self) -> String {
        format!("f{}", self.place)
    }

    /// A call of it in FEEL, by place or by name.
    pub(crate) fn called(&self, names: &[Name], dice: &mut Dice) -> String {
        let is_named = dice.one_in(3);
        let given: Vec<String> = self
            .given(names, dice)
            .into_iter()
            .map(|(parameter, tree)| if is_named { format!("{parameter}: {}", tree.written()) } else { tree.written() })
            .collect();
        format!("{}({})", self.name(), given.join(", "))
    }

    /// Arguments by parameter, mostly of the kinds that are asked for.
    pub(crate) fn given(&self, names: &[Name], dice: &mut Dice) -> Vec<(String, expression::Tree)> {
        let parameters = self.parameters.iter().enumerate();
        parameters
            .map(|(place, (kind, _))| {
                let kind = if dice.is_calm || !dice.one_in(8) { *kind } else { Kind::Text };
                (format!("p{place}"), expression::expression(kind, usize::from(dice.one_in(3)), names, dice))
            })
            .collect()
    }

    pub(crate) fn write(&self, called: &str, xml: &mut String) {
        let name = self.name();
        let _ = write!(xml, "<businessKnowledgeModel id=\"{name}\" name=\"{name}\"><variable name=\"{name}\"/><encapsulatedLogic>");
        for (place, (_, ty)) in self.parameters.iter().enumerate() {
            let _ = write!(xml, "<formalParameter name=\"p{place}\" typeRef=\"{ty}\"/>");
        }
        self.body.write("Any", xml);
        let _ = writeln!(xml, "</encapsulatedLogic>{called}</businessKnowledgeModel>");
    }
}
