//! `GET /api/v1/workbench`: what waits for the person who is signed in.

use guiju_runtime::Company;
use guiju_runtime::allocation::open_clearings;
use guiju_runtime::operations::{self, Movement, Overview, OverviewFilter, OverviewSort, ProposalState};
use guiju_store::{ImportState, RulingQuery, RulingState, Run};
use guiju_types::{Date, Month, Scope};

use crate::dto::scalar::{Day, Text};
use crate::dto::workbench::{WorkItem, Workbench};
use crate::error::ApiError;
use crate::names::CREDIT;
use crate::overview;
use crate::routes::customers::list::now;
use crate::session::{Caller, Right};
use crate::today::today;

/// What waits for the person who is signed in, and what has changed in the customers that this person sees.
#[utoipa::path(get, path = "/workbench", tag = "workbench", responses((status = 200, body = Workbench), ApiError))]
pub(crate) async fn read_workbench(caller: Caller) -> Result<axum::Json<Workbench>, ApiError> {
    let app = caller.app().clone();
    let who = caller.clone();
    let read = caller.with(move |company, scope| {
        let today = today(company)?;
        let mut tasks = Vec::new();
        let runs = company.store().runs(CREDIT)?;
        if who.may(Right::Import) && company.store().entry_counts()?.is_empty() {
            tasks.push(item(
                "set_up",
                ("还没有数据：先导入一份应收清单", "no data yet: import a list of receivables first"),
                1,
                "/imports/new",
            ));
        }
        tasks.extend(rulings(&who, company, scope)?);
        let overview = overview::read(app.figures(), company, scope, &now(company)?)?;
        if who.may(Right::DecideProposal) {
            tasks.extend(proposals(&overview));
        }
        if who.may(Right::Rate) {
            tasks.extend(months(company, runs.first(), today)?);
        }
        if who.may(Right::Import) {
            tasks.extend(imports(company, scope)?);
        }
        if who.may(Right::EditRulebook) && company.store().draft()?.is_some_and(|draft| !draft.files.is_empty()) {
            tasks.push(item("draft", ("制度有未发布的草稿", "the rulebook has a draft that is not published"), 1, "/rulebook/decisions"));
        }
        Ok(Workbench { today: Day(today), tasks, news: news(&overview) })
    });
    read.await.map(axum::Json)
}

fn item(kind: &str, (zh, en): (&str, &str), count: usize, path: &str) -> WorkItem {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    WorkItem { kind: kind.to_owned(), label: Text::new(zh, en), count, detail: None, amount: None, path: path.to_owned() }
}

/// Classes that others asked for, and the caller's own that wait.
fn rulings(who: &Caller, company: &Company, scope: &Scope) -> Result<Vec<WorkItem>, ApiError> {
    let query = RulingQuery { states: vec![RulingState::Asked], limit: 1_000, ..RulingQuery::new(CREDIT) };
    let waiting = company.store().rulings(scope, &query)?;
    let name = &who.user().name;
    let (own, others): (Vec<_>, Vec<_>) = waiting.iter().partition(|ruling| ruling.steps.first().is_some_and(|step| step.actor == *name));
    let mut items = Vec::new();
    if !others.is_empty() && who.may(Right::DecideProposal) {
        let label = ("人工调级待审批", "classes asked for by hand wait for your answer");
        items.push(item("answer_rulings", label, others.len(), "/rulings?state=asked"));
    }
    if !own.is_empty() {
        let label = ("您提出的调级，等待他人审批", "classes that you asked for wait for somebody else");
        items.push(item("own_rulings", label, own.len(), "/rulings?state=asked"));
    }
    Ok(items)
}

