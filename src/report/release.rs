//! What may go out: whatever is made for publication is made from a [`Release`] and from nothing else.
//!
//! One function decides, [`passes`]: whole, as attribution, or left out and why. What goes out is then cut: no
//! reference in it leads to a record that is not in the release. At last the words of what goes out are compared with
//! what does not ([`Leak`]): of a file that would tell of it there is no release.

mod audience;
mod calendar;
mod cast;
mod cut;
mod former;
mod leak;
mod names;
mod needles;
mod places;
mod secrets;
mod sentences;
mod strings;
mod texts;
mod words;

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

pub use audience::{Audience, LeftOut, Passage, Why, passes};
use audience::{Said, barred};
pub use cast::Cast;
use cut::Cut;
pub use leak::{Hidden, Leak, Leaks, Named};
use places::{Place, Places};

/// Why the records could not be read: what their file says.
pub use crate::store::Error;
use crate::{
    model::{AnyRecord, Id, Kind, Word as _},
    store::{RecordRow, Snapshot, Standing, Store, Stored},
};

/// Why there is no release.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The records could not be read.
    #[error(transparent)]
    Read(#[from] Error),
    /// What goes out would tell of what does not.
    #[error("what goes out would tell of what does not")]
    Leaks(Box<Leaks>),
}

/// What may go out of one state of a file, cut so that nothing in it leads to what may not, and compared with that.
/// Records are streamed; of those that are in it, a byte each is held.
#[derive(Debug)]
pub struct Release<'s> {
    snapshot: Snapshot<'s>,
    audience: Audience,
    cast: Cast,
    /// The story that it is limited to, and whether that may itself go out.
    story: Option<(Id, bool)>,
    /// Every record that may go out.
    may: Places,
    left_out: LeftOut,
    let_pass: Vec<Id>,
}

/// A record that goes out.
#[derive(Debug)]
pub struct Released<'r> {
    stored: Stored<'r>,
    /// The record without what was taken out; none where nothing was.
    cut: Option<AnyRecord>,
    /// Its speakers whom nothing in it may name.
    hidden: Vec<Id>,
}

impl Released<'_> {
    /// The record's id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.stored.id
    }

    /// The record.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the stored document is none of its kind.
    pub fn record(&self) -> Result<AnyRecord, Error> {
        match &self.cut {
            Some(record) => Ok(record.clone()),
            None => self.stored.any(),
        }
    }

    /// The record as the timeline document writes it, in one line.
    #[must_use]
    pub fn document(&self) -> Cow<'_, str> {
        match &self.cut {
            None => Cow::Borrowed(self.stored.document),
            // A record's serde form is an object of plain values: nothing in it can fail to be written.
            Some(record) => Cow::Owned(serde_json::to_string(record).unwrap_or_default()),
        }
    }
}

/// What must not be read in a release, gathered on the way.
#[derive(Debug, Default)]
struct Withheld {
    /// The numbers of the records that do not go out; entries of every story, and what is public of no use to any.
    records: Vec<i64>,
    /// The numbers of the statements that go out as attribution.
    attributed: Vec<i64>,
    /// What was quoted or noted where a reference was taken out, and to which record that led.
    words: Vec<(Id, String)>,
    /// By the numbers of what refers to statements that go out as attribution: these, and who said them.
    hinting: HashMap<i64, Vec<(Id, Vec<Id>)>>,
}

/// A record without what may not go out of it.
struct Cutting {
    record: AnyRecord,
    links: u64,
    hidden: Vec<Id>,
    taken: Vec<(Id, String)>,
}

impl<'s> Release<'s> {
    /// Finds what may go out to an audience: every entry, or those of one story alone, and the actors, sources and
    /// stories that they refer to, directly or through one another.
    ///
    /// # Errors
    /// [`Refusal::Leaks`] where its words would tell of what does not go out; what SQLite says, or damage.
    pub fn prepare(
        store: &'s Store,
        audience: Audience,
        story: Option<Id>,
    ) -> Result<Self, Refusal> {
        Self::allowing(store, audience, story, &[])
    }

