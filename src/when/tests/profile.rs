//! The profile of EDTF: what is read, its canonical form, its bounds, and each refusal by name.

use super::{DateError, edtf};
use crate::when::{EdtfFault, Extent, When};

#[test]
fn bounds_are_the_first_and_the_last_day() {
    let cases = [
        // years, months, days
        ("2026", "2026-01-01", "2026-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-02-28", "2026-02-28", "2026-02-28"),
        // date-times: the written local day
        ("2026-05-14T23:30:00-11:00", "2026-05-14", "2026-05-14"),
        // marks never move the bounds
        ("2026-05~", "2026-05-01", "2026-05-31"),
        ("2026-05-~14", "2026-05-14", "2026-05-14"),
        // X digits
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX-XX", "2000-01-01", "2099-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("2026-1X", "2026-10-01", "2026-12-31"),
        ("2026-0X", "2026-01-01", "2026-09-30"),
        ("2026-05-2X", "2026-05-20", "2026-05-29"),
        ("2026-02-2X", "2026-02-20", "2026-02-28"),
        ("2026-05-3X", "2026-05-30", "2026-05-31"),
        ("2026-05-XX", "2026-05-01", "2026-05-31"),
        ("2026-XX-XX", "2026-01-01", "2026-12-31"),
        // seasons, quarters, halves
        ("2026-21", "2026-03-01", "2026-05-31"),
        ("2026-22", "2026-06-01", "2026-08-31"),
        ("2026-23", "2026-09-01", "2026-11-30"),
        ("2026-24", "2026-12-01", "2027-02-28"),
        ("2027-24", "2027-12-01", "2028-02-29"),
        ("2026-33", "2026-01-01", "2026-03-31"),
        ("2026-34", "2026-04-01", "2026-06-30"),
        ("2026-35", "2026-07-01", "2026-09-30"),
        ("2026-36", "2026-10-01", "2026-12-31"),
        ("2026-40", "2026-01-01", "2026-06-30"),
        ("2026-41", "2026-07-01", "2026-12-31"),
        // intervals, open and unknown ends
        ("2026-05/2026-06-10", "2026-05-01", "2026-06-10"),
        ("2026-05?/2026-06-1X", "2026-05-01", "2026-06-19"),
        ("2026-05-14/..", "2026-05-14", "inf"),
        ("2026-05-14/", "2026-05-14", "inf"),
        ("../2026-06", "-inf", "2026-06-30"),
        ("/2026-06", "-inf", "2026-06-30"),
        // sets
        ("[2026-05-20,2026-05-14]", "2026-05-14", "2026-05-20"),
        ("[..2026-06-30]", "-inf", "2026-06-30"),
        ("[2026-06-30..]", "2026-06-30", "inf"),
        ("[2026-05-21..2026-05-31]", "2026-05-21", "2026-05-31"),
        ("[2026-01,2026-03..2026-05]", "2026-01-01", "2026-05-31"),
    ];
    for (text, earliest, latest) in cases {
        let bounds = edtf(text).bounds();
        let first = bounds
            .earliest
            .map_or("-inf".to_owned(), |day| day.to_string());
        let last = bounds
            .latest
            .map_or("inf".to_owned(), |day| day.to_string());
        assert_eq!(
            (first.as_str(), last.as_str()),
            (earliest, latest),
            "{text}"
        );
    }
}

#[test]
fn the_canonical_form_is_as_typed_with_seconds_and_the_shortest_marks() {
    let cases = [
        ("2026-05-14T09:30Z", "2026-05-14T09:30:00Z"),
        ("2026-05-14T09:30", "2026-05-14T09:30:00"),
        ("2026-05-14T09:30+03", "2026-05-14T09:30:00+03"),
        ("2026-05-14T09:30-03:30", "2026-05-14T09:30:00-03:30"),
        ("2026-05-14T09:30:15+14:00", "2026-05-14T09:30:15+14:00"),
        ("2026-05-14T09:30:15-12", "2026-05-14T09:30:15-12"),
        ("?2026-?05-?14", "2026-05-14?"),
        ("?2026-05-14", "2026?-05-14"),
        ("?2026-?05-14", "2026-05?-14"),
        ("2026-05~-14", "2026-05~-14"),
        ("2026-~05~-14", "2026-05~-14"),
        ("2026-05-~14", "2026-05-~14"),
        ("2026?-05-~14", "2026?-05-~14"),
        ("%2026", "2026%"),
        ("?2026~", "2026%"),
        ("?2026/~2027", "2026?/2027~"),
        ("[2026-05-20,2026-05-14]", "[2026-05-20,2026-05-14]"),
        ("2026/", "2026/"),
        (" \t2026-05\r\n", "2026-05"),
    ];
    for (typed, canonical) in cases {
        assert_eq!(edtf(typed).edtf(), canonical, "{typed}");
        assert_eq!(edtf(canonical).edtf(), canonical);
    }
}

