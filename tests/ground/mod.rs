//! What the tests of the ground share: records out of dice, moments, operations put into a file by hand.
#![allow(dead_code, missing_docs)]

use std::path::Path;

use tidings::{
    journal::{
        self, Clock, Content, Header, Of, Operation, OperationKey, Replica, UNDONE, Undone, VERSION,
    },
    model::{
        Actor, Alias, Answer, AnyRecord, Archived, Check, Citation, Credibility, Event, Forecast,
        Id, Kind, Link, Move, MoveCitation, Note, Original, Own, Participant, Question, Record,
        Registers, Slug, Source, Statement, Story, Verb, Visibility, Word,
    },
    store::{Error, Moment, Place, Store, Written},
    when::{Every, Instant, When},
};

/// How many cases a property is tried on; failures are printed, not kept.
pub fn cases(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases,
        failure_persistence: None,
        ..Default::default()
    }
}

/// The id that the number makes.
pub fn id(mut number: u32) -> Id {
    let mut letters = [b'b'; Id::LENGTH];
    for letter in letters.iter_mut().rev() {
        *letter = Id::LETTERS[number as usize % 20];
        number /= 20;
    }
    Id::parse(std::str::from_utf8(&letters).unwrap()).unwrap()
}

pub fn when(edtf: &str) -> When {
    When::parse_edtf(edtf).unwrap()
}

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
            date = date.with_zone(chrono_tz::America::Anchorage).unwrap();
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

/// 14 August 2025, 11:00 UTC.
pub const NOW: u64 = 1_755_169_200_000;

pub fn moment(now: u64) -> Moment {
    Moment {
        now,
        machine: now,
        today: chrono::NaiveDate::from_ymd_opt(2025, 8, 14).unwrap(),
        zone: chrono_tz::UTC,
        author: None,
        via: None,
        test_ids: None,
    }
}

/// Writes as a command does.
pub fn write<T>(
    store: &mut Store,
    place: &Place,
    now: u64,
    command: &str,
    act: impl FnOnce(&mut tidings::store::Draft<'_>) -> Result<T, Error>,
) -> Result<Written<T>, Error> {
    store.write(place, &moment(now), command, || {}, act, |_, _| Ok(()))
}

/// Writes one event.
pub fn add_event(store: &mut Store, place: &Place, now: u64, title: &str) -> Id {
    write(store, place, now, "add event", |draft| {
        let event = Event {
            title: title.into(),
            ..Event::default()
        };
        let record = Record::new(draft.mint(), event);
        draft.add(&record)?;
        Ok(record.id)
    })
    .unwrap()
    .value
}

/// The file as another program sees it.
pub fn raw(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

/// Puts an operation into the journal's tables, as one that came from elsewhere.
pub fn insert(connection: &rusqlite::Connection, operation: &Operation) {
    let header = &operation.header;
    let seen: Vec<&str> = header.seen.iter().map(OperationKey::as_str).collect();
    let key = operation.key();
    connection
        .execute(
            "INSERT INTO operation (key, version, replica, seq, clock, seen, previous, author, via, recorded_at, \
             command, batch, digest, received_at, taken_in) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1)",
            rusqlite::params![
                key.as_str(),
                header.version,
                header.replica.as_str(),
                header.seq as i64,
                header.clock.bits() as i64,
                serde_json::to_string(&seen).unwrap(),
                header.previous.map(|digest| digest.bytes().to_vec()),
                header.author,
                header.via,
                header.recorded_at as i64,
                header.command,
                header.batch.map(|batch| batch.to_string()),
                operation.digest.bytes(),
                NOW as i64,
            ],
        )
        .unwrap();
    let number = connection.last_insert_rowid();
    for change in &operation.changes {
        let content = change.content.as_ref();
        connection
            .execute(
                "INSERT INTO change (operation, n, of, kind, patch, salt, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                rusqlite::params![
                    number,
                    change.n,
                    Some(change.of.text()).filter(|of| !of.is_empty()),
                    change.kind.map(Kind::word),
                    content.map(|content| content.patch.as_str()),
                    content.map(|content| content.salt.as_slice()),
                    change.digest.bytes(),
                ],
            )
            .unwrap();
    }
}

/// One desk that writes a chain of its own.
pub struct Desk {
    pub replica: Replica,
    pub last: Option<Operation>,
}

impl Desk {
    pub fn new(number: u32) -> Self {
        Self {
            replica: Replica::new(id(1000 + number)),
            last: None,
        }
    }

    pub fn header(&self, clock: u64) -> Header {
        Header {
            version: VERSION,
            replica: self.replica.clone(),
            seq: self.last.as_ref().map_or(1, |last| last.header.seq + 1),
            clock: Clock::tick(clock, self.last.as_ref().map(|last| last.header.clock)),
            seen: Vec::new(),
            previous: self.last.as_ref().map(|last| last.digest),
            author: None,
            via: None,
            recorded_at: clock,
            command: "edit".into(),
            batch: None,
        }
    }

    pub fn write(&mut self, header: Header, drafts: Vec<journal::Draft>) -> Operation {
        let mut salt = 0;
        let operation = Operation::seal(header, None, drafts, || {
            salt += 1;
            [salt; 16]
        })
        .unwrap();
        self.last = Some(operation.clone());
        operation
    }
}

/// A change of a record before it is sealed: registers as JSON.
pub fn of_record(record: Id, kind: Kind, patch: &str) -> journal::Draft {
    journal::Draft {
        of: Of::Record(record),
        kind: Some(kind),
        patch: Registers::parse(patch).unwrap(),
    }
}

/// A change that takes an operation back, or brings it back.
pub fn of_operation(key: &OperationKey, undone: &Undone) -> journal::Draft {
    let mut patch = Registers::default();
    patch.set(UNDONE, undone.value());
    journal::Draft {
        of: Of::Operation(key.clone()),
        kind: None,
        patch,
    }
}

/// The content of a change with this patch, however wrong.
pub fn content(patch: &str) -> Content {
    Content {
        patch: patch.into(),
        salt: [7; 16],
    }
}

/// Every row of every reading, as text, table by table.
pub fn readings(connection: &rusqlite::Connection) -> Vec<String> {
    let mut lines = Vec::new();
    for table in ["record", "edge", "name", "head"] {
        let mut select = connection
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3"))
            .or_else(|_| connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1")))
            .unwrap();
        let columns = select.column_count();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<_> = (0..columns)
                .map(|at| row.get::<_, rusqlite::types::Value>(at).unwrap())
                .collect();
            lines.push(format!("{table} {values:?}"));
        }
    }
    lines
}
