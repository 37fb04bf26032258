//! `tidings` follows a developing story: it logs events, statements, milestones and open questions as they develop,
//! reports what is open and what comes next, and exports the timeline.
//!
//! **The journal is the truth; every table is a reading of it.** Each command writes one operation to an append-only
//! journal, in the same transaction as the readings that reports use.
//!
//! ```text
//! words ──> cli ──> recording (rules) ──> journal (operation = changes) ──> store (readings) ──> report (a value) ──> render / exchange
//! ```
//!
//! | module | what it is | what it may use |
//! |---|---|---|
//! | [`when`] | dates: EDTF profile, phrases, bounds, classes as of a day, moves, zones | nothing |
//! | [`model`] | what can be recorded: one struct a kind, vocabularies, ids, names; registers | `when` |
//! | [`journal`] | operation, change, its line of JSON, digest, clock, chain, fold | `model` |
//! | [`store`] | the SQLite file: open, migrate, write, project, find, rebuild, doctor | `journal`, `model`, `when` |
//! | [`recording`] | what a user does, one file a verb; the rules over several fields and records | `store`, `model`, `when`, `journal` |
//! | [`report`] | one file a question that a user asks; `release`: what may go out | `store`, `model`, `when`, `journal` |
//! | [`render`] | a report laid out for a terminal | `report`, `recording`, `model`, `when` |
//! | [`exchange`] | other people's formats, one file each | `report`, `recording`, `model`, `when` |
//! | [`cli`] | the command line: definitions, prompts, errors; nothing that a user of the library would miss | all |
//!
//! The library never prints, never reads the environment and never asks the clock: `now`, paths and settings come in.

#![cfg_attr(
    not(test),
    warn(
        // Input must never reach a panic.
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        // The library never prints and never ends the process.
        clippy::dbg_macro,
        clippy::print_stdout,
        clippy::print_stderr,
        clippy::exit,
    )
)]

pub mod cli;
pub mod exchange;
pub mod journal;
pub mod model;
pub mod recording;
pub mod render;
pub mod report;
pub mod store;
pub mod when;
