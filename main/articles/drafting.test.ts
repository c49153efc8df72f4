/* Import drafts from the look to the import, killed and stopped. Long because all of it is one promise: nothing comes in that was not shown. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";

import { describe, expect, onTestFinished, test } from "vitest";

import type { DraftItem, ImportDraft } from "../../app/articles/drafts.ts";
import type { Client } from "../../app/contract/client.ts";
import { refusalOf, type TestBackend, testBackend, testCase } from "../backend.fake.ts";
import { openForReading } from "../store/db.ts";
import { all, bytes } from "../store/sql.ts";

const body = (i: number): string => `Report ${i}\n\n${`The depot number ${i} burned. احترق المستودع. `.repeat(20)}\n`;

async function draftOf({ client, grant }: TestBackend, ...names: string[]): Promise<ImportDraft> {
  const files = await Promise.all(names.map((name) => grant(name)));
  return (await client.run("articles.draft", { files })).result.draft;
}

const itemsOf = async (client: Client, { id }: Pick<ImportDraft, "id">): Promise<DraftItem[]> =>
  (await client.call("articles.draftItems", { id, limit: 1000 })).rows;

/** Does this with the folder in another process, and kills that when it has come so many bytes far. */
async function killedAt({ path }: TestBackend, errand: "draft" | "importDraft", bytesDone: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../killed.fake.ts"), errand, path("home"), path("case.isnad"), path("in")],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
    if (said.split("\n").some((line) => line.startsWith("at ") && Number(line.slice(3)) > bytesDone))
      child.kill("SIGKILL");
  });
  await once(child, "close");
  return !said.includes("ended");
}

const named = (items: readonly DraftItem[], name: string): DraftItem => {
  const item = items.find(({ path }) => path.endsWith(name));
  if (!item) throw new Error(`no item of ${name}`);
  return item;
};

/** What would become of each, by the end of its path. */
const statesOf = (items: readonly DraftItem[]): Record<string, string> =>
  Object.fromEntries(
    items.map(({ path, line, state }) => [`${path.split("/").at(-1)}${line ? `:${line}` : ""}`, state]),
  );

