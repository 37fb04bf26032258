//! What goes out does not say what does not: whoever and whatever that is.
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
    full::{citing, event, source, statement},
    id, internal, linked, listed, record,
};
use tidings::{
    model::{Actor, ActorKind, Alias, AliasKind, Id, Note, Record, Source, Story, Terms, Verb},
    report::release::{Audience, Hidden, Leaks, Refusal, Release, Why},
};

fn note(slug: &str, text: &str) -> Record<Note> {
    let own = Note {
        text: text.into(),
        ..Note::default()
    };
    record(slug, own)
}

fn leaks(desk: &Desk, story: Option<Id>) -> Leaks {
    match Release::prepare(&desk.store, Audience::public(NOW, NOW), story) {
        Ok(_) => Leaks {
            leaks: Vec::new(),
            more: 0,
            records: Vec::new(),
        },
        Err(Refusal::Leaks(leaks)) => *leaks,
        Err(why) => panic!("{why}"),
    }
}

/// What would tell of what, and why that does not go out.
fn told(desk: &Desk) -> Vec<(String, String, Hidden)> {
    let leaks = leaks(desk, None).leaks.into_iter();
    leaks
        .map(|leak| {
            (
                leak.record.slug.unwrap(),
                leak.hidden.slug.unwrap(),
                leak.why,
            )
        })
        .collect()
}

fn tells(record: &str, hidden: &str, why: Hidden) -> (String, String, Hidden) {
    (record.into(), hidden.into(), why)
}

const INTERNAL: Hidden = Hidden::Record(Why::Internal);

fn alias(text: &str, kind: Option<AliasKind>) -> Alias {
    Alias {
        key: id(text),
        text: text.into(),
        kind,
    }
}

#[test]
fn a_hidden_actor_who_was_merged_into_one_who_goes_out_keeps_its_own_names_to_itself() {
    let mut desk = Desk::new();
    desk.add(actor("ushakov", "Yuri Ushakov", Some(ActorKind::Person)));
    let mut cover = internal(actor("cover", "Nightingale", None));
    cover.own.merged_into = Some(id("ushakov"));
    desk.add(cover);
    let mut said = statement("by-cover", "It went well.", &["cover"]);
    said.own.attribution = Some("a Kremlin aide".into());
    let said = desk.add(said);
    desk.add(note("plain", "Ushakov spoke."));
    let text = desk.export().0;
    assert!(
        !text.contains("ightingale") && !text.contains(id("cover").as_str()),
        "{text}"
    );
    assert!(
        text.contains(said.as_str()),
        "it goes out as its attribution"
    );
    desk.add(note("planted", "Nightingale spoke."));
    assert_eq!(told(&desk), [tells("planted", "cover", INTERNAL)]);
}

#[test]
fn one_who_was_merged_into_a_hidden_actor_goes_out_and_the_other_does_not() {
    let mut desk = Desk::new();
    desk.add(internal(actor("felt", "Mark Felt", None)));
    let mut throat = actor("throat", "Deep Throat", None);
    throat.own.merged_into = Some(id("felt"));
    desk.add(throat);
    desk.add(statement("follow", "Follow the money.", &["throat"]));
    let (text, left_out) = desk.export();
    assert_eq!(
        (listed(&text, "actors"), left_out.links),
        (vec!["throat".to_owned()], 1)
    );
    assert!(!text.contains("Felt") && !text.contains(id("felt").as_str()));
    desk.add(note("planted", "It was Felt."));
    assert_eq!(told(&desk), [tells("planted", "felt", INTERNAL)]);
}

#[test]
fn a_statement_that_names_its_own_nameless_speaker_is_stopped_and_may_be_let_pass() {
    let mut desk = Desk::new();
    desk.add(actor("ushakov", "Yuri Ushakov", Some(ActorKind::Person)));
    let mut said = statement("said", "I, Ushakov, was there.", &["ushakov"]);
    said.own.terms = Terms::Background;
    said.own.attribution = Some("a Kremlin aide".into());
    let said = desk.add(said);
    desk.add(note("elsewhere", "Ushakov may be named elsewhere."));
    assert_eq!(told(&desk), [tells("said", "ushakov", Hidden::Speaker)]);
    let public = Audience::public(NOW, NOW);
    let release = Release::allowing(&desk.store, public, None, &[said, id("elsewhere")]).unwrap();
    assert_eq!(release.let_pass(), [said]);
    assert!(document(&release).0.contains("I, Ushakov"));
}

