import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { Refusal } from "../../app/contract/errors.ts";
import { addArticle, addClaim, addSource, addTag, fakeCase } from "./search.fake.ts";
import { claimKeysMatching, searchArticles, searchClaims, unindexArticle, unindexClaim } from "./search.ts";
import { all, run, text, type WriteDb } from "./sql.ts";

const found = (db: WriteDb, query: string): string[] =>
  searchArticles(db, query, "relevance", 0, 1000)
    .hits.map((hit) => hit.articleId)
    .toSorted();

function finds(texts: readonly string[], query: string): string[] {
  const db = fakeCase();
  for (const words of texts) addArticle(db, { text: words });
  return found(db, query).map((id) => texts[Number(id.slice(1))] as string);
}

describe("folding (domain.md, Arabic and mixed text)", () => {
  // [what is folded, what is typed, what the text has, what it must not find]
  const lines: [string, string, string, string][] = [
    ["tashkeel", "كتاب", "قرأ كِتَاباً جديداً", "قرأ كتلة"],
    ["Quranic marks", "الرحمن", "ٱلرَّحۡمَٰنِ", "الرحيق"],
    ["tatweel", "كتاب", "كتـــاب", "كباب"],
    ["article", "كتاب", "هذا الكتاب", "هذا الكاتب"],
    ["alef with hamza", "احمد", "قال أحمد", "قال حامد"],
    ["alef with hamza below", "ادلب", "ريف إدلب", "ريف حلب"],
    ["alef with madda", "اثار", "مدينة آثار", "مدينة ثأر"],
    ["hamza on waw and ya", "مسوول", "قال مسؤول", "قال مسلول"],
    ["alef maqsura", "مستشفي", "في مستشفى", "في مستشار"],
    ["ta marbuta", "مدرسه", "في مدرسة", "في مدرج"],
    ["alef wasla", "الله", "ٱلله", "اللهو"],
    ["Persian ya and kaf", "كريم", "کریم", "كرام"],
    ["presentation forms", "سلام", "ﺳﻼﻡ", "سلم"],
    ["Arabic-Indic digits", "71", "اعتقال ٧١ شخصاً", "اعتقال ٧٢ شخصاً"],
    ["Persian digits", "61", "۶۱", "۶۲"],
    ["bidi marks", "دمشق", "\u200fدم\u200dشق\u200e", "دم شق"],
    ["zero-width marks", "حلب", "ح\u200cلب", "ح لب"],
    ["Latin case", "DAMASCUS", "in Damascus", "in Damask"],
    ["Latin diacritics", "Idlib", "Ídlïb", "Idlab"],
    ["conjunction and article", "استخبارات", "والاستخبارات", "استخراج"],
    ["preposition", "القنيطرة", "بالقنيطرة", "قناطر"],
    ["article typed, none in the text", "الاستخبارات", "جهاز استخبارات", "استخراج"],
  ];

  test.each(lines)("%s: %s finds %s, not %s", (_name, typed, has, hasNot) => {
    expect(finds([has, hasNot], typed)).toEqual([has]);
  });

  test.each(lines)("%s, the other way: what the text has finds what was typed", (_name, typed, has, hasNot) => {
    expect(finds([typed, hasNot], `"${has.split(" ").find((word) => finds([word], typed).length > 0)}"`)).toEqual([
      typed,
    ]);
  });

  test.each(lines)("%s: exact finds only what was typed", (_name, typed, has) => {
    expect(finds([has, `(${typed}).`], `exact:${typed}`)).toEqual([`(${typed}).`]);
  });

  test("every hit shows the original glyphs, and says where they stand", () => {
    for (const [, typed, has] of lines) {
      const db = fakeCase();
      addArticle(db, { text: `𝒳 … ${has}` });
      const [snippet] = searchArticles(db, typed, "relevance", 0, 10).hits[0]?.snippets ?? [];
      expect(`𝒳 … ${has}`.slice(snippet?.start, snippet?.end)).toBe(snippet?.text);
      expect(snippet?.hits).toHaveLength(1);
    }
  });
});

