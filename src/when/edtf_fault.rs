//! What the profile of EDTF refuses by name, and what to write instead.

use std::fmt;

/// Why a text in the shape of EDTF is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EdtfFault {
    /// It does not fit EDTF; what the parser found there.
    Syntax(&'static str),
    /// A season of one hemisphere, codes 25 to 32; `2026-27` is mostly meant as two years.
    SeasonCode,
    /// A third of a year, codes 37 to 39.
    GroupCode,
    /// A month other than 01-12, 21-24, 33-36, 40, 41.
    MonthNumber,
    /// A year with `Y`, `E` or `S`.
    LongYear,
    /// A year before 0001 with a minus.
    NegativeYear,
    /// The year 0000.
    YearZero,
    /// `XXXX`: nothing of the year is known.
    MaskedYear,
    /// An `X` left of a digit.
    MaskOrder,
    /// A set in braces: all of the dates.
    AllOf,
    /// `../..` or `/`.
    NoDatedEnd,
    /// `..` glued to a date in an interval.
    GluedOpen,
    /// A clock time in an interval.
    TimeInInterval,
    /// A mark together with a clock time.
    MarkOnTime,
    /// 24:00.
    Hour24,
    /// A 60th second.
    LeapSecond,
    /// A part of a second.
    Fraction,
    /// The name or the abbreviation of a zone.
    ZoneName,
    /// An offset without colon, `+0300`.
    CompactOffset,
    /// An offset outside -12:00 to +14:00, or -00:00.
    Offset,
    /// `x`, `t` or `z`.
    LowerCase,
    /// `u` of the draft of 2012.
    DraftMask,
    /// `?~` of the draft of 2012.
    DraftBoth,
    /// `unknown` of the draft of 2012.
    DraftUnknown,
    /// `open` of the draft of 2012.
    DraftOpen,
    /// Parentheses of the draft of 2012.
    Parentheses,
    /// A mark, an X or a season on a set or on the end of a range in it.
    MarkOnRange,
    /// A space inside.
    Space,
    /// The basic form, `20260514`.
    Basic,
    /// A day of the year, `2026-134`.
    DayOfYear,
    /// An ISO week, `2026-W20`.
    IsoWeek,
    /// Two years with a dash.
    YearDashYear,
    /// Digits or dashes that are not ASCII.
    NotAscii,
    /// A day that the calendar does not have.
    NoSuchDay,
    /// An interval or a range whose end lies before its start.
    Backwards,
    /// A day before the year 0001 or after 9999.
    OutOfRange,
}

impl fmt::Display for EdtfFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax(message) => message,
            Self::SeasonCode => "would be a season of one hemisphere",
            Self::GroupCode => "would be a third of a year, which is not read",
            Self::MonthNumber => "has no month of that number",
            Self::LongYear => "has a year with Y, E or S, which is not read",
            Self::NegativeYear => "lies before the year 0001",
            Self::YearZero => "has the year 0000",
            Self::MaskedYear => "says nothing of its year",
            Self::MaskOrder => "has an X left of a digit",
            Self::AllOf => "means all of its dates at once",
            Self::NoDatedEnd => "has no date at either end",
            Self::GluedOpen => "has .. glued to a date",
            Self::TimeInInterval => "has a clock time in an interval",
            Self::MarkOnTime => "has a mark beside a clock time",
            Self::Hour24 => "has the hour 24",
            Self::LeapSecond => "has the second 60",
            Self::Fraction => "has a part of a second",
            Self::ZoneName => "has the name of a zone in it",
            Self::CompactOffset => "has an offset without colon",
            Self::Offset => "has an offset that is nowhere in use",
            Self::LowerCase => "has a lower-case letter where EDTF writes X, T, Z",
            Self::DraftMask => "has the u of an old draft of EDTF",
            Self::DraftBoth => "has two marks on one part",
            Self::DraftUnknown => "has the word unknown, of an old draft of EDTF",
            Self::DraftOpen => "has the word open, of an old draft of EDTF",
            Self::Parentheses => "has parentheses, of an old draft of EDTF",
            Self::MarkOnRange => "has a mark, an X or a season on a set or on the end of a range",
            Self::Space => "has a space inside",
            Self::Basic => "is a date without dashes",
            Self::DayOfYear => "is a day of the year",
            Self::IsoWeek => "is a week in ISO form",
            Self::YearDashYear => "is two years with a dash",
            Self::NotAscii => "has digits or dashes that are not plain ASCII",
            Self::NoSuchDay => "is not in the calendar",
            Self::Backwards => "runs backwards",
            Self::OutOfRange => "reaches outside the years 0001 to 9999",
        })
    }
}

