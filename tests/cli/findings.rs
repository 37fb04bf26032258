//! Records that break a rule as they came, by a merge of two desks: they bar nobody from mending anything else.

use std::fs;

use insta::assert_snapshot;

use crate::home::Home;

/// A file into which came what two desks brought about together.
fn with_findings() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add summit Talks --when 2025-08-20 --slug talks
        tidings add yesno Whole? --slug whole
        tidings add yesno Other? --slug other
        tidings add choice Which? --option A --option B --slug which
        tidings forecast which 30% --option A
        tidings add question Open? --slug open-one --part-of whole
        tidings add todo Explainer --slug todo --visibility public
        tidings export json -q > all.json
        "#,
    );
    let path = home.path().join("all.json");
    let mut all: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let of = |slug: &str| home.record(slug)["id"].clone();
    let [talks, which, open, todo, other] = ["talks", "which", "open-one", "todo", "other"].map(of);
    for list in all.as_object_mut().unwrap().values_mut() {
        for record in list.as_array_mut().into_iter().flatten() {
            if record["id"] == talks {
                record["status"] = "cancelled".into();
                record["certainty"] = "likely".into();
                record["standing"] = "disputed".into();
            } else if record["id"] == which {
                record["type"] = "yesno".into();
            } else if record["id"] == open {
                let links = record["links"].as_array_mut().unwrap();
                links.push(serde_json::json!({"verb": "part-of", "to": other}));
            } else if record["id"] == todo {
                record["kind"] = "context".into();
                record["done"] = serde_json::json!({"edtf": "2025-08-14"});
            }
        }
    }
    fs::write(&path, all.to_string()).unwrap();
    home.does("tidings import all.json --update -q");
    home
}

#[test]
fn what_came_broken_bars_nobody_from_mending_something_else() {
    let home = with_findings();
    assert_snapshot!(home.session(r#"
        tidings edit talks --title "The talks"
        tidings edit talks --certainty possible
        tidings edit talks --no certainty
        tidings cite talks --source https://example.org/a
        tidings edit talks --no standing
        tidings edit talks --place Riyadh
        tidings edit talks --standing disputed
    "#), @r#"
    $ tidings edit talks --title "The talks"
    png  The talks
         title: Talks → The talks
    ---- stderr
    notice: it came so: certainty goes with an expected event, and this one is cancelled (tidings edit talks --no certainty)
    $ tidings edit talks --certainty possible
    ---- stderr
    error: certainty goes with an expected event, and this one is cancelled
    hint: leave --certainty out; of what happened --standing says how sure it is
    ---- exit 2
    $ tidings edit talks --no certainty
    png  The talks
         certainty: likely → none
    ---- stderr
    notice: it came so: standing goes with an event that happened, and this one is cancelled (tidings edit talks --no standing)
    $ tidings cite talks --source https://example.org/a
    png  The talks
         source a, new
    ---- stderr
    notice: it came so: standing goes with an event that happened, and this one is cancelled (tidings edit talks --no standing)
    $ tidings edit talks --no standing
    png  The talks
         standing: disputed → none
    $ tidings edit talks --place Riyadh
    png  The talks, Riyadh
         place: none → Riyadh
    $ tidings edit talks --standing disputed
    ---- stderr
    error: standing goes with an event that happened, and this one is cancelled
    hint: leave --standing out; of what is to come --certainty says how sure it is
    ---- exit 2
    "#);
    assert_snapshot!(home.session(r#"
        tidings check which "nothing yet"
        tidings forecast which 40%
        tidings edit which --no option
        tidings edit which --no forecast=1
        tidings link open-one about talks
        tidings link open-one part-of which
        tidings unlink open-one part-of other
        tidings edit todo --title Explained
        tidings undo
        tidings edit todo --kind todo
    "#), @r#"
    $ tidings check which "nothing yet"
    xmd  Which?
         checked Thu 14 Aug 2025: nothing yet
    ---- stderr
    notice: it came so: options go with a choice, and this question is of type yesno (tidings edit which --no option)
    $ tidings forecast which 40%
    xmd  Which?
         forecast 40 %
    ---- stderr
    notice: it came so: options go with a choice, and this question is of type yesno (tidings edit which --no option)
    $ tidings edit which --no option
    xmd  Which?
         option: A, B → none
    ---- stderr
    notice: it came so: a forecast of an option goes with a choice, and this question is of type yesno (tidings edit which --no forecast=1)
    $ tidings edit which --no forecast=1
    xmd  Which?
         no longer: forecast A 30 %
    $ tidings link open-one about talks
    jld  Open?
         about png
    ---- stderr
    notice: it came so: a question is part of at most one other (tidings unlink open-one part-of cjxhxlzqstmkrmbn)
    $ tidings link open-one part-of which
    ---- stderr
    error: a question is part of at most one other
    hint: name one
    ---- exit 2
    $ tidings unlink open-one part-of other
    jld  Open?
         no longer: part of cjx
    $ tidings edit todo --title Explained
    xbx  Explained
         title: none → Explained
    ---- stderr
    notice: it came so: only a todo can be done (tidings edit todo --kind todo)
    $ tidings undo
    Undid o20 “edit”.
    xbx  Explainer
         title: Explained → none
    $ tidings edit todo --kind todo
    xbx  Explainer
         kind: context → todo
    "#);
    let doctor = home.types("tidings doctor");
    assert!(!doctor.out.contains("goes with"), "{doctor}");
}
