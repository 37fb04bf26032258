//! The screen of `history`: operations, newest first; of one record, what each changed.

use super::{Block, Layout, Row, Span, Text, Title, block::aside, changes, words};
use crate::report::{Report, Step};

impl Layout for Report<Step> {
    fn sheet(&self) -> Vec<Block> {
        let steps = self.items("items");
        let mut blocks: Vec<Block> = steps
            .iter()
            .map(|step| Block::Row(row(step, self)))
            .collect();
        if steps.is_empty() {
            blocks.push(Block::Line(0, Text::plain("Nothing was recorded.")));
        }
        let left_out = self.group("items").map_or(0, |group| group.left_out);
        if left_out > 0 {
            blocks.push(Block::Line(2, Text::dim(format!("and {left_out} earlier"))));
        }
        blocks
    }
}

fn row(step: &Step, report: &Report<Step>) -> Row {
    let mut row = Row {
        indent: 2,
        date: Some(Text::plain(words::moment(
            step.millis,
            report.today,
            report.zone,
        ))),
        id: step.operation.clone(),
        title: Title {
            before: Text::plain(what(step, report)),
            ..Title::default()
        },
        aside: beside(step),
        ..Row::default()
    };
    row.under
        .extend(differences(step, report).into_iter().map(Text::plain));
    row.under.extend(
        step.reason
            .as_ref()
            .map(|reason| Text::plain(format!("why: {reason}"))),
    );
    row
}

/// The command and, in the history of the file, what it was about.
fn what(step: &Step, report: &Report<Step>) -> String {
    let names = &report.names;
    let (Some(id), None) = (step.about, &step.states) else {
        return step.command.clone();
    };
    let others = step.records.len() - 1;
    let more = match others {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    let words = names.words(id);
    let handle = names.handle(id);
    if handle == words {
        format!("{} · {words}{more}", step.command)
    } else {
        format!("{} {handle} · {words}{more}", step.command)
    }
}

fn beside(step: &Step) -> Vec<Span> {
    let mut parts: Vec<Span> = step.author.clone().into_iter().map(aside).collect();
    match &step.undone {
        serde_json::Value::Bool(true) => parts.push(aside("taken back")),
        serde_json::Value::Array(_) => parts.push(aside("taken back in part")),
        _ => {}
    }
    parts
}

fn differences(step: &Step, report: &Report<Step>) -> Vec<String> {
    match &step.states {
        Some([Some(before), Some(after)]) => changes(before, after, &report.names, report.today),
        Some([Some(_), None]) => vec!["removed".to_owned()],
        Some([None, Some(_)]) if !step.command.starts_with("add") => vec!["there again".to_owned()],
        _ => Vec::new(),
    }
}
