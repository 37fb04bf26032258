//! `import`: the records of a document are recorded as they stand there. All or nothing; nothing is ever removed.

mod refusals;

use std::fmt;

use super::{Error, error::article, rules, which::shortened};
use crate::{
    model::{ADDED, AnyRecord, Id, Kind, Registers, Visibility, Word as _},
    store::{self, Arrival, Batch, Finding, Moment, Place, RecordRow, Reference, Store, Written},
};
use refusals::Refusals;

/// Where a record stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Its kind, which says in which list.
    pub kind: Kind,
    /// Its place there, from 0.
    pub index: usize,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// The path: `events[3]`.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.kind.plural(), self.index)
    }
}

/// A record of a document, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The record.
    pub record: AnyRecord,
    /// Its registers, which are what will be recorded of it.
    pub registers: Registers,
    /// Its serde form.
    pub document: String,
}

/// How a document is taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// A record that differs from the one that is there is recorded as an edit of it, and one that was removed is
    /// there again; else both are refused.
    pub update: bool,
    /// Nothing is kept: the store shows what it would come to.
    pub dry_run: bool,
    /// Of so many new records the ids are told: a long document has more than need be held.
    pub told: usize,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// How many records are new.
    pub recorded: usize,
    /// The ids of the first of these, as many as were to be told.
    pub first: Vec<Id>,
    /// How many were there and are equal.
    pub equal: usize,
    /// Those that were there and differed.
    pub changed: Vec<Changed>,
    /// What no command would write, but what a document can bring about: it is taken in as it stands.
    pub findings: Vec<Finding>,
}

/// A record that an import changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The record.
    pub id: Id,
    /// The fields that differed.
    pub fields: Vec<String>,
    /// The record before; none where it was removed.
    pub before: Option<AnyRecord>,
}

/// An import that is under way.
pub struct Import<'b, 's> {
    batch: &'b mut Batch<'s>,
    update: bool,
    told: usize,
    /// Whether references were taken out of the document's records when it was made.
    is_cut: bool,
    imported: Imported,
    refusals: Refusals,
}

/// Takes a document in as operations of one batch: `feed` hands its records to the import, one after the other.
///
/// `waiting` is called once where another command holds the file for two seconds.
///
/// # Errors
/// What `feed` returns, [`Error::Refused`] with the records that are refused, or what the store says. Then nothing is
/// written.
pub fn import<E: From<Error> + From<store::Error>>(
    store: &mut Store,
    place: &Place,
    moment: &Moment,
    how: How,
    waiting: impl FnOnce(),
    feed: impl FnOnce(&mut Import<'_, '_>) -> Result<(), E>,
) -> Result<Written<Imported>, E> {
    let moment = Moment {
        via: Some("import".into()),
        ..moment.clone()
    };
    let known = store.clashes()?;
    let act = |batch: &mut Batch<'_>| {
        let mut import = Import {
            batch,
            update: how.update,
            told: how.told,
            is_cut: false,
            imported: Imported::default(),
            refusals: Refusals::default(),
        };
        feed(&mut import)?;
        Ok::<_, E>(import.settle()?)
    };
    let mut written = store.write_batch(place, &moment, "import", !how.dry_run, waiting, act)?;
    let clashes = store.clashes()?;
    let new = clashes.into_iter().filter(|clash| !known.contains(clash));
    written.value.findings.extend(new);
    Ok(written)
}

