//! The leak test: whether what goes out says what does not. Every string of every record that goes out is compared, as
//! it stands in the document.

use std::collections::HashSet;

use super::{
    Error, Passage, Place, Refusal, Release, Released, Why, Withheld,
    audience::barred,
    cast::may_be_description,
    needles::{Field, Needles, Sort},
    secrets::{How, Secrets},
    strings::each_text,
    texts::{QUOTED, damaged, field},
    words::{Reading, each_reading},
};
use crate::model::{AnyRecord, Id, Kind, Verb, Word as _};

/// What would be told of what does not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaks {
    /// In document order, at most [`Leaks::MOST`].
    pub leaks: Vec<Leak>,
    /// How many more there are.
    pub more: usize,
    /// The ids of all the records that would tell it, each once.
    pub records: Vec<Id>,
}

/// One record that would tell of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The record that would go out.
    pub record: Named,
    /// Where in it, as a path of the document: `moves[0].why`.
    pub path: String,
    /// What does not go out.
    pub hidden: Named,
    /// Whether it is told of by its name; else by a text of its own.
    pub by_name: bool,
    /// Why it does not go out.
    pub why: Hidden,
    /// The statement that hides it, where the record has a link to that, and the verb of the link.
    pub said: Option<(Verb, Named)>,
}

/// A record as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// The fewest letters by which it is found.
    pub short: String,
    /// Its slug.
    pub slug: Option<String>,
    /// Its title, name or first words.
    pub headline: String,
    /// Whether it is removed.
    pub is_removed: bool,
    /// Whether it is an actor whose name may be a description, though nobody said so.
    pub may_be_description: bool,
}

/// Why something does not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Its record is left out.
    Record(Why),
    /// It is an alias of somebody who is known by a description alone.
    Alias,
    /// It stood beside a reference to this record, which was taken out.
    Reference,
    /// It is a speaker of the record, or of a statement that this refers to, who may not be named there.
    Speaker,
    /// It was changed while its record was left out. Why that is left out now; none where it goes out.
    Former(Option<Why>),
}

impl Leaks {
    /// So many are described.
    pub const MOST: usize = 20;
}

/// A statement to which a record has a link, and the verb of that.
type LinkedTo = (Verb, Id);

/// Something that was found.
struct Hit {
    record: Id,
    path: String,
    hidden: Id,
    how: Option<How>,
    needle: Option<u32>,
    said: Option<LinkedTo>,
}

