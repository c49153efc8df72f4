import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import type { Client } from "../../app/contract/client.ts";
import { refusalOf, type TestBackend, testCase } from "../backend.fake.ts";

/** Marks on earlier texts (`domain.md`, "Anchors that do not lie" and "What the peers get wrong", 1 to 3). */

const paragraph = "قال المتحدث باسم الوزارة 😀 إن ثلاثة أشخاص أصيبوا في الحادث.";
const first = `حريق في المستودع\n\n${paragraph}\n\nAn aide said five were hurt at the gate.\n`;

async function reimport({ client, write }: TestBackend, name: string, content: string | Uint8Array): Promise<void> {
  const { result } = await client.run("articles.import", { files: await write({ [name]: content }) });
  expect(result).toMatchObject({ versions: 1, failed: [] });
}

const spanOf = (text: string, quote: string) => ({
  start: text.indexOf(quote),
  end: text.indexOf(quote) + quote.length,
});

async function begin(content: string | Uint8Array = first) {
  const backend = await testCase({ "a.txt": content });
  const [id = ""] = backend.articles;
  const { text } = await backend.client.call("articles.get", { id });
  return { ...backend, id, text };
}

const claimOn = (client: Client, articleId: string, text: string, quote: string, cue?: string) =>
  client.call("claims.add", {
    articleId,
    spans: [spanOf(text, quote)],
    hops: [{ source: "Ministry", ...(cue === undefined ? {} : { cue: spanOf(text, cue) }) }],
  });

const problems = async (client: Client) => (await client.run("cases.check", {})).result.problems;

describe("select, save, reopen, export, import again", () => {
  const quotes = ["ثلاثة أشخاص أصيبوا", "😀 إن", "five were hurt", "تحدث باسم ال"];

  test("a BOM, CRLF, astral characters and Arabic: the identical quote", async () => {
    const windows = `\uFEFF${first.replaceAll("\n", "\r\n")}`;
    const world = await begin(windows);
    const { client, id, text, grant, path } = world;
    expect(text).toBe(first);
    const claims = [];
    for (const quote of quotes) claims.push(await claimOn(client, id, text, quote));
    await client.call("cases.close", {});
    await client.call("cases.open", { file: await grant("case.isnad") });
    const to = await grant("claims.jsonl");
    await client.run("exchange.export", { format: "jsonl", to });
    const exported = readFileSync(path("claims.jsonl"), "utf8");
    for (const quote of quotes) expect(exported).toContain(JSON.stringify(quote));
    // Another text above: every mark has moved, in its own words.
    await reimport(world, "a.txt", `\uFEFF${`عاجل 🚑\n\n${first}`.replaceAll("\n", "\r\n")}`);
    const { version, anchors } = await client.call("articles.anchors", { id });
    expect(anchors.map(({ state, sameWords }) => [state, sameWords])).toEqual(quotes.map(() => ["moved", true]));
    await client.call("articles.reanchor", {
      id,
      version,
      items: anchors.map(({ kind, objectId, index, places }) => ({
        kind,
        objectId,
        index,
        start: places[0]?.start ?? 0,
        end: places[0]?.end ?? 0,
      })),
    });
    const now = await client.call("articles.get", { id });
    for (const [at, { id: claimId }] of claims.entries()) {
      const [span] = (await client.call("claims.get", { id: claimId })).spans;
      expect(span).toMatchObject({ version: "2", quote: quotes[at] });
      expect(now.text.slice(span?.start, span?.end)).toBe(quotes[at]);
    }
    expect((await client.call("articles.anchors", { id })).anchors).toEqual([]);
    expect((await client.call("articles.anchorsToReview", {})).total).toBe(0);
    expect(await problems(client)).toEqual([]);
  });

  test("the same text with another kind of line ends is no new version", async () => {
    const world = await begin();
    const { client, id, text, write } = world;
    const claim = await claimOn(client, id, text, quotes[0] ?? "");
    const files = await write({ "a.txt": `\uFEFF${first.replaceAll("\n", "\r\n")}` });
    expect((await client.run("articles.import", { files })).result).toMatchObject({ versions: 0, duplicates: 1 });
    expect((await client.call("claims.get", { id: claim.id })).spans).toEqual(claim.spans);
  });
});

test("marks that begin and end within words, and overlap, keep their letters", async () => {
  const world = await begin();
  const { client, id, text } = world;
  const within = [
    [text.indexOf("المتحدث") + 2, text.indexOf("الوزارة") + 4],
    [text.indexOf("باسم") + 1, text.indexOf("ثلاثة") + 3],
  ] as const;
  for (const [start, end] of within) await client.call("annotations.add", { articleId: id, start, end });
  await reimport(world, "a.txt", `تحديث\n\n${first}`);
  const { version, anchors } = await client.call("articles.anchors", { id });
  expect(anchors.map(({ old, places }) => [old.quote, places[0]?.quote])).toEqual(
    within.map(([start, end]) => [text.slice(start, end), text.slice(start, end)]),
  );
  expect(version).toBe("2");
});

