//! What in a value of a document cannot be read, in the words of the document: where it stands, what is expected there
//! by the schema, and what was written.

use std::sync::LazyLock;

use serde_json::Value;

use super::{
    record::{Fault, MISSING, said, shown},
    schema::schema,
};

/// The schema of the document.
static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&schema()).unwrap_or_default());

/// What in a value cannot be read, one fault a field, each with its path. The reader stops at the first and does not
/// say where: so what is at fault is found by leaving out one part after the other; then its field is left out, to find
/// the next. `place` is where the value stands in the document, `[]` for a member of a list.
pub(super) fn faults(
    typed: &Value,
    place: &[&str],
    why: impl Fn(&Value) -> Option<serde_json::Error>,
) -> Vec<Fault> {
    let schema = place.iter().try_fold(&*SCHEMA, |schema, step| {
        part_of(schema, (*step != "[]").then_some(*step))
    });
    let fits = |value: &Value| why(value).map(|why| said(&why));
    let mut rest = typed.clone();
    let mut faults = Vec::new();
    while let Some(why) = fits(&rest) {
        let steps = blame(&rest, &why, &fits);
        let (far, what) = told(schema, &rest, &steps).unwrap_or((steps.len(), why));
        let at = steps.get(..far).unwrap_or_default();
        faults.push(Fault::new(path(at), what));
        match without(&rest, steps.get(..1).unwrap_or_default()) {
            Some(without) => rest = without,
            None => break,
        }
    }
    faults
}

/// One step into a value.
#[derive(Clone, Debug)]
enum Step {
    Field(String),
    Member(usize),
}

fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Field(name) => path.push_str(&format!(".{name}")),
            Step::Member(at) => path.push_str(&format!("[{at}]")),
        }
    }
    path
}

/// The way to the innermost part without which this would not be wrong.
fn blame(value: &Value, why: &str, fits: &impl Fn(&Value) -> Option<String>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    loop {
        let ways = parts(inside(value, &steps)).into_iter().map(|step| {
            let way: Vec<Step> = steps.iter().chain([&step]).cloned().collect();
            let without = without(value, &way);
            (step, without.map(|rest| fits(&rest)))
        });
        let ways: Vec<(Step, Option<String>)> = ways
            .filter_map(|(step, next)| Some((step, next?)))
            .filter(|(_, next)| next.as_deref() != Some(why))
            .collect();
        // What something else cannot do without is at fault only where nothing else is.
        let is_needed = |next: &Option<String>| next.as_deref().is_some_and(is_missing);
        let free = ways.iter().find(|(_, next)| !is_needed(next));
        match free.or_else(|| ways.first().filter(|_| !is_missing(why))) {
            Some((step, _)) => steps.push(step.clone()),
            None => return steps,
        }
    }
}

/// Whether what is wrong is that something is not there.
fn is_missing(why: &str) -> bool {
    why.starts_with(MISSING)
}

fn parts(value: Option<&Value>) -> Vec<Step> {
    match value {
        Some(Value::Object(fields)) => fields.keys().cloned().map(Step::Field).collect(),
        Some(Value::Array(members)) => (0..members.len()).map(Step::Member).collect(),
        _ => Vec::new(),
    }
}

fn inside<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Field(name) => value.get(name),
        Step::Member(at) => value.get(at),
    })
}

/// The value without the part to which the steps lead; none where they lead nowhere.
fn without(value: &Value, steps: &[Step]) -> Option<Value> {
    let (last, way) = steps.split_last()?;
    let mut rest = value.clone();
    let mut at = &mut rest;
    for step in way {
        at = match step {
            Step::Field(name) => at.get_mut(name)?,
            Step::Member(place) => at.get_mut(place)?,
        };
    }
    match (last, at) {
        (Step::Field(name), Value::Object(fields)) => drop(fields.shift_remove(name)?),
        (Step::Member(place), Value::Array(members)) if *place < members.len() => {
            drop(members.remove(*place))
        }
        _ => return None,
    }
    Some(rest)
}

