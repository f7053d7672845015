//! A random model with a random batch.

use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema};

use super::column::{Column, declared};
use super::dice::Dice;
use super::expression::{self, Kind, Name, Tree};
use super::function::Function;

/// A model and its rows, made smaller part by part where they show a difference.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) columns: Vec<Column>,
    /// Knowledge models, of which the later ones may call the earlier ones.
    pub(crate) functions: Vec<Function>,
    /// Whether the first decision can be asked as a service, `s0`.
    pub(crate) has_service: bool,
    pub(crate) decisions: Vec<Decision>,
    /// By row and column; a number picks the value, none is null.
    pub(crate) rows: Vec<Vec<Option<u64>>>,
}

/// A decision over the inputs and the decisions before it.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) kind: Kind,
    pub(crate) declared: &'static str,
    pub(crate) body: Body,
}

#[derive(Debug, Clone)]
pub(crate) enum Body {
    Literal(Tree),
    Table(Table),
    /// Entries, and what is made of them.
    Context(Vec<Tree>, Option<Tree>),
    /// A boxed condition.
    If(Tree, Box<Body>, Box<Body>),
    /// A boxed call of a knowledge model, by its place, or of the service; arguments by parameter.
    Call(String, Vec<(String, Tree)>),
}

#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) policy: &'static str,
    pub(crate) inputs: Vec<Tree>,
    pub(crate) allowed: Option<&'static str>,
    pub(crate) outputs: usize,
    pub(crate) default: Option<&'static str>,
    /// Cells, then outputs.
    pub(crate) rules: Vec<(Vec<String>, Vec<Tree>)>,
}

const POLICIES: &[&str] = &[
    "FIRST",
    "FIRST",
    "FIRST",
    "UNIQUE",
    "ANY",
    "PRIORITY",
    "RULE ORDER",
    "OUTPUT ORDER",
    "COLLECT",
    "COLLECT\" aggregation=\"SUM",
    "COLLECT\" aggregation=\"MIN",
    "COLLECT\" aggregation=\"MAX",
    "COLLECT\" aggregation=\"COUNT",
];

impl Case {
    pub(crate) fn random(seed: u64) -> Self {
        // Five models of six are calm: most rows then come without a reason, which is what kernels are for.
        let dice = &mut Dice { state: seed, is_calm: !seed.is_multiple_of(6), is_zoned: (seed / 6).is_multiple_of(3) };
        let columns: Vec<Column> = (0..2 + dice.below(4)).map(|_| Column::any(dice)).collect();
        let mut names: Vec<Name> = columns.iter().enumerate().map(|(place, column)| (format!("c{place}"), column.kind)).collect();
        let mut functions: Vec<Function> = Vec::new();
        for place in 0..if dice.one_in(3) { 1 + dice.below(2) } else { 0 } {
            functions.push(Function::random(place, &functions, dice));
        }
        let has_service = dice.one_in(6);
        let mut decisions: Vec<Decision> = Vec::new();
        for place in 0..1 + dice.below(3) {
            let mut known = names.clone();
            known.extend(functions.iter().map(|function| (function.called(&names, dice), function.kind)));
            if let (true, Some(first)) = (has_service, decisions.first()) {
                known.push((called_service(&columns, &names, dice), first.kind));
            }
            let decision = match functions.get(dice.below(functions.len())) {
                Some(function) if dice.one_in(3) => {
                    Decision { kind: function.kind, declared: "Any", body: Body::Call(function.name(), function.given(&names, dice)) }
                }
                _ => decision(&known, dice),
            };
            // A context has no kind that expressions know; its entries are asked for by path.
            match &decision.body {
                Body::Context(entries, None) => {
                    (0..entries.len()).for_each(|entry| names.push((format!("d{place}.e{entry}"), decision.kind)))
                }
                // A list would seldom be what an expression asks for.
                Body::Table(table) if dice.is_calm && table.gives_list() => {}
                Body::Table(table) if table.outputs > 1 => names.push((format!("d{place}.o0"), decision.kind)),
                Body::Table(_) | Body::Literal(_) | Body::Context(_, Some(_)) | Body::If(..) | Body::Call(..) => {
                    names.push((format!("d{place}"), decision.kind))
                }
            }
            decisions.push(decision);
        }
        let rows = (0..8)
            .map(|_| {
                columns
                    .iter()
                    .map(|_| {
                        if !dice.is_calm {
                            return (!dice.one_in(6)).then(|| dice.next() >> 8);
                        }
                        // Those that are no null and no extreme in any kind of column.
                        const CALM: [u64; 7] = [0, 2, 3, 4, 7, 8, 10];
                        if dice.one_in(60) { None } else { CALM.get(dice.below(CALM.len())).copied() }
                    })
                    .collect()
            })
            .collect();
        Self { columns, functions, has_service, decisions, rows }
    }

