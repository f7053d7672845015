//! Imports on the wire: recipes, proposals and reports in both directions, and where recipes and rejected rows are kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use guiju_documents::{OpenOptions, TableFormat};
use guiju_runtime::Company;
use guiju_runtime::import::{self, ColumnRule, DerivedRule, FileRule, ImportError, Proposal, Reason, RefusedRows};
use guiju_store::{Import, ImportState};
use guiju_types::{Coverage, EntryKind, Locale};

use crate::dto::import::{
    ColumnProposal, DateOrder, ImportProposal, ImportReport, ImportSummary, KnownAt, Recipe, RecipeColumn, RecipeCoverage, RecipeDerived,
    RecipeRest, RejectedRow, SavedRecipe,
};
use crate::dto::scalar::{Choice, Day, Instant, LabelledCount, Text};
use crate::error::{ApiError, ErrorCode};
use crate::import_proof;
use crate::names::kind_label;
use crate::uploads::Uploads;

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Document(error) => error.into(),
            ImportError::Store(error) => error.into(),
            ImportError::Spool(error) | ImportError::Thread(error) => Self::internal(error),
            error @ (ImportError::Recipe(_)
            | ImportError::Answers(_)
            | ImportError::BadRecipe { .. }
            | ImportError::MissingColumns { .. }
            | ImportError::AlreadyBucketed { .. }
            | ImportError::NotRecognised { .. }) => {
                let zh = refusal(&error).map_or_else(|| "导入方案不适用于这个文件".to_owned(), |text| text.zh);
                Self::new(ErrorCode::ImportRefused, error.to_string(), zh)
            }
        }
    }
}

/// Why a file cannot be imported at all, in both languages; `None` where something else is wrong.
pub(crate) fn refusal(error: &ImportError) -> Option<Text> {
    let zh = match error {
        ImportError::AlreadyBucketed { columns, .. } => {
            let columns = columns.join("、");
            format!(
                "这是一张已经分好账龄段的表（{columns}）：看不出是哪些票、何时到期，无法据此计算任何其他日期的账龄。请改为导出未清项明细（每票一行，含日期、到期日和金额）"
            )
        }
        ImportError::NotRecognised { .. } => "认不出这个文件的表头。请使用模板，或在导入方案中指明各列".to_owned(),
        ImportError::Document(_)
        | ImportError::Store(_)
        | ImportError::Recipe(_)
        | ImportError::Answers(_)
        | ImportError::BadRecipe { .. }
        | ImportError::MissingColumns { .. }
        | ImportError::Spool(_)
        | ImportError::Thread(_) => return None,
    };
    Some(Text::new(zh, error.to_string()))
}

/// The target that says when a row's facts became known.
const KNOWN_AT: &str = "known_at";

/// A recipe as the importer takes it.
pub(crate) fn to_runtime(recipe: &Recipe) -> Result<import::Recipe, ApiError> {
    let mut columns: Vec<ColumnRule> = Vec::with_capacity(recipe.columns.len());
    for column in recipe.columns.iter().filter(|column| !column.target.is_empty()) {
        columns.push(ColumnRule { to: Some(column.target.clone()), ..column_rule(column)? });
    }
    for column in &recipe.rest.inputs {
        columns.push(column_rule(column)?);
    }
    if let KnownAt::Column { header } = &recipe.known_at {
        columns.push(ColumnRule { from: header.clone(), to: Some(KNOWN_AT.to_owned()), ..ColumnRule::default() });
    }
    let currency = |code: &String| code.parse().map_err(|_| ApiError::invalid("currency", "use codes as USD", "请使用 USD 这样的币别代码"));
    let rates = recipe.rest.rates.iter().map(|(code, rate)| Ok((currency(code)?, rate.clone())));
    // A saved recipe keeps one period for each fact; a run takes all of them as they are.
    let mut coverage = recipe.coverage_rules.clone();
    for period in &recipe.coverage {
        coverage.insert(period.fact.clone(), format!("{}..{}", period.from.0, period.to.0));
    }
    let reading = reading(&recipe.rest.reading)?;
    Ok(import::Recipe {
        name: recipe.name.clone().unwrap_or_default().trim().to_owned(),
        label: recipe.rest.label.clone().map(|label| guiju_types::Text::new(label.zh, label.en)),
        scope: recipe.rest.scope.clone(),
        gives: recipe.gives.clone(),
        known_at: match &recipe.known_at {
            KnownAt::Now => import::KnownAt::Now,
            KnownAt::BusinessDate => import::KnownAt::BusinessDate,
            KnownAt::Column { .. } => import::KnownAt::Column,
        },
        base_currency: recipe.rest.base_currency.as_ref().map(currency).transpose()?,
        terms: recipe.terms.clone(),
        file: FileRule {
            sheet: recipe.sheet.clone(),
            header_row: recipe.header_row,
            encoding: recipe.rest.encoding.clone(),
            delimiter: one_sign("delimiter", recipe.rest.delimiter.as_deref())?,
            ..reading.file.clone()
        },
        constants: recipe.constants.clone(),
        keys: recipe.rest.keys.clone(),
        coverage,
        rates: rates.collect::<Result<_, ApiError>>()?,
        columns,
        derived: recipe.derived.iter().map(|rule| DerivedRule { to: rule.to.clone(), value: rule.value.clone() }).collect(),
        ..reading
    })
}

