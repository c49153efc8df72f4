import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test, vi } from "vitest";

import type { BackendEvent } from "../../app/contract/events.ts";
import type { Output } from "../../app/contract/index.ts";
import { refusalOf, type TestBackend, testBackend } from "../backend.fake.ts";

type Watched = Output<"articles.watchedFolders">[number];

const text = (name: string): string => `${name}\n\nWhat ${name} says is not what another says.\n`;

/** A case on the desk of a program that watches, somebody who works here, and an empty folder. */
async function begin(watchesFolders = true) {
  const backend = testBackend(undefined, watchesFolders);
  const { client, path, grant } = backend;
  await client.call("workstation.setAnalyst", { name: "Rana", initials: "RK" });
  await client.call("cases.create", { file: await grant("case.isnad") });
  mkdirSync(path("in"));
  const put = (name: string, content = text(name)): void => {
    mkdirSync(join(path("in"), name, ".."), { recursive: true });
    writeFileSync(join(path("in"), name), content);
  };
  const list = () => client.call("articles.watchedFolders", {});
  const one = async (): Promise<Watched> => {
    const [folder] = await list();
    if (!folder) throw new Error("nothing is watched");
    return folder;
  };
  const watchIn = async () => client.call("articles.watchFolder", { folder: await grant("in") });
  const lookNow = async () => (await client.run("articles.draftArrived", {})).result;
  return { ...backend, put, list, one, watchIn, lookNow };
}

async function titlesOf({ client }: TestBackend, draft: string | null): Promise<string[]> {
  const { rows } = await client.call("articles.draftItems", { id: draft ?? "", offset: 0, limit: 100 });
  return rows.map(({ title, state, leftOut }) => `${title} ${leftOut ? "left out" : state}`);
}

const soon = { timeout: 9000, interval: 50 };

test("what arrives is proposed in one draft, and comes in when it is imported", { timeout: 30_000 }, async () => {
  const world = await begin();
  const { client, put, one, watchIn } = world;
  const told: string[] = [];
  client.subscribe((event: BackendEvent) => {
    if (event.name === "job-ended") told.push(JSON.stringify(event.value.result));
  });
  expect(await watchIn()).toMatchObject({ state: "watching", waiting: 0, draft: null });
  for (let n = 0; n < 40; n += 1) put(`below/${n}.txt`);
  await vi.waitFor(async () => expect((await one()).waiting).toBe(40), soon);
  await vi.waitFor(() => expect(told).toHaveLength(1), soon);
  expect(told[0]).toContain('"files":40');
  const { draft } = await one();
  expect((await client.call("articles.drafts", {})).map(({ id, whole }) => [id, whole])).toEqual([[draft, true]]);
  expect((await client.call("articles.facets", {})).total).toBe(0);

  put("late.txt");
  await vi.waitFor(async () => expect((await one()).waiting).toBe(41), soon);
  expect((await one()).draft).toBe(draft);
  const { result } = await client.run("articles.importDraft", { id: draft ?? "" });
  expect(result).toMatchObject({ imported: 41, kept: 0 });
  expect(await one()).toMatchObject({ waiting: 0, draft: null });

  // A file that was changed is proposed again, as a new text of what came from it.
  put("late.txt", `${text("late.txt")}\nMore.\n`);
  await vi.waitFor(async () => expect((await one()).waiting).toBe(1), soon);
  expect(await titlesOf(world, (await one()).draft)).toEqual(["late.txt version"]);
});

test("a file that is still written is not read, nor one with a passing name", { timeout: 30_000 }, async () => {
  const world = await begin();
  const { path, put, one, watchIn } = world;
  await watchIn();
  put("slow.txt", "Slow\n\nThe beginning");
  // By its text, which names it.
  put("page.txt.crdownload");
  for (let n = 0; n < 5; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 900));
    appendFileSync(join(path("in"), "slow.txt"), `, ${n}`);
    expect((await one()).draft).toBeNull();
  }
  renameSync(join(path("in"), "page.txt.crdownload"), join(path("in"), "page.txt"));
  await vi.waitFor(async () => expect((await one()).waiting).toBe(2), soon);
  const { draft } = await one();
  expect(await titlesOf(world, draft)).toEqual(["page.txt.crdownload new", "Slow new"]);
});

