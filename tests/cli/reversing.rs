//! Whatever is done, in whatever order: undone twice and redone twice, at each step the file reads as it did before.

use proptest::{prelude::*, test_runner::RngSeed};

use crate::home::Home;

/// What a user does to a file that holds the morning's work. `{e}` stands for an event, `{q}` for a question, `{s}` for
/// a statement, `{x}` for an entry of any kind, `{a}` for an actor, `{u}` for a source, `{d}` for a day to come. What does
/// not fit where things stand is refused, and then nothing is recorded.
const DOES: &[&str] = &[
    "add summit X --when '{d}' --who {a},'New One' --waits-on {e}",
    "add ceasefire X --certainty mooted --topic t --source https://example.org/new",
    "add event X --when '{d}' --by {a} --announced today --story 'New story'",
    "add quote 'So be it.' --by {a} --on today --about {x} --terms background --source {u}",
    "add statement So --by 'a diplomat' --of {a} --terms off-record",
    "add statement So --by 'Jean Exemple' --terms off-record --about {e}",
    "add choice X --option A --option B --about {e} --deadline '{d}'",
    "add question X --part-of {q} --check-on '{d}'",
    "add assessment X --likelihood likely --supports {s}",
    "add todo X --about {x}",
    "add actor 'Another One' --alias 'spelling:Anotherr One' --of {a}",
    "add source 'Another source' --origin {u} --reliability B",
    "add story 'Another story'",
    "move {e} --to '{d}' --by {a} --why 'no venue' --source {u}",
    "mark {e} postponed --why X",
    "mark {e} cancelled --why X",
    "mark {e} lapsed",
    "mark {e} happened --on today --outcome X --who {a}",
    "mark {e} confirmed",
    "mark {e} likely --why X",
    "mark {s} disputed --why X",
    "mark {q} void --why X",
    "mark {q} open --why X",
    "mark explainer done",
    "answer {q} yes --on today --source {u}",
    "check {q} 'nothing new' --every 2w",
    "check {e} --next '{d}'",
    "edit {e} --title 'Another title' --place Ankara --topic t,w",
    "edit {e} --when '{d}'",
    "edit {s} --by {a} --visibility internal",
    "edit {s} --text 'Other words' --venue Ankara",
    "edit {q} --why X --criteria X --deadline '{d}'",
    "edit {a} --name 'Another Name' --kind person --alias 'Yet Another'",
    "edit {u} --publisher X --published yesterday",
    "edit {x} --embargo-until '{d}'",
    "edit {x} --slug other",
    "cite {x} --source {u} --excerpt 'so it says' --credibility 2",
    "cite {x} --source 'Yet another source'",
    "link {x} about {e} --note X",
    "link {s} contradicts {s}",
    "link {e} waits-on {e}",
    "link {s} {x}",
    "unlink {s} {x}",
    "unlink {e} waits-on {e}",
    "forecast {q} 30% --why X --by {a}",
    "forecast {q} 0.6",
    "add statement 'And so on' --like {s} --about {x}",
    "add statement So --by 'new:Mr Trump' --topic new:tt",
    "add event X --by {a} --strict",
    "edit {e} --add who={a}:guest --add topic=x",
    "edit {x} --no topic --no place",
    "edit {e} --move 1 --why 'another reason' --by {a}",
    "edit {e} --no move=1",
    "edit {x} --citation 1 --credibility 3 --locator 'p. 3'",
    "edit {x} --no citation=1",
    "edit {q} --no check=1",
    "edit {q} --forecast 1 --why 'another reason'",
    "mark {u} retracted --why X",
    "merge {a} --into {a}",
    "merge {u} --into {u}",
    "import timeline.json --update",
    "import other.json",
    "remove {x} --yes --why X",
    "remove {a} --yes",
    "remove {u} --yes",
];

