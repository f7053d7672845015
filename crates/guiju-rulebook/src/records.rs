//! Record types: read from `records.toml`, and the validation of records by them.

use std::collections::BTreeMap;

use guiju_feel::{EvalContext, Expression, Names, Type, Value as FeelValue};
use guiju_types::{Field, FieldType, RecordType, Text, Value};

use crate::expressions;
use crate::facts::ColumnKind;
use crate::finding::{Place, error, suggest};
use crate::node::{Reader, Sink, Table, Words, named};
use crate::rulebook::FieldProblem;

/// Every type of a field by its name in files.
const TYPES: [(&str, Shape); 9] = [
    ("text", Shape::Text),
    ("integer", Shape::Integer),
    ("decimal", Shape::Decimal),
    ("amount", Shape::Amount),
    ("date", Shape::Date),
    ("instant", Shape::Instant),
    ("boolean", Shape::Boolean),
    ("enumeration", Shape::Enumeration),
    ("reference", Shape::Reference),
];

#[derive(Debug, Clone, Copy)]
enum Shape {
    Text,
    Integer,
    Decimal,
    Amount,
    Date,
    Instant,
    Boolean,
    Enumeration,
    Reference,
}

/// A record type with what only the rulebook knows of it.
#[derive(Debug, Clone)]
pub(crate) struct RecordRules {
    pub(crate) kind: RecordType,
    /// What many of them are called, in sentences: `orders`.
    pub(crate) plural: Text,
    /// How new records are numbered: `C{5}`.
    pub(crate) numbering: Option<String>,
    /// By field: what has to be true, and what is said where it is not.
    validations: BTreeMap<String, (Expression, Text)>,
    place: Place,
    references: Vec<(String, Place)>,
}

/// Reads the record types of a chapter.
pub(crate) fn read_records(table: &Table, sink: &Sink) -> Vec<RecordRules> {
    named(table, "record type", sink).into_iter().map(|(name, reader)| record(name, reader, sink)).collect()
}

fn record(name: &str, reader: Reader<'_>, sink: &Sink) -> RecordRules {
    check_name(name, &reader, sink);
    let mut references = Vec::new();
    let mut validations = Vec::new();
    let mut fields = Vec::new();
    for (field_name, field_reader) in reader.named("fields", "field") {
        check_name(field_name, &field_reader, sink);
        fields.push(field(field_name, field_reader, &mut references, &mut validations));
    }
    let kind = RecordType {
        name: name.to_owned(),
        label: reader.required_both("label"),
        key: reader.required_words("key", "name the field by which people know a record").map(|key| key.text).unwrap_or_default(),
        scope_unit: named_field(&reader, "scope_unit", &fields, sink, |kind| matches!(kind, FieldType::Reference(to) if to == "org_unit")),
        scope_person: named_field(
            &reader,
            "scope_person",
            &fields,
            sink,
            |kind| matches!(kind, FieldType::Reference(to) if to == "person"),
        ),
        business_date: named_field(&reader, "business_date", &fields, sink, |kind| matches!(kind, FieldType::Date)),
        fields,
    };
    if !kind.key.is_empty() {
        named_field(&reader, "key", &kind.fields, sink, |kind| matches!(kind, FieldType::Text));
    }
    let plural = reader.both("plural").unwrap_or_else(|| kind.label.clone());
    let numbering = reader.words("numbering").map(|words| words.text);
    let names = names_of(&kind);
    let mut compiled = BTreeMap::new();
    for (field, words, text) in validations {
        let what = format!("the validation of `{name}.{field}`");
        if let Some(expression) = expressions::compile(&words, &names, &Type::Boolean, &what, sink) {
            let fallback = Text::new(format!("不满足：{}", words.text), format!("has to meet: {}", words.text));
            compiled.insert(field, (expression, text.unwrap_or(fallback)));
        }
    }
    let place = reader.place.clone();
    reader.finish();
    RecordRules { kind, plural, numbering, validations: compiled, place, references }
}