test("a folder that goes is missing, and is watched when it is back", { timeout: 40_000 }, async () => {
  const { client, path, put, one, watchIn } = await begin();
  const changes: string[] = [];
  client.subscribe((event: BackendEvent) => {
    if (event.name === "changed") changes.push(...event.value.kinds);
  });
  await watchIn();
  put("a.txt");
  await vi.waitFor(async () => expect((await one()).waiting).toBe(1), soon);
  changes.length = 0;
  rmSync(path("in"), { recursive: true });
  await vi.waitFor(async () => expect(await one()).toMatchObject({ state: "missing", code: "file-missing" }), soon);
  expect(changes).toEqual(["watched-folder"]);
  put("a.txt");
  put("b.txt");
  await vi.waitFor(async () => expect((await one()).waiting).toBe(2), { timeout: 20_000, interval: 100 });
  expect((await one()).state).toBe("watching");
});

test("what arrived while the case was closed is found when it is opened; then nobody watches the other", async () => {
  const { client, grant, put, one, watchIn, list } = await begin();
  await watchIn();
  await client.call("cases.close", {});
  put("a.txt");
  await client.call("cases.open", { file: await grant("case.isnad") });
  await vi.waitFor(async () => expect((await one()).waiting).toBe(1), soon);
  await client.call("cases.create", { file: await grant("other.isnad") });
  put("b.txt");
  expect(await list()).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 3500));
  expect(await client.call("articles.drafts", {})).toEqual([]);
}, 20_000);

test(
  "a script looks when it is asked to; what was left out, or left, is not proposed again",
  { timeout: 30_000 },
  async () => {
    const world = await begin(false);
    const { client, put, one, watchIn, lookNow } = world;
    expect(await watchIn()).toMatchObject({ state: "resting" });
    put("a.txt");
    put("b.txt");
    const { folders } = await lookNow();
    expect(folders).toMatchObject([{ files: 2, code: null }]);
    const id = folders[0]?.draft ?? "";
    const { rows } = await client.call("articles.draftItems", { id, offset: 0, limit: 1 });
    await client.call("articles.editDraft", { id, items: { ids: rows.map((row) => row.id) }, leaveOut: true });
    expect((await lookNow()).folders).toEqual([]);
    expect(await titlesOf(world, id)).toEqual(["a.txt left out", "b.txt new"]);
    await client.run("articles.importDraft", { id });
    expect((await lookNow()).folders).toEqual([]);

    put("c.txt");
    const again = (await lookNow()).folders[0]?.draft ?? "";
    expect(await titlesOf(world, again)).toEqual(["c.txt new"]);
    await client.call("articles.leaveDraft", { id: again });
    expect((await lookNow()).folders).toEqual([]);
    expect((await one()).draft).toBeNull();
    await client.call("articles.bringBackDraft", { id: again });
    expect(await one()).toMatchObject({ draft: again, waiting: 1 });
  },
);

test("what the case has already is not proposed", { timeout: 20_000 }, async () => {
  const { client, grant, put, watchIn, lookNow, one } = await begin(false);
  put("a.txt");
  put("b.txt");
  await client.run("articles.import", { files: [await grant("in")] });
  await watchIn();
  expect((await lookNow()).folders).toEqual([]);
  expect(await client.call("articles.drafts", {})).toEqual([]);
  put("b.txt.copy.txt", text("b.txt"));
  put("c.txt");
  expect((await lookNow()).folders).toMatchObject([{ files: 1 }]);
  expect((await one()).waiting).toBe(1);
});

