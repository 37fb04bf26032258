//! A record's document taken apart while it is read: of most of its fields nothing is kept, so no value is made of them.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::registers::{DERIVED, Registers, member_name};

/// The registers of a record, and the names of those that stand in it twice.
pub(super) struct TakenApart(pub Registers, pub Vec<String>);

impl<'de> Deserialize<'de> for TakenApart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = TakenApart;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a record")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<TakenApart, A::Error> {
                let mut registers = Map::new();
                let mut twice = Vec::new();
                while let Some(Name(field)) = fields.next_key()? {
                    if field == "id" {
                        fields.next_value::<IgnoredAny>()?;
                        continue;
                    }
                    match fields.next_value()? {
                        Stripped(None) => {}
                        Stripped(Some(Value::Array(members))) => {
                            for member in members {
                                let Some(name) = member_name(&member) else {
                                    continue;
                                };
                                let name = format!("{field}/{name}");
                                if registers.contains_key(&name) {
                                    twice.push(name.clone());
                                }
                                registers.insert(name, member);
                            }
                        }
                        Stripped(Some(value)) => {
                            registers.insert(field.into_owned(), value);
                        }
                    }
                }
                Ok(TakenApart(Registers(registers), twice))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// What is left of a value without nulls, empty texts, lists and objects, and without what is derived.
pub(super) struct Stripped(pub Option<Value>);

impl<'de> Deserialize<'de> for Stripped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Strip;

        impl<'de> Visitor<'de> for Strip {
            type Value = Stripped;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_unit<E>(self) -> Result<Stripped, E> {
                Ok(Stripped(None))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Stripped, E> {
                Ok(Stripped(Some(value.into())))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Stripped, E> {
                Ok(Stripped(Some(value.into())))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Stripped, E> {
                Ok(Stripped(Some(value.into())))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Stripped, E> {
                Ok(Stripped(Some(value.into())))
            }

            fn visit_str<E>(self, text: &str) -> Result<Stripped, E> {
                Ok(Stripped((!text.is_empty()).then(|| text.into())))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Stripped, A::Error> {
                let mut members = Vec::new();
                while let Some(Stripped(member)) = list.next_element()? {
                    members.extend(member);
                }
                Ok(Stripped(
                    (!members.is_empty()).then_some(Value::Array(members)),
                ))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Stripped, A::Error> {
                let mut fields = Map::new();
                while let Some(Name(name)) = object.next_key()? {
                    if DERIVED.contains(&&*name) {
                        object.next_value::<IgnoredAny>()?;
                    } else if let Stripped(Some(value)) = object.next_value()? {
                        fields.insert(name.into_owned(), value);
                    }
                }
                Ok(Stripped(
                    (!fields.is_empty()).then_some(Value::Object(fields)),
                ))
            }
        }

        deserializer.deserialize_any(Strip)
    }
}

/// The name of a field, as it lies in the text where that is possible.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;

        impl<'de> Visitor<'de> for Borrow {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(Borrow)
    }
}