#[test]
fn what_refers_to_the_words_of_a_nameless_speaker_does_not_say_whose_they_are() {
    let mut desk = Desk::new();
    desk.add(actor("ushakov", "Yuri Ushakov", Some(ActorKind::Person)));
    desk.add(statement("by-name", "It is public.", &["ushakov"]));
    let mut said = statement("said", "There is no date.", &["ushakov"]);
    said.own.terms = Terms::Background;
    said.own.attribution = Some("a Kremlin aide".into());
    // What it is about itself may name him: that says nothing of who spoke.
    desk.add(event("talks", "Talks with Ushakov"));
    let said = desk.add(linked(said, Verb::About, id("talks")));
    desk.add(linked(
        note("plain", "There may be none."),
        Verb::About,
        said,
    ));
    desk.add(note("elsewhere", "Ushakov is in Moscow."));
    assert_eq!(told(&desk), []);
    desk.add(linked(
        note("gossip", "Ushakov told us."),
        Verb::About,
        said,
    ));
    let mut supporting = linked(event("visit", "A visit"), Verb::Supports, said);
    supporting.own.outcome = Some("Nothing, says Mr. USHAKOV’s office".into());
    desk.add(supporting);
    // A link that does not go out leads to nothing.
    let again = statement("again", "I, Ushakov, say there is no date.", &["ushakov"]);
    desk.add(linked(again, Verb::Restates, said));
    assert_eq!(
        told(&desk),
        ["visit", "gossip"].map(|slug| tells(slug, "ushakov", Hidden::Speaker))
    );
    let leaks = leaks(&desk, None).leaks;
    let with = leaks.iter().map(|leak| leak.said.as_ref().unwrap());
    let with = with.map(|(verb, with)| (*verb, with.id));
    assert!(
        with.eq([(Verb::Supports, said), (Verb::About, said)]),
        "{leaks:?}"
    );
}

#[test]
fn names_that_are_removed_were_given_up_or_are_aliases_of_a_description_are_looked_for() {
    let mut desk = Desk::new();
    desk.add(internal(actor("gone", "Oksana Gone", None)));
    desk.remove::<Actor>(&id("gone"));
    desk.add(internal(actor("renamed", "Pavel Former", None)));
    desk.add(internal(source("lunch", "Lunch at the embassy")));
    let mut lunch = desk.store.get::<Source>(&id("lunch")).unwrap().unwrap();
    lunch.own.title = "A talk".into();
    desk.put(&lunch);
    let mut renamed = desk.store.get::<Actor>(&id("renamed")).unwrap().unwrap();
    renamed.own.name = "Source One".into();
    desk.put(&renamed);
    let mut aide = actor("aide", "a Kremlin aide", Some(ActorKind::Described));
    aide.own.aliases = vec![
        alias("Yuri Ushakov", None),
        alias("the adviser", Some(AliasKind::Weak)),
    ];
    desk.add(aide);
    desk.add(note("one", "Oksana Gone was there."));
    desk.add(note("two", "So was Pavel Former’s man."));
    desk.add(note("three", "And Yuri Ushakov, the adviser."));
    desk.add(note("four", "The adviser left."));
    desk.add(note("five", "Heard at lunch at the embassy."));
    assert_eq!(
        told(&desk),
        [
            tells("one", "gone", INTERNAL),
            tells("two", "renamed", INTERNAL),
            tells("three", "aide", Hidden::Alias),
            tells("five", "lunch", INTERNAL),
        ]
    );
}

#[test]
fn texts_and_sources_that_are_left_out_are_looked_for_and_so_is_what_goes_with_a_reference() {
    let mut desk = Desk::new();
    let later = event("later", "A joint statement of the allies");
    desk.add(embargoed(later, "2026-01-01T00:00:00+00:00"));
    let mut lunch = internal(source("lunch", "Lunch at the embassy"));
    lunch.own.url = Some("https://www.example.org/lunch/".into());
    desk.add(lunch);
    desk.add(source("paper", "Morning paper"));
    let mut quote = statement("background", "We shall sign it on Friday", &[]);
    quote.own.terms = Terms::Background;
    desk.add(quote);
    let mut cited = citing(event("cited", "Talks"), "lunch");
    cited.citations[0].excerpt = Some("nobody there believed a word of it".into());
    desk.add(cited);
    desk.add(event("statement", "Soon: a joint statement of the allies!"));
    desk.add(note("lunching", "Heard at lunch at the embassy."));
    desk.add(note("signing", "“We shall sign it on Friday”, they say."));
    desk.add(note(
        "believing",
        "Nobody there believed a word of it, one hears.",
    ));
    desk.add(note("linking", "See http://example.org/lunch."));
    desk.add(note("beside", "See http://example.org/lunch/menu."));
    // Fewer than five words, and parts, are no secret.
    desk.add(event("short", "A joint statement"));
    assert_eq!(
        told(&desk),
        [
            tells("statement", "later", Hidden::Record(Why::Embargoed)),
            tells("lunching", "lunch", INTERNAL),
            tells("signing", "background", Hidden::Record(Why::Background)),
            tells("believing", "lunch", Hidden::Reference),
            tells("linking", "lunch", INTERNAL),
        ]
    );
}

