/**
 * The fold under which texts are searched (domain.md, "Search folds"). Folded text holds letters and
 * ASCII digits only; everything else is one space, so that FTS5's `ascii` tokenizer splits it right.
 *
 * Dropped: tashkeel, Quranic marks, tatweel, diacritics, bidi and zero-width marks.
 * Made equal: alef and hamza seats and alef wasla (ا), waw and ya with hamza (و ي), alef maqsura and
 * Persian ya (ي), Persian kaf (ك), ta marbuta and the Persian and Kurdish forms of ha (ه), presentation
 * forms and ligatures, every script's decimal digits, case. A bare hamza (ء) stays: it is a letter of its own.
 * An apostrophe between Latin letters is dropped (Qa'ida = Qaida, Syria's = syrias, which the stem
 * takes back to syria), but a French elision splits (d'Alep = d alep).
 */
export const FOLD_VERSION = 1;

/** Folded text with, for each of its UTF-16 units, the offset in the original from which it came; map[length] is the original's length. */
export interface Folded {
  text: string;
  map: Uint32Array;
}

// Values of the table below 32 are instructions, all others the code unit to write.
const UNKNOWN = 0;
const DROP = 1;
const SEVERAL = 2;
const APOSTROPHE = 3;
const SURROGATE = 4;
const FIRST_LETTER = 32;
const SPACE = 0x20;

/** What each code unit becomes; filled as characters are met, because most of the 65,536 never are. */
const table = new Uint16Array(0x10000);
/** Code units that become several. */
const several = new Map<number, string>();
/** Code points beyond U+FFFF that were met. */
const astral = new Map<number, string>();
const ASTRAL_KEPT = 4096;

const letterOrDigit = /^[\p{L}\p{N}\p{M}]$/u;
const decimalDigit = /^\p{Nd}$/u;
const formatMark = /^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
// Vowel signs of Indic and other scripts are part of the word, and stay.
const droppedMark =
  /^(?=[\p{Mn}\p{Me}])[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Inherited}]$/u;

/** Letters whose fold the standard's decompositions do not give. */
const letters = new Map<string, string>([
  ["ٱ", "ا"],
  ["ٲ", "ا"],
  ["ٳ", "ا"],
  ["ٵ", "ا"],
  ["ٶ", "و"],
  ["ٷ", "و"],
  ["ٸ", "ي"],
  ["ٴ", "ء"],
  ["ة", "ه"],
  ["ۃ", "ه"],
  ["ہ", "ه"],
  ["ھ", "ه"],
  ["ە", "ه"],
  ["ى", "ي"],
  ["ی", "ي"],
  ["ۍ", "ي"],
  ["ے", "ي"],
  ["ک", "ك"],
  ["ڪ", "ك"],
  ["ß", "ss"],
  ["ẞ", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["đ", "d"],
  ["ð", "d"],
  ["ħ", "h"],
  ["ı", "i"],
  ["ł", "l"],
  ["þ", "th"],
  ["ς", "σ"],
  // Transliteration's hamza and ayn.
  ["ʾ", ""],
  ["ʿ", ""],
  ["ʼ", ""],
  ["ʻ", ""],
  ["ʹ", ""],
  ["ʺ", ""],
  // Tatweel is a letter to Unicode.
  ["ـ", ""],
  // The end of an ayah and the small letters of Quranic orthography.
  ["ۥ", ""],
  ["ۦ", ""],
]);

function digitValue(codePoint: number): number {
  // Decimal digits stand in runs of ten from zero (or several such runs), in every script.
  let first = codePoint;
  while (codePoint - first < 50 && decimalDigit.test(String.fromCodePoint(first - 1))) first -= 1;
  return (codePoint - first) % 10;
}

/** Fold of one code point: letters and digits, "" if it is dropped, " " if it separates. */
function foldCodePoint(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (formatMark.test(character) || droppedMark.test(character)) return "";
  const known = letters.get(character);
  if (known !== undefined) return known;
  if (!letterOrDigit.test(character)) return " ";
  if (decimalDigit.test(character)) return String(digitValue(codePoint));

  const parts = Array.from(character.normalize("NFKD"));
  // Presentation forms of single marks decompose to a space or tatweel that carries the mark.
  if (parts.length > 1 && parts.every((part) => part === " " || part === "ـ" || droppedMark.test(part))) return "";
  let folded = "";
  for (const part of parts) {
    if (part === character) folded += part.toLowerCase();
    else if (!droppedMark.test(part)) folded += foldPart(part);
  }
  folded = folded.normalize("NFC");
  return letters.get(folded) ?? folded;
}

function foldPart(part: string): string {
  const known = letters.get(part);
  if (known !== undefined) return known;
  if (!letterOrDigit.test(part)) return " ";
  const codePoint = part.codePointAt(0) as number;
  if (decimalDigit.test(part)) return String(digitValue(codePoint));
  const lower = part.toLowerCase();
  return letters.get(lower) ?? lower;
}

function learn(unit: number): number {
  let value: number;
  if (unit === 0x27 || unit === 0x2018 || unit === 0x2019 || unit === 0x60) value = APOSTROPHE;
  else if (unit >= 0xd800 && unit <= 0xdfff) value = SURROGATE;
  else {
    const folded = foldCodePoint(unit);
    if (folded === "") value = DROP;
    else if (folded.length === 1) value = folded.charCodeAt(0);
    else {
      several.set(unit, folded);
      value = SEVERAL;
    }
  }
  table[unit] = value;
  return value;
}

function foldAstral(codePoint: number): string {
  const known = astral.get(codePoint);
  if (known !== undefined) return known;
  if (astral.size >= ASTRAL_KEPT) astral.clear();
  const folded = foldCodePoint(codePoint);
  astral.set(codePoint, folded);
  return folded;
}

function isLatin(unit: number): boolean {
  const letter = unit | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7);
}

