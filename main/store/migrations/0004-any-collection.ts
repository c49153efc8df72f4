/** Collections of any kind: what lies within a container, and how files are read. */
export const sql = `
-- The path within its file of what an article was made from: a file in an archive, a message of a mailbox.
ALTER TABLE text_versions ADD COLUMN member TEXT;

-- How files are read, as JSON: columns, encoding, what names of files say.
ALTER TABLE import_runs RENAME COLUMN mapping TO reading;
UPDATE import_runs SET reading = json_object('mapping', json(reading)) WHERE reading <> '{}';
`;
