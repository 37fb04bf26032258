//! What a user does, through the real binary.

mod adding;
mod first_words;
mod home;
mod hostile;
mod marking;
mod merging;
mod minutes;
mod naming;
mod processes;
mod refusing;
mod reversing;
mod strings;
mod terminal;
mod undoing;
