//! Appends entries: looks up in bulk what they refer to, completes them from it, and refuses what does not fit.

use std::collections::{BTreeMap, HashMap, HashSet};

use guiju_types::{AllocationMethod, Amount, Currency, Date, Entry, EntryDraft, EntryId, EntryKind, EntryLink, ImportId, RecordId};

use super::{COLUMNS, encode_entry};
use crate::sql::{LIST_LENGTH, Sql};
use crate::{EntryProblem, StoreError, Write};

/// How many rows are made at a time; bounds memory, nothing else.
const CHUNK: usize = 5_000;
/// How much is hashed at a time.
const HASHED_BYTES: usize = 64 * 1024;

/// What an entry that others refer to gives them.
#[derive(Debug, Clone, Copy)]
struct Target {
    id: EntryId,
    kind: EntryKind,
    customer: Option<RecordId>,
    business_date: Date,
    due_date: Option<Date>,
    currency: Currency,
    /// Taken back, or itself a taking back.
    is_dead: bool,
}

/// The entries that drafts refer to by id, and the records that do not exist.
struct Looked {
    entries: HashMap<EntryId, Target>,
    missing: HashSet<(&'static str, RecordId)>,
}

impl Write<'_> {
    /// Appends entries. Customer, dates and links are completed from the charge that an entry refers to. Gives their ids, in the order of
    /// the drafts.
    pub fn append(&mut self, import: Option<ImportId>, drafts: &[EntryDraft]) -> Result<Vec<EntryId>, StoreError> {
        if let Some(import) = import {
            self.running_import(import)?;
        }
        let looked = look_up(self, drafts)?;
        let first = self.counter.entry + 1;
        let mut targets: Vec<Option<Target>> = Vec::with_capacity(drafts.len());
        let mut entries = Vec::with_capacity(drafts.len().min(CHUNK));
        for (index, draft) in drafts.iter().enumerate() {
            let id = EntryId(self.counter.entry + 1);
            let entry = complete(self, &looked, &targets, id, import, draft).map_err(|why| problem(index, draft, why))?;
            self.counter.entry = id.0;
            targets.push(target(&entry));
            entries.push(entry);
            if entries.len() == CHUNK {
                write_entries(self, &entries)?;
                entries.clear();
            }
        }
        write_entries(self, &entries)?;
        Ok((first..=self.counter.entry).map(EntryId).collect())
    }

    /// What [`append`](Self::append) would refuse, for every draft that it would refuse (a draft that refers to a refused one
    /// included); writes nothing.
    pub fn check_entries(&mut self, drafts: &[EntryDraft]) -> Result<Vec<EntryProblem>, StoreError> {
        let looked = look_up(self, drafts)?;
        let mut targets: Vec<Option<Target>> = Vec::with_capacity(drafts.len());
        let mut problems = Vec::new();
        for (index, draft) in drafts.iter().enumerate() {
            match complete(self, &looked, &targets, EntryId(0), None, draft) {
                Ok(entry) => targets.push(target(&entry)),
                Err(why) => {
                    targets.push(None);
                    problems.push(to_problem(index, draft, why));
                }
            }
        }
        Ok(problems)
    }
}

/// Adds entries that are complete, and their part of the commit's digest.
pub(super) fn write_entries(write: &mut Write<'_>, entries: &[Entry]) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let hasher = write.digest("entry");
    // Many entries at a time: BLAKE3 is several times as quick over long stretches.
    let mut bytes = Vec::with_capacity(HASHED_BYTES + 1024);
    for entry in entries {
        encode_entry(entry, &mut bytes);
        if bytes.len() >= HASHED_BYTES {
            hasher.update(&bytes);
            bytes.clear();
        }
    }
    hasher.update(&bytes);
    write.insert_at_the_end("entry", COLUMNS, entries)
}

fn to_problem(index: usize, draft: &EntryDraft, why: String) -> EntryProblem {
    EntryProblem { index, kind: draft.kind, number: draft.number.clone(), date: draft.business_date, why }
}

fn problem(index: usize, draft: &EntryDraft, why: String) -> StoreError {
    StoreError::Entry(Box::new(to_problem(index, draft, why)))
}

