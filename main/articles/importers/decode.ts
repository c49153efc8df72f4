import { isUtf8 } from "node:buffer";

import { detect } from "jschardet";

import type { Encoding } from "../../../app/articles/encodings.ts";
import { isLatin, likelihoodOfArabic } from "./short-texts.ts";
import { ImportProblem } from "./types.ts";

export interface Decoded {
  /** The decoded text, a byte order mark still in it. */
  text: string;
  /** A label as the Encoding Standard has it, or `cp720`. */
  encoding: string;
}

/** What may say in which encoding it is: a page or XML at its beginning, a text nowhere. */
export type TextKind = "text" | "html" | "xml";

/** What is looked at to find an encoding, in bytes. */
const SAMPLE = 64 * 1024;
/** A browser looks for a declaration within the first 1024 bytes; saved pages put comments before it. */
const DECLARATION_SAMPLE = 8 * 1024;
const EQUALS = 0x3d;
const SPACE = 0x20;
/** Share of characters beyond ASCII that may be broken in a file that still counts as UTF-8 (cut downloads, pasted debris). */
const BROKEN_SHARE = 0.02;

/** The upper half of MS-DOS code page 720 (Arabic), which no `TextDecoder` knows. */
const CP720 =
  "\u0080\u0081éâ\u0084à\u0086çêëèïî\u008d\u008e\u008f\u0090\u0651\u0652ô¤\u0640ûù\u0621\u0622\u0623\u0624£\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\u0636\u0637\u0638\u0639\u063a\u0641µ\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a≡\u064b\u064c\u064d\u064e\u064f\u0650≈°∙·√ⁿ²■\u00a0";

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/** Decodes bytes of a known encoding; what is broken becomes U+FFFD. */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === "cp720")
    return Array.from(bytes, (b) => (b < 128 ? String.fromCharCode(b) : CP720[b - 128])).join("");
  // Node's own decoder: several times faster than TextDecoder on short records.
  if (encoding === "utf-8") return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  let decoder = decoders.get(encoding);
  if (!decoder) {
    decoder = new TextDecoder(encoding, { ignoreBOM: true });
    decoders.set(encoding, decoder);
  }
  return decoder.decode(bytes);
}

/**
 * Decodes a whole file. In this order: byte order mark, UTF-16 by its zero bytes, valid UTF-8 (also against a
 * declaration: bytes that form UTF-8 by chance are rare, wrong declarations are not), the page's declaration, UTF-8
 * with a few broken characters, what the detector says. `told` by the analyst goes before all of it. Throws `ImportProblem` (unreadable-file) for binary data.
 */
export function decodeBytes(bytes: Uint8Array, kind: TextKind = "text", told?: Encoding): Decoded {
  const encoding = told ?? findEncoding(bytes, kind);
  return { text: decodeAs(bytes, encoding), encoding };
}

/** Decodes one record of a file in `encoding`; one that is no valid UTF-8 in a UTF-8 file is looked at by itself. */
export function decodeRecord(bytes: Uint8Array, encoding: string, told?: Encoding): Decoded {
  if (encoding !== "utf-8" || told !== undefined || isUtf8(bytes)) return { text: decodeAs(bytes, encoding), encoding };
  return decodeBytes(bytes);
}

/** The encoding of a file by its bytes, or by the first of them: the rules are those of `decodeBytes`. */
export function findEncoding(bytes: Uint8Array, kind: TextKind = "text"): string {
  const marked = byteOrderMark(bytes) ?? unmarkedUtf16(bytes);
  if (marked !== null) return marked;
  refuseBinary(bytes);
  if (isUtf8(bytes)) return "utf-8";
  const declared = kind === "text" ? null : declaredEncoding(bytes, kind);
  if (declared !== null && declared !== "utf-8") return correctLatin(declared, bytes);
  if (isMostlyUtf8(bytes)) return "utf-8";
  return detectedEncoding(bytes) ?? "windows-1252";
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new ImportProblem("unreadable-file", "it is in UTF-32, which is not read; save it as UTF-8");
  }
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return null;
}

/**
 * UTF-16 without a mark: spaces and line ends have a zero byte, Arabic letters a 6, a control that no other encoding writes;
 * nearly always on the same side.
 */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE);
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const high: [number, number] = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0 || sample[i] === 6) high[i % 2 === 0 ? 0 : 1]++;
  const units = sample.length / 2;
  const isHigh = (one: number, other: number): boolean => one > units / 50 && one > 10 * other;
  const encoding = isHigh(high[1], high[0]) ? "utf-16le" : isHigh(high[0], high[1]) ? "utf-16be" : null;
  if (encoding === null) return null;
  const text = decodeAs(sample, encoding);
  // Numbers and samples of sound have such zeros too, but do not read as letters.
  const letters = text.match(/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\n\r\t]/gu)?.length ?? 0;
  return letters > text.length * 0.9 ? encoding : null;
}

