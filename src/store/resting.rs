//! All that rests on a source: what cites it, and what cites a source that derives from it.

use std::collections::HashSet;

use super::{Error, Readings};
use crate::model::{Id, Kind, Word as _};

/// What stands and leads to a source: by a citation, as its derivate, or merged into it.
pub(super) const LEADS_TO: &str = "SELECT edge.record, edge.verb, record.kind FROM edge \
     JOIN record ON record.id = edge.record \
     WHERE edge.target = ?1 AND edge.verb IN ('source', 'origin', 'merged_into') AND record.removed = 0 \
     ORDER BY record.sort";

/// All that rests on a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resting {
    /// The records that cite it, or a source that derives from it; each once, those that cite it first.
    pub records: Vec<Rests>,
    /// The sources that derive from it, near ones first; each with the one between, where there is one.
    pub derived: Vec<Rests>,
}

/// Something that rests on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rests {
    /// The record, or the derived source.
    pub id: Id,
    /// The source between the two; none where it rests on the source itself.
    pub through: Option<Id>,
}

impl Readings {
    /// All that rests on a source: what cites it, or a source that derives from it by `origin`. What was merged into a source
    /// is that source.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn resting(&self, source: &Id) -> Result<Resting, Error> {
        let mut leads_to = self.connection.prepare_cached(LEADS_TO)?;
        let mut found = Resting::default();
        // Each source on the way, and as which one it is read: itself, or the one that it was merged into.
        let mut open = vec![(*source, None)];
        let mut seen: HashSet<Id> = HashSet::from([*source]);
        let mut citing: HashSet<Id> = HashSet::new();
        let mut at = 0;
        while let Some((id, read_as)) = open.get(at).copied() {
            at += 1;
            let mut rows = leads_to.query([id.as_str()])?;
            while let Some(row) = rows.next()? {
                let from = Id::parse(row.get_ref(0)?.as_str().unwrap_or_default())?;
                match row.get_ref(1)?.as_str().unwrap_or_default() {
                    "source" if citing.insert(from) => found.records.push(Rests {
                        id: from,
                        through: read_as,
                    }),
                    "source" => {}
                    verb if seen.insert(from) => {
                        let is_source =
                            row.get_ref(2)?.as_str().unwrap_or_default() == Kind::Source.word();
                        if verb == "merged_into" {
                            open.push((from, read_as));
                        } else if is_source {
                            found.derived.push(Rests {
                                id: from,
                                through: read_as,
                            });
                            open.push((from, Some(from)));
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(found)
    }
}