describe("the query language over articles", () => {
  const db = fakeCase();
  const ministry = addSource(db, ["وزارة الداخلية", "Ministry of Interior"]);
  const commander = addSource(db, ["عبد العال"], ministry);
  const casualties = addTag(db, "Casualties");
  const wounded = addTag(db, "Wounded", casualties);
  const first = addArticle(db, {
    title: "مداهمات",
    text: "مداهمات\n\nأعلنت وزارة الداخلية اعتقال ٧١ شخصاً في اللاذقية",
    outlet: "عنب بلدي",
    publishedAt: "2025-11-24",
    language: "ar",
  });
  addArticle(db, {
    title: "Raids near Latakia",
    text: "Security forces raided houses; 71 people were arrested.",
    outlet: "Enab Baladi",
    author: "Khaled al-Ali",
    publishedAt: "2025-11-25T23:30:00Z",
    language: "en",
  });
  addArticle(db, {
    title: "Weather",
    text: "Rain in the city. People stayed at home.",
    outlet: null,
    language: "en-GB",
  });
  addClaim(db, { article: first, quote: "اعتقال", sources: [ministry, commander], tags: [wounded] });

  test.each([
    ["people", ["a1", "a2"]],
    ["people arrested", ["a1"]],
    ["people -arrested", ["a2"]],
    ["-people", ["a0"]],
    ["-people -اعتقال", []],
    ['"people were"', ["a1"]],
    ['"were people"', []],
    ['people -"were arrested"', ["a2"]],
    ["اعتقال OR rain", ["a0", "a2"]],
    ["people (rain OR اعتقال)", ["a2"]],
    ["arrest*", ["a1"]],
    ["اعتق*", ["a0"]],
    ["71", ["a0", "a1"]],
    ["exact:71", ["a1"]],
    ["exact:People", ["a2"]],
    ['exact:"71 people"', ["a1"]],
    ["people -exact:People", ["a1"]],
    ["-exact:People", ["a0", "a1"]],
    ["exact:People OR exact:people", ["a1", "a2"]],
    ["latakia", ["a1"]],
    ["cities", ["a2"]],
    ["citie*", []],
    ['outlet:"عنب بلدي"', ["a0"]],
    ['outlet:"ENAB baladi"', ["a1"]],
    ["-outlet:baladi", ["a0", "a2"]],
    ["lang:ar", ["a0"]],
    ["lang:en", ["a1", "a2"]],
    ["lang:e", []],
    ["author:khaled", ["a1"]],
    ["title:raids", ["a1"]],
    ["after:2025-11-23", ["a0", "a1"]],
    ["after:2025-11-24", ["a1"]],
    ["before:2025-11-25", ["a0"]],
    ["before:2025-11-24", []],
    ["after:2025-11", []],
    ["-after:2025-11-24", ["a0", "a2"]],
    ['source:"وزاره الداخليه"', ["a0"]],
    ["source:interior", ["a0"]],
    ["source:العال", ["a0"]],
    ["source:nobody", []],
    ["tag:casualties", ["a0"]],
    ["tag:Casualties/Wounded", ["a0"]],
    ["tag:Wounded", ["a0"]],
    ["tag:Wound", []],
    ["tag:wounded OR rain", ["a0", "a2"]],
    ["people (lang:ar OR rain)", ["a2"]],
    ["(people lang:en-gb) OR اعتقال", ["a0", "a2"]],
    ["raid -(people OR rain)", []],
    ["raids OR -people", ["a0", "a1"]],
  ])("%s", (query, ids) => {
    expect(found(db, query)).toEqual(ids);
    expect(searchArticles(db, query, "newest", 0, 1).total).toBe(ids.length);
  });

  test("says where a query is wrong", () => {
    expect(() => found(db, 'people "were')).toThrow(Refusal);
    expect(() => found(db, 'people "were')).toThrow(/at 7/);
  });

  test("punctuation alone asks for nothing", () => {
    expect(searchArticles(db, " ، … ", "relevance", 0, 10)).toEqual({ total: 0, hits: [] });
  });

  test("newest and oldest first, what has no date last", () => {
    const [newest, oldest] = (["newest", "oldest"] as const).map((order) =>
      searchArticles(db, "people OR اعتقال", order, 0, 10).hits.map((hit) => hit.articleId),
    );
    expect(newest).toEqual(["a1", "a0", "a2"]);
    expect(oldest).toEqual(["a0", "a1", "a2"]);
  });
});