/// What the wire carries of a recipe without showing it.
fn reading(value: &serde_json::Value) -> Result<import::Recipe, ApiError> {
    if value.is_null() {
        return Ok(import::Recipe::default());
    }
    serde_json::from_value(value.clone())
        .map_err(|error| ApiError::invalid("reading", error.to_string(), "文件的读法不能识别，请重新上传文件"))
}

/// The rest of a recipe, without what the wire shows.
fn unseen(recipe: &import::Recipe) -> serde_json::Value {
    let unseen = import::Recipe {
        label: None,
        gives: Vec::new(),
        constants: BTreeMap::new(),
        keys: BTreeMap::new(),
        coverage: BTreeMap::new(),
        rates: BTreeMap::new(),
        columns: Vec::new(),
        derived: Vec::new(),
        ..recipe.clone()
    };
    serde_json::to_value(unseen).unwrap_or_default()
}

fn column_rule(column: &RecipeColumn) -> Result<ColumnRule, ApiError> {
    let currency = column.currency.as_deref().filter(|code| !code.is_empty()).map(str::parse).transpose();
    Ok(ColumnRule {
        from: column.header.clone(),
        to: None,
        date_order: column.date_order.map(|order| match order {
            DateOrder::Ymd => import::DateOrder::Ymd,
            DateOrder::Mdy => import::DateOrder::Mdy,
            DateOrder::Dmy => import::DateOrder::Dmy,
        }),
        decimal: one_sign("decimal", column.decimal.as_deref())?,
        unit: column.unit,
        round: column.round.unwrap_or(false),
        width: column.width.and_then(|width| usize::try_from(width).ok()),
        currency: currency.map_err(|_| ApiError::invalid("currency", "use a code as CNY or USD", "请使用 CNY、USD 这样的币别代码"))?,
        text: column.text.unwrap_or(false),
        optional: column.optional.unwrap_or(false),
        name: column.name.clone(),
    })
}

fn one_sign(field: &str, text: Option<&str>) -> Result<Option<char>, ApiError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => Ok(Some(sign)),
        _ => Err(ApiError::invalid(field, "give one character", "请只填一个字符")),
    }
}

/// The periods that a person declared; `None` leaves it to the recipe's rules.
pub(crate) fn declared(recipe: &Recipe) -> Option<Vec<Coverage>> {
    let period = |period: &RecipeCoverage| Coverage { fact: period.fact.clone(), from: period.from.0, to: period.to.0 };
    (!recipe.coverage.is_empty()).then(|| recipe.coverage.iter().map(period).collect())
}

/// A recipe on the wire.
pub(crate) fn from_runtime(recipe: &import::Recipe) -> Recipe {
    let mut wire = Recipe {
        name: Some(recipe.name.clone()).filter(|name| !name.is_empty()),
        sheet: recipe.file.sheet.clone(),
        header_row: recipe.file.header_row,
        coverage_rules: recipe.coverage.clone(),
        gives: recipe.gives.clone(),
        terms: recipe.terms.clone(),
        constants: recipe.constants.clone(),
        derived: recipe.derived.iter().map(|rule| RecipeDerived { to: rule.to.clone(), value: rule.value.clone() }).collect(),
        rest: RecipeRest {
            label: recipe.label.as_ref().map(Text::from),
            scope: recipe.scope.clone(),
            base_currency: recipe.base_currency.map(|currency| currency.to_string()),
            encoding: recipe.file.encoding.clone(),
            delimiter: recipe.file.delimiter.map(String::from),
            keys: recipe.keys.clone(),
            rates: recipe.rates.iter().map(|(currency, rate)| (currency.to_string(), rate.clone())).collect(),
            reading: unseen(recipe),
            inputs: Vec::new(),
        },
        ..Recipe::default()
    };
    for rule in &recipe.columns {
        let column = wire_column(rule);
        match rule.to.as_deref() {
            Some(KNOWN_AT) if recipe.known_at == import::KnownAt::Column => wire.known_at = KnownAt::Column { header: rule.from.clone() },
            Some(target) => wire.columns.push(RecipeColumn { target: target.to_owned(), ..column }),
            None => wire.rest.inputs.push(column),
        }
    }
    if recipe.known_at == import::KnownAt::BusinessDate {
        wire.known_at = KnownAt::BusinessDate;
    }
    wire
}

