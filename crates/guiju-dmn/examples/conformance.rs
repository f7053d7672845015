//! Runs the DMN technology compatibility kit and says how many of its cases come out.
//!
//! `cargo run -p guiju-dmn --example conformance -- [--dir FOLDER] [--list]`: the folder holds `TestCases/compliance-level-2` and
//! `-3`; without `--dir` it is `dmn-tck` in `GUIJU_CONFORMANCE`. `--list` prints the cases that do not come out.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program's output is its purpose")]

use std::fs;
use std::path::{Path, PathBuf};

use guiju_dmn::{Model, Outcome, Tracing, compile_what_can_be, read};
use guiju_feel::{EvalContext, Names, Number, Type, Value};
use quick_xml::XmlVersion;
use quick_xml::events::Event;

/// An element of a test file.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key.rsplit(':').next() == Some(name)).map(|(_, value)| value.as_str())
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

fn parse(source: &str) -> Result<Element, String> {
    let mut reader = quick_xml::Reader::from_str(source);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|cause| cause.to_string())? {
            Event::Start(tag) => {
                let mut element = Element { name: tag.local_name().as_ref().to_owned(), ..Element::default() };
                for attribute in tag.attributes().flatten() {
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|cause| cause.to_string())?;
                    element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
                }
                open.push(element);
            }
            Event::End(_) => {
                if let Some(element) = open.pop()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(element);
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let named = match reference.xml10_content().as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "",
                };
                match reference.resolve_char_ref() {
                    Ok(Some(character)) => add(&mut open, &character.to_string()),
                    _ => add(&mut open, named),
                }
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let mut root = open.pop().unwrap_or_default();
    root.children.pop().ok_or_else(|| "an empty file".to_owned())
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// The value of an input or expected node.
fn value(node: &Element) -> Value {
    if let Some(list) = node.child("list") {
        return if list.attribute("nil") == Some("true") { Value::Null } else { Value::list(list.all("item").map(value)) };
    }
    if let Some(single) = node.child("value") {
        return scalar(single);
    }
    if node.child("component").is_some() {
        return Value::context(node.all("component").map(|part| (part.attribute("name").unwrap_or(""), value(part))));
    }
    Value::Null
}

fn scalar(node: &Element) -> Value {
    if node.attribute("nil") == Some("true") {
        return Value::Null;
    }
    let text = node.text.as_str();
    let kind = node.attribute("type").map_or("string", |kind| kind.rsplit(':').next().unwrap_or(kind));
    match kind {
        "string" => Value::from(text),
        "boolean" => Value::Boolean(text.trim() == "true"),
        "decimal" | "double" | "integer" | "int" | "float" | "long" => text.trim().parse::<Number>().map_or(Value::Null, Value::Number),
        "date" => call("date", text),
        "time" => call("time", text),
        "dateTime" => call("date and time", text),
        "duration" | "dayTimeDuration" | "yearMonthDuration" => call("duration", text),
        _ => Value::from(text),
    }
}

fn call(function: &str, text: &str) -> Value {
    let mut names = Names::new();
    names.declare("text", Type::Text);
    guiju_feel::compile(&format!("{function}(text)"), &names)
        .map(|expression| expression.evaluate(&[Value::from(text.trim())], &EvalContext::default()).value)
        .unwrap_or_default()
}

fn is_same(expected: &Value, came: &Value) -> bool {
    match (expected, came) {
        (Value::Number(a), Value::Number(b)) => {
            let near: Option<Number> = "0.00000001".parse().ok();
            a.checked_sub(*b).map(Number::abs).zip(near).is_some_and(|(gap, near)| gap < near)
        }
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| is_same(a, b)),
        (Value::Context(a), Value::Context(b)) => {
            a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| is_same(value, other)))
        }
        (Value::Null, Value::Null) => true,
        _ if expected.kind() == came.kind() => {
            let mut names = Names::new();
            names.declare("a", Type::Any);
            names.declare("b", Type::Any);
            let equal = guiju_feel::compile("a = b", &names);
            equal
                .is_ok_and(|equal| equal.evaluate(&[expected.clone(), came.clone()], &EvalContext::default()).value == Value::Boolean(true))
        }
        _ => false,
    }
}

