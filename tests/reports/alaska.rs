//! The story that the screens are about, and what becomes of it.

use tidings::model::{
    Actor, Certainty, Check, Citation, Event, EventStatus, EventType, Form, Move, MoveKind, Note,
    NoteKind, Participant, Question, QuestionType, Record, Slug, Source, Statement, Story, Terms,
    Verb, Visibility,
};

use super::{Desk, day, id, link, linked, record, when};

impl Desk {
    fn actor(&mut self, letters: &str, name: &str) {
        let mut actor = record(
            letters,
            Actor {
                name: name.into(),
                ..Actor::default()
            },
        );
        actor.slug = Slug::parse(name).ok();
        self.add(actor);
    }

    fn quote(&mut self, letters: &str, by: &[&str], on: Option<&str>, text: &str) {
        self.add(record(
            letters,
            Statement {
                speakers: by.iter().map(|by| id(by)).collect(),
                form: Form::Verbatim,
                text: text.into(),
                when: on.and_then(when),
                ..Statement::default()
            },
        ));
    }

    fn question(
        &mut self,
        letters: &str,
        text: &str,
        links: &[(Verb, &str)],
        asked: &str,
    ) -> Record<Question> {
        let mut question = record(
            letters,
            Question {
                text: text.into(),
                asked: when(asked),
                ..Question::default()
            },
        );
        question.links = links.iter().map(|(verb, to)| link(*verb, to)).collect();
        question
    }

    /// The story of Alaska, as of 14 August 2025, 09:12 in London.
    pub fn alaska() -> Self {
        let mut desk = Self::new();
        desk.today = day("2025-07-30");
        for (letters, name) in [
            ("trb", "trump"),
            ("ptb", "putin"),
            ("zlb", "zelenskiy"),
            ("kvb", "kyiv"),
            ("krb", "kremlin"),
            ("mcb", "macron"),
            ("mlb", "meloni"),
            ("mzb", "merz"),
            ("stb", "starmer"),
            ("tsb", "tusk"),
            ("vdb", "von-der-leyen"),
            ("sbb", "stubb"),
            ("jnb", "Jean Exemple"),
        ] {
            desk.actor(letters, name);
        }
        desk.add(record(
            "stw",
            Story {
                title: "Ukraine talks".into(),
                summary: None,
            },
        ));
        desk.add(record(
            "wnb",
            Event {
                r#type: EventType::Ceasefire,
                title: "Ceasefire in Ukraine agreed".into(),
                certainty: Some(Certainty::Mooted),
                ..Event::default()
            },
        ));
        desk.today = day("2025-08-02");
        let mjs = desk.question(
            "mjs",
            "How Kyiv and European partners respond to proposals touching on territory or concessions",
            &[],
            "2025-08-02",
        );
        desk.add(mjs);
        desk.today = day("2025-08-12");
        desk.events();
        desk.statements();
        desk.questions();
        desk.today = day("2025-08-14");
        desk.add(record(
            "zxt",
            Note {
                kind: Some(NoteKind::Todo),
                text: "Explainer: what security guarantees could mean".into(),
                ..Note::default()
            },
        ));
        desk
    }

    fn events(&mut self) {
        let mut summit = record(
            "kxr",
            Event {
                r#type: EventType::Summit,
                title: "Trump-Putin summit".into(),
                place: Some("Anchorage".into()),
                when: when("2025-08-15?"),
                certainty: Some(Certainty::Confirmed),
                participants: ["trb", "ptb"]
                    .map(|actor| Participant {
                        actor: id(actor),
                        role: None,
                    })
                    .into(),
                ..Event::default()
            },
        );
        summit.slug = Slug::parse("alaska-summit").ok();
        self.add(summit);
        self.add(record(
            "bnt",
            Event {
                r#type: EventType::Meeting,
                title: "Witkoff meets Putin in Moscow".into(),
                when: when("2025-08-06"),
                status: EventStatus::Happened,
                ..Event::default()
            },
        ));
        self.add(record(
            "tgh",
            Event {
                r#type: EventType::Milestone,
                title: "Kyiv’s reply to the draft".into(),
                when: when("[..2025-08-10]"),
                certainty: Some(Certainty::Likely),
                ..Event::default()
            },
        ));
        let pmd = record(
            "pmd",
            Event {
                r#type: EventType::Milestone,
                title: "Second meeting, with Zelenskiy".into(),
                when: when("[2025-08-21..2025-08-31]"),
                certainty: Some(Certainty::Possible),
                ..Event::default()
            },
        );
        self.add(linked(pmd, Verb::WaitsOn, "kxr"));
        self.add(record(
            "znk",
            Event {
                r#type: EventType::Call,
                title: "Video call: Trump, Zelenskiy, European leaders".into(),
                when: when("2025-08-13"),
                status: EventStatus::Happened,
                ..Event::default()
            },
        ));
        self.add(record(
            "ktd",
            Event {
                r#type: EventType::Meeting,
                title: "UN General Assembly, high-level week".into(),
                when: when("2025-09-23/2025-09-29"),
                certainty: Some(Certainty::Confirmed),
                ..Event::default()
            },
        ));
    }

