//! What a user does, one file a verb; and the rules over several fields and records.
