import { createHash, randomBytes } from "node:crypto";

import { makeIdSource } from "../../app/kernel/id.ts";

/** Random bytes drawn at once for many ids: drawing them costs more than all else about an id. */
const POOL = 4096;
let pool = Buffer.alloc(0);

function drawBytes(count: number): Uint8Array {
  if (pool.length < count) pool = randomBytes(POOL);
  const drawn = pool.subarray(0, count);
  pool = pool.subarray(count);
  return drawn;
}

const source = makeIdSource(Date.now, drawBytes);

/** A new id: UUID version 7. */
export const newId = (): string => source.next();

/** Now, as it is stored: ISO 8601 in UTC with milliseconds. */
export const nowText = (): string => new Date().toISOString();

export const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const sha256Hex = (...parts: readonly (string | Uint8Array)[]): string => sha256(...parts).toString("hex");

export const toHex = (value: Uint8Array): string =>
  Buffer.from(value.buffer, value.byteOffset, value.length).toString("hex");

/** What makes a text a duplicate: the same working text, outlet, address and date, as stated or none stated. */
export function identityOf(
  textSha256: Uint8Array,
  stated: { outlet: string | null; url: string | null; publishedAt: string | null },
): Buffer {
  return sha256(textSha256, JSON.stringify([stated.outlet, stated.url, stated.publishedAt])).subarray(0, 16);
}