test("a paragraph with a near-twin is edited: ambiguous, and nothing moves without a word", async () => {
  const twins =
    "Report\n\nThe bridge at Kafr was closed at dawn by police after the shelling.\n\nThe bridge at Kafr was closed at dawn by farmers after the shelling.\n";
  const world = await begin(twins);
  const { client, id, text } = world;
  const quote = "The bridge at Kafr was closed at dawn by police";
  const claim = await claimOn(client, id, text, quote);
  await reimport(world, "a.txt", twins.replace("by police", "by soldiers"));
  expect((await client.call("claims.get", { id: claim.id })).spans).toEqual(claim.spans);
  const { version, anchors } = await client.call("articles.anchors", { id });
  expect(anchors).toMatchObject([{ kind: "claim", objectId: claim.id, state: "ambiguous", sameWords: false }]);
  const places = anchors[0]?.places ?? [];
  expect(places.length).toBeGreaterThan(1);
  // The analyst chooses; the ledger says what it was and what it is.
  const chosen = places.find(({ quote: words }) => words.includes("soldiers"));
  const { changed } = await client.call("articles.reanchor", {
    id,
    version,
    items: [{ kind: "claim", objectId: claim.id, start: chosen?.start ?? 0, end: chosen?.end ?? 0 }],
  });
  expect(changed).toBe(1);
  const taken = (await client.call("claims.get", { id: claim.id })).spans[0];
  expect(taken).toMatchObject({ version: "2", quote: "The bridge at Kafr was closed at dawn by soldiers" });
  const [act] = (await client.call("ledger.history", {})).acts;
  expect(act).toMatchObject({ verb: "reanchor", counts: { claim: 1 } });
});

test("an article is listed with its marks on an earlier text; one that was not imported again is not", async () => {
  const world = await begin();
  const { client, id, text, write } = world;
  await client.run("articles.import", { files: await write({ "b.txt": "Other\n\nText." }) });
  const claim = await claimOn(client, id, text, "five were hurt");
  const note = await client.call("annotations.add", { articleId: id, ...spanOf(text, "حريق") });
  expect(await client.call("articles.anchorsToReview", {})).toEqual({ total: 0, rows: [] });
  await reimport(world, "a.txt", `Latest\n\n${first}`);
  const { total, rows } = await client.call("articles.anchorsToReview", {});
  expect(total).toBe(1);
  expect(rows).toMatchObject([{ id, version: "2", counts: { claim: 1, annotation: 1, cue: 0 } }]);
  expect((await client.call("articles.anchorsToReview", { offset: 1 })).rows).toEqual([]);
  expect((await client.call("articles.anchorsToReview", { articleId: "no-such" })).total).toBe(0);
  const item = { kind: "annotation" as const, objectId: note.id, ...spanOf(`Latest\n\n${first}`, "حريق") };
  await client.call("articles.reanchor", { id, version: "2", items: [item] });
  expect((await client.call("articles.anchorsToReview", {})).rows[0]?.counts).toEqual({
    claim: 1,
    annotation: 0,
    cue: 0,
  });
  expect((await client.call("articles.anchors", { id })).anchors).toMatchObject([{ objectId: claim.id }]);
});