impl EdtfFault {
    /// Returns what to type instead of `text`.
    pub(super) fn hint(self, text: &str) -> Option<String> {
        let fixed = match self {
            Self::Syntax(_) => return syntax_hint(text),
            Self::SeasonCode | Self::YearDashYear => {
                return Some(
                    two_years(text)
                        .unwrap_or_else(|| "write a season as 2026-21 to 2026-24".into()),
                );
            }
            Self::IsoWeek => {
                return Some(iso_week(text).unwrap_or_else(|| "write W20 2026".into()));
            }
            Self::Basic => return Some(dashed(text).unwrap_or_else(|| "write 2026-05-14".into())),
            Self::GroupCode => "write the months: 2026-01/2026-04 or \"early 2026\"",
            Self::MonthNumber => {
                "months are 01 to 12, seasons 21 to 24, quarters 33 to 36, halves 40 and 41"
            }
            Self::LongYear | Self::NegativeYear | Self::YearZero | Self::OutOfRange => {
                "years are 0001 to 9999, four digits"
            }
            Self::MaskedYear => "leave the date out, or write what is known: 20XX",
            Self::MaskOrder => "X stands for the last digits only: 202X, 2026-XX, 2026-05-1X",
            Self::AllOf => "make several items",
            Self::NoDatedEnd => "leave the date out, or write one end: 2026-05-14/..",
            Self::GluedOpen => "write .. alone as the end, 2026-05-14/.., or [..2026-06-30]",
            Self::TimeInInterval => "write the days alone: 2026-05-14/2026-05-20",
            Self::MarkOnTime => "leave the mark or the clock time out",
            Self::Hour24 => "write 00:00 of the next day",
            Self::LeapSecond => "seconds are 00 to 59",
            Self::Fraction => "write whole seconds",
            Self::ZoneName => "give the zone separately",
            Self::CompactOffset => "write the offset as +03:00",
            Self::Offset => "offsets are -12:00 to +14:00, and +00:00 or Z",
            Self::LowerCase => "write X, T and Z in upper case",
            Self::DraftMask => "write X",
            Self::DraftBoth => "write % for both",
            Self::DraftUnknown => "leave that end empty",
            Self::DraftOpen => "write ..",
            Self::Parentheses => "write the mark right after the part, or left of it: 2026-05~-14",
            Self::MarkOnRange => "write plain dates: [2026-05-14..2026-05-20]",
            Self::Space => "write it without spaces",
            Self::DayOfYear => "write month and day: 2026-05-14",
            Self::NotAscii => return Some(ascii(text)),
            Self::NoSuchDay => "write a day that is in the calendar",
            Self::Backwards => "write the earlier date first",
        };
        Some(fixed.to_owned())
    }
}

/// What to write for a text that does not fit EDTF.
fn syntax_hint(text: &str) -> Option<String> {
    let timed = text.contains('T');
    let form = match text.chars().next()? {
        '[' => "[2026-05-14,2026-05-20] or [2026-05-21..2026-05-31]",
        _ if let Some(padded) = padded(text) => return Some(format!("write {padded}")),
        _ if text.contains('/') => "2026-05-14/2026-05-20",
        _ if timed => "2026-05-14T09:30:00+03:00",
        _ => "2026, 2026-05 or 2026-05-14",
    };
    Some(format!("write {form}"))
}

/// `2026-5-3` and `2026/06` with two digits each and dashes.
fn padded(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '/']);
    let year = parts
        .next()
        .filter(|year| digits(year) && year.len() == 4)?;
    let rest: Vec<_> = parts.collect();
    let short = |part: &&str| digits(part) && part.len() <= 2;
    let fits = matches!(rest.len(), 1 | 2) && rest.iter().all(short);
    fits.then(|| {
        rest.iter()
            .fold(year.to_owned(), |date, part| format!("{date}-{part:0>2}"))
    })
}

