//! One record of a timeline document: read, and compared with what it was understood as.

use serde_json::Value;

use super::misfit;
use crate::{
    model::{self, AnyRecord, DERIVED, Id, Kind, Registers, Unique, each_unsaid, member_name},
    recording::Incoming,
};

/// The lists whose members have a key, which a document may leave out.
pub const KEYED: [&str; 5] = ["aliases", "citations", "checks", "forecasts", "moves"];

/// What is wrong with a record, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The path in the record: `.participants[1].role`.
    pub path: String,
    /// What is wrong.
    pub what: String,
}

impl Fault {
    pub(super) fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            what: what.into(),
        }
    }
}

/// Reads a record of this kind.
pub(super) fn read(kind: Kind, text: &str) -> Result<Incoming, Vec<Fault>> {
    // What is written as this program writes it is understood as it stands: nothing in it is unknown, left out, empty or
    // otherwise than what follows from the rest.
    let plain = AnyRecord::from_document(kind, text).ok();
    let as_written = |record: &AnyRecord| {
        serde_json::to_string(record).is_ok_and(|written| written == text) && !text.contains("\"\"")
    };
    if let Some(record) = plain.filter(as_written)
        && let Ok((registers, twice)) = Registers::of_document(text)
        && twice.is_empty()
        && registers.are_said()
    {
        return Ok(Incoming {
            record,
            registers,
            document: text.to_owned(),
        });
    }
    read_typed(kind, text)
}

/// Reads a record however it was typed, and compares it member by member with what it was understood as.
fn read_typed(kind: Kind, text: &str) -> Result<Incoming, Vec<Fault>> {
    let one = |path: &str, what: String| vec![Fault::new(path, what)];
    let Unique(mut typed) = serde_json::from_str(text).map_err(|why| one("", said(&why)))?;
    let Some(fields) = typed.as_object() else {
        return Err(one(
            "",
            format!("a record is an object, and this is {}", shown(&typed)),
        ));
    };
    let id = match fields.get("id") {
        Some(Value::String(id)) => {
            Id::parse(id).map_err(|why| one(".id", format!("{why}: an id is {LETTERS}")))?
        }
        Some(other) => {
            return Err(one(
                ".id",
                format!("an id is {LETTERS}, and this is {}", shown(other)),
            ));
        }
        None => {
            return Err(one(
                "",
                format!("it has no id: {LETTERS}, made once and kept"),
            ));
        }
    };
    give_keys(&mut typed, &id);
    let record =
        AnyRecord::from_document(kind, &typed.to_string()).map_err(|_| misfits(kind, &typed))?;
    let mut faults = Vec::new();
    each_unsaid(&typed, "", &mut |path, why| {
        faults.push(Fault::new(path, format!("it {why}")));
    });
    let understood = serde_json::to_value(&record).unwrap_or_default();
    compare(&typed, &understood, "", "", &mut faults);
    let (registers, twice) = record.registers_and_twice();
    // What is empty is left out below, and nothing could be said of it then.
    if let Err(rule) = record.check()
        && let Some(place) = rule.unmergeable().filter(|_| faults.is_empty())
    {
        faults.push(Fault::new(format!(".{place}"), rule.to_string()));
    }
    faults.extend(twice.iter().map(|register| stands_twice(&typed, register)));
    if !faults.is_empty() {
        return Err(faults);
    }
    // What is empty is not kept, and what is kept is what is recorded.
    let record =
        AnyRecord::from_registers(kind, &id, &registers).map_err(|why| one("", why.to_string()))?;
    let document = serde_json::to_string(&record).unwrap_or_default();
    Ok(Incoming {
        record,
        registers,
        document,
    })
}

/// What in a record cannot be read.
fn misfits(kind: Kind, typed: &Value) -> Vec<Fault> {
    misfit::faults(typed, &[kind.plural(), "[]"], |record| {
        AnyRecord::from_document(kind, &record.to_string()).err()
    })
}

/// What an id looks like.
const LETTERS: &str = "16 of the letters bcdfghjklmnpqrstvwxz";

/// Gives each member that has no key the one that follows from the record's id, the field and the place in the list: one
/// document imported at two desks is recorded once.
fn give_keys(record: &mut Value, id: &Id) {
    for field in KEYED {
        let members = record.get_mut(field).and_then(Value::as_array_mut);
        for (place, member) in members.into_iter().flatten().enumerate() {
            let Some(member) = member.as_object_mut() else {
                continue;
            };
            if member.get("key").is_none_or(Value::is_null) {
                let key = Id::derive(&format!("tidings key 1\n{id}\n{field}\n{place}"));
                member.insert("key".into(), key.to_string().into());
            }
        }
    }
}