test("a phrase does not reach from the title into the text, and both are found", () => {
  const db = fakeCase();
  addArticle(db, { title: "Raids in Latakia", text: "Security forces came." });
  expect(found(db, '"in latakia"')).toEqual(["a0"]);
  expect(found(db, "latakia forces")).toEqual(["a0"]);
  expect(found(db, '"latakia security"')).toEqual([]);
  expect(found(db, "exact:Latakia")).toEqual(["a0"]);
});

test("beginnings are found through particles and endings that the index has taken off", () => {
  const texts = ["فريق الإنقاذ", "في الرياض", "قيادتها", "بلدية المدينة", "لدينا", "وكتابهم"];
  expect(finds(texts, "فري*")).toEqual(["فريق الإنقاذ"]);
  expect(finds(texts, "قيادت*")).toEqual(["قيادتها"]);
  expect(finds(texts, "بلد*")).toEqual(["بلدية المدينة"]);
  expect(finds(texts, "كتا*")).toEqual(["وكتابهم"]);
  expect(finds(texts, "-فري* الرياض OR الإنقاذ")).toEqual(["في الرياض"]);
});

test("a beginning finds every word that it begins", () => {
  const words = "فريق الفريق وفريقهم قيادتها للمدنيين كاتب المكاتب بالسلاح اعتقالات سوريا cities raids churches".split(
    " ",
  );
  const db = fakeCase();
  for (const word of words) addArticle(db, { text: word });
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.integer({ min: 3, max: 12 }), (word, length) => {
      const beginning = word.slice(0, length);
      // Nothing but particles: what the index has taken off everywhere, it cannot find.
      fc.pre(!/^[وفبلك]*(ال|لل)?$/u.test(beginning));
      expect(found(db, `${beginning}*`)).toContain(`a${words.indexOf(word)}`);
    }),
  );
});