/// What the latest month proposes.
fn proposals(overview: &Overview) -> Option<WorkItem> {
    let month = overview.run.as_ref()?.month;
    let filter = OverviewFilter { proposals: vec![ProposalState::Pending], ..OverviewFilter::default() };
    let waiting = overview.select(&filter, OverviewSort::Code, false);
    let label = ("建议付款买单，待审批", "pay before release is proposed and waits");
    let overdue: guiju_types::Amount = waiting.iter().map(|row| row.figures.overdue).sum();
    let detail = Text::new(format!("{month} 评级"), format!("rating of {month}"));
    let found =
        WorkItem { detail: Some(detail), amount: Some(overdue.into()), ..item("answer_proposals", label, waiting.len(), "/rulings") };
    (!waiting.is_empty()).then_some(found)
}

/// The last finished month where it is not rated, and the latest rated one where its figures no longer stand.
fn months(company: &Company, latest: Option<&Run>, today: Date) -> Result<Vec<WorkItem>, ApiError> {
    let finished = Month::of(today).plus(-1);
    let mut items = Vec::new();
    if latest.is_none_or(|run| run.month < finished) && !company.store().entry_counts()?.is_empty() {
        let label = (format!("{finished} 还没有评级"), format!("{finished} has not been rated"));
        items.push(item("rate_month", (&label.0, &label.1), 1, &format!("/ratings?rate={finished}")));
    }
    if let Some(run) = latest {
        let changes = operations::changes_since(company, run)?;
        if let Some(first) = changes.first() {
            let label = (format!("{} 的评级已不是最新", run.month), format!("the rating of {} no longer stands", run.month));
            let found = item("stale_month", (&label.0, &label.1), changes.len(), &format!("/ratings/{}", run.month));
            items.push(WorkItem { detail: Some(first.into()), ..found });
        }
    }
    Ok(items)
}

/// Rows that did not come in, and settlements that nobody has explained.
fn imports(company: &Company, scope: &Scope) -> Result<Vec<WorkItem>, ApiError> {
    let mut items = Vec::new();
    let open = open_clearings(company.store(), scope, None)?.iter().filter(|open| open.unknown.is_none()).count();
    if open > 0 {
        let label = ("后来的清单里没有了，结清方式待确认", "later lists no longer have them: by what were they settled?");
        items.push(item("clearings", label, open, "/imports"));
    }
    let imports = company.store().imports()?;
    let latest = imports.iter().find(|import| import.state == ImportState::Finished && import.undone_at.is_none());
    if let Some(import) = latest {
        let report: serde_json::Value = import.report_json.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        let rejected = report.get("rows_rejected").and_then(serde_json::Value::as_u64).unwrap_or(0);
        if rejected > 0 {
            let label = ("最近一次导入有未进来的行", "rows of the latest import did not come in");
            let found = item("rejected_rows", label, 0, &format!("/imports/{}", import.id));
            items.push(WorkItem { count: rejected, detail: Some(Text::new(&import.file_name, &import.file_name)), ..found });
        }
    }
    Ok(items)
}

/// So many days past due is new.
const NEWLY_LATE_DAYS: i64 = 7;

/// Who fell in the latest month, and whose first item fell due within the week.
fn news(overview: &Overview) -> Vec<WorkItem> {
    let mut items = Vec::new();
    if let Some(run) = &overview.run {
        let filter = OverviewFilter { movements: vec![Movement::Down, Movement::Lost], ..OverviewFilter::default() };
        let fell = overview.select(&filter, OverviewSort::Code, false).len();
        if fell > 0 {
            let label =
                (format!("{} 等级下降或失去等级的客户", run.month), format!("customers that fell or lost their class in {}", run.month));
            items.push(item("fell", (&label.0, &label.1), fell, &format!("/ratings/{}?movement=down,lost", run.month)));
        }
    }
    let is_new = |days: Option<i64>| days.is_some_and(|days| (1..=NEWLY_LATE_DAYS).contains(&days));
    let late = overview.rows.iter().filter(|row| is_new(row.figures.days_late_max)).count();
    if late > 0 {
        items.push(item(
            "newly_late",
            ("一周内新出现逾期的客户", "customers newly overdue within a week"),
            late,
            "/customers?has_overdue=true&sort=days_late_max&dir=asc",
        ));
    }
    items
}
