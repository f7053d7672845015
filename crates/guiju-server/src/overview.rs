//! Overviews of customers on the wire: the rows of lists, and which part of them a page shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_rulebook::CompiledAppraisal;
use guiju_runtime::Company;
use guiju_runtime::operations::{
    self, ComponentBrief, Overview, OverviewFilter, OverviewQuery, OverviewRow, OverviewSort, ProposalState, RatingBrief,
};
use guiju_store::{RatingState, Ruling};
use guiju_types::{Month, RecordId, RunId, Scope};

use crate::cache::Figures;
use crate::dto::customer::{CustomerRow, CustomerSums};
use crate::dto::page::PageQuery;
use crate::dto::rating::{self, ComponentSummary, RatingSummary};
use crate::dto::ruling::Ruling as RulingView;
use crate::dto::scalar::{Choice, Decimal, Text, YearMonth};
use crate::error::{ApiError, ErrorCode};
use crate::names::{CREDIT, CustomerType, Names, choice};
use crate::rulings;

/// The overview of a query, computed once for each state of the data.
pub(crate) fn read(figures: &Figures, company: &Company, scope: &Scope, query: &OverviewQuery) -> Result<Arc<Overview>, ApiError> {
    figures.get(company, scope, &format!("{query:?}"), || Ok(operations::overview(company, scope, query)?))
}

/// The query of a month's customers: what is owed at the month's end.
pub(crate) fn of_month(month: Month, run: Option<i64>, from: Option<Month>) -> OverviewQuery {
    OverviewQuery { appraisal: CREDIT.to_owned(), month: Some(month), run: run.map(RunId), from, as_of: month.last_day(), known_at: None }
}

/// A page of selected rows, with the place where the next one begins.
pub(crate) fn page<'a>(
    overview: &Overview,
    rows: &[&'a OverviewRow],
    query: &PageQuery,
    order: (OverviewSort, bool),
) -> Result<(Vec<&'a OverviewRow>, Option<String>), ApiError> {
    let start = match query.after.as_deref() {
        None => 0,
        Some(after) => {
            let id = after.parse::<i64>().map_err(|_| bad_cursor())?;
            // The row may have left the filter since; its place in the order is what counts.
            let last = overview.rows.iter().find(|row| row.id.0 == id).ok_or_else(bad_cursor)?;
            rows.partition_point(|row| overview.compare(row, last, order.0, order.1).is_le())
        }
    };
    let shown: Vec<&OverviewRow> = rows.iter().skip(start).take(query.limit()).copied().collect();
    let next = if start + shown.len() < rows.len() { shown.last().map(|row| row.id.to_string()) } else { None };
    Ok((shown, next))
}

fn bad_cursor() -> ApiError {
    ApiError::new(ErrorCode::Stale, "the list has changed since its first page", "列表已变化").help("start from the first page")
}

/// What rows are worded with.
pub(crate) struct Wording {
    units: Names,
    people: Names,
    terms: Vec<Choice>,
    proposals: Vec<Choice>,
    measures: BTreeMap<String, Text>,
    appraisal: Option<CompiledAppraisal>,
}

impl Wording {
    /// For these rows.
    pub(crate) fn of(company: &Company, rows: &[&OverviewRow]) -> Result<Self, ApiError> {
        let customers = CustomerType::of(company)?;
        let appraisal = company.rulebook().appraisal(CREDIT);
        Ok(Self {
            units: Names::of_owners(company, &customers.unit_kind(), rows.iter().filter_map(|row| row.branch))?,
            people: Names::of_owners(company, &customers.person_kind(), rows.iter().filter_map(|row| row.salesperson))?,
            terms: customers.terms(),
            proposals: appraisal.map(proposals).unwrap_or_default(),
            measures: appraisal.map(measures).unwrap_or_default(),
            appraisal: appraisal.cloned(),
        })
    }

