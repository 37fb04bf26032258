//! What it amounts to when a date changes.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::Bounds;
use super::date::When;
use super::show::count;

/// What a change of a date amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AmountsTo {
    /// Every day of the new date lies after the old one.
    Slipped,
    /// Every day of the new date lies before the old one.
    BroughtForward,
    /// The new date lies inside the old one.
    Narrowed,
    /// The old date lies inside the new one.
    Widened,
    /// They overlap, and the new one ends later.
    Later,
    /// They overlap, and the new one ends earlier.
    Earlier,
    /// The same days, or no date before and after.
    Unchanged,
    /// There was no date before.
    DateGiven,
    /// There is none any more.
    DateWithdrawn,
}

/// A change of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// What it amounts to.
    pub amounts_to: AmountsTo,
    /// By how many days at least and at most, both positive, where it slipped or was brought
    /// forward; `None` where an end is infinite, and for every other change.
    pub days: [Option<i64>; 2],
    /// Whether it narrowed to one day.
    pub date_set: bool,
}

/// Returns what a change from one date to another amounts to; the first rule that fits decides.
pub fn shift(from: Option<&When>, to: Option<&When>) -> Shift {
    match (from, to) {
        (None, None) => without_days(AmountsTo::Unchanged),
        (None, Some(_)) => without_days(AmountsTo::DateGiven),
        (Some(_), None) => without_days(AmountsTo::DateWithdrawn),
        (Some(from), Some(to)) => between(from.bounds(), to.bounds()),
    }
}

fn without_days(amounts_to: AmountsTo) -> Shift {
    Shift {
        amounts_to,
        days: [None, None],
        date_set: false,
    }
}

fn between(old: Bounds, new: Bounds) -> Shift {
    if old == new {
        return without_days(AmountsTo::Unchanged);
    }
    if let Some(least) = days(old.latest, new.earliest).filter(|days| *days > 0) {
        let days = [Some(least), days(old.earliest, new.latest)];
        return Shift {
            days,
            ..without_days(AmountsTo::Slipped)
        };
    }
    if let Some(least) = days(new.latest, old.earliest).filter(|days| *days > 0) {
        let days = [Some(least), days(new.earliest, old.latest)];
        return Shift {
            days,
            ..without_days(AmountsTo::BroughtForward)
        };
    }
    if old.contain(&new) {
        let date_set = new.one_day().is_some();
        return Shift {
            date_set,
            ..without_days(AmountsTo::Narrowed)
        };
    }
    if new.contain(&old) {
        return without_days(AmountsTo::Widened);
    }
    let later = match (old.latest, new.latest) {
        (Some(old), Some(new)) => new > old,
        (old, _) => old.is_some(),
    };
    without_days(if later {
        AmountsTo::Later
    } else {
        AmountsTo::Earlier
    })
}

/// Returns the days from one to the other, where both are finite.
fn days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<i64> {
    Some(to?.signed_duration_since(from?).num_days())
}

impl Shift {
    /// Returns it in words: `slipped by 11 to 30 days`, `date set`, `moved later`.
    pub fn words(&self) -> String {
        let words = match self.amounts_to {
            AmountsTo::Slipped => return self.by("slipped"),
            AmountsTo::BroughtForward => return self.by("brought forward"),
            AmountsTo::Narrowed if self.date_set => "date set",
            AmountsTo::Narrowed => "narrowed",
            AmountsTo::Widened => "widened",
            AmountsTo::Later => "moved later",
            AmountsTo::Earlier => "moved earlier",
            AmountsTo::Unchanged => "unchanged",
            AmountsTo::DateGiven => "date given",
            AmountsTo::DateWithdrawn => "date withdrawn",
        };
        words.to_owned()
    }

    fn by(&self, verb: &str) -> String {
        match self.days {
            [Some(least), Some(most)] if least == most => {
                format!("{verb} by {}", count(least, "day"))
            }
            [Some(least), Some(most)] => format!("{verb} by {least} to {}", count(most, "day")),
            [Some(least), None] => format!("{verb} by at least {}", count(least, "day")),
            _ => verb.to_owned(),
        }
    }
}
