//! Lists of ratings, each with its customer's current record.

use guiju_types::{FieldType, RecordId, RunId, Scope};

use super::{Rating, RatingQuery, RatingSort};
use crate::page::Keyset;
use crate::sql::{ColumnKind, Connection, LIST_END, LIST_LENGTH, LIST_START, Row, Sql};
use crate::tables::rating_override;
use crate::tables::record::{Layout, Types, contains};
use crate::{Page, Store, StoreError, scope};

/// How the customers' table is joined and which of its columns a rating shows.
struct Customer<'a> {
    types: &'a Types,
    layout: Option<&'a Layout>,
    key: String,
    name: String,
    branch: String,
    salesperson: String,
}

impl<'a> Customer<'a> {
    fn new(types: &'a Types) -> Self {
        let layout = types.find(scope::CUSTOMER).map(AsRef::as_ref);
        let text = |column: Option<String>| column.map_or_else(|| "CAST(NULL AS TEXT)".to_owned(), |column| format!("c.{column}"));
        let owner = |field: Option<&String>| {
            let column = layout.zip(field).map(|(layout, field)| layout.column(field));
            column.map_or_else(|| "CAST(NULL AS BIGINT)".to_owned(), |column| format!("c.{column}"))
        };
        Self {
            types,
            layout,
            key: text(layout.map(Layout::key_column)),
            name: text(layout.map(Layout::name_column)),
            branch: owner(layout.and_then(|layout| layout.definition.scope_unit.as_ref())),
            salesperson: owner(layout.and_then(|layout| layout.definition.scope_person.as_ref())),
        }
    }

    fn columns(&self) -> String {
        let Self { key, name, branch, salesperson, .. } = self;
        format!(
            "g.run, u.appraisal, u.month, g.customer, {key}, {name}, {branch}, {salesperson}, g.class, g.state, g.total, g.basis_percent,
             g.proposal, a.is_approved, g.missing, g.components"
        )
    }

    fn from(&self) -> String {
        let customer = self.layout.map_or_else(String::new, |layout| {
            format!(" LEFT JOIN {} c ON c._record = g.customer AND c._superseded IS NULL", layout.table())
        });
        format!("rating g JOIN run u ON u.id = g.run LEFT JOIN approval a ON a.run = g.run AND a.customer = g.customer{customer}")
    }

    /// The name of the record that an owner field of the customer refers to: the join and the column.
    fn owner_name(&self, field: Option<&String>) -> Option<(String, String)> {
        let layout = self.layout?;
        let field_name = field?;
        let field = layout.definition.fields.iter().find(|field| field.name == *field_name)?;
        let FieldType::Reference(target) = &field.kind else { return None };
        let target = self.types.find(target)?;
        let join = format!(" LEFT JOIN {} o ON o._record = c.{} AND o._superseded IS NULL", target.table(), layout.column(field_name));
        Some((join, format!("o.{}", target.name_column())))
    }
}

/// How many columns [`Customer::columns`] are.
const COLUMN_COUNT: usize = 16;

fn read(row: &Row<'_>) -> Result<Rating, StoreError> {
    let key = row.optional_text(4)?.unwrap_or_default();
    Ok(Rating {
        run: RunId(row.integer(0)?),
        appraisal: row.text(1)?,
        month: row.month(2)?,
        customer: row.record(3)?,
        customer_name: row.optional_text(5)?.unwrap_or_else(|| key.clone()),
        customer_key: key,
        branch: row.optional_record(6)?,
        salesperson: row.optional_record(7)?,
        class: row.optional_text(8)?,
        state: row.text(9)?.parse()?,
        total: row.optional_integer(10)?.map(guiju_types::Amount::from_parts),
        basis_percent: i32::try_from(row.integer(11)?).map_err(|_| StoreError::damaged("a share of the weights"))?,
        proposal: row.optional_text(12)?,
        is_approved: row.optional_boolean(13)?,
        missing_json: row.text(14)?,
        components_json: row.text(15)?,
        manual: None,
    })
}

