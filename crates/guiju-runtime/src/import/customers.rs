//! The known customers in memory: found by code, by a code that lost its zeros, by name, and by short name or alias.

use std::collections::HashMap;

use guiju_store::RecordQuery;
use guiju_types::{RecordId, Scope, Value};

use super::cells::id::without_zeros;
use super::cells::name::company_key;
use super::reason::Problem;
use super::terms::Terms;
use super::{Books, ImportError};

/// The record type of customers.
pub(crate) const CUSTOMER: &str = "customer";

/// The customer's field for days of credit, beside its terms.
pub(crate) const CREDIT_DAYS: &str = "credit_days";

/// The place of a customer in [`Customers`].
pub(crate) type Slot = u32;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByName {
    /// One customer has this name.
    Name(Slot),
    /// One customer has this short name or alias.
    Alias(Slot),
    /// Several have it, so it names none.
    Several,
}

/// The known customers, and those that the file brings.
#[derive(Debug, Default)]
pub(crate) struct Customers {
    by_code: HashMap<Box<str>, Slot>,
    /// Codes without their leading zeros; `None` where several codes have one such form.
    by_digits: HashMap<Box<str>, Option<Slot>>,
    by_name: HashMap<Box<str>, ByName>,
    ids: Vec<Option<RecordId>>,
    terms: Vec<Option<Terms>>,
    /// The values of the fields that the recipe fills, as they are now.
    fields: Vec<Box<[Value]>>,
}

/// How a row's customer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// By its code.
    Code(Slot),
    /// By a code that lost its leading zeros.
    Digits(Slot),
    /// By its name.
    Name(Slot),
    /// By its short name or alias.
    Alias(Slot),
}

impl Found {
    pub(crate) const fn slot(self) -> Slot {
        match self {
            Self::Code(slot) | Self::Digits(slot) | Self::Name(slot) | Self::Alias(slot) => slot,
        }
    }
}

impl Customers {
    /// All customers of the company; of each the fields in `filled`, to know whether a file changes them.
    pub(crate) fn load(books: &Books<'_>, filled: &[String]) -> Result<Self, ImportError> {
        let mut customers = Self::default();
        let Some(kind) = books.rulebook.record_types().iter().find(|kind| kind.name == CUSTOMER) else { return Ok(customers) };
        let mut query = RecordQuery { limit: 10_000, ..RecordQuery::new(CUSTOMER) };
        loop {
            let page = books.store.records(&Scope::Company, &query)?;
            for record in &page.items {
                let Some(code) = record.fields.text(&kind.key) else { continue };
                let values = filled.iter().map(|field| record.fields.get(field).clone()).collect();
                let slot = customers.add(code, values);
                customers.set_id(slot, record.id);
                if let Some(place) = customers.terms.get_mut(slot as usize) {
                    *place = terms_of(|field| record.fields.get(field).clone());
                }
                for field in ["name", "name_en", "full_name"] {
                    if let Some(name) = record.fields.text(field) {
                        customers.add_name(name, ByName::Name(slot));
                    }
                }
                for field in ["short_name", "aliases", "alias"] {
                    let text = record.fields.text(field).unwrap_or_default();
                    for alias in text.split([';', '；', '、', '|', '\n', ',', '，']) {
                        customers.add_name(alias, ByName::Alias(slot));
                    }
                }
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(customers),
            }
        }
    }

    /// Adds a customer that has no record yet.
    pub(crate) fn add(&mut self, code: &str, fields: Box<[Value]>) -> Slot {
        let slot = Slot::try_from(self.ids.len()).unwrap_or(Slot::MAX);
        self.ids.push(None);
        self.terms.push(None);
        self.fields.push(fields);
        self.by_code.insert(code.into(), slot);
        if let Some(digits) = without_zeros(code) {
            self.by_digits.entry(digits.into()).and_modify(|known| *known = None).or_insert(Some(slot));
        }
        slot
    }

    /// Makes a customer known by its name.
    pub(crate) fn name(&mut self, name: &str, slot: Slot) {
        self.add_name(name, ByName::Name(slot));
    }

