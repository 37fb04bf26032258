//! Ids: 16 letters from the 20 consonants of [`Id::LETTERS`], minted once and never reused.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::Error;

/// The id of a record, or the key of a member of a list: 16 letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; Id::LENGTH]);

impl Id {
    /// Letters in an id.
    pub const LENGTH: usize = 16;
    /// The letters of an id: consonants, so that no id spells a word.
    pub const LETTERS: &'static [u8; 20] = b"bcdfghjklmnpqrstvwxz";

    /// Reads a whole id.
    ///
    /// # Errors
    /// [`Error::Id`] unless it is 16 of the letters.
    pub fn parse(text: &str) -> Result<Self, Error> {
        <[u8; Self::LENGTH]>::try_from(text.as_bytes())
            .ok()
            .filter(|letters| letters.iter().all(|letter| is_letter(*letter)))
            .map(Self)
            .ok_or_else(|| Error::Id(text.to_owned()))
    }

    /// Makes an id of 16 bytes from a source of randomness; each byte picks a letter.
    ///
    /// Bytes of 240 and more would favour the first letters, so `more` is asked for others.
    pub fn mint(mut more: impl FnMut() -> u8) -> Self {
        let mut letters = [0; Self::LENGTH];
        for letter in &mut letters {
            let byte = loop {
                let byte = more();
                if byte < 240 {
                    break byte;
                }
            };
            let at = usize::from(byte) % Self::LETTERS.len();
            *letter = Self::LETTERS.get(at).copied().unwrap_or_default();
        }
        Self(letters)
    }

    /// The id that follows from a text: the same wherever and whenever it is made.
    #[must_use]
    pub fn derive(text: &str) -> Self {
        use sha2::{Digest as _, Sha256};
        let mut block: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let mut at = 0;
        Self::mint(|| {
            if at == block.len() {
                block = Sha256::digest(block).into();
                at = 0;
            }
            at += 1;
            block.get(at - 1).copied().unwrap_or_default()
        })
    }

    /// Whether `text` could be the beginning of an id.
    #[must_use]
    pub fn is_prefix(text: &str) -> bool {
        !text.is_empty() && text.len() <= Self::LENGTH && text.bytes().all(is_letter)
    }

    /// The 16 letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Whether a byte is one of [`Id::LETTERS`]; an export asks it of every letter of every id.
fn is_letter(byte: u8) -> bool {
    matches!(byte, b'b'..=b'd' | b'f'..=b'h' | b'j'..=b'n' | b'p'..=b't' | b'v'..=b'x' | b'z')
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The id of no record: where a record is made in memory before it has one.
impl Default for Id {
    fn default() -> Self {
        Self([b'b'; Self::LENGTH])
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;

        impl serde::de::Visitor<'_> for Letters {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                Id::parse(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Letters)
    }
}

impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[bcdfghjklmnpqrstvwxz]{16}$",
            "description": "16 letters, the same on every machine, never reused"
        })
    }
}

/// A name for a record that people choose: `[a-z0-9]+(-[a-z0-9]+)*`, at most 60 bytes, not `any`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Slug(String);

impl Slug {
    /// Bytes in the longest slug.
    pub const LONGEST: usize = 60;

    /// Reads a slug.
    ///
    /// # Errors
    /// [`Error::Slug`] where the text is none.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let well_formed = text.len() <= Self::LONGEST
            && text != "any"
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::Slug {
                typed: text.to_owned(),
                instead: Self::from_words(text),
            })
        }
    }

    /// The slug that words make: folded, runs of anything else as one hyphen; none where nothing is left.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        let mut slug = String::new();
        for letter in super::name::fold(words).chars() {
            if letter.is_ascii_lowercase() || letter.is_ascii_digit() {
                slug.push(letter);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() == Self::LONGEST {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        (!slug.is_empty() && slug != "any").then(|| Self(slug.to_owned()))
    }

    /// The text of the slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

impl schemars::JsonSchema for Slug {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Slug".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": Self::LONGEST,
            "description": "a name that people chose for the record"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, is_letter};

    #[test]
    fn an_id_is_made_of_its_letters_and_of_no_others() {
        let letters: Vec<u8> = (0..=u8::MAX).filter(|byte| is_letter(*byte)).collect();
        assert_eq!(letters, Id::LETTERS);
    }
}
