//! The compiled model, and the decision of one case.

mod body;
mod calls;
mod functions;
mod matches;
mod outcome;
mod run;
mod shape;
mod table;
mod words;

use std::sync::Arc;

use guiju_feel::{EvalContext, Expression, Number, Parameter, Type, Value, Words};

pub(crate) use calls::Calls;
pub use outcome::{Miss, Outcome, Reason, TableTrace, Tracing};
pub(crate) use run::Run;
pub(crate) use shape::Shape;
pub(crate) use table::{Cell, Column, Interval, OutputColumn, Read, Rule, Table};

use crate::model::IterationKind;

/// A decision of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub(crate) usize);

/// A compiled model, and how it is used:
///
/// ```
/// use guiju_dmn::{Tracing, compile, read};
/// use guiju_feel::{EvalContext, Value};
///
/// let xml = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>
///   <inputData id='age' name='age'><variable name='age' typeRef='number'/></inputData>
///   <decision id='adult' name='is adult'><variable name='is adult'/>
///     <informationRequirement><requiredInput href='#age'/></informationRequirement>
///     <literalExpression><text>age &gt;= 18</text></literalExpression>
///   </decision>
/// </definitions>";
/// let model = compile(&read(xml).unwrap()).unwrap();
/// let outcome = model.evaluate(model.decision("adult").unwrap(), &[Value::from(21)], &EvalContext::default(), Tracing::Matches);
/// assert_eq!(outcome.value, Value::Boolean(true));
/// ```
///
/// Cloning is cheap; any number of threads evaluate one model.
#[derive(Debug, Clone)]
pub struct Model {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) inputs: Vec<Given>,
    pub(crate) decisions: Vec<Node>,
    pub(crate) knowledge: Vec<Knowledge>,
    pub(crate) services: Vec<Service>,
    /// For each import that an element uses, what it uses of it.
    pub(crate) groups: Vec<Vec<(Arc<str>, Source)>>,
}

/// Input data.
#[derive(Debug)]
pub(crate) struct Given {
    pub(crate) id: String,
    pub(crate) name: Arc<str>,
    /// In its own model.
    pub(crate) local: Arc<str>,
    /// Of its own model.
    pub(crate) namespace: Arc<str>,
    pub(crate) shape: Shape,
}

/// A decision.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) name: Arc<str>,
    /// In its own model.
    pub(crate) local: Arc<str>,
    pub(crate) description: String,
    /// What fills its slots.
    pub(crate) scope: Vec<Source>,
    pub(crate) body: Body,
    pub(crate) shape: Shape,
}

/// A business knowledge model.
#[derive(Debug)]
pub(crate) struct Knowledge {
    pub(crate) id: String,
    pub(crate) name: Arc<str>,
    pub(crate) scope: Vec<Source>,
    pub(crate) closure: Arc<Closure>,
}

/// A decision service.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) id: String,
    pub(crate) name: Arc<str>,
    /// Decisions.
    pub(crate) outputs: Vec<usize>,
    /// Inputs and decisions that it is given.
    pub(crate) parameters: Vec<Source>,
    pub(crate) result: Shape,
}

/// What fills a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Input(usize),
    Decision(usize),
    Knowledge(usize),
    Service(usize),
    /// What is used of an imported model: a context.
    Import(usize),
}

/// A function with its body; `parameters` are the slots that a call fills.
#[derive(Debug)]
pub(crate) struct Closure {
    /// The slot in which it finds itself, where it is an entry of a context: so it may call itself by the entry's name.
    pub(crate) itself: Option<usize>,
    pub(crate) parameters: Vec<(usize, Parameter, Shape)>,
    pub(crate) body: Body,
    pub(crate) result: Shape,
}

/// A boxed expression, compiled.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    Null,
    /// Null, for this reason: the model is wrong here.
    Broken(Arc<Words>),
    /// Null, for this reason: the model says nothing here.
    Empty(Arc<Words>),
    Literal(Expression),
    Table(Arc<Table>),
    Context {
        entries: Vec<Entry>,
        result: Option<Box<Body>>,
    },
    /// A call written in FEEL over the function and its arguments.
    Invoke {
        call: Expression,
        function: Box<Body>,
        arguments: Vec<Body>,
    },
    /// A call of a business knowledge model; `order` says for each parameter which argument it takes.
    Call {
        knowledge: usize,
        arguments: Vec<Body>,
        order: Vec<Option<usize>>,
    },
    List(Vec<Body>),
    Record(Vec<(Arc<str>, Body)>),
    Function(Arc<Closure>),
    If(Box<[Body; 3]>),
    /// FEEL's own filter over the items in a slot.
    FilterBy {
        items: Box<Body>,
        slot: usize,
        filter: Expression,
    },
    /// Items, the slot of the item, the condition.
    Filter(Box<(Body, usize, Body)>),
    Iteration(Box<Iteration>),
    Typed(Box<(Body, Shape)>),
}

