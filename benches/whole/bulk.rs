//! Whole documents: `tidings import` beside a bare program that writes the same rows with plain rusqlite, and
//! `tidings export json` beside `cat` of the bytes that it writes; and how much memory each takes.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rusqlite::{Connection, types::Value};

const SIZES: [usize; 2] = [10_000, 100_000];

/// One program under comparison: given a round, the command, and where its output goes.
type Program<'a> = &'a dyn Fn(usize) -> (Command, Stdio);

pub fn compare(rounds: usize) {
    super::install();
    println!(
        "medians of {rounds} rounds, interleaved; of the processors' time (cpu) the mean; memory is the peak of one run\n"
    );
    println!(
        "| work | records | bare, ms | tidings, ms | ratio | bare, cpu ms | tidings, cpu ms | ratio | bare, MB | tidings, MB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for size in SIZES {
        let imports = if size > 10_000 { rounds.min(3) } else { rounds };
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        super::fill(&at("story.db"), folder.path(), size);
        let document = at("timeline.json");
        let mut export = tidings(&at("story.db"), folder.path());
        export.args(["export", "json", "-o"]).arg(&document);
        assert!(export.status().expect("an export").success());
        let source = at("source.db");
        let mut first = tidings(&source, folder.path());
        first.arg("import").arg(&document).stdout(Stdio::null());
        assert!(first.status().expect("an import").success());
        tell_words(&source);
        let target = |name: &str, round: usize| fresh(&at(&format!("{name}-{round}.db")));
        report(
            "import",
            size,
            imports,
            &|round| {
                let mut bare = Command::new(super::bare());
                bare.arg("bare-import")
                    .arg(&source)
                    .arg(target("bare", round));
                (bare, Stdio::null())
            },
            &|round| {
                let mut import = tidings(&target("tidings", round), folder.path());
                import.arg("import").arg(&document);
                (import, Stdio::null())
            },
        );
        for (work, is_read) in [
            ("export json, to a reader", true),
            ("export json, to a file", false),
        ] {
            let out = |name: &str| match is_read {
                true => Stdio::piped(),
                false => File::create(at(name)).expect("a file").into(),
            };
            report(
                work,
                size,
                rounds,
                &|_| {
                    let mut cat = Command::new("cat");
                    cat.arg(&document);
                    (cat, out("cat.json"))
                },
                &|_| {
                    let mut export = tidings(&source, folder.path());
                    export.args(["export", "json"]);
                    (export, out("export.json"))
                },
            );
        }
    }
}

/// A path at which no file stands.
fn fresh(path: &Path) -> PathBuf {
    let _ = std::fs::remove_file(path);
    path.to_owned()
}

fn tidings(file: &Path, folder: &Path) -> Command {
    super::tidings(file, folder)
}

fn report(work: &str, size: usize, rounds: usize, bare: Program<'_>, tidings: Program<'_>) {
    let mut took = [const { Vec::new() }; 2];
    let programs = [bare, tidings];
    for round in 0..=rounds {
        for (program, took) in programs.iter().zip(&mut took) {
            let one = time(program(round));
            // The first round warms the caches.
            if round > 0 {
                took.push(one);
            }
        }
    }
    let [bare, took] = took.map(|took| {
        let mut waited: Vec<Duration> = took.iter().map(|(waited, _)| *waited).collect();
        waited.sort_unstable();
        let worked: f64 = took.iter().map(|(_, worked)| worked).sum();
        (
            waited[waited.len() / 2].as_secs_f64() * 1_000.0,
            worked / took.len() as f64,
        )
    });
    println!(
        "| {work} | {size} | {:.0} | {:.0} | {:.2} | {:.0} | {:.0} | {:.2} | {} | {} |",
        bare.0,
        took.0,
        took.0 / bare.0,
        bare.1,
        took.1,
        took.1 / bare.1,
        peak(programs[0](rounds + 1)),
        peak(programs[1](rounds + 1))
    );
}

