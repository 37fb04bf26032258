//! What every question comes with: the day, the moment, the zone, the story and what it is narrowed to besides, the limit.

use chrono::{Days, NaiveDate, NaiveTime};

use super::Narrow;
use crate::{model::Id, store, when::Zone};

/// What a question is asked with. The library asks neither clock nor environment.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The user's day: what is overdue, today, upcoming is judged by it.
    pub today: NaiveDate,
    /// The time of the command, in UTC milliseconds: embargoes are judged by it.
    pub now: u64,
    /// The user's zone: which day something was recorded on.
    pub zone: Zone,
    /// The one story that is asked about.
    pub story: Option<Id>,
    /// What it is narrowed to besides.
    pub narrow: Narrow,
    /// After how many days without a touch an open record is stale; [`STALE_AFTER`](super::STALE_AFTER) by default.
    pub stale_after: i64,
    /// How many items a group may show; what is left out is counted.
    pub limit: Option<usize>,
}

impl Ask {
    /// The same of the whole file, of which only the number matters; none where it is narrowed to nothing.
    pub(super) fn everywhere(&self) -> Option<Self> {
        let is_narrowed = self.story.is_some() || self.narrow.sought().is_some();
        is_narrowed.then(|| Self {
            story: None,
            narrow: Narrow::default(),
            limit: Some(0),
            ..self.clone()
        })
    }

    /// Today as the tables keep days.
    pub(super) fn day(&self) -> i32 {
        store::day_number(self.today)
    }

    /// The day on which something was recorded, where the user is.
    pub(super) fn day_of(&self, millis: u64) -> NaiveDate {
        crate::when::utc(millis).map_or(self.today, |moment| self.zone.at(moment).date_naive())
    }

    /// The first moment, in UTC milliseconds, of the day so many days from today, where the user is.
    pub(super) fn start_of(&self, away: i64) -> i64 {
        let days = Days::new(away.unsigned_abs());
        let day = if away < 0 {
            self.today.checked_sub_days(days)
        } else {
            self.today.checked_add_days(days)
        };
        let midnight = day.unwrap_or(self.today).and_time(NaiveTime::MIN);
        let first = self.zone.first(midnight);
        // Where the clock jumps over midnight, an hour more or less decides nothing here.
        first.unwrap_or(midnight.and_utc()).timestamp_millis()
    }
}
