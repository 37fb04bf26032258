//! Where a field stands in the document of its record, and what it holds, as one types it: what the form shows, what
//! `--like` takes over, what `--no` takes away.

use serde_json::Value;

use super::{Field, head::LINKS};
use crate::{
    model::{Id, Kind, Verb, Word as _},
    recording::members::Numbered,
    when::When,
};

/// How ids and dates are said.
pub(in crate::recording) struct Say<'a> {
    /// A record of one of these kinds, as one types it.
    pub name: &'a dyn Fn(&[Kind], Id) -> String,
    /// A date, as one types it.
    pub date: &'a dyn Fn(&When) -> String,
}

impl Field {
    /// The keys that lead to the field in the document of a record of this kind.
    pub(in crate::recording) fn path(self, kind: Kind) -> Vec<String> {
        let keys: &[&str] = match (self, kind) {
            (Self::On, _) => &["when"],
            (Self::Zone, _) => &["when", "zone"],
            (Self::Order, _) => &["when", "order"],
            (Self::Original, _) => &["original", "text"],
            (Self::Language, Kind::Statement) => &["original", "language"],
            (Self::Who, _) => &["participants"],
            (Self::By, _) => &["speakers"],
            (Self::Option, _) => &["options"],
            (Self::Topic, _) => &["topics"],
            (Self::Alias, _) => &["aliases"],
            _ if self.verb().is_some() => &["links"],
            _ => return vec![self.flag().replace('-', "_")],
        };
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    /// The field that stands at a path of some record's document, or that holds what stands there: `options[1]`,
    /// `moves[0].to`.
    pub(in crate::recording) fn by_path(path: &str) -> Option<Self> {
        let (path, inside) = path.split_once('[').unwrap_or((path, ""));
        if let Some(list) = Numbered::ALL.iter().find(|list| list.key() == path) {
            let (_, inside) = inside.split_once('.')?;
            let is_at = |(_, at): &&(Self, &[&str])| at.join(".") == inside;
            return list.fields().iter().find(is_at).map(|(field, _)| *field);
        }
        let is_at = |field: &&Self| {
            let paths = field.kinds().iter().map(|kind| field.path(*kind).join("."));
            field.verb().is_none() && paths.into_iter().any(|at| at == path)
        };
        Self::ALL.iter().find(is_at).copied()
    }

    /// The verb of the links that the field is.
    pub(in crate::recording) fn verb(self) -> Option<Verb> {
        let link = LINKS.iter().find(|(field, _)| *field == self);
        link.map(|(_, verb)| *verb)
    }

    /// Whether the field is a list in a record of this kind, which is changed member by member.
    #[must_use]
    pub fn is_list(self, kind: Kind) -> bool {
        match self {
            Self::Topic | Self::Who | Self::Option | Self::Alias => true,
            Self::By => kind == Kind::Statement,
            field => field.verb().is_some(),
        }
    }

    /// Whether the field is words that may take several lines.
    pub(in crate::recording) fn is_long(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Original | Self::Excerpt | Self::Outcome | Self::Summary
        )
    }

    /// The kinds of record to which the field refers, where it refers to one.
    fn refers(self) -> Option<&'static [Kind]> {
        match self {
            Self::Story => Some(&[Kind::Story]),
            Self::Source | Self::Origin => Some(&[Kind::Source]),
            Self::Of | Self::By | Self::Who => Some(&[Kind::Actor]),
            field => field.verb().map(|_| Kind::ALL),
        }
    }
}

/// What stands at the end of these keys.
pub(in crate::recording) fn at<'v>(document: &'v Value, path: &[impl AsRef<str>]) -> &'v Value {
    path.iter().fold(document, |value, key| {
        value.get(key.as_ref()).unwrap_or(&Value::Null)
    })
}

/// What the field of a record holds, as one types it: nothing where it is empty, several members of a list.
pub(in crate::recording) fn values(
    document: &Value,
    kind: Kind,
    field: Field,
    say: &Say<'_>,
) -> Vec<String> {
    texts(at(document, &field.path(kind)), field, say)
}

/// A value of a document as one types it.
pub(in crate::recording) fn texts(value: &Value, field: Field, say: &Say<'_>) -> Vec<String> {
    let part = |name: &str| value.get(name).and_then(Value::as_str);
    match value {
        Value::Null => Vec::new(),
        Value::String(text) if text.is_empty() => Vec::new(),
        Value::String(text) => vec![reference(text, field, say)],
        Value::Number(number) if field == Field::Probability => {
            vec![percent(number.as_f64().unwrap_or_default())]
        }
        Value::Array(members) => members
            .iter()
            .filter(|member| match field.verb() {
                None => true,
                Some(verb) => member.get("verb").and_then(Value::as_str) == Some(verb.word()),
            })
            .flat_map(|member| texts(member, field, say))
            .collect(),
        Value::Object(_) => {
            if let Some(to) = part("to") {
                vec![reference(to, field, say)]
            } else if let Some(actor) = part("actor") {
                let name = reference(actor, field, say);
                vec![part("role").map_or_else(|| name.clone(), |role| format!("{name}:{role}"))]
            } else if let Some(text) = part("text") {
                vec![part("kind").map_or_else(|| text.to_owned(), |kind| format!("{kind}:{text}"))]
            } else {
                let date = serde_json::from_value::<When>(value.clone()).ok();
                date.iter().map(say.date).collect()
            }
        }
        other => vec![other.to_string()],
    }
}

fn reference(text: &str, field: Field, say: &Say<'_>) -> String {
    match (field.refers(), Id::parse(text)) {
        (Some(kinds), Ok(id)) => (say.name)(kinds, id),
        _ => text.to_owned(),
    }
}

/// `30 %`; a number that would not read back as it is stays as it is.
fn percent(probability: f64) -> String {
    let said = crate::model::percent(probability);
    match crate::recording::forecast::read_probability(&said) {
        Ok(read) if read == probability => said,
        _ => probability.to_string(),
    }
}
