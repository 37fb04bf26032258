//! What may go out: whatever is made for publication is made from a [`Release`] and from nothing else.
//!
//! One function decides, [`passes`]: whole, as attribution, or left out and why. What goes out is then cut: no
//! reference in it leads to a record that is not in the release.

mod cast;
mod cut;
mod names;

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use cast::Cast;
use cut::Cut;

/// Why a release could not be read: what its file says.
pub use crate::store::Error;
use crate::{
    model::{AnyRecord, Id, Kind, Statement, Terms, Visibility},
    store::{RecordRow, Snapshot, Store},
};

/// For whom a release is made: the public, or whoever may see more.
#[derive(Clone, Copy, Debug)]
pub struct Audience {
    /// By what time embargoes are judged, in UTC milliseconds.
    moment: u64,
    /// Whether it sees what is internal.
    internal: bool,
    /// Whether it sees what was said off the record.
    off_record: bool,
}

impl Audience {
    /// The public. An embargo is judged by the earlier of the command's time and the machine's own (both in UTC
    /// milliseconds), so that no setting of the clock lifts one.
    #[must_use]
    pub fn public(now: u64, machine: u64) -> Self {
        Self {
            moment: now.min(machine),
            internal: false,
            off_record: false,
        }
    }

    /// The same, and whether it sees what is internal, too.
    #[must_use]
    pub fn with_internal(self, internal: bool) -> Self {
        Self { internal, ..self }
    }

    /// The same, and whether it sees what was said off the record, too: without names, as what was said on background.
    #[must_use]
    pub fn with_off_record(self, off_record: bool) -> Self {
        Self { off_record, ..self }
    }
}

/// How a record goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// As it stands.
    Whole,
    /// Without these of its speakers, and without what else would name them or somebody whom its terms hide; where no
    /// speaker is left, its attribution stands in their place.
    Attributed(Vec<Id>),
    /// Not at all.
    LeftOut(Why),
}

/// Why a record is left out; the first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It never leaves its file, and nothing says that it exists.
    Private,
    /// It is for the desk alone, or said by nobody who may be named and attributed to nobody.
    Internal,
    /// Its embargo has not lifted.
    Embargoed,
    /// It was said off the record.
    OffRecord,
    /// It may not be attributed by name, and has no other attribution.
    Background,
}

/// How much was left out. Where all are 0, nothing was, and the release is the whole of what it covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// Entries that are for the desk alone, or whose speakers all are, with no attribution in their place.
    pub internal: u64,
    /// Entries whose embargo has not lifted.
    pub embargoed: u64,
    /// Statements on background that have no attribution but a name.
    pub background: u64,
    /// Statements off the record.
    pub off_record: u64,
    /// References, aliases and attributions taken out of what is there.
    pub links: u64,
}

impl LeftOut {
    fn count(&mut self, why: Why) {
        match why {
            Why::Private => {}
            Why::Internal => self.internal += 1,
            Why::Embargoed => self.embargoed += 1,
            Why::OffRecord => self.off_record += 1,
            Why::Background => self.background += 1,
        }
    }
}

/// Decides how a record goes out to an audience. `cast` holds every actor that the record may name.
#[must_use]
pub fn passes(record: &AnyRecord, audience: &Audience, cast: &Cast) -> Passage {
    let lifts = record.embargo_until().map(|lifts| lifts.to_utc_millis());
    if let Some(why) = barred(record.visibility(), lifts, audience) {
        return Passage::LeftOut(why);
    }
    match record {
        AnyRecord::Statement(statement) => Said::of(&statement.own).passage(audience, cast),
        _ => Passage::Whole,
    }
}

/// Why nothing of a record may go out, whatever it says.
fn barred(visibility: Visibility, lifts: Option<i64>, audience: &Audience) -> Option<Why> {
    let moment = i64::try_from(audience.moment).unwrap_or(i64::MAX);
    match visibility {
        Visibility::Private => Some(Why::Private),
        Visibility::Internal if !audience.internal => Some(Why::Internal),
        _ if lifts.is_some_and(|lifts| moment < lifts) => Some(Why::Embargoed),
        Visibility::Internal | Visibility::Public => None,
    }
}

/// What decides how a statement goes out. Read from a document, it spares reading the rest.
#[derive(Deserialize)]
struct Said<'a> {
    speakers: Cow<'a, [Id]>,
    #[serde(borrow)]
    attribution: Option<Cow<'a, str>>,
    terms: Terms,
}

