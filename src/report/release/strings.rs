//! The strings of a document, whatever its fields are: a field that is added tomorrow is walked as well.

use std::fmt::{self, Write as _};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::model::Id;

/// Keys whose strings hold no words of people: dates, and words of vocabularies. In order: they are searched.
const NO_WORDS: [&str; 23] = [
    "amounts_to",
    "certainty",
    "check_every",
    "confidence",
    "earliest",
    "edtf",
    "embargo_until",
    "extent",
    "form",
    "kind",
    "latest",
    "likelihood",
    "reliability",
    "role",
    "stance",
    "standing",
    "status",
    "terms",
    "time",
    "type",
    "verb",
    "visibility",
    "zone",
];

/// A string of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// Where it stands: `moves[0].why`.
    pub path: &'a str,
    /// The field that it is: `why`.
    pub key: &'a str,
    /// The source that it is from, where it stands in a citation.
    pub source: Option<Id>,
    /// What it says.
    pub text: &'a str,
}

/// Calls `each` with every string of a document that may hold words of people: all but ids, dates, and words of
/// vocabularies.
///
/// # Errors
/// Where the document is no JSON.
pub(super) fn each_text(document: &str, each: impl FnMut(Text<'_>)) -> serde_json::Result<()> {
    let mut walk = Walk {
        path: String::new(),
        key: String::new(),
        source: None,
        each,
    };
    let mut json = serde_json::Deserializer::from_str(document);
    Value(&mut walk).deserialize(&mut json)
}

struct Walk<F> {
    path: String,
    key: String,
    source: Option<Id>,
    each: F,
}

struct Value<'w, F>(&'w mut Walk<F>);

/// A key, as the step that it is in the path.
struct Key<'w, F>(&'w mut Walk<F>);

impl<'de, F> DeserializeSeed<'de> for Key<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<F> Visitor<'_> for Key<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        let walk = self.0;
        if !walk.path.is_empty() {
            walk.path.push('.');
        }
        walk.path.push_str(key);
        walk.key.clear();
        walk.key.push_str(key);
        Ok(())
    }
}

impl<'de, F: FnMut(Text<'_>)> DeserializeSeed<'de> for Value<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Text<'_>)> Visitor<'de> for Value<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        let walk = self.0;
        if NO_WORDS.binary_search(&walk.key.as_str()).is_ok() {
            return Ok(());
        }
        match Id::parse(text) {
            Ok(id) if walk.key == "source" => walk.source = Some(id),
            Ok(_) => {}
            Err(_) => (walk.each)(Text {
                path: &walk.path,
                key: &walk.key,
                source: walk.source,
                text,
            }),
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let walk = self.0;
        let length = walk.path.len();
        for at in 0_usize.. {
            // Writing to a string cannot fail.
            let _ = write!(walk.path, "[{at}]");
            let member = members.next_element_seed(Value(walk))?;
            walk.path.truncate(length);
            if member.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let walk = self.0;
        let length = walk.path.len();
        walk.source = None;
        while fields.next_key_seed(Key(walk))?.is_some() {
            fields.next_value_seed(Value(walk))?;
            walk.path.truncate(length);
        }
        walk.source = None;
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{NO_WORDS, each_text};

    #[test]
    fn every_string_is_told_of_with_its_place() {
        let document = r#"{"id":"bcdfghjklmnpqrst","slug":"a","kind":"person","n":1.5,"b":true,"moves":[
            {"why":"x\ny","to":{"edtf":"2025","words":"may"},"citation":{"source":"bcdfghjklmnpqrst","excerpt":"z"}},
            {"why":null}],"topics":["t","u"],"later":{"deep":[["v"]]}}"#;
        let mut found = Vec::new();
        each_text(document, |text| {
            let from = if text.source.is_some() {
                " from a source"
            } else {
                ""
            };
            found.push(format!("{} {}: {:?}{from}", text.path, text.key, text.text));
        })
        .unwrap();
        assert_eq!(
            found,
            [
                r#"slug slug: "a""#,
                r#"moves[0].why why: "x\ny""#,
                r#"moves[0].to.words words: "may""#,
                r#"moves[0].citation.excerpt excerpt: "z" from a source"#,
                r#"topics[0] topics: "t""#,
                r#"topics[1] topics: "u""#,
                r#"later.deep[0][0] deep: "v""#,
            ]
        );
        assert!(each_text("{", |_| {}).is_err());
        assert!(NO_WORDS.is_sorted());
    }
}