#[test]
fn the_extent_follows_from_form_and_bounds() {
    let cases = [
        ("2026-05-14", Extent::Day),
        ("2026-05-14T10:00", Extent::Day),
        ("2026-05-14/2026-05-14", Extent::Day),
        ("[2026-05-14]", Extent::Day),
        ("2026-05", Extent::Window),
        ("[2026-05-14,2026-05-15]", Extent::Window),
        ("[..2026-05-14]", Extent::Window),
        ("2026-05/2026-06", Extent::Span),
        ("2026-05-14/..", Extent::Span),
        ("/2026-05", Extent::Span),
    ];
    for (text, extent) in cases {
        assert_eq!(edtf(text).extent(), extent, "{text}");
    }
}

#[test]
fn marks_are_known() {
    let marks = |text| (edtf(text).is_uncertain(), edtf(text).is_approximate());
    assert_eq!(marks("2026-05-14"), (false, false));
    assert_eq!(marks("2026-05-14?"), (true, false));
    assert_eq!(marks("2026-05-~14"), (false, true));
    assert_eq!(marks("2026/2027%"), (true, true));
}

#[test]
fn each_refusal_has_its_name_and_its_place() {
    use EdtfFault::*;
    let cases = [
        ("2026-25", SeasonCode, 5),
        ("2026-32", SeasonCode, 5),
        ("2026-37", GroupCode, 5),
        ("2026-39?", GroupCode, 5),
        ("2026-00", MonthNumber, 5),
        ("2026-13", MonthNumber, 5),
        ("2026-20", MonthNumber, 5),
        ("2026-42", MonthNumber, 5),
        ("2026-13-01", MonthNumber, 5),
        ("Y17E7", LongYear, 0),
        ("Y20260", LongYear, 0),
        ("2026S2", LongYear, 4),
        ("-0044", NegativeYear, 0),
        ("0000", YearZero, 0),
        ("0000-05-14", YearZero, 0),
        ("{2026-05}", AllOf, 0),
        ("2X26", MaskOrder, 1),
        ("2026-X1", MaskOrder, 5),
        ("202X-05", MaskOrder, 3),
        ("2026-XX-14", MaskOrder, 5),
        ("XXXX", MaskedYear, 0),
        ("XXXX-XX", MaskedYear, 0),
        ("../..", NoDatedEnd, 0),
        ("/", NoDatedEnd, 0),
        ("/..", NoDatedEnd, 0),
        ("2026/..2027", GluedOpen, 5),
        ("..2026/2027", GluedOpen, 0),
        ("2026-05-14T10:00/2026-05-15", TimeInInterval, 10),
        ("2026-05-13/2026-05-14T10:00", TimeInInterval, 21),
        ("2026-05-14T10:00?", MarkOnTime, 16),
        ("2026-05-14?T10:00", MarkOnTime, 10),
        ("2026-05-14T24:00", Hour24, 11),
        ("2026-05-14T23:59:60Z", LeapSecond, 17),
        ("2026-05-14T10:00:00.5Z", Fraction, 19),
        ("2026-05-14T10:00 AKDT", ZoneName, 17),
        ("2026-05-14T10:00[Europe/Kyiv]", ZoneName, 16),
        ("2026-05-14T10:00+0300", CompactOffset, 16),
        ("2026-05-14T10:00-00:00", Offset, 16),
        ("2026-05-14T10:00:00-13", Offset, 19),
        ("2026-05-14T10:00+15", Offset, 16),
        ("2026-05-14T10:00:00+14:30", Offset, 19),
        ("2026-05-14T10:00z", LowerCase, 16),
        ("2026-05-14t10:00Z", LowerCase, 10),
        ("202x", LowerCase, 3),
        ("199u", DraftMask, 3),
        ("2026-uu", DraftMask, 5),
        ("2026?~", DraftBoth, 4),
        ("unknown/2026", DraftUnknown, 0),
        ("2026/open", DraftOpen, 5),
        ("(2026)?-05", Parentheses, 0),
        ("[2026-05-14..2026-05-20]?", MarkOnRange, 23),
        ("[2026-05-14?..2026-05-20]", MarkOnRange, 1),
        ("[2026-05-1X..2026-05-20]", MarkOnRange, 1),
        ("[2026-21..2026-22]", MarkOnRange, 1),
        ("[..2026-05?]", MarkOnRange, 10),
        ("2026 -05", Space, 4),
        ("20260514", Basic, 0),
        ("2026-134", DayOfYear, 5),
        ("2026-W20", IsoWeek, 5),
        ("2026-2027", YearDashYear, 4),
        ("2026-02-29", NoSuchDay, 8),
        ("2026-06-31", NoSuchDay, 8),
        ("2026-02-3X", NoSuchDay, 8),
        ("2026/2025", Backwards, 5),
        ("[2026-05-20..2026-05-14]", Backwards, 13),
        ("2026–05–14", NotAscii, 4),
        ("２０２６", NotAscii, 0),
        ("9999-24", OutOfRange, 0),
    ];
    for (text, expected, place) in cases {
        match When::parse_edtf(text) {
            Err(error @ DateError::Edtf { fault, .. }) => {
                assert_eq!(fault, expected, "{text}");
                assert_eq!(error.column(), Some(place), "{text}");
                assert!(error.hint().is_some(), "{text}");
                assert!(!error.to_string().contains('\n'));
            }
            other => panic!("{text}: {other:?}"),
        }
        // What the reader says is the same: no phrase takes these.
        assert!(super::next(text).is_err(), "{text}");
    }
}

