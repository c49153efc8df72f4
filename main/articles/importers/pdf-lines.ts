/** A run of glyphs as pdf.js gives it: its text in visual order, and where it stands (points, from the page's foot). */
export interface PdfItem {
  /** Put right in place where glyphs were turned round, or a vowel sign stands by itself. */
  str: string;
  readonly dir: string;
  readonly width: number;
  readonly height: number;
  /** The last two: x and y of its beginning. */
  readonly transform: readonly number[];
  readonly hasEOL: boolean;
}

/** One line of a page. */
export interface PdfLine {
  readonly text: string;
  readonly isRightToLeft: boolean;
  readonly y: number;
  readonly height: number;
  readonly start: number;
  readonly end: number;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const leftToRight = /[A-Za-z\u00c0-\u024f\u0370-\u052f]/u;

/**
 * The lines of a page in reading order. A file of Arabic mostly holds the glyphs as they stand on the page, from left to
 * right, in their joined forms: a right-to-left line is put together from its right end, and joined forms become the
 * letters that they are forms of (NFKC).
 */
export function readLines(items: readonly PdfItem[]): PdfLine[] {
  const lines: PdfItem[][] = [];
  for (const item of items) {
    // Spaces without width are guesses, and a glyph that no table names is no text: neither parts a word.
    if (item.str.replaceAll(/[\s\p{Cc}]/gu, "") === "" && item.width < 1) continue;
    const last = lines.at(-1);
    const before = last?.at(-1);
    if (last && before && isSameLine(before, item)) last.push(item);
    else lines.push([item]);
  }
  const all = items.map(({ str }) => str).join("");
  const isRightToLeftPage = count(all, rightToLeft) > count(all, leftToRight);
  return lines.map((line) => toLine(line, isRightToLeftPage)).filter(({ text }) => text !== "");
}

const x = (item: PdfItem): number => item.transform[4] ?? 0;
const y = (item: PdfItem): number => item.transform[5] ?? 0;
const heightOf = (item: PdfItem): number => item.height || Math.abs(item.transform[3] ?? 0) || 10;

function isSameLine(before: PdfItem, item: PdfItem): boolean {
  return Math.abs(y(before) - y(item)) < Math.max(2, 0.5 * Math.min(heightOf(before), heightOf(item)));
}

const count = (text: string, letters: RegExp): number => text.match(new RegExp(letters, "gu"))?.length ?? 0;

/** A line of a right-to-left page runs from the right, also where most of its letters are Latin. */
function runsFromRight(items: readonly PdfItem[], isRightToLeftPage: boolean): boolean {
  const all = items.map(({ str }) => str).join("");
  const rtl = count(all, rightToLeft);
  return rtl > 0 && (isRightToLeftPage || rtl > count(all, leftToRight));
}

function toLine(placed: readonly PdfItem[], isRightToLeftPage: boolean): PdfLine {
  const marked = withMarks(placed);
  const isRightToLeft = runsFromRight(marked, isRightToLeftPage);
  const items = isRightToLeft ? marked.map(withStopAtEnd) : marked;
  const ordered = inReadingOrder(items, isRightToLeft);
  let text = "";
  let before: PdfItem | null = null;
  for (const item of ordered) {
    if (before !== null && needsSpace(before, item) && !/\s$/u.test(text) && !/^\s/u.test(item.str)) text += " ";
    text += item.str;
    before = item;
  }
  return {
    text: lettersOf(text)
      .replaceAll(/[\s\p{Cc}]+/gu, " ")
      .trim(),
    isRightToLeft,
    y: items.reduce((lowest, item) => Math.min(lowest, y(item)), Infinity),
    height: items.reduce((most, item) => Math.max(most, heightOf(item)), 0),
    start: items.reduce((least, item) => Math.min(least, x(item)), Infinity),
    end: items.reduce((most, item) => Math.max(most, x(item) + item.width), -Infinity),
  };
}

/** A stop to the left of a number or a Latin word ends it, where the line runs from the right. */
const withStopAtEnd = (item: PdfItem): PdfItem => {
  if (rightToLeft.test(item.str)) return item;
  const [, stop, rest] = /^([.,:;!?،؛؟]+)(\s*[\p{L}\p{N}].*)$/u.exec(item.str) ?? [];
  return stop !== undefined && rest !== undefined ? { ...item, str: rest + stop } : item;
};

/** Vowel signs that stand as glyphs of their own go to the letter that they stand over or under. */
function withMarks(items: readonly PdfItem[]): readonly PdfItem[] {
  const isMark = ({ str }: PdfItem): boolean => /^[\p{M}\ufe70-\ufe7f]+$/u.test(str);
  if (!items.some(isMark)) return items;
  const letters = items.filter((item) => !isMark(item)).map((item) => Object.assign({}, item));
  for (const mark of items.filter(isMark)) {
    const at = x(mark) + mark.width / 2;
    const under = letters.find(
      (item) => item.str.trim() !== "" && x(item) - 0.5 <= at && at < x(item) + item.width - 0.5,
    );
    if (!under) continue;
    // Within an item of several letters its place is taken from how far along it stands.
    const along = under.width > 0 ? (x(under) + under.width - at) / under.width : 0;
    const letter = Math.min(under.str.length, Math.max(1, Math.ceil(along * under.str.length)));
    under.str =
      under.str.slice(0, letter) + lettersOf(mark.str).replaceAll(/[\s\u0640]/gu, "") + under.str.slice(letter);
  }
  return letters;
}

/** Joined forms as the letters they are forms of; everything else as it is: NFKC would also change fractions and units. */
const lettersOf = (text: string): string =>
  text.replaceAll(/[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+/gu, (forms) => forms.normalize("NFKC"));

const isNumberOrLatin = ({ str }: PdfItem): boolean =>
  !rightToLeft.test(str) && /[A-Za-z0-9\u0660-\u0669\u06f0-\u06f9]/u.test(str);
const isRightToLeftItem = ({ str }: PdfItem): boolean => rightToLeft.test(str);

/** The items of a line from where it begins; runs of the other direction (digits, Latin words; Arabic names) turned round. */
function inReadingOrder(items: readonly PdfItem[], isRightToLeft: boolean): readonly PdfItem[] {
  const along = isRightToLeft
    ? items.toSorted((a, b) => x(b) + b.width - (x(a) + a.width))
    : items.toSorted((a, b) => x(a) - x(b));
  const [isOther, isOwn] = isRightToLeft
    ? [isNumberOrLatin, isRightToLeftItem]
    : [isRightToLeftItem, ({ str }: PdfItem) => /[A-Za-z0-9]/u.test(str)];
  const ordered: PdfItem[] = [];
  let run: PdfItem[] = [];
  const endRun = (): void => {
    // Signs after the last digit or letter of the run belong to the line again.
    const last = run.findLastIndex(isOther);
    ordered.push(...run.slice(0, last + 1).toReversed(), ...run.slice(last + 1));
    run = [];
  };
  for (const item of along) {
    if (isOther(item) || (run.length > 0 && !isOwn(item))) run.push(item);
    else {
      endRun();
      ordered.push(item);
    }
  }
  endRun();
  return ordered;
}

function needsSpace(before: PdfItem, item: PdfItem): boolean {
  const gap = x(item) > x(before) ? x(item) - (x(before) + before.width) : x(before) - (x(item) + item.width);
  return gap > 0.2 * Math.min(heightOf(before), heightOf(item));
}

/**
 * Lines joined to paragraphs. A new one begins after a gap wider than the lines have between them, where the size
 * changes, or where the line before ended well short of the column. A hyphen at a line's end is taken away where a small
 * Latin letter follows.
 */
export function joinLines(lines: readonly PdfLine[]): string[] {
  const paragraphs: string[] = [];
  const gaps = lines.flatMap((line, index) => {
    const before = lines[index - 1];
    const gap = before ? before.y - line.y : 0;
    return gap > 0 ? [gap] : [];
  });
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 0;
  const start = lines.reduce((least, line) => Math.min(least, line.start), Infinity);
  const end = lines.reduce((most, line) => Math.max(most, line.end), -Infinity);
  let before: PdfLine | null = null;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (before === null || last === undefined || beginsParagraph(before, line, usual, start, end))
      paragraphs.push(line.text);
    else if (/[A-Za-z]-$/u.test(last) && /^[a-z]/u.test(line.text))
      paragraphs[paragraphs.length - 1] = last.slice(0, -1) + line.text;
    else paragraphs[paragraphs.length - 1] = `${last} ${line.text}`;
    before = line;
  }
  return paragraphs;
}

function beginsParagraph(before: PdfLine, line: PdfLine, usual: number, start: number, end: number): boolean {
  const gap = before.y - line.y;
  if (/^[•◦▪‣●]/u.test(line.text)) return true;
  if (gap < 0 || (usual > 0 && gap > 1.25 * usual)) return true;
  if (Math.abs(before.height - line.height) > 0.25 * Math.max(before.height, line.height)) return true;
  const width = end - start;
  const short = before.isRightToLeft ? before.start - start : end - before.end;
  return short > 0.25 * width && /[.!?؟:»"”)\]]$/u.test(before.text);
}

/** Of a run of glyphs, what each stands for; a number moves on (thousandths of the size, negative: a gap). */
export type GlyphRun = readonly (string | number)[];

/** A move of this much, in thousandths of the size, parts two words. */
const WORD_GAP = 120;

/**
 * The words that hold a ligature (لا is one glyph), as pdf.js gives them and as they are: it turns a line of glyphs round
 * letter by letter, and the letters of a ligature with it. What could be either is left alone.
 */
export function ligatureWords(runs: readonly GlyphRun[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const plain = new Set<string>();
  for (const run of runs) {
    let word: string[] = [];
    const endWord = (): void => {
      const turned = word.join("");
      if (rightToLeft.test(turned)) {
        const given = turned.split("").toReversed().join("");
        const meant = word.toReversed().join("");
        if (given === meant) plain.add(given);
        else words.set(given, meant);
      }
      word = [];
    };
    for (const glyph of run) {
      if (typeof glyph === "number" ? Math.abs(glyph) > WORD_GAP : glyph.trim() === "") endWord();
      else if (typeof glyph === "string") word.push(glyph);
    }
    endWord();
  }
  for (const word of plain) words.delete(word);
  return words;
}

/** An item's text with its ligatures as they are. */
export const withLigatures = (text: string, words: ReadonlyMap<string, string>): string =>
  words.size === 0 ? text : text.replaceAll(/\S+/gu, (word) => words.get(word) ?? word);
