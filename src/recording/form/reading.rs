//! A form that was edited is read: what differs from the form as it was written, and what is none of its lines.

use super::{
    Form, Line, Part,
    syntax::{self, Fault, Section, Written},
};
use crate::{
    model::nearest,
    recording::{
        Change, Edit, Error, Field, Given, error::article, members::Numbered, shell::quote,
    },
};

/// What was read from a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// What differs.
    pub edit: Edit,
    /// Lists whose members stand in another order, which no edit changes.
    pub reordered: Vec<Field>,
    /// Where what differs stands: the field, and the line.
    lines: Vec<(Field, usize)>,
    /// Where all else stands: what differs may not go with it.
    others: Vec<(Field, usize)>,
}
impl Changes {
    /// What a verb refused, at the line of the form that it is about.
    #[must_use]
    pub fn fault(&self, why: &Error) -> Fault {
        let what = why.to_string();
        let field = why.field();
        let is_it = |(of, _): &&(Field, usize)| Some(*of) == field;
        let at = self.lines.iter().chain(&self.others).find(is_it);
        let line = match (at, self.lines.as_slice()) {
            (Some((_, line)), _) | (None, [(_, line)]) => Some(*line),
            _ => None,
        };
        Fault {
            line,
            what: without_dashes(&what),
            hint: why.hint().map(|hint| without_dashes(&hint)),
        }
    }
}

/// A message that names flags, as it is said of the lines of a form; what holds a whole command stays.
fn without_dashes(message: &str) -> String {
    match message.contains("tidings ") {
        true => message.to_owned(),
        false => message.replace("--", ""),
    }
}
impl Form {
    /// What differs in a form that was edited: nothing, where nothing is left of it.
    ///
    /// # Errors
    /// Each line that is none of this form's.
    pub fn changes(&self, text: &str) -> Result<Option<Changes>, Vec<Fault>> {
        let sections = syntax::read(text)?;
        if sections
            .iter()
            .all(|section| section.heading.is_none() && section.values.is_empty())
        {
            return Ok(None);
        }
        let mut reading = Reading {
            form: self,
            changes: Changes {
                edit: Edit::default(),
                reordered: Vec::new(),
                lines: Vec::new(),
                others: Vec::new(),
            },
            faults: Vec::new(),
        };
        reading.sections(&sections);
        if reading.faults.is_empty() {
            Ok(Some(reading.changes))
        } else {
            Err(reading.faults)
        }
    }
}

