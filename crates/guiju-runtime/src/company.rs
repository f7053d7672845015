//! A company: a folder with `guiju.toml`, a database, the rulebook that applies and the columns of its facts.

mod backup;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use guiju_rulebook::{Base, RuleFile, Rulebook, Source};
use guiju_store::{Database, EditionFile, Store};
use guiju_types::{Actor, Currency, Date, EditionId, Text, Timestamp};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

pub use self::backup::Backup;
use crate::RuntimeError;

const FILE: &str = "guiju.toml";
/// The setting that holds the demo's last day.
pub const DEMO_TODAY: &str = "demo_today";
const WAREHOUSE: &str = "warehouse";
const BASE_CURRENCY: &str = "base_currency";
const DEFAULT_TERMS: &str = "default_terms";
/// The IANA name of the zone in which an instant is a day: `Asia/Shanghai`.
const TIME_ZONE: &str = "time_zone";

/// A company that is open. Cheap to clone; every clone is the same company.
#[derive(Clone)]
pub struct Company {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    file: CompanyFile,
    store: Store,
    rulebook: Rulebook,
    #[cfg(feature = "columns")]
    warehouse: Arc<guiju_warehouse::Warehouse>,
}

/// What a new company starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCompany {
    /// Its name.
    pub name: Text,
    /// `sqlite` for a file in the folder, or `postgres://…`.
    pub database: String,
    /// The currency of its books.
    pub base_currency: Currency,
    /// The settlement terms of a customer whose file states none.
    pub default_terms: String,
    /// Folders laid over the default rulebook, the last one on top.
    pub rulebook: Vec<PathBuf>,
    /// Whether its facts are invented.
    pub is_demo: bool,
}

impl Default for NewCompany {
    fn default() -> Self {
        Self {
            name: Text::new("我的公司", "My company"),
            database: "sqlite".to_owned(),
            base_currency: Currency::CNY,
            default_terms: "days_30".to_owned(),
            rulebook: Vec::new(),
            is_demo: false,
        }
    }
}

/// `guiju.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompanyFile {
    name: Text,
    /// `sqlite`, a path of a SQLite file, or `postgres://…`.
    #[serde(default = "sqlite")]
    database: String,
    /// Folders laid over the default rulebook; relative ones start at the company's folder.
    #[serde(default)]
    rulebook: Vec<PathBuf>,
    #[serde(default)]
    is_demo: bool,
}

fn sqlite() -> String {
    "sqlite".to_owned()
}

impl CompanyFile {
    fn database(&self, folder: &Path) -> Database {
        match self.database.as_str() {
            "sqlite" => Database::Sqlite(folder.join("company.db")),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => Database::Postgres(url.to_owned()),
            path => Database::Sqlite(folder.join(path)),
        }
    }

    /// The default rulebook, over it the folders of this file, and on top what the company has written on the screens.
    fn source(&self, folder: &Path, store: &Store) -> Result<Source, RuntimeError> {
        let own = store.own_rules()?.into_iter().map(|rule| RuleFile { path: rule.path, text: rule.text.into() });
        let overrides = self.rulebook.iter().map(|path| folder.join(path)).collect();
        Ok(Source { base: Base::Embedded, overrides, on_top: own.collect() })
    }
}

fn load(source: &Source) -> Result<Rulebook, RuntimeError> {
    Rulebook::load(source).map_err(|error| RuntimeError::Rulebook(Box::new(error)))
}

/// The files of a rulebook, each with its place among those of its path.
pub(crate) fn edition_files(rulebook: &Rulebook) -> Vec<EditionFile> {
    let mut files: Vec<EditionFile> = Vec::new();
    for file in rulebook.files() {
        let layer = files.last().filter(|below| below.path == file.path).map_or(0, |below| below.layer + 1);
        files.push(EditionFile { path: file.path.clone(), layer, text: file.text.to_string() });
    }
    files
}

/// A database without a company file is what a program that was killed has left; it may be of use to somebody, so it is not overwritten.
fn refuse_leftover(database: &Database, folder: &Path) -> Result<(), RuntimeError> {
    match database {
        Database::Sqlite(leftover) if leftover.exists() => {
            let (leftover, folder) = (leftover.display(), folder.display());
            Err(RuntimeError::refused(
                format!("`{leftover}` 是一家未建成的公司留下的；请删除文件夹 `{folder}` 后重试"),
                format!("`{leftover}` is left from a company that was never finished; delete the folder `{folder}` and try again"),
            ))
        }
        Database::Sqlite(_) | Database::Postgres(_) => Ok(()),
    }
}

/// Removes the database of a company that could not be finished, so that the next attempt finds the folder as it was. A database on a server
/// is left to whoever runs it.
fn take_away(database: &Database) {
    if let Database::Sqlite(path) = database {
        for ending in ["", "-wal", "-shm"] {
            let mut name = path.clone().into_os_string();
            name.push(ending);
            // What cannot be removed is reported by the next attempt.
            let _ = std::fs::remove_file(name);
        }
    }
}

