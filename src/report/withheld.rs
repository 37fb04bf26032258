//! What is not for publication, counted at the desk by the one function that decides.

use serde::Serialize;

use super::{
    Ask,
    release::{Audience, Cast, Passage, Why, passes},
};
use crate::{
    model::AnyRecord,
    store::{Error, Store},
};

/// How many entries are not for publication, each by the first reason that applies. Unlike what an export says that it
/// left out, this is for the desk: what is private counts with what is internal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// Entries that are internal, or said by nobody who may be named and attributed to nobody.
    pub internal: usize,
    /// Entries that are under embargo.
    pub embargoed: usize,
    /// Statements off the record.
    pub off_record: usize,
    /// Statements on background whose attribution says nothing that may go out.
    pub background: usize,
}

impl Withheld {
    /// How many they are together.
    #[must_use]
    pub fn total(&self) -> usize {
        self.internal + self.embargoed + self.off_record + self.background
    }
}

/// Counts what is not for publication, record by record.
pub(super) struct Withholding {
    audience: Audience,
    cast: Cast,
    pub counted: Withheld,
}

impl Withholding {
    /// Counts as of the time of the command: what lifts an embargo is judged by the export, here it is all there is.
    pub fn new(store: &Store, ask: &Ask) -> Result<Self, Error> {
        let audience = Audience::public(ask.now, ask.now);
        Ok(Self {
            cast: Cast::of(store, &audience)?,
            audience,
            counted: Withheld::default(),
        })
    }

    pub fn see(&mut self, record: &AnyRecord) {
        let counted = &mut self.counted;
        match passes(record, &self.audience, &self.cast) {
            Passage::LeftOut(Why::Internal | Why::Private) => counted.internal += 1,
            Passage::LeftOut(Why::Embargoed) => counted.embargoed += 1,
            Passage::LeftOut(Why::OffRecord) => counted.off_record += 1,
            Passage::LeftOut(Why::Background) => counted.background += 1,
            Passage::Whole | Passage::Attributed(_) => {}
        }
    }
}