fn wire_column(rule: &ColumnRule) -> RecipeColumn {
    RecipeColumn {
        header: rule.from.clone(),
        index: None,
        target: String::new(),
        date_order: rule.date_order.map(|order| match order {
            import::DateOrder::Ymd => DateOrder::Ymd,
            import::DateOrder::Mdy => DateOrder::Mdy,
            import::DateOrder::Dmy => DateOrder::Dmy,
        }),
        currency: rule.currency.map(|currency| currency.to_string()),
        decimal: rule.decimal.map(String::from),
        unit: rule.unit,
        round: rule.round.then_some(true),
        width: rule.width.and_then(|width| u32::try_from(width).ok()),
        text: rule.text.then_some(true),
        optional: rule.optional.then_some(true),
        name: rule.name.clone(),
    }
}

/// A proposal on the wire.
pub(crate) fn proposal(company: &Company, proposal: &Proposal) -> ImportProposal {
    let columns = proposal.columns.iter().enumerate().map(|(index, column)| ColumnProposal {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        header: column.header.clone(),
        sample: column.samples.clone(),
        target: column.to.clone(),
        confidence: column.confidence,
        reason: (&column.reason).into(),
    });
    let mut gives: Vec<String> = proposal.recipe.gives.clone();
    if gives.is_empty() {
        let targets = proposal.recipe.columns.iter().filter_map(|column| column.to.as_deref());
        for thing in targets.filter_map(|target| target.split_once('.')).map(|(thing, _)| thing) {
            if !gives.iter().any(|known| known == thing) {
                gives.push(thing.to_owned());
            }
        }
    }
    let choice = |name: String| Choice { label: kind_label(company, &name), value: name };
    let mut recipe = from_runtime(&proposal.recipe);
    for column in &mut recipe.columns {
        let place = proposal.columns.iter().position(|known| known.header == column.header);
        column.index = place.and_then(|place| u32::try_from(place).ok());
    }
    ImportProposal {
        recipe,
        kind: proposal.kind.as_ref().map(import_proof::kind),
        rival: proposal.rival.as_ref().map(import_proof::kind),
        like: proposal.like.as_ref().map(import_proof::like),
        proofs: proposal.proofs.iter().map(import_proof::proof).collect(),
        money: import_proof::money(&proposal.money),
        is_whole: proposal.is_whole,
        answers: proposal.recipe.answers.clone(),
        sheet: proposal.sheet.clone(),
        header_row: proposal.header_row,
        columns: columns.collect(),
        gives: gives.into_iter().map(choice).collect(),
        remembered: proposal.remembered.iter().map(import_proof::remembered).collect(),
        questions: proposal.questions.iter().map(|question| import_proof::question(company, question)).collect(),
        is_complete: proposal.is_complete,
        first_rows: proposal.rows.clone(),
    }
}