/// A form that is being read.
struct Reading<'f> {
    form: &'f Form,
    changes: Changes,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn sections(&mut self, sections: &[Section]) {
        let kind = self.form.record.kind();
        let mut seen: Vec<(Numbered, usize)> = Vec::new();
        for section in sections {
            let Some((name, number)) = &section.heading else {
                self.own(section);
                continue;
            };
            let list = Numbered::ALL
                .iter()
                .copied()
                .find(|list| list.word() == name);
            let place = number.parse::<usize>().ok();
            let part = self
                .form
                .parts
                .iter()
                .find(|part| part.member.is_some() && part.member == list.zip(place));
            match (list, part.and_then(|part| Some((part, part.member?)))) {
                (_, Some((_, member))) if seen.contains(&member) => self.fault(
                    section.line,
                    format!("[{name} {number}] stands here twice"),
                    "one of the two has to go",
                ),
                (_, Some((part, member))) => {
                    seen.push(member);
                    let change = self.change(part, section);
                    if !change.is_empty() {
                        self.changes
                            .edit
                            .members
                            .push((member.0, number.clone(), change));
                    }
                }
                (Some(Numbered::Citation), None) if number.is_empty() => self.cite(section),
                (Some(list), None) if number.is_empty() && list.kinds().contains(&kind) => self
                    .fault(
                        section.line,
                        format!("a new {name} is no correction"),
                        list.news(&self.form.shown),
                    ),
                _ => self.fault(
                    section.line,
                    format!("there is no {name} {number}").trim_end(),
                    "the headings that were here, or [citation] for a new one",
                ),
            }
        }
        let gone = self.form.parts.iter().filter_map(|part| part.member);
        for (list, number) in gone.filter(|member| !seen.contains(member)) {
            let no = (list.word().to_owned(), Some(number.to_string()));
            self.changes.edit.own.no.push(no);
        }
    }

    fn fault(&mut self, line: usize, what: impl Into<String>, hint: impl Into<String>) {
        self.faults.push(Fault::at(line, what, hint));
    }

    fn own(&mut self, section: &Section) {
        let id = self.form.record.id().to_string();
        let (ids, values): (Vec<&Written>, Vec<&Written>) =
            section.values.iter().partition(|one| one.name == "id");
        match ids.as_slice() {
            [one] if one.value == id => {}
            [one, ..] => self.fault(
                one.line,
                format!(
                    "this is the form of {id}, and {} is another id",
                    quote(&one.value)
                ),
                format!("id: {id}"),
            ),
            [] => self.faults.push(Fault {
                line: None,
                what: "the line with the id is gone".to_owned(),
                hint: Some(format!("id: {id}")),
            }),
        }
        let section = Section {
            values: values.into_iter().cloned().collect(),
            ..Section::default()
        };
        if let Some(part) = self.form.parts.first() {
            let change = self.change(part, &section);
            let own = &mut self.changes.edit.own;
            own.given = change.given;
            own.add.extend(change.add);
            own.no.extend(change.no);
        }
    }

    /// A citation that is new.
    fn cite(&mut self, section: &Section) {
        let mut given = Given::default();
        for one in section
            .values
            .iter()
            .filter(|one| !one.value.trim().is_empty())
        {
            let fields = Numbered::Citation.fields();
            match fields.iter().find(|(field, _)| field.flag() == one.name) {
                Some((field, _)) => {
                    given.give(*field, vec![one.value.clone()]);
                    self.changes.lines.push((*field, one.line));
                }
                None => self.unknown(
                    one,
                    &fields
                        .iter()
                        .map(|(field, _)| field.flag())
                        .collect::<Vec<_>>(),
                    "a citation",
                ),
            }
        }
        if given.has(Field::Source) {
            self.changes.edit.cite.push(given);
        } else {
            self.fault(
                section.line,
                "a citation needs its source",
                "source: URL, title or slug",
            );
        }
    }

    fn unknown(&mut self, one: &Written, fields: &[&str], what: &str) {
        if one.name == "status" {
            let hint = format!("tidings mark {} lists what it can become", self.form.shown);
            return self.fault(one.line, "where it stands is news", hint);
        }
        let hint = match nearest(&one.name, fields) {
            Some(near) => format!("did you mean {near}:?"),
            None => format!("its fields: {}", fields.join(", ")),
        };
        self.fault(
            one.line,
            format!("{} is no field of {what}", one.name),
            hint,
        );
    }

    /// What differs in one part.
    fn change(&mut self, part: &Part, section: &Section) -> Change {
        let kind = self.form.record.kind();
        let fields: Vec<&str> = part.lines.iter().map(|line| line.field.flag()).collect();
        let what = match part.member {
            Some((list, _)) => format!("a {}", list.word()),
            None => article(&kind),
        };
        for one in section
            .values
            .iter()
            .filter(|one| !fields.contains(&one.name.as_str()))
        {
            self.unknown(one, &fields, &what);
        }
        let mut change = Change::default();
        for line in &part.lines {
            let flag = line.field.flag();
            let written: Vec<&Written> = section
                .values
                .iter()
                .filter(|one| one.name == flag && !one.value.trim().is_empty())
                .collect();
            let others = written.iter().map(|one| (line.field, one.line));
            self.changes.others.extend(others);
            if part.member.is_none() && line.field.is_list(kind) {
                self.list(line, &written, &mut change);
            } else {
                self.single(line, &written, section.line, &mut change);
            }
        }
        follow_date(part, section, &mut change);
        change
    }

    fn single(&mut self, line: &Line, written: &[&Written], heading: usize, change: &mut Change) {
        let flag = line.field.flag();
        match (line.values.first(), written) {
            (None, []) => {}
            (Some(_), []) => {
                change.no.push((flag.to_owned(), None));
                self.changes
                    .lines
                    .extend((heading > 0).then_some((line.field, heading)));
            }
            (Some(before), [one]) if *before == one.value => {}
            (_, [one]) => {
                change.given.give(line.field, vec![one.value.clone()]);
                self.changes.lines.push((line.field, one.line));
            }
            (_, [.., second]) => self.fault(
                second.line,
                format!("{flag} stands here twice"),
                "it has one value: take one of the two lines out",
            ),
        }
    }

    fn list(&mut self, line: &Line, written: &[&Written], change: &mut Change) {
        let flag = line.field.flag();
        let before = change.no.len() + change.add.len();
        for value in &line.values {
            if !written.iter().any(|one| one.value == *value) {
                change.no.push((flag.to_owned(), Some(value.clone())));
            }
        }
        for one in written {
            if !line.values.contains(&one.value) {
                change.add.push((flag.to_owned(), one.value.clone()));
                self.changes.lines.push((line.field, one.line));
            }
        }
        let same = change.no.len() + change.add.len() == before;
        if same
            && written.iter().map(|one| &one.value).ne(&line.values)
            && written.len() == line.values.len()
        {
            self.changes.reordered.push(line.field);
        }
    }
}

/// A new date keeps the zone and the place in its day that stand beside it in the form.
fn follow_date(part: &Part, section: &Section, change: &mut Change) {
    if part.member.is_some() || !change.given.has(Field::When) {
        return;
    }
    for field in [Field::Zone, Field::Order] {
        let one = section.values.iter().find(|one| one.name == field.flag());
        if let Some(one) =
            one.filter(|one| !one.value.trim().is_empty() && !change.given.has(field))
        {
            change.given.give(field, vec![one.value.clone()]);
        }
    }
}
