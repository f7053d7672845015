//! Random expressions, as trees that can be made smaller.

use super::dice::Dice;

/// What an expression is meant to give. It may be null, or wrong on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Text,
    Boolean,
    Date,
    Moment,
    Duration,
}

/// An expression: a text with `{}` for each part.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    pub(crate) text: String,
    pub(crate) parts: Vec<Tree>,
}

/// A name in scope, with what it is meant to be.
pub(crate) type Name = (String, Kind);

const ANY: [Kind; 6] = [Kind::Number, Kind::Text, Kind::Boolean, Kind::Date, Kind::Moment, Kind::Duration];

pub(crate) const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "-3",
    "7",
    "10",
    "100",
    "0.5",
    "2.25",
    "0.01",
    "9223372036854775807",
    "123456789012345678901234567890",
    "0.1234567890123",
];
pub(crate) const TEXTS: &[&str] = &["\"a\"", "\"b\"", "\"ab\"", "\"\"", "\"甲\"", "\"a long text\"", "\"straße\"", "\"İx\""];
pub(crate) const DATES: &[&str] = &["@\"2024-01-01\"", "@\"2024-02-29\"", "@\"1969-12-31\""];
pub(crate) const MOMENTS: &[&str] =
    &["@\"2024-01-01T00:00:00\"", "@\"2024-01-01T00:00:00.5\"", "@\"2024-01-01T00:00:00Z\"", "@\"2024-01-01T08:00:00+08:00\""];
pub(crate) const DURATIONS: &[&str] = &["@\"P1D\"", "@\"PT36H\"", "@\"PT0.5S\"", "@\"P1Y\""];

/// Ways to make each kind: letters stand for the kinds of the parts (n t b d m s, `*` for any).
const NUMBER_WAYS: &[&str] = &[
    "({n} + {n})",
    "({n} - {n})",
    "({n} * {n})",
    "({n} / {n})",
    "-{n}",
    "abs({n})",
    "floor({n})",
    "ceiling({n})",
    "round half up({n}, 1)",
    "round half down({n}, 0)",
    "round up({n}, -1)",
    "decimal({n}, 2)",
    "floor({n}, 1)",
    "min({n}, {n})",
    "max({n}, {n}, {n})",
    "sum({n}, {n})",
    "(if {b} then {n} else {n})",
    "string length({t})",
    "modulo({n}, {n})",
    "({n} ** 2)",
    "sum([{n}, {n}])",
    "({n} + {*})",
    "{d}.year",
    "{d}.month",
    "{d}.day",
    "{d}.weekday",
    "{m}.year",
    "{m}.day",
    "{m}.hour",
    "{m}.minute",
    "{s}.days",
    "{s}.hours",
    "({s} / {s})",
    "string length(({t} + {t}))",
    "{*}.month",
];
const TEXT_WAYS: &[&str] = &[
    "({t} + {t})",
    "({t} + \"x\" + {t})",
    "(if {b} then {t} else {t})",
    "upper case({t})",
    "lower case({t})",
    "substring({t}, 1)",
    "substring({t}, -1)",
    "substring({t}, 1, 2)",
    "substring({t}, {n})",
    "substring({t}, 1, {n})",
    "string join([{t}, {t}])",
    "string join([{t}, {t}], \"-\")",
    "string join([{t}, {t}, null], {t})",
    "string join([{t}, {t}], \", \", \"<\", {t})",
    "string({n})",
    "(if {b} then {t} else {n})",
    "({t} + {*})",
];
const BOOLEAN_WAYS: &[&str] = &[
    "({n} < {n})",
    "({n} >= {n})",
    "({n} = {n})",
    "({n} != {n})",
    "({t} = {t})",
    "({t} < {t})",
    "({t} != {t})",
    "({*} = null)",
    "({*} != null)",
    "({b} and {b})",
    "({b} or {b})",
    "({b} and {b} and {b})",
    "not({b})",
    "({n} between {n} and {n})",
    "({n} in [1..7))",
    "({n} in (< 1, > 7, 2.25))",
    "({n} in not(2))",
    "({t} in (\"a\", \"b\"))",
    "({t} in (null, \"ab\"))",
    "({b} = {b})",
    "(if {b} then {b} else {b})",
    "({d} < {d})",
    "({d} = {d})",
    "({d} in [@\"2023-01-01\"..@\"2024-02-01\"])",
    "({m} < {m})",
    "({m} = {m})",
    "({s} > {s})",
    "({s} = {s})",
    "({n} < {t})",
    "({*} = {*})",
    "({*} in ({*}))",
    "({n} in (? > 1 and ? < {n}))",
    "({n} in ([1, 2], 7))",
    "(some x in [{n}, {n}] satisfies x > {n})",
    "({n} in (< {n}))",
    "({*} instance of number)",
    "({t} in (< \"b\", \"b\"))",
    "({n} in ({n}, {n}))",
    "({*} in (not(null)))",
    "contains({t}, {t})",
    "starts with({t}, {t})",
    "ends with({t}, \"a\")",
    "contains({t}, \"a\")",
    "({t} in [\"a\"..\"b\"])",
    "({t} between {t} and {t})",
    "({t} in (>= {t}))",
    "({d} between {d} and {d})",
    "({d} in (< {d}, @\"2024-02-29\"))",
    "({m} between {m} and {m})",
    "({m} >= {m})",
    "({s} in (@\"P1D\", > @\"P2D\"))",
    "({s} between {s} and {s})",
    "({d} != null)",
    "({t} = null)",
    "({t} instance of string)",
    "({*} instance of date)",
    "contains({t}, {*})",
];
const DATE_WAYS: &[&str] = &[
    "({d} + {s})",
    "({d} - {s})",
    "({d} + @\"P1M\")",
    "({d} - @\"P1Y2M\")",
    "(if {b} then {d} else {d})",
    "date({d})",
    "date({m})",
    "date(2024, 2, 29)",
    "date({d}.year, 2, 28)",
    "date({n}, 2, 29)",
    "date(2024, {n}, {n})",
    "date({*})",
];
const MOMENT_WAYS: &[&str] =
    &["(if {b} then {m} else {m})", "({m} + {s})", "({m} - {s})", "({m} + @\"P1M\")", "({m} - @\"P1Y\")", "({m} + {*})"];
