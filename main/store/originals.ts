import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

import { must } from "../../app/kernel/assert.ts";
import { sha256 } from "./identity.ts";
import { bytes, first, integer, type ReadDb, run, text, type WriteDb } from "./sql.ts";

/** Originals put together before they are compressed; identical bytes are kept once. */
export interface Pack {
  /** @returns the original's key and its SHA-256 */
  add(original: Uint8Array): { key: number; sha256: Buffer };
  /** Writes what was added; nothing may be added after it. */
  finish(): void;
}

/** Begins a pack within the caller's transaction. Its row is written first, its body when it is finished. */
export function beginPack(db: WriteDb): Pack {
  let pack: number | null = null;
  let size = 0;
  const parts: Uint8Array[] = [];
  return {
    add(original) {
      const hash = sha256(original);
      pack ??= run(db, "INSERT INTO packs (codec, body) VALUES ('raw', x'')").key;
      const { key, changes } = run(
        db,
        "INSERT INTO originals (sha256, pack, start, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        [hash, pack, size, original.length],
      );
      if (changes === 0) {
        const known = must(first(db, "SELECT key FROM originals WHERE sha256 = ?", [hash]), "what it conflicts with");
        return { key: integer(known, "key"), sha256: hash };
      }
      parts.push(original);
      size += original.length;
      return { key, sha256: hash };
    },
    finish() {
      if (pack === null) return;
      if (parts.length === 0) {
        run(db, "DELETE FROM packs WHERE key = ?", [pack]);
        return;
      }
      const whole = parts.length === 1 ? must(parts[0], "a pack of one") : Buffer.concat(parts);
      run(db, "UPDATE packs SET codec = 'zstd', body = ? WHERE key = ?", [zstdCompressSync(whole), pack]);
    },
  };
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