    /// The same, but lets these records pass whatever their words tell of.
    ///
    /// # Errors
    /// As [`Release::prepare`].
    pub fn allowing(
        store: &'s Store,
        audience: Audience,
        story: Option<Id>,
        allowed: &[Id],
    ) -> Result<Self, Refusal> {
        let snapshot = store.snapshot()?;
        snapshot.keep_little()?;
        let mut release = Self {
            cast: Cast::of(store, &audience)?,
            snapshot,
            audience,
            story: None,
            may: Places::default(),
            left_out: LeftOut::default(),
            let_pass: Vec::new(),
        };
        let mut withheld = Withheld::default();
        release.note(story, &mut withheld)?;
        if let Some(story) = story {
            let number = release.snapshot.number(&story)?;
            let may = number.is_some_and(|number| release.may.get(number).is_some());
            release.story = Some((story, may));
        }
        release.follow(&mut withheld)?;
        release.test(&withheld, allowed)?;
        Ok(release)
    }

    /// The story that it is limited to; none where it is limited to none, or to one that may not itself go out.
    #[must_use]
    pub fn story(&self) -> Option<Id> {
        self.story.and_then(|(story, may)| may.then_some(story))
    }

    /// How much was left out.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// The records that tell of what does not go out, and were let pass.
    #[must_use]
    pub fn let_pass(&self) -> &[Id] {
        &self.let_pass
    }

    /// Calls `each` with the records of one kind, in timeline order.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each<E: From<Error>>(
        &self,
        kind: Kind,
        mut each: impl FnMut(Released<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.snapshot
            .each_of(kind, |stored| match self.released(stored)? {
                Some(released) => each(released),
                None => Ok(()),
            })
    }

