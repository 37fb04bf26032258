//! The house holds: who may use what, how long a file is, what is left undone, and that documents, help and notices name
//! only what is there.
#![allow(missing_docs)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under a folder with this ending, in order, as paths from the root.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                found.push(path.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no {ending} in {folder}");
    found
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The table of src/lib.rs: which layer may use which.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let lib = read("src/lib.rs");
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    let words = |cell: &str| -> BTreeSet<String> {
        let words = cell.split('`').skip(1).step_by(2);
        words.map(str::to_owned).collect()
    };
    let mut arrows: BTreeMap<String, BTreeSet<String>> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            (cells[0].trim_end_matches("`]").to_owned(), words(cells[2]))
        })
        .collect();
    let all: BTreeSet<String> = arrows.keys().cloned().collect();
    arrows.insert("cli".into(), all);
    arrows
}

/// The layers that the code of a file names: after `crate::`, or after as many `super::` as lead to the root.
fn used(path: &Path, code: &str) -> BTreeSet<String> {
    // How many `super::` lead from this file to the root.
    let parts = path.with_extension("");
    let depth = parts.components().count() - 1 - usize::from(parts.ends_with("mod"));
    let to_root = "super::".repeat(depth);
    let mut used = BTreeSet::new();
    for line in joined(code) {
        for start in ["crate::", to_root.as_str()] {
            for (at, _) in line.match_indices(start) {
                let before = &line[..at];
                if before.ends_with("super::") || before.ends_with(|c: char| c.is_alphanumeric()) {
                    continue;
                }
                used.extend(heads(&line[at + start.len()..]));
            }
        }
    }
    used.remove("");
    used
}

/// The code without comments, each statement in one line.
fn joined(code: &str) -> Vec<String> {
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .filter_map(|line| line.split(" // ").next())
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ");
    code.split(';').map(str::to_owned).collect()
}

/// The first names of a path: one, or each of a group in braces.
fn heads(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' => {
                found.push(name(&group[start..at]));
                break;
            }
            ',' if depth == 0 => {
                found.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_layer_uses_only_what_the_map_allows() {
    let arrows = arrows();
    let mut wrong = Vec::new();
    for path in files("src", ".rs") {
        let layer = path.iter().nth(1).unwrap().to_str().unwrap();
        let Some(allowed) = arrows.get(layer) else {
            continue;
        };
        for name in used(&path, &read(&path)) {
            if name != layer && arrows.contains_key(&name) && !allowed.contains(&name) {
                wrong.push(format!(
                    "{} uses `{name}`, and `{layer}` may use {allowed:?}",
                    path.display()
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "against the map of src/lib.rs:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_scan_sees_each_way_to_name_a_layer() {
    let names =
        |path: &str, code: &str| used(Path::new(path), code).into_iter().collect::<Vec<_>>();
    let deep = "src/when/phrase/day.rs";
    assert_eq!(names(deep, "use crate::model::Id;"), ["model"]);
    assert_eq!(
        names(
            deep,
            "use crate::{\n    model::{Id, store},\n    report,\n};"
        ),
        ["model", "report"]
    );
    assert_eq!(names(deep, "let a = crate::store::open();"), ["store"]);
    assert_eq!(
        names(deep, "use super::super::super::journal::fold;"),
        ["journal"]
    );
    assert_eq!(
        names("src/when/mod.rs", "use super::journal::fold;"),
        ["journal"]
    );
    assert_eq!(names(deep, "use super::super::date; // crate::x"), [""; 0]);
    assert_eq!(names(deep, "/// crate::store::open()\n"), [""; 0]);
}

#[test]
fn the_map_has_every_layer_and_no_circle() {
    let arrows = arrows();
    let layers: BTreeSet<String> = read("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(layers, arrows.keys().cloned().collect());
    let folders: BTreeSet<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert_eq!(layers, folders);

    // What stands on nothing but what was taken away is taken away, until nothing is left.
    let mut left = arrows.clone();
    left.get_mut("cli").unwrap().remove("cli");
    while !left.is_empty() {
        let free: Vec<String> = left
            .iter()
            .filter(|(_, uses)| uses.iter().all(|layer| !left.contains_key(layer)))
            .map(|(layer, _)| layer.clone())
            .collect();
        assert!(!free.is_empty(), "a circle among {left:?}");
        left.retain(|layer, _| !free.contains(layer));
    }
    assert!(arrows["when"].is_empty(), "dates know nothing of the rest");
}

#[test]
fn a_file_is_one_thing() {
    for path in files("src", ".rs") {
        let lines = read(&path).lines().count();
        assert!(
            lines <= 450,
            "{} has {lines} lines; past 400 a file is usually two things: part it",
            path.display()
        );
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["todo", "!"],
        ["unimple", "mented!"],
    ]
    .map(|mark| mark.concat());
    let pages = files("docs", ".md").into_iter().chain(["README.md".into()]);
    for path in files("src", ".rs")
        .into_iter()
        .chain(files("tests", ".rs"))
        .chain(pages)
    {
        for (at, line) in read(&path).lines().enumerate() {
            let found = marks.iter().find(|mark| line.contains(mark.as_str()));
            assert!(found.is_none(), "{}:{}: {line}", path.display(), at + 1);
        }
    }
}

#[test]
fn every_licence_in_the_tree_is_one_that_deny_toml_allows() {
    let deny = read("deny.toml");
    let allow = deny
        .lines()
        .find_map(|line| line.strip_prefix("allow = "))
        .unwrap();
    let allowed: Vec<String> = serde_json::from_str(allow).unwrap();

    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    // What was built is there: nothing is fetched.
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .args(["--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(
            may_be_carried(licence, &allowed),
            "{} is under \"{licence}\", which deny.toml does not allow",
            package["name"]
        );
    }
}

/// Whether one of the choices that a licence expression offers is allowed in each of its parts.
fn may_be_carried(expression: &str, allowed: &[String]) -> bool {
    let plain = |text: &str| text.replace(['(', ')'], " ").trim().to_owned();
    // `AND` stands outside brackets in every expression that the tree has.
    expression.split(" AND ").all(|part| {
        plain(part)
            .replace('/', " OR ")
            .split(" OR ")
            .any(|one| allowed.iter().any(|licence| licence == one.trim()))
    })
}

#[test]
fn a_licence_expression_is_read_right() {
    let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
    for (expression, carried) in [
        ("MIT", true),
        ("GPL-3.0 OR MIT", true),
        ("Unlicense/MIT", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("none", false),
    ] {
        assert_eq!(
            may_be_carried(expression, &allowed),
            carried,
            "{expression}"
        );
    }
}

#[test]
fn the_readme_begins_with_its_two_commands() {
    let readme = read("README.md");
    let mut blocks = readme.split("```").skip(1).step_by(2);
    let mut next = || blocks.next().unwrap();
    assert_eq!(next(), "sh\nsh examples/alaska-summit/run.sh\n");
    assert_eq!(next(), "sh\ncargo test\n");
    assert!(blocks.all(|block| !block.starts_with("sh\n")));
}
