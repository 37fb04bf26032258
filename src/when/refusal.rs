//! Phrases that are refused by name.

use std::fmt;

/// Why a phrase is refused, where the words are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// `3 Jun 26`.
    TwoDigitYear,
    /// `22th`.
    WrongOrdinal,
    /// `the 14 May`, `14 of May`.
    OrdinalNeeded,
    /// Digits in an order that is not read, `14-05-2026`.
    DigitsOrder,
    /// A day number alone.
    DayNumberAlone,
    /// `start of June`.
    StartOf,
    /// `end of the week`, `end of summer`.
    EndOf,
    /// `next summer`, `last May`, `winter 2026-27`.
    WriteYear,
    /// `early Q3`, `late summer`.
    ThirdOf,
    /// `2026-2027` with a dash.
    YearDashYear,
    /// `Monday-Friday`.
    DashOfWords,
    /// `2026 or 2027`, or three alternatives.
    Alternatives,
    /// `3 or 3 June`.
    SameTwice,
    /// A day to a month.
    MixedRange,
    /// An hour over 23, a minute over 59, `15 pm`.
    Clock,
    /// An offset that is nowhere in use.
    Offset,
    /// `16:30 Kyiv time`.
    ZoneWords,
    /// `in 3 days at 16:00`.
    TimeOnCount,
    /// `at 16:00`, `tonight`, `this evening`.
    TimeAlone,
    /// `in two hours`.
    Hours,
    /// `about early June`, `around 25 May 16:00`.
    AboutWindow,
    /// `by 15 June 16:00`, `after 21-29 May`.
    OperatorOn,
    /// `later this week`.
    LaterThis,
    /// `first week of May`.
    WeekOfMonth,
    /// `fortnight`.
    Fortnight,
    /// `14 May?`.
    Mark,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TwoDigitYear => "a year has four digits",
            Self::WrongOrdinal => "the ordinal does not fit its number",
            Self::OrdinalNeeded => "\"the\" and \"of\" go with 14th, and with each other",
            Self::DigitsOrder => "day and month in digits are read in some orders only",
            Self::DayNumberAlone => "a day number alone has no month",
            Self::StartOf => "the start of something can be a day or a while",
            Self::EndOf => "the end of that is not one day",
            Self::WriteYear => "the year is not clear",
            Self::ThirdOf => "early, mid and late go with a month or a year",
            Self::YearDashYear => "two years with a dash can be a window or last",
            Self::DashOfWords => "a dash goes between calendar dates or months",
            Self::Alternatives => "alternatives are two days or two months",
            Self::SameTwice => "both alternatives are the same",
            Self::MixedRange => "a range goes from day to day, month to month or year to year",
            Self::Clock => "there is no such clock time",
            Self::Offset => "no place has that offset from UTC",
            Self::ZoneWords => "the zone stands apart from the date",
            Self::TimeOnCount => "a clock time needs a day by name or number",
            Self::TimeAlone => "a clock time or a part of a day is no date",
            Self::Hours => "hours are not counted",
            Self::AboutWindow => "about goes with one day, month, season, quarter, half or year",
            Self::OperatorOn => "by, before, after, from and since go with one day or period",
            Self::LaterThis => "\"later\" has no first day",
            Self::WeekOfMonth => "the weeks of a month have no fixed days",
            Self::Fortnight => "fortnights are not counted",
            Self::Mark => "marks go with a date in digits only",
        })
    }
}

impl Refusal {
    /// Returns what to type instead of `text`.
    pub(super) fn hint(self, text: &str) -> String {
        match self {
            Self::TwoDigitYear => match with_century(text) {
                Some(dated) => format!("write \"{dated}\""),
                None => "write \"3 June 2026\"".to_owned(),
            },
            other => other.general_hint().to_owned(),
        }
    }

    fn general_hint(self) -> &'static str {
        match self {
            Self::TwoDigitYear => "write the year in full",
            Self::WrongOrdinal => "write \"22nd\" or \"22\"",
            Self::OrdinalNeeded => "write \"14 May\" or \"the 14th of May\"",
            Self::DigitsOrder => "write \"2026-05-14\", \"14.5.2026\" or \"14 May 2026\"",
            Self::DayNumberAlone => "write the month: \"14 May\"",
            Self::StartOf => "write \"1 June\" or \"early June\"",
            Self::EndOf => "write the day, or \"by 30 June\"",
            Self::WriteYear => "write the year: \"summer 2026\", \"May 2026\", \"winter 2026\"",
            Self::ThirdOf => "write \"early June\", \"late 2026\", or the days",
            Self::YearDashYear => {
                "write \"2026/2027\", \"2026 to 2027\" or \"between 2026 and 2027\""
            }
            Self::DashOfWords => "write \"Monday to Friday\" or \"between Monday and Friday\"",
            Self::Alternatives => {
                "write \"3 or 10 June\", \"June or July\", or \"between 3 and 17 June\""
            }
            Self::SameTwice => "write it once",
            Self::MixedRange => "write \"21 May to 30 June\" or \"May to June\"",
            Self::Clock => "write \"16:30\" or \"4:30 pm\", from 00:00 to 23:59",
            Self::Offset => "offsets are -12:00 to +14:00, and +00:00 or Z",
            Self::ZoneWords => "give the zone separately, or write the offset: \"16:30 +03:00\"",
            Self::TimeOnCount => "write the day: \"20 May 16:30\"",
            Self::TimeAlone => "write the day, with a clock time if known: \"20 May 16:30\"",
            Self::Hours => "write the day, with a clock time if known: \"today 16:30\"",
            Self::AboutWindow => "write \"around 25 May\" or \"early June\"",
            Self::OperatorOn => "write the day alone: \"by 15 June\"",
            Self::LaterThis => "write \"this week\", \"by 31 May\" or the days",
            Self::WeekOfMonth => "write \"week of 4 May\", \"W19 2026\" or \"early May\"",
            Self::Fortnight => "write \"in 2 weeks\"",
            Self::Mark => "write \"possibly 14 May\" or \"2026-05-14?\"",
        }
    }
}

/// The text with 20 before the two digits that it ends with.
fn with_century(text: &str) -> Option<String> {
    let (head, year) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let head = head.trim_end_matches(['\'', '’']);
    year.chars().all(|c| c.is_ascii_digit()).then(|| format!("{head}20{year}"))
}
