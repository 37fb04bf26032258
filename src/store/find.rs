//! Finding what a typed word means: `@`, a slug, the beginning of an id, a name.

use rusqlite::OptionalExtension as _;

use super::{Error, Readings, journal_table, project::folded_name};
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

/// Those that have a slug, the first added first: what follows the date in their order is their first change.
pub const BY_SLUG: &str = "WHERE slug = ?1 AND removed = 0 ORDER BY substr(sort, 17)";

/// Those whose id begins with what was typed.
pub(super) fn by_beginning(removed: u8) -> String {
    format!("WHERE id >= ?1 AND id < ?2 AND removed = {removed} ORDER BY id")
}

/// Those that a name reaches.
pub(super) const BY_NAME: &str =
    "WHERE id IN (SELECT record FROM name WHERE folded = ?1) AND removed = 0 ORDER BY sort";

/// What was written here, newest first.
pub(super) const RECENT: &str =
    "SELECT number FROM operation WHERE taken_in = 0 AND via IS NOT 'import' ORDER BY number DESC";

/// What an operation is about.
pub(super) const ABOUT: &str =
    "SELECT of, kind FROM change WHERE operation = ?1 AND n > 0 ORDER BY n";

/// The kinds among which something is typed, and what of it is a word: `actor:putin` says which of them.
pub(super) fn among<'t>(kinds: &[Kind], typed: &'t str) -> (Vec<Kind>, &'t str) {
    let named = typed
        .split_once(':')
        .and_then(|(kind, rest)| Some((Kind::read(kind).ok()?, rest)));
    match named {
        Some((kind, rest)) => (
            kinds.iter().copied().filter(|one| *one == kind).collect(),
            rest,
        ),
        None => (kinds.to_vec(), typed),
    }
}

