//! A recipe made ready for a file: each target with its column, each derived value compiled.

use guiju_documents::{Cell, Row};
use guiju_feel::{EvalContext, Expression, Names, Number, Rounding, Type, Value as FeelValue, compile};
use guiju_types::{Amount, Currency, EntryKind, Field, FieldType, RecordType};

use super::cells::amount::{NumberStyle, amount};
use super::cells::date::{DateOrder, date};
use super::cells::id::id;
use super::customers::{CREDIT_DAYS, CUSTOMER};
use super::header::{self, Header};
use super::reason::Problem;
use super::targets::{Part, Shape, Target, Vocabulary, currency_word, key};
use super::terms::Terms;
use super::{Books, ImportError, KnownAt, Recipe};

/// A column that gives something.
#[derive(Debug, Clone)]
pub(crate) struct PlanColumn {
    /// Its place in the rows.
    pub(crate) index: usize,
    /// Its header.
    pub(crate) header: String,
    /// What it gives.
    pub(crate) target: Target,
    /// How it is read.
    pub(crate) reading: Reading,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reading {
    pub(crate) style: NumberStyle,
    pub(crate) order: Option<DateOrder>,
    pub(crate) width: Option<usize>,
    pub(crate) currency: Option<Currency>,
}

/// A derived value.
#[derive(Debug)]
pub(crate) struct Derived {
    pub(crate) target: Target,
    pub(crate) rule: String,
    expression: Expression,
    /// The columns that it reads, by slot.
    inputs: Vec<(usize, Input)>,
    slots: usize,
}

#[derive(Debug, Clone)]
struct Input {
    index: usize,
    header: String,
    shape: Shape,
    reading: Reading,
}

/// A record type that rows give, besides the customer.
#[derive(Debug, Clone)]
pub(crate) struct PlanRecord {
    pub(crate) kind: RecordType,
    /// Of what its key is made where no column gives it.
    pub(crate) key_parts: Vec<String>,
    /// Whether a column, a constant or a derived value gives the key.
    pub(crate) has_key: bool,
}

/// A recipe made ready for a file.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) recipe: Recipe,
    pub(crate) header: Header,
    pub(crate) columns: Vec<PlanColumn>,
    pub(crate) constants: Vec<(Target, Cell)>,
    pub(crate) derived: Vec<Derived>,
    /// The customer's record type and the fields besides its key that rows fill.
    pub(crate) customer: Option<(RecordType, Vec<String>)>,
    /// The other record types, each after those that it refers to.
    pub(crate) records: Vec<PlanRecord>,
    /// The kinds of entries that rows give.
    pub(crate) entries: Vec<EntryKind>,
    /// Columns by header, for the key of a row.
    key_columns: Vec<(String, usize)>,
    pub(crate) base_currency: Currency,
    pub(crate) default_terms: Option<Terms>,
}

