//! Finding what a typed word means: `@`, a slug, the beginning of an id, a name.

use rusqlite::{Connection, OptionalExtension as _};

use super::{Error, chain, journal_table, project::folded_name, read};
use crate::model::{Actor, Id, Kind, Word as _};

/// What stands behind a typed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly one record that stands.
    One(Id, Kind),
    /// One that was removed: it keeps its id.
    Removed(Id, Kind),
    /// Several: the word must be more exact.
    Several(Vec<(Id, Kind)>),
    /// Nothing.
    Nothing,
}

impl Found {
    pub(super) fn among(found: Vec<(Id, Kind)>) -> Self {
        match found.as_slice() {
            [] => Self::Nothing,
            [(id, kind)] => Self::One(*id, *kind),
            _ => Self::Several(found),
        }
    }

    fn or_else(self, other: impl FnOnce() -> Result<Self, Error>) -> Result<Self, Error> {
        if self == Self::Nothing {
            other()
        } else {
            Ok(self)
        }
    }
}

/// What stands behind `typed`, as [`find_itself`] finds it; of what was merged into another, that one.
pub(super) fn find(connection: &Connection, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
    Ok(match find_itself(connection, kinds, typed)? {
        Found::One(id, kind) => Found::One(chain::one_of_kind(connection, id, kind)?, kind),
        Found::Several(several) => {
            let mut found = Vec::new();
            for (id, kind) in several {
                let one = (chain::one_of_kind(connection, id, kind)?, kind);
                if !found.contains(&one) {
                    found.push(one);
                }
            }
            Found::among(found)
        }
        found => found,
    })
}

/// What stands behind `typed`, among these kinds: `@`, then an exact slug, then the beginning of an id, then an exact
/// name (folded), alias or URL, then a slug in capitals.
pub(super) fn find_itself(
    connection: &Connection,
    kinds: &[Kind],
    typed: &str,
) -> Result<Found, Error> {
    found(connection, kinds, typed, true)
}

/// What stands behind `typed`, as [`find_itself`] finds it; a name does not do.
pub(super) fn find_by_id(
    connection: &Connection,
    kinds: &[Kind],
    typed: &str,
) -> Result<Found, Error> {
    found(connection, kinds, typed, false)
}

fn found(
    connection: &Connection,
    kinds: &[Kind],
    typed: &str,
    names: bool,
) -> Result<Found, Error> {
    if let Some(back) = typed.strip_prefix('@') {
        let found = match back {
            "" => recent(connection, 1)?,
            back => match back.parse() {
                Ok(back) => recent(connection, back)?,
                Err(_) => Found::Nothing,
            },
        };
        return Ok(match found {
            Found::One(_, kind) if !kinds.contains(&kind) => Found::Nothing,
            found => found,
        });
    }
    // `actor:putin` says among which kind.
    let restricted = typed
        .split_once(':')
        .and_then(|(kind, rest)| Some((Kind::read(kind).ok()?, rest)));
    let (kinds, typed) = match restricted {
        Some((kind, _)) if !kinds.contains(&kind) => return Ok(Found::Nothing),
        Some((kind, rest)) => (vec![kind], rest),
        None => (kinds.to_vec(), typed),
    };
    let by_name = || match names {
        true => by_name(connection, &kinds, typed),
        false => Ok(Found::Nothing),
    };
    let by_prefix = || by_prefix(connection, &kinds, typed);
    let found = by_slug(connection, &kinds, typed)?;
    let found = if kinds.iter().any(|kind| kind.is_entry()) {
        found.or_else(by_prefix)?.or_else(by_name)?
    } else {
        // Of what has a name, the name goes before letters that may be the beginning of an id by chance.
        found.or_else(by_name)?.or_else(by_prefix)?
    };
    found.or_else(|| by_slug(connection, &kinds, &typed.to_lowercase()))
}

fn select(
    connection: &Connection,
    kinds: &[Kind],
    tail: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<(Id, Kind)>, Error> {
    let mut select = connection.prepare_cached(&format!("SELECT id, kind FROM record {tail}"))?;
    let mut rows = select.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = Kind::read(&row.get::<_, String>(1)?)?;
        if kinds.contains(&kind) {
            found.push((Id::parse(&row.get::<_, String>(0)?)?, kind));
        }
    }
    Ok(found)
}

/// Those that have a slug, the first added first: what follows the date in their order is their first change.
pub const BY_SLUG: &str = "WHERE slug = ?1 AND removed = 0 ORDER BY substr(sort, 17)";

