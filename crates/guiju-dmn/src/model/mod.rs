//! A DMN model as it is written: what [`read`](crate::read) makes and [`compile`](crate::compile) takes.

mod located;
mod unplaced;

pub use located::Located;

use crate::error::Place;

/// A model.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// The models that it uses.
    pub imports: Vec<Import>,
    /// The types that it defines.
    pub item_definitions: Vec<ItemDefinition>,
    /// What is given to it.
    pub inputs: Vec<InputData>,
    /// What it decides.
    pub decisions: Vec<Decision>,
    /// Functions that its decisions share.
    pub knowledge_models: Vec<KnowledgeModel>,
    /// Decisions that are called as functions.
    pub services: Vec<DecisionService>,
}

/// Another model that a model uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// What stands before the names of its elements; where this is empty, they are as if they were the model's own.
    pub name: String,
    /// The namespace of that model.
    pub namespace: String,
    /// The language that it is written in, by its address.
    pub kind: String,
    /// Where it stands.
    pub at: Place,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemDefinition {
    /// Its name.
    pub name: String,
    /// The type that it is, where it has no components.
    pub type_ref: Option<String>,
    /// Whether it is a list of that.
    pub is_collection: bool,
    /// Tests that every value passes.
    pub allowed_values: Option<Located>,
    /// Tests that the value as a whole passes, lists as lists.
    pub type_constraint: Option<Located>,
    /// The entries of a context.
    pub components: Vec<ItemDefinition>,
    /// The parameters and the result of a function.
    pub function: Option<FunctionItem>,
    /// Where it stands.
    pub at: Place,
}

/// What a type of functions says of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FunctionItem {
    /// Names and types of the parameters.
    pub parameters: Vec<(String, Option<String>)>,
    /// The type of the result.
    pub result: Option<String>,
}

/// What is given to a model.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputData {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub type_ref: Option<String>,
    /// Where it stands.
    pub at: Place,
}

/// What a node of a model requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The id of what is required; of another model, its namespace, a `#` and the id.
    pub href: String,
    /// Where it stands.
    pub at: Place,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name of its value.
    pub variable: String,
    /// The type of its value.
    pub type_ref: Option<String>,
    /// What it says, in words.
    pub description: String,
    /// Inputs and decisions that it needs.
    pub requirements: Vec<Requirement>,
    /// Functions that it needs.
    pub knowledge: Vec<Requirement>,
    /// How it decides.
    pub logic: Option<Boxed>,
    /// Where it stands.
    pub at: Place,
}

/// A business knowledge model: a function.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnowledgeModel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name of the function.
    pub variable: String,
    /// The type of the function.
    pub type_ref: Option<String>,
    /// Functions that it needs.
    pub knowledge: Vec<Requirement>,
    /// Parameters and body.
    pub logic: Option<FunctionDefinition>,
    /// Where it stands.
    pub at: Place,
}

/// A decision service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionService {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name of the function.
    pub variable: String,
    /// The type of its result.
    pub type_ref: Option<String>,
    /// The decisions whose values it gives.
    pub outputs: Vec<Requirement>,
    /// The input data that it takes.
    pub inputs: Vec<Requirement>,
    /// The decisions whose values it is given.
    pub input_decisions: Vec<Requirement>,
    /// Where it stands.
    pub at: Place,
}

/// A boxed expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxed {
    /// Its id.
    pub id: String,
    /// The type of its value.
    pub type_ref: Option<String>,
    /// What it is.
    pub kind: BoxedKind,
    /// Where it stands.
    pub at: Place,
}