impl Plan {
    /// Makes a recipe ready for a sheet whose first rows are given.
    pub(crate) fn make(books: &Books<'_>, recipe: &Recipe, file: &str, rows: &[Row]) -> Result<Self, ImportError> {
        let vocabulary = Vocabulary::of(books.rulebook);
        let types = books.rulebook.record_types();
        let wanted: Vec<&str> = recipe.columns.iter().map(|rule| rule.from.as_str()).collect();
        let header = match recipe.file.header_row {
            Some(number) => header::with_number(rows, number, &vocabulary),
            None => header::with_columns(rows, &wanted, &vocabulary),
        };
        let header = header.ok_or_else(|| ImportError::NotRecognised {
            file: file.to_owned(),
            why: "no row of the first 50 looks like a header".to_owned(),
        })?;
        let buckets = super::bucketed::buckets(&header.names);
        if !buckets.is_empty() && !buckets.iter().all(|bucket| wanted.contains(&bucket.as_str())) {
            return Err(ImportError::AlreadyBucketed { file: file.to_owned(), columns: buckets });
        }
        let bad = |why: String| ImportError::BadRecipe { recipe: recipe.name.clone(), why };
        let place = |from: &str| header.names.iter().position(|name| key(name) == key(from) && ends_alike(name, from));
        let missing: Vec<String> = wanted.iter().filter(|from| place(from).is_none()).map(|from| (*from).to_owned()).collect();
        if !missing.is_empty() {
            let found = header.names.iter().filter(|name| !name.is_empty()).cloned().collect();
            return Err(ImportError::MissingColumns { file: file.to_owned(), missing, found });
        }
        let mut plan = Self {
            recipe: recipe.clone(),
            columns: Vec::new(),
            constants: Vec::new(),
            derived: Vec::new(),
            customer: None,
            records: Vec::new(),
            entries: Vec::new(),
            key_columns: key_columns(&header),
            base_currency: books.base_currency,
            default_terms: Terms::parse(recipe.terms.as_deref().unwrap_or(&books.default_terms)),
            header: header.clone(),
        };
        if let Some(terms) = recipe.terms.as_deref().filter(|terms| Terms::parse(terms).is_none()) {
            return Err(bad(format!("`{terms}` are no settlement terms; write `days_30`, `月结30天` or `票结`")));
        }
        let mut names = Names::new();
        let mut inputs = Vec::new();
        for rule in &recipe.columns {
            let Some(index) = place(&rule.from) else { continue };
            let decimal = rule.decimal.unwrap_or('.');
            if !matches!(decimal, '.' | ',') {
                return Err(bad(format!("`{decimal}` of column `{}` is no decimal sign; write `.` or `,`", rule.from)));
            }
            let reading = Reading {
                style: NumberStyle { decimal, unit: rule.unit.unwrap_or(1), rounds: rule.round },
                order: rule.date_order,
                width: rule.width,
                currency: rule.currency,
            };
            let target = match &rule.to {
                Some(to) => Some(Target::parse(to, types).map_err(bad)?),
                None => None,
            };
            let shape = target.as_ref().map_or(Shape::Number, Target::shape);
            let name = rule.name.as_deref().unwrap_or(&rule.from);
            if names.slot(name).is_none() {
                let ty = match shape {
                    Shape::Number => Type::Number,
                    Shape::Date => Type::Date,
                    Shape::Currency | Shape::Id | Shape::Text => Type::Text,
                };
                let slot = names.declare(name, ty);
                inputs.push((slot, Input { index, header: rule.from.clone(), shape, reading }));
            }
            if let Some(target) = target {
                plan.columns.push(PlanColumn { index, header: rule.from.clone(), target, reading });
            }
        }
        for (to, text) in &recipe.constants {
            plan.constants.push((Target::parse(to, types).map_err(bad)?, Cell::from(text.as_str())));
        }
        for rule in &recipe.derived {
            let target = Target::parse(&rule.to, types).map_err(bad)?;
            let expression =
                compile(&rule.value, &names).map_err(|error| bad(format!("the value `{}` for `{}`: {error}", rule.value, rule.to)))?;
            let used: Vec<(usize, Input)> = inputs.iter().filter(|(slot, _)| expression.slots_used().contains(slot)).cloned().collect();
            plan.derived.push(Derived { target, rule: rule.value.clone(), expression, inputs: used, slots: names.len() });
        }
        plan.collect_things(types, &bad)?;
        Ok(plan)
    }

    fn targets(&self) -> impl Iterator<Item = &Target> {
        let columns = self.columns.iter().map(|column| &column.target);
        columns.chain(self.constants.iter().map(|(target, _)| target)).chain(self.derived.iter().map(|derived| &derived.target))
    }

    pub(crate) fn has(&self, kind: EntryKind, part: Part) -> bool {
        self.targets().any(|target| *target == Target::Entry(kind, part))
    }

    fn gives(&self, thing: &str) -> bool {
        self.recipe.gives.is_empty() || self.recipe.gives.iter().any(|given| given == thing)
    }