describe("a look at what an import would do", { timeout: 60_000 }, () => {
  test("says of each article whether it is new, there, a new text, or cannot be read, and brings nothing in", async () => {
    const backend = await testCase({ "in/known.txt": body(1), "in/place.txt": body(2) });
    const { client, write, path } = backend;
    await write({
      "in/place.txt": body(22),
      "in/new.txt": body(3),
      "in/new-again.txt": body(3),
      "in/empty.txt": "",
      "in/odd.xyz": "?",
      "in/table.csv": "a,b\n1,2\n",
      "in/records.jsonl": `${JSON.stringify({ title: "One", body: "First text." })}\nnot json\n`,
    });
    const draft = await draftOf(backend, "in");
    const items = await itemsOf(client, draft);
    expect(statesOf(items)).toEqual({
      "known.txt": "duplicate",
      "place.txt": "version",
      "new-again.txt": "new",
      "new.txt": "duplicate",
      "empty.txt": "unreadable",
      "odd.xyz": "unreadable",
      "table.csv:1": "needs-mapping",
      "records.jsonl:1": "new",
      "records.jsonl:2": "unreadable",
    });
    expect(draft).toMatchObject({
      analyst: "Rana",
      whole: true,
      busy: null,
      begun: false,
      files: 8,
      items: 9,
      states: { new: 2, duplicate: 2, version: 1, unreadable: 3, "needs-mapping": 1, changed: 0 },
      toImport: 3,
      paths: [path("in")],
    });
    const fresh = named(items, "new-again.txt");
    expect(fresh).toMatchObject({ title: "Report 3", stated: {}, tags: [], article: null, twin: null, code: null });
    expect(fresh.excerpt).toMatch(/^The depot number 3 burned/u);
    expect(fresh.excerpt.length).toBe(300);
    expect(named(items, "new.txt").twin).toEqual({ id: fresh.id, title: "Report 3", path: path("in/new-again.txt") });
    expect(named(items, "known.txt").article).toMatchObject({ id: backend.articles[0], title: "Report 1" });
    expect(named(items, "place.txt").article).toMatchObject({ id: backend.articles[1], title: "Report 2" });
    expect(named(items, "odd.xyz").code).toBe("unsupported-format");
    expect((await client.call("articles.list", {})).total).toBe(2);
    expect((await client.call("ledger.history", {})).total).toBe(1);
  });

  test("what comes in, goes or is left out elsewhere changes what would become of the others", async () => {
    const backend = await testCase();
    const { client, write, grant } = backend;
    await write({ "in/a.txt": body(1), "in/b.txt": body(1), "in/c.txt": body(2) });
    const draft = await draftOf(backend, "in");
    const [a, b] = await itemsOf(client, draft);
    expect([a?.state, b?.state]).toEqual(["new", "duplicate"]);
    const left = await client.call("articles.editDraft", {
      id: draft.id,
      items: { ids: [a?.id ?? ""] },
      leaveOut: true,
    });
    expect(statesOf(await itemsOf(client, draft))).toMatchObject({ "a.txt": "new", "b.txt": "new" });
    await client.call("articles.undoDraftEdit", { id: draft.id, step: left.step ?? "" });
    expect(statesOf(await itemsOf(client, draft))).toMatchObject({ "a.txt": "new", "b.txt": "duplicate" });
    await client.run("articles.import", { files: [await grant("in/c.txt")] });
    expect(statesOf(await itemsOf(client, draft))).toMatchObject({ "c.txt": "duplicate" });
    await client.call("ledger.undo", {});
    expect(statesOf(await itemsOf(client, draft))).toMatchObject({ "c.txt": "new" });
  });

  test("the same again looks at what is new, changed or gone, and keeps what was said", async () => {
    const backend = await testCase();
    const { client, write, path } = backend;
    await write({ "in/a.txt": body(1), "in/b.txt": body(2), "in/c.txt": body(3) });
    const draft = await draftOf(backend, "in");
    await client.call("articles.editDraft", {
      id: draft.id,
      items: { filter: {} },
      outlet: "Gazette",
      addTags: ["Fire"],
    });
    await write({ "in/a.txt": body(11), "in/d.txt": body(4) });
    rmSync(path("in/c.txt"));
    const again = await draftOf(backend, "in");
    expect(again.id).toBe(draft.id);
    const items = await itemsOf(client, draft);
    expect(statesOf(items)).toEqual({ "a.txt": "new", "b.txt": "new", "c.txt": "changed", "d.txt": "new" });
    expect(named(items, "a.txt")).toMatchObject({
      title: "Report 11",
      outlet: "Gazette",
      tags: ["Fire"],
      stated: { outlet: null },
    });
    expect(named(items, "c.txt")).toMatchObject({ outlet: "Gazette", code: "file-missing" });
    expect(named(items, "d.txt")).toMatchObject({ outlet: null, tags: [] });
  });

  test("stopped, it keeps what it saw, says that it is not whole, and goes on", async () => {
    const backend = await testCase();
    const { client, write, grant } = backend;
    await write(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`in/${i}.txt`, body(i)])));
    const { result, state } = await client.run(
      "articles.draft",
      { files: [await grant("in")] },
      { onStart: (jobId) => void client.call("jobs.cancel", { jobId }) },
    );
    expect([state, result.stopped, result.draft.whole]).toEqual(["cancelled", true, false]);
    expect(result.draft.items).toBeLessThan(400);
    const { draft } = (await client.run("articles.goOnDraft", { id: result.draft.id })).result;
    expect(draft).toMatchObject({ id: result.draft.id, whole: true, items: 400, toImport: 400 });
  });

  test("killed in the middle of a file that is read again, it goes on, and what was said of that is there", async () => {
    const backend = await testCase();
    const { client, write, grant } = backend;
    const records = (last: string): string =>
      Array.from({ length: 3000 }, (_, i) => JSON.stringify({ title: `R${i}`, body: `${body(i)}${last}` })).join("\n");
    await write({ "in/r.jsonl": records("") });
    const draft = await draftOf(backend, "in");
    await client.call("articles.editDraft", { id: draft.id, items: { filter: {} }, outlet: "Gazette" });
    await write({ "in/r.jsonl": records("More.") });
    await client.call("cases.close", {});
    expect(await killedAt(backend, "draft", 1_500_000)).toBe(true);
    await client.call("cases.open", { file: await grant("case.isnad") });
    const [half] = await client.call("articles.drafts", {});
    expect(half).toMatchObject({ id: draft.id, whole: false });
    expect(half?.items).toBeGreaterThan(3000);
    const { draft: whole } = (await client.run("articles.goOnDraft", { id: draft.id })).result;
    expect(whole).toMatchObject({ whole: true, files: 1, items: 3000, corrected: 3000, states: { new: 3000 } });
    expect((await client.run("articles.importDraft", { id: draft.id })).result.imported).toBe(3000);
    expect((await client.call("search.articles", { query: "more" })).total).toBe(3000);
  });

  test("columns that were not recognised are named for their files alone", async () => {
    const backend = await testCase();
    const { client, write } = backend;
    await write({ "in/table.csv": "kopf,inhalt\nOne,The depot burned.\nTwo,Nobody was hurt.\n", "in/a.txt": body(1) });
    const draft = await draftOf(backend, "in");
    const table = named(await itemsOf(client, draft), "table.csv");
    const { file } = await client.call("articles.draftFile", { id: draft.id, item: table.id });
    expect((await client.call("articles.preview", { file })).columns).toEqual(["kopf", "inhalt"]);
    const items = { ids: [table.id] };
    const reading = { mapping: { text: "inhalt", title: "kopf" } };
    const { result } = await client.run("articles.goOnDraft", { id: draft.id, items, reading });
    expect(result.draft).toMatchObject({ whole: true, toImport: 3, states: { new: 3, "needs-mapping": 0 } });
    await client.run("articles.importDraft", { id: draft.id });
    const { rows } = await client.call("articles.list", { sort: [{ column: "title" }] });
    expect(rows.map(({ title }) => title)).toEqual(["One", "Report 1", "Two"]);
  });
});

