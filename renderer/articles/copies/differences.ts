import { diffArrays } from "diff";

import { baseDirection, type Direction } from "../../../app/text/direction.ts";

/** Words of one side: the same on the other, or only here. */
export interface Piece {
  text: string;
  isOnlyHere: boolean;
}

/** A paragraph of one side, in its own direction of writing. */
export interface Paragraph {
  direction: Direction;
  pieces: Piece[];
}

/** What stands beside one another: the paragraphs of both sides between two places where both begin a new one. */
export interface Row {
  left: Paragraph[];
  right: Paragraph[];
  isSame: boolean;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
/** Milliseconds after which a comparison is given up. */
const PATIENCE = 1500;
/** Texts that are longer are compared paragraph by paragraph: there is time for that. */
const LONG = 120_000;

const wordsIn = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);
const linesIn = (text: string): string[] => text.split(/(\n)/u).filter((part) => part !== "");

type Side = "both" | "left" | "right";
interface Part {
  side: Side;
  text: string;
}

/** Words in the order of both texts, each with whose it is; null where that takes too long. */
function compare(left: string, right: string): Part[] | null {
  const cut = left.length + right.length > LONG ? linesIn : wordsIn;
  const changes =
    diffArrays(cut(left), cut(right), { timeout: PATIENCE }) ??
    (cut === wordsIn ? diffArrays(linesIn(left), linesIn(right), { timeout: PATIENCE }) : undefined);
  return (
    changes?.flatMap(({ value, added, removed }) => ({
      side: added ? ("right" as const) : removed ? ("left" as const) : ("both" as const),
      text: value.join(""),
    })) ?? null
  );
}

/**
 * A paragraph that only one side has may be told with the break before it or with the one after: told with the one after, it
 * stands by itself.
 */
function slide(parts: readonly Part[]): Part[] {
  const slid = parts.map((part) => ({ ...part }));
  for (const [at, part] of slid.entries()) {
    const [before, after] = [slid[at - 1], slid[at + 1]];
    if (part.side === "both" || before?.side !== "both" || after?.side !== "both") continue;
    const breaks = /^\n+/u.exec(part.text)?.[0] ?? "";
    if (breaks === "" || !after.text.startsWith(breaks)) continue;
    before.text += breaks;
    part.text = part.text.slice(breaks.length) + breaks;
    after.text = after.text.slice(breaks.length);
  }
  return slid;
}

/** A space or sign between two changes belongs to both of them: one change is read more easily than two. */
function isBetween(parts: readonly Part[], at: number): boolean {
  const part = parts[at];
  const [before, after] = [parts[at - 1], parts[at + 1]];
  return (
    part?.side === "both" &&
    before !== undefined &&
    after !== undefined &&
    before.side !== "both" &&
    after.side !== "both" &&
    /^[^\n\p{L}\p{N}]+$/u.test(part.text)
  );
}

class SideText {
  #paragraphs: Paragraph[] = [];
  #pieces: Piece[] = [];
  readonly #fallback: Direction;
  constructor(text: string) {
    this.#fallback = baseDirection(text, "ltr");
  }
  add(text: string, isOnlyHere: boolean): void {
    for (const [at, line] of text.split("\n").entries()) {
      if (at > 0) this.#end();
      if (line === "") continue;
      const last = this.#pieces.at(-1);
      if (last?.isOnlyHere === isOnlyHere) last.text += line;
      else this.#pieces.push({ text: line, isOnlyHere });
    }
  }
  /** Whether nothing was added since it was last asked. */
  isEmpty(): boolean {
    return this.#paragraphs.length === 0 && this.#pieces.length === 0;
  }
  #end(): void {
    const text = this.#pieces.map((piece) => piece.text).join("");
    if (text.trim() !== "")
      this.#paragraphs.push({ direction: baseDirection(text, this.#fallback), pieces: this.#pieces });
    this.#pieces = [];
  }
  /** The paragraphs since it was last asked. */
  take(): Paragraph[] {
    this.#end();
    const taken = this.#paragraphs;
    this.#paragraphs = [];
    return taken;
  }
}

const isWhole = (paragraphs: readonly Paragraph[]): boolean =>
  paragraphs.every(({ pieces }) => pieces.every(({ isOnlyHere }) => !isOnlyHere));

/** Two texts beside one another, word by word; null where they are too long and too unlike to be compared in time. */
export function differencesOf(left: string, right: string): Row[] | null {
  const compared = compare(left, right);
  if (!compared) return null;
  const parts = slide(compared);
  const [a, b] = [new SideText(left), new SideText(right)];
  const rows: Row[] = [];
  const end = (): void => {
    const row = { left: a.take(), right: b.take() };
    if (row.left.length + row.right.length > 0) rows.push({ ...row, isSame: isWhole(row.left) && isWhole(row.right) });
  };
  /** Words of one side; a paragraph of them that has nothing beside it is a row of its own. */
  const addOnly = (own: SideText, other: SideText, text: string): void => {
    for (const [at, line] of text.split("\n").entries()) {
      if (at > 0 && other.isEmpty()) end();
      else if (at > 0) own.add("\n", true);
      own.add(line, true);
    }
  };
  for (const [at, { side, text }] of parts.entries()) {
    if (side === "left") addOnly(a, b, text);
    else if (side === "right") addOnly(b, a, text);
    else {
      const isChanged = isBetween(parts, at);
      for (const [line, words] of text.split("\n").entries()) {
        if (line > 0) end();
        a.add(words, isChanged);
        b.add(words, isChanged);
      }
    }
  }
  end();
  return rows;
}
