//! Handing a timeline out, through the real binary.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so, and uses a part of what tests share"
)]

#[path = "cli/home.rs"]
mod home;

use std::os::unix::fs::PermissionsExt as _;

use home::Home;
use serde_json::Value;

/// A desk with something of each sort that an export leaves out.
fn desk() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin --slug summit
        tidings add context "The desk's own view" --visibility internal --slug view
        tidings add statement "He fears that the paper is empty" --by "Jean Exemple" --terms off-record --about summit --attribution "a minister" --slug fears
        tidings add statement "All agreed at last" --by "Foreign Office" --terms off-record --visibility public --attribution "a diplomat" --slug agreed
        tidings add statement "The date stands" --by "Foreign Office" --terms background --slug stands
        tidings add milestone "Joint statement" --when "16 August" --embargo-until "16 August 2099" --slug joint
        "#,
    );
    home
}

/// The slugs of the entries of a document; a statement that hides a speaker has none, and goes by its text.
fn entries(document: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(document).unwrap();
    ["events", "statements", "questions", "notes"]
        .iter()
        .flat_map(|kind| document[kind].as_array().unwrap())
        .filter_map(|entry| entry["slug"].as_str().or(entry["text"].as_str()))
        .map(str::to_owned)
        .collect()
}

#[test]
fn flags_let_out_what_they_name_and_nothing_else() {
    let home = desk();
    for (flags, out, err) in [
        (
            "",
            vec!["summit"],
            "left out: 2 internal, 1 under embargo, 1 on background without an attribution, 1 off the record\n",
        ),
        (
            "--internal",
            vec!["summit", "view"],
            "left out: 1 under embargo, 1 on background without an attribution, 2 off the record\n",
        ),
        (
            "--off-record",
            vec!["summit", "All agreed at last"],
            "left out: 2 internal, 1 under embargo, 1 on background without an attribution\n",
        ),
        (
            "--internal --off-record",
            vec![
                "summit",
                "He fears that the paper is empty",
                "All agreed at last",
                "view",
            ],
            "left out: 1 under embargo, 1 on background without an attribution\n",
        ),
    ] {
        let export = home.types(&format!("tidings export json {flags}"));
        assert_eq!((export.code, export.err.as_str()), (0, err), "{flags}");
        assert_eq!(entries(&export.out), out, "{flags}");
        assert!(!export.out.contains("Exemple"), "{flags}");
        let marked = export.out.contains(r#""visibility":"internal""#);
        assert_eq!(marked, flags.contains("--internal"), "{flags}");
    }
}

#[test]
fn a_file_that_is_not_for_publication_is_its_owners_alone() {
    let home = desk();
    let mode = |file: &str| {
        let metadata = std::fs::metadata(home.path().join(file)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    home.does("tidings export json -o public.json");
    assert_eq!(mode("public.json"), 0o644);
    home.does("tidings export json --internal -o internal.json");
    home.does("tidings export json --off-record -o off-record.json");
    assert_eq!(
        (mode("internal.json"), mode("off-record.json")),
        (0o600, 0o600)
    );
    // Also where it takes the place of one that everybody could read.
    home.does("tidings export json --internal -o public.json");
    assert_eq!(mode("public.json"), 0o600);
}
