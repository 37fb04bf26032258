//! What is said where something would go out that tells of what does not: both records, and how that is mended.

use super::{desk::Desk, error::Failure};
use crate::{
    model::Kind,
    recording::{Field, shell, shortened},
    report::release::{Hidden, Leak, Leaks, Named, Why},
};

/// The failure of an export that would tell of what it leaves out.
pub(super) fn failure(leaks: &Leaks, desk: &Desk) -> Failure {
    let records = match leaks.records.len() {
        1 => "a record".to_owned(),
        count => format!("{count} records"),
    };
    let mut what = format!("{records} would tell of what does not go out, so nothing was written");
    let mut last = None;
    for leak in &leaks.leaks {
        let (short, headline) = (&leak.record.short, shortened(&leak.record.headline));
        if last != Some(leak.record.id) {
            what.push_str(&format!("\n  {short}  {headline}"));
            last = Some(leak.record.id);
        }
        let indent = short.chars().count() + 4;
        what.push_str(&format!("\n{:indent$}{}", "", tells(leak)));
    }
    if leaks.more > 0 {
        what.push_str(&format!("\n  and {} more", leaks.more));
    }
    Failure::failed(what, Some(mend(leaks, desk)))
}

/// What one record tells of another: `title names actor jean-exemple "Jean Exemple" (internal)`.
fn tells(leak: &Leak) -> String {
    let hidden = &leak.hidden;
    let what = match (leak.by_name, leak.why) {
        (_, Hidden::Alias) => "holds an alias of",
        (_, Hidden::Reference) => "holds words that were taken out with",
        (_, Hidden::Former(_)) => "holds former words of",
        (true, _) => "names",
        (false, _) => "holds words of",
    };
    let said = match &leak.said {
        Some((_, said)) => format!("who said {} and may not be named with it", short(said)),
        None => "who said it and may not be named".to_owned(),
    };
    let why = match leak.why {
        Hidden::Record(why) | Hidden::Former(Some(why)) => reason(why),
        Hidden::Former(None) => "not to go out then",
        Hidden::Alias => "described, so that no alias of it goes out",
        Hidden::Reference => "not in what goes out",
        Hidden::Speaker => &said,
    };
    let removed = if hidden.is_removed { ", removed" } else { "" };
    let place = place(&leak.path);
    let name = short(hidden);
    let headline = shortened(&hidden.headline);
    format!(
        "{place} {what} {} {name} \"{headline}\" ({why}{removed})",
        hidden.kind
    )
}

/// What a record goes by in a line: its slug, or the fewest letters.
fn short(named: &Named) -> &str {
    named.slug.as_ref().unwrap_or(&named.short)
}

fn reason(why: Why) -> &'static str {
    match why {
        Why::Private => "private",
        Why::Internal => "internal",
        Why::Embargoed => "under embargo",
        Why::OffRecord => "off the record",
        Why::Background => "on background",
    }
}

/// A path of the document as one says it: `moves[0].why` is "move 1, why".
fn place(path: &str) -> String {
    let steps = path.split('.').map(|step| match step.split_once('[') {
        Some((list, at)) => {
            let at: usize = at.trim_end_matches(']').parse().unwrap_or_default();
            format!("{} {}", member(list), at + 1)
        }
        None => step.replace('_', " "),
    });
    steps.collect::<Vec<_>>().join(", ")
}

/// The commands that mend the first leak, and the one that lets all of them pass.
fn mend(leaks: &Leaks, desk: &Desk) -> String {
    let mut commands = Vec::new();
    if let Some(leak) = leaks.leaks.first() {
        let flags = flags(leak.record.kind, &leak.path);
        commands.extend(
            flags.map(|flags| format!("tidings edit {} {flags} \"…\"", typed(&leak.record))),
        );
        if let Some((verb, said)) = &leak.said {
            let (record, said) = (typed(&leak.record), typed(said));
            commands.push(format!("tidings unlink {record} {verb} {said}"));
        }
        let mut named = leaks.leaks.iter().filter(|leak| leak.by_name);
        if let Some(leak) = named.find(|leak| leak.hidden.may_be_description) {
            let which = typed(&leak.hidden);
            commands.push(format!(
                "if that only describes somebody: tidings edit {which} --kind described"
            ));
        }
        let is_internal = leak.why == Hidden::Record(Why::Internal);
        let is_name = matches!(leak.hidden.kind, Kind::Actor | Kind::Source);
        if is_internal && is_name && !leak.hidden.is_removed {
            let which = typed(&leak.hidden);
            commands.push(format!(
                "if everybody may know the name: tidings edit {which} --visibility public"
            ));
        }
    }
    let allow = leaks.records.iter().flat_map(|id| {
        let known = leaks.leaks.iter().find(|leak| leak.record.id == *id);
        let which = known.map_or_else(|| id.to_string(), |leak| leak.record.short.clone());
        ["--allow".to_owned(), which]
    });
    commands.push(desk.retyped(|words| words.extend(allow)));
    commands.join(" · ")
}

/// How one types a record.
fn typed(named: &Named) -> String {
    match &named.slug {
        Some(slug) if !named.kind.is_entry() => format!("{}:{slug}", named.kind),
        _ => shell::quote(&named.short),
    }
}

/// The flags that set a field, by its path in the document; none for what none sets.
fn flags(kind: Kind, path: &str) -> Option<String> {
    let flag = match path.split_once('[') {
        Some((list, rest)) if rest.ends_with(']') || list == "aliases" => member(list),
        Some((list @ ("moves" | "citations" | "checks" | "forecasts"), rest)) => {
            let (at, key) = rest.split_once("].")?;
            let number = at.parse::<usize>().ok()? + 1;
            let key = if key == "rationale" { "why" } else { key };
            let is_flag = !key.contains(['.', '[']);
            return is_flag.then(|| format!("--{} {number} --{key}", member(list)));
        }
        Some(_) => return None,
        None => path.strip_suffix(".text").unwrap_or(path),
    };
    let mut fields = Field::ALL.iter();
    fields
        .find(|field| field.flag() == flag && field.kinds().contains(&kind))
        .map(|field| format!("--{}", field.flag()))
}

/// What one member of a list is called.
fn member(list: &str) -> &str {
    list.strip_suffix(if list == "aliases" { "es" } else { "s" })
        .unwrap_or(list)
}