    /// A customer of a list.
    pub(crate) fn row(&self, row: &OverviewRow, month: Option<Month>) -> CustomerRow {
        let rating = row.rating.as_ref();
        let pending = rating.filter(|rating| rating.proposal_state() == Some(ProposalState::Pending));
        CustomerRow {
            id: row.id.0,
            code: row.code.clone(),
            name: row.name.clone(),
            branch: self.units.get(row.branch),
            salesperson: self.people.get(row.salesperson),
            terms: row.terms.as_deref().map(|terms| choice(&self.terms, terms)),
            class: rating.and_then(|rating| rating.class.clone()),
            computed_class: rating.and_then(|rating| rating.computed_class.clone()),
            because: self.because(rating),
            is_overridden: rating.is_some_and(RatingBrief::is_overridden),
            is_asked: rating.is_some_and(|rating| rating.asked.is_some()),
            seen: rating.map(|rating| rating.seen().to_string()),
            proposal: pending.and_then(|rating| rating.proposal.as_deref()).map(|name| choice(&self.proposals, name)),
            state: rating.map(|rating| state(rating.state)),
            total: rating.and_then(|rating| rating.total).map(Decimal::from),
            month: month.filter(|_| rating.is_some()).map(YearMonth),
            open: row.figures.open.into(),
            overdue: row.figures.overdue.into(),
            not_due: row.figures.not_due.into(),
            unallocated: row.figures.unallocated.into(),
            days_late_max: row.figures.days_late_max,
        }
    }

    /// Why the class in force is not the computed one.
    pub(crate) fn because(&self, rating: Option<&RatingBrief>) -> Option<Text> {
        Some((&operations::because(self.appraisal.as_ref()?, rating?.ruling.as_deref()?)).into())
    }

    /// The measures of a rating.
    pub(crate) fn components(&self, rating: Option<&RatingBrief>) -> Vec<ComponentSummary> {
        rating.into_iter().flat_map(|rating| &rating.components).map(|component| self.component(component)).collect()
    }

    /// Why a rating gives no class: the measures that are unknown.
    pub(crate) fn missing(&self, rating: Option<&RatingBrief>) -> Vec<Choice> {
        let components = rating.into_iter().flat_map(|rating| &rating.components);
        let missing = components.filter_map(|component| Some((&component.measure, component.missing.as_ref()?)));
        missing.map(|(measure, reason)| Choice { value: measure.clone(), label: reason.into() }).collect()
    }

    /// A measure on screens.
    pub(crate) fn measure(&self, name: &str) -> Text {
        self.measures.get(name).cloned().unwrap_or_else(|| Text::new(name, name))
    }

    fn component(&self, component: &ComponentBrief) -> ComponentSummary {
        ComponentSummary {
            measure: component.measure.clone(),
            label: self.measure(&component.measure),
            weight: Decimal(component.weight.clone()),
            score: component.score.clone().map(Decimal),
            points: component.points.clone().map(Decimal),
        }
    }

    /// A rating in short.
    pub(crate) fn summary(&self, month: Month, edition: &str, brief: &RatingBrief, previous_class: Option<String>) -> RatingSummary {
        RatingSummary {
            month: YearMonth(month),
            class: brief.class.clone(),
            computed_class: brief.computed_class.clone(),
            state: state(brief.state),
            total: brief.total.map(Decimal::from),
            basis_percent: u32::try_from(brief.basis_percent).unwrap_or(0),
            components: self.components(Some(brief)),
            ruling: self.beside(brief.ruling.as_deref()),
            asked: self.beside(brief.asked.as_deref()),
            seen: brief.seen().to_string(),
            proposal: self.proposal(brief),
            previous_class,
            edition: edition.to_owned(),
        }
    }

    /// A proposal with its state and the answer to it.
    pub(crate) fn proposal(&self, brief: &RatingBrief) -> Option<rating::Proposal> {
        let name = brief.proposal.as_deref()?;
        let state = match brief.proposal_state()? {
            ProposalState::Pending => rating::ProposalState::Pending,
            ProposalState::Approved => rating::ProposalState::Approved,
            ProposalState::Refused => rating::ProposalState::Refused,
        };
        let answer = self.beside(brief.answer.as_deref());
        Some(rating::Proposal { name: name.to_owned(), label: choice(&self.proposals, name).label, state, answer })
    }

