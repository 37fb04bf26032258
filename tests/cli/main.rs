//! What a user does, through the real binary.

mod home;
mod minutes;