#[test]
fn a_text_that_a_public_record_has_as_well_is_no_secret() {
    let mut desk = Desk::new();
    for slug in ["alaska", "gaza"] {
        let story = Story {
            title: slug.into(),
            summary: None,
        };
        desk.add(record(slug, story));
    }
    let words = "There will be some swapping of territories";
    desk.add(internal(statement("inside", words, &[])));
    let mut said = statement("said", words, &[]);
    said.story = Some(id("gaza"));
    desk.add(said);
    let mut quoting = note("quoting", &format!("He said: “{words}.”"));
    quoting.story = Some(id("alaska"));
    desk.add(quoting);
    assert_eq!(told(&desk), []);
    // Also where the public record is in another story than the one that is handed out.
    assert_eq!(leaks(&desk, Some(id("alaska"))).leaks, []);
    // An excerpt within one of the same source is none either, in whichever words that go out.
    desk.add(source("paper", "Morning paper"));
    let excerpt = |slug: &str, text: &str| {
        let mut note = citing(note(slug, slug), "paper");
        note.citations[0].excerpt = Some(text.into());
        note
    };
    desk.add(internal(excerpt("todo", "nobody knows who will host it")));
    desk.add(note(
        "hosting",
        "As the paper says, nobody knows who will host it.",
    ));
    assert_eq!(told(&desk).len(), 1);
    desk.add(excerpt(
        "cited",
        "So far nobody knows who will host it, they say.",
    ));
    assert_eq!(told(&desk), []);
}

/// What an official said off the record, in four sentences.
const OFF_RECORD: &str = "He fears that the paper is empty. Nobody in the room believed a word of it. \
                          “We shall sign it on Friday”, he said! They know.";

#[test]
fn a_sentence_out_of_a_longer_text_that_is_left_out_is_looked_for() {
    let mut desk = Desk::new();
    desk.add(internal(statement("quiet", OFF_RECORD, &[])));
    for (slug, text) in [
        (
            "second",
            "As one heard: nobody in the room believed a word of it.",
        ),
        ("third", "\"we shall sign it on Friday\", he said"),
        ("whole", OFF_RECORD),
        // Fewer than five words, and parts of a sentence, are no secret.
        (
            "last",
            "They know. He fears that the paper, all of it, is empty.",
        ),
    ] {
        desk.add(note(slug, text));
    }
    let expected = ["second", "third", "whole"].map(|slug| tells(slug, "quiet", INTERNAL));
    assert_eq!(told(&desk), expected);
}

#[test]
fn a_sentence_of_a_text_that_is_public_as_well_is_no_secret() {
    let mut desk = Desk::new();
    desk.add(internal(statement("inside", OFF_RECORD, &[])));
    desk.add(internal(note(
        "draft",
        "The paper is empty, he fears. We may not print that yet.",
    )));
    desk.add(note("quoting", "Nobody in the room believed a word of it."));
    desk.add(note("printed", "We may not print that yet."));
    assert_eq!(
        told(&desk),
        [
            tells("quoting", "inside", INTERNAL),
            tells("printed", "draft", INTERNAL)
        ]
    );
    // Somebody said just that in public, and the draft went out as it was.
    desk.add(statement(
        "said",
        "Nobody in the room believed a word of it.",
        &[],
    ));
    desk.add(note(
        "final",
        "The paper is empty, he fears. We may not print that yet.",
    ));
    assert_eq!(told(&desk), []);
}

#[test]
fn of_many_leaks_the_first_are_described_and_the_rest_counted() {
    let mut desk = Desk::new();
    desk.add(internal(actor("oksana", "Oksana Guest", None)));
    for number in 0..30 {
        let slug = format!("note-{number}");
        let mut note = note(&slug, "Oksana Guest was there.");
        note.id = id(&format!("note {number} of many"));
        desk.add(note);
    }
    let leaks = leaks(&desk, None);
    assert_eq!(
        (leaks.leaks.len(), leaks.more, leaks.records.len()),
        (20, 10, 30)
    );
}