/** The consonants before a French elision. */
const elided = new Set(Array.from("cdjlmnstCDJLMNST", (letter) => letter.charCodeAt(0)));

/** What an apostrophe becomes: DROP within a Latin word, SPACE at its edge, elsewhere and after an elision. */
function foldApostrophe(text: string, offset: number): number {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset + 1);
  if (!isLatin(before) || !isLatin(after)) return SPACE;
  const single = !isLatin(text.charCodeAt(offset - 2));
  return single && elided.has(before) ? SPACE : DROP;
}

/** Buffers are kept between calls up to this many units. */
const KEPT = 1 << 20;
/** No character folds to more units than this (U+FDFA, eighteen). */
const LONGEST = 32;

let buffer = new Uint16Array(1 << 14);

function reserve(size: number): Uint16Array<ArrayBuffer> {
  if (buffer.length >= size) return buffer;
  const grown = new Uint16Array(size <= KEPT ? Math.min(Math.max(size, buffer.length * 2), KEPT) : size);
  if (grown.length <= KEPT) buffer = grown;
  return grown;
}

let mapBuffer = new Uint32Array(1 << 14);

function reserveMap(size: number): Uint32Array<ArrayBuffer> {
  if (mapBuffer.length >= size) return mapBuffer;
  const grown = new Uint32Array(size <= KEPT ? Math.min(Math.max(size, mapBuffer.length * 2), KEPT) : size);
  if (grown.length <= KEPT) mapBuffer = grown;
  return grown;
}

// The standard decoder of browsers and Node alike, four times as fast as String.fromCharCode.
interface Utf16Decoder {
  decode(units: Uint16Array): string;
}
const { TextDecoder } = globalThis as unknown as {
  TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => Utf16Decoder;
};
const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });
/** Up to this length the plain way is faster. */
const SHORT = 32;

/** A string of the first `length` units, which hold no lone surrogate. */
export function unitsToString(units: Uint16Array, length: number): string {
  const part = units.subarray(0, length);
  return length <= SHORT ? String.fromCharCode(...part) : decoder.decode(part);
}

