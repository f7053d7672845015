//! The customer that a row names.

use guiju_types::Value;

use super::Reader;
use super::gives::{ChangedCustomer, CustomerChanges, Given, Gives, NewCustomer, RowCustomer};
use super::sorting::Sorted;
use crate::import::cells::name::{company_key, company_stem};
use crate::import::cells::terms::Terms;
use crate::import::customers::{CUSTOMER, Customers, Found, Slot, terms_of};
use crate::import::reason::Problem;

impl Reader<'_> {
    /// Makes the customer of a row that comes in known to the rows after it. Gives its place.
    pub(crate) fn admit(
        &self,
        gives: &mut Gives,
        batch_row: usize,
        customers: &mut Customers,
        changes: &mut CustomerChanges,
    ) -> Option<Slot> {
        let (_, filled) = self.plan.customer.as_ref()?;
        let known_at = gives.date.and_then(|date| self.known_at(gives.known_at, date));
        let date = gives.date.filter(|_| known_at.is_some());
        match std::mem::take(&mut gives.customer) {
            RowCustomer::None => None,
            RowCustomer::Known(found, values, named) => {
                let slot = found.slot();
                let mut fields: Vec<(String, Given)> = Vec::new();
                if customers.update(slot, &values) {
                    let said = filled.iter().cloned().zip(values).filter(|(_, value)| *value != Value::Null);
                    fields.extend(said.map(|(field, value)| (field, Given::Value(value))));
                }
                // Whether it is another branch or salesperson than before is known when the name is looked up.
                let anew = named.into_iter().filter(|(place, given)| customers.names(slot, *place, given));
                fields.extend(anew.filter_map(|(place, given)| Some((filled.get(place)?.clone(), given))));
                if !fields.is_empty() {
                    changes.changed.push(ChangedCustomer { slot, fields, known_at, date, row: batch_row });
                }
                Some(slot)
            }
            RowCustomer::New { code, name, fields, values } => {
                let get = |field: &str| {
                    filled.iter().position(|name| name == field).and_then(|place| values.get(place)).cloned().unwrap_or_default()
                };
                let terms = terms_of(get);
                let slot = customers.add(&code, values.into_boxed_slice());
                customers.set_terms(slot, terms);
                for (field, given) in &fields {
                    if let Some(place) = filled.iter().position(|name| name == field) {
                        customers.names(slot, place, given);
                    }
                }
                if let Some(name) = name {
                    customers.name(&name, slot);
                }
                changes.new.push(NewCustomer { slot, fields, known_at, date, row: batch_row });
                Some(slot)
            }
        }
    }

    /// The customer that a row names: a known one with what the row says of it, or a new one.
    pub(super) fn customer(
        &self,
        sorted: &Sorted,
        customers: &Customers,
        warnings: &mut Vec<&'static str>,
        problems: &mut Vec<Problem>,
    ) -> RowCustomer {
        let Some((kind, filled)) = self.plan.customer.as_ref() else { return RowCustomer::None };
        let (code, name) = (sorted.customer_code.as_deref(), sorted.customer_name.as_deref());
        if code.is_none() && name.is_none() {
            return RowCustomer::None;
        }
        let alias = name.filter(|_| code.is_none()).and_then(|name| self.plan.recipe.aliases.get(name.trim()));
        let found = match customers.find(code.or_else(|| alias.map(String::as_str)), name) {
            Ok(found) => found,
            Err(problem) => {
                problems.push(problem);
                return RowCustomer::None;
            }
        };
        let mut values: Vec<Value> = filled
            .iter()
            .map(|field| match sorted.customer.iter().find(|(name, _)| name == field) {
                Some((_, Given::Value(value))) => value.clone(),
                Some(_) | None => Value::Null,
            })
            .collect();
        if let Some(found) = found {
            if let (Found::Code(slot) | Found::Digits(slot), Some(name), None) = (found, name, alias)
                && let Some(clash) =
                    customers.clash(slot, name).filter(|clash| !self.plan.recipe.renames && !is_short_of(&clash.known, name))
            {
                problems.push(code_clash(&clash.code, &clash.known, name));
                return RowCustomer::None;
            }
            match found {
                Found::Digits(_) => warnings.push("leading_zeros_lost"),
                Found::Alias(_) => warnings.push("matched_by_alias"),
                Found::Code(_) | Found::Name(_) => {}
            }
            if code.is_none() {
                // A customer found by a name keeps the name that it has.
                for (_, value) in filled.iter().zip(&mut values).filter(|(field, _)| *field == "name") {
                    *value = Value::Null;
                }
            }
            let named = filled.iter().enumerate().filter_map(|(place, field)| {
                let (_, given) = sorted.customer.iter().find(|(name, _)| name == field)?;
                matches!(given, Given::Named { .. }).then(|| (place, given.clone()))
            });
            return RowCustomer::Known(found, values, named.collect());
        }
        if self.plan.recipe.flow.only_known_parties {
            return RowCustomer::None;
        }
        let code = code.or(name).unwrap_or_default().to_owned();
        let mut fields = vec![(kind.key.clone(), Given::Value(Value::Text(code.clone())))];
        fields.extend(sorted.customer.iter().cloned());
        if kind.fields.iter().any(|field| field.name == "name") && name.is_none() {
            fields.push(("name".to_owned(), Given::Value(Value::Text(code.clone()))));
        }
        self.validate(CUSTOMER, &fields, problems);
        RowCustomer::New { code, name: name.map(str::to_owned), fields, values }
    }

    /// The settlement terms of the row's customer.
    pub(super) fn customer_terms(&self, customer: &RowCustomer, customers: &Customers) -> Option<Terms> {
        let (_, filled) = self.plan.customer.as_ref()?;
        let of_row = |values: &[Value]| {
            terms_of(|field| filled.iter().position(|name| name == field).and_then(|place| values.get(place)).cloned().unwrap_or_default())
        };
        match customer {
            RowCustomer::None => None,
            RowCustomer::Known(found, values, _) => of_row(values).or_else(|| customers.terms(found.slot())),
            RowCustomer::New { values, .. } => of_row(values),
        }
    }
}

/// Whether one name is the other without the kind of company: the same company, called more shortly.
pub(crate) fn is_short_of(one: &str, other: &str) -> bool {
    let has_form = |name: &str| company_key(name) != company_stem(name);
    company_stem(one) == company_stem(other) && !(has_form(one) && has_form(other))
}

/// One code with two names.
pub(crate) fn code_clash(code: &str, known: &str, given: &str) -> Problem {
    Problem::new(
        "code_clash",
        format!("编号“{code}”已是“{known}”，这里却写“{given}”"),
        format!("the code `{code}` is that of `{known}`, and here it stands beside `{given}`"),
    )
}