impl Company {
    /// Makes a company in a folder that has none.
    ///
    /// # Errors
    /// Where the folder is a company already, a file cannot be written, the rulebook has findings or the database refuses.
    pub fn create(folder: &Path, new: &NewCompany) -> Result<Self, RuntimeError> {
        Self::create_filled(folder, new, |_| Ok(())).map(|(company, ())| company)
    }

    /// Makes a company and lets `fill` bring in what it begins with. The company file is written last, so that a folder half made is no
    /// company; where something fails, what was made of the company is taken away again.
    ///
    /// # Errors
    /// As for [`create`](Self::create), and where `fill` gives one.
    pub fn create_filled<T, E: From<RuntimeError>>(
        folder: &Path,
        new: &NewCompany,
        fill: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<(Self, T), E> {
        let path = folder.join(FILE);
        if path.exists() {
            return Err(RuntimeError::CompanyExists { folder: folder.to_owned() }.into());
        }
        std::fs::create_dir_all(folder).map_err(|source| RuntimeError::File { action: "make", path: folder.to_owned(), source })?;
        let rulebook: Vec<PathBuf> = new.rulebook.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect();
        let file = CompanyFile { name: new.name.clone(), database: new.database.clone(), rulebook, is_demo: new.is_demo };
        let database = file.database(folder);
        refuse_leftover(&database, folder)?;
        let had_warehouse = folder.join(WAREHOUSE).exists();
        let made = Self::begin(folder, file, new).map_err(E::from).and_then(|company| {
            let filled = fill(&company)?;
            let text = toml::to_string(&company.inner.file)
                .map_err(|error| RuntimeError::refused(format!("公司文件无法写成 TOML：{error}"), error.to_string()))?;
            std::fs::write(&path, text).map_err(|source| RuntimeError::File { action: "write", path, source })?;
            Ok((company, filled))
        });
        if made.is_err() {
            take_away(&database);
            if !had_warehouse {
                let _ = std::fs::remove_dir_all(folder.join(WAREHOUSE));
            }
        }
        made
    }

    /// A company with its settings and nothing else.
    fn begin(folder: &Path, file: CompanyFile, new: &NewCompany) -> Result<Self, RuntimeError> {
        let company = Self::assemble(folder, file)?;
        company.store().write(&Actor::program("init"), |write| {
            write.set_setting(BASE_CURRENCY, new.base_currency.as_str())?;
            write.set_setting(DEFAULT_TERMS, &new.default_terms)?;
            write.audit("create_company", &new.name.zh, &serde_json::json!({ "edition": company.rulebook().edition() }));
            Ok::<(), RuntimeError>(())
        })?;
        Ok(company)
    }

    /// Opens the company in a folder. Tables follow the rulebook: what it adds is added; what it drops or changes is refused.
    ///
    /// # Errors
    /// Where there is none, or its file, rulebook or database cannot be used.
    pub fn open(folder: &Path) -> Result<Self, RuntimeError> {
        Self::assemble(folder, Self::read_file(folder)?)
    }

    /// Where the rulebook of the company in a folder comes from, without opening the company: for checking one that cannot be opened.
    ///
    /// # Errors
    /// Where there is no company, or its file or database cannot be read.
    pub fn rulebook_source(folder: &Path) -> Result<Source, RuntimeError> {
        let file = Self::read_file(folder)?;
        file.source(folder, &Store::open(&file.database(folder))?)
    }

    /// Whether a folder holds a company, without opening it.
    #[must_use]
    pub fn is_company(folder: &Path) -> bool {
        folder.join(FILE).exists()
    }

    /// Whether a folder holds a demo company, without opening it.
    #[must_use]
    pub fn is_demo_folder(folder: &Path) -> bool {
        Self::read_file(folder).is_ok_and(|file| file.is_demo)
    }

    /// The same company as it is now in force: what was published since it was opened applies. Database and columns stay the open ones, so that
    /// a process has one of each.
    ///
    /// # Errors
    /// Where its file, rulebook or database cannot be used.
    pub fn reopened(&self) -> Result<Self, RuntimeError> {
        let file = Self::read_file(self.folder())?;
        let rulebook = load(&file.source(self.folder(), self.store())?)?;
        if self.store().record_types() != rulebook.record_types() {
            self.store().migrate_records(&Actor::program("migrate"), rulebook.record_types(), &[])?;
        }
        Ok(self.judged_by(rulebook))
    }

    fn read_file(folder: &Path) -> Result<CompanyFile, RuntimeError> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Err(RuntimeError::NoCompany { folder: folder.to_owned() });
        }
        let text = std::fs::read_to_string(&path).map_err(|source| RuntimeError::File { action: "read", path: path.clone(), source })?;
        toml::from_str(&text).map_err(|source| RuntimeError::CompanyFile { path, source })
    }

    fn assemble(folder: &Path, file: CompanyFile) -> Result<Self, RuntimeError> {
        let store = Store::open(&file.database(folder))?;
        let rulebook = load(&file.source(folder, &store)?)?;
        if store.record_types() != rulebook.record_types() {
            store.migrate_records(&Actor::program("migrate"), rulebook.record_types(), &[])?;
        }
        #[cfg(feature = "columns")]
        let warehouse = Arc::new(guiju_warehouse::Warehouse::open(&folder.join(WAREHOUSE))?);
        let inner = Inner {
            folder: folder.to_owned(),
            file,
            store,
            rulebook,
            #[cfg(feature = "columns")]
            warehouse,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The same company judged by a rulebook with other folders laid over the default one: a what-if. Nothing of the company changes, so such
    /// a rulebook judges only by records that the company has.
    ///
    /// # Errors
    /// Where that rulebook has findings, or declares types or fields of records that the company's tables do not hold.
    pub fn with_rulebook(&self, overrides: &[PathBuf]) -> Result<Self, RuntimeError> {
        let rulebook = load(&Source { overrides: overrides.to_vec(), ..Source::embedded() })?;
        let lacking = self.store().lacks(rulebook.record_types());
        if !lacking.is_empty() {
            return Err(RuntimeError::refused(
                format!(
                    "公司的数据里没有这套制度要用的记录类型或字段：{}；试算不改动公司的数据。要采用它，请在 `guiju.toml` 的 `rulebook` 中写上该文件夹，再打开公司，届时会补上",
                    lacking.join("、")
                ),
                format!(
                    "this rulebook uses records that the company's data does not have: {}; a try changes nothing of the company. To adopt it, name the folder under `rulebook` in `guiju.toml` and open the company again, which adds them",
                    lacking.join(", ")
                ),
            ));
        }
        Ok(self.judged_by(rulebook))
    }

    /// The same company judged by an edition that was kept: of a month rated long ago, by the rule of its day. `None` where the edition was
    /// not kept, which those before 0.2 were not.
    ///
    /// # Errors
    /// Where the database cannot be read, or this version of the program does not understand the edition any more.
    pub fn with_edition(&self, edition: &EditionId) -> Result<Option<Self>, RuntimeError> {
        if edition == self.rulebook().edition() {
            return Ok(Some(self.clone()));
        }
        let files = self.store().edition_files(edition)?;
        if files.is_empty() {
            return Ok(None);
        }
        let files = files.into_iter().map(|file| RuleFile { path: file.path, text: file.text.into() }).collect();
        Ok(Some(self.judged_by(load(&Source::kept(files))?)))
    }

    /// The files of its rulebook, to be kept as an edition.
    #[must_use]
    pub fn edition_files(&self) -> Vec<EditionFile> {
        edition_files(self.rulebook())
    }

    pub(crate) fn judged_by(&self, rulebook: Rulebook) -> Self {
        let inner = Inner {
            folder: self.inner.folder.clone(),
            file: self.inner.file.clone(),
            store: self.inner.store.clone(),
            rulebook,
            #[cfg(feature = "columns")]
            warehouse: Arc::clone(&self.inner.warehouse),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Text {
        &self.inner.file.name
    }

    /// Whether its facts are invented.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.inner.file.is_demo
    }

    /// Its database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The rulebook that applies.
    #[must_use]
    pub fn rulebook(&self) -> &Rulebook {
        &self.inner.rulebook
    }

    /// The columns of its facts.
    #[cfg(feature = "columns")]
    #[must_use]
    pub fn warehouse(&self) -> &guiju_warehouse::Warehouse {
        &self.inner.warehouse
    }

    /// Today by the calendar; in the demo its last day, after which nothing is known.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn today(&self) -> Result<Date, RuntimeError> {
        let last = if self.is_demo() { self.store().setting(DEMO_TODAY)? } else { None };
        match last.and_then(|day| day.parse().ok()) {
            Some(day) => Ok(day),
            None => self.day_of(self.store().now()?),
        }
    }

    /// The currency of its books.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn base_currency(&self) -> Result<Currency, RuntimeError> {
        let setting = self.store().setting(BASE_CURRENCY)?;
        Ok(setting.and_then(|code| code.parse().ok()).unwrap_or(Currency::CNY))
    }

    /// The zone in which an instant is a day; that of Shanghai unless the setting `time_zone` names another.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn time_zone(&self) -> Result<TimeZone, RuntimeError> {
        let setting = self.store().setting(TIME_ZONE)?;
        Ok(setting.and_then(|name| TimeZone::get(&name).ok()).unwrap_or_else(crate::import::default_zone))
    }

    /// The day of an instant, where the company is.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn day_of(&self, instant: Timestamp) -> Result<Date, RuntimeError> {
        Ok(self.time_zone()?.to_datetime(instant).date())
    }

    /// The settlement terms of a customer whose file states none.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn default_terms(&self) -> Result<String, RuntimeError> {
        Ok(self.store().setting(DEFAULT_TERMS)?.unwrap_or_else(|| "days_30".to_owned()))
    }
}

impl fmt::Debug for Company {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Company").field("folder", &self.inner.folder).finish_non_exhaustive()
    }
}
