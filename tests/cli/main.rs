//! What a user does, through the real binary.

mod adding;
mod by_words;
mod completing;
mod config;
mod editing;
mod editor;
mod first_words;
mod forecasting;
mod help;
mod home;
mod hostile;
mod importing;
mod liking;
mod linking;
mod marking;
mod merging;
mod minutes;
mod naming;
mod processes;
mod refusing;
mod reversing;
mod sources;
mod strings;
mod terminal;
mod undoing;
mod windows;
