//! `tidings man`: the manual pages, made from the definitions of the command line.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use clap_mangen::{
    Man,
    roff::{Roff, roman},
};

use super::{args, error::Failure};

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  tidings man | man -l -\n  tidings man add | man -l -\n  tidings man --dir ~/.local/share/man/man1"
)]
pub(super) struct ManArgs {
    /// The command; left out: tidings itself
    command: Option<String>,
    /// Write one page a command into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

/// What tidings(1) says beside what its help says: a heading, then what is told of and what is told of it.
const BESIDE: [(&str, &[(&str, &str)]); 3] = [
    (
        "ENVIRONMENT",
        &[
            ("TIDINGS_DB", "The file, unless --db names one."),
            ("TIDINGS_STORY", "The story, unless --story names one."),
            ("TIDINGS_AUTHOR", "Who writes, unless --author says so."),
            (
                "TIDINGS_TZ, TZ",
                "The zone that your days are of, unless --tz names one.",
            ),
            (
                "TIDINGS_TODAY, TIDINGS_NOW",
                "The clock, unless --today or --now sets it.",
            ),
            (
                "TIDINGS_PAGER, PAGER",
                "What shows a list that is longer than the screen; empty: nothing does.",
            ),
            (
                "NO_COLOR",
                "Set to anything: no colour, unless --color asks for it.",
            ),
        ],
    ),
    (
        "FILES",
        &[
            (
                "$XDG_DATA_HOME/tidings/tidings.db",
                "What is recorded, unless another file is named. Without XDG_DATA_HOME: ~/.local/share.",
            ),
            (
                "$XDG_CONFIG_HOME/tidings/config.toml",
                "What is set for all files: tidings config. Without XDG_CONFIG_HOME: ~/.config.",
            ),
            (
                "$XDG_STATE_HOME/tidings",
                "One small file for each place in which a tidings file was written. Without XDG_STATE_HOME: ~/.local/state.",
            ),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "Done."),
            ("1", "Failed, or there are findings."),
            ("2", "What was typed is at fault."),
        ],
    ),
];

pub(super) fn run(args: &ManArgs) -> Result<ExitCode, Failure> {
    let whole = args::command();
    if let Some(folder) = &args.dir {
        return write_all(&whole, folder);
    }
    let command = match args.command.as_deref() {
        None => &whole,
        Some(name) => whole.find_subcommand(name).ok_or_else(|| {
            Failure::usage(
                format!("there is no command \"{name}\""),
                "tidings --help lists the commands",
            )
        })?,
    };
    let mut out = io::stdout().lock();
    out.write_all(&page(command)?)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Writes one page a command that is told of.
fn write_all(whole: &clap::Command, folder: &Path) -> Result<ExitCode, Failure> {
    let cannot = |path: &Path, why: &io::Error| {
        Failure::failed(
            format!("{} cannot be written: {why}", path.display()),
            Some("name a folder that you may write in".into()),
        )
    };
    fs::create_dir_all(folder).map_err(|why| cannot(folder, &why))?;
    let shown = whole.get_subcommands().filter(|sub| !sub.is_hide_set());
    let mut count = 0;
    for command in std::iter::once(whole).chain(shown) {
        let path = folder.join(format!("{}.1", title(command)));
        fs::write(&path, page(command)?).map_err(|why| cannot(&path, &why))?;
        count += 1;
    }
    let mut out = io::stdout().lock();
    writeln!(out, "Wrote {count} pages into {}.", folder.display())?;
    Ok(ExitCode::SUCCESS)
}

fn title(command: &clap::Command) -> String {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned()
}

/// One page. The options of every command stand in tidings(1) alone.
fn page(command: &clap::Command) -> Result<Vec<u8>, Failure> {
    let is_whole = command.get_name() == "tidings";
    let own = command.clone().mut_args(|arg| {
        let is_everywhere = arg.get_help_heading() == Some("Everywhere");
        if is_everywhere && !is_whole {
            arg.hide(true)
        } else {
            arg
        }
    });
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(own)
        .title(title(command))
        .source(format!("tidings {version}"))
        .manual("tidings");
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    if is_whole {
        man.render_subcommands_section(&mut bytes)?;
    }
    let mut rest = Roff::new();
    let help = command.get_after_help();
    after_help(
        &mut rest,
        &help.map(ToString::to_string).unwrap_or_default(),
    );
    if is_whole {
        for (heading, rows) in BESIDE {
            rest.control("SH", [heading]);
            for (term, text) in rows {
                rest.control("TP", []);
                rest.text([roman(*term)]);
                rest.text([roman(*text)]);
            }
        }
    } else {
        rest.control("SH", ["SEE ALSO"]);
        rest.text([roman("tidings(1), which has the options of every command")]);
    }
    rest.to_writer(&mut bytes)?;
    Ok(bytes)
}

/// What stands after the options in help: examples have a section of their own, lines that hang stay as they are.
fn after_help(page: &mut Roff, help: &str) {
    let is_example = |paragraph: &&str| paragraph.starts_with("Example");
    let paragraphs: Vec<&str> = help.split("\n\n").filter(|text| !text.is_empty()).collect();
    let (examples, notes): (Vec<&str>, Vec<&str>) = paragraphs.into_iter().partition(is_example);
    if !notes.is_empty() {
        page.control("SH", ["NOTES"]);
    }
    for note in notes {
        page.control("PP", []);
        lines(page, note);
    }
    if !examples.is_empty() {
        page.control("SH", ["EXAMPLES"]);
    }
    for example in examples {
        let commands: Vec<&str> = example.lines().skip(1).map(str::trim).collect();
        lines(page, &format!("\n  {}", commands.join("\n  ")));
    }
}

/// Text as it stands where it has lines that hang, else as a paragraph.
fn lines(page: &mut Roff, text: &str) {
    if !text.contains("\n") {
        page.text([roman(text)]);
        return;
    }
    page.control("nf", []);
    for line in text.lines().filter(|line| !line.is_empty()) {
        page.text([roman(line)]);
    }
    page.control("fi", []);
}