    fn collect_things(&mut self, types: &[RecordType], bad: &dyn Fn(String) -> ImportError) -> Result<(), ImportError> {
        for given in &self.recipe.gives {
            if !types.iter().any(|kind| kind.name == *given) && given.parse::<EntryKind>().is_err() {
                return Err(bad(format!("`{given}` in `gives` is neither a record type nor a kind of ledger entry")));
            }
        }
        let mut kinds: Vec<&RecordType> = types
            .iter()
            .filter(|kind| {
                self.gives(&kind.name)
                    && self.targets().any(|target| matches!(target, Target::Field { kind: name, .. } if *name == kind.name))
            })
            .collect();
        // Each after those that it refers to: a stable pass for each level is enough for the few types of a file.
        let refers = |one: &RecordType, other: &RecordType| {
            one.fields.iter().any(|field| matches!(&field.kind, FieldType::Reference(to) if *to == other.name)) && one.name != other.name
        };
        for _ in 0..kinds.len() {
            for place in 1..kinds.len() {
                if let Some([one, other]) = kinds.get(place - 1..=place).and_then(|pair| <[&RecordType; 2]>::try_from(pair).ok())
                    && refers(one, other)
                {
                    kinds.swap(place - 1, place);
                }
            }
        }
        for kind in kinds {
            let fields: Vec<&Field> =
                kind.fields.iter().filter(|field| self.targets().any(|target| is_field(target, &kind.name, &field.name))).collect();
            if kind.name == CUSTOMER {
                let mut filled: Vec<String> =
                    fields.iter().filter(|field| field.name != kind.key).map(|field| field.name.clone()).collect();
                // `月结60天` fills two fields.
                let has_days = kind.fields.iter().any(|field| field.name == CREDIT_DAYS);
                if has_days && filled.iter().any(|name| name == "terms") && !filled.iter().any(|name| name == CREDIT_DAYS) {
                    filled.push(CREDIT_DAYS.to_owned());
                }
                self.customer = Some((kind.clone(), filled));
                continue;
            }
            let key_parts = self.recipe.keys.get(&kind.name).cloned().unwrap_or_else(|| vec!["row".to_owned()]);
            let has_key = fields.iter().any(|field| field.name == kind.key);
            self.records.push(PlanRecord { kind: kind.clone(), key_parts, has_key });
        }
        for kind in EntryKind::ALL {
            let is_named = self.targets().any(|target| matches!(target, Target::Entry(named, _) if *named == kind));
            if is_named && self.gives(kind.name()) {
                self.entries.push(kind);
            }
        }
        if self.customer.is_none() && self.records.is_empty() && self.entries.is_empty() {
            return Err(bad("no column gives anything; give at least one a target `to`".to_owned()));
        }
        let has_charge_amount = self.has(EntryKind::Charge, Part::Amount)
            || self.has(EntryKind::Charge, Part::Open)
            || self.has(EntryKind::Invoice, Part::Amount);
        if self.entries.contains(&EntryKind::Charge) && !has_charge_amount && self.entries.iter().all(|kind| *kind != EntryKind::Receipt) {
            return Err(bad("a charge needs `charge.amount` or `charge.open`".to_owned()));
        }
        if self.recipe.known_at == KnownAt::Column && !self.targets().any(|target| *target == Target::KnownAt) {
            return Err(bad("`known_at = \"column\"` needs a column with the target `known_at`".to_owned()));
        }
        Ok(())
    }

