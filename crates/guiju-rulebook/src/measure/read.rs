//! `measures.toml`.

use guiju_feel::{Expression, Names, Type};
use guiju_types::Text;

use super::lower::lower;
use super::{Aggregate, Need, Outlook, Total, Unit, Unknown, Window};
use crate::expressions;
use crate::facts::{ColumnKind, FactDefinition};
use crate::finding::{Place, error, suggest};
use crate::node::{Kind, Reader, Sink, Table, Words, named};

/// A measure as its chapter declares it, before an appraisal gives it a weight.
#[derive(Debug, Clone)]
pub(crate) struct MeasureDraft {
    pub(crate) name: String,
    pub(crate) label: Text,
    pub(crate) unit: Unit,
    pub(crate) definition: Text,
    pub(crate) totals: Vec<Total>,
    pub(crate) needs: Vec<Need>,
    pub(crate) unknowns: Vec<Unknown>,
    /// `None` where it is wrong, which has been noted.
    pub(crate) value: Option<Expression>,
    pub(crate) outlook: Outlook,
    pub(crate) outlook_text: Text,
    pub(crate) reachable: Option<Expression>,
    pub(crate) place: Place,
}

/// Reads the measures of a chapter.
pub(crate) fn read_measures(table: &Table, facts: &[FactDefinition], sink: &Sink) -> Vec<MeasureDraft> {
    named(table, "measure", sink).into_iter().map(|(name, reader)| measure(name, reader, facts, sink)).collect()
}

fn measure(name: &str, reader: Reader<'_>, facts: &[FactDefinition], sink: &Sink) -> MeasureDraft {
    let mut names = Names::new();
    let mut totals = Vec::new();
    for (total_name, total_reader) in reader.named("totals", "total") {
        names.declare(total_name, Type::Number);
        if let Some(total) = total(name, total_name, total_reader, facts, sink) {
            totals.push(total);
        }
    }
    if reader.table.get("unit").is_none() {
        reader.missing("unit", "percent, money, count or months");
    }
    let value = reader.required_words("value", "a FEEL expression over the totals");
    let value =
        value.and_then(|words| expressions::compile(&words, &names, &Type::Number, &format!("the value of measure `{name}`"), sink));
    let reachable = reader.words("reachable");
    let reachable =
        reachable.and_then(|words| expressions::compile(&words, &names, &Type::Number, &format!("what measure `{name}` can reach"), sink));
    let draft = MeasureDraft {
        name: name.to_owned(),
        label: reader.required_both("label"),
        unit: reader.one_of("unit", &Unit::ALL).unwrap_or(Unit::Count),
        definition: reader.required_both("definition"),
        totals,
        needs: reader.named("needs", "need").into_iter().map(|(fact, reader)| need(fact, reader, facts, sink)).collect(),
        unknowns: unknowns(name, &reader, &names, sink),
        value,
        outlook: reader.one_of("outlook", &Outlook::ALL).unwrap_or(Outlook::Settled),
        outlook_text: reader.required_both("outlook_text"),
        reachable,
        place: reader.place.clone(),
    };
    reader.finish();
    draft
}

fn unknowns(measure: &str, reader: &Reader<'_>, names: &Names, sink: &Sink) -> Vec<Unknown> {
    let mut unknowns = Vec::new();
    for item in reader.list("unknown") {
        let Kind::Table(table) = &item.kind else {
            sink.push(
                &item.place,
                error("wrong_type", format!("`unknown` of measure `{measure}` has to be a list of tables")).label("this item"),
            );
            continue;
        };
        let reader = Reader::new(table, format!("`unknown` of measure `{measure}`"), &item.place, sink);
        let when = reader.required_words("when", "a FEEL expression over the totals");
        let what = format!("when measure `{measure}` is unknown");
        let when = when.and_then(|words| expressions::compile(&words, names, &Type::Boolean, &what, sink));
        let reason = reader.required_both("reason");
        reader.finish();
        unknowns.extend(when.map(|when| Unknown { when, reason }));
    }
    unknowns
}

fn need(fact: &str, reader: Reader<'_>, facts: &[FactDefinition], sink: &Sink) -> Need {
    let label = match find_fact(fact, &reader.place, facts, sink) {
        Some(fact) => fact.label.clone(),
        None => Text::default(),
    };
    if reader.table.get("months").is_none() {
        reader.missing("months", "how many months up to the month asked for");
    }
    let months = reader.count("months").unwrap_or(1);
    let need = Need { fact: fact.to_owned(), label, months, months_min: reader.count("months_min").unwrap_or(months) };
    reader.finish();
    need
}

