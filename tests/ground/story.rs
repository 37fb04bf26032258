//! A whole story out of dice: records of every kind with any of their parts, that refer to one another as they may.

use tidings::{
    model::{
        Answer, AnyRecord, Event, EventStatus, Id, Kind, Link, MoveKind, NoteKind, Question,
        QuestionStatus, QuestionType, Slug, Verb, Visibility,
    },
    when::Instant,
};

use super::{Dice, id, when};

/// Of each kind so many in a hundred, in the order in which a document lists them.
const SHARES: [(Kind, u32); 7] = [
    (Kind::Story, 2),
    (Kind::Actor, 8),
    (Kind::Source, 10),
    (Kind::Event, 30),
    (Kind::Statement, 30),
    (Kind::Question, 10),
    (Kind::Note, 10),
];

/// The id of one of the records of a kind.
fn one(kind: Kind, number: u32) -> Id {
    let place = SHARES.iter().position(|(of, _)| *of == kind).unwrap();
    id(1_000_000 * (place as u32 + 1) + number)
}

/// So many hundreds of records, the same for the same number; no record breaks a rule.
pub fn story(hundreds: u32) -> Vec<AnyRecord> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut throw = || {
        // xorshift64
        let bytes = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        });
        bytes.take(256).collect::<Vec<u8>>()
    };
    let mut records = Vec::new();
    for (kind, share) in SHARES {
        for number in 0..share * hundreds {
            let mut record = said(&Dice::new(&throw()).any(kind, one(kind, number)));
            let bytes = throw();
            let mut settled = Settle {
                dice: Dice::new(&bytes),
                hundreds,
                kind,
                number,
            };
            settled.record(&mut record);
            assert_eq!(record.check(), Ok(()), "{record:?}");
            records.push(record);
        }
    }
    records
}

/// The record with words in it that a command would take: without NUL, and no spaces around what goes by its words.
fn said(record: &AnyRecord) -> AnyRecord {
    let document = serde_json::to_string(record).unwrap();
    let said = document.replace("\\u0000", "\\u0007");
    let said = said.replace("\" leading and trailing \"", "\"leading and trailing\"");
    AnyRecord::from_document(record.kind(), &said).unwrap()
}

/// Makes one record a part of the story: what it refers to is there, and of the right kind.
struct Settle<'d> {
    dice: Dice<'d>,
    hundreds: u32,
    kind: Kind,
    number: u32,
}

impl Settle<'_> {
    /// A record of this kind; of its own kind one that came before, so that no chain bites its tail.
    fn some(&mut self, kind: Kind) -> Option<Id> {
        let share = SHARES.iter().find(|(of, _)| *of == kind).unwrap().1;
        let count = if kind == self.kind {
            self.number
        } else {
            share * self.hundreds
        };
        let pick = self.dice.pick(256) * 256 + self.dice.pick(256);
        (count > 0).then(|| one(kind, pick as u32 % count))
    }

    fn maybe(&mut self, kind: Kind, there: Option<Id>) -> Option<Id> {
        there.and_then(|_| self.some(kind))
    }

    fn record(&mut self, record: &mut AnyRecord) {
        if record.slug().is_some() {
            let slug = format!("{}-{}", self.kind, self.number);
            record.set_slug(Some(Slug::parse(&slug).unwrap()));
        }
        let mut links: Vec<Link> = Vec::new();
        for link in record.links_mut().clone() {
            links.extend(self.link(link));
        }
        let mut seen = Vec::new();
        links.retain(|link| {
            // A question is part of at most one other.
            let name = (link.verb, (link.verb != Verb::PartOf).then_some(link.to));
            let is_new = !seen.contains(&name);
            seen.push(name);
            is_new
        });
        *record.links_mut() = links;
        for citation in record.citations_mut() {
            if let Some(source) = self.some(Kind::Source) {
                citation.source = source;
            }
        }
        if self.kind == Kind::Source && self.number == 0 {
            record.citations_mut().clear();
        }
        macro_rules! head {
            ($($Kind:ident),+) => {
                match record {
                    $(AnyRecord::$Kind(record) => {
                        record.story = self.maybe(Kind::Story, record.story);
                        if record.visibility == Visibility::Private {
                            record.visibility = Visibility::Internal;
                        }
                        record.embargo_until = record.embargo_until.map(|_| -> Instant {
                            serde_json::from_value("2025-08-01T00:01:00+01:00".into()).unwrap()
                        });
                    })+
                }
            };
        }
        head!(Story, Source, Actor, Event, Statement, Question, Note);
        match record {
            AnyRecord::Story(_) => {}
            AnyRecord::Source(source) => {
                let url = |_| format!("https://example.org/{}", self.number);
                source.own.url = source.own.url.take().map(url);
                source.own.origin = self.maybe(Kind::Source, source.own.origin);
                source.own.merged_into = self.maybe(Kind::Source, source.own.merged_into);
            }
            AnyRecord::Actor(actor) => {
                actor.own.of = self.maybe(Kind::Actor, actor.own.of);
                actor.own.merged_into = self.maybe(Kind::Actor, actor.own.merged_into);
            }
            AnyRecord::Event(event) => self.event(&mut event.own),
            AnyRecord::Statement(statement) => {
                let own = &mut statement.own;
                for speaker in &mut own.speakers {
                    *speaker = self.some(Kind::Actor).unwrap();
                }
                own.speakers.sort();
                own.speakers.dedup();
            }
            AnyRecord::Question(question) => self.question(&mut question.own),
            AnyRecord::Note(note) => {
                if note.own.kind != Some(NoteKind::Todo) {
                    note.own.done = None;
                }
            }
        }
    }

    /// A link that may lead from here; none where none does.
    fn link(&mut self, link: Link) -> Option<Link> {
        let from = self.kind;
        let kinds = SHARES.map(|(kind, _)| kind);
        let joined: Vec<Kind> = kinds
            .into_iter()
            .filter(|kind| link.verb.joins(from, *kind))
            .collect();
        let kind = *joined.get(self.dice.pick(joined.len().max(1)))?;
        let to = self.some(kind)?;
        Some(Link { to, ..link })
    }

    fn event(&mut self, event: &mut Event) {
        for participant in &mut event.participants {
            participant.actor = self.some(Kind::Actor).unwrap();
        }
        event.participants.sort_by_key(|one| one.actor);
        event.participants.dedup_by_key(|one| one.actor);
        for step in &mut event.moves {
            step.to = match step.kind {
                MoveKind::Announced | MoveKind::TookPlace => {
                    step.to.take().or(Some(when("2025-08-15")))
                }
                _ => None,
            };
            step.by = self.maybe(Kind::Actor, step.by);
            if let Some(citation) = &mut step.citation {
                citation.source = self.some(Kind::Source).unwrap();
            }
        }
        if event.status != EventStatus::Expected {
            event.certainty = None;
        }
        if event.status != EventStatus::Happened {
            event.standing = None;
        }
        if event.status == EventStatus::Postponed {
            event.when = None;
        }
    }

    fn question(&mut self, question: &mut Question) {
        for forecast in &mut question.forecasts {
            forecast.by = self.maybe(Kind::Actor, forecast.by);
            if question.r#type != QuestionType::Choice {
                forecast.option = None;
            }
        }
        match question.r#type {
            QuestionType::Choice => question.options = vec!["a/b".into(), "Зеленський".into()],
            _ => question.options.clear(),
        }
        match question.status {
            QuestionStatus::Answered => {
                let text = Some("x".into());
                question.answer.get_or_insert_with(Answer::default).text = text;
            }
            _ => question.answer = None,
        }
    }
}