    pub(crate) fn batch(&self) -> Option<RecordBatch> {
        let arrays: Vec<ArrayRef> = self
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| column.array(&self.rows.iter().map(|row| row.get(place).copied().flatten()).collect::<Vec<_>>()))
            .collect();
        let approximate = || [(guiju_columns::APPROXIMATE.to_owned(), "true".to_owned())].into();
        let fields: Vec<Field> = self
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| Field::new(format!("c{place}"), column.data_type.clone(), true).with_metadata(approximate()))
            .collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).ok()
    }

    pub(crate) fn xml(&self) -> String {
        let mut xml = String::from("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">\n");
        xml += "<itemDefinition name=\"tSmall\"><typeRef>number</typeRef><allowedValues><text>[-10..50], 100</text></allowedValues></itemDefinition>";
        xml += "<itemDefinition name=\"tWord\"><typeRef>string</typeRef><allowedValues><text>\"a\", \"b\"</text></allowedValues></itemDefinition>";
        let mut needs = String::new();
        for (place, column) in self.columns.iter().enumerate() {
            let _ = writeln!(
                xml,
                "<inputData id=\"c{place}\" name=\"c{place}\"><variable name=\"c{place}\" typeRef=\"{}\"/></inputData>",
                column.declared
            );
            let _ = write!(needs, "<informationRequirement><requiredInput href=\"#c{place}\"/></informationRequirement>");
        }
        let mut called = String::new();
        for function in &self.functions {
            function.write(&called, &mut xml);
            let _ = write!(called, "<knowledgeRequirement><requiredKnowledge href=\"#{}\"/></knowledgeRequirement>", function.name());
        }
        for (place, decision) in self.decisions.iter().enumerate() {
            let _ = writeln!(
                xml,
                "<decision id=\"d{place}\" name=\"d{place}\"><variable name=\"d{place}\" typeRef=\"{}\"/>{needs}{called}",
                decision.declared
            );
            decision.body.write(decision.declared, &mut xml);
            xml += "</decision>\n";
            let _ = write!(needs, "<informationRequirement><requiredDecision href=\"#d{place}\"/></informationRequirement>");
            if place == 0 && self.has_service {
                called += "<knowledgeRequirement><requiredKnowledge href=\"#s0\"/></knowledgeRequirement>";
            }
        }
        if self.has_service {
            xml += "<decisionService id=\"s0\" name=\"s0\"><variable name=\"s0\"/><outputDecision href=\"#d0\"/>";
            (0..self.columns.len()).for_each(|place| xml += &format!("<inputData href=\"#c{place}\"/>"));
            xml += "</decisionService>\n";
        }
        xml + "</definitions>"
    }
}

/// A call of the service with arguments of the kinds of its inputs.
fn called_service(columns: &[Column], names: &[Name], dice: &mut Dice) -> String {
    let given: Vec<String> = columns.iter().map(|column| expression::expression(column.kind, 0, names, dice).written()).collect();
    format!("s0({})", given.join(", "))
}

impl Table {
    fn gives_list(&self) -> bool {
        matches!(self.policy, "RULE ORDER" | "OUTPUT ORDER" | "COLLECT")
    }
}

