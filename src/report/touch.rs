//! When an open record was last touched, what bears on it, and when it is to be looked at again.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::{Ask, Due, Evidence, Item, names::list};
use crate::{
    model::{AnyRecord, Certainty, Check, EventStatus, Id, Link, QuestionStatus, Verb},
    store::{Error, Store},
    when::{Every, When},
};

/// After so many days without evidence, check, note or edit an open record is stale, unless one is asked otherwise.
pub const STALE_AFTER: i64 = 14;

/// The links of a record, without the rest of it.
#[derive(Deserialize)]
struct Links {
    links: Vec<Link>,
}

/// What refers to a record.
#[derive(Clone, Copy, Debug, Default)]
struct Referred {
    evidence: Evidence,
    last: u64,
}

const REFERRING: &str = "WHERE record.removed = 0 AND record.kind IN ('event', 'statement', 'note') AND record.id IN \
                         (SELECT edge.record FROM json_each(?1) wanted JOIN edge ON edge.target = wanted.value)";

/// What refers to each of these records, by one query.
fn referred(store: &Store, ids: &[Id]) -> Result<HashMap<Id, Referred>, Error> {
    let mut found: HashMap<Id, Referred> =
        ids.iter().map(|id| (*id, Referred::default())).collect();
    if ids.is_empty() {
        return Ok(found);
    }
    store.each_row(REFERRING, [list(ids)], |row| {
        for link in row.part::<Links>()?.links {
            let Some(referred) = found.get_mut(&link.to) else {
                continue;
            };
            referred.last = referred.last.max(row.last_change);
            match link.verb {
                Verb::Supports | Verb::Answers => referred.evidence.pro += 1,
                Verb::Contradicts => referred.evidence.contra += 1,
                _ => {}
            }
        }
        Ok(true)
    })?;
    Ok(found)
}

/// Adds to items, and to their parts, what bears on them and when they were last touched.
pub(super) fn touch(store: &Store, ask: &Ask, items: &mut [Item]) -> Result<(), Error> {
    fn each(items: &mut [Item], act: &mut impl FnMut(&mut Item)) {
        for item in items {
            act(item);
            if let Some(asked) = &mut item.asked {
                each(&mut asked.parts, act);
            }
        }
    }
    let mut ids = Vec::new();
    each(items, &mut |item| ids.push(item.record.id()));
    let found = referred(store, &ids)?;
    each(items, &mut |item| {
        let referred = found.get(&item.record.id()).copied().unwrap_or_default();
        if referred.last > 0 {
            item.touched = item.touched.max(ask.day_of(referred.last));
        }
        if let Some(asked) = &mut item.asked {
            asked.evidence = referred.evidence;
        }
    });
    Ok(())
}

impl Item {
    /// The day from which on it is stale; none where nothing lets it sleep: it has a date, or is out of sight.
    #[must_use]
    pub fn stale_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        let sleeps = match &self.record {
            AnyRecord::Event(event) => {
                let event = &event.own;
                event.status == EventStatus::Postponed
                    || event.status == EventStatus::Expected
                        && (event.when.is_none() || event.certainty == Some(Certainty::Mooted))
            }
            AnyRecord::Question(question) => {
                question.own.status == QuestionStatus::Open && !self.is_hidden(today)
            }
            _ => false,
        };
        let days = Days::new(self.stale_after.unsigned_abs());
        self.touched.checked_add_days(days).filter(|_| sleeps)
    }

    /// Whether it is a question that is out of sight until a later day.
    #[must_use]
    pub fn is_hidden(&self, today: NaiveDate) -> bool {
        let until = self
            .question()
            .and_then(|question| question.own.hidden_until.as_ref());
        until.is_some_and(|until| hides(until, today))
    }

    /// The day on which to look at it again: the one that was set, else a rhythm after the last look.
    #[must_use]
    pub fn next_check(&self) -> Option<NaiveDate> {
        let (on, every, checks): (Option<&When>, Option<Every>, &[Check]) = match &self.record {
            AnyRecord::Event(event) => (
                event.own.check_on.as_ref(),
                event.own.check_every,
                &event.own.checks,
            ),
            AnyRecord::Question(question) => (
                question.own.check_on.as_ref(),
                question.own.check_every,
                &question.own.checks,
            ),
            _ => return None,
        };
        let looks = checks
            .iter()
            .filter_map(|check| check.when.as_ref())
            .filter_map(stands_at);
        let last = looks.max().unwrap_or(self.recorded);
        on.and_then(stands_at).or_else(|| every?.after(last))
    }

    /// The day on which a question that was hidden came into sight, where nobody touched it since.
    #[must_use]
    pub fn woke(&self, today: NaiveDate) -> Option<NaiveDate> {
        let until = self.question()?.own.hidden_until.as_ref()?;
        stands_at(until).filter(|day| *day <= today && self.touched < *day)
    }

    /// Whether the day, or the window, by which a question should be settled is here or past.
    #[must_use]
    pub fn is_at_deadline(&self, today: NaiveDate) -> bool {
        let deadline = self
            .question()
            .and_then(|question| question.own.deadline.as_ref());
        deadline.is_some_and(|when| {
            let bounds = when.bounds();
            bounds
                .earliest
                .or(bounds.latest)
                .is_some_and(|day| day <= today)
        })
    }

    /// Why it is to be looked at again today, if it is.
    pub(super) fn due(&self, today: NaiveDate) -> Option<Due> {
        let look = [
            self.next_check().filter(|day| *day <= today),
            self.woke(today),
        ];
        if let Some(day) = look.into_iter().flatten().min() {
            return Some(Due::Check(day));
        }
        self.stale_on(today)
            .filter(|day| *day <= today)
            .map(|_| Due::Stale((today - self.touched).num_days()))
    }
}

/// Whether a question that is hidden until then is out of sight.
pub(super) fn hides(until: &When, today: NaiveDate) -> bool {
    stands_at(until).is_some_and(|day| today < day)
}

/// The day at which a date stands on the line of time: its first, or its last where it has no first.
pub(super) fn stands_at(when: &When) -> Option<NaiveDate> {
    let bounds = when.bounds();
    bounds.earliest.or(bounds.latest)
}
