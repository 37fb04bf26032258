//! What goes out: the timeline document of a file, and what stays behind.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod desk;

use desk::{
    Desk, actor,
    full::{citing, event, full_story, source, statement},
    id, linked, record, when,
};
use serde_json::Value;
use tidings::{
    exchange::{json, schema},
    model::{ActorKind, EventType, Form, Participant, Question, Role, Story, Verb},
    report::release::LeftOut,
};

fn parse(document: &str) -> Value {
    serde_json::from_str(document).unwrap()
}

/// A summit, one quote, what is cited, and the question that is left open.
fn small_story() -> Desk {
    let mut desk = Desk::new();
    let story = Story {
        title: "Alaska summit".into(),
        summary: None,
    };
    desk.add(record("alaska", story));
    desk.add(actor("trump", "Donald Trump", Some(ActorKind::Person)));
    desk.add(source("wire", "Wire report of 14 August"));
    let mut summit = event("summit", "Trump-Putin summit");
    summit.story = Some(id("alaska"));
    summit.own.r#type = EventType::Summit;
    summit.own.when = when("2025-08-15?");
    summit.own.participants = vec![Participant {
        actor: id("trump"),
        role: Some(Role::Host),
    }];
    desk.add(summit);
    let mut quote = statement("get-along", "We’ll see if they get along.", &["trump"]);
    quote.own.form = Form::Verbatim;
    quote.own.when = when("2025-08-14");
    desk.add(linked(citing(quote, "wire"), Verb::About, id("summit")));
    let question = Question {
        text: "Whether Zelenskiy joins the second session".into(),
        ..Question::default()
    };
    desk.add(record("zelenskiy-joins", question));
    desk
}

#[test]
fn a_small_story_gives_exactly_these_bytes() {
    let (found, left_out) = small_story().export();
    assert_eq!(left_out, LeftOut::default());
    assert_eq!(found, include_str!("export/small.json"));
}

#[test]
fn without_a_file_the_document_is_empty_and_valid() {
    let mut bytes = Vec::new();
    assert_eq!(json::write(None, &mut bytes).unwrap(), LeftOut::default());
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text, include_str!("export/empty.json"));
    assert_eq!(text, Desk::new().export().0);
    assert_valid(&text);
}

#[test]
fn the_same_records_give_the_same_bytes_also_after_a_rebuild() {
    let mut desk = full_story();
    let first = desk.export();
    assert_eq!(desk.export(), first);
    desk.store.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(desk.export(), first);
}

#[test]
fn every_record_goes_out_with_every_key_and_nothing_left_out() {
    let (text, left_out) = full_story().export();
    assert_eq!(left_out, LeftOut::default());
    assert_valid(&text);
    let document = parse(&text);
    assert_eq!(keys(&document), FORMATS_KEYS[0].1);
    for (pointer, expected) in &FORMATS_KEYS[1..] {
        let object = document
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{pointer}"));
        assert_eq!(keys(object), *expected, "{pointer}");
    }
}

/// The keys of each object in order, by where one stands in the full story.
const FORMATS_KEYS: [(&str, &str); 22] = [
    (
        "",
        "format version scope stories actors sources events statements questions notes",
    ),
    ("/scope", "story as_of left_out"),
    (
        "/scope/left_out",
        "internal embargoed background off_record links",
    ),
    (
        "/stories/0",
        "id slug story visibility embargo_until title summary topics citations links",
    ),
    (
        "/actors/1",
        "id slug story visibility embargo_until name kind of aliases merged_into topics citations links",
    ),
    ("/actors/1/aliases/0", "key text kind"),
    (
        "/sources/1",
        "id slug story visibility embargo_until title url publisher author published retrieved kind language origin \
         reliability standing archived merged_into topics citations links",
    ),
    ("/sources/1/archived", "path sha256"),
    (
        "/events/0",
        "id slug story visibility embargo_until type title text when place participants status certainty standing \
         outcome moves check_on check_every checks topics citations links",
    ),
    ("/events/0/participants/0", "actor role"),
    (
        "/events/0/moves/0",
        "key from to announced by why citation kind amounts_to days",
    ),
    (
        "/events/0/moves/0/citation",
        "source locator excerpt credibility",
    ),
    (
        "/events/0/when",
        "edtf words earliest latest extent time zone order",
    ),
    ("/events/0/checks/0", "key when note"),
    (
        "/statements/0",
        "id slug story visibility embargo_until speakers attribution form text original when venue terms stance \
         standing topics citations links",
    ),
    ("/statements/0/original", "text language"),
    (
        "/statements/0/citations/0",
        "key source locator excerpt credibility",
    ),
    ("/statements/0/links/0", "verb to note"),
    (
        "/questions/0",
        "id slug story visibility embargo_until text why type options criteria asked deadline check_on check_every \
         hidden_until status answer checks forecasts topics citations links",
    ),
    ("/questions/0/answer", "text when"),
    (
        "/questions/0/forecasts/0",
        "key when option probability rationale by",
    ),
    (
        "/notes/0",
        "id slug story visibility embargo_until kind title text when done likelihood confidence topics citations links",
    ),
];

fn keys(object: &Value) -> String {
    let keys: Vec<_> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.join(" ")
}

fn assert_valid(document: &str) {
    let schema = parse(&schema::schema());
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&parse(document))
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_schema_refuses_what_no_document_holds() {
    let schema = parse(&schema::schema());
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let document = parse(&full_story().export().0);
    for (pointer, value) in [
        ("/format", Value::from("other")),
        ("/version", Value::from(2)),
        ("/events/0/id", Value::from("aeiou")),
        ("/events/0/status", Value::from("maybe")),
        ("/events/0/when", Value::from("2025-08-15")),
        ("/events/0/moves/0/citation/credibility", Value::from(7)),
        ("/questions/0/forecasts/0/probability", Value::from(30)),
        ("/statements/0/links/0/verb", Value::from("likes")),
        ("/notes/0/text", Value::Null),
    ] {
        let mut wrong = document.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&wrong), "{pointer}");
    }
}

/// One quote and who said it: the example of the guide.
fn one_quote() -> Desk {
    let mut desk = Desk::new();
    desk.add(actor("trump", "Donald Trump", Some(ActorKind::Person)));
    let mut quote = statement("get-along", "We’ll see if they get along.", &["trump"]);
    quote.own.form = Form::Verbatim;
    quote.own.when = when("2025-08-14").map(|day| day.with_words(Some("14 August".into())));
    quote.topics = vec!["summit".into()];
    desk.add(quote);
    desk
}

#[test]
fn the_guides_example_is_a_real_document() {
    let document = parse(&one_quote().export().0);
    let example = serde_json::to_string_pretty(&document).unwrap();
    assert!(
        include_str!("../docs/json.md").contains(&format!("```json\n{example}\n```")),
        "docs/json.md should show:\n{example}"
    );
}
