//! Sources: what records rest on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, Facts, Id, Kind, Own, Reliability, SourceKind, SourceStanding};
use crate::when::When;

/// A report, a transcript, a conversation: what is cited.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Where it is found.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was read.
    pub retrieved: Option<When>,
    /// What sort of source it is.
    pub kind: Option<SourceKind>,
    /// The language it is in (BCP 47).
    pub language: Option<String>,
    /// The source that it derives from, such as the wire.
    pub origin: Option<Id>,
    /// Admiralty reliability; F means *cannot be judged*.
    pub reliability: Option<Reliability>,
    /// What became of it since.
    pub standing: Option<SourceStanding>,
    /// A copy that was kept.
    pub archived: Option<Archived>,
    /// The source that this one turned out to be.
    pub merged_into: Option<Id>,
}

/// A kept copy of a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Archived {
    /// Where the copy is.
    pub path: String,
    /// SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
}

impl Own for Source {
    const KIND: Kind = Kind::Source;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = &self.title;
        facts.status = self.standing.map(super::Word::word);
        facts.names.push(&self.title);
        facts.names.extend(self.url.as_deref());
        facts.say([&self.url, &self.publisher, &self.author]);
        facts.refer("origin", self.origin);
        facts.refer("merged_into", self.merged_into);
    }

    fn check(&self) -> Result<(), Error> {
        Error::require("title", &self.title, "a source needs a title")?;
        match &self.url {
            Some(url) if canonical_url(url).is_none() => Err(Error::broken(
                "url",
                format!("\"{url}\" is no web address"),
                "--url https://…",
            )),
            _ => Ok(()),
        }
    }
}

/// A URL as sources are compared by it: without fragment, `utm_` parts and the slash at the end of a path, and http is
/// https; none where the text is no http(s) address.
#[must_use]
pub fn canonical_url(typed: &str) -> Option<String> {
    let mut url = url::Url::parse(typed)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())?;
    url.set_fragment(None);
    // Whoever pastes an address twice may get it with or without these, and means one page.
    let _ = url.set_scheme("https");
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    // The parts are filtered as they stand, so that none is written otherwise than it was typed.
    let query = url.query().unwrap_or_default().to_owned();
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("utm_"))
        .collect();
    url.set_query((!kept.is_empty()).then(|| kept.join("&")).as_deref());
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::canonical_url;

    #[test]
    fn a_url_is_compared_without_fragment_and_campaign() {
        for (typed, canonical) in [
            (
                "https://example.org/a?utm_source=x#top",
                Some("https://example.org/a"),
            ),
            (
                "HTTPS://Example.org/a?id=1&utm_campaign=y",
                Some("https://example.org/a?id=1"),
            ),
            (
                "https://example.org/a?b=%20c",
                Some("https://example.org/a?b=%20c"),
            ),
            (
                "http://example.org/a/?id=1",
                Some("https://example.org/a?id=1"),
            ),
            ("http://example.org:8080", Some("https://example.org:8080/")),
            ("https://example.org:443//", Some("https://example.org/")),
            ("http://example.org:443/a", Some("https://example.org/a")),
            ("wire report", None),
            ("mailto:a@example.org", None),
        ] {
            assert_eq!(canonical_url(typed).as_deref(), canonical, "{typed}");
        }
    }
}