/// How long a program took, and how many milliseconds of the processors.
fn time((mut command, out): (Command, Stdio)) -> (Duration, f64) {
    command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::null());
    let (started, worked) = (Instant::now(), worked());
    let mut child = command.spawn().expect("the program starts");
    if let Some(mut out) = child.stdout.take() {
        let mut buffer = vec![0; 1 << 16];
        while out.read(&mut buffer).expect("its output") > 0 {}
    }
    let status = child.wait().expect("the program ends");
    let took = started.elapsed();
    assert!(status.success(), "{command:?}");
    (took, self::worked() - worked)
}

/// What the programs that ended took of the processors, in milliseconds: Linux counts in hundredths of a second.
fn worked() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program stands in brackets, and may hold anything; cutime and cstime are fields 16 and 17.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(13).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        * 10.0
}

/// The most memory that a command took, in MB, as GNU time says; a dash where that is not installed.
fn peak((command, out): (Command, Stdio)) -> String {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program());
    timed.args(command.get_args()).env_clear();
    timed.envs(
        command
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    timed
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::piped());
    let kilobytes = timed.output().ok().and_then(|output| {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        said.lines().last()?.trim().parse::<f64>().ok()
    });
    kilobytes.map_or_else(
        || "–".to_owned(),
        |kilobytes| format!("{:.1}", kilobytes / 1_024.0),
    )
}

/// Puts beside the rows of a file the texts of its full text, which the index itself keeps no copy of.
fn tell_words(source: &Path) {
    let columns = ["title", "body", "who", "topics"].map(|column| {
        format!(
            "coalesce((SELECT group_concat(term, ' ') FROM (SELECT term FROM spoken WHERE doc = +number \
             AND col = '{column}' ORDER BY at)), '')"
        )
    });
    let connection = super::open(source);
    connection
        .execute_batch(&format!(
            "CREATE TEMP TABLE spoken AS SELECT doc, col, \"offset\" AS at, term FROM word; \
             CREATE INDEX temp.spoken_doc ON spoken (doc, col, at); \
             CREATE TABLE {TEXTS} AS SELECT number, {} FROM record;",
            columns.join(", ")
        ))
        .expect("the texts");
}

/// The table of the texts of the full text: with it a file is the source of the bare program.
const TEXTS: &str = "spoken_texts";

/// Writes every row of a file into a new one with the same tables and indexes, by a prepared statement a table, in one
/// transaction, and the words of each record.
pub fn bare_import(source: &Path, target: &Path) {
    let from = super::open(source);
    let made = Connection::open(target).expect("a new file");
    made.pragma_update(None, "journal_mode", "WAL")
        .expect("a setting");
    made.pragma_update(None, "synchronous", "FULL")
        .expect("a setting");
    // FTS5 makes the tables of its index itself.
    let mut schema = from
        .prepare(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' \
             AND name NOT LIKE 'words!_%' ESCAPE '!' AND name <> ?1 ORDER BY type = 'view'",
        )
        .expect("a schema");
    let schema: Vec<[String; 3]> = schema
        .query_map([TEXTS], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
        .expect("a schema")
        .collect::<Result<_, _>>()
        .expect("a schema");
    let transaction = made.unchecked_transaction().expect("a transaction");
    for [_, _, sql] in &schema {
        transaction.execute_batch(sql).expect("the same tables");
    }
    let is_plain =
        |[kind, _, sql]: &&[String; 3]| kind == "table" && !sql.contains("CREATE VIRTUAL");
    for [_, table, _] in schema.iter().filter(is_plain) {
        copy(&from, table, &transaction, &format!("\"{table}\""));
    }
    let words = "words (rowid, title, body, who, topics)";
    copy(&from, TEXTS, &transaction, words);
    transaction.commit().expect("a commit");
    made.close().expect("a close");
}

/// Inserts the rows of one table, in the order in which they stand there.
fn copy(from: &Connection, table: &str, to: &Connection, into: &str) {
    let mut select = from
        .prepare(&format!("SELECT * FROM \"{table}\""))
        .expect("a statement");
    let columns = select.column_count();
    let places = vec!["?"; columns].join(", ");
    let mut insert = to
        .prepare(&format!("INSERT INTO {into} VALUES ({places})"))
        .expect("a statement");
    let mut rows = select.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let cells = (0..columns).map(|at| row.get::<_, Value>(at).expect("a cell"));
        insert
            .execute(rusqlite::params_from_iter(cells))
            .expect("a row");
    }
}
