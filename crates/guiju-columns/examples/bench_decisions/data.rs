//! The tables and inputs of the benchmark, the same for every engine: made from a fixed seed, written for the peers, read back.
//!
//! The shape: two text equalities (`a`, `b`, of 200 texts each) and two ranges of numbers (`c` whole, `d` with two digits, both
//! from 0 to below 10,000). Each cell but those of the last rule is `-` in one case of ten. Nearly every input tuple is different.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::{Value as Json, json};

/// The numbers of rules that are measured.
pub(crate) const SIZES: [usize; 5] = [10, 20, 100, 1_000, 3_700];
/// The rows of the inputs.
pub(crate) const ROWS: usize = 1_000_000;
const SEED: u64 = 20_261_124;
const TEXTS: u64 = 200;
/// `c` in units, `d` in hundredths.
const C_LIMIT: u64 = 10_000;
const D_LIMIT: u64 = 1_000_000;

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) c: i64,
    /// In hundredths.
    pub(crate) d: i64,
}

/// `SplitMix64`: small, fixed for ever, and good enough to fill a table.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn text(&mut self, letter: char) -> String {
        format!("{letter}{:03}", self.below(TEXTS))
    }

    /// A range of up to six tenths of the whole.
    fn range(&mut self, limit: u64) -> (u64, u64) {
        let width = limit / 100 + self.below(limit * 59 / 100);
        let low = self.below(limit - width);
        (low, low + width)
    }
}

/// A rule: a cell is `None` for `-`. The ranges are `[low, high)`; those of `d` are in hundredths.
struct Rule {
    a: Option<String>,
    b: Option<String>,
    c: Option<(u64, u64)>,
    d: Option<(u64, u64)>,
}

fn rules(count: usize) -> Vec<Rule> {
    let mut dice = Dice(SEED ^ u64::try_from(count).unwrap_or(0));
    let mut rules = Vec::with_capacity(count);
    for index in 0..count {
        if index + 1 == count {
            rules.push(Rule { a: None, b: None, c: None, d: None });
            break;
        }
        rules.push(Rule {
            a: (dice.below(10) > 0).then(|| dice.text('a')),
            b: (dice.below(10) > 0).then(|| dice.text('b')),
            c: (dice.below(10) > 0).then(|| dice.range(C_LIMIT)),
            d: (dice.below(10) > 0).then(|| dice.range(D_LIMIT)),
        });
    }
    rules
}

fn hundredths(value: u64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

fn dmn(rules: &[Rule]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" \
         id=\"bench\" name=\"bench\" namespace=\"https://guiju.example/bench\">\n",
    );
    let columns = [("a", "string"), ("b", "string"), ("c", "number"), ("d", "number")];
    for (name, ty) in columns {
        let _ = writeln!(xml, "  <inputData id=\"in_{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"{ty}\"/></inputData>");
    }
    xml += "  <decision id=\"decide\" name=\"decide\"><variable name=\"decide\" typeRef=\"string\"/>\n";
    for (name, _) in columns {
        let _ =
            writeln!(xml, "    <informationRequirement id=\"need_{name}\"><requiredInput href=\"#in_{name}\"/></informationRequirement>");
    }
    xml += "    <decisionTable id=\"table\" hitPolicy=\"FIRST\">\n";
    for (name, ty) in columns {
        let _ = writeln!(
            xml,
            "      <input id=\"column_{name}\" label=\"{name}\"><inputExpression id=\"read_{name}\" typeRef=\"{ty}\"><text>{name}</text></inputExpression></input>"
        );
    }
    xml += "      <output id=\"out\" name=\"out\" typeRef=\"string\"/>\n";
    for (index, rule) in rules.iter().enumerate() {
        let number = index + 1;
        let text = |cell: &Option<String>| cell.as_ref().map_or_else(|| "-".to_owned(), |text| format!("\"{text}\""));
        let c = rule.c.map_or_else(|| "-".to_owned(), |(low, high)| format!("[{low}..{high})"));
        let d = rule.d.map_or_else(|| "-".to_owned(), |(low, high)| format!("[{}..{})", hundredths(low), hundredths(high)));
        let _ = write!(xml, "      <rule id=\"rule{number}\">");
        for (column, cell) in [text(&rule.a), text(&rule.b), c, d].iter().enumerate() {
            let _ = write!(xml, "<inputEntry id=\"i{number}_{column}\"><text>{cell}</text></inputEntry>");
        }
        let _ = writeln!(xml, "<outputEntry id=\"o{number}\"><text>\"r{number}\"</text></outputEntry></rule>");
    }
    xml += "    </decisionTable>\n  </decision>\n</definitions>\n";
    xml
}