/// An entry of a context.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: Arc<str>,
    pub(crate) slot: usize,
    pub(crate) body: Body,
    pub(crate) shape: Shape,
}

/// `for`, `some`, `every`.
#[derive(Debug, Clone)]
pub(crate) struct Iteration {
    pub(crate) kind: IterationKind,
    pub(crate) variable: usize,
    pub(crate) partial: usize,
    pub(crate) items: Body,
    pub(crate) body: Body,
}

/// What a rule says, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its id in the file.
    pub id: String,
    /// Its number, from 1.
    pub number: usize,
    /// Its description.
    pub description: String,
    /// Column heading and test, for each input column.
    pub conditions: Vec<(String, String)>,
    /// The output entries.
    pub conclusions: Vec<String>,
    /// The annotations, in the order of [`TableInfo::annotations`].
    pub annotations: Vec<String>,
}

/// What is known of a decision's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableInfo {
    /// The headings of the annotation columns.
    pub annotations: Vec<Arc<str>>,
    /// The rules, in order.
    pub rules: Vec<Arc<RuleInfo>>,
}

impl Model {
    /// The decision with an id, or with a name.
    #[must_use]
    pub fn decision(&self, id_or_name: &str) -> Option<DecisionId> {
        let position = |is: &dyn Fn(&Node) -> bool| self.inner.decisions.iter().position(is);
        position(&|node| node.id == id_or_name).or_else(|| position(&|node| node.name.as_ref() == id_or_name)).map(DecisionId)
    }

