//! What a user does, through the real binary.

mod adding;
mod editing;
mod first_words;
mod forecasting;
mod home;
mod hostile;
mod linking;
mod marking;
mod minutes;
mod naming;
mod processes;
mod refusing;
mod reversing;
mod strings;
mod terminal;
mod undoing;
mod windows;