fn find_fact<'a>(name: &str, place: &Place, facts: &'a [FactDefinition], sink: &Sink) -> Option<&'a FactDefinition> {
    let found = facts.iter().find(|fact| fact.name == name);
    if found.is_none() {
        let help = suggest(name, facts.iter().map(|fact| fact.name.as_str()));
        sink.push(place, error("missing_reference", format!("there is no fact `{name}`")).label("not known").maybe_help(help));
    }
    found
}

fn total(measure: &str, name: &str, reader: Reader<'_>, facts: &[FactDefinition], sink: &Sink) -> Option<Total> {
    let fact = reader.required_words("fact", "the table whose rows are counted");
    let fact = fact.and_then(|words| find_fact(&words.text, &words.place, facts, sink));
    let label = reader.required_both("label");
    let by = reader.words("by");
    let sum = reader.words("sum");
    let (count, distinct) = (reader.boolean("count"), reader.boolean("distinct_months"));
    let months = reader.count("months");
    let all = reader.boolean("all");
    let condition = reader.words("where");
    let place = reader.place.clone();
    let what = reader.what.clone();
    // What is there but wrong has been noted already.
    let is_wrong =
        ["months", "all", "sum", "count", "distinct_months", "by", "where"].iter().filter(|key| reader.table.get(key).is_some()).count()
            != [months.is_some(), all.is_some(), sum.is_some(), count.is_some(), distinct.is_some(), by.is_some(), condition.is_some()]
                .iter()
                .filter(|is_there| **is_there)
                .count();
    reader.finish();
    let fact = fact?;
    if is_wrong {
        return None;
    }

    let aggregate = match (&sum, count, distinct) {
        (Some(column), None, None) => {
            check_column(column, fact, ColumnKind::Amount, "an amount", sink)?;
            Aggregate::Sum(column.text.clone())
        }
        (None, Some(true), None) => Aggregate::Count,
        (None, None, Some(true)) => Aggregate::DistinctMonths,
        _ => {
            let said = error("missing_key", format!("{what} has to say what it computes, once")).label("here");
            sink.push(&place, said.help("write `sum = \"amount\"`, `count = true` or `distinct_months = true`"));
            return None;
        }
    };
    let window = match (months, all) {
        (Some(months @ 1..), None | Some(false)) => Window::Months(months),
        (None, Some(true)) => Window::All,
        _ => {
            let said = error("missing_key", format!("{what} has to say which months it takes, once")).label("here");
            sink.push(&place, said.help("write `months = 3` for three months up to the one asked for, or `all = true`"));
            return None;
        }
    };
    if let Some(by) = &by {
        check_column(by, fact, ColumnKind::Date, "a date", sink)?;
    }
    let (condition, filter) = match condition {
        None => (None, None),
        Some(words) => {
            let expression = expressions::compile(&words, &names_of(fact), &Type::Boolean, &format!("the condition of {what}"), sink)?;
            let filter = lower_or_note(&expression, &words, fact, sink)?;
            (Some(expression), Some(filter))
        }
    };
    Some(Total {
        name: format!("{measure}.{name}"),
        label,
        fact: fact.name.clone(),
        aggregate,
        by: by.map_or_else(|| "date".to_owned(), |words| words.text),
        window,
        condition,
        filter,
    })
}

fn check_column(words: &Words, fact: &FactDefinition, kind: ColumnKind, wanted: &str, sink: &Sink) -> Option<()> {
    match fact.column(&words.text) {
        Some(column) if column.kind == kind => Some(()),
        Some(_) => {
            let message = format!("the column `{}` of `{}` is not {wanted}", words.text, fact.name);
            sink.push(&words.place, error("wrong_type", message).label("this column"));
            None
        }
        None => {
            let help = suggest(&words.text, fact.columns.iter().filter(|column| column.kind == kind).map(|column| column.name.as_str()));
            let message = format!("the fact `{}` has no column `{}`", fact.name, words.text);
            sink.push(&words.place, error("missing_reference", message).label("not known").maybe_help(help));
            None
        }
    }
}

/// The columns of a fact as names, in their order as slots.
pub(crate) fn names_of(fact: &FactDefinition) -> Names {
    let mut names = Names::new();
    for column in &fact.columns {
        names.declare(&column.name, column.kind.feel_type());
    }
    names
}

/// Lowers a condition; notes what is outside of the subset.
pub(crate) fn lower_or_note(expression: &Expression, words: &Words, fact: &FactDefinition, sink: &Sink) -> Option<super::Filter> {
    match lower(expression.tree(), &fact.columns) {
        Ok(filter) => Some(filter),
        Err(outside) => {
            let said = error("outside_of_subset", "this condition cannot run over columns").label(outside.why);
            let help = "use comparisons of a column with a constant or a column, `in`, `between`, `and`, `or` and `not`";
            sink.push(&words.part(outside.span.range()), said.help(help));
            None
        }
    }
}
