import type { Signatures } from "../../app/text/copies.ts";
import { type Signature, SIGNATURE_METHOD, VALUES } from "../../app/text/minhash.ts";
import { all, bytes, first, integer, type ReadDb, run, text, type WriteDb } from "./sql.ts";

/** An article whose text, the one that is read, has no signature yet. */
export interface Unsigned {
  readonly article: number;
  readonly version: number;
  readonly chars: number;
}

/** The articles without a signature of the text that is read, in the order of their keys. */
export const unsignedArticles = (db: ReadDb): Unsigned[] =>
  all(
    db,
    `SELECT a.key, a.version, a.chars FROM articles a
     LEFT JOIN signatures s ON s.article = a.key AND s.version = a.version AND s.method = ?
     WHERE a.withdrawn = 0 AND s.article IS NULL ORDER BY a.key`,
    [SIGNATURE_METHOD],
  ).map((row) => ({ article: integer(row, "key"), version: integer(row, "version"), chars: integer(row, "chars") }));

export function keepSignature(db: WriteDb, article: number, version: number, signature: Signature): void {
  const { shingles, values, samples, credits } = signature;
  const value = new Uint32Array(values.length + samples.length);
  value.set(values);
  value.set(samples, values.length);
  run(
    db,
    "INSERT OR REPLACE INTO signatures (article, version, method, shingles, value, credits) VALUES (?, ?, ?, ?, ?, ?)",
    [article, version, SIGNATURE_METHOD, shingles, new Uint8Array(value.buffer), credits.join("\n")],
  );
}

/** The signatures of all articles side by side; a place is an article. */
export interface Loaded extends Signatures {
  /** Their keys and the versions that are read, by place. */
  readonly articles: Int32Array;
  readonly versions: Int32Array;
  readonly shingles: Int32Array;
  /** Who is credited, by place, where somebody is. */
  readonly credits: ReadonlyMap<number, readonly string[]>;
}

const BATCH = 1000;

const grown = (of: Uint32Array, size: number): Uint32Array => {
  if (size <= of.length) return of;
  const larger = new Uint32Array(Math.max(size, of.length * 2));
  larger.set(of);
  return larger;
};

/** Loads the signatures of the texts that are read, a batch at a time: between two others get their turn. */
export function* loadSignatures(db: ReadDb): Generator<void, Loaded> {
  const most = integer(first(db, "SELECT count(*) AS count FROM articles WHERE withdrawn = 0") ?? {}, "count");
  const articles = new Int32Array(most);
  const versions = new Int32Array(most);
  const shingles = new Int32Array(most);
  const values = new Uint32Array(most * VALUES);
  const sampleStarts = new Uint32Array(most + 1);
  const credits = new Map<number, readonly string[]>();
  let samples: Uint32Array = new Uint32Array(most * 40);
  let count = 0;
  for (let after = 0; ;) {
    const rows = all(
      db,
      `SELECT s.article, s.version, s.shingles, s.value, s.credits FROM articles a
       JOIN signatures s ON s.article = a.key AND s.version = a.version AND s.method = ?
       WHERE a.key > ? AND a.withdrawn = 0 ORDER BY a.key LIMIT ${BATCH}`,
      [SIGNATURE_METHOD, after],
    );
    for (const row of rows) {
      after = integer(row, "article");
      // An article that came in since the others were counted waits for the next search.
      if (count === most) continue;
      const value = words(bytes(row, "value"));
      const start = sampleStarts[count] as number;
      samples = grown(samples, start + value.length - VALUES);
      values.set(value.subarray(0, VALUES), count * VALUES);
      samples.set(value.subarray(VALUES), start);
      sampleStarts[count + 1] = start + value.length - VALUES;
      articles[count] = after;
      versions[count] = integer(row, "version");
      shingles[count] = integer(row, "shingles");
      const credited = text(row, "credits");
      if (credited !== "") credits.set(count, credited.split("\n"));
      count += 1;
    }
    if (rows.length < BATCH) break;
    yield;
  }
  return {
    count,
    articles,
    versions,
    shingles,
    values,
    samples: samples.subarray(0, sampleStarts[count]),
    sampleStarts,
    credits,
  };
}

/** A blob as numbers of 32 bits; it may lie anywhere in its buffer. */
const words = (blob: Uint8Array): Uint32Array =>
  blob.byteOffset % 4 === 0
    ? new Uint32Array(blob.buffer, blob.byteOffset, blob.byteLength / 4)
    : new Uint32Array(blob.slice().buffer);