const DURATION_WAYS: &[&str] = &[
    "({d} - {d})",
    "(if {b} then {s} else {s})",
    "-{s}",
    "abs({s})",
    "({m} - {m})",
    "({s} * {n})",
    "({s} + {s})",
    "({s} - {s})",
    "({d} - {m})",
];

pub(crate) fn constants(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Number => NUMBERS,
        Kind::Text => TEXTS,
        Kind::Boolean => &["true", "false"],
        Kind::Date => DATES,
        Kind::Moment => MOMENTS,
        Kind::Duration => DURATIONS,
    }
}

/// A random constant; of a calm dice a small one, of one kind with the others.
pub(crate) fn constant(kind: Kind, dice: &mut Dice) -> &'static str {
    let constants = constants(kind);
    let calm = match kind {
        Kind::Number => 0..10,
        Kind::Moment if dice.is_zoned => 2..4,
        Kind::Moment | Kind::Duration => 0..2,
        Kind::Text | Kind::Boolean | Kind::Date => 0..constants.len(),
    };
    let from = if dice.is_calm { constants.get(calm).unwrap_or(constants) } else { constants };
    from.get(dice.below(from.len())).copied().unwrap_or("null")
}

/// Ways that mostly come with a reason.
const WILD: &[&str] = &[
    "{*}",
    "({n} < {t})",
    "{t} else {n}",
    "/ {n}",
    "modulo",
    "** 2",
    "({d} - {m})",
    "date({n}",
    "{n}, {n})",
    "substring({t}, {n})",
    "1, {n})",
    "substring({t}, -1)",
    "date({m})",
];

/// A random expression.
pub(crate) fn expression(kind: Kind, depth: usize, names: &[Name], dice: &mut Dice) -> Tree {
    if depth == 0 || dice.one_in(4) {
        return leaf(kind, names, dice);
    }
    let ways = match kind {
        Kind::Number => NUMBER_WAYS,
        Kind::Text => TEXT_WAYS,
        Kind::Boolean => BOOLEAN_WAYS,
        Kind::Date => DATE_WAYS,
        Kind::Moment => MOMENT_WAYS,
        Kind::Duration => DURATION_WAYS,
    };
    let mut way = dice.pick(ways);
    while dice.is_calm && !dice.one_in(20) && WILD.iter().any(|wild| way.contains(wild)) {
        way = dice.pick(ways);
    }
    let (mut text, mut parts) = (String::new(), Vec::new());
    let mut rest = way;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((letter, after)) = after.split_once('}') else { break };
        text += before;
        text += "{}";
        let kind = match letter {
            "n" => Kind::Number,
            "t" => Kind::Text,
            "b" => Kind::Boolean,
            "d" => Kind::Date,
            "m" => Kind::Moment,
            "s" => Kind::Duration,
            _ => ANY.get(dice.below(ANY.len())).copied().unwrap_or(Kind::Number),
        };
        parts.push(expression(kind, depth - 1, names, dice));
        rest = after;
    }
    text += rest;
    Tree { text, parts }
}

fn leaf(kind: Kind, names: &[Name], dice: &mut Dice) -> Tree {
    let fitting: Vec<&Name> = names.iter().filter(|(_, own)| *own == kind).collect();
    let text = if !dice.is_calm && dice.one_in(25) {
        "null".to_owned()
    } else if let (false, Some((name, _))) = (dice.one_in(3), fitting.get(dice.below(fitting.len()))) {
        name.clone()
    } else {
        constant(kind, dice).to_owned()
    };
    Tree { text, parts: Vec::new() }
}

impl Tree {
    pub(crate) fn written(&self) -> String {
        let mut pieces = self.text.split("{}");
        let mut written = pieces.next().unwrap_or_default().to_owned();
        for (part, piece) in self.parts.iter().zip(pieces) {
            written += &part.written();
            written += piece;
        }
        written
    }

    /// Trees that are a little smaller.
    pub(crate) fn smaller(&self) -> Vec<Self> {
        let mut found: Vec<Self> = self.parts.clone();
        for (place, part) in self.parts.iter().enumerate() {
            for smaller in part.smaller() {
                let mut parts = self.parts.clone();
                if let Some(slot) = parts.get_mut(place) {
                    *slot = smaller;
                }
                found.push(Self { text: self.text.clone(), parts });
            }
        }
        found
    }
}
