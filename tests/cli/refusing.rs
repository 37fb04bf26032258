//! What is typed wrongly: an error with the value, a hint, exit 1 or 2, and nothing is written.

use crate::home::{Answer, Home};

#[track_caller]
fn refused(home: &Home, line: &str) -> Answer {
    let (answer, wrong) = tried(home, line);
    assert!(wrong.is_none(), "{}", wrong.unwrap());
    answer
}

/// Types the line, and says in what it is not refused as it should be.
fn tried(home: &Home, line: &str) -> (Answer, Option<String>) {
    let before = home.bytes();
    let answer = home.types(line);
    let is_right = matches!(answer.code, 1 | 2)
        && answer.err.starts_with("error: ")
        && answer.hint().is_some_and(|hint| !hint.is_empty())
        && answer.out.is_empty()
        && !answer.err.contains("panicked");
    let wrote = home.bytes() != before;
    let wrong = (!is_right || wrote).then(|| format!("$ {line}\n{answer}wrote: {wrote}\n"));
    (answer, wrong)
}

#[track_caller]
fn all_refused<'a>(home: &Home, lines: impl IntoIterator<Item = &'a str>) {
    let wrong: String = lines
        .into_iter()
        .filter_map(|line| tried(home, &format!("tidings {line}")).1)
        .collect();
    assert!(wrong.is_empty(), "{wrong}");
}

/// A value that a flag refuses, and words that the error names.
const BAD: &[(&str, &str)] = &[
    ("event X --when ''", "empty"),
    ("event X --when someday-or-other", "someday-or-other"),
    ("event X --when 2025-02-30", "2025-02-30"),
    ("event X --when 03/04/2025", "03/04/2025"),
    ("event X --when 'next friday'", "next friday"),
    ("event X --when tomorrow --on today", "two dates"),
    ("event X --when tomorrow --when today", "two"),
    ("event X --on 'in 3 days from'", "in 3 days from"),
    ("event X --order 0 --when tomorrow", "--order"),
    ("event X --order x --when tomorrow", "--order"),
    ("event X --order 1", "--order"),
    ("event X --zone Europe/Kyiv", "--zone"),
    (
        "event X --when '15 August 2025 10:00' --zone Atlantis",
        "Atlantis",
    ),
    (
        "event X --when '2025-08-15T10:00:00+05:00' --zone Europe/Kyiv",
        "Kyiv",
    ),
    ("event X --place ''", "--place"),
    ("event X --who ''", "--who"),
    ("event X --who trump,,putin", "--who"),
    ("event X --who trump:boss", "boss"),
    ("event X --who :host", "--who"),
    ("event X --by a,b --when tomorrow", "--by"),
    ("event X --by kremlin", "--by"),
    ("event X --announced yesterday", "--announced"),
    ("event X --announced nonsense --when tomorrow", "nonsense"),
    ("event X --type wedding", "wedding"),
    ("event X --status maybe", "maybe"),
    ("event X --certainty sure", "sure"),
    ("event X --certainty likely --on yesterday", "certainty"),
    ("event X --standing true", "true"),
    ("event X --standing disputed --when tomorrow", "standing"),
    ("event X --outcome ''", "--outcome"),
    ("event X --text ''", "--text"),
    ("event X --check-on nonsense", "nonsense"),
    ("event X --check-every daily", "daily"),
    ("event X --check-every 0d", "0d"),
    ("event ''", "words"),
    ("event '   '", "words"),
    ("statement X --form exact", "exact"),
    ("statement X --terms secretly", "secretly"),
    ("statement X --stance yes", "yes"),
    ("statement X --by ''", "--by"),
    ("statement X --attribution ''", "--attribution"),
    ("statement X --language ru", "--language"),
    ("statement X --original ''", "--original"),
    ("statement X --when 'possibly yesterday'", "--when"),
    ("statement X --on 'possibly yesterday'", "--on"),
    ("statement X --venue ''", "--venue"),
    ("quote X --form paraphrase", "paraphrase"),
    ("question X --type maybe", "maybe"),
    ("question X --deadline nonsense", "nonsense"),
    ("question X --asked nonsense", "nonsense"),
    ("question X --hidden-until nonsense", "nonsense"),
    ("question X --option ''", "--option"),
    ("question X --option a --option a", "twice"),
    ("question X --option a", "two options"),
    ("choice X", "two options"),
    ("yesno X --type open", "two things"),
    ("question X --criteria ''", "--criteria"),
    ("question X --why ''", "--why"),
    ("question X --when tomorrow", "--when"),
    ("note X --kind wish", "wish"),
    ("assessment X --likelihood perhaps", "perhaps"),
    ("assessment X --confidence total", "total"),
    ("todo X --kind context", "two things"),
    ("note X --title ''", "--title"),
    ("actor X --kind alien", "alien"),
    ("actor X --alias ''", "--alias"),
    ("actor X --alias 'script:'", "--alias"),
    ("actor X --of ''", "--of"),
    ("source X --url notaurl", "notaurl"),
    ("source X --kind rumour", "rumour"),
    ("source X --publisher ''", "--publisher"),
    ("source X --author ''", "--author"),
    ("source X --reliability Z", "Z"),
    ("source X --published nonsense", "nonsense"),
    ("source X --retrieved nonsense", "nonsense"),
    ("source X --origin ''", "--origin"),
    ("story X --summary ''", "--summary"),
    ("story X --story Y", "--story"),
    ("event X --source ''", "--source"),
    ("event X --source S --credibility 7", "7"),
    ("event X --source S --credibility high", "high"),
    ("event X --source S --excerpt ''", "--excerpt"),
    ("event X --source S --locator ''", "--locator"),
    ("event X --excerpt Y", "--excerpt"),
    ("event X --locator Y", "--locator"),
    ("event X --credibility 2", "--credibility"),
    ("event X --topic ''", "--topic"),
    ("event X --topic a,", "--topic"),
    ("event X --slug ''", "--slug"),
    ("event X --slug 'Not A Slug'", "Not A Slug"),
    ("event X --slug any", "any"),
    ("event X --slug summit", "summit"),
    ("event X --visibility hidden", "hidden"),
    ("event X --visibility private", "private"),
    ("event X --embargo-until nonsense", "nonsense"),
    ("event X --story ''", "--story"),
    ("event X --about nosuch", "nosuch"),
    ("event X --waits-on nosuch", "nosuch"),
    ("event X --waits-on along", "along"),
    ("event X --part-of joins", "joins"),
    ("event X --supports nosuch", "nosuch"),
    ("event X --contradicts nosuch", "nosuch"),
    ("event X --answers summit", "summit"),
    ("event X --updates joins", "joins"),
    ("statement X --restates summit", "summit"),
    ("statement X --promises joins", "joins"),
    ("question X --supports summit", "--supports"),
    ("event X --name Y", "--name"),
    ("event X --deadline tomorrow", "--deadline"),
    ("nonsense X", "nonsense"),
];