/// Puts beside each rating the override that holds in its month.
fn add_overrides(connection: &mut Connection, ratings: &mut [Rating]) -> Result<(), StoreError> {
    let Some(appraisal) = ratings.first().map(|rating| rating.appraisal.clone()) else { return Ok(()) };
    let mut customers: Vec<RecordId> = ratings.iter().map(|rating| rating.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let standing = rating_override::standing(connection, &appraisal, &customers)?;
    let by_customer: std::collections::HashMap<RecordId, _> = standing.into_iter().map(|manual| (manual.customer, manual)).collect();
    for rating in ratings {
        let holds = |manual: &&crate::Override| (manual.from..=manual.until).contains(&rating.month);
        rating.manual = by_customer.get(&rating.customer).filter(holds).cloned();
    }
    Ok(())
}

fn page(connection: &mut Connection, types: &Types, scope: &Scope, query: &RatingQuery) -> Result<Page<Rating>, StoreError> {
    let customer = Customer::new(types);
    let mut condition = Sql::new("g.run = ");
    condition.bind(query.run);
    scope::restrict_by_customer(&mut condition, scope, types, "g.customer");
    if !query.classes.is_empty() {
        condition.push(" AND g.class").in_list(query.classes.iter().map(String::as_str));
    }
    if !query.states.is_empty() {
        condition.push(" AND g.state").in_list(query.states.iter().map(|state| state.name()));
    }
    for (column, wanted) in [(&customer.branch, query.branch), (&customer.salesperson, query.salesperson)] {
        if let Some(wanted) = wanted {
            condition.push(&format!(" AND {column} = ")).bind(wanted);
        }
    }
    if query.only_open_proposals {
        condition.push(" AND g.proposal IS NOT NULL AND a.is_approved IS NULL");
    }
    if let Some(text) = query.search.as_ref().filter(|text| !text.is_empty()) {
        condition.push(" AND (");
        contains(&mut condition, &customer.key, text);
        condition.push(" OR ");
        contains(&mut condition, &customer.name, text);
        condition.push(")");
    }
    let (join, sort, sort_kind, is_nullable) = sort(&customer, query)?;
    let (columns, from) = (customer.columns(), customer.from() + &join);
    let keyset = Keyset {
        columns: &columns,
        column_count: COLUMN_COUNT,
        from: &from,
        condition: &condition,
        sort_name: &format!("{:?}", query.sort),
        sort: &sort,
        sort_kind,
        is_nullable,
        id: "g.customer",
        is_descending: query.is_descending,
    };
    let mut page = keyset.page(connection, query.after.as_ref(), query.limit, query.with_total, read)?;
    add_overrides(connection, &mut page.items)?;
    Ok(page)
}

/// The join that a sort needs, its expression, what that gives, and whether it can be empty.
fn sort(customer: &Customer<'_>, query: &RatingQuery) -> Result<(String, String, ColumnKind, bool), StoreError> {
    let plain = |column: &str, kind, is_nullable| (String::new(), column.to_owned(), kind, is_nullable);
    let owner = |field: Option<&String>| match customer.owner_name(field) {
        Some((join, column)) => (join, column, ColumnKind::Text, true),
        None => plain(&customer.key, ColumnKind::Text, true),
    };
    let definition = customer.layout.map(|layout| &layout.definition);
    Ok(match query.sort {
        RatingSort::Key => plain(&customer.key, ColumnKind::Text, true),
        RatingSort::Name => plain(&customer.name, ColumnKind::Text, true),
        RatingSort::Total => plain("g.total", ColumnKind::Integer, true),
        RatingSort::BasisPercent => plain("g.basis_percent", ColumnKind::Integer, false),
        RatingSort::Class => plain(&class_rank(&query.class_order)?, ColumnKind::Integer, false),
        RatingSort::Branch => owner(definition.and_then(|definition| definition.scope_unit.as_ref())),
        RatingSort::Salesperson => owner(definition.and_then(|definition| definition.scope_person.as_ref())),
    })
}

/// The place of a rating's class in an order of classes. The names stand in the statement itself, since the expression is used several times
/// in it; so only plain names are taken.
fn class_rank(order: &[String]) -> Result<String, StoreError> {
    let mut whens = String::new();
    for (place, class) in order.iter().enumerate() {
        if class.is_empty() || class.contains(['\'', '\\', '?', '\0', LIST_START, LIST_END]) {
            let shown: String = class.chars().take(40).collect();
            return Err(StoreError::refused(format!("`{shown}` is no name of a class")));
        }
        whens.push_str(&format!(" WHEN g.class = '{class}' THEN {place}"));
    }
    let (after, none) = (order.len(), order.len() + 1);
    Ok(format!("CAST(CASE{whens} WHEN g.class IS NOT NULL THEN {after} ELSE {none} END AS BIGINT)"))
}

impl Store {
    /// A page of a run's ratings.
    pub fn ratings(&self, scope: &Scope, query: &RatingQuery) -> Result<Page<Rating>, StoreError> {
        let types = self.types();
        self.read(|connection| page(connection, &types, scope, query))
    }

    /// Every rating of a run, by the customer's id. Overrides are not looked up.
    pub fn ratings_of_run(
        &self,
        scope: &Scope,
        run: RunId,
        each: &mut dyn FnMut(Rating) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let types = self.types();
        let customer = Customer::new(&types);
        let mut sql = Sql::new(&format!("SELECT {} FROM {} WHERE g.run = ", customer.columns(), customer.from()));
        sql.bind(run);
        scope::restrict_by_customer(&mut sql, scope, &types, "g.customer");
        sql.push(" ORDER BY g.customer");
        self.read(|connection| connection.query(&sql, &mut |row| each(read(row)?)))
    }

    /// These customers' ratings in a run, by the customer's id; for the page of a list of customers.
    pub fn ratings_of_customers(&self, scope: &Scope, run: RunId, customers: &[RecordId]) -> Result<Vec<Rating>, StoreError> {
        let types = self.types();
        let customer = Customer::new(&types);
        let mut sorted = customers.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        self.read(|connection| {
            let mut found = Vec::with_capacity(sorted.len());
            for chunk in sorted.chunks(LIST_LENGTH) {
                let mut sql = Sql::new(&format!("SELECT {} FROM {} WHERE g.run = ", customer.columns(), customer.from()));
                sql.bind(run).push(" AND g.customer").in_list(chunk.iter().copied());
                scope::restrict_by_customer(&mut sql, scope, &types, "g.customer");
                sql.push(" ORDER BY g.customer");
                found.extend(connection.rows(&sql, read)?);
            }
            add_overrides(connection, &mut found)?;
            Ok(found)
        })
    }

    /// One customer's rating in a run.
    pub fn rating(&self, scope: &Scope, run: RunId, customer: RecordId) -> Result<Option<Rating>, StoreError> {
        let found = self.of_customer(scope, customer, |sql| {
            sql.push(" AND g.run = ").bind(run);
        })?;
        Ok(found.into_iter().next())
    }

    /// One customer's ratings by an appraisal, of each month's latest run, the latest month first.
    pub fn ratings_of(&self, scope: &Scope, appraisal: &str, customer: RecordId) -> Result<Vec<Rating>, StoreError> {
        self.of_customer(scope, customer, |sql| {
            sql.push(" AND u.appraisal = ").bind(appraisal);
            sql.push(" AND u.id = (SELECT max(l.id) FROM run l WHERE l.appraisal = u.appraisal AND l.month = u.month)");
        })
    }

    fn of_customer(&self, scope: &Scope, id: RecordId, restrict: impl FnOnce(&mut Sql)) -> Result<Vec<Rating>, StoreError> {
        let types = self.types();
        let customer = Customer::new(&types);
        let mut sql = Sql::new(&format!("SELECT {} FROM {} WHERE g.customer = ", customer.columns(), customer.from()));
        sql.bind(id);
        restrict(&mut sql);
        scope::restrict_by_customer(&mut sql, scope, &types, "g.customer");
        sql.push(" ORDER BY u.month DESC, u.id DESC");
        self.read(|connection| {
            let mut found = connection.rows(&sql, read)?;
            add_overrides(connection, &mut found)?;
            Ok(found)
        })
    }
}
