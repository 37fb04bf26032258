//! What can be recorded: a kind is one struct, and its document, schema, registers, patch and row follow from it.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use ground::{Dice, id};
use proptest::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tidings::{
    journal::{Clock, Digest, Order},
    model::{
        Actor, AnyRecord, Error, Event, Facts, Forecast, Kind, Note, Own, Question, QuestionType,
        Record, Registers, Source, Statement, Story, Word as _,
    },
    store::{Recorded, Rows},
};

/// A kind that exists here alone. `mood` was added to it in this one place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
struct Probe {
    title: String,
    mood: Option<String>,
}

impl Own for Probe {
    const KIND: Kind = Kind::Note;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = &self.title;
    }

    fn check(&self) -> Result<(), Error> {
        Ok(())
    }
}

#[test]
fn a_field_that_is_added_in_one_place_is_found_in_every_form_of_the_record() {
    let probe = |mood: Option<&str>| {
        let own = Probe {
            title: "probe".into(),
            mood: mood.map(str::to_owned),
        };
        Record::new(id(1), own)
    };
    let (calm, tense) = (probe(Some("calm")), probe(Some("tense")));

    let document = serde_json::to_value(&calm).unwrap();
    assert_eq!(document["mood"], "calm");
    let schema = serde_json::to_value(schemars::schema_for!(Record<Probe>)).unwrap();
    assert!(schema["properties"].get("mood").is_some(), "{schema}");
    let registers = Registers::of(&calm);
    assert_eq!(registers.get("mood"), Some(&"calm".into()));
    assert_eq!(registers.record::<Probe>(&calm.id).unwrap(), calm);
    let patch = registers.patch_to(&Registers::of(&tense));
    assert_eq!(patch.text(), r#"{"mood":"tense"}"#);
    let cleared = registers.patch_to(&Registers::of(&probe(None)));
    assert_eq!(cleared.text(), r#"{"mood":null}"#);
    let recorded = Recorded {
        first: Order {
            clock: Clock::default(),
            replica: String::new(),
            seq: 1,
            digest: Digest::NONE,
            n: 1,
        },
        first_change: 1,
        last_change: 2,
    };
    let rows = Rows::of(&calm, false, &recorded);
    assert!(
        rows.document.contains(r#""mood":"calm""#),
        "{}",
        rows.document
    );
    assert_eq!((rows.first_change, rows.last_change), (1, 2));
}

/// The keys of a kind's document between its shared head and tail, as the format lists them.
fn own_keys(kind: Kind) -> &'static str {
    match kind {
        Kind::Story => "title summary",
        Kind::Actor => "name kind of aliases merged_into",
        Kind::Source => {
            "title url publisher author published retrieved kind language origin reliability standing archived merged_into"
        }
        Kind::Event => {
            "type title text when place participants status certainty standing outcome moves check_on check_every checks"
        }
        Kind::Statement => {
            "speakers attribution form text original when venue terms stance standing"
        }
        Kind::Question => {
            "text why type options criteria asked deadline check_on check_every hidden_until status answer checks forecasts"
        }
        Kind::Note => "kind title text when done likelihood confidence",
    }
}

/// The keys of a part, by the key that it stands under.
fn part_keys(part: &str) -> &'static str {
    match part {
        "citations" => "key source locator excerpt credibility",
        "citation" => "source locator excerpt credibility",
        "links" => "verb to note",
        "aliases" => "key text kind",
        "archived" => "path sha256",
        "participants" => "actor role",
        "moves" => "key from to announced by why citation kind amounts_to days",
        "checks" => "key when note",
        "original" => "text language",
        "answer" => "text when",
        "forecasts" => "key when option probability rationale by",
        "published" | "retrieved" | "when" | "check_on" | "asked" | "deadline" | "hidden_until"
        | "done" | "from" | "to" | "announced" => {
            "edtf words earliest latest extent time zone order"
        }
        other => panic!("{other} holds no object"),
    }
}

fn keys(value: &Value) -> String {
    let object = value.as_object().unwrap();
    object
        .keys()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

fn check_parts(value: &Value) {
    for (name, part) in value.as_object().unwrap() {
        let parts = part
            .as_array()
            .map_or(std::slice::from_ref(part), Vec::as_slice);
        for part in parts.iter().filter(|part| part.is_object()) {
            assert_eq!(keys(part), part_keys(name), "under {name}");
            check_parts(part);
        }
    }
}

fn schema_of(kind: Kind) -> Value {
    let schema = match kind {
        Kind::Story => schemars::schema_for!(Record<Story>),
        Kind::Source => schemars::schema_for!(Record<Source>),
        Kind::Actor => schemars::schema_for!(Record<Actor>),
        Kind::Event => schemars::schema_for!(Record<Event>),
        Kind::Statement => schemars::schema_for!(Record<Statement>),
        Kind::Question => schemars::schema_for!(Record<Question>),
        Kind::Note => schemars::schema_for!(Record<Note>),
    };
    schema.into()
}

fn document_of(record: &AnyRecord) -> String {
    serde_json::to_string(record).unwrap()
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..160)
}

fn a_kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL)
}

