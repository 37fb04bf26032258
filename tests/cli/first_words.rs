//! What a newcomer types in the first hour: each row of docs/first-words.tsv works as it says, or is answered with a
//! command that this release has.

use crate::home::{Answer, Home};

/// One test a row: the row as docs/first-words.tsv has it, and what is typed.
macro_rules! rows {
    ($($name:ident: $row:literal => $body:expr;)+) => {
        /// The rows that are tested here.
        const ROWS: &[&str] = &[$($row),+];
        $(
            #[test]
            fn $name() {
                $body;
            }
        )+
    };
}

#[test]
fn every_row_has_its_test() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/first-words.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    assert!(rows.len() > 60);
    assert_eq!(rows, ROWS);
}

/// Both lines, each typed in a home of its own, answer alike and record alike.
#[track_caller]
fn works_as(typed: &str, documented: &str) {
    let answers = [typed, documented].map(|line| {
        let home = Home::at_work();
        let answer = home.types(line);
        assert_eq!(answer.code, 0, "{line}\n{answer}");
        format!("{answer}{}", home.types("tidings export json"))
    });
    let [typed_says, documented_says] = answers;
    assert!(
        typed_says == documented_says,
        "{typed}\n{typed_says}\n{documented}\n{documented_says}"
    );
}

#[track_caller]
fn works(line: &str, says: &str) {
    let answer = Home::at_work().types(line);
    assert_eq!(answer.code, 0, "{line}\n{answer}");
    assert!(answer.out.contains(says), "{line}\n{answer}");
}

/// The line is refused, nothing is written, and the hint holds these words.
#[track_caller]
fn refused(line: &str, hint: &str) -> (Home, Answer) {
    let home = Home::at_work();
    let before = home.bytes();
    let answer = home.types(line);
    assert_eq!(answer.code, 2, "{line}\n{answer}");
    assert!(answer.err.starts_with("error: "), "{answer}");
    let found = answer.hint().unwrap_or_default();
    assert!(found.contains(hint), "{line}\n{answer}");
    assert!(home.bytes() == before, "{line} wrote\n{answer}");
    (home, answer)
}

/// The line is refused, and the hint is this command, which does what was meant.
#[track_caller]
fn finished(line: &str, hint: &str) {
    let (home, answer) = refused(line, hint);
    let pasted = home.types(hint);
    assert_eq!(pasted.code, 0, "{line}\n{answer}{hint}\n{pasted}");
}

