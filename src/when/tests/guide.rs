//! The page for users says what is so.

use super::{DateError, last, next};

const GUIDE: &str = include_str!("../../../docs/dates.md");

/// The words in code of the first column, from the rows of one section.
fn first_column(section: &str) -> Vec<&'static str> {
    let (_, rest) = GUIDE.split_once(section).expect("the section");
    let text = rest.split("\n## ").next().unwrap_or("");
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

#[test]
fn what_can_be_typed_is_read() {
    let typed = first_column("## What can be typed");
    let notation = first_column("## Exact notation: EDTF");
    assert!(typed.len() > 50 && notation.len() > 20);
    for words in typed.into_iter().chain(notation) {
        assert!(
            next(words).is_ok() || last(words).is_ok(),
            "{words}: {:?}",
            next(words)
        );
    }
}

#[test]
fn what_is_refused_is_refused() {
    let refused = first_column("## What is refused, and why");
    assert!(refused.len() > 20);
    for words in refused {
        assert!(next(words).is_err() && last(words).is_err(), "{words}");
        assert!(
            !matches!(next(words), Err(DateError::NotUnderstood { .. })),
            "{words}"
        );
    }
}
