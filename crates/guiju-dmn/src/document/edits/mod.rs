//! [`Edit`]: what can be changed in a document. One file per kind; each works out the pieces of text that change.

mod annotations;
mod clauses;
mod error;
mod place;
mod policy;
mod rules;
mod texts;

pub use error::EditError;
pub(crate) use policy::words as policy_words;
pub(crate) use rules::rule_key;

use super::patch::Patches;
use super::scene::{Scene, TableNodes};
use super::tree::NodeId;
use crate::model::HitPolicy;

/// A change of a document. A `table` is named by its id, or by the id of the decision or knowledge model whose logic it is; rules and
/// columns by their places, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Another text in a cell.
    SetCell {
        /// Which table.
        table: String,
        /// Which rule.
        rule: usize,
        /// Which cell of it.
        column: Column,
        /// The text.
        text: String,
    },
    /// A new rule, before the one that is at this place now.
    InsertRule {
        /// Which table.
        table: String,
        /// Where.
        at: usize,
        /// The rule.
        rule: RuleContent,
    },
    /// A rule less.
    RemoveRule {
        /// Which table.
        table: String,
        /// Which rule.
        rule: usize,
    },
    /// A rule somewhere else.
    MoveRule {
        /// Which table.
        table: String,
        /// Where it is.
        from: usize,
        /// Where it is afterwards.
        to: usize,
    },
    /// The same rule once more, right after itself, with ids of its own.
    DuplicateRule {
        /// Which table.
        table: String,
        /// Which rule.
        rule: usize,
    },
    /// All rules, as a grid. Rules whose id is known keep everything that the grid does not say.
    ReplaceRules {
        /// Which table.
        table: String,
        /// The rules.
        rules: Vec<RuleContent>,
    },
    /// A new input column.
    AddInput {
        /// Which table.
        table: String,
        /// Where.
        at: usize,
        /// The column.
        input: InputContent,
        /// What the rules that there are have in it: `-` for anything.
        cell: String,
    },
    /// An input column less.
    RemoveInput {
        /// Which table.
        table: String,
        /// Which column.
        at: usize,
    },
    /// Another heading of an input column.
    SetInput {
        /// Which table.
        table: String,
        /// Which column.
        at: usize,
        /// What it says.
        input: InputContent,
    },
    /// A new output column.
    AddOutput {
        /// Which table.
        table: String,
        /// Where.
        at: usize,
        /// The column.
        output: OutputContent,
        /// What the rules that there are have in it.
        cell: String,
    },
    /// An output column less; the last one stays.
    RemoveOutput {
        /// Which table.
        table: String,
        /// Which column.
        at: usize,
    },
    /// Another heading of an output column.
    SetOutput {
        /// Which table.
        table: String,
        /// Which column.
        at: usize,
        /// What it says.
        output: OutputContent,
    },
    /// Other names of the annotation columns; the entries of columns that are no more go with them.
    SetAnnotations {
        /// Which table.
        table: String,
        /// The names.
        names: Vec<String>,
    },
    /// A new annotation column.
    AddAnnotation {
        /// Which table.
        table: String,
        /// Where.
        at: usize,
        /// Its name.
        name: String,
    },
    /// An annotation column less.
    RemoveAnnotation {
        /// Which table.
        table: String,
        /// Which column.
        at: usize,
    },
    /// Another hit policy.
    SetHitPolicy {
        /// Which table.
        table: String,
        /// Which.
        policy: HitPolicy,
    },
    /// Another text of a literal expression, named by its id or that of the element whose logic it is.
    SetLiteral {
        /// Which.
        element: String,
        /// The text.
        text: String,
    },
    /// Another description of an element.
    SetDescription {
        /// Which.
        element: String,
        /// The text; empty takes it away.
        text: String,
    },
    /// Another name of an element. Its variable takes the name too where it had the old one; expressions that use it are not changed.
    SetName {
        /// Which.
        element: String,
        /// The name.
        name: String,
    },
    /// Another place of an element in the first diagram that shows it.
    SetBounds {
        /// Which.
        element: String,
        /// Left, top, width and height, as numbers.
        bounds: [String; 4],
    },
}

/// A cell of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Of an input column.
    Input(usize),
    /// Of an output column.
    Output(usize),
    /// Of an annotation column.
    Annotation(usize),
    /// What the rule says in words.
    Description,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleContent {
    /// Its id; without one it is a new rule.
    pub id: Option<String>,
    /// In words.
    pub description: String,
    /// A test for each input column.
    pub tests: Vec<String>,
    /// A value for each output column.
    pub outputs: Vec<String>,
    /// A remark for each annotation column; those that are missing are empty.
    pub annotations: Vec<String>,
}

