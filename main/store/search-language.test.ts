import { describe, expect, test } from "vitest";

import type { ClaimsWithin } from "../../app/search/model.ts";
import { searchMemos } from "./search-memos.ts";
import { withinOf } from "./search-within.ts";
import { addArticle, addClaim, addSource, addTag, fakeCase } from "./search.fake.ts";
import { articleKeysMatching, claimKeysMatching, indexArticle, searchArticles, searchClaims } from "./search.ts";
import { run, type WriteDb } from "./sql.ts";
import { vocabularyOf } from "./vocabulary.ts";

const found = (db: WriteDb, query: string): string[] =>
  searchArticles(db, query, "relevance", 0, 1000)
    .hits.map((hit) => hit.articleId)
    .toSorted();

/** What is painted of each find. */
const painted = (db: WriteDb, query: string): string[][] =>
  searchArticles(db, query, "oldest", 0, 1000).hits.map(({ snippets }) =>
    snippets.flatMap(({ text, hits }) => hits.map(([start, end]) => text.slice(start, end))),
  );

function withTexts(...texts: (string | { title: string; text: string })[]): WriteDb {
  const db = fakeCase();
  for (const each of texts) addArticle(db, typeof each === "string" ? { text: each } : each);
  return db;
}

describe("NEAR", () => {
  const filler = "كلام طويل لا ينتهي عن شيء آخر ".repeat(30);

  test("finds what stands near, in any order, folded and stemmed, and shows both in one window", () => {
    const db = withTexts(
      "نفذت القوات اعتقالات قرب المطار اليوم",
      `اعتقال ${filler} مطار`,
      "المطار شهد اعتقال عشرة",
      "الاعتقال وحده",
    );
    expect(found(db, "اعتقال NEAR/2 مطار")).toEqual(["a0", "a2"]);
    expect(found(db, "اعتقال NEAR/0 مطار")).toEqual([]);
    expect(found(db, "-(اعتقال NEAR/2 مطار)")).toEqual(["a1", "a3"]);
    expect(painted(db, "مطار NEAR/2 اعتقال")).toEqual([
      ["المطار", "اعتقال"],
      ["اعتقالات", "المطار"],
    ]);
  });

  test("takes phrases, beginnings and several; the closest switches too", () => {
    const db = withTexts("security forces raided two houses", "forces of security raided houses", "forces raid house");
    expect(found(db, '"security forces" NEAR/1 houses')).toEqual([]);
    expect(found(db, '"security forces" NEAR/2 houses')).toEqual(["a0"]);
    expect(found(db, "raid* NEAR/1 house*")).toEqual(["a0", "a1", "a2"]);
    expect(found(db, "security NEAR/3 raided NEAR/3 houses")).toEqual(["a0", "a1"]);
    expect(found(db, "stem:off forces NEAR/0 raid")).toEqual(["a2"]);
  });

  test("does not reach from the title into the text", () => {
    const db = withTexts({ title: "Raids in Homs", text: "Forces came to Damascus." }, "Homs forces");
    expect(found(db, "homs NEAR/3 forces")).toEqual(["a1"]);
    expect(found(db, "raids NEAR/1 homs")).toEqual(["a0"]);
  });

  test("shows both where they stand too far apart for one window", () => {
    const between = "word ".repeat(60);
    const db = withTexts(`${filler} alpha ${between} beta ${filler}`);
    expect(found(db, "alpha NEAR/59 beta")).toEqual([]);
    expect(painted(db, "alpha NEAR/60 beta")).toEqual([["alpha", "beta"]]);
    expect(painted(db, "alpha NEAR/100 beta")).toEqual([["alpha", "beta"]]);
  });
});