proptest! {
    #![proptest_config(ground::cases(256))]

    #[test]
    fn a_document_read_and_written_again_is_the_same_with_its_keys_in_order(kind in a_kind(), bytes in bytes()) {
        let record = Dice::new(&bytes).any(kind, id(99));
        let document = document_of(&record);
        let read = AnyRecord::from_document(kind, &document).unwrap();
        prop_assert_eq!(document_of(&read), document.clone());
        prop_assert_eq!(&read, &record);

        let value: Value = serde_json::from_str(&document).unwrap();
        let due = format!("id slug story visibility embargo_until {} topics citations links", own_keys(kind));
        prop_assert_eq!(keys(&value), due);
        check_parts(&value);
    }

    #[test]
    fn what_is_taken_apart_fits_and_goes_together_again(kind in a_kind(), bytes in bytes()) {
        let record = Dice::new(&bytes).any(kind, id(99));
        let registers = record.registers();
        registers.fits(kind).unwrap();
        let together = AnyRecord::from_registers(kind, &id(99), &registers).unwrap();
        prop_assert_eq!(document_of(&together), document_of(&record));
        prop_assert_eq!(together.registers().text(), registers.text());
        prop_assert_eq!(Registers::parse(&registers.text()).unwrap(), registers);
    }

    #[test]
    fn a_patch_leads_from_one_state_to_the_other(kind in a_kind(), one in bytes(), other in bytes()) {
        let one = Dice::new(&one).any(kind, id(99)).registers();
        let other = Dice::new(&other).any(kind, id(99)).registers();
        let patch = one.patch_to(&other);
        // What is stored is the patch's text.
        let patch = Registers::parse(&patch.text()).unwrap();
        patch.fits(kind).unwrap();
        let mut patched = one.clone();
        patched.apply(&patch);
        // Equal up to the order of lists: registers are compared by name.
        prop_assert_eq!(&patched, &other);
        prop_assert!(patched.patch_to(&other).is_empty());
        prop_assert!(one.patch_to(&one).is_empty());
    }
}

#[test]
fn the_schema_lists_the_keys_of_the_document_in_the_same_order() {
    for kind in Kind::ALL {
        let record = Dice::new(&[]).any(*kind, id(1));
        let document = serde_json::to_value(&record).unwrap();
        assert_eq!(
            keys(&schema_of(*kind)["properties"]),
            keys(&document),
            "{kind}"
        );
    }
}

