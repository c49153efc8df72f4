import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { makeClient, type Transport } from "./client.ts";
import type { Refusal } from "./errors.ts";
import type { BackendEvent } from "./events.ts";
import { contract } from "./index.ts";
import { JobProgress, JobStarted, JobState } from "./jobs.ts";
import type { FileToken } from "./procedure.ts";
import { Reply } from "./protocol.ts";

/** One transport with a backend of its own behind it, on an empty workstation. */
export interface ConformanceWorld {
  readonly transport: Transport;
  /** A token for a file of this name, with this text; without text the file is not there yet. */
  file(name: string, text?: string): Promise<FileToken>;
  close(): Promise<void>;
}

const WAIT = 15_000;

const record = (n: number): string => JSON.stringify({ title: `t${n}`, text: `خبر رقم ${n}. `.repeat(30) });

/**
 * What every way to the backend has to keep: run over each of them, so that a page, a script and a test can rely on the
 * contract without knowing what lies between.
 */
export function transportConformance(name: string, makeWorld: () => Promise<ConformanceWorld>): void {
  describe(`the contract over ${name}`, () => {
    let world: ConformanceWorld;
    let client: ReturnType<typeof makeClient>;
    const heard: BackendEvent[] = [];
    let stop: (() => void) | undefined;

    const ask = async (procedure: string, input?: unknown): Promise<Reply> =>
      world.transport.call(input === undefined ? { procedure } : { procedure, input: input as never });
    const hears = (fits: (event: BackendEvent) => boolean): Promise<void> =>
      expect.poll(() => heard.some(fits), { timeout: WAIT }).toBe(true);

    beforeAll(async () => {
      world = await makeWorld();
      client = makeClient(world.transport);
      stop = world.transport.subscribe((event) => heard.push(event));
    }, WAIT);
    afterAll(async () => {
      stop?.();
      await world.close();
    }, WAIT);

    test("an unknown procedure is refused as a value", async () => {
      for (const procedure of ["nothing.here", "toString", "__proto__", ""])
        expect(await ask(procedure)).toMatchObject({ ok: false, error: { code: "unknown-procedure" } });
    });

    test("bad input is refused with the field that does not fit", async () => {
      const reply = await ask("workstation.setSettings", { readingSize: 7 });
      expect(reply).toMatchObject({ ok: false, error: { code: "bad-request" } });
      expect(!reply.ok && reply.error.message).toContain("readingSize");
      const nested = await ask("articles.list", { sort: [{ column: "nothing" }] });
      expect(nested).toMatchObject({ ok: false, error: { code: "bad-request" } });
      expect(!nested.ok && nested.error.message).toContain("sort.0.column");
    });

    test("an error is a value: no case is open, a file was never picked", async () => {
      expect(await ask("articles.list", {})).toMatchObject({ ok: false, error: { code: "no-case" } });
      expect(await ask("cases.open", { file: "/etc/passwd" })).toMatchObject({
        ok: false,
        error: { code: "unknown-file" },
      });
      await expect(client.call("cases.open", { file: "never given" })).rejects.toMatchObject({
        failure: { code: "unknown-file" },
      } satisfies Pick<Refusal, "failure"> | object);
    });

    test("what comes back has the contract's shape and is JSON", async () => {
      const reply = await ask("workstation.get", {});
      expect(Reply.parse(reply)).toEqual(reply);
      if (!reply.ok) throw new Error(reply.error.message);
      expect(contract["workstation.get"].output.parse(reply.value)).toEqual(reply.value);
      expect(JSON.parse(JSON.stringify(reply.value))).toEqual(reply.value);
    });

    test("Arabic, combining marks and characters beyond the first plane survive", async () => {
      const analyst = { name: "عبد الرّحمن 😀 𐤀 e\u0301", initials: "ع😀" };
      await client.call("workstation.setAnalyst", analyst);
      expect((await client.call("workstation.get", {})).analyst).toEqual(analyst);
      await hears((event) => event.name === "changed" && event.value.kinds.includes("workstation"));
    });

    test("a case is made, and everybody is told", async () => {
      const made = await client.call("cases.create", { file: await world.file("قضية.isnad") });
      expect(contract["cases.create"].output.parse(made)).toEqual(made);
      expect(made).toMatchObject({ name: "قضية", articles: 0, readOnly: null });
      await hears((event) => event.name === "case-changed" && event.value.open);
    });

    test("a job answers with its id, tells how far it is, and ends with its result", async () => {
      const text = "العنوان\n\nنصّ الخبر 😀 الأول.";
      const good = await world.file("خبر.txt", text);
      const bad = await world.file("strange.xyz", "?");
      const started = JobStarted.parse(await client.call("articles.import", { files: [good, bad] }));
      await hears((event) => event.name === "job-ended" && event.value.jobId === started.jobId);
      const state = JobState.parse(await client.call("jobs.get", started));
      expect(state).toMatchObject({ state: "done", error: null });
      const result = contract["articles.import"].output.parse(state.result);
      expect(result).toMatchObject({ imported: 1, failed: [{ code: "unsupported-format" }] });
      const progress = heard.filter((event) => event.name === "job-progress");
      expect(progress.some(({ value }) => JobProgress.parse(value).jobId === started.jobId)).toBe(true);
      const article = await client.call("articles.get", { id: result.articles[0]?.id ?? "" });
      expect(article.text).toBe(text);
    });

    test("a job that is stopped ends as stopped, with what it finished", async () => {
      const lines = Array.from({ length: 20_000 }, (_, n) => record(n)).join("\n");
      const file = await world.file("many.jsonl", lines);
      let jobId = "";
      const done = await client.run(
        "articles.import",
        { files: [file] },
        {
          onStart: (id) => {
            jobId = id;
            void client.call("jobs.cancel", { jobId: id });
          },
        },
      );
      expect(done.state).toBe("cancelled");
      expect(done.result.stopped).toBe(true);
      expect(done.result.imported).toBeLessThan(20_000);
      expect(await client.call("jobs.get", { jobId })).toMatchObject({ state: "cancelled" });
      expect(await ask("jobs.cancel", { jobId: "none" })).toMatchObject({ ok: false, error: { code: "no-such-job" } });
    });

    test("two megabytes go there and come back", async () => {
      const { rows } = await client.call("articles.list", { limit: 1 });
      const content = { typed: "نصّ😀".repeat(350_000) };
      const { id } = await client.call("claims.saveDraft", {
        articleId: rows[0]?.id ?? "",
        claimId: null,
        content,
      });
      const drafts = await client.call("claims.drafts", {});
      expect(JSON.stringify(content).length).toBeGreaterThan(1_700_000);
      expect(drafts.find((draft) => draft.id === id)?.content).toEqual(content);
      await client.call("claims.discardDraft", { id });
    });

    test("calls at the same time each get their own answer", async () => {
      const names = Array.from({ length: 20 }, (_, n) => `none.${n}`);
      const replies = await Promise.all([...names.map((procedure) => ask(procedure)), ask("jobs.list", {})]);
      for (const [n, reply] of replies.slice(0, -1).entries())
        expect(!reply.ok && reply.error.message).toContain(`none.${n}`);
      expect(replies.at(-1)?.ok).toBe(true);
    });

    test("who has ended a subscription hears no more", async () => {
      let count = 0;
      const end = world.transport.subscribe(() => (count += 1));
      end();
      const before = heard.length;
      await client.call("workstation.setSettings", { readingSize: 110 });
      await expect.poll(() => heard.length, { timeout: WAIT }).toBeGreaterThan(before);
      expect(count).toBe(0);
    });
  });
}