describe("the switches", () => {
  const db = withTexts("كتاب جديد", "الكتاب الجديد", "كِتابٌ", "إدلب وحلب", "ادلب", "بإدلب");

  test.each([
    ["كتاب", ["a0", "a1", "a2"]],
    ["stem:off كتاب", ["a0", "a2"]],
    ["كتاب stem:off", ["a0", "a2"]],
    ["(كتاب stem:off) OR حلب", ["a0", "a2", "a3"]],
    ["-(stem:off كتاب)", ["a1", "a3", "a4", "a5"]],
    ["stem:off الكت*", ["a1"]],
    ["إدلب", ["a3", "a4", "a5"]],
    ["hamza:strict إدلب", ["a3", "a5"]],
    ["hamza:strict ادلب", ["a4"]],
    ["hamza:strict stem:off إدلب", ["a3"]],
    ["hamza:strict إدل*", ["a3", "a5"]],
    ["hamza:strict حلب", ["a3"]],
  ])("%s", (query, ids) => {
    expect(found(db, query)).toEqual(ids);
  });

  test("what is painted is what was found", () => {
    expect(painted(withTexts("الكتاب كتاب الكتاب"), "stem:off كتاب")).toEqual([["كتاب"]]);
    expect(painted(withTexts("ادلب إدلب ادلب"), "hamza:strict إدلب")).toEqual([["إدلب"]]);
    const far = `${"ادلب ".repeat(3000)} بإدلب ${"ادلب ".repeat(3000)}`;
    expect(painted(withTexts(far), "hamza:strict إدلب")).toEqual([["بإدلب"]]);
  });
});

