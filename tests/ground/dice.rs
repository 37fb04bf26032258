//! Records out of dice: of any kind, with any of their parts.

use tidings::{
    model::{
        Actor, Alias, Answer, AnyRecord, Archived, Check, Citation, Credibility, Event, Forecast,
        Id, Kind, Link, Move, MoveCitation, Note, Original, Own, Participant, Question, Record,
        Slug, Source, Statement, Story, Verb, Visibility, Word,
    },
    when::{Every, Instant, When},
};

use super::{id, when};

/// Choices out of bytes: no bytes left means the first choice, so that failures shrink to little.
pub struct Dice<'a>(std::slice::Iter<'a, u8>);

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.iter())
    }

    pub fn pick(&mut self, of: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % of
    }

    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }

    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.pick(3) > 0).then(|| make(self))
    }

    /// Up to three members that differ in what `name` says.
    fn list<T, N: PartialEq>(
        &mut self,
        make: impl Fn(&mut Self) -> T,
        name: impl Fn(&T) -> N,
    ) -> Vec<T> {
        let mut list: Vec<T> = Vec::new();
        for _ in 0..self.pick(4) {
            let member = make(self);
            if !list.iter().any(|other| name(other) == name(&member)) {
                list.push(member);
            }
        }
        list
    }

    pub fn word<W: Word>(&mut self) -> W {
        W::ALL[self.pick(W::ALL.len())]
    }

    pub fn text(&mut self) -> String {
        const TEXTS: [&str; 8] = [
            "make peace",
            "We’ll see if they get along.",
            "a/b",
            " leading and trailing ",
            "\"quoted\" \\ and\nbroken",
            "Зеленський",
            "\u{1f54a}\u{0}",
            "x",
        ];
        TEXTS[self.pick(TEXTS.len())].to_owned()
    }

    pub fn id(&mut self) -> Id {
        id(self.pick(5) as u32)
    }

    pub fn when(&mut self) -> When {
        const DATES: [&str; 7] = [
            "2025-08-15",
            "2025-08-15?",
            "2025-08",
            "2025-08-21/2025-08-31",
            "2025-09/..",
            "2025-08-15T11:30:00-08:00",
            "2025-08-15T11:30:00",
        ];
        let mut date = when(DATES[self.pick(DATES.len())]);
        if date.edtf() == "2025-08-15T11:30:00-08:00" && self.pick(2) == 1 {
            date = date
                .with_zone(tidings::when::zone("America/Anchorage").unwrap())
                .unwrap();
        }
        if self.pick(2) == 1 {
            date = date.with_words(Some("late August".into()));
        }
        match self.pick(3) {
            1 => date.with_order(2),
            _ => date,
        }
    }

    fn every(&mut self) -> Every {
        ["7d", "2w", "999d"][self.pick(3)].parse().unwrap()
    }

    fn credibility(&mut self) -> Credibility {
        Credibility::try_from(1 + self.pick(6) as u8).unwrap()
    }

    fn checks(&mut self) -> Vec<Check> {
        self.list(
            |dice| Check {
                key: dice.id(),
                when: dice.maybe(Self::when),
                note: dice.maybe(Self::text),
            },
            |check| check.key,
        )
    }

    pub fn record<K: Own>(&mut self, id: Id, own: impl Fn(&mut Self) -> K) -> Record<K> {
        Record {
            id,
            slug: self
                .maybe(|dice| Slug::parse(["second-meeting", "a", "x1-2"][dice.pick(3)]).unwrap()),
            story: self.maybe(Self::id),
            visibility: self.word::<Visibility>(),
            embargo_until: self.maybe(|dice| -> Instant {
                let written = ["2025-08-16T00:01:00+01:00", "2025-08-15T23:01:00+00:00"];
                serde_json::from_value(written[dice.pick(2)].into()).unwrap()
            }),
            own: own(self),
            topics: self.list(Self::text, Clone::clone),
            citations: self.list(
                |dice| Citation {
                    key: dice.id(),
                    source: dice.id(),
                    locator: dice.maybe(Self::text),
                    excerpt: dice.maybe(Self::text),
                    credibility: dice.maybe(Self::credibility),
                },
                |citation| citation.key,
            ),
            links: self.list(
                |dice| Link {
                    verb: dice.word::<Verb>(),
                    to: dice.id(),
                    note: dice.maybe(Self::text),
                },
                |link| (link.verb, link.to),
            ),
        }
    }

    fn event(&mut self) -> Event {
        Event {
            r#type: self.word(),
            title: self.text(),
            text: self.maybe(Self::text),
            when: self.maybe(Self::when),
            place: self.maybe(Self::text),
            participants: self.list(
                |dice| Participant {
                    actor: dice.id(),
                    role: dice.maybe(Self::word),
                },
                |one| (one.actor, one.role),
            ),
            status: self.word(),
            certainty: self.maybe(Self::word),
            standing: self.maybe(Self::word),
            outcome: self.maybe(Self::text),
            moves: self.list(
                |dice| Move {
                    key: dice.id(),
                    from: dice.maybe(Self::when),
                    to: dice.maybe(Self::when),
                    announced: dice.maybe(Self::when),
                    by: dice.maybe(Self::id),
                    why: dice.maybe(Self::text),
                    citation: dice.maybe(|dice| MoveCitation {
                        source: dice.id(),
                        locator: dice.maybe(Self::text),
                        excerpt: dice.maybe(Self::text),
                        credibility: dice.maybe(Self::credibility),
                    }),
                    kind: dice.word(),
                },
                |step| step.key,
            ),
            check_on: self.maybe(Self::when),
            check_every: self.maybe(Self::every),
            checks: self.checks(),
        }
    }

    fn question(&mut self) -> Question {
        Question {
            text: self.text(),
            why: self.maybe(Self::text),
            r#type: self.word(),
            options: self.list(Self::text, Clone::clone),
            criteria: self.maybe(Self::text),
            asked: self.maybe(Self::when),
            deadline: self.maybe(Self::when),
            check_on: self.maybe(Self::when),
            check_every: self.maybe(Self::every),
            hidden_until: self.maybe(Self::when),
            status: self.word(),
            answer: self.maybe(|dice| Answer {
                text: Some(dice.text()),
                when: dice.maybe(Self::when),
            }),
            checks: self.checks(),
            forecasts: self.list(
                |dice| Forecast {
                    key: dice.id(),
                    when: dice.maybe(Self::when),
                    option: dice.maybe(Self::text),
                    probability: [0.3, 0.0, 1.0, 0.1 + 0.2, 1e-9][dice.pick(5)],
                    rationale: dice.maybe(Self::text),
                    by: dice.maybe(Self::id),
                },
                |forecast| forecast.key,
            ),
        }
    }

    /// A record of any kind with any of its parts. Rules over several fields need not hold.
    pub fn any(&mut self, kind: Kind, id: Id) -> AnyRecord {
        match kind {
            Kind::Story => self
                .record(id, |dice| Story {
                    title: dice.text(),
                    summary: dice.maybe(Self::text),
                })
                .into(),
            Kind::Source => self
                .record(id, |dice| Source {
                    title: dice.text(),
                    url: dice.maybe(Self::text),
                    publisher: dice.maybe(Self::text),
                    author: dice.maybe(Self::text),
                    published: dice.maybe(Self::when),
                    retrieved: dice.maybe(Self::when),
                    kind: dice.maybe(Self::word),
                    language: dice.maybe(Self::text),
                    origin: dice.maybe(Self::id),
                    reliability: dice.maybe(Self::word),
                    standing: dice.maybe(Self::word),
                    archived: dice.maybe(|dice| Archived {
                        path: dice.text(),
                        sha256: dice.text(),
                    }),
                    merged_into: dice.maybe(Self::id),
                })
                .into(),
            Kind::Actor => self
                .record(id, |dice| Actor {
                    name: dice.text(),
                    kind: dice.maybe(Self::word),
                    of: dice.maybe(Self::id),
                    aliases: dice.list(
                        |dice| Alias {
                            key: dice.id(),
                            text: dice.text(),
                            kind: dice.maybe(Self::word),
                        },
                        |alias| alias.key,
                    ),
                    merged_into: dice.maybe(Self::id),
                })
                .into(),
            Kind::Event => self.record(id, Self::event).into(),
            Kind::Statement => self
                .record(id, |dice| Statement {
                    speakers: dice.list(Self::id, |speaker| *speaker),
                    attribution: dice.maybe(Self::text),
                    form: dice.word(),
                    text: dice.text(),
                    original: dice.maybe(|dice| Original {
                        text: Some(dice.text()),
                        language: dice.maybe(Self::text),
                    }),
                    when: dice.maybe(Self::when),
                    venue: dice.maybe(Self::text),
                    terms: dice.word(),
                    stance: dice.maybe(Self::word),
                    standing: dice.maybe(Self::word),
                })
                .into(),
            Kind::Question => self.record(id, Self::question).into(),
            Kind::Note => self
                .record(id, |dice| Note {
                    kind: dice.maybe(Self::word),
                    title: dice.maybe(Self::text),
                    text: dice.text(),
                    when: dice.maybe(Self::when),
                    done: dice.maybe(Self::when),
                    likelihood: dice.maybe(Self::word),
                    confidence: dice.maybe(Self::word),
                })
                .into(),
        }
    }
}