/// After a merge several may have one slug. Among entries it belongs to the first added of those that stand; of what has
/// a name it is one of its names, and as a name that several have it says of none of them that it is meant.
fn by_slug(connection: &Connection, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
    let mut found = select(connection, kinds, BY_SLUG, [typed])?;
    let mut entries = 0;
    found.retain(|(_, kind)| {
        entries += usize::from(kind.is_entry());
        !kind.is_entry() || entries == 1
    });
    Ok(Found::among(found))
}

/// Those whose id begins with what was typed.
pub(super) fn by_beginning(removed: u8) -> String {
    format!("WHERE id >= ?1 AND id < ?2 AND removed = {removed} ORDER BY id")
}

/// Entries go first: the ids that lists show are unique among them.
fn by_prefix(connection: &Connection, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
    if !Id::is_prefix(typed) {
        return Ok(Found::Nothing);
    }
    let range = [typed, &format!("{typed}~")];
    let (entries, others): (Vec<Kind>, Vec<Kind>) = kinds.iter().partition(|kind| kind.is_entry());
    let with =
        |kinds: &[Kind], removed: u8| select(connection, kinds, &by_beginning(removed), range);
    Found::among(with(&entries, 0)?)
        .or_else(|| Ok(Found::among(with(&others, 0)?)))?
        .or_else(|| {
            Ok(match with(kinds, 1)?.as_slice() {
                [(id, kind)] => Found::Removed(*id, *kind),
                _ => Found::Nothing,
            })
        })
}

/// Those that a name reaches.
pub(super) const BY_NAME: &str =
    "WHERE id IN (SELECT record FROM name WHERE folded = ?1) AND removed = 0 ORDER BY sort";

fn by_name(connection: &Connection, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
    let folded = folded_name(typed);
    if folded.is_empty() {
        return Ok(Found::Nothing);
    }
    let mut found = select(connection, kinds, BY_NAME, [&folded])?;
    if found.len() > 1 {
        let mut firm = Vec::new();
        for one in &found {
            if !is_called_weakly(connection, one, &folded)? {
                firm.push(*one);
            }
        }
        if !firm.is_empty() {
            found = firm;
        }
    }
    Ok(Found::among(found))
}

/// Whether a name reaches an actor by a weak alias alone: whoever has it for a name or another alias goes before.
fn is_called_weakly(
    connection: &Connection,
    (id, kind): &(Id, Kind),
    folded: &str,
) -> Result<bool, Error> {
    let actor = match kind {
        Kind::Actor => read::get::<Actor>(connection, id)?,
        _ => None,
    };
    Ok(actor.is_some_and(|actor| actor.own.is_called_weakly(folded)))
}

/// What was written here, newest first.
pub(super) const RECENT: &str =
    "SELECT number FROM operation WHERE taken_in = 0 AND via IS NOT 'import' ORDER BY number DESC";

/// The entry that the last write of this file was about and that still stands; with `back` 2 the one before.
fn recent(connection: &Connection, back: usize) -> Result<Found, Error> {
    let mut operations = connection.prepare_cached(RECENT)?;
    let mut numbers = operations.query([])?;
    let mut seen: Vec<Id> = Vec::new();
    while let Some(row) = numbers.next()? {
        let Some((id, kind)) = about(connection, row.get(0)?)? else {
            continue;
        };
        if !seen.contains(&id) {
            seen.push(id);
            if seen.len() == back {
                return Ok(Found::One(id, kind));
            }
        }
    }
    Ok(Found::Nothing)
}

/// What an operation is about.
pub(super) const ABOUT: &str =
    "SELECT of, kind FROM change WHERE operation = ?1 AND n > 0 ORDER BY n";

/// The entry that an operation is about and that stands: that of its first change of one, or, where it takes back or
/// brings back another operation but an import, what that one is about.
pub(super) fn about(connection: &Connection, number: i64) -> Result<Option<(Id, Kind)>, Error> {
    let mut changes = connection.prepare_cached(ABOUT)?;
    let of: Vec<(String, Option<String>)> = changes
        .query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (of, kind) in of {
        match kind.map(|kind| Kind::read(&kind)) {
            Some(Ok(kind)) if kind.is_entry() && stands(connection, &of)? => {
                return Ok(Some((Id::parse(&of)?, kind)));
            }
            Some(_) => {}
            None => {
                // An undo only ever names an operation that was there before it, so this comes to an end.
                let target =
                    journal_table::number_of(connection, &of)?.filter(|target| *target < number);
                if let Some(target) = target
                    && !is_import(connection, target)?
                {
                    return about(connection, target);
                }
            }
        }
    }
    Ok(None)
}

fn is_import(connection: &Connection, number: i64) -> Result<bool, Error> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM operation WHERE number = ?1 AND via = 'import'")?
        .exists([number])?)
}

fn stands(connection: &Connection, id: &str) -> Result<bool, Error> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM record WHERE id = ?1 AND removed = 0")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}
