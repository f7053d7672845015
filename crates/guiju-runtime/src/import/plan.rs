//! A recipe made ready for a file: each target with its column, each derived value compiled.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use guiju_documents::{Cell, Row, Table};
use guiju_feel::{EvalContext, Expression, Names, Number, Rounding, Type, Value as FeelValue, compile};
use guiju_rulebook::Imports;
use guiju_types::{Amount, Currency, EntryKind, Field, FieldType, Month, RecordType};

use super::cells::amount::{NumberStyle, amount};
use super::cells::date::{DateStyle, YearOf, dated};
use super::cells::id::id;
use super::cells::terms::Terms;
use super::cells::width::narrow;
use super::customers::{CREDIT_DAYS, CUSTOMER};
use super::file::header::{self, Header};
use super::reason::Problem;
use super::targets::{CheckPart, FlowPart, Part, Shape, Target, currency_word, key};
use super::words::Vocabulary;
use super::{Books, ImportError, KnownAt, Recipe, Side};

/// What a plan has to know of the file itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceFile<'a> {
    /// Its name, for messages.
    pub(crate) name: &'a str,
    /// Whether its workbook counts days from 1904.
    pub(crate) is_1904: bool,
}

impl<'a> SourceFile<'a> {
    pub(crate) fn of(table: &'a Table) -> Self {
        Self { name: table.name(), is_1904: table.is_1904() }
    }
}

/// The period that `2024`, `2024-01` or `2024-01..2024-03` says.
pub(crate) fn period(text: &str) -> Option<YearOf> {
    let month = |text: &str| text.trim().parse::<Month>().ok();
    match text.split_once("..") {
        Some((first, last)) => Some(YearOf::months(month(first)?, month(last)?)),
        None => match text.trim().parse::<i16>() {
            Ok(year) => YearOf::year(year),
            Err(_) => month(text).map(|month| YearOf::months(month, month)),
        },
    }
}

/// A column that gives something.
#[derive(Debug, Clone)]
pub(crate) struct PlanColumn {
    /// Its place in the rows.
    pub(crate) index: usize,
    /// Its header.
    pub(crate) header: String,
    /// What it gives.
    pub(crate) target: Target,
    /// The name of the target, for the keys of rows.
    pub(crate) tag: Vec<u8>,
    /// How it is read.
    pub(crate) reading: Reading,
}

/// How the cells of a column are read.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) style: NumberStyle,
    pub(crate) dates: DateStyle,
    /// The currency of the sheet, else of the books, for signs that several currencies share.
    pub(crate) base: Currency,
    /// What terms mean that are not understood by themselves.
    pub(crate) terms: Arc<BTreeMap<String, String>>,
    pub(crate) width: Option<usize>,
    pub(crate) currency: Option<Currency>,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            style: NumberStyle::default(),
            dates: DateStyle::default(),
            base: Currency::CNY,
            terms: Arc::default(),
            width: None,
            currency: None,
        }
    }
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
    /// Which rows count.
    pub(crate) when: Option<Condition>,
    /// What the words of a direction and a status mean, by their key.
    pub(crate) words: FlowWords,
    pub(crate) base_currency: Currency,
    pub(crate) default_terms: Option<Terms>,
}

