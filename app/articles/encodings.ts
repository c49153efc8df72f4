import { z } from "../kernel/schema.ts";

/**
 * Encodings that a file can be said to be in, where its own word or a guess was wrong: labels as the Encoding Standard has
 * them, and `cp720`, the Arabic page of MS-DOS. The likely ones first, as they are offered.
 */
export const Encoding = z.enum([
  "utf-8",
  "windows-1256",
  "iso-8859-6",
  "windows-1252",
  "utf-16le",
  "utf-16be",
  "cp720",
  "windows-1255",
  "iso-8859-9",
  "windows-1251",
  "iso-8859-2",
  "macintosh",
  "gb18030",
]);
export type Encoding = z.infer<typeof Encoding>;
