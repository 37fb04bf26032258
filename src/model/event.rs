//! Events. A milestone is an event that has not happened yet: one record, one id, one life.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::{
    Certainty, Check, Error, EventStatus, EventType, Facts, Id, Kind, MoveCitation, MoveKind, Own,
    Role, Standing,
};
use crate::when::{self, AmountsTo, Every, When};

/// Something that happened or may come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Event {
    /// What sort of event it is.
    pub r#type: EventType,
    /// What it is called.
    pub title: String,
    /// What there is to say about it.
    pub text: Option<String>,
    /// The day, window or span it falls in, as known now.
    pub when: Option<When>,
    /// Where.
    pub place: Option<String>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Where it stands.
    pub status: EventStatus,
    /// How certain it is that it happens; only while expected.
    pub certainty: Option<Certainty>,
    /// Where what is said to have happened stands; only once happened. Absent: as reported.
    pub standing: Option<Standing>,
    /// What came of it.
    pub outcome: Option<String>,
    /// How its date changed.
    pub moves: Vec<Move>,
    /// When to look at it again.
    pub check_on: Option<When>,
    /// How often to look at it.
    pub check_every: Option<Every>,
    /// The looks that were taken.
    pub checks: Vec<Check>,
}

impl Default for Event {
    fn default() -> Self {
        Self {
            r#type: EventType::Other,
            title: String::new(),
            text: None,
            when: None,
            place: None,
            participants: Vec::new(),
            status: EventStatus::Expected,
            certainty: None,
            standing: None,
            outcome: None,
            moves: Vec::new(),
            check_on: None,
            check_every: None,
            checks: Vec::new(),
        }
    }
}

/// Somebody who takes part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// Who.
    pub actor: Id,
    /// In what part.
    #[serde(default)]
    pub role: Option<Role>,
}

/// One change of an event's date. What it amounts to is derived and stands in the document alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(transform = Move::describe_derived)]
pub struct Move {
    /// The key by which changes name this entry.
    pub key: Id,
    /// The date before; absent: there was none.
    #[serde(default)]
    pub from: Option<When>,
    /// The date after; absent: there is none.
    #[serde(default)]
    pub to: Option<When>,
    /// When the change was announced.
    #[serde(default)]
    pub announced: Option<When>,
    /// Who announced it.
    #[serde(default)]
    pub by: Option<Id>,
    /// Why.
    #[serde(default)]
    pub why: Option<String>,
    /// What says so.
    #[serde(default)]
    pub citation: Option<MoveCitation>,
    /// Why the date changed.
    pub kind: MoveKind,
}

impl Move {
    /// What the change amounts to, and by how many days at least and at most; neither for what is no news of a date.
    #[must_use]
    pub fn shift(&self) -> when::Shift {
        let mut shift = when::shift(self.from.as_ref(), self.to.as_ref());
        if !matches!(self.kind, MoveKind::Announced | MoveKind::Postponed) {
            shift.days = [None, None];
        }
        shift
    }

    /// Whether it counts as a slip: a date announced anew, wholly later than the one before.
    #[must_use]
    pub fn is_slip(&self) -> bool {
        self.kind == MoveKind::Announced && self.shift().amounts_to == AmountsTo::Slipped
    }

    /// Refuses one that leads to a date though it says that there is none, and one that leads to none though it gives one.
    fn check(&self, place: usize) -> Result<(), Error> {
        let leads = matches!(self.kind, MoveKind::Announced | MoveKind::TookPlace);
        match (leads, &self.to) {
            (false, Some(_)) => Err(Error::broken(
                format!("moves[{place}].to"),
                format!(
                    "this entry says that it was {}: it leads to no date",
                    self.kind
                ),
                "a date announced since: tidings move",
            )),
            (true, None) => Err(Error::broken(
                format!("moves[{place}].to"),
                format!("an entry of kind {} leads to a date", self.kind),
                "what it should be: --to with a date",
            )),
            _ => Ok(()),
        }
    }

    fn describe_derived(schema: &mut schemars::Schema) {
        let Some(properties) = schema.get_mut("properties").and_then(|p| p.as_object_mut()) else {
            return;
        };
        properties.insert("amounts_to".into(), serde_json::json!({
            "type": ["string", "null"],
            "description": "derived: what the change amounts to; null unless `kind` is announced or postponed",
            "enum": ["slipped", "brought-forward", "narrowed", "widened", "later", "earlier", "unchanged", "date-given", "date-withdrawn", null]
        }));
        properties.insert("days".into(), serde_json::json!({
            "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": ["integer", "null"] },
            "description": "derived: by how many days at least and at most"
        }));
    }
}

impl Serialize for Move {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Document<'a> {
            #[serde(flatten, with = "Move")]
            own: &'a Move,
            amounts_to: Option<AmountsTo>,
            days: [Option<i64>; 2],
        }
        let shift = self.shift();
        let news = matches!(self.kind, MoveKind::Announced | MoveKind::Postponed);
        Document {
            own: self,
            amounts_to: news.then_some(shift.amounts_to),
            days: shift.days,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Move {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Move::deserialize(deserializer)
    }
}

impl Event {
    /// Whether it stands among what is open: expected or postponed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status.is_open()
    }
}

impl Own for Event {
    const KIND: Kind = Kind::Event;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = &self.title;
        facts.open = self.is_open();
        facts.status = Some(super::Word::word(self.status));
        facts.date = self.when.as_ref();
        facts.say([&self.text, &self.place, &self.outcome]);
        facts.refer(
            "participants",
            self.participants.iter().map(|one| one.actor),
        );
        for step in &self.moves {
            facts.say([&step.why]);
            if let Some(citation) = &step.citation {
                facts.say([&citation.locator, &citation.excerpt]);
            }
            facts.refer("by", step.by);
            facts.refer(
                "source",
                step.citation.as_ref().map(|citation| citation.source),
            );
        }
        facts.say(self.checks.iter().map(|check| &check.note));
    }

    fn check(&self) -> Result<(), Error> {
        Error::require("title", &self.title, "an event needs a title")?;
        for (place, step) in self.moves.iter().enumerate() {
            step.check(place)?;
        }
        Ok(())
    }

    fn findings(&self, found: &mut Vec<Error>) {
        if self.certainty.is_some() && self.status != EventStatus::Expected {
            found.push(Error::rule(
                "certainty",
                &["certainty", "status"],
                format!(
                    "certainty goes with an expected event, and this one is {}",
                    self.status
                ),
                "leave --certainty out; of what happened --standing says how sure it is",
                "edit ID --no certainty",
            ));
        }
        if self.standing.is_some() && self.status != EventStatus::Happened {
            found.push(Error::rule(
                "standing",
                &["standing", "status"],
                format!(
                    "standing goes with an event that happened, and this one is {}",
                    self.status
                ),
                "leave --standing out; of what is to come --certainty says how sure it is",
                "edit ID --no standing",
            ));
        }
        if self.status == EventStatus::Postponed && self.when.is_some() {
            found.push(Error::rule(
                "when",
                &["when", "status"],
                "a postponed event has no date until a new one is announced",
                "leave --when out; a new date: tidings move",
                "edit ID --no when",
            ));
        }
    }
}