/// What stands for what: each holds some that are there from the start, and the last one that was written.
fn filled(template: &str, mut pick: impl FnMut(usize) -> usize) -> String {
    let pools: [(&str, &[&str]); 7] = [
        ("{e}", &["summit", "second-meeting", "@"]),
        ("{q}", &["joins", "joint", "@"]),
        ("{s}", &["along", "so", "@"]),
        ("{x}", &["summit", "joins", "along", "explainer", "@", "@2"]),
        ("{a}", &["trump", "putin", "kremlin", "macron"]),
        ("{u}", &["https://example.org/wire", "wire-2"]),
        (
            "{d}",
            &["2025-08-20", "late August", "by 30 September", "2026-01~"],
        ),
    ];
    let mut line = template.to_owned();
    for (hole, pool) in pools {
        while line.contains(hole) {
            line = line.replacen(hole, pool[pick(pool.len())], 1);
        }
    }
    format!("tidings {line}")
}

/// The file as everybody reads it: the rows of what stands, and what each of the program's own readers makes of them.
fn reads(home: &Home) -> String {
    let reports = [
        "export json",
        "timeline --json",
        "watch --json",
        "actors --json",
    ];
    let reports = reports.map(|report| home.types(&format!("tidings {report}")).out);
    home.standing() + &reports.concat()
}

fn does(home: &Home, line: &str) -> bool {
    let answer = home.types(line);
    assert!(matches!(answer.code, 0..=2), "{line}\n{answer}");
    answer.code == 0
}

proptest! {
    // The same sequences each time, so that a red run is red again; another seed tries others.
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, max_shrink_iters: 40, rng_seed: RngSeed::Fixed(20_250_814), ..ProptestConfig::default() })]

    #[test]
    fn what_is_undone_twice_and_redone_twice_reads_as_it_did(
        steps in prop::collection::vec((0..DOES.len(), prop::collection::vec(0..60_usize, 6)), 14)
    ) {
        let home = Home::at_work();
        home.does(
            "tidings add statement So --about summit --slug so --by 'an aide' --of kremlin --source https://example.org/wire\n\
             tidings add source 'Wire two' --slug wire-2 --origin https://example.org/wire\n\
             tidings add actor Macron --slug macron",
        );
        // Documents to import: what was once recorded here, changed, and what never was.
        home.does(
            "tidings export json -q --internal | sed 's/Whether Zelenskiy joins/Whether he joins/' >timeline.json\n\
             tidings --db other.db add summit Other --who 'Other One' --slug other-summit --source https://example.org/other\n\
             tidings --db other.db export json -o other.json",
        );
        let operations = || home.json("tidings history --json")["groups"][0]["items"].as_array().unwrap().len();
        let mut said = Vec::new();
        let mut states = vec![reads(&home)];
        let mut written = operations();
        for (which, choices) in steps {
            let mut choices = choices.into_iter().cycle();
            let line = filled(DOES[which], |size| choices.next().unwrap() % size);
            let done = does(&home, &line);
            let state = reads(&home);
            if operations() == written {
                prop_assert!(Some(&state) == states.last(), "{line}: nothing recorded, and yet it reads otherwise");
                continue;
            }
            prop_assert!(done, "{line}: refused, and yet something is recorded");
            said.push(line);
            states.push(state);
            written = operations();
            if states.len() < 3 {
                continue;
            }
            let [.., before, between, after] = states.as_slice() else { unreachable!() };
            for (command, expected) in [("undo", between), ("undo", before), ("redo", between), ("redo", after)] {
                let answer = home.types(&format!("tidings {command}"));
                prop_assert!(answer.code == 0, "{said:#?}\n{command}\n{answer}");
                let state = reads(&home);
                prop_assert!(state == *expected, "{said:#?}\n{command}: {}", difference(expected, &state));
            }
            written = operations();
        }
        home.does("tidings doctor");
        let standing = home.readings();
        home.does("tidings doctor --rebuild");
        prop_assert!(home.readings() == standing, "{said:#?}");
    }
}

/// The first line in which two readings differ.
fn difference(expected: &str, found: &str) -> String {
    let mut lines = expected.lines().zip(found.lines());
    let first = lines.find(|(expected, found)| expected != found);
    format!("{first:#?}")
}
