//! The known customers in memory: found by code, by a code that lost its zeros, by full name, and by known short name or alias.
//!
//! No customer is found by a name that is merely like its own: [`Customers::similar`] lists those for a question, and
//! [`Customers::clash`] tells where one code stands beside two names.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use guiju_store::{CustomerAlias, RecordQuery, Ruling, RulingQuery, StoreError, Write};
use guiju_types::{Date, ImportId, RecordId, Scope, Value};

use super::cells::id::without_zeros;
use super::cells::name::{company_key, company_stem};
use super::cells::terms::Terms;
use super::drafts::Given;
use super::reason::Problem;
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

/// How many customers of one stem are kept for questions; more are no help to anybody.
const SIMILAR: usize = 8;

/// The customers whose names differ in the kind of company at most. Nearly always it is one.
#[derive(Debug)]
enum Alike {
    One(Slot),
    Several(Vec<Slot>),
}

/// A customer whose name is like a given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Similar {
    /// Its place.
    pub(crate) slot: Slot,
    /// Its code.
    pub(crate) code: String,
    /// Its name.
    pub(crate) name: String,
}

/// One code with two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodeClash {
    /// The customer of the code.
    pub(crate) slot: Slot,
    /// The code.
    pub(crate) code: String,
    /// The name that it is known by.
    pub(crate) known: String,
    /// The name that the row gives.
    pub(crate) given: String,
    /// Whether both differ in the kind of company only.
    pub(crate) is_alike: bool,
}

