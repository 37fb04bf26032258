//! The WHEN object, its schema, and the small types beside it.

use serde_json::{Value, json};

use super::{Direction, day, edtf, named, on};
use crate::when::{AmountsTo, Class, Extent, Hedge, Instant, When, read_instant};

#[test]
fn all_keys_are_written_in_order() {
    let when = edtf("2025-08-15T11:30")
        .with_zone(named("America/Anchorage"))
        .expect("a zone")
        .with_words(Some(" Friday 11:30 ".to_owned()))
        .with_order(2);
    let text = serde_json::to_string(&when).expect("JSON");
    assert_eq!(
        text,
        r#"{"edtf":"2025-08-15T11:30:00-08:00","words":"Friday 11:30","earliest":"2025-08-15","latest":"2025-08-15","extent":"day","time":"11:30:00-08:00","zone":"America/Anchorage","order":2}"#
    );
    assert_eq!(serde_json::from_str::<When>(&text).expect("it reads"), when);
    let open = serde_json::to_string(&edtf("0409/..")).expect("JSON");
    assert_eq!(
        open,
        r#"{"edtf":"0409/..","words":null,"earliest":"0409-01-01","latest":null,"extent":"span","time":null,"zone":null,"order":null}"#
    );
}

#[test]
fn words_that_are_the_edtf_itself_are_dropped() {
    assert_eq!(
        edtf("2025").with_words(Some(" 2025 ".to_owned())).words(),
        None
    );
    assert_eq!(edtf("2025").with_words(Some(" ".to_owned())).words(), None);
    assert_eq!(
        super::next("2026-05-14T09:30Z").expect("EDTF").when.words(),
        Some("2026-05-14T09:30Z")
    );
    assert_eq!(super::next(" 2026-05 ").expect("EDTF").when.words(), None);
}

#[test]
fn only_what_is_recorded_is_read_back() {
    let read = |value: Value| serde_json::from_value::<When>(value);
    let when = read(json!({ "edtf": "2025-08", "earliest": "1999-01-01", "extent": 7, "new": [] }));
    assert_eq!(
        when.expect("derived and unknown keys do not matter"),
        edtf("2025-08")
    );
    let full = read(json!({ "edtf": "2025-08", "words": "August", "zone": null, "order": 3 }));
    let full = full.expect("it reads");
    assert_eq!((full.words(), full.order()), (Some("August"), Some(3)));
    for (value, part) in [
        (json!({ "words": "August" }), "edtf"),
        (json!({ "edtf": "?2025-?08" }), "2025-08?"),
        (json!({ "edtf": "2025-27" }), "write 2025/2027"),
        (json!({ "edtf": "August 2025" }), "August 2025"),
        (json!({ "edtf": "2025-08-15T11:30" }), "2025-08-15T11:30:00"),
        (
            json!({ "edtf": "2025-08-15", "zone": "Europe/Kyiv" }),
            "no clock time",
        ),
        (
            json!({ "edtf": "2025-08-15T11:30:00", "zone": "Europe/Kyiv" }),
            "2025-08-15T11:30:00+03:00",
        ),
        (
            json!({ "edtf": "2025-08-15T11:30:00+03:00", "zone": "Kyiv" }),
            "Europe/Kyiv",
        ),
        (json!({ "edtf": "2025", "order": -1 }), "-1"),
    ] {
        let error = read(value.clone()).expect_err("refused").to_string();
        assert!(error.contains(part), "{value}: {error}");
    }
}

#[test]
fn the_schema_names_every_key() {
    let schema = schemars::schema_for!(When);
    let written = serde_json::to_value(edtf("2025")).expect("JSON");
    let keys = |value: Option<&Value>| -> Vec<String> {
        let object = value.and_then(Value::as_object).expect("an object");
        object.keys().cloned().collect()
    };
    assert_eq!(keys(schema.get("properties")), keys(Some(&written)));
    assert_eq!(schema.get("required"), Some(&json!(["edtf"])));
    for property in schema
        .get("properties")
        .and_then(Value::as_object)
        .expect("properties")
        .values()
    {
        assert!(property.get("description").is_some());
    }
}

#[test]
fn vocabularies_are_spelt_as_the_format_says() {
    let text = |value: Value| value.as_str().expect("a word").to_owned();
    for (class, word) in [
        (Class::NoDate, "no-date"),
        (Class::Upcoming, "upcoming"),
        (Class::Today, "today"),
        (Class::InWindow, "in-window"),
        (Class::UnderWay, "under-way"),
        (Class::Overdue, "overdue"),
    ] {
        assert_eq!(text(json!(class)), word);
    }
    for (amount, word) in [
        (AmountsTo::Slipped, "slipped"),
        (AmountsTo::BroughtForward, "brought-forward"),
        (AmountsTo::Narrowed, "narrowed"),
        (AmountsTo::Widened, "widened"),
        (AmountsTo::Later, "later"),
        (AmountsTo::Earlier, "earlier"),
        (AmountsTo::Unchanged, "unchanged"),
        (AmountsTo::DateGiven, "date-given"),
        (AmountsTo::DateWithdrawn, "date-withdrawn"),
    ] {
        assert_eq!(text(json!(amount)), word);
    }
    assert_eq!(text(json!(Extent::Window)), "window");
    assert_eq!(text(json!(Hedge::Possible)), "possible");
}

#[test]
fn a_moment_is_one_string() {
    let context = on("2025-08-14", Direction::Next);
    let moment =
        read_instant("16 August 00:01", &context, named("Europe/London")).expect("a moment");
    let text = serde_json::to_string(&moment).expect("JSON");
    assert_eq!(text, "\"2025-08-16T00:01:00+01:00\"");
    let again: Instant = serde_json::from_str(&text).expect("it reads");
    assert_eq!((again, again.to_rfc3339()), (moment, moment.to_rfc3339()));
    assert_eq!(again.day_in(named("Europe/London")), day("2025-08-16"));
    assert!(serde_json::from_str::<Instant>("\"2025-08-16\"").is_err());
}
