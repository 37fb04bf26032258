//! Manual pages and help.

use std::fs;

use crate::home::Home;

#[test]
fn help_says_first_what_the_program_does() {
    let home = Home::new();
    let first = "Follow a developing story: log events, statements and open questions; ask what is open and what comes next";
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for typed in ["tidings --help", "tidings -h", "tidings help"] {
        assert!(words(&home.types(typed).out).starts_with(first), "{typed}");
    }
    assert!(words(&home.types("tidings man").out).contains(&format!("tidings \\- {}", first)));
}

#[test]
fn one_page_a_command_with_its_examples() {
    let home = Home::new();
    let wrote = home.types("tidings man --dir pages");
    let mut pages: Vec<String> = fs::read_dir(home.path().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert_eq!(
        wrote.out,
        format!("Wrote {} pages into pages.\n", pages.len())
    );
    let help = home.types("tidings --help").out;
    let told: Vec<String> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|word| help.contains(&format!("\n  {word} ")))
        .map(|word| format!("tidings-{word}.1"))
        .collect();
    assert_eq!(
        pages,
        [vec!["tidings.1".to_owned()], told]
            .concat()
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    for page in pages {
        let text = fs::read_to_string(home.path().join("pages").join(&page)).unwrap();
        assert!(
            text.contains(".SH SYNOPSIS") && !text.contains("secret"),
            "{page}"
        );
        assert!(
            text.contains(".SH EXAMPLES") || page == "tidings.1",
            "{page}\n{text}"
        );
    }
}

#[test]
fn the_page_of_one_command() {
    let home = Home::new();
    insta::assert_snapshot!(home.types("tidings man undo").out, @r#"
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .TH tidings-undo 1  "tidings 0.0.1" tidings
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .SH NAME
    tidings\-undo \- Take back what was recorded last, or one operation
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .SH SYNOPSIS
    \fBtidings undo\fR [\fB\-\-author\fR] [\fB\-h\fR|\fB\-\-help\fR] [\fIOPERATION\fR] 
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .SH DESCRIPTION
    Take back what was recorded last, or one operation
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .SH OPTIONS
    .TP
    \fB\-\-author\fR \fI<NAME>\fR
    Who writes this down [env: TIDINGS_AUTHOR]
    .TP
    \fB\-h\fR, \fB\-\-help\fR
    Print help
    .TP
    [\fIOPERATION\fR]
    The operation, as tidings history numbers it; left out: the last one
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .SH NOTES
    .PP
    The journal only grows: what is taken back no longer counts, and redo brings it back. What was recorded later stands.
    .SH EXAMPLES
    .nf
      tidings undo
      tidings undo o12
    .fi
    .SH "SEE ALSO"
    tidings(1), which has the options of every command
    "#);
    let whole = home.types("tidings man").out;
    for section in [
        "NAME",
        "SYNOPSIS",
        "OPTIONS",
        "COMMANDS",
        "ENVIRONMENT",
        "FILES",
        "EXIT STATUS",
    ] {
        assert!(whole.contains(section), "{section}");
    }
    let answer = home.types("tidings man frobnicate");
    assert_eq!(answer.code, 2, "{answer}");
    let answer = home.types("touch file; tidings man --dir file");
    assert!(
        answer.code == 1 && answer.err.contains("file cannot be written"),
        "{answer}"
    );
}
