import { expect, test, vi } from "vitest";

import { makeTransport } from "./transport.ts";

type Answer = (url: string, init: RequestInit) => Response | Promise<Response>;

/** A page with its own address, storage and network. */
function makePage(answer: Answer, hash = "#token=secret") {
  const kept = new Map<string, string>();
  const page = {
    location: { hash },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
    fetch: vi.fn(async (url: string, init: RequestInit = {}) => await answer(url, init)),
    setTimeout: (run: () => void) => setTimeout(run, 0),
  };
  return { page: page as unknown as Window, fetch: page.fetch, kept };
}

const reply = (value: unknown): Response => Response.json({ ok: true, value });

test("a call carries the token of the address, also after a reload that has lost it", async () => {
  const { page, fetch, kept } = makePage(() => reply({ fine: true }));
  expect(await makeTransport(page).call({ procedure: "cases.current", input: {} })).toEqual({
    ok: true,
    value: { fine: true },
  });
  expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ "x-isnad-token": "secret" });
  (page.location as { hash: string }).hash = "";
  await makeTransport(page).call({ procedure: "cases.current", input: {} });
  expect(fetch.mock.calls[1]?.[1]?.headers).toMatchObject({ "x-isnad-token": "secret" });
  expect(kept.size).toBe(1);
});

test("what is no reply, and silence, are refusals with a code, never a throw", async () => {
  const odd = makeTransport(makePage(() => new Response("<html>", { status: 502 })).page);
  expect(await odd.call({ procedure: "x" })).toMatchObject({ ok: false, error: { code: "internal" } });
  const silent = makeTransport(makePage(() => Promise.reject(new TypeError("failed"))).page);
  expect(await silent.call({ procedure: "x" })).toMatchObject({
    ok: false,
    error: { code: "io", details: { lost: true } },
  });
  expect(silent.connection()).toBe("lost");
});

test("events are lines that may be cut anywhere, within an Arabic letter too; a broken stream is asked for again", async () => {
  const line = `${JSON.stringify({ name: "changed", value: { kinds: ["article"], note: "خبر" } })}\n`;
  const bytes = new TextEncoder().encode(`\n${line}${line}`);
  let asked = 0;
  const stream = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start(to) {
        for (let i = 0; i < bytes.length; i += 7) to.enqueue(bytes.slice(i, i + 7));
        to.close();
      },
    });
  const { page } = makePage(() => {
    asked += 1;
    return asked <= 2 ? new Response(stream()) : new Response(null, { status: 403 });
  });
  const transport = makeTransport(page);
  const states: string[] = [];
  transport.onConnection((state) => states.push(state));
  const heard: unknown[] = [];
  transport.subscribe((event) => heard.push(event.value));
  await vi.waitFor(() => expect(transport.connection()).toBe("refused"));
  expect(heard).toHaveLength(4);
  expect(heard[3]).toEqual({ kinds: ["article"], note: "خبر" });
  expect(states).toEqual(["lost", "connected", "lost", "refused"]);
});

test("a file goes up under its name; what the program says against it is passed on", async () => {
  const urls: string[] = [];
  const { page } = makePage((url) => {
    urls.push(url);
    return url.endsWith("big.txt")
      ? Response.json(
          { ok: false, error: { code: "too-large", message: "big.txt: larger than 4 bytes" } },
          { status: 413 },
        )
      : Response.json({ file: "t1" });
  });
  const transport = makeTransport(page);
  expect(await transport.uploadFile(new File(["x"], "تقرير 1.txt"))).toBe("t1");
  expect(urls).toEqual([`/upload?name=${encodeURIComponent("تقرير 1.txt")}`]);
  await expect(transport.uploadFile(new File(["x"], "big.txt"))).rejects.toThrow("larger than 4 bytes");
});

test("in a window the preload's functions are used as they are", async () => {
  const call = vi.fn(async () => ({ ok: true as const, value: 1 }));
  const page = { isnad: { call, subscribe: () => () => undefined, fileFor: (file: File) => `path-of-${file.name}` } };
  const transport = makeTransport(page as unknown as Window);
  expect(transport.kind).toBe("electron");
  expect(await transport.call({ procedure: "x" })).toEqual({ ok: true, value: 1 });
  expect(await transport.uploadFile(new File([], "a.txt"))).toBe("path-of-a.txt");
});
