//! What is left out leaves no trace in what goes out.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod desk;

use desk::{
    Desk, NOW, actor, document, embargoed,
    full::{citing, full_story},
    id, internal, linked, listed, record, the, when,
};
use serde_json::Value;
use tidings::{
    model::{
        ActorKind, Alias, Event, Forecast, Id, Move, MoveCitation, MoveKind, Note, Participant,
        Question, Record, Source, Statement, Story, Terms, Verb, Visibility,
    },
    report::release::{Audience, LeftOut, Release},
};

fn statement(slug: &str, speakers: &[&str], terms: Terms) -> Record<Statement> {
    let own = Statement {
        text: format!("The words of {slug}."),
        speakers: speakers.iter().map(|slug| id(slug)).collect(),
        terms,
        ..Statement::default()
    };
    record(slug, own)
}

fn attributed(mut statement: Record<Statement>, attribution: &str) -> Record<Statement> {
    statement.own.attribution = Some(attribution.into());
    statement
}

fn event(slug: &str, participants: &[&str]) -> Record<Event> {
    let own = Event {
        title: format!("The title of {slug}"),
        participants: participants
            .iter()
            .map(|slug| Participant {
                actor: id(slug),
                role: None,
            })
            .collect(),
        ..Event::default()
    };
    record(slug, own)
}

fn source(slug: &str) -> Record<Source> {
    let own = Source {
        title: format!("The title of {slug}"),
        ..Source::default()
    };
    record(slug, own)
}

#[test]
fn an_embargo_is_judged_by_the_earlier_of_now_and_the_machines_clock() {
    let mut desk = Desk::new();
    let until = "2025-08-14T12:00:00+00:00";
    desk.add(embargoed(event("summit", &[]), until));
    for (now, machine, goes_out) in [
        (NOW, NOW, true),
        (NOW - 1, NOW, false),
        (NOW, NOW - 1, false),
        (NOW + 86_400_000, NOW - 1, false),
        (NOW + 1, NOW, true),
    ] {
        let release = Release::prepare(&desk.store, Audience::public(now, machine), None).unwrap();
        let left_out = document(&release).1;
        assert_eq!(left_out.embargoed == 0, goes_out, "{now} {machine}");
    }
}

#[test]
fn an_off_record_statement_by_somebody_new_leaves_no_trace() {
    let mut desk = Desk::new();
    desk.add(event("summit", &[]));
    desk.add(internal(actor("oksana", "Oksana Newcomer", None)));
    let talk = internal(source("coffee-with-oksana"));
    desk.add(talk);
    let said = statement("oksana-doubts", &["oksana"], Terms::OffRecord);
    desk.add(internal(citing(
        linked(said, Verb::About, id("summit")),
        "coffee-with-oksana",
    )));
    let (text, left_out) = desk.export();
    for needle in ["ksana", "doubts", "words of", "excerpt", "coffee"] {
        assert!(!text.contains(needle), "{needle}");
    }
    assert_eq!((left_out.internal, left_out.links), (1, 0));
}

/// Everything that can refer to something else refers to something that may not go out.
#[test]
fn nothing_of_what_is_left_out_goes_with_what_stays() {
    let mut desk = Desk::new();
    let hidden = secrets(&mut desk);
    let before = desk.export().0;
    desk.add(referring_event());
    let mut question = record(
        "who-hosts",
        Question {
            text: "Who hosts".into(),
            ..Question::default()
        },
    );
    question.own.forecasts.push(Forecast {
        key: id("forecast"),
        when: None,
        option: None,
        probability: 0.5,
        rationale: None,
        by: Some(id("secret-actor")),
    });
    desk.add(linked(question, Verb::WaitsOn, id("secret-event")));
    let mut note = record(
        "plain-note",
        Note {
            text: "Plain".into(),
            ..Note::default()
        },
    );
    note.story = Some(id("secret-story"));
    desk.add(linked(note, Verb::About, id("embargoed-source")));
    let (text, left_out) = desk.export();
    for (what, needles) in &hidden {
        for needle in needles {
            assert!(!text.contains(needle.as_str()), "{needle} of {what}");
        }
    }
    // Event: 2 participants, a mover, a move's citation, 2 citations, a link, its story. Actor in it: its `of`.
    // Source in it: its origin. Question: a forecaster, a link. Note: its story, a link.
    assert_eq!(left_out.links, 8 + 1 + 1 + 2 + 2);
    assert_eq!((left_out.internal, left_out.embargoed), (1, 1));
    assert_eq!(listed(&text, "actors"), ["open-actor"]);
    assert_eq!(listed(&text, "sources"), ["open-source"]);
    assert_eq!(listed(&text, "stories"), Vec::<String>::new());
    assert_eq!(listed(&before, "actors"), Vec::<String>::new());
    assert_every_reference_leads_somewhere(&text);
}

