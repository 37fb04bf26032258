//! What a step changed, in words: `by: trump → putin`. It follows from the registers alone; a few fields that read
//! better otherwise have their own words.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Text, echo_cited, words};
use crate::{
    model::{AnyRecord, Citation, Forecast, Id, Link, Move, Registers, percent},
    report::Names,
    when::{self, When},
};

/// Every field that differs, as old → new, in words.
#[must_use]
pub fn changes(
    before: &AnyRecord,
    after: &AnyRecord,
    names: &Names,
    today: NaiveDate,
) -> Vec<String> {
    let (before, after) = (before.registers(), after.registers());
    let patch = before.patch_to(&after);
    let mut fields: Vec<String> = Vec::new();
    for register in patch.names() {
        let field = register
            .split_once('/')
            .map_or(register, |(field, _)| field);
        if !fields.iter().any(|other| other == field) {
            fields.push(field.to_owned());
        }
    }
    // A move that came in says what became of the date.
    let moved = patch.names().any(|register| {
        register.starts_with("moves/") && !is_null(&patch, register) && is_null(&before, register)
    });
    fields.retain(|field| !(moved && field == "when"));
    let words = Differences {
        before,
        after,
        patch,
        names,
        today,
    };
    fields.iter().flat_map(|field| words.of(field)).collect()
}

fn is_null(registers: &Registers, register: &str) -> bool {
    registers.get(register).is_none_or(Value::is_null)
}

struct Differences<'a> {
    before: Registers,
    after: Registers,
    patch: Registers,
    names: &'a Names,
    today: NaiveDate,
}