/// How far along the steps the first value of another type than is expected stands, and what is to be said of it; none
/// where all are of their types, so that something else is wrong.
fn told(schema: Option<&'static Value>, value: &Value, steps: &[Step]) -> Option<(usize, String)> {
    let mut schema = schema?;
    for far in 0..=steps.len() {
        let (name, here) = resolved(schema);
        let typed = inside(value, steps.get(..far)?)?;
        if !is_of_type(here, typed) {
            let expected = match (name, typed) {
                (Some("When"), Value::String(_)) => {
                    "an object such as {\"edtf\": \"2025-08-15\"}".to_owned()
                }
                (Some("Id"), _) => "an id".to_owned(),
                (Some("Slug"), _) => "a slug".to_owned(),
                _ => expected(here),
            };
            return Some((far, misfit(&expected, typed)));
        }
        schema = match steps.get(far)? {
            Step::Field(name) => part_of(schema, Some(name))?,
            Step::Member(_) => part_of(schema, None)?,
        };
    }
    None
}

/// What is expected, and what was written.
pub(super) fn misfit(expected: &str, typed: &Value) -> String {
    format!("{expected} is expected, and {} was written", shown(typed))
}

/// The schema of a field, or of the members of a list.
fn part_of(schema: &'static Value, name: Option<&str>) -> Option<&'static Value> {
    let (_, schema) = resolved(schema);
    match name {
        Some(name) => schema.get("properties")?.get(name),
        None => schema.get("items"),
    }
}

/// The schema to which one refers, with its name where it has one; of what may be null, what else it may be.
fn resolved(schema: &'static Value) -> (Option<&'static str>, &'static Value) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.trim_start_matches("#/$defs/");
        let named = SCHEMA.get("$defs").and_then(|defs| defs.get(name));
        return named.map_or((None, schema), |named| (Some(name), named));
    }
    let any = schema.get("anyOf").and_then(Value::as_array);
    let is_something = |one: &&Value| one.get("type").is_none_or(|name| name != "null");
    match any.and_then(|any| any.iter().find(is_something)) {
        Some(one) => resolved(one),
        None => (None, schema),
    }
}

/// The words of a vocabulary.
fn words(schema: &Value) -> Option<Vec<&Value>> {
    let one_of = schema.get("oneOf").and_then(Value::as_array);
    let words = one_of.map(|all| all.iter().filter_map(|one| one.get("const")).collect());
    let listed = || {
        Some(
            schema
                .get("enum")?
                .as_array()?
                .iter()
                .filter(|word| !word.is_null())
                .collect(),
        )
    };
    words.or_else(listed)
}

/// The type that is not null.
fn type_of(schema: &Value) -> &str {
    let name = schema.get("type").unwrap_or(&Value::Null);
    let names = name.as_array().into_iter().flatten().chain([name]);
    let mut names = names.filter_map(Value::as_str);
    names.find(|name| *name != "null").unwrap_or_default()
}

fn is_of_type(schema: &Value, typed: &Value) -> bool {
    match type_of(schema) {
        "integer" => {
            let bound = |name| schema.get(name).and_then(Value::as_f64);
            typed.as_u64().is_some()
                && typed.as_f64() >= bound("minimum")
                && bound("maximum").is_none_or(|most| typed.as_f64() <= Some(most))
        }
        "number" => typed.is_number(),
        "array" => typed.is_array(),
        "object" => typed.is_object(),
        _ => typed.is_string(),
    }
}

/// What a schema lets stand, in words.
fn expected(schema: &Value) -> String {
    if let Some(words) = words(schema) {
        let words: Vec<String> = words.into_iter().map(Value::to_string).collect();
        return format!("one of {}", words.join(", "));
    }
    let what = match type_of(schema) {
        "integer" => "a whole number",
        "number" => "a number",
        "array" => "a list",
        "object" => "an object",
        _ => "text",
    };
    let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
    match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) if most < f64::from(u32::MAX) => {
            format!("{what} from {least} to {most}")
        }
        (Some(least), _) => format!("{what} from {least} on"),
        _ => what.to_owned(),
    }
}