describe("a draft's items", { timeout: 60_000 }, () => {
  async function listed() {
    const backend = await testCase();
    await backend.write({
      "in/north/a.txt": body(1),
      "in/north/b.txt": body(2),
      "in/northern/c.txt": body(3),
      "in/records.jsonl": [
        { title: "Zebra", outlet: "Gazette", date: "2025-11-24", body: "A text." },
        { title: "apple", outlet: "Herald", body: "حريق في المستودع اليوم" },
      ]
        .map((each) => JSON.stringify(each))
        .join("\n"),
    });
    return { ...backend, draft: await draftOf(backend, "in") };
  }

  test("are filtered, sorted, counted and selected", async () => {
    const { client, draft, path } = await listed();
    const { id } = draft;
    const titles = async (input: object): Promise<string[]> =>
      (await client.call("articles.draftItems", { id, ...input })).rows.map(({ title }) => title);
    expect(await titles({ sort: [{ column: "title" }] })).toEqual([
      "apple",
      "Report 1",
      "Report 2",
      "Report 3",
      "Zebra",
    ]);
    expect(await titles({ sort: [{ column: "outlet", descending: true }], limit: 2 })).toEqual(["apple", "Zebra"]);
    expect(await titles({ filter: { folder: path("in/north") } })).toEqual(["Report 1", "Report 2"]);
    expect(await titles({ filter: { text: "northern" } })).toEqual(["Report 3"]);
    expect(await titles({ filter: { text: "GAZETTE" } })).toEqual(["Zebra"]);
    expect(await titles({ filter: { outlets: ["Herald", null] } })).toHaveLength(4);
    expect(await titles({ filter: { undated: false } })).toEqual(["Zebra"]);
    expect(await titles({ sort: [{ column: "path", descending: true }], offset: 4 })).toEqual(["Report 1"]);
    const facets = await client.call("articles.draftFacets", { id, filter: { outlets: ["Gazette"] } });
    expect(facets).toMatchObject({ total: 1, undated: 0, leftOut: 0, corrected: 0 });
    expect(facets.outlets).toEqual([
      { value: null, count: 3 },
      { value: "Gazette", count: 1 },
      { value: "Herald", count: 1 },
    ]);
    expect(facets.folders).toEqual([{ value: path("in"), count: 1 }]);
    const ids = await client.call("articles.draftItemIds", { id, sort: [{ column: "title" }] });
    expect(ids).toHaveLength(5);
    expect(await refusalOf(client.call("articles.draftItems", { id: "none" }))).toBe("not-found");
  });

  test("are corrected in bulk, and each edit is taken back and made again by itself", async () => {
    const { client, draft } = await listed();
    const { id } = draft;
    const edit = (input: object, items: object = { filter: {} }) =>
      client.call("articles.editDraft", { id, items: items as { filter: object }, ...input });
    const outlet = await edit({ outlet: "Gazette", publishedAt: "2025-11" });
    expect(outlet.changed).toBe(5);
    const tags = await edit({ addTags: ["Fire", "Seen"] });
    const zebra = named(await itemsOf(client, draft), "records.jsonl");
    expect(zebra).toMatchObject({
      outlet: "Gazette",
      publishedAt: "2025-11",
      tags: ["Fire", "Seen"],
      stated: { publishedAt: "2025-11-24" },
    });
    // That it says already what it is to say is no correction.
    expect(zebra.stated).not.toHaveProperty("outlet");
    expect((await edit({ outlet: "Gazette" })).step).toBeNull();
    const later = await edit({ outlet: "Herald" }, { ids: [zebra.id] });
    expect(await refusalOf(client.call("articles.undoDraftEdit", { id, step: outlet.step ?? "" }))).toBe(
      "undo-conflict",
    );
    await client.call("articles.undoDraftEdit", { id, step: later.step ?? "" });
    await client.call("articles.undoDraftEdit", { id, step: outlet.step ?? "" });
    const back = named(await itemsOf(client, draft), "records.jsonl");
    expect(back).toMatchObject({ outlet: "Gazette", publishedAt: "2025-11-24", tags: ["Fire", "Seen"], stated: {} });
    await client.call("articles.undoDraftEdit", { id, step: outlet.step ?? "" });
    expect(named(await itemsOf(client, draft), "records.jsonl").publishedAt).toBe("2025-11");
    await edit({ removeTags: ["Seen"], asStated: ["publishedAt"] });
    expect(named(await itemsOf(client, draft), "records.jsonl")).toMatchObject({
      publishedAt: "2025-11-24",
      tags: ["Fire"],
    });
    expect((await client.call("articles.draftFacets", { id, filter: { text: "zebra" } })).undated).toBe(0);
    expect(
      (await client.call("articles.draftItems", { id, sort: [{ column: "outlet" }] })).rows.map((row) => row.outlet),
    ).toEqual(Array<string>(5).fill("Gazette"));
    await client.call("articles.undoDraftEdit", { id, step: tags.step ?? "" }).catch(() => undefined);
    expect((await client.call("ledger.history", {})).total).toBe(0);
  });

  test("of a draft that was left come back with it, until another is left", async () => {
    const backend = await listed();
    const { client, draft } = backend;
    const other = await draftOf(backend, "in/north");
    await client.call("articles.leaveDraft", { id: draft.id });
    expect(await client.call("articles.drafts", {})).toEqual([other]);
    expect(await client.call("articles.bringBackDraft", { id: draft.id })).toEqual(draft);
    expect(await itemsOf(client, draft)).toHaveLength(5);
    await client.call("articles.leaveDraft", { id: draft.id });
    await client.call("articles.leaveDraft", { id: other.id });
    expect(await refusalOf(client.call("articles.bringBackDraft", { id: draft.id }))).toBe("not-found");
    expect((await client.call("articles.bringBackDraft", { id: other.id })).items).toBe(2);
  });
});