#[test]
fn members_read_in_the_order_in_which_they_came_in() {
    let mut registers =
        Registers::parse(r#"{"text":"t","topics/a":"a","topics/b":"b","topics/c":"c"}"#).unwrap();
    let topics = |registers: &Registers| registers.record::<Note>(&id(1)).unwrap().topics.concat();
    // Set again, it keeps its place; cleared and set again, it came in anew.
    registers.apply(&Registers::parse(r#"{"topics/a":"a"}"#).unwrap());
    assert_eq!(topics(&registers), "abc");
    registers.apply(&Registers::parse(r#"{"topics/a":null}"#).unwrap());
    registers.apply(&Registers::parse(r#"{"topics/d":"d","topics/a":"a"}"#).unwrap());
    assert_eq!(topics(&registers), "bcda");
}

#[test]
fn what_fits_no_register_is_refused() {
    let actor = id(1);
    let key = id(2);
    for (kind, patch) in [
        // Wrong types.
        (Kind::Event, r#"{"title":7}"#.to_owned()),
        (Kind::Event, r#"{"status":"begun"}"#.into()),
        (Kind::Event, r#"{"when":"2025-08-15"}"#.into()),
        (Kind::Event, r#"{"when":{"edtf":"15.8.2025"}}"#.into()),
        (Kind::Note, r#"{"slug":"No Slug"}"#.into()),
        (Kind::Note, r#"{"embargo_until":"tomorrow"}"#.into()),
        (Kind::Note, r#"{"story":"trump"}"#.into()),
        (
            Kind::Question,
            format!(r#"{{"forecasts/{key}":{{"key":"{key}","probability":1.5}}}}"#),
        ),
        (
            Kind::Note,
            format!(
                r#"{{"citations/{key}":{{"key":"{key}","source":"{actor}","credibility":7}}}}"#
            ),
        ),
        // A member whose value does not agree with its name.
        (Kind::Note, r#"{"topics/a":"b"}"#.into()),
        (
            Kind::Statement,
            format!(r#"{{"speakers/{key}":"{actor}"}}"#),
        ),
        (
            Kind::Event,
            format!(r#"{{"participants/{actor}":{{"actor":"{actor}","role":"host"}}}}"#),
        ),
        (
            Kind::Note,
            format!(r#"{{"links/about/{key}":{{"verb":"about","to":"{actor}"}}}}"#),
        ),
        (
            Kind::Note,
            format!(r#"{{"citations/{actor}":{{"key":"{key}","source":"{actor}"}}}}"#),
        ),
        // A list as a whole, and a member of what is no list.
        (Kind::Note, r#"{"topics":["a"]}"#.into()),
        (Kind::Note, r#"{"text/a":"a"}"#.into()),
        // Nulls, what is empty, what is derived.
        (
            Kind::Event,
            r#"{"when":{"edtf":"2025-08-15","words":null}}"#.into(),
        ),
        (
            Kind::Event,
            r#"{"when":{"edtf":"2025-08-15","earliest":"2025-08-15"}}"#.into(),
        ),
        (Kind::Event, r#"{"text":""}"#.into()),
        (Kind::Event, r#"{"when":{}}"#.into()),
        (
            Kind::Event,
            format!(r#"{{"moves/{key}":{{"key":"{key}","kind":"announced","days":[1,1]}}}}"#),
        ),
        (
            Kind::Source,
            r#"{"archived":{"path":"","sha256":"x"}}"#.into(),
        ),
        // A record keeps its id; it is there or not.
        (Kind::Note, format!(r#"{{"id":"{actor}"}}"#)),
        (Kind::Note, r#"{"added":false}"#.into()),
        (Kind::Note, r#"{"added":1}"#.into()),
    ] {
        let registers = Registers::parse(&patch).unwrap();
        assert!(registers.fits(kind).is_err(), "{kind} {patch}");
    }
    // What a later release may write is kept.
    let later = r#"{"mood":"calm","moods/x":{"deep":[null]},"when":{"edtf":"2025-08-15","calendar":"x"},"title":null}"#;
    Registers::parse(later).unwrap().fits(Kind::Event).unwrap();
}

#[test]
fn a_patch_is_one_flat_object_without_a_name_twice_at_any_depth() {
    for patch in [
        r#"{"a":1,"a":1}"#,
        r#"{"a":{"b":1,"b":2}}"#,
        r#"{"a":[{"b":[{"c":1,"c":1}]}]}"#,
        r#"{"a":1,"\u0061":2}"#,
        "[]",
        "null",
        "",
        r#"{"a":1} x"#,
        r#"{"a":1e999}"#,
    ] {
        assert!(
            matches!(Registers::parse(patch), Err(Error::Patch(_))),
            "{patch}"
        );
    }
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(
        Registers::parse(&deep).is_err(),
        "deep nesting is refused, not overflowed"
    );
}

#[test]
fn what_cannot_be_read_counts_as_not_set_and_takes_nothing_else_along() {
    let other = id(7);
    let registers = Registers::parse(&format!(
        r#"{{"title":"summit","status":"begun","topics":"x","topics/a":"a","when":3,"mood":1,"id":"{other}"}}"#
    ))
    .unwrap();
    let event = registers.record::<Event>(&id(1)).unwrap();
    assert_eq!(event.id, id(1), "a record keeps its id");
    assert_eq!(
        (event.own.title.as_str(), event.own.when.as_ref()),
        ("summit", None)
    );
    assert_eq!(event.topics, ["a"]);
}

#[test]
fn a_forecast_is_a_probability_and_of_an_option_only_where_there_are_some() {
    let forecast = |probability, option: Option<&str>| Forecast {
        key: id(1),
        when: None,
        option: option.map(str::to_owned),
        probability,
        rationale: None,
        by: None,
    };
    let question = |forecast, r#type| {
        let own = Question {
            text: "Will it?".into(),
            r#type,
            options: match r#type {
                QuestionType::Choice => vec!["A".into(), "B".into()],
                _ => Vec::new(),
            },
            forecasts: vec![forecast],
            ..Question::default()
        };
        Record::new(id(2), own).check()
    };
    question(forecast(0.3, None), QuestionType::YesNo).unwrap();
    question(forecast(1.0, Some("A")), QuestionType::Choice).unwrap();
    for probability in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        question(forecast(probability, None), QuestionType::YesNo).unwrap_err();
    }
    question(forecast(0.3, Some("A")), QuestionType::YesNo).unwrap_err();
}