    /// The decisions, in the order of the file.
    pub fn decisions(&self) -> impl Iterator<Item = DecisionId> + '_ {
        (0..self.inner.decisions.len()).map(DecisionId)
    }

    /// The id of a decision in the file.
    #[must_use]
    pub fn id(&self, decision: DecisionId) -> &str {
        self.inner.decisions.get(decision.0).map_or("", |node| &node.id)
    }

    /// The name of a decision.
    #[must_use]
    pub fn name(&self, decision: DecisionId) -> &str {
        self.inner.decisions.get(decision.0).map_or("", |node| &node.name)
    }

    /// What a decision says, in words.
    #[must_use]
    pub fn description(&self, decision: DecisionId) -> &str {
        self.inner.decisions.get(decision.0).map_or("", |node| &node.description)
    }

    /// The input data by name and type, in the order in which [`Model::evaluate`] takes their values.
    pub fn inputs(&self) -> impl Iterator<Item = (&str, &Type)> {
        self.inner.inputs.iter().map(|input| (input.name.as_ref(), &input.shape.ty))
    }

    /// The place of an input by name or id.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<usize> {
        let inputs = &self.inner.inputs;
        inputs.iter().position(|input| input.name.as_ref() == name).or_else(|| inputs.iter().position(|input| input.id == name))
    }

    /// The places of the inputs that have this name in the model with this namespace: several, where it is imported by several paths.
    pub fn inputs_of_model<'m>(&'m self, namespace: &'m str, name: &'m str) -> impl Iterator<Item = usize> + 'm {
        let is = move |given: &Given| given.namespace.as_ref() == namespace && given.local.as_ref() == name;
        self.inner.inputs.iter().enumerate().filter(move |(_, given)| is(given)).map(|(index, _)| index)
    }

    /// The places of the inputs that a decision depends on, itself or through others.
    #[must_use]
    pub fn inputs_of(&self, decision: DecisionId) -> Vec<usize> {
        let mut seen = vec![false; self.inner.decisions.len()];
        let (mut open, mut inputs) = (vec![decision.0], Vec::new());
        while let Some(index) = open.pop() {
            if seen.get(index).copied().unwrap_or(true) {
                continue;
            }
            if let Some(flag) = seen.get_mut(index) {
                *flag = true;
            }
            for source in self.inner.flat(self.inner.decisions.get(index).map_or(&[][..], |node| &node.scope)) {
                match source {
                    Source::Input(input) => inputs.push(input),
                    Source::Decision(required) => open.push(required),
                    Source::Service(service) => open.extend(self.inner.services.get(service).map_or(&[][..], |service| &service.outputs)),
                    Source::Knowledge(_) | Source::Import(_) => {}
                }
            }
        }
        inputs.sort_unstable();
        inputs.dedup();
        inputs
    }

    /// The type of a decision's value.
    #[must_use]
    pub fn result_type(&self, decision: DecisionId) -> Type {
        self.inner.decisions.get(decision.0).map_or(Type::Any, |node| node.shape.ty.clone())
    }

    /// A knowledge model or service as a value.
    pub(crate) fn function(&self, source: Source) -> Value {
        match source {
            Source::Knowledge(index) => functions::knowledge(&self.inner, index, None),
            Source::Service(index) => functions::service(&self.inner, index, None),
            Source::Input(_) | Source::Decision(_) | Source::Import(_) => Value::Null,
        }
    }

    pub(crate) fn table(&self, decision: DecisionId) -> Option<&Arc<Table>> {
        if let Body::Table(table) = &self.inner.decisions.get(decision.0)?.body { Some(table) } else { None }
    }

    /// The decision's table, where its logic is one.
    #[must_use]
    pub fn table_info(&self, decision: DecisionId) -> Option<TableInfo> {
        self.table(decision).map(|table| TableInfo {
            annotations: table.annotations.clone(),
            rules: table.rules.iter().map(|rule| Arc::clone(&rule.info)).collect(),
        })
    }

    /// The numbers at which the decision's table begins or ceases to match, for an input column that is this input and nothing
    /// else: between two of them the decision does not change. In ascending order.
    #[must_use]
    pub fn breakpoints(&self, decision: DecisionId, input: usize) -> Vec<Number> {
        let (Some(table), Some(node)) = (self.table(decision), self.inner.decisions.get(decision.0)) else { return Vec::new() };
        let slot = node.scope.iter().position(|source| *source == Source::Input(input));
        let mut numbers = Vec::new();
        for (index, column) in table.inputs.iter().enumerate() {
            if !matches!((&column.read, slot), (Read::Slot(read), Some(slot)) if *read == slot) {
                continue;
            }
            for cell in table.rules.iter().filter_map(|rule| rule.cells.get(index)) {
                if let Cell::Numbers { intervals, .. } = cell {
                    numbers.extend(intervals.iter().flat_map(|interval| [interval.low, interval.high]).flatten().map(|(number, _)| number));
                }
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Decides one case. `inputs` are in the order of [`Model::inputs`]; those that the decision does not need may be null.
    #[must_use]
    pub fn evaluate(&self, decision: DecisionId, inputs: &[Value], context: &EvalContext, tracing: Tracing) -> Outcome {
        let mut run = Run::new(&self.inner, inputs, context, tracing);
        let value = run.decide(decision.0);
        run.outcome(value)
    }

    /// As [`Model::evaluate`] with [`Tracing::Matches`], without the tables that functions read which expressions call: for back ends
    /// that say of each table which rules matched in a row, which these tables, read any number of times or never, have no place for.
    #[must_use]
    pub fn evaluate_in_batch(&self, decision: DecisionId, inputs: &[Value], context: &EvalContext) -> Outcome {
        let mut run = Run::new(&self.inner, inputs, context, Tracing::Matches);
        run.is_following_calls = false;
        let value = run.decide(decision.0);
        run.outcome(value)
    }

    /// Calls a decision service by name or id, with its parameters by name; those that are not given are null.
    #[must_use]
    pub fn call_service(&self, name: &str, parameters: &[(String, Value)], context: &EvalContext) -> Option<Outcome> {
        let index = self.inner.services.iter().position(|service| service.name.as_ref() == name || service.id == name)?;
        let service = self.inner.services.get(index)?;
        let arguments: Vec<Value> = service
            .parameters
            .iter()
            .map(|source| {
                let name = self.inner.name_of(*source);
                parameters.iter().find(|(parameter, _)| parameter == name).map(|(_, value)| value.clone()).unwrap_or_default()
            })
            .collect();
        let mut run = Run::new(&self.inner, &[], context, Tracing::Matches);
        let value = run.call_service(index, &arguments);
        Some(run.outcome(value))
    }

    /// Calls a business knowledge model by name or id, with its parameters by name.
    #[must_use]
    pub fn call_knowledge(&self, name: &str, parameters: &[(String, Value)], context: &EvalContext) -> Option<Outcome> {
        let index = self.inner.knowledge.iter().position(|model| model.name.as_ref() == name || model.id == name)?;
        let knowledge = self.inner.knowledge.get(index)?;
        let arguments: Vec<Value> = knowledge
            .closure
            .parameters
            .iter()
            .map(|(_, parameter, _)| {
                parameters.iter().find(|(name, _)| *name == *parameter.name).map(|(_, value)| value.clone()).unwrap_or_default()
            })
            .collect();
        let mut run = Run::new(&self.inner, &[], context, Tracing::Matches);
        let value = run.call_knowledge(index, &arguments);
        Some(run.outcome(value))
    }
}

impl Inner {
    /// What fills these slots, the elements of imported models one by one.
    pub(crate) fn flat<'s>(&'s self, scope: &'s [Source]) -> impl Iterator<Item = Source> + 's {
        scope.iter().flat_map(|source| {
            let group = if let Source::Import(group) = source { self.groups.get(*group) } else { None };
            group.into_iter().flatten().map(|(_, source)| *source).chain([*source])
        })
    }

    /// The name that it has in its own model.
    pub(crate) fn name_of(&self, source: Source) -> &str {
        match source {
            Source::Input(index) => self.inputs.get(index).map(|node| &node.local),
            Source::Decision(index) => self.decisions.get(index).map(|node| &node.local),
            Source::Knowledge(index) => self.knowledge.get(index).map(|node| &node.name),
            Source::Service(index) => self.services.get(index).map(|node| &node.name),
            Source::Import(_) => None,
        }
        .map_or("", |name| name)
    }
}