function refuseBinary(bytes: Uint8Array): void {
  const sample = bytes.subarray(0, SAMPLE);
  let controls = 0;
  for (const b of sample) if (b < 32 && b !== 9 && b !== 10 && b !== 12 && b !== 13 && b !== 27) controls++;
  if (controls > sample.length / 20 || bytes.includes(0)) {
    throw new ImportProblem("unreadable-file", "it holds binary data, not text");
  }
}

/** The label that a page declares for itself, as a browser would take it; null where there is none or nobody knows it. */
function declaredEncoding(bytes: Uint8Array, kind: "html" | "xml"): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DECLARATION_SAMPLE)).toString(
    "latin1",
  );
  const label =
    (kind === "html" ? /<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]+)/iu.exec(head)?.[1] : undefined) ??
    /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)["']/iu.exec(head)?.[1];
  if (label === undefined) return null;
  try {
    const { encoding } = new TextDecoder(label);
    // A declaration that could be read byte by byte was not written in UTF-16.
    return encoding.startsWith("utf-16") ? "utf-8" : encoding;
  } catch {
    return null;
  }
}

/** Latin is what tools declare that know nothing; a page that calls its language Arabic was not written in it. */
function correctLatin(declared: string, bytes: Uint8Array): string {
  if (declared !== "windows-1252") return declared;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DECLARATION_SAMPLE)).toString(
    "latin1",
  );
  if (!/\b(?:lang\s*=\s*["']?(?:ar|fa|ur|ku|ckb)\b|dir\s*=\s*["']?rtl)/iu.test(head)) return declared;
  const detected = detectedEncoding(bytes);
  return detected !== null && arabicEncodings.has(detected) ? detected : declared;
}

const arabicEncodings = new Set(["windows-1256", "iso-8859-6", "cp720"]);

function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeAs(bytes.subarray(0, SAMPLE * 16), "utf-8");
  let broken = 0;
  let beyondAscii = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) beyondAscii++;
    if (unit === 0xfffd) broken++;
  }
  return beyondAscii > 20 && broken <= Math.max(1, beyondAscii * BROKEN_SHARE);
}

/** Bytes beyond ASCII up to which a text is too short for the detector. */
const FEW = 40;
/** Mean likelihood of letters (natural logarithm) above which a short text is Arabic. */
const ARABIC = -4.2;

/** Of a text of a word or two: Latin by how its words are written, Arabic by its letters; null where neither is clear. */
function encodingOfFew(bytes: Uint8Array): string | null {
  let count = 0;
  for (const byte of bytes) if (byte > 127 && ++count > FEW) return null;
  if (isLatin(decodeAs(bytes, "windows-1252"))) return "windows-1252";
  let best: { encoding: string; likelihood: number } | null = null;
  for (const encoding of arabicEncodings) {
    const likelihood = likelihoodOfArabic(decodeAs(bytes, encoding));
    if (likelihood > ARABIC && (best === null || likelihood > best.likelihood)) best = { encoding, likelihood };
  }
  return best?.encoding ?? null;
}

function detectedEncoding(bytes: Uint8Array): string | null {
  const few = encodingOfFew(bytes);
  const { encoding } = few === "windows-1252" || few === null ? detect(beyondAsciiSample(bytes)) : { encoding: few };
  // Turkish is Latin too, and told by letters of its own.
  if (few !== null && !/^(?:windows-1254|iso-8859-9)$/iu.test(encoding ?? "")) return few;
  if (encoding === null) return null;
  const name = encoding.toLowerCase();
  if (name === "cp720" || name === "ibm720") return "cp720";
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** A page may begin with many kilobytes of plain ASCII: the sample begins shortly before the first byte that tells something. */
function beyondAsciiSample(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((b) => b > 127);
  const from = Math.max(0, first - 200);
  const sample = Uint8Array.from(bytes.subarray(from, from + SAMPLE));
  // The detector believes declarations; it is asked only where there is none, or none to be believed.
  for (let at = sample.indexOf(EQUALS); at >= 0; at = sample.indexOf(EQUALS, at + 1)) sample[at] = SPACE;
  return sample;
}
