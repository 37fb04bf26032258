//! The forms of EDTF as an editor writes them.

use chrono::{Datelike, NaiveDate};
use edtf_core::{
    Bound, Date, DateField, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement,
};

use super::bounds::{self, month_end};
use super::date::When;
use super::show::plain_day;

/// When the year is written. Years, and seasons and months unless it is `Never`, carry it anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Years {
    /// Where it is not this one.
    Except(i32),
    Always,
    /// It stands elsewhere.
    Never,
}

impl Years {
    fn after_days(self, year: i32) -> String {
        match self {
            Self::Never => String::new(),
            Self::Except(current) if current == year => String::new(),
            _ => format!(" {year:04}"),
        }
    }

    fn after_months(self, year: i32) -> String {
        if self == Self::Never {
            String::new()
        } else {
            format!(" {year:04}")
        }
    }
}

/// Writes a date without its marks and its clock time.
pub(super) fn body(when: &When, years: Years) -> String {
    match Edtf::parse(when.edtf()) {
        Ok(Edtf::Date(date)) => single(&date, years),
        Ok(Edtf::DateTime(moment)) => single(&moment.date, years),
        Ok(Edtf::Interval(interval)) => interval_text(&interval, years),
        Ok(Edtf::Set(set)) => set_text(&set, when, years),
        // What was read once is read again; the text itself is the last resort.
        Err(_) => when.edtf().to_owned(),
    }
}

fn interval_text(interval: &Interval, years: Years) -> String {
    use IntervalEndpoint::{Date, Open};
    match (&interval.start, &interval.end) {
        (Date(first), Date(last)) => pair(first, last, years),
        (Date(first), Open) => format!("from {}", short_end(first, years)),
        (Open, Date(last)) => format!("until {}", short_end(last, years)),
        (Date(first), _) => format!("{} – not known", short_end(first, years)),
        (_, Date(last)) => format!("not known – {}", short_end(last, years)),
        _ => "not known".to_owned(),
    }
}

fn set_text(set: &Set, when: &When, years: Years) -> String {
    match set.elements.as_slice() {
        [SetElement::OnOrBefore(last)] => format!("by {}", short_end(last, years)),
        [SetElement::OnOrAfter(first)] => {
            // "after 15 Aug" is kept as from the 16th on; it is shown as it was meant.
            let said = when.words().is_some_and(after_was_said);
            match day_of(first)
                .filter(|_| said)
                .and_then(|day| day.pred_opt())
            {
                Some(before) => format!("after {}", days_text(before, before, years)),
                None => format!("from {}", short_end(first, years)),
            }
        }
        [SetElement::Range(first, last)] => pair(first, last, years),
        elements => alternatives(elements, years),
    }
}

fn after_was_said(words: &str) -> bool {
    let said = words.to_ascii_lowercase();
    let mut words = said.split_whitespace();
    let first = words.next();
    let hedged = matches!(first, Some("maybe" | "possibly" | "probably"));
    (if hedged { words.next() } else { first }) == Some("after")
}

/// `15 or 20 Sep`, `Jun or Jul 2026`: what they share stands once, at the end.
fn alternatives(elements: &[SetElement], years: Years) -> String {
    let (first, last) = match (elements.first(), elements.last()) {
        (Some(SetElement::Date(first)), Some(SetElement::Date(last))) => (first, last),
        _ => {
            return join(
                elements
                    .iter()
                    .map(|element| element_text(element, years))
                    .collect(),
            );
        }
    };
    let plain: Vec<_> = elements
        .iter()
        .filter_map(|element| match element {
            SetElement::Date(date) => day_of(date),
            _ => None,
        })
        .collect();
    let one_month = plain.len() == elements.len()
        && plain.iter().all(|day| {
            plain
                .first()
                .is_some_and(|first| (first.year(), first.month()) == (day.year(), day.month()))
        });
    let one_year = first.year.value() == last.year.value();
    let texts = elements.iter().enumerate().map(|(place, element)| {
        let ends = place + 1 == elements.len();
        match plain.get(place) {
            Some(day) if one_month && !ends => day.day().to_string(),
            Some(day) if plain.len() == elements.len() => {
                let years = if one_year && !ends {
                    Years::Never
                } else {
                    years
                };
                days_text(*day, *day, years)
            }
            _ if one_year && !ends => element_text(element, Years::Never),
            _ => element_text(element, years),
        }
    });
    join(texts.collect())
}