#[test]
fn each_flag_of_add() {
    let home = Home::at_work();
    let fresh = Home::new();
    let mut wrong = String::new();
    for (words, named) in BAD {
        let (answer, unlike) = tried(&home, &format!("tidings add {words}"));
        wrong.extend(unlike);
        if !answer.err.contains(named) {
            wrong.push_str(&format!("$ tidings add {words}\nlacks {named}: {answer}"));
        }
        let first = fresh.types(&format!("tidings add {words}"));
        // A slug that is taken in a full file is free in an empty one.
        let may_be_done = words.contains("--slug summit");
        if fresh.bytes().is_some() {
            std::fs::remove_file(fresh.file()).unwrap();
            if !may_be_done {
                wrong.push_str(&format!("$ tidings add {words}\nmade a file: {first}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Every field has a row above.
#[test]
fn no_flag_is_left_out() {
    let of_records = |field: &&tidings::recording::Field| !field.kinds().is_empty();
    for field in tidings::recording::Field::ALL.iter().filter(of_records) {
        let flag = format!("--{}", field.flag());
        let is_tried = BAD
            .iter()
            .any(|(words, _)| words.split(' ').any(|word| word == flag));
        assert!(is_tried, "{flag}");
    }
}

#[test]
fn each_flag_of_edit() {
    let home = Home::at_work();
    let words = [
        "summit",
        "summit --title ''",
        "summit --type x",
        "summit --when x",
        "summit --on yesterday",
        "summit --by kremlin",
        "summit --announced today",
        "summit --status x",
        "summit --certainty x",
        "summit --standing disputed",
        "summit --slug second-meeting",
        "summit --slug X",
        "summit --visibility private",
        "summit --visibility x",
        "summit --embargo-until x",
        "summit --about nosuch",
        "summit --about summit",
        "summit --waits-on along",
        "summit --topic ','",
        "summit --who a:b",
        "summit --check-every x",
        "summit --name X",
        "summit --deadline today",
        "summit --zone Europe/Kyiv",
        "along --form x",
        "along --terms x",
        "along --stance x",
        "along --text ''",
        "along --language ru",
        "along --title X",
        "along --when today --on today",
        "joins --type choice",
        "joins --option a",
        "joins --deadline x",
        "joins --type x",
        "explainer --kind x",
        "explainer --likelihood x",
        "trump --kind x",
        "trump --of trump",
        "trump --alias ''",
        "trump --name ''",
        "trump --slug putin",
        "nosuch --title X",
        "'' --title X",
        "summit --story ''",
    ];
    let lines = words.map(|words| format!("edit {words}"));
    all_refused(&home, lines.iter().map(String::as_str));
}

#[test]
fn each_flag_of_the_other_verbs() {
    let home = Home::at_work();
    let lines = [
        "mark",
        "mark summit",
        "mark summit x",
        "mark summit happened --on x",
        "mark summit happened --who a:b",
        "mark summit happened --outcome ''",
        "mark summit postponed --by a,b",
        "mark summit postponed --announced x",
        "mark summit postponed --source ''",
        "mark summit postponed --credibility 2",
        "mark summit postponed --why ''",
        "mark summit confirmed --author ''",
        "mark nosuch lapsed",
        "move summit",
        "move summit --to x",
        "move summit --to 2025-08-15",
        "move joins --to tomorrow",
        "move summit --to tomorrow --order 0",
        "move summit --to '16 August' --zone Atlantis",
        "move summit --to '16 August' --why ''",
        "move summit --to '16 August' --by ''",
        "move summit --to '16 August' --by '20 August'",
        "move summit --to '16 August' --announced x",
        "move summit --to '16 August' --excerpt x",
        "answer joint",
        "answer joint maybe",
        "answer joint ''",
        "answer summit yes",
        "answer joins X --on x",
        "answer nosuch X",
        "answer joins X --credibility 2",
        "check along",
        "check joins ''",
        "check joins --next x",
        "check joins --every x",
        "check nosuch",
        "cite summit",
        "cite summit --source ''",
        "cite summit --source S --credibility 9",
        "cite nosuch --source S",
        "link",
        "link summit",
        "link summit along",
        "link summit about",
        "link summit about nosuch",
        "link nosuch about summit",
        "link summit loves along",
        "link summit about summit",
        "link along about summit --note ''",
        "remove",
        "remove nosuch --yes",
        "remove summit",
        "remove summit --yes --why ''",
        "undo x",
        "undo o99",
        "redo",
        "redo o1",
        "show",
        "show nosuch",
        "history nosuch",
        "timeline --kind x",
        "upcoming --limit x",
        "upcoming --limit -1",
        "upcoming --story nosuch",
        "--story '' upcoming",
        "export",
        "export nosuch",
        "export json --story nosuch",
        "export json -o /nosuch/x.json",
        "export json -o .",
        "export json -o .local/share/tidings/tidings.db",
        "when",
        "when x",
        "when tomorrow --zone Atlantis",
        "when tomorrow --direction up",
        "help nosuch",
        "--today x upcoming",
        "--today 2025-2-3 upcoming",
        "--today 1969-01-01 upcoming",
        "--now x upcoming",
        "--now 2025-08-14T12:00:00Z --today 2025-08-15 upcoming",
        "--tz Atlantis upcoming",
        "--color blue upcoming",
        "--nosuch",
        "upcoming --nosuch",
        "upcoming extra",
        "doctor extra",
        "schema extra",
    ];
    all_refused(&home, lines);
}

#[test]
fn variables_are_checked_too() {
    let home = Home::at_work();
    for line in [
        "TIDINGS_TZ=Atlantis tidings",
        "TIDINGS_TODAY=x tidings",
        "TIDINGS_NOW=x tidings",
        "env -u TIDINGS_TZ TZ=Atlantis tidings",
        "TIDINGS_STORY=nosuch tidings upcoming",
        "env -u TIDINGS_TODAY tidings upcoming",
        "TIDINGS_DB=/nosuch/folder/x.db tidings add note X",
    ] {
        refused(&home, line);
    }
    let answer = home.types("env -u TIDINGS_TODAY -u TIDINGS_TEST_IDS tidings add note X");
    assert_eq!(answer.code, 0, "{answer}");
}

/// A clock more than 24 hours off the machine's is refused on a write, but in a rehearsal.
#[test]
fn a_clock_that_is_off_is_refused_in_earnest() {
    let home = Home::new();
    home.does("env -u TIDINGS_TODAY -u TIDINGS_TEST_IDS tidings add note X");
    refused(&home, "tidings add note Y");
    assert_eq!(home.types("tidings timeline --kind note").code, 0);
    let rehearsal = Home::at_work();
    rehearsal.does("tidings add note Y");
}

#[test]
fn a_hint_names_nothing_that_is_not_there() {
    let home = Home::at_work();
    let commands = home.types("tidings --help").out;
    let mut hints: Vec<String> = BAD
        .iter()
        .filter_map(|(words, _)| {
            home.types(&format!("tidings add {words}"))
                .hint()
                .map(str::to_owned)
        })
        .collect();
    hints.extend(
        [
            "tidings open",
            "tidings nosuch",
            "tidings done summit",
            "tidings lint",
            "tidings import x",
            "tidings brief",
            "tidings changes",
            "tidings merge trump",
        ]
        .iter()
        .filter_map(|line| home.types(line).hint().map(str::to_owned)),
    );
    assert!(hints.len() > 60);
    for hint in hints {
        for (at, _) in hint.match_indices("tidings ") {
            let verb = hint[at + 8..].split(' ').next().unwrap_or_default();
            let is_there = verb.starts_with("--") || commands.contains(&format!("\n  {verb} "));
            assert!(is_there, "{verb} in: {hint}");
        }
    }
}
