//! Of how many independent origins something is known: what folds together, and what adds none.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod ground;

use ground::{NOW, cases, id, write};
use proptest::prelude::*;
use tidings::{
    model::{Citation, Event, Id, Link, Own, Record, Source, SourceKind, Statement, Verb},
    report::{Origins, origins},
    store::{Place, Store},
};

/// A source among others, which are named by their numbers.
#[derive(Clone, Debug)]
struct Dealt {
    origin: Option<usize>,
    publisher: Option<u8>,
    url: Option<u8>,
    own_reporting: bool,
}

fn dealt(among: usize) -> impl Strategy<Value = Dealt> {
    (
        proptest::option::of(0..among),
        proptest::option::weighted(0.4, 0..3u8),
        proptest::option::weighted(0.3, 0..3u8),
        proptest::bool::weighted(0.2),
    )
        .prop_map(|(origin, publisher, url, own_reporting)| Dealt {
            origin,
            publisher,
            url,
            own_reporting,
        })
}

/// A desk with these sources, and records that cite some of them.
struct Desk {
    store: Store,
    place: Place,
    next: u32,
}

impl Desk {
    fn with(sources: &[Dealt]) -> Self {
        let place = Place::of(std::path::Path::new("independence.db"), None);
        let mut desk = Self {
            store: Store::temporary().unwrap(),
            place,
            next: 1000,
        };
        for (number, dealt) in sources.iter().enumerate() {
            desk.put(source_of(number, dealt));
        }
        desk
    }

    fn put<K: Own>(&mut self, record: Record<K>) -> Id {
        write(&mut self.store, &self.place, NOW, "add", |draft| {
            draft.put(&record)
        })
        .unwrap();
        record.id
    }

    fn fresh(&mut self) -> Id {
        self.next += 1;
        id(self.next)
    }

    /// A record that cites these.
    fn cites<K: Own>(&mut self, own: K, sources: &[Id], links: Vec<Link>) -> Id {
        let mut record = Record::new(self.fresh(), own);
        for source in sources {
            record.citations.push(Citation {
                key: self.fresh(),
                source: *source,
                locator: None,
                excerpt: None,
                credibility: None,
            });
        }
        record.links = links;
        self.put(record)
    }

    fn event(&mut self, sources: &[Id]) -> Id {
        let event = Event {
            title: "Summit".into(),
            ..Event::default()
        };
        self.cites(event, sources, Vec::new())
    }

    fn statement(&mut self, sources: &[Id], restates: Option<Id>) -> Id {
        let statement = Statement {
            text: "So it is".into(),
            ..Statement::default()
        };
        let links = restates.map(|to| Link {
            verb: Verb::Restates,
            to,
            note: None,
        });
        self.cites(statement, sources, links.into_iter().collect())
    }

    fn source(&mut self, own: Source) -> Id {
        let id = self.fresh();
        self.put(Record::new(id, own))
    }

    fn origins(&self, records: &[Id]) -> Origins {
        origins(&self.store, records).unwrap()
    }
}

fn number(number: usize) -> Id {
    id(u32::try_from(number).unwrap() + 1)
}

fn source_of(nth: usize, dealt: &Dealt) -> Record<Source> {
    // Nothing is its own origin: a command refuses it.
    let other = |one: Option<usize>| one.filter(|one| *one != nth).map(number);
    let source = Source {
        title: format!("Source {nth}"),
        publisher: dealt
            .publisher
            .map(|publisher| format!("Publisher {publisher}")),
        url: dealt
            .url
            .map(|host| format!("https://www.host{host}.example/{nth}")),
        kind: dealt.own_reporting.then_some(SourceKind::OwnReporting),
        origin: other(dealt.origin),
        ..Source::default()
    };
    Record::new(number(nth), source)
}

fn plain(title: &str) -> Source {
    Source {
        title: title.into(),
        ..Source::default()
    }
}

/// What a source comes from, told without the store: by walking, and by asking every other source.
fn oracle(sources: &[Dealt], nth: usize) -> Option<String> {
    let origin = |at: usize| sources[at].origin.filter(|one| *one != at);
    let mut walked = vec![nth];
    let root = loop {
        let at = *walked.last().unwrap();
        match origin(at) {
            None => break at,
            Some(next) if walked.contains(&next) => {
                let from = walked.iter().position(|one| *one == next).unwrap();
                break walked[from..]
                    .iter()
                    .copied()
                    .min_by_key(|one| number(*one))
                    .unwrap();
            }
            Some(next) => walked.push(next),
        }
    };
    let named = (0..sources.len()).any(|one| origin(one) == Some(root));
    let dealt = &sources[root];
    match (dealt.publisher, dealt.url) {
        (Some(publisher), _) => Some(format!("publisher {publisher}")),
        (None, Some(host)) => Some(format!("host {host}")),
        (None, None) if dealt.own_reporting || named => Some(format!("source {root}")),
        (None, None) => None,
    }
}

