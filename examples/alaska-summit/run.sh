#!/bin/sh
# Builds the program and runs record.sh with it. The file and the export are kept beside the built program, in the
# target folder; each run begins anew.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
manifest=$here/../../Cargo.toml

# Cargo says where it built to, whatever target folder is set.
built=$(cargo build --manifest-path "$manifest" --bin tidings --message-format=json-render-diagnostics)
TIDINGS=$(printf '%s\n' "$built" | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' | tail -n 1)
export TIDINGS

folder=$(dirname "$TIDINGS")/alaska-summit
rm -rf "$folder/story.db" "$folder/story.db-wal" "$folder/story.db-shm" "$folder/timeline.json" "$folder/state"
sh "$here/record.sh" "$folder"
echo "The file and timeline.json are in $folder." >&2