fn digits(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_ascii_digit())
}

/// What to write for a date with other dashes.
fn ascii(text: &str) -> String {
    let dashed = text.replace(['–', '—', '−', '‑'], "-");
    if super::edtf::profile(&dashed).is_ok() {
        format!("write {dashed}")
    } else {
        two_years(&dashed).unwrap_or("write 0 to 9 and -".to_owned())
    }
}

/// `2026-27` and `2026-2027` are mostly meant as `2026/2027`.
fn two_years(text: &str) -> Option<String> {
    let (first, rest) = (text.get(..4)?, text.get(4..)?);
    let second = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
    if !digits(first) || !digits(second) {
        return None;
    }
    let second = match second.len() {
        2 => format!("{}{second}", first.get(..2)?),
        _ => second.to_owned(),
    };
    (second.len() == 4 && first < second.as_str()).then(|| format!("write {first}/{second}"))
}

fn iso_week(text: &str) -> Option<String> {
    let week = text.split_once('W')?.1.get(..2)?;
    Some(format!("write W{week} {}", text.get(..4)?))
}

fn dashed(text: &str) -> Option<String> {
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
    Some(format!("write {year}-{month}-{day}"))
}

/// Finds what is refused by name, and the character it stands at.
///
/// The checks go by the look of the text alone; what they let through may still be refused.
pub(super) fn named(text: &str) -> Option<(EdtfFault, usize)> {
    // Most dates are one day, and that looks like nothing that is refused.
    if is_day(text) {
        return None;
    }
    let moment = place(text, "T")
        .filter(|at| *at == 10)
        .and_then(|at| timed(text, at));
    moment.or_else(|| letters(text)).or_else(|| shape(text))
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Returns the place of `needle`, counted in characters.
fn place(text: &str, needle: &str) -> Option<usize> {
    let before = text.find(needle).and_then(|at| text.get(..at))?;
    Some(before.chars().count())
}

fn letters(text: &str) -> Option<(EdtfFault, usize)> {
    if let Some(at) = text.chars().position(|c| !c.is_ascii()) {
        return Some((EdtfFault::NotAscii, at));
    }
    if let Some(at) = text.chars().position(char::is_whitespace) {
        return Some((EdtfFault::Space, at));
    }
    for (needle, fault) in [
        ("unknown", EdtfFault::DraftUnknown),
        ("open", EdtfFault::DraftOpen),
        ("{", EdtfFault::AllOf),
        ("(", EdtfFault::Parentheses),
        ("?~", EdtfFault::DraftBoth),
        ("~?", EdtfFault::DraftBoth),
        ("W", EdtfFault::IsoWeek),
        ("]?", EdtfFault::MarkOnRange),
        ("]~", EdtfFault::MarkOnRange),
        ("]%", EdtfFault::MarkOnRange),
    ] {
        if let Some(at) = place(text, needle) {
            return Some((fault, at));
        }
    }
    let others = |c: char| c.is_ascii_alphabetic() && !matches!(c, 'u' | 'X' | 'T' | 'Z');
    let mask = place(text, "u").filter(|_| !text.contains(others))?;
    Some((EdtfFault::DraftMask, mask))
}

const MARKS: [char; 3] = ['?', '~', '%'];

fn shape(text: &str) -> Option<(EdtfFault, usize)> {
    if matches!(text, "/" | "../.." | "/.." | "../" | ".." | "[..]") {
        return Some((EdtfFault::NoDatedEnd, 0));
    }
    if let Some(at) = place(text, "T").filter(|_| text.contains('/')) {
        return Some((EdtfFault::TimeInInterval, at));
    }
    if let (Some(at), Some(_)) = (text.find(MARKS), place(text, "T")) {
        return Some((EdtfFault::MarkOnTime, at));
    }
    if let Some(at) = place(text, "x")
        .or_else(|| place(text, "t"))
        .or_else(|| place(text, "z"))
    {
        return Some((EdtfFault::LowerCase, at));
    }
    if digits(text) && text.len() == 8 {
        return Some((EdtfFault::Basic, 0));
    }
    let (year, rest) = text.split_once('-')?;
    if year.len() != 4 || !digits(year) || !digits(rest) {
        return None;
    }
    match (rest.len(), rest.parse::<u32>()) {
        (3, _) => Some((EdtfFault::DayOfYear, 5)),
        (4, _) => Some((EdtfFault::YearDashYear, 4)),
        (2, Ok(0 | 13..=20 | 42..)) => Some((EdtfFault::MonthNumber, 5)),
        _ => None,
    }
}

/// Looks at a date-time whose `T` stands at the character `at`, 10.
fn timed(text: &str, at: usize) -> Option<(EdtfFault, usize)> {
    let clock = text.get(at + 1..).filter(|_| text.is_ascii())?;
    let from = |fault, needle: &[char]| {
        Some((fault, clock.find(needle).map_or(at, |found| at + 1 + found)))
    };
    if clock.ends_with('z') {
        return from(EdtfFault::LowerCase, &['z']);
    }
    let letter = |c: char| c == '[' || (c.is_ascii_alphabetic() && !matches!(c, 'T' | 'Z'));
    if let Some(name) = clock.find(letter) {
        return Some((EdtfFault::ZoneName, at + 1 + name));
    }
    if clock.contains('/') {
        return Some((EdtfFault::TimeInInterval, at));
    }
    if clock.contains(MARKS) {
        return from(EdtfFault::MarkOnTime, &MARKS);
    }
    if clock.starts_with("24") {
        return Some((EdtfFault::Hour24, at + 1));
    }
    if clock.contains(['.', ',']) {
        return from(EdtfFault::Fraction, &['.', ',']);
    }
    let sign = clock.find(['+', '-'])?;
    let offset = clock.get(sign + 1..)?;
    if offset.len() == 4 && digits(offset) {
        return Some((EdtfFault::CompactOffset, at + 1 + sign));
    }
    let zero = clock
        .get(sign..)
        .is_some_and(|part| matches!(part, "-00" | "-00:00"));
    zero.then_some((EdtfFault::Offset, at + 1 + sign))
}

/// Names what the parser found wrong, where there is a better hint for it than the general one.
pub(super) fn of_parser(message: &'static str) -> EdtfFault {
    match message {
        "day is out of range for the month" => EdtfFault::NoSuchDay,
        "interval end precedes interval start" | "set range end precedes range start" => {
            EdtfFault::Backwards
        }
        "set range endpoints cannot be qualified"
        | "set range endpoints cannot contain unspecified digits"
        | "set range endpoints cannot be seasons" => EdtfFault::MarkOnRange,
        "'..'-prefixed date is only allowed as interval start"
        | "'..'-suffixed date is only allowed as interval end" => EdtfFault::GluedOpen,
        "time shift exceeds ±14:00" | "negative zero time shift is not allowed" => {
            EdtfFault::Offset
        }
        "month must be 01-12 or a sub-year code 21-41" => EdtfFault::MonthNumber,
        "interval needs at least one dated endpoint" => EdtfFault::NoDatedEnd,
        other => EdtfFault::Syntax(other),
    }
}

/// Returns the character that a refusal by the profile points at.
pub(super) fn column(fault: EdtfFault, text: &str) -> usize {
    let first = |needles: &[char]| text.find(needles).unwrap_or(0);
    match fault {
        EdtfFault::MaskOrder | EdtfFault::MaskedYear => first(&['X']),
        EdtfFault::MarkOnRange => first(&['?', '~', '%', 'X']),
        EdtfFault::LongYear => first(&['Y', 'S']),
        EdtfFault::GluedOpen => text.find("..").unwrap_or(0),
        EdtfFault::SeasonCode | EdtfFault::GroupCode => (25..=39)
            .find_map(|code| text.find(&format!("-{code}")))
            .map_or(0, |dash| dash + 1),
        EdtfFault::LeapSecond => text.rfind(":60").map_or(0, |colon| colon + 1),
        EdtfFault::Offset => text.rfind(['+', '-']).unwrap_or(0),
        _ => 0,
    }
}