describe("fields", () => {
  const db = fakeCase();
  const ministry = addSource(db, ["Ministry"]);
  const witness = addSource(db, ["Witness"]);
  const tag = addTag(db, "Toll");
  const first = addArticle(db, { title: "Port fire", text: "A raid in Homs.", publishedAt: "2025-11-24" });
  const second = addArticle(db, { title: "Raid", text: "Fire in Homs.", publishedAt: "2025-11-25T10:00:00Z" });
  addArticle(db, { title: "Rain", text: "Rain.", publishedAt: "2024" });
  addArticle(db, { title: "Sun", text: "Sun." });
  const set = (key: number, columns: string, ...values: (string | number)[]): void => {
    run(db, `UPDATE articles SET ${columns} WHERE key = ?`, [...values, key]);
  };
  set(first, "url = ?, state = ?, claims = 1", "https://www.enabbaladi.net/%D8%AD%D9%84%D8%A8/1", "in-work");
  set(second, "url = ?, state = ?, claims = 1", "https://example.org/Port?x=1", "done");
  run(db, "INSERT INTO families (key, id, origin, created_at, created_by) VALUES (1, 'f', ?, '', '')", [first]);
  run(db, "INSERT INTO family_members (article, family) VALUES (?, 1)", [first]);
  run(db, "INSERT INTO files (key, path, sha256) VALUES (2, '/data/أرشيف/Telegram-2025.zip', x'')");
  run(db, "UPDATE text_versions SET file = 2, member = 'channel/post-7.html' WHERE article = ?", [second]);
  const claim = {
    article: first,
    quote: "قال القائد",
    sources: [ministry, witness],
    reliability: "F",
    credibility: "6",
  };
  const one = addClaim(db, { ...claim, statement: "One man was wounded", memo: "verify the wounded", tags: [tag] });
  const two = addClaim(db, { article: second, quote: "wounded man", reliability: "B", sources: [ministry] });
  run(db, "UPDATE hops SET basis = 'told', mode = 'paraphrase' WHERE claim = ? AND position = 0", [one]);
  run(db, "UPDATE hops SET basis = 'witnessed' WHERE claim = ? AND position = 1", [one]);
  run(
    db,
    "INSERT INTO questions (key, id, text, created_at, created_by) VALUES (1, 'q', 'How many were hurt?', '', '')",
  );
  run(db, "INSERT INTO question_claims (question, claim) VALUES (1, ?)", [one]);
  const annotate = (article: number, id: string, memo: string | null): void => {
    run(
      db,
      `INSERT INTO annotations (id, article, version, start, "end", quote, prefix, suffix, memo, created_at, created_by)
       VALUES (?, ?, 1, 0, 1, 'A', '', '', ?, '', '')`,
      [id, article, memo],
    );
  };
  annotate(second, "n1", "Verify this with the الوزارة");
  annotate(first, "n2", null);

  test.each([
    ["text:raid", ["a0"]],
    ["text:fire OR text:rain", ["a1", "a2"]],
    ['text:"in homs" -text:raid', ["a1"]],
    ["text:rai*", ["a0", "a2"]],
    ["stem:off text:raids", []],
    ["url:enabbaladi.net", ["a0"]],
    ["url:حلب", ["a0"]],
    ["url:EXAMPLE.org/port", ["a1"]],
    ["file:telegram", ["a1"]],
    ["file:ارشيف", ["a1"]],
    ['file:"post 7"', ["a1"]],
    ["file:elegram", []],
    ["-file:telegram", ["a0", "a2", "a3"]],
    ["state:in-work OR state:DONE", ["a0", "a1"]],
    ["state:unread", ["a2", "a3"]],
    ["family:yes", ["a0"]],
    ["family:no -claims:no", ["a1"]],
    ["claims:yes", ["a0", "a1"]],
    ["year:2025", ["a0", "a1"]],
    ["date:2025-11-25", ["a1"]],
    ["date:2024", ["a2"]],
    ["date:none", ["a3"]],
    ["-date:none", ["a0", "a1", "a2"]],
    ["reliability:F", ["a0"]],
    ["reliability:b", ["a1"]],
    ["credibility:6", ["a0"]],
    ["credibility:none", ["a1"]],
    ["credibility:5", []],
    ["basis:witnessed", ["a0"]],
    ["basis:told", []],
    ["basis:none", ["a1"]],
    ["mode:paraphrase", ["a0"]],
    ["mode:none", ["a1"]],
    ["source:ministry", ["a0", "a1"]],
    ["origin:ministry", ["a1"]],
    ["origin:witness", ["a0"]],
    ['question:"were hurt"', ["a0"]],
    ["question:hurts", []],
    ["statement:wounded", ["a0"]],
    ["quote:wounded", ["a1"]],
    ["quote:قائد -claims:no", ["a0"]],
    ["memo:verify", ["a0", "a1"]],
    ["memo:وزاره", ["a1"]],
    ["memo:verify raid statement:man", ["a0"]],
    ["tag:toll OR memo:nothing", ["a0"]],
  ])("of articles: %s", (query, ids) => {
    expect(found(db, query)).toEqual(ids);
    expect(articleKeysMatching(db, query)?.length).toBe(ids.length);
  });

  test.each([
    ["wounded", [one, two]],
    ["statement:wounded", [one]],
    ["memo:wounded", [one]],
    ["quote:wounded OR memo:verify", [one, two]],
    ["text:raid", [one]],
    ["origin:ministry", [two]],
    ["reliability:F credibility:6", [one]],
    ["basis:witnessed OR basis:none", [one, two]],
    ["date:2025-11-25", [two]],
    ["question:hurt", [one]],
    ["file:telegram wounded", [two]],
    ["-mode:none", [one]],
  ])("of claims: %s", (query, keys) => {
    expect([...(claimKeysMatching(db, query) ?? [])].toSorted((a, b) => a - b)).toEqual(keys);
  });

  test("words of one place are painted there alone", () => {
    const [hit] = searchClaims(db, "memo:wounded", "relevance", 0, 10).hits;
    expect(hit).toMatchObject({ field: "memo", snippets: [{ text: "verify the wounded", hits: [[11, 18]] }] });
    expect(searchArticles(db, "memo:raid OR text:raid", "relevance", 0, 10).hits[0]?.snippets[0]?.hits).toEqual([
      [2, 6],
    ]);
  });

  const within = (what: ClaimsWithin): ReturnType<typeof withinOf> => withinOf(what);

  test("a search is kept within articles, what a filter leaves, or claims", () => {
    const articles = (query: string, what: ClaimsWithin): string[] =>
      searchArticles(db, query, "newest", 0, 10, within(what)).hits.map((hit) => hit.articleId);
    expect(articles("homs", { articles: ["a1", "a3", "nobody"] })).toEqual(["a1"]);
    expect(articles("homs", { articles: [] })).toEqual([]);
    expect(articles("-sun", { filter: { claims: "with" } })).toEqual(["a1", "a0"]);
    expect(searchArticles(db, "homs", "relevance", 1, 10, within({ articles: ["a0", "a1"] })).total).toBe(2);
    // The same words within other articles are another answer.
    expect(articles("homs", { articles: ["a0"] })).toEqual(["a0"]);
    const claims = (what: ClaimsWithin): string[] =>
      searchClaims(db, "wounded", "newest", 0, 10, within(what)).hits.map((hit) => hit.claimId);
    expect(claims({ claims: [`c${one}`] })).toEqual([`c${one}`]);
    expect(claims({ filter: { states: ["done"] } })).toEqual([`c${two}`]);
  });

  test("memos of annotations and claims are found, with what they are about", () => {
    const memos = (query: string, what?: ClaimsWithin): [string, string][] =>
      searchMemos(db, query, "relevance", 0, 10, what).hits.map(({ kind, id }) => [kind, id]);
    expect(memos("verify")).toEqual([
      ["annotation", "n1"],
      ["claim", `c${one}`],
    ]);
    expect(memos("الوزارة OR nothing")).toEqual([["annotation", "n1"]]);
    expect(memos("verify -wounded")).toEqual([["annotation", "n1"]]);
    expect(memos("verify state:done")).toEqual([["annotation", "n1"]]);
    expect(memos("verify reliability:F", { articles: ["a0"] })).toEqual([["claim", `c${one}`]]);
    expect(memos("verify", { claims: [`c${one}`] })).toEqual([["claim", `c${one}`]]);
    const [hit] = searchMemos(db, "ver* NEAR/3 وزارة", "newest", 0, 10).hits;
    expect(hit).toMatchObject({ kind: "annotation", articleId: "a1", articleTitle: "Raid", quote: "A", score: 2 });
    expect(hit?.snippets[0]?.hits).toHaveLength(2);
  });
});

