//! What an echo says of the sources that a record cites.

use crate::{
    model::{AnyRecord, Id, Kind},
    recording::Done,
    render,
};

/// What the record cites, each source once, and whether it is new; and what was made as the origin of another.
pub(super) fn sources(done: &Done) -> Vec<(Id, bool)> {
    let made = done.made.iter().filter(|made| made.kind == Kind::Source);
    let mut sources = cited(&done.after);
    sources.extend(made.map(|made| made.id));
    let mut said: Vec<(Id, bool)> = Vec::new();
    for source in sources {
        if !said.iter().any(|(other, _)| *other == source) {
            said.push((source, done.made.iter().any(|made| made.id == source)));
        }
    }
    said
}

/// What is said beside a source that a new record cites.
pub(super) fn said_of(record: &AnyRecord, source: Id) -> String {
    let own = match record {
        AnyRecord::Statement(statement) => statement.own.text.as_str(),
        _ => "",
    };
    let moves = match record {
        AnyRecord::Event(event) => event.own.moves.as_slice(),
        _ => &[],
    };
    let citations = record.citations().iter().map(|one| one.clone().cited());
    let moves = moves.iter().filter_map(|entry| entry.citation.clone());
    let cited = citations.chain(moves).find(|cited| cited.source == source);
    cited.map_or_else(String::new, |cited| render::echo_cited(&cited, own))
}

/// The sources that a record cites, itself and in its moves.
fn cited(record: &AnyRecord) -> Vec<Id> {
    let refers = record.facts().refers;
    refers
        .iter()
        .filter(|(field, _)| *field == "source")
        .map(|(_, id)| *id)
        .collect()
}