fn json_rules(rules: &[Rule]) -> anyhow::Result<Json> {
    let mut rows = Vec::with_capacity(rules.len());
    for (index, rule) in rules.iter().enumerate() {
        let d = match rule.d {
            Some((low, high)) => json!([hundredths(low).parse::<f64>()?, hundredths(high).parse::<f64>()?]),
            None => Json::Null,
        };
        let c = rule.c.map(|(low, high)| [low, high]);
        rows.push(json!({"a": rule.a, "b": rule.b, "c": c, "d": d, "out": format!("r{}", index + 1)}));
    }
    Ok(Json::Array(rows))
}

/// The cases, always the same.
pub(crate) fn inputs() -> Vec<Input> {
    let mut dice = Dice(SEED);
    let number = |value: u64| i64::try_from(value).unwrap_or(0);
    (0..ROWS)
        .map(|_| Input { a: dice.text('a'), b: dice.text('b'), c: number(dice.below(C_LIMIT)), d: number(dice.below(D_LIMIT)) })
        .collect()
}

/// The model with so many rules, as DMN.
pub(crate) fn model(count: usize) -> String {
    dmn(&rules(count))
}

/// A decision that is one expression over the same inputs.
pub(crate) fn expression_model(text: &str) -> String {
    let head = dmn(&[]);
    let head = head.split_once("    <decisionTable").map_or(head.as_str(), |(head, _)| head);
    let text = text.replace('<', "&lt;");
    format!("{head}    <literalExpression><text>{text}</text></literalExpression>\n  </decision>\n</definitions>\n")
        .replace("name=\"decide\" typeRef=\"string\"", "name=\"decide\"")
}

/// Writes everything that the peers read.
pub(crate) fn write(folder: &Path) -> anyhow::Result<()> {
    let tables = folder.join("tables");
    fs::create_dir_all(&tables).with_context(|| format!("making {}", tables.display()))?;
    for count in SIZES {
        let rules = rules(count);
        fs::write(tables.join(format!("{count}.dmn")), dmn(&rules))?;
        fs::write(tables.join(format!("{count}.json")), serde_json::to_string(&json_rules(&rules)?)?)?;
    }
    let path = folder.join("inputs.csv");
    let mut out = BufWriter::new(fs::File::create(&path).with_context(|| format!("making {}", path.display()))?);
    writeln!(out, "a,b,c,d")?;
    for Input { a, b, c, d } in inputs() {
        writeln!(out, "{a},{b},{c},{}.{:02}", d / 100, d % 100)?;
    }
    out.flush()?;
    Ok(())
}

/// Reads what [`write()`] wrote.
pub(crate) fn read_inputs(folder: &Path) -> anyhow::Result<Vec<Input>> {
    let path = folder.join("inputs.csv");
    let file = BufReader::new(fs::File::open(&path).with_context(|| format!("opening {}", path.display()))?);
    file.lines().skip(1).map(|line| parse(&line?)).collect()
}

fn parse(line: &str) -> anyhow::Result<Input> {
    let mut cells = line.split(',');
    let (Some(a), Some(b), Some(c), Some(d), None) = (cells.next(), cells.next(), cells.next(), cells.next(), cells.next()) else {
        bail!("`{line}` has not four cells");
    };
    let (units, parts) = d.split_once('.').context("`d` has no two digits after the point")?;
    Ok(Input { a: a.to_owned(), b: b.to_owned(), c: c.parse()?, d: units.parse::<i64>()? * 100 + parts.parse::<i64>()? })
}

/// Reads a model that [`write()`] wrote.
pub(crate) fn read_model(folder: &Path, count: usize) -> anyhow::Result<String> {
    let path = folder.join("tables").join(format!("{count}.dmn"));
    fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}
