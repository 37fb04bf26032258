//! A record as a form in the user's editor: what is wrong stands above it when it opens again, and nothing that was typed
//! is lost.

use std::process::ExitCode;

use super::{
    clock,
    desk::Desk,
    editor::{Editor, Sheet},
    error::Failure,
    fields::about,
};
use crate::{
    recording::{self, Changes, Done, Edit, Error, Fault, Field, Form, Notice, bare, marked},
    store::{self, Store, Written},
};

/// So often the form opens where nobody sits at it: a script may change it anew each time, and never mend it.
const MOST: usize = 5;

/// Opens a record as a form, and records what differs as one edit. The file is not held meanwhile.
pub(super) fn edit(desk: &mut Desk, editor: &Editor, which: &str) -> Result<ExitCode, Failure> {
    let form = {
        let store = desk.store()?.ok_or_else(|| desk.nothing_yet(which))?;
        let id = desk.find(&store, which)?;
        let row = store.row(&id)?.filter(|row| !row.removed);
        let row = row.ok_or_else(|| desk.nothing_yet(which))?;
        Form::of(&store, row.any()?)?
    };
    let mut sheet = Sheet::new(desk.state(), &form.shown)?;
    let mut text = form.text(explained).into_bytes();
    let mut faults: Vec<Fault> = Vec::new();
    let mut openings = 0;
    loop {
        openings += 1;
        let Some(typed) = sheet.edit(editor, text)? else {
            return match faults.first() {
                None => {
                    let (store, written) = record(desk, &form, &Edit::default())??;
                    desk.show_done(&store, &written)
                }
                Some(fault) => Err(sheet.kept(&fault.what)),
            };
        };
        faults = match read(&form, bare(&typed)) {
            Err(faults) => faults,
            Ok(None) => {
                return Err(Failure::failed(
                    "the form is empty; nothing was recorded",
                    None,
                ));
            }
            Ok(Some(changes)) => {
                desk.moment = clock::later(&desk.moment);
                match record(desk, &form, &changes.edit)? {
                    Ok((store, written)) => {
                        let shown = desk.show_done(&store, &written);
                        say_order(desk, &changes);
                        return shown;
                    }
                    Err(why) if is_final(&why) => return Err(sheet.kept(&why.to_string())),
                    Err(why) => vec![changes.fault(&why)],
                }
            }
        };
        if let Some(fault) = faults
            .first()
            .filter(|_| openings == MOST && !desk.ui.is_interactive())
        {
            return Err(sheet.kept(&fault.what));
        }
        text = marked(&typed, &faults);
    }
}

/// What a comment says of a field.
fn explained(field: Field) -> &'static str {
    match field {
        Field::Story => "The story that it belongs to",
        Field::By => "Who said it",
        Field::Of => "Whom it belongs to",
        Field::Who => "Who takes part; a role after a colon: host, guest, mediator, possible",
        field => about(field),
    }
}

/// What differs in the form; nothing where nothing is left of it.
fn read(form: &Form, typed: &[u8]) -> Result<Option<Changes>, Vec<Fault>> {
    match std::str::from_utf8(typed) {
        Ok(text) => form.changes(text),
        Err(why) => {
            let before = typed.get(..why.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            Err(vec![Fault {
                line: Some(line),
                what: "this line is not UTF-8".to_owned(),
                hint: Some("save the file as UTF-8".to_owned()),
            }])
        }
    }
}

/// Records what differs from the record as the form showed it.
fn record(
    desk: &Desk,
    form: &Form,
    edit: &Edit,
) -> Result<Result<(Store, Written<Done>), Error>, Failure> {
    let id = form.record.id().to_string();
    desk.attempt(
        "edit",
        |draft| recording::edit_from(draft, &id, edit, &form.record),
        |_| {},
    )
}

/// Whether another look at the form cannot settle it.
fn is_final(why: &Error) -> bool {
    match why {
        Error::Store(why) => !matches!(why, store::Error::Limit(_) | store::Error::Model(_)),
        Error::Changed { .. } | Error::Removed { field: None, .. } => true,
        _ => false,
    }
}

/// Lists whose members were put in another order: an edit changes none.
fn say_order(desk: &Desk, changes: &Changes) {
    let lists: Vec<&str> = changes.reordered.iter().map(|field| field.flag()).collect();
    if !lists.is_empty() && !desk.ui.quiet && !desk.ui.json {
        let text = format!(
            "the order of {} stays: a list reads as its members came in",
            lists.join(", ")
        );
        desk.ui.notice(&[Notice::plain("order", text)]);
    }
}
