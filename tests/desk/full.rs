//! A story in which everything is said that can be said.

use tidings::model::{
    ActorKind, Alias, AliasKind, Answer, Archived, Check, Citation, Confidence, Event, EventStatus,
    EventType, Forecast, Likelihood, Move, MoveCitation, MoveKind, Note, NoteKind, Original, Own,
    Participant, Question, QuestionStatus, QuestionType, Record, Reliability, Role, Source,
    SourceKind, SourceStanding, Standing, Statement, Story, Verb,
};

use super::{Desk, actor, id, instant, linked, record, when};

pub fn statement(slug: &str, text: &str, speakers: &[&str]) -> Record<Statement> {
    let own = Statement {
        text: text.into(),
        speakers: speakers.iter().map(|slug| id(slug)).collect(),
        ..Statement::default()
    };
    record(slug, own)
}

pub fn event(slug: &str, title: &str) -> Record<Event> {
    let own = Event {
        title: title.into(),
        ..Event::default()
    };
    record(slug, own)
}

pub fn source(slug: &str, title: &str) -> Record<Source> {
    let own = Source {
        title: title.into(),
        ..Source::default()
    };
    record(slug, own)
}

pub fn citing<K: Own>(mut of: Record<K>, source: &str) -> Record<K> {
    of.citations.push(Citation {
        key: id(&format!("cite-{source}")),
        source: id(source),
        excerpt: Some(format!("words of {source}")),
        ..Citation::default()
    });
    of
}

/// A story in which every key of every object holds something.
pub fn full_story() -> Desk {
    let mut desk = Desk::new();
    let story = Story {
        title: "Alaska summit".into(),
        summary: Some("Talks about an end of the war".into()),
    };
    desk.add(record("alaska", story));
    desk.add(actor("kremlin", "Kremlin", Some(ActorKind::Organisation)));
    let mut putin = actor("putin", "Vladimir Putin", Some(ActorKind::Person));
    putin.own.of = Some(id("kremlin"));
    putin.own.aliases = vec![Alias {
        key: id("alias"),
        text: "Путин".into(),
        kind: Some(AliasKind::Script),
    }];
    desk.add(putin);
    let mut twin = actor("v-putin", "V. Putin", None);
    twin.own.merged_into = Some(id("putin"));
    desk.add(twin);
    desk.add(source("agency", "Agency copy"));
    let mut paper = source("paper", "Morning paper");
    paper.own = Source {
        url: Some("https://example.org/1".into()),
        publisher: Some("The Paper".into()),
        author: Some("A. Writer".into()),
        published: when("2025-08-13"),
        retrieved: when("2025-08-14"),
        kind: Some(SourceKind::Report),
        language: Some("en".into()),
        origin: Some(id("agency")),
        reliability: Some(Reliability::B),
        standing: Some(SourceStanding::Corrected),
        archived: Some(Archived {
            path: "paper.html".into(),
            sha256: "00".repeat(32),
        }),
        merged_into: Some(id("paper-online")),
        ..paper.own
    };
    desk.add(paper);
    desk.add(source("paper-online", "Morning paper, online"));
    desk.add(full_event());
    let mut said = statement("said", "Переговоры были полезными", &["putin"]);
    said.own.original = Some(Original {
        text: Some("Переговоры".into()),
        language: Some("ru".into()),
    });
    said.own.attribution = Some("the president of Russia".into());
    said.topics = vec!["talks".into()];
    desk.add(linked(citing(said, "paper"), Verb::About, id("summit")));
    desk.add(full_question());
    let todo = Note {
        kind: Some(NoteKind::Todo),
        title: Some("Call Kyiv".into()),
        text: "about the venue".into(),
        when: when("2025-08-16"),
        done: when("2025-08-16"),
        likelihood: Some(Likelihood::Likely),
        confidence: Some(Confidence::Low),
    };
    desk.add(record("call-kyiv", todo));
    desk
}

fn full_event() -> Record<Event> {
    let mut summit = event("summit", "Trump-Putin summit");
    summit.story = Some(id("alaska"));
    summit.embargo_until = Some(instant("2025-08-14T00:01:00+01:00"));
    let later = when("2025-08-15T11:30:00-08:00").map(|day| day.with_order(2));
    summit.own = Event {
        r#type: EventType::Summit,
        text: Some("Three hours".into()),
        when: later.clone(),
        place: Some("Anchorage".into()),
        participants: vec![Participant {
            actor: id("v-putin"),
            role: Some(Role::Guest),
        }],
        status: EventStatus::Happened,
        standing: Some(Standing::Confirmed),
        outcome: Some("no ceasefire".into()),
        moves: vec![Move {
            key: id("move"),
            from: when("2025-08-10"),
            to: later,
            announced: when("2025-08-08"),
            by: Some(id("putin")),
            why: Some("no venue".into()),
            citation: Some(MoveCitation {
                source: id("agency"),
                locator: Some("p. 1".into()),
                excerpt: None,
                credibility: 2.try_into().ok(),
            }),
            kind: MoveKind::Announced,
        }],
        check_on: when("2025-08-20"),
        check_every: "7d".parse().ok(),
        checks: vec![Check {
            key: id("check"),
            when: when("2025-08-13"),
            note: Some("nothing new".into()),
        }],
        ..summit.own
    };
    summit
}

fn full_question() -> Record<Question> {
    let own = Question {
        text: "Who hosts the second meeting".into(),
        why: Some("the venue decides who comes".into()),
        r#type: QuestionType::Choice,
        options: vec!["Istanbul".into(), "Rome".into()],
        criteria: Some("an announcement by both".into()),
        asked: when("2025-08-14"),
        deadline: when("2025-09"),
        check_on: when("2025-08-21"),
        check_every: "2w".parse().ok(),
        hidden_until: when("2025-08-15"),
        status: QuestionStatus::Answered,
        answer: Some(Answer {
            text: Some("Rome".into()),
            when: when("2025-08-14"),
        }),
        checks: vec![],
        forecasts: vec![Forecast {
            key: id("forecast"),
            when: when("2025-08-14"),
            option: Some("Rome".into()),
            probability: 0.3,
            rationale: Some("neutral ground".into()),
            by: Some(id("putin")),
        }],
    };
    record("second-host", own)
}