describe("with the words of the texts at hand", () => {
  const texts = ["كتاب", "كتاريخ البلاد", "تاريخ البلد", "قيادتها", "بالمدينة", "المدينة", "والدة", "وادي"];

  test.each([
    "كتا*",
    "كتاب*",
    "كتار*",
    "قيادت*",
    "بالم*",
    "والد*",
    "تار*",
    "المد*",
    "-كتا*",
    "كتا* OR المد*",
    "بلد* NEAR/1 كتا*",
  ])("%s finds the same", (query) => {
    const [without, withWords] = [withTexts(...texts), withTexts(...texts)];
    expect(vocabularyOf(withWords).read(1000)).toBe(true);
    expect(found(withWords, query)).toEqual(found(without, query));
  });

  test("a beginning of particles with very many words behind it", () => {
    const letters = Array.from("تثجحخدذرزسشصضطظعغقم");
    const many = letters.flatMap((one) => letters.slice(0, 6).map((other) => `بال${one}${other}${one}يق`));
    const all = [...many, "التجارة", "تجارة", "raid بالتجارة"];
    const [without, withWords] = [withTexts(...all), withTexts(...all)];
    expect(vocabularyOf(withWords).read(1000)).toBe(true);
    for (const query of ["بالت*", "-بالت*", "بالت* raid", "raid OR بالت*", "بالس* -raid", "لاس* OR raid"]) {
      expect(found(withWords, query)).toEqual(found(without, query));
      expect(searchArticles(withWords, query, "newest", 0, 1).total).toBe(found(without, query).length);
    }
    // Nothing but particles: only the words of the texts tell.
    expect(found(withWords, "بال*")).toHaveLength(many.length + 1);
    // An article that has other words now.
    run(withWords, "UPDATE text_versions SET body = CAST('تجارة' AS BLOB) WHERE article = 1");
    indexArticle(withWords, 1, "", "تجارة");
    expect(found(withWords, "بالت*")).not.toContain("a0");
  });

  test("what comes in later is found, and what an article no longer has is not", () => {
    const db = withTexts("تاريخ");
    expect(vocabularyOf(db).read(1000)).toBe(true);
    addArticle(db, { text: "كتاريخ" });
    expect(vocabularyOf(db).isReady).toBe(false);
    expect(found(db, "كتا*")).toEqual(["a1"]);
    expect(vocabularyOf(db).isReady).toBe(true);
  });
});
