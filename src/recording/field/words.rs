//! The words that a field may hold, where it holds one of a vocabulary.

use super::Field;
use crate::model::{
    ActorKind, Certainty, Confidence, EventStatus, EventType, Form, Kind, Likelihood, NoteKind,
    QuestionType, Reliability, SourceKind, Stance, Standing, Terms, Visibility, Word,
};

impl Field {
    /// The words that the field may hold in a record of this kind; none where it holds anything else.
    #[must_use]
    pub fn words(self, kind: Kind) -> Option<Vec<&'static str>> {
        fn all<W: Word>() -> Option<Vec<&'static str>> {
            Some(W::ALL.iter().map(|word| word.word()).collect())
        }
        match (self, kind) {
            (Self::Type, Kind::Question) => all::<QuestionType>(),
            (Self::Type, _) => all::<EventType>(),
            (Self::Kind, Kind::Actor) => all::<ActorKind>(),
            (Self::Kind, Kind::Source) => all::<SourceKind>(),
            (Self::Kind, _) => all::<NoteKind>(),
            (Self::Status, _) => all::<EventStatus>(),
            (Self::Certainty, _) => all::<Certainty>(),
            (Self::Standing, _) => all::<Standing>(),
            (Self::Form, _) => all::<Form>(),
            (Self::Terms, _) => all::<Terms>(),
            (Self::Stance, _) => all::<Stance>(),
            (Self::Likelihood, _) => all::<Likelihood>(),
            (Self::Confidence, _) => all::<Confidence>(),
            (Self::Reliability, _) => all::<Reliability>(),
            // Private records need a chain of their own, which this release does not write.
            (Self::Visibility, _) => {
                Some(vec![Visibility::Public.word(), Visibility::Internal.word()])
            }
            _ => None,
        }
    }
}