describe("windows", () => {
  const db = fakeCase();
  for (let index = 0; index < 300; index += 1)
    addArticle(db, {
      text: `خبر ${"كتاب ".repeat(index % 17)} ${"x".repeat(index % 5)} كتاب`,
      publishedAt: `2025-0${1 + (index % 9)}`,
    });

  test.each(["relevance", "newest", "oldest"] as const)("by %s, side by side, are the whole", (order) => {
    const whole = searchArticles(db, "كتاب", order, 0, 1000);
    expect(whole.total).toBe(300);
    const pieces = [0, 70, 140, 210, 280].flatMap((offset) => searchArticles(db, "كتاب", order, offset, 70).hits);
    expect(pieces).toEqual(whole.hits);
    expect(new Set(pieces.map((hit) => hit.articleId)).size).toBe(300);
    expect(searchArticles(db, "كتاب", order, 300, 70).hits).toEqual([]);
  });

  test("scores fall", () => {
    const scores = searchArticles(db, "كتاب", "relevance", 0, 1000).hits.map((hit) => hit.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan(scores.at(-1) as number);
  });

  test("a change between two windows is seen", () => {
    expect(searchArticles(db, "خبر", "relevance", 100, 10).total).toBe(300);
    unindexArticle(db, 5);
    expect(searchArticles(db, "خبر", "relevance", 100, 10).total).toBe(299);
  });
});

describe("snippets", () => {
  const filler = "لا شيء هنا سوى كلام طويل 😀 لا ينتهي. ".repeat(30_000);

  test("of a long text stand where they say, in UTF-16 units, after two-byte and astral characters", () => {
    const db = fakeCase();
    const whole = `${filler}أعلن الأمن اعتقال عشرة.\n${filler}`;
    addArticle(db, { text: whole });
    const [snippet, ...rest] = searchArticles(db, "اعتقال", "relevance", 0, 10).hits[0]?.snippets ?? [];
    expect(rest).toEqual([]);
    expect(whole.slice(snippet?.start, snippet?.end)).toBe(snippet?.text);
    expect(snippet?.hits.map(([start, end]) => snippet.text.slice(start, end))).toEqual(["اعتقال"]);
    expect(snippet?.text.length).toBeLessThanOrEqual(200);
  });

  test("show two places where one does not have all words", () => {
    const db = fakeCase();
    addArticle(db, { text: `اعتقال ${filler} والمطار ${filler}` });
    const snippets = searchArticles(db, "المطار اعتقالات", "relevance", 0, 10).hits[0]?.snippets ?? [];
    expect(snippets.map((snippet) => snippet.hits.map(([start, end]) => snippet.text.slice(start, end)))).toEqual([
      ["اعتقال"],
      ["والمطار"],
    ]);
  });

  test("find a phrase far behind its words, and what was typed behind longer words", () => {
    const db = fakeCase();
    addArticle(db, { text: `${"الأمن العام ".repeat(9000)} والأمن الداخلي ${filler}` });
    addArticle(db, { text: "woman human mankind manly Man man" });
    for (const [query, shown] of [
      ['"امن داخلي"', "والأمن الداخلي"],
      ["exact:man", "man"],
    ] as const) {
      const [snippet] = searchArticles(db, query, "relevance", 0, 10).hits[0]?.snippets ?? [];
      expect(snippet?.hits.map(([start, end]) => snippet.text.slice(start, end))).toEqual([shown]);
    }
  });

  test("find what stands vocalised, stretched or capital in a long text", () => {
    for (const word of ["اِعْتِقَال", "اعتقـــال", "ARREST", "Ärrest"]) {
      const db = fakeCase();
      const whole = `${filler.slice(0, 40_000)} ${word} ${filler.slice(0, 40_000)}`;
      addArticle(db, { text: whole });
      const query = /\p{Script=Latin}/u.test(word) ? "arrests" : "الاعتقال";
      const [snippet] = searchArticles(db, query, "relevance", 0, 10).hits[0]?.snippets ?? [];
      expect(snippet?.hits.map(([start, end]) => snippet.text.slice(start, end))).toEqual([word]);
      expect(whole.slice(snippet?.start, snippet?.end)).toBe(snippet?.text);
    }
  });

  test("are the beginning where only the title or a field was found", () => {
    const db = fakeCase();
    addArticle(db, { title: "Raids", text: "Nothing here.", outlet: "X" });
    for (const query of ["raids", "outlet:x"])
      expect(searchArticles(db, query, "relevance", 0, 10).hits[0]?.snippets).toEqual([
        { text: "Nothing here.", start: 0, end: 13, hits: [] },
      ]);
  });

  test("are pieces of the text with the hits in them, whatever the text", () => {
    const pieces = fc.constantFrom("اعتقال", "والاعتقالات", "اعْتقال", " ", "\n", "😀", "لا", "a", "، ", "كلمة طويلة ");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 400 }), (some) => {
        const whole = some.join("");
        const db = fakeCase();
        addArticle(db, { text: whole });
        for (const { snippets } of searchArticles(db, "اعتقال", "relevance", 0, 10).hits) {
          for (const { start, end, text: piece, hits } of snippets) {
            expect(whole.slice(start, end)).toBe(piece);
            expect(hits.length).toBeGreaterThan(0);
          }
        }
        db.connection.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe("claims", () => {
  const db = fakeCase();
  const ministry = addSource(db, ["وزارة الداخلية"]);
  const article = addArticle(db, { title: "مداهمات", text: "نص", outlet: "عنب بلدي", publishedAt: "2025-11-24" });
  const byStatement = addClaim(db, {
    article,
    quote: "قال القائد",
    statement: "One man was wounded",
    sources: [ministry],
  });
  const byQuote = addClaim(db, { article, quote: "اعتقال ٧١ شخصاً", eventDate: "2025-11-20" });
  const byMemo = addClaim(db, { article, quote: "لا شيء", memo: "ask about the wounded" });

  test("are found by statement, quote and memo, and the hit says which", () => {
    const fields = searchClaims(db, "wounded", "relevance", 0, 10).hits.map((hit) => [hit.claimId, hit.field]);
    expect(Object.fromEntries(fields)).toEqual({ c1: "statement", c3: "memo" });
    const [hit] = searchClaims(db, "الاعتقال", "relevance", 0, 10).hits;
    expect(hit).toMatchObject({ claimId: "c2", articleId: "a0", field: "quote", outlet: "عنب بلدي", origin: null });
    expect(hit?.snippets[0]?.hits).toEqual([[0, 6]]);
  });

  test("are filtered by fields, dates of the event first", () => {
    expect(claimKeysMatching(db, "source:داخلية")).toEqual(new Set([byStatement]));
    expect(claimKeysMatching(db, "before:2025-11-21")).toEqual(new Set([byQuote]));
    expect(claimKeysMatching(db, "-wounded outlet:عنب")).toEqual(new Set([byQuote]));
    expect(claimKeysMatching(db, "exact:wounded -exact:man")).toEqual(new Set([byMemo]));
    expect(claimKeysMatching(db, " ")).toBeNull();
    expect(searchClaims(db, "source:داخلية", "relevance", 0, 10).hits[0]?.origin).toBe("وزارة الداخلية");
  });

  test("are not found any more once taken out", () => {
    const lone = addClaim(db, { article, quote: "فريد" });
    expect(claimKeysMatching(db, "فريد")).toEqual(new Set([lone]));
    unindexClaim(db, lone);
    expect(claimKeysMatching(db, "فريد")).toEqual(new Set());
  });
});

describe("what a search asks of SQLite", () => {
  const db = fakeCase();
  const plan = (sql: string): string =>
    all(db, `EXPLAIN QUERY PLAN ${sql}`, ["x"])
      .map((row) => text(row, "detail"))
      .join("\n");

  test("the best come out of the index alone", () => {
    const steps = plan(
      "SELECT w.rowid AS key, +w.rank AS rank FROM article_words w WHERE w.article_words MATCH ? ORDER BY 2, 1 LIMIT 50",
    );
    expect(steps.split("\n").filter((step) => /SCAN|SEARCH/.test(step))).toEqual([
      expect.stringMatching(/SCAN w VIRTUAL TABLE/),
    ]);
  });

  test("a filter looks at the finds, never at every article", () => {
    const steps = plan(
      `SELECT a.key FROM article_words w CROSS JOIN articles a ON a.key = w.rowid
       WHERE w.article_words MATCH ? AND a.published_key > '2025' ORDER BY w.rank`,
    );
    expect(steps).toMatch(/SCAN w VIRTUAL TABLE/);
    expect(steps).toMatch(/SEARCH a USING INTEGER PRIMARY KEY/);
    expect(steps).not.toMatch(/SCAN a/);
  });

  test("a hit's text is fetched by key", () => {
    expect(
      plan(
        "SELECT v.body FROM articles a JOIN text_versions v ON v.article = a.key AND v.number = a.version WHERE a.key = ?",
      ),
    ).not.toMatch(/SCAN/);
  });

  test("a removed article's words are gone from the index", () => {
    const key = addArticle(db, { text: "word" });
    run(db, "UPDATE articles SET withdrawn = 1 WHERE key = ?", [key]);
    unindexArticle(db, key);
    expect(found(db, "word OR -word")).toEqual([]);
  });
});
