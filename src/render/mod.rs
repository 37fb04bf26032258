//! Reports and echoes laid out for a person.
