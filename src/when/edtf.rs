//! The profile of EDTF (Library of Congress, 4 February 2019) that is read: a filter over what
//! `edtf-core` parses, never a second parser.

use chrono::NaiveDate;
use edtf_core::{
    Bound, BoundDate, Date, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Precision, Set,
    SetElement, SetKind, TimeShift, Year, YearKind,
};

use super::bounds::{Bounds, Extent, day};
use super::edtf_fault::{EdtfFault, column, named, of_parser};

/// What is kept of an accepted date.
pub(super) struct Profile {
    pub canonical: String,
    pub bounds: Bounds,
    pub extent: Extent,
    pub uncertain: bool,
    pub approximate: bool,
}

/// A refusal, and the character (from 0) it points at.
pub(super) type Refused = (EdtfFault, usize);

/// Reads one trimmed text by the profile.
pub(super) fn profile(text: &str) -> Result<Profile, Refused> {
    if let Some(refused) = named(text) {
        return Err(refused);
    }
    let full = with_seconds(text);
    let edtf = Edtf::parse(&full).map_err(|error| {
        (
            of_parser(error.message),
            error.offset.min(text.len()),
        )
    })?;
    check(&edtf).map_err(|fault| (fault, column(fault, text)))?;
    let bounds = bounds(&edtf).ok_or((EdtfFault::OutOfRange, 0))?;
    Ok(Profile {
        bounds,
        extent: extent(&edtf, &bounds),
        uncertain: edtf.is_uncertain(),
        approximate: edtf.is_approximate(),
        canonical: edtf.to_string(),
    })
}

/// Returns a date-time without seconds with `:00` added, everything else as it is.
fn with_seconds(text: &str) -> String {
    let (Some(minutes), Some(rest)) = (text.get(..16), text.get(16..)) else {
        return text.to_owned();
    };
    let bytes = minutes.as_bytes();
    let timed = bytes.get(10) == Some(&b'T') && bytes.get(13) == Some(&b':');
    if timed && (rest.is_empty() || rest.starts_with(['Z', '+', '-'])) {
        format!("{minutes}:00{rest}")
    } else {
        text.to_owned()
    }
}

fn check(edtf: &Edtf) -> Result<(), EdtfFault> {
    match edtf {
        Edtf::Date(date) => check_date(date),
        Edtf::DateTime(moment) => check_moment(moment),
        Edtf::Interval(interval) => check_interval(interval),
        Edtf::Set(set) => check_set(set),
    }
}

fn check_date(date: &Date) -> Result<(), EdtfFault> {
    check_year(&date.year)?;
    check_masks(date)?;
    match date.month.and_then(DateField::value) {
        Some(25..=32) => Err(EdtfFault::SeasonCode),
        Some(37..=39) => Err(EdtfFault::GroupCode),
        _ => Ok(()),
    }
}

fn check_year(year: &Year) -> Result<(), EdtfFault> {
    let YearKind::Standard { negative, digits } = year.kind else {
        return Err(EdtfFault::LongYear);
    };
    if year.significant_digits.is_some() {
        return Err(EdtfFault::LongYear);
    }
    if negative {
        return Err(EdtfFault::NegativeYear);
    }
    if digits.iter().all(Option::is_none) {
        return Err(EdtfFault::MaskedYear);
    }
    if digits == [Some(0); 4] {
        return Err(EdtfFault::YearZero);
    }
    Ok(())
}

/// After the first X of a date, all its digits are X.
fn check_masks(date: &Date) -> Result<(), EdtfFault> {
    let YearKind::Standard { digits, .. } = date.year.kind else {
        return Ok(());
    };
    let fields = [date.month, date.day];
    let mut all = digits
        .into_iter()
        .chain(fields.into_iter().flatten().flat_map(|field| field.digits))
        .skip_while(Option::is_some);
    if all.any(|digit| digit.is_some()) {
        return Err(EdtfFault::MaskOrder);
    }
    Ok(())
}

fn check_moment(moment: &DateTime) -> Result<(), EdtfFault> {
    check_date(&moment.date)?;
    if moment.time.second > 59 {
        return Err(EdtfFault::LeapSecond);
    }
    match moment.time.shift {
        Some(TimeShift::Offset { minutes, .. }) if !(-12 * 60..=14 * 60).contains(&minutes) => {
            Err(EdtfFault::Offset)
        }
        _ => Ok(()),
    }
}

fn check_interval(interval: &Interval) -> Result<(), EdtfFault> {
    for end in [&interval.start, &interval.end] {
        match end {
            IntervalEndpoint::Date(date) => check_date(date)?,
            IntervalEndpoint::Open | IntervalEndpoint::Unknown => {}
            IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => {
                return Err(EdtfFault::GluedOpen);
            }
        }
    }
    Ok(())
}

fn check_set(set: &Set) -> Result<(), EdtfFault> {
    if set.kind == SetKind::AllMembers {
        return Err(EdtfFault::AllOf);
    }
    for element in &set.elements {
        match element {
            SetElement::Date(date) => check_date(date)?,
            SetElement::OnOrBefore(end) | SetElement::OnOrAfter(end) => check_range_end(end)?,
            SetElement::Range(first, last) => {
                check_range_end(first)?;
                check_range_end(last)?;
            }
        }
    }
    Ok(())
}

fn check_range_end(date: &Date) -> Result<(), EdtfFault> {
    check_date(date)?;
    let plain = !date.is_uncertain()
        && !date.is_approximate()
        && !date.has_unspecified()
        && date.precision() != Precision::Season;
    if plain {
        Ok(())
    } else {
        Err(EdtfFault::MarkOnRange)
    }
}

/// Returns the bounds, or `None` where a day falls outside the years 0001 to 9999.
fn bounds(edtf: &Edtf) -> Option<Bounds> {
    let raw = edtf.bounds();
    let earliest = match raw.earliest {
        // X in place of the last digits of a year also fits the year 0000, which is none.
        Bound::Date(date) if date.year == 0 => Some(day(1, 1, 1)?),
        Bound::Date(date) => Some(calendar(date)?),
        _ => None,
    };
    let latest = match raw.latest {
        Bound::Date(date) => Some(calendar(date)?),
        _ => None,
    };
    Some(Bounds { earliest, latest })
}

fn calendar(date: BoundDate) -> Option<NaiveDate> {
    day(
        i32::try_from(date.year).ok()?,
        date.month.into(),
        date.day.into(),
    )
}

fn extent(edtf: &Edtf, bounds: &Bounds) -> Extent {
    if bounds.one_day().is_some() {
        Extent::Day
    } else if matches!(edtf, Edtf::Interval(_)) {
        Extent::Span
    } else {
        Extent::Window
    }
}