fn join(texts: Vec<String>) -> String {
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

fn element_text(element: &SetElement, years: Years) -> String {
    match element {
        SetElement::Date(date) => single(date, years),
        SetElement::OnOrBefore(date) => format!("by {}", short_end(date, years)),
        SetElement::OnOrAfter(date) => format!("from {}", short_end(date, years)),
        SetElement::Range(first, last) => pair(first, last, years),
    }
}

/// The calendar day of a complete date.
fn day_of(date: &Date) -> Option<NaiveDate> {
    let year = i32::try_from(date.year.value()?).ok()?;
    bounds::day(year, date.month?.value()?.into(), date.day?.value()?.into())
}

/// The first and the last day of a date.
fn days_of(date: &Date) -> Option<(NaiveDate, NaiveDate)> {
    let bounds = Edtf::Date(*date).bounds();
    let day = |bound| match bound {
        Bound::Date(day) => bounds::day(
            i32::try_from(day.year).ok()?.max(1),
            day.month.into(),
            day.day.into(),
        ),
        _ => None,
    };
    Some((day(bounds.earliest)?, day(bounds.latest)?))
}

fn single(date: &Date, years: Years) -> String {
    if let Some(day) = day_of(date) {
        return format!("{}{}", plain_day(day), years.after_days(day.year()));
    }
    short_end(date, years)
}

/// A date without its weekday.
fn short_end(date: &Date, years: Years) -> String {
    let Some((first, last)) = days_of(date) else {
        return date.to_string();
    };
    match date.month.and_then(DateField::value) {
        Some(code @ 21..) => format!("{}{}", code_text(code), years.after_months(first.year())),
        _ => period_text(first, last, years),
    }
}

fn code_text(code: u8) -> String {
    match code {
        21 => "spring".to_owned(),
        22 => "summer".to_owned(),
        23 => "autumn".to_owned(),
        24 => "winter".to_owned(),
        33..=36 => format!("Q{}", code - 32),
        _ => format!("H{}", code.saturating_sub(39)),
    }
}

/// Whole years and months as such, everything else as days.
fn period_text(first: NaiveDate, last: NaiveDate, years: Years) -> String {
    let month_ends = first.day() == 1 && Some(last) == month_end(last.year(), last.month());
    let year_ends = month_ends && first.month() == 1 && last.month() == 12;
    match (year_ends, first.year() == last.year()) {
        (true, true) => format!("{:04}", first.year()),
        (true, false) => format!("{:04}–{:04}", first.year(), last.year()),
        _ if month_ends => months_text(first, last, years),
        _ => days_text(first, last, years),
    }
}

fn months_text(first: NaiveDate, last: NaiveDate, years: Years) -> String {
    let name = |day: NaiveDate| day.format("%b").to_string();
    let year = years.after_months(last.year());
    if first.year() != last.year() {
        let before = years.after_months(first.year());
        format!("{}{before} – {}{year}", name(first), name(last))
    } else if first.month() != last.month() {
        format!("{}–{}{year}", name(first), name(last))
    } else {
        format!("{}{year}", name(last))
    }
}

/// Days without weekday; what both ends share stands once.
fn days_text(first: NaiveDate, last: NaiveDate, years: Years) -> String {
    let text = |day: NaiveDate| day.format("%-d %b").to_string();
    let year = years.after_days(last.year());
    if first.year() != last.year() {
        let both = if years == Years::Never {
            Years::Never
        } else {
            Years::Always
        };
        let [before, after] = [first, last].map(|day| both.after_days(day.year()));
        format!("{}{before} – {}{after}", text(first), text(last))
    } else if first.month() != last.month() {
        format!("{} – {}{year}", text(first), text(last))
    } else if first != last {
        format!("{}–{}{year}", first.day(), text(last))
    } else {
        format!("{}{year}", text(last))
    }
}

fn pair(first: &Date, last: &Date, years: Years) -> String {
    if let (Some(first), Some(last)) = (day_of(first), day_of(last)) {
        return match first == last {
            true => format!("{}{}", plain_day(first), years.after_days(first.year())),
            false => days_text(first, last, years),
        };
    }
    let whole = |date: &Date| matches!(date.precision(), Precision::Month | Precision::Year);
    match (days_of(first), days_of(last)) {
        (Some((begins, _)), Some((_, ends)))
            if first.precision() == last.precision() && whole(first) && whole(last) =>
        {
            period_text(begins, ends, years)
        }
        _ => format!("{} – {}", short_end(first, years), short_end(last, years)),
    }
}