impl Release<'_> {
    /// Compares what goes out with what does not.
    ///
    /// # Errors
    /// [`Refusal::Leaks`] where a record tells of something, and is none of those that are allowed to.
    pub(super) fn test(&mut self, withheld: &Withheld, allowed: &[Id]) -> Result<(), Refusal> {
        let secrets = Secrets::of(self, withheld)?;
        let mut test = Test {
            secrets: &secrets,
            withheld,
            reading: Reading::default(),
            shared: HashSet::new(),
            hits: Vec::new(),
        };
        let suspects = self.suspects(&secrets, withheld)?;
        let is_suspect = |number: i64| suspects.binary_search(&number).is_ok();
        for kind in Kind::ALL.iter().filter(|_| !suspects.is_empty()) {
            self.snapshot.each_of_those(*kind, is_suspect, |stored| {
                let released = self.released(stored)?;
                released.map_or(Ok(()), |released| test.record(self, &released))
            })?;
        }
        test.drop_shared();
        if self.story.is_some() && test.hits.iter().any(|hit| hit.needle.is_some()) {
            test.learn_from_other_stories(self)?;
            test.drop_shared();
        }
        let (let_pass, hits): (Vec<Hit>, Vec<Hit>) = test
            .hits
            .into_iter()
            .partition(|hit| allowed.contains(&hit.record));
        let hits = each_once(hits);
        if !hits.is_empty() {
            return Err(Refusal::Leaks(Box::new(self.describe(&secrets, &hits)?)));
        }
        self.let_pass = records(&let_pass);
        Ok(())
    }

    /// The numbers of the records that may tell of something, in order; most tell of nothing, and a look at the words
    /// that lie in the file says so. What is cut is one of them, and so is a statement that may still name its own
    /// speaker, and what refers to one.
    fn suspects(&self, secrets: &Secrets<'_, '_>, withheld: &Withheld) -> Result<Vec<i64>, Error> {
        if secrets.needles.is_empty() {
            let hinting = withheld.hinting.keys();
            let mut suspects: Vec<i64> = hinting.chain(&withheld.attributed).copied().collect();
            suspects.sort_unstable();
            return Ok(suspects);
        }
        let mut suspects = Vec::new();
        let mut reading = Reading::default();
        self.snapshot.each_document(|number, document| {
            let is_suspect = match self.may.get(number) {
                None | Some(Place::Outside) => false,
                Some(Place::Cut | Place::Reached) => true,
                Some(Place::Whole) => {
                    withheld.hinting.contains_key(&number)
                        || !reading.read_document(document)
                        || secrets.needles.may_be_in(&reading)
                }
            };
            if is_suspect {
                suspects.push(number);
            }
        })?;
        Ok(suspects)
    }

    fn describe(&self, secrets: &Secrets<'_, '_>, hits: &[Hit]) -> Result<Leaks, Error> {
        let mut leaks = Vec::new();
        for hit in hits.iter().take(Leaks::MOST) {
            let sort = hit.needle.and_then(|needle| secrets.needles.sort(needle));
            let (Some(record), Some(hidden)) = (self.named(&hit.record)?, self.named(&hit.hidden)?)
            else {
                continue;
            };
            leaks.push(Leak {
                record,
                path: hit.path.clone(),
                hidden,
                said: match hit.said {
                    Some((verb, said)) => self.named(&said)?.map(|said| (verb, said)),
                    None => None,
                },
                by_name: !matches!(sort, Some(Sort::Text(_) | Sort::Sentence(_))),
                why: match hit.how {
                    None => Hidden::Speaker,
                    Some(How::Alias) => Hidden::Alias,
                    Some(How::Reference) => Hidden::Reference,
                    Some(How::Record) => {
                        Hidden::Record(self.why_left_out(&hit.hidden)?.unwrap_or(Why::Internal))
                    }
                    Some(How::Former) => Hidden::Former(self.why_left_out(&hit.hidden)?),
                },
            });
        }
        Ok(Leaks {
            more: hits.len() - leaks.len(),
            leaks,
            records: records(hits),
        })
    }

    fn named(&self, id: &Id) -> Result<Option<Named>, Error> {
        let store = self.snapshot.store();
        let Some(row) = store.row(id)? else {
            return Ok(None);
        };
        let record = row.any()?;
        Ok(Some(Named {
            id: *id,
            kind: row.kind,
            short: store.short_id(id)?,
            slug: record.slug().map(ToString::to_string),
            headline: record.facts().headline.to_owned(),
            is_removed: row.removed,
            may_be_description: matches!(&record, AnyRecord::Actor(actor) if may_be_description(&actor.own)),
        }))
    }

    fn why_left_out(&self, id: &Id) -> Result<Option<Why>, Error> {
        let Some(row) = self.snapshot.store().row(id)? else {
            return Ok(None);
        };
        if let Some(why) = barred(row.visibility, row.embargo_until, &self.audience) {
            return Ok(Some(why));
        }
        Ok(match self.passage_of(&row)? {
            Passage::LeftOut(why) => Some(why),
            _ => None,
        })
    }
}

/// The hits without those that tell the same of the same in one place, by different words.
fn each_once(mut hits: Vec<Hit>) -> Vec<Hit> {
    let mut seen = HashSet::new();
    hits.retain(|hit| seen.insert((hit.record, hit.hidden, hit.path.clone())));
    hits
}

/// The records of these hits, each once.
fn records(hits: &[Hit]) -> Vec<Id> {
    let mut records: Vec<Id> = hits.iter().map(|hit| hit.record).collect();
    records.dedup();
    records
}

struct Test<'t, 'r, 's> {
    secrets: &'t Secrets<'r, 's>,
    withheld: &'t Withheld,
    reading: Reading,
    /// Needles that public records hold as well: they are none.
    shared: HashSet<u32>,
    hits: Vec<Hit>,
}

