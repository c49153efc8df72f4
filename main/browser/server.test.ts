import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { BackendEvent } from "../../app/contract/events.ts";
import type { BackendPort } from "../backend.ts";
import { contentSecurityPolicy } from "../page-files.ts";
import { openerOf } from "./open.ts";
import { type BrowserHost, serveBrowser } from "./server.ts";

let dir: string;
let host: BrowserHost;
let origin: string;
let token: string;
const granted: string[] = [];
const listeners = new Set<(event: BackendEvent) => void>();
const asked: unknown[] = [];
const close = vi.fn(async () => undefined);

/** A backend that remembers what reached it. */
const backend: BackendPort = {
  dispatch: async (request) => {
    asked.push(request);
    return { ok: true, value: "reached" };
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  grantFile: async (path) => `token-${granted.push(path)}`,
  close,
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "server-"));
  const page = join(dir, "renderer");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<!doctype html><title>Isnad</title>");
  writeFileSync(join(page, "assets/main.js"), "export {};");
  writeFileSync(join(dir, "secret.txt"), "secret");
  host = await serveBrowser({ backend, rendererFolder: page, startFile: join(dir, "قضية.isnad") });
  const address = new URL(host.address);
  origin = address.origin;
  token = address.hash.slice("#token=".length);
});
afterAll(async () => {
  await host.close();
  rmSync(dir, { recursive: true, force: true });
});

const own = () => ({ origin, "x-isnad-token": token });
const post = (path: string, body: BodyInit, headers: Record<string, string> = own()) =>
  fetch(`${origin}${path}`, { method: "POST", body, headers });
const call = async (procedure: string, input: unknown = {}) =>
  (await post("/call", JSON.stringify({ procedure, input }))).json() as Promise<{ ok: boolean; value: never }>;

/** A request below `fetch`, which would correct paths and refuse to set the host. */
const raw = (path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    httpRequest({ host: "127.0.0.1", port: Number(new URL(origin).port), path, headers }, (res) => {
      let body = "";
      res.setEncoding("utf8").on("data", (text: string) => (body += text));
      res.on("end", () => resolve({ status: res.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });

test("listens on the loopback address only, with a token in the hash", () => {
  expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]{64}$/u);
});

test("serves the page with a strict policy", async () => {
  const page = await fetch(origin);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect((await fetch(`${origin}/assets/main.js`)).headers.get("content-type")).toContain("text/javascript");
});

test("the policy stands on refusals too, and nothing may be fetched from another origin", async () => {
  const refused = await post("/call", "{}", {});
  expect(refused.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  expect((await fetch(`${origin}/call`, { method: "OPTIONS" })).status).toBe(405);
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2f..%2fsecret.txt",
  "/assets/..%5c..%5csecret.txt",
  "//etc/passwd",
])("%s is not served", async (path) => {
  const { status, body } = await raw(path, { host: new URL(origin).host });
  expect(status).toBe(404);
  expect(body).not.toContain("secret");
});

test("another host name is not this host", async () => {
  for (const name of ["localhost", "evil.example"])
    expect((await raw("/", { host: `${name}:${new URL(origin).port}` })).status).toBe(421);
});

test("a call needs origin and token; without them nothing reaches the backend", async () => {
  asked.length = 0;
  const body = JSON.stringify({ procedure: "jobs.list" });
  for (const headers of [{}, { origin }, { "x-isnad-token": token }, { ...own(), "x-isnad-token": "0".repeat(64) }])
    expect((await post("/call", body, headers as Record<string, string>)).status).toBe(403);
  expect((await post("/call", body, { ...own(), origin: "http://evil.example" })).status).toBe(403);
  expect((await post("/upload?name=a.txt", "x", { origin })).status).toBe(403);
  expect((await fetch(`${origin}/events`)).status).toBe(403);
  expect(asked).toEqual([]);
  expect(await call("jobs.list")).toEqual({ ok: true, value: "reached" });
});

test("what is no JSON and what is too large is refused with a reply", async () => {
  const broken = await post("/call", "{");
  expect(broken.status).toBe(400);
  expect(await broken.json()).toMatchObject({ ok: false, error: { code: "bad-request" } });
  const large = await post("/call", JSON.stringify({ procedure: "x", input: "a".repeat(16_000_001) }));
  expect(large.status).toBe(413);
  expect(await large.json()).toMatchObject({ ok: false, error: { code: "too-large" } });
});

test("host calls are answered here", async () => {
  expect(await call("host.info")).toMatchObject({ ok: true, value: { kind: "browser", nativeDialogs: false } });
  expect(await call("host.pick", { purpose: "import" })).toMatchObject({ ok: false, error: { code: "not-here" } });
  expect(await call("host.folder", { purpose: "nonsense" })).toMatchObject({
    ok: false,
    error: { code: "bad-request", details: { path: "purpose" } },
  });
  expect(await call("host.startFile")).toMatchObject({ ok: true, value: { name: "قضية.isnad", folder: dir } });
  expect(await call("host.folder", { folder: dir, purpose: "import" })).toMatchObject({
    ok: false,
    error: { code: "unknown-file" },
  });
});

test("a dropped file becomes a token for a copy, under its own name", async () => {
  const reply = await post(`/upload?name=${encodeURIComponent("../تقرير.txt")}`, "نصّ");
  expect(await reply.json()).toEqual({ file: `token-${granted.length}` });
  const path = granted.at(-1) ?? "";
  expect(path.endsWith("تقرير.txt")).toBe(true);
  expect(readFileSync(path, "utf8")).toBe("نصّ");
});

test("a case is not taken as a copy: what is changed in it would be thrown away at the end", async () => {
  const before = granted.length;
  const reply = await post("/upload?name=a.isnad", "SQLite");
  expect(reply.status).toBe(415);
  expect(await reply.json()).toMatchObject({ ok: false, error: { code: "not-here" } });
  expect(granted).toHaveLength(before);
});

test("events arrive as lines, and a page that leaves is forgotten", async () => {
  const leave = new AbortController();
  const response = await fetch(`${origin}/events`, { headers: { "x-isnad-token": token }, signal: leave.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await expect.poll(() => listeners.size).toBe(1);
  for (const listener of listeners) listener({ name: "case-changed", value: { open: true } });
  let text = "";
  while (!text.includes("case-changed")) text += (await reader?.read())?.value ?? "";
  expect(text.split("\n").filter(Boolean)).toEqual([JSON.stringify({ name: "case-changed", value: { open: true } })]);
  leave.abort();
  await expect.poll(() => listeners.size).toBe(0);
});

test("a taken port is an error, not another port", async () => {
  const port = Number(new URL(origin).port);
  await expect(serveBrowser({ backend, rendererFolder: dir, port })).rejects.toThrow("EADDRINUSE");
});

test("the system's browser is opened by the platform's own command", () => {
  expect(openerOf("linux", "http://a")).toEqual(["xdg-open", "http://a"]);
  expect(openerOf("darwin", "http://a")).toEqual(["open", "http://a"]);
  expect(openerOf("win32", "http://a")[0]).toBe("rundll32");
});

test("closing ends the streams, closes the backend once, and throws uploads away", async () => {
  await fetch(`${origin}/events`, { headers: { "x-isnad-token": token } });
  const upload = granted.at(-1) ?? "";
  await Promise.all([host.close(), host.close()]);
  await host.closed;
  expect(close).toHaveBeenCalledTimes(1);
  expect(() => readFileSync(upload)).toThrow("ENOENT");
  await expect(fetch(origin)).rejects.toThrow("fetch failed");
});
