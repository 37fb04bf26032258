//! How a date is shown: in a list, in full, and as a change.

use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use edtf_core::{Edtf, Precision, SetElement};

use super::bounds::Extent;
use super::date::{Clock, When};
use super::forms::{Years, body};
use super::zone::{Zone, offset_text};

/// Returns a date for the column of a list: `Fri 15 Aug?`, `21–31 Aug`, `by 10 Aug`, `Sep 2025`.
///
/// The year is left out of days in the year of `today`.
pub fn short(when: &When, today: NaiveDate) -> String {
    marked(when, Years::Except(today.year()))
}

/// Returns a date for an echo, with its year: `Fri 15 Aug 2025, uncertain`. A clock time with a
/// known offset stands beside the same moment in UTC. `today` changes nothing about it.
pub fn long(when: &When, today: NaiveDate) -> String {
    long_in(when, today, Zone::UTC)
}

/// Returns what [`long`] returns, with the clock time of `reader` in place of UTC.
pub fn long_in(when: &When, _today: NaiveDate, reader: Zone) -> String {
    let about = if when.is_approximate() { "about " } else { "" };
    let uncertain = if when.is_uncertain() {
        ", uncertain"
    } else {
        ""
    };
    let time = when
        .clock()
        .map_or_else(String::new, |clock| both_times(when, clock, reader));
    format!("{about}{}{time}{uncertain}", body(when, Years::Always))
}

/// Returns a date for the screen of one record: `some day Thu 11 – Sat 20 Sep 2025`.
pub fn full(when: &When, today: NaiveDate) -> String {
    let bounds = when.bounds();
    let (Some(first), Some(last)) = (bounds.earliest, bounds.latest) else {
        return long(when, today);
    };
    let range = matches!(Edtf::parse(when.edtf()), Ok(Edtf::Set(set))
        if matches!(set.elements.as_slice(), [SetElement::Range(a, _)] if a.precision() == Precision::Day));
    if when.extent() != Extent::Window || !range {
        return long(when, today);
    }
    let head = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.format("%a %-d").to_string(),
        (true, false) => plain_day(first),
        _ => format!("{} {:04}", plain_day(first), first.year()),
    };
    format!("some day {head} – {} {:04}", plain_day(last), last.year())
}

/// Returns a change of a date, `21–31 Aug → 11–20 Sep 2025`: the year once where both share it.
pub fn change(from: Option<&When>, to: Option<&When>, _today: NaiveDate) -> String {
    let year = |when: Option<&When>| {
        let bounds = when?.bounds();
        let years = [bounds.earliest, bounds.latest].map(|day| day.map(|day| day.year()));
        let one = years[0].or(years[1]);
        one.filter(|_| years.iter().flatten().all(|year| Some(*year) == one))
    };
    let shared = year(from).is_some() && year(from) == year(to);
    let text = |when: Option<&When>, years| {
        when.map_or_else(|| "no date".to_owned(), |when| marked(when, years))
    };
    let before = if shared { Years::Never } else { Years::Always };
    format!("{} → {}", text(from, before), text(to, Years::Always))
}

/// `8 days`, `1 day`.
pub(super) fn count(number: i64, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

/// `Fri 15 Aug`.
pub(super) fn plain_day(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// The date with `c.` for about and `?` for uncertain, and its clock time.
fn marked(when: &When, years: Years) -> String {
    let about = if when.is_approximate() { "c. " } else { "" };
    let uncertain = if when.is_uncertain() { "?" } else { "" };
    let time = when.clock().map_or_else(String::new, |clock| {
        format!(" {}", clock_text(clock.local.time()))
    });
    format!("{about}{}{time}{uncertain}", body(when, years))
}

fn clock_text(time: chrono::NaiveTime) -> String {
    let form = if time.second() == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    time.format(form).to_string()
}

/// The local time with its zone or offset, and the same moment where the reader is.
fn both_times(when: &When, clock: Clock, reader: Zone) -> String {
    let time = clock_text(clock.local.time());
    let Some(offset) = clock.offset else {
        return format!(", {time}");
    };
    let place = match when.zone() {
        Some(zone) => format!(" in {}", zone.name()),
        None if offset == 0 => " UTC".to_owned(),
        None => format!(" {}", offset_text(offset)),
    };
    let there = clock
        .local
        .checked_sub_signed(chrono::TimeDelta::seconds(offset.into()))
        .map(|utc| reader.at(utc.and_utc()).naive_local())
        .filter(|there| *there != clock.local);
    let Some(there) = there else {
        return format!(", {time}{place}");
    };
    let day = if there.date() == clock.local.date() {
        String::new()
    } else {
        format!("{} ", plain_day(there.date()))
    };
    let name = if reader == Zone::UTC {
        "UTC".to_owned()
    } else {
        format!("in {}", reader.name())
    };
    format!(", {time}{place} ({day}{} {name})", clock_text(there.time()))
}
