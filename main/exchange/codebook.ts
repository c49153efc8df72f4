import { existsSync, readFileSync, statSync } from "node:fs";

import { Refusal } from "../../app/contract/errors.ts";
import type { CodebookChange, CodebookExport, CodebookImport } from "../../app/exchange/model.ts";
import { DESCRIPTION_LENGTH, NAME_LENGTH } from "../../app/tags/model.ts";
import { nearestPlace, palette } from "../../app/tags/palette.ts";
import type { Desk } from "../desk.ts";
import type { Session } from "../dispatch.ts";
import type { JobContext } from "../jobs.ts";
import type { Act } from "../store/acts.ts";
import { newId } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import type { WriteDb } from "../store/sql.ts";
import { codebookOf, countTopTags, findTag, TagValue } from "../store/tags.ts";
import { type ReadCode, readCodebook } from "./readers/codebook-qdc.ts";
import { writeWhole } from "./whole-file.ts";
import { codebookQdc, SLASH } from "./writers/codebook-qdc.ts";

/** Bytes of a file that is not even read: the reader's own limit is below. */
const READABLE = 64 * 1024 * 1024;
/** Codes taken over in one transaction; fewer while somebody works in a window. */
const BATCH = { quiet: 500, hurried: 50 };

/** Writes the whole codebook. */
export async function exportCodebook(
  desk: Desk,
  path: string,
  replace: boolean,
  context: JobContext,
): Promise<CodebookExport> {
  const codes = codebookOf(desk.read());
  if (codes.length === 0) throw new Refusal("not-found", "there is no tag yet, and a codebook without a code is none");
  const { text, losses } = codebookQdc(codes);
  await writeWhole(path, replace, async (write) => {
    await context.breathe();
    if (context.stopped()) throw new Refusal("cancelled", "the export was stopped; no file was written");
    write(text);
    context.report(codes.length, codes.length, path);
  });
  return { path, written: codes.length, losses };
}

/** Takes a codebook file over, in batches that share one act. */
export async function importCodebook(
  desk: Desk,
  session: Session,
  path: string,
  context: JobContext,
): Promise<CodebookImport> {
  desk.write();
  desk.who(session);
  if (!existsSync(path)) throw new Refusal("file-missing", `there is no file ${path}`);
  const { size } = statSync(path);
  if (size > READABLE) throw new Refusal("too-large", `${path} has ${size} bytes; no codebook has so many`);
  const { codes, skipped } = readCodebook(readFileSync(path), path);
  const result: CodebookImport = { added: 0, known: 0, skipped: [...skipped], changed: [] };
  const ids: string[] = [];
  const taken = new Set<string>();
  const actId = newId();
  while (ids.length < codes.length && !context.stopped()) {
    const end = ids.length + (context.hurried() ? BATCH.hurried : BATCH.quiet);
    desk.inBulk(
      session,
      "codebook-import",
      (act, db) => {
        for (const code of codes.slice(ids.length, end)) {
          const above = code.parent === null ? null : (ids[code.parent] ?? null);
          const id = takeOver(act, db, code, above, taken, result);
          ids.push(id);
          taken.add(id);
        }
      },
      actId,
    );
    context.report(ids.length, codes.length, codes[ids.length - 1]?.name ?? null);
    await context.breathe();
  }
  return result;
}

/** The tag that a code is, made where there is none. `taken` are those that codes before it are. */
function takeOver(
  act: Act,
  db: WriteDb,
  code: ReadCode,
  parentId: string | null,
  taken: ReadonlySet<string>,
  result: CodebookImport,
): string {
  if (parentId !== null && objects.tag.read(db, parentId) === null)
    throw new Refusal("not-found", `the tag above "${code.name}" was removed while the codebook came in`);
  const name = nameOf(code, result);
  const told = (what: CodebookChange): void => void result.changed.push({ name: code.name, to: name, what });

  let description = code.description?.trim() ? code.description : null;
  if (description !== null && description.length > DESCRIPTION_LENGTH) {
    description = `${description.slice(0, DESCRIPTION_LENGTH - 1).toWellFormed()}…`;
    told("long-description");
  }

  const isOurs = code.guid !== null && !taken.has(code.guid) && objects.tag.read(db, code.guid) !== null;
  const known = findTag(db, parentId, name) ?? (isOurs ? code.guid : null);
  if (known !== null) {
    result.known += 1;
    const value = TagValue.parse(objects.tag.read(db, known));
    if (description !== null && value.description === null) act.put("tag", known, { ...value, description });
    else if (description !== null && description !== value.description) told("other-description");
    return known;
  }

  const isFree = code.guid !== null && objects.tag.read(db, code.guid) === null;
  const id = isFree && code.guid !== null ? code.guid : newId();
  const colour = (code.colour === null ? null : nearestPlace(code.colour)) ?? colourFor(db, parentId);
  act.put("tag", id, { name, parentId, colour, description });
  result.added += 1;
  if (!code.isCodable) told("not-codable");
  return id;
}

/** Without a colour of its own a code takes that of the one above, and at the top the next of the palette. */
const colourFor = (db: WriteDb, parentId: string | null): number =>
  parentId === null ? countTopTags(db) % palette.length : TagValue.parse(objects.tag.read(db, parentId)).colour;

function nameOf({ name }: ReadCode, result: CodebookImport): string {
  const parted = name.replaceAll("/", SLASH);
  const to =
    parted.length > NAME_LENGTH
      ? `${parted
          .slice(0, NAME_LENGTH - 1)
          .toWellFormed()
          .trim()}…`
      : parted;
  if (parted !== name) result.changed.push({ name, to, what: "slash" });
  if (to !== parted) result.changed.push({ name, to, what: "long-name" });
  return to;
}