    /// A record as it goes out; none where it does not.
    fn released<'r>(&self, stored: Stored<'r>) -> Result<Option<Released<'r>>, Error> {
        let (cut, hidden) = match self.may.get(stored.number) {
            None | Some(Place::Outside) => return Ok(None),
            Some(Place::Whole) => (None, Vec::new()),
            Some(Place::Cut | Place::Reached) => match self.cut(stored.any()?)? {
                Some(cutting) => (Some(cutting.record), cutting.hidden),
                None => return Ok(None),
            },
        };
        Ok(Some(Released {
            stored,
            cut,
            hidden,
        }))
    }

    /// Notes which records may go out, and counts the entries that do not; entries of other stories are none of them.
    fn note(&mut self, story: Option<Id>, withheld: &mut Withheld) -> Result<(), Error> {
        let snapshot = &self.snapshot;
        let (cast, may, left_out) = (&mut self.cast, &mut self.may, &mut self.left_out);
        for kind in Kind::ALL {
            snapshot.each_standing(*kind, |standing| {
                let is_entry = kind.is_entry();
                let is_in = !is_entry || story.is_none() || standing.story == story;
                match passage(cast, snapshot.store(), &self.audience, &standing)? {
                    Passage::LeftOut(why) => {
                        withheld.records.push(standing.number);
                        if is_entry && is_in {
                            left_out.count(why);
                        }
                    }
                    _ if !is_in => {}
                    _ if !is_entry => may.set(standing.number, Place::Outside),
                    Passage::Whole => may.set(standing.number, Place::Whole),
                    Passage::Attributed(_) => {
                        may.set(standing.number, Place::Cut);
                        withheld.attributed.push(standing.number);
                    }
                }
                Ok(())
            })?;
        }
        // As they came: of two records that hold the same words the first tells whose they are.
        withheld.records.sort_unstable();
        withheld.attributed.sort_unstable();
        Ok(())
    }

    /// Follows the references of what goes out: takes in what they lead to, and counts those that are taken out.
    fn follow(&mut self, withheld: &mut Withheld) -> Result<(), Error> {
        let (snapshot, may) = (&self.snapshot, &mut self.may);
        let mut look_at = withheld.attributed.clone();
        if let Some((story, _)) = self.story {
            reach(may, snapshot.number(&story)?, &mut look_at);
        }
        // By what is referred to: there is less of it, and of most of it nobody need ask who refers to it.
        snapshot.each_target(|id, number| {
            let is_nameless = |number| withheld.attributed.binary_search(&number).is_ok();
            match number.and_then(|number| Some((number, may.get(number)?))) {
                Some((number, Place::Outside)) => snapshot.each_referring(&id, |from| {
                    let is_whole = may.get(from) == Some(Place::Whole);
                    if is_whole {
                        reach(may, Some(number), &mut look_at);
                    }
                    !is_whole
                }),
                Some((number, _)) if !is_nameless(number) => Ok(()),
                Some(_) | None => snapshot.each_referring(&id, |from| {
                    if may.get(from) == Some(Place::Whole) {
                        may.set(from, Place::Cut);
                        look_at.push(from);
                    }
                    true
                }),
            }
        })?;
        look_at.sort_unstable_by(|one, other| other.cmp(one));
        while let Some(number) = look_at.pop() {
            let Some(row) = self.snapshot.row(number)? else {
                continue;
            };
            let Some(cutting) = self.cut(row.any()?)? else {
                continue;
            };
            if !cutting.hidden.is_empty() {
                let said = (row.id, cutting.hidden);
                self.snapshot.each_referring(&said.0, |from| {
                    withheld.hinting.entry(from).or_default().push(said.clone());
                    true
                })?;
            }
            self.left_out.links += cutting.links;
            withheld.words.extend(cutting.taken);
            if self.may.get(number) == Some(Place::Reached) {
                let is_whole = cutting.links == 0;
                let place = if is_whole { Place::Whole } else { Place::Cut };
                self.may.set(number, place);
            }
            for (_, to) in cutting.record.facts().refers {
                reach(&mut self.may, self.snapshot.number(&to)?, &mut look_at);
            }
        }
        Ok(())
    }

    /// A record without what may not go out of it; none where it is left out.
    fn cut(&self, mut record: AnyRecord) -> Result<Option<Cutting>, Error> {
        let hidden = match passes(&record, &self.audience, &self.cast) {
            Passage::Whole => Vec::new(),
            Passage::Attributed(hidden) => hidden,
            Passage::LeftOut(_) => return Ok(None),
        };
        let mut going = HashSet::new();
        for (_, to) in record.facts().refers {
            let number = self.snapshot.number(&to)?;
            if number.is_some_and(|number| self.may.get(number).is_some()) {
                going.insert(to);
            }
        }
        let store = self.snapshot.store();
        let mut cut = Cut {
            going: &going,
            cast: &self.cast,
            hidden: &hidden,
            look_up: &|id| store.any(id),
            links: 0,
            taken: Vec::new(),
        };
        cut.record(&mut record)?;
        let (links, taken) = (cut.links, cut.taken);
        Ok(Some(Cutting {
            record,
            links,
            hidden,
            taken,
        }))
    }

    /// How a record goes out, by its row.
    fn passage_of(&self, row: &RecordRow) -> Result<Passage, Error> {
        Ok(passes(&row.any()?, &self.audience, &self.cast))
    }
}

/// As [`passes`], of a record that is not read whole. The cast learns what those who are hidden were called before.
fn passage(
    cast: &mut Cast,
    store: &Store,
    audience: &Audience,
    standing: &Standing<'_>,
) -> Result<Passage, Error> {
    if let Some(why) = barred(standing.visibility, standing.embargo_until, audience) {
        return Ok(Passage::LeftOut(why));
    }
    let Some(said) = standing.statement else {
        return Ok(Passage::Whole);
    };
    let said: Said<'_> = serde_json::from_str(said).map_err(|why| {
        let number = standing.number;
        Error::Damaged(format!(
            "the statement in row {number} cannot be read: {why}"
        ))
    })?;
    let hidden = said.speakers(cast).1;
    cast.recall(store, &hidden)?;
    Ok(said.passage(audience, cast))
}

/// Takes a record in that something in the release refers to, and has it looked at.
fn reach(may: &mut Places, to: Option<i64>, look_at: &mut Vec<i64>) {
    if let Some(to) = to.filter(|to| may.get(*to) == Some(Place::Outside)) {
        may.set(to, Place::Reached);
        look_at.push(to);
    }
}