/// What a later draft of the same call may refer to.
fn target(entry: &Entry) -> Option<Target> {
    matches!(entry.kind, EntryKind::Charge | EntryKind::Receipt).then_some(Target {
        id: entry.id,
        kind: entry.kind,
        customer: entry.customer,
        business_date: entry.business_date,
        due_date: entry.due_date,
        currency: entry.currency,
        is_dead: false,
    })
}

fn look_up(write: &mut Write<'_>, drafts: &[EntryDraft]) -> Result<Looked, StoreError> {
    let mut ids: HashSet<EntryId> = HashSet::new();
    let mut records: BTreeMap<&'static str, HashSet<RecordId>> = BTreeMap::new();
    let mut last: [Option<RecordId>; 3] = [None; 3];
    for draft in drafts {
        for link in [draft.charge, draft.receipt].into_iter().flatten() {
            if let EntryLink::Id(id) = link {
                ids.insert(id);
            }
        }
        let named = [("customer", draft.customer), ("order", draft.order), ("vendor", draft.vendor)];
        for ((kind, id), last) in named.into_iter().zip(&mut last) {
            // Runs of one customer's entries are the rule.
            if let Some(id) = id.filter(|id| *last != Some(*id)) {
                records.entry(kind).or_default().insert(id);
                *last = Some(id);
            }
        }
    }
    let mut looked = Looked { entries: HashMap::with_capacity(ids.len()), missing: HashSet::new() };
    for (kind, ids) in records {
        looked.missing.extend(write.missing_records(kind, ids)?.into_iter().map(|id| (kind, id)));
    }
    let ids: Vec<EntryId> = ids.into_iter().collect();
    for chunk in ids.chunks(LIST_LENGTH) {
        let mut sql = Sql::new(
            "SELECT e.id, e.kind, e.customer, e.business_date, e.due_date, e.currency,
                 e.reverses IS NOT NULL OR EXISTS (SELECT 1 FROM entry b WHERE b.reverses = e.id)
             FROM entry e WHERE e.id",
        );
        sql.in_list(chunk.iter().copied());
        let found = write.connection.rows(&sql, |row| {
            let kind = row.text(1)?;
            Ok(Target {
                id: EntryId(row.integer(0)?),
                kind: kind.parse().map_err(|_| StoreError::damaged(format!("the kind of entry `{kind}`")))?,
                customer: row.optional_record(2)?,
                business_date: row.date(3)?,
                due_date: row.optional_date(4)?,
                currency: row.currency(5)?,
                is_dead: row.boolean(6)?,
            })
        })?;
        looked.entries.extend(found.into_iter().map(|target| (target.id, target)));
    }
    Ok(looked)
}

/// The entry that a draft becomes, or why it is refused.
fn complete(
    write: &Write<'_>,
    looked: &Looked,
    targets: &[Option<Target>],
    id: EntryId,
    import: Option<ImportId>,
    draft: &EntryDraft,
) -> Result<Entry, String> {
    check_alone(write, looked, draft)?;
    let charge = draft.charge.map(|link| resolve(looked, targets, link, EntryKind::Charge)).transpose()?;
    let receipt = draft.receipt.map(|link| resolve(looked, targets, link, EntryKind::Receipt)).transpose()?;
    let stands_alone = matches!(draft.kind, EntryKind::Charge | EntryKind::Receipt | EntryKind::Cost);
    let is_refund = draft.kind == EntryKind::Allocation && draft.method == Some(AllocationMethod::Refund);
    match (&charge, stands_alone || is_refund) {
        (None, false) => return Err("it has to name the charge that it is about".to_owned()),
        (Some(_), true) => return Err("it cannot be on a charge".to_owned()),
        _ => {}
    }
    if receipt.is_some() != (draft.kind == EntryKind::Allocation) {
        return Err("an allocation has to name its receipt, and nothing else may".to_owned());
    }
    if let Some(charge) = charge.as_ref().filter(|charge| draft.customer.is_some() && draft.customer != charge.customer) {
        return Err(format!("its charge {} is another customer's", charge.id));
    }
    for target in [charge.as_ref(), receipt.as_ref()].into_iter().flatten() {
        if draft.kind.is_settlement() && target.currency != draft.currency {
            return Err(format!("it is in {}, and the {} {} is in {}", draft.currency, target.kind, target.id, target.currency));
        }
    }
    let earliest = earliest(draft, charge.as_ref())?;
    let is_charge = draft.kind == EntryKind::Charge;
    Ok(Entry {
        id,
        sequence: write.sequence(),
        kind: draft.kind,
        customer: charge.or_else(|| receipt.filter(|_| is_refund)).map_or(draft.customer, |target| target.customer),
        charge: if is_charge { Some(id) } else { charge.map(|charge| charge.id) },
        receipt: if draft.kind == EntryKind::Receipt { Some(id) } else { receipt.map(|receipt| receipt.id) },
        order: draft.order,
        vendor: draft.vendor,
        number: draft.number.clone(),
        business_date: draft.business_date,
        earliest,
        charge_date: if is_charge { Some(draft.business_date) } else { charge.map(|charge| charge.business_date) },
        due_date: if is_charge { draft.due_date } else { charge.and_then(|charge| charge.due_date) },
        currency: draft.currency,
        amount: draft.amount,
        base_amount: draft.base_amount,
        method: draft.method,
        note: draft.note.clone(),
        known_at: draft.known_at.unwrap_or_else(|| write.now()),
        is_asserted: draft.known_at.is_some(),
        reverses: None,
        import,
    })
}

