//! What `doctor` lists that is no damage: what commands never write, but what two desks can bring about together.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize as _;
use serde_json::Value;

use super::{Diagnosis, Error, Finding, Store, append};
use crate::{
    model::{self, AnyRecord, CHAINS},
    when::{When, Zone},
};

impl Store {
    pub(super) fn find_all(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        self.find_forks(diagnosis)?;
        self.find_slugs(diagnosis)?;
        self.find_names(diagnosis)?;
        self.find_cycles(diagnosis)?;
        self.find_absent(diagnosis)?;
        self.find_rules(diagnosis)?;
        self.find_zones(diagnosis)?;
        if append::is_rehearsal(&self.connection)? {
            diagnosis.find(
                "rehearsal",
                "this file was begun with a fixed clock: it is a rehearsal".into(),
                None,
            );
        }
        Ok(())
    }

    /// What records of several origins bring about between them: slugs and names that several have, chains that bite
    /// their tail.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn clashes(&self) -> Result<Vec<Finding>, Error> {
        let mut diagnosis = Diagnosis::default();
        self.find_slugs(&mut diagnosis)?;
        self.find_names(&mut diagnosis)?;
        self.find_cycles(&mut diagnosis)?;
        Ok(diagnosis.findings)
    }

    /// Records that break a rule over several of their fields.
    fn find_rules(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        self.each_row("WHERE removed = 0 ORDER BY sort", [], |row| {
            let record = row.any()?;
            if let Err(rule) = record.check() {
                let finding = Finding::of_rule(&record, &rule);
                diagnosis.findings.push(finding);
            }
            Ok(true)
        })
    }

    /// Clock times that were recorded under other time-zone data than this program has.
    fn find_zones(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let has_zone = r#"WHERE removed = 0 AND instr(document, '"zone":"') ORDER BY sort"#;
        self.each_row(has_zone, [], |row| {
            let mut dates = Vec::new();
            zoned(&row.part()?, &mut dates);
            for why in dates.into_iter().filter_map(When::zone_fault) {
                let (kind, id, data) = (row.kind, row.id, Zone::DATA);
                diagnosis.find(
                    "zone-data",
                    format!("{kind} {id}: by the time-zone data of this program ({data}) {why}"),
                    Some(format!("tidings edit {id}")),
                );
            }
            Ok(true)
        })
    }

    fn find_forks(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let mut select = self.connection.prepare(
            "SELECT group_concat('o' || number, ', ' ORDER BY number) FROM operation GROUP BY replica, seq HAVING count(*) > 1",
        )?;
        for numbers in select.query_map([], |row| row.get::<_, String>(0))? {
            diagnosis.find(
                "fork",
                format!("{} share one place in one chain", numbers?),
                None,
            );
        }
        Ok(())
    }

    fn find_slugs(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let mut select = self.connection.prepare(
            "SELECT slug, group_concat(id, ', ' ORDER BY substr(sort, 17)), \
                    CASE WHEN kind IN ('event', 'statement', 'question', 'note') THEN 'entry' ELSE kind END AS among \
             FROM record WHERE slug IS NOT NULL AND removed = 0 GROUP BY slug, among HAVING count(*) > 1",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (slug, ids): (String, String) = (row.get(0)?, row.get(1)?);
            let command = ids
                .rsplit(", ")
                .next()
                .map(|last| format!("tidings edit {last} --slug {slug}-2"));
            let whose = match row.get::<_, String>(2)?.as_str() {
                "entry" => "; it is the first one's",
                _ => ": commands ask which one is meant",
            };
            let what = format!("{ids} share the slug {slug}{whose}");
            diagnosis.find("slug", what, command);
        }
        Ok(())
    }

    fn find_names(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let mut select = self.connection.prepare(
            "SELECT folded, group_concat(record, ', ' ORDER BY record) FROM name WHERE kind = 'actor' \
             GROUP BY folded HAVING count(*) > 1",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (name, ids): (String, String) = (row.get(0)?, row.get(1)?);
            diagnosis.find(
                "name",
                format!("\"{name}\" is a name of {ids}: commands ask which one is meant"),
                None,
            );
        }
        Ok(())
    }

    fn find_cycles(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        for chain in CHAINS {
            let mut select = self
                .connection
                .prepare("SELECT record, target FROM edge WHERE verb = ?1")?;
            let mut next: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for pair in select.query_map([chain], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (record, target): (String, String) = pair?;
                next.entry(record).or_default().push(target);
            }
            for cycle in cycles(&next) {
                diagnosis.find(
                    "cycle",
                    format!(
                        "{} bite their tail by {chain}; the first is taken for the end",
                        cycle.join(", ")
                    ),
                    None,
                );
            }
        }
        Ok(())
    }

    fn find_absent(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let (absent, example): (i64, Option<String>) = self.connection.query_row(
            "SELECT count(*), min(edge.record || ' refers by ' || edge.verb || ' to ' || edge.target) \
             FROM edge JOIN record r ON r.id = edge.record AND r.removed = 0 \
             LEFT JOIN record t ON t.id = edge.target WHERE t.id IS NULL",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if let Some(example) = example {
            diagnosis.find(
                "absent",
                format!("{absent} references lead to records that are not in this file: {example}"),
                None,
            );
        }
        Ok(())
    }
}