describe("importing a draft", { timeout: 120_000 }, () => {
  test("brings in what it shows, as corrected, as one act; then the draft is gone", async () => {
    const backend = await testCase({ "in/place.txt": body(1), "in/known.txt": body(9) });
    const { client, write } = backend;
    await write({
      "in/place.txt": body(2),
      "in/new.txt": body(3),
      "in/out.txt": `SECRET\n\n${body(4)}`,
      "in/records.jsonl": [1, 2]
        .map((i) => JSON.stringify({ title: `R${i}`, outlet: "Agency", body: `Text ${i}.` }))
        .join("\n"),
    });
    const draft = await draftOf(backend, "in");
    const items = await itemsOf(client, draft);
    const every = { filter: {} };
    const { id } = draft;
    await client.call("articles.editDraft", { id, items: every, author: "A. Writer", addTags: ["Batch/One"] });
    await client.call("articles.editDraft", {
      id,
      items: { ids: [named(items, "new.txt").id] },
      title: "Corrected heading",
      outlet: "Gazette",
      publishedAt: "2025-11-24",
      language: "fr",
    });
    await client.call("articles.editDraft", { id, items: { ids: [named(items, "out.txt").id] }, leaveOut: true });
    const { result } = await client.run("articles.importDraft", { id });
    expect(result).toMatchObject({ imported: 3, duplicates: 1, versions: 1, failed: [], leftOut: 1, kept: 0 });
    expect(await client.call("articles.drafts", {})).toEqual([]);
    const { rows } = await client.call("articles.list", { sort: [{ column: "title" }] });
    expect(rows[0]?.language).toBe("fr");
    expect(
      rows.map(({ title, outlet, author, publishedAt, tags }) => [title, outlet, author, publishedAt, tags[0]?.path]),
    ).toEqual([
      ["Corrected heading", "Gazette", "A. Writer", "2025-11-24", "Batch/One"],
      ["R1", "Agency", "A. Writer", null, "Batch/One"],
      ["R2", "Agency", "A. Writer", null, "Batch/One"],
      ["Report 1", null, "A. Writer", null, "Batch/One"],
      // A duplicate stays what it is.
      ["Report 9", null, null, null, undefined],
    ]);
    expect((await client.call("search.articles", { query: "heading" })).total).toBe(1);
    const { acts } = await client.call("ledger.history", {});
    expect(acts[0]).toMatchObject({ verb: "import" });
    expect(acts).toHaveLength(2);
    expect((await client.run("cases.check", {})).result).toMatchObject({ holds: true, problems: [] });
    await client.call("ledger.undo", {});
    const { rows: before } = await client.call("articles.list", { sort: [{ column: "title" }] });
    expect(before.map(({ title, author }) => [title, author])).toEqual([
      ["Report 1", null],
      ["Report 9", null],
    ]);
    expect(await client.call("tags.list", {})).toEqual([]);
    await client.call("ledger.redo", {});
    expect((await client.call("articles.list", {})).total).toBe(5);
    // What makes a duplicate is what the file states, whatever was corrected.
    expect((await draftOf(backend, "in")).states).toMatchObject({ duplicate: 5, new: 1 });
  });

  test("leaves out and names what is not as it was seen, and keeps it for another look", async () => {
    const backend = await testCase();
    const { client, write, path } = backend;
    const records = [1, 2, 3].map((i) => JSON.stringify({ title: `R${i}`, body: `Text ${i}.` }));
    await write({
      "in/a.txt": body(1),
      "in/b.txt": body(2),
      "in/gone.txt": body(3),
      "in/empty.txt": "",
      "in/r.jsonl": records.join("\n"),
    });
    const draft = await draftOf(backend, "in");
    const { id } = draft;
    await client.call("articles.editDraft", { id, items: { filter: { text: "a.txt" } }, outlet: "Gazette" });
    await write({
      "in/a.txt": body(11),
      "in/later.txt": body(12),
      "in/r.jsonl": [
        records[0],
        JSON.stringify({ title: "R2", body: "Other." }),
        records[2],
        JSON.stringify({ title: "R4", body: "More." }),
      ].join("\n"),
    });
    rmSync(path("in/gone.txt"));
    const { result } = await client.run("articles.importDraft", { id });
    expect(result).toMatchObject({ imported: 3, leftOut: 0, kept: 3 });
    expect(result.failed.map((each) => `${each.path.slice(path("in/").length)} ${each.code}`).toSorted()).toEqual([
      "a.txt changed-since",
      "empty.txt no-text",
      "gone.txt file-missing",
      "r.jsonl changed-since",
      "r.jsonl:2 changed-since",
    ]);
    const titles = (await client.call("articles.list", { sort: [{ column: "title" }] })).rows.map(({ title }) => title);
    expect(titles).toEqual(["R1", "R3", "Report 2"]);
    expect(statesOf(await itemsOf(client, draft))).toEqual({
      "a.txt": "changed",
      "gone.txt": "changed",
      "r.jsonl:2": "changed",
    });
    // What nothing could be read of is listed with all such files; what was seen waits here.
    expect((await client.call("articles.unreadable", {})).rows.map((each) => each.path)).toEqual([
      path("in/empty.txt"),
    ]);
    const { draft: again } = (await client.run("articles.goOnDraft", { id })).result;
    expect(again.states).toEqual({ new: 4, duplicate: 3, version: 0, unreadable: 1, "needs-mapping": 0, changed: 1 });
    expect(named(await itemsOf(client, draft), "a.txt")).toMatchObject({
      title: "Report 11",
      outlet: "Gazette",
      state: "new",
    });
    expect((await client.run("articles.importDraft", { id })).result).toMatchObject({
      imported: 4,
      duplicates: 3,
      kept: 1,
    });
  });

  test("killed in the middle it goes on, and the end is that of one that was not", async () => {
    const collection = Object.fromEntries(
      Array.from({ length: 250 }, (_, i) => [`in/${String(i).padStart(3, "0")}.txt`, body(i % 9 === 8 ? i - 1 : i)]),
    );
    const prepare = async (): Promise<TestBackend & { draft: ImportDraft }> => {
      const backend = await testCase();
      await backend.write(collection);
      const draft = await draftOf(backend, "in");
      const { id } = draft;
      await backend.client.call("articles.editDraft", {
        id,
        items: { filter: {} },
        outlet: "Gazette",
        addTags: ["Lot"],
      });
      await backend.client.call("articles.editDraft", { id, items: { filter: { text: "007.txt" } }, leaveOut: true });
      return { ...backend, draft };
    };
    const contentOf = async (client: Client) =>
      (await client.call("articles.list", { limit: 1000, sort: [{ column: "title" }] })).rows.map(
        ({ title, outlet, tags }) => [title, outlet, tags.length],
      );
    const undisturbed = await prepare();
    const whole = await undisturbed.client.run("articles.importDraft", { id: undisturbed.draft.id });

    const backend = await prepare();
    const { client, draft, grant } = backend;
    await client.call("cases.close", {});
    expect(await killedAt(backend, "importDraft", 60_000)).toBe(true);
    await client.call("cases.open", { file: await grant("case.isnad") });
    const { total } = await client.call("articles.list", {});
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(whole.result.imported);
    const [left] = await client.call("articles.unfinishedImports", {});
    const [known] = await client.call("articles.drafts", {});
    expect(known).toMatchObject({ id: draft.id, begun: true, whole: true });
    const { result } = await client.run("articles.importDraft", { id: draft.id });
    expect(result.filesBefore).toBe(left?.files);
    expect(result.filesBefore).toBeGreaterThan(0);
    const { imported, duplicates, leftOut } = whole.result;
    expect(result).toMatchObject({ imported, duplicates, leftOut, kept: 0, versions: 0, failed: [] });
    expect(await contentOf(client)).toEqual(await contentOf(undisturbed.client));
    expect(await client.call("articles.drafts", {})).toEqual([]);
    expect(await client.call("articles.unfinishedImports", {})).toEqual([]);
    expect((await client.run("cases.check", {})).result.problems).toEqual([]);
    expect((await client.call("ledger.history", {})).acts).toHaveLength(1);
    await client.call("ledger.undo", {});
    expect((await client.call("articles.list", {})).total).toBe(0);
  });

  test("stopped it keeps what is in; it goes on as an unfinished import, or is left with the draft", async () => {
    const backend = await testCase();
    const { client, write } = backend;
    await write(Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`in/${i}.txt`, body(i)])));
    const draft = await draftOf(backend, "in");
    const stop = () =>
      client.run(
        "articles.importDraft",
        { id: draft.id },
        { onStart: (jobId) => void client.call("jobs.cancel", { jobId }) },
      );
    expect((await stop()).result).toMatchObject({ stopped: true, kept: 120 });
    await client.call("articles.editDraft", { id: draft.id, items: { filter: {} }, outlet: "Gazette" });
    const [left] = await client.call("articles.unfinishedImports", {});
    const { result } = await client.run("articles.goOnImport", { id: left?.id ?? "" });
    expect(result.imported).toBe(120);
    expect(await client.call("articles.drafts", {})).toEqual([]);

    await write({ "more/a.txt": body(500) });
    const other = await draftOf(backend, "more");
    await client.run(
      "articles.importDraft",
      { id: other.id },
      { onStart: (jobId) => void client.call("jobs.cancel", { jobId }) },
    );
    await client.call("articles.leaveDraft", { id: other.id });
    expect(await client.call("articles.unfinishedImports", {})).toEqual([]);
  });

  test("two drafts stand beside one another; another analyst's import is theirs", async () => {
    const backend = await testCase();
    const { client, write, as } = backend;
    await write({ "one/a.txt": body(1), "one/b.txt": body(2), "two/b.txt": body(2), "two/c.txt": body(3) });
    const one = await draftOf(backend, "one");
    const two = await draftOf(backend, "two");
    expect((await client.call("articles.drafts", {})).map(({ id }) => id)).toEqual([two.id, one.id]);
    const other = as("Sami");
    expect((await other.call("articles.drafts", {})).map(({ analyst }) => analyst)).toEqual(["Rana", "Rana"]);
    await other.call("articles.editDraft", { id: one.id, items: { filter: {} }, outlet: "Gazette" });
    await other.run("articles.importDraft", { id: one.id });
    expect(await client.call("articles.drafts", {})).toMatchObject([
      { id: two.id, toImport: 1, states: { duplicate: 1, new: 1 } },
    ]);
    expect((await client.run("articles.importDraft", { id: two.id })).result).toMatchObject({
      imported: 1,
      duplicates: 1,
    });
    const { acts } = await client.call("ledger.history", {});
    expect(acts.map(({ analyst }) => analyst)).toEqual(["Rana", "Sami"]);
  });

  test("a case that somebody else writes shows its drafts and changes none", async () => {
    const backend = await testCase();
    await backend.write({ "in/a.txt": body(1) });
    const draft = await draftOf(backend, "in");
    const reader = testBackend();
    // The same workstation, in a second program.
    const { client } = { client: reader.client };
    await client.call("cases.open", { file: await reader.port.grantFile(backend.path("case.isnad")) });
    const file = await reader.port.grantFile(backend.path("in"));
    expect(await refusalOf(client.run("articles.draft", { files: [file] }))).toBe("read-only");
    expect(
      await refusalOf(client.call("articles.editDraft", { id: draft.id, items: { filter: {} }, outlet: "X" })),
    ).toBe("read-only");
    expect(await refusalOf(client.run("articles.importDraft", { id: draft.id }))).toBe("read-only");
    // Another workstation has no use for paths of this one.
    expect(await client.call("articles.drafts", {})).toEqual([]);
  });
});