const MOST: usize = 6;

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn sources_fold_to_their_root_and_then_to_its_publisher(
        sources in proptest::collection::vec(dealt(MOST), MOST),
        cited in proptest::collection::btree_set(0..MOST, 1..=MOST),
    ) {
        let mut desk = Desk::with(&sources);
        let cited: Vec<usize> = cited.into_iter().collect();
        let ids: Vec<Id> = cited.iter().map(|nth| number(*nth)).collect();
        let event = desk.event(&ids);
        let found = desk.origins(&[event]);
        let told: Vec<Option<String>> = cited.iter().map(|nth| oracle(&sources, *nth)).collect();
        let known: std::collections::BTreeSet<&String> = told.iter().flatten().collect();
        prop_assert_eq!(found.sources, cited.len());
        prop_assert_eq!(found.independent, known.len());
        prop_assert_eq!(found.unknown, told.iter().filter(|origin| origin.is_none()).count());
        // The same sources cited twice, by another record too, are no more.
        let (first, second) = ids.split_at(ids.len() / 2);
        let again = [desk.event(first), desk.event(second), desk.event(&ids)];
        let (all, one) = (desk.origins(&again), desk.origins(&[event]));
        prop_assert_eq!((all.sources, all.independent, all.unknown), (one.sources, one.independent, one.unknown));
    }

    #[test]
    fn a_rewrite_an_unknown_source_and_a_repetition_confirm_nothing(
        sources in proptest::collection::vec(dealt(MOST), MOST),
        cited in proptest::collection::btree_set(0..MOST, 1..=MOST),
        rewritten in 0..MOST,
    ) {
        let mut desk = Desk::with(&sources);
        let ids: Vec<Id> = cited.iter().map(|nth| number(*nth)).collect();
        let claim = desk.statement(&ids, None);
        let before = desk.origins(&[claim]);

        let nobody = desk.source(plain("Somebody says"));
        let with_nobody = desk.event(&[nobody]);
        let found = desk.origins(&[claim, with_nobody]);
        prop_assert_eq!((found.independent, found.unknown), (before.independent, before.unknown + 1));

        let other = desk.source(Source { publisher: Some("Another".into()), ..plain("Repeats it") });
        let repetition = desk.statement(&[other], Some(claim));
        let repeated_again = desk.statement(&[other, nobody], Some(repetition));
        let found = desk.origins(&[claim, repetition, repeated_again]);
        prop_assert_eq!(found, before.clone());

        let rewritten = *ids.get(rewritten % ids.len()).unwrap();
        let was_unknown = before.folded[&rewritten].origin.is_none();
        let rewrite = desk.source(Source {
            origin: Some(rewritten),
            publisher: Some("A rewriter".into()),
            ..plain("Rewrite")
        });
        let with_rewrite = desk.event(&[rewrite]);
        let found = desk.origins(&[claim, with_rewrite]);
        // Of what others are said to derive from, it is known that it is an origin.
        prop_assert_eq!(found.independent, before.independent + usize::from(was_unknown));
    }
}

#[test]
fn a_joint_statement_and_repetitions_of_what_has_no_source_count_once() {
    let mut desk = Desk::with(&[]);
    let one = desk.source(Source {
        publisher: Some("One".into()),
        ..plain("One")
    });
    let other = desk.source(Source {
        publisher: Some("Other".into()),
        ..plain("Other")
    });
    let speakers = [desk.fresh(), desk.fresh()];
    let joint = Statement {
        text: "We agree".into(),
        speakers: speakers.to_vec(),
        ..Statement::default()
    };
    let joint = desk.cites(joint, &[one], Vec::new());
    assert_eq!(desk.origins(&[joint]).independent, 1);

    let unsourced = desk.statement(&[], None);
    assert_eq!(desk.origins(&[unsourced]), Origins::default());
    let first = desk.statement(&[one], Some(unsourced));
    let second = desk.statement(&[other], Some(unsourced));
    let found = desk.origins(&[first, second]);
    assert_eq!((found.sources, found.independent, found.unknown), (2, 1, 0));
    assert_eq!(desk.origins(&[first, second, unsourced]).independent, 1);
    assert_eq!(desk.origins(&[]), Origins::default());
}

#[test]
fn a_publisher_is_one_however_it_is_written() {
    let mut desk = Desk::with(&[]);
    let of = |publisher: Option<&str>, url: Option<&str>, author: Option<&str>| Source {
        publisher: publisher.map(Into::into),
        url: url.map(Into::into),
        author: author.map(Into::into),
        ..plain("A report")
    };
    let sources: Vec<Id> = [
        of(Some("Reuters"), None, None),
        of(
            Some(" REUTERS "),
            Some("https://elsewhere.example/a"),
            Some("J. Roe"),
        ),
        of(None, Some("https://www.example.org/a"), None),
        of(None, Some("http://example.org/b"), Some("J. Roe")),
        of(None, None, Some("J. Roe")),
        of(None, None, Some("j. roe")),
    ]
    .into_iter()
    .map(|own| desk.source(own))
    .collect();
    let event = desk.event(&sources);
    let found = desk.origins(&[event]);
    assert_eq!((found.sources, found.independent, found.unknown), (6, 3, 0));
}

#[test]
fn a_source_that_is_removed_is_of_unknown_origin() {
    let mut desk = Desk::with(&[]);
    let root = desk.source(Source {
        publisher: Some("Root".into()),
        ..plain("Root")
    });
    let rewrite = desk.source(Source {
        origin: Some(root),
        ..plain("Rewrite")
    });
    let absent = id(999);
    let event = desk.event(&[rewrite, absent]);
    let found = desk.origins(&[event]);
    assert_eq!((found.sources, found.independent, found.unknown), (2, 1, 1));
    let record = desk.store.get::<Source>(&root).unwrap().unwrap();
    write(&mut desk.store, &desk.place, NOW, "remove", |draft| {
        draft.remove(&record.clone().into())
    })
    .unwrap();
    let found = desk.origins(&[event]);
    assert_eq!((found.sources, found.independent, found.unknown), (2, 0, 2));
}
