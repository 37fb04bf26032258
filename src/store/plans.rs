//! What a command asks of a file is answered by an index, however large the file is: how SQLite would do it.

use rusqlite::Connection;

use super::{Store, append, find, history::HISTORY_OF, journal_table, place, read, snapshot};

/// Whether each step of the plan goes by an index or a key. `with_sort`: the few rows that are found may be sorted.
fn check(connection: &Connection, sql: &str, with_sort: bool) {
    let steps = plan(connection, sql);
    for step in &steps {
        // A subquery's few rows may be walked through, a table of the file not.
        let is_table = [
            "operation",
            "change",
            "record",
            "edge",
            "name",
            "c",
            "o",
            "u",
        ]
        .iter()
        .any(|table| {
            *step == format!("SCAN {table}") || step.starts_with(&format!("SCAN {table} USING"))
        });
        assert!(!is_table, "{sql}\n{steps:#?}");
        assert!(
            with_sort || !step.contains("TEMP B-TREE"),
            "{sql}\n{steps:#?}"
        );
    }
}

#[test]
fn what_a_command_asks_is_answered_by_an_index() {
    let connection = Store::temporary().unwrap().readings.connection;
    let rows = |tail: &str| format!("SELECT id, kind FROM record {tail}");
    let operations = |tail: &str| format!("SELECT number FROM operation {tail}");
    for sql in [
        journal_table::CHANGES_OF_RECORD.to_owned(),
        journal_table::CHANGES_OF_OPERATION.into(),
        place::CAME_BACK.into(),
        place::HOLDS.into(),
        place::SUCCESSORS.into(),
        find::ABOUT.into(),
        rows(&find::by_beginning(0)),
        rows(&find::by_beginning(1)),
        rows("WHERE record.id = ?1"),
        rows("WHERE kind = ?1 AND removed = 0 ORDER BY sort"),
        rows("WHERE kind = ?1 AND removed = 1 ORDER BY sort"),
        read::neighbours(true),
        read::neighbours(false),
        "SELECT 1 FROM record WHERE slug = ?1 AND removed = 0".into(),
        operations("WHERE key = ?1"),
        operations("WHERE number = ?1"),
        "DELETE FROM head WHERE key = ?1".into(),
        "DELETE FROM edge WHERE record = ?1".into(),
        "DELETE FROM name WHERE record = ?1".into(),
    ] {
        check(&connection, &sql, false);
    }
    for sql in [
        rows(find::BY_SLUG),
        rows(find::BY_NAME),
        read::REFERRING_TO.into(),
        operations(HISTORY_OF),
    ] {
        check(&connection, &sql, true);
    }
}

/// These take the first row of an index or of the table itself and walk no further.
#[test]
fn what_is_newest_is_read_from_the_end() {
    let connection = Store::temporary().unwrap().readings.connection;
    for (sql, due) in [
        (
            place::NEWEST_CLOCK,
            "SEARCH operation USING COVERING INDEX operation_clock",
        ),
        (append::LAST_NUMBER, "SEARCH operation"),
        (append::LAST_RECEIVED, "SCAN operation"),
        (find::RECENT, "SCAN operation"),
    ] {
        let plan = plan(&connection, sql);
        assert_eq!(plan, [due], "{sql}");
    }
}

/// Else every row would be read for the few columns that decide.
#[test]
fn what_an_export_asks_of_every_record_stands_in_an_index() {
    let connection = Store::temporary().unwrap().readings.connection;
    assert_eq!(
        plan(&connection, snapshot::STANDING),
        ["SEARCH record USING COVERING INDEX record_kind (kind=?)"]
    );
}

/// Else the journal would be read whole, for what hardly any of it says.
#[test]
fn what_is_removed_or_turned_stands_in_an_index() {
    let connection = Store::temporary().unwrap().readings.connection;
    for (sql, first) in [
        (
            snapshot::REMOVED,
            "SCAN record USING COVERING INDEX record_removed",
        ),
        (snapshot::TURNED, "SCAN change USING INDEX change_secrecy"),
    ] {
        let plan = plan(&connection, sql);
        assert_eq!(plan.first().map(String::as_str), Some(first), "{sql}");
    }
}

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut explain = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let steps = explain.raw_query().mapped(|row| row.get(3));
    steps.collect::<Result<_, _>>().unwrap()
}