impl Differences<'_> {
    fn of(&self, field: &str) -> Vec<String> {
        match field {
            "moves" => self.members(field, |step: &Move| {
                text(&Text::joined(&words::step(step, self.names, self.today)))
            }),
            "links" => self.members(field, |link: &Link| {
                let said = words::link(link.verb, link.to, self.names);
                match &link.note {
                    Some(note) => format!("{said}: {note}"),
                    None => said,
                }
            }),
            "citations" => self.members(field, |citation: &Citation| {
                let own = self.after.get("text").and_then(Value::as_str);
                format!(
                    "source {}{}",
                    self.names.handle(citation.source),
                    echo_cited(&citation.clone().cited(), own.unwrap_or_default())
                )
            }),
            "checks" => self.members(field, |check: &crate::model::Check| self.check(check)),
            "forecasts" => self.members(field, |forecast: &Forecast| self.forecast(forecast)),
            "topics" | "speakers" | "participants" | "options" | "aliases" => {
                vec![self.line(
                    field,
                    &self.list(&self.before, field),
                    &self.list(&self.after, field),
                )]
            }
            _ => vec![self.scalar(field)],
        }
    }

    fn scalar(&self, field: &str) -> String {
        let (before, after) = (self.before.get(field), self.after.get(field));
        let date = |value: Option<&Value>| value.and_then(read::<When>);
        let (from, to) = (date(before), date(after));
        match (field, &from, &to) {
            (_, None, None) => {}
            // A todo that is done is no date that was given.
            ("done", None, Some(day)) => {
                return format!("to do → done, {}", when::long(day, self.today));
            }
            ("done", Some(_), None) => return "done → to do".to_owned(),
            // What stands beside the same date differs: which says more than twice the same date.
            (_, Some(from), Some(to)) if from.edtf() == to.edtf() => {
                return self.beside(field, from, to);
            }
            (_, from, to) => {
                let dates = when::change(from.as_ref(), to.as_ref(), self.today);
                return format!("{}: {dates}", label(field));
            }
        }
        let value = |value: Option<&Value>| {
            value
                .map(|value| self.value(field, value))
                .unwrap_or_default()
        };
        self.line(field, &value(before), &value(after))
    }

    /// What differs where a date stays the same: the words that it was typed in, else its zone, else its place in its day.
    fn beside(&self, field: &str, from: &When, to: &When) -> String {
        let words = |when: &When| when.words().unwrap_or(when.edtf()).to_owned();
        let zone = |when: &When| when.zone().map_or("", |zone| zone.name()).to_owned();
        let order = |when: &When| {
            when.order()
                .map(|order| order.to_string())
                .unwrap_or_default()
        };
        if from.words() != to.words() {
            self.line(&format!("{field}, in words"), &words(from), &words(to))
        } else if from.zone() != to.zone() {
            self.line(&format!("{field}, zone"), &zone(from), &zone(to))
        } else {
            self.line(&format!("{field}, order"), &order(from), &order(to))
        }
    }

    fn line(&self, field: &str, before: &str, after: &str) -> String {
        let or_none = |text: &str| {
            if text.is_empty() {
                "none".to_owned()
            } else {
                text.to_owned()
            }
        };
        format!("{}: {} → {}", label(field), or_none(before), or_none(after))
    }

    /// One value: a reference by its name, an object by its texts, everything else as it stands.
    fn value(&self, field: &str, value: &Value) -> String {
        match value {
            Value::String(id) if matches!(field, "story" | "of" | "origin" | "merged_into") => {
                Id::parse(id).map_or_else(|_| id.clone(), |id| self.names.handle(id))
            }
            Value::String(text) => text.clone(),
            Value::Object(fields) => {
                let parts = fields
                    .iter()
                    .map(|(name, value)| match read::<When>(value) {
                        Some(when) => when::long(&when, self.today),
                        None => self.value(name, value),
                    });
                parts.collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        }
    }

    /// A list of words or actors as one text.
    fn list(&self, registers: &Registers, field: &str) -> String {
        let members = registers.names().filter_map(|name| {
            let (of, _) = name.split_once('/')?;
            (of == field).then(|| registers.get(name)).flatten()
        });
        members
            .map(|member| self.member(member))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn member(&self, member: &Value) -> String {
        let part = |name: &str| member.get(name).and_then(Value::as_str);
        let words = member
            .as_str()
            .or_else(|| part("actor"))
            .or_else(|| part("text"));
        let words = words.unwrap_or_default();
        let words = Id::parse(words).map_or_else(|_| words.to_owned(), |id| self.names.words(id));
        match part("role") {
            Some(role) => format!("{words} ({role})"),
            None => words,
        }
    }

    /// The members that came and went, each in its own words.
    fn members<T: DeserializeOwned>(&self, field: &str, say: impl Fn(&T) -> String) -> Vec<String> {
        let mut lines = Vec::new();
        for register in self.patch.names() {
            let Some((of, _)) = register.split_once('/') else {
                continue;
            };
            if of != field {
                continue;
            }
            let member = |registers: &Registers| registers.get(register).and_then(read::<T>);
            match (member(&self.before), member(&self.after)) {
                (None, Some(after)) => lines.push(say(&after)),
                (Some(before), None) => lines.push(format!("no longer: {}", say(&before))),
                (Some(_), Some(_)) => lines.extend(self.corrected(field, register)),
                (None, None) => {}
            }
        }
        lines
    }

    /// What changed in one member, a line each: `citation 2, credibility: none → 3`.
    fn corrected(&self, field: &str, register: &str) -> Vec<String> {
        let of_list = |name: &&str| name.split('/').next() == Some(field);
        let mut members = self.after.names().filter(of_list);
        let number = members
            .position(|name| name == register)
            .map_or(0, |at| at + 1);
        let (before, after) = (
            parts(self.before.get(register)),
            parts(self.after.get(register)),
        );
        let mut keys: Vec<&String> = Vec::new();
        for (key, _) in before.iter().chain(&after) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let value = |parts: &[(String, Value)], key: &String| {
            parts
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value.clone())
        };
        let one = match field {
            "links" => "link",
            field => field.trim_end_matches('s'),
        };
        keys.into_iter()
            .filter_map(|key| {
                let (before, after) = (value(&before, key), value(&after, key));
                (before != after).then(|| {
                    let label = format!("{one} {number}, {}", label(key));
                    self.part(key, &label, before.as_ref(), after.as_ref())
                })
            })
            .collect()
    }

    /// One part of a member, old → new.
    fn part(
        &self,
        key: &str,
        label: &str,
        before: Option<&Value>,
        after: Option<&Value>,
    ) -> String {
        let date = |value: Option<&Value>| value.and_then(read::<When>);
        let (from, to) = (date(before), date(after));
        if from.is_some() || to.is_some() {
            let same = from.as_ref().map(When::edtf) == to.as_ref().map(When::edtf);
            let words = |when: &Option<When>| {
                let words = when
                    .as_ref()
                    .map(|when| when.words().unwrap_or(when.edtf()));
                words.unwrap_or("none").to_owned()
            };
            return match same {
                true => format!("{label}, in words: {} → {}", words(&from), words(&to)),
                false => format!(
                    "{label}: {}",
                    when::change(from.as_ref(), to.as_ref(), self.today)
                ),
            };
        }
        let value = |value: Option<&Value>| match value {
            None => "none".to_owned(),
            Some(Value::String(id)) if matches!(key, "source" | "by") => {
                Id::parse(id).map_or_else(|_| id.clone(), |id| self.names.handle(id))
            }
            Some(Value::Number(number)) if key == "probability" => {
                percent(number.as_f64().unwrap_or_default())
            }
            Some(value) => self.value(key, value),
        };
        format!("{label}: {} → {}", value(before), value(after))
    }

    fn check(&self, check: &crate::model::Check) -> String {
        let day = check.when.as_ref().map(|when| when::long(when, self.today));
        let parts: Vec<String> = [day, check.note.clone()].into_iter().flatten().collect();
        format!("checked {}", parts.join(": "))
    }

    /// `forecast Rome 30 %, by merz: no invitation yet`; its day, where that is another than today.
    fn forecast(&self, forecast: &Forecast) -> String {
        let option = forecast.option.as_ref();
        let mut said = option.map_or_else(String::new, |option| format!("{option} "));
        said.push_str(&percent(forecast.probability));
        let day = forecast.when.as_ref();
        let day = day.filter(|day| when::class(Some(day), self.today) != when::Class::Today);
        let by = forecast.by.map(|by| format!("by {}", self.names.words(by)));
        for part in [day.map(|day| when::long(day, self.today)), by]
            .into_iter()
            .flatten()
        {
            said.push_str(&format!(", {part}"));
        }
        match &forecast.rationale {
            Some(why) => format!("forecast {said}: {why}"),
            None => format!("forecast {said}"),
        }
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

/// The parts of a member by their keys; those of what a move cites beside its own.
fn parts(member: Option<&Value>) -> Vec<(String, Value)> {
    let Some(Value::Object(fields)) = member else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    for (key, value) in fields {
        match value {
            Value::Object(cited) if key == "citation" => {
                parts.extend(
                    cited
                        .iter()
                        .map(|(key, value)| (key.clone(), value.clone())),
                );
            }
            value => parts.push((key.clone(), value.clone())),
        }
    }
    parts
}

fn text(text: &Text) -> String {
    text.0.iter().map(|span| span.text.as_str()).collect()
}

/// A field as its flag is called.
fn label(field: &str) -> String {
    match field {
        "speakers" => "by".to_owned(),
        "participants" => "who".to_owned(),
        "topics" => "topic".to_owned(),
        "aliases" => "alias".to_owned(),
        "options" => "option".to_owned(),
        "rationale" => "why".to_owned(),
        field => field.replace('_', "-"),
    }
}
