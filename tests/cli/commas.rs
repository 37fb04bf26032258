//! Names that hold a comma, which parts names in a list.

use insta::assert_snapshot;

use super::home::Home;

#[test]
fn a_name_that_holds_a_comma_is_the_actor_who_has_it() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Smith, John" --kind person --alias "script:Сміт"
        tidings add actor "House, Senate" --slug house
        tidings add statement "One" --by "smith, john" --on today --slug one
        tidings add statement "Two" --by "Smith, John" --by house --on today --slug two
        tidings add meeting "Three" --who "Smith, John:host" --who "new:Jones,Brown:guest" --on today
        tidings add note "Of whom it is" --about "Smith, John"
        tidings edit one --add "by=House, Senate"
        tidings edit two --no "by=House, Senate"
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings timeline --actor "Smith, John"
        tidings actors
        tidings add milestone "Four" --when "late August"
        tidings move @ --to "mid-September" --by "House, Senate"
    "#), @r#"
    $ tidings timeline --actor "Smith, John"
    Smith, John

    2025
      Thu 14 Aug    cjx  Smith, John, House, Senate: One
                    xmd  Smith, John: Two
                    tfn  Three                                               meeting
    ────────────────  today, Thu 14 Aug  ────────────────
    $ tidings actors
      pngcbvvm  Smith, John                                                   person
                also Сміт
      house     House, Senate
      jones     Jones
      brown     Brown
    $ tidings add milestone "Four" --when "late August"
    hpp  Four
         milestone, expected · 21–31 Aug 2025 (in 7 to 17 days)
    $ tidings move @ --to "mid-September" --by "House, Senate"
    hpp  Four
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days (1st time) · by
         House, Senate
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    "#);
}

#[test]
fn one_value_that_makes_two_new_names_says_so() {
    let home = Home::new();
    assert_snapshot!(home.session(r#"
        tidings add statement "One" --by "Smith, John" --on today
        tidings undo
        tidings add actor "Smith, John"
        tidings add statement "One" --by "Smith, John" --on today
        tidings add meeting "Two" --who "Donald Trump, Vladimir Putin" --on today
        tidings add meeting "Three" --who merz,starmer --on today
        tidings add milestone "Four" --when tomorrow --by "Rutte, Mark"
        tidings add yesno "Five?"
        tidings forecast @ 30% --by "Rutte, Mark"
    "#), @r#"
    $ tidings add statement "One" --by "Smith, John" --on today
    png  Smith, John: One
         statement, paraphrase · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: "Smith" and "John" are two names · new actors Smith, John (tidings undo, then tidings add actor "Smith, John")
    $ tidings undo
    Undid o1 “add statement”.
    smith “Smith” is gone.
    john “John” is gone.
    png “One” is gone.
    $ tidings add actor "Smith, John"
    cjxhxlzqstmkrmbn  Smith, John
                      actor
    $ tidings add statement "One" --by "Smith, John" --on today
    xmd  Smith, John: One
         statement, paraphrase · Thu 14 Aug 2025 (today)
    $ tidings add meeting "Two" --who "Donald Trump, Vladimir Putin" --on today
    tfn  Two
         meeting, happened · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actors Donald Trump, Vladimir Putin · no source (tidings edit "Donald Trump" --kind person)
    $ tidings add meeting "Three" --who merz,starmer --on today
    jld  Three
         meeting, happened · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actors merz, starmer · no source (tidings edit merz --name "…" --kind person)
    $ tidings add milestone "Four" --when tomorrow --by "Rutte, Mark"
    ---- stderr
    error: --by names the one who announced it, and here are 2: "Rutte" and "Mark"
    hint: give one name; a name that holds a comma: tidings add actor "Rutte, Mark", then again
    ---- exit 2
    $ tidings add yesno "Five?"
    xbx  Five?
         question, yes/no, open
    $ tidings forecast @ 30% --by "Rutte, Mark"
    ---- stderr
    error: --by names the one who thinks so, and here are 2: "Rutte" and "Mark"
    hint: give one name; a name that holds a comma: tidings add actor "Rutte, Mark", then again
    ---- exit 2
    "#);
}
