//! What a user does, through the real binary.

mod adding;
mod by_words;
mod commas;

mod completing;
mod config;
mod editing;
mod editor;
mod finding;
mod findings;
mod first_words;
mod forecasting;
mod help;
mod home;
mod hostile;
mod importing;
mod liking;
mod linking;
mod looking;
mod marking;
mod merging;
mod minutes;
mod naming;
mod pipes;
mod processes;
mod refusing;
mod reversing;
mod sources;
mod stats;
mod strings;
mod terminal;
mod unclear;
mod undoing;
mod windows;
