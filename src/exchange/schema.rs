//! The JSON Schema (2020-12) of the timeline document, made from the types that write it.

use schemars::{
    JsonSchema, Schema, SchemaGenerator,
    generate::SchemaSettings,
    transform::{Transform, transform_subschemas},
};
use serde_json::{Map, Value};

use super::json::Document;
use crate::model::{Actor, Event, Note, Own, Question, Source, Statement, Story};

/// The JSON Schema of the timeline document, indented, with a final newline.
///
/// It is of what is written: every key is required, since all always are, and no other is allowed.
#[must_use]
pub fn schema() -> String {
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let descriptions = descriptions(&mut generator);
    let mut schema = generator.into_root_schema_for::<Document>();
    Plain.transform(&mut schema);
    for (kind, description) in descriptions {
        let pointer = format!("/$defs/{kind}/description");
        if let Some(place) = schema.pointer_mut(&pointer) {
            *place = description;
        }
    }
    // A schema is an object of plain values: nothing in it can fail to be written.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// What each kind of record says that it is. In the schema it goes by its name, with what every record shares.
fn descriptions(generator: &mut SchemaGenerator) -> Vec<(String, Value)> {
    fn of<K: Own + JsonSchema>(generator: &mut SchemaGenerator) -> Option<(String, Value)> {
        let schema = K::json_schema(generator);
        Some((
            K::schema_name().into_owned(),
            schema.get("description")?.clone(),
        ))
    }
    let all = [
        of::<Story>,
        of::<Actor>,
        of::<Source>,
        of::<Event>,
        of::<Statement>,
        of::<Question>,
        of::<Note>,
    ];
    all.iter().filter_map(|of| of(generator)).collect()
}

/// Makes a schema plain: objects are closed and whole, and nothing stands in it that only this program needs.
struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        // A default is what this program starts from, not what a document may leave out.
        schema.remove("default");
        if let Some(object) = schema.as_object_mut() {
            close(object);
            describe_word(object);
        }
    }
}

/// Requires every key of an object, and allows no other.
fn close(object: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = object.get("properties") else {
        return;
    };
    let keys = properties.keys().cloned().map(Value::String).collect();
    object.insert("required".into(), Value::Array(keys));
    object.insert("additionalProperties".into(), Value::Bool(false));
}

/// Takes the word itself, which the documentation of this program repeats, out of the description of a word.
fn describe_word(object: &mut Map<String, Value>) {
    let word = object
        .get("const")
        .and_then(Value::as_str)
        .map(|word| format!("`{word}`"));
    let (Some(word), Some(Value::String(description))) = (word, object.get_mut("description"))
    else {
        return;
    };
    let said = description.replace(&word, "").trim().to_owned();
    if said.is_empty() {
        object.shift_remove("description");
    } else {
        *description = said;
    }
}