test(
  "a draft of a folder has what arrived, and looking at it again brings in nothing else",
  { timeout: 20_000 },
  async () => {
    const world = await begin(false);
    const { client, path, grant, put, watchIn, lookNow } = world;
    put("before.txt");
    await watchIn();
    const first = (await lookNow()).folders[0]?.draft ?? "";
    await client.call("articles.leaveDraft", { id: first });
    put("a.txt");
    put("b.txt");
    const id = (await lookNow()).folders[0]?.draft ?? "";
    rmSync(join(path("in"), "b.txt"));
    put("later.txt");
    const { draft } = (await client.run("articles.goOnDraft", { id })).result;
    expect(draft.whole).toBe(true);
    expect(await titlesOf(world, id)).toEqual(["a.txt new", "b.txt changed"]);
    // A look at the whole folder, asked for, is another draft.
    const whole = (await client.run("articles.draft", { files: [await grant("in")] })).result.draft;
    expect(whole.id).not.toBe(id);
    expect((await titlesOf(world, whole.id)).toSorted()).toEqual(["a.txt new", "before.txt new", "later.txt new"]);
  },
);

test("an import that was begun gets nothing more", { timeout: 20_000 }, async () => {
  const { client, put, watchIn, lookNow } = await begin(false);
  await watchIn();
  for (let n = 0; n < 30; n += 1) put(`${n}.txt`);
  const id = (await lookNow()).folders[0]?.draft ?? "";
  const onStart = (jobId: string): void => void client.call("jobs.cancel", { jobId });
  await client.run("articles.importDraft", { id }, { onStart });
  put("new.txt");
  const { folders } = await lookNow();
  expect(folders).toMatchObject([{ files: 1 }]);
  expect(folders[0]?.draft).not.toBe(id);
});

test("watching is taken back and done again; what was proposed stays known", { timeout: 20_000 }, async () => {
  const { client, put, list, watchIn, lookNow } = await begin(false);
  const { id } = await watchIn();
  put("a.txt");
  await lookNow();
  await client.call("articles.unwatchFolder", { id });
  expect(await list()).toEqual([]);
  expect((await lookNow()).folders).toEqual([]);
  expect(await client.call("articles.watchAgain", { id })).toMatchObject({ id, waiting: 1 });
  expect((await lookNow()).folders).toEqual([]);
  expect(await refusalOf(client.call("articles.watchAgain", { id }))).toBe("not-found");
  await client.call("articles.unwatchFolder", { id });
  expect((await watchIn()).id).toBe(id);
});

test("refuses what is no folder, and what lies in another or holds it", async () => {
  const { client, grant, path, write, watchIn, put } = await begin(false);
  const [file = ""] = await write({ "a.txt": "Text." });
  expect(await refusalOf(client.call("articles.watchFolder", { folder: file }))).toBe("bad-request");
  expect(await refusalOf(client.call("articles.watchFolder", { folder: await grant("nowhere") }))).toBe("bad-request");
  await watchIn();
  put("below/a.txt");
  expect(await refusalOf(client.call("articles.watchFolder", { folder: await grant("in/below") }))).toBe("bad-request");
  expect(await refusalOf(client.call("articles.watchFolder", { folder: await grant(".") }))).toBe("bad-request");
  mkdirSync(path("in2"));
  await client.call("articles.watchFolder", { folder: await grant("in2"), reading: { encoding: "windows-1256" } });
  expect((await client.call("articles.watchedFolders", {})).map(({ reading }) => reading)).toEqual([
    {},
    { encoding: "windows-1256" },
  ]);
  expect(await refusalOf(client.run("articles.draftArrived", { id: "none" }))).toBe("not-found");
});

test("in a case that somebody else writes nothing is watched, and nothing changed", async () => {
  const { path, watchIn } = await begin(false);
  const { id } = await watchIn();
  const other = testBackend(undefined, true);
  await other.client.call("cases.open", { file: await other.port.grantFile(path("case.isnad")) });
  const folder = await other.port.grantFile(path("in"));
  expect(await refusalOf(other.client.call("articles.watchFolder", { folder }))).toBe("read-only");
  expect(await refusalOf(other.client.call("articles.unwatchFolder", { id }))).toBe("read-only");
  expect(await refusalOf(other.client.run("articles.draftArrived", {}))).toBe("read-only");
  // Folders are those of a workstation; this is another.
  expect(await other.client.call("articles.watchedFolders", {})).toEqual([]);
});