describe("cue words", () => {
  const text = "Fire\n\nThree died, the ministry said on Monday. More follows.\n";

  test("go with the first span of their claim where they stand in the same words", async () => {
    const world = await begin(text);
    const { client, id } = world;
    const claim = await claimOn(client, id, text, "Three died", "the ministry said");
    await reimport(world, "a.txt", `Update\n\n${text}`);
    const { version, anchors } = await client.call("articles.anchors", { id });
    expect(anchors).toMatchObject([{ kind: "claim", cues: { all: 1, follow: 1 } }]);
    const span = spanOf(`Update\n\n${text}`, "Three died");
    const items = [{ kind: "claim" as const, objectId: claim.id, ...span }];
    expect(await client.call("articles.reanchor", { id, version, items })).toEqual({ changed: 1, cuesLeft: 0 });
    const { hops } = await client.call("claims.get", { id: claim.id });
    expect(hops[0]?.cue).toEqual({ ...spanOf(`Update\n\n${text}`, "the ministry said"), quote: "the ministry said" });
  });

  test("that are gone keep their quote and their text, are listed by themselves, and are given others by hand", async () => {
    const world = await begin(text);
    const { client, id } = world;
    const claim = await claimOn(client, id, text, "Three died", "the ministry said");
    const later = "Update\n\nFire\n\nThree died, officials told us. More follows.\n";
    await reimport(world, "a.txt", later);
    const span = { kind: "claim" as const, objectId: claim.id, ...spanOf(later, "Three died") };
    expect(await client.call("articles.reanchor", { id, version: "2", items: [span] })).toMatchObject({ cuesLeft: 1 });
    const kept = (await client.call("claims.get", { id: claim.id })).hops[0]?.cue;
    expect(kept).toEqual({ ...spanOf(text, "the ministry said"), quote: "the ministry said", version: "1" });
    const { anchors } = await client.call("articles.anchors", { id });
    expect(anchors).toMatchObject([{ kind: "cue", objectId: claim.id, index: 0, version: "1", state: "orphan" }]);
    expect((await client.call("articles.anchorsToReview", {})).rows[0]?.counts.cue).toBe(1);
    expect(await problems(client)).toEqual([]);
    const cue = { kind: "cue" as const, objectId: claim.id, ...spanOf(later, "officials told us") };
    await client.call("articles.reanchor", { id, version: "2", items: [cue] });
    const now = (await client.call("claims.get", { id: claim.id })).hops[0]?.cue;
    expect(now).toEqual({ ...spanOf(later, "officials told us"), quote: "officials told us" });
    await client.call("ledger.undo", {});
    expect((await client.call("claims.get", { id: claim.id })).hops[0]?.cue).toEqual(kept);
    await client.call("ledger.undo", {});
    expect((await client.call("claims.get", { id: claim.id })).spans).toEqual(claim.spans);
    expect((await client.call("claims.get", { id: claim.id })).hops).toEqual(claim.hops);
  });

  test("stay true where a claim is given a span of the newer text by editing it", async () => {
    const world = await begin(text);
    const { client, id } = world;
    const claim = await claimOn(client, id, text, "Three died", "the ministry said");
    await reimport(world, "a.txt", `Update\n\n${text}`);
    const span = { ...spanOf(`Update\n\n${text}`, "Three died"), version: "2" };
    const { hops } = await client.call("claims.edit", { id: claim.id, spans: [span] });
    await client.call("ledger.undo", {});
    // An editor gives the chain as it was, with what was changed in it.
    const chain = [{ source: "Ministry", mode: "paraphrase" as const, cue: spanOf(text, "the ministry said") }];
    const edited = await client.call("claims.edit", { id: claim.id, spans: [span], hops: chain });
    expect(edited.hops[0]?.cue).toEqual(hops[0]?.cue);
    expect(await problems(client)).toEqual([]);
    expect(hops[0]?.cue).toEqual({ ...spanOf(`Update\n\n${text}`, "the ministry said"), quote: "the ministry said" });
  });
});

test("what cannot be is refused, and nothing of the act is left", async () => {
  const world = await begin();
  const { client, id, text } = world;
  const claim = await claimOn(client, id, text, "five were hurt");
  const item = { kind: "claim" as const, objectId: claim.id, start: 0, end: 6 };
  const take = (more: object, version = "2") =>
    refusalOf(client.call("articles.reanchor", { id, version, items: [{ ...item, ...more }] }));
  expect(await take({}, "1")).toBe("not-found");
  await reimport(world, "a.txt", `Latest\n\n${first}`);
  expect(await take({ end: 9999 })).toBe("span-outside");
  expect(await take({ end: 0 })).toBe("empty-span");
  expect(await take({ start: 6, end: 8 })).toBe("empty-span");
  expect(await take({ objectId: "no-such" })).toBe("not-found");
  expect(await take({ index: 1 })).toBe("not-found");
  expect(await take({ kind: "annotation" })).toBe("not-found");
  expect(await take({ kind: "cue" })).toBe("not-found");
  expect(await take({}, "1")).toBe("not-found");
  const twice = { id, version: "2", items: [item, item] };
  expect(await refusalOf(client.call("articles.reanchor", twice))).toBe("bad-request");
  const half = { id, version: "2", items: [item, { ...item, objectId: "no-such" }] };
  expect(await refusalOf(client.call("articles.reanchor", half))).toBe("not-found");
  expect((await client.call("claims.get", { id: claim.id })).spans).toEqual(claim.spans);
  await client.call("articles.reanchor", { id, version: "2", items: [item] });
  // It stands on the text that is read now.
  expect(await take({})).toBe("not-found");
  expect(await refusalOf(client.call("articles.anchors", { id: "no-such" }))).toBe("not-found");
});