fn decision(names: &[Name], dice: &mut Dice) -> Decision {
    let kind = [Kind::Number, Kind::Number, Kind::Text, Kind::Boolean, Kind::Date, Kind::Duration]
        .get(dice.below(6))
        .copied()
        .unwrap_or(Kind::Number);
    match dice.below(11) {
        10 => {
            // A name alone is null without a reason where its input is.
            let condition = expression::expression(Kind::Boolean, dice.below(3), names, dice);
            let [then, otherwise] = [(); 2].map(|()| {
                let is_table = dice.one_in(8);
                Box::new(if is_table {
                    Body::Table(table(kind, names, dice))
                } else {
                    Body::Literal(expression::expression(kind, 2, names, dice))
                })
            });
            Decision { kind, declared: "Any", body: Body::If(condition, then, otherwise) }
        }
        0..4 => {
            let declared = match dice.below(9) {
                0..3 => declared(kind),
                3 if !dice.is_calm || dice.one_in(5) => "tSmall",
                4 if !dice.is_calm => "string",
                _ => "Any",
            };
            Decision { kind, declared, body: Body::Literal(expression::expression(kind, 3, names, dice)) }
        }
        4 => {
            let entries = (0..2).map(|_| expression::expression(kind, 2, names, dice)).collect();
            let names = [("e0".to_owned(), kind), ("e1".to_owned(), kind), ("c0".to_owned(), kind)];
            let result = dice.one_in(2).then(|| expression::expression(kind, 2, &names, dice));
            Decision { kind, declared: "Any", body: Body::Context(entries, result) }
        }
        _ => {
            let kind = if dice.one_in(3) { Kind::Text } else { Kind::Number };
            Decision { kind, declared: "Any", body: Body::Table(table(kind, names, dice)) }
        }
    }
}

pub(crate) fn table(kind: Kind, names: &[Name], dice: &mut Dice) -> Table {
    let mut policy = dice.pick(POLICIES);
    if dice.is_calm && (policy == "ANY" || policy == "UNIQUE" && !dice.one_in(4) || kind != Kind::Number && policy.contains("aggregation"))
    {
        policy = "FIRST";
    }
    let policy = POLICIES.iter().copied().find(|known| *known == policy).unwrap_or("FIRST");
    let kinds: Vec<Kind> =
        (0..1 + dice.below(3)).map(|_| names.get(dice.below(names.len())).map_or(Kind::Number, |(_, kind)| *kind)).collect();
    let inputs = kinds
        .iter()
        .map(
            |kind| {
                if dice.one_in(3) { expression::expression(*kind, 2, names, dice) } else { expression::expression(*kind, 0, names, dice) }
            },
        )
        .collect();
    let outputs = if dice.one_in(4) { 2 } else { 1 };
    let is_plain = !dice.one_in(4);
    let count = if dice.one_in(4) { dice.below(150) } else { dice.below(8) };
    let rules = (0..count)
        .map(|_| {
            let cells = kinds.iter().map(|kind| cell(*kind, names, dice)).collect();
            let output = |dice: &mut Dice| {
                let depth = if is_plain || !dice.one_in(3) { 0 } else { 2 };
                let names = if is_plain { &[][..] } else { names };
                expression::expression(kind, depth, names, dice)
            };
            (cells, (0..outputs).map(|_| output(dice)).collect())
        })
        .collect();
    let default = (dice.one_in(4) || dice.is_calm && !dice.one_in(8)).then_some(if kind == Kind::Text { "\"a\"" } else { "7" });
    let allowed = (!dice.is_calm && dice.one_in(10)).then_some("> 0, \"a\", \"b\", true");
    Table { policy, inputs, allowed, outputs, default, rules }
}

fn cell(kind: Kind, names: &[Name], dice: &mut Dice) -> String {
    let (a, b) = (expression::constant(kind, dice), expression::constant(kind, dice));
    match dice.below(16) {
        0..4 => a.to_owned(),
        4 => format!("{a}, {b}"),
        5 => format!("not({a})"),
        6 | 7 if kind != Kind::Boolean => format!("[{a}..{b})"),
        8 if kind != Kind::Boolean => format!("< {a}"),
        9 if kind != Kind::Boolean => format!("> {a}, {b}"),
        10 if dice.one_in(3) => {
            let fitting: Vec<&Name> = names.iter().filter(|(_, own)| !dice.is_calm || *own == kind).collect();
            fitting.get(dice.below(fitting.len())).map_or_else(|| "-".to_owned(), |(name, _)| name.clone())
        }
        11 if dice.one_in(3) => "null".to_owned(),
        11 if dice.one_in(2) => "not(null)".to_owned(),
        12 if dice.one_in(3) => format!("? = {a}"),
        12 if dice.one_in(3) => format!("!= {a}"),
        _ => "-".to_owned(),
    }
}
