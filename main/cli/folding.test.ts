import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { run } from "./main.ts";

/**
 * The folding table of the domain ("Search folds…", prefixes, and the fourth case of what peers get wrong), line by line
 * and both ways, through `isnad search`: what was typed finds the text, the text's form finds what was typed, neither
 * finds the third, and `exact:` finds what was typed alone.
 */
const lines: readonly (readonly [what: string, typed: string, text: string, other: string])[] = [
  ["tashkeel", "كتاب", "كِتَاب", "كتلة"],
  ["tashkeel with shadda and tanween", "مدرسا", "مُدَرِّسًا", "مدرجا"],
  ["Quranic marks", "الرحمن", "ٱلرَّحۡمَٰنِ", "الرحيق"],
  ["tatweel", "كتاب", "كتـــاب", "كباب"],
  ["alef with hamza above", "احمد", "أحمد", "حامد"],
  ["alef with hamza below", "ادلب", "إدلب", "حلب"],
  ["alef with madda", "اثار", "آثار", "ثأر"],
  ["hamza on waw", "مسوول", "مسؤول", "مسلول"],
  ["hamza on ya", "هييه", "هيئة", "هيبة"],
  ["a hamza written as a mark", "احمد", "ا\u0654حمد", "حمود"],
  ["alef maqsura and ya", "مستشفي", "مستشفى", "مستشار"],
  ["ta marbuta and ha", "مدرسه", "مدرسة", "مدرج"],
  ["alef wasla", "الله", "ٱلله", "اللهو"],
  ["Persian ya", "رييس", "رییس", "ريش"],
  ["Persian kaf", "شركة", "شرکة", "شراكة"],
  ["presentation forms", "سلام", "ﺳﻼﻡ", "سلم"],
  ["Arabic-Indic digits", "71", "٧١", "٧٢"],
  ["Persian digits", "61", "۶۱", "۶۲"],
  ["bidi marks", "دمشق", "\u200fدم\u2067شق\u2069\u200e", "دم شق"],
  ["zero-width marks", "حلب", "ح\u200c\u200dلب", "ح لب"],
  ["Latin case", "DAMASCUS", "Damascus", "Damask"],
  ["Latin diacritics", "Idlib", "Ídlïb", "Idlab"],
  ["transliteration", "Qaida", "Qāʿida", "Qadia"],
  ["the article", "كتاب", "الكتاب", "الكاتب"],
  ["و", "قنيطرة", "وقنيطرة", "قناطر"],
  ["ف", "دمشق", "فدمشق", "دمنا"],
  ["ب and the article", "قنيطرة", "بالقنيطرة", "بقناطر"],
  ["ل and the article", "مدنيين", "للمدنيين", "للمدارس"],
  ["ك", "معارضة", "كمعارضة", "كمعرض"],
  ["و and the article", "استخبارات", "والاستخبارات", "استخراج"],
  ["و, ب and the article", "سلاح", "وبالسلاح", "وبالسلام"],
  ["the article typed, none in the text", "الاستخبارات", "استخبارات", "استخراج"],
  ["particles typed, others in the text", "وبالمطار", "للمطار", "للمطر"],
];

let dir: string;
/** One text each: `12-text.txt`, `12-typed.txt`, `12-other.txt`. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "folding-"));
  vi.stubEnv("ISNAD_HOME", join(dir, "home"));
  vi.stubEnv("INIT_CWD", dir);
  mkdirSync(join(dir, "texts"));
  for (const [number, [, typed, text, other]] of lines.entries())
    for (const [name, words] of Object.entries({ typed, text, other }))
      writeFileSync(join(dir, "texts", `${number}-${name}.txt`), `— ${words} —\n\n${number} ${name}\n`);
  const { articles } = await isnad<{ articles: { id: string; path: string }[] }>("import", "texts");
  for (const { id, path } of articles) names.set(id, basename(path, ".txt"));
}, 60_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

const names = new Map<string, string>();

/** Runs a verb in this process, on the one case, and reads the document that it prints. */
async function isnad<Document>(verb: string, ...args: string[]): Promise<Document> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((piece, ...rest) => {
    printed.push(String(piece));
    for (const done of rest) if (typeof done === "function") done();
    return true;
  });
  try {
    expect(await run([verb, "--json", "--case", "folding", ...args])).toBe(0);
  } finally {
    write.mockRestore();
  }
  return JSON.parse(printed.join("")) as Document;
}

interface Search {
  total: number;
  hits: { articleId: string; snippets: { text: string; hits: [number, number][] }[] }[];
}

/** What a query finds of one line, and the words that it shows of each. */
async function found(number: number, query: string): Promise<Record<string, string[]>> {
  const { hits } = await isnad<Search>("search", query);
  const own = hits.flatMap(({ articleId, snippets }) => {
    const [of, name = ""] = (names.get(articleId) ?? "").split("-");
    const shown = snippets.flatMap(({ text, hits: at }) => at.map(([start, end]) => text.slice(start, end)));
    return of === String(number) ? [[name, shown] as const] : [];
  });
  return Object.fromEntries(own);
}

const cases = lines.map(([what, typed, text], number) => ({ what, typed, text, number }));

describe("the folding table, through the command line", () => {
  test.each(cases)("$what: what is typed ($typed) finds the text, and shows its own letters", async (line) => {
    const finds = await found(line.number, line.typed);
    expect(Object.keys(finds).toSorted()).toEqual(["text", "typed"]);
    // A mark that no letter carries is no part of the hit.
    expect(finds["text"]?.map((word) => word.replaceAll(/^\p{Cf}+|\p{Cf}+$/gu, ""))).toEqual([
      line.text.replaceAll(/^\p{Cf}+|\p{Cf}+$/gu, ""),
    ]);
  });

  test.each(cases)("$what: what the text has finds what was typed", async (line) => {
    expect(Object.keys(await found(line.number, line.text)).toSorted()).toEqual(["text", "typed"]);
  });

  test.each(cases)("$what: exact finds only what was typed", async (line) => {
    expect(await found(line.number, `exact:${line.typed}`)).toEqual({ typed: [line.typed] });
  });
});

test("each switch is written in the query", async () => {
  const at = (what: string): number => lines.findIndex(([name]) => name === what);
  const article = at("the article");
  expect(Object.keys(await found(article, "stem:off كتاب"))).toEqual(["typed"]);
  expect(Object.keys(await found(article, "stem:off الكِتاب"))).toEqual(["text"]);
  const hamza = at("alef with hamza above");
  expect(Object.keys(await found(hamza, "hamza:strict احمد"))).toEqual(["typed"]);
  expect(Object.keys(await found(hamza, "hamza:strict وَأَحمد"))).toEqual(["text"]);
  const ta = at("ta marbuta and ha");
  expect(Object.keys(await found(ta, "hamza:strict المدرسة"))).toEqual(["text"]);
  expect(Object.keys(await found(at("alef maqsura and ya"), "hamza:strict مستشفى"))).toEqual(["text"]);
});
