//! What a person says a clearing was: money that came in, a reduction, or that nobody knows.
//!
//! [`open_clearings`] lists those that stand, with what was said of them; [`answer_clearings`] puts receipts, credit notes and write-offs in
//! their place, many in one commit. Each is asked once: one of which a person said that nobody knows stays, and says so.

use std::collections::{BTreeMap, BTreeSet};

use guiju_store::{AuditQuery, Clearing, Store, StoreError, Write};
use guiju_types::{Actor, AllocationMethod, Amount, Date, EntryDraft, EntryId, EntryKind, EntryLink, RecordId, Scope, Text, Timestamp};

use super::explain::{explain, on_charge};

/// The action of the audit entries of answers.
const ANSWER: &str = "answer_clearing";

/// What a person says a clearing was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClearedBy {
    /// Money that came in.
    Receipt,
    /// A reduction of the charge.
    CreditNote,
    /// The charge was given up.
    WriteOff,
    /// Nobody knows.
    Unknown,
}

impl ClearedBy {
    /// Every answer by its name in files, the command line and the API.
    pub const ALL: [(&'static str, Self); 4] =
        [("receipt", Self::Receipt), ("credit_note", Self::CreditNote), ("write_off", Self::WriteOff), ("unknown", Self::Unknown)];

    /// In words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Receipt => Text::new("收到了钱", "money came in"),
            Self::CreditNote => Text::new("冲减（贷项）", "a credit note"),
            Self::WriteOff => Text::new("坏账核销", "written off"),
            Self::Unknown => Text::new("不知道", "nobody knows"),
        }
    }

    /// Whether its day has to be said: money has the day on which it came in.
    #[must_use]
    pub const fn needs_date(self) -> bool {
        matches!(self, Self::Receipt)
    }
}

/// What a person says of one clearing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClearingAnswer {
    /// Which.
    pub clearing: EntryId,
    /// What it was.
    pub by: ClearedBy,
    /// When it happened; needed for a receipt, otherwise the latest day that is possible.
    pub date: Option<Date>,
}

/// A clearing that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClearing {
    /// The clearing.
    pub clearing: Clearing,
    /// Who said that nobody knows what it was, and when.
    pub unknown: Option<(String, Timestamp)>,
}

/// Why an answer about a clearing was not taken. Nothing of the call is written then.
#[derive(Debug, thiserror::Error)]
pub enum ClearingError {
    /// There is no such entry for whoever asks.
    #[error("there is no clearing {clearing}")]
    Missing {
        /// Which.
        clearing: EntryId,
    },
    /// The entry is another thing.
    #[error("entry {clearing}: it is no clearing but a {kind}")]
    NotAClearing {
        /// Which.
        clearing: EntryId,
        /// What it is.
        kind: EntryKind,
    },
    /// Something else stands in its place already; load the list again.
    #[error("clearing {clearing}: it was explained or taken back before")]
    Gone {
        /// Which.
        clearing: EntryId,
    },
    /// It had happened by then.
    #[error("clearing {clearing}: it was settled by {latest}, and {date} is after that")]
    Late {
        /// Which.
        clearing: EntryId,
        /// The latest day that is possible.
        latest: Date,
        /// What was said.
        date: Date,
    },
    /// A charge is not reduced before it is there.
    #[error("clearing {clearing}: its charge is of {charged}, and {date} is before that")]
    Early {
        /// Which.
        clearing: EntryId,
        /// The day of the charge.
        charged: Date,
        /// What was said.
        date: Date,
    },
    /// Money has a day.
    #[error("clearing {clearing}: say when the money came in")]
    Undated {
        /// Which.
        clearing: EntryId,
    },
    /// Two answers about one.
    #[error("clearing {clearing} is answered twice; say one thing of it")]
    Twice {
        /// Which.
        clearing: EntryId,
    },
    /// The database refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ClearingError {
    /// In both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Missing { clearing } => format!("没有这笔未知结清（{clearing}），或您无权查看"),
            Self::NotAClearing { clearing, .. } => format!("分录 {clearing} 不是未知结清"),
            Self::Gone { clearing } => format!("未知结清 {clearing} 已经有了说明或已撤销，请重新载入"),
            Self::Late { clearing, latest, date } => format!("未知结清 {clearing}：最晚在 {latest} 已结清，{date} 在这之后"),
            Self::Early { clearing, charged, date } => format!("未知结清 {clearing}：费用日期是 {charged}，{date} 在这之前"),
            Self::Undated { clearing } => format!("未知结清 {clearing}：请写明收到钱的日期"),
            Self::Twice { clearing } => format!("未知结清 {clearing} 答了两次，只能说一种"),
            Self::Store(_) => "数据库没有接受这些回答，未作任何更改".to_owned(),
        };
        Text::new(zh, self.to_string())
    }
}

/// The clearings that stand, of a customer or of all, with what was said of them.
///
/// # Errors
/// Where the database cannot be read.
pub fn open_clearings(store: &Store, scope: &Scope, customer: Option<RecordId>) -> Result<Vec<OpenClearing>, StoreError> {
    let clearings = store.clearings(scope, customer)?;
    if clearings.is_empty() {
        return Ok(Vec::new());
    }
    let mut unknown: BTreeMap<String, (String, Timestamp)> = BTreeMap::new();
    let mut query = AuditQuery { action: Some(ANSWER.to_owned()), limit: 10_000, ..AuditQuery::default() };
    loop {
        let entries = store.audit_entries(&query)?;
        query.before = entries.last().map(|entry| entry.id);
        let is_last = entries.len() < query.limit as usize;
        // What was answered otherwise stands no more; of one that does, nobody knows.
        unknown.extend(entries.into_iter().map(|entry| (entry.subject, (entry.actor, entry.at))));
        if is_last {
            break;
        }
    }
    let open = |clearing: Clearing| OpenClearing { unknown: unknown.get(&subject(clearing.entry)).cloned(), clearing };
    Ok(clearings.into_iter().map(open).collect())
}