fn check_name(name: &str, reader: &Reader<'_>, sink: &Sink) {
    let is_good = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && name.len() <= 48;
    if !is_good {
        let said = error("bad_name", format!("`{name}` cannot be a name")).label("this name");
        sink.push(&reader.place, said.help("use lower-case letters, digits and underscores, a letter first, up to 48"));
    }
}

/// A key of the record type that names a field of a certain kind.
fn named_field(reader: &Reader<'_>, key: &'static str, fields: &[Field], sink: &Sink, fits: fn(&FieldType) -> bool) -> Option<String> {
    let words = reader.words(key)?;
    match fields.iter().find(|field| field.name == words.text) {
        Some(field) if fits(&field.kind) => {}
        Some(_) => {
            let message = format!("`{key}` of {} names `{}`, which is of another type", reader.what, words.text);
            sink.push(&words.place, error("wrong_type", message).label("this field"));
        }
        None => {
            let message = format!("`{key}` of {} names `{}`, which is none of its fields", reader.what, words.text);
            let help = suggest(&words.text, fields.iter().map(|field| field.name.as_str()));
            sink.push(&words.place, error("missing_reference", message).label("no such field").maybe_help(help));
        }
    }
    Some(words.text)
}

fn field(
    name: &str,
    reader: Reader<'_>,
    references: &mut Vec<(String, Place)>,
    validations: &mut Vec<(String, Words, Option<Text>)>,
) -> Field {
    let label = reader.required_both("label");
    if reader.table.get("type").is_none() {
        reader.missing("type", "text, integer, decimal, amount, date, instant, boolean, enumeration or reference");
    }
    let kind = match reader.one_of("type", &TYPES) {
        None | Some(Shape::Text) => FieldType::Text,
        Some(Shape::Integer) => FieldType::Integer,
        Some(Shape::Decimal) => FieldType::Decimal,
        Some(Shape::Amount) => FieldType::Amount,
        Some(Shape::Date) => FieldType::Date,
        Some(Shape::Instant) => FieldType::Instant,
        Some(Shape::Boolean) => FieldType::Boolean,
        Some(Shape::Enumeration) => FieldType::Enumeration(choices(&reader)),
        Some(Shape::Reference) => {
            let to = reader.required_words("to", "name the record type that it refers to");
            if let Some(to) = &to {
                references.push((to.text.clone(), to.place.clone()));
            }
            FieldType::Reference(to.map(|to| to.text).unwrap_or_default())
        }
    };
    let validation = reader.words("validation");
    let text = reader.both("validation_text");
    if let Some(words) = &validation {
        validations.push((name.to_owned(), words.clone(), text));
    }
    let field = Field {
        name: name.to_owned(),
        label,
        kind,
        is_required: reader.boolean("required").unwrap_or(false),
        validation: validation.map(|words| words.text).unwrap_or_default(),
        aliases: reader.texts("aliases").into_iter().map(|words| words.text).collect(),
    };
    reader.finish();
    field
}

/// `values = { cash = { zh = "…", en = "…" }, … }`
fn choices(reader: &Reader<'_>) -> Vec<(String, Text)> {
    let values = reader.named("values", "value");
    if values.is_empty() {
        reader.missing("values", "list what it can be");
    }
    values
        .into_iter()
        .map(|(name, reader)| {
            let zh = reader.required_words("zh", "").map(|words| words.text).unwrap_or_default();
            let en = reader.required_words("en", "").map(|words| words.text).unwrap_or_default();
            reader.finish();
            (name.to_owned(), Text::new(zh, en))
        })
        .collect()
}

/// The fields as names, in their order as slots.
pub(crate) fn names_of(kind: &RecordType) -> Names {
    let mut names = Names::new();
    for field in &kind.fields {
        names.declare(&field.name, ColumnKind::of_field(&field.kind).feel_type());
    }
    names
}