impl<'a> Said<'a> {
    fn of(statement: &'a Statement) -> Self {
        Self {
            speakers: Cow::Borrowed(&statement.speakers),
            attribution: statement.attribution.as_deref().map(Cow::Borrowed),
            terms: statement.terms,
        }
    }

    /// The speakers who may be named, and those who may not.
    fn speakers(&self, cast: &Cast) -> (Vec<Id>, Vec<Id>) {
        let nameless = self.terms.hides_speaker();
        let speakers = self.speakers.iter();
        speakers.partition(|speaker| cast.may_be_named(speaker, nameless))
    }

    /// How the statement goes out by its terms and its speakers.
    fn passage(&self, audience: &Audience, cast: &Cast) -> Passage {
        if self.terms == Terms::OffRecord && !audience.off_record {
            return Passage::LeftOut(Why::OffRecord);
        }
        let nameless = self.terms.hides_speaker();
        let (named, hidden) = self.speakers(cast);
        let names_nobody = self.speakers.is_empty() && nameless;
        let attribution = self.attribution.as_deref();
        let attributed = cast.attributes(attribution, &hidden, nameless);
        let misnames = nameless && attribution.is_some() && !attributed;
        if hidden.is_empty() && !names_nobody && !misnames {
            Passage::Whole
        } else if !named.is_empty() || attributed {
            Passage::Attributed(hidden)
        } else if names_nobody || (nameless && !hidden.iter().all(|id| cast.is_described(id))) {
            Passage::LeftOut(Why::Background)
        } else {
            Passage::LeftOut(Why::Internal)
        }
    }
}

/// What may go out of one state of a file, cut so that nothing in it leads to what may not. Records are streamed; of
/// those that are in it, only the ids are held.
#[derive(Debug)]
pub struct Release<'s> {
    snapshot: Snapshot<'s>,
    audience: Audience,
    cast: Cast,
    story: Option<Id>,
    /// Every record that may go out.
    may: HashMap<Id, Place>,
    left_out: LeftOut,
}

/// Where a record that may go out stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Nothing in the release refers to it, so it is not in it.
    Outside,
    /// It is in the release, and has yet to be looked at.
    Reached,
    /// It is in the release as it is stored.
    Whole,
    /// It is in the release, and something is taken out of it.
    Cut,
}

/// A record that goes out.
#[derive(Clone, Debug)]
pub struct Released {
    row: RecordRow,
    /// The record without what was taken out; none where nothing was.
    cut: Option<AnyRecord>,
}

impl Released {
    /// The record.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the stored document is none of its kind.
    pub fn record(&self) -> Result<AnyRecord, Error> {
        self.cut.clone().map_or_else(|| self.row.any(), Ok)
    }

    /// The record as the timeline document writes it, in one line.
    #[must_use]
    pub fn document(&self) -> Cow<'_, str> {
        match &self.cut {
            None => Cow::Borrowed(&self.row.document),
            // A record's serde form is an object of plain values: nothing in it can fail to be written.
            Some(record) => Cow::Owned(serde_json::to_string(record).unwrap_or_default()),
        }
    }
}

