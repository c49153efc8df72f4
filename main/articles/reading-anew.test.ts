import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";

import { describe, expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";

/** "أعلنت الوزارة\n\nقتل ثلاثة أشخاص.\n" in the Arabic code page of Windows. */
const arabic = Buffer.from("c3dae1e4ca20c7e1e6d2c7d1c90a0adecae120cbe1c7cbc920c3d4cec7d52e0a", "hex");
const title = "أعلنت الوزارة";
const latin = new TextDecoder("windows-1252").decode(arabic);

const leftovers = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("isnad-original-"));

/** A case with the text read by a wrong guess, the fact of it that somebody corrected, and a claim on it. */
async function begin(files: Record<string, Uint8Array> = { "note.txt": arabic }) {
  const backend = await testCase();
  const tokens = await backend.write(files);
  const { result } = await backend.client.run("articles.import", {
    files: tokens,
    reading: { encoding: "windows-1252" },
  });
  const ids = result.articles.map(({ id }) => id);
  return { ...backend, ids, id: ids[0] ?? "" };
}

describe("an encoding that was guessed wrong", () => {
  test("is seen in previews of the kept original, though the file is gone", async () => {
    const { client, id } = await begin();
    const { current, previews } = await client.call("articles.previewEncodings", { id });
    expect(current).toBe("windows-1252");
    const by = new Map(previews.map((preview) => [preview.encoding, preview]));
    expect(by.get("windows-1256")).toMatchObject({ title, broken: 0, problem: null });
    expect(by.get("windows-1256")?.text).toContain("قتل ثلاثة أشخاص");
    expect(by.get("utf-8")?.broken).toBeGreaterThan(10);
    expect(leftovers()).toEqual([]);
  });

  test("is put right as a new version of the same original; what was read from the text follows", async () => {
    const { client, id } = await begin();
    const before = await client.call("articles.get", { id });
    expect(before.text).toContain(latin.trim().split("\n")[0]);
    await client.call("articles.edit", { ids: [id], outlet: "Gazette" });
    const claim = await client.call("claims.add", {
      articleId: id,
      spans: [{ start: 0, end: 5 }],
      hops: [{ source: "M" }],
    });
    const { result } = await client.run("articles.readAnew", { ids: [id], encoding: "windows-1256" });
    expect(result).toEqual({ changed: 1, unchanged: 0, stopped: false, failed: [] });
    const after = await client.call("articles.get", { id });
    expect(after).toMatchObject({ title, outlet: "Gazette", language: "ar", version: "2", sha256: before.sha256 });
    expect(after.provenance).toEqual({ ...before.provenance, encoding: "windows-1256" });
    expect(after.text).toBe(new TextDecoder("windows-1256").decode(arabic));
    // Nothing moves by itself: the claim stands on the text that it was made in, and waits for a decision.
    expect((await client.call("claims.get", { id: claim.id })).spans[0]?.version).toBe("1");
    expect((await client.call("articles.anchorsToReview", {})).total).toBe(1);
    expect((await client.call("search.articles", { query: "قتل" })).total).toBe(1);
    await client.call("ledger.undo", {});
    expect(await client.call("articles.get", { id })).toMatchObject({
      title: before.title,
      version: "1",
      text: before.text,
    });
    expect((await client.call("search.articles", { query: "قتل" })).total).toBe(0);
    expect(leftovers()).toEqual([]);
  });

  test("a title that somebody wrote stays, and so does one that the file's name gave", async () => {
    const { client, ids } = await begin({ "a.txt": arabic, "b.html": Buffer.concat([Buffer.from("<p>"), arabic]) });
    const [first = "", second = ""] = ids;
    await client.call("articles.edit", { ids: [first], title: "My title" });
    const named = (await client.call("articles.get", { id: second })).title;
    await client.run("articles.readAnew", { ids, encoding: "windows-1256" });
    expect((await client.call("articles.get", { id: first })).title).toBe("My title");
    expect(named).toBe("b");
    expect((await client.call("articles.get", { id: second })).title).toBe("b");
  });

  test("one that reads the same is left as it is", async () => {
    const { client, ids } = await begin({ "a.txt": arabic, "p.txt": Buffer.from("Plain\n\nLetters only.\n") });
    const { result } = await client.run("articles.readAnew", { ids, encoding: "utf-16le" });
    expect(result).toMatchObject({ changed: 2 });
    await client.call("ledger.undo", {});
    const again = await client.run("articles.readAnew", { ids, encoding: "windows-1256" });
    expect(again.result).toMatchObject({ changed: 1, unchanged: 1, failed: [] });
  });

  test("a record of JSON Lines is read anew by itself; a row of a table and a kind that has no encoding are refused", async () => {
    const backend = await testCase();
    const line = Buffer.concat([
      Buffer.from('{"title":"x","text":"'),
      arabic.subarray(0, 13),
      Buffer.from(' and more"}\n'),
    ]);
    const files = await backend.write({
      "r.jsonl": Buffer.concat([line, line.subarray(0, line.length - 3), Buffer.from('!"}\n')]),
      "t.csv": Buffer.concat([Buffer.from("title,text\nA,"), arabic.subarray(0, 13), Buffer.from("\n")]),
      "d.eml": Buffer.from("From: a@example.org\nSubject: S\n\nWords of it.\n"),
    });
    const { result } = await backend.client.run("articles.import", { files, reading: { encoding: "windows-1252" } });
    const idOf = (name: string): string => result.articles.find(({ path }) => path.endsWith(name))?.id ?? "";
    const { result: read } = await backend.client.run("articles.readAnew", {
      ids: [idOf("r.jsonl"), idOf("t.csv"), idOf("d.eml")],
      encoding: "windows-1256",
    });
    expect(read).toMatchObject({ changed: 1, unchanged: 0 });
    expect(read.failed.map(({ code, path }) => [code, path.replace(/^.*[/\\]/u, "")])).toEqual([
      ["unsupported-format", "t.csv"],
      ["unsupported-format", "d.eml"],
    ]);
    expect((await backend.client.call("articles.get", { id: idOf("r.jsonl") })).text).toContain(title);
    expect(await refusalOf(backend.client.call("articles.previewEncodings", { id: idOf("t.csv") }))).toBe(
      "unsupported-format",
    );
  });

  test("an article that is not there is refused", async () => {
    const { client } = await begin();
    expect(await refusalOf(client.call("articles.previewEncodings", { id: "none" }))).toBe("not-found");
    expect(await refusalOf(client.run("articles.readAnew", { ids: ["none"], encoding: "utf-8" }))).toBe("not-found");
  });
});