/// What the heading of an input column says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputContent {
    /// Its label.
    pub label: Option<String>,
    /// What is tested.
    pub expression: String,
    /// The type of that.
    pub type_ref: Option<String>,
    /// Tests that every input passes.
    pub values: Option<String>,
}

/// What the heading of an output column says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutputContent {
    /// Its label.
    pub label: Option<String>,
    /// The name of the output.
    pub name: Option<String>,
    /// Its type.
    pub type_ref: Option<String>,
    /// The outputs that there are.
    pub values: Option<String>,
    /// The output where no rule matches.
    pub default: Option<String>,
}

/// The pieces of text that an edit changes.
pub(super) fn patches(scene: &mut Scene<'_>, edit: &Edit) -> Result<Patches, EditError> {
    let mut patches = Patches::default();
    let out = &mut patches;
    match edit {
        Edit::SetCell { table, rule, column, text } => rules::set_cell(scene, &table_of(scene, table)?, *rule, *column, text, out)?,
        Edit::InsertRule { table, at, rule } => rules::insert(scene, &table_of(scene, table)?, *at, rule, out)?,
        Edit::RemoveRule { table, rule } => rules::remove(scene, &table_of(scene, table)?, *rule, out)?,
        Edit::MoveRule { table, from, to } => rules::shift(scene, &table_of(scene, table)?, *from, *to, out)?,
        Edit::DuplicateRule { table, rule } => rules::duplicate(scene, &table_of(scene, table)?, *rule, out)?,
        Edit::ReplaceRules { table, rules } => rules::replace_all(scene, &table_of(scene, table)?, rules, out)?,
        Edit::AddInput { table, at, input, cell } => clauses::add_input(scene, &table_of(scene, table)?, *at, input, cell, out)?,
        Edit::RemoveInput { table, at } => clauses::remove_input(scene, &table_of(scene, table)?, *at, out)?,
        Edit::SetInput { table, at, input } => clauses::set_input(scene, &table_of(scene, table)?, *at, input, out)?,
        Edit::AddOutput { table, at, output, cell } => clauses::add_output(scene, &table_of(scene, table)?, *at, output, cell, out)?,
        Edit::RemoveOutput { table, at } => clauses::remove_output(scene, &table_of(scene, table)?, *at, out)?,
        Edit::SetOutput { table, at, output } => clauses::set_output(scene, &table_of(scene, table)?, *at, output, out)?,
        Edit::SetAnnotations { table, names } => clauses::set_annotations(scene, &table_of(scene, table)?, names, out)?,
        Edit::AddAnnotation { table, at, name } => annotations::add(scene, &table_of(scene, table)?, *at, name, out)?,
        Edit::RemoveAnnotation { table, at } => annotations::remove(scene, &table_of(scene, table)?, *at, out)?,
        Edit::SetHitPolicy { table, policy } => policy::set(scene, table_of(scene, table)?.table, *policy, out),
        Edit::SetLiteral { element, text } => texts::set_literal(scene, element, text, out)?,
        Edit::SetDescription { element, text } => texts::set_description(scene, by_id(scene, element)?, text, out),
        Edit::SetBounds { element, bounds } => place::set(scene, element, bounds, out)?,
        Edit::SetName { element, name } => texts::set_name(scene, by_id(scene, element)?, name, out)?,
    }
    Ok(patches)
}

fn by_id(scene: &Scene<'_>, id: &str) -> Result<NodeId, EditError> {
    scene.by_id(id).ok_or_else(|| EditError::UnknownElement { id: id.to_owned() })
}

/// The element itself where it is of this kind, or the one of this kind that is its logic.
fn logic_of(scene: &Scene<'_>, id: &str, kind: &'static str) -> Result<NodeId, EditError> {
    let element = by_id(scene, id)?;
    if scene.name(element) == kind {
        return Ok(element);
    }
    let holder = scene.child(element, "encapsulatedLogic").unwrap_or(element);
    scene.child(holder, kind).ok_or_else(|| EditError::OtherKind { id: id.to_owned(), wanted: kind, found: scene.name(element).to_owned() })
}

fn table_of(scene: &Scene<'_>, id: &str) -> Result<TableNodes, EditError> {
    logic_of(scene, id, "decisionTable").map(|table| scene.parts(table))
}