impl Import<'_, '_> {
    /// Takes a record in: one that is new is recorded, one that is equal to the one that is there is passed over.
    ///
    /// # Errors
    /// What the store says. A record that is refused is told of when all have come.
    pub fn take(&mut self, at: At, incoming: Incoming) -> Result<(), Error> {
        let Incoming {
            record,
            registers,
            document,
        } = incoming;
        let id = record.id();
        let stored = self.batch.row(&id)?;
        if let Some(told) = misplaced(at, &record, stored.as_ref()) {
            self.refuse(at.line, || told);
            return Ok(());
        }
        let patch = self.batch.patch(stored.as_ref(), registers)?;
        let is_equal = patch.is_empty();
        let broken = record.check().err().filter(|_| !is_equal);
        if let Some(rule) = &broken
            && let Some(place) = rule.unmergeable()
        {
            self.refuse(at.line, || format!("{at}.{place}: {rule}"));
            return Ok(());
        }
        let arrival = Arrival {
            id,
            kind: record.kind(),
            index: at.index,
            line: at.line,
        };
        if let Some(first) = self.batch.came_before(&id, stored.is_some())? {
            let first = At::from(first);
            let told = || {
                format!(
                    "{at}: {id} stands in the document twice; line {}, {first}",
                    first.line
                )
            };
            self.refuse(at.line, told);
            return Ok(());
        }
        let is_new = stored.is_none() && self.refusals.count == 0;
        if !is_new {
            self.batch.note(&arrival, !is_equal)?;
        }
        if is_equal {
            self.imported.equal += 1;
            return Ok(());
        }
        match &stored {
            Some(row) if !row.removed || self.batch.was_removed(&id)? => {
                if !self.changes(at, &record, row, fields(&patch))? {
                    return Ok(());
                }
            }
            _ => self.recorded(id),
        }
        if let Some(rule) = broken {
            self.imported
                .findings
                .push(Finding::of_rule(&record, &rule));
        }
        if self.refusals.count > 0 {
            return Ok(());
        }
        let put = if is_new {
            self.batch.put_new(arrival, record, document, patch)
        } else {
            self.batch.put(&arrival, patch)
        };
        match put {
            Err(store::Error::Limit(limit)) => {
                if is_new {
                    self.batch.note(&arrival, false)?;
                }
                self.refuse(at.line, || format!("{at}: it holds {limit}"));
                Ok(())
            }
            put => Ok(put?),
        }
    }

    /// Notes that a record changes one that is there, or was removed; refuses it, and says so, where it may not.
    fn changes(
        &mut self,
        at: At,
        record: &AnyRecord,
        row: &RecordRow,
        fields: Vec<String>,
    ) -> Result<bool, Error> {
        let (id, name) = (row.id, || shortened(record.facts().headline));
        if !self.update {
            self.refusals.by_update = true;
            self.refuse(at.line, || {
                let why = match row.removed {
                    true => "it was removed".to_owned(),
                    false => format!(
                        "it differs from the one in this file: {}",
                        fields.join(", ")
                    ),
                };
                format!("{at}: {id} \"{}\": {why}", name())
            });
            return Ok(false);
        }
        if !row.removed && row.visibility > record.visibility() {
            self.refuse(at.line, || {
                format!(
                    "{at}.visibility: {id} \"{}\" is {} in this file, and an import makes nothing public: \
                     tidings edit {id} --visibility public",
                    name(),
                    row.visibility
                )
            });
            return Ok(false);
        }
        let standing = Some(row).filter(|row| !row.removed);
        self.imported.changed.push(Changed {
            id,
            fields,
            before: standing.map(RecordRow::any).transpose()?,
        });
        Ok(true)
    }

    /// Says that references were taken out of the document's records when it was made: that they are not there is no news.
    pub fn is_cut(&mut self) {
        self.is_cut = true;
    }

    fn recorded(&mut self, id: Id) {
        self.imported.recorded += 1;
        if self.imported.first.len() < self.told {
            self.imported.first.push(id);
        }
    }

    /// Refuses a record that cannot be read, by the path of what is wrong with it. Nothing will be taken in.
    pub fn refuse(&mut self, line: usize, told: impl FnOnce() -> String) {
        self.refusals.push(line, told);
    }