impl Test<'_, '_, '_> {
    fn record(&mut self, release: &Release<'_>, released: &Released<'_>) -> Result<(), Error> {
        let first = self.hits.len();
        let kind = released.stored.kind;
        let hidden = self.hidden_from(released)?;
        let walked = each_text(&released.document(), |text| {
            let mut hit = |found: Hit| {
                let mut others = self.hits.iter().skip(first);
                let is_same =
                    |other: &Hit| (other.hidden, other.needle) == (found.hidden, found.needle);
                if !others.any(|other| is_same(other) && other.path == found.path) {
                    self.hits.push(found);
                }
            };
            let of = |hidden: Id| Hit {
                record: released.stored.id,
                path: text.path.to_owned(),
                hidden,
                how: None,
                needle: None,
                said: None,
            };
            let names = |(speaker, _): &&(Id, Option<LinkedTo>)| {
                release.cast.names_one_of(text.text, &[*speaker])
            };
            for (speaker, said) in hidden.iter().filter(names) {
                hit(Hit {
                    said: *said,
                    ..of(*speaker)
                });
            }
            let is_excerpt = text.key == "excerpt";
            each_reading(text.text, &mut self.reading, |reading| {
                let needles = &self.secrets.needles;
                self.shared
                    .extend(shared(needles, reading, field(kind, &text)));
                needles.find(reading, |found| {
                    let Some(owner) = self.secrets.owner(found.needle) else {
                        return;
                    };
                    if is_excerpt && owner.source.is_some() && owner.source == text.source {
                        self.shared.insert(found.needle);
                    } else if !self.secrets.is_part(reading, &found) {
                        hit(Hit {
                            how: Some(owner.how),
                            needle: Some(found.needle),
                            ..of(owner.id)
                        });
                    }
                });
            });
        });
        walked.map_err(|why| damaged(kind, &released.stored.id, &why))
    }

    /// Whom nothing in a record may name: its own hidden speakers, and those of what it has a link to, with that.
    fn hidden_from(&self, released: &Released<'_>) -> Result<Vec<(Id, Option<LinkedTo>)>, Error> {
        let own = released.hidden.iter().map(|speaker| (*speaker, None));
        let mut hidden: Vec<_> = own.collect();
        let number = released.stored.number;
        if let Some(hinting) = self.withheld.hinting.get(&number) {
            let record = released.record()?;
            for (said, speakers) in hinting {
                // The same words by name lead to hidden ones no more.
                let mut links = record.links().iter();
                if let Some(link) = links.find(|link| link.to == *said) {
                    let with = Some((link.verb, *said));
                    hidden.extend(speakers.iter().map(|speaker| (*speaker, with)));
                }
            }
        }
        Ok(hidden)
    }

    /// Drops what was found of needles that are none.
    fn drop_shared(&mut self) {
        let shared = &self.shared;
        let is_secret = |hit: &Hit| hit.needle.is_none_or(|needle| !shared.contains(&needle));
        self.hits.retain(is_secret);
    }

    /// Learns which needles public records of other stories hold.
    fn learn_from_other_stories(&mut self, release: &Release<'_>) -> Result<(), Error> {
        let story = release.story.map(|(story, _)| story.to_string());
        for kind in Kind::ENTRIES {
            let tail = "WHERE kind = ?1 AND removed = 0 AND story IS NOT ?2";
            let store = release.snapshot.store();
            store.each_row(tail, (kind.word(), &story), |row| {
                if !matches!(release.passage_of(&row)?, Passage::LeftOut(_)) {
                    let walked = each_text(&row.document, |text| {
                        each_reading(text.text, &mut self.reading, |reading| {
                            let at = field(*kind, &text);
                            self.shared
                                .extend(shared(&self.secrets.needles, reading, at));
                        });
                    });
                    walked.map_err(|why| damaged(*kind, &row.id, &why))?;
                }
                Ok(true)
            })?;
        }
        Ok(())
    }
}

/// The needles in a text that are no secret. Where the whole of it is one of the same sort of field, it is public as
/// well, and so is every sentence of it. A sentence alone is public where somebody said just that.
fn shared(needles: &Needles, reading: &Reading, at: Field) -> Vec<u32> {
    let mut here = Vec::new();
    let mut is_public = false;
    needles.find(reading, |found| {
        let (is_text, is_sentence) = match needles.sort(found.needle) {
            Some(Sort::Text(field)) => (field == at, false),
            Some(Sort::Sentence(field)) => (false, field == at),
            _ => (false, false),
        };
        if is_text || is_sentence {
            here.push(found.needle);
        }
        is_public |= found.is_whole && (is_text || (is_sentence && at == QUOTED));
    });
    if is_public { here } else { Vec::new() }
}
