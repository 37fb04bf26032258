//! The command line: definitions, prompts, errors; nothing that a user of the library would miss.
