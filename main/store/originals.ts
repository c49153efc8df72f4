import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

import { must } from "../../app/kernel/assert.ts";
import { bytes, first, integer, type ReadDb, run, text, type WriteDb } from "./sql.ts";

/** An original within a pack: where it begins in what was packed, in bytes. */
export interface PackedOriginal {
  readonly sha256: Uint8Array;
  readonly start: number;
  readonly bytes: number;
}

/** A pack of which more than this share turned out to be for nothing is packed anew. */
const WASTE = 0.25;

/**
 * Originals that were put together and compressed elsewhere, by whoever read them. Written when the first of them is kept;
 * identical bytes are kept once in a case. All of it within transactions of the caller.
 */
export class SentPack {
  private readonly body: Uint8Array;
  private readonly size: number;
  private key: number | null = null;
  private readonly kept: PackedOriginal[] = [];

  /** @param size bytes of all that is in it, unpacked */
  constructor(body: Uint8Array, size: number) {
    this.body = body;
    this.size = size;
  }

  /** The key of an original of this pack, which is written where it is not in the case yet. */
  keep(db: WriteDb, original: PackedOriginal): number {
    this.key ??= run(db, "INSERT INTO packs (codec, body) VALUES ('zstd', ?)", [this.body]).key;
    const { key, changes } = run(
      db,
      "INSERT INTO originals (sha256, pack, start, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
      [original.sha256, this.key, original.start, original.bytes],
    );
    if (changes > 0) {
      this.kept.push(original);
      return key;
    }
    const known = must(
      first(db, "SELECT key FROM originals WHERE sha256 = ?", [original.sha256]),
      "what it conflicts with",
    );
    return integer(known, "key");
  }

  /** Says that nothing more of it will be kept: what it holds in vain is taken out of it, where that is more than `waste`. */
  finish(db: WriteDb, waste = WASTE): void {
    if (this.key === null) return;
    const used = this.kept.reduce((sum, each) => sum + each.bytes, 0);
    if (this.size - used <= this.size * waste) return;
    last = null;
    if (this.kept.length === 0) {
      run(db, "DELETE FROM packs WHERE key = ?", [this.key]);
      return;
    }
    const whole = zstdDecompressSync(this.body);
    const parts: Uint8Array[] = [];
    let at = 0;
    for (const { sha256, start, bytes: size } of this.kept) {
      parts.push(whole.subarray(start, start + size));
      run(db, "UPDATE originals SET start = ? WHERE sha256 = ?", [at, sha256]);
      at += size;
    }
    run(db, "UPDATE packs SET body = ? WHERE key = ?", [zstdCompressSync(Buffer.concat(parts)), this.key]);
  }
}

/** The bytes of an original, as imported. */
export function readOriginal(db: ReadDb, key: number): Buffer {
  const row = must(
    first(db, "SELECT pack, start, bytes FROM originals WHERE key = ?", [key]),
    `original ${key} is there`,
  );
  const start = integer(row, "start");
  return unpack(db, integer(row, "pack")).subarray(start, start + integer(row, "bytes"));
}

/** The pack unpacked last: whoever reads many originals reads them pack by pack. */
let last: { connection: ReadDb["connection"]; pack: number; whole: Buffer } | null = null;

function unpack(db: ReadDb, pack: number): Buffer {
  if (last?.connection === db.connection && last.pack === pack) return last.whole;
  const row = must(first(db, "SELECT codec, body FROM packs WHERE key = ?", [pack]), `pack ${pack} is there`);
  const body = bytes(row, "body");
  const whole = text(row, "codec") === "zstd" ? zstdDecompressSync(body) : Buffer.from(body);
  last = { connection: db.connection, pack, whole };
  return whole;
}

/** The key of a file with this path and content. */
export function keepFile(db: WriteDb, path: string, hash: Uint8Array): number {
  const known = first(db, "SELECT key FROM files WHERE path = ? AND sha256 = ?", [path, hash]);
  return known ? integer(known, "key") : run(db, "INSERT INTO files (path, sha256) VALUES (?, ?)", [path, hash]).key;
}

/** The key of the original with this hash, null where the case has none. */
export function findOriginal(db: ReadDb, sha256: Uint8Array): number | null {
  const row = first(db, "SELECT key FROM originals WHERE sha256 = ?", [sha256]);
  return row && integer(row, "key");
}

/** Keeps a file by itself; `body` is all of it, compressed where `codec` says so. @returns the key of its original */
export function keepWhole(
  db: WriteDb,
  { sha256, bytes: size, codec, body }: { sha256: Uint8Array; bytes: number; codec: "zstd" | "raw"; body: Uint8Array },
): number {
  const known = findOriginal(db, sha256);
  if (known !== null) return known;
  const pack = run(db, "INSERT INTO packs (codec, body) VALUES (?, ?)", [codec, body]).key;
  return run(db, "INSERT INTO originals (sha256, pack, start, bytes) VALUES (?, ?, 0, ?)", [sha256, pack, size]).key;
}