impl Readings {
    /// What stands behind a typed word, as [`find_itself`](Self::find_itself) finds it; of an actor or a source that was
    /// merged into another, that one.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn find(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        Ok(match self.find_itself(kinds, typed)? {
            Found::One(id, kind) => Found::One(self.one_of_kind(id, kind)?, kind),
            Found::Several(several) => {
                let mut found = Vec::new();
                for (id, kind) in several {
                    let one = (self.one_of_kind(id, kind)?, kind);
                    if !found.contains(&one) {
                        found.push(one);
                    }
                }
                Found::among(found)
            }
            found => found,
        })
    }

    /// What stands behind a typed word, among these kinds: `@`, then an exact slug, then the beginning of an id, then an
    /// exact name (folded), alias or URL, then a slug in capitals. What was merged into another is found itself.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn find_itself(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        self.found(kinds, typed, true)
    }

    /// What stands behind a typed word, as [`find_itself`](Self::find_itself) finds it; a name does not do.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn find_by_id(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        self.found(kinds, typed, false)
    }

    fn found(&self, kinds: &[Kind], typed: &str, names: bool) -> Result<Found, Error> {
        if let Some(back) = typed.strip_prefix('@') {
            let found = match back {
                "" => self.recent(1)?,
                back => match back.parse() {
                    Ok(back) => self.recent(back)?,
                    Err(_) => Found::Nothing,
                },
            };
            return Ok(match found {
                Found::One(_, kind) if !kinds.contains(&kind) => Found::Nothing,
                found => found,
            });
        }
        let (kinds, typed) = among(kinds, typed);
        let by_name = || match names {
            true => self.by_name(&kinds, typed),
            false => Ok(Found::Nothing),
        };
        let by_prefix = || self.by_prefix(&kinds, typed);
        let found = self.by_slug(&kinds, typed)?;
        let found = if kinds.iter().any(|kind| kind.is_entry()) {
            found.or_else(by_prefix)?.or_else(by_name)?
        } else {
            // Of what has a name, the name goes before letters that may be the beginning of an id by chance.
            found.or_else(by_name)?.or_else(by_prefix)?
        };
        found.or_else(|| self.by_slug(&kinds, &typed.to_lowercase()))
    }

    fn select(
        &self,
        kinds: &[Kind],
        tail: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<(Id, Kind)>, Error> {
        let mut select = self
            .connection
            .prepare_cached(&format!("SELECT id, kind FROM record {tail}"))?;
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

    /// After a merge several may have one slug. Among entries it belongs to the first added of those that stand; of what has
    /// a name it is one of its names, and as a name that several have it says of none of them that it is meant.
    fn by_slug(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        let mut found = self.select(kinds, BY_SLUG, [typed])?;
        let mut entries = 0;
        found.retain(|(_, kind)| {
            entries += usize::from(kind.is_entry());
            !kind.is_entry() || entries == 1
        });
        Ok(Found::among(found))
    }

    /// Entries go first: the ids that lists show are unique among them.
    fn by_prefix(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        if !Id::is_prefix(typed) {
            return Ok(Found::Nothing);
        }
        let range = [typed, &format!("{typed}~")];
        let (entries, others): (Vec<Kind>, Vec<Kind>) =
            kinds.iter().partition(|kind| kind.is_entry());
        let with = |kinds: &[Kind], removed: u8| self.select(kinds, &by_beginning(removed), range);
        Found::among(with(&entries, 0)?)
            .or_else(|| Ok(Found::among(with(&others, 0)?)))?
            .or_else(|| {
                Ok(match with(kinds, 1)?.as_slice() {
                    [(id, kind)] => Found::Removed(*id, *kind),
                    _ => Found::Nothing,
                })
            })
    }

    fn by_name(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        let folded = folded_name(typed);
        if folded.is_empty() {
            return Ok(Found::Nothing);
        }
        let mut found = self.select(kinds, BY_NAME, [&folded])?;
        if found.len() > 1 {
            let mut firm = Vec::new();
            for one in &found {
                if !self.is_called_weakly(one, &folded)? {
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
    fn is_called_weakly(&self, (id, kind): &(Id, Kind), folded: &str) -> Result<bool, Error> {
        let actor = match kind {
            Kind::Actor => self.get::<Actor>(id)?,
            _ => None,
        };
        Ok(actor.is_some_and(|actor| actor.own.is_called_weakly(folded)))
    }

    /// The entry that the last write of this file was about and that still stands; with `back` 2 the one before.
    fn recent(&self, back: usize) -> Result<Found, Error> {
        let mut operations = self.connection.prepare_cached(RECENT)?;
        let mut numbers = operations.query([])?;
        let mut seen: Vec<Id> = Vec::new();
        while let Some(row) = numbers.next()? {
            let Some((id, kind)) = self.about(row.get(0)?)? else {
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

    /// The entry that an operation is about and that stands: that of its first change of one, or, where it takes back or
    /// brings back another operation but an import, what that one is about.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn about(&self, number: i64) -> Result<Option<(Id, Kind)>, Error> {
        let mut changes = self.connection.prepare_cached(ABOUT)?;
        let of: Vec<(String, Option<String>)> = changes
            .query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (of, kind) in of {
            match kind.map(|kind| Kind::read(&kind)) {
                Some(Ok(kind)) if kind.is_entry() && self.stands(&of)? => {
                    return Ok(Some((Id::parse(&of)?, kind)));
                }
                Some(_) => {}
                None => {
                    // An undo only ever names an operation that was there before it, so this comes to an end.
                    let target = journal_table::number_of(&self.connection, &of)?
                        .filter(|target| *target < number);
                    if let Some(target) = target
                        && !self.is_import(target)?
                    {
                        return self.about(target);
                    }
                }
            }
        }
        Ok(None)
    }

    fn is_import(&self, number: i64) -> Result<bool, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM operation WHERE number = ?1 AND via = 'import'")?
            .exists([number])?)
    }

    fn stands(&self, id: &str) -> Result<bool, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM record WHERE id = ?1 AND removed = 0")?
            .query_row([id], |_| Ok(()))
            .optional()?
            .is_some())
    }
}
