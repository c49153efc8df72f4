import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import type { Client } from "../../app/contract/client.ts";
import type { BackendEvent } from "../../app/contract/events.ts";
import { queries } from "../../app/contract/index.ts";
import { followEvents, isStale } from "./invalidation.ts";

test("a change of each kind makes stale what shows it, and nothing else", () => {
  const names = Object.keys(queries);
  const staleAfter = (kind: Parameters<typeof isStale>[1] extends Iterable<infer Kind> ? Kind : never): string[] =>
    names.filter((name) => isStale(name, [kind]));
  expect(staleAfter("draft")).toEqual(["claims.drafts"]);
  expect(staleAfter("workstation")).toEqual(["workstation.get", "articles.profiles", "articles.preview"]);
  expect(staleAfter("claim")).toContain("articles.list");
  expect(staleAfter("claim")).not.toContain("annotations.of");
  // `source:` and `tag:` are fields of a query over articles.
  expect(staleAfter("source")).toContain("search.articles");
  expect(staleAfter("tag")).toContain("search.articles");
  expect(staleAfter("annotation")).not.toContain("claims.list");
  for (const kind of ["annotation", "question", "family"] as const)
    expect(staleAfter(kind)).toContain("search.articles");
  expect(staleAfter("assessment")).not.toContain("articles.list");
  expect(staleAfter("tag")).toContain("claims.grid");
});

function makeEvents() {
  const listeners = new Set<(event: BackendEvent) => void>();
  const client = {
    subscribe: (listener: (event: BackendEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Client;
  return { client, listeners, emit: (event: BackendEvent) => listeners.forEach((listener) => listener(event)) };
}

test("a storm of changes is read again a few times, not each time; the end stops it", async () => {
  vi.useFakeTimers();
  const { client, emit, listeners } = makeEvents();
  const cache = new QueryClient();
  const invalidate = vi.spyOn(cache, "invalidateQueries");
  const stop = followEvents(client, cache);
  for (let i = 0; i < 100; i += 1) {
    emit({ name: "changed", value: { kinds: ["article"] } });
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(invalidate.mock.calls.length).toBeGreaterThan(2);
  expect(invalidate.mock.calls.length).toBeLessThan(12);
  stop();
  expect(listeners.size).toBe(0);
  vi.useRealTimers();
});

test("another case: what was read of the last one is gone, the workstation's settings stay in sight", async () => {
  const { client, emit } = makeEvents();
  const cache = new QueryClient();
  cache.setQueryData(["workstation.get", {}], { settings: { language: "ar" } });
  cache.setQueryData(["articles.list", {}], { total: 3 });
  const stop = followEvents(client, cache);
  emit({ name: "case-changed", value: { open: true } });
  await vi.waitFor(() => expect(cache.getQueryState(["workstation.get", {}])?.isInvalidated).toBe(true));
  expect(cache.getQueryData(["workstation.get", {}])).toEqual({ settings: { language: "ar" } });
  expect(cache.getQueryData(["articles.list", {}])).toBeUndefined();
  stop();
});