/** What an instruction of the table stands for at an offset, with the number of units it consumes. */
function resolve(text: string, offset: number, instruction: number): { folded: string; length: number } {
  if (instruction === SEVERAL) return { folded: several.get(text.charCodeAt(offset)) as string, length: 1 };
  if (instruction === APOSTROPHE) return { folded: foldApostrophe(text, offset) === DROP ? "" : " ", length: 1 };
  const codePoint = text.codePointAt(offset) as number;
  // A lone surrogate is no character: it separates.
  if (codePoint <= 0xffff) return { folded: " ", length: 1 };
  return { folded: foldAstral(codePoint), length: 2 };
}

/** Folded units, in a buffer that the next call writes over. For `foldText` and for the index. */
export function foldUnits(text: string): { units: Uint16Array; length: number } {
  const length = text.length;
  let out = reserve(length + LONGEST);
  let written = 0;
  for (let offset = 0; offset < length; offset += 1) {
    const unit = text.charCodeAt(offset);
    let value = table[unit] as number;
    if (value === UNKNOWN) value = learn(unit);
    if (value >= FIRST_LETTER) {
      out[written] = value;
      written += 1;
    } else if (value !== DROP) {
      const { folded, length: consumed } = resolve(text, offset, value);
      if (written + folded.length + (length - offset) > out.length) {
        const grown = new Uint16Array(out.length * 2 + LONGEST);
        grown.set(out);
        out = grown;
      }
      for (let index = 0; index < folded.length; index += 1) out[written + index] = folded.charCodeAt(index);
      written += folded.length;
      offset += consumed - 1;
    }
  }
  return { units: out, length: written };
}

/** Folded text without a map: the fast way, for indexing and for keys. Equal to `fold(text).text`. */
export function foldText(text: string): string {
  const { units, length } = foldUnits(text);
  return unitsToString(units, length);
}

/** Folded text with the map back to the original (UTF-16 offsets); the map never decreases. */
export function fold(text: string): Folded {
  const length = text.length;
  let units = reserve(length + LONGEST);
  let map = reserveMap(length + LONGEST + 1);
  let room = Math.min(units.length, map.length - 1);
  let written = 0;
  for (let offset = 0; offset < length; offset += 1) {
    const unit = text.charCodeAt(offset);
    let value = table[unit] as number;
    if (value === UNKNOWN) value = learn(unit);
    if (value === DROP) continue;
    if (value >= FIRST_LETTER) {
      units[written] = value;
      map[written] = offset;
      written += 1;
      continue;
    }
    const { folded, length: consumed } = resolve(text, offset, value);
    if (written + folded.length + (length - offset) > room) {
      room = room * 2 + LONGEST;
      const grownUnits = new Uint16Array(room);
      grownUnits.set(units.subarray(0, written));
      units = grownUnits;
      const grownMap = new Uint32Array(room + 1);
      grownMap.set(map.subarray(0, written));
      map = grownMap;
    }
    for (let index = 0; index < folded.length; index += 1) {
      units[written] = folded.charCodeAt(index);
      map[written] = offset;
      written += 1;
    }
    offset += consumed - 1;
  }
  map[written] = length;
  return { text: unitsToString(units, written), map: map.slice(0, written + 1) };
}

/**
 * The range of the original for a range of the folded text (UTF-16 units, end exclusive). It begins
 * at the character of the first folded unit and ends before that of the next one, so marks, tatweel
 * and other dropped characters that follow the last letter belong to it; a ligature or a surrogate
 * pair is never split. An empty range stays empty. Offsets out of bounds are clamped.
 */
export function unfoldRange(folded: Folded, start: number, end: number): { start: number; end: number } {
  const { map } = folded;
  const last = map.length - 1;
  const from = Math.max(0, Math.min(start, last));
  let to = Math.max(from, Math.min(end, last));
  const begin = map[from] as number;
  if (to === from) return { start: begin, end: begin };
  const final = map[to - 1] as number;
  while (to < last && map[to] === final) to += 1;
  return { start: begin, end: map[to] as number };
}
