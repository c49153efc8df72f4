import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { newContent } from "./content.ts";
import { makeDraftKeeper } from "./draft-keeper.ts";

const content = (statement: string) => ({
  ...newContent({ outlet: "O" }, { articleId: "a", version: "v", start: 0, end: 1, quote: "q" }),
  statement,
});
const of = { articleId: "a", claimId: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function fakeClient(fail: () => boolean = () => false) {
  const calls: { name: string; id: unknown; statement: unknown }[] = [];
  const call = async (name: string, input: { id?: string; content?: { statement: string } }) => {
    calls.push({ name, id: input.id, statement: input.content?.statement });
    await Promise.resolve();
    if (fail()) throw new Error("full");
    return { id: "d1" };
  };
  return { calls, client: { call: call as never } };
}

test("typing is written at most 300 ms later, the last word wins, and the draft keeps its id", async () => {
  const { calls, client } = fakeClient();
  const keeper = makeDraftKeeper(client, of, null, () => {});
  keeper.keep(content("a"));
  await vi.advanceTimersByTimeAsync(200);
  keeper.keep(content("ab"));
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(calls).toEqual([{ name: "claims.saveDraft", id: undefined, statement: "ab" }]);
  keeper.keep(content("abc"));
  await keeper.flush();
  expect(calls[1]).toEqual({ name: "claims.saveDraft", id: "d1", statement: "abc" });
});

test("saving the claim ends the draft: what waits is not written after it", async () => {
  const { calls, client } = fakeClient();
  const keeper = makeDraftKeeper(client, of, "d0", () => {});
  keeper.keep(content("a"));
  expect(await keeper.stop()).toBe("d0");
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toEqual([]);
});

test("a write that failed is written again with the next flush", async () => {
  let isBroken = true;
  const trouble = vi.fn<() => void>();
  const { calls, client } = fakeClient(() => isBroken);
  const keeper = makeDraftKeeper(client, of, null, trouble);
  keeper.keep(content("a"));
  await keeper.flush();
  expect(trouble).toHaveBeenCalledOnce();
  isBroken = false;
  await keeper.flush();
  expect(calls.map((one) => one.statement)).toEqual(["a", "a"]);
});

test("discarding throws away only what was written", async () => {
  const { calls, client } = fakeClient();
  const keeper = makeDraftKeeper(client, of, null, () => {});
  keeper.keep(content("a"));
  await keeper.discard();
  expect(calls).toEqual([]);
  await makeDraftKeeper(client, of, "d0", () => {}).discard();
  expect(calls).toEqual([{ name: "claims.discardDraft", id: "d0", statement: undefined }]);
});