/// Records that may not go out; returns what must not be read of them.
fn secrets(desk: &mut Desk) -> Vec<(&'static str, Vec<String>)> {
    let mut actor = internal(actor("secret-actor", "Sekretny Aktor", None));
    actor.own.aliases.push(Alias {
        key: id("secret-alias"),
        text: "Секретный".into(),
        kind: None,
    });
    desk.add(actor);
    desk.add(internal(source("secret-source")));
    desk.add(embargoed(
        source("embargoed-source"),
        "2026-01-01T00:00:00+00:00",
    ));
    let story = Story {
        title: "The secret story".into(),
        summary: None,
    };
    desk.add(internal(record("secret-story", story)));
    desk.add(internal(event("secret-event", &[])));
    desk.add(embargoed(
        event("later-event", &[]),
        "2026-01-01T00:00:00+00:00",
    ));
    desk.add(event("gone-event", &[]));
    desk.remove::<Event>(&id("gone-event"));
    let mut open = desk::actor("open-actor", "Open Actor", None);
    open.own.of = Some(id("secret-actor"));
    desk.add(open);
    let mut open = source("open-source");
    open.own.origin = Some(id("secret-source"));
    desk.add(open);
    desk.add(desk::actor("unused-actor", "Unused Actor", None));
    let of = |slug: &'static str, more: &[&str]| {
        let mut needles = vec![slug.to_owned(), id(slug).to_string()];
        needles.extend(more.iter().map(|text| (*text).to_owned()));
        (slug, needles)
    };
    vec![
        of("secret-actor", &["Sekretny", "Секретный"]),
        of(
            "secret-source",
            &["The title of secret", "The excerpt from secret"],
        ),
        of("embargoed-source", &[]),
        of("secret-story", &["The secret story"]),
        of("secret-event", &[]),
        of("later-event", &["The title of later"]),
        of("gone-event", &[]),
        of("unused-actor", &["Unused"]),
    ]
}

fn referring_event() -> Record<Event> {
    let mut event = event("open-event", &["secret-actor", "open-actor", "nobody-here"]);
    event.story = Some(id("secret-story"));
    event.own.when = when("2025-08-15");
    event.own.moves.push(Move {
        key: id("move"),
        from: when("2025-08-14"),
        to: when("2025-08-15"),
        announced: None,
        by: Some(id("secret-actor")),
        why: None,
        citation: Some(MoveCitation {
            source: id("secret-source"),
            locator: None,
            excerpt: Some("The excerpt from secret".into()),
            credibility: None,
        }),
        kind: MoveKind::Announced,
    });
    for source in ["secret-source", "open-source", "embargoed-source"] {
        event = citing(event, source);
    }
    linked(event, Verb::WaitsOn, id("gone-event"))
}

/// Every id in the document is that of a record in it, or the key of a member.
fn assert_every_reference_leads_somewhere(text: &str) {
    fn walk(value: &Value, key: &str, ids: &mut Vec<String>, refers: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(key, value)| walk(value, key, ids, refers)),
            Value::Array(members) => members
                .iter()
                .for_each(|value| walk(value, key, ids, refers)),
            Value::String(text) if Id::parse(text).is_ok() => match key {
                "id" => ids.push(text.clone()),
                "key" => {}
                _ => refers.push(text.clone()),
            },
            _ => {}
        }
    }
    let (mut ids, mut refers) = (Vec::new(), Vec::new());
    walk(
        &serde_json::from_str(text).unwrap(),
        "",
        &mut ids,
        &mut refers,
    );
    assert!(!refers.is_empty());
    for to in refers {
        assert!(ids.contains(&to), "{to} is not in the document");
    }
}