    /// What a row's key is made of besides the number of its occurrence: the recipe's scope and the cells that are not empty, by header, so
    /// that another order of the columns or an empty one more makes no other row.
    pub(crate) fn content(&self, row: &Row) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.recipe.key_scope().as_bytes());
        for (name, index) in &self.key_columns {
            let cell = row.cell(*index);
            if cell.is_empty() {
                continue;
            }
            let text = cell.text();
            hasher.update(&[0]);
            hasher.update(name.as_bytes());
            hasher.update(&[1]);
            hasher.update(text.trim().as_bytes());
        }
        hasher.finalize()
    }

    pub(crate) fn column_of(&self, target: &Target) -> Option<&str> {
        self.columns.iter().find(|column| column.target == *target).map(|column| column.header.as_str())
    }

    /// The header of the column that fills a record's field.
    pub(crate) fn column_of_field(&self, kind: &str, field: &str) -> Option<&str> {
        self.columns.iter().find(|column| is_field(&column.target, kind, field)).map(|column| column.header.as_str())
    }
}

fn is_field(target: &Target, kind: &str, field: &str) -> bool {
    matches!(target, Target::Field { kind: of, field: named } if of == kind && named.name == field)
}

/// `应收金额#2` is not `应收金额`, though both have the same key.
fn ends_alike(name: &str, from: &str) -> bool {
    let number = |text: &str| text.rsplit_once('#').map(|(_, number)| number.to_owned());
    number(name) == number(from)
}

/// The columns that say what a row is; not those that our own workbook of refused rows adds.
fn key_columns(header: &Header) -> Vec<(String, usize)> {
    let ours = ["原文件行号", "退回原因", "rowinthefile", "whyitcameback", "reason原因"];
    let mut columns: Vec<(String, usize)> = header
        .names
        .iter()
        .enumerate()
        .map(|(index, name)| (name.trim().to_owned(), index))
        .filter(|(name, _)| !ours.contains(&key(name).as_str()))
        .collect();
    columns.sort();
    columns
}

impl Derived {
    /// The value for a row, as a cell; empty where something that it needs is.
    pub(crate) fn value(&self, row: &Row) -> Result<Cell, Problem> {
        let mut slots = vec![FeelValue::Null; self.slots];
        for (slot, input) in &self.inputs {
            let cell = row.shown(input.index);
            let value = match input.shape {
                Shape::Number => amount(cell, input.reading.style).map(|amount| amount.map(feel_number)),
                Shape::Date => date(cell, input.reading.order).map(|date| date.map(FeelValue::date)),
                Shape::Currency => Ok(currency_word(&cell.text()).map(|currency| FeelValue::text(currency.as_str()))),
                Shape::Id | Shape::Text => Ok(id(cell).map(FeelValue::text)),
            };
            let value = value.map_err(|problem| problem.at(&input.header))?;
            if let (Some(place), Some(value)) = (slots.get_mut(*slot), value) {
                *place = value;
            }
        }
        let value = self.expression.evaluate(&slots, &EvalContext::default()).value;
        Ok(match &value {
            FeelValue::Null => Cell::Empty,
            FeelValue::Number(number) => {
                let rounded = number.round_to(4, Rounding::HalfEven).and_then(|number| number.to_scaled(4));
                let parts = rounded.ok_or_else(|| {
                    Problem::new(
                        "amount_too_large",
                        format!("“{}”的结果过大", self.rule),
                        format!("the result of `{}` is too large", self.rule),
                    )
                })?;
                Cell::from(Amount::from_parts(parts))
            }
            FeelValue::Date(date) => date.to_jiff().map_or(Cell::Empty, Cell::from),
            FeelValue::Boolean(yes) => Cell::Bool(*yes),
            FeelValue::Text(text) => Cell::from(&**text),
            FeelValue::Time(_) | FeelValue::DateTime(_) | FeelValue::DaysDuration(_) | FeelValue::YearsDuration(_) => {
                Cell::from(value.to_string().as_str())
            }
            FeelValue::List(_) | FeelValue::Context(_) | FeelValue::Range(_) | FeelValue::Function(_) => {
                let en = format!("the result of `{}` is no single value", self.rule);
                return Err(Problem::new("not_a_value", format!("“{}”的结果不是单个值", self.rule), en));
            }
        })
    }
}

fn feel_number(amount: Amount) -> FeelValue {
    FeelValue::Number(Number::from_scaled(amount.parts(), Amount::DECIMALS))
}