fn evaluate(model: &Model, case: &Element, result: &Element, context: &EvalContext) -> Result<Outcome, String> {
    let given: Vec<(String, Value)> =
        case.all("inputNode").map(|node| (node.attribute("name").unwrap_or("").to_owned(), value(node))).collect();
    let kind = result.attribute("type").or_else(|| case.attribute("type")).unwrap_or("decision");
    let invocable = case.attribute("invocableName");
    let name = result.attribute("name").unwrap_or("");
    match (kind, invocable) {
        ("decisionService", Some(service)) => {
            let mut outcome = model.call_service(service, &given, context).ok_or_else(|| format!("no decision service `{service}`"))?;
            // A service with several outputs gives a context; the case asks for one of them.
            if let Some(one) = outcome.value.as_context().and_then(|outputs| outputs.get(name)).cloned() {
                outcome.value = one;
            }
            Ok(outcome)
        }
        ("bkm", Some(function)) => model.call_knowledge(function, &given, context).ok_or_else(|| format!("no function `{function}`")),
        _ => {
            let decision = model.decision(name).ok_or_else(|| format!("no decision `{name}`"))?;
            let inputs: Vec<Value> = model
                .inputs()
                .map(|(input, _)| given.iter().find(|(name, _)| name == input).map(|(_, value)| value.clone()).unwrap_or_default())
                .collect();
            Ok(model.evaluate(decision, &inputs, context, Tracing::Matches))
        }
    }
}

#[derive(Debug, Default)]
struct Score {
    passed: u32,
    total: u32,
}

fn run_file(path: &Path, score: &mut Score, failures: &mut Vec<String>) -> Result<(), String> {
    let source = fs::read_to_string(path).map_err(|cause| cause.to_string())?;
    let cases = parse(&source)?;
    let name = cases.child("modelName").map(|name| name.text.trim().to_owned()).unwrap_or_default();
    let model = path.parent().map(|folder| folder.join(&name)).ok_or("no folder")?;
    let model = fs::read_to_string(&model)
        .map_err(|cause| cause.to_string())
        .and_then(|source| read(&source).map_err(|cause| cause.to_string()))
        .map(|definitions| compile_what_can_be(&definitions));
    let now = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let context = EvalContext { now: Some(now), ..EvalContext::default() };
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for case in cases.all("testCase") {
        for result in case.all("resultNode") {
            score.total += 1;
            let expected = result.child("expected").map(value).unwrap_or_default();
            let is_error = result.attribute("errorResult") == Some("true");
            let outcome = model.as_ref().map_err(Clone::clone).and_then(|(model, _)| evaluate(model, case, result, &context));
            let verdict = match outcome {
                Ok(outcome) if is_error && outcome.value.is_null() && !outcome.reasons.is_empty() => None,
                Ok(outcome) if is_error => Some(format!("an error was expected, came {} without a reason", outcome.value)),
                Ok(outcome) if is_same(&expected, &outcome.value) => None,
                Ok(outcome) => {
                    let reasons: Vec<String> = outcome.reasons.iter().map(ToString::to_string).collect();
                    Some(format!("expected {expected}, came {} ({})", outcome.value, reasons.join("; ")))
                }
                Err(cause) => Some(cause),
            };
            match verdict {
                None => score.passed += 1,
                Some(why) => failures.push(format!(
                    "{folder}/{} {}: {why}",
                    case.attribute("id").unwrap_or("?"),
                    result.attribute("name").unwrap_or("?")
                )),
            }
        }
    }
    Ok(())
}

/// The test files of a level: those of its folders that are no models.
fn test_files(level: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(level).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let mut files: Vec<PathBuf> = folders.iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "xml"));
    files.sort();
    files
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut folder =
        PathBuf::from(std::env::var("GUIJU_CONFORMANCE").unwrap_or_else(|_| "../shared/conformance".to_owned())).join("dmn-tck");
    let mut is_listing = false;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--dir" => folder = arguments.next().map(PathBuf::from).unwrap_or(folder),
            "--list" => is_listing = true,
            other => eprintln!("`{other}` is no option; use --dir FOLDER or --list"),
        }
    }
    if !folder.is_dir() {
        println!("conformance data not found in `{}`", folder.display());
        return;
    }
    let mut line = Vec::new();
    for level in ["2", "3"] {
        let (mut score, mut failures) = (Score::default(), Vec::new());
        for path in test_files(&folder.join(format!("TestCases/compliance-level-{level}"))) {
            if let Err(cause) = run_file(&path, &mut score, &mut failures) {
                eprintln!("{}: {cause}", path.display());
            }
        }
        if is_listing {
            failures.iter().for_each(|failure| println!("{failure}"));
        }
        line.push(format!("level {level} passed {} of {}", score.passed, score.total));
    }
    println!("dmn: {}", line.join("; "));
}
