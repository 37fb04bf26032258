//! Who may not be named is named by nothing that goes out with their words.
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
    full::{citing, source, statement},
    id, internal, linked, listed, the,
};
use serde_json::{Value, json};
use tidings::model::{Actor, ActorKind, Alias, Id, Record, Statement, Terms, Verb};

const PERSON: Option<ActorKind> = Some(ActorKind::Person);
const DESCRIBED: Option<ActorKind> = Some(ActorKind::Described);

/// A desk that knows Yuri Ushakov of the Kremlin, and a described aide.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.add(actor("kremlin", "Kremlin", Some(ActorKind::Organisation)));
    let mut ushakov = actor("yu", "Yuri Ushakov, Kremlin Aide", PERSON);
    ushakov.own.of = Some(id("kremlin"));
    ushakov.own.aliases = vec![alias("Yuri Ushakov"), alias("the adviser")];
    desk.add(ushakov);
    desk.add(actor("some-aide", "a senior aide", DESCRIBED));
    desk
}

fn alias(text: &str) -> Alias {
    Alias {
        key: id(text),
        text: text.into(),
        kind: None,
    }
}

fn said(slug: &str, speakers: &[&str], attribution: &str) -> Record<Statement> {
    let mut said = statement(slug, "It went well.", speakers);
    said.own.terms = Terms::Background;
    said.own.attribution = Some(attribution.into());
    said
}

fn found(desk: &Desk, id: Id) -> Value {
    let document = serde_json::from_str(&desk.export().0).unwrap();
    the(&document, "statements", id)
        .cloned()
        .unwrap_or_default()
}

/// Every one of these attributions counts as none; what is left is a statement without one.
fn assert_left_out(desk: &mut Desk, speakers: &[&str], attributions: &[&str]) {
    for (number, attribution) in attributions.iter().enumerate() {
        let slug = format!("out-{number}-{}", speakers.len());
        let before = desk.export().1.background;
        let id = desk.add(said(&slug, speakers, attribution));
        assert_eq!(found(desk, id), Value::Null, "{attribution}");
        assert_eq!(desk.export().1.background, before + 1, "{attribution}");
    }
}

fn assert_goes_out(desk: &mut Desk, speakers: &[&str], attributions: &[&str]) {
    for (number, attribution) in attributions.iter().enumerate() {
        let id = desk.add(said(
            &format!("in-{number}-{}", speakers.len()),
            speakers,
            attribution,
        ));
        assert_eq!(found(desk, id)["attribution"], *attribution);
    }
}

#[test]
fn an_attribution_that_holds_any_part_of_a_hidden_name_is_none() {
    let mut desk = desk();
    let naming = [
        "Yuri Ushakov, a Kremlin aide",
        "Yuri Ushakov.",
        "USHAKOV",
        "Yuri\u{200b} Ushakov",
        "Ush\u{ad}akov",
        "ushakov’s circle",
        "The Adviser",
        "yu",
        "\u{200b}",
    ];
    assert_left_out(&mut desk, &["yu"], &naming);
    let fitting = ["a Kremlin aide", "Western officials", "a diplomat"];
    assert_goes_out(&mut desk, &["yu"], &fitting);
    // Also where the speaker is hidden for being internal.
    desk.add(internal(actor("guest", "Oksana Guest", None)));
    let mut open = said("open", &["guest"], "Oksana, who was there");
    open.own.terms = Terms::OnRecord;
    desk.add(open);
    assert_eq!(desk.export().1.internal, 1);
}

#[test]
fn on_background_an_attribution_names_nobody_whoever_speaks() {
    let mut desk = desk();
    desk.add(actor("peskov", "Dmitry Peskov", None));
    let naming = ["Dmitry Peskov", "people around Peskov"];
    assert_left_out(&mut desk, &["yu"], &naming);
    let by_described = desk.add(said("aide-says", &["some-aide"], "Peskov’s deputy"));
    let line = found(&desk, by_described);
    assert_eq!(line["attribution"], Value::Null);
    assert_eq!(line["speakers"], json!([id("some-aide").as_str()]));
    // The attribution, and the slug of somebody described that says more than the description.
    assert_eq!(desk.export().1.links, 1 + 1);
    assert_left_out(&mut desk, &[], &naming);
    assert_goes_out(&mut desk, &[], &["a Kremlin official"]);
    // On the record an attribution may name whom it likes.
    let mut open = said("open", &["some-aide"], "for Dmitry Peskov");
    open.own.terms = Terms::OnRecord;
    let open = desk.add(open);
    assert_eq!(found(&desk, open)["attribution"], "for Dmitry Peskov");
}

#[test]
fn whom_somebody_belongs_to_is_no_person_though_nobody_gave_it_a_kind() {
    let mut desk = Desk::new();
    desk.add(actor("kremlin", "kremlin", None));
    desk.add(actor("lonely", "Lonely", None));
    let mut speaker = actor("yu", "Yuri Ushakov", None);
    speaker.own.of = Some(id("kremlin"));
    desk.add(speaker);
    assert_goes_out(&mut desk, &["yu"], &["a Kremlin aide"]);
    assert_left_out(&mut desk, &["yu"], &["an aide of Lonely"]);
}