/// The known customers, and those that the file brings.
#[derive(Debug, Default)]
pub(crate) struct Customers {
    by_code: HashMap<Arc<str>, Slot>,
    /// Codes without their leading zeros; `None` where several codes have one such form.
    by_digits: HashMap<Box<str>, Option<Slot>>,
    by_name: HashMap<Box<str>, ByName>,
    by_stem: HashMap<Box<str>, Alike>,
    codes: Vec<Arc<str>>,
    /// The first full name of each.
    names: Vec<Option<Box<str>>>,
    ids: Vec<Option<RecordId>>,
    terms: Vec<Option<Terms>>,
    /// What approved proposals set, by customer, the latest first.
    ruled: HashMap<RecordId, Vec<(Ruling, Terms)>>,
    /// The values of the fields that the recipe fills, as they are now.
    fields: Vec<Box<[Value]>>,
    /// The branch, the salesperson … that rows of this file named, by customer and the place of the field.
    named: HashMap<(Slot, usize), Box<str>>,
    /// Names that a person said are a customer's.
    said: HashMap<Box<str>, (Slot, CustomerAlias)>,
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
                        customers.name(name, slot);
                    }
                }
                for field in ["short_name", "aliases", "alias"] {
                    let text = record.fields.text(field).unwrap_or_default();
                    for alias in text.split([';', '；', '、', '|', '\n', ',', '，']) {
                        customers.alias(alias, slot);
                    }
                }
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        customers.load_said(books.store.standing_aliases()?);
        customers.load_ruled(books)?;
        Ok(customers)
    }

    /// Takes over what people said, the oldest first.
    fn load_said(&mut self, aliases: Vec<CustomerAlias>) {
        let mut slots: HashMap<RecordId, Slot> = HashMap::new();
        if !aliases.is_empty() {
            let of = |(slot, id): (usize, &Option<RecordId>)| Some(((*id)?, Slot::try_from(slot).ok()?));
            slots.extend(self.ids.iter().enumerate().filter_map(of));
        }
        for alias in aliases {
            if let Some(slot) = slots.get(&alias.customer) {
                self.put_said(*slot, alias);
            }
        }
    }

    /// Makes a customer known by a name that a person said is its. It goes before what records say, but for another's full name.
    fn put_said(&mut self, slot: Slot, alias: CustomerAlias) {
        let key = company_key(&alias.name);
        if key.is_empty() || matches!(self.by_name.get(key.as_str()), Some(ByName::Name(_))) {
            return;
        }
        self.by_name.insert(key.as_str().into(), ByName::Alias(slot));
        self.said.insert(key.into(), (slot, alias));
    }

    /// Whose name a person said that it is.
    pub(crate) fn said(&self, name: &str) -> Option<(Slot, &CustomerAlias)> {
        self.said.get(company_key(name).as_str()).map(|(slot, alias)| (*slot, alias))
    }

    /// Whether a customer has this code.
    pub(crate) fn has_code(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// Adds a customer that has no record yet.
    pub(crate) fn add(&mut self, code: &str, fields: Box<[Value]>) -> Slot {
        let slot = Slot::try_from(self.ids.len()).unwrap_or(Slot::MAX);
        let shared: Arc<str> = code.into();
        self.ids.push(None);
        self.terms.push(None);
        self.names.push(None);
        self.codes.push(Arc::clone(&shared));
        self.fields.push(fields);
        self.by_code.insert(shared, slot);
        if let Some(digits) = without_zeros(code) {
            self.by_digits.entry(digits.into()).and_modify(|known| *known = None).or_insert(Some(slot));
        }
        slot
    }

    /// Makes a customer known by its name.
    pub(crate) fn name(&mut self, name: &str, slot: Slot) {
        self.add_name(name, ByName::Name(slot));
        if let Some(place) = self.names.get_mut(slot as usize) {
            place.get_or_insert_with(|| name.into());
        }
        let stem = company_stem(name);
        if stem.is_empty() {
            return;
        }
        let alike = self.by_stem.entry(stem.into()).or_insert(Alike::One(slot));
        match alike {
            Alike::One(known) if *known != slot => *alike = Alike::Several(vec![*known, slot]),
            Alike::Several(known) if known.len() < SIMILAR && !known.contains(&slot) => known.push(slot),
            Alike::One(_) | Alike::Several(_) => {}
        }
    }

    /// Makes a customer known by a short name or an alias.
    pub(crate) fn alias(&mut self, name: &str, slot: Slot) {
        self.add_name(name, ByName::Alias(slot));
    }

    /// The customers whose names differ from a name in the kind of company at most, or only in that the name leaves it out; the first
    /// [`SIMILAR`] of them. They are for a question: none of them is meant for certain.
    pub(crate) fn similar(&self, name: &str) -> Vec<Similar> {
        let slots = match self.by_stem.get(company_stem(name).as_str()) {
            None => &[],
            Some(Alike::One(slot)) => std::slice::from_ref(slot),
            Some(Alike::Several(slots)) => slots.as_slice(),
        };
        let similar = |slot: &Slot| {
            let code = self.codes.get(*slot as usize)?;
            Some(Similar { slot: *slot, code: code.to_string(), name: self.known_name(*slot)?.to_owned() })
        };
        slots.iter().filter_map(similar).collect()
    }

    /// Whether a row's name is another's than the customer of its code: a code that lost digits, a slip, or a new name of the same
    /// company. `None` where the customer has the name, as a full name or an alias, or has none yet.
    pub(crate) fn clash(&self, slot: Slot, name: &str) -> Option<CodeClash> {
        let known = self.known_name(slot)?;
        if known == name {
            return None;
        }
        let code = self.codes.get(slot as usize)?;
        let key = company_key(name);
        // A customer that came in without a name is called by its code.
        if key.is_empty() || known == &**code || key == company_key(known) {
            return None;
        }
        match self.by_name.get(key.as_str()) {
            Some(ByName::Name(named) | ByName::Alias(named)) if *named == slot => return None,
            Some(ByName::Name(_) | ByName::Alias(_) | ByName::Several) | None => {}
        }
        Some(CodeClash {
            slot,
            code: code.to_string(),
            known: known.to_owned(),
            given: name.to_owned(),
            is_alike: company_stem(known) == company_stem(name),
        })
    }

    /// The first full name of a customer.
    pub(crate) fn known_name(&self, slot: Slot) -> Option<&str> {
        self.names.get(slot as usize)?.as_deref()
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

    /// The terms that approved proposals set, for the days for which they do.
    fn load_ruled(&mut self, books: &Books<'_>) -> Result<(), ImportError> {
        for appraisal in books.rulebook.appraisals().iter().filter(|appraisal| appraisal.subject == CUSTOMER) {
            let mut query = RulingQuery { only_setting: true, limit: 10_000, ..RulingQuery::new(&appraisal.name) };
            loop {
                let page = books.store.rulings(&Scope::Company, &query)?;
                query.before = page.last().map(|ruling| ruling.id);
                for ruling in page {
                    let set =
                        appraisal.proposal(&ruling.value).and_then(|proposal| proposal.sets.iter().find(|(field, _)| field == "terms"));
                    if let Some(terms) = set.and_then(|(_, value)| Terms::parse(value)) {
                        self.ruled.entry(ruling.subject).or_default().push((ruling, terms));
                    }
                }
                if query.before.is_none() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The terms that a person's approval sets for a customer on a day: they come before those of the record.
    pub(crate) fn ruled_terms(&self, slot: Slot, day: Date) -> Option<Terms> {
        let rulings = self.ruled.get(&self.id(slot)?)?;
        rulings.iter().find(|(ruling, _)| ruling.holds_on(day)).map(|(_, terms)| *terms)
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

impl Customers {
    /// Notes that a row names a customer's branch, salesperson or the like; whether no row before it named the same.
    pub(crate) fn names(&mut self, slot: Slot, field: usize, given: &Given) -> bool {
        let Given::Named { text, .. } = given else { return false };
        if self.named.get(&(slot, field)).is_some_and(|known| **known == **text) {
            return false;
        }
        self.named.insert((slot, field), text.as_str().into());
        true
    }
}

/// Keeps with the customers what a person said of names, as of the import at which it was said. A code that nobody has says nothing.
pub(crate) fn keep_aliases(write: &mut Write<'_>, import: ImportId, aliases: &BTreeMap<String, String>) -> Result<(), StoreError> {
    if aliases.is_empty() {
        return Ok(());
    }
    let codes: Vec<String> = aliases.values().cloned().collect();
    let customers = write.keys(CUSTOMER, &codes)?;
    for (name, code) in aliases {
        if let Some(customer) = customers.get(code) {
            write.put_alias(Some(import), *customer, name)?;
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn customers(known: &[(&str, &str)]) -> Customers {
        let mut customers = Customers::default();
        for (code, name) in known {
            let slot = customers.add(code, Box::default());
            customers.name(name, slot);
        }
        customers
    }

    #[test]
    fn a_shortened_name_finds_nobody_and_lists_those_alike() {
        let mut known = customers(&[
            ("A", "远航物流有限公司"),
            ("B", "远航物流股份有限公司"),
            ("C", "远航物流集团有限公司"),
            ("D", "Global Freight Ltd"),
            ("E", "Global Freight GmbH"),
        ]);
        known.alias("远航", 0);
        let find = |name: &str| known.find(None, Some(name)).unwrap();
        assert_eq!(find("远航物流有限责任公司"), Some(Found::Name(0)));
        assert_eq!(find("远航物流股份有限公司"), Some(Found::Name(1)));
        assert_eq!(find("GLOBAL FREIGHT CO., LTD."), Some(Found::Name(3)));
        assert_eq!(find("远航"), Some(Found::Alias(0)));
        for name in ["远航物流", "远航物流公司", "Global Freight", "Global Freight Inc."] {
            assert_eq!(find(name), None, "{name}");
        }
        let alike = |name: &str| known.similar(name).into_iter().map(|similar| similar.code).collect::<Vec<_>>().concat();
        assert_eq!(alike("远航物流"), "ABC");
        assert_eq!(alike("Global Freight Inc."), "DE");
        assert_eq!(alike("远洋物流"), "");
    }

    #[test]
    fn those_alike_are_bounded() {
        let mut known = Customers::default();
        for number in 0..100 {
            let slot = known.add(&format!("C{number}"), Box::default());
            known.name("远航物流有限公司", slot);
        }
        assert_eq!(known.similar("远航物流").len(), SIMILAR);
        assert_eq!(known.find(None, Some("远航物流有限公司")).unwrap_err().code, "customer_ambiguous");
    }

    #[test]
    fn one_code_with_two_names_is_told() {
        let mut known = customers(&[("C01", "甲公司"), ("C02", "远航物流有限公司"), ("C03", "C03")]);
        known.alias("甲", 0);
        let clash = |slot, name: &str| known.clash(slot, name).map(|clash| (clash.known, clash.is_alike));
        assert_eq!(clash(0, "甲公司"), None);
        assert_eq!(clash(0, " 甲 公司"), None);
        assert_eq!(clash(0, "甲"), None);
        assert_eq!(clash(0, "乙公司"), Some(("甲公司".to_owned(), false)));
        assert_eq!(clash(1, "远航物流有限责任公司"), None);
        assert_eq!(clash(1, "远航物流股份有限公司"), Some(("远航物流有限公司".to_owned(), true)));
        assert_eq!(clash(2, "丙公司"), None);
        assert_eq!(clash(0, ""), None);
        assert_eq!(clash(9, "甲公司"), None);
    }
}