    /// A ruling on the page of its customer.
    pub(crate) fn beside(&self, ruling: Option<&Ruling>) -> Option<RulingView> {
        Some(rulings::beside(self.appraisal.as_ref()?, ruling?))
    }
}

fn proposals(appraisal: &CompiledAppraisal) -> Vec<Choice> {
    appraisal.proposals.iter().map(|proposal| Choice { value: proposal.name.to_string(), label: (&proposal.label).into() }).collect()
}

fn measures(appraisal: &CompiledAppraisal) -> BTreeMap<String, Text> {
    appraisal.measures.iter().map(|measure| (measure.name.clone(), (&measure.label).into())).collect()
}

/// The state of a rating on the wire.
pub(crate) fn state(state: RatingState) -> rating::RatingState {
    match state {
        RatingState::Rated => rating::RatingState::Rated,
        RatingState::NotRated => rating::RatingState::NotRated,
        RatingState::Activity => rating::RatingState::Activity,
        RatingState::Internal => rating::RatingState::Internal,
    }
}

/// Every state with its label.
pub(crate) fn states() -> Vec<Choice> {
    let choice = |value: &str, zh: &str, en: &str| Choice { value: value.to_owned(), label: Text::new(zh, en) };
    vec![
        choice("rated", "已评级", "rated"),
        choice("not_rated", "未评级", "not rated"),
        choice("activity", "活跃度评分", "activity score"),
        choice("internal", "内部单位", "internal"),
    ]
}

/// The sums over rows.
pub(crate) fn sums(rows: &[&OverviewRow]) -> CustomerSums {
    CustomerSums {
        open: rows.iter().map(|row| row.figures.open).sum::<guiju_types::Amount>().into(),
        overdue: rows.iter().map(|row| row.figures.overdue).sum::<guiju_types::Amount>().into(),
        not_due: rows.iter().map(|row| row.figures.not_due).sum::<guiju_types::Amount>().into(),
    }
}

/// Ids separated by commas.
pub(crate) fn ids(field: &str, text: Option<&str>) -> Result<Vec<RecordId>, ApiError> {
    let parts = text.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            part.parse()
                .map(RecordId)
                .map_err(|_| ApiError::invalid(field, format!("`{}` is not an id", shortened(part)), "不是有效的编号"))
        })
        .collect()
}

/// Names separated by commas.
pub(crate) fn names(text: Option<&str>) -> Vec<String> {
    let parts = text.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(ToOwned::to_owned).collect()
}

/// Names separated by commas, of which `none` is "without one".
pub(crate) fn names_or_none(text: Option<&str>) -> Vec<Option<String>> {
    names(text).into_iter().map(|name| (name != "none").then_some(name)).collect()
}

/// States separated by commas, of which `none` is "not in any run".
pub(crate) fn states_or_none(text: Option<&str>) -> Result<Vec<Option<RatingState>>, ApiError> {
    let state = |name: Option<String>| name.map(|name| name.parse().map_err(ApiError::from)).transpose();
    names_or_none(text).into_iter().map(state).collect()
}

/// Hostile input is not repeated at length.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Why a list is empty.
pub(crate) fn empty_because(overview: &Overview, filter: &OverviewFilter, rows: &[&OverviewRow]) -> Option<Text> {
    if !rows.is_empty() {
        return None;
    }
    Some(if overview.rows.is_empty() {
        Text::new(
            "您的数据范围内还没有客户；请先导入客户或应收数据",
            "there are no customers in your scope yet; import customers or receivables first",
        )
    } else if *filter == OverviewFilter::default() {
        Text::new("没有客户", "there are no customers")
    } else {
        Text::new("没有客户符合这些筛选条件；请放宽条件", "no customer meets these filters; widen them")
    })
}