    /// Checks what can be told only once all records have come: what they refer to.
    fn settle(mut self) -> Result<Imported, Error> {
        if self.refusals.count == 0 {
            self.batch.close()?;
            let mut wrong = Vec::new();
            self.batch.each_reference(|reference| {
                if let Some(why) = wrong_reference(&reference) {
                    wrong.push((reference, why));
                }
            })?;
            wrong.sort_by_key(|(reference, _)| reference.from.line);
            for (reference, why) in wrong {
                let path = path_of(self.batch, &reference)?;
                self.refuse(reference.from.line, || format!("{path}: {why}"));
            }
        }
        if self.is_cut && !self.imported.changed.is_empty() {
            self.refuse(1, || {
                "scope.left_out.links: references were taken out of this document, and --update would take them out here; \
                 export it with --internal, or import without --update what is new"
                    .to_owned()
            });
        }
        if self.refusals.count > 0 {
            Err(self.refusals.error())
        } else {
            Ok(self.imported)
        }
    }
}

impl From<Arrival> for At {
    fn from(arrival: Arrival) -> Self {
        Self {
            kind: arrival.kind,
            index: arrival.index,
            line: arrival.line,
        }
    }
}

/// Why a record has no place in this file, whatever it says; none where it has.
fn misplaced(at: At, record: &AnyRecord, stored: Option<&RecordRow>) -> Option<String> {
    if record.visibility() == Visibility::Private {
        let why = "this release keeps no private records; internal is for the desk alone";
        return Some(format!("{at}.visibility: {why}"));
    }
    let row = stored.filter(|row| row.kind != record.kind())?;
    let (is, meant) = (article(&row.kind), article(&record.kind()));
    let id = row.id;
    Some(format!("{at}: {id} is {is} in this file, and {meant} here"))
}

/// The fields of which a patch has registers, each once.
fn fields(patch: &Registers) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for register in patch.names().filter(|name| *name != ADDED) {
        let field = register.split('/').next().unwrap_or(register);
        if !fields.iter().any(|known| known == field) {
            fields.push(field.to_owned());
        }
    }
    fields
}

/// Why a reference cannot be taken in; none where it can.
fn wrong_reference(reference: &Reference) -> Option<String> {
    let Reference {
        from,
        verb,
        to,
        target,
    } = reference;
    match target {
        None => Some(format!("{to} is neither in the document nor in this file")),
        Some((_, true)) => Some(format!("{to} is removed in this file")),
        Some((kind, false)) => rules::misfit(from.kind, verb, to, *kind),
    }
}

/// The path of a reference: that of its record, and of the place in it at which the id stands.
fn path_of(batch: &Batch<'_>, reference: &Reference) -> Result<String, Error> {
    let at = At::from(reference.from);
    let document = batch
        .row(&reference.from.id)?
        .and_then(|row| serde_json::from_str(&row.document).ok());
    let place = document.and_then(|record: serde_json::Value| {
        let fields = record.as_object()?.iter().filter(|(name, _)| *name != "id");
        fields
            .filter(|(name, _)| stands_in(name, &reference.verb))
            .find_map(|(name, value)| {
                place_of(value, reference).map(|rest| format!(".{name}{rest}"))
            })
    });
    Ok(format!("{at}{}", place.unwrap_or_default()))
}

/// Whether a reference by this verb can stand in a field.
fn stands_in(field: &str, verb: &str) -> bool {
    match verb {
        "source" => matches!(field, "citations" | "moves"),
        "by" => matches!(field, "moves" | "forecasts"),
        verb if crate::model::Verb::read(verb).is_ok() && verb != field => field == "links",
        verb => verb == field,
    }
}

/// The path inside a value at which a reference stands; none where it stands nowhere in it.
fn place_of(value: &serde_json::Value, reference: &Reference) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => (text == reference.to.as_str()).then(String::new),
        Value::Array(members) => members.iter().enumerate().find_map(|(at, member)| {
            place_of(member, reference).map(|rest| format!("[{at}]{rest}"))
        }),
        Value::Object(parts) => {
            let verb = parts.get("verb").and_then(Value::as_str);
            if verb.is_some_and(|verb| verb != reference.verb) {
                return None;
            }
            parts
                .iter()
                .filter(|(name, _)| *name != "key")
                .find_map(|(name, part)| {
                    place_of(part, reference).map(|rest| format!(".{name}{rest}"))
                })
        }
        _ => None,
    }
}