/// A report on the wire.
pub(crate) fn report(company: &Company, report: &import::ImportReport, has_rejected_workbook: bool) -> ImportReport {
    let reasons = |counts: &BTreeMap<String, u64>| {
        let counted = counts.iter().map(|(name, count)| LabelledCount {
            name: name.clone(),
            label: report.reasons.get(name).map_or_else(|| Text::new(name, name), |reason: &Reason| (&reason.text).into()),
            count: *count,
        });
        counted.collect()
    };
    let is_entry = |kind: &str| kind.parse::<EntryKind>().is_ok();
    let mut records: BTreeMap<String, u64> = report.changed.clone();
    let mut entries = BTreeMap::new();
    for (kind, count) in &report.created {
        let counts = if is_entry(kind) { &mut entries } else { &mut records };
        *counts.entry(kind.clone()).or_default() += count;
    }
    ImportReport {
        import: report.import.map(|id| id.0),
        file: report.file.clone(),
        sheet: report.sheet.clone(),
        recipe: report.recipe.clone(),
        header_row: report.header_row,
        is_dry_run: report.is_dry_run,
        is_resumed: report.is_resumed,
        is_complete: report.is_complete,
        rows_read: report.rows_read,
        rows_accepted: report.rows_accepted,
        rows_rejected: report.rows_rejected,
        rows_already_known: report.rows_already_there,
        rows_skipped: report.rows_skipped.clone(),
        rejected_by_reason: reasons(&report.rejected_by_reason),
        warnings: reasons(&report.warnings),
        records,
        entries,
        changed: report.changed.clone(),
        file_kind: report.kind.as_ref().map(|kind| Choice { value: kind.clone(), label: file_kind_label(company, kind) }),
        sheets: report.sheets.clone(),
        proofs: report.proofs.iter().map(import_proof::proof).collect(),
        money: import_proof::money(&report.money),
        owing: import_proof::owing(&report.owing),
        rows: report.rows.iter().map(import_proof::fate).collect(),
        columns: report.columns.clone(),
        as_of: report.as_of.map(Day),
        coverage: report.coverage.iter().map(covered).collect(),
        first_date: report.first_date.map(Day),
        last_date: report.last_date.map(Day),
        rests_on_asserted: report.rests_on_asserted,
        rejected_sample: report.first_rejected.iter().map(rejected).collect(),
        allocated: None,
        has_rejected_workbook,
    }
}

/// A kind of file on screens, by its name.
fn file_kind_label(company: &Company, name: &str) -> Text {
    let known = company.rulebook().imports().kinds.iter().find(|kind| kind.name == name);
    known.map_or_else(|| Text::new(name, name), |kind| (&kind.label).into())
}

/// A covered period on the wire.
pub(crate) fn covered(coverage: &Coverage) -> RecipeCoverage {
    RecipeCoverage { fact: coverage.fact.clone(), from: Day(coverage.from), to: Day(coverage.to) }
}

fn rejected(row: &import::Rejection) -> RejectedRow {
    RejectedRow { row: row.row, column: row.column.clone(), reason: row.code.clone(), text: (&row.text).into() }
}

/// The report that an import left.
pub(crate) fn kept_report(import: &Import) -> Option<import::ImportReport> {
    serde_json::from_str(import.report_json.as_deref()?).ok()
}

/// An import in the history.
pub(crate) fn summary(import: &Import, may_undo: bool) -> ImportSummary {
    use crate::dto::import::ImportState as Wire;
    let report = kept_report(import);
    let state = match import.state {
        ImportState::Running => Wire::Unfinished,
        ImportState::Finished => Wire::Done,
        ImportState::Undone => Wire::Undone,
    };
    ImportSummary {
        id: import.id.0,
        file_name: import.file_name.clone(),
        recipe: Some(import.recipe_name.clone()).filter(|name| !name.is_empty()),
        state,
        at: Instant(import.begun_at),
        by: import.actor.clone(),
        rows_read: report.as_ref().map(|report| report.rows_read),
        rows_accepted: report.as_ref().map(|report| report.rows_accepted),
        rows_rejected: report.as_ref().map(|report| report.rows_rejected),
        can_undo: may_undo && state != Wire::Undone,
        undone_at: import.undone_at.map(Instant),
        undo_reason: import.undo_reason.clone(),
    }
}

/// How a recipe wants its file to be opened.
pub(crate) fn open_options(recipe: &import::Recipe) -> OpenOptions {
    OpenOptions { encoding: recipe.file.encoding.clone(), delimiter: recipe.file.delimiter, ..OpenOptions::default() }
}

/// Keeps the rejected rows of an upload as a workbook; says whether there are any.
pub(crate) fn keep_rejected(uploads: &Uploads, upload: &str, rejected: &mut RefusedRows) -> Result<bool, ApiError> {
    if rejected.count() == 0 {
        uploads.put_rejected(upload, None);
        return Ok(false);
    }
    let path = uploads.rejected_path(upload);
    rejected.write(&path, TableFormat::Xlsx, Locale::Zh)?;
    uploads.put_rejected(upload, Some(path));
    Ok(true)
}

/// Keeps the rejected rows of an import for its history.
pub(crate) fn keep_rejected_of_import(company: &Company, import: i64, rejected: &mut RefusedRows) -> Result<(), ApiError> {
    let path = rejected_path(company, import);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(ApiError::internal)?;
    }
    Ok(rejected.write(&path, TableFormat::Xlsx, Locale::Zh)?)
}

