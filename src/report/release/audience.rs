//! Who a release is for, and the one function that decides how a record goes out to them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Cast;
use crate::model::{AnyRecord, Id, Statement, Terms, Visibility};

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
    pub(super) fn count(&mut self, why: Why) {
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
pub(super) fn barred(
    visibility: Visibility,
    lifts: Option<i64>,
    audience: &Audience,
) -> Option<Why> {
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
pub(super) struct Said<'a> {
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
    pub(super) fn speakers(&self, cast: &Cast) -> (Vec<Id>, Vec<Id>) {
        let nameless = self.terms.hides_speaker();
        let speakers = self.speakers.iter();
        speakers.partition(|speaker| cast.may_be_named(speaker, nameless))
    }

    /// How the statement goes out by its terms and its speakers.
    pub(super) fn passage(&self, audience: &Audience, cast: &Cast) -> Passage {
        if self.terms == Terms::OffRecord && !audience.off_record {
            return Passage::LeftOut(Why::OffRecord);
        }
        let nameless = self.terms.hides_speaker();
        let (named, hidden) = self.speakers(cast);
        if hidden.is_empty() && !nameless {
            return Passage::Whole;
        }
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