    fn add_name(&mut self, name: &str, entry: ByName) {
        let key = company_key(name);
        if key.is_empty() {
            return;
        }
        let slot_of = |entry: ByName| match entry {
            ByName::Name(slot) | ByName::Alias(slot) => Some(slot),
            ByName::Several => None,
        };
        self.by_name
            .entry(key.into())
            .and_modify(|known| {
                *known = match (*known, entry) {
                    (known, entry) if slot_of(known) == slot_of(entry) => known,
                    // A full name goes before another's alias.
                    (ByName::Alias(_), ByName::Name(_)) => entry,
                    (ByName::Name(_), ByName::Alias(_)) => *known,
                    _ => ByName::Several,
                };
            })
            .or_insert(entry);
    }

    /// The customer of a row, by code first, then by name.
    pub(crate) fn find(&self, code: Option<&str>, name: Option<&str>) -> Result<Option<Found>, Problem> {
        if let Some(code) = code {
            if let Some(slot) = self.by_code.get(code) {
                return Ok(Some(Found::Code(*slot)));
            }
            // Only an id that is shorter than the known one can have lost something.
            let digits = without_zeros(code).filter(|digits| *digits == code).and_then(|digits| self.by_digits.get(digits));
            if let Some(Some(slot)) = digits {
                return Ok(Some(Found::Digits(*slot)));
            }
        }
        // A code that is not known is another customer, whatever its name is: two may have the same name.
        let Some(name) = name.filter(|_| code.is_none()) else { return Ok(None) };
        if let Some(slot) = self.by_code.get(name) {
            return Ok(Some(Found::Code(*slot)));
        }
        match self.by_name.get(company_key(name).as_str()) {
            None => Ok(None),
            Some(ByName::Name(slot)) => Ok(Some(Found::Name(*slot))),
            Some(ByName::Alias(slot)) => Ok(Some(Found::Alias(*slot))),
            Some(ByName::Several) => Err(Problem::new(
                "customer_ambiguous",
                format!("“{name}”可以是几个已有客户；请写明编号"),
                format!("`{name}` may be several known customers; give the code"),
            )),
        }
    }

    pub(crate) fn has_code(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.by_name.contains_key(company_key(name).as_str())
    }

    pub(crate) fn id(&self, slot: Slot) -> Option<RecordId> {
        self.ids.get(slot as usize).copied().flatten()
    }

    pub(crate) fn set_id(&mut self, slot: Slot, id: RecordId) {
        if let Some(place) = self.ids.get_mut(slot as usize) {
            *place = Some(id);
        }
    }

    pub(crate) fn terms(&self, slot: Slot) -> Option<Terms> {
        self.terms.get(slot as usize).copied().flatten()
    }

    pub(crate) fn set_terms(&mut self, slot: Slot, terms: Option<Terms>) {
        if let (Some(place), Some(terms)) = (self.terms.get_mut(slot as usize), terms) {
            *place = Some(terms);
        }
    }

    /// Takes over new values of the recipe's fields; whether any of them differs from what is known.
    pub(crate) fn update(&mut self, slot: Slot, values: &[Value]) -> bool {
        let Some(known) = self.fields.get_mut(slot as usize) else { return false };
        let mut is_changed = false;
        for (known, value) in known.iter_mut().zip(values) {
            if *value != Value::Null && known != value {
                known.clone_from(value);
                is_changed = true;
            }
        }
        is_changed
    }
}

/// The terms that a customer's fields say.
pub(crate) fn terms_of(get: impl Fn(&str) -> Value) -> Option<Terms> {
    let text = |field: &str| {
        let Value::Text(text) = get(field) else { return None };
        Some(text)
    };
    let named = ["terms", "settlement_terms", "settlement", "payment_terms"]
        .iter()
        .find_map(|field| text(field))
        .and_then(|text| Terms::parse(&text));
    let days = [CREDIT_DAYS, "terms_days", "payment_days"].iter().find_map(|field| {
        let Value::Integer(days) = get(field) else { return None };
        i32::try_from(days).ok()
    });
    match (named, days) {
        (Some(Terms::Monthly(None)), Some(days)) => Some(Terms::Monthly(Some(days))),
        (Some(Terms::Days(0)), Some(days)) => Some(Terms::Days(days)),
        (Some(named), _) => Some(named),
        (None, days) => days.map(Terms::Days),
    }
}
