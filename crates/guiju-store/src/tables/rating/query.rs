//! Lists of ratings, each with its customer's current record.

use guiju_types::{RecordId, RunId, Scope};

use super::Rating;
use crate::sql::{Row, Sql};
use crate::tables::record::{Layout, Types};
use crate::tables::ruling::Standing;
use crate::{Store, StoreError, scope};

/// How the customers' table is joined and which of its columns a rating shows.
struct Customer<'a> {
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
             g.proposal, g.missing, g.components"
        )
    }

    fn from(&self) -> String {
        let customer = self.layout.map_or_else(String::new, |layout| {
            format!(" LEFT JOIN {} c ON c._record = g.customer AND c._superseded IS NULL", layout.table())
        });
        format!("rating g JOIN run u ON u.id = g.run{customer}")
    }
}

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
        missing_json: row.text(13)?,
        components_json: row.text(14)?,
        ruling: None,
        asked: None,
        answer: None,
        last_step: 0,
    })
}

impl Store {
    /// Every rating of a run with what people decided about it, by the customer's id.
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
        self.read(|connection| {
            let Some(appraisal) =
                connection.first(&Sql::with("SELECT appraisal FROM run WHERE id = ?1", [run.into()]), |row| row.text(0))?
            else {
                return Ok(());
            };
            let standing = Standing::read(connection, &appraisal, None)?;
            connection.query(&sql, &mut |row| {
                let mut rating = read(row)?;
                standing.put_beside(&mut rating);
                each(rating)
            })
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
            sql.push(" AND u.id = (SELECT max(l.id) FROM run l WHERE l.appraisal = u.appraisal AND l.month = u.month");
            sql.push(" AND NOT EXISTS (SELECT 1 FROM run_withdrawal w WHERE w.run = l.id))");
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
            // One customer's ratings are of one appraisal or few; each is looked up with its own rulings.
            for rating in &mut found {
                Standing::read(connection, &rating.appraisal, Some(&[id]))?.put_beside(rating);
            }
            Ok(found)
        })
    }
}