#[test]
fn a_hidden_speaker_is_named_by_nothing_in_the_statement() {
    let mut desk = Desk::new();
    let mut ushakov = actor("ushakov", "Yuri Ushakov", Some(ActorKind::Person));
    ushakov.own.aliases.push(Alias {
        key: id("alias"),
        text: "Ushakov".into(),
        kind: None,
    });
    desk.add(ushakov);
    let mut twin = actor("yuri", "Y. Ushakov", None);
    twin.own.merged_into = Some(id("ushakov"));
    desk.add(twin);
    desk.add(event("briefing", &["ushakov"]));
    let mut said = statement("ushakov-on-trade", &["yuri"], Terms::Background);
    said.own.text = "Trade has huge untapped potential.".into();
    said.topics = vec!["trade".into(), "USHAKOV".into()];
    let said = linked(
        linked(said, Verb::About, id("ushakov")),
        Verb::About,
        id("briefing"),
    );
    let kept = desk.add(attributed(said, "a Kremlin aide"));
    let named = statement("by-name", &["yuri"], Terms::DeepBackground);
    desk.add(attributed(named, "yuri  ushakov"));
    let (text, left_out) = desk.export();
    assert_eq!((left_out.background, left_out.links), (1, 2));
    let document: Value = serde_json::from_str(&text).unwrap();
    let found = the(&document, "statements", kept).unwrap();
    let line = found.to_string();
    for needle in [
        id("ushakov").as_str(),
        id("yuri").as_str(),
        "shakov",
        "SHAKOV",
    ] {
        assert!(!line.contains(needle), "{needle} in {line}");
    }
    assert_eq!(found["topics"], serde_json::json!(["trade"]));
    assert_eq!(found["links"][0]["to"], id("briefing").as_str());
    assert_eq!(listed(&text, "actors"), ["ushakov"]);
}

#[test]
fn whom_a_description_turned_out_to_be_never_goes_out() {
    let mut desk = Desk::new();
    desk.add(actor("peskov", "Dmitry Peskov", None));
    let mut aide = actor("aide", "a Kremlin aide", Some(ActorKind::Described));
    aide.own.merged_into = Some(id("peskov"));
    desk.add(aide);
    let quiet = desk.add(attributed(
        statement("quiet", &["aide"], Terms::Background),
        "a Kremlin aide",
    ));
    desk.add(statement("loud", &["aide"], Terms::OnRecord));
    let (text, left_out) = desk.export();
    assert!(!text.contains("eskov") && !text.contains(id("peskov").as_str()));
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        the(&document, "statements", quiet).unwrap()["speakers"],
        serde_json::json!([])
    );
    assert_eq!(listed(&text, "actors"), ["aide"]);
    assert_eq!(left_out.links, 2, "the quiet speaker and the merge");
}

#[test]
fn of_several_speakers_those_stand_who_may_be_named() {
    let mut desk = Desk::new();
    desk.add(actor("trump", "Donald Trump", None));
    desk.add(internal(actor("guest", "Gu Est", None)));
    desk.add(actor(
        "officials",
        "two officials",
        Some(ActorKind::Described),
    ));
    let joint = desk.add(statement("joint", &["trump", "guest"], Terms::OnRecord));
    let quiet = desk.add(statement(
        "quiet",
        &["trump", "officials"],
        Terms::Background,
    ));
    let (text, left_out) = desk.export();
    let document: Value = serde_json::from_str(&text).unwrap();
    let speakers = |id| the(&document, "statements", id).unwrap()["speakers"].clone();
    assert_eq!(speakers(joint), serde_json::json!([id("trump")]));
    assert_eq!(speakers(quiet), serde_json::json!([id("officials")]));
    assert_eq!(
        left_out,
        LeftOut {
            links: 2,
            ..LeftOut::default()
        }
    );
}