fn subject(clearing: EntryId) -> String {
    format!("entry {clearing}")
}

/// A person says what a clearing was: [`answer_clearings`] of one, for the whole company.
///
/// # Errors
/// As [`answer_clearings`].
pub fn answer_clearing(
    store: &Store,
    actor: &Actor,
    clearing: EntryId,
    by: ClearedBy,
    date: Option<Date>,
) -> Result<Vec<EntryId>, ClearingError> {
    answer_clearings(store, &Scope::Company, actor, &[ClearingAnswer { clearing, by, date }])
}

/// A person says what clearings were, all in one commit or none. `Unknown` keeps the clearing, and that it was asked. Gives the entries
/// that take their places.
///
/// # Errors
/// Where one of them is none that the scope may see, was taken back or explained before, is named twice, or the date does not fit it.
pub fn answer_clearings(store: &Store, scope: &Scope, actor: &Actor, answers: &[ClearingAnswer]) -> Result<Vec<EntryId>, ClearingError> {
    let mut customers: BTreeSet<RecordId> = BTreeSet::new();
    let mut seen: BTreeSet<EntryId> = BTreeSet::new();
    for ClearingAnswer { clearing, .. } in answers.iter().copied() {
        let entry = store.entry(scope, clearing)?.ok_or(ClearingError::Missing { clearing })?;
        if entry.kind != EntryKind::Clearing {
            return Err(ClearingError::NotAClearing { clearing, kind: entry.kind });
        }
        if !seen.insert(clearing) {
            return Err(ClearingError::Twice { clearing });
        }
        customers.extend(entry.customer);
    }
    let customers: Vec<RecordId> = customers.into_iter().collect();
    // Kept even where an answer is refused: who loads the list again sees what is left to say.
    store.write(actor, |write| explain(write, &customers))?;
    store.write(actor, |write| {
        let standing = write.clearings(&customers)?.into_iter();
        let standing: BTreeMap<EntryId, Clearing> = standing.map(|clearing| (clearing.entry, clearing)).collect();
        let mut made = Vec::new();
        for answer in answers {
            let clearing = standing.get(&answer.clearing).ok_or(ClearingError::Gone { clearing: answer.clearing })?;
            made.extend(put(write, clearing, answer)?);
        }
        Ok(made)
    })
}

/// One answer, in a transaction.
fn put(write: &mut Write<'_>, cleared: &Clearing, answer: &ClearingAnswer) -> Result<Vec<EntryId>, ClearingError> {
    let drafts = drafts(cleared, answer)?;
    let Some(kind) = drafts.first().map(|draft| draft.kind.name()) else {
        write.audit(ANSWER, &subject(cleared.entry), &serde_json::json!({ "by": "unknown" }));
        return Ok(Vec::new());
    };
    // INVARIANT: what takes a clearing's place is appended before the reversal, so that it does not explain another one as well.
    let made = write.append(None, &drafts)?;
    write.reverse_explained(&[cleared.entry])?;
    write.audit(ANSWER, &subject(cleared.entry), &serde_json::json!({ "by": kind, "entries": made }));
    Ok(made)
}

/// What takes a clearing's place; nothing where nobody knows.
fn drafts(cleared: &Clearing, answer: &ClearingAnswer) -> Result<Vec<EntryDraft>, ClearingError> {
    let clearing = cleared.entry;
    if let Some(date) = answer.date.filter(|date| *date > cleared.latest) {
        return Err(ClearingError::Late { clearing, latest: cleared.latest, date });
    }
    let reduce = |kind: EntryKind| match answer.date {
        Some(date) if date < cleared.charge_date => Err(ClearingError::Early { clearing, charged: cleared.charge_date, date }),
        date => Ok(vec![on_charge(kind, cleared, date.unwrap_or(cleared.latest), cleared.amount)]),
    };
    match answer.by {
        ClearedBy::Receipt => Ok(receipt_drafts(cleared, answer.date.ok_or(ClearingError::Undated { clearing })?).to_vec()),
        ClearedBy::CreditNote => reduce(EntryKind::CreditNote),
        ClearedBy::WriteOff => reduce(EntryKind::WriteOff),
        ClearedBy::Unknown => Ok(Vec::new()),
    }
}

/// The money that a clearing was, and its allocation; money that came in before the charge settles it on the charge's day.
fn receipt_drafts(cleared: &Clearing, date: Date) -> [EntryDraft; 2] {
    let amount: Amount = cleared.amount;
    let receipt = EntryDraft {
        charge: None,
        customer: Some(cleared.customer),
        note: cleared.number.clone(),
        ..on_charge(EntryKind::Receipt, cleared, date, amount)
    };
    let allocation = EntryDraft {
        receipt: Some(EntryLink::Draft(0)),
        method: Some(AllocationMethod::Manual),
        ..on_charge(EntryKind::Allocation, cleared, date.max(cleared.charge_date), amount)
    };
    [receipt, allocation]
}