/// References between record types have to lead somewhere, and no type may be declared twice.
pub(crate) fn check_references(records: &[RecordRules], sink: &Sink) {
    for (index, record) in records.iter().enumerate() {
        if records.iter().take(index).any(|earlier| earlier.kind.name == record.kind.name) {
            let message = format!("the record type `{}` is declared by two chapters", record.kind.name);
            sink.push(&record.place, error("duplicate", message).label("the second"));
        }
        for (to, place) in &record.references {
            if !records.iter().any(|known| known.kind.name == *to) {
                let help = suggest(to, records.iter().map(|known| known.kind.name.as_str()));
                let said = error("missing_reference", format!("no chapter declares a record type `{to}`"));
                sink.push(place, said.label("refers to nothing").maybe_help(help));
            }
        }
    }
}

/// The value of a field as FEEL has it.
pub(crate) fn feel_value(value: &Value) -> FeelValue {
    match value {
        Value::Null => FeelValue::Null,
        Value::Text(text) => FeelValue::text(text.as_str()),
        Value::Integer(number) => FeelValue::from(*number),
        Value::Amount(amount) => FeelValue::number(guiju_feel::Number::from_scaled(amount.parts(), guiju_types::Amount::DECIMALS)),
        Value::Date(date) => FeelValue::date(*date),
        Value::Instant(instant) => FeelValue::DateTime((&instant.to_zoned_datetime(jiff::tz::TimeZone::UTC)).into()),
        Value::Boolean(value) => FeelValue::Boolean(*value),
        Value::Reference(id) => FeelValue::from(id.0),
    }
}

/// The fields of a record in the order of its type, as slots; absent ones are null.
pub(crate) fn slots(kind: &RecordType, fields: &[(String, Value)]) -> Vec<FeelValue> {
    kind.fields
        .iter()
        .map(|field| fields.iter().find(|(name, _)| *name == field.name).map_or(FeelValue::Null, |(_, value)| feel_value(value)))
        .collect()
}

impl RecordRules {
    pub(crate) fn validate(&self, fields: &[(String, Value)]) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        let mut say = |field: &str, message: Text| problems.push(FieldProblem { field: field.to_owned(), message });
        for (name, _) in fields {
            if !self.kind.fields.iter().any(|field| field.name == *name) {
                say(name, Text::new(format!("没有字段“{name}”"), format!("there is no field `{name}`")));
            }
        }
        let slots = slots(&self.kind, fields);
        for field in &self.kind.fields {
            let value = fields.iter().find(|(name, _)| *name == field.name).map(|(_, value)| value);
            let Some(value) = value.filter(|value| !matches!(value, Value::Null)) else {
                if field.is_required {
                    say(&field.name, Text::new(format!("{}必填", field.label.zh), format!("{} is required", field.label.en)));
                }
                continue;
            };
            if let Some(message) = wrong_kind(field, value) {
                say(&field.name, message);
            } else if let Some((expression, text)) = self.validations.get(&field.name)
                && expression.evaluate(&slots, &EvalContext::default()).value != FeelValue::Boolean(true)
            {
                say(&field.name, text.clone());
            }
        }
        problems
    }
}

fn wrong_kind(field: &Field, value: &Value) -> Option<Text> {
    let fits = match (&field.kind, value) {
        (FieldType::Text, Value::Text(_))
        | (FieldType::Integer, Value::Integer(_))
        | (FieldType::Decimal | FieldType::Amount, Value::Amount(_))
        | (FieldType::Date, Value::Date(_))
        | (FieldType::Instant, Value::Instant(_))
        | (FieldType::Boolean, Value::Boolean(_))
        | (FieldType::Reference(_), Value::Reference(_)) => true,
        (FieldType::Enumeration(values), Value::Text(text)) => {
            if values.iter().any(|(name, _)| name == text) {
                return None;
            }
            let names = |of: fn(&(String, Text)) -> String| values.iter().map(of).collect::<Vec<_>>();
            return Some(Text::new(
                format!("{}不能是“{text}”，可选：{}", field.label.zh, names(|(name, label)| format!("{name}（{}）", label.zh)).join("、")),
                format!("{} cannot be `{text}`; it is one of {}", field.label.en, names(|(name, _)| format!("`{name}`")).join(", ")),
            ));
        }
        _ => false,
    };
    (!fits).then(|| Text::new(format!("{}的类型不对", field.label.zh), format!("{} is of the wrong type", field.label.en)))
}
