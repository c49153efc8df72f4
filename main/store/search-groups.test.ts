import { expect, test } from "vitest";

import type { z } from "../../app/kernel/schema.ts";
import type { GroupBy, GroupKey, GroupOrder } from "../../app/search/model.ts";
import { groupCondition } from "./search-group.ts";
import { type Groups, searchGroups } from "./search-groups.ts";
import { addArticle, addClaim, addSource, fakeCase } from "./search.fake.ts";
import { articleKeysMatching, searchArticles } from "./search.ts";
import { type ReadDb, run, type WriteDb } from "./sql.ts";

const grouped = (
  db: ReadDb,
  by: GroupBy,
  order: z.infer<typeof GroupOrder> = "count",
  query = "raid OR مداهمة",
): Groups => searchGroups(db, { query, by, within: null }, order, 0, 100);

const counts = (groups: Groups): [string, number][] => groups.groups.map(({ label, articles }) => [label, articles]);

const inGroup = (db: ReadDb, group: GroupKey): string[] =>
  searchArticles(db, "raid OR مداهمة", "newest", 0, 100, groupCondition(group))
    .hits.map(({ articleId }) => articleId)
    .toSorted();

function addFamily(db: WriteDb, origin: number, members: readonly number[]): void {
  const { key } = run(
    db,
    "INSERT INTO families (id, origin, created_at, created_by) VALUES ('f' || (SELECT count(*) FROM families), ?, '', '')",
    [origin],
  );
  for (const member of members) run(db, "INSERT INTO family_members (article, family) VALUES (?, ?)", [member, key]);
}

/** Raids in three outlets, one copied twice, and an article without anything that could be grouped by. */
function raids() {
  const db = fakeCase();
  const first = addArticle(db, {
    title: "مداهمات اللاذقية",
    text: "مداهمات اللاذقية\n\nمداهمة في الليل",
    outlet: "عنب بلدي",
    publishedAt: "2025-11-24",
    language: "ar",
  });
  const wire = addArticle(db, {
    title: "Raids 10",
    text: "A raid, and a second raid.",
    outlet: "Wire",
    publishedAt: "2025-11-02",
    language: "en",
  });
  const copy = addArticle(db, {
    title: "Raids 9",
    text: "A raid and a second raid, again.",
    outlet: "Enab Baladi",
    publishedAt: "2025",
    language: "en",
  });
  const bare = addArticle(db, { title: "Nobody knows", text: "One raid 😀." });
  addArticle(db, { title: "Rain", text: "Rain in the city.", outlet: "Weather", publishedAt: "2025-10-01" });
  return { db, first, wire, copy, bare };
}

test("found articles are counted by outlet, language and state; what has none stands apart", () => {
  const { db } = raids();
  const outlets = grouped(db, "outlet");
  expect(counts(outlets)).toEqual([
    ["Enab Baladi", 1],
    ["Wire", 1],
    ["عنب بلدي", 1],
  ]);
  expect(outlets).toMatchObject({ total: 3, articles: 4, none: { articles: 1, hits: null } });
  expect(counts(grouped(db, "language"))).toEqual([
    ["en", 2],
    ["ar", 1],
  ]);
  run(db, "UPDATE articles SET state = 'done' WHERE outlet = 'Wire'");
  expect(grouped(db, "state", "name")).toMatchObject({
    groups: [{ key: "unread" }, { key: "done" }],
    none: null,
  });
});

test("months and years stand in their order; a year alone goes before its months", () => {
  const { db } = raids();
  addArticle(db, { text: "A raid.", publishedAt: "2024-12-31T23:30:00Z" });
  expect(counts(grouped(db, "month", "name"))).toEqual([
    ["2024-12", 1],
    ["2025", 1],
    ["2025-11", 2],
  ]);
  expect(counts(grouped(db, "year", "name"))).toEqual([
    ["2024", 1],
    ["2025", 3],
  ]);
  expect(counts(grouped(db, "month"))[0]).toEqual(["2025-11", 2]);
});

test("a family is one line with how many of its copies were found, under its origin or the earliest that was", () => {
  const { db, first, wire, copy } = raids();
  const silent = addArticle(db, { title: "Silent", text: "No such word.", publishedAt: "2025-01-01" });
  addFamily(db, wire, [wire, copy, silent]);
  expect(grouped(db, "family")).toMatchObject({
    total: 1,
    groups: [{ key: "f0", label: "Raids 10", articles: 2, size: 3, articleId: "a1" }],
    none: { articles: 2 },
  });
  run(db, "UPDATE families SET origin = ?", [silent]);
  // A year alone sorts before every day of it.
  expect(grouped(db, "family").groups).toMatchObject([{ label: "Raids 9", articleId: "a2", articles: 2 }]);
  addFamily(db, first, [first]);
  expect(counts(grouped(db, "family", "name")).map(([label]) => label)).toEqual(["Raids 9", "مداهمات اللاذقية"]);
});