test("what is left out lies in no pack of originals", { timeout: 60_000 }, async () => {
  const backend = await testCase();
  const { client, write, grant, path } = backend;
  const records = Array.from({ length: 40 }, (_, i) => ({ title: `R${i}`, body: body(i) }));
  await write({ "in/r.jsonl": records.map((each) => JSON.stringify(each)).join("\n") });
  const draft = await draftOf(backend, "in");
  const secret = { ids: (await itemsOf(client, draft)).filter(({ title }) => title === "R7").map(({ id }) => id) };
  await client.call("articles.editDraft", { id: draft.id, items: secret, leaveOut: true });
  expect((await client.run("articles.importDraft", { id: draft.id })).result).toMatchObject({
    imported: 39,
    leftOut: 1,
  });
  expect((await client.run("cases.check", {})).result.problems).toEqual([]);
  await client.call("cases.close", {});
  const db = openForReading(path("case.isnad"));
  onTestFinished(() => void db.connection.close());
  const packs = all(db, "SELECT body FROM packs").map((row) => zstdDecompressSync(bytes(row, "body")).toString("utf8"));
  expect(packs.join("")).toContain("number 8 burned");
  expect(packs.join("")).not.toContain("number 7 burned");
  await client.call("cases.open", { file: await grant("case.isnad") });
});