impl Plan {
    /// Makes a recipe ready for a sheet whose first rows are given.
    pub(crate) fn make(books: &Books<'_>, recipe: &Recipe, source: SourceFile<'_>, rows: &[Row]) -> Result<Self, ImportError> {
        let file = source.name;
        let year = recipe.file.year.as_deref().and_then(period);
        let terms_said = Arc::new(recipe.terms_said.clone());
        let vocabulary = Vocabulary::of(books.rulebook);
        let types = books.rulebook.record_types();
        let wanted: Vec<&str> = recipe.columns.iter().filter(|rule| !rule.optional).map(|rule| rule.from.as_str()).collect();
        let header = match recipe.file.header_row {
            Some(number) => header::with_number(rows, number, &vocabulary),
            None => header::with_columns(rows, &wanted, &vocabulary),
        };
        let header = header.ok_or_else(|| ImportError::NotRecognised {
            file: file.to_owned(),
            why: "no row of the first 50 looks like a header".to_owned(),
        })?;
        // A kind of file knows which of its columns are amounts; a recipe of a person's own may not.
        if recipe.kind.is_none() {
            let buckets = super::file::bucketed::buckets(&header.names, books.rulebook.imports());
            if !buckets.is_empty() && !buckets.iter().all(|bucket| wanted.contains(&bucket.as_str())) {
                return Err(ImportError::AlreadyBucketed { file: file.to_owned(), columns: buckets });
            }
        }
        let bad = |why: String| ImportError::BadRecipe { recipe: recipe.name.clone(), why };
        let keys: Vec<String> = header.names.iter().map(|name| key(name)).collect();
        let place = |from: &str| {
            let wanted = key(from);
            let mut named = header.names.iter().zip(&keys);
            named.position(|(name, key)| *key == wanted && ends_alike(name, from))
        };
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
            when: None,
            words: FlowWords::of(books, recipe),
            base_currency: books.base_currency,
            default_terms: Terms::parse(recipe.terms.as_deref().unwrap_or(&books.default_terms)),
            header: header.clone(),
        };
        if let Some(terms) = recipe.terms.as_deref().filter(|terms| Terms::parse(terms).is_none()) {
            return Err(bad(format!("`{terms}` are no settlement terms; write `days_30`, `月结30天` or `票结`")));
        }
        // What the sheet says once of all its amounts decides about signs that several currencies share.
        let said_once = recipe.constants.iter().find(|(to, _)| to.ends_with(".currency")).and_then(|(_, code)| code.parse().ok());
        let base = said_once.unwrap_or(books.base_currency);
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
                dates: DateStyle { order: rule.date_order, year, is_1904: source.is_1904, ..DateStyle::default() },
                base,
                terms: Arc::clone(&terms_said),
                width: rule.width,
                currency: rule.currency,
            };
            let target = match &rule.to {
                Some(to) => Some(Target::parse(to, types).map_err(bad)?),
                None => None,
            };
            let shape = target.as_ref().map_or(if rule.text { Shape::Text } else { Shape::Number }, Target::shape);
            let name = rule.name.as_deref().unwrap_or(&rule.from);
            if names.slot(name).is_none() {
                let ty = match shape {
                    Shape::Number => Type::Number,
                    Shape::Date => Type::Date,
                    Shape::Currency | Shape::Id | Shape::Text => Type::Text,
                };
                let slot = names.declare(name, ty);
                inputs.push((slot, Input { index, header: rule.from.clone(), shape, reading: reading.clone() }));
            }
            if let Some(target) = target {
                let tag = rule.to.clone().unwrap_or_default().into_bytes();
                plan.columns.push(PlanColumn { index, header: rule.from.clone(), target, tag, reading: reading.clone() });
            }
        }
        // Conditions and derived values may use any column of the file, as a text where no rule says otherwise.
        if recipe.when.is_some() || !recipe.derived.is_empty() {
            for (index, name) in header.names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
                if names.slot(name).is_none() {
                    let slot = names.declare(name, Type::Text);
                    inputs.push((slot, Input { index, header: name.clone(), shape: Shape::Text, reading: Reading::default() }));
                }
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
        if let Some(text) = &recipe.when {
            let expression = compile(text, &names).map_err(|error| bad(format!("the condition `{text}` of `when`: {error}")))?;
            let used: Vec<(usize, Input)> = inputs.iter().filter(|(slot, _)| expression.slots_used().contains(slot)).cloned().collect();
            plan.when = Some(Condition { expression, inputs: used, slots: names.len() });
        }
        plan.collect_things(types, &bad)?;
        Ok(plan)
    }

    fn targets(&self) -> impl Iterator<Item = &Target> {
        let columns = self.columns.iter().map(|column| &column.target);
        columns.chain(self.constants.iter().map(|(target, _)| target)).chain(self.derived.iter().map(|derived| &derived.target))
    }

    /// Whether rows say movements of money that may go either way.
    pub(crate) fn is_flow(&self) -> bool {
        let is_amount =
            |target: &Target| matches!(target, Target::Flow(FlowPart::In | FlowPart::Out | FlowPart::Refund | FlowPart::Amount));
        self.targets().any(is_amount)
    }

    /// Whether rows give entries of the ledger, which have a date and an amount.
    pub(crate) fn is_ledger(&self) -> bool {
        !self.entries.is_empty()
    }

    pub(crate) fn has_flow(&self, part: FlowPart) -> bool {
        self.targets().any(|target| *target == Target::Flow(part))
    }

    pub(crate) fn has(&self, kind: EntryKind, part: Part) -> bool {
        self.targets().any(|target| *target == Target::Entry(kind, part))
    }

    fn gives(&self, thing: &str) -> bool {
        self.recipe.gives.is_empty() || self.recipe.gives.iter().any(|given| given == thing)
    }

    fn collect_things(&mut self, types: &[RecordType], bad: &dyn Fn(String) -> ImportError) -> Result<(), ImportError> {
        for given in &self.recipe.gives {
            if given != "rate" && !types.iter().any(|kind| kind.name == *given) && given.parse::<EntryKind>().is_err() {
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
        let is_flow = self.is_flow();
        for kind in EntryKind::ALL {
            let is_named = (is_flow && kind == EntryKind::Receipt)
                || (kind == EntryKind::Charge && self.adds_tax())
                || (is_flow && kind == EntryKind::Charge && self.recipe.flow.out_gives.as_deref() == Some("charge"))
                || self.targets().any(|target| matches!(target, Target::Entry(named, _) if *named == kind));
            if is_named && self.gives(kind.name()) {
                self.entries.push(kind);
            }
        }
        let gives_rates = self.targets().any(|target| matches!(target, Target::Rate(_)));
        if self.customer.is_none() && self.records.is_empty() && self.entries.is_empty() && !gives_rates {
            return Err(bad("no column gives anything; give at least one a target `to`".to_owned()));
        }
        let has_charge_amount = self.has(EntryKind::Charge, Part::Amount)
            || self.has(EntryKind::Charge, Part::Open)
            || self.has(EntryKind::Invoice, Part::Amount);
        if self.entries.contains(&EntryKind::Charge)
            && !has_charge_amount
            && !self.adds_tax()
            && !is_flow
            && self.entries.iter().all(|kind| *kind != EntryKind::Receipt)
        {
            return Err(bad("a charge needs `charge.amount` or `charge.open`".to_owned()));
        }
        if self.recipe.known_at == KnownAt::Column && !self.targets().any(|target| *target == Target::KnownAt) {
            return Err(bad("`known_at = \"column\"` needs a column with the target `known_at`".to_owned()));
        }
        Ok(())
    }

    /// Whether what is charged stands in two columns, the amount without tax and the tax.
    pub(crate) fn adds_tax(&self) -> bool {
        let has_amount = [EntryKind::Charge, EntryKind::Invoice].into_iter().any(|kind| self.has(kind, Part::Amount));
        let has = |part: CheckPart| self.targets().any(|target| *target == Target::Check(part));
        !has_amount && !self.has(EntryKind::Charge, Part::Open) && has(CheckPart::Net) && has(CheckPart::Tax)
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

/// A condition on the columns of a row.
#[derive(Debug)]
pub(crate) struct Condition {
    expression: Expression,
    inputs: Vec<(usize, Input)>,
    slots: usize,
}

impl Condition {
    /// Whether it is true of a row.
    pub(crate) fn holds(&self, row: &Row) -> Result<bool, Problem> {
        let slots = slots_of(row, &self.inputs, self.slots)?;
        Ok(self.expression.evaluate(&slots, &EvalContext::default()).value == FeelValue::Boolean(true))
    }
}

/// What the words of a file mean that tell directions and states: the recipe's own before the rulebook's.
#[derive(Debug, Default)]
pub(crate) struct FlowWords {
    imports: Arc<Imports>,
    direction: HashMap<String, Side>,
    /// Whether rows of a status count.
    statuses: HashMap<String, bool>,
    /// Whether rows are charges, which are owed before they are paid.
    is_of_charges: bool,
}

impl FlowWords {
    fn of(books: &Books<'_>, recipe: &Recipe) -> Self {
        let imports = Arc::clone(books.rulebook.imports());
        let direction = recipe.flow.words.iter().map(|(word, side)| (direction_key(&imports, word), *side)).collect();
        let statuses = recipe.flow.statuses.iter().map(|(word, counts)| (imports.key(word), *counts)).collect();
        let is_charge = |to: &str| to.starts_with("charge.") || to.starts_with("check.");
        let is_of_charges = recipe.columns.iter().filter_map(|rule| rule.to.as_deref()).any(is_charge);
        Self { imports, direction, statuses, is_of_charges }
    }

    /// The direction that a cell tells: by the whole of it, or by its first words where it is a text about the movement.
    pub(crate) fn direction(&self, text: &str) -> Option<Side> {
        let side = |name: &str| [Side::In, Side::Out, Side::Neither].into_iter().find(|side| side.name() == name);
        let own = if self.direction.is_empty() { None } else { self.direction.get(&direction_key(&self.imports, text)).copied() };
        // A sign that stands for neither is no letter.
        if own.is_none() && matches!(text.trim(), "/" | "-" | "--") {
            return Some(Side::Neither);
        }
        if let Some(found) = own.or_else(|| self.imports.meaning("direction", text).and_then(side)) {
            return Some(found);
        }
        let key = self.imports.key(text);
        let movements = [Side::In, Side::Out]
            .into_iter()
            .flat_map(|side| self.imports.words("movement", side.name()).iter().map(move |word| (word, side)));
        movements.filter(|(word, _)| key.starts_with(word.as_str())).max_by_key(|(word, _)| word.len()).map(|(_, side)| side)
    }

    /// Whether rows of a status count: `None` where nobody said it.
    pub(crate) fn counts(&self, status: &str) -> Option<bool> {
        let bare = bare_status(status);
        let key = self.imports.key(bare);
        if key.is_empty() {
            return Some(true);
        }
        self.statuses.get(&key).copied().or_else(|| match self.imports.meaning("status", bare)? {
            "void" => Some(false),
            "fine" => Some(true),
            "unpaid" => Some(self.is_of_charges),
            _ => None,
        })
    }
}

/// A word of direction as it is looked up; a column of directions may hold signs, which have no letters.
fn direction_key(imports: &Imports, word: &str) -> String {
    let key = imports.key(word);
    if key.is_empty() { narrow(word.trim()).into_owned() } else { key }
}

/// A status without the amount that stands behind it: `已退款(￥0.11)`.
pub(crate) fn bare_status(status: &str) -> &str {
    status.split(|letter: char| letter.is_ascii_digit() || matches!(letter, '(' | '（' | '￥' | '¥')).next().unwrap_or(status)
}

fn slots_of(row: &Row, inputs: &[(usize, Input)], count: usize) -> Result<Vec<FeelValue>, Problem> {
    let mut slots = vec![FeelValue::Null; count];
    for (slot, input) in inputs {
        let cell = row.shown(input.index);
        let value = match input.shape {
            Shape::Number => amount(cell, input.reading.style).map(|amount| amount.map(feel_number)),
            Shape::Date => dated(cell, &input.reading.dates).map(|date| date.map(FeelValue::date)),
            Shape::Currency => Ok(currency_word(&cell.text()).map(|currency| FeelValue::text(currency.as_str()))),
            Shape::Id | Shape::Text => Ok(id(cell).map(FeelValue::text)),
        };
        let value = value.map_err(|problem| problem.at(&input.header))?;
        if let (Some(place), Some(value)) = (slots.get_mut(*slot), value) {
            *place = value;
        }
    }
    Ok(slots)
}

impl Derived {
    /// The value for a row, as a cell; empty where something that it needs is.
    pub(crate) fn value(&self, row: &Row) -> Result<Cell, Problem> {
        let slots = slots_of(row, &self.inputs, self.slots)?;
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