test("sources are those of an article's claims, each as it is read since it was merged; origins the last hops", () => {
  const { db, first, wire } = raids();
  const ministry = addSource(db, ["Ministry"]);
  const alias = addSource(db, ["وزارة الداخلية"]);
  const speaker = addSource(db, ["Speaker"]);
  run(db, "UPDATE sources SET merged_into = ?1, root = ?1 WHERE key = ?2", [ministry, alias]);
  addClaim(db, { article: first, quote: "x", sources: [alias] });
  addClaim(db, { article: first, quote: "y", sources: [ministry] });
  addClaim(db, { article: wire, quote: "z", sources: [ministry, speaker] });
  expect(counts(grouped(db, "source"))).toEqual([
    ["Ministry", 2],
    ["Speaker", 1],
  ]);
  expect(grouped(db, "source")).toMatchObject({ articles: 4, none: { articles: 2 } });
  expect(counts(grouped(db, "origin"))).toEqual([
    ["Ministry", 1],
    ["Speaker", 1],
  ]);
  // By either of the merged sources.
  expect(inGroup(db, { by: "source", key: "s1" })).toEqual(["a0", "a1"]);
  expect(inGroup(db, { by: "origin", key: "s0" })).toEqual(["a0"]);
  expect(inGroup(db, { by: "source", key: null })).toEqual(["a2", "a3"]);
});

test("the articles of every group are those that were counted, and of none too", () => {
  const { db, wire, copy, first } = raids();
  addFamily(db, wire, [wire, copy]);
  addClaim(db, { article: first, quote: "x", sources: [addSource(db, ["Ministry"])] });
  for (const by of ["article", "family", "outlet", "source", "origin", "language", "month", "year", "state"] as const) {
    const { groups, none } = grouped(db, by);
    for (const { key, articles } of groups) expect([by, inGroup(db, { by, key }).length]).toEqual([by, articles]);
    expect([by, inGroup(db, { by, key: null }).length]).toEqual([by, none?.articles ?? 0]);
  }
});

test("articles themselves are groups of one, by title or by how often they have the words", () => {
  const { db } = raids();
  const keys = articleKeysMatching(db, "raid") ?? [];
  const hits = { areKnown: false, of: () => new Map(keys.map((key, at) => [key, at + 1])) };
  const groups = searchGroups(db, { query: "raid", by: "article", within: null }, "count", 0, 2, hits);
  expect(groups).toMatchObject({
    total: 3,
    groups: [
      { label: "Nobody knows", hits: 3, articles: 1, articleId: "a3" },
      { label: "Raids 9", hits: 2 },
    ],
  });
  // 9 before 10.
  expect(grouped(db, "article", "name", "raids").groups.map(({ label }) => label)).toEqual([
    "Nobody knows",
    "Raids 9",
    "Raids 10",
  ]);
});

test("windows follow one another, what changes is counted again, and hostile keys are only keys", () => {
  const db = fakeCase();
  for (let at = 0; at < 2500; at += 1) addArticle(db, { text: "raid", outlet: `Outlet ${at}` });
  const page = (offset: number) =>
    searchGroups(db, { query: "raid", by: "outlet", within: null }, "count", offset, 1000).groups;
  expect([...page(0), ...page(1000), ...page(2000)].map(({ key }) => key)).toEqual(
    Array.from({ length: 2500 }, (_, at) => `Outlet ${at}`),
  );
  addArticle(db, { text: "raid", outlet: "') OR 1=1 --" });
  expect(grouped(db, "outlet", "name", "raid").total).toBe(2501);
  expect(inGroup(db, { by: "outlet", key: "') OR 1=1 --" })).toHaveLength(1);
  expect(inGroup(db, { by: "month", key: "%" })).toEqual([]);
  expect(grouped(db, "outlet", "count", "nothing-of-the-kind")).toEqual({
    total: 0,
    articles: 0,
    groups: [],
    none: null,
  });
  expect(grouped(db, "outlet", "count", " … ")).toMatchObject({ total: 0, articles: 0 });
});
