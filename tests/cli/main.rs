//! What a user does, through the real binary.

mod adding;
mod editing;
mod editor;
mod first_words;
mod home;
mod hostile;
mod liking;
mod marking;
mod minutes;
mod processes;
mod refusing;
mod terminal;
mod undoing;
