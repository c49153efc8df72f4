import { expect, test, vi } from "vitest";

import type { Article } from "../../../app/articles/model.ts";
import type { Claim } from "../../../app/claims/model.ts";
import { Refusal } from "../../../app/contract/errors.ts";
import { type EditorStart, makeSitting, type Tell } from "./sitting.ts";

const text = "وأشار إلى إصابة أحد العناصر.";
const article = { id: "a", version: "v", text, outlet: "عنب بلدي", publishedAt: "2025-11-24" } as Article;
const onSpan: EditorStart = { span: { start: 0, end: 10 }, claim: null, draft: null };

function begin(start: EditorStart, refuse?: Refusal) {
  const calls: { name: string; input: Record<string, unknown> }[] = [];
  const client = {
    call: (async (name: string, input: Record<string, unknown>) => {
      calls.push({ name, input });
      await Promise.resolve();
      if (refuse && (name === "claims.add" || name === "claims.edit")) throw refuse;
      return name === "claims.saveDraft" ? { id: "d1" } : { id: "c1" };
    }) as never,
  };
  const tell = {
    saved: vi.fn<Tell["saved"]>(),
    kept: vi.fn<Tell["kept"]>(),
    discarded: vi.fn<Tell["discarded"]>(),
    trouble: vi.fn<Tell["trouble"]>(),
  };
  const onClosed = vi.fn<(saved: Claim | null) => void>();
  return { sitting: makeSitting(client, article, start, tell, onClosed), calls, tell, onClosed };
}

const names = (calls: { name: string }[]): string[] => calls.map((call) => call.name);

test("a source that the case knows is taken although the analyst typed on; saving waits for it", async () => {
  const { sitting, calls } = begin(onSpan);
  let answer: (known: { source: string; sourceId: string }) => void = () => {};
  sitting.addHop(
    { source: "الأحمد" },
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  const saving = sitting.confirm();
  answer({ source: "العميد عبد العزيز هلال الأحمد", sourceId: "s1" });
  await saving;
  const added = calls.find((call) => call.name === "claims.add");
  expect(added?.input["hops"]).toMatchObject([{ source: "عنب بلدي" }, { sourceId: "s1" }]);
});

test("two Enters save once", async () => {
  const { sitting, calls, onClosed } = begin(onSpan);
  sitting.update((now) => ({ ...now, statement: "One was hurt" }));
  await Promise.all([sitting.confirm(), sitting.confirm()]);
  expect(names(calls)).toEqual(["claims.add"]);
  expect(onClosed).toHaveBeenCalledOnce();
});

test("what the case refuses stays in the editor and in its draft", async () => {
  const refusal = new Refusal("reason-required", "one origin");
  const { sitting, calls, onClosed } = begin(onSpan, refusal);
  sitting.update((now) => ({ ...now, statement: "x" }));
  await sitting.confirm();
  expect(onClosed).not.toHaveBeenCalled();
  expect(sitting.state()).toMatchObject({ missing: "reason", error: refusal });
  sitting.flush();
  await vi.waitFor(() => expect(names(calls)).toContain("claims.saveDraft"));
});

test("leaving: untouched leaves nothing, incomplete stays a draft, complete is saved", async () => {
  const untouched = begin(onSpan);
  await untouched.sitting.leave();
  expect(untouched.calls).toEqual([]);

  const incomplete = begin(onSpan);
  incomplete.sitting.update((now) => ({ ...now, hops: [], statement: "x" }));
  await incomplete.sitting.leave();
  expect(names(incomplete.calls)).toEqual(["claims.saveDraft"]);
  expect(incomplete.tell.kept).toHaveBeenCalledWith({ missing: "hops" });

  const complete = begin(onSpan);
  complete.sitting.update((now) => ({ ...now, statement: "x", date: "أمس" }));
  await complete.sitting.leave();
  expect(complete.calls).toMatchObject([{ name: "claims.add", input: { statement: "x", eventDate: "2025-11-23" } }]);
});

test("a draft that cannot be read begins afresh instead of failing", () => {
  const draft = { id: "d0", articleId: "a", claimId: null, content: { spans: 3 }, updatedAt: "" };
  const { sitting } = begin({ ...onSpan, draft });
  expect(sitting.isRestored).toBe(false);
  expect(sitting.state().content.hops.map((hop) => hop.source)).toEqual(["عنب بلدي"]);
});