#[test]
fn chains_go_with_what_refers_to_them_up_to_the_first_that_may_not() {
    let mut desk = Desk::new();
    let chain = |desk: &mut Desk, slug: &str, of: Option<&str>| {
        let mut actor = actor(slug, slug, None);
        actor.own.of = of.map(id);
        desk.add(actor)
    };
    chain(&mut desk, "russia", None);
    let mut kremlin = internal(actor("kremlin", "kremlin", None));
    kremlin.own.of = Some(id("russia"));
    desk.add(kremlin);
    chain(&mut desk, "office", Some("kremlin"));
    chain(&mut desk, "ushakov", Some("office"));
    let ring: [Id; 2] = [id("ring-one"), id("ring-two")];
    for (slug, to) in [("ring-one", ring[1]), ("ring-two", ring[0])] {
        let mut actor = actor(slug, slug, None);
        actor.own.merged_into = Some(to);
        desk.add(actor);
    }
    desk.add(event("summit", &["ushakov", "ring-one"]));
    let (text, left_out) = desk.export();
    assert_eq!(
        listed(&text, "actors"),
        ["office", "ushakov", "ring-one", "ring-two"]
    );
    assert_eq!(left_out.links, 1);
}

#[test]
fn a_document_of_one_story_holds_its_entries_alone() {
    let mut desk = Desk::new();
    for slug in ["alaska", "gaza"] {
        let title = slug.to_owned();
        desk.add(record(
            slug,
            Story {
                title,
                summary: None,
            },
        ));
    }
    let within = |mut event: Record<Event>, story: &str| {
        event.story = Some(id(story));
        event
    };
    desk.add(within(event("summit", &[]), "alaska"));
    desk.add(internal(within(event("retreat", &[]), "gaza")));
    let talks = linked(event("talks", &[]), Verb::WaitsOn, id("summit"));
    desk.add(within(talks, "gaza"));
    desk.add(event("elsewhere", &[]));
    let (text, left_out) = document(&desk.release(Some(id("gaza"))));
    assert_eq!(listed(&text, "events"), ["talks"]);
    assert_eq!(listed(&text, "stories"), ["gaza"]);
    assert_eq!((left_out.internal, left_out.links), (1, 1));
    assert!(text.contains(&format!("\"scope\": {{\"story\":\"{}\"", id("gaza"))));
    let mut gaza = desk.store.get::<Story>(&id("gaza")).unwrap().unwrap();
    gaza.visibility = Visibility::Internal;
    desk.put(&gaza);
    let (text, left_out) = document(&desk.release(Some(id("gaza"))));
    assert!(!text.contains(id("gaza").as_str()) && !text.contains("gaza"));
    assert_eq!(
        (listed(&text, "events"), left_out.links),
        (vec!["talks".to_owned()], 2)
    );
}

#[test]
fn whichever_record_of_a_full_story_turns_internal_nothing_of_it_is_left() {
    let mut desk = full_story();
    let whole = desk.export().0;
    let mut turned = 0;
    for row in desk.store.rows("ORDER BY sort", []).unwrap() {
        let record = row.any().unwrap();
        desk.reveal(&record, Visibility::Internal);
        let (text, left_out) = desk.export();
        desk.reveal(&record, Visibility::Public);
        assert!(!text.contains(row.id.as_str()), "the id of {record:?}");
        let slug = format!("\"{}\"", record.slug().unwrap());
        assert!(!text.contains(&slug), "the slug of {record:?}");
        let headline = serde_json::to_string(record.facts().headline).unwrap();
        assert!(!text.contains(&headline), "the words of {record:?}");
        assert_every_reference_leads_somewhere(&text);
        assert_eq!(left_out.internal, u64::from(row.kind.is_entry()));
        turned += 1;
    }
    assert_eq!(turned, 11);
    assert_eq!(desk.export().0, whole);
}
