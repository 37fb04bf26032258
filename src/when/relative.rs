//! How far away a date is.

use chrono::NaiveDate;

use super::bounds::Extent;
use super::date::When;
use super::show::count;

/// Returns how far away a date is: `tomorrow`, `8 days ago`, `in 28 to 37 days`, `in 40 days, lasts 7`.
pub fn relative(when: &When, today: NaiveDate) -> String {
    let away = |day: NaiveDate| (day - today).num_days();
    let bounds = when.bounds();
    let span = when.extent() == Extent::Span;
    match (bounds.earliest.map(away), bounds.latest.map(away)) {
        (Some(first), Some(last)) if first == last => one_day(first),
        (Some(first), Some(last)) if first > 0 && span => {
            format!("{}, lasts {}", one_day(first), last - first + 1)
        }
        (Some(first), Some(last)) if first > 0 => format!("in {first} to {}", count(last, "day")),
        (Some(_), Some(last)) if last < 0 && span => format!("ended {}", one_day(last)),
        (Some(first), Some(last)) if last < 0 => {
            format!("{} to {} ago", -last, count(-first, "day"))
        }
        (_, Some(last)) if last < 0 => one_day(last),
        (Some(_), Some(last)) if span => format!("under way, {}", left(last)),
        (Some(_), Some(last)) => format!("any day, {}", left(last)),
        (None, Some(last)) => format!("any day, {}", left(last)),
        (Some(first), None) if first > 0 && span => one_day(first),
        (Some(first), None) if first > 0 => format!("in {} or more", count(first, "day")),
        (Some(0), None) if span => "since today".to_owned(),
        (Some(first), None) if span => format!("for {}", count(-first, "day")),
        _ => "any day".to_owned(),
    }
}

fn one_day(away: i64) -> String {
    match away {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        ..0 => format!("{} ago", count(-away, "day")),
        _ => format!("in {}", count(away, "day")),
    }
}

/// How many days are left, where `last` is the last of them.
fn left(last: i64) -> String {
    match last {
        0 => "today at the latest".to_owned(),
        _ => format!("{} left", count(last, "day")),
    }
}