/// Where the rejected rows of an import are kept.
pub(crate) fn rejected_path(company: &Company, import: i64) -> PathBuf {
    company.folder().join("imports").join(format!("{import}.rejected.xlsx"))
}

fn recipe_folder(company: &Company) -> PathBuf {
    company.folder().join("recipes")
}

/// The saved recipes by name. A file that is none is passed over: somebody may be writing it.
pub(crate) fn saved_recipes(company: &Company) -> Result<Vec<SavedRecipe>, ApiError> {
    let mut recipes = Vec::new();
    let Ok(files) = std::fs::read_dir(recipe_folder(company)) else { return Ok(recipes) };
    for file in files.flatten() {
        let path: PathBuf = file.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let Some(recipe) = std::fs::read_to_string(&path).ok().and_then(|text| import::Recipe::parse(&text).ok()) else { continue };
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        recipes.push(SavedRecipe { name, recipe: from_runtime(&recipe) });
    }
    recipes.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(recipes)
}

/// Saves a recipe under a name, which becomes its own.
pub(crate) fn save_recipe(company: &Company, name: &str, recipe: &import::Recipe) -> Result<(), ApiError> {
    check_recipe_name(name)?;
    let folder = recipe_folder(company);
    std::fs::create_dir_all(&folder).map_err(ApiError::internal)?;
    let path: PathBuf = folder.join(format!("{name}.toml"));
    write_whole(&path, &recipe.to_toml()?)
}

/// Refuses a name that cannot be a file's everywhere.
pub(crate) fn check_recipe_name(name: &str) -> Result<(), ApiError> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    if name.trim() != name || name.is_empty() || name.chars().count() > 60 || !name.chars().all(is_plain) {
        let message = "use 1 to 60 letters, digits, `-`, `_` and spaces";
        return Err(ApiError::invalid("save_as", message, "请用 1–60 个文字、数字、-、_ 或空格"));
    }
    Ok(())
}

/// The new text is there as a whole, or the old one is.
fn write_whole(path: &Path, text: &str) -> Result<(), ApiError> {
    let draft = path.with_extension("toml.new");
    std::fs::write(&draft, text).map_err(ApiError::internal)?;
    std::fs::rename(&draft, path).map_err(ApiError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECIPE: &str = r#"
        name = "receivables"
        terms = "days_30"
        known_at = "column"
        kind = "open_items"
        replaces = true
        base_currency = "USD"
        [file]
        encoding = "gb18030"
        delimiter = ";"
        sheets = ["一月", "二月"]
        as_of = "2026-10-31"
        [answers]
        date_order = "dmy"
        [flow]
        plus = "out"
        [coverage]
        charge = "span"
        [rates]
        USD = "7.1"
        [[column]]
        from = "金额"
        to = "charge.amount"
        decimal = ","
        unit = 10000
        round = true
        [[column]]
        from = "日期 #2"
        to = "charge.date"
        date_order = "dmy"
        [[column]]
        from = "单价"
        [[column]]
        from = "录入时间"
        to = "known_at"
        [[derived]]
        to = "charge.note"
        value = "string(单价)"
    "#;

    #[test]
    fn a_recipe_comes_back_from_the_wire_as_it_went() {
        let recipe = import::Recipe::parse(RECIPE).unwrap();
        let wire = from_runtime(&recipe);
        assert_eq!(wire.known_at, KnownAt::Column { header: "录入时间".to_owned() });
        let back = to_runtime(&wire).unwrap();
        let sorted = |recipe: &import::Recipe| {
            let mut columns = recipe.columns.clone();
            columns.sort_by(|a, b| a.from.cmp(&b.from));
            import::Recipe { columns, ..recipe.clone() }
        };
        assert_eq!(sorted(&back), sorted(&recipe));
    }

    #[test]
    fn declared_periods_take_the_place_of_rules() {
        let day = |text: &str| Day(text.parse().unwrap());
        let period = RecipeCoverage { fact: "charge".to_owned(), from: day("2026-01-01"), to: day("2026-03-31") };
        let wire =
            Recipe { coverage: vec![period], coverage_rules: [("charge".to_owned(), "span".to_owned())].into(), ..Recipe::default() };
        assert_eq!(declared(&wire).unwrap().len(), 1);
        assert_eq!(to_runtime(&wire).unwrap().coverage["charge"], "2026-01-01..2026-03-31");
        assert_eq!(declared(&Recipe::default()), None);
    }
}
