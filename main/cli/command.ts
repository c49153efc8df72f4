import type { Client } from "../../app/contract/client.ts";

/** Wrong use of the command line: exit 2, with the usage of the verb. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Every option of every verb; a verb names those that it takes. */
export const optionTypes = {
  case: { type: "string", multiple: true },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  analyst: { type: "string", multiple: true },
  article: { type: "string", multiple: true },
  span: { type: "string", multiple: true },
  source: { type: "string", multiple: true },
  hops: { type: "string", multiple: true },
  statement: { type: "string", multiple: true },
  tag: { type: "string", multiple: true },
  reliability: { type: "string", multiple: true },
  credibility: { type: "string", multiple: true },
  reason: { type: "string", multiple: true },
  origin: { type: "string", multiple: true },
  outlet: { type: "string", multiple: true },
  after: { type: "string", multiple: true },
  before: { type: "string", multiple: true },
  text: { type: "string", multiple: true },
  format: { type: "string", multiple: true },
  out: { type: "string", multiple: true },
  port: { type: "string", multiple: true },
  name: { type: "string", multiple: true },
  description: { type: "string", multiple: true },
  colour: { type: "string", multiple: true },
  under: { type: "string", multiple: true },
  into: { type: "string", multiple: true },
  names: { type: "string", multiple: true },
  alias: { type: "string", multiple: true },
  kind: { type: "string", multiple: true },
  affiliation: { type: "string", multiple: true },
  role: { type: "string", multiple: true },
  since: { type: "string", multiple: true },
  country: { type: "string", multiple: true },
  language: { type: "string", multiple: true },
  link: { type: "string", multiple: true },
  descriptor: { type: "string", multiple: true },
  notes: { type: "string", multiple: true },
  topic: { type: "string", multiple: true },
  slot: { type: "string", multiple: true },
  question: { type: "string", multiple: true },
  state: { type: "string", multiple: true },
  from: { type: "string", multiple: true },
  until: { type: "string", multiple: true },
  dated: { type: "string", multiple: true },
  claimed: { type: "string", multiple: true },
  family: { type: "string", multiple: true },
  copies: { type: "string", multiple: true },
  "event-date": { type: "string", multiple: true },
  memo: { type: "string", multiple: true },
  "reason-code": { type: "string", multiple: true },
  evidence: { type: "string", multiple: true },
  relation: { type: "string", multiple: true },
  look: { type: "string", multiple: true },
  "stale-days": { type: "string", multiple: true },
  "group-by": { type: "string", multiple: true },
  note: { type: "string", multiple: true },
  claim: { type: "string", multiple: true },
  answer: { type: "string", multiple: true },
  encoding: { type: "string", multiple: true },
  pattern: { type: "string", multiple: true },
  mapping: { type: "string", multiple: true },
  constant: { type: "string", multiple: true },
  profile: { type: "string", multiple: true },
  "save-profile": { type: "string", multiple: true },
  "preview-names": { type: "boolean" },
  group: { type: "string", multiple: true },
  sort: { type: "string", multiple: true },
  width: { type: "string", multiple: true },
  limit: { type: "string", multiple: true },
  saved: { type: "string", multiple: true },
  save: { type: "string", multiple: true },
  "without-copies": { type: "boolean" },
  exact: { type: "boolean" },
  moved: { type: "boolean" },
  find: { type: "boolean" },
  claims: { type: "boolean" },
  memos: { type: "boolean" },
  suggest: { type: "boolean" },
  order: { type: "string", multiple: true },
  within: { type: "string", multiple: true },
  draft: { type: "string", multiple: true },
  where: { type: "string", multiple: true },
  title: { type: "string", multiple: true },
  author: { type: "string", multiple: true },
  date: { type: "string", multiple: true },
  untag: { type: "string", multiple: true },
  "leave-out": { type: "boolean" },
  "take-in": { type: "boolean" },
  watched: { type: "boolean" },
  code: { type: "string", multiple: true },
  aside: { type: "boolean" },
} as const;

export type OptionName = keyof typeof optionTypes;
/** Options that say something by being there. */
type Flag =
  | "without-copies"
  | "preview-names"
  | "exact"
  | "moved"
  | "find"
  | "claims"
  | "memos"
  | "suggest"
  | "leave-out"
  | "take-in"
  | "watched"
  | "aside";
type TextOption = Exclude<OptionName, "json" | "help" | Flag>;
type Given = Partial<Record<TextOption, string[]> & Record<Flag, boolean>>;

/** What was typed after the verb, by name. */
export class Typed {
  readonly words: readonly string[];
  readonly #values: Given;
  constructor(words: readonly string[], values: Given) {
    this.words = words;
    this.#values = values;
  }
  all(name: TextOption): string[] {
    return this.#values[name] ?? [];
  }
  flag(name: Flag): boolean {
    return this.#values[name] ?? false;
  }
  /** @throws UsageError where it was given twice */
  one(name: TextOption): string | undefined {
    const given = this.all(name);
    if (given.length > 1) throw new UsageError(`--${name} stands more than once`);
    return given[0];
  }
  /** @throws UsageError where it was not given */
  needed(name: TextOption): string {
    const given = this.one(name);
    if (given === undefined || given === "") throw new UsageError(`--${name} is missing`);
    return given;
  }
  /** The only positional argument. */
  word(what: string): string {
    const [word, ...more] = this.words;
    if (word === undefined) throw new UsageError(`${what} is missing`);
    if (more.length > 0) throw new UsageError(`one ${what} only; ${more.join(" ")} is too much`);
    return word;
  }
}

/** A word of a list. @throws UsageError for any other */
export function oneOf<Word extends string>(option: TextOption, typed: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === typed);
  if (word === undefined) throw new UsageError(`--${option} ${typed}: there are ${words.join(", ")}`);
  return word;
}

/** How a verb says what it found: the same to a program and to people. */
export interface Printer {
  /** One document; people get `lines` of it. */
  document<Value>(value: Value, lines: (value: Value) => string[]): Promise<void>;
  /** A list, row by row as it comes: there is no ceiling on its length. */
  list<Row>(rows: AsyncIterable<Row>, line: (row: Row) => string): Promise<void>;
  /** For the eye only: standard error. */
  say(text: string): void;
}

export interface Context {
  readonly typed: Typed;
  readonly print: Printer;
  /** The backend in this process, started when first asked for. */
  client(): Client;
  /** A token for a path, relative to where the analyst typed it. */
  grant(path: string): Promise<string>;
  resolve(path: string): string;
  /** Opens the case of `--case`; with `create` makes it where there is none. */
  openCase(options?: { create: boolean }): Promise<string>;
  /** Runs a job with its progress on standard error; Ctrl-C stops it after its batch. */
  run: Client["run"];
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly (TextOption | Flag)[];
  /** Whether `--analyst` says whose grades are listed, rather than who works here; it may then repeat. */
  readonly listsByAnalyst?: boolean;
  /** Whether positional arguments are taken at all. */
  readonly words: boolean;
  /** @returns whether all was done; false is exit 1 */
  run(context: Context): Promise<boolean>;
}
