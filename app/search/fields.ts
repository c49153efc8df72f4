/** What a field's value may be. */
export type FieldKind =
  /** A name or part of one, folded: whole words of it. */
  | "name"
  /** Signs that stand in it, as they are but for case: an address, a path. */
  | "part"
  /** A language code; `en` takes `en-GB` with it. */
  | "language"
  /** A word, a phrase in quotation marks or a beginning with `*`, looked for in one place only. */
  | "words"
  /** A day, month or year, which is excluded. */
  | "date"
  /** A day, month or year, which is included; or `none`. */
  | "period"
  /** One of `values`. */
  | "choice"
  /** No condition of its own: how the words beside it, and in groups beside it, are compared. */
  | "switch"
  /** What was typed, mark for mark. */
  | "exact";

export interface QueryField {
  readonly kind: FieldKind;
  /** What it says something of; articles have the fields of claims through their claims. */
  readonly of: "article" | "claim" | "words";
  /** The values that there are, where they can be told. */
  readonly values?: readonly string[];
  /** For help and completion, by the language of the interface. */
  readonly example: { readonly en: string; readonly ar: string };
}

const same = (example: string): QueryField["example"] => ({ en: example, ar: example });

/**
 * Every field of the query language, in the order of help; parser, completion and help share this list. What each finds is
 * said in the README beside this, and in the interface's words under the field's name.
 */
export const queryFields = {
  exact: { kind: "exact", of: "words", example: { en: "exact:Kataib", ar: "exact:كِتاب" } },
  stem: { kind: "switch", of: "words", values: ["off"], example: { en: "stem:off raids", ar: "stem:off مداهمات" } },
  hamza: { kind: "switch", of: "words", values: ["strict"], example: same("hamza:strict إدلب") },
  text: { kind: "words", of: "article", example: { en: 'text:"internal security"', ar: 'text:"الأمن الداخلي"' } },
  title: { kind: "name", of: "article", example: { en: "title:raid", ar: "title:مداهمات" } },
  outlet: { kind: "name", of: "article", example: { en: 'outlet:"Enab Baladi"', ar: 'outlet:"عنب بلدي"' } },
  author: { kind: "name", of: "article", example: { en: "author:khaled", ar: "author:خالد" } },
  lang: { kind: "language", of: "article", example: same("lang:ar") },
  date: { kind: "period", of: "article", example: same("date:2025-11") },
  year: { kind: "period", of: "article", example: same("year:2025") },
  after: { kind: "date", of: "article", example: same("after:2025-10-14") },
  before: { kind: "date", of: "article", example: same("before:2025-10-19") },
  url: { kind: "part", of: "article", example: same("url:enabbaladi.net") },
  file: { kind: "part", of: "article", example: same("file:telegram") },
  state: { kind: "choice", of: "article", values: ["unread", "in-work", "done"], example: same("state:unread") },
  family: { kind: "choice", of: "article", values: ["yes", "no"], example: same("family:no") },
  claims: { kind: "choice", of: "article", values: ["yes", "no"], example: same("claims:yes") },
  tag: { kind: "name", of: "claim", example: { en: "tag:Casualties", ar: "tag:الضحايا" } },
  source: { kind: "name", of: "claim", example: { en: 'source:"civil defence"', ar: 'source:"الدفاع المدني"' } },
  origin: { kind: "name", of: "claim", example: { en: "origin:ministry", ar: "origin:الوزارة" } },
  reliability: {
    kind: "choice",
    of: "claim",
    values: ["A", "B", "C", "D", "E", "F", "none"],
    example: same("reliability:B"),
  },
  credibility: {
    kind: "choice",
    of: "claim",
    values: ["1", "2", "3", "4", "5", "6", "none"],
    example: same("credibility:none"),
  },
  basis: {
    kind: "choice",
    of: "claim",
    values: ["witnessed", "told", "deduced", "induced", "unknown", "none"],
    example: same("basis:witnessed"),
  },
  mode: {
    kind: "choice",
    of: "claim",
    values: ["direct-quote", "paraphrase", "own-reporting", "none"],
    example: same("mode:direct-quote"),
  },
  question: { kind: "name", of: "claim", example: { en: "question:casualties", ar: "question:الضحايا" } },
  statement: { kind: "words", of: "claim", example: { en: "statement:wounded", ar: "statement:جريح" } },
  quote: { kind: "words", of: "claim", example: { en: "quote:wounded", ar: "quote:أصيب" } },
  memo: { kind: "words", of: "claim", example: { en: "memo:verify", ar: "memo:تحقق" } },
} as const satisfies Record<string, QueryField>;

export type QueryFieldName = keyof typeof queryFields;
export const queryFieldNames = Object.keys(queryFields) as readonly QueryFieldName[];

type OfKind<Kind extends FieldKind> = {
  [Name in QueryFieldName]: (typeof queryFields)[Name]["kind"] extends Kind ? Name : never;
}[QueryFieldName];

/** Fields with one plain value. */
export type NameField = OfKind<"name" | "part" | "language" | "choice">;
/** Fields in which words are looked for. */
export type TextField = OfKind<"words">;
export type DateField = "before" | "after" | "date";

/** Edits (a sign more, less, other, or two swapped) that lead from one name to the other. */
function editsBetween(one: string, other: string): number {
  let [before, row] = [[] as number[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let place = 1; place <= other.length; place += 1) {
      const isSame = one[at - 1] === other[place - 1];
      let least = Math.min((row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1, (row[place - 1] ?? 0) + (isSame ? 0 : 1));
      if (at > 1 && place > 1 && one[at - 1] === other[place - 2] && one[at - 2] === other[place - 1])
        least = Math.min(least, (before[place - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

/** Fields that somebody may have meant who wrote this, nearest first, three at most. */
export function fieldsNear(typed: string): QueryFieldName[] {
  const most = typed.length < 4 ? 1 : 2;
  return queryFieldNames
    .map((name) => ({ name, edits: name.startsWith(typed) ? 1 : editsBetween(typed, name) }))
    .filter(({ edits }) => edits <= most)
    .toSorted((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name);
}