#[test]
fn what_is_cited_or_noted_does_not_name_a_hidden_speaker() {
    let mut desk = desk();
    type Mend = fn(&mut tidings::model::Source);
    let sources: [(&str, Mend); 10] = [
        ("clean", |_| {}),
        ("title", |source| source.title = "Talk with Ushakov".into()),
        ("author", |source| source.author = Some("Y. Ushakov".into())),
        ("publisher", |source| {
            source.publisher = Some("Office of Ushakov".into())
        }),
        ("url", |source| {
            source.url = Some("https://example.org/?of=Yuri%20Ushakov".into())
        }),
        ("ushakov-talk", |_| {}),
        ("derived", |source| source.origin = Some(id("title"))),
        ("merged", |source| source.merged_into = Some(id("title"))),
        ("merged-then-derived", |source| {
            source.origin = Some(id("merged"))
        }),
        ("quoted", |_| {}),
    ];
    let mut quiet = said("quiet", &["yu"], "a Kremlin aide");
    for (slug, change) in sources {
        let mut source = source(slug, "Our notes");
        change(&mut source.own);
        desk.add(source);
        quiet = citing(quiet, slug);
    }
    let last = quiet.citations.last_mut().unwrap();
    last.excerpt = Some("Ushakov told us".into());
    quiet = citing(quiet, "clean");
    let last = quiet.citations.last_mut().unwrap();
    (last.key, last.locator) = (id("another"), Some("Ushakov, minute 3".into()));
    quiet.own.venue = Some("the office of Yuri Ushakov".into());
    quiet.topics = vec!["yuri-ushakov".into(), "talks".into()];
    quiet = linked(quiet, Verb::About, id("kremlin"));
    quiet.links[0].note = Some("as Ushakov sees it".into());
    quiet = linked(quiet, Verb::About, id("title"));
    let quiet = desk.add(quiet);
    let line = found(&desk, quiet);
    assert_eq!(line["citations"].as_array().unwrap().len(), 1);
    assert_eq!(line["citations"][0]["source"], id("clean").as_str());
    assert_eq!(
        (&line["venue"], &line["topics"]),
        (&Value::Null, &json!(["talks"]))
    );
    assert_eq!(line["links"].as_array().unwrap().len(), 1);
    assert_eq!(line["links"][0]["note"], Value::Null);
    let (text, left_out) = desk.export();
    assert!(!text.to_lowercase().contains("ushakov"), "{text}");
    assert_eq!(listed(&text, "sources"), ["clean"]);
    // The speaker, 10 citations, the link to a source.
    assert_eq!(left_out.links, 1 + 10 + 1);
}

#[test]
fn the_aliases_of_somebody_described_stay_on_the_desk() {
    let mut desk = Desk::new();
    let mut aide = actor("aide", "a Kremlin aide", DESCRIBED);
    aide.own.aliases = vec![alias("Yuri Ushakov")];
    desk.add(aide);
    desk.add(said("quiet", &["aide"], "a Kremlin aide"));
    let (text, left_out) = desk.export();
    assert!(!text.contains("Ushakov"), "{text}");
    assert_eq!((listed(&text, "actors").len(), left_out.links), (1, 1));
}

#[test]
fn no_link_leads_from_hidden_words_to_the_same_words_by_name_nor_back() {
    let mut desk = desk();
    let by_name = desk.add(statement("by-name", "It went well.", &["yu"]));
    let mut quiet = said("quiet", &["yu"], "a Kremlin aide");
    for verb in [Verb::Restates, Verb::Updates, Verb::Contradicts] {
        quiet = linked(quiet, verb, by_name);
    }
    let quiet = desk.add(quiet);
    let again = statement("again", "It did go well.", &["yu"]);
    let again = desk.add(linked(again, Verb::Restates, quiet));
    let other = statement("other", "So they say.", &["some-aide"]);
    let other = desk.add(linked(other, Verb::Updates, quiet));
    let verbs = |id| -> Vec<String> {
        let line = found(&desk, id);
        let links = line["links"].as_array().unwrap().iter();
        links
            .map(|link| link["verb"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(verbs(quiet), ["contradicts"]);
    assert_eq!(verbs(again), Vec::<String>::new());
    assert_eq!(verbs(other), ["updates"]);
    // The speaker, two links from the quiet words, one to them; and the slug of the aide, which says "some".
    assert_eq!(desk.export().1.links, 1 + 2 + 1 + 1);
}

#[test]
fn what_a_hidden_speaker_was_called_before_names_them() {
    let mut desk = desk();
    let mut ushakov = desk.store.get::<Actor>(&id("yu")).unwrap().unwrap();
    ushakov.own.name = "Source One".into();
    ushakov.own.aliases.clear();
    ushakov.slug = None;
    desk.put(&ushakov);
    assert_left_out(
        &mut desk,
        &["yu"],
        &["Ushakov’s circle", "Yuri Ushakov", "yu"],
    );
}
