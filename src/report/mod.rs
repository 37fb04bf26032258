//! What a user asks: one file a question, each answered by a value whose serde form is `--json`.

pub mod release;
