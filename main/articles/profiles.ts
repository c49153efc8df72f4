import { proposePatterns } from "../../app/articles/file-name-proposals.ts";
import { matchName, parsePattern, splitPath } from "../../app/articles/file-names.ts";
import type { FileReading } from "../../app/articles/model.ts";
import { type ImportProfile, NAMES_SHOWN, type NamesPreview, type ReadingSample } from "../../app/articles/profiles.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import type { Handlers } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { ProfileStore } from "../handed.ts";
import { nowText } from "../store/identity.ts";
import { importerFor, previewRecords, propertiesVary, readByHand, recordKinds, walkFiles } from "./importers/index.ts";

/** Most names that are looked at for a preview, and for how long (ms): a slow disk must not hold others up. */
const LOOKED_AT = 2000;
const LOOK_TIME = 400;
/** Folders of a path that are shown beside its name at least. */
const FOLDERS = 2;
/** Articles of a file that a preview reads, failures that it lists, and UTF-16 units of each text that it shows. */
const SAMPLES = 8;
const FAILURES = 3;
const BEGINNING = 160;

type ProfileNames =
  | "articles.profiles"
  | "articles.previewNames"
  | "articles.previewReading"
  | "articles.saveProfile"
  | "articles.renameProfile"
  | "articles.removeProfile";

/** Import profiles, and what a pattern or a reading would give before anything comes in. */
export function makeProfiles(files: Files, profiles: ProfileStore): Pick<Handlers<ProfileNames>, ProfileNames> {
  return {
    "articles.profiles": () => profiles.list(),
    "articles.previewNames": ({ files: tokens, pattern }) =>
      previewNames(
        tokens.map((token) => files.resolve(token)),
        pattern,
      ),
    "articles.previewReading": ({ file, reading }) => previewReading(files.resolve(file), reading),
    "articles.saveProfile": async ({ name, reading, file, columns }) => {
      const own = columns ?? (file === undefined ? [] : await columnsOf(files, file, reading));
      const profile: ImportProfile = { name, columns: own, reading, savedAt: nowText() };
      return { profile, replaced: profiles.save(profile) };
    },
    "articles.renameProfile": ({ name, to }) => profiles.rename(name, to),
    "articles.removeProfile": ({ name }) => profiles.remove(name),
  };
}

/** The columns of a file; what is mapped must be among them. None for a file of one article. */
async function columnsOf(files: Files, file: FileToken, { mapping = {} }: FileReading): Promise<string[]> {
  const path = files.resolve(file);
  const importer = importerFor(path);
  if (!importer || !recordKinds.has(importer.kind)) return [];
  const { columns } = await previewRecords(path, mapping);
  const missing = Object.values(mapping).filter((column) => column !== "" && !columns.includes(column));
  // Records need not all have the same properties, and only the first are looked at.
  if (propertiesVary(importer)) return [...columns, ...new Set(missing)];
  if (missing.length > 0)
    throw new Refusal("needs-mapping", `there is no column ${missing[0]}; the columns are: ${columns.join(", ")}`);
  return columns;
}

/** The first names of what would be read as one article each, and what a pattern makes of them. */
function previewNames(paths: readonly string[], source: string | undefined): NamesPreview {
  const parsed = source === undefined ? null : parsePattern(source);
  const pattern = parsed?.ok ? parsed.pattern : null;
  const found: string[] = [];
  let isWhole = true;
  const until = performance.now() + LOOK_TIME;
  for (const entry of walkFiles(paths)) {
    if (found.length >= LOOKED_AT || performance.now() > until) {
      isWhole = false;
      break;
    }
    if (entry.kind !== "file") continue;
    const importer = importerFor(entry.path);
    if (importer && !recordKinds.has(importer.kind)) found.push(entry.path);
  }
  const folders = Math.max(FOLDERS, pattern?.folders ?? 0);
  const show = (path: string): string =>
    splitPath(path)
      .slice(-folders - 1)
      .join("/");
  const names: NamesPreview["names"] = [];
  const misfits: string[] = [];
  let fitting = 0;
  for (const path of found) {
    const facts = pattern && matchName(pattern, path);
    if (facts) fitting += 1;
    else if (pattern && misfits.length < NAMES_SHOWN) misfits.push(show(path));
    if (names.length < NAMES_SHOWN) names.push({ path: show(path), facts });
  }
  return { names, misfits, fitting, total: found.length, isWhole, proposed: proposePatterns(found) };
}

/** The first articles of a file, read in earnest. */
async function previewReading(
  path: string,
  reading: FileReading,
): Promise<{ articles: ReadingSample[]; failed: { code: string; message: string }[] }> {
  const importer = importerFor(path);
  if (!importer || !recordKinds.has(importer.kind))
    throw new Refusal("unsupported-format", `${path} is no table and no JSON; only those have columns to name`);
  const articles: ReadingSample[] = [];
  const failed: { code: string; message: string }[] = [];
  for await (const item of readByHand(importer, { path }, reading)) {
    if ("failure" in item) failed.push({ code: item.failure.code, message: item.failure.message });
    else {
      const { title, outlet, author, publishedAt, language, url, key, text } = item.article;
      const beginning = text.slice(0, BEGINNING).toWellFormed();
      articles.push({ title, outlet, author, publishedAt, language, url, key, beginning });
    }
    if (articles.length >= SAMPLES || failed.length >= FAILURES) break;
  }
  return { articles, failed };
}