/// Compares what was typed with what it was understood as, member by member: what nothing came of is unknown, and what
/// follows from the rest must not be otherwise.
pub(super) fn compare(
    typed: &Value,
    understood: &Value,
    path: &str,
    name: &str,
    faults: &mut Vec<Fault>,
) {
    match (typed, understood) {
        (Value::Object(typed), Value::Object(understood)) => {
            for (name, value) in typed {
                let path = format!("{path}.{name}");
                match understood.get(name) {
                    Some(understood) => compare(value, understood, &path, name, faults),
                    None => faults.push(Fault::new(
                        path,
                        format!("there is no such field; {} was written", shown(value)),
                    )),
                }
            }
        }
        (Value::Array(typed), Value::Array(understood)) if typed.len() == understood.len() => {
            for (at, (typed, understood)) in typed.iter().zip(understood).enumerate() {
                compare(typed, understood, &format!("{path}[{at}]"), name, faults);
            }
        }
        (Value::Array(_), Value::Object(_)) => {
            faults.push(Fault::new(path, misfit::misfit("an object", typed)));
        }
        (Value::Object(_), Value::String(_)) => {
            faults.push(Fault::new(path, misfit::misfit("text", typed)));
        }
        _ if DERIVED.contains(&name) && !is_same(typed, understood) => faults.push(Fault::new(
            path,
            format!(
                "{} was written, and {} follows from the rest",
                shown(typed),
                shown(understood)
            ),
        )),
        _ => {}
    }
}

fn is_same(typed: &Value, understood: &Value) -> bool {
    match (typed.as_f64(), understood.as_f64()) {
        (Some(typed), Some(understood)) => typed == understood,
        _ => typed == understood,
    }
}

/// The second of the members of a list that share a register.
fn stands_twice(typed: &Value, register: &str) -> Fault {
    let (field, name) = register.split_once('/').unwrap_or((register, ""));
    let members = typed.get(field).and_then(Value::as_array);
    let second = members
        .into_iter()
        .flatten()
        .enumerate()
        .filter(|(_, member)| member_name(member).as_deref() == Some(name))
        .nth(1);
    let place = second.map_or_else(String::new, |(at, _)| format!("[{at}]"));
    Fault::new(
        format!(".{field}{place}"),
        format!("\"{name}\" stands in the list twice"),
    )
}

/// How it is said that something is not there.
pub(super) const MISSING: &str = "it has no ";

/// What the reader of JSON says, in the words of this program and without the place in the text that it read.
pub(super) fn said(why: &serde_json::Error) -> String {
    let text = model::said(why).replace('`', "\"");
    match text.as_str() {
        "trailing characters" => return "more stands after its end".to_owned(),
        "invalid unicode code point" => return "it is no UTF-8".to_owned(),
        "recursion limit exceeded" => return "lists and objects stand in it too deep".to_owned(),
        "number out of range" => return "a number in it is too large".to_owned(),
        "invalid number" => return "a number in it is none".to_owned(),
        "expected value" => return "a value is missing".to_owned(),
        "key must be a string" => return "a name in double quotes is missing".to_owned(),
        escape if escape.contains("escape") || escape.contains("surrogate") => {
            return "an escape (\\…) in a text stands for no letter".to_owned();
        }
        control if control.starts_with("control character") => {
            return "a text holds a control character; it is written as an escape: \\n, \\u0007"
                .to_owned();
        }
        _ => {}
    }
    if let Some(open) = text.strip_prefix("EOF while parsing ") {
        let open = open.replace("a string", "a text");
        return format!("it ends in the middle of {open}");
    }
    let (what, expected) = text.split_once(", expected ").unwrap_or((&text, ""));
    if let Some(word) = what.strip_prefix("unknown variant ") {
        return format!(
            "{word} is no word for this: {}",
            expected.trim_start_matches("one of ")
        );
    }
    if let Some(name) = what.strip_prefix("missing field ") {
        return format!("{MISSING}{name}");
    }
    let Some(typed) = what.strip_prefix("invalid type: ") else {
        return text;
    };
    let typed = match typed.split_once(' ') {
        Some(("string", text)) => text,
        Some(("floating", value)) => value.trim_start_matches("point ").trim_matches('"'),
        Some((_, value)) => value.trim_matches('"'),
        None if typed == "map" => "an object",
        None if typed == "sequence" => "a list",
        None => typed,
    };
    format!("{expected} is expected, and {typed} was written")
}

/// A value as it stands in a document, shortened.
pub(super) fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn what_no_json_is_is_said_in_plain_words() {
        let deep = "[".repeat(100_000);
        for (text, due) in [
            (deep.as_str(), "lists and objects stand in it too deep"),
            ("1e400", "a number in it is too large"),
            ("-", "it ends in the middle of a value"),
            ("[-x]", "a number in it is none"),
            ("[,1]", "a value is missing"),
            ("{'id': 1}", "a name in double quotes is missing"),
            (
                r#""\ud800 ""#,
                "an escape (\\…) in a text stands for no letter",
            ),
            (r#""\q""#, "an escape (\\…) in a text stands for no letter"),
            (
                "\"a\nb\"",
                "a text holds a control character; it is written as an escape: \\n, \\u0007",
            ),
            ("1 2", "more stands after its end"),
        ] {
            let why = serde_json::from_str::<Value>(text).map_err(|why| super::said(&why));
            assert_eq!(
                why,
                Err(due.to_owned()),
                "{}",
                text.get(..9).unwrap_or(text)
            );
        }
    }
}