impl<'s> Release<'s> {
    /// Finds what may go out to an audience: every entry, or those of one story alone, and the actors, sources and
    /// stories that they refer to, directly or through one another.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn prepare(store: &'s Store, audience: Audience, story: Option<Id>) -> Result<Self, Error> {
        let snapshot = store.snapshot()?;
        let mut release = Self {
            cast: Cast::of(store, &audience)?,
            snapshot,
            audience,
            story,
            may: HashMap::new(),
            left_out: LeftOut::default(),
        };
        release.note_the_rest()?;
        let changed = release.note_entries()?;
        release.follow(changed)?;
        Ok(release)
    }

    /// The story that it is limited to; none where it is limited to none, or to one that may not itself go out.
    #[must_use]
    pub fn story(&self) -> Option<Id> {
        self.story.filter(|story| self.may.contains_key(story))
    }

    /// How much was left out.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// Calls `each` with the records of one kind, in timeline order.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each<E: From<Error>>(
        &self,
        kind: Kind,
        mut each: impl FnMut(Released) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = None;
        let tail = "WHERE kind = ?1 AND removed = 0 ORDER BY sort";
        let store = self.snapshot.store();
        store.each_row(tail, [kind.to_string()], |row| {
            let cut = match self.may.get(&row.id) {
                None | Some(Place::Outside) => return Ok(true),
                Some(Place::Whole) => None,
                Some(Place::Cut | Place::Reached) => match self.cut(&row)? {
                    Some((record, _)) => Some(record),
                    None => return Ok(true),
                },
            };
            failed = each(Released { row, cut }).err();
            Ok(failed.is_none())
        })?;
        failed.map_or(Ok(()), Err)
    }

    /// Notes which actors, sources and stories may go out, should anything refer to them.
    fn note_the_rest(&mut self) -> Result<(), Error> {
        let store = self.snapshot.store();
        let tail = "WHERE kind IN ('actor', 'source', 'story') AND removed = 0";
        store.each_row(tail, [], |row| {
            if barred(row.visibility, row.embargo_until, &self.audience).is_none() {
                self.may.insert(row.id, Place::Outside);
            }
            Ok(true)
        })
    }

    /// Notes which entries go out, and counts the others. Returns the statements that go out as attribution.
    fn note_entries(&mut self) -> Result<Vec<Id>, Error> {
        let store = self.snapshot.store();
        let entries = "WHERE kind IN ('event', 'statement', 'question', 'note') AND removed = 0";
        let tail = format!("{entries} AND (?1 IS NULL OR story = ?1)");
        let mut attributed = Vec::new();
        store.each_row(&tail, [self.story.map(|story| story.to_string())], |row| {
            match self.passage(&row)? {
                Passage::LeftOut(why) => self.left_out.count(why),
                Passage::Whole => {
                    self.may.insert(row.id, Place::Whole);
                }
                Passage::Attributed(_) => {
                    self.may.insert(row.id, Place::Cut);
                    attributed.push(row.id);
                }
            }
            Ok(true)
        })?;
        Ok(attributed)
    }

    /// As [`passes`], of the record of a row. The cast learns what those who are hidden were called before.
    fn passage(&mut self, row: &RecordRow) -> Result<Passage, Error> {
        if let Some(why) = barred(row.visibility, row.embargo_until, &self.audience) {
            return Ok(Passage::LeftOut(why));
        }
        if row.kind == Kind::Statement {
            let said: Said<'_> = row.part()?;
            let hidden = said.speakers(&self.cast).1;
            self.cast.recall(self.snapshot.store(), &hidden)?;
            return Ok(said.passage(&self.audience, &self.cast));
        }
        Ok(Passage::Whole)
    }

    /// Follows the references of what goes out: takes in what they lead to, and counts those that are taken out.
    /// `look_at` are the entries that are known to be cut.
    fn follow(&mut self, mut look_at: Vec<Id>) -> Result<(), Error> {
        let may = &mut self.may;
        if let Some(story) = self.story {
            reach(may, story, &mut look_at);
        }
        let nameless: HashSet<Id> = look_at.iter().copied().collect();
        self.snapshot.each_edge(|from, to| {
            if may.get(&from) != Some(&Place::Whole) {
                // Not in it, or looked at below.
            } else if may.contains_key(&to) && !nameless.contains(&to) {
                reach(may, to, &mut look_at);
            } else {
                may.insert(from, Place::Cut);
                look_at.push(from);
            }
        })?;
        while let Some(id) = look_at.pop() {
            let row = self.snapshot.store().row(&id)?;
            let Some((record, links)) = row.map(|row| self.cut(&row)).transpose()?.flatten() else {
                continue;
            };
            self.left_out.links += links;
            if self.may.get(&id) == Some(&Place::Reached) {
                let place = if links == 0 { Place::Whole } else { Place::Cut };
                self.may.insert(id, place);
            }
            for (_, to) in record.facts().refers {
                reach(&mut self.may, to, &mut look_at);
            }
        }
        Ok(())
    }

    /// The record of a row without what may not go out of it, and how many references that took; none where it is left out.
    fn cut(&self, row: &RecordRow) -> Result<Option<(AnyRecord, u64)>, Error> {
        let mut record = row.any()?;
        let hidden = match passes(&record, &self.audience, &self.cast) {
            Passage::Whole => Vec::new(),
            Passage::Attributed(hidden) => hidden,
            Passage::LeftOut(_) => return Ok(None),
        };
        let store = self.snapshot.store();
        let mut cut = Cut {
            goes_out: &|id| self.may.contains_key(id),
            cast: &self.cast,
            hidden: &hidden,
            look_up: &|id| store.row(id)?.map(|row| row.any()).transpose(),
            links: 0,
        };
        cut.record(&mut record)?;
        let links = cut.links;
        Ok(Some((record, links)))
    }
}

/// Takes a record in that something in the release refers to, and has it looked at.
fn reach(may: &mut HashMap<Id, Place>, to: Id, look_at: &mut Vec<Id>) {
    if let Some(place @ Place::Outside) = may.get_mut(&to) {
        *place = Place::Reached;
        look_at.push(to);
    }
}