/// What a boxed expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoxedKind {
    /// FEEL.
    Literal(Located),
    /// A decision table.
    Table(Box<DecisionTable>),
    /// Named entries; without a result entry they are the value.
    Context(Vec<ContextEntry>),
    /// A call of a function.
    Invocation {
        /// The function.
        function: Box<Boxed>,
        /// What its parameters are given.
        bindings: Vec<Binding>,
    },
    /// A list.
    List(Vec<Boxed>),
    /// A list of contexts with the same entries.
    Relation {
        /// The names of the entries.
        columns: Vec<String>,
        /// The contexts.
        rows: Vec<Vec<Boxed>>,
    },
    /// A function.
    Function(Box<FunctionDefinition>),
    /// If, then, else.
    Conditional {
        /// The condition.
        condition: Box<Boxed>,
        /// Where it is true.
        then: Box<Boxed>,
        /// Where it is not.
        otherwise: Box<Boxed>,
    },
    /// Items that meet a condition.
    Filter {
        /// The items.
        items: Box<Boxed>,
        /// The condition.
        condition: Box<Boxed>,
    },
    /// `for`, `some`, `every`.
    Iteration {
        /// Which.
        kind: IterationKind,
        /// The name of the item.
        variable: String,
        /// The items.
        items: Box<Boxed>,
        /// What is computed for each.
        body: Box<Boxed>,
    },
}

/// What an iteration gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IterationKind {
    /// The list of the results.
    For,
    /// Whether one result is true.
    Some,
    /// Whether all results are true.
    Every,
}

/// An entry of a boxed context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextEntry {
    /// Its name; the result entry has none.
    pub variable: Option<String>,
    /// Its type.
    pub type_ref: Option<String>,
    /// Its value.
    pub value: Boxed,
}

/// What a parameter is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The parameter.
    pub parameter: String,
    /// The value.
    pub value: Option<Boxed>,
}

/// A function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionDefinition {
    /// Whether it is FEEL, rather than code in another language.
    pub is_feel: bool,
    /// Names and types.
    pub parameters: Vec<(String, Option<String>)>,
    /// The body.
    pub body: Option<Boxed>,
    /// Where it stands.
    pub at: Place,
}

/// A decision table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionTable {
    /// What happens with the rules that match.
    pub hit_policy: HitPolicy,
    /// The input columns.
    pub inputs: Vec<InputClause>,
    /// The output columns.
    pub outputs: Vec<OutputClause>,
    /// The names of the annotation columns.
    pub annotations: Vec<String>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// Where it stands.
    pub at: Place,
}

/// What happens with the rules that match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HitPolicy {
    /// At most one may match.
    #[default]
    Unique,
    /// The first in order counts.
    First,
    /// The one with the output highest in the list of output values counts.
    Priority,
    /// All have to agree.
    Any,
    /// All, in the order of the rules.
    RuleOrder,
    /// All, in the order of the output values.
    OutputOrder,
    /// All, or what is computed of them.
    Collect(Option<Aggregation>),
}

impl HitPolicy {
    /// As DMN names it, a collecting one with what it computes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unique => "UNIQUE",
            Self::First => "FIRST",
            Self::Priority => "PRIORITY",
            Self::Any => "ANY",
            Self::RuleOrder => "RULE ORDER",
            Self::OutputOrder => "OUTPUT ORDER",
            Self::Collect(None) => "COLLECT",
            Self::Collect(Some(Aggregation::Sum)) => "COLLECT SUM",
            Self::Collect(Some(Aggregation::Count)) => "COLLECT COUNT",
            Self::Collect(Some(Aggregation::Min)) => "COLLECT MIN",
            Self::Collect(Some(Aggregation::Max)) => "COLLECT MAX",
        }
    }
}

/// What is computed of the outputs of the rules that match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// Their sum.
    Sum,
    /// How many there are.
    Count,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// An input column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputClause {
    /// Its heading.
    pub label: String,
    /// What is tested.
    pub expression: Located,
    /// Its type.
    pub type_ref: Option<String>,
    /// Tests that every input passes.
    pub values: Option<Located>,
    /// Where it stands.
    pub at: Place,
}

/// An output column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutputClause {
    /// The name of the output, where there are several.
    pub name: Option<String>,
    /// Its heading.
    pub label: String,
    /// Its type.
    pub type_ref: Option<String>,
    /// The outputs, the highest first.
    pub values: Option<Located>,
    /// The output where no rule matches.
    pub default: Option<Located>,
    /// Where it stands.
    pub at: Place,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// Its id; the number of the rule where the file has none.
    pub id: String,
    /// What it says, in words.
    pub description: String,
    /// A test for each input column.
    pub tests: Vec<Located>,
    /// A value for each output column.
    pub outputs: Vec<Located>,
    /// A remark for each annotation column.
    pub annotations: Vec<String>,
    /// Where it stands.
    pub at: Place,
}