#[test]
fn hints_of_edtf_say_what_to_write() {
    let cases = [
        ("2026-27", "write 2026/2027"),
        ("2026-2028", "write 2026/2028"),
        ("2026-25", "write a season as 2026-21 to 2026-24"),
        ("2026-W20", "write W20 2026"),
        ("20260514", "write 2026-05-14"),
        ("2026–05–14", "write 2026-05-14"),
        ("2026–27", "write 2026/2027"),
        ("2026/06", "write 2026-06"),
        ("2026-5-3", "write 2026-05-03"),
        ("199u", "write X"),
        ("2026/open", "write .."),
        ("unknown/2026", "leave that end empty"),
        ("2026?~", "write % for both"),
        ("{2026,2027}", "make several items"),
        ("2026-05-14T09:30 AKDT", "give the zone separately"),
        ("2026-05-14T10:00+0300", "write the offset as +03:00"),
    ];
    for (text, expected) in cases {
        let hint = super::next(text).expect_err(text).hint();
        let hint = hint.expect("a hint");
        assert_eq!(hint, expected, "{text}");
    }
}

#[test]
fn spaces_inside_are_named_where_no_phrase_fits() {
    for text in ["2026 -05", "2026-05 / 2026-06", "[2026-05-14, 2026-05-20]"] {
        let error = super::next(text).expect_err(text);
        assert!(
            matches!(
                error,
                DateError::Edtf {
                    fault: EdtfFault::Space,
                    ..
                }
            ),
            "{error:?}"
        );
    }
    for text in ["14 5 2026", "?", "-", "2026-05-29 - 2026-05-21", "5 6"] {
        let error = super::next(text).expect_err(text);
        assert!(!matches!(error, DateError::Edtf { .. }), "{error:?}");
    }
}

#[test]
fn what_is_no_text_of_a_date_is_refused_first() {
    let long = "1".repeat(201);
    assert!(matches!(super::next(" \t\r\n"), Err(DateError::Empty)));
    assert!(matches!(
        super::next(&long),
        Err(DateError::TooLong { length: 201 })
    ));
    assert!(matches!(
        super::next(&"é".repeat(200)),
        Err(DateError::NotUnderstood { .. })
    ));
    for (text, column) in [
        ("14\tMay", 2),
        ("14 May\u{0}", 6),
        ("14\nMay", 2),
        ("é\u{7f}", 1),
        ("14\u{9b} May", 2),
    ] {
        let error = super::next(text).expect_err("a control character");
        assert_eq!(error.column(), Some(column));
        assert!(matches!(error, DateError::Control { .. }));
    }
}
