//! What others wrote, taken in: the one place where a format meets the recording of it.

use std::io::Read;

use super::{Error, read::read};
use crate::recording::Import;

/// Hands the records of a timeline document to an import, and tells it of those that cannot be read.
///
/// # Errors
/// Where the document cannot be read to its end, or a record cannot be recorded.
pub fn import(input: impl Read, import: &mut Import<'_, '_>) -> Result<(), Error> {
    let is_cut = read(input, |at, found| match found {
        Ok(incoming) => Ok(import.take(at, incoming)?),
        Err(faults) => {
            for fault in faults {
                import.refuse(at.line, || format!("{at}{}: {}", fault.path, fault.what));
            }
            Ok::<_, Error>(())
        }
    })?;
    if is_cut {
        import.is_cut();
    }
    Ok(())
}
