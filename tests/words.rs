//! What documents, help and notices tell people to type is there; and every command is told of.
#![allow(missing_docs)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use tidings::recording::kind_word;

/// Words after `tidings` that are no command: what digests begin with, and "a tidings file".
const PROSE: [&str; 4] = ["change", "operation", "file", "key"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
}

fn pages() -> Vec<PathBuf> {
    let mut found = vec![
        root().join("README.md"),
        root().join("CONTRIBUTING.md"),
        root().join("CHANGELOG.md"),
    ];
    files(&root().join("docs"), ".md", &mut found);
    files(&root().join("examples"), ".md", &mut found);
    found
}

/// The command lines in a page: in code between backticks, and after `$ ` with what continues it.
fn commands_of_a_page(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut fenced = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if !fenced {
            let code = line.split('`').skip(1).step_by(2);
            found.extend(
                code.filter(|code| code.starts_with("tidings "))
                    .map(str::to_owned),
            );
            continue;
        }
        if let Some(typed) = line.strip_prefix("$ ") {
            let mut command = typed.trim_end_matches('\\').to_owned();
            while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
                command.push_str(more[1..].trim_end_matches('\\'));
            }
            if let Some(at) = command.find("tidings ") {
                found.push(command[at..].to_owned());
            }
        }
    }
    found
}

/// The command lines in the strings of the code: notices, hints, examples of help.
fn commands_of_code(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let code = code.split("\n#[cfg(test)]").next().unwrap();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for (at, _) in line.match_indices("tidings ") {
            let before = line[..at].chars().next_back().unwrap_or('"');
            if "\"(; ·`n".contains(before) || line[..at].ends_with("  ") {
                let rest = line[at..].replace("\\\"", "\"").replace("\\n", " · ");
                let ends = [" ·", "; ", ")", ", ", ". ", "  "];
                let end = ends.iter().filter_map(|end| rest.find(end)).min();
                found.push(rest[..end.unwrap_or(rest.len())].to_owned());
            }
        }
    }
    found
}

/// What is wrong with a command line, if anything: its command and flags must be there.
fn wrong(command: &str) -> Option<String> {
    let definitions = tidings::cli::command();
    // Words in quotes are somebody's words, not flags.
    let bare: String = command
        .split('"')
        .step_by(2)
        .collect::<Vec<_>>()
        .join(" \"\" ");
    let mut words = bare.split_whitespace().skip(1).peekable();
    let verb = words
        .next_if(|word| {
            word.trim_end_matches(['.', ','])
                .chars()
                .all(|c| c.is_ascii_lowercase())
        })
        .map(|word| word.trim_end_matches(['.', ',']));
    let found = match verb {
        Some(verb) if PROSE.contains(&verb) => return None,
        Some(verb) => match definitions.find_subcommand(verb) {
            Some(found) => found,
            None => return Some(format!("there is no `tidings {verb}`")),
        },
        None => &definitions,
    };
    if verb == Some("add") {
        let kind = words.peek().copied().unwrap_or("KIND");
        if kind.chars().all(|c| c.is_ascii_lowercase()) && kind_word(kind).is_none() {
            return Some(format!("there is no KIND {kind}"));
        }
    }
    for flag in words.filter_map(|word| word.strip_prefix("--")) {
        let flag: String = flag
            .chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '-')
            .collect();
        let is = |arg: &clap::Arg| {
            let others = arg.get_all_aliases().unwrap_or_default();
            arg.get_long() == Some(flag.as_str()) || others.contains(&flag.as_str())
        };
        let standard = ["help", "version", ""].contains(&flag.as_str());
        if !standard
            && !found
                .get_arguments()
                .chain(definitions.get_arguments())
                .any(is)
        {
            return Some(format!(
                "`tidings {}` has no --{flag}",
                verb.unwrap_or_default()
            ));
        }
    }
    None
}

#[test]
fn documents_name_only_what_is_there() {
    let mut checked = 0;
    for page in pages() {
        for command in commands_of_a_page(&fs::read_to_string(&page).unwrap()) {
            checked += 1;
            if let Some(wrong) = wrong(&command) {
                panic!("{}: {wrong}: {command}", page.display());
            }
        }
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn notices_hints_and_help_name_only_what_is_there() {
    let mut code = Vec::new();
    files(&root().join("src"), ".rs", &mut code);
    let mut checked = 0;
    let mut all_wrong = Vec::new();
    for path in code {
        for command in commands_of_code(&fs::read_to_string(&path).unwrap()) {
            checked += 1;
            if let Some(wrong) = wrong(&command) {
                all_wrong.push(format!("{}: {wrong}: {command}", path.display()));
            }
        }
    }
    assert!(all_wrong.is_empty(), "{}", all_wrong.join("\n"));
    assert!(checked > 50, "{checked}");
}

#[test]
fn the_check_of_commands_sees_what_is_not_there() {
    for command in [
        "tidings frobnicate",
        "tidings add sumit \"X\"",
        "tidings watch --stale",
        "tidings move x --until \"1 May\"",
        "tidings --frobnicate",
    ] {
        assert!(wrong(command).is_some(), "{command}");
    }
    for command in [
        "tidings",
        "tidings add KIND WHAT",
        "tidings add summit \"X --y\" --when \"1 May\"",
        "tidings watch --limit 3 --today 2025-08-14",
        "tidings --help",
    ] {
        assert_eq!(wrong(command), None, "{command}");
    }
    let page = "`tidings a` and\n```console\n$ echo | tidings b \\\n>   --c\nout\n$ ls\n```\n";
    assert_eq!(commands_of_a_page(page), ["tidings a", "tidings b    --c"]);
}

fn shown_commands() -> Vec<clap::Command> {
    let mut command = tidings::cli::command();
    command.build();
    command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .cloned()
        .collect()
}

#[test]
fn every_command_is_told_of() {
    let told: BTreeSet<String> = [
        "README.md",
        "docs/guide.md",
        "docs/dates.md",
        "docs/config.md",
    ]
    .iter()
    .flat_map(|page| commands_of_a_page(&fs::read_to_string(root().join(page)).unwrap()))
    .filter_map(|command| command.split_whitespace().nth(1).map(str::to_owned))
    .collect();
    for command in shown_commands() {
        let name = command.get_name();
        assert!(
            told.contains(name),
            "neither README.md nor docs/guide.md nor docs/config.md shows `tidings {name}`"
        );
    }
}

#[test]
fn every_help_has_an_example() {
    for mut command in shown_commands() {
        let name = command.get_name().to_owned();
        let help = command.render_long_help().to_string();
        assert!(
            help.contains("Example") && help.contains(&format!("  tidings {name}")),
            "`tidings {name} --help` has no example"
        );
    }
}