    fn statements(&mut self) {
        self.quote(
            "nfz",
            &["trb"],
            Some("2025-08-08"),
            "There’ll be some swapping of territories to the betterment of both.",
        );
        self.edit::<Statement>("link", "nfz", |nfz| {
            nfz.links.push(link(Verb::About, "kxr"))
        });
        self.quote(
            "jdv",
            &["mcb", "mlb", "mzb", "stb", "tsb", "vdb", "sbb"],
            Some("2025-08-09"),
            "The path to peace in Ukraine cannot be decided without Ukraine.",
        );
        self.quote(
            "rfc",
            &["trb"],
            Some("2025-08-14"),
            "We’ll see if they get along.",
        );
        self.edit::<Statement>("link", "rfc", |rfc| {
            rfc.links.push(link(Verb::About, "kxr"))
        });
        let mut qlb = record(
            "qlb",
            Statement {
                speakers: vec![id("jnb")],
                text: "He fears that the paper is empty".into(),
                terms: Terms::OffRecord,
                when: when("2025-08-14"),
                ..Statement::default()
            },
        );
        qlb.visibility = Visibility::Internal;
        self.add(qlb);
        self.add(record(
            "hsw",
            Statement {
                speakers: vec![id("kvb")],
                text: "consent is tied to sovereignty and to credible security guarantees".into(),
                ..Statement::default()
            },
        ));
        let mut hrd = record(
            "hrd",
            Statement {
                speakers: vec![id("mcb"), id("mzb"), id("stb")],
                text: "the leaders’ reaction".into(),
                when: when("2025-08-16"),
                ..Statement::default()
            },
        );
        hrd.embargo_until = serde_json::from_str("\"2025-08-16T00:01:00+01:00\"").unwrap();
        self.add(hrd);
    }

    fn questions(&mut self) {
        let bqn = self.question(
            "bqn",
            "Whether Zelenskiy participates in or immediately follows the talks, and under what conditions \
             Ukraine would engage",
            &[(Verb::About, "kxr")],
            "2025-08-12",
        );
        self.add(bqn);
        let mut cfk = self.question(
            "cfk",
            "Does Zelenskiy take part in the Alaska talks?",
            &[(Verb::PartOf, "bqn")],
            "2025-08-12",
        );
        cfk.own.r#type = QuestionType::YesNo;
        cfk.own.deadline = when("2025-08-15");
        self.add(cfk);
        let mut dzt = self.question(
            "dzt",
            "Does he meet them right after?",
            &[(Verb::PartOf, "bqn")],
            "2025-08-12",
        );
        dzt.own.r#type = QuestionType::YesNo;
        self.add(dzt);
        let mut hvw = self.question(
            "hvw",
            "Under what conditions would Ukraine engage?",
            &[(Verb::PartOf, "bqn")],
            "2025-08-12",
        );
        hvw.own.check_on = when("2025-08-14");
        self.add(hvw);
        let vwz = self.question(
            "vwz",
            "The timeline for a potential second meeting and whether Zelenskiy will join that session",
            &[(Verb::About, "pmd")],
            "2025-08-12",
        );
        self.add(vwz);
        self.edit::<Statement>("link", "nfz", |nfz| {
            nfz.links.push(link(Verb::Supports, "cfk"))
        });
        self.edit::<Statement>("link", "hsw", |hsw| {
            hsw.links.push(link(Verb::Supports, "hvw"))
        });
    }

    /// The second meeting is put off, as the Kremlin says.
    pub fn move_pmd(&mut self) {
        self.edit::<Event>("move", "pmd", |pmd| {
            let to = when("[2025-09-11..2025-09-20]")
                .map(|to| to.with_words(Some("mid-September".into())));
            pmd.own.moves.push(Move {
                key: id("mvb"),
                from: pmd.own.when.take(),
                to: to.clone(),
                announced: when("2025-08-14"),
                by: Some(id("krb")),
                why: Some("no venue agreed".into()),
                citation: None,
                kind: MoveKind::Announced,
            });
            pmd.own.when = to;
        });
    }

    /// A visit that was planned and is postponed.
    pub fn postponed(&mut self) {
        self.add(record(
            "xbf",
            Event {
                r#type: EventType::Other,
                title: "Trump visits Moscow".into(),
                status: EventStatus::Postponed,
                moves: vec![Move {
                    key: id("mwb"),
                    from: when("[2025-09-01..2025-09-10]"),
                    to: None,
                    announced: None,
                    by: None,
                    why: None,
                    citation: None,
                    kind: MoveKind::Postponed,
                }],
                ..Event::default()
            },
        ));
    }

    /// A source, and what cites it.
    pub fn cite(&mut self) {
        self.add(record(
            "src",
            Source {
                title: "wire A".into(),
                url: Some("https://example.org/wire-0814".into()),
                published: when("2025-08-14"),
                ..Source::default()
            },
        ));
        self.edit::<Event>("cite", "pmd", |pmd| {
            pmd.citations.push(Citation {
                key: id("ctb"),
                source: id("src"),
                excerpt: Some(
                    "… a second, more substantive session likely to involve Zelenskiy …".into(),
                ),
                ..Citation::default()
            });
        });
    }

    /// A look at a question.
    pub fn check(&mut self, letters: &str) {
        let on = when(&self.today.to_string());
        self.edit::<Question>("check", letters, |question| {
            question.own.check_on = None;
            question.own.checks.push(Check {
                key: id("chk"),
                when: on,
                note: Some("nothing new".into()),
            });
        });
    }
}
