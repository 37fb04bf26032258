-- The changes that say anew who may see a record: what it said while it was kept back is looked for in what goes out,
-- however public it is by now, and of what was public from the start nobody reads the journal. What adds a record says
-- so first, and is none of them; seen at once, it costs an import nothing.
CREATE INDEX change_secrecy ON change (of) WHERE
  substr(patch, 1, 8) <> '{"added"' AND (
    instr(patch, '"visibility":') OR instr(patch, '"embargo_until":') OR instr(patch, '"terms":') OR
    instr(patch, '"attribution":') OR instr(patch, '"speakers/'));