impl Finding {
    /// A record that breaks a rule over several of its fields.
    #[must_use]
    pub fn of_rule(record: &AnyRecord, rule: &model::Error) -> Self {
        let (id, kind) = (record.id(), record.kind());
        Self {
            code: "rule",
            text: format!("{kind} {id}: {rule}"),
            command: rule.mend(id.as_str()),
        }
    }
}

/// The dates in a document, or in a part of one, that have a zone.
fn zoned(part: &Value, found: &mut Vec<When>) {
    match part {
        Value::Object(fields) if fields.get("zone").is_some_and(Value::is_string) => {
            found.extend(When::deserialize(part).ok());
        }
        Value::Object(fields) => fields.values().for_each(|part| zoned(part, found)),
        Value::Array(parts) => parts.iter().for_each(|part| zoned(part, found)),
        _ => {}
    }
}

/// The cycles: sets of records each of which leads back to itself through the others, each set sorted.
///
/// Strongly connected components (Kosaraju): in the order in which a walk along the edges is done with them, walked
/// against the edges.
fn cycles(next: &BTreeMap<String, Vec<String>>) -> Vec<Vec<String>> {
    let mut before: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (record, target) in pairs(next) {
        before.entry(target).or_default().push(record);
    }
    let along = |at: &str| -> Vec<&str> {
        next.get(at).map_or_else(Vec::new, |targets| {
            targets.iter().map(String::as_str).collect()
        })
    };
    let against = |at: &str| before.get(at).cloned().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut done = Vec::new();
    for start in next.keys() {
        done.extend(walk(start, &along, &mut seen));
    }
    let mut seen = BTreeSet::new();
    let mut found: Vec<Vec<String>> = Vec::new();
    for start in done.into_iter().rev() {
        let mut component: Vec<String> = walk(start, &against, &mut seen)
            .into_iter()
            .map(str::to_owned)
            .collect();
        component.sort_unstable();
        let bites_itself = |one: &String| next.get(one).is_some_and(|to| to.contains(one));
        if component.len() > 1 || component.iter().any(bites_itself) {
            found.push(component);
        }
    }
    found.sort_unstable();
    found
}

fn pairs(next: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (&str, &str)> {
    next.iter().flat_map(|(record, targets)| {
        targets
            .iter()
            .map(|target| (record.as_str(), target.as_str()))
    })
}

/// What is reached from `start` and was not seen, each after all that is reached from it. Without recursion: a chain
/// may be as long as the file.
fn walk<'a>(
    start: &'a str,
    next: &impl Fn(&str) -> Vec<&'a str>,
    seen: &mut BTreeSet<&'a str>,
) -> Vec<&'a str> {
    let mut done = Vec::new();
    let mut open: Vec<(&str, Vec<&str>)> = Vec::new();
    if seen.insert(start) {
        open.push((start, next(start)));
    }
    while let Some((at, rest)) = open.last_mut() {
        match rest.pop() {
            Some(to) if seen.insert(to) => open.push((to, next(to))),
            Some(_) => {}
            None => {
                done.push(*at);
                open.pop();
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::cycles;

    fn found(edges: &[(&str, &str)]) -> Vec<String> {
        let mut next = std::collections::BTreeMap::<String, Vec<String>>::new();
        for (from, to) in edges {
            next.entry((*from).into()).or_default().push((*to).into());
        }
        cycles(&next).iter().map(|cycle| cycle.concat()).collect()
    }

    #[test]
    fn each_cycle_is_found_once_whichever_way_leads_into_it() {
        assert_eq!(found(&[("a", "b"), ("b", "c")]), Vec::<String>::new());
        assert_eq!(found(&[("a", "a")]), ["a"]);
        assert_eq!(
            found(&[("a", "b"), ("c", "b"), ("b", "d"), ("d", "c")]),
            ["bcd"]
        );
        // The second target of a record leads back as well as the first.
        assert_eq!(
            found(&[("a", "x"), ("a", "b"), ("b", "a"), ("y", "z"), ("z", "y")]),
            ["ab", "yz"]
        );
    }

    #[test]
    fn a_chain_as_long_as_a_file_overflows_nothing() {
        let ids: Vec<String> = (0..50_000).map(|n| format!("{n:06}")).collect();
        let mut edges: Vec<(&str, &str)> = ids
            .windows(2)
            .map(|pair| (pair[0].as_str(), pair[1].as_str()))
            .collect();
        assert!(found(&edges).is_empty());
        edges.push(("049999", "000000"));
        assert_eq!(found(&edges).len(), 1);
    }
}