/// The earliest day on which a clearing can have happened.
fn earliest(draft: &EntryDraft, charge: Option<&Target>) -> Result<Option<Date>, String> {
    let earliest = match (draft.kind, draft.earliest) {
        (EntryKind::Clearing, said) => said.or_else(|| charge.map(|charge| charge.business_date.min(draft.business_date))),
        (_, None) => return Ok(None),
        (kind, Some(_)) => return Err(format!("a {kind} happened on one day; only a clearing has an earliest day")),
    };
    match earliest.filter(|earliest| *earliest > draft.business_date) {
        Some(earliest) => Err(format!("its earliest day {earliest} is after its latest, {}", draft.business_date)),
        None => Ok(earliest),
    }
}

/// What can be refused without looking at other entries.
fn check_alone(write: &Write<'_>, looked: &Looked, draft: &EntryDraft) -> Result<(), String> {
    if draft.kind == EntryKind::Charge && draft.customer.is_none() {
        return Err("a charge has to name its customer".to_owned());
    }
    let sets_off = draft.kind == EntryKind::CreditNote && draft.method == Some(AllocationMethod::SetOff);
    if draft.method.is_some() != (draft.kind == EntryKind::Allocation) && !sets_off {
        return Err("an allocation has to say how it was decided, and nothing else may".to_owned());
    }
    // The one number without an opposite could never be reversed.
    if [draft.amount, draft.base_amount].contains(&Amount::from_parts(i64::MIN)) {
        return Err("its amount is too large".to_owned());
    }
    if let Some(known_at) = draft.known_at.filter(|known_at| *known_at > write.now()) {
        return Err(format!("it says that it was known at {known_at}, which is in the future"));
    }
    if [&draft.number, &draft.note].into_iter().flatten().any(|text| text.contains('\0')) {
        return Err("its number or note holds a zero byte".to_owned());
    }
    if !looked.missing.is_empty() {
        for (kind, id) in [("customer", draft.customer), ("order", draft.order), ("vendor", draft.vendor)] {
            if let Some(id) = id.filter(|id| looked.missing.contains(&(kind, *id))) {
                return Err(format!("there is no current `{kind}` with id {id}"));
            }
        }
    }
    Ok(())
}

/// The entry behind a link.
fn resolve(looked: &Looked, targets: &[Option<Target>], link: EntryLink, wanted: EntryKind) -> Result<Target, String> {
    let found = match link {
        EntryLink::Id(id) => {
            let found = looked.entries.get(&id).copied().ok_or_else(|| format!("there is no ledger entry {id}"))?;
            if found.is_dead {
                return Err(format!("the {} {id} that it names was taken back", found.kind));
            }
            found
        }
        EntryLink::Draft(place) => targets
            .get(place)
            .copied()
            .flatten()
            .ok_or_else(|| format!("the draft {place} that it names is no {wanted} that stands before it"))?,
    };
    if found.kind == wanted { Ok(found) } else { Err(format!("the entry {} that it names is no {wanted} but a {}", found.id, found.kind)) }
}