rows! {
    add_without_a_kind: r#"tidings add "Trump and Putin meet in Alaska""# => {
        finished(r#"tidings add "Trump and Putin meet in Alaska""#, r#"tidings add event "Trump and Putin meet in Alaska""#);
        finished(r#"tidings add "Two words" --topic aid"#, r#"tidings add event "Two words" --topic aid"#);
        refused(r#"tidings add "X y""#, "(or statement, quote, question, note)");
    };
    add_alone: "tidings add" => {
        let (_, answer) = refused("tidings add", "tidings add summit");
        for kind in ["milestone", "quote", "question", "note", "actor", "source", "story"] {
            assert!(answer.err.contains(kind), "{answer}");
        }
    };
    an_event_is_of_type_other: r#"tidings add event "X""# => works(r#"tidings add event "X""#, "other, expected");
    a_quote_is_verbatim: r#"tidings add quote "X" --by trump"# =>
        works(r#"tidings add quote "X" --by trump"#, "statement, verbatim");
    a_claim_is_a_statement: r#"tidings add claim "X" --by ft"# =>
        works_as(r#"tidings add claim "X" --by ft"#, r#"tidings add statement "X" --by ft"#);
    a_todo_is_a_note: r#"tidings add todo "Explainer""# =>
        works_as(r#"tidings add todo "Explainer""#, r#"tidings add note "Explainer" --kind todo"#);
    plurals_of_kinds: r#"tidings add summits "X""# => {
        works_as(r#"tidings add summits "X""#, r#"tidings add summit "X""#);
        works_as(r#"tidings add stories "X""#, r#"tidings add story "X""#);
        works_as(r#"tidings add Quotes "X""#, r#"tidings add quote "X""#);
    };
    a_person_is_an_actor: r#"tidings add person "Donald Trump""# =>
        works_as(r#"tidings add person "Donald Trump""#, r#"tidings add actor "Donald Trump" --kind person"#);
    the_noun_first: r#"tidings add actor "Donald Trump""# =>
        works_as(r#"tidings actor add "Donald Trump""#, r#"tidings add actor "Donald Trump""#);
    a_source_by_its_address: "tidings add source https://…" =>
        works_as("tidings add source https://example.org/a", "tidings add source --url https://example.org/a");
    a_kind_as_the_command: r#"tidings summit "X" --when …"# =>
        finished(r#"tidings summit "X" --when "30 October""#, r#"tidings add summit X --when "30 October""#);
    quote_as_the_command: r#"tidings quote "X" --by trump"# =>
        finished(r#"tidings quote "X y" --by trump"#, r#"tidings add quote "X y" --by trump"#);
    note_as_the_command: r#"tidings note "X""# => finished(r#"tidings note "X""#, "tidings add note X");
    new_and_create: "tidings new …, tidings create …" => {
        works_as("tidings new note X", "tidings add note X");
        works_as("tidings create summit X --when tomorrow", "tidings add summit X --when tomorrow");
    };
    log_with_words: r#"tidings log "Orban confirms""# => {
        refused(r#"tidings log "Orban confirms""#, r#"tidings add statement "Orban confirms" --by"#);
        works_as("tidings log summit", "tidings history summit");
    };
    plan: r#"tidings plan "X" --when "30 Oct""# =>
        finished(r#"tidings plan "X" --when "30 Oct""#, r#"tidings add milestone X --when "30 Oct""#);
    by_other_names: "… --speaker trump, --author trump, --from trump (add)" => {
        works_as("tidings add statement X --speaker trump", "tidings add statement X --by trump");
        works_as("tidings add statement X --author trump", "tidings add statement X --by trump");
        finished("tidings add statement X --from trump", "tidings add statement X --by trump");
        finished("tidings add statement X --from=trump", "tidings add statement X --by trump");
    };
    when_by_other_names: "… --date X, --time X, --at X" => {
        for flag in ["--date", "--time", "--at"] {
            works_as(&format!(r#"tidings add event X {flag} "30 October""#), r#"tidings add event X --when "30 October""#);
        }
    };
    today_is_no_date_of_an_event: "… --today (without a day, or with words after it)" => {
        for line in ["tidings add event X --today", "tidings add event X --today --place Y", r#"tidings add event --today "X""#] {
            refused(line, "--on today");
        }
    };
    on_is_looking_back: "… --on X" => {
        works("tidings add event X --on yesterday", "other, happened · Wed 13 Aug 2025");
        works("tidings add statement X --on yesterday", "Wed 13 Aug 2025");
    };
    deadlines_by_other_names: "… --due X, --by-date X (question)" => {
        works_as("tidings add question X --due tomorrow", "tidings add question X --deadline tomorrow");
        works_as("tidings add question X --by-date tomorrow", "tidings add question X --deadline tomorrow");
    };
    by_with_a_date: r#"… --by "30 October" (event)"# => {
        let (_, answer) = refused(r#"tidings add event X --by "30 October""#, r#"--when "by 30 October""#);
        assert!(answer.err.contains("names an actor"), "{answer}");
    };
    after: r#"… --after "15 August""# => {
        finished(r#"tidings add event X --after "15 August""#, r#"tidings add event X --when "after 15 August""#);
        refused(r#"tidings add event X --after "15 August""#, "--waits-on ID");
    };
    places_by_other_names: "… --where X, --location X, --venue X (event)" => {
        for flag in ["--where", "--location", "--venue"] {
            works_as(&format!("tidings add event X {flag} Kyiv"), "tidings add event X --place Kyiv");
        }
    };
    topics_by_other_names: "… --tag X, --tags X" => {
        works_as("tidings add event X --tag a,b", "tidings add event X --topic a,b");
        works_as("tidings add event X --tags a --tag b", "tidings add event X --topic a,b");
        works_as("tidings edit summit --tag a", "tidings edit summit --topic a");
    };
    why_by_other_names: "… --reason X, --because X" => {
        for flag in ["--reason", "--because"] {
            works_as(&format!("tidings mark summit cancelled {flag} X"), "tidings mark summit cancelled --why X");
            works_as(&format!("tidings move summit --to '18 August' {flag} X"), "tidings move summit --to '18 August' --why X");
            works_as(&format!("tidings add question Q {flag} X"), "tidings add question Q --why X");
        }
    };
    sources_by_other_names: "… --url X, --link X (entry)" => {
        for flag in ["--url", "--link"] {
            works_as(&format!("tidings add event X {flag} https://example.org/a"), "tidings add event X --source https://example.org/a");
        }
        works_as("tidings cite summit --url https://example.org/a", "tidings cite summit --source https://example.org/a");
    };
    quote_as_a_flag: r#"… --quote "X", --verbatim"# => {
        finished(r#"tidings add statement --quote "X y" --by trump"#, r#"tidings add quote "X y" --by trump"#);
        finished(r#"tidings add statement "X y" --verbatim --by trump"#, r#"tidings add quote "X y" --by trump"#);
    };
    participants_by_other_names: "… --participants X, --with X" => {
        works_as("tidings add event X --participants trump", "tidings add event X --who trump");
        works_as("tidings add event X --with trump,putin", "tidings add event X --who trump,putin");
        works_as(
            "tidings mark summit happened --on today --with trump",
            "tidings mark summit happened --on today --who trump",
        );
    };
    anonymous: "… --anonymous" => {
        finished("tidings add statement X --anonymous", r#"tidings add statement X --by "a senior official""#);
        refused("tidings add statement X --anonymous", "--terms background --attribution");
    };
    secret_by_other_names: "… --confidential, --secret, --internal (add)" => {
        for flag in ["--confidential", "--secret", "--internal"] {
            works_as(&format!("tidings add event X {flag}"), "tidings add event X --visibility internal");
        }
    };
    certainty_as_a_flag: "… --possible, --confirmed, --likely" => {
        for word in ["possible", "confirmed", "likely"] {
            finished(
                &format!("tidings add event X --{word} --when tomorrow"),
                &format!("tidings add event X --certainty {word} --when tomorrow"),
            );
        }
    };
    curly_quotes: "… “curly” quotes around words with spaces" => {
        let (_, answer) = refused("tidings add quote “We will see” --by trump", "tidings add quote --by trump");
        assert!(answer.err.contains("curly quotes do not quote for the shell"), "{answer}");
        finished("tidings add note more words --topic aid", r#"tidings add note "more words" --topic aid"#);
    };
    ls: "tidings ls, tidings list, tidings all" => {
        for word in ["ls", "list", "all"] {
            works_as(&format!("tidings {word}"), "tidings timeline");
        }
        works_as("tidings ls --limit 1 --json", "tidings timeline --limit 1 --json");
    };
    ls_of_a_noun: "tidings list questions, tidings ls sources" => {
        works_as("tidings list questions", "tidings questions");
        works_as("tidings ls sources", "tidings sources");
        works_as("tidings ls events", "tidings timeline --kind event");
    };
    the_morning: "tidings today, tidings morning, tidings status, tidings agenda" => {
        for word in ["today", "morning", "status", "agenda"] {
            works_as(&format!("tidings {word}"), "tidings");
        }
    };
    what_is_next: "tidings next, tidings calendar, tidings milestones" => {
        for word in ["next", "calendar", "milestones"] {
            works_as(&format!("tidings {word}"), "tidings upcoming");
        }
    };
    open: "tidings open, tidings todo" => {
        for word in ["open", "todo"] {
            refused(&format!("tidings {word}"), "tidings watch (open questions) · tidings upcoming (open events)");
        }
    };
    // `said` comes with a later release: until then the statements on the line of time.
    statements: "tidings statements, tidings quotes" => {
        works_as("tidings statements", "tidings timeline --kind statement");
        works_as("tidings quotes", "tidings timeline --kind statement");
    };
    events: "tidings events" => works_as("tidings events", "tidings timeline --kind event");
    notes: "tidings notes" => works_as("tidings notes", "tidings timeline --kind note");
    find: "tidings find X, tidings grep X" => {
        works_as("tidings find 'get along'", "tidings search 'get along'");
        works_as("tidings grep summit", "tidings search summit");
    };
    show_by_other_names: "tidings view ID, tidings cat ID, tidings info ID, tidings ID" => {
        for word in ["view ", "cat ", "info ", ""] {
            works_as(&format!("tidings {word}summit"), "tidings show summit");
        }
        works_as("tidings --json summit", "tidings --json show summit");
        works_as("tidings summit --json", "tidings show summit --json");
        refused("tidings nosuch", "tidings --help");
        finished("tidings upcomin", "tidings upcoming");
    };
    done: "tidings done ID" => {
        finished("tidings done second-meeting", "tidings mark second-meeting happened --on today");
        refused("tidings done joins", r#"tidings answer joins "…""#);
        finished("tidings done explainer", "tidings mark explainer done");
        refused("tidings done nosuch", "tidings mark nosuch happened --on today · tidings answer nosuch");
    };
    an_event_is_not_done: "tidings mark ID done (event)" =>
        finished("tidings mark summit done", "tidings mark summit happened --on today");
    a_question_is_answered: "tidings mark ID answered" =>
        refused("tidings mark joins answered", r#"tidings answer joins "…""#);
    mark_without_a_word: "tidings mark ID (no word)" => {
        let (_, answer) = refused("tidings mark summit", "tidings mark summit happened --on today");
        assert!(answer.err.contains("happened, postponed, cancelled, lapsed; or mooted, possible, likely, confirmed"), "{answer}");
        refused("tidings mark joins", "tidings mark joins void");
        refused("tidings mark explainer", "tidings mark explainer done");
    };
    the_word_before_the_record: "tidings mark happened ID" => {
        refused("tidings mark happened summit", "tidings mark summit happened");
        finished("tidings mark done explainer", "tidings mark explainer done");
    };
    verbs_of_their_own: "tidings cancel ID, postpone ID, confirm ID" => {
        finished("tidings cancel summit", r#"tidings mark summit cancelled --why "…""#);
        finished("tidings postpone summit", r#"tidings mark summit postponed --why "…""#);
        finished("tidings confirm summit", "tidings mark summit confirmed");
    };
    moves_of_their_own: "tidings postpone ID --to X, reschedule ID X, move ID X" => {
        let hint = r#"tidings move summit --to "30 October" --why "…""#;
        finished(r#"tidings postpone summit --to "30 October""#, hint);
        finished(r#"tidings reschedule summit "30 October""#, hint);
        finished(r#"tidings reschedule summit --to "30 October""#, hint);
        finished(r#"tidings move summit "30 October""#, hint);
    };
    move_by_other_flags: "tidings move ID --when X, --date X" => {
        works_as("tidings move summit --when '30 October'", "tidings move summit --to '30 October'");
        works_as("tidings move summit --date '30 October'", "tidings move summit --to '30 October'");
    };
    close_and_reopen: "tidings close ID --as void, tidings reopen ID" => {
        works_as("tidings close joins --as void", "tidings mark joins void");
        works_as(
            "tidings mark joins void && tidings reopen joins --why again",
            "tidings mark joins void && tidings mark joins open --why again",
        );
    };
    resolve: "tidings resolve ID yes" => works_as("tidings resolve joint yes", "tidings answer joint yes");
    remove_by_other_names: "tidings delete ID, rm ID, del ID" => {
        for word in ["delete", "rm", "del"] {
            works_as(&format!("tidings {word} along --yes"), "tidings remove along --yes");
        }
    };
    rename: r#"tidings rename ID "X""# =>
        finished(r#"tidings rename summit "The talks""#, r#"tidings edit summit --title "The talks""#);
    edit_without_a_flag: "tidings edit ID (no flag)" => {
        works("EDITOR=true tidings edit summit", "nothing changed");
        works("EDITOR='sed -i s/Anchorage/Nome/' tidings edit summit", "place: Anchorage → Nome");
        // Where there is neither an editor nor a terminal.
        finished("tidings edit summit", r#"tidings edit summit --when "mid-September""#);
    };
    an_actor_by_its_name: r#"tidings edit "Donald Trump" --alias X"# => {
        let named = r#"tidings add person "Donald Trump" --alias Trumpp --slug dt -q >name"#;
        works(&format!(r#"{named} && tidings edit "Donald Trump" --alias X"#), "alias: Trumpp → X");
        works(&format!("{named} && tidings edit 'donald  trump' --alias X"), "alias: Trumpp → X");
        works(&format!("{named} && tidings edit trumpp --alias X"), "alias: Trumpp → X");
        works(&format!("{named} && tidings edit dt --alias X"), "alias: Trumpp → X");
        works(&format!("{named} && tidings edit $(cat name) --alias X"), "alias: Trumpp → X");
    };
    link_without_a_verb: "tidings link A B" => {
        finished("tidings link along summit", "tidings link along about summit");
        for verb in ["supports", "contradicts", "promises"] {
            let (_, answer) = refused("tidings link along summit", "");
            assert!(answer.err.contains(&format!("\n  tidings link along {verb} summit\n")), "{answer}");
        }
    };
    tag: "tidings tag ID X" => finished("tidings tag summit aid", "tidings edit summit --add topic=aid");
    check_alone: "tidings check" => works("tidings check", "Nothing is due for a look.");
    lint: "tidings lint, tidings verify" => {
        refused("tidings lint", "tidings doctor");
        refused("tidings verify", "tidings doctor");
    };
    undo_a_number: "tidings undo 3" => {
        refused("tidings undo 3", "tidings undo, 3 times");
        finished("tidings undo 3", "tidings undo o3");
        refused("tidings redo 3", "tidings redo o3");
    };
    history_of_one: "tidings history ID" => {
        works("tidings history summit", "add summit");
        works_as("tidings log", "tidings history");
    };
    export_without_a_format: "tidings export, tidings export timeline.json" => {
        finished("tidings export", "tidings export json > timeline.json");
        finished("tidings export timeline.json", "tidings export json > timeline.json");
    };
    export_of_what_is_not_there: "tidings export pdf, docx, xlsx" => {
        for format in ["pdf", "docx", "xlsx", "html", "csv"] {
            refused(&format!("tidings export {format}"), "tidings export json");
        }
    };
    import: "tidings import https://…" => {
        refused(
            "tidings import https://example.org/list.csv",
            "curl -o list.csv https://example.org/list.csv; tidings import list.csv --dry-run",
        );
    };
    nothing_to_set_up: "tidings init, tidings setup" => {
        finished("tidings init", r#"tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin"#);
        refused("tidings setup", "the first add makes the file");
    };
    help_on_dates: "tidings help dates" => works("tidings help dates", "late August");
}

#[test]
fn no_help_shows_a_hidden_name() {
    let home = Home::new();
    let hidden = [
        "--speaker",
        "--date",
        "--time",
        "--at ",
        "--where",
        "--location",
        "--tag",
        "--participants",
        "--with",
        "--confidential",
        "--secret",
        "--internal",
        "--due",
        "--by-date",
        "--reason",
        "--because",
        "--cite",
    ];
    for command in [
        "", "add", "edit", "mark", "move", "answer", "check", "cite", "remove", "show", "history",
    ] {
        let help = home.types(&format!("tidings {command} --help"));
        assert_eq!(help.code, 0, "{help}");
        for name in hidden {
            assert!(!help.out.contains(name), "{command}: {name}\n{help}");
        }
        for alias in ["delete", "rm,", "view", "cat ", "morning ", "log  "] {
            assert!(
                !help.out.contains(&format!("\n  {alias}")),
                "{command}: {alias}\n{help}"
            );
        }
        assert_eq!(
            help.out,
            home.types(&format!("tidings help {command}")).out,
            "{command}"
        );
    }
}

/// No help, hint or notice names a command that this release lacks; each example is a line that works or is refused for
/// what it names alone.
#[test]
fn every_example_of_the_help_is_understood() {
    let home = Home::new();
    let mut examples = 0;
    let commands = home.types("tidings --help").out;
    let names: Vec<&str> = commands
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty())
        .collect();
    let shelf = Home::at_work();
    shelf.does(
        r#"
        tidings add yesno "Does he?" --slug cfk
        tidings add choice "Where?" --option Rome --option Riga --slug venue
        tidings add question "Will they?" --slug hvw
        tidings add actor trump2 --slug kremlin
        tidings add actor "Donald Trump"
        tidings add source "wire copy"
        tidings add source "Wire of 6 August" --slug wire-0806
        tidings add summit "Alaska" --slug alaska-summit
        tidings add story "Alaska talks"
        tidings add note a
        tidings add note b
        tidings add note c
        tidings add note d
        tidings add note e
        tidings add statement "So he said" --slug rfc --about alaska-summit --source https://example.org/wire
        tidings export json -o timeline.json
        "#,
    );
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let help = home
            .types(&format!("COLUMNS=120 tidings {name} --help"))
            .out;
        for line in help
            .lines()
            .filter_map(|line| line.strip_prefix("  tidings "))
        {
            let home = shelf.copy();
            let line = line.replace("https://…", "https://example.org/a");
            let answer = home.pipes(b"yes\n", &format!("tidings {line}"));
            // Outside a terminal `remove` wants --yes; and nothing was undone yet.
            let asks = ["remove", "redo", "undo o12"]
                .iter()
                .any(|verb| line.starts_with(verb));
            assert!(answer.code == 0 || asks, "tidings {line}\n{answer}");
            examples += 1;
        }
    }
    assert!(examples > 20, "{examples}");
}
