//! What a user does, through the real binary.

mod adding;
mod first_words;
mod home;
mod marking;
mod minutes;
mod refusing;
mod undoing;
